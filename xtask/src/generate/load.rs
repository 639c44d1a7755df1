//! The catalogue as it stands in its files, typed, each entry with its place.

use super::refusal::At;
use super::refusal::Refusals;
use super::tree::Tree;
use ia_core::Role;
use ia_core::calendar::Date;
use ia_core::catalogue::entry::{ModalVerbs, NormEntry, Texts};
use ia_core::catalogue::{Detail, Knowledge, Phase, Process, Step, Topic, Version};
use ia_core::follow_up::{CatalogueStep, FollowUp};
use ia_core::law::{Confidence, Provision, ProvisionVersion, Section, Source};
use ia_core::record::{DocumentKind, MeetingKind};
use ia_core::views::Step as EscalationStep;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// Something with its place.
#[derive(Debug, Clone)]
pub struct Placed<T> {
    pub at: At,
    pub is: T,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct ProvisionEntry {
    id: String,
    checked: Option<Date>,
    label: Texts,
    /// Whether the rule is new with its first version.
    #[serde(default)]
    added: bool,
    not_established_from: Option<Date>,
    read_to: Option<Date>,
    version: Vec<ProvisionVersionEntry>,
}

/// As a provision's version, with its figures as a table.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct ProvisionVersionEntry {
    from: Date,
    to: Option<Date>,
    section: Section,
    paragraph: Option<u8>,
    letter: Option<char>,
    #[serde(default)]
    letter_confirmed: bool,
    item: Option<u8>,
    sentence: Option<(u8, u8)>,
    act: Option<String>,
    #[serde(default)]
    numbers: BTreeMap<String, u16>,
    confidence: Confidence,
    from_confidence: Option<Confidence>,
}

pub struct ProvisionSpec {
    pub id: String,
    pub source: String,
    pub source_at: At,
    pub checked: Option<Date>,
    pub label: Texts,
    pub added: bool,
    pub not_established_from: Option<Date>,
    pub read_to: Option<Date>,
    pub versions: Vec<Placed<ProvisionVersion>>,
}

impl ProvisionSpec {
    pub fn provision(&self) -> Provision {
        Provision {
            id: self.id.clone(),
            source: self.source.clone(),
            not_established_from: self.not_established_from,
            read_to: self.read_to,
            versions: self.versions.iter().map(|version| version.is.clone()).collect(),
        }
    }
}

pub struct NormSpec {
    pub entry: NormEntry<Value>,
    pub versions: Vec<Placed<Version>>,
    /// Where its keys stand.
    pub keys: BTreeMap<String, At>,
    /// The file it stands in.
    pub file: String,
    pub checked: Option<Date>,
}

/// A piece of knowledge as it is written.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct KnowledgeEntry {
    pub id: String,
    pub kind: Detail,
    pub topic: Topic,
    #[serde(default)]
    pub roles: Vec<Role>,
    #[serde(default)]
    pub statements: Vec<String>,
    #[serde(default)]
    pub rows: Vec<String>,
    #[serde(default)]
    pub sources: Vec<String>,
    pub confidence: Confidence,
    pub checked: Option<Date>,
    pub title: Texts,
    pub text: Texts,
    pub how: Option<Texts>,
    #[serde(skip)]
    pub file: String,
}

impl KnowledgeEntry {
    pub fn knowledge(&self) -> Knowledge {
        Knowledge {
            id: self.id.clone(),
            kind: self.kind.clone(),
            topic: self.topic,
            roles: self.roles.clone(),
            statements: self.statements.clone(),
            sources: self.sources.clone(),
            confidence: self.confidence,
        }
    }
}

