use super::reading::{ByDay, law_day};
use super::{Index, Judgement, Part, Reading, Subject, entry};
use crate::calendar::{Counting, Date, Period, Weekend};
use crate::code::codes;
use crate::json::facts;
use crate::record::{Absence, BodyKind, Coverage, Record};
use crate::role::Role;
use crate::text::Message;

codes! {
    /// A fact that a requirement may read.
    pub enum Fact as "fact" {
        /// That the record covers the day.
        Coverage = "coverage",
        /// The sector.
        Sector = "sector",
        /// The industry code.
        Industry = "industry",
        /// The number of employees.
        Headcount = "headcount",
        /// The agreements.
        Agreements = "agreements",
        /// The guidelines adopted.
        Guidelines = "guidelines",
        /// The safety areas.
        Areas = "areas",
        /// Who holds which office.
        Offices = "offices",
        /// The terms an office is held on.
        OfficeTerms = "office_terms",
        /// The bodies that the parties sit in.
        Bodies = "bodies",
        /// Who sits in a body.
        BodyMembers = "body_members",
        /// How many count for the working environment committee.
        CommitteeHeadcount = "committee_headcount",
        /// Training completed.
        Training = "training",
        /// How many hours training lasted.
        TrainingHours = "training_hours",
        /// Meetings held.
        Meetings = "meetings",
        /// When a meeting's agenda was sent.
        MeetingAgenda = "meeting_agenda",
        /// Who led a meeting.
        MeetingLeader = "meeting_leader",
        /// Who was invited to a meeting.
        MeetingInvited = "meeting_invited",
        /// For which roles somebody was at a meeting.
        MeetingAttended = "meeting_attended",
        /// What a meeting treated.
        MeetingItems = "meeting_items",
        /// What a meeting discussed.
        MeetingDiscussed = "meeting_discussed",
        /// Whether a meeting has minutes.
        MeetingMinutes = "meeting_minutes",
        /// What a meeting decided.
        MeetingDecisions = "meeting_decisions",
        /// Documents.
        Documents = "documents",
        /// Whether a document is in writing.
        DocumentWritten = "document_written",
        /// When a document was gone through.
        DocumentReviewed = "document_reviewed",
        /// Who took part in making a document.
        DocumentMadeWith = "document_made_with",
        /// What a document contains.
        DocumentContains = "document_contains",
        /// Risk assessments.
        RiskAssessments = "risk_assessments",
        /// Changes that matter for the working environment.
        Changes = "changes",
        /// Whether a change was carried out.
        ChangeCarriedOut = "change_carried_out",
        /// Consultations.
        Consultations = "consultations",
        /// Measures.
        Measures = "measures",
        /// Who carries out a measure.
        MeasureOwner = "measure_owner",
        /// By when a measure is to be carried out.
        MeasureDue = "measure_due",
        /// Whether a measure was carried out.
        MeasureDone = "measure_done",
        /// Whether a measure's effect was evaluated.
        MeasureEvaluated = "measure_evaluated",
        /// Who took part in designing a measure.
        MeasureWith = "measure_with",
        /// Deviations.
        Deviations = "deviations",
        /// Whether a deviation was registered.
        DeviationRegistered = "deviation_registered",
        /// Whether a deviation was put right.
        DeviationCorrected = "deviation_corrected",
        /// Who was told of a deviation.
        DeviationTold = "deviation_told",
        /// Whether the police were told of a deviation.
        DeviationPoliceTold = "deviation_police_told",
        /// Whether the notice of a deviation was confirmed in writing.
        DeviationConfirmed = "deviation_confirmed",
        /// Whether the safety representative got a copy of the confirmation.
        DeviationConfirmationCopied = "deviation_confirmation_copied",
        /// Matters raised about the working environment.
        Matters = "matters",
        /// The safety areas a matter touches.
        MatterAreas = "matter_areas",
        /// Whether a matter is solved.
        MatterSolved = "matter_solved",
        /// To whom a matter was taken further.
        MatterTakenTo = "matter_taken_to",
        /// Which role handles a matter.
        MatterHandledBy = "matter_handled_by",
        /// Survey rounds.
        Surveys = "surveys",
        /// The steps of a survey round.
        SurveyPhases = "survey_phases",
        /// The workplace's sickness absence, as figures.
        AbsenceRates = "absence_rates",
        /// Who told whom of what.
        Notices = "notices",
        /// Whether a notice was answered.
        NoticeAnswered = "notice_answered",
        /// Sickness absences that are followed up.
        Absences = "absences",
        /// A case's certificates.
        CaseCertificates = "case_certificates",
        /// A case's follow-up plan.
        CasePlans = "case_plans",
        /// What a plan contains.
        PlanParts = "plan_parts",
        /// Whether the employee took part in making a plan.
        PlanWithEmployee = "plan_with_employee",
        /// To whom a plan was sent.
        PlanSent = "plan_sent",
        /// Meetings about a case.
        CaseMeetings = "case_meetings",
        /// The day of a meeting about a case.
        CaseMeetingDate = "case_meeting_date",
        /// Who was summoned to a meeting about a case.
        CaseMeetingSummoned = "case_meeting_summoned",
        /// Who came to a meeting about a case.
        CaseMeetingAttended = "case_meeting_attended",
        /// Who wished the sick note issuer to come.
        CaseIssuerWished = "case_issuer_wished",
        /// Who asked for a meeting about a case.
        CaseMeetingRequested = "case_meeting_requested",
        /// Steps left out in a case.
        CaseExceptions = "case_exceptions",
        /// What the employee told.
        CaseTold = "case_told",
        /// How the work was adapted.
        CaseAdaptations = "case_adaptations",
        /// Transfer to other work.
        CaseTransfer = "case_transfer",
        /// The first day of activity.
        CaseActivity = "case_activity",
        /// Nav's demand for the plan.
        CasePlanDemanded = "case_plan_demanded",
        /// A person's judgement.
        Answer = "answer",
    }

    /// What an answer to a question looks like.
    pub enum AnswerType as "answer_type" {
        /// Yes, partly, no, or not relevant.
        Judgement = "judgement",
        /// Yes or no.
        YesNo = "yes_no",
        /// A day, or that it was not done.
        DateOrNot = "date_or_not",
        /// A day.
        Date = "date",
        /// A whole number.
        Number = "number",
        /// One of a list.
        Choice = "choice",
        /// Roles.
        Roles = "roles",
        /// A code of a classification.
        Code = "code",
        /// A list of entries, in the shape of the record's section.
        Entries = "entries",
    }
}

