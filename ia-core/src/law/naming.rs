//! Whether a text bears the name of an act or a regulation.

use super::{SourceKind, sources, words};
use crate::text::{cut, is_letter, small};

/// Whether the text bears a name, an abbreviation or a citation form of an act or a regulation of the catalogue,
/// in any language. An abbreviation of two letters counts only where it is the whole text.
pub(crate) fn bears_name_of_law(text: &str) -> bool {
    let small_text: String = text.chars().map(small).collect();
    let words_of_text = words_in(&small_text);
    let is_statute = |kind: SourceKind| matches!(kind, SourceKind::Statute | SourceKind::Regulation);
    let names = sources().iter().filter(|source| is_statute(source.kind)).flat_map(|source| {
        source.name.iter().chain(&source.short).chain(&source.aliases).chain(core::iter::once(&source.id))
    });
    is_citation_form(&small_text, &words_of_text)
        || names.into_iter().any(|name| {
            let name: String = name.chars().map(small).collect();
            let name = words_in(&name);
            let is_short = matches!(name.as_slice(), [one] if one.chars().count() < 3);
            if is_short { words_of_text == name } else { holds(&words_of_text, &name) }
        })
}

/// `§`, the word for it before a number, or the number of an act or a regulation: `LOV-2005-06-17-62`.
fn is_citation_form(text: &str, words_of_text: &[&str]) -> bool {
    let starts_with_digit = |word: &str| word.bytes().next().is_some_and(|byte| byte.is_ascii_digit());
    let is_mark = |word: &str| {
        words().iter().any(|words| words.canonical(word) == "§" || words.canonical(word) == words.section)
    };
    text.contains('§')
        || ["lov-", "for-"]
            .iter()
            .any(|start| cut(text, start).is_some_and(|(_, rest)| starts_with_digit(rest)))
        || words_of_text
            .windows(2)
            .any(|pair| matches!(pair, [mark, number] if is_mark(mark) && starts_with_digit(number)))
}

/// Letters and digits in a row.
fn words_in(text: &str) -> Vec<&str> {
    text.split(|sign: char| !is_letter(sign) && !sign.is_ascii_digit())
        .filter(|word| !word.is_empty())
        .collect()
}

/// Whether the words of the name stand in a row. The last may have the s of a genitive.
fn holds(text: &[&str], name: &[&str]) -> bool {
    let Some((last, start)) = name.split_last() else { return false };
    text.windows(name.len()).any(|window| {
        window.split_last().is_some_and(|(end, before)| {
            before == start && (end == last || end.strip_suffix('s') == Some(last))
        })
    })
}

#[cfg(test)]
mod tests {
    use super::bears_name_of_law;

    #[test]
    fn names_abbreviations_and_citation_forms_are_those_of_the_law() {
        for name in [
            "arbeidsmiljøloven",
            "Arbeidsmiljølova",
            "ARBEIDSMILJØLOVENS regler",
            "Aml.",
            "aml",
            "AML-rutine",
            "Working Environment Act",
            "the working  environment-act (local)",
            "Lov om arbeidsmiljø, arbeidstid og stillingsvern mv.",
            "LOV-2005-06-17-62",
            "FOR-1999-01-01-1",
            "§ 4-6",
            "Retningslinje etter § 3-1",
            "paragraf 4 nr. 6",
            "section 4-6",
            "folketrygdloven",
            "ftrl",
            "internkontrollforskriften",
            "IK",
            "Forskrift om organisering, ledelse og medvirkning",
            "forskrift 1355",
            "Likestillings- og diskrimineringsloven",
        ] {
            assert!(bears_name_of_law(name), "{name}");
        }
        for name in [
            "retningslinje for samarbeidsmøter",
            "IK-rutine",
            "Plan for 2026",
            "Hovedavtalen i KS-området",
            "Lokal IA-avtale",
            "Guideline on section meetings",
            "organisering av verneområder",
            "",
        ] {
            assert!(!bears_name_of_law(name), "{name}");
        }
    }
}
