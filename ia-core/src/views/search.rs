use super::shown;
use crate::calendar::Date;
use crate::catalogue::{Basis, Topic, Version, knowledge, norms, processes};
use crate::code::codes;
use crate::law::{self, Citation, Provision};
use crate::role::Role;
use crate::text::{Lang, LanguageNotIncluded, table};

codes! {
    /// What was found.
    pub enum HitKind as "hit" {
        /// A norm.
        Norm = "norm",
        /// A piece of knowledge.
        Knowledge = "knowledge",
        /// A process.
        Process = "process",
        /// A provision.
        Provision = "provision",
    }
}

/// What is searched for. Everything given must fit.
#[derive(Debug, Clone, Default)]
pub struct Query<'q> {
    /// Words, in the language of the search.
    pub words: Option<&'q str>,
    /// The role concerned.
    pub role: Option<Role>,
    /// The topic.
    pub topic: Option<Topic>,
    /// The source, by id.
    pub source: Option<&'q str>,
    /// A place in a source.
    pub citation: Option<Citation>,
    /// The day; any when none.
    pub as_of: Option<Date>,
}

shown! {
    /// Something found.
    pub struct Hit {
        /// What it is.
        pub kind: HitKind,
        /// Its id.
        pub id: String,
        /// Its short name.
        pub title: String,
        /// What it is about; none for a provision.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub topic: Option<Topic>,
        /// How well it fits; the best hit has the most.
        pub score: usize,
    }
}

/// Endings that are taken off a word, the longest first. Good enough to find "verneombudene" by "verneombud"
/// and "measures" by "measure"; no grammar.
fn endings(lang: Lang) -> &'static [&'static str] {
    match lang {
        Lang::Nb => &["enes", "ene", "ers", "ene", "ens", "ets", "er", "en", "et", "e", "a", "s"],
        Lang::Nn => &["anes", "ane", "ene", "ens", "ets", "ar", "er", "en", "et", "a", "e", "i", "s"],
        Lang::En => &["ings", "ing", "ies", "ed", "es", "s", "y", "e"],
    }
}

/// In small letters without æ, ø, å and accents, however they are written: ae, oe and aa count as they do.
fn fold(word: &str) -> String {
    let mut folded = String::with_capacity(word.len());
    for sign in word.chars().flat_map(char::to_lowercase) {
        match sign {
            'æ' => folded.push_str("ae"),
            'ø' | 'ö' | 'ò' | 'ó' | 'ô' => folded.push('o'),
            'å' | 'à' | 'á' => folded.push('a'),
            'é' | 'è' | 'ê' => folded.push('e'),
            other => folded.push(other),
        }
    }
    folded.replace("aa", "a").replace("oe", "o")
}

/// The stem of a word: at least three signs are left.
fn stem(word: &str, lang: Lang) -> String {
    let folded = fold(word);
    let cut = endings(lang).iter().find_map(|ending| {
        let rest = folded.strip_suffix(ending)?;
        (rest.chars().count() >= 3).then(|| rest.to_owned())
    });
    cut.unwrap_or(folded)
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|sign: char| !sign.is_alphanumeric()).filter(|word| !word.is_empty())
}

/// How well the texts hold all the words asked for; none when one is missing. A word in the title counts three.
fn score(asked: &[String], title: &str, text: &str, lang: Lang) -> Option<usize> {
    let stems = |text: &str| -> Vec<String> { words(text).map(|word| stem(word, lang)).collect() };
    let (title, text) = (stems(title), stems(text));
    let mut sum: usize = 0;
    for word in asked {
        let count = |stems: &[String]| stems.iter().filter(|stem| stem.contains(word.as_str())).count();
        let weight = count(&title).saturating_mul(3).saturating_add(count(&text));
        if weight == 0 {
            return None;
        }
        sum = sum.saturating_add(weight);
    }
    Some(sum)
}