impl Fact {
    /// What an answer looks like.
    pub fn answer_type(self) -> AnswerType {
        match self {
            Self::Answer => AnswerType::Judgement,
            Self::DocumentWritten | Self::PlanWithEmployee => AnswerType::YesNo,
            Self::MeetingAgenda
            | Self::MeetingMinutes
            | Self::DocumentReviewed
            | Self::ChangeCarriedOut
            | Self::MeasureDue
            | Self::MeasureDone
            | Self::MeasureEvaluated
            | Self::MatterSolved
            | Self::DeviationRegistered
            | Self::DeviationCorrected
            | Self::DeviationPoliceTold
            | Self::DeviationConfirmed
            | Self::DeviationConfirmationCopied
            | Self::NoticeAnswered
            | Self::CaseMeetingDate
            | Self::CaseActivity => AnswerType::DateOrNot,
            Self::Coverage => AnswerType::Date,
            Self::Industry => AnswerType::Code,
            Self::Headcount | Self::CommitteeHeadcount | Self::TrainingHours => AnswerType::Number,
            Self::Sector | Self::MeasureOwner | Self::MeetingLeader | Self::MatterHandledBy => {
                AnswerType::Choice
            }
            Self::MeetingInvited
            | Self::MeetingAttended
            | Self::DocumentMadeWith
            | Self::MeasureWith
            | Self::CaseMeetingAttended
            | Self::CaseIssuerWished => AnswerType::Roles,
            _ => AnswerType::Entries,
        }
    }

