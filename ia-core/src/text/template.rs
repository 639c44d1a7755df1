use super::{Arg, Message};
use crate::calendar::Date;
use core::fmt::Write as _;

/// A part of a template, made from the catalogue's `{name}` and `{name, plural, one {..} other {..}}`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Piece {
    /// Words.
    Text(&'static str),
    /// An argument.
    Arg(&'static str),
    /// One of two texts by a count; `#` in the catalogue is the count itself, an [`Piece::Arg`] here.
    Plural(&'static str, &'static [Piece], &'static [Piece]),
}

/// A norm's texts in one language.
#[derive(Debug, Clone, Copy)]
pub(crate) struct NormText {
    pub(crate) title: &'static str,
    pub(crate) text: &'static [Piece],
    pub(crate) question: Option<&'static str>,
}

/// All texts of one language: templates by key, norms' and provisions' texts in the order of their tables.
#[derive(Debug)]
pub(crate) struct Table {
    pub(crate) messages: &'static [(&'static str, &'static [Piece])],
    pub(crate) norms: &'static [NormText],
    pub(crate) provisions: &'static [&'static str],
}

impl Table {
    pub(crate) fn template(&self, key: &str) -> Option<&'static [Piece]> {
        let place = self
            .messages
            .binary_search_by(|(candidate, _)| (*candidate).cmp(key))
            .ok()?;
        self.messages.get(place).map(|(_, pieces)| *pieces)
    }

    /// The text of a template without arguments; its key where there is none.
    pub(crate) fn label<'a>(&self, key: &'a str) -> &'a str {
        match self.template(key) {
            Some([Piece::Text(text)]) => text,
            _ => key,
        }
    }

    /// Every text without arguments: family, code and text, in the order of their keys.
    pub(crate) fn labels(
        &self,
    ) -> impl Iterator<Item = (&'static str, &'static str, &'static str)> {
        self.messages
            .iter()
            .filter_map(|(key, pieces)| match pieces {
                [Piece::Text(text)] => key
                    .split_once('.')
                    .map(|(family, code)| (family, code, *text)),
                _ => None,
            })
    }

    pub(crate) fn write(&self, message: &Message, out: &mut String) {
        match self.template(&message.key) {
            Some(pieces) => self.write_pieces(pieces, &message.args, out),
            None => out.push_str(&message.key),
        }
    }

    pub(crate) fn write_pieces(
        &self,
        pieces: &[Piece],
        args: &[(&'static str, Arg)],
        out: &mut String,
    ) {
        let find = |name: &str| {
            args.iter()
                .find(|(candidate, _)| *candidate == name)
                .map(|(_, arg)| arg)
        };
        for piece in pieces {
            match piece {
                Piece::Text(text) => out.push_str(text),
                Piece::Arg(name) => match find(name) {
                    Some(arg) => self.write_arg(arg, out),
                    None => out.push('…'),
                },
                Piece::Plural(name, one, other) => {
                    let single = matches!(find(name), Some(Arg::Number(1)));
                    self.write_pieces(if single { one } else { other }, args, out);
                }
            }
        }
    }

    fn write_arg(&self, arg: &Arg, out: &mut String) {
        match arg {
            Arg::Date(day) => self.write_date(*day, out),
            Arg::Number(number) => {
                // Writing to a String cannot fail.
                let _ = write!(out, "{number}");
            }
            Arg::Term(key) => out.push_str(self.label(key)),
            Arg::Terms(keys) => {
                self.write_list(keys.iter().map(|key| self.label(key)), keys.len(), out)
            }
            Arg::Verbatim(text) => out.push_str(text),
            Arg::List(texts) => self.write_list(texts.iter().map(String::as_str), texts.len(), out),
        }
    }

    /// 12. januar 2026, 12 January 2026: order and month names are the language's.
    pub(crate) fn write_date(&self, day: Date, out: &mut String) {
        const MONTHS: [&str; 12] = [
            "month.1", "month.2", "month.3", "month.4", "month.5", "month.6", "month.7", "month.8",
            "month.9", "month.10", "month.11", "month.12",
        ];
        let month = usize::try_from(day.month())
            .ok()
            .and_then(|month| MONTHS.get(month.checked_sub(1)?));
        let date = Message::new("format.date")
            .with("day", Arg::Number(i64::from(day.day())))
            .with("month", Arg::Term(month.copied().unwrap_or("month.1")))
            .with("year", Arg::Number(i64::from(day.year())));
        self.write(&date, out);
    }

    /// a, b og c.
    fn write_list<'a>(&self, items: impl Iterator<Item = &'a str>, len: usize, out: &mut String) {
        for (nth, item) in items.enumerate() {
            if nth > 0 {
                let last = nth.checked_add(1) == Some(len);
                out.push_str(self.label(if last {
                    "format.list_last"
                } else {
                    "format.list_comma"
                }));
            }
            out.push_str(item);
        }
    }
}
