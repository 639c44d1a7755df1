//! The catalogue as it stands in its files, typed, each entry with its place.

use super::refusal::At;
use super::refusal::Refusals;
use super::tree::Tree;
use ia_core::calendar::Date;
use ia_core::catalogue::{Sensitivity, Topic, Version};
use ia_core::law::{Confidence, ProvisionVersion, Section, Source};
use ia_core::{Code as _, Lang, Role};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::Value;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// A text in every language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Texts(Vec<String>);

impl Texts {
    pub fn of(&self, lang: Lang) -> &str {
        self.0.get(lang.index()).map_or("", String::as_str)
    }
}

impl<'de> Deserialize<'de> for Texts {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        use serde::de::Error as _;
        let mut texts = BTreeMap::<String, String>::deserialize(deserializer)?;
        let each =
            Lang::CODES.iter().map(|code| texts.remove(*code).ok_or_else(|| D::Error::missing_field(code)));
        let found = each.collect::<Result<Vec<String>, D::Error>>()?;
        match texts.keys().next() {
            Some(other) => Err(D::Error::unknown_field(other, Lang::CODES)),
            None => Ok(Self(found)),
        }
    }
}

/// Something with its place.
#[derive(Debug, Clone)]
pub struct Placed<T> {
    pub at: At,
    pub is: T,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NormEntry {
    pub id: String,
    pub topic: Topic,
    pub bearers: Vec<Role>,
    #[serde(default)]
    pub toward: Vec<Role>,
    #[serde(default)]
    pub statements: Vec<String>,
    #[serde(default = "no_sensitivity")]
    pub sensitivity: Sensitivity,
    pub title: Texts,
    pub text: Texts,
    pub question: Option<Texts>,
    pub version: Vec<Value>,
}

const fn no_sensitivity() -> Sensitivity {
    Sensitivity::None
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct ProvisionEntry {
    id: String,
    label: Texts,
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
    pub label: Texts,
    pub versions: Vec<Placed<ProvisionVersion>>,
}

pub struct NormSpec {
    pub entry: NormEntry,
    pub versions: Vec<Placed<Version>>,
    pub title_at: At,
    pub text_at: At,
    pub question_at: At,
    /// The file it stands in, without its ending: the reviewers' page.
    pub page: String,
}

/// The words of a citation; as the core's own type, which is not public.
#[derive(Debug, Clone, Deserialize)]
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
    pub messages: Vec<Placed<(String, Texts)>>,
    /// Statement ids with their first and last line.
    pub statements: BTreeMap<String, (u16, u16)>,
    /// The words a norm's text must hold, by modality.
    pub modal_verbs: BTreeMap<String, BTreeMap<String, Vec<String>>>,
    pub citation_words: BTreeMap<String, CitationWords>,
    /// Where a file's entries must be sorted: pairs of neighbours that are not.
    pub unsorted: Vec<Placed<(String, String)>>,
}

pub fn load(folder: &Path) -> Result<Catalogue, Refusals> {
    let mut loader = Loader { folder, refusals: Refusals::default(), unsorted: Vec::new() };
    let (version, read_to, sources) = loader.sources()?;
    let provisions = loader.provisions()?;
    let norms = loader.norms(&provisions)?;
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

    fn sources(&mut self) -> Result<(String, Date, Vec<Placed<Source>>), Refusals> {
        let tree = Tree::read(self.folder, &self.folder.join("sources.toml"))?;
        let read_to = tree.value.get("read_to").cloned().unwrap_or(Value::Null);
        let read_to = tree.typed(&read_to, "/read_to").map_err(|refusal| Refusals(vec![refusal]))?;
        let version = tree.value.get("version").and_then(Value::as_str).unwrap_or_default().to_owned();
        let entries = self.entries::<Source>(&tree, "source", &["version", "read_to"]);
        Ok((
            version,
            read_to,
            entries.into_iter().map(|(pointer, is)| Placed { at: tree.at(&pointer), is }).collect(),
        ))
    }

    fn provisions(&mut self) -> Result<Vec<Placed<ProvisionSpec>>, Refusals> {
        let mut provisions = Vec::new();
        for file in self.files("law") {
            let tree = Tree::read(self.folder, &file)?;
            let source = tree.value.get("source").and_then(Value::as_str).unwrap_or_default().to_owned();
            for (pointer, entry) in self.entries::<ProvisionEntry>(&tree, "provision", &["source"]) {
                let versions = entry.version.into_iter().enumerate().map(|(nth, version)| Placed {
                    at: tree.at(&format!("{pointer}/version/{nth}/from")),
                    is: version.into(),
                });
                let spec = ProvisionSpec {
                    id: entry.id,
                    source: source.clone(),
                    source_at: tree.at("/source"),
                    label: entry.label,
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
            let page = file.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
            for (pointer, entry) in self.entries::<NormEntry>(&tree, "norm", &[]) {
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
                        entry,
                        versions,
                        title_at: tree.at(&format!("{pointer}/title")),
                        text_at: tree.at(&format!("{pointer}/text")),
                        question_at: tree.at(&format!("{pointer}/question")),
                        page: page.clone(),
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
            act: entry.act.map(Into::into),
            numbers: entry.numbers.into_iter().map(|(name, value)| (name.into(), value)).collect(),
            confidence: entry.confidence,
            from_confidence: entry.from_confidence,
        }
    }
}
