//! Closed vocabularies: enums whose members have a stable code and a label in each language.

/// A member of a closed vocabulary, such as [`Role`](crate::Role).
///
/// The code is what stands in JSON. It never changes and is never reused.
pub trait Code: Copy + Eq + 'static {
    /// The vocabulary's name, the first part of each label's key.
    const FAMILY: &'static str;
    /// Every member, in declared order.
    const ALL: &'static [Self];
    /// What a code that may be left out stands for, where it may: the default, or the first member.
    const FIRST: Self;
    /// The codes of [`Self::ALL`], in the same order.
    const CODES: &'static [&'static str];
    /// The keys of the labels of [`Self::ALL`], in the same order.
    const LABELS: &'static Labels;

    /// The stable code, in snake case.
    fn code(self) -> &'static str {
        Self::LABELS.code(self.place())
    }

    /// The key of the label for people, `family.code`.
    fn label(self) -> &'static str {
        Self::LABELS.at(self.place())
    }

    /// Its place among [`Self::ALL`].
    fn place(self) -> usize;

    /// The member with this code.
    fn from_code(code: &str) -> Option<Self> {
        Self::ALL.get(place(Self::CODES, code)?).copied()
    }
}

/// The place of a code in a list. Not generic: one piece of code for all vocabularies.
fn place(codes: &[&'static str], code: &str) -> Option<usize> {
    codes.iter().position(|candidate| *candidate == code)
}

/// The keys of a vocabulary's labels, `family.code`, a key a line. The lines stand so in the table of all keys
/// too, and the codes in them: what a browser downloads holds each text once. A list of texts would also hold
/// where each one is.
#[derive(Debug)]
pub struct Labels {
    family: &'static str,
    text: &'static str,
    lengths: &'static [u8],
}

impl Labels {
    /// The lines and how long each is.
    pub(crate) const fn new(family: &'static str, text: &'static str, lengths: &'static [u8]) -> Self {
        Self { family, text, lengths }
    }

    fn each(&self) -> impl Iterator<Item = &'static str> {
        let mut rest = self.text;
        self.lengths.iter().map(move |length| {
            let (line, after) = rest.split_at_checked(usize::from(*length)).unwrap_or_default();
            rest = after.strip_prefix('\n').unwrap_or_default();
            line
        })
    }

    #[inline(never)]
    fn at(&self, place: usize) -> &'static str {
        self.each().nth(place).unwrap_or_default()
    }

    #[inline(never)]
    fn code(&self, place: usize) -> &'static str {
        self.code_of(self.at(place))
    }

    fn code_of(&self, label: &'static str) -> &'static str {
        label.get(self.family.len().saturating_add(1)..).unwrap_or_default()
    }

    /// The codes, in order.
    pub(crate) fn codes(&self) -> impl Iterator<Item = &'static str> {
        self.each().map(move |label| self.code_of(label))
    }
}

/// How long a line is.
#[expect(clippy::cast_possible_truncation, reason = "a key is a few words")]
pub(crate) const fn length(line: &str) -> u8 {
    line.len() as u8
}

/// Reads a code. What is given is in no message.
pub(crate) fn deserialize<'de, C: Code, D: serde::Deserializer<'de>>(deserializer: D) -> Result<C, D::Error> {
    use serde::de::Error as _;
    let place = deserializer.deserialize_any(PlaceIn(C::CODES))?;
    place
        .and_then(|place| C::ALL.get(place).copied())
        .ok_or_else(|| D::Error::custom(format_args!("expected one of {}", C::CODES.join(", "))))
}

/// The place of a code in a list; none for any other value.
struct PlaceIn(&'static [&'static str]);

impl<'de> serde::de::Visitor<'de> for PlaceIn {
    type Value = Option<usize>;

    fn expecting(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str("a code")
    }

    fn visit_str<E: serde::de::Error>(self, code: &str) -> Result<Self::Value, E> {
        Ok(place(self.0, code))
    }

    fn visit_bool<E: serde::de::Error>(self, _: bool) -> Result<Self::Value, E> {
        Ok(None)
    }

    fn visit_i64<E: serde::de::Error>(self, _: i64) -> Result<Self::Value, E> {
        Ok(None)
    }

    fn visit_u64<E: serde::de::Error>(self, _: u64) -> Result<Self::Value, E> {
        Ok(None)
    }

    fn visit_f64<E: serde::de::Error>(self, _: f64) -> Result<Self::Value, E> {
        Ok(None)
    }

    fn visit_bytes<E: serde::de::Error>(self, _: &[u8]) -> Result<Self::Value, E> {
        Ok(None)
    }
}

/// The first of several.
macro_rules! first {
    ($name:ident $first:ident $($rest:ident)*) => {
        $name::$first
    };
}
pub(crate) use first;

/// Declares a closed vocabulary: the enum, its codes and all that follows from them. A default is named after
/// the family.
macro_rules! codes {
    ($(
        $(#[$meta:meta])*
        $vis:vis enum $name:ident as $family:literal $(, default $default:ident)? {
            $($(#[$variant_meta:meta])* $variant:ident = $code:literal),+ $(,)?
        }
    )+) => {$(
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
        $vis enum $name {
            $($(#[$variant_meta])* #[cfg_attr(feature = "schema", schemars(rename = $code))] $variant),+
        }

        impl $crate::code::Code for $name {
            const FAMILY: &'static str = $family;
            const ALL: &'static [Self] = &[$(Self::$variant),+];
            const FIRST: Self = $crate::code::first!($name $($default)? $($variant)+);
            const CODES: &'static [&'static str] = &[$($code),+];
            const LABELS: &'static $crate::code::Labels = &$crate::code::Labels::new(
                $family,
                concat!($($family, ".", $code, "\n"),+),
                &[$($crate::code::length(concat!($family, ".", $code))),+],
            );

            fn place(self) -> usize {
                self as usize
            }
        }

        $(impl Default for $name {
            fn default() -> Self {
                Self::$default
            }
        })?

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str($crate::code::Code::code(*self))
            }
        }

        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                $crate::code::deserialize(deserializer)
            }
        }
    )+};
}
pub(crate) use codes;
