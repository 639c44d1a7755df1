//! Pointers into the law, in the forms that people write them.

use super::source::{Source, source, sources};
use super::{ProvisionVersion, Words, words};
use crate::code::codes;
use crate::error::{Errors, InputCode, InputError, Place};
use crate::json::{Blank, Json, Read, read_text};
use crate::text::{Lang, cut, is_letter, small};
use core::fmt::{self, Write as _};
use core::str::FromStr;

/// The number of a section: `4-6`, `8-7 a`, `2 A-6` or `5`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Section {
    /// The chapter and its letter, for acts that number sections by chapter.
    pub chapter: Option<(u8, Option<char>)>,
    /// The number.
    pub number: u8,
    /// The letter of a section that was put in later.
    pub suffix: Option<char>,
}

/// A pointer to a piece of a source.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Citation {
    /// The source's id.
    pub source: &'static str,
    /// The section.
    pub section: Section,
    /// The paragraph (ledd).
    pub paragraph: Option<u8>,
    /// The list letter.
    pub letter: Option<char>,
    /// The number in a list.
    pub item: Option<u8>,
    /// The sentence.
    pub sentence: Option<u8>,
}

codes! {
    /// How a citation is written.
    pub enum Style as "citation_style" {
        /// `aml. § 4-6 (3)`.
        Short = "short",
        /// `arbeidsmiljøloven § 4-6 tredje ledd`.
        Long = "long",
    }
}

/// Why a text is not a [`Citation`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum CitationError {
    /// Names no source that the catalogue knows.
    #[error("expected the name of an act, a regulation or an abbreviation, such as aml")]
    UnknownSource,
    /// Has no section number.
    #[error("expected a section number, such as § 4-6")]
    NoSection,
    /// Something follows that is no paragraph, letter, number or sentence.
    #[error("expected a paragraph, a letter or a number after the section, such as (3) or bokstav f")]
    Unreadable,
}

impl fmt::Display for Section {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some((chapter, letter)) = self.chapter {
            write!(f, "{chapter}")?;
            if let Some(letter) = letter {
                write!(f, " {letter}")?;
            }
            f.write_char('-')?;
        }
        write!(f, "{}", self.number)?;
        if let Some(suffix) = self.suffix {
            write!(f, " {suffix}")?;
        }
        Ok(())
    }
}

impl serde::Serialize for Section {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl Blank for Section {
    const BLANK: Self = Self { chapter: None, number: 0, suffix: None };
}

impl Read for Section {
    fn read(&mut self, value: &Json<'_>, at: &Place<'_>, errors: &mut Errors) {
        match read_text(value, at, "json_type.text", errors).map(str::parse) {
            Some(Ok(section)) => *self = section,
            Some(Err(_)) => errors.push(InputError::simple(InputCode::NotACitation, at)),
            None => {}
        }
    }
}

impl<'de> serde::Deserialize<'de> for Section {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}

impl FromStr for Section {
    type Err = CitationError;

    fn from_str(text: &str) -> Result<Self, CitationError> {
        let tokens = Tokens::of(text);
        let mut reader = Reader { tokens: &tokens.0 };
        let section = reader.section().ok_or(CitationError::NoSection)?;
        if reader.tokens.is_empty() { Ok(section) } else { Err(CitationError::Unreadable) }
    }
}

impl Citation {
    /// The citation written in a language. [`FromStr`] reads every form back to the same citation.
    pub fn print(&self, lang: Lang, style: Style) -> String {
        let Some(words) = words().get(lang.index()) else { return String::new() };
        let name = self.in_source().map_or("", |source| match style {
            Style::Short => source.short(lang),
            Style::Long => source.name(lang),
        });
        let mut out = format!("{name} {} {}", words.section, self.section);
        // Writing to a String cannot fail.
        let _ = self.print_inside(words, style, &mut out);
        out
    }

