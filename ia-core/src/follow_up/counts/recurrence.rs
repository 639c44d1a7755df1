//! Absence that comes again. There is no legal definition; Nav has a flag, and research has another measure.

use crate::calendar::Date;
use crate::follow_up::cases::case::CaseLength;

/// When Nav marks a person's absence as repeated ("gjentakende sykefravær"; navikt/isoppfolgingstilfelle).
/// Practice, not law.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RepeatedRule {
    /// How many months back a case may have ended.
    pub months: u16,
    /// How many days a case must have lasted.
    pub case_days: u16,
    /// So many cases and so many days in all, either pair.
    pub either: [(u16, u32); 2],
}

/// Nav's rule: cases of 16 days or more that ended in the last 36 months; 5 with 100 days in all, or 2 with 300.
pub const REPEATED: RepeatedRule = RepeatedRule { months: 36, case_days: 16, either: [(5, 100), (2, 300)] };

/// Six or more certified absences in three years are frequent, in Nav's research (Arbeid og velferd 1-2024).
/// A measure of research, not a flag on a person.
pub const FREQUENT_ABSENCES: u16 = 6;

/// What people with frequent absence were among all with absence, in per cent (Arbeid og velferd 1-2024).
pub const FREQUENT_SHARE: FrequentShare = FrequentShare { persons: 9, absences: 29, days: 18 };

/// Shares of all with absence, in per cent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FrequentShare {
    /// Of the persons.
    pub persons: u8,
    /// Of the absences.
    pub absences: u8,
    /// Of the days.
    pub days: u8,
}

/// What the cases that count come to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Repeated {
    /// How many cases count.
    pub cases: u16,
    /// How many days they have in all, also days before the months that are looked at.
    pub days: u32,
    /// Whether Nav marks the absence as repeated.
    pub is_repeated: bool,
}

impl RepeatedRule {
    /// What a person's cases come to on a day. A case that ended on the first day that is looked at counts.
    ///
    /// ```
    /// use ia_core::follow_up::{CaseLength, REPEATED};
    /// let day = |text: &str| text.parse::<ia_core::Date>().unwrap();
    /// let case = |from: &str, to: &str| CaseLength { from: day(from), to: day(to), sick_days: None };
    /// let cases = [case("2025-03-31", "2025-10-17"), case("2025-10-18", "2026-05-06")];
    /// assert!(REPEATED.of(&cases, day("2026-11-22")).is_repeated);
    /// ```
    pub fn of(&self, cases: &[CaseLength], as_of: Date) -> Repeated {
        let oldest = as_of.plus_months(i32::from(self.months).saturating_neg());
        let counted = cases
            .iter()
            .filter(|case| case.days() >= self.case_days && oldest.is_none_or(|oldest| case.to >= oldest));
        let (cases, days) = counted.fold((0_u16, 0_u32), |(cases, days), case| {
            (cases.saturating_add(1), days.saturating_add(u32::from(case.days())))
        });
        let is_repeated = self.either.iter().any(|(least, sum)| cases >= *least && days >= *sum);
        Repeated { cases, days, is_repeated }
    }
}

/// Whether so many certified absences in three years are frequent, as research counts it.
pub const fn is_frequent(certified_absences: u16) -> bool {
    certified_absences >= FREQUENT_ABSENCES
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nav_s_scenarios() {
        let today: Date = "2026-11-22".parse().unwrap();
        let case = |(from, to): &(i64, i64)| CaseLength {
            from: today.plus_days(*from).unwrap(),
            to: today.plus_days(*to).unwrap(),
            sick_days: None,
        };
        let cases: [(&[(i64, i64)], bool); 6] = [
            (&[], false),
            (&[(-601, -401), (-400, -200)], true),
            (&[(-601, -501), (-400, -203)], false),
            (&[(-601, -501), (-400, -202)], true),
            (&[(-500, -400), (-300, -299), (-250, -240), (-200, -188), (-150, -140), (-100, -90)], false),
            (&[(-500, -482), (-450, -431), (-400, -381), (-350, -331), (-300, -280)], true),
        ];
        for (days, expected) in cases {
            let cases: Vec<CaseLength> = days.iter().map(case).collect();
            assert_eq!(REPEATED.of(&cases, today).is_repeated, expected, "{days:?}");
        }
    }

    #[test]
    fn only_the_end_must_lie_in_the_months() {
        let day = |text: &str| text.parse::<Date>().unwrap();
        let recent = CaseLength { from: day("2025-10-18"), to: day("2026-05-06"), sick_days: None };
        for (to, expected) in [("2023-11-21", false), ("2023-11-22", true), ("2023-11-23", true)] {
            let old = CaseLength { from: day("2021-11-22"), to: day(to), sick_days: None };
            assert_eq!(REPEATED.of(&[old, recent], day("2026-11-22")).is_repeated, expected, "{to}");
        }
    }

    #[test]
    fn six_are_frequent() {
        assert!(!is_frequent(5));
        assert!(is_frequent(6));
    }
}
