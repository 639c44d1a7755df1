//! From what is reported about a person to follow-up cases: which absences are one, and what their days were.

mod adjoining;
pub(in crate::follow_up) mod case;
pub(in crate::follow_up) mod continuous;
pub(in crate::follow_up) mod days_off;
pub(in crate::follow_up) mod event;
pub(in crate::follow_up) mod jobs;
pub(in crate::follow_up) mod join;
pub(in crate::follow_up) mod known;
pub(in crate::follow_up) mod notation;

pub use case::{CaseLength, FollowUpCase};
pub use event::{Event, EventKind, JoinRule, PRIORITY, Stage};
pub use join::{GAP_DAYS, decides, join, join_days};
pub use notation::{DayKind, DayString, DayStringError};
