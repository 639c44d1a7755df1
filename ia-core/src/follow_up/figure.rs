//! A figure of the law on a day.

use crate::calendar::Date;
use crate::law::{self, LawError};

/// The figure `name` of a provision in the version in force on the day.
pub(super) fn figure(day: Date, provision: &str, name: &str) -> Result<u16, LawError> {
    law::at(day).provision(provision)?.number(name).ok_or(LawError::Unknown)
}
