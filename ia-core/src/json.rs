//! Reading hostile JSON: nothing is dropped, every error is reported at once, no value is repeated.
//!
//! `serde` stops at the first error and lets the last of two equal keys win. Here a text becomes a
//! tree that refuses equal keys, and a type reads itself from the tree while it collects errors.

use crate::calendar::{Date, Period};
use crate::code::Code;
use crate::error::{InputCode, InputError, InputErrors, Place};
use crate::text::{Arg, Message};
use core::fmt;
use serde::de::{Deserialize, Deserializer, Error, MapAccess, SeqAccess, Visitor};
use std::borrow::Cow;

/// The longest text that is read, in bytes: 16 MiB. Nesting is limited to 128 levels by `serde_json`.
pub const MAX_BYTES: usize = 16 * 1024 * 1024;

/// A JSON value, borrowed from its text where it can be.
#[derive(Clone, PartialEq)]
pub(crate) enum Json<'a> {
    Null,
    Bool(bool),
    Integer(i64),
    /// A number that is no 64-bit integer. No fact is one, so its value is not kept.
    Fraction,
    Text(Cow<'a, str>),
    List(Vec<Json<'a>>),
    Object(Vec<(Cow<'a, str>, Json<'a>)>),
}

/// Values may be personal facts: never in a log.
impl fmt::Debug for Json<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Json(..)")
    }
}

impl<'de> Deserialize<'de> for Json<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(JsonVisitor)
    }
}

struct JsonVisitor;

