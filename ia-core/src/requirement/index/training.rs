//! Who has had training on a topic, and when first.

use super::Index;
use crate::calendar::Date;
use crate::code::Code as _;
use crate::order::ById;
use crate::record::{Id, Office, Training, TrainingTopic};
use crate::role::Role;

/// The training on one topic up to the day.
pub(super) struct OfTopic<'r> {
    /// By person.
    named: ById<'r>,
    /// For each role.
    roles: Vec<OfRole>,
}

/// Training noted for a role, by place.
#[derive(Clone, Default)]
struct OfRole {
    /// The first noted for no person, in time, and its day.
    earliest_unnamed: Option<(Date, usize)>,
    /// The first noted for no person, in the list.
    first_unnamed: Option<usize>,
    /// The first noted for a person, in the list.
    first_named: Option<usize>,
}

/// What is known of the training of somebody in office.
pub(crate) enum Trained {
    /// Done; the first in time.
    Done(usize),
    /// There is training that may be that person's.
    Perhaps(usize),
    /// None.
    No,
}

impl<'r> Index<'r> {
    /// The training of somebody in office on one of these topics.
    pub(crate) fn trained(&self, office: &Office, topics: &[TrainingTopic]) -> Trained {
        let mut done: Option<(Date, usize)> = None;
        let mut perhaps: Option<usize> = None;
        for topic in TrainingTopic::ALL.iter().filter(|topic| topics.contains(topic)) {
            let Some(of_topic) = self.of_topic(*topic) else { continue };
            let of_role = of_topic.roles.get(office.role.place()).cloned().unwrap_or_default();
            let (own, open) = if let Some(person) = &office.person {
                let first = of_topic.named.of(person.as_str()).first();
                (first.map(|one| (one.day, one.place)), of_role.first_unnamed)
            } else {
                // Noted for the role alone, it is the only holder's when it was taken in the term.
                let own = of_role
                    .earliest_unnamed
                    .filter(|(day, _)| *day >= office.from && self.number_of_holders(office.role).1 == 1);
                (own, of_role.first_named.or(of_role.first_unnamed))
            };
            done = done.into_iter().chain(own).min();
            perhaps = perhaps.into_iter().chain(open).min();
        }
        match (done, perhaps) {
            (Some((_, place)), _) => Trained::Done(place),
            (None, Some(place)) => Trained::Perhaps(place),
            (None, None) => Trained::No,
        }
    }

    fn of_topic(&self, topic: TrainingTopic) -> Option<&OfTopic<'r>> {
        let all = self.record.training.as_deref().unwrap_or_default();
        let fits = |one: &Training| one.topic == topic && one.completed <= self.as_of;
        let made = || {
            let mut roles = vec![OfRole::default(); Role::ALL.len()];
            for (place, one) in all.iter().enumerate().filter(|(_, one)| fits(one)) {
                let Some(role) = roles.get_mut(one.role.place()) else { continue };
                if one.person.is_some() {
                    role.first_named = role.first_named.or(Some(place));
                } else {
                    role.first_unnamed = role.first_unnamed.or(Some(place));
                    let own = Some((one.completed, place));
                    role.earliest_unnamed = role.earliest_unnamed.into_iter().chain(own).min();
                }
            }
            let person = |one: &'r Training| Some((one.person.as_ref().map(Id::as_str)?, one.completed));
            OfTopic { named: ById::new(all, |one| person(one).filter(|_| fits(one))), roles }
        };
        Some(self.training.get(topic.place())?.get_or_init(made))
    }
}
