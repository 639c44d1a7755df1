//! Who takes part: the parties, those around them, and how they stand to each other.

use crate::code::{Code, codes};

codes! {
    /// A party or another actor in the cooperation.
    ///
    /// What a role is called in each language stands in the glossary; how roles relate in [`Role::relations`].
    pub enum Role as "role" {
        /// The employer, also whoever runs the undertaking in the employer's place (aml § 1-8 (2)).
        #[doc(alias = "arbeidsgiver")]
        Employer = "employer",
        /// The employer's side, at any level.
        #[doc(alias = "ledelse")]
        Management = "management",
        /// The manager with personnel responsibility, who exercises the employer's duties in the unit.
        #[doc(alias = "linjeleder")]
        LineManager = "line_manager",
        /// An employee who leads or checks the work of others from day to day.
        #[doc(alias = "arbeidsleder")]
        Supervisor = "supervisor",
        /// A group of managers.
        #[doc(alias = "ledergruppe")]
        ManagementGroup = "management_group",
        /// The undertaking as a whole.
        #[doc(alias = "virksomhet")]
        Enterprise = "enterprise",
        /// An undertaking with its own cooperation agreement under the IA agreement, until 2018-12-31.
        #[doc(alias = "IA-virksomhet")]
        IaEnterprise = "ia_enterprise",
        /// An employee.
        #[doc(alias = "arbeidstaker")]
        Employee = "employee",
        /// An employee on sick leave.
        #[doc(alias = "sykmeldt")]
        SickListedEmployee = "sick_listed_employee",
        /// Whoever the employees chose to represent them; in the act wider than a union's representative.
        #[doc(alias = "tillitsvalgt")]
        ElectedRepresentative = "elected_representative",
        /// An elected representative of a trade union.
        #[doc(alias = "plasstillitsvalgt")]
        UnionRepresentative = "union_representative",
        /// The employees' representative in working environment matters.
        #[doc(alias = "verneombud")]
        SafetyRepresentative = "safety_representative",
        /// The safety representative's deputy.
        #[doc(alias = "vara-verneombud")]
        DeputySafetyRepresentative = "deputy_safety_representative",
        /// Coordinates the safety representatives.
        #[doc(alias = "hovedverneombud")]
        ChiefSafetyRepresentative = "chief_safety_representative",
        /// The committee of employer, employees and occupational health service (aml chapter 7).
        #[doc(alias = "arbeidsmiljøutvalg")]
        WorkingEnvironmentCommittee = "working_environment_committee",
        /// A unit's own committee for health, environment and safety.
        #[doc(alias = "HMS-utvalg")]
        HseCommittee = "hse_committee",
        /// A governing body of the undertaking.
        #[doc(alias = "styrende organ")]
        GoverningBody = "governing_body",
        /// The occupational health service.
        #[doc(alias = "bedriftshelsetjeneste")]
        OccupationalHealthService = "occupational_health_service",
        /// The employee's general practitioner.
        #[doc(alias = "fastlege")]
        GeneralPractitioner = "general_practitioner",
        /// The health professional responsible for granting sick leave.
        #[doc(alias = "sykmelder")]
        SickNoteIssuer = "sick_note_issuer",
        /// A unit's coordinator for health, environment and safety.
        #[doc(alias = "HMS-koordinator")]
        HseCoordinator = "hse_coordinator",
        /// A unit's contact for premises.
        #[doc(alias = "arealkontakt")]
        FacilityContact = "facility_contact",
        /// Others with tasks in health, environment and safety.
        OtherHseRole = "other_hse_role",
        /// Employer's side, elected and safety representatives at the workplace.
        #[doc(alias = "partene")]
        LocalParties = "local_parties",
        /// The local parties and every employee.
        AllParties = "all_parties",
        /// Employer and employee organisations at national level.
        #[doc(alias = "partene i arbeidslivet")]
        SocialPartners = "social_partners",
        /// The main organisations of employers and employees.
        #[doc(alias = "hovedorganisasjonene")]
        MainOrganisations = "main_organisations",
        /// The parties in the municipal sector.
        MunicipalSectorPartners = "municipal_sector_partners",
        /// An employers' organisation.
        #[doc(alias = "arbeidsgiverorganisasjon")]
        EmployerOrganisation = "employer_organisation",
        /// An employees' organisation.
        #[doc(alias = "arbeidstakerorganisasjon")]
        EmployeeOrganisation = "employee_organisation",
        /// The Labour and Welfare Service.
        #[doc(alias = "Arbeids- og velferdsetaten")]
        Nav = "nav",
        /// Nav's working life centre.
        #[doc(alias = "arbeidslivssenter")]
        NavWorkingLifeCentre = "nav_working_life_centre",
        /// The Norwegian Labour Inspection Authority.
        #[doc(alias = "Arbeidstilsynet")]
        LabourInspectorate = "labour_inspectorate",
        /// Public authorities.
        #[doc(alias = "myndighetene")]
        Authorities = "authorities",
        /// The ministry in charge of the act.
        #[doc(alias = "departementet")]
        Ministry = "ministry",
        /// The service that runs the IA agreement's web site.
        #[doc(alias = "Idébanken")]
        Idebanken = "idebanken",
        /// A programme that carries out staff surveys.
        SurveyProgramme = "survey_programme",
        /// The undertaking's own contact person at Nav's working life centre, under an IA enterprise agreement (external).
        IaContactPerson = "ia_contact_person",
    }

    /// How one role stands to another.
    pub enum RelationKind as "relation" {
        /// Is a special case of it, and counts as it.
        IsA = "is_a",
        /// Exercises its duties on its behalf.
        ExercisesDutiesOf = "exercises_duties_of",
        /// Speaks for it.
        Represents = "represents",
        /// Is elected by it.
        ElectedBy = "elected_by",
        /// Is, or may be, appointed by it.
        AppointedBy = "appointed_by",
        /// Acts in its absence.
        DeputyOf = "deputy_of",
        /// Coordinates those who hold it.
        ChiefOf = "chief_of",
        /// Has it among its members.
        HasMember = "has_member",
    }

    /// Whether a role belongs to the undertaking.
    pub enum Standing as "standing" {
        /// Part of the undertaking.
        Internal = "internal",
        /// Outside it.
        External = "external",
    }
}

