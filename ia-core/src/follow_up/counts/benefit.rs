//! How long Nav pays sickness benefit: the days used, the days left and the last one (ftrl § 8-12, and § 8-51 from
//! 67 years), as Nav's payment counts them (navikt/helse-spleis).
//!
//! Five days a week count, public holidays too (§ 8-11). Never a number of weeks from the first day away.

use super::figure;
use crate::calendar::Date;
use crate::code::codes;
use crate::law::LawError;

codes! {
    /// What a day was to sickness benefit from Nav.
    pub enum BenefitDay as "benefit_day" {
        /// Nav pays: Monday to Friday.
        Paid = "paid",
        /// A Saturday or Sunday among days that Nav pays.
        Weekend = "weekend",
        /// Holiday or leave: neither fit nor paid.
        Free = "free",
        /// Nav does not pay: at work, in an employer period, or nothing is known.
        NotPaid = "not_paid",
        /// Asked for and refused.
        Refused = "refused",
    }

    /// Which limit holds.
    pub enum BenefitGroup as "benefit_group", default Employee {
        /// Employees, freelancers and the self-employed.
        Employee = "employee",
        /// Other members.
        Other = "other",
        /// Those whom Nav pays from the first day.
        FromFirstDay = "from_first_day",
    }
}

/// The figures on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BenefitRule {
    /// Benefit days in all (§ 8-12 first paragraph).
    pub days: u16,
    /// Benefit days from 67 years (§ 8-51).
    pub days_older: u16,
    /// The age from which the right is narrower, in years (§ 8-51).
    pub older_from_age: u16,
    /// The age at which it ends, in years (§ 8-51).
    pub ends_at_age: u16,
    /// Years that are looked back on.
    pub years: u16,
    /// Weeks fit before a new right (§ 8-12 second paragraph).
    pub weeks: u16,
}

const WEEK: u16 = 7;
const MONTHS: i32 = 12;

/// How a person stands after the last day that is given.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Benefit {
    /// Benefit days used.
    pub used: u16,
    /// Benefit days left.
    pub left: u16,
    /// The last day of benefit if it goes on from the next day; the calendar's last day when it lies past it.
    pub last_day: Date,
    /// Days that were asked for after the right was used up.
    pub refused: Vec<Date>,
}

impl BenefitRule {
    /// The figures in force on the day.
    ///
    /// # Errors
    /// [`LawError`] when the catalogue does not hold them for the day: before 2015-01-01.
    pub fn at(day: Date, group: BenefitGroup) -> Result<Self, LawError> {
        let name = match group {
            BenefitGroup::Employee => "days",
            BenefitGroup::Other => "days_others",
            BenefitGroup::FromFirstDay => "days_from_start",
        };
        Ok(Self {
            days: figure(day, "ftrl-8-12-1", name)?,
            days_older: figure(day, "ftrl-8-12-1", "days_older")?,
            older_from_age: figure(day, "ftrl-8-12-1", "older_from_age")?,
            ends_at_age: figure(day, "ftrl-8-12-1", "ends_at_age")?,
            years: figure(day, "ftrl-8-12-1", "years")?,
            weeks: figure(day, "ftrl-8-12-2", "weeks")?,
        })
    }

    /// How many calendar days in a row without benefit give a new right.
    pub const fn days_to_new_right(self) -> u16 {
        self.weeks.saturating_mul(WEEK)
    }

    /// Whether so many calendar days in a row, fit for work, give a new right.
    pub const fn gives_new_right(self, fit_days: u16) -> bool {
        fit_days >= self.days_to_new_right()
    }

