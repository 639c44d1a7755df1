//! Which norms are met, due, breached or undecided on a day, why, and what is missing.

mod cause;
mod engine;
mod finding;
mod question;
mod view;
mod withhold;

pub use crate::requirement::{AnswerType, Counting, Fact, Missing, Options, Reason, State, Subject};
pub(crate) use cause::{Cause, carried};
pub(crate) use engine::{CaseJudgement, findings, index_for, judge_case, parts, version_of};
pub use engine::{assess, assess_for, assess_norms};
pub use finding::{Assessment, Counts, DecidedBy, DueItem, Finding, Outcome, Totals};
pub(crate) use question::question_list;
pub use question::{Question, questions};
pub(crate) use view::Cases;
pub use view::View;
pub use withhold::SMALLEST_GROUP;
pub(crate) use withhold::are_of_large_groups;
