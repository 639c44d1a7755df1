//! **Decides** for each case whether a step in the follow-up of a person was taken in time.
//! **Reads** the case: certificates, plans, meetings, exceptions, activity. **Asks** for what it leaves open.
//! **Edges**: absence that ends before the limit needs no step. A limit for whole absence counts from the
//! first day of a whole stretch and lapses when the absence becomes partial before it. A case follows the
//! version in force on its first day. A step left out with a category, a day and who decided is excused
//! where the act allows it.

use super::{Fact, Facts, Judgement, Kind, Part};
use crate::calendar::Date;
use crate::code::codes;
use crate::record::{Absence, CaseMeeting, CaseMeetingKind, Grade, Known, Milestone};
use crate::role::Role;
use crate::text::Message;

codes! {
    /// How much of the work a person must be away from.
    #[derive(Default)]
    pub enum Extent in ia_core::requirement, "extent" {
        /// Wholly.
        Whole = "whole",
        /// Partly.
        Partial = "partial",
        /// Wholly or partly.
        #[default]
        WholeOrPartial = "whole_or_partial",
    }
}

/// A step in the follow-up of a person is taken in time.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "bake", derive(databake::Bake), databake(path = ia_core::requirement))]
#[serde(deny_unknown_fields)]
pub struct CaseMilestone {
    /// The step.
    pub milestone: Milestone,
    /// The limit in weeks of absence; before the meeting that Nav calls for the plan to Nav. None where
    /// the source names no number.
    #[serde(default)]
    pub weeks: Option<u16>,
    /// Which absence the limit counts.
    #[serde(default)]
    pub absence: Extent,
    /// Whether it can be left out when evidently unnecessary.
    #[serde(default)]
    pub excusable: bool,
}

/// When the step was first taken, or what is missing to say so.
type Taken = Result<Option<Date>, Part>;

impl CaseMilestone {
    fn case(&self, facts: &Facts<'_>, case: &Absence, at: &str) -> Result<Vec<Part>, Message> {
        if self.milestone == Milestone::UpdatedPlanToNav {
            return self.before_nav_meetings(facts, case, at);
        }
        if self.milestone == Milestone::DialogueMeetingOnRequest {
            return self.on_request(facts, case, at);
        }
        let limit = match self.limit(facts, case, at)? {
            Ok(limit) => limit,
            Err(unknown) => return Ok(vec![unknown]),
        };
        let taken = match self.taken(facts, case, at) {
            Ok(taken) => taken,
            Err(unknown) => return Ok(vec![unknown]),
        };
        let part = match taken {
            Some(day) if day <= limit.day => Part::met(self.say("case_milestone.in_time").date("date", day)),
            _ => match self.excused(case, at, facts)? {
                Some(unknown) => unknown,
                None => match taken {
                    Some(day) => Part::partly(self.say("case_milestone.late").date("date", day)),
                    None if facts.as_of <= limit.day => facts.absent(Part::due(self.say("case_milestone.due"))),
                    None => facts.absent(Part::not_met(self.say("case_milestone.overdue").date("due", limit.day))),
                },
            },
        };
        Ok(vec![part.by(Some(limit.day)).from(at).because(limit.arithmetic)])
    }

    fn say(&self, key: &'static str) -> Message {
        Message::new(key).term("milestone", self.milestone)
    }

    /// The last day for the step, an open fact, or why the case has none.
    fn limit(&self, facts: &Facts<'_>, case: &Absence, at: &str) -> Result<Result<Limit, Part>, Message> {
        let Some(weeks) = self.weeks else {
            return self.prompt_limit(facts, case, at);
        };
        let stretches = match self.absence {
            Extent::WholeOrPartial => vec![Stretch { from: case.from, to: case.to }],
            Extent::Whole | Extent::Partial => match &case.certificates {
                Some(_) => whole_stretches(case),
                // Ended so early that no stretch can be long enough.
                None if !reaches(case.from, case.to, weeks, facts) => return Err(self.say("case_milestone.ended")),
                None => {
                    return Ok(Err(Part::unknown(Fact::CaseCertificates, format!("{at}/certificates"))));
                }
            },
        };
        for stretch in stretches {
            let Some(day) = facts.options.counting.deadline(stretch.from, weeks) else { continue };
            if stretch.to.is_none_or(|to| to >= day) {
                let arithmetic = Message::new("arithmetic.weeks")
                    .date("first", stretch.from)
                    .count("weeks", usize::from(weeks))
                    .term("counting", facts.options.counting)
                    .date("due", day);
                return Ok(Ok(Limit { day, arithmetic }));
            }
        }
        Err(match self.absence {
            Extent::WholeOrPartial => self.say("case_milestone.ended"),
            Extent::Whole | Extent::Partial => self.say("case_milestone.not_whole"),
        })
    }

