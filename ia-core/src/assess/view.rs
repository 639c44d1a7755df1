use super::{Assessment, Finding};
use crate::catalogue::Sensitivity;
use crate::record::Id;
use crate::requirement::{Fact, Subject};
use crate::role::Role;

/// Who looks: a role, and for those who see cases, which person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct View {
    /// The role.
    pub role: Role,
    /// The person, by opaque id. An employee sees a case only as the person it is about. A line manager
    /// with an id sees the cases that name that manager; without one, every case in the record.
    pub person: Option<Id>,
}

impl From<Role> for View {
    fn from(role: Role) -> Self {
        Self { role, person: None }
    }
}

impl View {
    /// Whether the finding may be shown. One person's case is for the employer's side and that person:
    /// never for safety representatives, elected representatives or colleagues.
    pub fn may_see(&self, finding: &Finding<'_>) -> bool {
        match finding.norm.sensitivity {
            Sensitivity::None => true,
            Sensitivity::Union => self.role.is_employer_side() || self.role.reveals_union_membership(),
            Sensitivity::Person => match &finding.subject {
                // What people answered or what is open across all cases is the employer's.
                None => self.role.is_employer_side(),
                Some(subject) => self.may_see_case(subject),
            },
        }
    }

    /// Whether one person's case may be shown.
    pub fn may_see_case(&self, subject: &Subject) -> bool {
        if self.role.is_employer_side() {
            return match (&self.person, &subject.manager) {
                (Some(viewer), Some(manager)) if self.role == Role::LineManager => viewer == manager,
                _ => true,
            };
        }
        matches!(self.role, Role::Employee | Role::SickListedEmployee)
            && self.person.as_ref() == Some(&subject.person)
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

impl Assessment<'_> {
    /// What this viewer may see, in the same order. Totals and due list follow from what is left.
    #[must_use]
    pub fn for_role(&self, view: impl Into<View>) -> Self {
        let view = view.into();
        let findings = self.findings.iter().filter(|finding| view.may_see(finding)).cloned().collect();
        Self { as_of: self.as_of, options: self.options, findings }
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
