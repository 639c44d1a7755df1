//! What can be asked.

use crate::calendar::Date;
use crate::catalogue::{KnowledgeKind, Pack, Topic};
use crate::code::codes;
use crate::follow_up::{BenefitGroup, EventKind, JoinRule, Stage};
use crate::json::requests;
use crate::law::Style;
use crate::record::{Absence, Grade, Id, Milestone, Record, Sector};
use crate::requirement::OptionsInput;
use crate::role::Role;
use crate::text::Lang;
use crate::views::{MatterKind, Scope};

codes! {
    /// The format of a report.
    pub enum Format as "format" {
        /// One self-contained page.
        Html = "html",
        /// CommonMark.
        Markdown = "markdown",
    }

    /// The format of the poster.
    pub enum PosterFormat as "poster_format" {
        /// One image.
        Svg = "svg",
        /// One self-contained page that prints to one sheet.
        Html = "html",
    }

    /// The paper a poster is for.
    pub enum PaperSize as "paper_size" {
        /// 210 by 297 millimetres.
        A4 = "a4",
        /// 297 by 420 millimetres.
        A3 = "a3",
    }
}

requests! {
    /// Asks for an assessment.
    pub struct AssessRequest {
        /// What is known.
        pub record: Record,
        /// The workplace's own norms.
        pub packs: Option<Vec<Pack>>,
        /// The day.
        pub as_of: Date,
        /// The language of texts; the first that is included when left out.
        pub lang: Option<Lang>,
        /// Who looks. Left out, the answer is for the host system, and shows everything.
        pub role: Option<Role>,
        /// Which person looks, by opaque id. Needs a role.
        pub person: Option<Id>,
        /// Conventions.
        pub options: Option<OptionsInput>,
    }

    /// Asks for the follow-up cases in one person's events, and what else can be counted from them.
    pub struct CasesRequest {
        /// What was reported, in any order. Of one person.
        pub events: Vec<AbsenceEvent>,
        /// The day. An event that begins after it does not count.
        pub as_of: Date,
        /// Which absences are one case; Nav's follow-up case when left out.
        pub rule: Option<JoinRule>,
        /// When the employment began, for self-certification.
        pub employed_from: Option<Date>,
        /// The employer's scheme for self-certification, where it is wider than the act's.
        pub scheme: Option<Scheme>,
        /// Decisions to take the right to self-certify away, one an employer at most.
        pub withdrawn: Option<Vec<WithdrawnRight>>,
        /// The day of birth: from 67 years the right to benefit is shorter.
        pub born: Option<Date>,
        /// Which limit of benefit days holds; that of employees when left out.
        pub benefit_group: Option<BenefitGroup>,
        /// Who asks: the employer or management, or a line manager or an employee with an id. Left out, it is the host
        /// system. The events name no person: the host system vouches that they are the viewer's to see.
        pub role: Option<Role>,
        /// Which person asks, by opaque id. Needs a role.
        pub person: Option<Id>,
        /// The language of messages.
        pub lang: Option<Lang>,
    }

    /// Something reported about a person's days.
    pub struct AbsenceEvent {
        /// Its id.
        pub id: Id,
        /// The employer, by opaque id.
        pub employer: Option<Id>,
        /// The first day.
        pub from: Date,
        /// The last day.
        pub to: Date,
        /// What is reported.
        pub kind: EventKind,
        /// How much of the work a certificate is for; the whole when left out. A graded certificate of 100 is whole.
        pub grade: Option<Grade>,
        /// How far it has come; sent when left out.
        pub stage: Option<Stage>,
        /// When it was recorded, as a whole number that grows with time, such as seconds since 1970. The later is heard.
        pub recorded: Option<u32>,
        /// The day it was recorded. An event that was recorded after the day asked about does not count.
        pub recorded_on: Option<Date>,
        /// The id of the event that this one corrects. A correction counts also where its own days lie ahead.
        pub corrects: Option<Id>,
    }

    /// A scheme for self-certification that is wider than the act's.
    #[derive(Copy)]
    pub struct Scheme {
        /// How many calendar days at a time.
        pub days_at_a_time: u16,
        /// How many calendar days in 12 months, where there is such a limit.
        pub days_in_year: Option<u16>,
        /// How many times in 12 months, where there is such a limit.
        pub times_in_year: Option<u16>,
    }

    /// An employer's decision to take the right to self-certify away (ftrl § 8-27).
    pub struct WithdrawnRight {
        /// The employer, by opaque id.
        pub employer: Option<Id>,
        /// The day of the decision.
        pub decided: Date,
        /// The day on which the employee was heard; none when the employee was not.
        pub heard: Option<Date>,
    }

    /// Asks whether a record is well formed and consistent.
    pub struct CheckRequest {
        /// The record.
        pub record: Record,
        /// The workplace's own norms.
        pub packs: Option<Vec<Pack>>,
        /// Who looks. Left out, the whole record is checked; with a role, the entries that the viewer may see.
        pub role: Option<Role>,
        /// Which person looks, by opaque id. Needs a role.
        pub person: Option<Id>,
        /// The language of messages.
        pub lang: Option<Lang>,
    }

    /// Asks what a citation points at.
    pub struct CiteRequest {
        /// The citation, as people write it.
        pub text: Text,
        /// The day.
        pub on: Date,
        /// The language of texts.
        pub lang: Option<Lang>,
        /// How citations are written.
        pub style: Option<Style>,
    }

    /// Asks why a norm comes out as it does.
    pub struct ExplainRequest {
        /// The norm's id.
        pub norm: Id,
        /// What is known.
        pub record: Record,
        /// The workplace's own norms.
        pub packs: Option<Vec<Pack>>,
        /// The day.
        pub as_of: Date,
        /// The language of texts.
        pub lang: Option<Lang>,
        /// Who looks. Left out, the answer is for the host system, and shows everything.
        pub role: Option<Role>,
        /// Which person looks, by opaque id. Needs a role.
        pub person: Option<Id>,
        /// Conventions.
        pub options: Option<OptionsInput>,
    }

    /// Asks what changed from one day to another.
    pub struct ChangesBetweenRequest {
        /// The first day.
        pub from: Date,
        /// The second.
        pub to: Date,
        /// What is known of the workplace, to say what the changes mean there.
        pub record: Option<Record>,
        /// The language of texts.
        pub lang: Option<Lang>,
        /// Who looks. Left out, the answer is for the host system, and shows everything.
        pub role: Option<Role>,
        /// Which person looks, by opaque id. Needs a role.
        pub person: Option<Id>,
        /// Conventions.
        pub options: Option<OptionsInput>,
    }

    /// Asks whom to go to next with a matter.
    pub struct EscalationRequest {
        /// What it is about.
        pub matter: MatterKind,
        /// Who has it.
        pub from: Role,
        /// The day.
        pub as_of: Date,
        /// The language of texts.
        pub lang: Option<Lang>,
    }

    /// Asks for the guide for the conversation at a step.
    pub struct ConversationGuideRequest {
        /// The step.
        pub milestone: Milestone,
        /// The language of texts.
        pub lang: Option<Lang>,
    }

    /// Asks for what can be shown of the follow-up of one case.
    pub struct FollowUpLogRequest {
        /// The case, complete up to the day.
        pub case: Absence,
        /// The day.
        pub as_of: Date,
        /// Also as a document in this format.
        pub format: Option<Format>,
        /// The language of texts.
        pub lang: Option<Lang>,
        /// Who looks. Left out, the answer is for the host system, and shows everything.
        pub role: Option<Role>,
        /// Which person looks, by opaque id. Needs a role.
        pub person: Option<Id>,
        /// Conventions.
        pub options: Option<OptionsInput>,
    }

    /// Asks for the steps of one case.
    pub struct TimelineRequest {
        /// The case, complete up to the day.
        pub case: Absence,
        /// The day.
        pub as_of: Date,
        /// Also as a document in this format.
        pub format: Option<Format>,
        /// The language of texts.
        pub lang: Option<Lang>,
        /// Who looks. Left out, the answer is for the host system, and shows everything.
        pub role: Option<Role>,
        /// Which person looks, by opaque id. Needs a role.
        pub person: Option<Id>,
        /// Conventions.
        pub options: Option<OptionsInput>,
    }

    /// Asks who tells whom what.
    pub struct InformationDutiesRequest {
        /// Only from this role.
        pub from: Option<Role>,
        /// Only to this role.
        pub to: Option<Role>,
        /// The day.
        pub as_of: Date,
        /// The language of texts.
        pub lang: Option<Lang>,
    }

    /// Asks what there is to know.
    pub struct KnowledgeRequest {
        /// Only of this kind.
        pub kind: Option<KnowledgeKind>,
        /// Only about this.
        pub topic: Option<Topic>,
        /// Only what concerns this role.
        pub role: Option<Role>,
        /// Only what holds that day.
        pub as_of: Option<Date>,
        /// The language of texts.
        pub lang: Option<Lang>,
    }

    /// Asks whether an office may sign.
    pub struct MaySignRequest {
        /// The office.
        pub office: Role,
        /// What the paper is about.
        pub scope: Scope,
        /// The day.
        pub as_of: Date,
        /// The language of texts.
        pub lang: Option<Lang>,
    }

    /// Asks for processes.
    pub struct ProcessesRequest {
        /// The language of texts.
        pub lang: Option<Lang>,
    }

    /// Asks who does what.
    pub struct ResponsibilityMatrixRequest {
        /// Only about these; about everything when left out.
        pub topics: Option<Vec<Topic>>,
        /// The day.
        pub as_of: Date,
        /// The language of texts.
        pub lang: Option<Lang>,
    }

    /// Asks for everything that is a role's.
    pub struct RoleCardRequest {
        /// The role.
        pub role: Role,
        /// The day.
        pub as_of: Date,
        /// The sector, for rules that hold in some sectors only.
        pub sector: Option<Sector>,
        /// The guidelines that the workplace has adopted, by source id.
        pub guidelines: Option<Vec<Id>>,
        /// Also as a document in this format.
        pub format: Option<Format>,
        /// The language of texts.
        pub lang: Option<Lang>,
    }

    /// Searches the catalogue. Everything given must fit.
    pub struct SearchRequest {
        /// Words, in the language of the search.
        pub words: Option<Text>,
        /// The role concerned.
        pub role: Option<Role>,
        /// The topic.
        pub topic: Option<Topic>,
        /// The source, by id.
        pub source: Option<Id>,
        /// A place in a source, as people write it.
        pub citation: Option<Text>,
        /// The day; any when left out.
        pub as_of: Option<Date>,
        /// The language of words and texts.
        pub lang: Option<Lang>,
    }

    /// Asks for norms.
    pub struct NormsRequest {
        /// Only those in force that day, with the version then; all with every version when left out.
        pub as_of: Option<Date>,
        /// Only those about this.
        pub topic: Option<Topic>,
        /// Only those that bind or address this role.
        pub role: Option<Role>,
        /// Only this one.
        pub norm: Option<Id>,
        /// Own norms of a workplace, listed with the others.
        pub packs: Option<Vec<Pack>>,
        /// The language of texts.
        pub lang: Option<Lang>,
    }

    /// Asks for the poster.
    pub struct PosterRequest {
        /// The format.
        pub format: PosterFormat,
        /// The paper.
        pub size: PaperSize,
        /// Where to turn, at most one for each role that the poster shows; a line to write on where there is none.
        pub contacts: Option<Vec<Contact>>,
        /// The language.
        pub lang: Option<Lang>,
    }

    /// Where to turn to a role.
    pub struct Contact {
        /// The role.
        pub role: Role,
        /// A telephone number, a place or a post box. A poster hangs where all can see it: no name is needed.
        pub text: ContactText,
    }

    /// Asks for the facts that are missing.
    pub struct QuestionsRequest {
        /// What is known.
        pub record: Record,
        /// The workplace's own norms.
        pub packs: Option<Vec<Pack>>,
        /// The day.
        pub as_of: Date,
        /// Who is asked.
        pub role: Role,
        /// Which person, by opaque id.
        pub person: Option<Id>,
        /// The language of texts.
        pub lang: Option<Lang>,
        /// Conventions.
        pub options: Option<OptionsInput>,
    }

    /// Asks for an assessment as a document.
    pub struct ReportRequest {
        /// What is known.
        pub record: Record,
        /// The workplace's own norms.
        pub packs: Option<Vec<Pack>>,
        /// The day.
        pub as_of: Date,
        /// The format.
        pub format: Format,
        /// The language.
        pub lang: Option<Lang>,
        /// Who looks. Left out, the answer is for the host system, and shows everything.
        pub role: Option<Role>,
        /// Which person looks, by opaque id. Needs a role.
        pub person: Option<Id>,
        /// Conventions.
        pub options: Option<OptionsInput>,
    }

    /// Asks for roles.
    pub struct RolesRequest {
        /// The language of labels.
        pub lang: Option<Lang>,
    }

    /// Asks for the labels of every vocabulary.
    pub struct TermsRequest {
        /// The language of labels.
        pub lang: Option<Lang>,
    }

    /// Asks for the JSON Schema of a record. An empty object.
    #[derive(Copy)]
    pub struct SchemaRequest {}

    /// Asks for the versions. An empty object.
    #[derive(Copy)]
    pub struct VersionRequest {}
}