    /// Where no number of weeks is named: as soon as possible after the absence began, or the plan was made.
    fn prompt_limit(&self, facts: &Facts<'_>, case: &Absence, at: &str) -> Result<Result<Limit, Part>, Message> {
        let start = if self.milestone == Milestone::PlanToIssuer {
            match &case.plans {
                None => return Ok(Err(Part::unknown(Fact::CasePlans, format!("{at}/plans")))),
                Some(plans) => plans
                    .iter()
                    .map(|plan| plan.date)
                    .filter(|day| *day <= facts.as_of)
                    .min()
                    .ok_or_else(|| self.say("case_milestone.no_plan"))?,
            }
        } else {
            case.from
        };
        let day = facts.promptly_after(start);
        if case.to.is_some_and(|to| to < day) && self.milestone != Milestone::PlanToIssuer {
            return Err(self.say("case_milestone.ended"));
        }
        let arithmetic = Message::new("arithmetic.promptly")
            .date("date", start)
            .count("days", usize::from(facts.options.promptly_days))
            .date("due", day);
        Ok(Ok(Limit { day, arithmetic }))
    }

    fn taken(&self, facts: &Facts<'_>, case: &Absence, at: &str) -> Taken {
        match self.milestone {
            Milestone::FollowUpPlan => {
                let plans = Facts::section(case.plans.as_ref(), Fact::CasePlans, &format!("{at}/plans"))?;
                Ok(plans.iter().map(|plan| plan.date).filter(|day| *day <= facts.as_of).min())
            }
            Milestone::PlanToIssuer => sent_to(Role::SickNoteIssuer, case, at, facts, Date::MIN),
            Milestone::Conversation => held(CaseMeetingKind::Conversation, case, at, facts),
            Milestone::DialogueMeetingHeld => held(CaseMeetingKind::DialogueMeeting, case, at, facts),
            Milestone::NavDialogueMeeting => held(CaseMeetingKind::NavDialogueMeeting, case, at, facts),
            Milestone::DialogueMeetingSummons => summoned(case, at, facts),
            Milestone::Activity => activity(case, at, facts),
            Milestone::UpdatedPlanToNav | Milestone::DialogueMeetingOnRequest => Ok(None),
        }
    }

    /// None when nothing excuses it, a part when that is not known, and why when it is excused.
    fn excused(&self, case: &Absence, at: &str, facts: &Facts<'_>) -> Result<Option<Part>, Message> {
        if !self.excusable {
            return Ok(None);
        }
        let Some(exceptions) = &case.exceptions else {
            return Ok(Some(Part::unknown(Fact::CaseExceptions, format!("{at}/exceptions"))));
        };
        let covers = |excepted: Milestone| {
            use Milestone as M;
            excepted == self.milestone
                || matches!(
                    (excepted, self.milestone),
                    (M::FollowUpPlan, M::PlanToIssuer)
                        | (M::DialogueMeetingSummons, M::DialogueMeetingHeld)
                        | (M::DialogueMeetingHeld, M::DialogueMeetingSummons)
                )
        };
        let exception = exceptions
            .iter()
            .filter(|one| one.date <= facts.as_of && covers(one.milestone))
            .min_by_key(|one| (one.date, one.reason, one.decided_by));
        match exception {
            None => Ok(None),
            Some(one) => Err(Message::new("case_milestone.excused")
                .term("milestone", self.milestone)
                .term("reason", one.reason)
                .term("role", one.decided_by)
                .date("date", one.date)),
        }
    }

    /// The updated plan reaches Nav so many weeks before each meeting that Nav calls.
    fn before_nav_meetings(&self, facts: &Facts<'_>, case: &Absence, at: &str) -> Result<Vec<Part>, Message> {
        let Some(meetings) = &case.meetings else {
            return Ok(vec![Part::unknown(Fact::CaseMeetings, format!("{at}/meetings"))]);
        };
        let weeks = self.weeks.unwrap_or_default();
        let mut days: Vec<Date> = meetings
            .iter()
            .filter(|meeting| is_navs(meeting))
            .filter(|meeting| was_called(meeting, facts.as_of))
            .filter_map(|meeting| meeting.date.as_ref().and_then(Known::yes).copied())
            .collect();
        days.sort_unstable();
        if days.is_empty() {
            return Err(self.say("case_milestone.no_nav_meeting"));
        }
        let mut earliest = Date::MIN;
        let mut parts = Vec::new();
        for day in days {
            let limit = day.plus_days(i64::from(weeks).saturating_mul(-7)).unwrap_or(Date::MIN);
            let part = match sent_to(Role::Nav, case, at, facts, earliest) {
                Err(unknown) => unknown,
                Ok(Some(sent)) if sent <= limit => Part::met(self.say("case_milestone.in_time").date("date", sent)),
                Ok(Some(sent)) if sent <= day => Part::partly(self.say("case_milestone.late").date("date", sent)),
                Ok(_) if facts.as_of <= limit => facts.absent(Part::due(self.say("case_milestone.due"))),
                Ok(_) => facts.absent(Part::not_met(self.say("case_milestone.overdue").date("due", limit))),
            };
            let arithmetic = Message::new("arithmetic.weeks_before")
                .date("meeting", day)
                .count("weeks", usize::from(weeks))
                .date("due", limit);
            parts.push(part.by(Some(limit)).from(format!("{at}/meetings")).because(arithmetic));
            earliest = day.plus_days(1).unwrap_or(Date::MAX);
        }
        Ok(parts)
    }

