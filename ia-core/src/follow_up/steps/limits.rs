//! The limits of a step through the years, as numbers: read from the norms, for columns of cases.

use super::gaps;
use crate::calendar::{Date, Weekend};
use crate::catalogue::{Version, norms};
use crate::record::Milestone;
use crate::requirement::{CaseMilestone, Extent, Options, Requirement};
use std::sync::LazyLock;

/// From which day a limit is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Base {
    /// The first day away, wholly or partly.
    Absence,
    /// The first day of whole absence.
    Whole,
}

/// A limit in a version of the law.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Limit {
    /// So many days after the first.
    Days {
        /// How many.
        days: i32,
        /// From which day.
        base: Base,
        /// Whether somebody may decide to leave the step out.
        excusable: bool,
        /// Whether it is not established what the law said where the absence was not whole for so long.
        partial_gap: bool,
    },
    /// So many months after the first day away.
    Months {
        /// How many.
        months: i32,
        /// How many days after the day that lies so many months later.
        shift: i32,
        /// Whether somebody may decide to leave the step out.
        excusable: bool,
    },
    /// There was a rule; what it said is not established.
    NotEstablished,
}

/// The limits of a step, oldest first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StepLimits {
    versions: Vec<Dated>,
}

/// A limit for cases that began within these days, both included, counted from 1970-01-01.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::follow_up) struct Dated {
    pub(in crate::follow_up) from: i32,
    pub(in crate::follow_up) to: i32,
    pub(in crate::follow_up) limit: Limit,
}

impl Limit {
    const fn without_excuse(self) -> Self {
        match self {
            Self::Days { days, base, partial_gap, .. } => {
                Self::Days { days, base, excusable: false, partial_gap }
            }
            Self::Months { months, shift, .. } => Self::Months { months, shift, excusable: false },
            Self::NotEstablished => Self::NotEstablished,
        }
    }
}

impl StepLimits {
    /// The limits of a step under these conventions.
    pub fn of(step: Milestone, options: &Options) -> Self {
        let rules = milestones().iter().filter(|(rule, _)| rule.milestone == step);
        let limits = rules.filter_map(|(rule, version)| dated(rule, version, options));
        let not_established = gaps(step).filter(|gap| gap.absence != Extent::Partial).map(|gap| Dated {
            from: gap.from.unwrap_or(Date::MIN).days_from_epoch(),
            to: gap.to.days_from_epoch(),
            limit: Limit::NotEstablished,
        });
        Self { versions: not_established.chain(limits).collect() }
    }

    /// How many days after the first a limit lies for a case that began on the day; none where there is no limit in
    /// days.
    pub fn days_from(&self, first: Date) -> Option<i64> {
        let began = first.days_from_epoch();
        match self.all_of(began, began)? {
            Limit::Days { days, .. } => Some(i64::from(days)),
            Limit::Months { .. } | Limit::NotEstablished => None,
        }
    }

    /// Those that hold for cases that began within these days, so that steps whose limits differ in other years alone
    /// are seen to have the same. Without `excuses` it does not matter whether a step may be left out.
    pub(in crate::follow_up) fn within(&self, first: i32, last: i32, excuses: bool) -> Self {
        let versions =
            self.versions.iter().filter(|one| one.from <= last && first <= one.to).map(|one| Dated {
                from: one.from.max(first),
                to: one.to.min(last),
                limit: if excuses { one.limit } else { one.limit.without_excuse() },
            });
        Self { versions: versions.collect() }
    }

    pub(in crate::follow_up) fn versions(&self) -> impl Iterator<Item = &Dated> {
        self.versions.iter()
    }

    /// The limit that holds for all cases that began from `first` to `last`; none when there are several.
    pub(in crate::follow_up) fn all_of(&self, first: i32, last: i32) -> Option<Limit> {
        self.versions.iter().find(|version| version.from <= first && last <= version.to).map(|one| one.limit)
    }
}

/// Whether no source settles how the absence is counted for a step.
pub(in crate::follow_up) fn is_unsettled(step: Milestone) -> bool {
    milestones().iter().any(|(rule, _)| rule.milestone == step && rule.unsettled)
}

/// The steps that a step falls away with when they are left out.
pub(in crate::follow_up) fn falls_away_with(step: Milestone) -> impl Iterator<Item = Milestone> {
    let rules = milestones().iter().filter(move |(rule, _)| rule.milestone == step);
    rules.flat_map(|(rule, _)| rule.excused_with.iter().copied())
}

/// Every rule about a step with the version of its norm, oldest first.
fn milestones() -> &'static [(&'static CaseMilestone, &'static Version)] {
    static MILESTONES: LazyLock<Vec<(&CaseMilestone, &Version)>> = LazyLock::new(|| {
        let versions = norms().iter().flat_map(|norm| &norm.versions);
        versions
            .filter_map(|version| match &version.requirement {
                Some(Requirement::CaseMilestone(rule)) => Some((rule, version)),
                _ => None,
            })
            .collect()
    });
    &MILESTONES
}

/// None for a rule without a number.
fn dated(rule: &CaseMilestone, version: &Version, options: &Options) -> Option<Dated> {
    let excusable = !rule.excusable_by.is_empty();
    let limit = match (rule.weeks, rule.months) {
        (Some(weeks), _) => Limit::Days {
            days: i32::try_from(options.counting.days(weeks)).ok()?,
            base: if rule.absence == Extent::WholeOrPartial { Base::Absence } else { Base::Whole },
            excusable,
            partial_gap: gaps(rule.milestone)
                .any(|gap| gap.absence == Extent::Partial && gap.holds(version.from)),
        },
        (None, Some(months)) => Limit::Months {
            months: i32::from(months),
            shift: i32::try_from(options.counting.days(0)).ok()?,
            excusable,
        },
        (None, None) => return None,
    };
    Some(Dated {
        from: version.from.days_from_epoch(),
        to: version.to.unwrap_or(Date::MAX).days_from_epoch(),
        limit,
    })
}

/// For each day of the calendar, by how many days a limit that ends on it is moved.
pub(in crate::follow_up) fn moves(weekend: Weekend) -> Option<&'static [i8]> {
    static BEFORE: LazyLock<Vec<i8>> = LazyLock::new(|| table(Weekend::WorkingDayBefore));
    static NEXT: LazyLock<Vec<i8>> = LazyLock::new(|| table(Weekend::NextWorkingDay));
    match weekend {
        Weekend::Stays => None,
        Weekend::WorkingDayBefore => Some(&BEFORE),
        Weekend::NextWorkingDay => Some(&NEXT),
    }
}

fn table(weekend: Weekend) -> Vec<i8> {
    let days = core::iter::successors(Some(Date::MIN), |day| day.plus_days(1));
    days.map(|day| i8::try_from(weekend.moved(day).days_since(day)).unwrap_or(0)).collect()
}
