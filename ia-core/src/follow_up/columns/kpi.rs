//! How large a share of a step was taken in time, late, or not at all, by group and month.
//!
//! A case counts once its limit is past. On the limit's day there is still time: were those counted who are done by
//! then, and not those who may still be, the share would look better than it is. A row that fewer than
//! [`LEAST`] persons stand behind says nothing about them.

use super::{DueColumn, StatusColumn};
use crate::calendar::Date;
use crate::code::Code as _;
use crate::follow_up::StepStatus;

/// The fewest persons that a row may speak of. More can be asked for, fewer not.
pub const LEAST: u32 = 5;

/// Fewer persons were asked for than a row may speak of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("expected {LEAST} or more persons behind each row")]
pub struct TooFew;

/// A month of a year.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Month {
    /// The year.
    pub year: i32,
    /// The month, from 1.
    pub month: u32,
}

/// Who a row is about. Numbers stand for groups and persons: what they are called is not needed here.
#[derive(Debug, Clone, Copy)]
pub struct Rows<'a> {
    /// How the step stands.
    pub status: &'a StatusColumn,
    /// Its limit.
    pub due: &'a DueColumn,
    /// The group of each row.
    pub groups: &'a [u32],
    /// The person of each row; each row is a person when left out.
    pub persons: Option<&'a [u32]>,
}

/// Tenths of a percent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Tenths(pub u32);

/// What a row says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Figures {
    /// Persons behind the shares.
    pub persons: u32,
    /// Cases behind the shares: the three below.
    pub cases: u32,
    /// Taken in time.
    pub in_time: u32,
    /// Taken after the limit.
    pub late: u32,
    /// Not taken.
    pub missing: u32,
    /// Cases beside these, in time by one reading of how absence is counted and late by another.
    pub contestable: u32,
    /// Cases beside these, of which it is not known whether the step was taken.
    pub unknown: u32,
}

/// A group in a month.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Row {
    /// The group.
    pub group: u32,
    /// The month of the limit; none when months are not told apart.
    pub month: Option<Month>,
    /// None when too few persons stand behind it.
    pub figures: Option<Figures>,
}

impl Figures {
    /// The share that a number of the cases is, rounded half up; none of no cases.
    pub fn share(&self, count: u32) -> Option<Tenths> {
        let cases = u64::from(self.cases);
        let twice = u64::from(count).saturating_mul(2000).saturating_add(cases);
        let tenths = twice.checked_div(cases.saturating_mul(2))?;
        u32::try_from(tenths).ok().map(Tenths)
    }
}

/// A case whose limit is past, in the order in which cases are counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Case {
    group: u32,
    month: Option<Month>,
    person: u32,
    status: u8,
}

/// Counts a step, a chunk of a table at a time.
#[derive(Debug, Clone)]
pub struct Counts {
    as_of: i32,
    least: u32,
    by_month: bool,
    seen: u32,
    cases: Vec<Case>,
}

impl Counts {
    /// Counts on a day.
    ///
    /// # Errors
    /// [`TooFew`] when `least` is less than [`LEAST`].
    pub fn new(as_of: Date, least: u32, by_month: bool) -> Result<Self, TooFew> {
        if least < LEAST {
            return Err(TooFew);
        }
        Ok(Self { as_of: as_of.days_from_epoch(), least, by_month, seen: 0, cases: Vec::new() })
    }

    /// Takes more rows. Rows that go past the end of another column are left out.
    pub fn add(&mut self, rows: &Rows<'_>) {
        let days = rows.status.status.iter().zip(&rows.due.days).zip(rows.groups);
        for (row, ((&status, &due), &group)) in days.enumerate() {
            let person = rows.persons.map_or(Some(self.seen), |persons| persons.get(row).copied());
            self.seen = self.seen.saturating_add(1);
            let has_limit = rows.due.valid.get(row / 8).is_some_and(|byte| byte >> (row % 8) & 1 == 1);
            let Some(person) = person.filter(|_| has_limit && due < self.as_of) else { continue };
            let month = Date::from_days_from_epoch(due)
                .filter(|_| self.by_month)
                .map(|day| Month { year: day.year(), month: day.month() });
            self.cases.push(Case { group, month, person, status });
        }
    }

