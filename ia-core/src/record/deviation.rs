use super::{Id, Known};
use crate::calendar::Date;
use crate::code::codes;
use crate::json::facts;
use crate::role::Role;

codes! {
    /// What kind of deviation.
    pub enum DeviationKind as "deviation_kind" {
        /// An accident.
        Accident = "accident",
        /// A near miss.
        NearMiss = "near_miss",
        /// An illness that is believed to come from the work; no word on which.
        Illness = "illness",
        /// A fault or defect.
        Defect = "defect",
        /// Harassment or discrimination.
        Harassment = "harassment",
        /// Something else.
        Other = "other",
        /// An accident with death or serious injury (aml § 5-2).
        SeriousAccident = "serious_accident",
    }
}

facts! {
    /// A deviation from the rules for health, environment and safety.
    pub struct Deviation {
        /// Its id.
        pub id: Id,
        /// Its kind.
        pub kind: DeviationKind,
        /// The day it happened or was found.
        pub date: Date,
        /// The safety area.
        pub area: Option<Id>,
        /// When it was registered; false when it was not.
        pub registered: Option<Known<Date>>,
        /// When it was put right; false when it is not.
        pub corrected: Option<Known<Date>>,
        /// Who was told of it.
        pub told: Option<Vec<RoleDate>>,
    }

    /// A role and a day.
    pub struct RoleDate {
        /// The role.
        pub role: Role,
        /// The day.
        pub date: Date,
    }
}
