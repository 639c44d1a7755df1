use super::shown;
use crate::calendar::Date;
use crate::catalogue::{self, Detail, Knowledge, KnowledgeKind, Process, Topic};
use crate::law::{self, Confidence};
use crate::record::{DocumentKind, MeetingKind};
use crate::role::Role;
use crate::text::{Lang, LanguageNotIncluded};

shown! {
    /// A piece of knowledge.
    pub struct KnowledgeView {
        /// Its id.
        pub id: String,
        /// Its kind, with what belongs to it.
        pub kind: Detail,
        /// What it is about.
        pub topic: Topic,
        /// The roles it concerns.
        pub roles: Vec<Role>,
        /// A short name.
        pub title: String,
        /// What there is to know, in words.
        pub text: String,
        /// How to get it, for an instrument.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub how: Option<String>,
        /// The names of the sources it stands in.
        pub sources: Vec<String>,
        /// The statements of the source documents that it carries.
        pub statements: Vec<String>,
        /// How sure it is.
        pub confidence: Confidence,
    }

    /// A process.
    pub struct ProcessView {
        /// Its id.
        pub id: String,
        /// What it is about.
        pub topic: Topic,
        /// A short name.
        pub title: String,
        /// What it is, in words.
        pub text: String,
        /// Its phases, each after those it must follow.
        pub phases: Vec<PhaseView>,
    }

    /// A phase of a process.
    pub struct PhaseView {
        /// Its id, unique in the process.
        pub id: String,
        /// The phases that must come before it.
        pub after: Vec<String>,
        /// A short name.
        pub title: String,
        /// What it is, in words.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub text: Option<String>,
        /// Who takes part.
        pub who: Vec<Role>,
        /// The documents of it.
        pub documents: Vec<DocumentKind>,
        /// The meetings it happens in.
        pub meetings: Vec<MeetingKind>,
        /// What is done in it, in order.
        pub steps: Vec<StepView>,
    }

    /// A step of a phase.
    pub struct StepView {
        /// What is done.
        pub text: String,
        /// Who does it.
        pub who: Vec<Role>,
    }
}

/// What there is to know, by kind, topic and role; what had ended or not begun on the day is left out.
///
/// # Errors
/// [`LanguageNotIncluded`] when the crate was built without the language.
pub fn knowledge(
    kind: Option<KnowledgeKind>,
    topic: Option<Topic>,
    role: Option<Role>,
    as_of: Option<Date>,
    lang: Lang,
) -> Result<Vec<KnowledgeView>, LanguageNotIncluded> {
    let fits = |one: &&Knowledge| {
        kind.is_none_or(|kind| one.kind.kind() == kind)
            && topic.is_none_or(|topic| one.topic == topic)
            && role.is_none_or(|role| one.roles.iter().any(|&named| role.is_part_of(named)))
            && as_of.is_none_or(|day| one.kind.holds(day))
    };
    catalogue::knowledge().iter().filter(fits).map(|one| view(one, lang)).collect()
}

fn view(one: &Knowledge, lang: Lang) -> Result<KnowledgeView, LanguageNotIncluded> {
    Ok(KnowledgeView {
        id: one.id.clone(),
        kind: one.kind.clone(),
        topic: one.topic,
        roles: one.roles.clone(),
        title: one.title(lang)?.to_owned(),
        text: one.text(lang)?.to_owned(),
        how: one.how(lang)?.map(str::to_owned),
        sources: one
            .sources
            .iter()
            .filter_map(|id| law::source(id))
            .map(|source| source.name(lang).to_owned())
            .collect(),
        statements: one.statements.clone(),
        confidence: one.confidence,
    })
}

/// Every process with its phases and steps.
///
/// # Errors
/// [`LanguageNotIncluded`] when the crate was built without the language.
pub fn processes(lang: Lang) -> Result<Vec<ProcessView>, LanguageNotIncluded> {
    let views = catalogue::processes().iter().map(|process| process_view(process, lang));
    views.filter_map(Result::transpose).collect()
}

fn process_view(process: &Process, lang: Lang) -> Result<Option<ProcessView>, LanguageNotIncluded> {
    let Some(texts) = process.texts(lang)? else { return Ok(None) };
    let mut phases = Vec::new();
    for (phase, (title, text, texts)) in process.phases.iter().zip(texts.phases) {
        let mut steps = Vec::new();
        for (step, text) in phase.steps.iter().zip(texts) {
            steps.push(StepView { text: text.to_owned(), who: step.who.clone() });
        }
        phases.push(PhaseView {
            id: phase.id.clone(),
            after: phase.after.clone(),
            title: title.to_owned(),
            text: (!text.is_empty()).then(|| text.to_owned()),
            who: phase.who.clone(),
            documents: phase.documents.clone(),
            meetings: phase.meetings.clone(),
            steps,
        });
    }
    Ok(Some(ProcessView {
        id: process.id.clone(),
        topic: process.topic,
        title: texts.title.to_owned(),
        text: texts.text.to_owned(),
        phases,
    }))
}
