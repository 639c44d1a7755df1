//! Sentences for people. Every one is a template in the catalogue's data, in three languages;
//! code chooses the template and its arguments and never glues words.

mod lang;
mod message;
mod plain;
mod template;

pub(crate) use lang::table;
pub use lang::{Lang, LanguageNotIncluded};
pub(crate) use message::day_of;
pub use message::{Arg, Message};
pub(crate) use plain::{is_plain, is_plain_url};
pub(crate) use template::{KnowledgeText, NormText, ProcessText, Table};

/// What stands before and after the words, where they first stand. The search of the standard library is
/// several kilobytes of a browser's download.
pub(crate) fn cut<'t>(text: &'t str, words: &str) -> Option<(&'t str, &'t str)> {
    (0..text.len()).find_map(|at| {
        let (before, rest) = text.split_at_checked(at)?;
        Some((before, rest.strip_prefix(words)?))
    })
}

/// Whether the sign is a Latin letter. The tables of all others are a browser's download.
pub(crate) fn is_letter(sign: char) -> bool {
    sign.is_ascii_alphabetic() || matches!(sign, 'À'..='Ö' | 'Ø'..='ö' | 'ø'..='ɏ')
}

/// The small letter, for the letters of Norwegian and English.
pub(crate) fn small(sign: char) -> char {
    match sign {
        'Æ' => 'æ',
        'Ø' => 'ø',
        'Å' => 'å',
        'É' => 'é',
        _ => sign.to_ascii_lowercase(),
    }
}

/// The text with a capital letter first.
pub(crate) fn capitalised(text: &str) -> String {
    let mut signs = text.chars();
    signs.next().map(capital).into_iter().chain(signs).collect()
}

/// The capital letter, for the letters of Norwegian and English.
fn capital(sign: char) -> char {
    match sign {
        'æ' => 'Æ',
        'ø' => 'Ø',
        'å' => 'Å',
        'é' => 'É',
        _ => sign.to_ascii_uppercase(),
    }
}

/// A message in English, or in the first language that this build carries.
pub(crate) fn fallback(message: &Message) -> String {
    core::iter::once(Lang::En)
        .chain(Lang::included())
        .find_map(|lang| table(lang).ok())
        .map_or_else(|| message.key.clone().into_owned(), |table| message.render(table))
}