/// A relation from one role to another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
pub struct Relation {
    /// Who.
    pub from: Role,
    /// Stands how.
    pub kind: RelationKind,
    /// To whom.
    pub to: Role,
}

const fn relation(from: Role, kind: RelationKind, to: Role) -> Relation {
    Relation { from, kind, to }
}

/// Every relation. Elections and appointments: aml § 6-1, FOR-2011-12-06-1355 §§ 3-2, 3-5 and 3-7;
/// who exercises the employer's duties: aml § 1-8 (2) and § 2-3 (3).
pub const RELATIONS: &[Relation] = {
    use RelationKind as K;
    use Role as R;
    &[
        relation(R::LineManager, K::IsA, R::Management),
        relation(R::LineManager, K::ExercisesDutiesOf, R::Employer),
        relation(R::Management, K::Represents, R::Employer),
        relation(R::Employer, K::IsA, R::Management),
        relation(R::ManagementGroup, K::IsA, R::Management),
        relation(R::ManagementGroup, K::HasMember, R::LineManager),
        relation(R::Supervisor, K::IsA, R::Employee),
        relation(R::SickListedEmployee, K::IsA, R::Employee),
        relation(R::IaEnterprise, K::IsA, R::Enterprise),
        relation(R::UnionRepresentative, K::IsA, R::ElectedRepresentative),
        relation(R::ElectedRepresentative, K::ElectedBy, R::Employee),
        relation(R::ElectedRepresentative, K::Represents, R::Employee),
        relation(R::UnionRepresentative, K::ElectedBy, R::EmployeeOrganisation),
        relation(R::SafetyRepresentative, K::ElectedBy, R::Employee),
        relation(R::SafetyRepresentative, K::AppointedBy, R::EmployeeOrganisation),
        relation(R::SafetyRepresentative, K::Represents, R::Employee),
        relation(R::DeputySafetyRepresentative, K::DeputyOf, R::SafetyRepresentative),
        relation(R::DeputySafetyRepresentative, K::ElectedBy, R::Employee),
        relation(R::ChiefSafetyRepresentative, K::IsA, R::SafetyRepresentative),
        relation(R::ChiefSafetyRepresentative, K::ChiefOf, R::SafetyRepresentative),
        relation(R::ChiefSafetyRepresentative, K::AppointedBy, R::EmployeeOrganisation),
        relation(R::ChiefSafetyRepresentative, K::ElectedBy, R::SafetyRepresentative),
        relation(R::WorkingEnvironmentCommittee, K::HasMember, R::Employer),
        relation(R::WorkingEnvironmentCommittee, K::HasMember, R::Employee),
        relation(R::WorkingEnvironmentCommittee, K::HasMember, R::ChiefSafetyRepresentative),
        relation(R::WorkingEnvironmentCommittee, K::HasMember, R::OccupationalHealthService),
        relation(R::LocalParties, K::HasMember, R::Management),
        relation(R::LocalParties, K::HasMember, R::ElectedRepresentative),
        relation(R::LocalParties, K::HasMember, R::SafetyRepresentative),
        relation(R::AllParties, K::HasMember, R::LocalParties),
        relation(R::AllParties, K::HasMember, R::Employee),
        relation(R::NavWorkingLifeCentre, K::IsA, R::Nav),
        relation(R::Nav, K::IsA, R::Authorities),
        relation(R::LabourInspectorate, K::IsA, R::Authorities),
        relation(R::Ministry, K::IsA, R::Authorities),
        relation(R::GeneralPractitioner, K::IsA, R::SickNoteIssuer),
        relation(R::SocialPartners, K::HasMember, R::MainOrganisations),
        relation(R::SocialPartners, K::HasMember, R::EmployerOrganisation),
        relation(R::SocialPartners, K::HasMember, R::EmployeeOrganisation),
        relation(R::MunicipalSectorPartners, K::IsA, R::SocialPartners),
    ]
};

