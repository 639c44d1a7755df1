//! What makes each kind of requirement not met, and the last day it can be met: the four faces put shortly, for
//! reviewers.

use super::{
    CasePracticeKind as Practice, DeviationPractice, DocumentInPlace, MatterPractice, MeasureAspect,
    MeasuresComplete, MeetingPractice, Requirement, SurveyPhase,
};
use crate::calendar::Span;
use crate::code::{Code, codes};

codes! {
    /// What makes a requirement not met.
    pub enum Failure as "failure" {
        /// Somebody who is asked answers no.
        AnsweredNo = "answered_no",
        /// The step is not taken by its day.
        StepNotTaken = "step_not_taken",
        /// The case shows that it is not done.
        NotDoneInCase = "not_done_in_case",
        /// Nobody holds the office.
        OfficeVacant = "office_vacant",
        /// A holder of the office has not had the training.
        NotTrained = "not_trained",
        /// The document is missing, or is not as it must be.
        DocumentMissing = "document_missing",
        /// Too few meetings are held.
        TooFewMeetings = "too_few_meetings",
        /// A meeting is conducted otherwise.
        MeetingOtherwise = "meeting_otherwise",
        /// No meeting is held after the election.
        NoMeeting = "no_meeting",
        /// It is decided without consultation.
        NotConsulted = "not_consulted",
        /// The risk is not assessed.
        NotAssessed = "not_assessed",
        /// A measure lacks something, or there are too few.
        MeasureIncomplete = "measure_incomplete",
        /// It is not done by the day that was set for it.
        OwnDayPast = "own_day_past",
        /// It is not registered.
        NotRegistered = "not_registered",
        /// Whoever must be told is not told.
        NotTold = "not_told",
        /// Somebody else handles the matter.
        HandledByOther = "handled_by_other",
        /// A holder of the office lacks the terms.
        TermsLacking = "terms_lacking",
        /// The body is missing, or composed otherwise.
        BodyOtherwise = "body_otherwise",
        /// The step is left out, or taken in the wrong order.
        StepLeftOut = "step_left_out",
        /// The agreement is missing.
        AgreementMissing = "agreement_missing",
        /// The absence has not gone down.
        NotReduced = "not_reduced",
    }

    /// The last day on which a requirement can be met in time.
    pub enum LastDay as "last_day" {
        /// There is none: nothing becomes late with time.
        None = "none",
        /// It must be so on any day.
        AnyDay = "any_day",
        /// The last day of so many weeks of absence.
        WeeksOfAbsence = "weeks_of_absence",
        /// The last day of so many months of absence.
        MonthsOfAbsence = "months_of_absence",
        /// So many weeks before the meeting.
        WeeksBeforeMeeting = "weeks_before_meeting",
        /// The day that Nav has set.
        SetByNav = "set_by_nav",
        /// The day on which it is decided or carried out.
        Decision = "decision",
        /// The day that the workplace set itself.
        OwnDay = "own_day",
        /// The day before the meeting.
        BeforeMeeting = "before_meeting",
        /// The day of the next step.
        NextStep = "next_step",
        /// The last day of the quarter.
        Quarter = "quarter",
        /// The last day of the half-year.
        HalfYear = "half_year",
        /// The last day of the year.
        Year = "year",
        /// The last day of the year after.
        YearAfter = "year_after",
        /// The last day of a term of so many years.
        Term = "term",
        /// The end of the next working day.
        NextWorkingDay = "next_working_day",
        /// So many days as "as soon as possible" is counted: [`Options::promptly_days`](super::Options).
        Promptly = "promptly",
        /// When it is to be gone through again: [`Options::review_months`](super::Options).
        Review = "review",
        /// When it falls out of what is looked back on: [`Options::look_back_months`](super::Options).
        LookBack = "look_back",
    }

    /// Whose a day is.
    pub enum WhoseDay as "whose_day" {
        /// An act or a regulation names it.
        Act = "act",
        /// Guidance names it.
        Guidance = "guidance",
        /// An agreement, or a guideline that is adopted, names it.
        Agreement = "agreement",
        /// The workplace set it itself.
        Workplace = "workplace",
        /// It is a convention of ours.
        Ours = "ours",
        /// There is no day.
        None = "none",
    }
}

