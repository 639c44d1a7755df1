//! **Decides** for each case whether a dialogue meeting was held when somebody found it useful while the
//! employee was partly away. **Reads** the case's meetings and certificates. **Asks** for what they leave open.
//! **Edges**: what is asked for while the employee is wholly away has its own limit; the act sets no day
//! here, so a meeting that is not held is due, and falls away when the absence ends.

use super::case_facts::is_partly_away;
use super::{Fact, Facts, Judgement, Kind, Part, below, entry, not_before};
use crate::calendar::Date;
use crate::json::rules;
use crate::record::{Absence, CaseMeeting, CaseMeetingKind, Known, Milestone};
use crate::role::Role;
use crate::text::Message;

rules! {
    /// A dialogue meeting is held when somebody who may ask for it finds it useful.
    #[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
    pub struct CaseMeetingOnRequest {
        /// The roles that may ask for it.
        pub by: Vec<Role>,
    }
}

fn say(key: &'static str) -> Message {
    Message::new(key).term("milestone", Milestone::DialogueMeetingOnRequest)
}

impl CaseMeetingOnRequest {
    fn case(&self, facts: &Facts<'_>, case: &Absence, at: &str) -> Result<Vec<Part>, Message> {
        let Some(meetings) = &case.meetings else {
            return Ok(vec![Part::unknown(Fact::CaseMeetings, below(at, "meetings"))]);
        };
        let mut parts: Vec<Part> = Vec::new();
        for (nth, meeting) in meetings.iter().enumerate() {
            if meeting.kind == CaseMeetingKind::DialogueMeeting {
                let place = entry(&below(at, "meetings"), nth);
                parts.extend(self.meeting(meeting, place, facts, case, at));
            }
        }
        if parts.is_empty() { Err(say("case_milestone.not_requested")) } else { Ok(parts) }
    }

    /// Nothing for a meeting that nobody who may asked for, or that is no longer to be held.
    fn meeting(
        &self,
        meeting: &CaseMeeting,
        place: String,
        facts: &Facts<'_>,
        case: &Absence,
        at: &str,
    ) -> Option<Part> {
        let Some(requested) = &meeting.requested else {
            return Some(Part::unknown(Fact::CaseMeetingRequested, below(&place, "requested")));
        };
        let asked = requested
            .iter()
            .filter(|one| {
                one.date <= facts.as_of && self.by.iter().any(|&role| one.role.stands_for_in_case(role))
            })
            .min_by_key(|one| (one.date, one.role))?;
        if let Err(too_early) =
            facts.in_case(asked.date, Fact::CaseMeetingRequested, &|| below(&place, "requested"))
        {
            return Some(too_early.from(place));
        }
        if case.certificates.is_none() {
            return Some(Part::unknown(Fact::CaseCertificates, below(at, "certificates")));
        }
        if !is_partly_away(case, asked.date) {
            return None;
        }
        let say = |key| say(key).term("role", asked.role).date("asked", asked.date);
        let part = match &meeting.date {
            None => Part::unknown(Fact::CaseMeetingDate, below(&place, "date")),
            Some(Known::Yes(day)) if *day <= facts.as_of => {
                // A meeting is asked for before it is held.
                not_before(asked.date, *day, Fact::CaseMeetingDate, &|| below(&place, "date"))
                    .map_or_else(|too_early| too_early, |_| Part::met(say("case_milestone.held_on_request")))
            }
            Some(_) if facts.ended(case).is_some() => return None,
            Some(date) => Part::due(say("case_milestone.due_on_request")).by(date.yes().copied()),
        };
        Some(part.from(place))
    }
}

impl Kind for CaseMeetingOnRequest {
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
            Fact::CaseCertificates,
            Fact::CaseMeetings,
            Fact::CaseMeetingRequested,
            Fact::CaseMeetingDate,
        ]
    }

    fn roles(&self) -> Vec<Role> {
        self.by.clone()
    }

    fn next(&self, _: &Facts<'_>) -> Option<Date> {
        None
    }

    fn explain(&self) -> Message {
        Message::new("case_meeting_on_request.explain").terms("roles", self.by.iter())
    }
}
