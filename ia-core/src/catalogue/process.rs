use super::Topic;
use crate::record::{DocumentKind, MeetingKind};
use crate::role::Role;
use crate::text::{Lang, LanguageNotIncluded, ProcessText};

/// A process: phases in an order. Its texts stand in the language tables.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Process {
    /// A slug that says what it is. Never changes.
    pub id: String,
    /// What it is about.
    pub topic: Topic,
    /// The sources it stands in, by id.
    pub sources: Vec<String>,
    /// The statements of the source documents that the process as a whole carries.
    #[serde(default)]
    pub statements: Vec<String>,
    /// The phases, each after those it must follow.
    #[serde(rename = "phase")]
    pub phases: Vec<Phase>,
}

/// A phase of a process.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Phase {
    /// A slug, unique in the process.
    pub id: String,
    /// The phases that must come before it.
    #[serde(default)]
    pub after: Vec<String>,
    /// Who takes part.
    #[serde(default)]
    pub who: Vec<Role>,
    /// The documents that come of it or are used in it.
    #[serde(default)]
    pub documents: Vec<DocumentKind>,
    /// The meetings it happens in.
    #[serde(default)]
    pub meetings: Vec<MeetingKind>,
    /// The statements it carries.
    #[serde(default)]
    pub statements: Vec<String>,
    /// What is done in it, in order.
    #[serde(default, rename = "step")]
    pub steps: Vec<Step>,
}

/// A step of a phase.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Step {
    /// Who does it.
    #[serde(default)]
    pub who: Vec<Role>,
    /// The statements it carries.
    #[serde(default)]
    pub statements: Vec<String>,
}

impl Process {
    /// The texts of the process, its phases and their steps.
    ///
    /// # Errors
    /// [`LanguageNotIncluded`] when the crate was built without the language.
    pub(crate) fn texts(&self, lang: Lang) -> Result<Option<ProcessText<'static>>, LanguageNotIncluded> {
        let table = crate::text::table(lang)?;
        let mut lines = table.processes.iter().copied();
        for process in super::processes() {
            let texts = ProcessText::take(&mut lines, process.phases.iter().map(|phase| phase.steps.len()));
            if process.id == self.id {
                return Ok(texts);
            }
        }
        Ok(None)
    }

    /// A short name.
    ///
    /// # Errors
    /// [`LanguageNotIncluded`] when the crate was built without the language.
    pub fn title(&self, lang: Lang) -> Result<&'static str, LanguageNotIncluded> {
        Ok(self.texts(lang)?.map_or("", |texts| texts.title))
    }
}
