//! **Decides** whether a meeting was held soon after each election to an office.
//! **Reads** offices and meetings, and who was invited. **Asks** for the lists and for the invited.
//! **Edges**: only elections that are looked back on, and not of the same person again; the meeting must lie in the term; "as soon as
//! possible" is a convention, since the source names no number of days.

use super::{Fact, Facts, Judgement, Kind, Part, entry};
use crate::calendar::Date;
use crate::json::rules;
use crate::order::in_order;
use crate::record::{Id, Meeting, MeetingKind, Office};
use crate::role::Role;
use crate::text::Message;

rules! {
    /// A meeting is held after an election.
    #[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
    pub struct MeetingAfterElection {
        /// The office, which is also the role that must be invited.
        pub role: Role,
        /// The kind of meeting.
        pub kind: MeetingKind,
    }
}

impl MeetingAfterElection {
    fn part(&self, (index, office): (usize, &Office), meetings: &[Meeting], facts: &Facts<'_>) -> Part {
        let latest = facts.promptly_after(office.from);
        let at = entry("/offices", index);
        let mut first: Option<(usize, &Meeting)> = None;
        let mut open: Option<(usize, Date)> = None;
        for (nth, meeting) in meetings.iter().enumerate() {
            let fits = meeting.kind == self.kind
                && meeting.date <= facts.as_of
                && office.on(meeting.date)
                && (office.area.is_none() || meeting.area.is_none() || office.area == meeting.area);
            if !fits {
                continue;
            }
            match &meeting.invited {
                None => open = Some((nth, meeting.date)),
                Some(invited) if invited.contains(&self.role) => {
                    if first.is_none_or(|(_, earlier)| meeting.date < earlier.date) {
                        first = Some((nth, meeting));
                    }
                }
                Some(_) => {}
            }
        }
        let say = |key| Message::new(key).term("role", self.role).date("from", office.from);
        let part = match (first, open) {
            (Some((nth, meeting)), _) if meeting.date <= latest => {
                Part::met(say("meeting_after_election.held").date("date", meeting.date))
                    .from(entry("/meetings", nth))
            }
            (_, Some((nth, date))) => {
                Part::unknown_of(Fact::MeetingInvited, format!("/meetings/{nth}/invited"), date)
            }
            (Some((nth, meeting)), None) => {
                Part::partly(say("meeting_after_election.late").date("date", meeting.date))
                    .from(entry("/meetings", nth))
            }
            (None, None) if facts.as_of <= latest => {
                facts.absent(Part::due(say("meeting_after_election.due").date("due", latest)))
            }
            (None, None) => facts.absent(Part::not_met(say("meeting_after_election.lacking"))),
        };
        part.by(Some(latest)).from(at).because(
            Message::new("arithmetic.promptly")
                .date("date", office.from)
                .count("days", usize::from(facts.options.promptly_days))
                .date("due", latest),
        )
    }
}

impl Kind for MeetingAfterElection {
    fn check(&self, facts: &Facts<'_>) -> Vec<Judgement> {
        let offices = Facts::section(facts.record.offices.as_ref(), Fact::Offices, "/offices");
        let meetings = Facts::section(facts.record.meetings.as_ref(), Fact::Meetings, "/meetings");
        let (offices, meetings) = match (offices, meetings) {
            (Ok(offices), Ok(meetings)) => (offices, meetings),
            (offices, meetings) => {
                let unknown = offices.err().into_iter().chain(meetings.err()).collect();
                return Judgement::of(unknown, "reason.nothing");
            }
        };
        let elected = in_order(offices, |office| {
            let fits = office.role == self.role
                && facts.is_recent(office.from)
                && office.from >= facts.version.from
                && Facts::held_since(offices, office) == office.from;
            fits.then(|| (office.from, office.area.as_ref().map_or("", Id::as_str)))
        });
        let mut parts: Vec<Part> =
            elected.into_iter().map(|office| self.part(office, meetings, facts)).collect();
        facts.all_are_shown(&mut parts);
        Judgement::of(parts, "meeting_after_election.no_election")
    }

    fn asks(&self) -> Vec<Fact> {
        vec![Fact::Coverage, Fact::Offices, Fact::Meetings, Fact::MeetingInvited]
    }

    fn roles(&self) -> Vec<Role> {
        vec![self.role]
    }

    fn offices(&self) -> Vec<Role> {
        vec![self.role]
    }

    fn next(&self, _: &Facts<'_>) -> Option<Date> {
        None
    }

    fn explain(&self) -> Message {
        Message::new("meeting_after_election.explain").term("kind", self.kind).term("role", self.role)
    }
}
