//! **Decides** whether each meeting of a kind is conducted as it must be.
//! **Reads** the meetings looked back on and what is noted of each. **Asks** for the list and for what a
//! meeting leaves open.
//! **Edges**: minutes may be written until "as soon as possible" after the meeting; an agenda counts when
//! it was sent before the day; with no such meeting there is nothing to judge.

use super::{Fact, Facts, Judgement, Kind, Part, below, entry, not_before};
use crate::calendar::Date;
use crate::json::{rules, variants};
use crate::order::in_order;
use crate::record::{AgendaItem, Id, Known, Meeting, MeetingKind};
use crate::role::Role;
use crate::text::Message;

variants! {
    /// What must be so of each meeting.
    pub enum MeetingPractice {
        /// It has minutes.
        Minutes = "minutes",
        /// The agenda was sent before it.
        AgendaSent = "agenda_sent",
        /// What was decided has someone to follow it up and a day.
        FollowUpNoted = "follow_up_noted",
        /// This role led it.
        LedBy(Role) = "led_by",
        /// Somebody was there for this role.
        AttendedBy(Role) = "attended_by",
        /// All of these were treated.
        Treated(Vec<AgendaItem>) = "treated",
        /// This was informed about, and not discussed.
        InformationOnly(AgendaItem) = "information_only",
    }
}

rules! {
    /// Each meeting of a kind is conducted as it must be.
    #[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
    pub struct MeetingConducted {
        /// The kind of meeting.
        pub kind: MeetingKind,
        /// What must be so.
        pub practice: MeetingPractice,
    }
}

impl MeetingConducted {
    fn part(&self, meeting: &Meeting, at: &str, facts: &Facts<'_>) -> Part {
        let say = |key| Message::new(key).date("date", meeting.date);
        let part = match &self.practice {
            MeetingPractice::Minutes => match &meeting.minutes {
                None => return Part::unknown_of(Fact::MeetingMinutes, below(at, "minutes"), meeting.date),
                Some(Known::Yes(day)) if *day <= facts.as_of => {
                    not_before(meeting.date, *day, Fact::MeetingMinutes, &|| below(at, "minutes"))
                        .map_or_else(|too_early| too_early, |_| Part::met(say("meeting_conducted.minutes")))
                }
                Some(_) => {
                    let latest = facts.promptly_after(meeting.date);
                    let part = if facts.as_of <= latest {
                        Part::due(say("meeting_conducted.minutes_due"))
                    } else {
                        Part::not_met(say("meeting_conducted.no_minutes")).by_our_day()
                    };
                    part.by(Some(latest))
                }
            },
            MeetingPractice::AgendaSent => match &meeting.agenda_sent {
                None => {
                    return Part::unknown_of(Fact::MeetingAgenda, below(at, "agenda_sent"), meeting.date);
                }
                Some(Known::Yes(sent)) if *sent < meeting.date => Part::met(say("meeting_conducted.agenda")),
                Some(_) => Part::not_met(say("meeting_conducted.no_agenda")),
            },
            MeetingPractice::FollowUpNoted => match &meeting.decisions {
                None => {
                    return Part::unknown_of(Fact::MeetingDecisions, below(at, "decisions"), meeting.date);
                }
                Some(decisions) if decisions.iter().all(|one| one.owner.is_some() && one.due.is_some()) => {
                    Part::met(say("meeting_conducted.follow_up"))
                }
                Some(_) => Part::not_met(say("meeting_conducted.no_follow_up")),
            },
            MeetingPractice::LedBy(role) => match meeting.led_by {
                None => return Part::unknown_of(Fact::MeetingLeader, below(at, "led_by"), meeting.date),
                Some(leader) if leader.stands_for(*role) => {
                    Part::met(say("meeting_conducted.led_by").term("role", *role))
                }
                Some(_) => Part::not_met(say("meeting_conducted.not_led_by").term("role", *role)),
            },
            MeetingPractice::AttendedBy(role) => match &meeting.attended {
                None => {
                    return Part::unknown_of(Fact::MeetingAttended, below(at, "attended"), meeting.date);
                }
                Some(there) if there.iter().any(|one| one.stands_for(*role)) => {
                    Part::met(say("meeting_conducted.attended").term("role", *role))
                }
                Some(_) => Part::not_met(say("meeting_conducted.not_attended").term("role", *role)),
            },
            MeetingPractice::Treated(items) => match &meeting.items {
                None => return Part::unknown_of(Fact::MeetingItems, below(at, "items"), meeting.date),
                Some(treated) if items.iter().all(|item| treated.contains(item)) => {
                    Part::met(say("meeting_conducted.treated").terms("items", items.iter()))
                }
                Some(_) => Part::not_met(say("meeting_conducted.not_treated").terms("items", items.iter())),
            },
            MeetingPractice::InformationOnly(item) => match &meeting.discussed {
                None => {
                    return Part::unknown_of(Fact::MeetingDiscussed, below(at, "discussed"), meeting.date);
                }
                Some(discussed) if discussed.contains(item) => {
                    Part::not_met(say("meeting_conducted.discussed").term("item", *item))
                }
                Some(_) => Part::met(say("meeting_conducted.not_discussed").term("item", *item)),
            },
        };
        part.from(at)
    }
}

