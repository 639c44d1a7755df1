//! The steps of many cases at once: columns in, columns out, no text and no allocation per case.
//!
//! The definitions are those of one case: the limits come from the same norms (`follow_up/steps/limits.rs`), and a test holds
//! the answers of many cases equal to those of each alone. A day is a `date32` of Arrow: days since 1970-01-01. Null is not
//! unknown: no end means that the absence goes on, no day of a step that the step was not taken. A column that is left out, or a row that
//! says so in `known`, is unknown.
//!
//! Rows are taken in blocks that fit the processor's nearest cache. In a block each limit is counted once, and each
//! step goes through the rows on its own, judged as it is read: one loop for all steps would not fit the registers. A
//! status and its reason are one number until they are written.

#![expect(
    clippy::inline_always,
    reason = "what is not inlined in the function that names the processor's features is compiled without them"
)]
#![expect(clippy::needless_bitwise_bool, reason = "a jump in these loops costs more than what it would save")]
#![expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "the numbers fit: words of bits, and codes of eight bits"
)]

mod by_day;
pub mod cases;
pub mod counts;
mod error;
mod every_error;
pub mod kpi;
mod readings;
mod rows;

pub use error::ColumnsError;
pub use rows::Bits;

use crate::calendar::{Counting, Date};
use crate::code::Code as _;
use crate::follow_up::steps::limits::{Base, Limit, StepLimits, falls_away_with, moves};
use crate::follow_up::steps::status::StepReason;
use crate::record::Milestone;
use crate::requirement::Options;
use by_day::{ByDay, Law};
use rows::{
    MAX_DAY, MIN_DAY, NEVER, NO_DAYS, Rows, TO_SIGN, WORD, append, finish, is_in_range, load, mask, read,
    widen,
};
use std::sync::{LazyLock, OnceLock};

/// A day for each row, or none.
#[derive(Debug, Clone, Copy)]
pub struct DayColumn<'a> {
    /// Days since 1970-01-01. What stands where there is none does not matter.
    pub days: &'a [i32],
    /// Which rows have a day; all when left out.
    pub valid: Option<Bits<'a>>,
}

impl DayColumn<'_> {
    /// The day of a row; none where there is none.
    pub(in crate::follow_up) fn at(&self, row: usize) -> Option<i32> {
        let is_there = self.valid.is_none_or(|bits| bits.is_set(row));
        self.days.get(row).filter(|_| is_there).copied()
    }
}

/// What is known of one step in each case.
#[derive(Debug, Clone, Copy)]
pub struct StepColumns<'a> {
    /// The first day it was taken; none when it was not.
    pub taken: DayColumn<'a>,
    /// The first day on which somebody who may decided to leave it out; none when nobody did. What falls away with it
    /// falls away too.
    pub left_out: Option<DayColumn<'a>>,
    /// The rows in which both are known; all when left out.
    pub known: Option<Bits<'a>>,
}

/// Many cases. All columns have as many rows.
#[derive(Debug, Clone, Copy)]
pub struct CaseColumns<'a> {
    /// The first day away.
    pub from: DayColumn<'a>,
    /// The last day away; none while it goes on.
    pub to: DayColumn<'a>,
    /// The first day of the whole absence that counts, see [`whole_stretch`](crate::follow_up::whole_stretch); none when the
    /// person was never wholly away. Not known when left out.
    pub whole: Option<WholeColumns<'a>>,
    /// The first day of graded absence, which is activity; none where there was none. Not looked at when left out.
    pub graded_from: Option<DayColumn<'a>>,
    /// The first day of each case counted continuously, where it is another than `from`: see
    /// [`Reading`](crate::requirement::Reading). There is one reading when left out.
    pub continuous_from: Option<DayColumn<'a>>,
    /// Each step of [`STEPS`], in that order; not known when left out.
    pub steps: [Option<StepColumns<'a>>; STEPS.len()],
}

/// The stretch of whole absence that counts.
#[derive(Debug, Clone, Copy)]
pub struct WholeColumns<'a> {
    /// Its first day; none when the person was never wholly away.
    pub from: DayColumn<'a>,
    /// Its last day; none while it goes on.
    pub to: DayColumn<'a>,
}

