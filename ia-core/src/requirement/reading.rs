//! How absence is counted where no source settles it: aml. § 4-6 counts weeks of absence and has no rule for absences
//! with days at work between. Two readings are possible, and what they disagree on is contestable.

use super::{CaseMilestone, Part, State};
use crate::calendar::Date;
use crate::code::codes;
use crate::record::Absence;
use crate::text::Message;

codes! {
    /// Which reading of aml. § 4-6 an absence is counted by.
    pub enum Reading as "reading", default Both {
        /// By both: where they disagree, a step is contestable.
        Both = "both",
        /// By Nav's case: absences with fewer than sixteen days between are one.
        NavCase = "nav_case",
        /// Continuously: a return to work ends an absence; days off do not.
        Continuous = "continuous",
    }
}

impl Reading {
    /// The day the absence is counted from, and the day by the other reading, where it is another and both are asked
    /// for. What lies ahead is not known.
    pub(crate) fn first_days(self, case: &Absence, as_of: Date) -> (Date, Option<Date>) {
        let continuous = case.continuous_from.filter(|day| *day <= as_of);
        match self {
            Self::Both => (case.from, continuous.filter(|day| *day != case.from)),
            Self::NavCase => (case.from, None),
            Self::Continuous => (continuous.unwrap_or(case.from), None),
        }
    }
}

/// A norm through the years.
pub(crate) trait ByDay {
    /// The step that it asks for on a day, and nothing where no version was in force.
    fn milestone_on(&self, day: Date) -> Option<&CaseMilestone>;

    /// Whether it asks for a step of which no source settles how the absence is counted.
    fn is_unsettled(&self) -> bool;
}

/// Not the norm itself: to write it out is many kilobytes of a browser's download.
impl core::fmt::Debug for dyn ByDay + '_ {
    fn fmt(&self, out: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        out.write_str("ByDay")
    }
}

/// The day whose law decides a case: its first. Where there was no rule that day, its first by the other reading.
pub(crate) fn law_day(norm: &dyn ByDay, asked: Reading, case: &Absence, as_of: Date) -> Date {
    if !norm.is_unsettled() {
        return case.from;
    }
    let (first, other) = asked.first_days(case, as_of);
    let is_law = |day: Date| norm.milestone_on(day).is_some();
    other.filter(|day| !is_law(first) && is_law(*day)).unwrap_or(first)
}

/// A step by one reading: how it stands, or why nothing is asked for.
pub(super) type ByReading = Result<Part, Message>;

/// What two readings say together. `contested` makes the part where they disagree, of the earlier limit and the later
/// one, which is none where the other reading asks for nothing.
///
/// In time by the earlier limit is in time, late by both is late, and a fact that is missing is unknown.
pub(super) fn together(
    one: ByReading,
    other: ByReading,
    contested: impl FnOnce(Part, Option<Part>) -> Part,
) -> ByReading {
    let (one, other) = match (one, other) {
        (Err(one), Err(other)) => {
            return Err(if other.key == "case_milestone.excused" { other } else { one });
        }
        (Ok(only), Err(_)) | (Err(_), Ok(only)) => {
            return Ok(match only.state {
                State::Partly | State::NotMet => contested(only, None),
                _ => only,
            });
        }
        (Ok(one), Ok(other)) => (one, other),
    };
    let (earlier, later) = if other.due < one.due { (other, one) } else { (one, other) };
    Ok(match (earlier.state, later.state) {
        (State::Unknown, _) => earlier,
        (_, State::Unknown) => later,
        (state, same) if state == same => earlier,
        // A plan that is in time by one reading is of an earlier absence by the other, and is to be revised.
        (State::Met, State::Due) => earlier,
        (State::Due, State::Met) => later,
        _ => contested(earlier, Some(later)),
    })
}
