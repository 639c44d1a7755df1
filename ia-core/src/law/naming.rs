//! Whether a text bears the name of an act or a regulation.

use super::{SourceKind, sources};
use crate::text::{is_letter, small};

/// A name of so many letters is looked for anywhere; a shorter one is an abbreviation, and looked for as a word.
const LONG: usize = 7;

/// Whether the text bears a name, an abbreviation or a citation form of an act or a regulation of the catalogue,
/// in any language. Blanks, hyphens, digits, accents, and letters and digits that look alike make no difference.
pub(crate) fn bears_name_of_law(text: &str) -> bool {
    let folded = folded(text);
    let spelt: String = folded.chars().map(letter_like).collect();
    text.contains('§') || is_numbered(&folded) || bears_name(&folded) || bears_name(&spelt)
}

/// The letter that a digit looks like, as folded.
fn letter_like(sign: char) -> char {
    match sign {
        '0' => 'o',
        '1' => 'i',
        '3' => 'e',
        '4' => 'a',
        '5' => 's',
        '7' => 't',
        _ => sign,
    }
}

fn bears_name(folded: &str) -> bool {
    let letters = letters(folded);
    let words = words_in(folded);
    let is_law = |kind: SourceKind| matches!(kind, SourceKind::Statute | SourceKind::Regulation);
    let mut names = sources()
        .iter()
        .filter(|source| is_law(source.kind))
        .flat_map(|source| source.name.iter().chain(&source.short).chain(&source.aliases));
    let signs = letters_and_digits(&without_number_words(folded));
    let holds = |name: &String| {
        let folded = self::folded(name);
        let name = self::letters(&folded);
        match name.len() {
            // A number, such as `LOV-2005-06-17-62`.
            _ if name.len() < letters_and_digits(&folded).len() => {
                holds(signs.as_bytes(), letters_and_digits(&folded).as_bytes())
            }
            0 => false,
            // Two letters are too few to be looked for among others.
            1 | 2 => letters == name,
            3..LONG => words.contains(&name),
            _ => holds(letters.as_bytes(), name.as_bytes()),
        }
    };
    names.any(holds)
}

/// The words for a number that may stand before it: `forskrift nr. 1355`.
const NUMBER: [&str; 4] = ["nr", "no", "nummer", "number"];

fn without_number_words(folded: &str) -> String {
    folded
        .split(|sign: char| !is_letter(sign) && !sign.is_ascii_digit())
        .filter(|word| !NUMBER.contains(word))
        .collect()
}

/// In small letters without accents. Signs that look alike are one.
fn folded(text: &str) -> String {
    let mut out = String::new();
    let mut before = ' ';
    for sign in text.chars().map(small) {
        let sign = match sign {
            'à'..='æ' | 'ā' | 'ă' | 'ą' | 'ǻ' | 'Å' | 'Æ' => 'a',
            'è'..='ë' | 'ē' | 'ė' => 'e',
            'ì'..='ï' | 'ı' | 'l' | '|' => 'i',
            'ò'..='ö' | 'ø' | 'ō' | 'ő' | 'ǿ' | 'Ǿ' | 'Ö' => 'o',
            'ù'..='ü' => 'u',
            'ſ' => 's',
            _ => sign,
        };
        // The two letters that stand for one: ae, oe, aa.
        let is_second = matches!((before, sign), ('a', 'e' | 'a') | ('o', 'e'));
        if !is_second {
            out.push(sign);
        }
        before = sign;
    }
    out
}

fn letters(folded: &str) -> String {
    folded.chars().filter(|sign| is_letter(*sign)).collect()
}

fn letters_and_digits(folded: &str) -> String {
    folded.chars().filter(|sign| is_letter(*sign) || sign.is_ascii_digit()).collect()
}

/// The words without digits. Letters that stand alone make one word: `a.m.l.`
fn words_in(folded: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    let mut spelt = false;
    for word in folded.split(|sign: char| !is_letter(sign)).filter(|word| !word.is_empty()) {
        let is_one = word.chars().nth(1).is_none();
        match words.last_mut() {
            Some(last) if is_one && spelt => last.push_str(word),
            _ => words.push(word.to_owned()),
        }
        spelt = is_one;
    }
    words
}

