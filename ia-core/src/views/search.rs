use super::shown;
use crate::calendar::{Date, Period};
use crate::catalogue::{Basis, Topic, Version, knowledge, norms, processes};
use crate::code::codes;
use crate::law::{self, Citation, Provision, ProvisionVersion};
use crate::role::Role;
use crate::text::{Lang, LanguageNotIncluded, cut, is_letter, small, table};

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

/// Adds a sign in small letters without æ, ø, å and accents, however they are written: ae, oe and aa count as
/// they do.
fn fold(word: &mut String, sign: char) {
    match small(sign) {
        'æ' => word.push_str("ae"),
        'ø' | 'ö' | 'ò' | 'ó' | 'ô' => word.push('o'),
        'å' | 'à' | 'á' | 'a' if word.ends_with('a') => {}
        'å' | 'à' | 'á' => word.push('a'),
        'e' if word.ends_with('o') => {}
        'é' | 'è' | 'ê' => word.push('e'),
        other => word.push(other),
    }
}

/// Takes the ending off: at least three signs are left.
fn cut_ending(word: &mut String, lang: Lang) {
    for ending in endings(lang) {
        let rest = word.strip_suffix(ending).filter(|rest| rest.chars().count() >= 3);
        if let Some(left) = rest.map(str::len) {
            return word.truncate(left);
        }
    }
}

/// The stems of the words of a text.
fn stems(text: &str, lang: Lang) -> Vec<String> {
    let mut stems = Vec::new();
    let mut word = String::new();
    for sign in text.chars().chain([' ']) {
        if is_letter(sign) || sign.is_ascii_digit() {
            fold(&mut word, sign);
        } else if !word.is_empty() {
            cut_ending(&mut word, lang);
            stems.push(core::mem::take(&mut word));
        }
    }
    stems
}

/// How many of the stems hold the word.
fn count(stems: &[String], word: &str) -> usize {
    let mut count: usize = 0;
    for stem in stems {
        if cut(stem, word).is_some() {
            count = count.saturating_add(1);
        }
    }
    count
}

/// How well the texts hold all the words asked for; none when one is missing. A word in the title counts three.
fn score(asked: &[String], title: &str, text: &str, lang: Lang) -> Option<usize> {
    if asked.is_empty() {
        return Some(0);
    }
    let (title, text) = (stems(title, lang), stems(text, lang));
    let mut sum: usize = 0;
    for word in asked {
        let weight = count(&title, word).saturating_mul(3).saturating_add(count(&text, word));
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
    let asked = query.words.map(|text| stems(text, lang)).unwrap_or_default();
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
            let mut text = texts.text.to_owned();
            for (title, _, _) in &texts.phases {
                text.push(' ');
                text.push_str(title);
            }
            add(HitKind::Process, &process.id, texts.title, &text, Some(process.topic));
        }
    }
    for (provision, label) in law::provisions().iter().zip(&table.provisions).filter(|_| only_law) {
        let fits = is_there(provision, Period { from: Date::MIN, to: None }, query)
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
        && (query.citation.is_none()
            || version.basis.iter().any(|basis| match basis {
                Basis::Provision(id) => {
                    law::provision(id).is_ok_and(|provision| is_there(provision, version.period(), query))
                }
                _ => false,
            }))
}

/// Whether the provision stands at the place asked for: on the day asked for, or some day of the period.
fn is_there(provision: &Provision, period: Period, query: &Query<'_>) -> bool {
    query.citation.as_ref().is_none_or(|citation| {
        let on_the_day = |one: &ProvisionVersion| match query.as_of {
            Some(day) => one.period().contains(day),
            None => period.overlaps(one.period()),
        };
        provision.source == citation.source
            && provision.versions.iter().any(|one| citation.covers(one) && on_the_day(one))
    })
}

fn best_first(hits: &[Hit]) -> Vec<Hit> {
    let most = hits.iter().map(|hit| hit.score).max().unwrap_or(0);
    let mut ordered = Vec::new();
    for score in (0..=most).rev() {
        for hit in hits {
            if hit.score == score {
                ordered.push(hit.clone());
            }
        }
    }
    ordered
}
