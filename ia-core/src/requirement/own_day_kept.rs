//! **Decides** whether what the workplace set a day for itself is done by that day: measures, and points to follow up
//! from meetings.
//! **Reads** measures that are open or were decided lately, meetings looked back on, and older ones with open points.
//! **Asks** for the list, and for the day and whether it is done.
//! **Edges**: on its day it is due, the day after it is late; done late is done. What has no day set is not judged here.

use super::measures_complete::looked_at;
use super::{Fact, Facts, Judgement, Kind, Part, below, entry, not_before};
use crate::calendar::Date;
use crate::code::codes;
use crate::json::rules;
use crate::order::in_order;
use crate::record::{Decision, Id, Known, Measure, Meeting};
use crate::role::Role;
use crate::text::Message;

codes! {
    /// What the workplace sets a day for.
    pub enum OwnDay as "own_day" {
        /// A measure.
        Measures = "measures",
        /// A point to follow up from a meeting.
        Decisions = "decisions",
    }
}

rules! {
    /// What the workplace set a day for is done by that day.
    #[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
    pub struct OwnDayKept {
        /// What.
        pub of: OwnDay,
    }
}

/// The sentences of what is judged.
struct Said {
    done: &'static str,
    open: &'static str,
    late: &'static str,
}

const MEASURE: Said = Said {
    done: "own_day_kept.measure_done",
    open: "own_day_kept.measure_open",
    late: "own_day_kept.measure_late",
};

const DECISION: Said = Said {
    done: "own_day_kept.decision_done",
    open: "own_day_kept.decision_open",
    late: "own_day_kept.decision_late",
};

/// How something with a day of its own stands; the worst first.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Standing {
    Late,
    Unknown,
    Open,
    Done,
    NoDay,
}

/// Something with a day of its own: since when it is there, its day, and whether it is done.
struct Own<'r> {
    since: Date,
    /// None where it is not known whether it has one.
    due: Option<Known<Date>>,
    done: Option<&'r Known<Date>>,
    facts: (Fact, Fact),
}

impl Own<'_> {
    fn due(&self) -> Option<Date> {
        self.due.as_ref().and_then(Known::yes).copied()
    }

    fn standing(&self, as_of: Date) -> Standing {
        match (&self.due, self.done) {
            (_, Some(done)) if done.by(as_of) => Standing::Done,
            (Some(Known::No), _) => Standing::NoDay,
            (Some(Known::Yes(due)), Some(_)) if *due < as_of => Standing::Late,
            (Some(Known::Yes(_)), Some(_)) => Standing::Open,
            (None, _) | (_, None) => Standing::Unknown,
        }
    }

    fn part(&self, said: &Said, at: &str, facts: &Facts<'_>) -> Option<Part> {
        let due = self.due();
        if let Some(Err(too_early)) =
            due.map(|day| not_before(self.since, day, self.facts.0, &|| below(at, "due")))
        {
            return Some(too_early);
        }
        let say = |key, due: Date| Message::new(key).date("since", self.since).date("due", due);
        let (of_due, of_done) = self.facts;
        let done = self.done.and_then(Known::yes);
        Some(match (self.standing(facts.as_of), due, done) {
            (Standing::Done, _, Some(done)) => {
                match not_before(self.since, *done, of_done, &|| below(at, "done")) {
                    Ok(_) => Part::met(say(said.done, due.unwrap_or(*done)).date("done", *done)),
                    Err(too_early) => too_early,
                }
            }
            (Standing::Late, Some(due), _) => Part::not_met(say(said.late, due)).by(Some(due)),
            (Standing::Open, Some(due), _) => Part::due(say(said.open, due)).by(Some(due)),
            (Standing::Unknown, None, _) => Part::unknown_of(of_due, below(at, "due"), self.since),
            (Standing::Unknown, due, _) => Part::unknown_of(of_done, below(at, "done"), self.since).by(due),
            _ => return None,
        })
    }
}

fn of_measure(measure: &Measure) -> Own<'_> {
    Own {
        since: measure.decided,
        due: measure.due.clone(),
        done: measure.done.as_ref(),
        facts: (Fact::MeasureDue, Fact::MeasureDone),
    }
}

fn of_decision<'r>(meeting: &Meeting, decision: &'r Decision) -> Own<'r> {
    Own {
        since: meeting.date,
        due: decision.due.map(Known::Yes),
        done: decision.done.as_ref(),
        facts: (Fact::MeetingDecisions, Fact::MeetingDecisions),
    }
}

fn measures(facts: &Facts<'_>) -> Result<Vec<Part>, Part> {
    let part = |(nth, measure): (usize, &Measure)| {
        let at = entry("/measures", nth);
        Some(of_measure(measure).part(&MEASURE, &at, facts)?.from(at))
    };
    Ok(looked_at(facts)?.into_iter().filter_map(part).collect())
}

fn decisions(facts: &Facts<'_>) -> Result<Vec<Part>, Part> {
    let meetings = Facts::section(facts.record.meetings.as_ref(), Fact::Meetings, "/meetings")?;
    // A point that is not done stays open, however long ago the meeting was.
    let is_open = |decision: &Decision| matches!(decision.done, Some(Known::No));
    let looked_at = in_order(meetings, |meeting| {
        let open = || meeting.decisions.iter().flatten().any(is_open);
        let looked_at = facts.is_recent(meeting.date) || (meeting.date <= facts.as_of && open());
        looked_at.then(|| (meeting.date, meeting.id.as_ref().map_or("", Id::as_str)))
    });
    let part = |(nth, meeting): (usize, &Meeting)| {
        let at = below(&entry("/meetings", nth), "decisions");
        let Some(decisions) = &meeting.decisions else {
            return Some(Part::unknown_of(Fact::MeetingDecisions, at, meeting.date));
        };
        // One part a meeting: of the point that stands worst, and of those the earliest.
        let points =
            decisions.iter().enumerate().map(|(nth, decision)| (nth, of_decision(meeting, decision)));
        let (nth, worst) = points.min_by_key(|(_, point)| (point.standing(facts.as_of), point.due()))?;
        let at = entry(&at, nth);
        Some(worst.part(&DECISION, &at, facts)?.from(at))
    };
    Ok(looked_at.into_iter().filter_map(part).collect())
}

impl Kind for OwnDayKept {
    fn check(&self, facts: &Facts<'_>) -> Vec<Judgement> {
        let parts = match self.of {
            OwnDay::Measures => measures(facts),
            OwnDay::Decisions => decisions(facts),
        };
        match parts {
            Ok(mut parts) => {
                facts.all_are_shown(&mut parts);
                Judgement::of(parts, "own_day_kept.none")
            }
            Err(unknown) => Judgement::of(vec![unknown], "reason.nothing"),
        }
    }

    fn asks(&self) -> Vec<Fact> {
        match self.of {
            OwnDay::Measures => vec![Fact::Coverage, Fact::Measures, Fact::MeasureDue, Fact::MeasureDone],
            OwnDay::Decisions => vec![Fact::Coverage, Fact::Meetings, Fact::MeetingDecisions],
        }
    }

    fn roles(&self) -> Vec<Role> {
        Vec::new()
    }

    fn next(&self, _: &Facts<'_>) -> Option<Date> {
        None
    }

    fn explain(&self) -> Message {
        Message::new(match self.of {
            OwnDay::Measures => "own_day_kept.explain_measures",
            OwnDay::Decisions => "own_day_kept.explain_decisions",
        })
    }
}
