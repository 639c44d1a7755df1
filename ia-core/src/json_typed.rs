//! A tree read by `serde`: for types that describe rules, which are closed and nested and hold no facts.
//!
//! `serde` stops at the first error, so each rule is read for itself. An error says where and what was
//! expected, in the codes of [`InputCode`](crate::InputCode), and repeats no value.

use crate::code::Code as _;
use crate::error::{InputCode, InputError, Place};
use crate::json::Json;
use crate::text::{Arg, Message};
use core::fmt;
use serde::de::value::StrDeserializer;
use serde::de::{
    DeserializeOwned, DeserializeSeed, Deserializer, EnumAccess, Expected, MapAccess, SeqAccess, Unexpected,
    VariantAccess, Visitor,
};
use serde::forward_to_deserialize_any;

/// Reads a value of the tree as `T`.
pub(crate) fn read<T: DeserializeOwned>(
    value: &Json<'_>,
    at: &Place<'_>,
    errors: &mut Vec<InputError>,
) -> Option<T> {
    T::deserialize(Tree(value)).map_err(|fault| errors.push(fault.into_error(at))).ok()
}

/// What is wrong, and the way to it from the value that was read, the innermost key first.
#[derive(Debug)]
struct Fault {
    code: InputCode,
    options: Vec<String>,
    way: Vec<String>,
}

impl Fault {
    fn new(code: InputCode, options: Vec<String>) -> Self {
        Self { code, options, way: Vec::new() }
    }

    fn under(mut self, key: impl Into<String>) -> Self {
        self.way.push(key.into());
        self
    }

    fn into_error(mut self, at: &Place<'_>) -> InputError {
        if let Some(key) = self.way.pop() {
            return self.into_error(&at.key(&key));
        }
        let expected = Message::new(self.code.label());
        let expected = match self.code {
            InputCode::WrongType => expected.with("type", Arg::Verbatim(self.options.concat())),
            InputCode::UnknownKey | InputCode::UnknownCode => expected.with("options", Arg::List(self.options)),
            InputCode::OutOfRange => {
                expected.with("least", Arg::Number(0)).with("most", Arg::Number(i64::from(u16::MAX)))
            }
            _ => expected,
        };
        InputError::new(self.code, at, expected)
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code.label())
    }
}

impl core::error::Error for Fault {}

fn owned(options: &[&str]) -> Vec<String> {
    options.iter().map(|&option| option.to_owned()).collect()
}

impl serde::de::Error for Fault {
    /// What a type says when it reads its own text: days are the only such.
    fn custom<T: fmt::Display>(_: T) -> Self {
        Self::new(InputCode::NotADate, Vec::new())
    }

    fn invalid_type(_: Unexpected<'_>, expected: &dyn Expected) -> Self {
        Self::new(InputCode::WrongType, vec![expected.to_string()])
    }

    fn invalid_value(_: Unexpected<'_>, _: &dyn Expected) -> Self {
        Self::new(InputCode::OutOfRange, Vec::new())
    }

    fn unknown_variant(_: &str, expected: &'static [&'static str]) -> Self {
        Self::new(InputCode::UnknownCode, owned(expected))
    }

    fn unknown_field(field: &str, expected: &'static [&'static str]) -> Self {
        let plain = field.len() <= 40 && field.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_');
        Self::new(InputCode::UnknownKey, owned(expected)).under(if plain { field } else { "…" })
    }

    fn missing_field(field: &'static str) -> Self {
        Self::new(InputCode::MissingKey, Vec::new()).under(field)
    }
}

struct Tree<'a>(&'a Json<'a>);

