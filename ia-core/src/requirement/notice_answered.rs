//! **Decides** whether each notice from one role to another has an answer.
//! **Reads** notices that are looked back on. **Asks** for the list and whether a notice was answered.
//! **Edges**: the act sets no time, so an unanswered notice is due, not breached, however old it is.

use super::{Fact, Facts, Judgement, Kind, Part, below, entry, not_before};
use crate::calendar::Date;
use crate::json::rules;
use crate::order::in_order;
use crate::record::{Id, Known, Notice, NoticeTopic};
use crate::role::Role;
use crate::text::Message;

rules! {
    /// Each notice has an answer.
    #[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
    pub struct NoticeAnswered {
        /// Who gave notice.
        pub from: Role,
        /// Who is to answer.
        pub to: Role,
        /// About what.
        pub topic: NoticeTopic,
    }
}

impl NoticeAnswered {
    fn part(&self, (index, notice): (usize, &Notice), facts: &Facts<'_>) -> Part {
        let at = entry("/notices", index);
        let say = |key| Message::new(key).term("role", self.to).date("date", notice.date);
        let latest = facts.promptly_after(notice.date);
        let part = match &notice.answered {
            None => {
                let place = below(&at, "answered");
                return Part::unknown_of(Fact::NoticeAnswered, place, notice.date).by(Some(latest));
            }
            Some(Known::Yes(day)) if *day <= facts.as_of => {
                not_before(notice.date, *day, Fact::NoticeAnswered, &|| below(&at, "answered"))
                    .map_or_else(|too_early| too_early, |_| Part::met(say("notice_answered.answered")))
            }
            Some(_) => Part::due(say("notice_answered.open")).by(Some(latest)),
        };
        part.from(at)
    }
}

impl Kind for NoticeAnswered {
    fn check(&self, facts: &Facts<'_>) -> Vec<Judgement> {
        let notices = match Facts::section(facts.record.notices.as_ref(), Fact::Notices, "/notices") {
            Ok(notices) => notices,
            Err(unknown) => return Judgement::of(vec![unknown], "reason.nothing"),
        };
        let looked_at = in_order(notices, |notice| {
            let is_open = notice.answered.as_ref().is_none_or(|answered| !answered.by(facts.as_of));
            let fits = notice.topic == self.topic
                && notice.from.stands_for(self.from)
                && notice.to.stands_for(self.to)
                && notice.date <= facts.as_of
                && (facts.is_recent(notice.date) || is_open);
            fits.then(|| (notice.date, notice.id.as_ref().map_or("", Id::as_str)))
        });
        let mut parts: Vec<Part> = looked_at.into_iter().map(|notice| self.part(notice, facts)).collect();
        facts.all_are_shown(&mut parts);
        Judgement::of(parts, "notice_answered.none")
    }

    fn asks(&self) -> Vec<Fact> {
        vec![Fact::Coverage, Fact::Notices, Fact::NoticeAnswered]
    }

    fn roles(&self) -> Vec<Role> {
        vec![self.from, self.to]
    }

    fn next(&self, _: &Facts<'_>) -> Option<Date> {
        None
    }

    fn explain(&self) -> Message {
        Message::new("notice_answered.explain").term("from", self.from).term("to", self.to)
    }
}
