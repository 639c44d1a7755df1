//! The whole absence that counts for the employer's dialogue meeting.

use super::limits::StepLimits;
use crate::calendar::{Date, Period};
use crate::record::{Absence, Milestone};
use crate::requirement::{Options, whole_stretches};

/// The stretch of whole absence that counts in a case: the first that lasts to the limit of the employer's dialogue
/// meeting, else the last. Nothing when the person was never wholly away. Without certificates the answer says
/// nothing: how much the person was away is then not known.
///
/// On a day that several certificates share, whole absence goes before graded. Days before the first certificate are days
/// on the employee's own word: whole. A working day between certificates ends a stretch. After the last certificate its
/// grade holds while the case goes on.
pub fn whole_stretch(case: &Absence, as_of: Date, options: &Options) -> Option<Period> {
    let days = StepLimits::of(Milestone::DialogueMeetingSummons, options).days_from(case.from);
    let lasts = |stretch: &Period| {
        let due = days.and_then(|days| stretch.from.plus_days(days));
        due.is_some_and(|due| stretch.to.is_none_or(|to| to >= due))
    };
    let stretches: Vec<Period> = whole_stretches(case, as_of)
        .into_iter()
        .map(|stretch| Period { from: stretch.from, to: stretch.to })
        .collect();
    stretches.iter().find(|stretch| lasts(stretch)).or(stretches.last()).copied()
}
