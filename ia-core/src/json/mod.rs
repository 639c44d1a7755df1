//! Reading hostile JSON: nothing is dropped, every error is reported at once, no value is repeated.
//!
//! `serde` stops at the first error and lets the last of two equal keys win. Here a text becomes a
//! tree that refuses equal keys, and a type reads itself from the tree while it collects errors.
//!
//! What reads itself is a place, blank before: so the code of one type is a list of its keys and places, and
//! all the rest is there once. In a browser each piece of code is downloaded.

use crate::calendar::{Date, Period};
use crate::code::{Code, Labels};
use crate::error::{Errors, InputCode, InputError, InputErrors, Place};
use crate::text::{Arg, Message};
use core::fmt;
use std::borrow::Cow;

mod encoding;
mod inside;
mod macros;
mod parse;
mod serde;

pub(crate) use encoding::text_of;
pub(crate) use inside::Inside;
pub(crate) use macros::{blank, facts, hides, key, reads, requests, rules, variants};
pub(crate) use parse::parse;
pub(crate) use serde::from_serde;

/// A JSON value, borrowed from its text where it can be. The whole text was parsed before; what stands in a list or an
/// object is read again, one entry at a time, when it is asked for: a tree would be many times the text.
#[derive(Clone)]
pub(crate) enum Json<'a> {
    Null,
    Bool(bool),
    Integer(i64),
    /// A number that is no 64-bit integer. No fact is one, so its value is not kept.
    Fraction,
    Text(Cow<'a, str>),
    List(Inside<'a>),
    Object(Inside<'a>),
}

/// Values may be personal facts: never in a log.
impl fmt::Debug for Json<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Json(..)")
    }
}

/// A type with a value that stands for nothing read yet.
pub(crate) trait Blank {
    /// The value. It never leaves the reader, unless a key that may be left out stands for it.
    const BLANK: Self;
}

/// A place that reads itself from the tree. Where no error was reported, it holds what was read.
pub(crate) trait Read {
    fn read(&mut self, value: &Json<'_>, at: &Place<'_>, errors: &mut Errors);

    /// Whether its key may be left out, or stand for nothing, anywhere. The place then stays blank.
    fn may_be_left_out(&self) -> bool {
        false
    }
}

/// Reads a whole text as `T`.
///
/// # Errors
/// Every error found, in the order of the format.
pub(crate) fn read<T: Read + Blank>(text: &str) -> Result<T, InputErrors> {
    read_tree(&parse(text)?)
}

/// Reads a whole tree as `T`.
///
/// # Errors
/// Every error found, in the order of the format.
pub(crate) fn read_tree<T: Read + Blank>(tree: &Json<'_>) -> Result<T, InputErrors> {
    let mut value = T::BLANK;
    read_into(&mut value, tree)?;
    Ok(value)
}

/// Not generic: one piece of code for all types.
fn read_into(place: &mut dyn Read, tree: &Json<'_>) -> Result<(), InputErrors> {
    let mut errors = Errors::default();
    place.read(tree, &Place::Root, &mut errors);
    errors.or(|| ())
}

