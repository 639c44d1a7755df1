//! The follow-up of one person on sick leave: how a week limit becomes a day.

use crate::calendar::Date;
use crate::code::codes;

codes! {
    /// How "at the latest after n weeks" becomes a day. Neither the Working Environment Act nor the
    /// National Insurance Act says it; the choice is stated with every result.
    pub enum Counting as "counting" {
        /// The last day of week n, the first day away being day 1: never too late. Nav counts so at eight weeks.
        LastDayOfWeek = "last_day_of_week",
        /// The same weekday n weeks later, as time limits of the courts are counted (domstolloven § 148).
        SameWeekday = "same_weekday",
    }
}

impl Counting {
    /// The day that ends `weeks` weeks which began on `first`; none past the calendar's end.
    ///
    /// ```
    /// use ia_core::{Date, follow_up::Counting};
    /// let first: Date = "2026-01-05".parse().unwrap();
    /// assert_eq!(Counting::LastDayOfWeek.deadline(first, 4).unwrap().to_string(), "2026-02-01");
    /// assert_eq!(Counting::SameWeekday.deadline(first, 4).unwrap().to_string(), "2026-02-02");
    /// ```
    pub fn deadline(self, first: Date, weeks: u16) -> Option<Date> {
        let days = i64::from(weeks).checked_mul(7)?;
        first.plus_days(match self {
            Self::LastDayOfWeek => days.checked_sub(1)?,
            Self::SameWeekday => days,
        })
    }
}
