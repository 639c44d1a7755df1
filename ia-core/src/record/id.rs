use crate::error::{InputCode, InputError, Place};
use crate::json::{Blank, Json, Read, read_text};
use crate::write::Write;
use core::fmt;
use core::str::FromStr;

/// An opaque id of a person, a case, an area or an entry: 1 to 64 of `a-z A-Z 0-9 _ - .`, with a letter.
///
/// A text with spaces, or of digits alone, is refused: it may be a name or a national identity number.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(transparent)]
pub struct Id(
    #[cfg_attr(feature = "schema", schemars(regex(pattern = r"^(?=.*[A-Za-z])[A-Za-z0-9_.-]{1,64}$")))]
    String,
);

/// Why a text is not an [`Id`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("expected an opaque id: 1 to 64 of a-z, A-Z, 0-9, _ - and ., with at least one letter")]
pub struct IdError;

impl Id {
    /// The id as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for Id {
    type Err = IdError;

    fn from_str(text: &str) -> Result<Self, IdError> {
        let opaque = (1..=64).contains(&text.len())
            && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-' | b'.'))
            && text.bytes().any(|byte| byte.is_ascii_alphabetic());
        if opaque { Ok(Self(text.to_owned())) } else { Err(IdError) }
    }
}

impl fmt::Display for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// An id may point at a person: not in a log.
impl fmt::Debug for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Id(..)")
    }
}

impl Blank for Id {
    const BLANK: Self = Self(String::new());
}

impl Read for Id {
    fn read(&mut self, value: &Json<'_>, at: &Place<'_>, errors: &mut Vec<InputError>) {
        match read_text(value, at, "json_type.text", errors).map(str::parse) {
            Some(Ok(id)) => *self = id,
            Some(Err(_)) => errors.push(InputError::simple(InputCode::NotAnOpaqueId, at)),
            None => {}
        }
    }
}

impl Write for Id {
    fn write(&self, out: &mut String) {
        self.0.write(out);
    }
}

impl<'de> serde::Deserialize<'de> for Id {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        crate::json::from_serde(deserializer)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_national_identity_numbers_are_refused() {
        for opaque in ["p-17", "A", "case.2026_3", &"x".repeat(64)] {
            assert!(opaque.parse::<Id>().is_ok(), "{opaque}");
        }
        for wrong in ["", "01019012345", "17", "Per Hansen", "pål", "a\u{0}b", &"x".repeat(65)] {
            assert_eq!(wrong.parse::<Id>(), Err(IdError), "{wrong}");
        }
        assert_eq!(format!("{:?}", "p-17".parse::<Id>().unwrap()), "Id(..)");
    }
}
