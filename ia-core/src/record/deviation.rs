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
        /// Of a serious accident: when the police were told; false when they were not (aml § 5-2).
        pub police_told: Option<Known<Date>>,
        /// Of a serious accident: when the notice to the Labour Inspection Authority was confirmed in writing; false when
        /// it is not (aml § 5-2).
        pub confirmed: Option<Known<Date>>,
        /// Of a serious accident: when the safety representative got a copy of the confirmation; false when there is
        /// none (aml § 5-2).
        pub confirmation_copied: Option<Known<Date>>,
    }

    /// A role and a day.
    pub struct RoleDate {
        /// The role.
        pub role: Role,
        /// The day.
        pub date: Date,
    }
}

impl Deviation {
    /// The first day on which the confirmation can have been copied.
    pub(crate) fn first_copied(&self) -> Date {
        let confirmed = self.confirmed.as_ref().and_then(Known::yes);
        confirmed.map_or(self.date, |day| self.date.max(*day))
    }
}
