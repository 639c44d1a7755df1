//! A follow-up case: the days that are followed up as one, and how long it has lasted.

use crate::calendar::Date;
use crate::record::Id;

/// A case of one person, made by [`join`](crate::follow_up::join()) or [`join_days`](crate::follow_up::join_days).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FollowUpCase {
    /// The first sick day.
    pub from: Date,
    /// The last day that belongs to it.
    pub to: Date,
    /// How many days belong to it, in calendar days; days at work between are none.
    pub sick_days: u16,
    /// The employers it was reported to, the most certain of the first day first.
    pub employers: Vec<Id>,
    /// Whether the person was partly at work on the last day, in every job.
    pub graded_at_end: bool,
    /// Whether the person was employed at the end.
    pub is_employee_at_end: bool,
}

/// When a case lasted, and how many of the days were sick days where that is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CaseLength {
    /// The first day.
    pub from: Date,
    /// The last day.
    pub to: Date,
    /// How many sick days, in calendar days.
    pub sick_days: Option<u16>,
}

const WEEK: i64 = 7;

impl FollowUpCase {
    /// When it lasted.
    pub const fn length(&self) -> CaseLength {
        CaseLength { from: self.from, to: self.to, sick_days: Some(self.sick_days) }
    }

    /// Whole weeks of sick days up to and including `as_of`.
    pub fn weeks(&self, as_of: Date) -> u16 {
        self.length().weeks(as_of)
    }

    /// Whether a day of the case that is no sick day may lie after `as_of`.
    pub(in crate::follow_up) fn has_gap_after(&self, as_of: Date) -> bool {
        self.to > as_of && self.sick_days < self.length().calendar_days()
    }
}

impl CaseLength {
    /// From the first to the last day, both included, in calendar days.
    pub fn calendar_days(&self) -> u16 {
        counted(self.to, self.from).try_into().unwrap_or(u16::MAX)
    }

    /// The sick days where they are known, otherwise the calendar days.
    pub fn days(&self) -> u16 {
        self.sick_days.unwrap_or_else(|| self.calendar_days())
    }

    /// Whole weeks of sick days up to and including `as_of`.
    ///
    /// Days of the case that are no sick days are taken away, also those that are still to come: so does Nav
    /// (navikt/isoppfolgingstilfelle, varighetUker).
    ///
    /// ```
    /// use ia_core::follow_up::CaseLength;
    /// let day = |text: &str| text.parse::<ia_core::Date>().unwrap();
    /// let case = CaseLength { from: day("2026-01-05"), to: day("2026-03-16"), sick_days: Some(49) };
    /// assert_eq!(case.weeks(day("2026-03-02")), 5); // 57 days so far, 22 of the case at work
    /// ```
    pub fn weeks(&self, as_of: Date) -> u16 {
        let so_far = counted(as_of.min(self.to), self.from);
        let not_sick = i64::from(self.calendar_days()).saturating_sub(i64::from(self.days()));
        weeks_of(so_far.saturating_sub(not_sick))
    }

    /// Whole weeks of the whole case, also of what is still to come: Nav's work with the activity requirement
    /// counts so (navikt/isaktivitetskrav, durationInWeeks).
    pub fn weeks_in_all(&self) -> u16 {
        weeks_of(i64::from(self.days()))
    }
}

/// Days from the first to the last, both included; 0 when the last comes first.
fn counted(last: Date, first: Date) -> i64 {
    last.days_since(first).saturating_add(1).max(0)
}

fn weeks_of(days: i64) -> u16 {
    days.max(0).checked_div(WEEK).and_then(|weeks| weeks.try_into().ok()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn case(from: &str, to: &str, sick_days: Option<u16>) -> CaseLength {
        CaseLength { from: from.parse().unwrap(), to: to.parse().unwrap(), sick_days }
    }

    #[test]
    fn a_week_is_whole_on_its_seventh_day() {
        let day = |text: &str| text.parse::<Date>().unwrap();
        let case = case("2023-12-25", "2024-03-31", None);
        assert_eq!(case.weeks(day("2023-12-24")), 0);
        assert_eq!(case.weeks(day("2023-12-30")), 0);
        assert_eq!(case.weeks(day("2023-12-31")), 1);
        assert_eq!(case.weeks(day("2024-03-02")), 9); // 70 days less one
        assert_eq!(case.weeks(day("2024-03-03")), 10); // over 29 February
        assert_eq!(case.weeks(day("2025-01-01")), 14);
        assert_eq!(case.calendar_days(), 98);
    }

    #[test]
    fn weeks_in_all_do_not_stop_today() {
        for (from, to, sick, weeks) in [
            ("2026-01-01", "2026-01-20", None, 2),
            ("2026-01-01", "2026-01-21", None, 3),
            ("2026-01-01", "2026-01-20", Some(13), 1),
            ("2026-01-01", "2026-01-20", Some(14), 2),
            ("2026-01-02", "2026-01-01", None, 0),
        ] {
            assert_eq!(case(from, to, sick).weeks_in_all(), weeks, "{from} {to}");
        }
    }
}