/// The steps that have a limit which can be counted from the case alone.
pub const STEPS: [Milestone; 6] = [
    Milestone::FollowUpPlan,
    Milestone::PlanToIssuer,
    Milestone::DialogueMeetingSummons,
    Milestone::DialogueMeetingHeld,
    Milestone::Activity,
    Milestone::NavDialogueMeeting,
];

/// The names of the columns that say when each step of [`STEPS`] was left out.
pub(in crate::follow_up) const LEFT_OUT: [&str; STEPS.len()] = [
    "follow_up_plan_left_out",
    "plan_to_issuer_left_out",
    "dialogue_meeting_summons_left_out",
    "dialogue_meeting_held_left_out",
    "activity_left_out",
    "nav_dialogue_meeting_left_out",
];

/// Which steps of [`STEPS`] decide how the one at this place stands: itself, those that it falls away with, and the plan that
/// it sends on.
pub fn deciding(place: usize) -> [bool; STEPS.len()] {
    let Some(&own) = STEPS.get(place) else { return [false; STEPS.len()] };
    let sends = (own == Milestone::PlanToIssuer).then_some(Milestone::FollowUpPlan);
    let decides = |step: Milestone| {
        step == own || sends == Some(step) || falls_away_with(own).any(|other| other == step)
    };
    STEPS.map(decides)
}

/// How the steps stand.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct StatusColumns {
    /// The limits. Steps whose limit is the same in all these cases share one.
    pub due: Vec<DueColumn>,
    /// Each step of [`STEPS`], in that order.
    pub steps: Vec<StatusColumn>,
}

/// The limit in each case: the law's, whether the step was taken or left out or not.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct DueColumn {
    /// Days since 1970-01-01; has no meaning where there is none.
    pub days: Vec<i32>,
    /// Which rows have a limit: a bit a row, least significant first.
    pub valid: Vec<u8>,
}

/// How one step stands in each case.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct StatusColumn {
    /// The place of the status among the members of [`StepStatus`](crate::follow_up::StepStatus).
    pub status: Vec<u8>,
    /// The place of the reason among the members of [`StepReason`]; empty unless asked for.
    pub reason: Vec<u8>,
    /// The place of its limit in [`StatusColumns::due`].
    pub due: usize,
}

/// How each step of [`STEPS`] stands in each case on a day; with reasons, where they are asked for.
///
/// # Errors
/// [`ColumnsError`] with the first row that is not a case.
pub fn status(
    cases: &CaseColumns<'_>,
    as_of: Date,
    options: &Options,
    reasons: bool,
) -> Result<StatusColumns, ColumnsError> {
    match &cases.continuous_from {
        Some(continuous) => readings::status(cases, continuous, as_of, options, reasons),
        None => one_reading(cases, None, as_of, options, reasons),
    }
}

/// The same, where each case has one first day. A step cannot have been taken or left out before the `earliest` day of the
/// case: the first by any reading, or `from` where there is one.
fn one_reading(
    cases: &CaseColumns<'_>,
    earliest: Option<&[i32]>,
    as_of: Date,
    options: &Options,
    reasons: bool,
) -> Result<StatusColumns, ColumnsError> {
    cases.check_lengths()?;
    let left_out = cases.steps.iter().flatten().any(|step| step.left_out.is_some());
    let work = Work {
        cases,
        earliest,
        as_of: as_of.days_from_epoch(),
        counting: options.counting,
        moves: moves(options.weekend),
        left_out,
        reasons,
        past_caches: cases.from.days.len() >= MANY,
    };
    if cases.from.days.len() <= FEW {
        return work.run::<FEW>();
    }
    #[cfg(target_arch = "x86_64")]
    #[expect(unsafe_code, reason = "the processor was asked; the code is the same, for wider registers")]
    {
        if is_x86_feature_detected!("avx512bw")
            && is_x86_feature_detected!("avx512dq")
            && is_x86_feature_detected!("avx512vl")
        {
            // SAFETY: the processor has AVX-512 with bytes, long numbers and shorter registers.
            return unsafe { with_avx512(&work) };
        }
        if is_x86_feature_detected!("avx2") {
            // SAFETY: the processor has AVX2.
            return unsafe { with_avx2(&work) };
        }
    }
    work.run::<BLOCK>()
}