    fn print_inside(&self, words: &Words, style: Style, out: &mut String) -> fmt::Result {
        if let Some(paragraph) = self.paragraph {
            match words.nth(paragraph).filter(|_| style == Style::Long) {
                Some(ordinal) => write!(out, " {ordinal} {}", words.paragraph)?,
                None => write!(out, " ({paragraph})")?,
            }
        }
        if let Some(letter) = self.letter {
            // A bare letter after a section number would be part of the number, and a bare i is a word.
            if style == Style::Short && self.paragraph.is_some() && letter != 'i' {
                write!(out, " {letter}")?;
            } else {
                write!(out, " {} {letter}", words.letter)?;
            }
        }
        if let Some(item) = self.item {
            write!(out, " {} {item}", words.item)?;
        }
        if let Some(sentence) = self.sentence {
            match words.nth(sentence) {
                Some(ordinal) => write!(out, " {ordinal} {}", words.sentence)?,
                None => write!(out, " {} {sentence}", words.sentence)?,
            }
        }
        Ok(())
    }

    fn in_source(&self) -> Option<&'static Source> {
        source(self.source)
    }

    /// The permanent address of the section, where the source has one.
    pub fn permalink(&self) -> Option<String> {
        let pattern = self.in_source()?.permalink.as_ref()?;
        let section: String = self
            .section
            .to_string()
            .chars()
            .filter(|sign| *sign != ' ')
            .map(|sign| sign.to_ascii_lowercase())
            .collect();
        let (before, after) = cut(pattern, "{section}")?;
        Some([before, &section, after].concat())
    }

    /// Whether the citation points at this version, or at something that holds it.
    pub(crate) fn covers(&self, version: &ProvisionVersion) -> bool {
        fn fits<T: PartialEq + Copy>(asked: Option<T>, has: Option<T>) -> bool {
            asked.is_none() || asked == has
        }
        self.section == version.section
            && fits(self.paragraph, version.paragraph)
            && fits(self.letter, version.letter)
            && fits(self.item, version.item)
            && match (self.sentence, version.sentence) {
                (Some(asked), Some((first, last))) => (first..=last).contains(&asked),
                _ => true,
            }
    }
}

/// Reads a citation in any of the three languages and in mixed forms: `aml. § 4-6 (3)`,
/// `arbeidsmiljøloven § 4-6 tredje ledd`, `aml § 3-1 andre ledd bokstav f`, `WEA section 4-6 (3)`,
/// `§§ 4.6`. A citation without a source is one of the Working Environment Act.
impl FromStr for Citation {
    type Err = CitationError;

    fn from_str(text: &str) -> Result<Self, CitationError> {
        let tokens = Tokens::of(text);
        let mut reader = Reader { tokens: &tokens.0 };
        let leading = reader.source();
        let marked = reader.section_mark();
        let section = reader.section();
        let Some(section) = section else {
            return Err(if leading.is_none() && !marked {
                CitationError::UnknownSource
            } else {
                CitationError::NoSection
            });
        };
        let mut citation =
            Self { source: "", section, paragraph: None, letter: None, item: None, sentence: None };
        while reader.part(&mut citation) {}
        let named = leading.or_else(|| reader.trailing_source());
        if !reader.tokens.is_empty() {
            return Err(if named.is_none() && !marked {
                CitationError::UnknownSource
            } else {
                CitationError::Unreadable
            });
        }
        let named = match named {
            Some(named) => named,
            // Only with the mark: a bare number is no citation.
            None if marked => source("aml").ok_or(CitationError::UnknownSource)?,
            None => return Err(CitationError::UnknownSource),
        };
        citation.source = &named.id;
        Ok(citation)
    }
}

impl fmt::Display for Citation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.print(Lang::Nb, Style::Short))
    }
}

/// What a citation text is made of.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Token {
    Number(u8),
    Word(String),
    Sign(char),
}

struct Tokens(Vec<Token>);

impl Tokens {
    /// The longest citation has some thirty parts; more is no citation.
    const MOST: usize = 64;

