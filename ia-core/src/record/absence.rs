use super::{Id, Known, RoleDate};
use crate::calendar::{Date, Period};
use crate::code::codes;
use crate::error::{Errors, Place};
use crate::json::{Blank, Json, Read, facts, read_integer};
use crate::role::Role;

/// The number of days without sickness in a row that ends a follow-up case; one fewer joins. Practice of Nav
/// (navikt/isoppfolgingstilfelle and navikt/flex-syketilfelle), not the 16 days of ftrl § 8-19.
pub const GAP_DAYS: u16 = 16;

codes! {
    /// What a certificate is about. There is no diagnosis.
    pub enum CertificateKind as "certificate_kind" {
        /// Activity is not possible.
        ActivityNotPossible = "activity_not_possible",
        /// Graded.
        Graded = "graded",
        /// Single days of treatment.
        TreatmentDays = "treatment_days",
        /// A grant for travel in place of absence.
        TravelGrant = "travel_grant",
        /// Waiting, before sick leave.
        Waiting = "waiting",
    }

    /// A part of the follow-up plan (aml § 4-6 (3)).
    pub enum PlanPart as "plan_part" {
        /// Assessment of tasks and of work capacity.
        Assessment = "assessment",
        /// Measures on the employer's side.
        EmployerMeasures = "employer_measures",
        /// Measures with help from the authorities.
        AuthorityMeasures = "authority_measures",
        /// Plan for further follow-up.
        FurtherFollowUp = "further_follow_up",
    }

    /// A meeting about one person's sick leave.
    pub enum CaseMeetingKind as "case_meeting_kind" {
        /// A conversation between manager and employee.
        #[doc(alias = "oppfølgingssamtale")]
        Conversation = "conversation",
        /// The employer's dialogue meeting (aml § 4-6 (4)).
        #[doc(alias = "dialogmøte 1")]
        DialogueMeeting = "dialogue_meeting",
        /// Nav's dialogue meeting (ftrl § 8-7 a (2)).
        #[doc(alias = "dialogmøte 2")]
        NavDialogueMeeting = "nav_dialogue_meeting",
        /// A further dialogue meeting with Nav (ftrl § 8-7 a (3)).
        #[doc(alias = "dialogmøte 3")]
        FurtherNavDialogueMeeting = "further_nav_dialogue_meeting",
    }

    /// A step in the follow-up of a person on sick leave.
    pub enum Milestone as "milestone" {
        /// The first conversation.
        Conversation = "conversation",
        /// The follow-up plan is ready.
        #[doc(alias = "oppfølgingsplan")]
        FollowUpPlan = "follow_up_plan",
        /// The plan is with the issuer of the certificate.
        PlanToIssuer = "plan_to_issuer",
        /// The employee is summoned to the employer's dialogue meeting.
        DialogueMeetingSummons = "dialogue_meeting_summons",
        /// The employer's dialogue meeting is held.
        #[doc(alias = "dialogmøte 1")]
        DialogueMeetingHeld = "dialogue_meeting_held",
        /// A dialogue meeting during partial absence, when somebody finds it useful.
        DialogueMeetingOnRequest = "dialogue_meeting_on_request",
        /// Work-related activity.
        #[doc(alias = "aktivitetsplikt")]
        Activity = "activity",
        /// Nav's dialogue meeting is held.
        #[doc(alias = "dialogmøte 2")]
        NavDialogueMeeting = "nav_dialogue_meeting",
        /// The updated plan is with Nav.
        UpdatedPlanToNav = "updated_plan_to_nav",
        /// The report on the follow-up is with Nav, from 2011 to 2014.
        ReportToNav = "report_to_nav",
        /// Nav asks whether its dialogue meeting is needed.
        NavQuestion = "nav_question",
        /// Nav's letter that the benefit will end.
        NavLetter = "nav_letter",
        /// The last day of sickness benefit.
        #[doc(alias = "maksdato")]
        BenefitEnd = "benefit_end",
    }

    /// Why a step was left out. A category, never a text.
    pub enum ExceptionReason as "exception_reason" {
        /// Evidently unnecessary.
        #[doc(alias = "åpenbart unødvendig")]
        EvidentlyUnnecessary = "evidently_unnecessary",
        /// Expected back in full work soon.
        BackSoon = "back_soon",
        /// Will not return to this employer.
        WillNotReturn = "will_not_return",
        /// The employment ends.
        EmploymentEnds = "employment_ends",
        /// Adaptation is in place and works.
        AdaptationInPlace = "adaptation_in_place",
        /// Not possible now.
        NotPossibleNow = "not_possible_now",
    }

    /// What an employee on sick leave told the employer. Function, never health.
    pub enum Told as "told" {
        /// Whether the absence is connected with the work.
        WorkRelated = "work_related",
        /// What the employee can do.
        Function = "function",
        /// Whether full or part-time work is possible.
        WorkPossible = "work_possible",
    }
}

impl PlanPart {
    /// Whether no plan is whole without it. Help from the authorities is for plans where it is relevant.
    pub fn is_in_every_plan(self) -> bool {
        self != Self::AuthorityMeasures
    }
}

