//! A local pack: a workplace's or a sector's own norms, read at run time.

use super::entry::{NormEntry, Texts, Wrong, is_slug, modal_verbs, wrong_norm};
use super::{Basis, Norm, Version, norms};
use crate::calendar::{Date, Period};
use crate::code::Code;
use crate::error::{Errors, InputCode, InputError, Place};
use crate::json::{Blank, Inside, Json, Read, read_fields, reads, shown_key, wrong_type};
use crate::law::{self, Source, SourceKind};
use crate::limits::{MOST_DEEP_IN_NORM, MOST_IN_LIST, MOST_NAME, MOST_NORM_BYTES, MOST_NORMS, MOST_TEXT};
use crate::order::in_order;
use crate::requirement::Condition;
use crate::text::{Arg, Lang, Message, is_letter, is_plain, is_plain_url};
use std::collections::BTreeSet;

/// A workplace's or a sector's own norms: what they stand in, and the norms.
///
/// They have the vocabulary of the catalogue, are held to the same checks and have the same four faces. All
/// ids begin with `local-`. The kind of the source decides their weight: a guideline binds where the record
/// adopts it, an agreement binds while it holds, a guide never. No pack is law.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pack {
    /// What the norms stand in.
    pub source: Source,
    /// The norms.
    pub norms: Vec<Norm>,
}

/// A pack as it is written.
#[cfg(feature = "schema")]
#[derive(schemars::JsonSchema)]
#[schemars(rename = "Pack")]
#[expect(dead_code, reason = "its schema is what it is for")]
struct PackEntry {
    /// What the norms stand in.
    source: SourceEntry,
    /// The norms.
    norms: Vec<NormEntry<Version>>,
}

#[cfg(feature = "schema")]
impl schemars::JsonSchema for Pack {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Pack".into()
    }

    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        <PackEntry as schemars::JsonSchema>::json_schema(generator)
    }
}

/// What the norms of a pack stand in.
#[derive(Debug)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(deny_unknown_fields))]
struct SourceEntry {
    /// An id that begins with `local-`. What a record adopts.
    id: String,
    /// Its kind: a guideline, an agreement, a collective agreement or a guide.
    kind: SourceKind,
    /// Its name.
    name: Texts,
    /// When it holds.
    valid: Period,
    /// Its address.
    url: Option<String>,
}

reads!(SourceEntry { id, kind, name, valid, url });

/// What a pack may be. No pack is law.
const OWN_KINDS: [SourceKind; 4] =
    [SourceKind::CollectiveAgreement, SourceKind::Agreement, SourceKind::Guideline, SourceKind::Guide];

/// Signs that a text may not hold beside those that are not seen ([`is_plain`]): they would be read as markup or as
/// a placeholder where the text is shown.
const NOT_IN_TEXTS: [char; 8] = ['{', '}', '<', '>', '[', ']', '|', '`'];

/// Whether it is a text for people: of one line, not blank, not too long, and without signs of markup.
fn is_text(text: &str, longest: usize) -> bool {
    // Bytes first: a character has four at most, and a long text is not gone through.
    text.len() <= longest.saturating_mul(4)
        && text.chars().count() <= longest
        && text.chars().any(is_letter)
        && !text.chars().any(|sign| NOT_IN_TEXTS.contains(&sign))
        && is_plain(text)
}

/// Whether it can be the name of a source: a text that is not the name of an act or a regulation, and whose letters are
/// Latin, so that none looks like another.
fn is_source_name(text: &str) -> bool {
    let is_usual = |sign: char| {
        is_letter(sign)
            || sign.is_ascii()
            || matches!(sign, '\u{a0}'..='¿' | '‐'..='⁞' | '₠'..='⃀' | '№' | '™' | '←'..='➿')
    };
    is_text(text, MOST_NAME) && text.chars().all(is_usual) && !law::bears_name_of_law(text)
}

/// Lists and texts that are too long, and lists with a value twice, anywhere in a norm: found before the norm is read.
fn too_large(value: &Json<'_>, at: &Place<'_>, deep: usize, errors: &mut Errors) {
    if deep > MOST_DEEP_IN_NORM {
        return errors.too_large(at, MOST_DEEP_IN_NORM);
    }
    let below = deep.saturating_add(1);
    match value {
        Json::List(list) if list.items().nth(MOST_IN_LIST).is_some() => errors.too_large(at, MOST_IN_LIST),
        Json::List(list) if has_a_text_twice(list) => errors.push(rule("error.rule_twice", at)),
        Json::List(list) => {
            for (nth, item) in list.items().enumerate() {
                too_large(&item, &at.index(nth), below, errors);
            }
        }
        Json::Text(text) if text.chars().nth(MOST_TEXT).is_some() => {
            errors.push(rule("error.rule_text", at));
        }
        Json::Object(object) => {
            for (key, value) in object.members() {
                too_large(&value, &at.key(shown_key(&key)), below, errors);
            }
        }
        _ => {}
    }
}

