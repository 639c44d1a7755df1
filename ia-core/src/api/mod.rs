//! The door: one function for each thing that can be asked, a JSON text in, a JSON text out.
//!
//! Every binding exposes exactly these functions ([`FUNCTIONS`]) and gives the same bytes. Answers are
//! canonical: UTF-8 without white space between tokens, keys in the documented order, lists in the
//! documented order, whole numbers only. What goes wrong comes back as a [`Failure`].

pub mod columns;
mod consistent;
mod explain;
mod notices;
mod request;
mod response;
mod serve;
mod serve_cases;
mod serve_views;
mod viewer;

pub use explain::{ExplainResponse, Explained, Line};
pub use request::{
    AbsenceEvent, AssessRequest, CasesRequest, ChangesBetweenRequest, CheckRequest, CiteRequest, Contact,
    ContactText, ConversationGuideRequest, EscalationRequest, ExplainRequest, FollowUpLogRequest, Format,
    InformationDutiesRequest, KnowledgeRequest, MaySignRequest, NormsRequest, PaperSize, PosterFormat,
    PosterRequest, ProcessesRequest, QuestionsRequest, ReportRequest, ResponsibilityMatrixRequest,
    RoleCardRequest, RolesRequest, SchemaRequest, Scheme, SearchRequest, TermsRequest, TimelineRequest,
    VersionRequest,
};
pub use response::{
    AllTerms, AssessResponse, BenefitView, CaseView, CasesResponse, ChangesBetweenResponse, CheckResponse,
    CitationView, CiteResponse, ConversationGuideResponse, DueView, EmployerPeriodView, EmployerView,
    EscalationResponse, FindingView, FollowUpLogResponse, InformationDutiesResponse, KnowledgeResponse,
    MaySignResponse, MissingView, NormVersionView, NormView, NormsResponse, PosterResponse,
    ProcessesResponse, ProvisionView, QuestionView, QuestionsResponse, RecordSchema, RelationView,
    RepeatedView, ReportResponse, ResponsibilityMatrixResponse, RoleCardResponse, RoleView, RolesResponse,
    SchemaResponse, SearchResponse, SelfCertificationView, Terms, TermsResponse, TimelineResponse, Versions,
};

pub use crate::limits::MAX_BYTES;
pub use crate::text::Lang;

use crate::error::{Errors, InputCode, InputError, InputErrors, Place};
use crate::json::{self, Blank, Inside, Json, Read};
use crate::text::{Message, Table, table};
use crate::write::{Write, writes};

/// What went wrong, as it leaves the library.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Failure {
    /// Every error, in the order of the format.
    pub errors: Vec<FailureItem>,
}

/// One error.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct FailureItem {
    /// The stable code.
    pub code: crate::InputCode,
    /// Where, as a JSON Pointer into the request.
    pub path: String,
    /// What was expected, in the request's language.
    pub message: String,
}

writes!(Failure { errors });
writes!(FailureItem { code, path, message });

impl Failure {
    fn new(errors: InputErrors, lang: Lang) -> Self {
        let errors = match table(lang) {
            Ok(table) => items(errors, table),
            Err(_) => items_with(errors, &crate::text::fallback),
        };
        Self { errors }
    }

    /// As canonical JSON.
    pub fn to_json(&self) -> String {
        encode(self)
    }
}

/// Errors or warnings, in words.
fn items(errors: InputErrors, table: &Table) -> Vec<FailureItem> {
    items_with(errors, &|message| message.render(table))
}

fn items_with(errors: InputErrors, words: &dyn Fn(&Message) -> String) -> Vec<FailureItem> {
    let item =
        |one: InputError| FailureItem { code: one.code, message: words(&one.expected), path: one.path };
    errors.0.into_iter().map(item).collect()
}

/// The bytes of a file as the text of a request or a record.
///
/// # Errors
/// A [`Failure`] as JSON in that language, `not_utf8`, that names the encoding the file seems to have.
pub fn text_of(bytes: Vec<u8>, lang: Option<Lang>) -> Result<String, String> {
    answered(json::text_of(bytes), lang.unwrap_or_else(Lang::first_included))
}

fn encode(answer: &dyn Write) -> String {
    let mut out = String::new();
    answer.write(&mut out);
    out
}

