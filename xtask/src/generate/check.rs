//! What the catalogue must hold before anything is generated from it.

use super::load::{Catalogue, KnowledgeEntry, NormSpec, Placed, ProcessEntry, ProvisionSpec};
use super::pages;
use super::refusal::At;
use super::refusal::Refusals;
use super::template;
use ia_core::calendar::{Date, Period};
use ia_core::catalogue::entry::{Texts, Wrong, is_slug, wrong_norm, wrong_periods};
use ia_core::catalogue::{Basis, Detail, Level, Norm, Version};
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
    for entry in &catalogue.knowledge {
        checker.knowledge(entry);
    }
    for process in &catalogue.processes {
        checker.process(process);
    }
    for step in &catalogue.escalation {
        if !catalogue.norms.iter().any(|norm| norm.is.entry.id == step.is.norm) {
            let what = format!("norm `{}` does not exist", step.is.norm);
            checker.refuse(&step.at, what, "name a norm of norms/");
        }
    }
    checker.follow_up();
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
        let knowledge = self.catalogue.knowledge.iter().map(|one| (one.is.id.as_str(), &one.at));
        twice.extend(duplicates(norms.clone().chain(knowledge)));
        twice.extend(duplicates(provisions));
        twice.extend(duplicates(sources));
        twice.extend(duplicates(messages));
        for (id, at) in twice {
            self.refuse(&at, format!("`{id}` is there already"), "give each entry an id of its own");
        }
        let knowledge = self.catalogue.knowledge.iter().map(|one| (one.is.id.as_str(), &one.at));
        let processes = self.catalogue.processes.iter().map(|one| (one.is.id.as_str(), &one.at));
        for (id, at) in norms.chain(knowledge).chain(processes) {
            if !is_slug(id) || id.starts_with("local-") {
                let fix = format!("{}, not `local-`", Wrong::Id.fix());
                self.refuse(at, format!("`{id}` is not an id of an entry"), fix);
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

    /// The norms that the steps name exist.
    fn follow_up(&mut self) {
        let catalogue = self.catalogue;
        for (step, at) in catalogue.follow_up.steps.iter().zip(&catalogue.follow_up_at) {
            let called = step.called.iter().map(|called| &called.norm);
            for id in step.decides.iter().chain(&step.with).chain(called).chain(&step.contents) {
                if !catalogue.norms.iter().any(|norm| norm.is.entry.id == *id) {
                    let what = format!("norm `{id}` of the step `{}` does not exist", step.milestone.code());
                    self.refuse(at, what, "name a norm of norms/");
                }
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
        let periods: Vec<Period> = spec.versions.iter().map(|one| one.is.period()).collect();
        for (nth, wrong) in wrong_periods(&periods) {
            let at = spec.versions.get(nth).map_or(&placed.at, |version| &version.at).clone();
            self.refuse(&at, wrong.to_string(), wrong.fix());
        }
        self.before_first(placed);
        self.texts(&placed.at, &spec.id, &spec.label, &[]);
    }

    /// A provision that begins later than its source says what was there before.
    fn before_first(&mut self, placed: &Placed<ProvisionSpec>) {
        let spec = &placed.is;
        let source = self.catalogue.sources.iter().find(|source| source.is.id == spec.source);
        let (Some(source), Some(first)) = (source, spec.versions.first()) else { return };
        let begins = source.is.valid.from;
        let is_later = first.is.from > begins;
        match (spec.added, spec.not_established_from) {
            (false, None) if is_later => self.refuse(
                &first.at,
                format!("`{}` begins later than its source", spec.id),
                "write the version before it, or `added = true`, or `not_established_from`",
            ),
            (true, _) if !is_later => {
                self.refuse(&placed.at, "the rule is as old as its source", "take `added` out");
            }
            (true, Some(_)) => self.refuse(
                &placed.at,
                "the rule is new, and was there before",
                "take `added` or `not_established_from` out",
            ),
            (_, Some(from)) if from < begins || from >= first.is.from => self.refuse(
                &placed.at,
                "`not_established_from` lies outside the time from the source to the first version",
                "write the first day it stood",
            ),
            _ => {}
        }
    }

    fn statements<'s>(&mut self, at: &At, statements: impl Iterator<Item = &'s String>) {
        for id in statements {
            if !self.catalogue.statements.contains_key(id) {
                let fix = "name a statement of statements.toml";
                self.refuse(at, format!("statement `{id}` does not exist"), fix);
            }
        }
    }

    fn norm(&mut self, placed: &Placed<NormSpec>) {
        let NormSpec { entry, versions, keys, .. } = &placed.is;
        self.statements(&placed.at, entry.statements.iter());
        let typed: Vec<&Version> = versions.iter().map(|version| &version.is).collect();
        for (pointer, wrong) in wrong_norm(entry, &typed, &self.catalogue.modal_verbs) {
            if wrong == Wrong::Id {
                continue;
            }
            let mut way = pointer.split('/').skip(1);
            let (key, nth) = (way.next().unwrap_or_default(), way.next());
            let at = match nth.and_then(|nth| versions.get(nth.parse::<usize>().ok()?)) {
                Some(version) => &version.at,
                None => keys.get(key).unwrap_or(&placed.at),
            };
            let fix = match &wrong {
                Wrong::ModalVerb(lang, modality) => {
                    format!("use one of: {}", self.catalogue.modal_verbs.of(*modality, *lang).join(", "))
                }
                _ => wrong.fix(),
            };
            self.refuse(&at.clone(), wrong.to_string(), fix);
        }
        self.level_and_knowers(placed);
        let mut figures: Option<Vec<String>> = None;
        for version in versions {
            let named = self.basis(&version.at, &version.is);
            figures = Some(match figures {
                None => named,
                Some(before) => before.into_iter().filter(|name| named.contains(name)).collect(),
            });
        }
        let figures = figures.unwrap_or_default();
        let at = |key: &str| keys.get(key).unwrap_or(&placed.at).clone();
        self.texts(&at("text"), &entry.id, &entry.text, &figures);
        self.texts(&at("title"), &entry.id, &entry.title, &[]);
        for (key, texts) in [("question", &entry.question), ("help", &entry.help)] {
            if let Some(texts) = texts {
                self.texts(&at(key), &entry.id, texts, &[]);
            }
        }
    }

    /// A norm says at which level it is owed, and who can know how it stands. Who is asked is not written again.
    fn level_and_knowers(&mut self, placed: &Placed<NormSpec>) {
        let NormSpec { entry, versions, .. } = &placed.is;
        if entry.level.is_none() {
            let fix = format!("add `level`: one of {}", Level::CODES.join(", "));
            self.refuse(&placed.at, "the norm has no level", fix);
        }
        let asked = |version: &Placed<Version>| !version.is.asked().is_empty();
        match (entry.knowers.is_empty(), versions.iter().any(asked)) {
            (true, false) => {
                self.refuse(
                    &placed.at,
                    "nobody can know how it stands",
                    "name at least one role in `knowers`",
                );
            }
            (false, true)
                if versions.iter().filter(|version| version.is.requirement.is_some()).all(asked) =>
            {
                self.refuse(&placed.at, "`knowers` says again who is asked", "take `knowers` out");
            }
            _ => {}
        }
        let follows = |version: &Placed<Version>| {
            let kinds = pages::kinds(self.catalogue, &version.is);
            let norm = entry.norm(versions.iter().map(|version| version.is.clone()).collect());
            entry.group == Some(Norm { written_group: None, ..norm }.group_by(&version.is, &kinds))
        };
        if entry.group.is_some() && versions.iter().all(follows) {
            self.refuse(&placed.at, "`group` follows from weight and sensitivity", "take `group` out");
        }
    }

    fn source(&mut self, at: &At, id: &str) {
        if !self.catalogue.sources.iter().any(|source| source.is.id == id) {
            self.refuse(at, format!("unknown source `{id}`"), "name a source of sources.toml");
        }
    }

    fn knowledge(&mut self, placed: &Placed<KnowledgeEntry>) {
        let KnowledgeEntry { id, kind, statements, sources, title, text, how, .. } = &placed.is;
        self.statements(&placed.at, statements.iter());
        for source in sources {
            self.source(&placed.at, source);
        }
        for provision in kind.provisions() {
            if !self.catalogue.provisions.iter().any(|one| one.is.id == *provision) {
                let fix = "name a provision of law/";
                self.refuse(&placed.at, format!("provision `{provision}` does not exist"), fix);
            }
        }
        if kind.from_to().is_some_and(|(from, to)| to.is_some_and(|to| to < from)) {
            self.refuse(&placed.at, Wrong::EndsFirst.to_string(), Wrong::EndsFirst.fix());
        }
        match (matches!(kind, Detail::Instrument { .. }), how) {
            (true, None) => {
                self.refuse(
                    &placed.at,
                    "the instrument does not say how to get it",
                    "add `how` in every language",
                );
            }
            (false, Some(_)) => self.refuse(&placed.at, "`how` is for instruments", "take `how` out"),
            _ => {}
        }
        for texts in [Some(title), Some(text), how.as_ref()].into_iter().flatten() {
            self.texts(&placed.at, id, texts, &[]);
        }
    }

    fn process(&mut self, placed: &Placed<ProcessEntry>) {
        let process = &placed.is;
        self.statements(&placed.at, process.all_statements());
        for source in &process.sources {
            self.source(&placed.at, source);
        }
        let mut before: Vec<&str> = Vec::new();
        for phase in &process.phase {
            if before.contains(&phase.id.as_str()) {
                let what = format!("phase `{}` is there already", phase.id);
                self.refuse(&placed.at, what, "give each phase an id of its own");
            }
            for after in &phase.after {
                if !before.contains(&after.as_str()) {
                    let what = format!("phase `{}` comes after `{after}`, which is not before it", phase.id);
                    self.refuse(&placed.at, what, "name phases that stand before it in the file");
                }
            }
            before.push(&phase.id);
            let steps = phase.step.iter().map(|step| &step.text);
            for texts in [Some(&phase.title), phase.text.as_ref()].into_iter().flatten().chain(steps) {
                self.texts(&placed.at, &process.id, texts, &[]);
            }
        }
        for texts in [&process.title, &process.text] {
            self.texts(&placed.at, &process.id, texts, &[]);
        }
    }

    /// Whether the version rests on something that holds all its days; the figures that it can name.
    fn basis(&mut self, at: &At, version: &Version) -> Vec<String> {
        let mut figures = Vec::new();
        for basis in &version.basis {
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
                Basis::Local(_) => {}
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
                                .map(|(name, _)| name.clone()),
                        );
                    }
                },
            }
        }
        figures
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
                    "write it in every language",
                );
            }
            if text.contains('\n') || text.contains("== ") {
                self.refuse(
                    at,
                    format!("the text in {} has a line break or `== `", lang.code()),
                    "write it on one line",
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
                "use the same {names} in every language",
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