/// A value that stands twice says nothing more, and is looked at once more for each entry of a record.
fn has_a_text_twice(list: &Inside<'_>) -> bool {
    let mut seen = BTreeSet::new();
    list.items().any(|item| match item {
        Json::Text(text) => !seen.insert(text),
        _ => false,
    })
}

/// A rule is not as a rule must be.
fn rule(key: &'static str, at: &Place<'_>) -> InputError {
    InputError::new(InputCode::NotARule, at, Message::new(key))
}

/// Whether an id is one of a workplace's own.
pub(crate) fn is_local(id: &str) -> bool {
    id.len() <= 64 && id.starts_with("local-") && is_slug(id)
}

impl SourceEntry {
    fn source(self, at: &Place<'_>, errors: &mut Errors) -> Source {
        if !is_local(&self.id) {
            errors.push(rule("error.rule_local_id", &at.key("id")));
        }
        if !OWN_KINDS.contains(&self.kind) {
            let kinds = OWN_KINDS.iter();
            let options = kinds.map(|kind| kind.code().to_owned()).collect();
            errors.push(InputError::expected_one_of(InputCode::UnknownCode, &at.key("kind"), options));
        }
        for &lang in Lang::ALL {
            if !is_source_name(self.name.of(lang)) {
                errors.push(rule("error.rule_source_name", &at.key("name").key(lang.code())));
            }
        }
        if self.url.as_ref().is_some_and(|url| !is_plain_url(url)) {
            errors.push(rule("error.rule_url", &at.key("url")));
        }
        Source {
            id: self.id,
            kind: self.kind,
            short: self.name.0.clone(),
            name: self.name.0,
            aliases: Vec::new(),
            valid: self.valid,
            read_to: None,
            permalink: None,
            url: self.url,
        }
    }
}

/// A version as a pack writes it: the pack's source need not be named.
fn with_basis(version: &mut Version, source: &Source, at: &Place<'_>, errors: &mut Errors) {
    let written = core::mem::replace(&mut version.basis, vec![Basis::Local(Box::new(source.clone()))]);
    for (nth, one) in written.into_iter().enumerate() {
        let is_known = match &one {
            Basis::Source(id) if *id == source.id => continue,
            Basis::Provision(id) => law::provision(id).is_ok(),
            Basis::Source(id) => law::source(id).is_some(),
            Basis::Local(_) => false,
        };
        if is_known {
            version.basis.push(one);
        } else {
            errors.push(rule("error.rule_basis", &at.key("basis").index(nth)));
        }
    }
}

fn message(wrong: &Wrong) -> Message {
    match wrong {
        Wrong::Id => Message::new("error.rule_local_id"),
        Wrong::NoBearer => Message::new("error.rule_bearer"),
        Wrong::NoVersion | Wrong::NoBasis => Message::new("error.rule_version"),
        Wrong::EndsFirst => Message::new("error.end_before_start"),
        Wrong::Gap(day) | Wrong::Overlap(day) => Message::new("error.rule_follows").date("date", *day),
        Wrong::ModalVerb(lang, modality) => Message::new("error.rule_modal_verb")
            .with("lang", Arg::Verbatim(lang.code().to_owned()))
            .with("options", Arg::List(modal_verbs().of(*modality, *lang).to_vec())),
        Wrong::NoQuestion | Wrong::NoHelp => Message::new("error.rule_question"),
        Wrong::QuestionUnused | Wrong::HelpUnused => Message::new("error.rule_question_unused"),
    }
}