/// A process as it is written.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ProcessEntry {
    pub id: String,
    pub topic: Topic,
    pub sources: Vec<String>,
    #[serde(default)]
    pub statements: Vec<String>,
    pub checked: Option<Date>,
    pub title: Texts,
    pub text: Texts,
    #[serde(default)]
    pub phase: Vec<PhaseEntry>,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PhaseEntry {
    pub id: String,
    #[serde(default)]
    pub after: Vec<String>,
    #[serde(default)]
    pub who: Vec<Role>,
    #[serde(default)]
    pub documents: Vec<DocumentKind>,
    #[serde(default)]
    pub meetings: Vec<MeetingKind>,
    #[serde(default)]
    pub statements: Vec<String>,
    pub title: Texts,
    pub text: Option<Texts>,
    #[serde(default)]
    pub step: Vec<StepEntry>,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StepEntry {
    #[serde(default)]
    pub who: Vec<Role>,
    #[serde(default)]
    pub statements: Vec<String>,
    pub text: Texts,
}

impl ProcessEntry {
    pub fn process(&self) -> Process {
        let phase = |phase: &PhaseEntry| Phase {
            id: phase.id.clone(),
            after: phase.after.clone(),
            who: phase.who.clone(),
            documents: phase.documents.clone(),
            meetings: phase.meetings.clone(),
            statements: phase.statements.clone(),
            steps: phase
                .step
                .iter()
                .map(|step| Step { who: step.who.clone(), statements: step.statements.clone() })
                .collect(),
        };
        Process {
            id: self.id.clone(),
            topic: self.topic,
            sources: self.sources.clone(),
            statements: self.statements.clone(),
            phases: self.phase.iter().map(phase).collect(),
        }
    }

    /// Every statement that the process, a phase or a step carries.
    pub fn all_statements(&self) -> impl Iterator<Item = &String> {
        let phases = self.phase.iter();
        self.statements.iter().chain(phases.flat_map(|phase| {
            phase.statements.iter().chain(phase.step.iter().flat_map(|step| &step.statements))
        }))
    }
}

/// A statement of a source document.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Statement {
    /// First and last line.
    pub lines: (u16, u16),
    /// What kind of statement.
    pub kind: String,
    /// How it is put: shall, duty, right, should, may, recommendation or fact.
    pub modality: String,
    /// What could decide it: data, self_assessment or information.
    pub decidable: String,
}

impl Statement {
    /// Whether it says what must or should be.
    pub fn is_normative(&self) -> bool {
        matches!(self.modality.as_str(), "shall" | "duty" | "right" | "should")
    }
}

/// The words of a citation; as the core's own type, which is not public.
#[derive(Debug, Clone, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct CitationWords {
    pub section: String,
    pub paragraph: String,
    pub letter: String,
    pub item: String,
    pub sentence: String,
    pub ordinals: Vec<String>,
    pub variants: Vec<(String, String)>,
}

pub struct Catalogue {
    pub version: String,
    pub read_to: Date,
    pub sources: Vec<Placed<Source>>,
    pub provisions: Vec<Placed<ProvisionSpec>>,
    pub norms: Vec<Placed<NormSpec>>,
    pub knowledge: Vec<Placed<KnowledgeEntry>>,
    pub processes: Vec<Placed<ProcessEntry>>,
    pub escalation: Vec<Placed<EscalationStep>>,
    pub follow_up: FollowUp,
    /// Where each of its steps stands.
    pub follow_up_at: Vec<At>,
    /// The rows of the law's overview that are not in the catalogue, with the reason.
    pub open_rows: BTreeMap<String, String>,
    pub messages: Vec<Placed<(String, Texts)>>,
    pub statements: BTreeMap<String, Statement>,
    /// The words a norm's text must hold, by modality.
    pub modal_verbs: ModalVerbs,
    pub citation_words: BTreeMap<String, CitationWords>,
    /// Where a file's entries must be sorted: pairs of neighbours that are not.
    pub unsorted: Vec<Placed<(String, String)>>,
}

pub fn load(folder: &Path) -> Result<Catalogue, Refusals> {
    let mut loader = Loader { folder, refusals: Refusals::default(), unsorted: Vec::new() };
    let (version, sources) = loader.sources()?;
    let read_to = sources.iter().filter_map(|source| source.is.read_to).max().unwrap_or(Date::MIN);
    let provisions = loader.provisions()?;
    let norms = loader.norms(&provisions)?;
    let knowledge = loader.knowledge()?;
    let processes = loader.processes()?;
    let escalation = loader.escalation()?;
    let (follow_up, follow_up_at) = loader.follow_up()?;
    let open_rows = loader.whole("open.toml")?;
    let messages = loader.messages()?;
    let statements = loader.whole("statements.toml")?;
    let modal_verbs = loader.whole("modal-verbs.toml")?;
    let citation_words = loader.whole("citation.toml")?;
    let catalogue = Catalogue {
        version,
        read_to,
        sources,
        provisions,
        norms,
        knowledge,
        processes,
        escalation,
        follow_up,
        follow_up_at,
        open_rows,
        messages,
        statements,
        modal_verbs,
        citation_words,
        unsorted: loader.unsorted,
    };
    loader.refusals.into_result(catalogue)
}

