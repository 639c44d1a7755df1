use super::Finding;
use crate::catalogue::Sensitivity;
use crate::record::Id;
use crate::requirement::{Fact, Subject};
use crate::role::Role;

/// Who looks: a role, and which person. What may be shown follows from both, and from nothing else.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct View {
    /// The role.
    pub role: Role,
    /// The person, by opaque id. A line manager sees the cases that name that manager, an employee the cases of
    /// that person. Without an id neither sees a case. A case that names no manager is no line manager's.
    pub person: Option<Id>,
}

impl From<Role> for View {
    fn from(role: Role) -> Self {
        Self { role, person: None }
    }
}

/// Whose cases a viewer sees.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Cases<'v> {
    /// Every case.
    All,
    /// Cases that name this manager.
    OfManager(&'v str),
    /// Cases of this person.
    OfPerson(&'v str),
    /// No case.
    None,
}

impl Cases<'_> {
    /// Whether the case of this person, followed up by this manager, is among them.
    pub(crate) fn hold(self, person: Option<&str>, manager: Option<&str>) -> bool {
        match self {
            Self::All => true,
            Self::OfManager(viewer) => manager == Some(viewer),
            Self::OfPerson(viewer) => person == Some(viewer),
            Self::None => false,
        }
    }
}

impl View {
    /// Whose cases this viewer sees: never a safety representative, an elected representative or a colleague.
    pub(crate) fn cases(&self) -> Cases<'_> {
        match (self.role, &self.person) {
            (Role::LineManager, Some(viewer)) => Cases::OfManager(viewer.as_str()),
            (Role::Employee | Role::SickListedEmployee, Some(viewer)) => Cases::OfPerson(viewer.as_str()),
            (Role::LineManager, None) => Cases::None,
            (role, _) if role.is_employer_side() => Cases::All,
            _ => Cases::None,
        }
    }

    /// Whether a manager is not named, and would see cases otherwise.
    pub(crate) fn lacks_person(&self) -> bool {
        self.role == Role::LineManager && self.person.is_none()
    }

    /// Whether the viewer may know whether there are cases at all among those that it sees.
    pub(crate) fn knows_of_cases(&self) -> bool {
        self.role.is_employer_side() || self.cases() != Cases::None
    }

    /// Whether one person's case may be shown.
    pub fn may_see_case(&self, subject: &Subject) -> bool {
        self.cases().hold(Some(subject.person.as_str()), subject.manager.as_ref().map(Id::as_str))
    }

    /// Whether the finding may be shown.
    pub fn may_see(&self, finding: &Finding<'_>) -> bool {
        match finding.norm.sensitivity {
            Sensitivity::None => finding.subject.as_ref().is_none_or(|subject| self.may_see_case(subject)),
            Sensitivity::Union => self.may_see_union_offices(),
            Sensitivity::Person => match &finding.subject {
                // What people answered or what is open across all cases is the employer's.
                None => self.role.is_employer_side(),
                Some(subject) => self.may_see_case(subject),
            },
        }
    }

    /// Whether anything about a norm of this sensitivity may be shown that is about no single case.
    pub(crate) fn may_see_norm(&self, sensitivity: Sensitivity) -> bool {
        match sensitivity {
            Sensitivity::None => true,
            Sensitivity::Union => self.may_see_union_offices(),
            Sensitivity::Person => self.knows_of_cases(),
        }
    }

    /// Whether holders of offices that reveal membership of a trade union may be shown one by one.
    pub(crate) fn may_see_union_offices(&self) -> bool {
        self.role.is_employer_side() || self.role.reveals_union_membership()
    }

    /// Whether holders of offices may be named, by opaque id: the same ids stand in cases.
    pub(crate) fn may_see_names(&self) -> bool {
        self.cases() == Cases::All
    }

    /// Whether figures about fewer people than [`SMALLEST_GROUP`](super::withhold::SMALLEST_GROUP) may be shown.
    pub(crate) fn may_see_small_groups(&self) -> bool {
        self.role.is_employer_side()
    }

    /// Whether what somebody did, answered or was told in this role may be shown: of a person on sick leave it tells
    /// that there is one.
    pub(crate) fn may_see_act_of(&self, role: Role) -> bool {
        !role.is_of_a_case() || self.cases() == Cases::All || self.role == role
    }

    /// Whether the finding is about what others owe: not the workplace, and not this role.
    pub(crate) fn is_of_others(view: Option<&Self>, finding: &Finding<'_>) -> bool {
        finding.norm.is_of_others() && !view.is_some_and(|view| view.is_theirs(finding))
    }

    /// Whether the finding is this role's to act on.
    pub fn is_theirs(&self, finding: &Finding<'_>) -> bool {
        finding.norm.bearers.iter().any(|&bearer| self.role.is_concerned_by(bearer))
    }

    /// Whether the role can be asked for a fact of the record. Facts about cases are the employer's to give.
    pub(super) fn can_give(&self, fact: Fact) -> bool {
        self.role.is_employer_side()
            || (!fact.is_about_a_person()
                && (self.role.stands_for(Role::SafetyRepresentative) || self.role.reveals_union_membership()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::code::Code;

    /// Facts about one person's sick leave are the employer's to give; other facts are the representatives' too.
    #[test]
    fn representatives_give_facts_about_the_workplace_alone() {
        // Every fact of the section `absences` of a record, and no other.
        let about_a_person = |fact: &Fact| {
            let code = fact.code();
            code == "absences" || code.starts_with("case_") || code.starts_with("plan_")
        };
        for role in Role::ALL {
            let view = View::from(*role);
            for fact in Fact::ALL {
                let expected = match role {
                    Role::Employer | Role::LineManager | Role::Management | Role::ManagementGroup => true,
                    Role::SafetyRepresentative
                    | Role::DeputySafetyRepresentative
                    | Role::ChiefSafetyRepresentative
                    | Role::ElectedRepresentative
                    | Role::UnionRepresentative => !about_a_person(fact),
                    _ => false,
                };
                assert_eq!(view.can_give(*fact), expected, "{} {}", role.code(), fact.code());
            }
        }
    }
}
