//! What the law says of a step, by the day on which the case began: for cases of many years together.

use super::both;
use super::rows::{MAX_DAY, MIN_DAY, Rows};
use crate::calendar::Date;
use crate::follow_up::StepReason;
use crate::follow_up::steps::limits::{Base, Limit, StepLimits};

/// So many changes are gone through sooner than each day is looked up.
const FEW_CHANGES: usize = 4;

/// The law of each day of the calendar.
pub(super) struct ByDay {
    laws: Vec<Law>,
    /// The days from which the law is another than on the day before, in order.
    changes: Vec<i32>,
}

/// What the law says of a step in one number: how many days after the first its limit lies, and marks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Law(i32);

impl Law {
    const LENGTH: i32 = 0xFFFF;
    const NONE_AT: i32 = 16;
    const WHOLE: i32 = 1 << 24;
    const PARTIAL_GAP: i32 = 1 << 25;
    const EXCUSABLE: i32 = 1 << 26;

    /// Nothing is said but whether somebody may decide to leave the step out.
    pub(super) const fn excusing(excusable: bool) -> Self {
        Self(if excusable { Self::EXCUSABLE } else { 0 })
    }

    const fn without_limit(reason: StepReason) -> Self {
        Self((both(reason) as i32) << Self::NONE_AT)
    }

    /// For a case that began on this day.
    fn of(limit: Limit, began: i32) -> Self {
        match limit {
            Limit::NotEstablished => Self::without_limit(StepReason::LawNotEstablished),
            Limit::Days { days, base, excusable, partial_gap } => {
                let whole = if base == Base::Whole { Self::WHOLE } else { 0 };
                let gap = if partial_gap { Self::PARTIAL_GAP } else { 0 };
                Self((days & Self::LENGTH) | whole | gap | Self::excusing(excusable).0)
            }
            Limit::Months { months, shift, excusable } => {
                let day = Date::from_days_from_epoch(began).and_then(|day| day.plus_months(months));
                // Past the end of the calendar no absence is long enough.
                let days = day.map_or(Self::LENGTH, |day| {
                    day.days_from_epoch().wrapping_sub(began).wrapping_add(shift) & Self::LENGTH
                });
                Self(days | Self::excusing(excusable).0)
            }
        }
    }

    /// How many days after the first the limit lies.
    #[inline(always)]
    pub(super) const fn days(self) -> i32 {
        self.0 & Self::LENGTH
    }

    /// A status and its reason, where there is no limit; else 0.
    #[inline(always)]
    pub(super) const fn none(self) -> u8 {
        (self.0 >> Self::NONE_AT) as u8
    }

    /// Whether the limit is counted from the first day of whole absence.
    #[inline(always)]
    pub(super) const fn is_from_whole(self) -> bool {
        self.0 & Self::WHOLE != 0
    }

    /// Whether it is not established what the law said where the absence was not whole for so long.
    #[inline(always)]
    pub(super) const fn has_partial_gap(self) -> bool {
        self.0 & Self::PARTIAL_GAP != 0
    }

    /// Whether somebody may decide to leave the step out.
    #[inline(always)]
    pub(super) const fn is_excusable(self) -> bool {
        self.0 & Self::EXCUSABLE != 0
    }
}

impl ByDay {
    pub(super) fn of(limits: &StepLimits) -> Self {
        let law = |day| {
            let version = limits.versions().find(|version| (version.from..=version.to).contains(&day));
            version.map_or(Law::without_limit(StepReason::NoRule), |version| Law::of(version.limit, day))
        };
        let laws: Vec<Law> = (MIN_DAY..=MAX_DAY).map(law).collect();
        let pairs = laws.array_windows().zip(MIN_DAY.wrapping_add(1)..);
        let changes = pairs.filter(|([before, law], _)| before != law).map(|(_, day)| day).collect();
        Self { laws, changes }
    }

    fn at(&self, day: i32) -> Law {
        let place = usize::try_from(day.wrapping_sub(MIN_DAY)).unwrap_or(usize::MAX);
        self.laws.get(place).copied().unwrap_or(Law(0))
    }

    /// Puts in each row the law of the day on which its case began, which is a day of the calendar. `first` and `last`
    /// are the first and the last of these days.
    #[inline(always)]
    pub(super) fn put<const N: usize>(
        &self,
        began: &Rows<N>,
        (first, last): (i32, i32),
        rows: &mut [Law; N],
    ) {
        let from = self.changes.partition_point(|day| *day <= first);
        let to = self.changes.partition_point(|day| *day <= last);
        let changes = self.changes.get(from..to).unwrap_or_default();
        if changes.len() <= FEW_CHANGES {
            let mut own = [(i32::MAX, Law(0)); FEW_CHANGES];
            for (own, &day) in own.iter_mut().zip(changes) {
                *own = (day, self.at(day));
            }
            let first = self.at(first);
            for (&day, law) in began.iter().zip(rows) {
                *law = own.iter().fold(first, |law, &(from, own)| if day >= from { own } else { law });
            }
            return;
        }
        let laws = self.laws.as_slice();
        for (day, law) in began.iter().zip(rows) {
            let place = day.wrapping_sub(MIN_DAY) as u32 as usize;
            *law = laws.get(place).copied().unwrap_or(Law(0));
        }
    }
}