    /// Somebody found a meeting useful while the employee was partly away.
    fn on_request(&self, facts: &Facts<'_>, case: &Absence, at: &str) -> Result<Vec<Part>, Message> {
        let Some(meetings) = &case.meetings else {
            return Ok(vec![Part::unknown(Fact::CaseMeetings, format!("{at}/meetings"))]);
        };
        let mut parts = Vec::new();
        for (nth, meeting) in meetings.iter().enumerate() {
            if meeting.kind != CaseMeetingKind::DialogueMeeting {
                continue;
            }
            let at = format!("{at}/meetings/{nth}");
            let Some(requested) = &meeting.requested else {
                parts.push(Part::unknown(Fact::CaseMeetingRequested, format!("{at}/requested")));
                continue;
            };
            let Some(asked) = requested.iter().filter(|one| one.date <= facts.as_of).min_by_key(|one| (one.date, one.role))
            else {
                continue;
            };
            let say = |key| self.say(key).term("role", asked.role).date("asked", asked.date);
            let part = match &meeting.date {
                None => Part::unknown(Fact::CaseMeetingDate, format!("{at}/date")),
                Some(date) if date.by(facts.as_of) => Part::met(say("case_milestone.held_on_request")),
                Some(date) => Part::due(say("case_milestone.due_on_request")).by(date.yes().copied()),
            };
            parts.push(part.from(at));
        }
        if parts.is_empty() { Err(self.say("case_milestone.not_requested")) } else { Ok(parts) }
    }
}

struct Limit {
    day: Date,
    arithmetic: Message,
}

/// Days of one extent in a row; without an end while they go on.
struct Stretch {
    from: Date,
    to: Option<Date>,
}

fn reaches(from: Date, to: Option<Date>, weeks: u16, facts: &Facts<'_>) -> bool {
    let day = facts.options.counting.deadline(from, weeks);
    to.is_none_or(|to| day.is_some_and(|day| to >= day))
}

/// The stretches of whole absence. Days before the first certificate are days on the employee's own word:
/// whole. After the last certificate the case may go on; its grade holds.
fn whole_stretches(case: &Absence) -> Vec<Stretch> {
    let mut certificates: Vec<(Date, Grade)> =
        case.certificates.iter().flatten().map(|certificate| (certificate.from, certificate.grade)).collect();
    certificates.sort_unstable();
    let mut stretches = Vec::new();
    let mut open = Some(case.from);
    for (from, grade) in certificates {
        if grade < Grade::WHOLE {
            if let Some(start) = open.take()
                && start < from
            {
                stretches.push(Stretch { from: start, to: from.plus_days(-1) });
            }
        } else if open.is_none() {
            open = Some(from);
        }
    }
    if let Some(start) = open {
        stretches.push(Stretch { from: start, to: case.to });
    }
    stretches
}

fn is_navs(meeting: &CaseMeeting) -> bool {
    matches!(meeting.kind, CaseMeetingKind::NavDialogueMeeting | CaseMeetingKind::FurtherNavDialogueMeeting)
}

/// Whether the meeting had been called by the day: its first summons lies before, or is not noted.
fn was_called(meeting: &CaseMeeting, as_of: Date) -> bool {
    let first = meeting.summoned.iter().flatten().map(|one| one.date).min();
    first.is_none_or(|first| first <= as_of)
}

fn held(kind: CaseMeetingKind, case: &Absence, at: &str, facts: &Facts<'_>) -> Taken {
    let meetings = Facts::section(case.meetings.as_ref(), Fact::CaseMeetings, &format!("{at}/meetings"))?;
    let mut open = None;
    let mut first: Option<Date> = None;
    for (nth, meeting) in meetings.iter().enumerate().filter(|(_, meeting)| meeting.kind == kind) {
        match &meeting.date {
            None => open = Some(Part::unknown(Fact::CaseMeetingDate, format!("{at}/meetings/{nth}/date"))),
            Some(date) => {
                let day = date.yes().copied().filter(|day| *day <= facts.as_of);
                first = first.into_iter().chain(day).min();
            }
        }
    }
    open.map_or(Ok(first), Err)
}

