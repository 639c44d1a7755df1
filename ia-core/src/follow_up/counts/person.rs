//! Everything that can be counted from one person's events: cases, employer periods, self-certified days, benefit days
//! and repeated absence.

use super::benefit::{Benefit, BenefitDay, BenefitGroup, BenefitRule};
use super::employer_period::counter::EmployerPeriodRule;
use super::employer_period::{EmployerPeriods, PaidByNav, employer_periods, employer_periods_by_guidance};
use super::figure;
use super::recurrence::{REPEATED, Repeated};
use super::self_certification::SelfCertified;
use crate::calendar::Date;
use crate::follow_up::cases::case::{CaseLength, FollowUpCase};
use crate::follow_up::cases::days_off::DaysOff;
use crate::follow_up::cases::event::{Event, EventKind, JoinRule};
use crate::follow_up::cases::jobs::{DaysByCase, certified_to, graded_from};
use crate::follow_up::cases::join::heard;
use crate::follow_up::cases::known::{self, KnownCase};
use crate::follow_up::cases::notation::DayKind;
use crate::law::LawError;
use crate::order::stretches::{days, plain_runs};
use crate::order::{ById, in_order};
use crate::record::Id;
use crate::requirement::Options;

/// What is counted for one employer.
#[derive(Debug, Clone)]
pub struct EmployerCount {
    /// The employer; none for events that name none.
    pub employer: Option<Id>,
    /// The employer periods (ftrl § 8-19) by guidance: days off between sick days count. That the rule is not known for
    /// those years.
    pub employer_periods: Result<EmployerPeriods, LawError>,
    /// The same as Nav's payment counts them: a public holiday of which nothing is known is a day at work.
    pub employer_periods_by_nav: Result<EmployerPeriods, LawError>,
    /// Absences that began on the employee's own word, oldest first.
    pub self_certified: Vec<SelfCertified>,
}

/// How a case stands on the day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CaseStanding {
    /// Whole weeks of sick days up to the day.
    pub weeks: u16,
    /// The last day that is certified, also when it lies ahead; none where no day is.
    pub certified_to: Option<Date>,
    /// The first day of graded absence up to the day; none where there was none.
    pub graded_from: Option<Date>,
    /// The first day counted continuously: a return to work ends an absence. Of several, the first that lasts to the
    /// limit of the follow-up plan, else the last.
    pub continuous_from: Date,
}

/// What is counted for one person.
#[derive(Debug, Clone)]
pub struct PersonCount {
    /// The follow-up cases, oldest first.
    pub cases: Vec<FollowUpCase>,
    /// What the next step needs to know of each case.
    pub standing: Vec<CaseStanding>,
    /// For each employer, by id.
    pub employers: Vec<EmployerCount>,
    /// Benefit days from Nav, over all employers; that the rule is not known for those years.
    pub benefit: Result<Benefit, LawError>,
    /// Nav's flag of repeated absence.
    pub repeated: Repeated,
}

/// Counts one person's events up to a day. The order of the events makes no difference, and those that begin after the
/// day do not count.
///
/// `born` narrows the right to benefit from 67 and ends it at 70 years; `group` says how many days it lasts, and
/// whether Nav pays the days of the employer period too.
pub fn person_count(
    events: &[Event],
    rule: JoinRule,
    (born, group): (Option<Date>, BenefitGroup),
    as_of: Date,
) -> PersonCount {
    let events = &known::begun(events, as_of);
    let known = known::cases(events, rule, as_of);
    let mut by_case = DaysByCase::new(events, rule, as_of, &Options::default());
    let standing = |KnownCase { case, weeks }: &KnownCase| {
        let own = by_case.of(case);
        let days = || own.map(|own| own.days.days.as_slice()).unwrap_or_default();
        CaseStanding {
            weeks: *weeks,
            certified_to: certified_to(case, days()),
            graded_from: graded_from(case, days(), as_of),
            continuous_from: own.map_or(case.from, |own| own.continuous.first_day(case)),
        }
    };
    let standing = known.iter().map(standing).collect();
    let cases: Vec<FollowUpCase> = known.into_iter().map(|KnownCase { case, .. }| case).collect();
    // No id is empty: events without an employer come first.
    let by_employer =
        in_order(events, |event| Some((Date::MIN, event.employer.as_ref().map_or("", Id::as_str))));
    let mut employers: Vec<Option<Id>> =
        by_employer.into_iter().map(|(_, event)| event.employer.clone()).collect();
    employers.dedup();
    // Events without an employer are of every job; they stand alone only where there is no other.
    if employers.len() > 1 {
        employers.retain(Option::is_some);
    }
    let by_employer = ByEmployer::new(events);
    let counts: Vec<Counted> =
        employers.into_iter().map(|employer| by_employer.count(employer, as_of)).collect();
    let benefit = benefit(&counts, (born, group), as_of);
    let lengths: Vec<CaseLength> = cases.iter().map(FollowUpCase::length).collect();
    PersonCount {
        repeated: REPEATED.of(&lengths, as_of),
        employers: counts.into_iter().map(|counted| counted.count).collect(),
        benefit,
        cases,
        standing,
    }
}

