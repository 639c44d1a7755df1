use super::{Id, Known};
use crate::calendar::Date;
use crate::code::codes;
use crate::json::facts;
use crate::role::Role;

codes! {
    /// A kind of document.
    pub enum DocumentKind as "document_kind" {
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
        /// The IA poster, put up at the workplace; its date is the day it was put up.
        IaPoster = "ia_poster",
        /// Routines for internal reporting of censurable conditions (aml § 2 A-6).
        WhistleblowingRoutine = "whistleblowing_routine",
        /// Written notice to management of who is elected safety representative (FOR-2011-12-06-1355 § 3-4).
        SafetyRepresentativeElectionNotice = "safety_representative_election_notice",
        /// Notice at the workplace of who sits on the committee (aml § 7-1).
        WorkingEnvironmentCommitteeNotice = "working_environment_committee_notice",
        /// The committee's yearly report (aml § 7-2).
        WorkingEnvironmentCommitteeAnnualReport = "working_environment_committee_annual_report",
        /// Guidelines for introducing new employees to the safety and environment work (FOR-2011-12-06-1355 § 2-3).
        NewEmployeeGuidelines = "new_employee_guidelines",
        /// Plan for the occupational health service's help.
        OccupationalHealthServicePlan = "occupational_health_service_plan",
        /// Yearly report on the occupational health service's help.
        OccupationalHealthServiceAnnualReport = "occupational_health_service_annual_report",
        /// Documentation of the employer's work for equality (ldl § 26).
        EqualityWorkDocumentation = "equality_work_documentation",
    }

    /// What a document contains.
    pub enum DocumentPart as "document_part" {
        /// What the time for the office means for ordinary tasks.
        ConsequencesForOrdinaryTasks = "consequences_for_ordinary_tasks",
        /// A training plan.
        TrainingPlan = "training_plan",
        /// How sickness absence is followed up.
        SicknessAbsenceFollowUp = "sickness_absence_follow_up",
        /// Who is responsible for what.
        Responsibility = "responsibility",
        /// Who may decide what.
        Authority = "authority",
        /// An encouragement to report censurable conditions.
        EncouragementToReport = "encouragement_to_report",
        /// How to report.
        HowToReport = "how_to_report",
        /// How the employer receives, handles and follows up reports.
        HandlingOfReports = "handling_of_reports",
    }
}

impl DocumentKind {
    /// Whether it is put up on a wall.
    pub fn is_displayed(self) -> bool {
        matches!(
            self,
            Self::IaPoster | Self::SafetyRepresentativeNotice | Self::WorkingEnvironmentCommitteeNotice
        )
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
        /// What it contains.
        pub contains: Option<Vec<DocumentPart>>,
        /// The last day it holds, none when it has no end.
        pub to: Option<Date>,
    }
}