fn read_norm(value: &Json<'_>, source: Option<&Source>, at: &Place<'_>, errors: &mut Errors) -> Option<Norm> {
    let before = errors.len();
    match value {
        Json::Object(object) if object.bytes() > MOST_NORM_BYTES => errors.too_large(at, MOST_NORM_BYTES),
        _ => too_large(value, at, 0, errors),
    }
    if errors.len() > before {
        return None;
    }
    let mut entry = NormEntry::<Version>::BLANK;
    entry.read(value, at, errors);
    let source = source.filter(|_| errors.len() == before)?;
    if !is_local(&entry.id) {
        errors.push(rule("error.rule_local_id", &at.key("id")));
    }
    let place = at.key("version");
    let mut versions = core::mem::take(&mut entry.version);
    for (nth, version) in versions.iter_mut().enumerate() {
        with_basis(version, source, &place.index(nth), errors);
    }
    for (nth, statement) in entry.statements.iter().enumerate() {
        if !is_text(statement, MOST_NAME) {
            errors.push(rule("error.rule_text", &at.key("statements").index(nth)));
        }
    }
    for (nth, version) in versions.iter().enumerate() {
        let adopted = version.when.as_ref().map(Condition::guidelines).unwrap_or_default();
        if adopted.iter().any(|id| !is_local(id) && law::source(id).is_none()) {
            errors.push(rule("error.rule_guideline", &place.index(nth).key("when")));
        }
        let holds = source.valid.from <= version.from
            && source.valid.to.is_none_or(|end| version.to.is_some_and(|to| to <= end));
        if !holds {
            errors.push(rule("error.rule_outside_source", &place.index(nth).key("from")));
        }
    }
    for (pointer, wrong) in wrong_norm(&entry, &versions.iter().collect::<Vec<_>>(), modal_verbs()) {
        if wrong != Wrong::Id {
            let mut error = InputError::new(InputCode::NotARule, at, message(&wrong));
            error.path.push_str(&pointer);
            errors.push(error);
        }
    }
    for (key, texts) in [
        ("title", Some(&entry.title)),
        ("text", Some(&entry.text)),
        ("question", entry.question.as_ref()),
        ("help", entry.help.as_ref()),
    ] {
        let Some(texts) = texts else { continue };
        for &lang in Lang::ALL {
            if !is_text(texts.of(lang), MOST_TEXT) {
                errors.push(rule("error.rule_text", &at.key(key).key(lang.code())));
            }
        }
    }
    (errors.len() == before).then(|| entry.local(versions))
}

impl Blank for Pack {
    const BLANK: Self = Self { source: Source::BLANK, norms: Vec::new() };
}

/// Read for itself, when what stands before it is known.
struct Later;

impl Read for Later {
    fn read(&mut self, _: &Json<'_>, _: &Place<'_>, _: &mut Errors) {}
}

impl Read for Pack {
    fn read(&mut self, value: &Json<'_>, at: &Place<'_>, errors: &mut Errors) {
        let before = errors.len();
        let mut entry = SourceEntry::BLANK;
        read_fields(value, at, errors, &[("source", false), ("norms", false)], &mut [&mut entry, &mut Later]);
        let source = (errors.len() == before).then(|| entry.source(&at.key("source"), errors));
        let place = at.key("norms");
        let Json::Object(object) = value else { return };
        let list = match object.member("norms") {
            Some(Json::List(list)) if list.items().nth(MOST_NORMS).is_some() => {
                return errors.too_large(&place, MOST_NORMS);
            }
            Some(Json::List(list)) => list,
            Some(_) => return wrong_type(&place, "json_type.list", errors),
            None => return,
        };
        // Where each norm stands in the list: one with errors is left out.
        let mut places = Vec::new();
        for (nth, value) in list.items().enumerate() {
            if let Some(norm) = read_norm(&value, source.as_ref(), &place.index(nth), errors) {
                self.norms.push(norm);
                places.push(nth);
            }
        }
        let ids = in_order(&self.norms, |norm| Some((Date::MIN, norm.id.as_str())));
        for pair in ids.windows(2) {
            if let [(_, before), (own, norm)] = pair
                && before.id == norm.id
            {
                let nth = places.get(*own).copied().unwrap_or_default();
                errors.simple(InputCode::DuplicateId, &place.index(nth).key("id"));
            }
        }
        self.source = source.unwrap_or(Source::BLANK);
    }
}

/// The norms of the catalogue and of these packs, in the order of their ids.
pub fn with_packs(packs: &[Pack]) -> Vec<&Norm> {
    let mut all: Vec<&Norm> = norms().iter().collect();
    for pack in packs {
        all.extend(&pack.norms);
    }
    if packs.is_empty() {
        return all;
    }
    in_order(&all, |norm| Some((Date::MIN, norm.id.as_str()))).into_iter().map(|(_, norm)| *norm).collect()
}