/// What is counted for one employer, and what its days were.
struct Counted {
    count: EmployerCount,
    runs: Vec<(Date, Date, DayKind)>,
}

/// The events by employer.
struct ByEmployer<'a> {
    events: &'a [Event],
    by_id: ById<'a>,
}

impl<'a> ByEmployer<'a> {
    fn new(events: &'a [Event]) -> Self {
        // No id is empty.
        let key = |event: &'a Event| (event.employer.as_ref().map_or("", Id::as_str), event.from);
        Self { events, by_id: ById::new(events, |event| Some(key(event))) }
    }

    fn of(&self, employer: Option<&Id>) -> Vec<&'a Event> {
        let own = self.by_id.of(employer.map_or("", Id::as_str)).iter();
        own.filter_map(|one| self.events.get(one.place)).collect()
    }

    /// Events without an employer are of every job.
    fn count(&self, employer: Option<Id>, as_of: Date) -> Counted {
        let mut own = if employer.is_some() { self.of(None) } else { Vec::new() };
        own.extend(self.of(employer.as_ref()));
        count(own, employer, as_of)
    }
}

/// Counts the events of one employer that have begun by the day.
fn count(own: Vec<&Event>, employer: Option<Id>, as_of: Date) -> Counted {
    let (off, own): (Vec<&Event>, Vec<&Event>) =
        own.into_iter().partition(|event| event.kind == EventKind::DayOff);
    let off = DaysOff::new(off.iter().map(|event| (event.from, event.to)));
    let is_off = |day| off.has(day);
    let runs = day_runs(&own, as_of);
    let days = each_day(&runs);
    let first = runs.first().map(|(first, _, _)| *first);
    let periods = |count: &dyn Fn(EmployerPeriodRule) -> EmployerPeriods| {
        first.map_or_else(|| Ok(EmployerPeriods::default()), |day| EmployerPeriodRule::at(day).map(count))
    };
    let (line, nav) = (|| days.iter().copied(), PaidByNav::default());
    Counted {
        count: EmployerCount {
            employer,
            employer_periods: periods(&|rule| employer_periods_by_guidance(rule, line(), &nav, &is_off)),
            employer_periods_by_nav: periods(&|rule| employer_periods(rule, line(), &nav)),
            self_certified: self_certified(&days, &is_off, days_apart(as_of)),
        },
        runs,
    }
}

/// The counts of one employer, from events that have begun by the day.
pub(in crate::follow_up) fn employer_count(own: Vec<&Event>, as_of: Date) -> EmployerCount {
    count(own, None, as_of).count
}

/// What each day was, from the first reported to the last that is not after `as_of`.
fn day_runs(events: &[&Event], as_of: Date) -> Vec<(Date, Date, DayKind)> {
    let (Some(first), Some(last)) =
        (events.iter().map(|event| event.from).min(), events.iter().map(|event| event.to).max())
    else {
        return Vec::new();
    };
    let last = last.min(as_of);
    let heard = heard(events);
    let mut found = Vec::new();
    let mut next = Some(first);
    for run in plain_runs(heard.iter().map(|event| (event.from, event.to)).collect()) {
        let before = run.from.plus_days(-1);
        if let Some((from, to)) = next.zip(before).filter(|(from, to)| from <= to) {
            found.push((from, to.min(last), DayKind::NothingKnown));
        }
        let event = run.top.and_then(|place| heard.get(place));
        let kind = event.map_or(DayKind::NothingKnown, |event| event.kind.day(JoinRule::HolidayCounts));
        found.push((run.from, run.to.min(last), kind));
        next = run.to.plus_days(1);
    }
    if let Some(from) = next {
        found.push((from, last, DayKind::NothingKnown));
    }
    found.retain(|(from, to, _)| from <= to);
    found
}

fn each_day(runs: &[(Date, Date, DayKind)]) -> Vec<(Date, DayKind)> {
    let mut all = Vec::new();
    for &(from, to, kind) in runs {
        for day in days(from, to) {
            all.push((day, kind));
        }
    }
    all
}

/// So many days in a row without sickness end an absence, whatever they were: from here on the act no longer counts
/// days before and after together (§ 8-24 fifth paragraph).
fn days_apart(as_of: Date) -> u16 {
    figure(as_of, "ftrl-8-24-5", "calendar_days").unwrap_or_default()
}

