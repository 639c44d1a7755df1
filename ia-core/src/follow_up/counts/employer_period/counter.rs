//! The employer period as a counter (ftrl § 8-19).
//!
//! The 16 days here are the act's: calendar days that the employer pays. They are neither the 16 days that end a
//! follow-up case ([`GAP_DAYS`](crate::follow_up::GAP_DAYS)) nor the waiting period of the self-employed
//! ([`WAITING_DAYS`](crate::follow_up::WAITING_DAYS)).

use super::super::figure;
use crate::calendar::Date;
use crate::law::LawError;

/// The figures of the employer period on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct EmployerPeriodRule {
    /// How many calendar days the employer pays (§ 8-19 first paragraph).
    pub days: u16,
    /// So many calendar days between two absences, and the second begins a new period (third paragraph).
    pub days_between: u16,
    /// So many calendar days after a full period, and the next illness begins a new one (fourth paragraph).
    pub days_after_return: u16,
}

/// What a sick day became.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SickDay {
    /// A day of the employer period.
    Employer {
        /// Whether it was the last.
        last: bool,
    },
    /// A day after it.
    AfterPeriod,
}

/// What a day without sickness became.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum GapDay {
    /// Nothing was counted yet.
    BeforePeriod,
    /// The period is still open.
    Between,
    /// The period is over: the next sick day begins a new one.
    EndsPeriod,
}

/// Counts sick days and days without sickness, one after another.
///
/// ```
/// use ia_core::follow_up::{EmployerCounter, EmployerPeriodRule, SickDay};
/// let rule = EmployerPeriodRule::at("2026-01-05".parse().unwrap())?;
/// let mut counter = EmployerCounter::new(rule);
/// let days: Vec<SickDay> = (0..17).map(|_| counter.sick()).collect();
/// assert_eq!(days[15], SickDay::Employer { last: true });
/// assert_eq!(days[16], SickDay::AfterPeriod);
/// # Ok::<(), ia_core::law::LawError>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct EmployerCounter {
    rule: EmployerPeriodRule,
    state: State,
    gap: u16,
    employer_days: u16,
    days_after: u16,
    completed: u16,
    ended: u16,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    Idle,
    Counting(u16),
    Full,
}

impl EmployerPeriodRule {
    /// The figures in force on the day.
    ///
    /// # Errors
    /// [`LawError`] when the catalogue does not hold them for the day: before 1998-04-01.
    pub fn at(day: Date) -> Result<Self, LawError> {
        Ok(Self {
            days: figure(day, "ftrl-8-19-1", "calendar_days")?,
            days_between: figure(day, "ftrl-8-19-3", "days_between")?,
            days_after_return: figure(day, "ftrl-8-19-4", "days_after_return")?,
        })
    }

    /// The same where the employer pays no day, as when Nav pays from the first.
    #[must_use]
    pub const fn without_employer_days(self) -> Self {
        Self { days: 0, ..self }
    }
}

impl EmployerCounter {
    /// Nothing counted yet.
    pub const fn new(rule: EmployerPeriodRule) -> Self {
        Self { rule, state: State::Idle, gap: 0, employer_days: 0, days_after: 0, completed: 0, ended: 0 }
    }

    /// A sick day.
    pub fn sick(&mut self) -> SickDay {
        self.gap = 0;
        let counted = match self.state {
            State::Idle => 0,
            State::Counting(counted) => counted,
            State::Full => self.rule.days,
        };
        if counted >= self.rule.days {
            self.state = State::Full;
            self.days_after = self.days_after.saturating_add(1);
            return SickDay::AfterPeriod;
        }
        let counted = counted.saturating_add(1);
        let last = counted >= self.rule.days;
        self.employer_days = self.employer_days.saturating_add(1);
        self.completed = self.completed.saturating_add(u16::from(last));
        self.state = if last { State::Full } else { State::Counting(counted) };
        SickDay::Employer { last }
    }

    /// A day without sickness.
    pub fn gap(&mut self) -> GapDay {
        let limit = match self.state {
            State::Idle => return GapDay::BeforePeriod,
            State::Counting(_) => self.rule.days_between,
            State::Full => self.rule.days_after_return,
        };
        self.gap = self.gap.saturating_add(1);
        if self.gap < limit {
            return GapDay::Between;
        }
        self.state = State::Idle;
        self.gap = 0;
        self.ended = self.ended.saturating_add(1);
        GapDay::EndsPeriod
    }

    /// The rest of the period has been paid elsewhere: it is over without having been counted.
    pub fn paid_elsewhere(&mut self) {
        self.state = State::Full;
        self.gap = 0;
    }

    /// Days of the employer period, over all periods.
    pub const fn employer_days(&self) -> u16 {
        self.employer_days
    }

    /// Sick days after a full period, over all periods.
    pub const fn days_after(&self) -> u16 {
        self.days_after
    }

    /// How many periods were counted to their last day.
    pub const fn completed(&self) -> u16 {
        self.completed
    }

    /// How many periods, full or not, were ended by days without sickness.
    pub const fn ended(&self) -> u16 {
        self.ended
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Days, then: employer days, days after, completed, ended. `*` is paid elsewhere.
    fn count(rule: EmployerPeriodRule, days: &str) -> (u16, u16, u16, u16) {
        let mut counter = EmployerCounter::new(rule);
        for part in days.split(' ') {
            if part == "*" {
                counter.paid_elsewhere();
            }
            let number = part.trim_end_matches(['S', 'A', '*']);
            for _ in 0..number.parse::<u16>().unwrap_or(0) {
                if part.ends_with('S') {
                    counter.sick();
                } else {
                    counter.gap();
                }
            }
        }
        (counter.employer_days(), counter.days_after(), counter.completed(), counter.ended())
    }

    #[test]
    fn both_sides_of_sixteen() {
        let rule = EmployerPeriodRule::at("2018-01-01".parse().unwrap()).unwrap();
        assert_eq!((rule.days, rule.days_between, rule.days_after_return), (16, 16, 16));
        for (days, expected) in [
            ("15S", (15, 0, 0, 0)),
            ("16S", (16, 0, 1, 0)),
            ("17S", (16, 1, 1, 0)),
            ("31S", (16, 15, 1, 0)),
            ("15S 15A", (15, 0, 0, 0)),
            ("15S 15A 1S", (16, 0, 1, 0)),
            ("15S 16A 1S", (16, 0, 0, 1)),
            ("16S 15A 15S", (16, 15, 1, 0)),
            ("16S 16A 16S", (32, 0, 2, 1)),
            ("8A 3S 8A 3S 8A 3S", (9, 0, 0, 0)),
            ("* 31S", (0, 31, 0, 0)),
            ("10S 10A * 31S", (10, 31, 0, 0)),
        ] {
            assert_eq!(count(rule, days), expected, "{days}");
        }
        let none = rule.without_employer_days();
        assert_eq!(count(none, "15S"), (0, 15, 0, 0));
        assert_eq!(count(none, "15S 16A 15S"), (0, 30, 0, 1));
    }

    #[test]
    fn before_the_law_is_known_there_is_no_answer() {
        let day = |text: &str| text.parse().unwrap();
        let to = day("1998-03-31");
        let not_established = LawError::NotEstablished { from: day("1997-05-01"), to };
        assert_eq!(EmployerPeriodRule::at(to), Err(not_established));
        let known_from = day("1998-04-01");
        assert_eq!(EmployerPeriodRule::at(day("1997-04-30")), Err(LawError::BeforeFirst { known_from }));
        assert!(EmployerPeriodRule::at(known_from).is_ok());
    }
}
