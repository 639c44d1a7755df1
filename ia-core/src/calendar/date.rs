use chrono::{Datelike, Days, Months, NaiveDate};
use core::fmt;
use core::str::FromStr;

/// A civil day from 1900-01-01 to 2199-12-31.
///
/// The limits are checked when the date is made, and arithmetic answers `None` where it would
/// pass them, so no date can make a rule panic.
///
/// ```
/// use ia_core::calendar::Date;
/// let first: Date = "2026-01-05".parse()?;
/// assert_eq!(first.plus_days(27).unwrap().to_string(), "2026-02-01");
/// # Ok::<(), ia_core::calendar::DateError>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date(NaiveDate);

/// Why a text or a number is not a [`Date`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum DateError {
    /// Not of the form `YYYY-MM-DD`, or no day of the calendar.
    #[error("expected a day of the calendar as YYYY-MM-DD, such as 2026-01-05")]
    NotADate,
    /// A day before 1900 or after 2199.
    #[error("expected a day from 1900-01-01 to 2199-12-31")]
    OutOfRange,
}

impl Date {
    /// The first day that can be written.
    pub const MIN: Self = Self::literal(1900, 1, 1);
    /// The last day that can be written.
    pub const MAX: Self = Self::literal(2199, 12, 31);

    /// The day with this year, month (1 to 12) and day of the month.
    ///
    /// # Errors
    /// [`DateError`] when there is no such day, or it lies outside 1900 to 2199.
    pub fn new(year: i32, month: u32, day: u32) -> Result<Self, DateError> {
        NaiveDate::from_ymd_opt(year, month, day).ok_or(DateError::NotADate).and_then(Self::checked)
    }

    /// For generated tables, where a wrong day must stop the build.
    #[expect(clippy::panic, reason = "evaluated when the tables are compiled, never at run time")]
    pub(crate) const fn literal(year: i32, month: u32, day: u32) -> Self {
        match NaiveDate::from_ymd_opt(year, month, day) {
            Some(date) => Self(date),
            None => panic!("a table holds a day that does not exist"),
        }
    }

    pub(super) const fn civil(self) -> NaiveDate {
        self.0
    }

    pub(super) fn checked(date: NaiveDate) -> Result<Self, DateError> {
        if (1900..=2199).contains(&date.year()) { Ok(Self(date)) } else { Err(DateError::OutOfRange) }
    }

    /// The year, 1900 to 2199.
    pub fn year(self) -> i32 {
        self.0.year()
    }

    /// The month, 1 to 12.
    pub fn month(self) -> u32 {
        self.0.month()
    }

    /// The day of the month, 1 to 31.
    pub fn day(self) -> u32 {
        self.0.day()
    }

    /// The day `days` later, or earlier when negative; `None` past the limits.
    pub fn plus_days(self, days: i64) -> Option<Self> {
        let step = Days::new(days.unsigned_abs());
        let moved = if days < 0 { self.0.checked_sub_days(step) } else { self.0.checked_add_days(step) };
        moved.and_then(|date| Self::checked(date).ok())
    }

    /// The same day of the month `months` later, or earlier when negative. A day that the month
    /// does not have becomes its last: 31 January and one month is 28 or 29 February.
    pub fn plus_months(self, months: i32) -> Option<Self> {
        let step = Months::new(months.unsigned_abs());
        let moved =
            if months < 0 { self.0.checked_sub_months(step) } else { self.0.checked_add_months(step) };
        moved.and_then(|date| Self::checked(date).ok())
    }

    /// Days from `earlier` to this day; negative when this day comes first.
    pub fn days_since(self, earlier: Self) -> i64 {
        self.0.signed_duration_since(earlier.0).num_days()
    }
}

impl FromStr for Date {
    type Err = DateError;

    fn from_str(text: &str) -> Result<Self, DateError> {
        let number = |digits: &[u8]| {
            digits.iter().try_fold(0_u32, |number, byte| {
                let digit = char::from(*byte).to_digit(10)?;
                number.checked_mul(10)?.checked_add(digit)
            })
        };
        let &[a, b, c, d, b'-', e, f, b'-', g, h] = text.as_bytes() else {
            return Err(DateError::NotADate);
        };
        match (number(&[a, b, c, d]), number(&[e, f]), number(&[g, h])) {
            (Some(year), Some(month), Some(day)) => {
                Self::new(i32::try_from(year).map_err(|_| DateError::NotADate)?, month, day)
            }
            _ => Err(DateError::NotADate),
        }
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year(), self.month(), self.day())
    }
}

impl serde::Serialize for Date {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

#[cfg(feature = "schema")]
impl schemars::JsonSchema for Date {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Date".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({
            "type": "string",
            "format": "date",
            "description": "A civil day, YYYY-MM-DD, from 1900-01-01 to 2199-12-31",
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn date(text: &str) -> Date {
        text.parse().unwrap()
    }

    #[test]
    fn only_iso_days_inside_the_limits_are_dates() {
        assert_eq!(date("1900-01-01"), Date::MIN);
        assert_eq!(date("2199-12-31"), Date::MAX);
        for wrong in ["1899-12-31", "2200-01-01"] {
            assert_eq!(wrong.parse::<Date>(), Err(DateError::OutOfRange), "{wrong}");
        }
        for wrong in [
            "",
            "2026-1-5",
            "05.01.2026",
            "2026-02-29",
            "2026-13-01",
            "+262142-01-01",
            "2026-01-05T00:00",
            "２０２６-01-05",
        ] {
            assert_eq!(wrong.parse::<Date>(), Err(DateError::NotADate), "{wrong}");
        }
    }

    #[test]
    fn arithmetic_stops_at_the_limits() {
        assert_eq!(Date::MAX.plus_days(1), None);
        assert_eq!(Date::MIN.plus_days(-1), None);
        assert_eq!(Date::MIN.plus_days(i64::MIN), None);
        assert_eq!(Date::MAX.plus_days(i64::MAX), None);
        assert_eq!(Date::MAX.plus_months(i32::MAX), None);
        assert_eq!(Date::MIN.plus_months(i32::MIN), None);
    }

    #[test]
    fn months_keep_the_day_or_take_the_last() {
        assert_eq!(date("2026-01-31").plus_months(1), Some(date("2026-02-28")));
        assert_eq!(date("2028-01-31").plus_months(1), Some(date("2028-02-29")));
        assert_eq!(date("2026-03-15").plus_months(-24), Some(date("2024-03-15")));
    }
}
