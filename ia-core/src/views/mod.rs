//! The catalogue seen from where people stand: a role's card, who does what, who tells whom, whom to go to
//! next, who may sign, what is new, and a search.
//!
//! Nothing here is written by hand for a view: every line comes from a norm, and names it.

mod card;
mod changes;
mod entry;
mod escalation;
mod guide;
mod information;
mod log;
mod matrix;
mod search;
mod shelf;
mod signing;
mod timeline;

pub use card::{CardGroup, CardGroupKind, RoleCard, role_card};
pub(crate) use changes::changes_seen;
pub use changes::{Change, ChangeKind, Changes, Effect, changes_between};
pub use entry::{BasisView, EntryView};
pub(crate) use entry::{basis, entry};
pub use escalation::{EscalationStep, MatterKind, Step, escalation};
pub use guide::{ConversationGuide, GuidePart, conversation_guide};
pub use information::{InformationDuty, Often, TopicView, information_duties};
pub use log::{FollowUpLog, LogEntry, LogEvent, LogGap, follow_up_log};
pub use matrix::{Activity, Cell, Matrix, Part, responsibility_matrix};
pub use search::{Hit, HitKind, Query, search};
pub use shelf::{KnowledgeView, PhaseView, ProcessView, StepView, knowledge, processes};
pub use signing::{Scope, Signing, may_sign};
pub use timeline::{
    Authority, CalledView, CaseError, LeftOut, MissingFact, PartView, PointView, Timeline, TimelineStep,
    timeline,
};

/// Declares what a view holds: data that only leaves.
macro_rules! shown {
    ($(
        $(#[$meta:meta])*
        pub struct $name:ident {
            $($(#[$field_meta:meta])* pub $field:ident: $type:ty),* $(,)?
        }
    )+) => {$(
        $(#[$meta])*
        #[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
        #[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
        pub struct $name {
            $($(#[$field_meta])* pub $field: $type),*
        }

        $crate::write::writes!($name { $($field),* });
    )+};
}
use shown;

use crate::calendar::Date;
use crate::catalogue::{Norm, Version, norms};

/// The norms in force on the day, each with its version then, in the order of their ids.
fn in_force(day: Date) -> impl Iterator<Item = (&'static Norm, &'static Version)> {
    norms().iter().filter_map(move |norm| Some((norm, norm.at(day).ok()?)))
}
