//! Notices about the days of an answer: acts and editions of agreements that were not read.

use crate::calendar::Date;
use crate::catalogue::{self, Basis};
use crate::law::{self, Source, SourceKind};
use crate::record::Record;
use crate::requirement::Condition;
use crate::text::{Arg, Lang, Message, Table};

/// Every act and regulation with the day up to which it was read.
pub(super) fn acts() -> impl Iterator<Item = (&'static Source, Date)> {
    law::sources().iter().filter_map(|source| Some((source, source.read_to?)))
}

/// A source with a day: `WEA (28 July 2026)`.
fn dated(source: &Source, day: Date, lang: Lang, table: &Table) -> String {
    let message = Message::new("format.source_and_day");
    message.with("source", Arg::Verbatim(source.short(lang).to_owned())).date("date", day).render(table)
}

/// Notices of the acts that do not reach back to the first day of an answer, and of those that were not read up to the
/// last.
pub(super) fn days_not_covered(from: Date, to: Date, lang: Lang, table: &Table) -> Vec<String> {
    let begun = acts().map(|(source, _)| source).filter(|source| from < source.valid.from);
    let begun: Vec<String> = begun.map(|source| dated(source, source.valid.from, lang, table)).collect();
    let mut notices = Vec::new();
    if !begun.is_empty() {
        notices.push(Message::new("notice.law_begins").with("acts", Arg::List(begun)).render(table));
    }
    let mut after = Date::MIN;
    while let Some(day) = acts().map(|(_, day)| day).filter(|day| after < *day && *day < to).min() {
        let read = acts().filter(|(_, read_to)| *read_to == day);
        let read = Arg::List(read.map(|(source, _)| source.short(lang).to_owned()).collect());
        notices.push(Message::new("notice.law_read_to").with("acts", read).date("date", day).render(table));
        after = day;
    }
    notices
}

/// Agreements whose newest edition that was read is over by the day: what holds then was not read. Of a workplace, those
/// that are for its sector; none while that is not known.
pub(super) fn editions_not_read(
    day: Date,
    record: Option<&Record>,
    lang: Lang,
    table: &Table,
) -> Option<String> {
    let over = law::sources().iter().filter_map(|source| {
        let is_agreement =
            matches!(source.kind, SourceKind::CollectiveAgreement | SourceKind::LetterOfIntent);
        let last = source.valid.to.filter(|last| is_agreement && *last < day)?;
        // An edition of the same kind that goes on longer is its newer one.
        let is_newest = law::sources()
            .iter()
            .filter(|other| other.kind == source.kind)
            .all(|other| other.valid.to.is_some_and(|to| to <= last));
        (is_newest && record.is_none_or(|record| is_for(source, record)))
            .then(|| dated(source, last, lang, table))
    });
    let over: Vec<String> = over.collect();
    let message = Message::new("notice.edition_not_read");
    (!over.is_empty()).then(|| message.with("agreements", Arg::List(over)).render(table))
}

/// Whether the source is for workplaces in the record's sector.
fn is_for(source: &Source, record: &Record) -> bool {
    let Some(sector) = record.workplace.as_ref().and_then(|workplace| workplace.sector) else { return false };
    let versions = catalogue::norms().iter().flat_map(|norm| &norm.versions);
    let mut own = versions.filter_map(|version| match &version.when {
        Some(Condition::Sector(sectors)) => {
            let rests = version.basis.iter().filter_map(Basis::source).any(|one| one.id == source.id);
            rests.then(|| sectors.contains(&sector))
        }
        _ => None,
    });
    // One that names no sector is for all.
    let first = own.next().unwrap_or(true);
    first || own.any(|is_meant| is_meant)
}

/// Notices that stand at every answer about a day.
pub(super) fn notices(as_of: Date, lang: Lang, table: &Table) -> Vec<String> {
    let mut notices = vec![Message::new("notice.no_advice").render(table)];
    notices.extend(days_not_covered(as_of, as_of, lang, table));
    notices
}
