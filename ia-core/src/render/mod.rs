//! What the library says as documents. What stands in them is escaped by the format, not by memory.

mod case;
mod page;
mod poster;
mod report;
mod width;

pub(crate) use poster::{has_card, poster};

use crate::api::{AssessResponse, Format};
use crate::text::{Lang, Table};
use crate::views::{FollowUpLog, RoleCard, Timeline};
use core::fmt;

/// Text in HTML.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Escaped;

impl askama::filters::Escaper for Escaped {
    fn write_escaped_str<W: fmt::Write>(&self, mut dest: W, text: &str) -> fmt::Result {
        escape(&mut dest, text)
    }
}

/// Not generic: one piece of code for all that is escaped.
fn escape(out: &mut dyn fmt::Write, text: &str) -> fmt::Result {
    text.chars().try_for_each(|sign| match sign {
        '"' => out.write_str("&#34;"),
        '&' => out.write_str("&#38;"),
        '\'' => out.write_str("&#39;"),
        '<' => out.write_str("&#60;"),
        '>' => out.write_str("&#62;"),
        _ => out.write_char(sign),
    })
}

/// Text in CommonMark, also where a reader knows tables, strikethrough and bare addresses (GFM).
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Marked;

impl askama::filters::Escaper for Marked {
    fn write_escaped_str<W: fmt::Write>(&self, mut dest: W, text: &str) -> fmt::Result {
        mark(&mut dest, text)
    }
}

/// Not generic: one piece of code for all that is escaped.
fn mark(out: &mut dyn fmt::Write, text: &str) -> fmt::Result {
    let text = text.trim_start();
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let mut before = "";
    for (at, sign) in text.char_indices() {
        let rest = text.get(at..).unwrap_or_default();
        let special = match sign {
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '#' | '|' | '~' | '&' | '@' => true,
            // A list, or a line under a heading.
            '-' | '+' | '=' => at == 0,
            // A numbered list, or an address without its scheme.
            '.' | ')' => (at == digits && digits > 0) || before.ends_with("www"),
            ':' => rest.starts_with(":/"),
            _ => false,
        };
        if special {
            out.write_char('\\')?;
        }
        out.write_char(sign)?;
        before = text.get(..at.saturating_add(sign.len_utf8())).unwrap_or_default();
    }
    Ok(())
}

/// An address as the target of a link in CommonMark.
fn link(url: &str) -> String {
    let mut out = String::new();
    for sign in url.chars() {
        match sign {
            '(' => out.push_str("%28"),
            ')' => out.push_str("%29"),
            '&' => out.push_str("&amp;"),
            _ => out.push(sign),
        }
    }
    out
}

/// The assessment as a self-contained HTML page, or as CommonMark.
pub(crate) fn report(assessment: &AssessResponse, table: &Table, format: Format) -> String {
    report::Report::new(assessment, table).render(format)
}

/// A role's card as a self-contained HTML page, or as CommonMark.
pub(crate) fn card(card: &RoleCard, table: &Table, lang: Lang, format: Format) -> String {
    page::card(card, table, lang, format)
}

/// The steps of a case as a self-contained HTML page, or as CommonMark.
pub(crate) fn timeline(timeline: &Timeline, table: &Table, lang: Lang, format: Format) -> String {
    case::timeline(timeline, table, lang, format)
}

/// What can be shown of the follow-up of a case as a self-contained HTML page, or as CommonMark.
pub(crate) fn log(log: &FollowUpLog, table: &Table, lang: Lang, format: Format) -> String {
    case::log(log, table, lang, format)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_of_markup_are_escaped() {
        let marked = |text: &str| {
            let mut out = String::new();
            mark(&mut out, text).unwrap();
            out
        };
        for (text, expected) in [
            ("Plan § 4-6 (3), 50 %", "Plan § 4-6 (3), 50 %"),
            ("*a* _b_ [c](d) ~e~ `f`", r"\*a\* \_b\_ \[c\](d) \~e\~ \`f\`"),
            ("<b>&amp;", r"\<b\>\&amp;"),
            ("# a | b", r"\# a \| b"),
            ("- a - b", r"\- a - b"),
            ("+ a", r"\+ a"),
            ("=== a", r"\=== a"),
            ("1. a 2. b", r"1\. a 2. b"),
            ("12) a", r"12\) a"),
            ("    a", "a"),
            ("https://x.no www.x.no a@x.no", r"https\://x.no www\.x.no a\@x.no"),
            (r"\*", r"\\\*"),
        ] {
            assert_eq!(marked(text), expected);
        }
    }

    #[test]
    fn the_five_signs_of_html_are_escaped() {
        let escaped = |text: &str| {
            let mut out = String::new();
            escape(&mut out, text).unwrap();
            out
        };
        // The references of the HTML standard for U+0022, U+0026, U+0027, U+003C and U+003E.
        assert_eq!(escaped(r#"a"b&c'd<e>f"#), "a&#34;b&#38;c&#39;d&#60;e&#62;f");
        assert_eq!(escaped("æøå – ½"), "æøå – ½");
    }
}
