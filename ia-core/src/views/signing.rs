use super::{EntryView, entry, shown};
use crate::calendar::Date;
use crate::catalogue::norm;
use crate::code::codes;
use crate::role::Role;
use crate::text::{Lang, LanguageNotIncluded};

codes! {
    /// What a paper that is to be signed is about.
    pub enum Scope as "scope" {
        /// The safety representative's own safety area alone.
        OwnArea = "own_area",
        /// Another safety area.
        OtherArea = "other_area",
        /// More than one safety area.
        SeveralAreas = "several_areas",
    }
}

shown! {
    /// Whether a representative may sign, and who may instead.
    pub struct Signing {
        /// The office.
        pub office: Role,
        /// What the paper is about.
        pub scope: Scope,
        /// Whether the office may sign it.
        pub may_sign: bool,
        /// Who is to sign instead.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub instead: Option<Role>,
        /// The rules behind it: own area only, time to think, confer when in doubt.
        pub rules: Vec<EntryView>,
    }
}

/// The norm that limits whom an office signs for.
const OWN_AREA: &str = "signature-only-for-own-area";

/// The norms about signing, in the order in which they matter.
const RULES: &[&str] = &[
    "chief-safety-representative-handles-shared-matters",
    OWN_AREA,
    "signature-time-to-think",
    "signature-understood",
];

/// Whether the office may sign a paper about this: a safety representative for the own safety area alone, the
/// chief safety representative for what touches several. None for an office, or a day, without such a rule.
///
/// # Errors
/// [`LanguageNotIncluded`] when the crate was built without the language.
pub fn may_sign(
    office: Role,
    scope: Scope,
    as_of: Date,
    lang: Lang,
) -> Result<Option<Signing>, LanguageNotIncluded> {
    crate::text::table(lang)?;
    let chief = office == Role::ChiefSafetyRepresentative;
    if !chief && !office.stands_for(Role::SafetyRepresentative) {
        return Ok(None);
    }
    if norm(OWN_AREA).is_none_or(|norm| norm.at(as_of).is_err()) {
        return Ok(None);
    }
    let instead = match scope {
        Scope::OwnArea => None,
        Scope::OtherArea => Some(Role::SafetyRepresentative),
        Scope::SeveralAreas if chief => None,
        Scope::SeveralAreas => Some(Role::ChiefSafetyRepresentative),
    };
    let rules = RULES.iter().filter_map(|id| {
        let norm = norm(id)?;
        Some(entry(norm, norm.at(as_of).ok()?, as_of, lang))
    });
    Ok(Some(Signing { office, scope, may_sign: instead.is_none(), instead, rules: rules.collect() }))
}
