use super::Id;
use crate::calendar::Date;
use crate::code::codes;
use crate::json::facts;
use crate::role::Role;

codes! {
    /// A body that the parties sit in.
    pub enum BodyKind as "body_kind" {
        /// The working environment committee.
        #[doc(alias = "AMU")]
        WorkingEnvironmentCommittee = "working_environment_committee",
        /// A unit's committee for health, environment and safety.
        #[doc(alias = "HMS-utvalg")]
        HseCommittee = "hse_committee",
        /// The committee of a municipality for matters between it and its employees.
        #[doc(alias = "administrasjonsutvalg")]
        AdministrationCommittee = "administration_committee",
        /// A committee for an inclusive working life.
        #[doc(alias = "IA-utvalg")]
        IaCommittee = "ia_committee",
    }

    /// Whom a member of a body represents.
    pub enum Side as "side" {
        /// The employer.
        Employer = "employer",
        /// The employees.
        Employees = "employees",
        /// The occupational health service.
        OccupationalHealthService = "occupational_health_service",
    }
}

facts! {
    /// A body of the workplace and who sits in it.
    pub struct Body {
        /// Its kind.
        pub kind: BodyKind,
        /// The first day of this composition.
        pub from: Date,
        /// The last day, none while it sits.
        pub to: Option<Date>,
        /// Who sits in it.
        pub members: Option<Vec<Member>>,
    }

    /// A member of a body.
    pub struct Member {
        /// The role the member has at the workplace.
        pub role: Role,
        /// Whom the member represents.
        pub side: Option<Side>,
        /// Who, by opaque id.
        pub person: Option<Id>,
    }
}

impl Body {
    /// Whether it sits that day.
    pub(crate) fn on(&self, day: Date) -> bool {
        self.from <= day && self.to.is_none_or(|to| day <= to)
    }
}
