//! **Decides** whether everyone who holds one of the offices has had training on the topic.
//! **Reads** offices and training. **Asks** for those lists.
//! **Edges**: someone newly in office has until "as soon as possible"; training before the term counts;
//! training noted for the role alone counts for the only holder
//! without an id, from the term's first day; no act says by when, so lacking training is due and breaks no law; a deputy is not asked for the training of the office.

use super::index::{Hold, Trained};
use super::{Fact, Facts, Judgement, Kind, Part, below, entry};
use crate::calendar::Date;
use crate::json::rules;
use crate::record::{Training, TrainingTopic};
use crate::role::Role;
use crate::text::{Arg, Message};

rules! {
    /// Those who hold an office have had training.
    #[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
    pub struct TrainingDone {
        /// The offices.
        pub roles: Vec<Role>,
        /// How many hours it must last; the parties may agree on fewer.
        pub hours: Option<u16> = default,
        /// The topics; training on one of them is enough. The first is the one to take.
        pub topics: Vec<TrainingTopic>,
    }
}

impl TrainingDone {
    /// Training that was done: long enough, shorter, or not known.
    fn lasted(&self, nth: usize, training: &Training, say: &impl Fn(&'static str) -> Message) -> Part {
        let at = format!("/training/{nth}");
        let part = match (self.hours, training.hours) {
            (Some(_), None) => {
                return Part::unknown_of(Fact::TrainingHours, format!("{at}/hours"), training.completed);
            }
            (Some(hours), Some(lasted)) if lasted < hours => Part::partly(
                say("training_done.short")
                    .date("date", training.completed)
                    .count("lasted", lasted.into())
                    .count("hours", hours.into()),
            ),
            _ => Part::met(say("training_done.done").date("date", training.completed)),
        };
        part.from(at)
    }
}

impl Kind for TrainingDone {
    fn check(&self, facts: &Facts<'_>) -> Vec<Judgement> {
        let offices = Facts::section(facts.record.offices.as_ref(), Fact::Offices, "/offices");
        let training = Facts::section(facts.record.training.as_ref(), Fact::Training, "/training");
        let (offices, training) = match (offices, training) {
            (Ok(offices), Ok(training)) => (offices, training),
            (offices, training) => {
                let unknown = offices.err().into_iter().chain(training.err()).collect();
                return Judgement::of(unknown, "reason.nothing");
            }
        };
        let mut parts: Vec<Part> = offices
            .iter()
            .enumerate()
            .filter(|(index, office)| facts.index.hold(*index) != Hold::No && facts.shows_holder(office.role))
            .filter(|(_, office)| self.roles.iter().any(|&role| office.role.is(role)))
            .map(|(index, office)| {
                let trained = facts.index.trained(office, &self.topics);
                let since = facts.index.term(index).since.max(facts.applies_from.unwrap_or(Date::MIN));
                let latest = facts.promptly_after(since);
                let say =
                    |key| Message::new(key).term("role", office.role).terms("topic", self.topics.first());
                let say_who = |key, key_of| match office.person.as_ref().filter(|_| facts.index.names_holders)
                {
                    Some(person) => say(key_of).with("person", Arg::Verbatim(person.as_str().to_owned())),
                    None => say(key),
                };
                match trained {
                    Trained::Done(nth) if let Some(training) = training.get(nth) => {
                        self.lasted(nth, training, &say)
                    }
                    _ if facts.index.hold(index) == Hold::Perhaps => {
                        Part::unknown_of(Fact::Offices, below(&entry("/offices", index), "to"), office.from)
                    }
                    Trained::Perhaps(nth) => {
                        Part::unknown(Fact::Training, below(&entry("/training", nth), "person"))
                    }
                    _ if facts.as_of <= latest => facts.absent(
                        Part::due(say_who("training_done.due", "training_done.due_of").date("due", latest))
                            .by(Some(latest))
                            .from(entry("/offices", index)),
                    ),
                    _ => facts.absent(
                        Part::not_met(
                            say_who("training_done.lacking", "training_done.lacking_of").date("from", since),
                        )
                        .by_our_day()
                        .by(Some(latest))
                        .because(
                            Message::new("arithmetic.promptly")
                                .date("date", since)
                                .count("days", usize::from(facts.options.promptly_days))
                                .date("due", latest),
                        )
                        .from(entry("/offices", index)),
                    ),
                }
            })
            .collect();
        facts.all_are_shown(&mut parts);
        Judgement::of(parts, "training_done.nobody")
    }

    fn asks(&self) -> Vec<Fact> {
        vec![Fact::Coverage, Fact::Offices, Fact::Training]
    }

    fn roles(&self) -> Vec<Role> {
        self.roles.clone()
    }

    fn offices(&self) -> Vec<Role> {
        self.roles.clone()
    }

    fn next(&self, _: &Facts<'_>) -> Option<Date> {
        None
    }

    fn explain(&self) -> Message {
        Message::new("training_done.explain")
            .terms("roles", self.roles.iter())
            .terms("topic", self.topics.first())
    }
}
