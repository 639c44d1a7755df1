//! The events that are known on a day, and the cases in them. The cut is made before joining, which itself looks at no
//! day.

use super::case::FollowUpCase;
use super::event::{Event, JoinRule};
use super::join::{join, standing};
use crate::calendar::Date;

/// The events that have begun by the day, without those that are corrected. A correction counts from the day on which it
/// was made, so also where the corrected days lie ahead.
pub(in crate::follow_up) fn begun(events: &[Event], as_of: Date) -> Vec<Event> {
    standing(events).into_iter().filter(|event| event.from <= as_of).cloned().collect()
}

/// A case, and how long it has lasted.
pub(in crate::follow_up) struct KnownCase {
    pub(in crate::follow_up) case: FollowUpCase,
    /// Whole weeks of sick days up to the day.
    pub(in crate::follow_up) weeks: u16,
}

/// The cases in events that have begun. Days at work that lie ahead are not taken off the weeks.
pub(in crate::follow_up) fn cases(begun: &[Event], rule: JoinRule, as_of: Date) -> Vec<KnownCase> {
    let mut so_far = None;
    let known = |case: FollowUpCase| {
        let weeks = if case.has_gap_after(as_of) {
            let so_far = so_far.get_or_insert_with(|| join(&up_to(begun, as_of), rule));
            weeks_of(so_far, case.from, as_of)
        } else {
            case.weeks(as_of)
        };
        KnownCase { case, weeks }
    };
    join(begun, rule).into_iter().filter(|case| case.from <= as_of).map(known).collect()
}

/// The weeks of the case that began on the day, from cases without a day after `as_of`.
pub(in crate::follow_up) fn weeks_of(so_far: &[FollowUpCase], from: Date, as_of: Date) -> u16 {
    so_far.iter().find(|case| case.from == from).map_or(0, |case| case.weeks(as_of))
}

/// The same events, each with no day after `as_of`.
fn up_to(begun: &[Event], as_of: Date) -> Vec<Event> {
    begun.iter().map(|event| Event { to: event.to.min(as_of), ..event.clone() }).collect()
}
