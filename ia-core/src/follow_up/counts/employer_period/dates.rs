//! The employer period that an application for benefit belongs to, as dates: the reading of Nav's service for the
//! forms (navikt/flex-syketilfelle). It differs from that of the payment: here a holiday counts in the period also
//! after a day at work, and never begins it.

use super::counter::EmployerPeriodRule;
use crate::calendar::Date;
use crate::follow_up::cases::notation::DayKind;
use crate::law::LawError;

/// More single days of treatment than this use the period up. Practice of navikt/flex-syketilfelle.
pub const TREATMENT_DAYS: u16 = 12;

/// The employer period of an application.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct EmployerPeriodDates {
    /// Its first day: a sick day.
    pub from: Date,
    /// Its last day so far.
    pub to: Date,
    /// Whether it is used up: there is a sick day after its last.
    pub used_up: bool,
}

#[derive(Default)]
struct Group {
    from: Option<Date>,
    to: Option<Date>,
    last_away: Option<Date>,
    counted: u16,
    treatment: u16,
    gap: u16,
}

/// The employer period of the application that begins on `application`: the last one that is not further than a
/// new absence may be from it. None when the person was at work in all of it.
///
/// The days follow one another from the first absence to the application's last day.
///
/// # Errors
/// [`LawError`] when the rule is not known on the application's first day.
pub fn employer_period_dates(
    days: impl IntoIterator<Item = (Date, DayKind)>,
    application: Date,
) -> Result<Option<EmployerPeriodDates>, LawError> {
    let rule = EmployerPeriodRule::at(application)?;
    let mut groups = Vec::new();
    let mut group = Group::default();
    for (day, kind) in days {
        group.day(rule, day, kind);
        if group.gap >= rule.days_between && group.from.is_some() {
            groups.push(core::mem::take(&mut group));
        }
    }
    groups.push(group);
    let near = |group: &Group| {
        let last = group.last_away.and_then(|last| last.plus_days(i64::from(rule.days_between)));
        last.is_some_and(|last| application <= last)
    };
    Ok(groups.iter().rev().find(|group| near(group)).and_then(|group| group.dates(rule)))
}

impl Group {
    fn day(&mut self, rule: EmployerPeriodRule, day: Date, kind: DayKind) {
        match kind {
            DayKind::Treatment => {
                self.away(day);
                self.treatment = self.treatment.saturating_add(1);
                if self.treatment <= TREATMENT_DAYS {
                    self.to = Some(day);
                }
            }
            DayKind::Sick | DayKind::Graded | DayKind::SelfCertified | DayKind::TimeBarred => {
                self.away(day);
                self.counted = self.counted.saturating_add(1);
                if self.counted <= rule.days {
                    self.to = Some(day);
                }
            }
            DayKind::Holiday | DayKind::Leave => {
                if self.gap > 0 {
                    self.gap = self.gap.saturating_add(1);
                }
                if self.from.is_some() {
                    self.last_away = Some(day);
                }
                if (1..rule.days).contains(&self.counted) {
                    self.counted = self.counted.saturating_add(1);
                    self.to = Some(day);
                }
            }
            DayKind::Working | DayKind::NotBackAtWork | DayKind::OtherBenefit | DayKind::NothingKnown => {
                self.gap = self.gap.saturating_add(1);
            }
        }
    }

    fn away(&mut self, day: Date) {
        self.gap = 0;
        self.from = self.from.or(Some(day));
        self.last_away = Some(day);
    }

    fn dates(&self, rule: EmployerPeriodRule) -> Option<EmployerPeriodDates> {
        Some(EmployerPeriodDates {
            from: self.from?,
            to: self.to?,
            used_up: self.counted > rule.days || self.treatment > TREATMENT_DAYS,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::follow_up::cases::notation::DayString;

    /// The line, its first day, the application's first day, and the period with a star when it is used up.
    #[test]
    fn periods_of_applications() {
        let cases = [
            ("16S", "2019-03-01", "2019-03-01", "2019-03-01 2019-03-16"),
            ("17S", "2019-03-01", "2019-03-01", "2019-03-01 2019-03-16 *"),
            ("15S 4S", "2019-03-01", "2019-03-16", "2019-03-01 2019-03-16 *"),
            ("20S 18N 3A", "2019-02-01", "2019-03-11", ""),
            ("20S 18N 1S 2A", "2019-02-01", "2019-03-11", "2019-03-11 2019-03-11"),
            ("34S 4N 3A", "2019-02-01", "2019-03-11", "2019-02-01 2019-02-16 *"),
            ("20S 8N 10U 3S", "2019-02-01", "2019-03-01", "2019-02-01 2019-02-16 *"),
            ("20S 1A 22F 3S", "2019-02-01", "2019-03-16", "2019-03-16 2019-03-18"),
            ("20S 22F 1A 3S", "2019-02-01", "2019-03-16", "2019-02-01 2019-02-16 *"),
            ("20S 35F", "2019-02-01", "2019-03-11", "2019-02-01 2019-02-16 *"),
            ("19S", "2019-02-05", "2019-02-10", "2019-02-05 2019-02-20 *"),
            ("2U 13S", "2023-03-12", "2023-03-12", "2023-03-12 2023-03-26"),
        ];
        for (days, start, application, expected) in cases {
            let days: DayString = days.parse().unwrap();
            let found =
                employer_period_dates(days.from(start.parse().unwrap()), application.parse().unwrap())
                    .unwrap();
            let shown = found.map_or_else(String::new, |one| {
                format!("{} {}{}", one.from, one.to, if one.used_up { " *" } else { "" })
            });
            assert_eq!(shown, expected, "{days}");
        }
    }
}