impl<'de> Deserializer<'de> for Tree<'_> {
    type Error = Fault;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        match self.0 {
            Json::Null => visitor.visit_unit(),
            Json::Bool(value) => visitor.visit_bool(*value),
            Json::Integer(value) => visitor.visit_i64(*value),
            Json::Fraction => Err(Fault::new(InputCode::WrongType, vec!["integer".to_owned()])),
            Json::Text(text) => visitor.visit_str(text),
            Json::List(list) => visitor.visit_seq(Items(list.iter().enumerate(), list.len())),
            Json::Object(object) => visitor.visit_map(Entries { left: object.iter(), value: None }),
        }
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        match self.0 {
            Json::Null => visitor.visit_none(),
            _ => visitor.visit_some(self),
        }
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        visitor: V,
    ) -> Result<V::Value, Fault> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Fault> {
        match self.0 {
            Json::Text(text) => visitor.visit_enum(Variant { name: text, value: None }),
            Json::Object(object) => match object.as_slice() {
                [(name, value)] => visitor.visit_enum(Variant { name, value: Some(value) }),
                _ => Err(Fault::new(InputCode::WrongType, vec!["object with one key".to_owned()])),
            },
            _ => Err(Fault::new(InputCode::WrongType, vec!["text or object with one key".to_owned()])),
        }
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 u8 u16 u32 u64 f32 f64 char str string bytes byte_buf unit unit_struct seq tuple
        tuple_struct map struct identifier ignored_any
    }
}

struct Items<'a>(core::iter::Enumerate<core::slice::Iter<'a, Json<'a>>>, usize);

impl<'de> SeqAccess<'de> for Items<'_> {
    type Error = Fault;

    fn next_element_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<Option<S::Value>, Fault> {
        let Some((nth, item)) = self.0.next() else { return Ok(None) };
        seed.deserialize(Tree(item)).map(Some).map_err(|fault| fault.under(nth.to_string()))
    }

    fn size_hint(&self) -> Option<usize> {
        Some(self.1)
    }
}

struct Entries<'a> {
    left: core::slice::Iter<'a, (std::borrow::Cow<'a, str>, Json<'a>)>,
    value: Option<(&'a str, &'a Json<'a>)>,
}

impl<'de> MapAccess<'de> for Entries<'_> {
    type Error = Fault;

    fn next_key_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<Option<S::Value>, Fault> {
        let Some((key, value)) = self.left.next() else { return Ok(None) };
        self.value = Some((key, value));
        seed.deserialize(StrDeserializer::<Fault>::new(key)).map(Some)
    }

    fn next_value_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<S::Value, Fault> {
        let Some((key, value)) = self.value.take() else {
            return Err(Fault::new(InputCode::MissingKey, Vec::new()));
        };
        seed.deserialize(Tree(value)).map_err(|fault| fault.under(key))
    }
}

struct Variant<'a> {
    name: &'a str,
    value: Option<&'a Json<'a>>,
}

impl<'de, 'a> EnumAccess<'de> for Variant<'a> {
    type Error = Fault;
    type Variant = Content<'a>;

    fn variant_seed<S: DeserializeSeed<'de>>(self, seed: S) -> Result<(S::Value, Content<'a>), Fault> {
        let variant = seed.deserialize(StrDeserializer::<Fault>::new(self.name))?;
        Ok((variant, Content { name: self.name, value: self.value }))
    }
}

/// What stands under the name of a variant.
struct Content<'a> {
    name: &'a str,
    value: Option<&'a Json<'a>>,
}

impl Content<'_> {
    fn with<T>(self, read: impl FnOnce(Tree<'_>) -> Result<T, Fault>) -> Result<T, Fault> {
        let Some(value) = self.value else {
            return Err(Fault::new(InputCode::WrongType, vec!["object with one key".to_owned()]));
        };
        read(Tree(value)).map_err(|fault| fault.under(self.name))
    }
}

impl<'de> VariantAccess<'de> for Content<'_> {
    type Error = Fault;

    fn unit_variant(self) -> Result<(), Fault> {
        match self.value {
            None => Ok(()),
            Some(_) => Err(Fault::new(InputCode::WrongType, vec!["text".to_owned()]).under(self.name)),
        }
    }

    fn newtype_variant_seed<S: DeserializeSeed<'de>>(self, seed: S) -> Result<S::Value, Fault> {
        self.with(|tree| seed.deserialize(tree))
    }

    fn tuple_variant<V: Visitor<'de>>(self, _: usize, visitor: V) -> Result<V::Value, Fault> {
        self.with(|tree| tree.deserialize_any(visitor))
    }

    fn struct_variant<V: Visitor<'de>>(
        self,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Fault> {
        self.with(|tree| tree.deserialize_any(visitor))
    }
}
