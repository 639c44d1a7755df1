//! Sentences for people. Every one is a template in the catalogue's data, in three languages;
//! code chooses the template and its arguments and never glues words.

mod lang;
mod message;
#[cfg(all(feature = "catalogue", feature = "en"))]
#[rustfmt::skip]
mod table_en;
#[cfg(all(feature = "catalogue", feature = "nb"))]
#[rustfmt::skip]
mod table_nb;
#[cfg(all(feature = "catalogue", feature = "nn"))]
#[rustfmt::skip]
mod table_nn;
mod template;

pub use lang::{Lang, LanguageNotIncluded};
pub use message::{Arg, Message};
pub(crate) use template::{NormText, Table};

/// The texts of a language.
///
/// # Errors
/// [`LanguageNotIncluded`] when the crate was built without the language's feature.
pub(crate) fn table(lang: Lang) -> Result<&'static Table, LanguageNotIncluded> {
    match lang {
        #[cfg(all(feature = "catalogue", feature = "nb"))]
        Lang::Nb => Ok(&table_nb::TABLE),
        #[cfg(all(feature = "catalogue", feature = "nn"))]
        Lang::Nn => Ok(&table_nn::TABLE),
        #[cfg(all(feature = "catalogue", feature = "en"))]
        Lang::En => Ok(&table_en::TABLE),
        #[cfg(not(all(feature = "catalogue", feature = "nb", feature = "nn", feature = "en")))]
        _ => Err(LanguageNotIncluded(lang)),
    }
}

/// A message in English, or in the first language that this build carries.
pub(crate) fn fallback(message: &Message) -> String {
    [Lang::En, Lang::Nb, Lang::Nn]
        .into_iter()
        .find_map(|lang| table(lang).ok())
        .map_or_else(|| message.key.clone().into_owned(), |table| message.render(table))
}