/// Which role stands in a relation to which, directly or through others: a set of roles for each.
struct Closure([u64; Closure::ROLES]);

const IS: Closure = Closure::SELF.through(RelationKind::IsA);
const STANDS_FOR: Closure = Closure::SELF
    .through(RelationKind::IsA)
    .through(RelationKind::ExercisesDutiesOf)
    .through(RelationKind::DeputyOf)
    .through(RelationKind::IsA);
const CONCERNED_BY: Closure = STANDS_FOR.through_members();
const PART_OF: Closure = IS.through_members();

#[expect(clippy::arithmetic_side_effects, clippy::indexing_slicing, reason = "worked out when compiled")]
impl Closure {
    const ROLES: usize = <Role as Code>::ALL.len();

    const SELF: Self = {
        let mut sets = [0; Self::ROLES];
        let mut role = 0;
        while role < Self::ROLES {
            sets[role] = 1 << role;
            role += 1;
        }
        Self(sets)
    };

    /// What holds of the role that a relation leads to holds of the role that it leads from.
    const fn through(mut self, kind: RelationKind) -> Self {
        let mut round = 0;
        while round < Self::ROLES {
            let mut nth = 0;
            while nth < RELATIONS.len() {
                if RELATIONS[nth].kind as u8 == kind as u8 {
                    self.0[RELATIONS[nth].from as usize] |= self.0[RELATIONS[nth].to as usize];
                }
                nth += 1;
            }
            round += 1;
        }
        self
    }

    /// Whoever is concerned by a member is concerned by the group.
    const fn through_members(mut self) -> Self {
        let mut round = 0;
        while round < Self::ROLES {
            let mut nth = 0;
            while nth < RELATIONS.len() {
                // A body acts for itself; a party acts through its members.
                let is_body = matches!(RELATIONS[nth].from, Role::WorkingEnvironmentCommittee);
                if RELATIONS[nth].kind as u8 == RelationKind::HasMember as u8 && !is_body {
                    let mut role = 0;
                    while role < Self::ROLES {
                        if self.0[role] & (1 << RELATIONS[nth].to as usize) != 0 {
                            self.0[role] |= 1 << RELATIONS[nth].from as usize;
                        }
                        role += 1;
                    }
                }
                nth += 1;
            }
            round += 1;
        }
        self
    }

    const fn holds(&self, from: Role, to: Role) -> bool {
        self.0[from as usize] & (1 << to as usize) != 0
    }
}

impl Role {
    /// This role's relations to others.
    pub fn relations(self) -> impl Iterator<Item = Relation> {
        RELATIONS.iter().copied().filter(move |relation| relation.from == self)
    }

    /// Whether the role is the other, or a special case of it.
    pub fn is(self, wanted: Self) -> bool {
        IS.holds(self, wanted)
    }

    /// Whether the role is the other, a special case of it, or a member of the group it is.
    pub fn is_part_of(self, wanted: Self) -> bool {
        PART_OF.holds(self, wanted)
    }

