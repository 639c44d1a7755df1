use super::{Id, Known};
use crate::calendar::Date;
use crate::code::codes;
use crate::json::facts;
use crate::role::Role;

codes! {
    /// A kind of meeting. Meetings about one person's sick leave stand with the case.
    pub enum MeetingKind as "meeting_kind" {
        /// Line manager and newly elected safety representative.
        #[doc(alias = "oppstartsmøte")]
        StartUpMeeting = "start_up_meeting",
        /// The fixed meeting of line manager and safety representative.
        #[doc(alias = "linjeledermøte")]
        LineManagerMeeting = "line_manager_meeting",
        /// The safety representatives of a department.
        #[doc(alias = "nettverksmøte")]
        NetworkMeeting = "network_meeting",
        /// Health, environment and safety.
        #[doc(alias = "HMS-møte")]
        HseMeeting = "hse_meeting",
        /// The unit's staff.
        #[doc(alias = "personalmøte")]
        StaffMeeting = "staff_meeting",
        /// A governing body.
        GoverningBodyMeeting = "governing_body_meeting",
        /// The parties, before survey results are reviewed.
        #[doc(alias = "partsdialog")]
        PartyDialogue = "party_dialogue",
        /// The unit goes through its survey results.
        UnitResultsReview = "unit_results_review",
        /// A management group goes through results.
        ManagementGroupReview = "management_group_review",
        /// Manager and elected representative clarify roles and expectations.
        RoleClarificationTalk = "role_clarification_talk",
        /// The parties' meeting on inclusive working life.
        #[doc(alias = "IA-møte")]
        IaMeeting = "ia_meeting",
        /// A union's members.
        #[doc(alias = "medlemsmøte")]
        UnionMembersMeeting = "union_members_meeting",
        /// The working environment committee.
        #[doc(alias = "AMU-møte")]
        WorkingEnvironmentCommitteeMeeting = "working_environment_committee_meeting",
        /// Training that the parties take together.
        JointTraining = "joint_training",
    }

    /// What a meeting treats.
    pub enum AgendaItem as "agenda_item" {
        /// Work for an inclusive working life.
        IaWork = "ia_work",
        /// How to work together.
        CooperationForms = "cooperation_forms",
        /// What the two expect of each other.
        MutualExpectations = "mutual_expectations",
        /// Roles and expectations.
        RolesAndExpectations = "roles_and_expectations",
        /// Sickness absence, as figures.
        SicknessAbsence = "sickness_absence",
        /// Deviations.
        Deviations = "deviations",
        /// The action plan.
        HseActionPlan = "hse_action_plan",
        /// Risk assessment.
        RiskAssessment = "risk_assessment",
        /// Measures.
        Measures = "measures",
        /// Goals.
        Goals = "goals",
        /// Surveys and their follow-up.
        Surveys = "surveys",
        /// Reorganisation.
        Reorganisation = "reorganisation",
        /// Budget and plans.
        BudgetAndPlans = "budget_and_plans",
        /// Training.
        Training = "training",
        /// The minutes of the meeting before.
        PreviousMinutes = "previous_minutes",
        /// What the annual wheel says.
        AnnualWheel = "annual_wheel",
        /// The instruments of the IA agreement.
        IaInstruments = "ia_instruments",
        /// News from the network meetings.
        NetworkMatters = "network_matters",
        /// Gatherings of safety representatives.
        SafetyRepresentativeGatherings = "safety_representative_gatherings",
        /// Matters that the safety representative works on.
        CurrentMatters = "current_matters",
        /// Enquiries to the safety service.
        Enquiries = "enquiries",
        /// Working environment matters from the management group.
        ManagementGroupMatters = "management_group_matters",
        /// Building projects and plans for rebuilding.
        BuildingProjects = "building_projects",
        /// Other matters of the working environment.
        WorkingEnvironment = "working_environment",
        /// Staffing plans.
        Staffing = "staffing",
        /// The emergency plan.
        EmergencyPlan = "emergency_plan",
        /// Security management and routines.
        Security = "security",
        /// New guidelines for health, environment and safety.
        NewGuidelines = "new_guidelines",
    }
}

facts! {
    /// A meeting that was held.
    pub struct Meeting {
        /// Its id.
        pub id: Option<Id>,
        /// Its kind.
        pub kind: MeetingKind,
        /// The day it was held.
        pub date: Date,
        /// The safety area it was about.
        pub area: Option<Id>,
        /// Who led it.
        pub led_by: Option<Role>,
        /// Which roles were invited.
        pub invited: Option<Vec<Role>>,
        /// When the agenda was sent; false when it was not.
        pub agenda_sent: Option<Known<Date>>,
        /// For which roles somebody was there.
        pub attended: Option<Vec<Role>>,
        /// What was treated.
        pub items: Option<Vec<AgendaItem>>,
        /// What of it was discussed or negotiated, and not only informed about.
        pub discussed: Option<Vec<AgendaItem>>,
        /// When the minutes were written; false when they were not.
        pub minutes: Option<Known<Date>>,
        /// What was decided.
        pub decisions: Option<Vec<Decision>>,
    }

    /// A point to follow up from a meeting.
    pub struct Decision {
        /// Its id.
        pub id: Option<Id>,
        /// Who follows it up.
        pub owner: Option<Role>,
        /// By when.
        pub due: Option<Date>,
        /// When it was done; false when it is not.
        pub done: Option<Known<Date>>,
    }
}