/// A key of an object, and whether it may be left out whatever its type.
pub(crate) type Key = (&'static str, bool);

/// Reads the fields of an object, each by its key; reports the keys that are not known.
pub(crate) fn read_fields(
    value: &Json<'_>,
    at: &Place<'_>,
    errors: &mut Errors,
    keys: &[Key],
    fields: &mut [&mut dyn Read],
) {
    let Json::Object(object) = value else {
        wrong_type(at, "json_type.object", errors);
        return;
    };
    let mut object: Vec<(Cow<'_, str>, Json<'_>)> = object.members().collect();
    object.retain(|(key, _)| {
        let is_known = keys.iter().any(|(name, _)| name == key);
        if !is_known {
            errors.one_of(
                InputCode::UnknownKey,
                &at.key(shown_key(key)),
                key,
                &mut keys.iter().map(|&(name, _)| name),
            );
        }
        is_known
    });
    for ((name, may_be_left_out), field) in keys.iter().zip(fields) {
        match object.iter().find(|(key, _)| key == name) {
            Some((_, Json::Null)) if field.may_be_left_out() => {}
            Some((_, value)) => field.read(value, &at.key(name), errors),
            None if *may_be_left_out || field.may_be_left_out() => {}
            None => errors.simple(InputCode::MissingKey, &at.key(name)),
        }
    }
}

/// A key as an error shows it: a name of the format or a slip of the pen, but no free text.
pub fn shown_key(key: &str) -> &str {
    let is_plain = key.len() <= 40 && key.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_');
    if is_plain { key } else { "…" }
}

/// The variant that is written as its code, or as an object with its code as the only key: its place, its
/// code and what stands under the code. The list says which variants hold something.
pub(crate) fn read_variant<'a>(
    value: &Json<'a>,
    at: &Place<'_>,
    errors: &mut Errors,
    variants: &[(&'static str, bool)],
) -> Option<(usize, &'static str, Json<'a>)> {
    let (name, content) = match value {
        Json::Text(name) => (name.clone(), None),
        Json::Object(object) => {
            let mut members = object.members();
            match (members.next(), members.next()) {
                (Some((name, content)), None) => (name, Some(content)),
                _ => (Cow::Borrowed(""), None),
            }
        }
        _ => {
            wrong_type(at, "json_type.object", errors);
            return None;
        }
    };
    let found = variants.iter().enumerate().find(|(_, (code, _))| *code == name);
    let Some((nth, &(code, holds))) = found else {
        errors.one_of(InputCode::UnknownCode, at, &name, &mut variants.iter().map(|&(code, _)| code));
        return None;
    };
    match content {
        Some(content) if holds => return Some((nth, code, content)),
        None if !holds => return Some((nth, code, Json::Null)),
        Some(_) => wrong_type(at, "json_type.text", errors),
        None => wrong_type(at, "json_type.object", errors),
    }
    None
}

/// `expected` is the key of the type's name for people.
pub(crate) fn wrong_type(at: &Place<'_>, expected: &'static str, errors: &mut Errors) {
    let message = Message::new(InputCode::WrongType.label()).with("type", Arg::Term(expected));
    errors.push(InputError::new(InputCode::WrongType, at, message));
}

impl<T: Code> Blank for T {
    const BLANK: Self = T::FIRST;
}

impl<T: Code> Read for T {
    fn read(&mut self, value: &Json<'_>, at: &Place<'_>, errors: &mut Errors) {
        if let Some(member) = read_code(value, at, errors, T::LABELS).and_then(|place| T::ALL.get(place)) {
            *self = *member;
        }
    }
}

/// The place of a code in a list. Not generic: one piece of code for all vocabularies.
fn read_code(value: &Json<'_>, at: &Place<'_>, errors: &mut Errors, labels: &Labels) -> Option<usize> {
    let text = read_text(value, at, "json_type.text", errors)?;
    labels.codes().position(|code| code == text).or_else(|| {
        errors.one_of(InputCode::UnknownCode, at, text, &mut labels.codes());
        None
    })
}

/// A text. `expected` is the key of the name of what it is.
pub(crate) fn read_text<'a>(
    value: &'a Json<'_>,
    at: &Place<'_>,
    expected: &'static str,
    errors: &mut Errors,
) -> Option<&'a str> {
    if let Json::Text(text) = value {
        return Some(text);
    }
    wrong_type(at, expected, errors);
    None
}

impl<T> Blank for Option<T> {
    const BLANK: Self = None;
}

impl<T: Read + Blank> Read for Option<T> {
    fn read(&mut self, value: &Json<'_>, at: &Place<'_>, errors: &mut Errors) {
        self.get_or_insert(T::BLANK).read(value, at, errors);
    }

    fn may_be_left_out(&self) -> bool {
        true
    }
}

/// A list that gives a place for one more.
trait Grow {
    /// A blank place, after the others or in their place.
    fn grow(&mut self, keeps: bool) -> &mut dyn Read;
}

impl<T: Read + Blank> Grow for Vec<T> {
    fn grow(&mut self, keeps: bool) -> &mut dyn Read {
        if !keeps {
            self.clear();
        }
        self.push_mut(T::BLANK)
    }
}

/// Not generic: one piece of code for all lists.
fn read_list(into: &mut dyn Grow, value: &Json<'_>, at: &Place<'_>, errors: &mut Errors) {
    let Json::List(list) = value else {
        wrong_type(at, "json_type.list", errors);
        return;
    };
    for (index, item) in list.items().enumerate() {
        // After an error only errors are of use.
        into.grow(errors.is_empty()).read(&item, &at.index(index), errors);
    }
}

