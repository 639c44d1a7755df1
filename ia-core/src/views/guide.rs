use super::shown;
use crate::code::Code as _;
use crate::follow_up::follow_up;
use crate::record::Milestone;
use crate::text::{Lang, LanguageNotIncluded, Table, table};

shown! {
    /// What a manager prepares, asks and avoids in the conversation at a step. About work and function, never about
    /// health.
    pub struct ConversationGuide {
        /// The step.
        pub milestone: Milestone,
        /// Its name.
        pub label: String,
        /// What to prepare.
        pub prepare: GuidePart,
        /// What to ask.
        pub ask: GuidePart,
        /// What not to ask or do.
        pub avoid: GuidePart,
    }

    /// A part of the guide.
    pub struct GuidePart {
        /// Its heading.
        pub label: String,
        /// Its lines. First what belongs to the step, then what belongs to every step.
        pub lines: Vec<String>,
    }
}

/// The guide for the conversation at a step.
///
/// # Errors
/// [`LanguageNotIncluded`] when the crate was built without the language.
pub fn conversation_guide(
    milestone: Milestone,
    lang: Lang,
) -> Result<ConversationGuide, LanguageNotIncluded> {
    let table = table(lang)?;
    let steps = &follow_up().steps;
    let own = steps
        .iter()
        .find(|step| step.milestone == milestone)
        .and_then(|step| step.guide)
        .unwrap_or(milestone);
    let part = |heading: &'static str, name: &str| GuidePart {
        label: table.label(heading).to_owned(),
        lines: [own.code(), "all"].into_iter().flat_map(|step| lines(table, step, name)).collect(),
    };
    Ok(ConversationGuide {
        milestone,
        label: table.label(milestone.label()).to_owned(),
        prepare: part("guide_part.prepare", "prepare"),
        ask: part("guide_part.ask", "ask"),
        avoid: part("guide_part.avoid", "avoid"),
    })
}

/// The lines of a part of a step, `guide.step.part.1` and on.
fn lines<'t>(table: &'t Table, step: &str, part: &str) -> impl Iterator<Item = String> + use<'t> {
    let stem = ["guide.", step, ".", part, "."].concat();
    ('1'..='9').map_while(move |nth| {
        table.template(&[stem.as_str(), nth.encode_utf8(&mut [0; 4])].concat()).map(str::to_owned)
    })
}