struct Loader<'a> {
    folder: &'a Path,
    refusals: Refusals,
    unsorted: Vec<Placed<(String, String)>>,
}

impl Loader<'_> {
    fn files(&self, folder: &str) -> Vec<PathBuf> {
        let listed = std::fs::read_dir(self.folder.join(folder)).into_iter().flatten().flatten();
        let mut files: Vec<PathBuf> = listed
            .map(|entry| entry.path())
            .filter(|path| path.extension().is_some_and(|ending| ending == "toml"))
            .collect();
        files.sort();
        files
    }

    fn whole<T: DeserializeOwned>(&self, file: &str) -> Result<T, Refusals> {
        let tree = Tree::read(self.folder, &self.folder.join(file))?;
        tree.typed(&tree.value, "").map_err(|refusal| Refusals(vec![refusal]))
    }

    /// The entries under a key of the file, each typed for itself so that every wrong one is refused at once.
    fn entries<T: DeserializeOwned>(&mut self, tree: &Tree, key: &str, others: &[&str]) -> Vec<(String, T)> {
        for (name, _) in tree.value.as_object().into_iter().flatten() {
            if name != key && !others.contains(&name.as_str()) {
                let fix = format!("use [[{key}]]");
                self.refusals.push(&tree.at(&format!("/{name}")), format!("unknown key `{name}`"), fix);
            }
        }
        if tree.value.get(key).is_some_and(|value| !value.is_array()) {
            let at = tree.at(&format!("/{key}"));
            self.refusals.push(
                &at,
                format!("`{key}` is one table"),
                format!("write [[{key}]] with two brackets"),
            );
        }
        let list = tree.value.get(key).and_then(Value::as_array).cloned().unwrap_or_default();
        let mut entries = Vec::new();
        let mut last: Option<String> = None;
        for (nth, value) in list.iter().enumerate() {
            let pointer = format!("/{key}/{nth}");
            if let Some(id) = value.get("id").and_then(Value::as_str) {
                if let Some(before) = last.filter(|before| before.as_str() >= id) {
                    self.unsorted
                        .push(Placed { at: tree.at(&format!("{pointer}/id")), is: (before, id.to_owned()) });
                }
                last = Some(id.to_owned());
            }
            match tree.typed(value, &pointer) {
                Ok(entry) => entries.push((pointer, entry)),
                Err(refusal) => self.refusals.0.push(refusal),
            }
        }
        entries
    }

    fn sources(&mut self) -> Result<(String, Vec<Placed<Source>>), Refusals> {
        let tree = Tree::read(self.folder, &self.folder.join("sources.toml"))?;
        let version = tree.value.get("version").and_then(Value::as_str).unwrap_or_default().to_owned();
        let entries = self.entries::<Source>(&tree, "source", &["version"]);
        Ok((version, entries.into_iter().map(|(pointer, is)| Placed { at: tree.at(&pointer), is }).collect()))
    }

    fn provisions(&mut self) -> Result<Vec<Placed<ProvisionSpec>>, Refusals> {
        let mut provisions = Vec::new();
        for file in self.files("law") {
            let tree = Tree::read(self.folder, &file)?;
            let source = tree.value.get("source").and_then(Value::as_str).unwrap_or_default().to_owned();
            let checked = self.checked(&tree);
            for (pointer, entry) in self.entries::<ProvisionEntry>(&tree, "provision", &["source", "checked"])
            {
                let versions = entry.version.into_iter().enumerate().map(|(nth, version)| Placed {
                    at: tree.at(&format!("{pointer}/version/{nth}/from")),
                    is: version.into(),
                });
                let spec = ProvisionSpec {
                    id: entry.id,
                    source: source.clone(),
                    source_at: tree.at("/source"),
                    checked: entry.checked.or(checked),
                    label: entry.label,
                    added: entry.added,
                    not_established_from: entry.not_established_from,
                    read_to: entry.read_to,
                    versions: versions.collect(),
                };
                provisions.push(Placed { at: tree.at(&format!("{pointer}/id")), is: spec });
            }
        }
        provisions.sort_by(|a, b| a.is.id.cmp(&b.is.id));
        Ok(provisions)
    }

    fn norms(&mut self, provisions: &[Placed<ProvisionSpec>]) -> Result<Vec<Placed<NormSpec>>, Refusals> {
        let mut norms = Vec::new();
        for file in self.files("norms") {
            let tree = Tree::read(self.folder, &file)?;
            let checked = self.checked(&tree);
            for (pointer, entry) in self.entries::<NormEntry<Value>>(&tree, "norm", &["checked"]) {
                let mut versions = Vec::new();
                for (nth, value) in entry.version.iter().enumerate() {
                    let at = format!("{pointer}/version/{nth}");
                    let mut value = value.clone();
                    let period = (date_of(&value, "from"), date_of(&value, "to"));
                    self.resolve(&mut value, &at, period, provisions, &tree);
                    match tree.typed(&value, &at) {
                        Ok(is) => versions.push(Placed { at: tree.at(&format!("{at}/from")), is }),
                        Err(refusal) => self.refusals.0.push(refusal),
                    }
                }
                let at = tree.at(&format!("{pointer}/id"));
                norms.push(Placed {
                    at,
                    is: NormSpec {
                        checked: entry.checked.or(checked),
                        entry,
                        versions,
                        keys: ["title", "text", "question", "help"]
                            .iter()
                            .map(|key| ((*key).to_owned(), tree.at(&format!("{pointer}/{key}"))))
                            .collect(),
                        file: stem(&file),
                    },
                });
            }
        }
        norms.sort_by(|a, b| a.is.entry.id.cmp(&b.is.entry.id));
        Ok(norms)
    }

    /// Puts the figure of a provision where the norm names it: `"@aml-4-6-3-a.weeks"`.
    fn resolve(
        &mut self,
        value: &mut Value,
        pointer: &str,
        period: (Option<Date>, Option<Date>),
        provisions: &[Placed<ProvisionSpec>],
        tree: &Tree,
    ) {
        match value {
            Value::String(text) if text.starts_with('@') => {
                let named = text.clone();
                match figure(&named, period, provisions) {
                    Ok(number) => *value = Value::from(number),
                    Err(what) => {
                        let fix =
                            "name a figure that the provision has, with one value for the whole version";
                        self.refusals.push(&tree.at(pointer), format!("`{named}`: {what}"), fix);
                        *value = Value::from(0);
                    }
                }
            }
            Value::Array(list) => {
                for (nth, item) in list.iter_mut().enumerate() {
                    self.resolve(item, &format!("{pointer}/{nth}"), period, provisions, tree);
                }
            }
            Value::Object(map) => {
                for (key, item) in map.iter_mut() {
                    self.resolve(item, &format!("{pointer}/{key}"), period, provisions, tree);
                }
            }
            _ => {}
        }
    }

    /// When the entries of the file were last held against their sources.
    fn checked(&mut self, tree: &Tree) -> Option<Date> {
        let checked = date_of(&tree.value, "checked");
        if checked.is_none() {
            let what = "the file does not say when it was checked";
            self.refusals.push(&tree.at(""), what, "put `checked = YYYY-MM-DD` at the top of the file");
        }
        checked
    }

    fn knowledge(&mut self) -> Result<Vec<Placed<KnowledgeEntry>>, Refusals> {
        let mut knowledge = Vec::new();
        for file in self.files("knowledge") {
            let tree = Tree::read(self.folder, &file)?;
            let checked = self.checked(&tree);
            for (pointer, mut entry) in self.entries::<KnowledgeEntry>(&tree, "entry", &["checked"]) {
                entry.checked = entry.checked.or(checked);
                entry.file = stem(&file);
                knowledge.push(Placed { at: tree.at(&format!("{pointer}/id")), is: entry });
            }
        }
        knowledge.sort_by(|a, b| a.is.id.cmp(&b.is.id));
        Ok(knowledge)
    }

    fn processes(&mut self) -> Result<Vec<Placed<ProcessEntry>>, Refusals> {
        let tree = Tree::read(self.folder, &self.folder.join("processes.toml"))?;
        let checked = self.checked(&tree);
        let mut processes = Vec::new();
        for (pointer, mut entry) in self.entries::<ProcessEntry>(&tree, "process", &["checked"]) {
            entry.checked = entry.checked.or(checked);
            processes.push(Placed { at: tree.at(&format!("{pointer}/id")), is: entry });
        }
        Ok(processes)
    }

    fn escalation(&mut self) -> Result<Vec<Placed<EscalationStep>>, Refusals> {
        let tree = Tree::read(self.folder, &self.folder.join("escalation.toml"))?;
        let steps = self.entries::<EscalationStep>(&tree, "step", &[]);
        Ok(steps
            .into_iter()
            .map(|(pointer, is)| Placed { at: tree.at(&format!("{pointer}/norm")), is })
            .collect())
    }

    fn follow_up(&mut self) -> Result<(FollowUp, Vec<At>), Refusals> {
        let tree = Tree::read(self.folder, &self.folder.join("follow-up.toml"))?;
        let steps = self.entries::<CatalogueStep>(&tree, "step", &["operating_point", "not_established"]);
        let at = steps.iter().map(|(pointer, _)| tree.at(&format!("{pointer}/milestone"))).collect();
        let points = self.entries(&tree, "operating_point", &["step", "not_established"]);
        let gaps = self.entries(&tree, "not_established", &["step", "operating_point"]);
        let follow_up = FollowUp {
            steps: steps.into_iter().map(|(_, step)| step).collect(),
            points: points.into_iter().map(|(_, point)| point).collect(),
            gaps: gaps.into_iter().map(|(_, gap)| gap).collect(),
        };
        Ok((follow_up, at))
    }

    fn messages(&mut self) -> Result<Vec<Placed<(String, Texts)>>, Refusals> {
        let mut messages = Vec::new();
        for file in self.files("text") {
            let tree = Tree::read(self.folder, &file)?;
            let mut last: Option<String> = None;
            let mut entries: Vec<_> = tree.value.as_object().into_iter().flatten().collect();
            // The keys of a table come in their own order, not in that of the file.
            entries.sort_by_key(|(key, _)| tree.at(&format!("/{key}")).line);
            for (key, value) in entries {
                let pointer = format!("/{key}");
                if let Some(before) = last.filter(|before| before >= key) {
                    self.unsorted.push(Placed { at: tree.at(&pointer), is: (before, key.clone()) });
                }
                last = Some(key.clone());
                match tree.typed::<Texts>(value, &pointer) {
                    Ok(texts) => messages.push(Placed { at: tree.at(&pointer), is: (key.clone(), texts) }),
                    Err(refusal) => self.refusals.0.push(refusal),
                }
            }
        }
        messages.sort_by(|a, b| a.is.0.cmp(&b.is.0));
        Ok(messages)
    }
}