facts! {
    /// One person's sickness absence and how it is followed up.
    pub struct Absence {
        /// The case's id.
        pub id: Id,
        /// Who, by opaque id.
        pub person: Id,
        /// The manager who follows up, by opaque id.
        pub manager: Option<Id>,
        /// The first day away.
        pub from: Date,
        /// The first day of the same absence counted continuously, where that is another: after the return to work that
        /// Nav's case counts across. Aml. § 4-6 does not say which of the two counts.
        pub continuous_from: Option<Date>,
        /// The last day away, none while it goes on.
        pub to: Option<Date>,
        /// Days on the employee's own word.
        pub self_certified: Option<Vec<Period>>,
        /// Certificates.
        pub certificates: Option<Vec<Certificate>>,
        /// The follow-up plan and its later versions. An empty list: none is made.
        pub plans: Option<Vec<Plan>>,
        /// Meetings about the case. An empty list: none.
        pub meetings: Option<Vec<CaseMeeting>>,
        /// Steps left out, with who decided and when. An empty list: none.
        pub exceptions: Option<Vec<Exception>>,
        /// What the employee told. An empty list: nothing.
        pub told: Option<Vec<ToldDate>>,
        /// How the work was adapted. An empty list: not considered.
        pub adaptations: Option<Vec<Adaptation>>,
        /// Transfer to other work; false when it was not considered.
        pub transfer: Option<Known<Transfer>>,
        /// The first day of work-related activity; false when there was none.
        pub activity: Option<Known<Date>>,
        /// Nav's demand for the plan; false when there was none.
        pub plan_demanded: Option<Known<PlanDemand>>,
    }

    /// A certificate of sick leave.
    pub struct Certificate {
        /// The first day.
        pub from: Date,
        /// The last day.
        pub to: Date,
        /// How much of the work is away, in percent.
        pub grade: Grade,
        /// What it is about.
        pub kind: Option<CertificateKind>,
    }

    /// A version of the follow-up plan.
    pub struct Plan {
        /// The day it was ready.
        pub date: Date,
        /// Whether the employee took part.
        pub with_employee: Option<bool>,
        /// What it contains.
        pub parts: Option<Vec<PlanPart>>,
        /// To whom it was sent, and when.
        pub sent: Option<Vec<RoleDate>>,
    }

    /// A meeting about the case.
    pub struct CaseMeeting {
        /// Its kind.
        pub kind: CaseMeetingKind,
        /// The day it was or will be held; false when it was called off.
        pub date: Option<Known<Date>>,
        /// Who asked for it, and when.
        pub requested: Option<Vec<RoleDate>>,
        /// Whose presence of the sick note issuer was wished by: the roles that wished it.
        pub issuer_wished_by: Option<Vec<Role>>,
        /// Who was summoned, and when.
        pub summoned: Option<Vec<RoleDate>>,
        /// Who came.
        pub attended: Option<Vec<Role>>,
    }

    /// A step that was left out.
    pub struct Exception {
        /// The step.
        pub milestone: Milestone,
        /// Why, as a category.
        pub reason: ExceptionReason,
        /// When it was decided.
        pub date: Date,
        /// Who decided.
        pub decided_by: Role,
    }

    /// Something the employee told, and when.
    pub struct ToldDate {
        /// What.
        pub what: Told,
        /// When.
        pub date: Date,
    }

    /// A decision on adapting the work.
    pub struct Adaptation {
        /// When.
        pub date: Date,
        /// Whether a measure was taken; false when it was found not possible.
        pub taken: Option<bool>,
        /// Whether the employee took part.
        pub with_employee: Option<bool>,
    }

    /// A transfer to other work that was considered.
    pub struct Transfer {
        /// When it was first considered.
        pub considered: Date,
        /// When it was decided; false while it is not.
        pub decided: Option<Known<Date>>,
        /// Who was consulted, and when.
        pub consulted: Option<Vec<RoleDate>>,
    }

    /// Nav's demand to have the plan.
    pub struct PlanDemand {
        /// When.
        pub date: Date,
        /// By when, as set in the demand.
        pub due: Date,
    }
}

impl Absence {
    /// The first day by any reading of how the absence is counted.
    pub(crate) fn first_by_any_reading(&self) -> Date {
        self.continuous_from.map_or(self.from, |day| day.min(self.from))
    }

    /// The last day, when it has ended by the day. What lies ahead is not known.
    pub fn ended(&self, as_of: Date) -> Option<Date> {
        self.to.filter(|to| *to <= as_of)
    }
}

/// How much of the work a person is away from: 20 to 100 percent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(transparent)]
pub struct Grade(#[cfg_attr(feature = "schema", schemars(range(min = 20, max = 100)))] u8);

impl Grade {
    /// The whole work.
    pub const WHOLE: Self = Self(100);

    /// A grade in percent, 20 to 100 (ftrl § 8-13).
    pub fn new(percent: u8) -> Option<Self> {
        (20..=100).contains(&percent).then_some(Self(percent))
    }

    /// In percent.
    pub const fn percent(self) -> u8 {
        self.0
    }
}

impl Blank for Grade {
    const BLANK: Self = Self::WHOLE;
}

impl Read for Grade {
    fn read(&mut self, value: &Json<'_>, at: &Place<'_>, errors: &mut Errors) {
        if let Some(Ok(percent)) = read_integer(value, at, (20, 100), errors).map(u8::try_from) {
            *self = Self(percent);
        }
    }
}

impl<'de> serde::Deserialize<'de> for Grade {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        crate::json::from_serde(deserializer)
    }
}
