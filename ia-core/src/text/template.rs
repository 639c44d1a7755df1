use super::{Arg, Message, cut};
use crate::calendar::Date;
use crate::order::in_order;
use core::fmt::Write as _;

/// A norm's texts in one language. `text` is a template.
#[derive(Debug, Clone, Copy)]
pub(crate) struct NormText<'t> {
    pub(crate) title: &'t str,
    pub(crate) text: &'t str,
    pub(crate) question: Option<&'t str>,
    pub(crate) help: Option<&'t str>,
}

/// The texts of a piece of knowledge in one language.
#[derive(Debug, Clone, Copy)]
pub(crate) struct KnowledgeText {
    pub(crate) title: &'static str,
    pub(crate) text: &'static str,
    pub(crate) how: Option<&'static str>,
}

/// The texts of a process in one language.
#[derive(Debug, Clone)]
pub(crate) struct ProcessText<'t> {
    pub(crate) title: &'t str,
    pub(crate) text: &'t str,
    /// Title, text and the texts of the steps, phase by phase.
    pub(crate) phases: Vec<(&'t str, &'t str, Vec<&'t str>)>,
}

impl<'t> ProcessText<'t> {
    /// Takes the lines of a process whose phases have so many steps.
    pub(crate) fn take(
        lines: &mut impl Iterator<Item = &'t str>,
        steps: impl Iterator<Item = usize>,
    ) -> Option<Self> {
        let (title, text) = (lines.next()?, lines.next()?);
        let phases =
            steps.map(|steps| Some((lines.next()?, lines.next()?, lines.by_ref().take(steps).collect())));
        Some(Self { title, text, phases: phases.collect::<Option<_>>()? })
    }
}

/// All texts of one language: templates by key, and the texts of entries in the order of their tables.
///
/// A template is words with `{name}` and `{name, plural, one {..} other {..}}`, where `#` is the count. The
/// generator refuses a template that is not well formed; here one would come out as far as it can be read.
#[derive(Debug, Default)]
pub(crate) struct Table {
    pub(crate) messages: Vec<(&'static str, &'static str)>,
    pub(crate) norms: Vec<NormText<'static>>,
    pub(crate) provisions: Vec<&'static str>,
    pub(crate) knowledge: Vec<KnowledgeText>,
    pub(crate) processes: Vec<&'static str>,
}

/// Up to the } that closes what an earlier { opened, and what follows it.
fn closed(text: &str) -> Option<(&str, &str)> {
    let mut depth = 0_usize;
    for (at, sign) in text.char_indices() {
        match sign {
            '{' => depth = depth.saturating_add(1),
            '}' if depth == 0 => {
                let (inside, rest) = text.split_at_checked(at)?;
                return Some((inside, rest.strip_prefix('}')?));
            }
            '}' => depth = depth.saturating_sub(1),
            _ => {}
        }
    }
    None
}

/// The two texts of ` plural, one {..} other {..}`.
fn forms(text: &str) -> Option<(&str, &str)> {
    let (_, rest) = cut(text, "one")?;
    let (one, rest) = closed(rest.trim_ascii_start().strip_prefix('{')?)?;
    let (_, rest) = cut(rest, "other")?;
    let (other, _) = closed(rest.trim_ascii_start().strip_prefix('{')?)?;
    Some((one, other))
}

impl Table {
    /// Reads a language's file: sections that begin with `== name`, one text a line, an empty line for none. The
    /// keys of the messages stand in a file of their own, in the same order.
    pub(crate) fn read(keys: &'static str, file: &'static str) -> Self {
        let some = |text: &'static str| (!text.is_empty()).then_some(text);
        let mut table = Self::default();
        let all: Vec<&'static str> = file.lines().collect();
        let mut rest = all.as_slice();
        while let [head, tail @ ..] = rest {
            let length = tail.iter().position(|line| line.starts_with("== ")).unwrap_or(tail.len());
            let (lines, after) = tail.split_at_checked(length).unwrap_or_default();
            rest = after;
            match head.strip_prefix("== ").unwrap_or_default() {
                "messages" => {
                    let messages: Vec<_> = keys.lines().zip(lines.iter().copied()).collect();
                    let ordered = in_order(&messages, |(key, _)| Some((Date::MIN, key)));
                    table.messages = ordered.into_iter().map(|(_, message)| *message).collect();
                }
                "norms" => {
                    let (norms, _) = lines.as_chunks();
                    let text = |&[title, text, question, help]: &[&'static str; 4]| NormText {
                        title,
                        text,
                        question: some(question),
                        help: some(help),
                    };
                    table.norms = norms.iter().map(text).collect();
                }
                "provisions" => table.provisions = lines.to_vec(),
                "knowledge" => {
                    let (entries, _) = lines.as_chunks();
                    let text = |&[title, text, how]: &[&'static str; 3]| KnowledgeText {
                        title,
                        text,
                        how: some(how),
                    };
                    table.knowledge = entries.iter().map(text).collect();
                }
                "processes" => table.processes = lines.to_vec(),
                _ => {}
            }
        }
        table
    }

