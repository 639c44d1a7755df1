use super::{Date, Period};
use crate::code::codes;

codes! {
    /// A part of the calendar year in which something recurs.
    pub enum Span as "span" {
        /// January to December.
        Year = "year",
        /// January to June, and July to December.
        HalfYear = "half_year",
        /// January to March, April to June, July to September, October to December.
        Quarter = "quarter",
    }
}

impl Span {
    /// Its length in months: 12, 6 or 3.
    pub const fn months(self) -> u8 {
        match self {
            Self::Year => 12,
            Self::HalfYear => 6,
            Self::Quarter => 3,
        }
    }

    /// The year, half year or quarter that holds `day`; none where it would pass the calendar's end.
    pub fn around(self, day: Date) -> Option<Period> {
        let length = u32::from(self.months());
        let months_in = day.month().checked_sub(1)?.checked_rem(length)?;
        let first_month = day.month().checked_sub(months_in)?;
        let from = Date::new(day.year(), first_month, 1).ok()?;
        let last = match from.plus_months(i32::from(self.months())) {
            Some(next) => next.plus_days(-1)?,
            None => Date::MAX,
        };
        Some(Period { from, to: Some(last) })
    }

    /// The completed spans that ended in the `months` before `day`, oldest first.
    pub fn completed_before(self, day: Date, months: u16) -> Vec<Period> {
        let mut found = Vec::new();
        let horizon = day.plus_months(i32::from(months).saturating_neg());
        let mut current = self.around(day);
        while let Some(before) = current
            .and_then(|span| span.from.plus_days(-1))
            .filter(|last| horizon.is_none_or(|horizon| *last >= horizon))
            .and_then(|last| self.around(last))
        {
            found.push(before);
            current = Some(before);
        }
        found.reverse();
        found
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Date {
        text.parse().unwrap()
    }

    fn ends(span: Span, text: &str) -> (String, String) {
        let period = span.around(day(text)).unwrap();
        (period.from.to_string(), period.to.unwrap().to_string())
    }

    #[test]
    fn every_day_lies_in_one_span() {
        assert_eq!(ends(Span::Quarter, "2026-03-31"), ("2026-01-01".into(), "2026-03-31".into()));
        assert_eq!(ends(Span::Quarter, "2026-04-01"), ("2026-04-01".into(), "2026-06-30".into()));
        assert_eq!(ends(Span::HalfYear, "2026-07-01"), ("2026-07-01".into(), "2026-12-31".into()));
        assert_eq!(ends(Span::Year, "2024-02-29"), ("2024-01-01".into(), "2024-12-31".into()));
        assert_eq!(ends(Span::Year, "2199-12-31"), ("2199-01-01".into(), "2199-12-31".into()));
    }

    #[test]
    fn the_four_quarters_behind_us() {
        let quarters = Span::Quarter.completed_before(day("2026-11-22"), 12);
        let starts: Vec<String> = quarters.iter().map(|quarter| quarter.from.to_string()).collect();
        assert_eq!(starts, ["2025-10-01", "2026-01-01", "2026-04-01", "2026-07-01"]);
        let years = Span::Year.completed_before(day("2026-11-22"), 12);
        assert_eq!(years.len(), 1);
        assert_eq!(Span::Year.completed_before(day("1900-06-01"), 12).len(), 0);
    }
}
