//! **Decides** whether one role has told another of each topic in the time that is looked back on.
//! **Reads** notices. **Asks** for the list.
//! **Edges**: no source says how often "routinely" is, so each topic is looked for once in the look-back. A
//! topic that comes up only now and then is judged when it has: one that nobody told of is no breach, for
//! the record does not say that there was something to tell. A notice dated before the norm held does not count.

use super::{Fact, Facts, Judgement, Kind, Part, entry};
use crate::calendar::Date;
use crate::code::Code as _;
use crate::json::rules;
use crate::record::{Notice, NoticeTopic};
use crate::role::Role;
use crate::text::Message;

rules! {
    /// One role tells another of certain topics.
    #[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
    pub struct Informed {
        /// Who tells.
        pub from: Role,
        /// Whom.
        pub to: Role,
        /// Of what.
        pub topics: Vec<NoticeTopic>,
        /// The topics come up only now and then.
        pub when_it_happens: bool = default,
    }
}

impl Informed {
    /// The newest notice of each topic; the last of one day.
    fn newest<'r>(&self, facts: &Facts<'r>) -> Vec<Option<(usize, &'r Notice)>> {
        let mut newest: Vec<Option<(usize, &Notice)>> = vec![None; NoticeTopic::ALL.len()];
        for (index, notice) in facts.record.notices.as_deref().unwrap_or_default().iter().enumerate() {
            let counts = notice.from.stands_for(self.from)
                && notice.to.stands_for(self.to)
                && facts.is_recent(notice.date)
                && notice.date >= facts.version.from;
            if let Some(before) = newest.get_mut(notice.topic.place()).filter(|_| counts)
                && before.is_none_or(|(_, before)| before.date <= notice.date)
            {
                *before = Some((index, notice));
            }
        }
        newest
    }

    fn part(
        &self,
        topic: NoticeTopic,
        newest: &[Option<(usize, &Notice)>],
        facts: &Facts<'_>,
    ) -> Option<Part> {
        let say = |key| Message::new(key).term("topic", topic);
        Some(match newest.get(topic.place()).copied().flatten() {
            Some((index, notice)) => {
                Part::met(say("informed.told").date("date", notice.date)).from(entry("/notices", index))
            }
            None if self.when_it_happens => return None,
            // A norm that is new here has had no time yet.
            None if facts.version.from > facts.horizon() => facts.absent(Part::due(say("informed.due"))),
            None => facts.absent(Part::not_met(say("informed.lacking")).by_our_day().standing()),
        })
    }
}

impl Kind for Informed {
    fn check(&self, facts: &Facts<'_>) -> Vec<Judgement> {
        if let Err(unknown) = Facts::section(facts.record.notices.as_ref(), Fact::Notices, "/notices") {
            return Judgement::of(vec![unknown], "reason.nothing");
        }
        let newest = self.newest(facts);
        let mut parts: Vec<Part> =
            self.topics.iter().filter_map(|&topic| self.part(topic, &newest, facts)).collect();
        if self.when_it_happens {
            facts.all_are_shown(&mut parts);
        }
        Judgement::of(parts, "informed.none")
    }

    fn asks(&self) -> Vec<Fact> {
        vec![Fact::Coverage, Fact::Notices]
    }

    fn roles(&self) -> Vec<Role> {
        vec![self.from, self.to]
    }

    /// When the topic that was told of longest ago falls out of the look-back.
    fn next(&self, facts: &Facts<'_>) -> Option<Date> {
        let months = i32::from(facts.options.look_back_months);
        let newest = self.newest(facts);
        let told = self.topics.iter().filter_map(|topic| newest.get(topic.place()).copied().flatten());
        let oldest = told.map(|(_, one)| one.date).min();
        oldest.filter(|_| !self.when_it_happens)?.plus_months(months)
    }

    fn explain(&self) -> Message {
        let key = if self.when_it_happens { "informed.explain_when" } else { "informed.explain" };
        Message::new(key).term("from", self.from).term("to", self.to).terms("topics", self.topics.iter())
    }
}
