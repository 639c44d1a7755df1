//! From events to follow-up cases. Which absences are one case is practice: neither aml § 4-6 nor ftrl § 8-7 a says
//! it. The choice is an argument, and Nav itself has more than one.

use super::adjoining::adjoining;
use super::case::FollowUpCase;
use super::event::{Event, EventKind, JoinRule, Stage};
use super::notation::DayKind;
use crate::calendar::Date;
use crate::record::Id;
use core::cmp::Reverse;

/// So many days that are no sick days in a row end a follow-up case; one fewer joins. Practice of Nav
/// (navikt/isoppfolgingstilfelle and navikt/flex-syketilfelle), not the 16 days of ftrl § 8-19.
pub const GAP_DAYS: u16 = 16;

/// What a day is to a case.
#[derive(Clone, Copy, PartialEq, Eq)]
enum CaseDay {
    Sick,
    Holiday,
    Gap,
}

impl CaseDay {
    const fn of(kind: DayKind) -> Self {
        match kind {
            DayKind::Sick
            | DayKind::Graded
            | DayKind::SelfCertified
            | DayKind::TimeBarred
            | DayKind::Treatment => Self::Sick,
            DayKind::Holiday | DayKind::Leave => Self::Holiday,
            DayKind::Working | DayKind::NotBackAtWork | DayKind::OtherBenefit | DayKind::NothingKnown => {
                Self::Gap
            }
        }
    }
}

/// What is kept of a day that belongs to a case.
struct Kept<'a> {
    day: Date,
    top: Option<&'a Event>,
    partly: bool,
    /// Employers of all reports of the day, and of new certificates apart.
    employers: Vec<&'a Id>,
    of_new: Vec<&'a Id>,
}

/// The days of a case so far, and the days since that were none.
struct Joiner<'a> {
    rule: JoinRule,
    kept: Vec<Kept<'a>>,
    gap: u16,
    cases: Vec<FollowUpCase>,
}

impl<'a> Joiner<'a> {
    const fn new(rule: JoinRule) -> Self {
        Self { rule, kept: Vec::new(), gap: 0, cases: Vec::new() }
    }

    fn day(&mut self, case_day: CaseDay, kept: impl FnOnce() -> Kept<'a>) {
        match case_day {
            CaseDay::Sick => {
                self.kept.push(kept());
                self.gap = 0;
            }
            CaseDay::Gap => self.gap = self.gap.saturating_add(1),
            CaseDay::Holiday if self.gap > 0 => self.gap = self.gap.saturating_add(1),
            CaseDay::Holiday if self.rule == JoinRule::HolidayCounts && !self.kept.is_empty() => {
                self.kept.push(kept());
            }
            CaseDay::Holiday => {}
        }
        if self.gap >= GAP_DAYS && !self.kept.is_empty() {
            self.close();
        }
    }

    fn close(&mut self) {
        let kept = core::mem::take(&mut self.kept);
        self.gap = 0;
        let (Some(first), Some(last)) = (kept.first(), kept.last()) else {
            return;
        };
        let is_employee_at_end = is_employee(&kept);
        let mut employers = distinct(kept.iter().flat_map(|day| &day.employers));
        if employers.is_empty() && is_employee_at_end {
            employers = distinct(kept.iter().flat_map(|day| &day.of_new));
        }
        self.cases.push(FollowUpCase {
            from: first.day,
            to: last.day,
            sick_days: kept.len().try_into().unwrap_or(u16::MAX),
            employers,
            graded_at_end: last.partly,
            is_employee_at_end,
        });
    }

    fn end(mut self) -> Vec<FollowUpCase> {
        self.close();
        self.cases
    }
}

fn distinct<'a>(ids: impl Iterator<Item = &'a &'a Id>) -> Vec<Id> {
    let mut found: Vec<Id> = Vec::new();
    for id in ids {
        if !found.contains(id) {
            found.push((*id).clone());
        }
    }
    found
}