/// A request as a tree, in its language.
struct Asked<'a> {
    tree: Result<Json<'a>, InputErrors>,
    lang: Lang,
}

impl<'a> Asked<'a> {
    /// Parses the request, and each further value by itself.
    fn new(request: &'a str, values: &[(&'a str, &'a str)]) -> Self {
        let mut tree = json::parse(request);
        let lang = tree.as_ref().map_or_else(|_| Lang::first_included(), lang_of);
        for (key, text) in values {
            tree = tree.and_then(|tree| with_value(tree, key, text));
        }
        Self { tree, lang }
    }

    /// Reads the request. For a function whose answer depends on the viewer, what that viewer may not see is not
    /// read.
    fn read<T: Read + Blank>(self, for_viewer: bool) -> Result<T, InputErrors> {
        let tree = self.tree?;
        json::read_tree(&if for_viewer { viewer::withhold(tree)? } else { tree })
    }
}

/// The object with one more value, which is parsed by itself: no text can become another key.
fn with_value<'a>(tree: Json<'a>, key: &'a str, text: &'a str) -> Result<Json<'a>, InputErrors> {
    let Json::Object(object) = &tree else { return Ok(tree) };
    let at = Place::Root;
    let at = at.key(key);
    let mut members: Vec<_> = object.members().collect();
    if members.iter().any(|(name, _)| name == key) {
        return Err(InputError::simple(InputCode::GivenTwice, &at).into());
    }
    let value = json::parse(text).map_err(|mut errors| {
        errors.0.iter_mut().for_each(|error| error.path.insert_str(0, &at.to_string()));
        errors
    })?;
    members.push((key.into(), value));
    Ok(Json::Object(Inside::of_members(members)))
}

/// The request's language, also when the rest of it is wrong.
fn lang_of(request: &Json<'_>) -> Lang {
    let mut lang = Lang::first_included();
    if let Json::Object(object) = request
        && let Some(value) = object.member("lang")
    {
        lang.read(&value, &Place::Root, &mut Errors::default());
    }
    lang
}

/// The answer, or the failure in the request's language. Not inlined: one piece of code for all functions.
#[inline(never)]
fn answered(answer: Result<String, InputErrors>, lang: Lang) -> Result<String, String> {
    answer.map_err(|errors| Failure::new(errors, lang).to_json())
}

