//! Closed vocabularies: enums whose members have a stable code and a label in each language.

/// A member of a closed vocabulary, such as [`Role`](crate::Role).
///
/// The code is what stands in JSON. It never changes and is never reused.
pub trait Code: Copy + Eq + 'static {
    /// The vocabulary's name, the first part of each label's key.
    const FAMILY: &'static str;
    /// Every member, in declared order.
    const ALL: &'static [Self];
    /// The codes of [`Self::ALL`], in the same order.
    const CODES: &'static [&'static str];

    /// The stable code, in snake case.
    fn code(self) -> &'static str;

    /// The key of the label for people, `family.code`.
    fn label(self) -> &'static str;

    /// The member with this code.
    fn from_code(code: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|member| member.code() == code)
    }
}

/// Declares a closed vocabulary: the enum, its codes and all that follows from them.
macro_rules! codes {
    ($(
        $(#[$meta:meta])*
        $vis:vis enum $name:ident as $family:literal {
            $($(#[$variant_meta:meta])* $variant:ident = $code:literal),+ $(,)?
        }
    )+) => {$(
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[derive(serde::Serialize, serde::Deserialize)]
        #[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
        $vis enum $name {
            $($(#[$variant_meta])* #[serde(rename = $code)] $variant),+
        }

        impl $crate::code::Code for $name {
            const FAMILY: &'static str = $family;
            const ALL: &'static [Self] = &[$(Self::$variant),+];
            const CODES: &'static [&'static str] = &[$($code),+];

            fn code(self) -> &'static str {
                match self { $(Self::$variant => $code),+ }
            }

            fn label(self) -> &'static str {
                match self { $(Self::$variant => concat!($family, ".", $code)),+ }
            }
        }
    )+};
}
pub(crate) use codes;
