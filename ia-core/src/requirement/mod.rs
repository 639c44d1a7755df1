//! How a norm is decided from a record: a closed set of kinds, each with four faces.

mod case_facts;
mod condition;
mod facts;
mod failing;
mod index;
mod parts;
pub(crate) use parts::{InCases, entries_of};
mod reading;
mod reason;

pub use crate::calendar::{Counting, Weekend};
pub(crate) use answered::{from_answers, next_answer};
pub(crate) use case_facts::{whole_runs, whole_stretches};
pub use condition::Condition;
pub(crate) use condition::{Decided, Truth};
pub use facts::{AnswerType, Fact, Missing, Options, OptionsInput};
pub(crate) use facts::{Facts, not_before};
pub use failing::{Failing, Failure, LastDay, WhoseDay};
pub(crate) use index::Index;
pub use reading::Reading;
pub(crate) use reading::{ByDay, Speaks, law_day, weigh};
pub(crate) use reason::{Judgement, Part};
pub use reason::{Reason, State, Subject};

use crate::calendar::Date;
use crate::role::Role;
use crate::text::{Message, cut};
use std::borrow::Cow;

/// The place of a key in the record, below a place. Not `format!`, which is four times the code where it is used.
pub(crate) fn below(place: &str, key: &str) -> String {
    [place, "/", key].concat()
}

/// The place of an entry of a list.
pub(crate) fn entry(list: &str, nth: usize) -> String {
    format!("{list}/{nth}")
}

/// The four faces of a kind of requirement.
pub(crate) trait Kind {
    /// Whether it is decided case by case, for people on sick leave.
    fn is_about_cases(&self) -> bool {
        false
    }

    /// **Check**: what the record says, part by part; one judgement, or one a case.
    fn check(&self, facts: &Facts<'_>) -> Vec<Judgement>;

    /// **Ask**: every fact it may read. What is missing is always one of these.
    fn asks(&self) -> Vec<Fact>;

    /// The roles that it names: their acts, answers or offices decide it.
    fn roles(&self) -> Vec<Role>;

    /// The offices whose holders it judges one by one.
    fn offices(&self) -> Vec<Role> {
        Vec::new()
    }

    /// Whether "not relevant" is an answer: it is none where the record tells, or could tell, that it applies.
    fn takes_not_relevant(&self, _: &Facts<'_>) -> bool {
        true
    }

    /// **Schedule**: the next day something is to be done, when all is well today.
    fn next(&self, facts: &Facts<'_>) -> Option<Date>;

    /// **Explain**: what is required, in words.
    fn explain(&self) -> Message;
}

/// What to do when it is not met, in words: the template beside the explanation's, same arguments.
pub(crate) fn to_do(kind: &dyn Kind) -> Message {
    let explained = kind.explain();
    let key = cut(&explained.key, ".explain").map(|(kind, variant)| [kind, ".to_do", variant].concat());
    Message { key: key.map_or(explained.key, Cow::Owned), args: explained.args }
}

/// Declares the kinds: one file each, one line here each.
macro_rules! requirements {
    ($($(#[$meta:meta])* $module:ident::$name:ident = $code:literal,)+) => {
        $(mod $module; pub use $module::*;)+

        crate::json::variants! {
            /// What must be so for a norm to be met.
            pub enum Requirement {
                $($(#[$meta])* $name($name) = $code),+
            }
        }

        impl Requirement {
            /// The codes of all kinds.
            pub const KINDS: &'static [&'static str] = &[$($code),+];

            pub(crate) fn kind(&self) -> &dyn Kind {
                match self { $(Self::$name(kind) => kind,)+ }
            }
        }
    };
}

requirements! {
    /// Somebody holds an office.
    office_filled::OfficeFilled = "office_filled",
    /// Those who hold an office have had training.
    training_done::TrainingDone = "training_done",
    /// A document exists and is as it must be.
    document_in_place::DocumentInPlace = "document_in_place",
    /// Meetings are held often enough, with those who must be represented.
    meeting_held::MeetingHeld = "meeting_held",
    /// Each meeting of a kind is conducted as it must be.
    meeting_conducted::MeetingConducted = "meeting_conducted",
    /// A meeting is held after an election.
    meeting_after_election::MeetingAfterElection = "meeting_after_election",
    /// Roles are consulted before something is decided.
    consulted_before::ConsultedBefore = "consulted_before",
    /// The risk in the working environment is assessed.
    risk_assessed::RiskAssessed = "risk_assessed",
    /// Each change has its own risk assessment.
    change_assessed::ChangeAssessed = "change_assessed",
    /// Each measure has what a measure must have.
    measures_complete::MeasuresComplete = "measures_complete",
    /// What the workplace set a day for is done by that day.
    own_day_kept::OwnDayKept = "own_day_kept",
    /// Each deviation is handled.
    deviation_handled::DeviationHandled = "deviation_handled",
    /// Each notice has an answer.
    notice_answered::NoticeAnswered = "notice_answered",
    /// A step in the follow-up of a person is taken in time.
    case_milestone::CaseMilestone = "case_milestone",
    /// The updated plan reaches Nav before each dialogue meeting that Nav calls.
    case_plan_to_nav::CasePlanToNav = "case_plan_to_nav",
    /// A dialogue meeting is held when somebody who may ask for it finds it useful.
    case_meeting_on_request::CaseMeetingOnRequest = "case_meeting_on_request",
    /// The follow-up of a person is done as it must be.
    case_practice::CasePractice = "case_practice",
    /// One role tells another of certain topics.
    informed::Informed = "informed",
    /// Each matter is handled by the right representative.
    matter_handled::MatterHandled = "matter_handled",
    /// Those who hold an office have the terms they must have.
    office_conditions::OfficeConditions = "office_conditions",
    /// A body exists, and is composed as it must be.
    body_composed::BodyComposed = "body_composed",
    /// An agreement is in force.
    agreement_in_place::AgreementInPlace = "agreement_in_place",
    /// A step of a survey round is taken, and in order.
    survey_phase::SurveyPhase = "survey_phase",
    /// The workplace's sickness absence has gone down.
    absence_reduced::AbsenceReduced = "absence_reduced",
    /// A person judges it.
    answered::Answered = "answered",
}
