//! From the certificates of many people to their follow-up cases: columns in, columns out.
//!
//! The definitions are those of [`join`](super::join()). A person with one employer needs only the sort of each day; a
//! person with several goes the whole way. A test holds the two ways equal.

use super::case::FollowUpCase;
use super::columns::{ColumnsError, DayColumn};
use super::event::{Event, EventKind, JoinRule, Stage};
use super::join::{join, join_runs};
use super::limits::StepLimits;
use super::notation::DayKind;
use super::stretches::{days, runs};
use crate::calendar::{Date, Period};
use crate::code::Code as _;
use crate::record::Milestone;
use crate::requirement::Options;

/// Certificates and what else was reported, a row each. All columns have as many rows. Everything is taken as sent.
#[derive(Debug, Clone, Copy)]
pub struct EventColumns<'a> {
    /// Whose, as a number that is the same for all rows of a person.
    pub person: &'a [u32],
    /// The employer, as a number; one employer each when left out.
    pub employer: Option<&'a [u32]>,
    /// The first day.
    pub from: DayColumn<'a>,
    /// The last day.
    pub to: DayColumn<'a>,
    /// The place of the kind among the members of [`EventKind`].
    pub kind: &'a [u8],
    /// When it was recorded: of two that are heard alike, the later is heard. By row when left out.
    pub recorded: Option<&'a [i64]>,
}

/// The follow-up cases of many people, a row each: by person in the order of their numbers, then by first day.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct CaseRows {
    /// Whose.
    pub person: Vec<u32>,
    /// The first sick day, in days since 1970-01-01.
    pub from: Vec<i32>,
    /// The last day that belongs to it; none while it goes on.
    pub to: Vec<Option<i32>>,
    /// The whole absence that counts for the employer's dialogue meeting, as for a single case; none where the person
    /// was never wholly away. A day at work or partly at work ends it.
    pub whole_from: Vec<Option<i32>>,
    /// Its last day; none while it goes on, and where there is none.
    pub whole_to: Vec<Option<i32>>,
    /// How many days belong to the case.
    pub sick_days: Vec<u16>,
    /// Whole weeks of sick days up to the day.
    pub weeks: Vec<u16>,
    /// Whether the person was partly at work on the last day, in every job.
    pub graded_at_end: Vec<bool>,
}

/// So many days without any report end every case, whatever the rule.
const FAR: i64 = super::join::GAP_DAYS as i64;

/// The follow-up cases in the rows. A case whose last day is `as_of` or later goes on.
///
/// # Errors
/// [`ColumnsError`] with the first row that is no event.
pub fn cases_of(
    events: &EventColumns<'_>,
    rule: JoinRule,
    as_of: Date,
    options: &Options,
) -> Result<CaseRows, ColumnsError> {
    // By what they say, not by where they stand: the order of the rows makes no difference.
    let mut ordered = events.read()?;
    ordered.sort_unstable();
    let limits = StepLimits::of(Milestone::DialogueMeetingSummons, options);
    let mut out = CaseRows::default();
    let ranks = ranks();
    for own in ordered.chunk_by(|a, b| a.person == b.person) {
        let has_one = own.windows(2).all(|pair| matches!(pair, [a, b] if a.employer == b.employer));
        if has_one && rule != JoinRule::Adjoining {
            for cluster in clusters(own) {
                let days = day_runs(cluster, &ranks, rule);
                let of_case = days.iter().map(|run| (run.from, run.to, run.kind));
                for mut case in join_runs(of_case, rule) {
                    let last = days.partition_point(|run| run.to < case.to);
                    case.graded_at_end = days.get(last).is_some_and(|run| run.partly);
                    out.push(own, &case, &days, as_of, &limits);
                }
            }
        } else {
            let own_events: Vec<Event> =
                own.iter().enumerate().filter_map(|(nth, row)| row.event(nth)).collect();
            let days = day_runs(own, &ranks, JoinRule::HolidayCounts);
            for case in join(&own_events, rule) {
                out.push(own, &case, &days, as_of, &limits);
            }
        }
    }
    Ok(out)
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Row {
    person: u32,
    from: Date,
    to: Date,
    kind: EventKind,
    employer: u32,
    recorded: i64,
}

impl Row {
    fn event(&self, nth: usize) -> Option<Event> {
        Some(Event {
            id: format!("e-{nth}").parse().ok()?,
            employer: Some(format!("o-{}", self.employer).parse().ok()?),
            from: self.from,
            to: self.to,
            kind: self.kind,
            stage: Stage::Sent,
            recorded: u64::try_from(self.recorded).unwrap_or_default(),
            corrects: None,
        })
    }
}

impl EventColumns<'_> {
    fn read(&self) -> Result<Vec<Row>, ColumnsError> {
        let count = self.person.len();
        let lengths = [
            ("from", self.from.days.len()),
            ("to", self.to.days.len()),
            ("kind", self.kind.len()),
            ("employer", self.employer.map_or(count, <[u32]>::len)),
            ("recorded", self.recorded.map_or(count, <[i64]>::len)),
        ];
        if let Some((column, _)) = lengths.iter().find(|(_, length)| *length != count) {
            return Err(ColumnsError::Length { column });
        }
        let day = |column: &'static str, days: &DayColumn<'_>, row: usize| {
            let there = days.valid.is_none_or(|bits| bits.is_set(row));
            let day = days.days.get(row).filter(|_| there).copied();
            let day = day.ok_or(ColumnsError::NoDay { column, row })?;
            Date::from_days_from_epoch(day).ok_or(ColumnsError::OutOfRange { column, row })
        };
        let read = |row: usize| {
            let (from, to) = (day("from", &self.from, row)?, day("to", &self.to, row)?);
            if to < from {
                return Err(ColumnsError::OutOfOrder { column: "to", before: "from", row });
            }
            let kind = self.kind.get(row).and_then(|kind| EventKind::ALL.get(usize::from(*kind)));
            let nth = i64::try_from(row).unwrap_or(i64::MAX);
            Ok(Row {
                person: self.person.get(row).copied().unwrap_or_default(),
                employer: self.employer.and_then(|all| all.get(row)).copied().unwrap_or_default(),
                from,
                to,
                kind: *kind.ok_or(ColumnsError::UnknownKind { row })?,
                recorded: self.recorded.map_or(Some(nth), |all| all.get(row).copied()).unwrap_or(nth),
            })
        };
        (0..count).map(read).collect()
    }
}

