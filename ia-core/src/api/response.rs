//! What is answered.

use super::FailureItem;
use crate::assess::{AnswerType, DecidedBy, Fact, Options, Outcome, Subject, Totals};
use crate::calendar::{Date, Period};
use crate::catalogue::{Group, Level, Modality, Sensitivity, Topic, Weight};
use crate::error::InputCode;
use crate::follow_up::JoinRule;
use crate::law::Confidence;
use crate::record::Id;
use crate::role::{RelationKind, Role, Standing};
use crate::text::Lang;
use crate::views::{
    BasisView, Change, ConversationGuide, EscalationStep, FollowUpLog, Hit, InformationDuty, KnowledgeView,
    Matrix, ProcessView, RoleCard, Signing, Timeline,
};
use crate::write::{Write, write_map};

/// Declares answers: data that only leaves.
macro_rules! answers {
    ($(
        $(#[$meta:meta])*
        pub struct $name:ident {
            $($(#[$field_meta:meta])* pub $field:ident: $type:ty),* $(,)?
        }
    )+) => {$(
        $(#[$meta])*
        #[derive(Debug, Clone, serde::Serialize)]
        #[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
        pub struct $name {
            $($(#[$field_meta])* pub $field: $type),*
        }

        $crate::write::writes!($name { $($field),* });
    )+};
}
pub(super) use answers;

answers! {
    /// The versions behind an answer.
    pub struct Versions {
        /// The library.
        pub library: &'static str,
        /// The catalogue of norms.
        pub catalogue: &'static str,
        /// The last day up to which any act or regulation was read.
        pub law_read_to: Date,
        /// The day for each of them. Where one provision was read to another day, it says so itself.
        pub law_read: Vec<LawRead>,
    }

    /// Up to which day an act or a regulation was read.
    pub struct LawRead {
        /// The source's id.
        pub source: &'static str,
        /// The day.
        pub to: Date,
    }

    /// An assessment.
    pub struct AssessResponse {
        /// The versions behind it.
        pub versions: Versions,
        /// Slips with which the record can still be judged: [`CheckResponse::warnings`].
        pub warnings: Vec<FailureItem>,
        /// The day.
        pub as_of: Date,
        /// The language of the texts.
        pub lang: Lang,
        /// Who looks.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub role: Option<Role>,
        /// The conventions used.
        pub options: Options,
        /// What the reader should know about the whole.
        pub notices: Vec<String>,
        /// Findings by weight and outcome, of what the workplace owes, and the viewer. Each is counted, also what another
        /// carries.
        pub totals: Totals,
        /// The same of what others owe: employees, Nav, doctors and authorities. No breach of it is the employer's.
        pub totals_of_others: Totals,
        /// The same of what is owed above the workplace; left out unless the record says that it is a part of the
        /// undertaking. A breach of it is the employer's, and not this workplace's.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub totals_owed_above: Option<Totals>,
        /// What has a day, earliest first.
        pub due: Vec<DueView>,
        /// The findings, by the norms' ids, then by the cases' ids.
        pub findings: Vec<FindingView>,
    }

    /// A norm on a day.
    pub struct FindingView {
        /// The norm's id.
        pub norm: String,
        /// Its short name.
        pub title: String,
        /// The rule in words.
        pub text: String,
        /// What it is about.
        pub topic: Topic,
        /// How heavily it weighs.
        pub weight: Weight,
        /// What kind of rule.
        pub modality: Modality,
        /// How it stands.
        pub outcome: Outcome,
        /// What decided it.
        pub decided_by: DecidedBy,
        /// The case.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub subject: Option<Subject>,
        /// The day it is or was to be done by.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub due: Option<Date>,
        /// The next day something is to be done, when all is well today.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub next: Option<Date>,
        /// Why, in sentences: what decided it.
        pub why: Vec<String>,
        /// What to do next, when there is something.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub next_step: Option<String>,
        /// The facts that are missing.
        pub missing: Vec<MissingView>,
        /// Who owes, may or should.
        pub bearers: Vec<Role>,
        /// Toward whom.
        pub toward: Vec<Role>,
        /// Whether it is the viewer's to act on; none when nobody in particular looks.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub yours: Option<bool>,
        /// True where others owe it, and not the workplace or the viewer; else left out.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub of_others: Option<bool>,
        /// True where it is owed above the workplace, which is a part of the undertaking; else left out.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub owed_above: Option<bool>,
        /// The norm whose finding carries this one, since both lack the same; left out where none does, and in `explain`.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub carried_by: Option<String>,
        /// When the version that was used is in force.
        pub in_force: Period,
        /// Where it stands.
        pub basis: Vec<BasisView>,
        /// How sure the rule is.
        pub confidence: Confidence,
        /// Whether its facts need care.
        pub sensitivity: Sensitivity,
    }

    /// A fact that is missing.
    pub struct MissingView {
        /// What.
        pub fact: Fact,
        /// What, in words.
        pub label: &'static str,
        /// Where it would stand in the record.
        pub path: String,
    }

    /// Something with a day.
    pub struct DueView {
        /// The day.
        pub date: Date,
        /// How heavily the norm weighs.
        pub weight: Weight,
        /// Whether it is past, and the step known not to be taken.
        pub overdue: bool,
        /// Whether it is not known that the step is still to be taken, or that this is its day: a fact is missing.
        pub provisional: bool,
        /// The norm's id.
        pub norm: String,
        /// Its short name.
        pub title: String,
        /// The case.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub subject: Option<Subject>,
    }

    /// Whether a record is well formed and consistent. Errors come as a failure.
    pub struct CheckResponse {
        /// True.
        pub valid: bool,
        /// Slips with which the record can still be judged. Dates earlier than what they belong to, and answers to norms
        /// that are gone, count for nothing until they are corrected. Absences of one person that overlap, or with
        /// fewer than 16 days between, are all judged, each with its own time limits.
        pub warnings: Vec<FailureItem>,
    }

    /// What a citation points at.
    pub struct CiteResponse {
        /// The citation.
        pub citation: CitationView,
        /// The provisions there, as they stood that day, sorted by id.
        pub provisions: Vec<ProvisionView>,
        /// The norms that rest on them that day, sorted by id.
        pub norms: Vec<&'static str>,
    }

    /// A citation in its parts and in words.
    pub struct CitationView {
        /// The source's id.
        pub source: String,
        /// The source's name.
        pub name: &'static str,
        /// The section.
        pub section: String,
        /// The paragraph.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub paragraph: Option<u8>,
        /// The list letter.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub letter: Option<char>,
        /// The number in a list.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub item: Option<u8>,
        /// The sentence.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub sentence: Option<u8>,
        /// In words.
        pub text: String,
        /// The permanent address.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub url: Option<String>,
    }

    /// A provision as it stood on a day.
    pub struct ProvisionView {
        /// Its id.
        pub id: &'static str,
        /// What it is about.
        pub label: &'static str,
        /// Where it stands.
        pub citation: String,
        /// When the version is in force.
        pub in_force: Period,
        /// The figures of the rule.
        #[serde(serialize_with = "as_map")]
        #[cfg_attr(feature = "schema", schemars(with = "std::collections::BTreeMap<String, u16>"))]
        pub numbers: &'static [(String, u16)],
        /// The amending act, where known.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub act: Option<&'static str>,
        /// How sure the content is.
        pub confidence: Confidence,
        /// How sure the first day is.
        pub from_confidence: Confidence,
        /// The day up to which its text was read.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub read_to: Option<Date>,
    }

    /// What changed.
    pub struct ChangesBetweenResponse {
        /// The versions behind it.
        pub versions: Versions,
        /// Slips with which the record can still be judged: [`CheckResponse::warnings`].
        pub warnings: Vec<FailureItem>,
        /// What the reader should know about the days.
        pub notices: Vec<String>,
        /// The provisions, by the first day of the change, then by id.
        pub provisions: Vec<Change>,
        /// The norms, in the same order.
        pub norms: Vec<Change>,
    }

    /// Whom to go to next.
    pub struct EscalationResponse {
        /// The steps, nearest first.
        pub steps: Vec<EscalationStep>,
    }

    /// Who tells whom what.
    pub struct InformationDutiesResponse {
        /// The duties, by the norms' ids.
        pub duties: Vec<InformationDuty>,
    }

    /// What there is to know.
    pub struct KnowledgeResponse {
        /// The entries, by id.
        pub entries: Vec<KnowledgeView>,
    }

    /// Whether an office may sign.
    pub struct MaySignResponse {
        /// The answer; none for an office without a rule about signing.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub signing: Option<Signing>,
    }

    /// The follow-up cases of a person.
    pub struct CasesResponse {
        /// The versions behind it.
        pub versions: Versions,
        /// The rule that was used.
        pub rule: JoinRule,
        /// The cases, oldest first.
        pub cases: Vec<CaseView>,
        /// What is counted for each employer, by id.
        pub employers: Vec<EmployerView>,
        /// Benefit days from Nav; none where the rule of those years is not known.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub benefit: Option<BenefitView>,
        /// Nav's flag of repeated absence.
        pub repeated: RepeatedView,
    }

    /// A follow-up case.
    pub struct CaseView {
        /// The first sick day.
        pub from: Date,
        /// The last day that belongs to it.
        pub to: Date,
        /// How many days belong to it.
        pub sick_days: u16,
        /// Whole weeks of sick days up to the day.
        pub weeks: u16,
        /// The last day that is certified, also when it lies ahead; none where no day is.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub certified_to: Option<Date>,
        /// The first day of graded absence up to the day; none where there was none.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub graded_from: Option<Date>,
        /// The first day counted continuously: a return to work ends an absence. Aml. § 4-6 does not say which of the two
        /// counts: this is `continuous_from` of the case in a record. Of several, the first that lasts to the limit of the
        /// follow-up plan, else the last.
        pub continuous_from: Date,
        /// The employers it was reported to.
        pub employers: Vec<Id>,
        /// Whether the person was partly at work on the last day, in every job.
        pub graded_at_end: bool,
    }

    /// What is counted for one employer.
    pub struct EmployerView {
        /// The employer.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub employer: Option<Id>,
        /// The employer periods (ftrl § 8-19), oldest first, as guidance counts them: days off between sick days belong to
        /// them. None where the rule of those years is not known.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub employer_periods: Option<Vec<EmployerPeriodView>>,
        /// The same as Nav's payment counts them: a public holiday of which nothing is known is a day at work.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub employer_periods_by_nav: Option<Vec<EmployerPeriodView>>,
        /// How self-certification stands; none where the rule of those years is not known.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub self_certification: Option<SelfCertificationView>,
    }

    /// An employer period.
    pub struct EmployerPeriodView {
        /// The days that the employer pays, in runs.
        pub days: Vec<Period>,
        /// How many they are.
        pub count: u16,
        /// Whether it is complete: Nav pays the next day.
        pub complete: bool,
    }

    /// Self-certification on the day (ftrl §§ 8-24 and 8-27).
    pub struct SelfCertificationView {
        /// Whether the employee has worked there long enough; none when it is not known since when.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub qualified: Option<bool>,
        /// Days used in absences that count together with one that begins on the day. Days off between two of them are
        /// days too, unless work was resumed.
        pub used: u16,
        /// Days off between a self-certified day and a certificate in these absences. Whether they are self-certified is
        /// not settled: they are not counted as used.
        pub not_settled: u16,
        /// Days left of those at a time; none once the right is taken away.
        pub left: u16,
        /// Days used in the last 12 months.
        pub used_in_year: u16,
        /// Days left of those in 12 months, where the scheme has such a limit.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub left_in_year: Option<u16>,
        /// Times left, where the scheme has such a limit.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub times_left: Option<u16>,
        /// Absences without a certificate in the last 12 months. An absence ends when work is resumed.
        pub absences_in_year: u16,
        /// Whether there are so many that the employer may consider taking the right away, after a hearing. The act has
        /// other grounds too; each is enough.
        pub may_be_taken_away: bool,
        /// The decision to take the right away, once it is made.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub withdrawn: Option<WithdrawnView>,
    }

    /// A decision to take the right to self-certify away (ftrl § 8-27).
    pub struct WithdrawnView {
        /// The day of the decision.
        pub decided: Date,
        /// Whether the employee was heard before it, as the act requires.
        pub heard_before: bool,
        /// The day by which the employer is to look at it again.
        pub review_by: Date,
        /// Whether that day is past.
        pub review_is_due: bool,
    }

    /// Benefit days from Nav (ftrl § 8-12).
    pub struct BenefitView {
        /// Days used.
        pub used: u16,
        /// Days left.
        pub left: u16,
        /// The last day if the benefit goes on from the next day.
        pub last_day: Date,
    }

    /// Repeated absence, as Nav flags it.
    pub struct RepeatedView {
        /// Cases of 16 days or more that ended in the last 36 months.
        pub cases: u16,
        /// Their days.
        pub days: u32,
        /// Whether the flag is set.
        pub is_repeated: bool,
    }

    /// What to prepare, ask and avoid.
    pub struct ConversationGuideResponse {
        /// The versions behind it.
        pub versions: Versions,
        /// The guide.
        pub guide: ConversationGuide,
    }

    /// What can be shown of the follow-up of a case.
    pub struct FollowUpLogResponse {
        /// The versions behind it.
        pub versions: Versions,
        /// Dates of the case that are too early to count.
        pub warnings: Vec<FailureItem>,
        /// The log.
        pub log: FollowUpLog,
        /// The same as a document, when asked for.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub document: Option<String>,
    }

    /// The steps of one case.
    pub struct TimelineResponse {
        /// The versions behind it.
        pub versions: Versions,
        /// Dates of the case that are too early to count.
        pub warnings: Vec<FailureItem>,
        /// What the reader should know about the whole.
        pub notices: Vec<String>,
        /// The steps.
        pub timeline: Timeline,
        /// The same as a document, when asked for.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub document: Option<String>,
    }

    /// Processes.
    pub struct ProcessesResponse {
        /// The processes, by id.
        pub processes: Vec<ProcessView>,
    }

    /// Who does what.
    pub struct ResponsibilityMatrixResponse {
        /// The matrix.
        pub matrix: Matrix,
    }

    /// Everything that is a role's.
    pub struct RoleCardResponse {
        /// The versions behind it.
        pub versions: Versions,
        /// The card.
        pub card: RoleCard,
        /// The same as a document, when asked for.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub document: Option<String>,
    }

    /// What was found.
    pub struct SearchResponse {
        /// The hits, the best first.
        pub hits: Vec<Hit>,
    }

    /// Norms.
    pub struct NormsResponse {
        /// The versions behind it.
        pub versions: Versions,
        /// The norms, by id.
        pub norms: Vec<NormView>,
    }

    /// A norm.
    pub struct NormView {
        /// Its id.
        pub id: String,
        /// Its short name.
        pub title: String,
        /// What it is about.
        pub topic: Topic,
        /// Who owes, may or should.
        pub bearers: Vec<Role>,
        /// Toward whom.
        pub toward: Vec<Role>,
        /// The statements of the source documents that it carries.
        pub statements: Vec<String>,
        /// Whether its facts need care.
        pub sensitivity: Sensitivity,
        /// At which level it is owed.
        pub level: Level,
        /// The roles that can know how it stands, to whom a question about it may be put.
        pub knowers: Vec<Role>,
        /// The question to a person, for a norm that a person judges.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub question: Option<String>,
        /// What to look for when answering it.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub help: Option<String>,
        /// Its versions, oldest first.
        pub versions: Vec<NormVersionView>,
    }

    /// A norm in a period.
    pub struct NormVersionView {
        /// When it is in force.
        pub in_force: Period,
        /// The rule in words.
        pub text: String,
        /// What kind of rule.
        pub modality: Modality,
        /// How heavily it weighs where it applies.
        pub weight: Weight,
        /// Where it comes in the order of actions.
        pub group: Group,
        /// Where it stands.
        pub basis: Vec<BasisView>,
        /// How sure it is.
        pub confidence: Confidence,
        /// What is required, in words; none when there is nothing to be met.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub requires: Option<String>,
        /// The facts that may be needed to decide it.
        pub asks: Vec<Fact>,
    }

    /// The poster.
    pub struct PosterResponse {
        /// An SVG image or an HTML page, whole in itself.
        pub poster: String,
    }

    /// Questions.
    pub struct QuestionsResponse {
        /// The versions behind it.
        pub versions: Versions,
        /// Slips with which the record can still be judged: [`CheckResponse::warnings`].
        pub warnings: Vec<FailureItem>,
        /// The questions, those that decide most first.
        pub questions: Vec<QuestionView>,
    }

    /// A fact to ask a person for.
    pub struct QuestionView {
        /// Stable within the record.
        pub id: String,
        /// What is asked for.
        pub fact: Fact,
        /// Where it would stand in the record.
        pub path: String,
        /// The norm that a judgement is asked of.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub norm: Option<String>,
        /// The question.
        pub text: String,
        /// What to look for when answering it.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub help: Option<String>,
        /// What the answer looks like.
        pub answer: AnswerType,
        /// Why it is asked.
        pub why: String,
        /// The norms that it helps to decide.
        pub because: Vec<String>,
        /// How many findings it helps to decide.
        pub decides: usize,
    }

    /// A document.
    pub struct ReportResponse {
        /// Its text.
        pub report: String,
    }

    /// Roles.
    pub struct RolesResponse {
        /// The roles, in declared order.
        pub roles: Vec<RoleView>,
    }

    /// A role.
    pub struct RoleView {
        /// Its code.
        pub role: Role,
        /// What it is called.
        pub label: &'static str,
        /// Part of the undertaking, or outside it.
        pub standing: Standing,
        /// Whether the office reveals membership of a trade union.
        pub reveals_union_membership: bool,
        /// How it stands to others.
        pub relations: Vec<RelationView>,
    }

    /// A relation to another role.
    pub struct RelationView {
        /// How.
        pub kind: RelationKind,
        /// To whom.
        pub to: Role,
        /// In words.
        pub text: String,
    }

    /// The JSON Schema of a record.
    pub struct SchemaResponse {
        /// The schema.
        #[cfg_attr(feature = "schema", schemars(with = "std::collections::BTreeMap<String, serde_json::Value>"))]
        pub schema: RecordSchema,
    }

    /// The labels of every vocabulary, and the headings of reports.
    pub struct TermsResponse {
        /// Every text without arguments, by vocabulary and code.
        #[cfg_attr(
            feature = "schema",
            schemars(with = "std::collections::BTreeMap<String, std::collections::BTreeMap<String, String>>")
        )]
        pub terms: AllTerms,
        /// The codes of errors.
        pub error_codes: Vec<InputCode>,
    }
}

/// A text that is JSON already, written as it stands.
#[derive(Debug, Clone, Copy)]
pub struct RecordSchema(pub &'static str);

impl Write for RecordSchema {
    fn write(&self, out: &mut String) {
        out.push_str(self.0);
    }
}

impl serde::Serialize for RecordSchema {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let raw: &serde_json::value::RawValue =
            serde_json::from_str(self.0).map_err(serde::ser::Error::custom)?;
        raw.serialize(serializer)
    }
}

/// The labels of one vocabulary, by code.
#[derive(Debug, Clone)]
pub struct Terms {
    /// The vocabulary.
    pub family: &'static str,
    /// Code and label, in the order of the codes.
    pub labels: Vec<(&'static str, &'static str)>,
}

impl serde::Serialize for Terms {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.labels.iter().copied())
    }
}

impl Write for Terms {
    fn write(&self, out: &mut String) {
        write_map(out, self.labels.iter().map(|(code, label)| (*code, label as &dyn Write)));
    }
}

/// The labels of every vocabulary.
#[derive(Debug, Clone)]
pub struct AllTerms(pub Vec<Terms>);

impl serde::Serialize for AllTerms {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|terms| (terms.family, terms)))
    }
}

impl Write for AllTerms {
    fn write(&self, out: &mut String) {
        write_map(out, self.0.iter().map(|terms| (terms.family, terms as &dyn Write)));
    }
}

impl Write for &'static [(String, u16)] {
    fn write(&self, out: &mut String) {
        write_map(out, self.iter().map(|(name, number)| (name.as_str(), number as &dyn Write)));
    }
}

fn as_map<S: serde::Serializer>(
    numbers: &&'static [(String, u16)],
    serializer: S,
) -> Result<S::Ok, S::Error> {
    serializer.collect_map(numbers.iter().map(|(name, value)| (name, value)))
}
