//! Self-certified days: how many are used, how many are left, and when the right may be taken away (ftrl §§ 8-24
//! and 8-27). Days are calendar days, and a day off in between counts; a shift over midnight is one day.

use super::figure;
use crate::calendar::Date;
use crate::json::hides;
use crate::law::LawError;

/// An absence that began on the employee's own word.
#[derive(Clone, PartialEq, Eq)]
pub struct SelfCertified {
    /// The first day away.
    pub from: Date,
    /// The last sick day. Days off after it do not count.
    pub to: Date,
    /// The last sick day of this absence and of certified ones after it, with fewer than sixteen days between. A certificate
    /// gives no days back: what is used counts until so many days without sickness have passed.
    pub counts_to: Date,
    /// Days in a row on the employee's own word, with the days off between two of them: each with its first and its last.
    pub own_word: Vec<(Date, Date)>,
    /// Days off between a day on the employee's own word and a certified one. Whether they are self-certified is not
    /// settled: they are not counted in [`days`](Self::days).
    pub not_settled: u16,
}

hides!(SelfCertified);

/// How many days an employee may certify.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SelfCertificationScheme {
    /// As the act has it (§ 8-24 fourth paragraph first sentence).
    Statutory,
    /// A wider scheme of the employer's, within the employer period (second sentence).
    Wider {
        /// How many calendar days at a time.
        days_at_a_time: u16,
        /// How many calendar days in 12 months, where the scheme has such a limit.
        days_in_year: Option<u16>,
        /// How many times in 12 months, where the scheme has such a limit.
        times_in_year: Option<u16>,
    },
}

/// Why there is no answer about self-certification.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SelfCertificationError {
    /// The rule is not known on the day.
    #[error(transparent)]
    Law(#[from] LawError),
    /// A wider scheme reaches past the employer period.
    #[error("expected at most {most} calendar days at a time, the employer period")]
    TooWide {
        /// How many are possible.
        most: u16,
    },
}

/// How an employee stands on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SelfCertification {
    /// Whether the employee has worked there long enough; none when it is not known since when.
    pub qualified: Option<bool>,
    /// Days used in absences that count together with one that begins on the day.
    pub used: u16,
    /// Days in these absences of which it is not settled whether they are self-certified; not counted in `used`.
    pub not_settled: u16,
    /// Days left of those at a time.
    pub left: u16,
    /// Days used in the 12 months up to the day.
    pub used_in_year: u16,
    /// Days left of those in 12 months, where the scheme has such a limit.
    pub left_in_year: Option<u16>,
    /// Times used in the 12 months up to the day.
    pub times_in_year: u16,
    /// Times left, where the scheme has such a limit.
    pub times_left: Option<u16>,
}

/// What may lead to the right being taken away (§ 8-27). The employee must be heard before.
///
/// The grounds of the first paragraph are alternatives: so many absences are a ground by themselves. It is a ground
/// for the employer's decision, and no limit on how often a person may be away.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Withdrawal {
    /// Absences without a certificate in the months up to the day.
    pub absences: u16,
    /// Whether they are as many as the act says.
    pub number_reached: bool,
}

/// A year of a local scheme, in months.
const YEAR: i32 = 12;

impl SelfCertified {
    /// An absence without a certificate from the first day to the last.
    pub fn without_certificate(from: Date, to: Date) -> Self {
        Self { from, to, counts_to: to, own_word: vec![(from, to)], not_settled: 0 }
    }

    /// Calendar days on the employee's own word.
    pub fn days(&self) -> u16 {
        self.days_after(None)
    }

    /// Those of them that come after a day.
    fn days_after(&self, before: Option<Date>) -> u16 {
        let first = before.map_or(Date::MIN, |before| before.plus_days(1).unwrap_or(Date::MAX));
        let own =
            self.own_word.iter().map(|(from, to)| to.days_since(first.max(*from)).saturating_add(1).max(0));
        own.fold(0_i64, i64::saturating_add).try_into().unwrap_or(u16::MAX)
    }

    fn began_within(&self, months: i32, day: Date) -> bool {
        let before = day.plus_months(months.saturating_neg());
        self.from <= day && before.is_none_or(|before| before < self.from)
    }
}

impl SelfCertificationScheme {
    /// How many calendar days at a time on the day.
    ///
    /// # Errors
    /// [`SelfCertificationError`] when the rule is not known on the day, or the scheme reaches past the employer
    /// period. A wider scheme is known from 2019-07-01.
    pub fn days_at_a_time(self, day: Date) -> Result<u16, SelfCertificationError> {
        match self {
            Self::Statutory => Ok(figure(day, "ftrl-8-24-4-a", "calendar_days")?),
            Self::Wider { days_at_a_time, .. } => {
                let most = figure(day, "ftrl-8-24-4-b", "calendar_days")?;
                if days_at_a_time > most {
                    return Err(SelfCertificationError::TooWide { most });
                }
                Ok(days_at_a_time)
            }
        }
    }

