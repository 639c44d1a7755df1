use crate::calendar::Date;
use crate::error::{InputError, Place};
use crate::json::{Blank, Json, Read};

/// A fact that may be known not to be: JSON `false` says "no", a value says "yes, this".
/// A key that is left out says "unknown".
///
/// `"minutes": false` there are none. `"minutes": "2026-03-20"` written that day. No `minutes`: not known.
#[derive(Clone, PartialEq, Eq)]
pub enum Known<T> {
    /// It is known that there is none.
    No,
    /// There is.
    Yes(T),
}

impl<T> Known<T> {
    /// The value, when there is one.
    pub fn yes(&self) -> Option<&T> {
        match self {
            Self::Yes(value) => Some(value),
            Self::No => None,
        }
    }
}

impl Known<Date> {
    /// Whether it had been done at the end of that day.
    pub fn by(&self, day: Date) -> bool {
        self.yes().is_some_and(|done| *done <= day)
    }
}

/// Facts may be personal: never shown.
impl<T> core::fmt::Debug for Known<T> {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str("Known(..)")
    }
}

impl<T> Blank for Known<T> {
    const BLANK: Self = Self::No;
}

impl<T: Read + Blank> Read for Known<T> {
    fn read(&mut self, value: &Json<'_>, at: &Place<'_>, errors: &mut Vec<InputError>) {
        if !matches!(value, Json::Bool(false)) {
            let mut yes = T::BLANK;
            yes.read(value, at, errors);
            *self = Self::Yes(yes);
        }
    }
}

impl<T: serde::Serialize> serde::Serialize for Known<T> {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::No => serializer.serialize_bool(false),
            Self::Yes(value) => value.serialize(serializer),
        }
    }
}

impl<'de, T: Read + Blank> serde::Deserialize<'de> for Known<T> {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        crate::json::from_serde(deserializer)
    }
}

#[cfg(feature = "schema")]
impl<T: schemars::JsonSchema> schemars::JsonSchema for Known<T> {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> std::borrow::Cow<'static, str> {
        format!("Known_{}", T::schema_name()).into()
    }

    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        let value = generator.subschema_for::<T>();
        schemars::json_schema!({ "anyOf": [{ "const": false }, value] })
    }
}
