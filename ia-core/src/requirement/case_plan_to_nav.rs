//! **Decides** for each case whether Nav got the updated plan so many weeks before each meeting that Nav calls.
//! **Reads** Nav's meetings and the plans. **Asks** for what they leave open.
//! **Edges**: what was sent before Nav called is not the plan updated for this meeting; sent later than the
//! limit and no later than the meeting is late.

use super::case_facts::{Taken, sent_to};
use super::{Fact, Facts, Judgement, Kind, Part, below, entry};
use crate::calendar::Date;
use crate::json::rules;
use crate::record::{Absence, CaseMeeting, CaseMeetingKind, Known, Milestone};
use crate::role::Role;
use crate::text::Message;

rules! {
    /// The updated plan reaches Nav before each dialogue meeting that Nav calls.
    #[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
    pub struct CasePlanToNav {
        /// How many weeks before the meeting.
        pub weeks: u16,
    }
}

fn say(key: &'static str) -> Message {
    Message::new(key).term("milestone", Milestone::UpdatedPlanToNav)
}

impl CasePlanToNav {
    fn case(&self, facts: &Facts<'_>, case: &Absence, at: &str) -> Result<Vec<Part>, Message> {
        let Some(meetings) = &case.meetings else {
            return Ok(vec![Part::unknown(Fact::CaseMeetings, below(at, "meetings"))]);
        };
        let mut parts: Vec<Part> = Vec::new();
        for (nth, meeting) in meetings.iter().enumerate() {
            if is_called(meeting, facts.as_of) {
                let place = entry(&below(at, "meetings"), nth);
                parts.extend(self.before(meeting, place, facts, case, at));
            }
        }
        if parts.is_empty() { Err(say("case_milestone.no_nav_meeting")) } else { Ok(parts) }
    }

    /// Nothing for a meeting that is not to be held.
    fn before(
        &self,
        meeting: &CaseMeeting,
        place: String,
        facts: &Facts<'_>,
        case: &Absence,
        at: &str,
    ) -> Option<Part> {
        let day = match &meeting.date {
            None => return Some(Part::unknown(Fact::CaseMeetingDate, below(&place, "date"))),
            Some(Known::No) => return None,
            Some(Known::Yes(day)) => *day,
        };
        let in_case = |day, fact, key: &str| facts.in_case(day, fact, &|| below(&place, key));
        if let Err(too_early) = in_case(day, Fact::CaseMeetingDate, "date") {
            return Some(too_early.from(place));
        }
        let Some(called) = meeting.summoned.iter().flatten().map(|one| one.date).min() else {
            return Some(Part::unknown(Fact::CaseMeetingSummoned, below(&place, "summoned")));
        };
        if let Err(too_early) = in_case(called, Fact::CaseMeetingSummoned, "summoned") {
            return Some(too_early.from(place));
        }
        let limit = day.plus_days(i64::from(self.weeks).saturating_mul(-7)).unwrap_or(Date::MIN);
        let Taken { first, open } = sent_to(Role::Nav, case, at, facts, called);
        let part = match (first, open) {
            (Some(sent), _) if sent <= limit => Part::met(say("case_milestone.in_time").date("date", sent)),
            (_, Some(open)) => open,
            (Some(sent), None) if sent <= day => Part::partly(say("case_milestone.late").date("date", sent)),
            (_, None) if facts.as_of <= limit => facts.absent(Part::due(say("case_milestone.due"))),
            (_, None) => facts.absent(Part::not_met(say("case_milestone.overdue").date("due", limit))),
        };
        let arithmetic = Message::new("arithmetic.weeks_before")
            .date("meeting", day)
            .count("weeks", usize::from(self.weeks))
            .date("due", limit);
        Some(part.by(Some(limit)).from(place).because(arithmetic))
    }
}

/// Whether Nav had called the meeting by the day, as far as is noted.
fn is_called(meeting: &CaseMeeting, as_of: Date) -> bool {
    let navs = matches!(
        meeting.kind,
        CaseMeetingKind::NavDialogueMeeting | CaseMeetingKind::FurtherNavDialogueMeeting
    );
    let first = meeting.summoned.iter().flatten().map(|one| one.date).min();
    navs && first.is_none_or(|first| first <= as_of)
}

impl Kind for CasePlanToNav {
    fn is_about_cases(&self) -> bool {
        true
    }

    fn check(&self, facts: &Facts<'_>) -> Vec<Judgement> {
        facts.each_case(&|facts, case, at| self.case(facts, case, at))
    }

    fn asks(&self) -> Vec<Fact> {
        vec![
            Fact::Coverage,
            Fact::Absences,
            Fact::CasePlans,
            Fact::PlanSent,
            Fact::CaseMeetings,
            Fact::CaseMeetingDate,
            Fact::CaseMeetingSummoned,
        ]
    }

    fn roles(&self) -> Vec<Role> {
        Vec::new()
    }

    fn next(&self, _: &Facts<'_>) -> Option<Date> {
        None
    }

    fn explain(&self) -> Message {
        say("case_plan_to_nav.explain").count("weeks", usize::from(self.weeks))
    }
}