    /// Whether it is about one person's sick leave.
    pub fn is_about_a_person(self) -> bool {
        use Fact as F;
        matches!(
            self,
            F::Absences
                | F::CaseCertificates
                | F::CasePlans
                | F::PlanParts
                | F::PlanWithEmployee
                | F::PlanSent
                | F::CaseMeetings
                | F::CaseMeetingDate
                | F::CaseMeetingSummoned
                | F::CaseMeetingAttended
                | F::CaseIssuerWished
                | F::CaseMeetingRequested
                | F::CaseExceptions
                | F::CaseTold
                | F::CaseAdaptations
                | F::CaseTransfer
                | F::CaseActivity
                | F::CasePlanDemanded
        )
    }
}

/// A fact that is missing, and the place in the record where it would stand.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, serde::Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Missing {
    /// What is missing.
    pub fact: Fact,
    /// Where it would stand, as a JSON Pointer into the record.
    pub path: String,
    /// The day of the entry it belongs to, when it belongs to one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub on: Option<Date>,
}

facts! {
    /// Conventions where the sources leave a choice. Every assessment says which were used.
    #[derive(Copy)]
    pub struct OptionsInput {
        /// See [`Options::counting`].
        pub counting: Option<Counting>,
        /// See [`Options::weekend`].
        pub weekend: Option<Weekend>,
        /// See [`Options::promptly_days`].
        pub promptly_days: Option<u16>,
        /// See [`Options::review_months`].
        pub review_months: Option<u16>,
        /// See [`Options::look_back_months`].
        pub look_back_months: Option<u16>,
        /// See [`Options::reading`].
        pub reading: Option<Reading>,
    }
}

/// Conventions where the sources leave a choice. Every assessment says which were used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Options {
    /// How "at the latest after n weeks" becomes a day. Default: the last day of week n, which is never
    /// too late. No act says how.
    pub counting: Counting,
    /// What happens to a limit that ends on a Saturday, a Sunday or a public holiday. Default: it stays. No act
    /// moves it.
    pub weekend: Weekend,
    /// How many days "as soon as possible" is, where the source names no number. Default 30. It also gives a
    /// notice at the workplace that long to follow a change of safety representative.
    pub promptly_days: u16,
    /// After how many months a document, an assessment or an answer is to be gone through again, where
    /// the law says "regularly" and no number. Default 12. Passing it makes a thing due, never breached.
    pub review_months: u16,
    /// How many months back meetings, changes, deviations and ended cases are looked at. Default 12.
    pub look_back_months: u16,
    /// How absence is counted where aml. § 4-6 does not settle it. Default: by both readings, and a step they disagree
    /// on is contestable.
    pub reading: Reading,
}

crate::write::writes!(Options { counting, weekend, promptly_days, review_months, look_back_months, reading });

impl Default for Options {
    fn default() -> Self {
        Self {
            counting: Counting::default(),
            weekend: Weekend::default(),
            promptly_days: 30,
            review_months: 12,
            look_back_months: 12,
            reading: Reading::default(),
        }
    }
}

impl Options {
    /// The last day of a limit of so many weeks from `first`; none past the calendar's end.
    pub fn deadline(&self, first: Date, weeks: u16) -> Option<Date> {
        self.counting.deadline(first, weeks).map(|day| self.weekend.moved(day))
    }

    /// The last day of a limit of so many months from `first`; none past the calendar's end.
    pub fn deadline_in_months(&self, first: Date, months: u16) -> Option<Date> {
        self.counting.deadline_in_months(first, months).map(|day| self.weekend.moved(day))
    }
}

impl From<OptionsInput> for Options {
    fn from(input: OptionsInput) -> Self {
        let default = Self::default();
        Self {
            counting: input.counting.unwrap_or(default.counting),
            weekend: input.weekend.unwrap_or(default.weekend),
            promptly_days: input.promptly_days.unwrap_or(default.promptly_days),
            review_months: input.review_months.unwrap_or(default.review_months),
            look_back_months: input.look_back_months.unwrap_or(default.look_back_months),
            reading: input.reading.unwrap_or(default.reading),
        }
    }
}