    fn of(text: &str) -> Self {
        let mut tokens = Vec::new();
        let mut signs = text.chars().map(small).peekable();
        while let Some(sign) = signs.next() {
            if tokens.len() > Self::MOST {
                return Self(Vec::new());
            }
            if sign.is_ascii_digit() {
                let mut digits = String::from(sign);
                while let Some(next) = signs.next_if(char::is_ascii_digit) {
                    digits.push(next);
                }
                match digits.parse() {
                    Ok(number) => tokens.push(Token::Number(number)),
                    Err(_) => tokens.push(Token::Sign('?')),
                }
            } else if is_letter(sign) {
                let mut word = String::from(sign);
                while let Some(next) = signs.next_if(|next| is_letter(*next)) {
                    word.push(next);
                }
                tokens.push(Token::Word(word));
            } else if !sign.is_whitespace() && sign != ',' {
                tokens.push(Token::Sign(if matches!(sign, '–' | '‑') { '-' } else { sign }));
            }
        }
        Self(tokens)
    }
}

struct Reader<'t> {
    tokens: &'t [Token],
}

impl<'t> Reader<'t> {
    /// Takes what the pattern gives back, when it matches.
    fn take<T>(&mut self, pattern: impl FnOnce(&'t [Token]) -> Option<(T, &'t [Token])>) -> Option<T> {
        let (found, rest) = pattern(self.tokens)?;
        self.tokens = rest;
        Some(found)
    }

    fn sign(&mut self, wanted: char) -> bool {
        self.take(|tokens| match tokens {
            [Token::Sign(sign), rest @ ..] if *sign == wanted => Some(((), rest)),
            _ => None,
        })
        .is_some()
    }