/// The absences that began on the employee's own word, oldest first.
///
/// An absence ends when work is resumed: on a day at work, or a working day of which nothing is known. Other days without
/// sickness belong to it when it goes on after them: weekends, public holidays, days off by the rota, holiday and
/// leave. Between two days on the employee's own word they are self-certified too.
fn self_certified(
    days: &[(Date, DayKind)],
    is_off: &dyn Fn(Date) -> bool,
    days_apart: u16,
) -> Vec<SelfCertified> {
    let mut found: Vec<SelfCertified> = Vec::new();
    // The absence that is open, whether its last sick day was certified, and the days without sickness since.
    let mut open: Option<(SelfCertified, bool, u16)> = None;
    for &(day, kind) in days {
        let is_certified = match kind {
            DayKind::SelfCertified => false,
            DayKind::Sick | DayKind::Graded | DayKind::TimeBarred | DayKind::Treatment => true,
            DayKind::Working | DayKind::OtherBenefit => {
                found.extend(open.take().map(|(absence, _, _)| absence));
                continue;
            }
            DayKind::Holiday | DayKind::Leave | DayKind::NotBackAtWork | DayKind::NothingKnown => {
                let may_belong = kind != DayKind::NothingKnown || is_off(day);
                let gap = open.as_ref().map_or(0, |(_, _, gap)| gap.saturating_add(1));
                if !may_belong || gap >= days_apart {
                    found.extend(open.take().map(|(absence, _, _)| absence));
                } else if let Some((_, _, held)) = &mut open {
                    *held = gap;
                }
                continue;
            }
        };
        if let Some((absence, was_certified, gap)) = &mut open {
            match (*was_certified, is_certified, absence.own_word.last_mut()) {
                // With the days off between.
                (false, false, Some((_, last))) => *last = day,
                (_, false, _) => absence.own_word.push((day, day)),
                (_, true, _) => {}
            }
            if *was_certified != is_certified {
                absence.not_settled = absence.not_settled.saturating_add(*gap);
            }
            (absence.to, absence.counts_to) = (day, day);
            (*was_certified, *gap) = (is_certified, 0);
        } else if !is_certified {
            open = Some((SelfCertified::without_certificate(day, day), false, 0));
        } else if let Some(before) = found.last_mut()
            && day.days_since(before.counts_to) <= i64::from(days_apart)
        {
            before.counts_to = day;
        }
    }
    found.extend(open.map(|(absence, _, _)| absence));
    found
}

/// Nav pays Monday to Friday of the sick days outside the employer periods, or from the first day. With several employers a day is paid when
/// one of them no longer pays it.
fn benefit(
    employers: &[Counted],
    (born, group): (Option<Date>, BenefitGroup),
    as_of: Date,
) -> Result<Benefit, LawError> {
    let rule = BenefitRule::at(as_of, group)?;
    let firsts = employers.iter().filter_map(|one| one.runs.first()).map(|(from, _, _)| *from);
    let first = firsts.chain([as_of]).min().unwrap_or(as_of);
    let count = usize::try_from(as_of.days_since(first).saturating_add(1)).unwrap_or_default();
    let mut found = vec![BenefitDay::NotPaid; count];
    for Counted { count, runs } in employers {
        let periods = &count.employer_periods_by_nav.as_ref().map_err(Clone::clone)?.periods;
        // The days that the employer pays, in order.
        let paid = periods.iter().flat_map(|period| &period.without_duty);
        let mut paid = paid.filter(|_| group != BenefitGroup::FromFirstDay).peekable();
        for (day, kind) in each_day(runs) {
            while paid.next_if(|run| run.to.is_some_and(|to| to < day)).is_some() {}
            let paid_by_employer = paid.peek().is_some_and(|run| run.contains(day));
            let sort = match kind {
                DayKind::Sick | DayKind::Graded | DayKind::Treatment if !paid_by_employer => {
                    if day.is_weekend() { BenefitDay::Weekend } else { BenefitDay::Paid }
                }
                DayKind::Holiday | DayKind::Leave => BenefitDay::Free,
                _ => BenefitDay::NotPaid,
            };
            let place = usize::try_from(day.days_since(first)).unwrap_or(usize::MAX);
            let Some(found) = found.get_mut(place) else { continue };
            // Paid by one is paid; free counts where nobody pays.
            *found = match (*found, sort) {
                (BenefitDay::Paid | BenefitDay::Weekend, _) | (BenefitDay::Free, BenefitDay::NotPaid) => {
                    *found
                }
                (_, sort) => sort,
            };
        }
    }
    Ok(rule.of(days(first, as_of).zip(found), born, as_of))
}