/// A text of up to 200 characters.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(transparent)]
pub struct Text(#[cfg_attr(feature = "schema", schemars(length(max = 200)))] pub String);

/// A text of up to 60 characters.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(transparent)]
pub struct ContactText(#[cfg_attr(feature = "schema", schemars(length(max = 60)))] pub String);

mod read {
    use super::{ContactText, Text};
    use crate::code::Code;
    use crate::error::{Errors, InputCode, InputError, Place};
    use crate::json::{Blank, Json, Read};
    use crate::text::{Message, is_plain};

    impl Blank for Text {
        const BLANK: Self = Self(String::new());
    }

    impl Blank for ContactText {
        const BLANK: Self = Self(String::new());
    }

    /// A text of up to so many characters.
    fn text(text: &mut String, value: &Json<'_>, at: &Place<'_>, most: usize, errors: &mut Errors) {
        text.read(value, at, errors);
        if text.chars().count() > most {
            let expected = Message::new(InputCode::TooLarge.label()).count("limit", most);
            errors.push(InputError::new(InputCode::TooLarge, at, expected));
        }
    }

    impl Read for Text {
        fn read(&mut self, value: &Json<'_>, at: &Place<'_>, errors: &mut Errors) {
            text(&mut self.0, value, at, 200, errors);
        }
    }

    impl Read for ContactText {
        fn read(&mut self, value: &Json<'_>, at: &Place<'_>, errors: &mut Errors) {
            let before = errors.len();
            text(&mut self.0, value, at, 60, errors);
            if errors.len() == before && !is_plain(&self.0) {
                errors.push(InputError::new(InputCode::WrongType, at, Message::new("error.plain_text")));
            }
        }
    }
}
