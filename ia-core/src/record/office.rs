use super::{Id, Known};
use crate::calendar::Date;
use crate::json::facts;
use crate::role::Role;

facts! {
    /// A person's term in a role.
    pub struct Office {
        /// The role.
        pub role: Role,
        /// Who, by opaque id.
        pub person: Option<Id>,
        /// The safety area, for those who have one.
        pub area: Option<Id>,
        /// The first day of the term: the day of election or appointment.
        pub from: Date,
        /// The last day, none while it goes on.
        pub to: Option<Date>,
        /// Whose deputy the person is.
        pub deputy_of: Option<Id>,
        /// The terms the office is held on.
        pub terms: Option<OfficeTerms>,
    }

    /// The terms an office is held on.
    pub struct OfficeTerms {
        /// Whether somebody other than the line manager leads the person's work from day to day.
        pub other_supervisor: Option<bool>,
        /// When the person was relieved of ordinary tasks for the office; false when not.
        pub relieved: Option<Known<Date>>,
        /// Whether other tasks were put into time that was set aside for the office.
        pub booked_over: Option<bool>,
        /// Whether the person was refused to leave the workplace for the office.
        pub leave_refused: Option<bool>,
    }
}

impl Office {
    /// Whether the term covers the day.
    pub(crate) fn on(&self, day: Date) -> bool {
        self.from <= day && self.to.is_none_or(|to| day <= to)
    }
}
