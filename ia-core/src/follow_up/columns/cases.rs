//! From the certificates of many people to their follow-up cases: columns in, columns out.
//!
//! The definitions are those of [`join`](crate::follow_up::join()), of events that are known on the day. For a person with one
//! employer the sort of each day is enough; a person with several is joined as at the door. A test holds the two ways equal.

use super::{ColumnsError, DayColumn};
use crate::calendar::{Date, Period};
use crate::code::Code as _;
use crate::follow_up::cases::case::FollowUpCase;
use crate::follow_up::cases::continuous::Continuous;
use crate::follow_up::cases::days_off::DaysOff;
use crate::follow_up::cases::event::{Event, EventKind, JoinRule, Stage};
use crate::follow_up::cases::jobs::{
    CaseDays, Days, DaysByCase, Said, certified_to, days_of, graded_from, of_case,
};
use crate::follow_up::cases::join::join_runs;
use crate::follow_up::cases::known::{self, KnownCase, weeks_of};
use crate::follow_up::cases::notation::DayKind;
use crate::follow_up::steps::limits::StepLimits;
use crate::limits::MOST_EMPLOYERS;
use crate::order::stretches::days;
use crate::record::{Id, Milestone};
use crate::requirement::{Options, whole_runs};
use core::cmp::Reverse;

/// Certificates and what else was reported, a row each. All columns have as many rows. Everything is taken as sent.
#[derive(Debug, Clone, Copy)]
pub struct EventColumns<'a> {
    /// Whose, as a number that is the same for all rows of a person.
    pub person: &'a [u32],
    /// The employer, as a number, [`NO_EMPLOYER`] where a row names none; one employer each when left out.
    pub employer: Option<&'a [u32]>,
    /// The first day.
    pub from: DayColumn<'a>,
    /// The last day; none while it goes on. Days after `as_of` are not known then: they are neither counted nor certified.
    pub to: DayColumn<'a>,
    /// The place of the kind among the members of [`EventKind`].
    pub kind: &'a [u8],
    /// When it was recorded: of two that are heard alike, the later is heard. By row when left out.
    pub recorded: Option<&'a [i64]>,
    /// The day it was recorded, or none. A row that was recorded after the day asked about does not count.
    pub recorded_on: Option<DayColumn<'a>>,
}

/// In the place of an employer, in a row that concerns every job.
pub const NO_EMPLOYER: u32 = u32::MAX;

/// The follow-up cases of many people, a row each: by person in the order of their numbers, then by first day.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct CaseRows {
    /// Whose.
    pub person: Vec<u32>,
    /// The first sick day, in days since 1970-01-01.
    pub from: Vec<i32>,
    /// The last day that belongs to it; none while it goes on: when it lies after the day.
    pub to: Vec<Option<i32>>,
    /// The last day that is certified, also when it lies ahead; none where no day is.
    pub certified_to: Vec<Option<i32>>,
    /// The first day of graded absence up to the day; none where there was none.
    pub graded_from: Vec<Option<i32>>,
    /// The first day counted continuously: a return to work ends an absence. Of several, the first that lasts to the
    /// limit of the follow-up plan, else the last.
    pub continuous_from: Vec<i32>,
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
const FAR: i64 = crate::record::GAP_DAYS as i64;

/// The follow-up cases in the rows. Rows that begin or were recorded after `as_of` do not count. A case whose last day lies
/// after `as_of` goes on.
///
/// # Errors
/// [`ColumnsError`] with the first row that is no event, or that a person has too many employers.
pub fn cases_of(
    events: &EventColumns<'_>,
    rule: JoinRule,
    as_of: Date,
    options: &Options,
) -> Result<CaseRows, ColumnsError> {
    // By what they say, not by where they stand: the order of the rows makes no difference.
    let mut ordered = events.read(as_of)?;
    ordered.sort_unstable();
    let limits = StepLimits::of(Milestone::DialogueMeetingSummons, options);
    let mut out = CaseRows::default();
    let join = Joining { rule, as_of, options: *options, limits, ranks: ranks() };
    for own in ordered.chunk_by(|a, b| a.person == b.person) {
        if own.iter().any(|row| row.open) {
            join.person_with_open(own, &mut out)?;
        } else {
            join.person(own, &mut out)?;
        }
    }
    Ok(out)
}

/// How reports are joined.
struct Joining {
    rule: JoinRule,
    as_of: Date,
    options: Options,
    limits: StepLimits,
    ranks: Vec<Option<usize>>,
}

