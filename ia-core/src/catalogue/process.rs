use super::Topic;
use crate::json::rules;
use crate::record::{DocumentKind, MeetingKind};
use crate::role::Role;
use crate::text::{Lang, LanguageNotIncluded, ProcessText};

rules! {
    /// A process: phases in an order. Its texts stand in the language tables.
    pub struct Process {
        /// A slug that says what it is. Never changes.
        pub id: String,
        /// What it is about.
        pub topic: Topic,
        /// The sources it stands in, by id.
        pub sources: Vec<String>,
        /// The statements of the source documents that the process as a whole carries.
        pub statements: Vec<String> = default,
        /// The phases, each after those it must follow.
        pub phases: Vec<Phase> as "phase",
    }

    /// A phase of a process.
    pub struct Phase {
        /// A slug, unique in the process.
        pub id: String,
        /// The phases that must come before it.
        pub after: Vec<String> = default,
        /// Who takes part.
        pub who: Vec<Role> = default,
        /// The documents that come of it or are used in it.
        pub documents: Vec<DocumentKind> = default,
        /// The meetings it happens in.
        pub meetings: Vec<MeetingKind> = default,
        /// The statements it carries.
        pub statements: Vec<String> = default,
        /// What is done in it, in order.
        pub steps: Vec<Step> as "step" = default,
    }

    /// A step of a phase.
    pub struct Step {
        /// Who does it.
        pub who: Vec<Role> = default,
        /// The statements it carries.
        pub statements: Vec<String> = default,
    }
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