    /// How a person stands after these days, which follow one another.
    ///
    /// `born` narrows the right from 67 and ends it at 70 years. With no days the answer counts from `as_of`,
    /// the day before benefit begins.
    ///
    /// ```
    /// use ia_core::follow_up::{BenefitGroup, BenefitRule};
    /// let before = "2018-01-16".parse().unwrap();
    /// let rule = BenefitRule::at(before, BenefitGroup::Employee)?;
    /// let benefit = rule.of([], None, before);
    /// assert_eq!(benefit.last_day.to_string(), "2018-12-28");
    /// # Ok::<(), ia_core::law::LawError>(())
    /// ```
    pub fn of(
        self,
        days: impl IntoIterator<Item = (Date, BenefitDay)>,
        born: Option<Date>,
        as_of: Date,
    ) -> Benefit {
        let mut ledger =
            Ledger { rule: self, born, used: Vec::new(), gap: 0, mode: Mode::None, refused: Vec::new() };
        let mut last = as_of;
        for (day, kind) in days {
            ledger.day(day, kind);
            last = day;
        }
        ledger.stands(last)
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Mode {
    /// No right is running.
    None,
    /// Paid lately.
    Paid,
    /// Days without benefit.
    Gap,
    /// Free days after paid ones.
    Free,
    /// The limit is reached.
    Reached,
    /// The limit is reached and the weeks are over, but the person was never fit.
    Waiting,
}

struct Ledger {
    rule: BenefitRule,
    born: Option<Date>,
    used: Vec<Date>,
    gap: u16,
    mode: Mode,
    refused: Vec<Date>,
}

impl Ledger {
    fn birthday(&self, years: u16) -> Option<Date> {
        self.born.and_then(|born| born.plus_months(i32::from(years).saturating_mul(MONTHS)))
    }

    fn used_older(&self) -> u16 {
        let Some(birthday) = self.birthday(self.rule.older_from_age) else {
            return 0;
        };
        self.used.iter().filter(|day| **day > birthday).count().try_into().unwrap_or(u16::MAX)
    }

    fn used(&self) -> u16 {
        self.used.len().try_into().unwrap_or(u16::MAX)
    }

    fn is_reached(&self) -> bool {
        self.used() >= self.rule.days || self.used_older() >= self.rule.days_older
    }

    fn day(&mut self, day: Date, kind: BenefitDay) {
        let asked = matches!(kind, BenefitDay::Paid | BenefitDay::Weekend);
        if asked && self.birthday(self.rule.ends_at_age).is_some_and(|birthday| birthday <= day) {
            self.refused.push(day);
            return;
        }
        match (self.mode, kind) {
            (Mode::None, BenefitDay::Paid) => {
                self.used.clear();
                self.pay(day);
            }
            (Mode::Paid | Mode::Free, BenefitDay::Paid) => self.pay(day),
            (Mode::Gap, BenefitDay::Paid) => {
                let months = i32::from(self.rule.years).saturating_mul(MONTHS);
                let oldest = day.plus_months(months.saturating_neg());
                self.used.retain(|used| oldest.is_none_or(|oldest| oldest <= *used));
                self.pay(day);
            }
            (Mode::Paid, BenefitDay::Free) => self.pause(Mode::Free),
            (Mode::Free, BenefitDay::Free) | (Mode::Gap, BenefitDay::Weekend | BenefitDay::Free) => {
                self.pause(self.mode);
            }
            (Mode::Paid | Mode::Free | Mode::Gap, BenefitDay::NotPaid | BenefitDay::Refused) => {
                self.pause(Mode::Gap);
            }
            (Mode::Reached, _) => {
                if kind == BenefitDay::Paid {
                    self.refused.push(day);
                }
                self.gap = self.gap.saturating_add(1);
                if self.rule.gives_new_right(self.gap) {
                    let fit = kind == BenefitDay::NotPaid;
                    self.mode = if fit { Mode::None } else { Mode::Waiting };
                    if fit {
                        self.used.clear();
                    }
                }
            }
            (Mode::Waiting, BenefitDay::Paid) => self.refused.push(day),
            (Mode::Waiting, BenefitDay::NotPaid) => {
                self.mode = Mode::None;
                self.used.clear();
            }
            (Mode::None | Mode::Waiting, _) | (Mode::Paid | Mode::Free, BenefitDay::Weekend) => {}
        }
    }

    fn pay(&mut self, day: Date) {
        self.used.push(day);
        self.gap = 0;
        self.mode = if self.is_reached() { Mode::Reached } else { Mode::Paid };
    }

    fn pause(&mut self, mode: Mode) {
        self.mode = mode;
        self.gap = self.gap.saturating_add(1);
        if self.rule.gives_new_right(self.gap) {
            self.mode = Mode::None;
            self.used.clear();
        }
    }

    fn stands(self, as_of: Date) -> Benefit {
        let reached = self.is_reached();
        let base = if reached { self.used.last().copied().unwrap_or(as_of) } else { as_of };
        let base = weekday_before(base);
        let left = self.rule.days.saturating_sub(self.used());
        let ordinary = plus_weekdays(base, left);
        let mut last_day = ordinary;
        let mut days_left = left;
        if let Some(older) = self.birthday(self.rule.older_from_age).map(weekday_before) {
            let left_older = self.rule.days_older.saturating_sub(self.used_older());
            let from_older = plus_weekdays(base.max(older), left_older);
            last_day = last_day.min(from_older);
        }
        if let Some(cap) = self.birthday(self.rule.ends_at_age).and_then(|birthday| birthday.plus_days(-1)) {
            last_day = last_day.min(weekday_before(cap));
        }
        if last_day < ordinary {
            days_left = weekdays_between(base, last_day);
        }
        Benefit { used: self.used(), left: days_left, last_day, refused: self.refused }
    }
}

/// The day, or the Friday before a weekend.
fn weekday_before(day: Date) -> Date {
    core::iter::successors(Some(day), |day| day.plus_days(-1)).find(|day| !day.is_weekend()).unwrap_or(day)
}

fn plus_weekdays(day: Date, weekdays: u16) -> Date {
    let days = core::iter::successors(day.plus_days(1), |day| day.plus_days(1));
    let mut weekdays_after = days.filter(|day| !day.is_weekend());
    match weekdays.checked_sub(1) {
        None => day,
        Some(before) => weekdays_after.nth(usize::from(before)).unwrap_or(Date::MAX),
    }
}

fn weekdays_between(day: Date, last: Date) -> u16 {
    let days = core::iter::successors(day.plus_days(1), |day| day.plus_days(1));
    let count = days.take_while(|day| *day <= last).filter(|day| !day.is_weekend()).count();
    count.try_into().unwrap_or(u16::MAX)
}
