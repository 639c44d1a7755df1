//! **Decides** whether a meeting was held soon after each election to an office.
//! **Reads** offices and meetings, and who was invited. **Asks** for the lists and for the invited.
//! **Edges**: only elections that are looked back on, and not of the same person again; the meeting must lie in the term; "as soon as
//! possible" is a convention, since the source names no number of days.

use super::{Fact, Facts, Judgement, Kind, Part, below, entry};
use crate::calendar::Date;
use crate::json::rules;
use crate::order::{ById, Greatest, in_order};
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

/// Under this id stand the meetings of all areas. No id has a star.
const ALL: &str = "*";

/// Meetings for lookups by safety area and day, each once under its area, or none, and once under [`ALL`].
struct Meetings<'r> {
    listed: Vec<(&'r str, Date, usize)>,
}

impl<'r> Meetings<'r> {
    fn new(meetings: &'r [Meeting], counts: impl Fn(&Meeting) -> bool) -> Self {
        let mut listed = Vec::new();
        for (nth, one) in meetings.iter().enumerate().filter(|(_, one)| counts(one)) {
            let area = one.area.as_ref().map_or("", Id::as_str);
            listed.extend([area, ALL].map(|area| (area, one.date, nth)));
        }
        Self { listed }
    }

    fn by_area(&self) -> ById<'_> {
        ById::new(&self.listed, |(area, day, _)| Some((*area, *day)))
    }

    fn nth(&self, place: usize) -> Option<usize> {
        self.listed.get(place).map(|(_, _, nth)| *nth)
    }
}

impl MeetingAfterElection {
    fn part(
        &self,
        (index, office): (usize, &Office),
        first: Option<(Date, usize)>,
        open: Option<(usize, Date)>,
        facts: &Facts<'_>,
    ) -> Part {
        let latest = facts.promptly_after(office.from);
        let at = entry("/offices", index);
        let say = |key| Message::new(key).term("role", self.role).date("from", office.from);
        let part = match (first, open) {
            (Some((day, nth)), _) if day <= latest => {
                Part::met(say("meeting_after_election.held").date("date", day)).from(entry("/meetings", nth))
            }
            (_, Some((nth, date))) => {
                Part::unknown_of(Fact::MeetingInvited, below(&entry("/meetings", nth), "invited"), date)
            }
            (Some((day, nth)), None) => Part::partly(say("meeting_after_election.late").date("date", day))
                .from(entry("/meetings", nth)),
            (None, None) if facts.as_of <= latest => {
                facts.absent(Part::due(say("meeting_after_election.due").date("due", latest)))
            }
            (None, None) => facts.absent(Part::not_met(say("meeting_after_election.lacking")).by_our_day()),
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
            let fits =
                office.role == self.role && facts.is_recent(office.from) && office.from >= facts.version.from;
            fits.then(|| (office.from, office.area.as_ref().map_or("", Id::as_str)))
        });
        let counts = |one: &Meeting| one.kind == self.kind && one.date <= facts.as_of;
        let invited = Meetings::new(meetings, |one| {
            counts(one) && one.invited.as_ref().is_some_and(|invited| invited.contains(&self.role))
        });
        let open = Meetings::new(meetings, |one| counts(one) && one.invited.is_none());
        let (invited_by_area, open_by_area) = (invited.by_area(), open.by_area());
        let last_of_open = Greatest::new(open_by_area.places().map(|place| open.nth(place).unwrap_or(0)));
        let mut parts = Vec::new();
        for (index, office) in elected {
            if facts.index.term(index).since != office.from {
                continue;
            }
            // Whether it is an election of the same person again is not known.
            if let Some(unlinked) = facts.index.unlinked(index) {
                parts.push(unlinked.from(entry("/offices", index)));
                continue;
            }
            let areas = office.area.as_ref().map_or([ALL; 2], |area| [area.as_str(), ""]);
            let (from, to) = (office.from, office.to.unwrap_or(Date::MAX));
            let first = areas.iter().filter_map(|area| invited_by_area.within(area, from, to).first());
            let first = first.filter_map(|one| Some((one.day, invited.nth(one.place)?))).min();
            let ranges = areas.iter().map(|area| open_by_area.range(area, from, to));
            let last = ranges.filter_map(|range| last_of_open.of(range)).max();
            let last = last.and_then(|nth| Some((nth, meetings.get(nth)?.date)));
            parts.push(self.part((index, office), first, last, facts));
        }
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
