use crate::code::{Code, codes};

codes! {
    /// A language that people are spoken to in.
    pub enum Lang in ia_core::text, "lang" {
        /// Norwegian bokmål.
        #[doc(alias = "bokmål")]
        Nb = "nb",
        /// Norwegian nynorsk.
        #[doc(alias = "nynorsk")]
        Nn = "nn",
        /// English. For information: the Norwegian text of a provision is the one that governs.
        En = "en",
    }
}

impl Lang {
    /// Its place among the languages: where its words stand in a list that has one entry a language.
    pub fn index(self) -> usize {
        Self::ALL.iter().position(|&one| one == self).unwrap_or_default()
    }

    /// The languages this build carries, in declared order.
    pub fn included() -> impl Iterator<Item = Self> {
        Self::ALL.iter().copied().filter(|&lang| super::table(lang).is_ok())
    }
}

/// The crate was built without this language.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("expected a language that this build includes, `{}` is not one", .0.code())]
pub struct LanguageNotIncluded(pub Lang);