/// What a requirement sees: the record as it was known on the day, and the conventions.
///
/// Two rules hold for all kinds. What is dated after the day is not looked at. What the record says holds
/// until it says otherwise, but what it does not say is known only for the days it covers.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Facts<'r> {
    pub(crate) record: &'r Record,
    /// Lookups in the record.
    pub(crate) index: &'r Index<'r>,
    pub(crate) as_of: Date,
    pub(crate) options: &'r Options,
    /// When the norm's version is in force.
    pub(crate) version: Period,
    /// The norm through the years, where it is decided for cases.
    pub(crate) norm: Option<&'r dyn ByDay>,
    /// Since when the norm applies here: an agreement was made, a guideline adopted, an office filled.
    pub(crate) applies_from: Option<Date>,
    /// The first day that must be covered for what is not said to be known: a case's first.
    pub(crate) since: Option<Date>,
    /// The first day on which anything about the case can have happened: of the case, or of a stretch before it.
    pub(crate) earliest: Date,
    /// The place of the case among the absences of the record; 0 where nothing is judged for a case.
    pub(crate) place: usize,
}

/// The day, or that it is earlier than what it belongs to.
pub(crate) fn not_before(
    first: Date,
    date: Date,
    fact: Fact,
    path: &dyn Fn() -> String,
) -> Result<Date, Part> {
    if date < first { Err(Part::too_early(fact, path(), date, first)) } else { Ok(date) }
}

/// The parts of a case, or why there is nothing to judge.
pub(crate) type CaseParts = Result<Vec<Part>, Message>;

/// A section that is there, or the part that says it is not.
pub(crate) type Section<'r, T> = Result<&'r [T], Part>;

impl<'r> Facts<'r> {
    /// What a version of a norm sees on the day of the index.
    pub(crate) fn new(index: &'r Index<'r>, options: &'r Options, version: Period) -> Self {
        let Index { record, as_of, .. } = *index;
        let norm = None;
        let (applies_from, since, earliest) = (None, None, Date::MIN);
        Self { record, index, as_of, options, version, norm, applies_from, since, earliest, place: 0 }
    }

    /// The section, or what is missing.
    pub(crate) fn section<T>(section: Option<&'r Vec<T>>, fact: Fact, path: &str) -> Section<'r, T> {
        section.map(Vec::as_slice).ok_or_else(|| Part::unknown(fact, path))
    }

    pub(crate) fn covers(&self) -> Option<Coverage> {
        self.record.covers
    }

    /// Whether what the record does not say that day is known not to be.
    pub(crate) fn is_covered(&self) -> bool {
        self.covers().is_some_and(|covers| {
            (covers.from..=covers.to).contains(&self.as_of)
                && self.since.is_none_or(|since| covers.from <= since)
        })
    }

    /// A part that something is not there: as `part`, or unknown where the record does not cover the day.
    pub(crate) fn absent(&self, part: Part) -> Part {
        if self.is_covered() { part } else { self.uncovered() }
    }

    fn uncovered(&self) -> Part {
        Part::unknown(Fact::Coverage, self.uncovered_side())
    }

    /// The end of the days covered that would have to be moved.
    pub(crate) fn uncovered_side(&self) -> &'static str {
        let before = self.covers().is_some_and(|covers| {
            self.as_of < covers.from || (self.as_of <= covers.to && self.since.is_some())
        });
        if before { "/covers/from" } else { "/covers/to" }
    }

    /// For "each": there may be more than the record shows when it does not cover the day.
    pub(crate) fn all_are_shown(&self, parts: &mut Vec<Part>) {
        if !self.is_covered() {
            parts.push(self.uncovered());
        }
    }

    /// The first day that is looked back to.
    pub(crate) fn horizon(&self) -> Date {
        let months = i32::from(self.options.look_back_months).saturating_neg();
        self.as_of.plus_months(months).unwrap_or(Date::MIN)
    }

    /// Whether the day lies in what is looked back on.
    pub(crate) fn is_recent(&self, day: Date) -> bool {
        (self.horizon()..=self.as_of).contains(&day)
    }

