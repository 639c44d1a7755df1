use super::{EntryView, entry, shown};
use crate::calendar::Date;
use crate::catalogue::norm;
use crate::code::codes;
use crate::json::rules;
use crate::role::Role;
use crate::tables::table as entries;
use crate::text::{Lang, LanguageNotIncluded};
use std::sync::LazyLock;

codes! {
    /// What a matter is about.
    pub enum MatterKind as "matter_kind" {
        /// The working environment.
        WorkingEnvironment = "working_environment",
        /// The working environment in several safety areas.
        SeveralAreas = "several_areas",
        /// Danger to life or health.
        Danger = "danger",
        /// Harassment or discrimination.
        Harassment = "harassment",
        /// Censurable conditions.
        #[doc(alias = "varsling")]
        CensurableConditions = "censurable_conditions",
        /// The follow-up of one's own sick leave.
        SickLeaveFollowUp = "sick_leave_follow_up",
    }
}

rules! {
    /// A step as the catalogue has it.
    pub struct Step {
        /// What the matter is about.
        pub matter: MatterKind,
        /// Who goes.
        pub from: Role,
        /// To whom.
        pub to: Role,
        /// The norm that says so, by id.
        pub norm: String,
    }
}

shown! {
    /// Whom to go to next, and why.
    pub struct EscalationStep {
        /// Who goes.
        pub from: Role,
        /// To whom.
        pub to: Role,
        /// How many steps it is away: 1 for what can be done now.
        pub distance: usize,
        /// The rule that says so.
        pub why: EntryView,
    }
}

fn steps() -> &'static [Step] {
    static STEPS: LazyLock<Vec<Step>> = LazyLock::new(|| entries!("escalation.json"));
    &STEPS
}

/// Whom to go to next with a matter, and where it goes from there, nearest first. A step whose rule is not in
/// force on the day is left out.
///
/// # Errors
/// [`LanguageNotIncluded`] when the crate was built without the language.
pub fn escalation(
    matter: MatterKind,
    from: Role,
    as_of: Date,
    lang: Lang,
) -> Result<Vec<EscalationStep>, LanguageNotIncluded> {
    crate::text::table(lang)?;
    let mut found: Vec<EscalationStep> = Vec::new();
    let mut reached = vec![from];
    let mut distance: usize = 1;
    loop {
        let now: Vec<EscalationStep> = steps()
            .iter()
            .filter(|step| step.matter == matter && reached.iter().any(|role| role.is(step.from)))
            .filter(|step| !found.iter().any(|one| one.from == step.from && one.to == step.to))
            .filter_map(|step| {
                let norm = norm(&step.norm)?;
                let why = entry(norm, norm.at(as_of).ok()?, as_of, lang);
                Some(EscalationStep { from: step.from, to: step.to, distance, why })
            })
            .collect();
        if now.is_empty() {
            return Ok(found);
        }
        reached = now.iter().map(|step| step.to).collect();
        found.extend(now);
        distance = distance.saturating_add(1);
    }
}