impl Joining {
    /// Appends the cases of one person.
    fn person(&self, own: &[Row], out: &mut CaseRows) -> Result<(), ColumnsError> {
        let Self { rule, as_of, limits, options, ranks } = self;
        let (rule, as_of) = (*rule, *as_of);
        let has_one = own.windows(2).all(|pair| matches!(pair, [a, b] if a.employer == b.employer));
        if has_one && rule != JoinRule::Adjoining {
            let off = own.iter().filter(|row| row.kind == EventKind::DayOff);
            let off = DaysOff::new(off.map(|row| (row.from, row.to)));
            let is_off = |day| off.has(day);
            for cluster in clusters(own) {
                let days = day_runs(cluster, ranks, rule);
                let continuous = self.continuous(cluster, &days, &off);
                for mut case in join_runs(days.iter().map(Days::run), rule) {
                    let last = days.partition_point(|run| run.to < case.to);
                    case.graded_at_end = days.get(last).is_some_and(|run| run.partly);
                    let weeks = weeks(&case, &days, rule, as_of);
                    let known = KnownCase { case, weeks };
                    out.push(own, &known, &days, (&is_off, &continuous), as_of, limits);
                }
            }
        } else {
            check_employers(own)?;
            let events = events(own);
            let mut by_case = DaysByCase::new(&events, rule, as_of, options);
            for known in known::cases(&events, rule, as_of) {
                let Some(CaseDays { days, continuous }) = by_case.of(&known.case) else { continue };
                let is_off = |day| days.off.has(day);
                out.push(own, &known, &days.days, (&is_off, continuous), as_of, limits);
            }
        }
        Ok(())
    }

    /// The continuous absences of these rows. They do not depend on how Nav joins. By one rule of Nav's, days of treatment are
    /// sick days.
    fn continuous(&self, rows: &[Row], days: &[Days], off: &DaysOff) -> Continuous {
        let Self { rule, as_of, options, ranks, .. } = self;
        let is_off = |day, _| off.has(day);
        if *rule == JoinRule::HolidayLeftOut {
            let days = day_runs(rows, ranks, JoinRule::HolidayCounts);
            return Continuous::of(&days, &is_off, *as_of, options);
        }
        Continuous::of(days, &is_off, *as_of, options)
    }

    /// Appends the cases of one person with open reports, which go on longer than all others.
    fn person_with_open(&self, own: &[Row], out: &mut CaseRows) -> Result<(), ColumnsError> {
        let last = own.iter().map(|row| row.to).max().unwrap_or(self.as_of).max(self.as_of);
        let after = last.plus_days(1).unwrap_or(last);
        let longer = |row: &Row| Row { to: if row.open { after } else { row.to }, ..*row };
        let mut going_on: Vec<Row> = own.iter().map(longer).collect();
        going_on.sort_unstable();
        let first = out.person.len();
        self.person(&going_on, out)?;
        let mut so_far = CaseRows::default();
        self.person(own, &mut so_far)?;
        out.keep_what_is_known(first, &so_far);
        Ok(())
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::follow_up) struct Row {
    pub(in crate::follow_up) person: u32,
    pub(in crate::follow_up) from: Date,
    pub(in crate::follow_up) to: Date,
    kind: EventKind,
    pub(in crate::follow_up) employer: u32,
    recorded: i64,
    /// Whether it goes on. Its last day is not known; `to` is the day asked about.
    open: bool,
}

impl Row {
    /// The same without the days before.
    pub(in crate::follow_up) fn since(&self, first: Date) -> Self {
        Self { from: self.from.max(first), ..*self }
    }