    /// The first and the newest meeting of the body, where bodies are not listed and the newest lies in the look-back: a
    /// body that meets is there. Of the bodies only the working environment committee has a kind of meeting of its own.
    pub(crate) fn meetings_of(&self, body: BodyKind) -> Option<[(usize, Date); 2]> {
        if self.record.bodies.is_some() || body != BodyKind::WorkingEnvironmentCommittee {
            return None;
        }
        self.index.workplace.committee_met().filter(|[_, (_, newest)]| self.is_recent(*newest))
    }

    /// The last day that still is "as soon as possible" after `day`.
    pub(crate) fn promptly_after(&self, day: Date) -> Date {
        day.plus_days(i64::from(self.options.promptly_days)).unwrap_or(Date::MAX)
    }

    /// The day something from `day` is to be gone through again.
    pub(crate) fn review_after(&self, day: Date) -> Date {
        day.plus_months(i32::from(self.options.review_months)).unwrap_or(Date::MAX)
    }

    /// The last day of the grace for what begins with the workplace, or with what makes the norm apply.
    pub(crate) fn grace(&self) -> Option<Date> {
        let begun = self.index.workplace.began().into_iter().chain(self.applies_from).max();
        begun.map(|day| self.promptly_after(day))
    }

    /// Whether it is not known when the workplace began, and it may have been with what the record covers.
    pub(crate) fn may_have_begun(&self) -> Option<Date> {
        let unknown = self.index.workplace.began().is_none();
        self.covers().map(|covers| covers.from).filter(|_| unknown)
    }

    /// A day about a case, or that it lies before the case.
    pub(crate) fn in_case(&self, date: Date, fact: Fact, path: &dyn Fn() -> String) -> Result<Date, Part> {
        not_before(self.earliest, date, fact, path)
    }

    /// The last day of a case that has ended by the day. What lies ahead is not known.
    pub(crate) fn ended(&self, case: &Absence) -> Option<Date> {
        case.ended(self.as_of)
    }

    /// Whether the holder of the office may be judged alone.
    pub(crate) fn shows_holder(&self, role: Role) -> bool {
        self.index.shows_union_offices || !role.reveals_union_membership()
    }

    /// The day whose law decides the case.
    fn law_day(&self, case: &Absence) -> Date {
        self.norm.map_or(case.from, |norm| law_day(norm, self.options.reading, case, self.as_of))
    }

    /// A judgement for each case that is going on or ended lately and began while the version was in
    /// force, from `judge`, which gives parts, or why there is nothing to judge in the case. One judgement
    /// without a case when there are none.
    pub(crate) fn each_case(&self, judge: &dyn Fn(&Self, &'r Absence, &str) -> CaseParts) -> Vec<Judgement> {
        let absences = match Self::section(self.record.absences.as_ref(), Fact::Absences, "/absences") {
            Ok(absences) => absences,
            Err(unknown) => return Judgement::of(vec![unknown], "reason.no_case"),
        };
        let fits = |absence: &Absence| {
            let begun = absence.from <= self.as_of && self.version.contains(self.law_day(absence));
            begun && self.ended(absence).is_none_or(|to| to >= self.horizon())
        };
        let mut judgements = Vec::new();
        for &index in self.index.cases() {
            let Some(absence) = absences.get(index).filter(|absence| fits(absence)) else { continue };
            let earliest = self.index.began(index).min(absence.from);
            let facts = Self { since: Some(absence.from), earliest, place: index, ..*self };
            let (parts, nothing) = match judge(&facts, absence, &entry("/absences", index)) {
                Ok(parts) => (parts, Message::new("reason.nothing")),
                Err(nothing) => (Vec::new(), nothing),
            };
            judgements.push(Judgement { subject: Some(Subject::of(absence)), parts, nothing });
        }
        if judgements.is_empty() {
            let mut parts = Vec::new();
            self.all_are_shown(&mut parts);
            return Judgement::of(parts, "reason.no_case");
        }
        judgements
    }
}
