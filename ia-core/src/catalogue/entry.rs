//! A norm as people write it, in the catalogue's files and in a local pack, and what must hold of it.

use super::{Group, Level, Modality, Norm, OwnTexts, Sensitivity, Topic, Version};
use crate::calendar::{Date, Period};
use crate::code::Code;
use crate::error::{Errors, Place};
use crate::json::{Blank, Json, Key, Read, read_fields, reads};
use crate::role::Role;
use crate::tables::table;
use crate::text::{Lang, is_letter, small};
use core::fmt;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// A text in every language: an object with one text a language code.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Texts(pub(super) Vec<String>);

impl Texts {
    /// The text in this language.
    pub fn of(&self, lang: Lang) -> &str {
        self.0.get(lang.index()).map_or("", String::as_str)
    }
}

impl Blank for Texts {
    const BLANK: Self = Self(Vec::new());
}

impl Read for Texts {
    fn read(&mut self, value: &Json<'_>, at: &Place<'_>, errors: &mut Errors) {
        self.0.resize(Lang::CODES.len(), String::new());
        let keys: Vec<Key> = Lang::CODES.iter().map(|&code| (code, false)).collect();
        let mut texts: Vec<&mut dyn Read> = self.0.iter_mut().map(|text| text as &mut dyn Read).collect();
        read_fields(value, at, errors, &keys, &mut texts);
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

#[cfg(feature = "schema")]
impl schemars::JsonSchema for Texts {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Texts".into()
    }

    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        let text = generator.subschema_for::<String>();
        let properties: serde_json::Map<String, serde_json::Value> =
            Lang::CODES.iter().map(|code| ((*code).to_owned(), text.clone().to_value())).collect();
        schemars::json_schema!({
            "type": "object",
            "description": "A text in every language.",
            "properties": properties,
            "required": Lang::CODES,
            "additionalProperties": false,
        })
    }
}

/// A norm as it is written. `V` is its versions: typed, or not yet.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct NormEntry<V> {
    /// A slug that says what it is.
    pub id: String,
    /// What it is about.
    pub topic: Topic,
    /// Who owes, may or should.
    pub bearers: Vec<Role>,
    /// Toward whom.
    #[serde(default)]
    pub toward: Vec<Role>,
    /// The statements of the source documents that it carries.
    #[serde(default)]
    pub statements: Vec<String>,
    /// The rows of the law's overview that it carries and that no provision stands for.
    #[serde(default)]
    pub rows: Vec<String>,
    /// How much care its facts need. What the versions read decides where that is stricter.
    #[serde(default)]
    pub sensitivity: Sensitivity,
    /// At which level it is owed; a norm of a local pack in each unit when left out.
    pub level: Option<Level>,
    /// The roles that can know how it stands. Those who are asked follow, and are not written again. A norm of a local
    /// pack is known by its parties when left out.
    #[serde(default)]
    pub knowers: Vec<Role>,
    /// Where it comes in the order of actions, where that does not follow from weight and sensitivity.
    pub group: Option<Group>,
    /// When somebody last held it against its sources; as the file says when left out.
    pub checked: Option<Date>,
    /// A short name.
    pub title: Texts,
    /// The rule in words.
    pub text: Texts,
    /// The question to a person, where one judges it.
    pub question: Option<Texts>,
    /// What to look for when answering.
    pub help: Option<Texts>,
    /// Its versions, oldest first.
    pub version: Vec<V>,
}

reads!(NormEntry<Version> {
    id,
    topic,
    bearers,
    toward = default,
    statements = default,
    rows = default,
    sensitivity = default,
    level,
    knowers = default,
    group,
    checked,
    title,
    text,
    question,
    help,
    version
});

impl<V> NormEntry<V> {
    /// How much care the norm's facts need with these versions: for the catalogue and for packs alike.
    fn sensitivity_with(&self, versions: &[Version]) -> Sensitivity {
        versions.iter().map(Version::sensitivity).fold(self.sensitivity, Sensitivity::stricter)
    }

    /// The norm with these versions.
    pub fn norm(&self, versions: Vec<Version>) -> Norm {
        Norm {
            id: self.id.clone(),
            topic: self.topic,
            bearers: self.bearers.clone(),
            toward: self.toward.clone(),
            statements: self.statements.clone(),
            sensitivity: self.sensitivity_with(&versions),
            level: self.level.unwrap_or_default(),
            written_knowers: self.knowers.clone(),
            written_group: self.group,
            versions,
            own: None,
        }
    }

