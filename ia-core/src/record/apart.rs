//! Absences of one person that do not lie apart: they overlap, or Nav counts them as one case. Each is judged with its
//! own time limits, as it is recorded.

use super::Absence;
use super::absence::GAP_DAYS;
use super::early::own;
use crate::calendar::Date;
use crate::code::Code as _;
use crate::error::{Errors, InputCode, InputError, Place};
use crate::order::ById;
use crate::text::Message;

/// The first day on which an absence is a case of its own after one that ended on this day; `None` past the calendar's
/// end.
pub(super) fn first_apart(last: Date) -> Option<Date> {
    last.plus_days(i64::from(GAP_DAYS).saturating_add(1))
}

/// How an absence lies to the earlier ones of the same person.
#[derive(Clone, Copy)]
pub(super) enum Slip {
    /// It shares a day with one.
    Overlaps,
    /// Fewer days than [`GAP_DAYS`] lie between; none between days that adjoin.
    IsOneCase,
}

impl Slip {
    fn between(last: Date, first: Date) -> Option<Self> {
        if first <= last {
            return Some(Self::Overlaps);
        }
        first_apart(last).is_none_or(|day| first < day).then_some(Self::IsOneCase)
    }

    pub(super) fn report(self, at: &Place<'_>, errors: &mut Errors) {
        match self {
            Self::Overlaps => errors.simple(InputCode::OverlappingAbsences, at),
            Self::IsOneCase => {
                let code = InputCode::SeparateCases;
                let expected = Message::new(code.label()).count("days", GAP_DAYS.into());
                errors.push(InputError::new(code, at, expected));
            }
        }
    }
}

/// The slip of each absence; `None` if it lies apart from all earlier ones of the same person.
pub(super) fn slips(all: &[Absence]) -> Vec<Option<Slip>> {
    let mut found: Vec<Option<Slip>> = all.iter().map(|_| None).collect();
    for group in ById::new(all, |one| Some((one.person.as_str(), own(one)))).groups() {
        // The last day of the absences so far.
        let mut last: Option<Date> = None;
        for one in group {
            let (Some(case), Some(slip)) = (all.get(one.place), found.get_mut(one.place)) else { continue };
            *slip = last.and_then(|last| Slip::between(last, one.day));
            last = last.max(Some(case.to.unwrap_or(Date::MAX)));
        }
    }
    found
}