fn holds(text: &[u8], name: &[u8]) -> bool {
    text.windows(name.len()).any(|window| window == name)
}

/// The number of an act or a regulation: `2005-06-17-62`, or `17. juni 2005 nr. 62` after the word for it.
fn is_numbered(folded: &str) -> bool {
    let is_number =
        |word: &str, length: usize| word.len() == length && word.bytes().all(|byte| byte.is_ascii_digit());
    let is_id = folded.split(|sign: char| !sign.is_ascii_digit() && sign != '-').any(|word| {
        let mut parts = word.split('-').filter(|part| !part.is_empty());
        let mut next = |length| parts.next().is_some_and(|part| is_number(part, length));
        next(4) && next(2) && next(2) && parts.next().is_some()
    });
    let words: Vec<&str> = folded
        .split(|sign: char| !is_letter(sign) && !sign.is_ascii_digit())
        .filter(|word| !word.is_empty())
        .collect();
    let is_law =
        |word: &&str| ["iov", "forskrift", "act", "reguiation"].iter().any(|start| word.starts_with(start));
    let is_dated = words.windows(3).any(|three| match three {
        [year, mark, number] => {
            is_number(year, 4) && NUMBER.contains(mark) && number.bytes().all(|byte| byte.is_ascii_digit())
        }
        _ => false,
    });
    // A date in digits, with a number after it: `LOV-2005-06-17-nr-62`.
    let is_written = words.windows(5).any(|five| match five {
        [year, month, day, mark, number] => {
            is_number(year, 4)
                && is_number(month, 2)
                && is_number(day, 2)
                && NUMBER.contains(mark)
                && number.bytes().all(|byte| byte.is_ascii_digit())
        }
        _ => false,
    });
    is_id || ((is_dated || is_written) && words.iter().any(is_law)) || (is_written && words.contains(&"for"))
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
            "a.m.l.",
            "A M L",
            "aml2005",
            "Working Environment Act",
            "the working  environment-act (local)",
            "Lov om arbeidsmiljø, arbeidstid og stillingsvern mv.",
            "LOV-2005-06-17-62",
            "LOV2005-06-17-62",
            "FOR-1999-01-01-1",
            "Lov 17. juni 2005 nr. 62",
            "Lov av 17. juni 2005 nr. 62 om arbeidsmiljø",
            "Forskrift 6. desember 2011 nr. 1355",
            "Act of 17 June 2005 No. 62",
            "§ 4-6",
            "Retningslinje etter § 3-1",
            "folketrygdloven",
            "Folketrygd-loven",
            "Arbeidsmiljø-loven",
            "Arbeidsmiljø loven",
            "Arbeidsmiljøloven4",
            "Arbeidsmiljoloven",
            "Arbeidsmiljoeloven",
            "Arbeidsmiljöloven",
            "ArbeidsmiljøIoven",
            "Arbeidſmiljøloven",
            "arbeidsmiljøl0ven",
            "arbeidsmi1jøloven",
            "folketrygd1oven",
            "Nat1onal Insurance Act",
            "am1",
            "4rbeidsmiljøloven",
            "arb3idsmiljøloven",
            "arbeid5miljøloven",
            "folke7rygdloven",
            "LOV-2005-06-17-nr-62",
            "Lov 2005-06-17 nr. 62",
            "FOR-2011-12-06-nr-1355",
            "LOV-1998-02-03-nr-4",
            "Forskrift nr 1355",
            "Forskrift nr. 1355",
            "forskrift nummer 1355",
            "Arbeidsmiljǿloven",
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
            "Rutine for internkontroll",
            "Systematisk HMS-arbeid (internkontroll)",
            "Plan for 2026",
            "Vedtak 3. mars 2026 nr. 4",
            "Vedtak 2026-03-03 nr. 4",
            "Rutine nr. 1355",
            "Sak 2026/17",
            "Rutiner for alle ansatte i 2026",
            "Lovlig plan 2026 del fire",
            "Hovedavtalen i KS-området",
            "Lokal IA-avtale",
            "Handbook section 3: meetings",
            "organisering av verneområder",
            "am l",
            "Team a m og l",
            "",
        ] {
            assert!(!bears_name_of_law(name), "{name}");
        }
    }
}