/// A file's name without its ending.
fn stem(file: &Path) -> String {
    file.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default()
}

fn date_of(value: &Value, key: &str) -> Option<Date> {
    value.get(key)?.as_str()?.parse().ok()
}

/// The one value that a figure has in the whole period.
fn figure(
    named: &str,
    (from, to): (Option<Date>, Option<Date>),
    provisions: &[Placed<ProvisionSpec>],
) -> Result<u16, String> {
    let (id, name) = named.trim_start_matches('@').split_once('.').ok_or("no figure is named after a dot")?;
    let provision = provisions.iter().find(|one| one.is.id == id).ok_or("there is no such provision")?;
    let from = from.ok_or("the version has no first day")?;
    let mut found = None;
    for version in &provision.is.versions {
        let overlaps =
            version.is.to.is_none_or(|end| end >= from) && to.is_none_or(|end| version.is.from <= end);
        if !overlaps {
            continue;
        }
        let number = version
            .is
            .number(name)
            .ok_or_else(|| format!("the version of {} has no figure `{name}`", version.is.from))?;
        match found {
            Some(before) if before != number => {
                return Err(format!("it is {before} and then {number}"));
            }
            _ => found = Some(number),
        }
    }
    found.ok_or_else(|| "the provision is not in force then".to_owned())
}

impl From<ProvisionVersionEntry> for ProvisionVersion {
    fn from(entry: ProvisionVersionEntry) -> Self {
        Self {
            from: entry.from,
            to: entry.to,
            section: entry.section,
            paragraph: entry.paragraph,
            letter: entry.letter,
            letter_confirmed: entry.letter_confirmed,
            item: entry.item,
            sentence: entry.sentence,
            act: entry.act,
            numbers: entry.numbers.into_iter().collect(),
            confidence: entry.confidence,
            from_confidence: entry.from_confidence,
        }
    }
}