    fn employer(&self) -> Option<Id> {
        if self.employer == NO_EMPLOYER {
            return None;
        }
        format!("o-{}", self.employer).parse().ok()
    }
}

/// The rows as events, in their order.
pub(in crate::follow_up) fn events(rows: &[Row]) -> Vec<Event> {
    let mut by_record: Vec<usize> = (0..rows.len()).collect();
    // Of two recorded alike the first row is heard, as in a run of rows of one employer.
    by_record
        .sort_unstable_by_key(|nth| rows.get(*nth).map(|row| (row.recorded, Reverse(*row), Reverse(*nth))));
    let mut recorded = vec![0_u64; rows.len()];
    for (number, nth) in (0_u64..).zip(by_record) {
        if let Some(place) = recorded.get_mut(nth) {
            *place = number;
        }
    }
    let event = |(nth, (row, recorded)): (usize, (&Row, u64))| {
        Some(Event {
            id: format!("e-{nth}").parse().ok()?,
            employer: row.employer(),
            from: row.from,
            to: row.to,
            kind: row.kind,
            stage: Stage::Sent,
            recorded,
            corrects: None,
        })
    };
    rows.iter().zip(recorded).enumerate().filter_map(event).collect()
}

/// Refuses a person with too many employers. Reports that name none are of every job, and of no employer.
pub(super) fn check_employers(own: &[Row]) -> Result<(), ColumnsError> {
    let mut employers: Vec<u32> =
        own.iter().map(|row| row.employer).filter(|employer| *employer != NO_EMPLOYER).collect();
    employers.sort_unstable();
    employers.dedup();
    if employers.len() > MOST_EMPLOYERS {
        return Err(ColumnsError::TooManyEmployers { most: MOST_EMPLOYERS });
    }
    Ok(())
}

impl EventColumns<'_> {
    /// Every error of the rows, in their order, for an answer that names every row. There is none exactly when [`cases_of`]
    /// gives cases. Columns of other lengths are not looked into.
    pub fn errors(&self) -> impl Iterator<Item = ColumnsError> {
        (0..self.person.len()).flat_map(|row| {
            let (from, to) = (self.from(row), self.to(row));
            let order = match (from, to) {
                (Ok(from), Ok(Some(to))) if to < from => Some(out_of_order(row)),
                _ => None,
            };
            [from.err(), to.err(), order, self.kind(row).err()].into_iter().flatten()
        })
    }

    fn from(&self, row: usize) -> Result<Date, ColumnsError> {
        let column = "from";
        let day = self.from.at(row).ok_or(ColumnsError::NoDay { column, row })?;
        Date::from_days_from_epoch(day).ok_or(ColumnsError::OutOfRange { column, row })
    }

    /// The last day; none while it goes on.
    fn to(&self, row: usize) -> Result<Option<Date>, ColumnsError> {
        let day = |day| Date::from_days_from_epoch(day).ok_or(ColumnsError::OutOfRange { column: "to", row });
        self.to.at(row).map(day).transpose()
    }

    fn kind(&self, row: usize) -> Result<EventKind, ColumnsError> {
        let kind = self.kind.get(row).and_then(|kind| EventKind::ALL.get(usize::from(*kind)));
        kind.copied().ok_or(ColumnsError::UnknownKind { row })
    }

    fn check_lengths(&self) -> Result<(), ColumnsError> {
        let count = self.person.len();
        let lengths = [
            ("from", self.from.days.len()),
            ("to", self.to.days.len()),
            ("kind", self.kind.len()),
            ("employer", self.employer.map_or(count, <[u32]>::len)),
            ("recorded", self.recorded.map_or(count, <[i64]>::len)),
            ("recorded_on", self.recorded_on.map_or(count, |days| days.days.len())),
        ];
        match lengths.iter().find(|(_, length)| *length != count) {
            Some((column, _)) => Err(ColumnsError::Length { column }),
            None => Ok(()),
        }
    }

    /// The rows that are known on the day.
    pub(in crate::follow_up) fn read(&self, as_of: Date) -> Result<Vec<Row>, ColumnsError> {
        self.check_lengths()?;
        let read = |row: usize| {
            let (from, to) = (self.from(row)?, self.to(row)?);
            if to.is_some_and(|to| to < from) {
                return Err(out_of_order(row));
            }
            let nth = i64::try_from(row).unwrap_or(i64::MAX);
            Ok(Row {
                person: self.person.get(row).copied().unwrap_or_default(),
                employer: self.employer.and_then(|all| all.get(row)).copied().unwrap_or_default(),
                from,
                to: to.unwrap_or(as_of.max(from)),
                kind: self.kind(row)?,
                recorded: self.recorded.map_or(Some(nth), |all| all.get(row).copied()).unwrap_or(nth),
                open: to.is_none(),
            })
        };
        let last = as_of.days_from_epoch();
        let is_recorded = |row: usize| {
            let recorded = self.recorded_on.and_then(|days| days.at(row));
            recorded.is_none_or(|day| day <= last)
        };
        let is_known = |(nth, row): &(usize, Result<Row, ColumnsError>)| {
            row.as_ref().map_or(true, |row| row.from <= as_of && is_recorded(*nth))
        };
        (0..self.person.len()).map(read).enumerate().filter(is_known).map(|(_, row)| row).collect()
    }
}

const fn out_of_order(row: usize) -> ColumnsError {
    ColumnsError::OutOfOrder { column: "to", before: "from", row }
}

