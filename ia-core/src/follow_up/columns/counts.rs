//! From the reports of many people to what the acts count: employer periods, self-certified days and repeated absence.
//!
//! The counts are those of [`person_count`](crate::follow_up::person_count()) for one person, of reports that are known on the day.
//! Days more than twenty years before it are not looked at.

use super::ColumnsError;
use super::cases::{EventColumns, NO_EMPLOYER, Row, check_employers, events};
use crate::calendar::Date;
use crate::follow_up::cases::event::{Event, JoinRule};
use crate::follow_up::cases::known::{self, KnownCase};
use crate::follow_up::counts::employer_period::{EmployerPeriod, EmployerPeriods};
use crate::follow_up::counts::person::{EmployerCount, employer_count};
use crate::follow_up::counts::recurrence::REPEATED;
use crate::follow_up::counts::self_certification::{
    SelfCertificationScheme, SelfCertified, self_certification, withdrawal,
};
use crate::law::LawError;
use crate::limits::MOST_DAYS;
use std::collections::BTreeMap;

/// The counts of many people, a row for each person and employer: by person in the order of their numbers, then by
/// employer.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct CountRows {
    /// Whose.
    pub person: Vec<u32>,
    /// At which employer; [`NO_EMPLOYER`] where no report of the person names one.
    pub employer: Vec<u32>,
    /// The newest employer period (ftrl. § 8-19) by guidance: days off between sick days count.
    pub by_guidance: PeriodRows,
    /// The same as Nav's payment counts it.
    pub by_nav: PeriodRows,
    /// Self-certified days that count together with an absence that begins on the day (ftrl. § 8-24); none where the rule
    /// of that day is not known.
    pub self_certified_days: Vec<Option<u16>>,
    /// Days beside these of which it is not settled whether they are self-certified.
    pub self_certified_not_settled: Vec<Option<u16>>,
    /// Days left of those that the act gives at a time.
    pub self_certified_left: Vec<Option<u16>>,
    /// Absences without a certificate in the months up to the day that § 8-27 counts.
    pub absences_in_year: Vec<Option<u16>>,
    /// Whether they are so many that the right may be taken away.
    pub may_be_taken_away: Vec<Option<bool>>,
    /// How many cases of the person count for Nav's flag of repeated absence.
    pub repeated_cases: Vec<u16>,
    /// How many days they have.
    pub repeated_days: Vec<u32>,
    /// Whether Nav marks the absence as repeated.
    pub is_repeated: Vec<bool>,
}

/// Employer periods, a row each; nothing where there is none, or the rule is not known for those years.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct PeriodRows {
    /// The first day that the employer pays, in days since 1970-01-01.
    pub from: Vec<Option<i32>>,
    /// The last, up to the day.
    pub to: Vec<Option<i32>>,
    /// How many days the employer pays, up to the day.
    pub days: Vec<Option<u16>>,
    /// Whether it is clear that the period is over.
    pub complete: Vec<Option<bool>>,
}

impl PeriodRows {
    fn push(&mut self, newest: Option<&EmployerPeriod>) {
        let number = |day: Option<Date>| day.map(Date::days_from_epoch);
        self.from.push(number(newest.and_then(EmployerPeriod::first_paid)));
        self.to.push(number(newest.and_then(EmployerPeriod::last_paid)));
        self.days.push(newest.map(EmployerPeriod::days_paid));
        self.complete.push(newest.map(|period| period.settled));
    }
}

/// Counts the rows up to a day. Rows that begin or were recorded after `as_of` do not count, and neither do
/// days after it. A report that goes on is known up to the day.
///
/// # Errors
/// [`ColumnsError`] with the first row that is no event, or that a person has too many employers.
pub fn counts_of(events: &EventColumns<'_>, rule: JoinRule, as_of: Date) -> Result<CountRows, ColumnsError> {
    let mut ordered = events.read(as_of)?;
    ordered.sort_unstable();
    let mut out = CountRows::default();
    for own in ordered.chunk_by(|a, b| a.person == b.person) {
        out.count(own, rule, as_of)?;
    }
    Ok(out)
}