macro_rules! door {
    ($($(#[doc = $doc:literal])+ $name:ident($request:ident) -> $response:ident $(, $viewer:ident)?;)+) => {
        /// The names of all functions of the door.
        pub const FUNCTIONS: &[&str] = &[$(stringify!($name)),+];

        /// The functions whose answer depends on who looks: their requests have `role` and `person`.
        pub const FOR_VIEWERS: &[&str] = &[$($({
            let _ = stringify!($viewer);
            stringify!($name)
        },)?)+];

        $(
            $(#[doc = $doc])+
            ///
            /// # Errors
            #[doc = concat!("A [`Failure`] as JSON, when the text is not a [`", stringify!($request), "`] or cannot be served.")]
            pub fn $name(request: &str) -> Result<String, String> {
                let asked = Asked::new(request, &[]);
                let lang = asked.lang;
                answered(serve_as::$name(asked), lang)
            }
        )+

        /// Each function, from a parsed request to an answer.
        mod serve_as {
            use super::{Asked, InputErrors, encode, serve};
            $(
                pub(super) fn $name(asked: Asked<'_>) -> Result<String, InputErrors> {
                    let for_viewer = [$(stringify!($viewer),)? ""].len() == 2;
                    let request = asked.read::<super::$request>(for_viewer)?;
                    serve::$name(&request).map(|response: super::$response| encode(&response))
                }
            )+
        }

        /// Calls a function by its name; none when there is no such function.
        pub fn call(name: &str, request: &str) -> Option<Result<String, String>> {
            call_with(name, request, &[])
        }

        /// Calls a function by its name. Each of `values` is a key and the text of its value, such as
        /// `("record", text)`: it becomes that value of the request and nothing else. Positions in errors are
        /// those of the text.
        ///
        /// None when there is no such function.
        pub fn call_with(name: &str, request: &str, values: &[(&str, &str)]) -> Option<Result<String, String>> {
            let serve: fn(Asked<'_>) -> Result<String, InputErrors> = match name {
                $(stringify!($name) => serve_as::$name,)+
                _ => return None,
            };
            let asked = Asked::new(request, values);
            let lang = asked.lang;
            Some(answered(serve(asked), lang))
        }

        /// The answer as `serde` writes it.
        #[cfg(test)]
        fn call_with_serde(name: &str, request: &str) -> Option<String> {
            match name {
                $(stringify!($name) => {
                    let request = json::read::<$request>(request).ok()?;
                    serde_json::to_string(&serve::$name(&request).ok()?).ok()
                })+
                _ => None,
            }
        }

        /// The JSON Schema (2020-12) of every request and response of the door, by type name.
        #[cfg(feature = "schema")]
        pub fn types_schema() -> serde_json::Value {
            let mut inputs = schemars::generate::SchemaSettings::draft2020_12().for_deserialize().into_generator();
            let mut outputs = schemars::generate::SchemaSettings::draft2020_12().for_serialize().into_generator();
            $(
                inputs.subschema_for::<$request>();
                outputs.subschema_for::<$response>();
            )+
            outputs.subschema_for::<Failure>();
            let mut definitions = outputs.take_definitions(true);
            definitions.extend(inputs.take_definitions(true));
            let mut functions = serde_json::Map::new();
            $(
                functions.insert(
                    stringify!($name).to_owned(),
                    serde_json::json!({
                        "request": stringify!($request),
                        "response": stringify!($response),
                        "doc": ([$($doc.trim()),+].join(" ")),
                    }),
                );
            )+
            serde_json::json!({
                "$schema": "https://json-schema.org/draft/2020-12/schema",
                "title": "ia",
                "functions": functions,
                "$defs": definitions,
            })
        }
    };
}

door! {
    /// Decides every norm for a record on a day.
    /// Without `role` the answer is for the host system, and shows everything.
    assess(AssessRequest) -> AssessResponse, viewer;
    /// Joins one person's certificates to follow-up cases, and counts what the acts count.
    /// Without `role` the host system asks. The employer and management may ask, and a line manager or an employee with an id.
    cases(CasesRequest) -> CasesResponse, viewer;
    /// Says whether a record is well formed and consistent, with every error.
    /// Without `role` the whole record is checked; with one, what that viewer may see.
    check(CheckRequest) -> CheckResponse, viewer;
    /// Says what changed from one day to another, and what it means at a workplace.
    /// Without `role` the answer is for the host system, and shows everything.
    changes_between(ChangesBetweenRequest) -> ChangesBetweenResponse, viewer;
    /// Reads a citation and finds what it points at on a day.
    cite(CiteRequest) -> CiteResponse;
    /// Says what to prepare, ask and avoid in a conversation at a step of the follow-up.
    conversation_guide(ConversationGuideRequest) -> ConversationGuideResponse;
    /// Says whom to go to next with a matter, and why.
    escalation(EscalationRequest) -> EscalationResponse;
    /// Says why a norm comes out as it does.
    /// Without `role` the answer is for the host system, and shows everything.
    explain(ExplainRequest) -> ExplainResponse, viewer;
    /// Says what can be shown of the follow-up of a case, and what is missing.
    /// Without `role` the answer is for the host system; a viewer who may not see the case is refused.
    follow_up_log(FollowUpLogRequest) -> FollowUpLogResponse, viewer;
    /// Says who tells whom what, how often.
    information_duties(InformationDutiesRequest) -> InformationDutiesResponse;
    /// Lists knowledge: risk factors, instruments, meetings, figures and more.
    knowledge(KnowledgeRequest) -> KnowledgeResponse;
    /// Says whether an office may sign a paper, and who may instead.
    may_sign(MaySignRequest) -> MaySignResponse;
    /// Lists norms.
    norms(NormsRequest) -> NormsResponse;
    /// Draws a sheet for the wall: the roles, good cooperation and the follow-up clock.
    poster(PosterRequest) -> PosterResponse;
    /// Lists processes with their phases and steps.
    processes(ProcessesRequest) -> ProcessesResponse;
    /// Says which facts could still change a finding.
    /// It asks a role, and only about what that role and person may see.
    questions(QuestionsRequest) -> QuestionsResponse, viewer;
    /// Writes an assessment as a document.
    /// Without `role` the answer is for the host system, and shows everything.
    report(ReportRequest) -> ReportResponse, viewer;
    /// Says who is responsible, accountable, consulted and informed.
    responsibility_matrix(ResponsibilityMatrixRequest) -> ResponsibilityMatrixResponse;
    /// Gives everything that is a role's, on one card.
    role_card(RoleCardRequest) -> RoleCardResponse;
    /// Lists roles and how they stand to each other.
    roles(RolesRequest) -> RolesResponse;
    /// Gives the JSON Schema of a record.
    schema(SchemaRequest) -> SchemaResponse;
    /// Searches the catalogue.
    search(SearchRequest) -> SearchResponse;
    /// Gives the labels of every vocabulary.
    terms(TermsRequest) -> TermsResponse;
    /// Says how the steps in the follow-up of a case stand.
    /// Without `role` the answer is for the host system; a viewer who may not see the case is refused.
    timeline(TimelineRequest) -> TimelineResponse, viewer;
    /// Gives the versions of library and catalogue.
    version(VersionRequest) -> Versions;
}

/// The JSON Schema (2020-12) of a [`Record`](crate::Record), as generated from [`record_schema`].
const RECORD_SCHEMA: &str = include_str!("record.schema.json");

/// The JSON Schema (2020-12) of a [`Record`](crate::Record), made from the types.
#[cfg(feature = "schema")]
pub fn record_schema() -> serde_json::Value {
    let generator = schemars::generate::SchemaSettings::draft2020_12().for_deserialize().into_generator();
    generator.into_root_schema_for::<crate::Record>().to_value()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn answers_are_what_serde_writes() {
        let record = r#""record":{"covers":{"from":"2026-01-01","to":"2026-11-22"},"offices":[],"absences":[
            {"id":"case-1","person":"p-1","manager":"m-1","from":"2026-10-01","plans":[],"exceptions":[]}]}"#;
        for name in FUNCTIONS {
            let request = match *name {
                "assess" | "questions" => format!(r#"{{{record},"as_of":"2026-11-22","role":"employer"}}"#),
                "check" => format!("{{{record}}}"),
                "cases" => r#"{"as_of":"2026-11-22","events":[
                    {"id":"e-1","employer":"o-1","from":"2026-10-01","to":"2026-11-20","kind":"certificate"}]}"#
                    .to_owned(),
                "cite" => r#"{"text":"aml § 4-6 (3)","on":"2026-11-22"}"#.to_owned(),
                "explain" => format!(r#"{{{record},"as_of":"2026-11-22","norm":"follow-up-plan"}}"#),
                "report" => format!(r#"{{{record},"as_of":"2026-11-22","format":"html"}}"#),
                "changes_between" => format!(r#"{{{record},"from":"2023-12-31","to":"2026-01-01"}}"#),
                "escalation" => r#"{"matter":"danger","from":"employee","as_of":"2026-11-22"}"#.to_owned(),
                "information_duties" | "responsibility_matrix" => r#"{"as_of":"2026-11-22"}"#.to_owned(),
                "may_sign" => {
                    r#"{"office":"safety_representative","scope":"own_area","as_of":"2026-11-22"}"#.to_owned()
                }
                "poster" => r#"{"format":"svg","size":"a4"}"#.to_owned(),
                "conversation_guide" => r#"{"milestone":"activity"}"#.to_owned(),
                "timeline" | "follow_up_log" => {
                    r#"{"as_of":"2026-11-22","case":{"id":"case-1","person":"p-1","from":"2026-10-01","plans":[]}}"#
                        .to_owned()
                }
                "role_card" => {
                    r#"{"role":"safety_representative","as_of":"2026-11-22","format":"markdown"}"#.to_owned()
                }
                "search" => r#"{"words":"plan"}"#.to_owned(),
                _ => "{}".to_owned(),
            };
            let answer = call(name, &request).and_then(Result::ok);
            assert!(answer.is_some(), "{name}");
            assert_eq!(answer, call_with_serde(name, &request), "{name}");
        }
    }
}