#[cfg(target_arch = "x86_64")]
#[target_feature(enable = "avx512f,avx512bw,avx512dq,avx512vl")]
fn with_avx512(work: &Work<'_>) -> Result<StatusColumns, ColumnsError> {
    work.run::<BLOCK>()
}

#[cfg(target_arch = "x86_64")]
#[target_feature(enable = "avx2")]
fn with_avx2(work: &Work<'_>) -> Result<StatusColumns, ColumnsError> {
    work.run::<BLOCK>()
}

/// The limits of all steps.
struct Limits {
    /// Each limit once: in these cases, and through the years.
    each: Vec<(StepLimits, &'static AllYears)>,
    /// Which of them each step has.
    places: [usize; STEPS.len()],
}

/// The limits of a step through the years.
struct AllYears {
    versions: StepLimits,
    by_day: OnceLock<ByDay>,
}

impl Limits {
    /// The limits of cases that began within these days.
    fn of((first, last): (i32, i32), counting: Counting, excuses: bool) -> Self {
        let mut each: Vec<(StepLimits, &AllYears)> = Vec::with_capacity(STEPS.len());
        let mut places = [0; STEPS.len()];
        for (place, all) in places.iter_mut().zip(all_limits(counting)) {
            let own = all.versions.within(first, last, excuses);
            *place = each.iter().position(|(other, _)| *other == own).unwrap_or_else(|| {
                each.push((own, all));
                each.len().saturating_sub(1)
            });
        }
        Self { each, places }
    }
}

impl AllYears {
    fn by_day(&self) -> &ByDay {
        self.by_day.get_or_init(|| ByDay::of(&self.versions))
    }
}

/// The limits of each step, read from the norms once for each way of counting.
fn all_limits(counting: Counting) -> &'static [AllYears; STEPS.len()] {
    type All = LazyLock<[AllYears; STEPS.len()]>;
    fn read(counting: Counting) -> [AllYears; STEPS.len()] {
        let options = Options { counting, ..Options::default() };
        STEPS.map(|step| AllYears { versions: StepLimits::of(step, &options), by_day: OnceLock::new() })
    }
    static LAST_DAY_OF_WEEK: All = LazyLock::new(|| read(Counting::LastDayOfWeek));
    static SAME_WEEKDAY: All = LazyLock::new(|| read(Counting::SameWeekday));
    match counting {
        Counting::LastDayOfWeek => &LAST_DAY_OF_WEEK,
        Counting::SameWeekday => &SAME_WEEKDAY,
    }
}

/// Rows in a block. Long enough that memory is read in long runs, and so few that what is made of them stays in the nearest
/// cache; no power of two, so that the rows of a block do not compete for the same places there.
const BLOCK: usize = 1056;
/// So many rows are not kept in the caches until somebody reads the answer.
const MANY: usize = 100_000;
/// Rows in the only block of a small table: one case is not to cost as much as a thousand.
const FEW: usize = 32;

/// A status and a reason in one number of eight bits, so that one choice makes both. 0 is no reason.
const fn both(reason: StepReason) -> u8 {
    ((reason as u8).wrapping_add(1) << 4) | reason.status() as u8
}

struct Work<'a> {
    cases: &'a CaseColumns<'a>,
    /// The first day on which anything about each case can have happened; `from` when left out.
    earliest: Option<&'a [i32]>,
    as_of: i32,
    counting: Counting,
    /// By how many days a limit is moved, by its day.
    moves: Option<&'static [i8]>,
    /// Whether any step may have been left out.
    left_out: bool,
    reasons: bool,
    /// Whether the answer is too long for the caches.
    past_caches: bool,
}

/// The cases of a block.
struct Block<const N: usize> {
    from: Rows<N>,
    end: Rows<N>,
    whole_from: Rows<N>,
    whole_end: Rows<N>,
    /// The first day on which anything about the case can have happened.
    earliest: Rows<N>,
    /// The first and the last day on which a case began.
    began: (i32, i32),
}

