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

/// Which of two readings speaks for both.
pub(crate) enum Speaks {
    One,
    Other,
    /// They disagree on whether it is late.
    Neither,
}

/// How two readings are put together, from how the step stands by each; nothing where a reading asks for nothing.
///
/// In time by one is in time, unless the other finds it late. Late by both is late. A missing fact makes it unknown.
pub(crate) const fn weigh(one: Option<State>, other: Option<State>) -> Speaks {
    use State::{Due, Met, NotMet, Partly, Unknown};
    match (one, other) {
        (Some(Unknown), _)
        | (None, None)
        | (Some(Met), None | Some(Met | Due))
        | (Some(Due), None | Some(Due))
        | (Some(Partly), Some(Partly))
        | (Some(NotMet), Some(NotMet)) => Speaks::One,
        (_, Some(Unknown)) | (None | Some(Due), Some(Met)) | (None, Some(Due)) => Speaks::Other,
        _ => Speaks::Neither,
    }
}

/// A step by two readings. `contested` makes the part where they disagree: of the earlier limit, and of the later one
/// where the other reading has a limit.
pub(super) fn together(
    one: ByReading,
    other: ByReading,
    contested: impl FnOnce(Part, Option<Part>) -> Part,
) -> ByReading {
    let due = |by: &ByReading| by.as_ref().ok().and_then(|part| part.due);
    let is_later = due(&other).is_some_and(|other| due(&one).is_some_and(|one| other < one));
    let (one, other) = if is_later { (other, one) } else { (one, other) };
    let state = |by: &ByReading| by.as_ref().ok().map(|part| part.state);
    match (weigh(state(&one), state(&other)), one, other) {
        // Left out says more than too short.
        (Speaks::One, Err(_), Err(other)) if other.key == "case_milestone.excused" => Err(other),
        // Late by both: both days are told.
        (Speaks::One, Ok(mut one), Ok(other))
            if one.state == State::NotMet && other.state == State::NotMet && one.due != other.due =>
        {
            let message = Message { key: "case_milestone.overdue_by_both".into(), ..one.reason.message };
            one.reason.message = other.due.iter().fold(message, |message, day| message.date("later", *day));
            let earlier = core::mem::replace(&mut one.reason.because, other.reason.because);
            one.reason.because.extend(earlier);
            Ok(one)
        }
        (Speaks::One, one, _) => one,
        (Speaks::Other, _, other) => other,
        (Speaks::Neither, Ok(one), other) => Ok(contested(one, other.ok())),
        (Speaks::Neither, Err(_), other) => other.map(|only| contested(only, None)),
    }
}