impl Failure {
    /// Whether several norms may ask for the one thing that is lacking: an office, a course, a document or a body.
    pub(crate) const fn is_of_one_thing(self) -> bool {
        matches!(self, Self::OfficeVacant | Self::NotTrained | Self::DocumentMissing | Self::BodyOtherwise)
    }
}

impl LastDay {
    /// Whose the day is; nothing where it is named by what the norm rests on.
    pub(crate) const fn whose(self) -> Option<WhoseDay> {
        match self {
            Self::None | Self::AnyDay => Some(WhoseDay::None),
            Self::NextWorkingDay => Some(WhoseDay::Guidance),
            Self::OwnDay => Some(WhoseDay::Workplace),
            Self::Promptly | Self::Review | Self::LookBack => Some(WhoseDay::Ours),
            _ => None,
        }
    }
}

/// How a requirement fails.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Failing {
    /// What makes it not met; none where it is only ever due.
    pub failure: Option<Failure>,
    /// Whether it is not met only because a day of ours is past.
    pub by_our_day: bool,
    /// The last day on which it can be met in time.
    pub last_day: LastDay,
    /// The number of weeks, months or years of that day.
    pub count: Option<u16>,
}

const fn failing(failure: Failure, last_day: LastDay) -> Failing {
    Failing { failure: Some(failure), by_our_day: false, last_day, count: None }
}

/// Not met only once a day of ours is past.
const fn by_our_day(failure: Failure, last_day: LastDay) -> Failing {
    Failing { by_our_day: true, ..failing(failure, last_day) }
}

/// Due, however long it takes.
const fn only_due(last_day: LastDay) -> Failing {
    Failing { failure: None, by_our_day: false, last_day, count: None }
}

const fn counted(failing: Failing, count: Option<u16>) -> Failing {
    Failing { count, ..failing }
}

impl Requirement {
    /// What is asked for of a meeting, or of what somebody is told, in codes: two norms that ask for the same lack the same.
    pub(crate) fn asked_of_it(&self) -> Option<String> {
        fn codes<C: Code>(all: &[C]) -> String {
            all.iter().map(|one| one.code()).collect::<Vec<_>>().join(" ")
        }
        let of = match self {
            Self::MeetingHeld(held) => [
                codes(&held.kinds),
                codes(held.item.as_slice()),
                held.at_least.to_string(),
                codes(held.per.as_slice()),
                codes(&held.represented),
                held.each.code().to_owned(),
            ]
            .join("/"),
            Self::Informed(told) => [codes(&[told.from, told.to]), codes(&told.topics)].join("/"),
            _ => return None,
        };
        Some(of)
    }