/// One limit in a block, row by row.
struct LimitRows<const N: usize> {
    due: Rows<N>,
    /// What it is when it is not taken, or why there is nothing to judge.
    open: [u8; N],
    /// The code of a step of which it is not known whether it was taken.
    unknown: [u8; N],
    /// What the law says; has no meaning where no step was left out and the limit was counted without it.
    law: [Law; N],
}

impl Work<'_> {
    #[inline(always)]
    fn run<const N: usize>(&self) -> Result<StatusColumns, ColumnsError> {
        let columns = self.columns::<N>();
        if self.past_caches {
            finish();
        }
        columns
    }

    #[inline(always)]
    fn columns<const N: usize>(&self) -> Result<StatusColumns, ColumnsError> {
        let rows = self.cases.from.days.len();
        let began = widen(NO_DAYS, self.cases.from.days);
        let limits = Limits::of(began, self.counting, self.left_out);
        let mut out = StatusColumns::default();
        out.due.extend(limits.each.iter().map(|_| DueColumn {
            days: Vec::with_capacity(rows),
            valid: Vec::with_capacity(rows.div_ceil(8)),
        }));
        out.steps.extend(limits.places.map(|due| StatusColumn {
            status: Vec::with_capacity(rows),
            reason: Vec::with_capacity(if self.reasons { rows } else { 0 }),
            due,
        }));
        let all = [NEVER; N];
        let mut block =
            Block { from: all, end: all, whole_from: all, whole_end: all, earliest: all, began: (0, 0) };
        let law = [Law::excusing(false); N];
        let mut limit = LimitRows { due: all, open: [0; N], unknown: [0; N], law };
        let (mut left_out, mut other, mut made) = (all, all, all);
        let mut codes = [0; N];
        let pulled = self.pulled();
        for at in (0..rows).step_by(N) {
            let count = rows.saturating_sub(at).min(N);
            self.read(at, count, &mut block)?;
            for (place, ((limits, all_years), due)) in limits.each.iter().zip(&mut out.due).enumerate() {
                self.limit(limits, all_years, &block, &mut limit);
                for (unknown, &open) in limit.unknown.iter_mut().zip(&limit.open) {
                    *unknown = if is_open(open) { both(StepReason::StepNotKnown) } else { open };
                }
                self.push_limit(&limit, count, &mut codes, due);
                let steps = self.cases.steps.iter().zip(&pulled).zip(STEPS).zip(&mut out.steps);
                for (((step, pulled), milestone), out) in steps.filter(|(_, out)| out.due == place) {
                    let graded = self.cases.graded_from.filter(|_| milestone == Milestone::Activity);
                    let with_graded;
                    let judged = if let Some(graded) = graded {
                        let rows = (&block, &limit.due);
                        self.merge_graded::<N>(&graded, step.as_ref(), rows, (at, count), &mut other)?;
                        with_graded = StepColumns {
                            taken: DayColumn { days: other.get(..count).unwrap_or_default(), valid: None },
                            left_out: step.as_ref().and_then(|step| step.left_out),
                            known: step.map_or(Some(Bits::NONE), |step| step.known.map(|bits| bits.from(at))),
                        };
                        Some((&with_graded, 0))
                    } else {
                        step.as_ref().map(|step| (step, at))
                    };
                    if let Some((step, first)) = judged {
                        let plan = self.plan_before(milestone);
                        if let Some(plan) = &plan {
                            self.load_made(plan, &block.earliest, (at, count), &mut made);
                        }
                        let earliest = if plan.is_some() { &made } else { &block.earliest };
                        let rows = (&limit, step, first, count);
                        // Merged days were looked at before, and are NEVER where there is none.
                        let is_good = |range| graded.is_some() | is_in_range(range);
                        let in_range = if step.left_out.is_some() || pulled.is_some() {
                            let own = self.load_left_out(
                                step,
                                pulled.as_ref(),
                                &block.earliest,
                                (at, count),
                                &mut left_out,
                            );
                            // Where it was left out too early, that is not known.
                            let days = left_out.iter_mut().zip(&block.earliest);
                            days.for_each(|(day, earliest)| *day = chosen(*day < *earliest, i32::MIN, *day));
                            is_in_range(own)
                                & is_good(self.judge::<N, true, true>(
                                    rows,
                                    (earliest, &left_out),
                                    &mut codes,
                                ))
                        } else if step.known.is_some() {
                            is_good(self.judge::<N, true, false>(rows, (earliest, &all), &mut codes))
                        } else {
                            is_good(self.judge::<N, false, false>(rows, (earliest, &all), &mut codes))
                        };
                        if !in_range {
                            return Err(self.refuse(at, count));
                        }
                    } else {
                        codes = limit.unknown;
                    }
                    self.push(&codes, count, out);
                }
            }
        }
        Ok(out)
    }

    /// For each step, the days on which the step was left out that it falls away with.
    fn pulled(&self) -> [Option<DayColumn<'_>>; STEPS.len()] {
        static PLACES: LazyLock<[Option<usize>; STEPS.len()]> = LazyLock::new(|| {
            let place = |step: Milestone| STEPS.iter().position(|one| *one == step);
            STEPS.map(|step| falls_away_with(step).find_map(place))
        });
        PLACES.map(|place| self.cases.steps.get(place?)?.as_ref()?.left_out)
    }

    /// The days of the plan that a step sends on: it cannot be sent before it is made.
    fn plan_before(&self, step: Milestone) -> Option<DayColumn<'_>> {
        let [plan, ..] = &self.cases.steps;
        plan.as_ref().filter(|_| step == Milestone::PlanToIssuer).map(|plan| plan.taken)
    }

    /// The first day on which a plan can have been sent: the day it was made, or the earliest day of the case. The plan's
    /// days are looked at with the plan.
    #[inline(always)]
    fn load_made<const N: usize>(
        &self,
        plan: &DayColumn<'_>,
        earliest: &Rows<N>,
        (at, count): (usize, usize),
        into: &mut Rows<N>,
    ) {
        load(plan, at, count, into);
        for (day, earliest) in into.iter_mut().zip(earliest) {
            // No plan, or one that lies ahead, tells nothing.
            *day = if *day <= self.as_of { (*day).max(*earliest) } else { *earliest };
        }
    }

    /// The first day on which a step was left out, or the one that it falls away with; before the earliest day of the case
    /// only where the other is too. Gives the least and the greatest
    /// day of the step's own column; the other column is looked at with its own step.
    #[inline(always)]
    fn load_left_out<const N: usize>(
        &self,
        step: &StepColumns<'_>,
        pulled: Option<&DayColumn<'_>>,
        earliest: &Rows<N>,
        (at, count): (usize, usize),
        into: &mut Rows<N>,
    ) -> (i32, i32) {
        let range = step.left_out.as_ref().map(|column| load(column, at, count, into));
        if let Some(column) = pulled {
            let mut other = [NEVER; N];
            load(column, at, count, &mut other);
            for ((day, other), earliest) in into.iter_mut().zip(other).zip(earliest) {
                let own = if range.is_some() { *day } else { NEVER };
                let counts = |day: i32| (day >= *earliest) & (day <= self.as_of);
                let first = own.min(other);
                *day = if counts(first) | (counts(own) == counts(other)) { first } else { own.max(other) };
            }
        }
        range.unwrap_or(NO_DAYS)
    }

    /// The day of activity in each row: the first of its own day and that of graded absence.
    #[inline(always)]
    fn merge_graded<const N: usize>(
        &self,
        graded: &DayColumn<'_>,
        step: Option<&StepColumns<'_>>,
        (block, due): (&Block<N>, &Rows<N>),
        (at, count): (usize, usize),
        into: &mut Rows<N>,
    ) -> Result<(), ColumnsError> {
        let in_range = is_in_range(load(graded, at, count, into));
        let wrong = into.iter().zip(&block.from).fold(false, |wrong, (day, from)| wrong | (day < from));
        if wrong | !in_range {
            return Err(self.refuse(at, count));
        }
        if let Some(step) = step {
            let mut own = [NEVER; N];
            if !is_in_range(load(&step.taken, at, count, &mut own)) {
                return Err(self.refuse(at, count));
            }
            for (((day, own), earliest), due) in into.iter_mut().zip(own).zip(&block.earliest).zip(due) {
                // Graded absence in time decides, whatever is wrong with the other day.
                let decides = (own < *earliest) & (*day <= *due) & (*day <= self.as_of);
                *day = if decides { *day } else { (*day).min(own) };
            }
        }
        Ok(())
    }

    /// Reads a block, and refuses rows that are no case.
    #[inline(always)]
    fn read<const N: usize>(
        &self,
        at: usize,
        count: usize,
        block: &mut Block<N>,
    ) -> Result<(), ColumnsError> {
        let CaseColumns { from, to, whole, .. } = self.cases;
        let as_of = self.as_of;
        let until = |from: i32, end: i32| {
            // What lies ahead is not known: an absence that is to end later goes on.
            let end = if end <= as_of { end } else { NEVER };
            // What has not begun does not last.
            if from <= as_of { end } else { MIN_DAY }
        };
        load(from, at, count, &mut block.from);
        let some = block.from.first().copied().unwrap_or(NEVER);
        block.from.get_mut(count..).unwrap_or_default().fill(some);
        block.earliest = block.from;
        if let Some(earliest) = self.earliest.and_then(|days| days.get(at..at.saturating_add(count))) {
            for (to, day) in block.earliest.iter_mut().zip(earliest) {
                *to = *day;
            }
        }
        let mut in_range = is_in_range(load(to, at, count, &mut block.end));
        let mut wrong = false;
        let (mut first, mut last) = NO_DAYS;
        for (&from, end) in block.from.iter().zip(&mut block.end) {
            first = first.min(from);
            last = last.max(from);
            wrong |= *end < from;
            *end = until(from, *end);
        }
        if let Some(whole) = whole {
            in_range &= is_in_range(load(&whole.from, at, count, &mut block.whole_from));
            in_range &= is_in_range(load(&whole.to, at, count, &mut block.whole_end));
            let wholes = block.whole_from.iter().zip(&mut block.whole_end);
            for (&from, (&whole_from, whole_end)) in block.from.iter().zip(wholes) {
                wrong |= (whole_from < from) | ((*whole_end < whole_from) & (whole_from != NEVER));
                *whole_end = until(whole_from, *whole_end);
            }
        }
        block.began = (first, last);
        if wrong | !in_range | (first < MIN_DAY) | (last > MAX_DAY) {
            return Err(self.refuse(at, count));
        }
        Ok(())
    }

    /// The first thing that is wrong in a block. One is: the block's days are not all of the calendar, or not in order.
    #[cold]
    #[inline(never)]
    fn refuse(&self, at: usize, count: usize) -> ColumnsError {
        let first = self.cases.errors_in(at..at.saturating_add(count)).next();
        first.unwrap_or(ColumnsError::NoFirstDay { row: at })
    }

    /// The limit of each row.
    #[inline(always)]
    fn limit<const N: usize>(
        &self,
        limits: &StepLimits,
        all_years: &AllYears,
        block: &Block<N>,
        rows: &mut LimitRows<N>,
    ) {
        let (first, last) = block.began;
        match limits.all_of(first, last) {
            Some(Limit::Days { days, base, partial_gap: false, excusable })
                if self.moves.is_none() && (base == Base::Absence || self.cases.whole.is_some()) =>
            {
                self.limit_of_days(days, base, block, rows);
                if self.left_out {
                    rows.law = [Law::excusing(excusable); N];
                }
            }
            _ => self.limit_by_day(all_years.by_day(), block, rows),
        }
    }

    /// What nearly all cases have, in one loop: one version, counted in days, on the day on which it ends.
    #[inline(always)]
    fn limit_of_days<const N: usize>(
        &self,
        days: i32,
        base: Base,
        block: &Block<N>,
        rows: &mut LimitRows<N>,
    ) {
        let (starts, ends) = match base {
            Base::Absence => (&block.from, &block.end),
            Base::Whole => (&block.whole_from, &block.whole_end),
        };
        let cases = block.from.iter().zip(starts).zip(ends);
        for (((&from, start), &end), (due, open)) in cases.zip(rows.due.iter_mut().zip(&mut rows.open)) {
            *due = start.wrapping_add(days);
            let found = if end < *due { both(StepReason::NotLongEnough) } else { self.ahead(*due) };
            *open = if from > self.as_of { both(StepReason::NotBegun) } else { found };
        }
    }

    /// A step that is not taken.
    #[inline(always)]
    fn ahead(&self, due: i32) -> u8 {
        if self.as_of <= due { both(StepReason::Ahead) } else { both(StepReason::Past) }
    }

    /// Cases of several versions of the law, and whatever else there is.
    #[inline(always)]
    fn limit_by_day<const N: usize>(&self, by_day: &ByDay, block: &Block<N>, rows: &mut LimitRows<N>) {
        by_day.put(&block.from, block.began, &mut rows.law);
        if let Some(moves) = self.moves {
            let starts = block.from.iter().zip(&block.whole_from);
            for ((&from, &whole_from), (due, law)) in starts.zip(rows.due.iter_mut().zip(&rows.law)) {
                let day = self.due(from, whole_from, *law);
                let place = usize::try_from(day.wrapping_sub(MIN_DAY)).unwrap_or(usize::MAX);
                *due = day.wrapping_add(i32::from(moves.get(place).copied().unwrap_or(0)));
            }
            self.open_by_day::<N, true>(block, rows);
        } else {
            self.open_by_day::<N, false>(block, rows);
        }
    }

    #[inline(always)]
    fn due(&self, from: i32, whole_from: i32, law: Law) -> i32 {
        let from_whole = law.is_from_whole() & self.cases.whole.is_some();
        chosen(from_whole, whole_from, from).wrapping_add(law.days())
    }

    /// What each row is when the step is not taken; and the limit itself, unless it is `MOVED` and there already. An absence
    /// lasts long enough by the limit before it is moved.
    #[inline(always)]
    fn open_by_day<const N: usize, const MOVED: bool>(&self, block: &Block<N>, rows: &mut LimitRows<N>) {
        let extent_is_known = self.cases.whole.is_some();
        let absences = block.from.iter().zip(&block.end);
        let cases = absences.zip(block.whole_from.iter().zip(&block.whole_end));
        let limits = rows.law.iter().zip(rows.due.iter_mut().zip(&mut rows.open));
        for (((&from, &end), (&whole_from, &whole_end)), (law, (due, open))) in cases.zip(limits) {
            let counted = self.due(from, whole_from, *law);
            if !MOVED {
                *due = counted;
            }
            let due = *due;
            let is_known = extent_is_known | !law.is_from_whole();
            let own_end = chosen(law.is_from_whole() & extent_is_known, whole_end, end);
            let partly_long_enough =
                law.has_partial_gap() & is_known & (end >= from.wrapping_add(law.days()));
            let short = both(StepReason::NotLongEnough);
            let short = if partly_long_enough { both(StepReason::LawNotEstablished) } else { short };
            let found = if is_known { self.ahead(due) } else { both(StepReason::ExtentNotKnown) };
            let found = if own_end < counted { short } else { found };
            let found = if law.none() == 0 { found } else { law.none() };
            *open = if from > self.as_of { both(StepReason::NotBegun) } else { found };
        }
    }

    /// Judges a step as it is read, against a limit: `OPEN` when not all of it is known or it may have been left out.
    /// Gives the least and the greatest day.
    #[inline(always)]
    fn judge<const N: usize, const OPEN: bool, const LEFT_OUT: bool>(
        &self,
        (limit, step, at, count): (&LimitRows<N>, &StepColumns<'_>, usize, usize),
        (earliest, left_out): (&Rows<N>, &Rows<N>),
        codes: &mut [u8; N],
    ) -> (i32, i32) {
        let limits = limit.due.as_chunks::<WORD>().0.iter().zip(limit.open.as_chunks::<WORD>().0);
        let early = limit.unknown.as_chunks::<WORD>().0.iter().zip(earliest.as_chunks::<WORD>().0);
        let left_out = left_out.as_chunks::<WORD>().0.iter().zip(limit.law.as_chunks::<WORD>().0);
        let mut words = limits.zip(early).zip(left_out).zip(codes.as_chunks_mut::<WORD>().0);
        let known = step.known.filter(|_| OPEN);
        read::<N>(&step.taken, at, count, |row, taken| {
            let Some(((((due, open), (unknown, earliest)), (left_out, law)), codes)) = words.next() else {
                return;
            };
            let known = known.map_or(u32::MAX, |bits| bits.word(row));
            let limits = due.iter().zip(open).zip(unknown.iter().zip(earliest)).zip(left_out.iter().zip(law));
            let rows = limits.zip(taken.iter().zip(&TO_SIGN)).zip(codes);
            for (((((&due, &open), (&unknown, &earliest)), (&left_out, law)), (&taken, &to_sign)), code) in
                rows
            {
                // Taken by this day is taken. Before all days where there is nothing to judge.
                let late = if is_open(open) { self.as_of } else { i32::MIN };
                let mut found = if taken <= late { both(StepReason::Late) } else { open };
                if LEFT_OUT {
                    let in_time = left_out <= due;
                    let left =
                        if in_time { both(StepReason::LeftOut) } else { both(StepReason::LeftOutLate) };
                    let left = if left_out == i32::MIN { unknown } else { left };
                    let is_left = (left_out <= late) & law.is_excusable();
                    found = if is_left { left } else { found };
                }
                if OPEN {
                    found = if mask(known, to_sign) == 0 { unknown } else { found };
                }
                let found = if taken <= due.min(late) { both(StepReason::InTime) } else { found };
                // A day before the case is a slip of the pen: whether the step was taken is not known.
                *code = if taken < earliest { unknown } else { found };
            }
        })
    }

    /// Appends a block of a limit.
    #[inline(always)]
    fn push_limit<const N: usize>(
        &self,
        limit: &LimitRows<N>,
        count: usize,
        marks: &mut [u8; N],
        out: &mut DueColumn,
    ) {
        append(limit.due.get(..count).unwrap_or_default(), &mut out.days, self.past_caches);
        for (mark, open) in marks.iter_mut().zip(&limit.open) {
            *mark = u8::from(is_open(*open));
        }
        // Bits past the last row are not set.
        marks.get_mut(count..).unwrap_or_default().fill(0);
        let eights = marks.as_chunks::<8>().0.iter().take(count.div_ceil(8));
        // Gathers the lowest bit of each of the eight bytes in one byte.
        let gathered =
            eights.map(|eight| (u64::from_le_bytes(*eight).wrapping_mul(0x0102_0408_1020_4080) >> 56) as u8);
        out.valid.extend(gathered);
    }

    /// Appends a block of a step.
    #[inline(always)]
    fn push<const N: usize>(&self, codes: &[u8; N], count: usize, out: &mut StatusColumn) {
        let status = codes.map(|code| code & 15);
        append(status.get(..count).unwrap_or_default(), &mut out.status, self.past_caches);
        if self.reasons {
            let reason = codes.map(|code| (code >> 4).wrapping_sub(1));
            append(reason.get(..count).unwrap_or_default(), &mut out.reason, self.past_caches);
        }
    }
}