    pub(crate) fn template(&self, key: &str) -> Option<&'static str> {
        let place = self.messages.binary_search_by(|(candidate, _)| (*candidate).cmp(key)).ok()?;
        self.messages.get(place).map(|(_, template)| *template)
    }

    /// The text of a template without arguments; its key where there is none.
    pub(crate) fn label<'a>(&self, key: &'a str) -> &'a str {
        self.template(key).unwrap_or(key)
    }

    /// Every text without arguments: family, code and text, in the order of their keys.
    pub(crate) fn labels(
        &self,
    ) -> impl Iterator<Item = (&'static str, &'static str, &'static str)> + use<'_> {
        self.messages.iter().filter(|(_, text)| !text.contains('{')).filter_map(|(key, text)| {
            let (family, code) = key.split_once('.').filter(|(_, code)| !code.contains('.'))?;
            Some((family, code, *text))
        })
    }

    pub(crate) fn write(&self, message: &Message, out: &mut String) {
        match self.template(&message.key) {
            Some(template) => self.fill(template, &message.args, None, out),
            None => out.push_str(&message.key),
        }
    }

    /// Writes the template with its arguments; `count` is what `#` stands for.
    pub(crate) fn fill(
        &self,
        template: &str,
        args: &[(&'static str, Arg)],
        count: Option<&Arg>,
        out: &mut String,
    ) {
        let mut rest = template;
        while let Some((words, tail)) = rest.find(['{', '#']).and_then(|at| rest.split_at_checked(at)) {
            out.push_str(words);
            let Some((inside, after)) = tail.strip_prefix('{').and_then(closed) else {
                match count {
                    Some(count) => self.write_arg(count, out),
                    None => out.push('#'),
                }
                rest = tail.strip_prefix('#').unwrap_or_default();
                continue;
            };
            let (name, plural) = inside.split_once(',').unwrap_or((inside, ""));
            let arg = args.iter().find(|(candidate, _)| *candidate == name.trim_ascii()).map(|(_, arg)| arg);
            match (forms(plural), arg) {
                (_, None) => out.push('…'),
                (None, Some(arg)) => self.write_arg(arg, out),
                (Some((one, other)), Some(arg)) => {
                    let single = matches!(arg, Arg::Number(1));
                    self.fill(if single { one } else { other }, args, Some(arg), out);
                }
            }
            rest = after;
        }
        out.push_str(rest);
    }

    fn write_arg(&self, arg: &Arg, out: &mut String) {
        match arg {
            Arg::Date(day) => self.write_date(*day, out),
            Arg::Number(number) => {
                // Writing to a String cannot fail.
                let _ = write!(out, "{number}");
            }
            Arg::Hundredths(number) => {
                let (whole, rest) = (number / 100, number % 100);
                let _ = write!(out, "{whole}{}{rest:02}", self.label("format.decimal"));
            }
            Arg::Term(key) => out.push_str(self.label(key)),
            Arg::Terms(keys) => self.write_list(keys.iter().map(|key| self.label(key)), keys.len(), out),
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
        let month = usize::try_from(day.month()).ok().and_then(|month| MONTHS.get(month.checked_sub(1)?));
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
                out.push_str(self.label(if last { "format.list_last" } else { "format.list_comma" }));
            }
            out.push_str(item);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const KEYS: &str = "terms\na.plural\nformat.date\nformat.list_comma\nformat.list_last\nmonth.3\nsign\n";

    const FILE: &str = "== messages
{terms}
Minst {n, plural, one {# møte} other {# møter}} før {day}.
{day}. {month} {year}
, 
 og 
mars
nr. # {missing}
";

    fn said(message: &Message) -> String {
        message.render(&Table::read(KEYS, FILE))
    }

    #[test]
    fn counts_choose_their_form_and_days_are_written_out() {
        let day = Date::new(2026, 3, 1).unwrap();
        let of = |n| said(&Message::new("a.plural").count("n", n).date("day", day));
        assert_eq!(of(1), "Minst 1 møte før 1. mars 2026.");
        assert_eq!(of(0), "Minst 0 møter før 1. mars 2026.");
        assert_eq!(of(2), "Minst 2 møter før 1. mars 2026.");
    }

    #[test]
    fn lists_have_a_last_word() {
        let list = |items: &[&str]| {
            let items = items.iter().map(|item| (*item).to_owned()).collect();
            said(&Message::new("terms").with("terms", Arg::List(items)))
        };
        assert_eq!(list(&[]), "");
        assert_eq!(list(&["a"]), "a");
        assert_eq!(list(&["a", "b"]), "a og b");
        assert_eq!(list(&["a", "b", "c"]), "a, b og c");
    }

    #[test]
    fn what_is_missing_is_seen() {
        assert_eq!(said(&Message::new("sign")), "nr. # …");
        assert_eq!(said(&Message::new("no.such_key")), "no.such_key");
    }
}