impl Kind for MeetingConducted {
    fn check(&self, facts: &Facts<'_>) -> Vec<Judgement> {
        let meetings = match Facts::section(facts.record.meetings.as_ref(), Fact::Meetings, "/meetings") {
            Ok(meetings) => meetings,
            Err(unknown) => return Judgement::of(vec![unknown], "reason.nothing"),
        };
        let of_kind = in_order(meetings, |meeting| {
            let fits = meeting.kind == self.kind
                && facts.is_recent(meeting.date)
                && meeting.date >= facts.version.from;
            fits.then(|| (meeting.date, meeting.id.as_ref().map_or("", Id::as_str)))
        });
        let mut parts: Vec<Part> = of_kind
            .into_iter()
            .map(|(index, meeting)| self.part(meeting, &entry("/meetings", index), facts))
            .collect();
        facts.all_are_shown(&mut parts);
        Judgement::of(parts, "meeting_conducted.none")
    }

    fn asks(&self) -> Vec<Fact> {
        let of_each = match self.practice {
            MeetingPractice::Minutes => Fact::MeetingMinutes,
            MeetingPractice::AgendaSent => Fact::MeetingAgenda,
            MeetingPractice::FollowUpNoted => Fact::MeetingDecisions,
            MeetingPractice::LedBy(_) => Fact::MeetingLeader,
            MeetingPractice::AttendedBy(_) => Fact::MeetingAttended,
            MeetingPractice::Treated(_) => Fact::MeetingItems,
            MeetingPractice::InformationOnly(_) => Fact::MeetingDiscussed,
        };
        vec![Fact::Coverage, Fact::Meetings, of_each]
    }

    fn roles(&self) -> Vec<Role> {
        match self.practice {
            MeetingPractice::LedBy(role) | MeetingPractice::AttendedBy(role) => vec![role],
            _ => Vec::new(),
        }
    }

    fn next(&self, _: &Facts<'_>) -> Option<Date> {
        None
    }

    fn explain(&self) -> Message {
        let say = |key| Message::new(key).term("kind", self.kind);
        match &self.practice {
            MeetingPractice::Minutes => say("meeting_conducted.explain_minutes"),
            MeetingPractice::AgendaSent => say("meeting_conducted.explain_agenda"),
            MeetingPractice::FollowUpNoted => say("meeting_conducted.explain_follow_up"),
            MeetingPractice::LedBy(role) => say("meeting_conducted.explain_led_by").term("role", *role),
            MeetingPractice::AttendedBy(role) => {
                say("meeting_conducted.explain_attended").term("role", *role)
            }
            MeetingPractice::Treated(items) => {
                say("meeting_conducted.explain_treated").terms("items", items.iter())
            }
            MeetingPractice::InformationOnly(item) => {
                say("meeting_conducted.explain_information_only").term("item", *item)
            }
        }
    }
}
