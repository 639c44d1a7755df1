use super::Table;
use crate::code::{Code, codes};

/// Declares the languages: one line each, with the crate's feature that carries it and the table of its texts.
macro_rules! languages {
    ($($(#[$meta:meta])* $variant:ident = $code:literal in $file:literal as $table:ident;)+) => {
        codes! {
            /// A language that people are spoken to in.
            pub enum Lang in ia_core::text, "lang" {
                $($(#[$meta])* $variant = $code),+
            }
        }

        $(
            #[cfg(all(feature = "catalogue", feature = $code))]
            #[path = $file]
            mod $table;
        )+

        /// The texts of a language.
        ///
        /// # Errors
        /// [`LanguageNotIncluded`] when the crate was built without the language's feature.
        pub(crate) fn table(lang: Lang) -> Result<&'static Table, LanguageNotIncluded> {
            match lang {
                $(
                    #[cfg(all(feature = "catalogue", feature = $code))]
                    Lang::$variant => Ok(&$table::TABLE),
                    #[cfg(not(all(feature = "catalogue", feature = $code)))]
                    Lang::$variant => Err(LanguageNotIncluded(lang)),
                )+
            }
        }
    };
}

languages! {
    /// Norwegian bokmål.
    #[doc(alias = "bokmål")]
    Nb = "nb" in "table_nb.rs" as table_nb;
    /// Norwegian nynorsk.
    #[doc(alias = "nynorsk")]
    Nn = "nn" in "table_nn.rs" as table_nn;
    /// English. For information: the Norwegian text of a provision is the one that governs.
    En = "en" in "table_en.rs" as table_en;
}

impl Lang {
    /// Its place among the languages: where its words stand in a list that has one entry a language.
    pub fn index(self) -> usize {
        Self::ALL.iter().position(|&one| one == self).unwrap_or_default()
    }

    /// The languages this build carries, in declared order.
    pub fn included() -> impl Iterator<Item = Self> {
        Self::ALL.iter().copied().filter(|&lang| table(lang).is_ok())
    }
}

/// The crate was built without this language.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("expected a language that this build includes, `{}` is not one", .0.code())]
pub struct LanguageNotIncluded(pub Lang);