    /// The longest name of a source with sections at this place.
    fn source(&mut self) -> Option<&'static Source> {
        let tokens = self.tokens;
        let mut found = None;
        let mut longest = 1;
        for source in sources().iter().filter(|source| source.permalink.is_some()) {
            for name in [&source.name, &source.short, &source.aliases].into_iter().flatten() {
                let name = Tokens::of(name).0;
                let name = without_dot(&name);
                if name.len() >= longest && tokens.starts_with(name) {
                    found = Some(source);
                    longest = name.len();
                }
            }
        }
        let found = found?;
        self.tokens = tokens.get(longest..).unwrap_or_default();
        self.sign('.');
        Some(found)
    }

    /// `... i arbeidsmiljøloven`, `... of the Working Environment Act`.
    fn trailing_source(&mut self) -> Option<&'static Source> {
        let start = self.tokens;
        while self
            .take(|tokens| match tokens {
                [Token::Word(word), rest @ ..] if matches!(word.as_str(), "i" | "of" | "the") => {
                    Some(((), rest))
                }
                _ => None,
            })
            .is_some()
        {}
        let found = self.source();
        if found.is_none() {
            self.tokens = start;
        }
        found
    }

    fn section_mark(&mut self) -> bool {
        let mut marked = false;
        while self.sign('§') || self.word(|words| &words.section) {
            marked = true;
            self.sign('.');
        }
        marked
    }

    /// A word that is this one in any language.
    fn word(&mut self, which: fn(&Words) -> &str) -> bool {
        self.take(|tokens| match tokens {
            [Token::Word(word), rest @ ..]
                if words().iter().any(|words| words.canonical(word) == which(words)) =>
            {
                Some(((), rest))
            }
            _ => None,
        })
        .is_some()
    }

    fn number(&mut self) -> Option<u8> {
        self.take(|tokens| match tokens {
            [Token::Number(number), rest @ ..] => Some((*number, rest)),
            _ => None,
        })
    }

    /// A single letter a to z that stands alone.
    fn letter(&mut self) -> Option<char> {
        self.take(|tokens| match tokens {
            [Token::Word(word), rest @ ..] => {
                let mut signs = word.chars();
                match (signs.next(), signs.next()) {
                    (Some(letter @ 'a'..='z'), None) => Some((letter, rest)),
                    _ => None,
                }
            }
            _ => None,
        })
    }

    /// `4-6`, `4.6`, `8-7 a`, `2 A-6`, `5`.
    fn section(&mut self) -> Option<Section> {
        let first = self.number()?;
        let before = self.tokens;
        let chapter_letter = self.letter().map(|letter| letter.to_ascii_uppercase());
        let number = if self.sign('-') || self.sign('.') { self.number() } else { None };
        let (chapter, number) = if let Some(number) = number {
            (Some((first, chapter_letter)), number)
        } else {
            self.tokens = before;
            (None, first)
        };
        // `i` begins "i arbeidsmiljøloven"; no section is numbered with it.
        let before = self.tokens;
        let suffix = self.letter();
        if suffix == Some('i') {
            self.tokens = before;
        }
        Some(Section { chapter, number, suffix: suffix.filter(|letter| *letter != 'i') })
    }

    /// One more part of the citation; false when there is none.
    fn part(&mut self, citation: &mut Citation) -> bool {
        let start = self.tokens;
        let taken = self.bracketed(citation) || self.named(citation) || self.bare_letter(citation);
        if !taken {
            self.tokens = start;
        }
        taken
    }

    /// `(3)`, `(f)`.
    fn bracketed(&mut self, citation: &mut Citation) -> bool {
        let start = self.tokens;
        if !self.sign('(') {
            return false;
        }
        let taken = match self.number() {
            Some(number) => set(&mut citation.paragraph, Some(number)),
            None => set(&mut citation.letter, self.letter()),
        };
        let closed = taken && self.sign(')');
        if !closed {
            self.tokens = start;
        }
        closed
    }

    /// `tredje ledd`, `bokstav f`, `nr. 4`, `andre punktum`.
    fn named(&mut self, citation: &mut Citation) -> bool {
        if let Some(ordinal) = self.take(|tokens| match tokens {
            [Token::Word(word), rest @ ..] => {
                words().iter().find_map(|words| words.ordinal(word)).map(|ordinal| (ordinal, rest))
            }
            _ => None,
        }) {
            return if self.word(|words| &words.paragraph) {
                set(&mut citation.paragraph, Some(ordinal))
            } else {
                self.word(|words| &words.sentence) && set(&mut citation.sentence, Some(ordinal))
            };
        }
        if let Some((number, is_paragraph)) = self.take(numbered) {
            return set(
                if is_paragraph { &mut citation.paragraph } else { &mut citation.sentence },
                Some(number),
            );
        }
        if self.word(|words| &words.letter) {
            let letter = self.letter();
            self.sign(')');
            return set(&mut citation.letter, letter);
        }
        if self.word(|words| words.item.trim_end_matches('.')) {
            self.sign('.');
            return set(&mut citation.item, self.number());
        }
        if self.word(|words| &words.paragraph) {
            return set(&mut citation.paragraph, self.number());
        }
        self.word(|words| &words.sentence) && set(&mut citation.sentence, self.number())
    }

    /// `(2) f`.
    fn bare_letter(&mut self, citation: &mut Citation) -> bool {
        citation.paragraph.is_some()
            && !matches!(self.tokens, [Token::Word(word), Token::Word(_), ..] if word == "i")
            && set(&mut citation.letter, self.letter())
    }
}

/// `1. ledd`, `2. punktum`: the number, and whether it counts paragraphs.
fn numbered(tokens: &[Token]) -> Option<((u8, bool), &[Token])> {
    let (number, word, rest) = match tokens {
        [Token::Number(number), Token::Sign('.'), Token::Word(word), rest @ ..]
        | [Token::Number(number), Token::Word(word), rest @ ..] => (*number, word, rest),
        _ => return None,
    };
    words().iter().find_map(|words| match words.canonical(word) {
        word if word == words.paragraph => Some(((number, true), rest)),
        word if word == words.sentence => Some(((number, false), rest)),
        _ => None,
    })
}

/// Sets a part once; a part given twice is no citation.
fn set<T>(part: &mut Option<T>, value: Option<T>) -> bool {
    if part.is_some() || value.is_none() {
        return false;
    }
    *part = value;
    true
}

fn without_dot(name: &[Token]) -> &[Token] {
    match name {
        [start @ .., Token::Sign('.')] => start,
        all => all,
    }
}
