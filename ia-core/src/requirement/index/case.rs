//! When what is told of a person's sick leave began: with the case, or with a stretch of absence before it.

use super::super::{below, entry};
use super::Index;
use crate::calendar::Date;
use crate::order::ById;
use crate::record::first_days;
use crate::role::Role;

/// The plan of the stretches of an absence before a case.
#[derive(Debug, Clone, Default)]
pub(crate) struct PlanBefore {
    /// The first day one was made.
    pub(crate) made: Option<Date>,
    /// The first day one was sent to the sick note issuer.
    pub(crate) sent: Option<Date>,
    /// Where it would say whether one was made.
    pub(crate) made_open: Option<String>,
    /// Where it would say whether one was sent.
    pub(crate) sent_open: Option<String>,
}

impl Index<'_> {
    /// The first day of the case at this place, and of the stretches of the same absence before it.
    pub(crate) fn began(&self, place: usize) -> Date {
        let all = self.record.absences.as_deref().unwrap_or_default();
        self.began.get_or_init(|| first_days(all)).get(place).copied().unwrap_or(Date::MAX)
    }

    /// The plan of the stretches before the case at this place.
    pub(crate) fn plan_before(&self, place: usize) -> PlanBefore {
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
                    let at = below(&entry("/absences", one.place), "plans");
                    let Some(plans) = &case.plans else {
                        so_far.made_open.get_or_insert_with(|| at.clone());
                        so_far.sent_open.get_or_insert(at);
                        continue;
                    };
                    let counts = |day: &Date| (began..=self.as_of).contains(day);
                    for (nth, plan) in plans.iter().enumerate().filter(|(_, plan)| counts(&plan.date)) {
                        so_far.made = so_far.made.into_iter().chain([plan.date]).min();
                        match &plan.sent {
                            None => {
                                so_far.sent_open.get_or_insert_with(|| format!("{at}/{nth}/sent"));
                            }
                            Some(sent) => {
                                let sent = sent
                                    .iter()
                                    .filter(|one| one.role.stands_for_in_case(Role::SickNoteIssuer));
                                let sent =
                                    sent.map(|one| one.date).filter(|day| counts(day) && *day >= plan.date);
                                so_far.sent = so_far.sent.into_iter().chain(sent).min();
                            }
                        }
                    }
                }
            }
            found
        });
        found.get(place).cloned().unwrap_or_default()
    }
}