/// Absences of one employer with more days than this between them are counted apart: every count begins anew long before.
const APART: i64 = 60;

/// The counts of one employer's events, oldest first. Events that lie far apart are counted one part at a time, so that the
/// days between are not gone through.
fn apart(mut own: Vec<&Event>, as_of: Date) -> Vec<EmployerCount> {
    own.sort_unstable_by_key(|event| (event.from, event.to));
    let mut parts: Vec<(Vec<&Event>, Date)> = Vec::new();
    for event in own {
        match parts.last_mut() {
            Some((part, last)) if event.from.days_since(*last) <= APART => {
                part.push(event);
                *last = event.to.max(*last);
            }
            _ => parts.push((vec![event], event.to)),
        }
    }
    parts.into_iter().map(|(part, _)| employer_count(part, as_of)).collect()
}

/// The events of rows, each with the number of its employer, without what is too long ago.
fn recent(own: &[Row], as_of: Date) -> Vec<(u32, Event)> {
    let first = as_of.plus_days(MOST_DAYS.saturating_neg()).unwrap_or(Date::MIN);
    let rows = own.iter().filter(|row| row.to >= first);
    let rows: Vec<Row> = rows.map(|row| row.since(first)).collect();
    rows.iter().map(|row| row.employer).zip(events(&rows)).collect()
}

impl CountRows {
    /// Appends what is counted for one person.
    fn count(&mut self, own: &[Row], rule: JoinRule, as_of: Date) -> Result<(), ColumnsError> {
        let Some(person) = own.first().map(|row| row.person) else { return Ok(()) };
        let (numbers, events): (Vec<u32>, Vec<Event>) = recent(own, as_of).into_iter().unzip();
        let mut by_employer: BTreeMap<u32, Vec<&Event>> =
            own.iter().map(|row| (row.employer, Vec::new())).collect();
        for (employer, event) in numbers.iter().zip(&events) {
            by_employer.entry(*employer).or_default().push(event);
        }
        // Reports without an employer are of every job; they stand alone only where there is no other.
        let of_all = if by_employer.len() > 1 { by_employer.remove(&NO_EMPLOYER) } else { None };
        check_employers(own)?;
        let cases = known::cases(&events, rule, as_of);
        let lengths: Vec<_> = cases.iter().map(|KnownCase { case, .. }| case.length()).collect();
        let repeated = REPEATED.of(&lengths, as_of);
        for (employer, mut own) in by_employer {
            own.extend(of_all.iter().flatten());
            let counts = apart(own, as_of);
            let newest = |periods: fn(&EmployerCount) -> &Result<EmployerPeriods, LawError>| {
                counts.iter().rev().map(periods).find_map(|found| found.as_ref().ok()?.periods.last())
            };
            let certified: Vec<SelfCertified> =
                counts.iter().flat_map(|count| &count.self_certified).cloned().collect();
            let certified = &certified;
            let standing =
                self_certification(certified, None, SelfCertificationScheme::Statutory, as_of).ok();
            let withdrawal = withdrawal(certified, as_of).ok();
            self.person.push(person);
            self.employer.push(employer);
            self.by_guidance.push(newest(|count| &count.employer_periods));
            self.by_nav.push(newest(|count| &count.employer_periods_by_nav));
            self.self_certified_days.push(standing.map(|standing| standing.used));
            self.self_certified_not_settled.push(standing.map(|standing| standing.not_settled));
            self.self_certified_left.push(standing.map(|standing| standing.left));
            self.absences_in_year.push(withdrawal.map(|withdrawal| withdrawal.absences));
            self.may_be_taken_away.push(withdrawal.map(|withdrawal| withdrawal.number_reached));
            self.repeated_cases.push(repeated.cases);
            self.repeated_days.push(repeated.days);
            self.is_repeated.push(repeated.is_repeated);
        }
        Ok(())
    }
}
