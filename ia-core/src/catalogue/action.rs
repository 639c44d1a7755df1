//! At which level a norm is owed, who can know it, where it comes in the order of actions, and when it is breached.
//! `docs/decisions/0019-level-knowers-and-group.md` has the rules and their sources.

use super::{Norm, Sensitivity, Version, Weight, weight};
use crate::code::codes;
use crate::law::SourceKind;
use crate::requirement::{Failing, Failure, LastDay, Requirement, WhoseDay};
use crate::role::Role;

codes! {
    /// Where a norm comes in the order of actions, the first first.
    pub enum Group as "group" {
        /// Life and health are in danger.
        Danger = "danger",
        /// One person's follow-up or protection.
        Person = "person",
        /// Law.
        Binding = "binding",
        /// Agreed or adopted at the workplace.
        Agreed = "agreed",
        /// Good practice.
        GoodPractice = "good_practice",
    }
}

impl Norm {
    /// The roles that can know how it stands, to whom a question about it may be put: those who are asked where a person
    /// judges it, and those that are written. A norm of a local pack that names none is known by its parties.
    pub fn knowers(&self) -> Vec<Role> {
        let asked = self.versions.iter().flat_map(Version::asked);
        let mut knowers: Vec<Role> = Vec::new();
        for &role in asked.chain(&self.written_knowers) {
            if !knowers.contains(&role) {
                knowers.push(role);
            }
        }
        if knowers.is_empty() { [self.bearers.as_slice(), &self.toward].concat() } else { knowers }
    }

    /// Whether the role can know how it stands. The employer stands for whoever exercises its duties.
    pub(crate) fn is_known_to(&self, role: Role) -> bool {
        let knows =
            |knower| role.is_concerned_by(knower) || (knower == Role::Employer && role.is_employer_side());
        self.knowers().into_iter().any(knows)
    }

    /// Where it comes in the order of actions in this version.
    pub fn group(&self, version: &Version) -> Group {
        self.group_by(version, &version.kinds())
    }

    /// The same, by the kinds of the sources that the version rests on.
    pub fn group_by(&self, version: &Version, kinds: &[SourceKind]) -> Group {
        match self.written_group {
            Some(group) => group,
            None if self.sensitivity == Sensitivity::Person => Group::Person,
            None => Group::of(match version.weight_by(kinds) {
                // A right or a power comes where a duty of the same source comes.
                Weight::Information => heaviest(kinds, |kind| weight(kind, super::Modality::Duty)),
                weight => weight,
            }),
        }
    }
}

impl Group {
    const fn of(weight: Weight) -> Self {
        match weight {
            Weight::Binding => Self::Binding,
            Weight::Agreed => Self::Agreed,
            Weight::GoodPractice | Weight::Information => Self::GoodPractice,
        }
    }
}

/// The heaviest of the weights that sources give.
pub(super) fn heaviest(kinds: &[SourceKind], weight: impl Fn(SourceKind) -> Weight) -> Weight {
    kinds.iter().map(|kind| weight(*kind)).max().unwrap_or(Weight::Information)
}

impl Version {
    /// The roles whose answer decides it; none where no person judges it.
    pub fn asked(&self) -> &[Role] {
        self.judges().unwrap_or_default()
    }

    /// Whether a question about it is put to a person, who judges it.
    pub fn is_judged(&self) -> bool {
        self.judges().is_some()
    }

    fn judges(&self) -> Option<&[Role]> {
        match &self.requirement {
            Some(Requirement::Answered(answered)) => Some(&answered.by),
            Some(Requirement::AgreementInPlace(agreement)) => Some(&agreement.by),
            _ => None,
        }
    }

    /// What makes it breached; none where nothing does.
    pub fn breach(&self) -> Option<Failure> {
        self.breach_by(&self.kinds())
    }

    /// The same, by the kinds of the sources that it rests on. A day of ours makes no breach of law.
    pub fn breach_by(&self, kinds: &[SourceKind]) -> Option<Failure> {
        let Failing { failure, by_our_day, .. } = self.requirement.as_ref()?.failing();
        let weight = self.weight_by(kinds);
        let can_be = weight.can_be_breached() && !(by_our_day && weight == Weight::Binding);
        failure.filter(|_| can_be)
    }

    /// The last day on which it can be met in time, with its number, and whose day that is.
    pub fn last_day(&self) -> (LastDay, Option<u16>, WhoseDay) {
        self.last_day_by(&self.kinds())
    }

    /// The same, by the kinds of the sources that it rests on, the main one first.
    pub fn last_day_by(&self, kinds: &[SourceKind]) -> (LastDay, Option<u16>, WhoseDay) {
        let Some(requirement) = &self.requirement else { return (LastDay::None, None, WhoseDay::None) };
        let Failing { last_day, count, .. } = requirement.failing();
        let named = || kinds.first().map_or(WhoseDay::None, |kind| WhoseDay::of(*kind));
        (last_day, count, last_day.whose().unwrap_or_else(named))
    }
}

impl WhoseDay {
    /// Whose a day is that a source of this kind names.
    const fn of(kind: SourceKind) -> Self {
        match kind {
            SourceKind::Statute | SourceKind::Regulation => Self::Act,
            SourceKind::CollectiveAgreement | SourceKind::Agreement | SourceKind::Guideline => {
                Self::Agreement
            }
            SourceKind::Guide | SourceKind::LetterOfIntent => Self::Guidance,
        }
    }
}