    /// Whether the employer can demand a certificate when so many days have been used (§ 8-24 sixth paragraph):
    /// beyond the days at a time.
    ///
    /// # Errors
    /// As [`Self::days_at_a_time`].
    ///
    /// ```
    /// use ia_core::follow_up::SelfCertificationScheme::Statutory;
    /// let day = "2026-01-05".parse().unwrap();
    /// assert!(!Statutory.certificate_can_be_demanded(3, day)?);
    /// assert!(Statutory.certificate_can_be_demanded(4, day)?);
    /// # Ok::<(), ia_core::follow_up::SelfCertificationError>(())
    /// ```
    pub fn certificate_can_be_demanded(self, used: u16, day: Date) -> Result<bool, SelfCertificationError> {
        Ok(used > self.days_at_a_time(day)?)
    }

    const fn in_year(self) -> (Option<u16>, Option<u16>) {
        match self {
            Self::Statutory => (None, None),
            Self::Wider { days_in_year, times_in_year, .. } => (days_in_year, times_in_year),
        }
    }
}

/// How an employee stands on a day, with the absences up to it in order.
///
/// Absences count together when the next begins within 16 calendar days of the last (§ 8-24 fifth paragraph).
///
/// # Errors
/// [`SelfCertificationError`] when a rule is not known on the day.
pub fn self_certification(
    absences: &[SelfCertified],
    employed_from: Option<Date>,
    scheme: SelfCertificationScheme,
    day: Date,
) -> Result<SelfCertification, SelfCertificationError> {
    let at_a_time = scheme.days_at_a_time(day)?;
    let within = i64::from(figure(day, "ftrl-8-24-5", "calendar_days")?);
    let months = i32::from(figure(day, "ftrl-8-24-1", "months")?);
    let qualified =
        employed_from.map(|from| from.plus_months(months).is_some_and(|qualified| qualified <= day));
    let (mut used, mut not_settled): (u16, u16) = (0, 0);
    let mut next = day;
    let (mut used_in_year, mut times_in_year): (u16, u16) = (0, 0);
    let mut together = true;
    for absence in absences.iter().rev().filter(|absence| absence.from <= day) {
        together &= next.days_since(absence.counts_to) <= within;
        next = absence.from;
        if together {
            used = used.saturating_add(absence.days());
            not_settled = not_settled.saturating_add(absence.not_settled);
        }
        // A day is in the twelve months by itself, a time by its first day.
        used_in_year =
            used_in_year.saturating_add(absence.days_after(day.plus_months(YEAR.saturating_neg())));
        if absence.began_within(YEAR, day) {
            times_in_year = times_in_year.saturating_add(1);
        }
    }
    let (days_in_year, times) = scheme.in_year();
    let left_in_year = days_in_year.map(|days| days.saturating_sub(used_in_year));
    let left = at_a_time.saturating_sub(used);
    Ok(SelfCertification {
        qualified,
        used,
        not_settled,
        left: left_in_year.map_or(left, |in_year| left.min(in_year)),
        used_in_year,
        left_in_year,
        times_in_year,
        times_left: times.map(|times| times.saturating_sub(times_in_year)),
    })
}

/// How many absences without a certificate there are in the months up to the day (§ 8-27 first paragraph a).
///
/// # Errors
/// [`LawError`] when the rule is not known on the day: before 2004-07-01.
pub fn withdrawal(absences: &[SelfCertified], day: Date) -> Result<Withdrawal, LawError> {
    let least = figure(day, "ftrl-8-27-1", "absences")?;
    let months = i32::from(figure(day, "ftrl-8-27-1", "months")?);
    let counted = absences.iter().filter(|one| one.began_within(months, day)).count();
    let absences = counted.try_into().unwrap_or(u16::MAX);
    Ok(Withdrawal { absences, number_reached: absences >= least })
}