    /// The norm with these versions, which brings its own texts.
    pub(crate) fn local(self, versions: Vec<Version>) -> Norm {
        let sensitivity = self.sensitivity_with(&versions);
        let own = OwnTexts {
            title: self.title.0,
            text: self.text.0,
            question: self.question.map(|texts| texts.0),
            help: self.help.map(|texts| texts.0),
        };
        Norm {
            id: self.id,
            topic: self.topic,
            bearers: self.bearers,
            toward: self.toward,
            statements: self.statements,
            sensitivity,
            level: self.level.unwrap_or_default(),
            written_knowers: self.knowers,
            written_group: self.group,
            versions,
            own: Some(Box::new(own)),
        }
    }
}

/// What is wrong with a norm as it is written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Wrong {
    /// The id is no slug.
    Id,
    /// Nobody bears it.
    NoBearer,
    /// There is no version.
    NoVersion,
    /// A version ends before it starts.
    EndsFirst,
    /// Nothing holds from this day until the version starts.
    Gap(Date),
    /// The version overlaps the one before; the one before should end before this day.
    Overlap(Date),
    /// A version rests on nothing.
    NoBasis,
    /// The text in this language has no word that fits the modality.
    ModalVerb(Lang, Modality),
    /// A person is to judge it, and no question is put.
    NoQuestion,
    /// A question is put, and no version asks a person.
    QuestionUnused,
    /// The question comes without help.
    NoHelp,
    /// There is help, and no question.
    HelpUnused,
}

impl fmt::Display for Wrong {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Id => f.write_str("the id is not an id of a norm"),
            Self::NoBearer => f.write_str("nobody bears the norm"),
            Self::NoVersion => f.write_str("there is no version"),
            Self::EndsFirst => f.write_str("the version ends before it starts"),
            Self::Gap(day) => write!(f, "there is a gap: nothing holds from {day}"),
            Self::Overlap(_) => f.write_str("the version overlaps the one before"),
            Self::NoBasis => f.write_str("it rests on nothing"),
            Self::ModalVerb(lang, modality) => {
                write!(f, "the text in {} has no word that fits `{}`", lang.code(), modality.code())
            }
            Self::NoQuestion => f.write_str("a person is to judge it, and no question is put"),
            Self::QuestionUnused => f.write_str("a question is put, and no version asks a person"),
            Self::NoHelp => f.write_str("the question comes without help"),
            Self::HelpUnused => f.write_str("there is help, and no question"),
        }
    }
}

impl Wrong {
    /// How to mend it.
    pub fn fix(&self) -> String {
        match self {
            Self::Id => "use small letters and hyphens that say what it is, no section number".to_owned(),
            Self::NoBearer => "name at least one role in `bearers`".to_owned(),
            Self::NoVersion => "add a version with its first day".to_owned(),
            Self::EndsFirst => "put the last day after the first".to_owned(),
            Self::Gap(day) => format!("start the version on {day}"),
            Self::Overlap(day) => format!("end the one before on the day before {day}"),
            Self::NoBasis => "name at least one provision or `source:` in `basis`".to_owned(),
            Self::ModalVerb(lang, modality) => {
                format!("use one of: {}", modal_verbs().of(*modality, *lang).join(", "))
            }
            Self::NoQuestion => "add `question` in every language".to_owned(),
            Self::QuestionUnused => "take `question` out".to_owned(),
            Self::NoHelp => "add `help` in every language: what to look for".to_owned(),
            Self::HelpUnused => "take `help` out".to_owned(),
        }
    }
}

/// The words that a norm's text must hold for its modality, in each language. At least one of them.
#[derive(Debug, Default, Deserialize, serde::Serialize)]
#[serde(from = "BTreeMap<String, BTreeMap<String, Vec<String>>>")]
pub struct ModalVerbs(ByCode<ByCode<Vec<String>>>);

type ByCode<T> = Vec<(String, T)>;

fn of_code<'a, T>(list: &'a ByCode<T>, code: &str) -> Option<&'a T> {
    list.iter().find(|(one, _)| one == code).map(|(_, value)| value)
}

impl From<BTreeMap<String, BTreeMap<String, Vec<String>>>> for ModalVerbs {
    fn from(verbs: BTreeMap<String, BTreeMap<String, Vec<String>>>) -> Self {
        Self(
            verbs
                .into_iter()
                .map(|(modality, languages)| (modality, languages.into_iter().collect()))
                .collect(),
        )
    }
}

impl Blank for ModalVerbs {
    const BLANK: Self = Self(Vec::new());
}

impl Read for ModalVerbs {
    fn read(&mut self, value: &Json<'_>, at: &Place<'_>, errors: &mut Errors) {
        self.0.read(value, at, errors);
    }
}

impl ModalVerbs {
    /// The words for a modality in a language; none when any will do.
    pub fn of(&self, modality: Modality, lang: Lang) -> &[String] {
        let words = of_code(&self.0, modality.code()).and_then(|languages| of_code(languages, lang.code()));
        words.map_or(&[], Vec::as_slice)
    }