    /// The rows, by group, then by month.
    pub fn rows(mut self) -> Vec<Row> {
        self.cases.sort_unstable();
        let same = |one: &Case, other: &Case| (one.group, one.month) == (other.group, other.month);
        let rows = self.cases.chunk_by(same).filter_map(|cases| self.row(cases));
        rows.collect()
    }

    fn row(&self, cases: &[Case]) -> Option<Row> {
        let first = cases.first()?;
        let mut figures = Figures::default();
        for of_person in cases.chunk_by(|one, other| one.person == other.person) {
            let before = figures.cases;
            for case in of_person {
                figures.add(StepStatus::ALL.get(usize::from(case.status)).copied());
            }
            figures.persons = figures.persons.saturating_add(u32::from(figures.cases > before));
        }
        let is_empty = figures.cases == 0 && figures.contestable == 0 && figures.unknown == 0;
        let enough = figures.persons >= self.least;
        (!is_empty).then_some(Row {
            group: first.group,
            month: first.month,
            figures: enough.then_some(figures),
        })
    }
}

impl Figures {
    fn add(&mut self, status: Option<StepStatus>) {
        let (count, judged) = match status {
            Some(StepStatus::MetInTime) => (&mut self.in_time, 1),
            Some(StepStatus::MetLate) => (&mut self.late, 1),
            Some(StepStatus::Overdue) => (&mut self.missing, 1),
            Some(StepStatus::Contestable) => (&mut self.contestable, 0),
            Some(StepStatus::Unknown) => (&mut self.unknown, 0),
            _ => return,
        };
        *count = count.saturating_add(1);
        self.cases = self.cases.saturating_add(judged);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use StepStatus::{Due, MetInTime, MetLate, NotApplicable, Overdue, Unknown};

    fn day(text: &str) -> Date {
        text.parse().unwrap()
    }

    /// Cases as (group, person, status, limit), counted on 1 June 2026.
    fn rows(least: u32, by_month: bool, cases: &[(u32, u32, StepStatus, &str)]) -> Vec<Row> {
        let due = DueColumn {
            days: cases.iter().map(|case| day(case.3).days_from_epoch()).collect(),
            valid: vec![0xff; cases.len().div_ceil(8)],
        };
        let status = cases.iter().map(|case| u8::try_from(case.2.place()).unwrap()).collect();
        let status = StatusColumn { status, ..StatusColumn::default() };
        let groups: Vec<u32> = cases.iter().map(|case| case.0).collect();
        let persons: Vec<u32> = cases.iter().map(|case| case.1).collect();
        let mut counts = Counts::new(day("2026-06-01"), least, by_month).unwrap();
        counts.add(&Rows { status: &status, due: &due, groups: &groups, persons: Some(&persons) });
        counts.rows()
    }

    fn of_persons(persons: u32) -> Vec<(u32, u32, StepStatus, &'static str)> {
        (0..persons).map(|person| (7, person, MetInTime, "2026-05-20")).collect()
    }

    #[test]
    fn four_persons_are_too_few_and_five_are_enough() {
        assert_eq!(rows(5, false, &of_persons(4)), [Row { group: 7, month: None, figures: None }]);
        let enough = Figures { persons: 5, cases: 5, in_time: 5, ..Figures::default() };
        assert_eq!(rows(5, false, &of_persons(5)), [Row { group: 7, month: None, figures: Some(enough) }]);
        assert_eq!(rows(6, false, &of_persons(5))[0].figures, None);
    }

    /// Whether the step was taken is known in no case: the row says so. Where nothing is asked for there is none.
    #[test]
    fn a_group_of_which_nothing_is_known_has_a_row() {
        let all = |status: StepStatus| -> Vec<_> {
            (0..5).map(|person| (7, person, status, "2026-05-20")).collect()
        };
        assert_eq!(rows(5, false, &all(Unknown)).len(), 1);
        assert_eq!(rows(5, false, &all(StepStatus::Contestable)).len(), 1);
        assert_eq!(rows(5, false, &all(NotApplicable)).len(), 0);
    }

    #[test]
    fn a_person_with_many_cases_is_one_person() {
        let mut cases = of_persons(4);
        cases.extend([(7, 3, MetLate, "2026-05-21"), (7, 3, Overdue, "2026-05-22")]);
        assert_eq!(rows(5, false, &cases)[0].figures, None);
    }

    #[test]
    fn a_person_of_whom_nothing_is_known_stands_behind_no_share() {
        let mut cases = of_persons(4);
        cases.push((7, 4, Unknown, "2026-05-21"));
        assert_eq!(rows(5, false, &cases)[0].figures, None);
        cases.push((7, 5, Overdue, "2026-05-21"));
        let found = rows(5, false, &cases)[0].figures.unwrap();
        assert_eq!((found.persons, found.cases, found.unknown), (5, 5, 1));
    }

    /// Contestable cases stand beside the shares: they are no breach, and not in time either.
    #[test]
    fn contestable_cases_have_a_column_of_their_own() {
        let mut cases = of_persons(5);
        cases.extend([
            (7, 5, StepStatus::Contestable, "2026-05-31"),
            (7, 6, StepStatus::Contestable, "2026-06-01"),
        ]);
        let found = rows(5, false, &cases)[0].figures.unwrap();
        assert_eq!(
            (found.cases, found.in_time, found.late, found.missing, found.contestable),
            (5, 5, 0, 0, 1)
        );
        assert_eq!(rows(5, false, &[(7, 0, StepStatus::Contestable, "2026-05-31")])[0].figures, None);
    }

    #[test]
    fn nobody_can_ask_for_fewer() {
        assert_eq!(Counts::new(day("2026-06-01"), 4, true).unwrap_err(), TooFew);
        assert!(Counts::new(day("2026-06-01"), 5, true).is_ok());
    }

    #[test]
    fn a_case_counts_once_its_limit_is_past() {
        let mut cases = of_persons(5);
        cases.extend([
            (7, 5, MetInTime, "2026-05-31"),
            (7, 6, MetInTime, "2026-06-01"),
            (7, 7, MetInTime, "2026-06-02"),
            (7, 8, Due, "2026-06-01"),
            (7, 9, NotApplicable, "2026-05-20"),
        ]);
        assert_eq!(rows(5, false, &cases)[0].figures.unwrap().cases, 6);
    }

    #[test]
    fn months_are_those_of_the_limit_and_suppressed_one_by_one() {
        let mut cases = of_persons(5);
        cases.extend((0..4).map(|person| (7, person, Overdue, "2026-04-30")));
        cases.extend((0..5).map(|person| (3, person, Overdue, "2025-12-31")));
        let found = rows(5, true, &cases);
        let months: Vec<_> = found.iter().map(|row| (row.group, row.month.unwrap())).collect();
        let month = |year, month| Month { year, month };
        assert_eq!(months, [(3, month(2025, 12)), (7, month(2026, 4)), (7, month(2026, 5))]);
        assert_eq!(found.iter().map(|row| row.figures.is_some()).collect::<Vec<_>>(), [true, false, true]);
    }

    #[test]
    fn shares_are_rounded_half_up_to_a_tenth_of_a_percent() {
        let share = |count, cases| Figures { cases, ..Figures::default() }.share(count);
        assert_eq!(share(1, 3), Some(Tenths(333)));
        assert_eq!(share(2, 3), Some(Tenths(667)));
        assert_eq!(share(1, 16), Some(Tenths(63))); // 6.25
        assert_eq!(share(1, 2000), Some(Tenths(1))); // 0.05
        assert_eq!(share(1, 2001), Some(Tenths(0)));
        assert_eq!(share(8, 8), Some(Tenths(1000)));
        assert_eq!(share(0, 0), None);
    }

    #[test]
    fn each_case_is_a_person_where_persons_are_not_told_apart() {
        let due = DueColumn { days: vec![0; 5], valid: vec![0b1_1111] };
        let status = StatusColumn { status: vec![0; 5], ..StatusColumn::default() };
        let mut counts = Counts::new(day("2026-06-01"), 5, false).unwrap();
        for _ in 0..2 {
            counts.add(&Rows { status: &status, due: &due, groups: &[0; 5], persons: None });
        }
        assert_eq!(counts.rows()[0].figures.unwrap().persons, 10);
    }
}
