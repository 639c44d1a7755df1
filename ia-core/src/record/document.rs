use super::{Id, Known};
use crate::calendar::Date;
use crate::code::codes;
use crate::json::facts;
use crate::role::Role;

codes! {
    /// A kind of document.
    pub enum DocumentKind in ia_core::record, "document_kind" {
        /// Goals for health, environment and safety.
        HseGoals = "hse_goals",
        /// How responsibility, tasks and authority are shared out.
        OrganisationOverview = "organisation_overview",
        /// Plan with measures.
        HseActionPlan = "hse_action_plan",
        /// Routine to find, correct and prevent breaches.
        DeviationRoutine = "deviation_routine",
        /// Routine to prevent and follow up sickness absence.
        SicknessAbsenceRoutine = "sickness_absence_routine",
        /// Review of the internal control.
        InternalControlReview = "internal_control_review",
        /// Overview of acts and regulations that matter.
        RegulationsOverview = "regulations_overview",
        /// How the workplace is divided into safety areas.
        SafetyAreaMap = "safety_area_map",
        /// Notice of who is safety representative.
        SafetyRepresentativeNotice = "safety_representative_notice",
        /// Meeting plan.
        MeetingPlan = "meeting_plan",
        /// Work plan of the safety representative.
        WorkPlan = "work_plan",
        /// Training plan.
        TrainingPlan = "training_plan",
        /// Annual report on health, environment and safety.
        HseAnnualReport = "hse_annual_report",
        /// Goals for an inclusive working life.
        IaGoals = "ia_goals",
        /// Plan for an inclusive working life.
        IaPlan = "ia_plan",
        /// Watch over the working environment and the employees' health.
        HealthMonitoring = "health_monitoring",
        /// How much time the safety representative's office takes.
        TimeAssessment = "time_assessment",
        /// Emergency plan.
        EmergencyPlan = "emergency_plan",
    }
}

facts! {
    /// A document of the workplace.
    pub struct Document {
        /// Its id.
        pub id: Option<Id>,
        /// Its kind.
        pub kind: DocumentKind,
        /// The day it was made.
        pub date: Date,
        /// The day it was last gone through; false when never since.
        pub reviewed: Option<Known<Date>>,
        /// Whether it is in writing.
        pub written: Option<bool>,
        /// Which roles took part in making it.
        pub made_with: Option<Vec<Role>>,
        /// The last day it holds, none when it has no end.
        pub to: Option<Date>,
    }
}