    /// The first of the words for a modality that stands in a text of the language; the longest of those that begin
    /// there.
    pub fn word_in(&self, text: &str, modality: Modality, lang: Lang) -> Option<&str> {
        let text = text.chars().map(small).collect::<String>();
        let words = self.of(modality, lang).iter().map(String::as_str);
        let found = words.filter_map(|word| Some((place_of(&text, word)?, word)));
        found.min_by_key(|(place, word)| (*place, core::cmp::Reverse(word.len()))).map(|(_, word)| word)
    }
}

/// The modal verbs of the catalogue.
pub fn modal_verbs() -> &'static ModalVerbs {
    static VERBS: LazyLock<ModalVerbs> = LazyLock::new(|| table!("modal-verbs.json"));
    &VERBS
}

/// What is wrong with the periods of versions, each by its place: they follow each other day by day, and
/// only the last may go on.
pub fn wrong_periods(periods: &[Period]) -> Vec<(usize, Wrong)> {
    let mut wrong = Vec::new();
    if periods.is_empty() {
        wrong.push((0, Wrong::NoVersion));
    }
    for (nth, period) in periods.iter().enumerate() {
        if period.to.is_some_and(|to| to < period.from) {
            wrong.push((nth, Wrong::EndsFirst));
        }
    }
    for (nth, pair) in periods.windows(2).enumerate() {
        let [before, after] = pair else { continue };
        let place = nth.saturating_add(1);
        match before.to.and_then(|to| to.plus_days(1)) {
            Some(day) if day == after.from => {}
            Some(day) if day < after.from => wrong.push((place, Wrong::Gap(day))),
            _ => wrong.push((place, Wrong::Overlap(after.from))),
        }
    }
    wrong
}

/// What is wrong with a norm as it is written, each with its place in it as a JSON Pointer.
pub fn wrong_norm<V>(
    entry: &NormEntry<V>,
    versions: &[&Version],
    verbs: &ModalVerbs,
) -> Vec<(String, Wrong)> {
    let mut wrong = Vec::new();
    if !is_slug(&entry.id) {
        wrong.push(("/id".to_owned(), Wrong::Id));
    }
    if entry.bearers.is_empty() {
        wrong.push(("/id".to_owned(), Wrong::NoBearer));
    }
    let periods: Vec<Period> = versions.iter().map(|version| version.period()).collect();
    for (nth, what) in wrong_periods(&periods) {
        let place = if what == Wrong::NoVersion { "/id".to_owned() } else { format!("/version/{nth}/from") };
        wrong.push((place, what));
    }
    // A text is searched once for each modality, not for each version.
    let mut lacking: Vec<Option<Vec<Lang>>> = vec![None; Modality::ALL.len()];
    for (nth, version) in versions.iter().enumerate() {
        if version.basis.is_empty() {
            wrong.push((format!("/version/{nth}/from"), Wrong::NoBasis));
        }
        let Some(lacking) = lacking.get_mut(version.modality.place()) else { continue };
        for lang in lacking.get_or_insert_with(|| lacks(&entry.text, version.modality, verbs)) {
            wrong.push(("/text".to_owned(), Wrong::ModalVerb(*lang, version.modality)));
        }
    }
    let judged = versions.iter().any(|one| one.is_judged());
    match (&entry.question, judged) {
        (None, true) => wrong.push(("/id".to_owned(), Wrong::NoQuestion)),
        (Some(_), false) => wrong.push(("/question".to_owned(), Wrong::QuestionUnused)),
        _ => {}
    }
    match (&entry.question, &entry.help) {
        (Some(_), None) => wrong.push(("/question".to_owned(), Wrong::NoHelp)),
        (None, Some(_)) => wrong.push(("/help".to_owned(), Wrong::HelpUnused)),
        _ => {}
    }
    wrong
}

/// The languages whose text has no word that fits the modality.
fn lacks(texts: &Texts, modality: Modality, verbs: &ModalVerbs) -> Vec<Lang> {
    let has_none = |lang: &Lang| {
        !verbs.of(modality, *lang).is_empty() && verbs.word_in(texts.of(*lang), modality, *lang).is_none()
    };
    Lang::ALL.iter().copied().filter(has_none).collect()
}

/// Small letters in words with hyphens between; no digit, so no section number.
pub fn is_slug(id: &str) -> bool {
    id.split('-').all(|part| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_lowercase()))
}

/// The first place where the words stand in the text, as words.
fn place_of(text: &str, words: &str) -> Option<usize> {
    (0..text.len()).find(|&start| {
        let found = text.split_at_checked(start);
        found.and_then(|(before, rest)| Some((before, rest.strip_prefix(words)?))).is_some_and(
            |(before, after)| {
                !before.chars().next_back().is_some_and(is_letter)
                    && !after.chars().next().is_some_and(is_letter)
            },
        )
    })
}
