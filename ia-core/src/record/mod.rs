//! What is known about a workplace.
//!
//! A section that is left out is unknown. A section that is there is complete for the days that
//! [`Record::covers`] names: an empty list says there are none. People are opaque ids, days are civil
//! days, and there is no place for a diagnosis, a name or free text.

mod absence;
mod answer;
mod apart;
mod body;
mod check;
mod deviation;
mod document;
mod early;
mod id;
mod known;
mod matter;
mod meeting;
mod notice;
mod office;
mod rate;
mod risk;
mod survey;
mod training;
mod workplace;

pub use absence::{
    Absence, Adaptation, CaseMeeting, CaseMeetingKind, Certificate, CertificateKind, Exception,
    ExceptionReason, GAP_DAYS, Grade, Milestone, Plan, PlanDemand, PlanPart, Told, ToldDate, Transfer,
};
pub use answer::{Answer, AnswerValue};
pub use body::{Body, BodyKind, Member, Side};
pub use deviation::{Deviation, DeviationKind, RoleDate};
pub use document::{Document, DocumentKind, DocumentPart};
pub(crate) use early::first_days;
pub use id::{Id, IdError};
pub use known::Known;
pub use matter::Matter;
pub use meeting::{AgendaItem, Decision, Meeting, MeetingKind};
pub use notice::{Consultation, ConsultationSubject, Notice, NoticeTopic};
pub use office::{Office, OfficeTerms};
pub use rate::AbsenceRate;
pub use risk::{Change, ChangeKind, Control, Dimension, Measure, MeasureLevel, RiskAssessment};
pub use survey::{PhaseDate, SurveyPhase, SurveyRound};
pub use training::{Training, TrainingTopic};
pub use workplace::{
    Adoption, Agreement, AgreementKind, Area, Employees, Headcount, IndustryCode, Level, Sector, Unit,
    Workplace,
};

use crate::calendar::Date;
use crate::error::InputErrors;
use crate::json::{self, facts};

facts! {
    /// What is known about a workplace. See the module for what left-out and empty mean.
    #[derive(Default)]
    pub struct Record {
        /// The days for which the sections that are there are complete. Needed as soon as there is one.
        pub covers: Option<Coverage>,
        /// What the workplace is.
        pub workplace: Option<Workplace>,
        /// Who holds which office.
        pub offices: Option<Vec<Office>>,
        /// The bodies that the parties sit in.
        pub bodies: Option<Vec<Body>>,
        /// Training completed.
        pub training: Option<Vec<Training>>,
        /// Meetings held.
        pub meetings: Option<Vec<Meeting>>,
        /// Documents.
        pub documents: Option<Vec<Document>>,
        /// Risk assessments.
        pub risk_assessments: Option<Vec<RiskAssessment>>,
        /// Changes that matter for the working environment.
        pub changes: Option<Vec<Change>>,
        /// Measures.
        pub measures: Option<Vec<Measure>>,
        /// Deviations.
        pub deviations: Option<Vec<Deviation>>,
        /// Matters raised about the working environment.
        pub matters: Option<Vec<Matter>>,
        /// Survey rounds.
        pub surveys: Option<Vec<SurveyRound>>,
        /// Who told whom of what.
        pub notices: Option<Vec<Notice>>,
        /// Who was asked before something was decided.
        pub consultations: Option<Vec<Consultation>>,
        /// The workplace's sickness absence, as figures.
        pub absence_rates: Option<Vec<AbsenceRate>>,
        /// Sickness absences that are followed up.
        pub absences: Option<Vec<Absence>>,
        /// People's own judgements.
        pub answers: Option<Vec<Answer>>,
    }

    /// The days a record is complete for, both included.
    #[derive(Copy)]
    pub struct Coverage {
        /// The first day.
        pub from: Date,
        /// The last day.
        pub to: Date,
    }
}

impl Record {
    /// Reads a record from JSON and checks that it is consistent.
    ///
    /// # Errors
    /// Every error found, each with its code, the JSON Pointer of the place and what was expected.
    /// No value of the record is repeated.
    ///
    /// ```
    /// use ia_core::record::Record;
    /// let record = Record::from_json(
    ///     r#"{ "covers": { "from": "2025-01-01", "to": "2026-11-22" }, "meetings": [] }"#,
    /// )?;
    /// assert!(record.meetings.is_some_and(|meetings| meetings.is_empty()));
    /// let errors = Record::from_json(r#"{ "meetings": [{ "kind": "coffee" }] }"#).unwrap_err();
    /// assert_eq!(errors.0[0].path, "/meetings/0/kind");
    /// # Ok::<(), ia_core::InputErrors>(())
    /// ```
    pub fn from_json(text: &str) -> Result<Self, InputErrors> {
        let record: Self = json::read(text)?;
        let errors = record.check();
        if errors.0.is_empty() { Ok(record) } else { Err(errors) }
    }
}
