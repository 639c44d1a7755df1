use super::template::Table;
use crate::calendar::Date;
use crate::code::Code;
use crate::write::{Write, write_fields, write_map};
use std::borrow::Cow;

/// A sentence as data: the key of its template and the arguments by name.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Message {
    /// The template's key. Stable.
    pub key: Cow<'static, str>,
    /// The arguments, in the order they were given.
    #[serde(skip_serializing_if = "Vec::is_empty", serialize_with = "as_map")]
    #[cfg_attr(feature = "schema", schemars(with = "std::collections::BTreeMap<String, Arg>", default))]
    pub args: Vec<(&'static str, Arg)>,
}

/// An argument of a [`Message`].
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(untagged)]
pub enum Arg {
    /// A day. Written out in the language: 12. januar 2026.
    Date(Date),
    /// A count.
    Number(i64),
    /// Hundredths, written with the language's decimal sign: 635 as 6,35 or 6.35.
    Hundredths(u16),
    /// The key of a label, shown as the label.
    Term(&'static str),
    /// Labels, shown as a list with "and".
    Terms(Vec<&'static str>),
    /// Text that is the same in every language, such as a code or an opaque id.
    Verbatim(String),
    /// Such texts, shown as a list with "and".
    List(Vec<String>),
}

/// The arguments by name; nothing while there are none.
struct Args<'a>(&'a [(&'static str, Arg)]);

impl Write for Args<'_> {
    fn write(&self, out: &mut String) {
        write_map(out, self.0.iter().map(|(name, arg)| (*name, arg as &dyn Write)));
    }

    fn is_left_out(&self) -> bool {
        self.0.is_empty()
    }
}

impl Write for Message {
    fn write(&self, out: &mut String) {
        write_fields(out, &["key", "args"], &[&self.key, &Args(&self.args)]);
    }
}

impl Write for Arg {
    fn write(&self, out: &mut String) {
        match self {
            Self::Date(day) => day.write(out),
            Self::Number(number) => number.write(out),
            Self::Hundredths(number) => number.write(out),
            Self::Term(key) => key.write(out),
            Self::Terms(keys) => keys.write(out),
            Self::Verbatim(text) => text.write(out),
            Self::List(texts) => texts.write(out),
        }
    }
}

impl Message {
    /// A message without arguments.
    #[inline(never)]
    pub const fn new(key: &'static str) -> Self {
        Self { key: Cow::Borrowed(key), args: Vec::new() }
    }

    /// The message with one more argument.
    #[must_use]
    pub fn with(mut self, name: &'static str, arg: Arg) -> Self {
        self.args.push((name, arg));
        self
    }

    /// With a day.
    #[must_use]
    pub fn date(self, name: &'static str, day: Date) -> Self {
        self.with(name, Arg::Date(day))
    }

    /// With a count.
    #[must_use]
    pub fn count(self, name: &'static str, count: usize) -> Self {
        self.with(name, Arg::Number(i64::try_from(count).unwrap_or(i64::MAX)))
    }

    /// With the label of a member of a vocabulary.
    #[must_use]
    pub fn term<C: Code>(self, name: &'static str, member: C) -> Self {
        self.with(name, Arg::Term(member.label()))
    }

    /// With the labels of several members.
    #[must_use]
    pub fn terms<'a, C: Code>(self, name: &'static str, members: impl IntoIterator<Item = &'a C>) -> Self {
        self.with(name, Arg::Terms(members.into_iter().map(|member| member.label()).collect()))
    }

    /// The sentence in the table's language.
    pub(crate) fn render(&self, table: &Table) -> String {
        let mut out = String::new();
        table.write(self, &mut out);
        out
    }
}

fn as_map<S: serde::Serializer>(args: &[(&'static str, Arg)], serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_map(args.iter().map(|(name, arg)| (name, arg)))
}

/// The day that the sentence speaks of.
pub(crate) fn day_of(message: &Message) -> Option<Date> {
    message.args.iter().find_map(|(name, arg)| match arg {
        Arg::Date(day) if *name == "date" => Some(*day),
        _ => None,
    })
}
