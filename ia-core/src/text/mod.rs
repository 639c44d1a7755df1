//! Sentences for people. Every one is a template in the catalogue's data, in three languages;
//! code chooses the template and its arguments and never glues words.

mod lang;
mod message;
mod template;

pub(crate) use lang::table;
pub use lang::{Lang, LanguageNotIncluded};
pub use message::{Arg, Message};
pub(crate) use template::{KnowledgeText, NormText, ProcessText, Table};

/// A message in English, or in the first language that this build carries.
pub(crate) fn fallback(message: &Message) -> String {
    core::iter::once(Lang::En)
        .chain(Lang::included())
        .find_map(|lang| table(lang).ok())
        .map_or_else(|| message.key.clone().into_owned(), |table| message.render(table))
}
