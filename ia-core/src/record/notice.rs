use super::{Id, Known};
use crate::calendar::Date;
use crate::code::codes;
use crate::json::facts;
use crate::role::Role;

codes! {
    /// What somebody told somebody about.
    pub enum NoticeTopic as "notice_topic" {
        /// Danger of accident or harm to health.
        Danger = "danger",
        /// Deviations and how they are put right.
        Deviations = "deviations",
        /// Moving, building and premises.
        Premises = "premises",
        /// Budget and plans.
        BudgetAndPlans = "budget_and_plans",
        /// Reorganisation.
        Reorganisation = "reorganisation",
        /// Staffing plans.
        Staffing = "staffing",
        /// Training.
        Training = "training",
        /// Inclusive working life.
        Ia = "ia",
        /// Sickness absence, as figures.
        SicknessAbsence = "sickness_absence",
        /// Conflicts that may matter for the working environment.
        Conflict = "conflict",
        /// Other matters of the working environment.
        WorkingEnvironment = "working_environment",
        /// Getting an IA agreement in place.
        IaAgreement = "ia_agreement",
        /// The budget (replaces budget_and_plans).
        Budget = "budget",
        /// Plans of the unit (replaces budget_and_plans).
        Plans = "plans",
        /// Strategy work.
        Strategy = "strategy",
        /// Moving, also between offices (replaces premises).
        Relocation = "relocation",
        /// Rebuilding and plans for it (replaces premises).
        Rebuilding = "rebuilding",
        /// Refurbishment (replaces premises).
        Refurbishment = "refurbishment",
        /// A new distribution of work.
        WorkDistribution = "work_distribution",
        /// Prevention of substance abuse.
        SubstanceAbusePrevention = "substance_abuse_prevention",
        /// Deviations that nobody has registered.
        UnregisteredDeviations = "unregistered_deviations",
        /// Single matters and incidents.
        Incidents = "incidents",
        /// Reports of concern; that there is one, never about whom.
        Concerns = "concerns",
        /// Matters from the network of safety representatives.
        NetworkMatters = "network_matters",
        /// Courses and other training attended.
        TrainingAttended = "training_attended",
        /// Action plans after a survey, and how they proceed.
        ActionPlans = "action_plans",
        /// The routines for sickness absence.
        AbsenceRoutine = "absence_routine",
    }

    /// What somebody was asked about before it was decided.
    pub enum ConsultationSubject as "consultation_subject" {
        /// A change that matters for the working environment.
        Change = "change",
        /// A measure for the working environment.
        Measure = "measure",
        /// Transfer of an employee with reduced capacity to other work.
        Transfer = "transfer",
    }
}

facts! {
    /// Who told whom of what.
    pub struct Notice {
        /// Its id.
        pub id: Option<Id>,
        /// Who told.
        pub from: Role,
        /// Whom.
        pub to: Role,
        /// Of what.
        pub topic: NoticeTopic,
        /// When.
        pub date: Date,
        /// When it was answered; false when it was not.
        pub answered: Option<Known<Date>>,
    }

    /// A role that was asked before something was decided.
    pub struct Consultation {
        /// Who was asked.
        pub role: Role,
        /// About what.
        pub subject: ConsultationSubject,
        /// The change, by id.
        pub change: Option<Id>,
        /// When.
        pub date: Date,
    }
}