    /// What makes it not met, and by which day.
    pub fn failing(&self) -> Failing {
        use Failure as F;
        use LastDay as D;
        match self {
            Self::Answered(_) => failing(F::AnsweredNo, D::None),
            Self::CaseMilestone(one) => match (one.weeks, one.months) {
                (Some(_), _) => counted(failing(F::StepNotTaken, D::WeeksOfAbsence), one.weeks),
                (None, Some(_)) => counted(failing(F::StepNotTaken, D::MonthsOfAbsence), one.months),
                (None, None) => by_our_day(F::StepNotTaken, D::Promptly),
            },
            Self::CasePlanToNav(one) => {
                counted(failing(F::StepNotTaken, D::WeeksBeforeMeeting), Some(one.weeks))
            }
            Self::CaseMeetingOnRequest(_) => only_due(D::None),
            Self::CasePractice(one) => practice(one.practice),
            Self::OfficeFilled(one) => match one.years {
                Some(_) => counted(failing(F::OfficeVacant, D::Term), one.years),
                None => failing(F::OfficeVacant, D::AnyDay),
            },
            Self::TrainingDone(_) => by_our_day(F::NotTrained, D::Promptly),
            Self::DocumentInPlace(one) => failing(F::DocumentMissing, document(one)),
            Self::MeetingHeld(one) => match one.per {
                Some(Span::Quarter) => failing(F::TooFewMeetings, D::Quarter),
                Some(Span::HalfYear) => failing(F::TooFewMeetings, D::HalfYear),
                Some(Span::Year) => failing(F::TooFewMeetings, D::Year),
                None => only_due(D::None),
            },
            Self::MeetingConducted(one) => match one.practice {
                MeetingPractice::Minutes => by_our_day(F::MeetingOtherwise, D::Promptly),
                MeetingPractice::AgendaSent => failing(F::MeetingOtherwise, D::BeforeMeeting),
                _ => failing(F::MeetingOtherwise, D::None),
            },
            Self::MeetingAfterElection(_) => by_our_day(F::NoMeeting, D::Promptly),
            Self::ConsultedBefore(_) => failing(F::NotConsulted, D::Decision),
            Self::RiskAssessed(_) => failing(F::NotAssessed, D::Review),
            Self::ChangeAssessed(_) => failing(F::NotAssessed, D::Decision),
            Self::MeasuresComplete(one) => measures(one),
            Self::OwnDayKept(_) => failing(F::OwnDayPast, D::OwnDay),
            Self::DeviationHandled(one) => match one.practice {
                DeviationPractice::Registered => failing(F::NotRegistered, D::None),
                DeviationPractice::Told(_) | DeviationPractice::PoliceTold if one.at_once => {
                    failing(F::NotTold, D::NextWorkingDay)
                }
                DeviationPractice::Told(_) | DeviationPractice::PoliceTold => only_due(D::Promptly),
                _ => only_due(D::None),
            },
            Self::NoticeAnswered(_) => only_due(D::Promptly),
            Self::Informed(one) if one.when_it_happens => only_due(D::None),
            Self::Informed(_) => by_our_day(F::NotTold, D::LookBack),
            Self::MatterHandled(one) => match one.practice {
                MatterPractice::ByChiefSafetyRepresentative => failing(F::HandledByOther, D::None),
                MatterPractice::TakenToSafetyRepresentative => only_due(D::None),
            },
            Self::OfficeConditions(_) => failing(F::TermsLacking, D::None),
            Self::BodyComposed(_) => failing(F::BodyOtherwise, D::AnyDay),
            // Whether it is needed is judged by somebody where no industry is named.
            Self::AgreementInPlace(one) if one.industries.is_empty() => failing(F::AnsweredNo, D::None),
            Self::AgreementInPlace(_) => failing(F::AgreementMissing, D::AnyDay),
            Self::SurveyPhase(one) => survey(one),
            Self::AbsenceReduced(_) => failing(F::NotReduced, D::None),
        }
    }
}

/// What the employee tells and what is adapted has no day: while it is not done, it is due.
fn practice(practice: Practice) -> Failing {
    match practice {
        Practice::ToldWorkRelated
        | Practice::ToldFunction
        | Practice::ToldWorkPossible
        | Practice::AdaptationConsidered
        | Practice::SolutionForLongAbsence
        | Practice::SolutionForRepeatedAbsence => only_due(LastDay::None),
        Practice::PlanHandedToNavOnDemand => failing(Failure::NotDoneInCase, LastDay::SetByNav),
        _ => failing(Failure::NotDoneInCase, LastDay::None),
    }
}

fn document(one: &DocumentInPlace) -> LastDay {
    if one.yearly {
        LastDay::YearAfter
    } else if one.review {
        LastDay::Review
    } else if one.newer_than_office.is_some() {
        LastDay::Promptly
    } else {
        LastDay::AnyDay
    }
}

/// A measure that is not evaluated is due.
fn measures(one: &MeasuresComplete) -> Failing {
    let only_evaluated = one.aspects.iter().all(|aspect| *aspect == MeasureAspect::Evaluated);
    if only_evaluated && one.with.is_empty() && one.at_least == 0 {
        only_due(LastDay::None)
    } else {
        failing(Failure::MeasureIncomplete, LastDay::None)
    }
}

fn survey(one: &SurveyPhase) -> Failing {
    match one.before {
        Some(_) => failing(Failure::StepLeftOut, LastDay::NextStep),
        None => by_our_day(Failure::StepLeftOut, LastDay::LookBack),
    }
}
