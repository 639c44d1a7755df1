use super::{Id, Known, RoleDate};
use crate::calendar::Date;
use crate::json::facts;
use crate::role::Role;

facts! {
    /// A matter of the working environment that somebody has raised. What it is about is not noted.
    pub struct Matter {
        /// Its id.
        pub id: Id,
        /// The day it was raised with the nearest manager.
        pub date: Date,
        /// The safety areas it touches.
        pub areas: Option<Vec<Id>>,
        /// When it was solved; false when it is not.
        pub solved: Option<Known<Date>>,
        /// To whom it was taken further, and when.
        pub taken_to: Option<Vec<RoleDate>>,
        /// Which role handles it on the employees' side.
        pub handled_by: Option<Role>,
    }
}