/// Everything that fits, the best first, then in the order of ids.
///
/// # Errors
/// [`LanguageNotIncluded`] when the crate was built without the language.
pub fn search(query: &Query<'_>, lang: Lang) -> Result<Vec<Hit>, LanguageNotIncluded> {
    let table = table(lang)?;
    let asked: Vec<String> =
        query.words.map(|text| words(text).map(|word| stem(word, lang)).collect()).unwrap_or_default();
    let mut hits = Vec::new();
    let mut add = |kind, id: &str, title: &str, text: &str, topic| {
        if let Some(score) = score(&asked, title, text, lang) {
            hits.push(Hit { kind, id: id.to_owned(), title: title.to_owned(), topic, score });
        }
    };
    let only_law = query.topic.is_none() && query.role.is_none();
    for norm in norms() {
        let versions: Vec<&Version> = match query.as_of {
            Some(day) => norm.at(day).into_iter().collect(),
            None => norm.versions.iter().collect(),
        };
        let named = norm.bearers.iter().chain(&norm.toward);
        let fits = query.topic.is_none_or(|topic| topic == norm.topic)
            && query.role.is_none_or(|role| named.clone().any(|&one| role.is_part_of(one)))
            && versions.iter().any(|version| rests_on(version, query));
        if let Some(version) = versions.last().filter(|_| fits) {
            let text = norm.text(version, lang)?;
            add(HitKind::Norm, &norm.id, norm.title(lang)?, &text, Some(norm.topic));
        }
    }
    for one in knowledge() {
        let fits = query.citation.is_none()
            && query.topic.is_none_or(|topic| topic == one.topic)
            && query.role.is_none_or(|role| one.roles.iter().any(|&named| role.is_part_of(named)))
            && query.source.is_none_or(|source| one.sources.iter().any(|id| id == source))
            && query.as_of.is_none_or(|day| one.kind.holds(day));
        if fits {
            add(HitKind::Knowledge, &one.id, one.title(lang)?, one.text(lang)?, Some(one.topic));
        }
    }
    for process in processes() {
        let who = || process.phases.iter().flat_map(|phase| &phase.who);
        let fits = query.citation.is_none()
            && query.topic.is_none_or(|topic| topic == process.topic)
            && query.role.is_none_or(|role| who().any(|&named| role.is_part_of(named)))
            && query.source.is_none_or(|source| process.sources.iter().any(|id| id == source));
        if let Some(texts) = process.texts(lang)?.filter(|_| fits) {
            let phases: Vec<&str> = texts.phases.iter().map(|(title, _, _)| *title).collect();
            let text = format!("{} {}", texts.text, phases.join(" "));
            add(HitKind::Process, &process.id, texts.title, &text, Some(process.topic));
        }
    }
    for (provision, label) in law::provisions().iter().zip(&table.provisions).filter(|_| only_law) {
        let fits = is_there(provision, query)
            && query.source.is_none_or(|source| provision.source == source)
            && query.as_of.is_none_or(|day| provision.at(day).is_ok());
        if fits {
            add(HitKind::Provision, &provision.id, label, "", None);
        }
    }
    Ok(best_first(&hits))
}

/// Whether the version rests on the source and the place asked for.
fn rests_on(version: &Version, query: &Query<'_>) -> bool {
    let source = query.source.is_none_or(|wanted| {
        version.basis.iter().any(|basis| basis.source().is_some_and(|source| source.id == wanted))
    });
    source
        && query.citation.as_ref().is_none_or(|citation| {
            version.basis.iter().any(|basis| match basis {
                Basis::Provision(id) => law::provision(id).is_ok_and(|provision| {
                    provision.source == citation.source
                        && provision.versions.iter().any(|version| citation.covers(version))
                }),
                _ => false,
            })
        })
}

fn is_there(provision: &Provision, query: &Query<'_>) -> bool {
    query.citation.as_ref().is_none_or(|citation| {
        provision.source == citation.source
            && provision.versions.iter().any(|version| citation.covers(version))
    })
}

fn best_first(hits: &[Hit]) -> Vec<Hit> {
    let most = hits.iter().map(|hit| hit.score).max().unwrap_or(0);
    let of_score = |score: usize| hits.iter().filter(move |hit| hit.score == score).cloned();
    (0..=most).rev().flat_map(of_score).collect()
}
