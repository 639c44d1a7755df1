//! From `serde` to the tree, so that facts are read in one way: with every error, and without a value in any message.

use super::{Blank, Inside, Json, Read, read_tree};
use crate::calendar::{Date, DateError, Period};
use core::fmt;
use serde::de::{self, Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};
use std::borrow::Cow;

/// Reads facts from any format of `serde`.
///
/// # Errors
/// The errors of [`read_tree`], in one message: places, and what was expected.
pub(crate) fn from_serde<'de, T: Read + Blank, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
    let tree = Json::deserialize(deserializer)?;
    read_tree(&tree).map_err(de::Error::custom)
}

impl<'de> Deserialize<'de> for Date {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        match Json::deserialize(deserializer)? {
            Json::Text(text) => text.parse().map_err(de::Error::custom),
            _ => Err(de::Error::custom(DateError::NotADate)),
        }
    }
}

impl<'de> Deserialize<'de> for Period {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        from_serde(deserializer)
    }
}

impl<'de> Deserialize<'de> for Json<'static> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Tree)
    }
}

/// Takes whatever value there is.
struct Tree;

impl<'de> Visitor<'de> for Tree {
    type Value = Json<'static>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value that JSON has")
    }

    fn visit_unit<E: de::Error>(self) -> Result<Self::Value, E> {
        Ok(Json::Null)
    }

    fn visit_none<E: de::Error>(self) -> Result<Self::Value, E> {
        Ok(Json::Null)
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_any(self)
    }

    fn visit_newtype_struct<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_any(self)
    }

    fn visit_bool<E: de::Error>(self, value: bool) -> Result<Self::Value, E> {
        Ok(Json::Bool(value))
    }

    fn visit_i64<E: de::Error>(self, value: i64) -> Result<Self::Value, E> {
        Ok(Json::Integer(value))
    }

    fn visit_u64<E: de::Error>(self, value: u64) -> Result<Self::Value, E> {
        Ok(i64::try_from(value).map_or(Json::Fraction, Json::Integer))
    }

    fn visit_i128<E: de::Error>(self, value: i128) -> Result<Self::Value, E> {
        Ok(i64::try_from(value).map_or(Json::Fraction, Json::Integer))
    }

    fn visit_u128<E: de::Error>(self, value: u128) -> Result<Self::Value, E> {
        Ok(i64::try_from(value).map_or(Json::Fraction, Json::Integer))
    }

    /// A whole number too, up to where doubles no longer tell neighbours apart.
    fn visit_f64<E: de::Error>(self, value: f64) -> Result<Self::Value, E> {
        const EXACT: f64 = 9_007_199_254_740_991.0;
        let is_whole = value.fract() == 0.0 && value.abs() <= EXACT;
        #[expect(clippy::cast_possible_truncation, reason = "a whole number of at most 53 bits")]
        Ok(if is_whole { Json::Integer(value as i64) } else { Json::Fraction })
    }

    fn visit_str<E: de::Error>(self, value: &str) -> Result<Self::Value, E> {
        Ok(Json::Text(value.to_owned().into()))
    }

    fn visit_string<E: de::Error>(self, value: String) -> Result<Self::Value, E> {
        Ok(Json::Text(value.into()))
    }

    fn visit_bytes<E: de::Error>(self, _: &[u8]) -> Result<Self::Value, E> {
        // No fact is bytes, so their value is not kept.
        Ok(Json::Fraction)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut entries: A) -> Result<Self::Value, A::Error> {
        let mut list = Vec::new();
        while let Some(entry) = entries.next_element()? {
            list.push(entry);
        }
        Ok(Json::List(Inside::of_items(list)))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Self::Value, A::Error> {
        let mut object: Vec<(Cow<'static, str>, Json<'static>)> = Vec::new();
        while let Some(key) = entries.next_key::<String>()? {
            object.push((key.into(), entries.next_value()?));
        }
        let keys: Vec<Cow<'_, str>> = object.iter().map(|(key, _)| Cow::Borrowed(key.as_ref())).collect();
        if super::parse::equal_keys(&keys).is_some() {
            return Err(de::Error::custom("expected no key twice in one object"));
        }
        Ok(Json::Object(Inside::of_members(object)))
    }
}
