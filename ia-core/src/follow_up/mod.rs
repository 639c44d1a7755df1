//! The follow-up of people on sick leave: from certificates to cases, the counts that the acts know, the steps of
//! one case, and of many at once.

pub mod columns;
pub mod kpi;
mod limits;
mod status;
mod steps;

pub use crate::calendar::{Counting, Weekend};
pub use limits::{Base, Limit, StepLimits};
pub use status::{StepReason, StepStatus};
pub use steps::{Called, CatalogueStep, CountedFrom, FollowUp, Gap, OperatingPoint, Point, follow_up, point};