impl<T> Blank for Vec<T> {
    const BLANK: Self = Self::new();
}

impl<T: Read + Blank> Read for Vec<T> {
    fn read(&mut self, value: &Json<'_>, at: &Place<'_>, errors: &mut Errors) {
        read_list(self, value, at, errors);
    }
}

/// Two things, written as a list.
impl<A: Blank, B: Blank> Blank for (A, B) {
    const BLANK: Self = (A::BLANK, B::BLANK);
}

impl<A: Read, B: Read> Read for (A, B) {
    fn read(&mut self, value: &Json<'_>, at: &Place<'_>, errors: &mut Errors) {
        let mut items = match value {
            Json::List(list) => Some(list.items()),
            _ => None,
        };
        let mut next = || items.as_mut().and_then(Iterator::next);
        match (next(), next(), next()) {
            (Some(first), Some(second), None) => {
                self.0.read(&first, &at.index(0), errors);
                self.1.read(&second, &at.index(1), errors);
            }
            _ => wrong_type(at, "json_type.list", errors),
        }
    }
}

impl Blank for String {
    const BLANK: Self = Self::new();
}

impl Read for String {
    fn read(&mut self, value: &Json<'_>, at: &Place<'_>, errors: &mut Errors) {
        if let Some(text) = read_text(value, at, "json_type.text", errors) {
            text.clone_into(self);
        }
    }
}

impl Blank for char {
    const BLANK: Self = ' ';
}

impl Read for char {
    fn read(&mut self, value: &Json<'_>, at: &Place<'_>, errors: &mut Errors) {
        match read_text(value, at, "json_type.text", errors).map(str::parse) {
            Some(Ok(sign)) => *self = sign,
            Some(Err(_)) => wrong_type(at, "json_type.text", errors),
            None => {}
        }
    }
}

impl Blank for bool {
    const BLANK: Self = false;
}

impl Read for bool {
    fn read(&mut self, value: &Json<'_>, at: &Place<'_>, errors: &mut Errors) {
        match value {
            Json::Bool(value) => *self = *value,
            _ => wrong_type(at, "json_type.boolean", errors),
        }
    }
}

impl Blank for Date {
    const BLANK: Self = Self::MIN;
}

impl Read for Date {
    fn read(&mut self, value: &Json<'_>, at: &Place<'_>, errors: &mut Errors) {
        match read_text(value, at, "json_type.date", errors).map(str::parse) {
            Some(Ok(day)) => *self = day,
            Some(Err(_)) => errors.simple(InputCode::NotADate, at),
            None => {}
        }
    }
}

impl Blank for Period {
    const BLANK: Self = Self { from: Date::MIN, to: None };
}

impl Read for Period {
    fn read(&mut self, value: &Json<'_>, at: &Place<'_>, errors: &mut Errors) {
        let before = errors.len();
        let keys = [("from", false), ("to", false)];
        read_fields(value, at, errors, &keys, &mut [&mut self.from, &mut self.to]);
        if errors.len() == before && self.to.is_some_and(|to| to < self.from) {
            errors.simple(InputCode::EndBeforeStart, &at.key("to"));
        }
    }
}

/// Reads an integer from `least` to `most`.
pub(crate) fn read_integer(
    value: &Json<'_>,
    at: &Place<'_>,
    (least, most): (i64, i64),
    errors: &mut Errors,
) -> Option<i64> {
    let Json::Integer(number) = value else {
        wrong_type(at, "json_type.integer", errors);
        return None;
    };
    if (least..=most).contains(number) {
        return Some(*number);
    }
    let expected = Message::new(InputCode::OutOfRange.label())
        .with("least", Arg::Number(least))
        .with("most", Arg::Number(most));
    errors.push(InputError::new(InputCode::OutOfRange, at, expected));
    None
}

macro_rules! integers {
    ($($type:ty),+) => {$(
        impl Blank for $type {
            const BLANK: Self = 0;
        }

        impl Read for $type {
            fn read(&mut self, value: &Json<'_>, at: &Place<'_>, errors: &mut Errors) {
                let limits = (0, i64::from(Self::MAX));
                if let Some(Ok(number)) = read_integer(value, at, limits, errors).map(Self::try_from) {
                    *self = number;
                }
            }
        }
    )+};
}

integers!(u8, u16, u32);
