use super::Id;
use crate::calendar::Date;
use crate::code::codes;
use crate::json::facts;

codes! {
    /// A step in a survey round, in order.
    pub enum SurveyPhase as "survey_phase" {
        /// Strategic preparation.
        Preparation = "preparation",
        /// Mobilisation and division of work.
        Mobilisation = "mobilisation",
        /// Management groups look across units.
        AcrossUnits = "across_units",
        /// The parties talk before the unit's review.
        PartyDialogue = "party_dialogue",
        /// The unit goes through its results.
        UnitReview = "unit_review",
        /// Measures and action plan.
        ActionPlan = "action_plan",
        /// Follow-up in management groups.
        FollowUp = "follow_up",
    }
}

facts! {
    /// A round of a staff survey.
    pub struct SurveyRound {
        /// Its id.
        pub id: Id,
        /// The day it began.
        pub from: Date,
        /// The steps that were taken.
        pub phases: Option<Vec<PhaseDate>>,
    }

    /// A step of a survey round and its day.
    pub struct PhaseDate {
        /// The step.
        pub phase: SurveyPhase,
        /// The day.
        pub date: Date,
    }
}