/// Whether there is anything to judge.
#[inline(always)]
const fn is_open(open: u8) -> bool {
    (open == both(StepReason::Ahead)) | (open == both(StepReason::Past))
}

/// One of two days. Both are read: told to choose, the compiler chooses an address, which costs more than the day.
#[inline(always)]
const fn chosen(first: bool, one: i32, other: i32) -> i32 {
    other ^ ((one ^ other) & (first as i32).wrapping_neg())
}

impl CaseColumns<'_> {
    fn check_lengths(&self) -> Result<(), ColumnsError> {
        let rows = self.from.days.len();
        let whole = self.whole.as_ref();
        let others = [
            ("to", Some(&self.to)),
            ("whole_from", whole.map(|whole| &whole.from)),
            ("whole_to", whole.map(|whole| &whole.to)),
            ("graded_from", self.graded_from.as_ref()),
            ("continuous_from", self.continuous_from.as_ref()),
        ];
        let steps = STEPS.iter().zip(&self.steps).flat_map(|(step, columns)| {
            let columns = columns.as_ref();
            let taken = columns.map(|columns| &columns.taken);
            let left_out = columns.and_then(|columns| columns.left_out.as_ref());
            [(step.code(), taken), (step.code(), left_out)]
        });
        for (column, days) in others.into_iter().chain(steps) {
            if days.is_some_and(|days| days.days.len() != rows) {
                return Err(ColumnsError::Length { column });
            }
        }
        Ok(())
    }
}