/// The rank of each kind that is sent; none for what is heard on no day.
fn ranks() -> Vec<Option<usize>> {
    let sent = super::event::PRIORITY.iter().enumerate().filter(|(_, (stage, _))| *stage == Stage::Sent);
    let ranked: Vec<(usize, &[EventKind])> = sent.map(|(rank, (_, kinds))| (rank, *kinds)).collect();
    EventKind::ALL
        .iter()
        .map(|kind| ranked.iter().find(|(_, kinds)| kinds.contains(kind)).map(|(rank, _)| *rank))
        .collect()
}

/// Runs of rows, by first day, with so few days between that they may be one case.
fn clusters(rows: &[Row]) -> impl Iterator<Item = &[Row]> {
    let mut rest = rows;
    core::iter::from_fn(move || {
        let mut last = rest.first()?.to;
        let length = rest
            .iter()
            .position(|row| {
                let is_far = row.from.days_since(last) > FAR;
                if !is_far {
                    last = last.max(row.to);
                }
                is_far
            })
            .unwrap_or(rest.len());
        let (cluster, after) = rest.split_at_checked(length)?;
        rest = after;
        Some(cluster)
    })
}

/// Days in a row of one sort.
struct Days {
    from: Date,
    to: Date,
    kind: DayKind,
    /// Whether the person is partly at work.
    partly: bool,
}

/// What the days were, from the first of which anything is heard to the last.
fn day_runs(rows: &[Row], ranks: &[Option<usize>], rule: JoinRule) -> Vec<Days> {
    let mut heard: Vec<(usize, core::cmp::Reverse<i64>, &Row)> = rows
        .iter()
        .filter_map(|row| {
            let rank = (*ranks.get(row.kind.place())?)?;
            Some((rank, core::cmp::Reverse(row.recorded), row))
        })
        .collect();
    heard.sort_unstable();
    let spans = heard.iter().map(|(_, _, row)| (row.from, row.to)).collect();
    let kind = |place: usize| heard.get(place).map(|(_, _, row)| row.kind);
    let partly = |place: usize| kind(place).and_then(EventKind::partly);
    let runs = runs(spans, &|place| partly(place).is_some()).into_iter().map(|run| Days {
        from: run.from,
        to: run.to,
        kind: run.top.and_then(kind).map_or(DayKind::NothingKnown, |kind| kind.day(rule)),
        partly: run.partly.and_then(partly).unwrap_or(false),
    });
    runs.collect()
}

impl CaseRows {
    fn push(&mut self, own: &[Row], case: &FollowUpCase, days: &[Days], as_of: Date, limits: &StepLimits) {
        let goes_on = case.to >= as_of;
        let whole = whole(case, days, limits);
        self.person.push(own.first().map_or(0, |row| row.person));
        self.from.push(case.from.days_from_epoch());
        self.to.push((!goes_on).then(|| case.to.days_from_epoch()));
        self.whole_from.push(whole.map(|whole| whole.from.days_from_epoch()));
        let whole_to = whole.and_then(|whole| whole.to).filter(|to| !goes_on || *to < case.to);
        self.whole_to.push(whole_to.map(Date::days_from_epoch));
        self.sick_days.push(case.sick_days);
        self.weeks.push(case.weeks(as_of));
        self.graded_at_end.push(case.graded_at_end);
    }
}

/// The first run of whole absence that lasts to the limit of the employer's dialogue meeting, else the last. A day off of
/// which nothing is known does not end a run: nobody was at work between a certificate to Friday and one from Monday.
fn whole(case: &FollowUpCase, all: &[Days], limits: &StepLimits) -> Option<Period> {
    let is_whole = |kind: DayKind| {
        matches!(
            kind,
            DayKind::Sick | DayKind::SelfCertified | DayKind::Holiday | DayKind::Leave | DayKind::TimeBarred
        )
    };
    let mut stretches: Vec<(Date, Date)> = Vec::new();
    let mut open = false;
    let first = all.partition_point(|run| run.to < case.from);
    let of_case = all.get(first..).unwrap_or_default().iter().take_while(|run| run.from <= case.to);
    for run in of_case {
        let (from, to) = (run.from.max(case.from), run.to.min(case.to));
        if run.kind == DayKind::NothingKnown && days(from, to).all(|day| !day.is_working_day()) {
            continue;
        }
        let whole = is_whole(run.kind);
        match stretches.last_mut() {
            Some((_, last)) if open && whole => *last = to,
            _ if whole => stretches.push((from, to)),
            _ => {}
        }
        open = whole;
    }
    let limit = limits.days_from(case.from);
    let lasts = |(from, to): &&(Date, Date)| limit.is_some_and(|limit| to.days_since(*from) >= limit);
    let run = stretches.iter().find(lasts).or(stretches.last())?;
    Some(Period { from: run.0, to: Some(run.1) })
}
