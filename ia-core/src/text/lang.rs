use super::Table;
use crate::code::{Code, codes};
use std::sync::LazyLock;

/// Declares the languages: one line each. The code is also the crate's feature that carries the language, and
/// the name of the file with its texts.
macro_rules! languages {
    ($($(#[$meta:meta])* $variant:ident = $code:literal;)+) => {
        codes! {
            /// A language that people are spoken to in.
            pub enum Lang as "lang" {
                $($(#[$meta])* $variant = $code),+
            }
        }

        /// The texts of a language.
        ///
        /// # Errors
        /// [`LanguageNotIncluded`] when the crate was built without the language's feature.
        pub(crate) fn table(lang: Lang) -> Result<&'static Table, LanguageNotIncluded> {
            match lang {
                $(
                    #[cfg(feature = $code)]
                    Lang::$variant => {
                        static TABLE: LazyLock<Table> = LazyLock::new(|| {
                            Table::read(include_str!("../tables/keys.txt"), include_str!(concat!("../tables/", $code, ".txt")))
                        });
                        Ok(&TABLE)
                    }
                    #[cfg(not(feature = $code))]
                    Lang::$variant => Err(LanguageNotIncluded(lang)),
                )+
            }
        }
    };
}

languages! {
    /// Norwegian bokmål.
    #[doc(alias = "bokmål")]
    Nb = "nb";
    /// Norwegian nynorsk.
    #[doc(alias = "nynorsk")]
    Nn = "nn";
    /// English. For information: the Norwegian text of a provision is the one that governs.
    En = "en";
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

    /// The language of an answer whose request names none: the first that this build carries.
    pub(crate) fn first_included() -> Self {
        Self::included().next().unwrap_or(Self::Nb)
    }
}

/// The crate was built without this language.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("expected a language that this build includes, `{}` is not one", .0.code())]
pub struct LanguageNotIncluded(pub Lang);