/// The day by which a decision to take the right away is to be looked at again (§ 8-27 second paragraph); the
/// calendar's last day when it lies past it.
///
/// # Errors
/// [`LawError`] when the rule is not known on the day of the decision.
pub fn withdrawal_review(decided: Date) -> Result<Date, LawError> {
    let months = i32::from(figure(decided, "ftrl-8-27-1", "review_months")?);
    Ok(decided.plus_months(months).unwrap_or(Date::MAX))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Date {
        text.parse().unwrap()
    }

    fn absence(from: &str, to: &str) -> SelfCertified {
        SelfCertified::without_certificate(day(from), day(to))
    }

    fn statutory(absences: &[SelfCertified], on: &str) -> SelfCertification {
        self_certification(absences, None, SelfCertificationScheme::Statutory, day(on)).unwrap()
    }

    #[test]
    fn absences_within_sixteen_days_count_together() {
        let first = [absence("2025-12-29", "2025-12-30")];
        assert_eq!(statutory(&first, "2026-01-15").left, 1); // 16 days after
        assert_eq!(statutory(&first, "2026-01-16").left, 3); // 17
        let chain = [absence("2026-01-05", "2026-01-05"), absence("2026-01-20", "2026-01-20")];
        assert_eq!(statutory(&chain, "2026-02-02").used, 2);
        let certified = [SelfCertified {
            from: day("2024-02-28"),
            to: day("2024-03-10"), // certified from 1 March
            counts_to: day("2024-03-10"),
            own_word: vec![(day("2024-02-28"), day("2024-02-29"))],
            not_settled: 0,
        }];
        assert_eq!(statutory(&certified, "2024-03-20").used, 2); // 28 and 29 February
        // A certificate after them, to 2026-01-30, gives no days back.
        let after = [SelfCertified { counts_to: day("2026-01-30"), ..absence("2026-01-05", "2026-01-06") }];
        assert_eq!(statutory(&after, "2026-02-15").used, 2); // 15 days between
        assert_eq!(statutory(&after, "2026-02-16").used, 0); // 16
    }

    #[test]
    fn two_months_in_the_job() {
        let on = |text| {
            let scheme = SelfCertificationScheme::Statutory;
            self_certification(&[], Some(day("2025-12-31")), scheme, day(text)).unwrap().qualified
        };
        assert_eq!(on("2026-02-27"), Some(false));
        assert_eq!(on("2026-02-28"), Some(true));
        assert_eq!(statutory(&[], "2026-02-27").qualified, None);
    }

    #[test]
    fn a_wider_scheme_has_limits_of_its_own() {
        let scheme = SelfCertificationScheme::Wider {
            days_at_a_time: 8,
            days_in_year: Some(24),
            times_in_year: Some(4),
        };
        let used = [absence("2026-01-07", "2026-01-09")];
        let stands = self_certification(&used, None, scheme, day("2026-06-01")).unwrap();
        assert_eq!((stands.left, stands.left_in_year, stands.times_left), (8, Some(21), Some(3)));
        let stands = self_certification(&used, None, scheme, day("2027-01-07")).unwrap();
        assert_eq!((stands.left_in_year, stands.times_left), (Some(22), Some(4)));
        let before = scheme.days_at_a_time(day("2019-06-30"));
        let known_from = day("2019-07-01");
        assert_eq!(before, Err(SelfCertificationError::Law(LawError::BeforeFirst { known_from })));
        let wide = |days_at_a_time| SelfCertificationScheme::Wider {
            days_at_a_time,
            days_in_year: None,
            times_in_year: None,
        };
        assert_eq!(wide(16).days_at_a_time(day("2026-01-05")), Ok(16));
        let too_wide = wide(17).days_at_a_time(day("2026-01-05"));
        assert_eq!(too_wide, Err(SelfCertificationError::TooWide { most: 16 }));
    }

    #[test]
    fn a_day_is_in_the_twelve_months_by_itself_and_a_time_by_its_first_day() {
        let used = [absence("2025-11-10", "2025-11-14")];
        let on = |text| {
            let stands = statutory(&used, text);
            (stands.used_in_year, stands.times_in_year)
        };
        assert_eq!(on("2026-11-09"), (5, 1));
        assert_eq!(on("2026-11-10"), (4, 0));
        assert_eq!(on("2026-11-13"), (1, 0));
        assert_eq!(on("2026-11-14"), (0, 0));
    }

    #[test]
    fn the_fourth_absence_in_twelve_months() {
        let absences: Vec<SelfCertified> = ["2025-03-03", "2025-06-02", "2025-09-01", "2025-12-01"]
            .iter()
            .map(|on| absence(on, on))
            .collect();
        let on = |text| withdrawal(&absences, day(text)).unwrap();
        assert_eq!(on("2025-12-01"), Withdrawal { absences: 4, number_reached: true });
        assert_eq!(on("2026-03-02"), Withdrawal { absences: 4, number_reached: true });
        assert_eq!(on("2026-03-03"), Withdrawal { absences: 3, number_reached: false });
        assert_eq!(withdrawal_review(day("2025-08-31")), Ok(day("2026-02-28")));
        assert!(withdrawal(&absences, day("2004-06-30")).is_err());
    }
}
