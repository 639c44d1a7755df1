use super::{Id, Known};
use crate::calendar::Date;
use crate::code::codes;
use crate::json::facts;
use crate::role::Role;

codes! {
    /// A dimension of the working environment.
    pub enum Dimension as "dimension" {
        /// Physical.
        Physical = "physical",
        /// Psychosocial.
        Psychosocial = "psychosocial",
        /// Organisational.
        Organisational = "organisational",
    }

    /// What changes at the workplace.
    pub enum ChangeKind as "change_kind" {
        /// Reorganisation.
        Reorganisation = "reorganisation",
        /// Moving, building or rebuilding.
        Premises = "premises",
        /// New equipment or technology.
        Technology = "technology",
        /// New working hours or rosters.
        WorkingHours = "working_hours",
        /// Fewer or more people.
        Staffing = "staffing",
        /// Something else that matters for the working environment.
        Other = "other",
    }

    /// A place in the hierarchy of controls, the strongest first.
    pub enum Control as "control" {
        /// Removes the hazard.
        Eliminate = "eliminate",
        /// Replaces it.
        Substitute = "substitute",
        /// Keeps people from it by technical means.
        Engineering = "engineering",
        /// Changes how work is organised.
        Organisational = "organisational",
        /// Protects the person.
        Personal = "personal",
    }

    /// Whom a measure is aimed at.
    pub enum MeasureLevel as "measure_level" {
        /// The organisation.
        Organisation = "organisation",
        /// A group.
        Group = "group",
        /// One person.
        Individual = "individual",
    }
}

facts! {
    /// A risk assessment.
    pub struct RiskAssessment {
        /// Its id.
        pub id: Option<Id>,
        /// The day it was finished.
        pub date: Date,
        /// The dimensions it covers.
        pub dimensions: Vec<Dimension>,
        /// The change it is about, by id; false when it is about no change.
        pub change: Option<Known<Id>>,
        /// Which roles took part.
        pub with: Option<Vec<Role>>,
    }

    /// A change at the workplace that matters for the working environment.
    pub struct Change {
        /// Its id.
        pub id: Id,
        /// Its kind.
        pub kind: ChangeKind,
        /// The day planning began.
        pub planned: Date,
        /// The day it was or is to be carried out; false while no day is set. A change that was given up is
        /// no entry.
        pub carried_out: Option<Known<Date>>,
        /// The safety area it touches; none when the whole workplace.
        pub area: Option<Id>,
    }

    /// A measure against a risk.
    pub struct Measure {
        /// Its id.
        pub id: Id,
        /// The day it was decided.
        pub decided: Date,
        /// Who carries it out; false when nobody is named.
        pub owner: Option<Known<Role>>,
        /// By when; false when no day is set.
        pub due: Option<Known<Date>>,
        /// When it was carried out; false when it is not.
        pub done: Option<Known<Date>>,
        /// When its effect was evaluated; false when it was not.
        pub evaluated: Option<Known<Date>>,
        /// Which roles took part in designing it.
        pub with: Option<Vec<Role>>,
        /// The risk assessment it answers, by id.
        pub risk: Option<Id>,
        /// Its place in the hierarchy of controls.
        pub control: Option<Control>,
        /// Whom it is aimed at.
        pub level: Option<MeasureLevel>,
    }
}
