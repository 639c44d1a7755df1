//! How a limit in weeks becomes a day.

use super::Date;
use crate::code::codes;

codes! {
    /// How "at the latest after n weeks" becomes a day. Neither the Working Environment Act nor the
    /// National Insurance Act says it; the choice is stated with every result.
    pub enum Counting as "counting", default LastDayOfWeek {
        /// The last day of week n, the first day away being day 1: never too late. Nav counts so at eight weeks.
        LastDayOfWeek = "last_day_of_week",
        /// The same weekday n weeks later, as time limits of the courts are counted (domstolloven § 148).
        SameWeekday = "same_weekday",
    }

    /// What happens to a limit that ends on a Saturday, a Sunday or a public holiday. Neither act says it; the
    /// rule of the courts (domstolloven § 149) is not referred to. The choice is stated with every result.
    pub enum Weekend as "weekend", default Stays {
        /// It stays: never too late.
        Stays = "stays",
        /// It is moved to the working day before: the last day on which there are people at work.
        WorkingDayBefore = "working_day_before",
        /// It is moved to the next working day, as time limits of the courts are (domstolloven § 149).
        NextWorkingDay = "next_working_day",
    }
}

impl Counting {
    /// How many days after the first the last day is.
    pub const fn days(self, weeks: u16) -> i64 {
        let days = (weeks as i64).saturating_mul(7);
        match self {
            Self::LastDayOfWeek => days.saturating_sub(1),
            Self::SameWeekday => days,
        }
    }

    /// The day that ends `weeks` weeks which began on `first`; none past the calendar's end.
    ///
    /// ```
    /// use ia_core::{Date, calendar::Counting};
    /// let first: Date = "2026-01-05".parse().unwrap();
    /// assert_eq!(Counting::LastDayOfWeek.deadline(first, 4).unwrap().to_string(), "2026-02-01");
    /// assert_eq!(Counting::SameWeekday.deadline(first, 4).unwrap().to_string(), "2026-02-02");
    /// ```
    pub fn deadline(self, first: Date, weeks: u16) -> Option<Date> {
        first.plus_days(self.days(weeks))
    }

    /// The day that ends `months` months which began on `first`; none past the calendar's end. A day that the
    /// month does not have becomes its last.
    ///
    /// ```
    /// use ia_core::{Date, calendar::Counting};
    /// let first: Date = "2008-01-07".parse().unwrap();
    /// assert_eq!(Counting::LastDayOfWeek.deadline_in_months(first, 6).unwrap().to_string(), "2008-07-06");
    /// ```
    pub fn deadline_in_months(self, first: Date, months: u16) -> Option<Date> {
        first.plus_months(i32::from(months))?.plus_days(self.days(0))
    }
}

impl Weekend {
    /// The day a limit ends when it is counted to `day`; the day itself at the calendar's ends.
    ///
    /// ```
    /// use ia_core::{Date, calendar::Weekend};
    /// let sunday: Date = "2026-04-05".parse().unwrap(); // Easter Sunday
    /// assert_eq!(Weekend::Stays.moved(sunday), sunday);
    /// assert_eq!(Weekend::WorkingDayBefore.moved(sunday).to_string(), "2026-04-01");
    /// assert_eq!(Weekend::NextWorkingDay.moved(sunday).to_string(), "2026-04-07");
    /// ```
    pub fn moved(self, day: Date) -> Date {
        let step = match self {
            Self::Stays => return day,
            Self::WorkingDayBefore => -1,
            Self::NextWorkingDay => 1,
        };
        core::iter::successors(Some(day), |day| day.plus_days(step))
            .find(|day| day.is_working_day())
            .unwrap_or(day)
    }
}