fn summoned(case: &Absence, at: &str, facts: &Facts<'_>) -> Taken {
    let meetings = Facts::section(case.meetings.as_ref(), Fact::CaseMeetings, &format!("{at}/meetings"))?;
    let mut open = None;
    let mut first: Option<Date> = None;
    for (nth, meeting) in meetings.iter().enumerate().filter(|(_, one)| one.kind == CaseMeetingKind::DialogueMeeting) {
        match &meeting.summoned {
            None => open = Some(Part::unknown(Fact::CaseMeetingSummoned, format!("{at}/meetings/{nth}/summoned"))),
            Some(summoned) => {
                let days = summoned
                    .iter()
                    .filter(|one| one.role.stands_for(Role::Employee) && one.date <= facts.as_of)
                    .map(|one| one.date);
                first = first.into_iter().chain(days).min();
            }
        }
    }
    open.map_or(Ok(first), Err)
}

/// When a plan was first sent to the role, not before `earliest`.
fn sent_to(role: Role, case: &Absence, at: &str, facts: &Facts<'_>, earliest: Date) -> Taken {
    let plans = Facts::section(case.plans.as_ref(), Fact::CasePlans, &format!("{at}/plans"))?;
    let mut open = None;
    let mut first: Option<Date> = None;
    for (nth, plan) in plans.iter().enumerate().filter(|(_, plan)| plan.date <= facts.as_of) {
        match &plan.sent {
            None => open = Some(Part::unknown(Fact::PlanSent, format!("{at}/plans/{nth}/sent"))),
            Some(sent) => {
                let days = sent
                    .iter()
                    .filter(|one| one.role.stands_for(role) && (earliest..=facts.as_of).contains(&one.date))
                    .map(|one| one.date);
                first = first.into_iter().chain(days).min();
            }
        }
    }
    open.map_or(Ok(first), Err)
}

/// Work-related activity, which graded work is.
fn activity(case: &Absence, at: &str, facts: &Facts<'_>) -> Taken {
    let graded = case
        .certificates
        .iter()
        .flatten()
        .filter(|certificate| certificate.grade < Grade::WHOLE && certificate.from <= facts.as_of)
        .map(|certificate| certificate.from)
        .min();
    match (&case.activity, &case.certificates) {
        (Some(activity), Some(_)) => {
            let day = activity.yes().copied().filter(|day| *day <= facts.as_of);
            Ok(day.into_iter().chain(graded).min())
        }
        (None, _) => Err(Part::unknown(Fact::CaseActivity, format!("{at}/activity"))),
        (_, None) => Err(Part::unknown(Fact::CaseCertificates, format!("{at}/certificates"))),
    }
}

impl Kind for CaseMilestone {
    fn check(&self, facts: &Facts<'_>) -> Vec<Judgement> {
        facts.each_case(|facts, case, at| self.case(facts, case, at))
    }

    fn asks(&self) -> Vec<Fact> {
        let mut asks = vec![Fact::Coverage, Fact::Absences, Fact::CaseExceptions, Fact::CaseCertificates];
        asks.extend_from_slice(match self.milestone {
            Milestone::FollowUpPlan => &[Fact::CasePlans],
            Milestone::PlanToIssuer => &[Fact::CasePlans, Fact::PlanSent],
            Milestone::UpdatedPlanToNav => &[Fact::CasePlans, Fact::PlanSent, Fact::CaseMeetings],
            Milestone::Conversation | Milestone::DialogueMeetingHeld | Milestone::NavDialogueMeeting => {
                &[Fact::CaseMeetings, Fact::CaseMeetingDate]
            }
            Milestone::DialogueMeetingSummons => &[Fact::CaseMeetings, Fact::CaseMeetingSummoned],
            Milestone::DialogueMeetingOnRequest => {
                &[Fact::CaseMeetings, Fact::CaseMeetingRequested, Fact::CaseMeetingDate]
            }
            Milestone::Activity => &[Fact::CaseActivity],
        });
        asks
    }

    fn next(&self, _: &Facts<'_>) -> Option<Date> {
        None
    }

    fn explain(&self) -> Message {
        match (self.weeks, self.milestone) {
            (Some(weeks), Milestone::UpdatedPlanToNav) => {
                self.say("case_milestone.explain_before").count("weeks", usize::from(weeks))
            }
            (Some(weeks), _) => {
                self.say("case_milestone.explain").count("weeks", usize::from(weeks)).term("extent", self.absence)
            }
            (None, _) => self.say("case_milestone.explain_promptly"),
        }
    }
}
