//! Norwegian public holidays (LOV-1995-02-24-12, and LOV-1947-04-26-1 for 1 and 17 May) and working days.

use super::Date;
use crate::code::codes;
use chrono::{Datelike, NaiveDate, Weekday};

codes! {
    /// A public holiday. 24 and 31 December are none.
    pub enum Holiday as "holiday" {
        /// 1 January.
        #[doc(alias = "nyttårsdag")]
        NewYearsDay = "new_years_day",
        /// Three days before Easter Sunday.
        #[doc(alias = "skjærtorsdag")]
        MaundyThursday = "maundy_thursday",
        /// Two days before Easter Sunday.
        #[doc(alias = "langfredag")]
        GoodFriday = "good_friday",
        /// Easter Sunday.
        #[doc(alias = "første påskedag")]
        EasterSunday = "easter_sunday",
        /// The day after Easter Sunday.
        #[doc(alias = "andre påskedag")]
        EasterMonday = "easter_monday",
        /// 1 May, from 1947.
        #[doc(alias = "arbeidernes dag")]
        LabourDay = "labour_day",
        /// 17 May, from 1947.
        #[doc(alias = "grunnlovsdag")]
        ConstitutionDay = "constitution_day",
        /// 39 days after Easter Sunday.
        #[doc(alias = "kristi himmelfartsdag")]
        AscensionDay = "ascension_day",
        /// 49 days after Easter Sunday.
        #[doc(alias = "første pinsedag")]
        WhitSunday = "whit_sunday",
        /// 50 days after Easter Sunday.
        #[doc(alias = "andre pinsedag")]
        WhitMonday = "whit_monday",
        /// 25 December.
        #[doc(alias = "første juledag")]
        ChristmasDay = "christmas_day",
        /// 26 December.
        #[doc(alias = "andre juledag")]
        SecondChristmasDay = "second_christmas_day",
    }
}

/// When a holiday falls.
enum Falls {
    On(u32, u32),
    FromEaster(i64),
}

impl Holiday {
    fn falls(self) -> Falls {
        match self {
            Self::NewYearsDay => Falls::On(1, 1),
            Self::MaundyThursday => Falls::FromEaster(-3),
            Self::GoodFriday => Falls::FromEaster(-2),
            Self::EasterSunday => Falls::FromEaster(0),
            Self::EasterMonday => Falls::FromEaster(1),
            Self::LabourDay => Falls::On(5, 1),
            Self::ConstitutionDay => Falls::On(5, 17),
            Self::AscensionDay => Falls::FromEaster(39),
            Self::WhitSunday => Falls::FromEaster(49),
            Self::WhitMonday => Falls::FromEaster(50),
            Self::ChristmasDay => Falls::On(12, 25),
            Self::SecondChristmasDay => Falls::On(12, 26),
        }
    }

    /// The day it falls on in a year; none outside 1900 to 2199, and none before it became a holiday.
    pub fn in_year(self, year: i32) -> Option<Date> {
        if matches!(self, Self::LabourDay | Self::ConstitutionDay) && year < 1947 {
            return None;
        }
        match self.falls() {
            Falls::On(month, day) => Date::new(year, month, day).ok(),
            Falls::FromEaster(days) => easter_sunday(year)?.plus_days(days),
        }
    }
}

/// Easter Sunday of a year from 1900 to 2199, by the anonymous Gregorian computation.
///
/// ```
/// use ia_core::calendar::easter_sunday;
/// assert_eq!(easter_sunday(2026).unwrap().to_string(), "2026-04-05");
/// assert_eq!(easter_sunday(2038).unwrap().to_string(), "2038-04-25");
/// ```
#[expect(clippy::arithmetic_side_effects, reason = "the year is within 1900 to 2199: nothing overflows")]
pub fn easter_sunday(year: i32) -> Option<Date> {
    if !(Date::MIN.year()..=Date::MAX.year()).contains(&year) {
        return None;
    }
    let (a, b, c) = (year % 19, year / 100, year % 100);
    let h = (19 * a + b - b / 4 - (b - (b + 8) / 25 + 1) / 3 + 15) % 30;
    let l = (32 + 2 * (b % 4) + 2 * (c / 4) - h - c % 4) % 7;
    let m = (a + 11 * h + 22 * l) / 451;
    let days = h + l - 7 * m + 114;
    Date::new(year, u32::try_from(days / 31).ok()?, u32::try_from(days % 31 + 1).ok()?).ok()
}

