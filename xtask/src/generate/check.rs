//! What the catalogue must hold before anything is generated from it.

use super::load::{Catalogue, NormSpec, Placed, ProvisionSpec, Texts};
use super::refusal::At;
use super::refusal::Refusals;
use super::template;
use ia_core::calendar::{Date, Period};
use ia_core::catalogue::{Basis, Version};
use ia_core::requirement::Requirement;
use ia_core::{Code, Lang};
use std::collections::BTreeMap;

pub fn check(catalogue: &Catalogue) -> Result<(), Refusals> {
    let mut checker = Checker { catalogue, refusals: Refusals::default() };
    checker.ids();
    checker.languages();
    for provision in &catalogue.provisions {
        checker.provision(provision);
    }
    for norm in &catalogue.norms {
        checker.norm(norm);
    }
    for message in &catalogue.messages {
        let (key, texts) = &message.is;
        checker.texts(&message.at, key, texts, &[]);
    }
    checker.refusals.into_result(())
}

struct Checker<'a> {
    catalogue: &'a Catalogue,
    refusals: Refusals,
}

impl Checker<'_> {
    fn refuse(&mut self, at: &At, what: impl Into<String>, fix: impl Into<String>) {
        self.refusals.push(at, what, fix);
    }

    fn ids(&mut self) {
        for pair in &self.catalogue.unsorted {
            let (before, after) = &pair.is;
            self.refuse(
                &pair.at,
                format!("`{after}` stands after `{before}`"),
                "sort the entries of the file by id, each once",
            );
        }
        let norms = self.catalogue.norms.iter().map(|norm| (norm.is.entry.id.as_str(), &norm.at));
        let provisions = self.catalogue.provisions.iter().map(|one| (one.is.id.as_str(), &one.at));
        let sources = self.catalogue.sources.iter().map(|one| (one.is.id.as_ref(), &one.at));
        let messages = self.catalogue.messages.iter().map(|one| (one.is.0.as_str(), &one.at));
        let mut twice = Vec::new();
        twice.extend(duplicates(norms.clone()));
        twice.extend(duplicates(provisions));
        twice.extend(duplicates(sources));
        twice.extend(duplicates(messages));
        for (id, at) in twice {
            self.refuse(&at, format!("`{id}` is there already"), "give each entry an id of its own");
        }
        for (id, at) in norms {
            let slug = id.split('-').all(|part| {
                !part.is_empty()
                    && part.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit())
            }) && !id.bytes().any(|byte| byte.is_ascii_digit());
            if !slug || id.starts_with("local-") {
                let what = format!("`{id}` is not an id of a norm");
                self.refuse(
                    at,
                    what,
                    "use small letters and hyphens that say what it is, no section number, not `local-`",
                );
            }
        }
    }

    /// Every source has its names, and every language its words of a citation.
    fn languages(&mut self) {
        for source in &self.catalogue.sources {
            if source.is.name.len() != Lang::ALL.len() || source.is.short.len() != Lang::ALL.len() {
                let what = format!("`{}` has not one name and one abbreviation a language", source.is.id);
                self.refuse(
                    &source.at,
                    what,
                    format!("give `name` and `short` in the order {}", Lang::CODES.join(", ")),
                );
            }
        }
        for code in Lang::CODES {
            if !self.catalogue.citation_words.contains_key(*code) {
                let at = At { file: "citation.toml".into(), line: 1 };
                self.refuse(&at, format!("there are no words for `{code}`"), format!("add [{code}]"));
            }
        }
    }

    fn provision(&mut self, placed: &Placed<ProvisionSpec>) {
        let spec = &placed.is;
        if !self.catalogue.sources.iter().any(|source| source.is.id == spec.source) {
            self.refuse(
                &spec.source_at,
                format!("unknown source `{}`", spec.source),
                "name a source of sources.toml at the top of the file",
            );
        }
        let periods: Vec<(At, Period)> =
            spec.versions.iter().map(|one| (one.at.clone(), one.is.period())).collect();
        self.periods(&placed.at, &periods);
        self.texts(&placed.at, &spec.id, &spec.label, &[]);
    }

    /// Versions follow each other day by day; only the last may go on.
    fn periods(&mut self, at: &At, periods: &[(At, Period)]) {
        if periods.is_empty() {
            self.refuse(at, "there is no version", "add a version with its first day");
        }
        for (at, period) in periods {
            if period.to.is_some_and(|to| to < period.from) {
                self.refuse(at, "the version ends before it starts", "put the last day after the first");
            }
        }
        for pair in periods.windows(2) {
            let [(_, before), (at, after)] = pair else {
                continue;
            };
            let expected = before.to.and_then(|to| to.plus_days(1));
            match expected {
                Some(day) if day == after.from => {}
                Some(day) if day < after.from => {
                    self.refuse(
                        at,
                        format!("there is a gap: nothing holds from {day}"),
                        format!("start the version on {day}"),
                    );
                }
                _ => self.refuse(
                    at,
                    "the version overlaps the one before",
                    format!("end the one before on the day before {}", after.from),
                ),
            }
        }
    }

    fn norm(&mut self, placed: &Placed<NormSpec>) {
        let NormSpec { entry, versions, .. } = &placed.is;
        for id in &entry.statements {
            if !self.catalogue.statements.contains_key(id) {
                self.refuse(
                    &placed.at,
                    format!("statement `{id}` does not exist"),
                    "name a statement of statements.toml",
                );
            }
        }
        if entry.bearers.is_empty() {
            self.refuse(&placed.at, "nobody bears the norm", "name at least one role in `bearers`");
        }
        let periods: Vec<(At, Period)> =
            versions.iter().map(|one| (one.at.clone(), one.is.period())).collect();
        self.periods(&placed.at, &periods);
        let mut figures: Option<Vec<String>> = None;
        for version in versions {
            let named = self.basis(&version.at, &version.is);
            figures = Some(match figures {
                None => named,
                Some(before) => before.into_iter().filter(|name| named.contains(name)).collect(),
            });
            self.modality(placed, version);
        }
        let figures = figures.unwrap_or_default();
        self.texts(&placed.is.text_at, &entry.id, &entry.text, &figures);
        self.texts(&placed.is.title_at, &entry.id, &entry.title, &[]);
        let answered =
            versions.iter().any(|one| matches!(one.is.requirement, Some(Requirement::Answered(_))));
        match (&entry.question, answered) {
            (None, true) => self.refuse(
                &placed.at,
                "a person is to judge it, and no question is put",
                "add `question` in nb, nn and en",
            ),
            (Some(_), false) => self.refuse(
                &placed.is.question_at,
                "a question is put, and no version asks a person",
                "take `question` out",
            ),
            (Some(question), true) => self.texts(&placed.is.question_at, &entry.id, question, &[]),
            (None, false) => {}
        }
    }

    /// Whether the version rests on something that holds all its days; the figures that it can name.
    fn basis(&mut self, at: &At, version: &Version) -> Vec<String> {
        if version.basis.is_empty() {
            self.refuse(at, "it rests on nothing", "name at least one provision or `source:` in `basis`");
        }
        let mut figures = Vec::new();
        for basis in version.basis.iter() {
            match basis {
                Basis::Source(id) => match self.catalogue.sources.iter().find(|source| source.is.id == *id) {
                    None => {
                        self.refuse(at, format!("unknown source `{id}`"), "name a source of sources.toml");
                    }
                    Some(source) if !holds(&[source.is.valid], version.period()) => {
                        let what = format!("source `{id}` does not hold all the days of the version");
                        self.refuse(at, what, "keep the version inside the source's `valid` days");
                    }
                    Some(_) => {}
                },
                Basis::Provision(id) => match self.catalogue.provisions.iter().find(|one| one.is.id == *id) {
                    None => self.refuse(
                        at,
                        format!("provision `{id}` does not exist"),
                        "name a provision of law/, or write source:id",
                    ),
                    Some(provision) => {
                        let periods: Vec<Period> =
                            provision.is.versions.iter().map(|one| one.is.period()).collect();
                        if !holds(&periods, version.period()) {
                            let what =
                                format!("provision `{id}` is not in force all the days of the version");
                            self.refuse(
                                at,
                                what,
                                "keep the version inside the days of the provision's versions",
                            );
                        }
                        let current =
                            provision.is.versions.iter().find(|one| one.is.period().contains(version.from));
                        figures.extend(
                            current
                                .into_iter()
                                .flat_map(|one| one.is.numbers.iter())
                                .map(|(name, _)| name.to_string()),
                        );
                    }
                },
            }
        }
        figures
    }

    fn modality(&mut self, norm: &Placed<NormSpec>, version: &Placed<Version>) {
        let code = version.is.modality.code();
        let verbs = self.catalogue.modal_verbs.get(code).cloned().unwrap_or_default();
        for &lang in Lang::ALL {
            let wanted = verbs.get(lang.code()).cloned().unwrap_or_default();
            let text = norm.is.entry.text.of(lang).to_lowercase();
            if !wanted.is_empty() && !wanted.iter().any(|verb| has_words(&text, verb)) {
                let what = format!("the text in {} has no word that fits `{code}`", lang.code());
                self.refuse(&norm.is.text_at, what, format!("use one of: {}", wanted.join(", ")));
            }
        }
    }

    /// The three languages are there, well formed, and name the same things.
    fn texts(&mut self, at: &At, id: &str, texts: &Texts, figures: &[String]) {
        let mut names: BTreeMap<&str, Vec<String>> = BTreeMap::new();
        for &lang in Lang::ALL {
            let text = texts.of(lang);
            if text.trim().is_empty() {
                self.refuse(
                    at,
                    format!("`{id}` has no text in {}", lang.code()),
                    "write it in nb, nn and en",
                );
            }
            match template::parse(text) {
                Err(error) => self.refuse(
                    at,
                    format!("the text in {}: {error}", lang.code()),
                    "write {name}, or {name, plural, one {..} other {..}}",
                ),
                Ok(pieces) => {
                    names.insert(
                        lang.code(),
                        template::names(&pieces).into_iter().map(str::to_owned).collect(),
                    );
                }
            }
        }
        let mut each = names.values();
        if let Some(first) = each.next()
            && each.any(|other| other != first)
        {
            self.refuse(
                at,
                format!("the languages of `{id}` have different placeholders"),
                "use the same {names} in nb, nn and en",
            );
        }
        let is_norm = self.catalogue.norms.iter().any(|norm| norm.is.entry.id == id);
        for name in names.values().flatten().filter(|_| is_norm) {
            if !figures.contains(name) {
                let what = format!("{{{name}}} is no figure of what the norm rests on in every version");
                self.refuse(at, what, "name a figure that the basis has in all versions");
            }
        }
    }
}

fn duplicates<'a>(entries: impl Iterator<Item = (&'a str, &'a At)>) -> Vec<(String, At)> {
    let mut seen = std::collections::BTreeSet::new();
    entries.filter(|(id, _)| !seen.insert(*id)).map(|(id, at)| (id.to_owned(), at.clone())).collect()
}

/// Whether every day of `inner` lies in one of the periods, which follow each other.
fn holds(periods: &[Period], inner: Period) -> bool {
    let mut day: Option<Date> = Some(inner.from);
    while let Some(current) = day {
        let Some(period) = periods.iter().find(|period| period.contains(current)) else {
            return false;
        };
        match (period.to, inner.to) {
            (None, _) => return true,
            (Some(end), Some(last)) if end >= last => return true,
            (Some(end), _) => day = end.plus_days(1),
        }
    }
    true
}

/// Whether the words stand in the text, as words.
fn has_words(text: &str, words: &str) -> bool {
    text.match_indices(words).any(|(start, found)| {
        let before = text[..start].chars().next_back();
        let after = text[start + found.len()..].chars().next();
        !before.is_some_and(char::is_alphabetic) && !after.is_some_and(char::is_alphabetic)
    })
}