    /// Whether presence of this role counts as presence of `wanted`: the same, a special case of it,
    /// whoever exercises its duties, or its deputy.
    pub fn stands_for(self, wanted: Self) -> bool {
        STANDS_FOR.holds(self, wanted)
    }

    /// The same in one person's case. There an employee is the person it is about, noted as an employee or as
    /// one on sick leave, and nobody else, whatever else that one is.
    pub fn stands_for_in_case(self, wanted: Self) -> bool {
        let is_person = |role| matches!(role, Self::Employee | Self::SickListedEmployee);
        if is_person(wanted) { is_person(self) } else { self.stands_for(wanted) }
    }

    /// Whether a norm that binds or addresses `named` is a matter for this role: it stands for it, or
    /// `named` is a group that holds it. The undertaking is a matter for the employer's side.
    pub fn is_concerned_by(self, named: Self) -> bool {
        CONCERNED_BY.holds(self, named) || (named == Self::Enterprise && self.is_employer_side())
    }

    /// Whether the role acts for the employer.
    pub fn is_employer_side(self) -> bool {
        self.stands_for(Self::Management)
    }

    /// Whether what the role owes is its own and not the workplace's: an employee's, or somebody's outside.
    pub fn is_another(self) -> bool {
        matches!(self, Self::Employee | Self::SickListedEmployee) || self.standing() == Standing::External
    }

    /// Part of the undertaking, or outside it.
    pub fn standing(self) -> Standing {
        match self {
            Self::OccupationalHealthService
            | Self::GeneralPractitioner
            | Self::SickNoteIssuer
            | Self::SocialPartners
            | Self::MainOrganisations
            | Self::MunicipalSectorPartners
            | Self::EmployerOrganisation
            | Self::EmployeeOrganisation
            | Self::Nav
            | Self::NavWorkingLifeCentre
            | Self::IaContactPerson
            | Self::LabourInspectorate
            | Self::Authorities
            | Self::Ministry
            | Self::Idebanken
            | Self::SurveyProgramme => Standing::External,
            _ => Standing::Internal,
        }
    }

    /// Whether somebody in the role is on sick leave: acts and answers in it tell that there is such a person.
    pub fn is_of_a_case(self) -> bool {
        self.is(Self::SickListedEmployee)
    }

    /// Whether holding the office reveals membership of a trade union (GDPR article 9). True of an
    /// elected representative, not of a safety representative. What is judged of one holder is shown to fewer; that
    /// the employees have elected somebody at all says nothing of a union.
    pub fn reveals_union_membership(self) -> bool {
        self.stands_for(Self::ElectedRepresentative)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn presence_counts_by_relation() {
        use Role as R;
        assert!(R::LineManager.stands_for(R::Management));
        assert!(R::LineManager.stands_for(R::Employer));
        assert!(R::DeputySafetyRepresentative.stands_for(R::SafetyRepresentative));
        assert!(R::ChiefSafetyRepresentative.stands_for(R::SafetyRepresentative));
        assert!(R::UnionRepresentative.stands_for(R::ElectedRepresentative));
        assert!(!R::ElectedRepresentative.stands_for(R::UnionRepresentative));
        assert!(!R::SafetyRepresentative.stands_for(R::ElectedRepresentative));
        assert!(!R::Employee.stands_for(R::SafetyRepresentative));
        assert!(!R::Supervisor.stands_for(R::Employer));
    }

    #[test]
    fn only_an_elected_representatives_office_reveals_membership() {
        let sensitive: Vec<Role> =
            Role::ALL.iter().copied().filter(|role| role.reveals_union_membership()).collect();
        assert_eq!(sensitive, [Role::ElectedRepresentative, Role::UnionRepresentative]);
    }

    #[test]
    fn one_role_answers_for_the_employer_never_two() {
        let exercising: Vec<Role> = RELATIONS
            .iter()
            .filter(|relation| relation.kind == RelationKind::ExercisesDutiesOf)
            .map(|relation| relation.from)
            .collect();
        assert_eq!(exercising, [Role::LineManager]);
    }

    #[test]
    fn a_group_concerns_its_members() {
        assert!(Role::SafetyRepresentative.is_concerned_by(Role::LocalParties));
        assert!(Role::Employee.is_concerned_by(Role::AllParties));
        assert!(Role::LineManager.is_concerned_by(Role::Enterprise));
        assert!(!Role::Employee.is_concerned_by(Role::LocalParties));
    }
}