/// Whether the person was employed at the end, as Nav concludes it from the reports that decided the days.
fn is_employee(kept: &[Kept<'_>]) -> bool {
    let tops = || kept.iter().filter_map(|day| day.top);
    let any = |stage: Stage| tops().any(|top| top.stage == stage && top.kind != EventKind::IncomeReport);
    let report = tops().any(|top| top.kind == EventKind::IncomeReport);
    if any(Stage::Confirmed) && !any(Stage::Sent) && !report {
        return false;
    }
    let Some(last) = kept.last().and_then(|day| day.top) else {
        return false;
    };
    let sent_to_employer =
        |top: &Event| top.kind.is_certificate() && top.stage == Stage::Sent && top.employer.is_some();
    last.employer.is_some()
        || (last.kind.is_certificate() && last.stage == Stage::New && tops().any(sent_to_employer))
}

/// The follow-up cases in a person's events, oldest first. The order of the events makes no difference.
///
/// A corrected event is left out. Each day is decided by the report that is heard first
/// ([`PRIORITY`](super::PRIORITY)); with several employers it is a day at work only where it is so in every job.
///
/// ```
/// use ia_core::follow_up::{Event, EventKind, JoinRule, Stage, join};
/// let day = |text: &str| text.parse::<ia_core::Date>().unwrap();
/// let event = |id: &str, from: &str, to: &str| Event {
///     id: id.parse().unwrap(),
///     employer: Some("employer-1".parse().unwrap()),
///     from: day(from),
///     to: day(to),
///     kind: EventKind::Certificate,
///     stage: Stage::Sent,
///     recorded: 0,
///     corrects: None,
/// };
/// let joined = [event("e-1", "2026-02-13", "2026-02-13"), event("e-2", "2026-03-01", "2026-03-03")];
/// assert_eq!(join(&joined, JoinRule::HolidayCounts).len(), 1); // 15 days between
/// let apart = [event("e-1", "2026-02-13", "2026-02-13"), event("e-2", "2026-03-02", "2026-03-03")];
/// assert_eq!(join(&apart, JoinRule::HolidayCounts).len(), 2); // 16
/// ```
pub fn join(events: &[Event], rule: JoinRule) -> Vec<FollowUpCase> {
    let events = standing(events);
    if rule == JoinRule::Adjoining {
        return adjoining(&events);
    }
    let heard = heard(&events);
    let employers = distinct_employers(&events);
    let mut joiner = Joiner::new(rule);
    let mut next = heard.iter().map(|event| event.from).min();
    while let Some(day) = next {
        let of_day: Vec<&Event> = heard.iter().copied().filter(|event| event.covers(day)).collect();
        let case_day = case_day(&of_day, &employers, rule);
        joiner.day(case_day, || Kept {
            day,
            top: of_day.first().copied(),
            partly: of_day.iter().find_map(|event| event.kind.partly()).unwrap_or(false),
            employers: employers_of(&of_day, true),
            of_new: employers_of(&of_day, false),
        });
        next = if of_day.is_empty() && joiner.kept.is_empty() {
            // No case is open: on to the next day of which anything is heard.
            heard.iter().map(|event| event.from).filter(|from| *from > day).min()
        } else {
            day.plus_days(1)
        };
    }
    joiner.end()
}

/// The follow-up cases in days of which it is known what they were, in order. A day that is not given is neither
/// sick nor a gap. Nothing is known of employers.
pub fn join_days(days: impl IntoIterator<Item = (Date, DayKind)>, rule: JoinRule) -> Vec<FollowUpCase> {
    let mut joiner = Joiner::new(rule);
    for (day, kind) in days {
        let case_day = CaseDay::of(kind);
        if rule == JoinRule::Adjoining && case_day != CaseDay::Sick {
            joiner.close();
            continue;
        }
        let partly = kind == DayKind::Graded;
        let kept = || Kept { day, top: None, partly, employers: Vec::new(), of_new: Vec::new() };
        joiner.day(case_day, kept);
    }
    joiner.end()
}

/// The event that decides the day; none when none is heard.
pub fn decides(events: &[Event], day: Date) -> Option<&Event> {
    heard(&standing(events)).into_iter().find(|event| event.covers(day))
}

/// The events without those that are corrected and those without a day.
pub(super) fn standing(events: &[Event]) -> Vec<&Event> {
    let corrected: Vec<&Id> = events.iter().filter_map(|event| event.corrects.as_ref()).collect();
    events.iter().filter(|event| event.from <= event.to && !corrected.contains(&&event.id)).collect()
}

/// Those that are heard at all, best first. Of two alike, the one recorded last, then the smaller id.
pub(super) fn heard<'a>(events: &[&'a Event]) -> Vec<&'a Event> {
    let mut heard: Vec<(usize, &Event)> =
        events.iter().filter_map(|event| Some((event.rank()?, *event))).collect();
    heard.sort_by_key(|(rank, event)| (*rank, Reverse(event.recorded), *event));
    heard.into_iter().map(|(_, event)| event).collect()
}

fn distinct_employers<'a>(events: &[&'a Event]) -> Vec<&'a Id> {
    let mut found: Vec<&Id> = events
        .iter()
        .filter(|event| event.shows_employer())
        .filter_map(|event| event.employer.as_ref())
        .collect();
    found.sort();
    found.dedup();
    found
}

fn employers_of<'a>(of_day: &[&'a Event], shown: bool) -> Vec<&'a Id> {
    let of = of_day.iter().filter(|event| !shown || event.shows_employer());
    of.filter_map(|event| event.employer.as_ref()).collect()
}

/// What the events of a day, best first, make of it.
fn case_day(of_day: &[&Event], employers: &[&Id], rule: JoinRule) -> CaseDay {
    let Some(top) = of_day.first() else {
        return CaseDay::Gap;
    };
    let at_work = |event: &Event| event.kind.day(rule) == DayKind::Working;
    let best = |employer: &Id| of_day.iter().find(|event| event.employer.as_ref() == Some(employer));
    let mut jobs = employers.iter().filter_map(|employer| best(employer)).peekable();
    let working = if rule == JoinRule::HolidayLeftOut || jobs.peek().is_none() {
        at_work(top)
    } else {
        jobs.all(|event| at_work(event))
    };
    match CaseDay::of(top.kind.day(rule)) {
        _ if working => CaseDay::Gap,
        CaseDay::Holiday => CaseDay::Holiday,
        CaseDay::Sick | CaseDay::Gap => CaseDay::Sick,
    }
}
