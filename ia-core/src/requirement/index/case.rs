//! When what is told of a person's sick leave began: with the case, or with a stretch of absence before it.

use super::super::{below, entry};
use super::Index;
use crate::calendar::Date;
use crate::order::ById;
use crate::record::{Absence, first_days};

/// The plan of the stretches of an absence before a case: the first day one was made, and where that is not known.
#[derive(Debug, Clone, Default)]
pub(crate) struct PlanBefore {
    pub(crate) first: Option<Date>,
    pub(crate) open: Option<String>,
}

impl Index<'_> {
    /// The first day of the case at this place, and of the stretches of the same absence before it.
    pub(crate) fn began(&self, place: usize) -> Date {
        let all = self.record.absences.as_deref().unwrap_or_default();
        self.began.get_or_init(|| first_days(all)).get(place).copied().unwrap_or(Date::MAX)
    }

    /// The plan of the stretches before this case, which is one of the record's.
    pub(crate) fn plan_before(&self, case: &Absence) -> PlanBefore {
        let all = self.record.absences.as_deref().unwrap_or_default();
        let found = self.plans_before.get_or_init(|| {
            let mut found = vec![PlanBefore::default(); all.len()];
            for group in ById::new(all, |one| Some((one.person.as_str(), one.from))).groups() {
                let (mut start, mut so_far) = (None, PlanBefore::default());
                for one in group {
                    let (Some(case), Some(before)) = (all.get(one.place), found.get_mut(one.place)) else {
                        continue;
                    };
                    let began = self.began(one.place);
                    if start.replace(began) != Some(began) {
                        so_far = PlanBefore::default();
                    }
                    before.clone_from(&so_far);
                    match &case.plans {
                        None if so_far.open.is_none() => {
                            so_far.open = Some(below(&entry("/absences", one.place), "plans"));
                        }
                        None => {}
                        Some(plans) => {
                            let made = plans.iter().map(|plan| plan.date);
                            let made = made.filter(|day| (began..=self.as_of).contains(day));
                            so_far.first = so_far.first.into_iter().chain(made).min();
                        }
                    }
                }
            }
            found
        });
        let place = all.iter().position(|one| core::ptr::eq(one, case));
        place.and_then(|place| found.get(place)).cloned().unwrap_or_default()
    }
}
