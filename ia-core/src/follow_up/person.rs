//! Everything that can be counted from one person's events: cases, employer periods, self-certified days, benefit days
//! and repeated absence.

use super::benefit::{Benefit, BenefitDay, BenefitGroup, BenefitRule};
use super::case::{CaseLength, FollowUpCase};
use super::employer_counter::EmployerPeriodRule;
use super::employer_period::{EmployerPeriods, PaidByNav, employer_periods};
use super::event::{Event, JoinRule};
use super::join::{heard, join, standing};
use super::notation::DayKind;
use super::recurrence::{REPEATED, Repeated};
use super::self_certification::SelfCertified;
use crate::calendar::Date;
use crate::law::LawError;
use crate::record::Id;

/// What is counted for one employer.
#[derive(Debug, Clone)]
pub struct EmployerCount {
    /// The employer; none for events that name none.
    pub employer: Option<Id>,
    /// The employer periods (ftrl § 8-19), or that the rule is not known for those years.
    pub employer_periods: Result<EmployerPeriods, LawError>,
    /// Absences that began on the employee's own word, oldest first.
    pub self_certified: Vec<SelfCertified>,
}

/// What is counted for one person.
#[derive(Debug, Clone)]
pub struct PersonCount {
    /// The follow-up cases, oldest first.
    pub cases: Vec<FollowUpCase>,
    /// For each employer, by id.
    pub employers: Vec<EmployerCount>,
    /// Benefit days from Nav, over all employers; that the rule is not known for those years.
    pub benefit: Result<Benefit, LawError>,
    /// Nav's flag of repeated absence.
    pub repeated: Repeated,
}

/// Counts one person's events up to a day. The order of the events makes no difference.
///
/// `born` narrows the right to benefit from 67 and ends it at 70 years; `group` says how many days it lasts, and
/// whether Nav pays the days of the employer period too.
pub fn person_count(
    events: &[Event],
    rule: JoinRule,
    (born, group): (Option<Date>, BenefitGroup),
    as_of: Date,
) -> PersonCount {
    let cases = join(events, rule);
    let mut employers: Vec<Option<Id>> = events.iter().map(|event| event.employer.clone()).collect();
    employers.sort_unstable();
    employers.dedup();
    // Events without an employer are of every job; they stand alone only where there is no other.
    if employers.len() > 1 {
        employers.retain(Option::is_some);
    }
    let counts: Vec<(EmployerCount, Vec<(Date, DayKind)>)> =
        employers.into_iter().map(|employer| count(events, employer, as_of)).collect();
    let benefit = benefit(&counts, (born, group), as_of);
    let lengths: Vec<CaseLength> = cases.iter().map(FollowUpCase::length).collect();
    PersonCount {
        repeated: REPEATED.of(&lengths, as_of),
        employers: counts.into_iter().map(|(count, _)| count).collect(),
        benefit,
        cases,
    }
}

fn count(events: &[Event], employer: Option<Id>, as_of: Date) -> (EmployerCount, Vec<(Date, DayKind)>) {
    let own: Vec<Event> = events
        .iter()
        .filter(|event| event.employer.is_none() || event.employer == employer)
        .filter(|event| event.from <= as_of)
        .cloned()
        .collect();
    let days = days(&own, as_of);
    let employer_periods = days.first().map_or_else(
        || Ok(EmployerPeriods::default()),
        |(first, _)| {
            Ok(employer_periods(EmployerPeriodRule::at(*first)?, days.iter().copied(), &PaidByNav::default()))
        },
    );
    (EmployerCount { employer, employer_periods, self_certified: self_certified(&days) }, days)
}

/// What each day was, from the first reported to the last that is not after `as_of`.
fn days(events: &[Event], as_of: Date) -> Vec<(Date, DayKind)> {
    let (Some(first), Some(last)) =
        (events.iter().map(|event| event.from).min(), events.iter().map(|event| event.to).max())
    else {
        return Vec::new();
    };
    let last = last.min(as_of);
    let heard = heard(&standing(events));
    core::iter::successors(Some(first), |day| day.plus_days(1))
        .take_while(|day| *day <= last)
        .map(|day| {
            let event = heard.iter().find(|event| event.covers(day));
            (day, event.map_or(DayKind::NothingKnown, |event| event.kind.day(JoinRule::HolidayCounts)))
        })
        .collect()
}

/// Stretches of sickness that began on the employee's own word.
fn self_certified(days: &[(Date, DayKind)]) -> Vec<SelfCertified> {
    let is_certified = |kind: DayKind| {
        matches!(kind, DayKind::Sick | DayKind::Graded | DayKind::TimeBarred | DayKind::Treatment)
    };
    let mut found: Vec<SelfCertified> = Vec::new();
    let mut open: Option<SelfCertified> = None;
    for &(day, kind) in days {
        match (&mut open, kind) {
            (Some(absence), DayKind::SelfCertified) => absence.to = day,
            (Some(absence), kind) if is_certified(kind) => {
                absence.to = day;
                absence.certified_from = absence.certified_from.or(Some(day));
            }
            (None, DayKind::SelfCertified) => {
                open = Some(SelfCertified { from: day, to: day, certified_from: None });
            }
            (None, _) => {}
            (Some(_), _) => found.extend(open.take()),
        }
    }
    found.extend(open);
    found
}

/// Nav pays Monday to Friday of the sick days outside the employer periods, or from the first day. With several employers a day is paid when
/// one of them no longer pays it.
fn benefit(
    employers: &[(EmployerCount, Vec<(Date, DayKind)>)],
    (born, group): (Option<Date>, BenefitGroup),
    as_of: Date,
) -> Result<Benefit, LawError> {
    let rule = BenefitRule::at(as_of, group)?;
    let mut first = as_of;
    let mut own = Vec::new();
    for (count, days) in employers {
        let periods = count.employer_periods.as_ref().map_err(Clone::clone)?;
        let paid_by_employer = move |day: Date| {
            group != BenefitGroup::FromFirstDay
                && periods
                    .periods
                    .iter()
                    .any(|period| period.without_duty.iter().any(|run| run.contains(day)))
        };
        first = days.first().map_or(first, |(day, _)| first.min(*day));
        own.push((days, paid_by_employer));
    }
    let day_of = |day: Date| {
        let mut found = BenefitDay::NotPaid;
        for (days, paid_by_employer) in &own {
            let kind =
                days.binary_search_by_key(&day, |(day, _)| *day).ok().and_then(|place| days.get(place));
            let sort = match kind.map(|(_, kind)| *kind) {
                Some(DayKind::Sick | DayKind::Graded | DayKind::Treatment) if !paid_by_employer(day) => {
                    if day.is_weekend() { BenefitDay::Weekend } else { BenefitDay::Paid }
                }
                Some(DayKind::Holiday | DayKind::Leave) => BenefitDay::Free,
                _ => BenefitDay::NotPaid,
            };
            // Paid by one is paid; free counts where nobody pays.
            found = match (found, sort) {
                (BenefitDay::Paid | BenefitDay::Weekend, _) | (BenefitDay::Free, BenefitDay::NotPaid) => {
                    found
                }
                (_, sort) => sort,
            };
        }
        found
    };
    let days = core::iter::successors(Some(first), |day| day.plus_days(1)).take_while(|day| *day <= as_of);
    Ok(rule.of(days.map(|day| (day, day_of(day))), born, as_of))
}