impl<'de> Visitor<'de> for JsonVisitor {
    type Value = Json<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("JSON")
    }

    fn visit_unit<E: Error>(self) -> Result<Self::Value, E> {
        Ok(Json::Null)
    }

    fn visit_bool<E: Error>(self, value: bool) -> Result<Self::Value, E> {
        Ok(Json::Bool(value))
    }

    fn visit_i64<E: Error>(self, value: i64) -> Result<Self::Value, E> {
        Ok(Json::Integer(value))
    }

    fn visit_u64<E: Error>(self, value: u64) -> Result<Self::Value, E> {
        Ok(i64::try_from(value).map_or(Json::Fraction, Json::Integer))
    }

    fn visit_f64<E: Error>(self, _: f64) -> Result<Self::Value, E> {
        Ok(Json::Fraction)
    }

    fn visit_borrowed_str<E: Error>(self, value: &'de str) -> Result<Self::Value, E> {
        Ok(Json::Text(Cow::Borrowed(value)))
    }

    fn visit_str<E: Error>(self, value: &str) -> Result<Self::Value, E> {
        Ok(Json::Text(Cow::Owned(value.to_owned())))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Self::Value, A::Error> {
        let mut list = Vec::new();
        while let Some(item) = seq.next_element()? {
            list.push(item);
        }
        Ok(Json::List(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let mut object: Vec<(Cow<'de, str>, Json<'de>)> = Vec::new();
        while let Some((Json::Text(key), value)) = map.next_entry::<Json<'de>, Json<'de>>()? {
            object.push((key, value));
        }
        let mut keys: Vec<&str> = object.iter().map(|(key, _)| key.as_ref()).collect();
        keys.sort_unstable();
        if keys.windows(2).any(|pair| matches!(pair, [a, b] if a == b)) {
            return Err(A::Error::custom("the same key twice in one object"));
        }
        Ok(Json::Object(object))
    }
}

/// Parses a text into a tree.
///
/// # Errors
/// `too_large` or `not_json`, with the line and column where it stopped.
pub(crate) fn parse(text: &str) -> Result<Json<'_>, InputErrors> {
    if text.len() > MAX_BYTES {
        let limit = i64::try_from(MAX_BYTES).unwrap_or(i64::MAX);
        let expected = Message::new(InputCode::TooLarge.label()).with("limit", Arg::Number(limit));
        return Err(InputError::new(InputCode::TooLarge, &Place::Root, expected).into());
    }
    serde_json::from_str(text).map_err(|error| {
        let number = |n: usize| Arg::Number(i64::try_from(n).unwrap_or(i64::MAX));
        let expected = Message::new(InputCode::NotJson.label())
            .with("line", number(error.line()))
            .with("column", number(error.column()));
        InputError::new(InputCode::NotJson, &Place::Root, expected).into()
    })
}

/// A type that reads itself from the tree. `None` means: an error was reported.
pub(crate) trait Read: Sized {
    fn read(value: &Json<'_>, at: &Place<'_>, errors: &mut Vec<InputError>) -> Option<Self>;

    /// What a left-out key stands for, where it may be left out.
    fn left_out() -> Option<Self> {
        None
    }
}

/// Reads a whole text as `T`.
///
/// # Errors
/// Every error found, in the order of the format.
pub(crate) fn read<T: Read>(text: &str) -> Result<T, InputErrors> {
    let tree = parse(text)?;
    let mut errors = Vec::new();
    match T::read(&tree, &Place::Root, &mut errors) {
        Some(value) if errors.is_empty() => Ok(value),
        _ => Err(InputErrors(errors)),
    }
}

/// The keys of one object, read by name; reports the ones that are not known.
pub(crate) struct Fields<'a, 'e> {
    object: &'a [(Cow<'a, str>, Json<'a>)],
    at: &'a Place<'a>,
    errors: &'e mut Vec<InputError>,
}

impl<'a, 'e> Fields<'a, 'e> {
    pub(crate) fn of(
        value: &'a Json<'a>,
        at: &'a Place<'a>,
        known: &[&str],
        errors: &'e mut Vec<InputError>,
    ) -> Option<Self> {
        let Json::Object(object) = value else {
            errors.push(wrong_type(at, "json_type.object"));
            return None;
        };
        for (key, _) in object {
            if !known.contains(&key.as_ref()) {
                let options = known.iter().map(|&name| name.to_owned()).collect();
                let shown = if is_plain_key(key) { key.as_ref() } else { "…" };
                errors.push(InputError::expected_one_of(InputCode::UnknownKey, &at.key(shown), options));
            }
        }
        Some(Self { object, at, errors })
    }

    /// Not inlined: one piece of code a type, not one a field.
    #[inline(never)]
    pub(crate) fn field<T: Read>(&mut self, name: &'static str) -> Option<T> {
        match self.object.iter().find(|(key, _)| key == name) {
            Some((_, value)) => T::read(value, &self.at.key(name), self.errors),
            None => T::left_out().or_else(|| {
                self.errors.push(InputError::simple(InputCode::MissingKey, &self.at.key(name)));
                None
            }),
        }
    }
}

/// A key that can be shown in an error: a name of the format or a slip of the pen, not free text.
fn is_plain_key(key: &str) -> bool {
    key.len() <= 40 && key.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_')
}

/// `expected` is the key of the type's name for people.
pub(crate) fn wrong_type(at: &Place<'_>, expected: &'static str) -> InputError {
    let message = Message::new(InputCode::WrongType.label()).with("type", Arg::Term(expected));
    InputError::new(InputCode::WrongType, at, message)
}

impl<T: Code> Read for T {
    fn read(value: &Json<'_>, at: &Place<'_>, errors: &mut Vec<InputError>) -> Option<Self> {
        T::ALL.get(read_code(value, at, errors, T::CODES)?).copied()
    }
}

/// The place of a code in a list. Not generic: one piece of code for all vocabularies.
fn read_code(
    value: &Json<'_>,
    at: &Place<'_>,
    errors: &mut Vec<InputError>,
    codes: &[&'static str],
) -> Option<usize> {
    let Json::Text(text) = value else {
        errors.push(wrong_type(at, "json_type.text"));
        return None;
    };
    codes.iter().position(|code| code == text).or_else(|| {
        let options = codes.iter().map(|&code| code.to_owned()).collect();
        errors.push(InputError::expected_one_of(InputCode::UnknownCode, at, options));
        None
    })
}

impl<T: Read> Read for Option<T> {
    fn read(value: &Json<'_>, at: &Place<'_>, errors: &mut Vec<InputError>) -> Option<Self> {
        if *value == Json::Null { Some(None) } else { T::read(value, at, errors).map(Some) }
    }

    fn left_out() -> Option<Self> {
        Some(None)
    }
}

impl<T: Read> Read for Vec<T> {
    #[inline(never)]
    fn read(value: &Json<'_>, at: &Place<'_>, errors: &mut Vec<InputError>) -> Option<Self> {
        let Json::List(list) = value else {
            errors.push(wrong_type(at, "json_type.list"));
            return None;
        };
        let read: Vec<T> = list
            .iter()
            .enumerate()
            .filter_map(|(index, item)| T::read(item, &at.index(index), errors))
            .collect();
        (read.len() == list.len()).then_some(read)
    }
}

impl Read for bool {
    fn read(value: &Json<'_>, at: &Place<'_>, errors: &mut Vec<InputError>) -> Option<Self> {
        if let Json::Bool(value) = value {
            return Some(*value);
        }
        errors.push(wrong_type(at, "json_type.boolean"));
        None
    }
}

impl Read for Date {
    fn read(value: &Json<'_>, at: &Place<'_>, errors: &mut Vec<InputError>) -> Option<Self> {
        let Json::Text(text) = value else {
            errors.push(wrong_type(at, "json_type.date"));
            return None;
        };
        text.parse().map_err(|_| errors.push(InputError::simple(InputCode::NotADate, at))).ok()
    }
}

impl Read for Period {
    fn read(value: &Json<'_>, at: &Place<'_>, errors: &mut Vec<InputError>) -> Option<Self> {
        let mut fields = Fields::of(value, at, &["from", "to"], errors)?;
        let from = fields.field::<Date>("from");
        let to = fields.field::<Option<Date>>("to");
        let (from, to) = (from?, to?);
        Self::new(from, to)
            .map_err(|_| errors.push(InputError::simple(InputCode::EndBeforeStart, &at.key("to"))))
            .ok()
    }
}

/// Reads an integer from `least` to `most`.
pub(crate) fn read_integer(
    value: &Json<'_>,
    at: &Place<'_>,
    (least, most): (i64, i64),
    errors: &mut Vec<InputError>,
) -> Option<i64> {
    let Json::Integer(number) = value else {
        errors.push(wrong_type(at, "json_type.integer"));
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

impl Read for u16 {
    fn read(value: &Json<'_>, at: &Place<'_>, errors: &mut Vec<InputError>) -> Option<Self> {
        read_integer(value, at, (0, i64::from(u16::MAX)), errors)
            .and_then(|number| Self::try_from(number).ok())
    }
}

/// Makes a struct read itself and report all its errors at once. What it holds may be personal: it is not shown.
macro_rules! reads {
    ($name:ident { $($field:ident),+ }) => {
        impl $crate::json::Read for $name {
            fn read(
                value: &$crate::json::Json<'_>,
                at: &$crate::error::Place<'_>,
                errors: &mut Vec<$crate::error::InputError>,
            ) -> Option<Self> {
                let mut fields =
                    $crate::json::Fields::of(value, at, &[$(stringify!($field)),+], errors)?;
                $(let $field = fields.field(stringify!($field));)+
                Some(Self { $($field: $field?),+ })
            }
        }

        /// Only the type is shown, never a value.
        impl core::fmt::Debug for $name {
            fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
                f.write_str(concat!(stringify!($name), "(..)"))
            }
        }
    };
}
pub(crate) use reads;

/// Declares a struct of facts.
macro_rules! facts {
    ($(
        $(#[$meta:meta])*
        pub struct $name:ident {
            $($(#[$field_meta:meta])* pub $field:ident: $type:ty),+ $(,)?
        }
    )+) => {$(
        $(#[$meta])*
        #[derive(Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
        #[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
        #[serde(deny_unknown_fields)]
        pub struct $name {
            $($(#[$field_meta])* pub $field: $type),+
        }

        $crate::json::reads!($name { $($field),+ });
    )+};
}
pub(crate) use facts;

/// Declares a request: read from JSON, never written.
macro_rules! requests {
    ($(
        $(#[$meta:meta])*
        pub struct $name:ident {
            $($(#[$field_meta:meta])* pub $field:ident: $type:ty),+ $(,)?
        }
    )+) => {$(
        $(#[$meta])*
        #[derive(Clone, PartialEq, Eq)]
        #[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(deny_unknown_fields))]
        pub struct $name {
            $($(#[$field_meta])* pub $field: $type),+
        }

        $crate::json::reads!($name { $($field),+ });
    )+};
}
pub(crate) use requests;
