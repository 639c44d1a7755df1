use super::Id;
use crate::calendar::Date;
use crate::code::codes;
use crate::json::facts;
use crate::role::Role;

codes! {
    /// What a course is about.
    pub enum TrainingTopic as "training_topic" {
        /// Health, environment and safety.
        Hse = "hse",
        /// Cooperation on an inclusive working life.
        Ia = "ia",
        /// The course for safety representatives and committee members (40 hours).
        WorkingEnvironmentCourse = "working_environment_course",
        /// The manager's own course (aml § 3-5).
        HseForManagers = "hse_for_managers",
        /// The basic agreement.
        BasicAgreement = "basic_agreement",
        /// The tasks of the role.
        Role = "role",
        /// The rules on following up sickness absence.
        AbsenceFollowUp = "absence_follow_up",
        /// Nav's instruments for the workplace.
        NavInstruments = "nav_instruments",
    }
}

facts! {
    /// Training that a person has completed.
    pub struct Training {
        /// Who, by opaque id; none when only the role is known.
        pub person: Option<Id>,
        /// The role it was for.
        pub role: Role,
        /// What it was about.
        pub topic: TrainingTopic,
        /// The day it was completed.
        pub completed: Date,
        /// Its length in hours.
        pub hours: Option<u16>,
    }
}
