//! The events that are known on a day, and the cases in them. The cut is made before joining, which itself looks at no
//! day.

use super::case::FollowUpCase;
use super::event::{Event, EventKind, JoinRule};
use super::join::{heard, join, standing};
use super::notation::DayKind;
use crate::calendar::Date;
use crate::order::stretches::runs;

/// The events that have begun by the day, without those that are corrected. A correction counts from the day on which it
/// was made, so also where the corrected days lie ahead.
pub(super) fn begun(events: &[Event], as_of: Date) -> Vec<Event> {
    standing(events).into_iter().filter(|event| event.from <= as_of).cloned().collect()
}

/// A case, and how long it has lasted.
pub(super) struct KnownCase {
    pub(super) case: FollowUpCase,
    /// Whole weeks of sick days up to the day.
    pub(super) weeks: u16,
}

/// The cases in events that have begun. Days at work that lie ahead are not taken off the weeks.
pub(super) fn cases(begun: &[Event], rule: JoinRule, as_of: Date) -> Vec<KnownCase> {
    let mut so_far = None;
    let known = |case: FollowUpCase| {
        let weeks = if case.has_gap_after(as_of) {
            let so_far = so_far.get_or_insert_with(|| join(&up_to(begun, as_of), rule));
            weeks_of(so_far, case.from, as_of)
        } else {
            case.weeks(as_of)
        };
        KnownCase { case, weeks }
    };
    join(begun, rule).into_iter().filter(|case| case.from <= as_of).map(known).collect()
}

/// The weeks of the case that began on the day, from cases without a day after `as_of`.
pub(super) fn weeks_of(so_far: &[FollowUpCase], from: Date, as_of: Date) -> u16 {
    so_far.iter().find(|case| case.from == from).map_or(0, |case| case.weeks(as_of))
}

/// The same events, each with no day after `as_of`.
fn up_to(begun: &[Event], as_of: Date) -> Vec<Event> {
    begun.iter().map(|event| Event { to: event.to.min(as_of), ..event.clone() }).collect()
}

/// Days in a row of one kind.
pub(super) type KindRun = (Date, Date, DayKind);

/// What the days were in events that have begun, from the first to the last of which anything is known.
pub(super) fn kinds(begun: &[Event], rule: JoinRule) -> Vec<KindRun> {
    let heard = heard(&begun.iter().collect::<Vec<_>>());
    let spans = heard.iter().map(|event| (event.from, event.to)).collect();
    let kind = |place: usize| heard.get(place).map(|event| event.kind);
    let partly = |place: usize| kind(place).and_then(EventKind::partly);
    let runs = runs(spans, &|place| partly(place).is_some()).into_iter();
    runs.map(|run| (run.from, run.to, day_kind(run.top.and_then(kind), run.partly.and_then(kind), rule)))
        .collect()
}

/// The sort of a day: from the report that decides it, and from the first report that says how much the person is away.
///
/// An application or an income report says nothing of how much: it is as certified. Hours corrected to full activity make a
/// day of the absence that is neither whole nor graded, as a day of treatment is.
pub(super) fn day_kind(top: Option<EventKind>, says: Option<EventKind>, rule: JoinRule) -> DayKind {
    use EventKind as K;
    match (top, says) {
        (None, _) => DayKind::NothingKnown,
        (Some(K::Application | K::IncomeReport), Some(K::CertificateGraded)) => DayKind::Graded,
        (Some(K::CorrectedToFull), _)
        | (
            Some(K::Application | K::IncomeReport),
            Some(K::CertificateFullActivity | K::CertificateTreatmentDays),
        ) => DayKind::Treatment,
        (Some(kind), _) => kind.day(rule),
    }
}

/// The days of a case.
pub(super) fn of_case(
    case: &FollowUpCase,
    days: impl Iterator<Item = KindRun>,
) -> impl Iterator<Item = KindRun> {
    let (from, to) = (case.from, case.to);
    days.skip_while(move |run| run.1 < from)
        .take_while(move |run| run.0 <= to)
        .map(move |(first, last, kind)| (first.max(from), last.min(to), kind))
}

/// The last day of a case that a certificate or an application for benefit speaks of.
pub(super) fn certified_to(days: impl Iterator<Item = KindRun>) -> Option<Date> {
    use DayKind::{Graded, Sick, TimeBarred, Treatment};
    days.filter(|(_, _, kind)| matches!(kind, Sick | Graded | TimeBarred | Treatment)).map(|run| run.1).last()
}

/// The first day of graded absence in a case, up to the day.
pub(super) fn graded_from(mut days: impl Iterator<Item = KindRun>, as_of: Date) -> Option<Date> {
    days.find(|(from, _, kind)| *kind == DayKind::Graded && *from <= as_of).map(|(from, _, _)| from)
}