/// The public holidays of a year in the order of [`Holiday`], each with its day. Two may fall on one day.
pub fn holidays(year: i32) -> impl Iterator<Item = (Date, Holiday)> {
    use crate::code::Code as _;
    Holiday::ALL.iter().filter_map(move |&holiday| Some((holiday.in_year(year)?, holiday)))
}

impl Date {
    pub(super) fn weekday(self) -> Weekday {
        self.civil().weekday()
    }

    /// Whether it is a Saturday or a Sunday.
    pub fn is_weekend(self) -> bool {
        matches!(self.weekday(), Weekday::Sat | Weekday::Sun)
    }

    /// Whether it is a public holiday.
    pub fn is_holiday(self) -> bool {
        holidays(self.year()).any(|(day, _)| day == self)
    }

    /// Whether it is a working day: Monday to Friday and no public holiday.
    ///
    /// ```
    /// use ia_core::Date;
    /// let day = |text: &str| text.parse::<Date>().unwrap();
    /// assert!(day("2026-12-24").is_working_day());
    /// assert!(!day("2026-12-25").is_working_day());
    /// assert!(!day("2026-12-27").is_working_day());
    /// ```
    pub fn is_working_day(self) -> bool {
        !self.is_weekend() && !self.is_holiday()
    }

    /// The ISO 8601 week: year and number, 1 to 53. The year is that of the week's Thursday.
    ///
    /// ```
    /// use ia_core::Date;
    /// let week = |text: &str| text.parse::<Date>().unwrap().iso_week();
    /// assert_eq!(week("2026-12-31"), (2026, 53));
    /// assert_eq!(week("2027-01-04"), (2027, 1));
    /// ```
    pub fn iso_week(self) -> (i32, u32) {
        let week = self.civil().iso_week();
        (week.year(), week.week())
    }

    /// Days since 1970-01-01, negative before it: a `date32` of Arrow.
    pub fn days_from_epoch(self) -> i32 {
        self.civil().to_epoch_days()
    }

    /// The day that lies so many days after 1970-01-01; none outside 1900 to 2199.
    pub fn from_days_from_epoch(days: i32) -> Option<Self> {
        Self::checked(NaiveDate::from_epoch_days(days)?).ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Date {
        text.parse().unwrap()
    }

    #[test]
    fn two_holidays_on_one_day_are_one_day_off() {
        let names: Vec<Holiday> =
            holidays(2008).filter(|(on, _)| *on == day("2008-05-01")).map(|(_, name)| name).collect();
        assert_eq!(names, [Holiday::LabourDay, Holiday::AscensionDay]);
        assert_eq!(holidays(1946).count(), 10);
        assert_eq!(holidays(1947).count(), 12);
        assert_eq!(holidays(1899).count(), 0);
    }

    #[test]
    fn days_from_the_epoch_and_back() {
        assert_eq!(day("1970-01-01").days_from_epoch(), 0);
        assert_eq!(Date::MIN.days_from_epoch(), -25_567);
        assert_eq!(Date::MAX.days_from_epoch(), 84_005);
        assert_eq!(Date::from_days_from_epoch(-25_567), Some(Date::MIN));
        assert_eq!(Date::from_days_from_epoch(-25_568), None);
        assert_eq!(Date::from_days_from_epoch(84_006), None);
        assert_eq!(Date::from_days_from_epoch(i32::MIN), None);
    }
}
