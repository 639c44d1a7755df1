//! A role's card as a document.

use crate::api::Format;
use crate::calendar::Date;
use crate::catalogue::Weight;
use crate::code::Code;
use crate::text::{Lang, Message, Table};
use crate::views::{CardGroupKind, EntryView, RoleCard};
use askama::Template;

/// What a template reads: the view, and the words of its language.
pub(super) struct Page<'a, T> {
    pub(super) of: &'a T,
    pub(super) table: &'a Table,
    pub(super) lang: Lang,
}

#[derive(Template)]
#[template(path = "card.html")]
struct CardHtml<'a>(&'a Page<'a, RoleCard>);

#[derive(Template)]
#[template(path = "card.md")]
struct CardMarkdown<'a>(&'a Page<'a, RoleCard>);

pub(super) fn card(card: &RoleCard, table: &Table, lang: Lang, format: Format) -> String {
    let page = Page { of: card, table, lang };
    let rendered = match format {
        Format::Html => CardHtml(&page).render(),
        Format::Markdown => CardMarkdown(&page).render(),
    };
    // The templates write to memory and call nothing that fails.
    rendered.unwrap_or_default()
}

impl<T> Page<'_, T> {
    pub(super) fn t<'k>(&'k self, key: &'k str) -> &'k str {
        self.table.label(key)
    }

    pub(super) fn label<C: Code>(&self, member: &C) -> &str {
        self.table.label(member.label())
    }

    fn as_of(&self, day: &Date) -> String {
        Message::new("card.as_of").date("date", *day).render(self.table)
    }
}

impl Page<'_, RoleCard> {
    fn title(&self) -> String {
        Message::new("card.title").term("role", self.of.role).render(self.table)
    }

    /// What others owe is many and short: its title and its place.
    fn is_whole(&self, group: &CardGroupKind) -> bool {
        group != &CardGroupKind::Owed
    }

    /// How heavily it weighs; for what nobody can break, what it is.
    fn kind(&self, entry: &EntryView) -> &str {
        match entry.weight {
            Weight::Information => self.label(&entry.modality),
            _ => self.label(&entry.weight),
        }
    }
}
