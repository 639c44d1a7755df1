//! When what is told of a person's sick leave began: with the case, or with a stretch of absence before it.

use super::Index;
use crate::calendar::Date;
use crate::record::first_days;

impl Index<'_> {
    /// The first day of the case at this place, and of the stretches of the same absence before it.
    pub(crate) fn began(&self, place: usize) -> Date {
        let all = self.record.absences.as_deref().unwrap_or_default();
        self.began.get_or_init(|| first_days(all)).get(place).copied().unwrap_or(Date::MAX)
    }
}
