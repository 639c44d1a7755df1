use super::Id;
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
    }
}

impl Office {
    /// Whether the term covers the day.
    pub(crate) fn on(&self, day: Date) -> bool {
        self.from <= day && self.to.is_none_or(|to| day <= to)
    }
}