/// The rank of each kind that is sent; none for what is heard on no day.
fn ranks() -> Vec<Option<usize>> {
    let sent = crate::follow_up::cases::event::PRIORITY
        .iter()
        .enumerate()
        .filter(|(_, (stage, _))| *stage == Stage::Sent);
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

/// What the days were, from the first of which anything is heard to the last.
fn day_runs(rows: &[Row], ranks: &[Option<usize>], rule: JoinRule) -> Vec<Days> {
    let mut heard: Vec<(usize, Reverse<i64>, &Row)> = rows
        .iter()
        .filter_map(|row| {
            let rank = (*ranks.get(row.kind.place())?)?;
            Some((rank, Reverse(row.recorded), row))
        })
        .collect();
    heard.sort_unstable();
    let said = |(_, _, row): &(usize, Reverse<i64>, &Row)| Said {
        from: row.from,
        to: row.to,
        kind: row.kind,
        job: None,
    };
    days_of(&heard.iter().map(said).collect::<Vec<_>>(), rule)
}

/// Whole weeks of sick days up to the day: days at work that lie ahead are not taken off.
fn weeks(case: &FollowUpCase, days: &[Days], rule: JoinRule, as_of: Date) -> u16 {
    if !case.has_gap_after(as_of) {
        return case.weeks(as_of);
    }
    let begun = days.iter().map(Days::run).take_while(|(from, _, _)| *from <= as_of);
    let so_far = join_runs(begun.map(|(from, to, kind)| (from, to.min(as_of), kind)), rule);
    weeks_of(&so_far, case.from, as_of)
}

impl CaseRows {
    fn push(
        &mut self,
        own: &[Row],
        KnownCase { case, weeks }: &KnownCase,
        days: &[Days],
        (is_off, continuous): (&dyn Fn(Date) -> bool, &Continuous),
        as_of: Date,
        limits: &StepLimits,
    ) {
        if case.from > as_of {
            return;
        }
        let goes_on = case.to > as_of;
        let number = Date::days_from_epoch;
        let whole = whole(case, days, is_off, as_of, limits);
        self.person.push(own.first().map_or(0, |row| row.person));
        self.from.push(number(case.from));
        self.to.push((!goes_on).then(|| number(case.to)));
        self.certified_to.push(certified_to(case, days).map(number));
        self.graded_from.push(graded_from(case, days, as_of).map(number));
        self.continuous_from.push(number(continuous.first_day(case)));
        self.whole_from.push(whole.map(|whole| number(whole.from)));
        self.whole_to.push(whole.and_then(|whole| whole.to).map(number));
        self.sick_days.push(case.sick_days);
        self.weeks.push(*weeks);
        self.graded_at_end.push(case.graded_at_end);
    }

    /// The cases from a place on count no later day of an open report, and none of its days is the last one certified.
    /// `so_far` are the same cases when such a report ends on the day asked about.
    fn keep_what_is_known(&mut self, first: usize, so_far: &Self) {
        let own = self.from.iter().zip(&mut self.sick_days).zip(&mut self.certified_to).skip(first);
        for ((from, sick_days), certified_to) in own {
            let Some(place) = so_far.from.iter().position(|other| other == from) else { continue };
            // An open report of work takes days off; one of sickness adds days that are not known.
            if let Some(known) = so_far.sick_days.get(place) {
                *sick_days = (*sick_days).min(*known);
            }
            if so_far.certified_to.get(place).is_some_and(|known| known < certified_to) {
                *certified_to = None;
            }
        }
    }
}

/// The first run of whole absence that lasts to the limit of the employer's dialogue meeting, else the last; without a last
/// day while it goes on. Holiday and leave begin no whole absence: they are as the days before them.
fn whole(
    case: &FollowUpCase,
    all: &[Days],
    is_off: &dyn Fn(Date) -> bool,
    as_of: Date,
    limits: &StepLimits,
) -> Option<Period> {
    let mut before = false;
    let says = |Days { from, to, kind, .. }: Days| {
        let whole = match kind {
            DayKind::Sick | DayKind::SelfCertified | DayKind::TimeBarred => Some(true),
            DayKind::Holiday | DayKind::Leave => Some(before),
            DayKind::NothingKnown => None,
            DayKind::Graded
            | DayKind::Working
            | DayKind::NotBackAtWork
            | DayKind::OtherBenefit
            | DayKind::Treatment => Some(false),
        };
        before = whole.unwrap_or(before && days(from, to).all(is_off));
        (from, to, whole)
    };
    let (mut stretches, _) = whole_runs(of_case(case, all).map(says), is_off);
    stretches.retain(|(from, _)| *from <= as_of);
    let limit = limits.days_from(case.from);
    let lasts = |(from, to): &&(Date, Date)| limit.is_some_and(|limit| to.days_since(*from) >= limit);
    let &(from, to) = stretches.iter().find(lasts).or(stretches.last())?;
    Some(Period { from, to: (to <= as_of).then_some(to) })
}
