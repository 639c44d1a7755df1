//! What can be asked.

use crate::calendar::Date;
use crate::catalogue::{Pack, Topic};
use crate::code::codes;
use crate::json::requests;
use crate::law::Style;
use crate::record::{Id, Record};
use crate::requirement::OptionsInput;
use crate::role::Role;
use crate::text::Lang;

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
        /// Who looks; everything is shown when left out.
        pub role: Option<Role>,
        /// Which person looks, by opaque id.
        pub person: Option<Id>,
        /// Conventions.
        pub options: Option<OptionsInput>,
    }

    /// Asks whether a record is well formed and consistent.
    pub struct CheckRequest {
        /// The record.
        pub record: Record,
        /// The workplace's own norms.
        pub packs: Option<Vec<Pack>>,
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
        /// Who looks; everything is shown when left out.
        pub role: Option<Role>,
        /// Which person looks, by opaque id.
        pub person: Option<Id>,
        /// Conventions.
        pub options: Option<OptionsInput>,
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
        /// Who looks; everything is shown when left out.
        pub role: Option<Role>,
        /// Which person looks, by opaque id.
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
}

/// Asks for the JSON Schema of a record. An empty object.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct SchemaRequest {}

/// Asks for the versions. An empty object.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct VersionRequest {}

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
    use super::{ContactText, SchemaRequest, Text, VersionRequest};
    use crate::code::Code;
    use crate::error::{InputCode, InputError, Place};
    use crate::json::{Fields, Json, Read, wrong_type};
    use crate::text::Message;

    /// A text of up to so many characters.
    fn text(value: &Json<'_>, at: &Place<'_>, most: usize, errors: &mut Vec<InputError>) -> Option<String> {
        match value {
            Json::Text(text) if text.chars().count() <= most => Some(text.clone().into_owned()),
            Json::Text(_) => {
                let expected = Message::new(InputCode::TooLarge.label()).count("limit", most);
                errors.push(InputError::new(InputCode::TooLarge, at, expected));
                None
            }
            _ => {
                errors.push(wrong_type(at, "json_type.text"));
                None
            }
        }
    }

    impl Read for Text {
        fn read(value: &Json<'_>, at: &Place<'_>, errors: &mut Vec<InputError>) -> Option<Self> {
            text(value, at, 200, errors).map(Self)
        }
    }

    impl Read for ContactText {
        fn read(value: &Json<'_>, at: &Place<'_>, errors: &mut Vec<InputError>) -> Option<Self> {
            text(value, at, 60, errors).map(Self)
        }
    }

    impl Read for SchemaRequest {
        fn read(value: &Json<'_>, at: &Place<'_>, errors: &mut Vec<InputError>) -> Option<Self> {
            Fields::of(value, at, &[], errors).map(|_| Self {})
        }
    }

    impl Read for VersionRequest {
        fn read(value: &Json<'_>, at: &Place<'_>, errors: &mut Vec<InputError>) -> Option<Self> {
            Fields::of(value, at, &[], errors).map(|_| Self {})
        }
    }
}
