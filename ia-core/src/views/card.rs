use super::information::tells;
use super::{EntryView, entry, in_force, shown};
use crate::calendar::{Date, Period};
use crate::catalogue::{Detail, Modality, Norm, Sensitivity, Topic, Version, Weight, knowledge};
use crate::code::{Code as _, codes};
use crate::law::{self, SourceKind};
use crate::record::{Adoption, Id, Record, Sector, Workplace};
use crate::requirement::{Facts, Options, Truth};
use crate::role::Role;
use crate::text::{Lang, LanguageNotIncluded, table};

codes! {
    /// A part of a role's card.
    pub enum CardGroupKind as "card_group" {
        /// What the role must do, by law or agreement.
        Duties = "duties",
        /// What the role does on the employer's behalf in the follow-up of people on sick leave.
        OnBehalf = "on_behalf",
        /// What the role tells others.
        Tells = "tells",
        /// What others tell the role.
        Told = "told",
        /// The meetings it takes part in.
        Meetings = "meetings",
        /// What it has a right to or may decide.
        Rights = "rights",
        /// What others owe it.
        Owed = "owed",
        /// Good practice.
        Advice = "advice",
        /// Worth knowing.
        Information = "information",
    }
}

shown! {
    /// Everything that is a role's, on a day.
    pub struct RoleCard {
        /// The role.
        pub role: Role,
        /// What it is called.
        pub label: String,
        /// The day.
        pub as_of: Date,
        /// What the role is.
        pub about: Vec<String>,
        /// Its parts, those with nothing in them left out.
        pub groups: Vec<CardGroup>,
    }

    /// A part of a card.
    pub struct CardGroup {
        /// Which.
        pub group: CardGroupKind,
        /// What it is called.
        pub label: String,
        /// What stands in it.
        pub entries: Vec<EntryView>,
    }
}

/// Everything that is this role's on the day: duties, what it tells and is told, meetings, rights, advice.
///
/// A norm of a sector or a guideline stands on it only when the sector is given and the guideline adopted.
/// What hangs on other facts, such as the number of employees, is shown: the text says when it applies.
/// A manager's card does not repeat all of the employer's duties, only those in the follow-up of people.
///
/// # Errors
/// [`LanguageNotIncluded`] when the crate was built without the language.
pub fn role_card(
    role: Role,
    as_of: Date,
    sector: Option<Sector>,
    guidelines: &[Id],
    lang: Lang,
) -> Result<RoleCard, LanguageNotIncluded> {
    let table = table(lang)?;
    let record = workplace(sector, guidelines);
    let options = Options::default();
    let mut groups: Vec<CardGroup> = Vec::new();
    let mut placed: Vec<(CardGroupKind, Topic, EntryView)> = Vec::new();
    for (norm, version) in in_force(as_of) {
        if let Some(group) = group(role, norm, version)
            && can_apply(version, &record, as_of, &options)
        {
            placed.push((group, norm.topic, entry(norm, version, as_of, lang)));
        }
    }
    for &kind in CardGroupKind::ALL {
        // The heaviest first, and what is about one thing together.
        let weights = [Weight::Binding, Weight::Agreed, Weight::GoodPractice, Weight::Information];
        let mut entries = Vec::new();
        for weight in weights {
            for &about in Topic::ALL {
                for (group, topic, entry) in &placed {
                    if *group == kind && *topic == about && entry.weight == weight {
                        entries.push(entry.clone());
                    }
                }
            }
        }
        if !entries.is_empty() {
            groups.push(CardGroup { group: kind, label: table.label(kind.label()).to_owned(), entries });
        }
    }
    let about = knowledge()
        .iter()
        .filter(|one| matches!(one.kind, Detail::RoleDescription { role: of } if of == role))
        .filter(|one| {
            let holds = |id: &String| {
                let is_guideline = law::source(id).is_some_and(|source| source.kind == SourceKind::Guideline);
                !is_guideline || guidelines.iter().any(|adopted| adopted.as_str() == id)
            };
            one.sources.iter().all(holds)
        })
        .filter_map(|one| one.text(lang).ok().map(str::to_owned));
    Ok(RoleCard { role, label: table.label(role.label()).to_owned(), as_of, about: about.collect(), groups })
}

/// A workplace of which only this is known.
fn workplace(sector: Option<Sector>, guidelines: &[Id]) -> Record {
    let adopted = guidelines.iter().map(|id| Adoption { guideline: id.clone(), from: Date::MIN, to: None });
    let workplace = Workplace { sector, guidelines: Some(adopted.collect()), ..Workplace::default() };
    let covers = crate::record::Coverage { from: Date::MIN, to: Date::MAX };
    Record { covers: Some(covers), workplace: Some(workplace), ..Record::default() }
}

/// Whether the version may apply there, as far as is known.
fn can_apply(version: &Version, record: &Record, as_of: Date, options: &Options) -> bool {
    let facts = Facts {
        record,
        as_of,
        options,
        version: Period { from: version.from, to: version.to },
        applies_from: None,
        since: None,
        shows_union_offices: true,
    };
    version.condition().is_none_or(|condition| condition.decide(&facts).truth != Truth::False)
}

/// Where the norm stands on the role's card; nowhere when it is not the role's.
fn group(role: Role, norm: &Norm, version: &Version) -> Option<CardGroupKind> {
    use CardGroupKind as G;
    let is_in = |roles: &[Role]| roles.iter().any(|&one| role.is_part_of(one));
    if let Some((from, to)) = tells(norm, version) {
        if is_in(&from) {
            return Some(G::Tells);
        }
        if is_in(&to) {
            return Some(G::Told);
        }
    }
    // What the undertaking must do is the employer's to see to. What somebody owes a role is not that role's,
    // also when it is a special case of who owes it.
    let is_addressed = norm.toward.contains(&role) && !norm.bearers.contains(&role);
    let of_undertaking = role == Role::Employer && norm.bearers.contains(&Role::Enterprise);
    if (is_in(&norm.bearers) && !is_addressed) || of_undertaking {
        return Some(match (norm.topic, version.modality) {
            (_, Modality::Information) => G::Information,
            (_, Modality::Right | Modality::Power) => G::Rights,
            (Topic::Meetings, _) => G::Meetings,
            (_, Modality::Should | Modality::May) => G::Advice,
            // A "shall" in a guide binds nobody.
            _ if version.weight() == Weight::GoodPractice => G::Advice,
            _ => G::Duties,
        });
    }
    // A manager follows people up for the employer, and is owed what they owe the employer in it.
    let for_employer = |roles: &[Role]| {
        role == Role::LineManager
            && norm.sensitivity == Sensitivity::Person
            && roles.contains(&Role::Employer)
    };
    if for_employer(&norm.bearers) {
        return Some(G::OnBehalf);
    }
    if !is_in(&norm.toward) && !for_employer(&norm.toward) {
        return None;
    }
    match version.modality {
        Modality::Duty | Modality::Prohibition => Some(G::Owed),
        Modality::Information => Some(G::Information),
        _ => None,
    }
}
