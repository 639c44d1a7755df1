//! **Decides** for each case whether a step in the follow-up of a person was taken in time.
//! **Reads** the case: certificates, plans, meetings, exceptions, activity. **Asks** for what it leaves open.
//! **Edges**: absence that ends before the limit needs no step. A limit for whole absence counts from the
//! first day of a whole stretch and lapses when the absence becomes partial before it. A case follows the
//! version in force on its first day. A step left out with a category, a day and who decided is excused
//! where the act allows it.

use super::{Fact, Facts, Judgement, Kind, Part};
use crate::calendar::Date;
use crate::code::codes;
use crate::order::in_order;
use crate::record::{
    Absence, CaseMeeting, CaseMeetingKind, Certificate, CertificateKind, Grade, Known, Milestone, RoleDate,
};
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

/// When the step was first taken, as far as is known, and a fact that may show an earlier day.
struct Taken {
    first: Option<Date>,
    open: Option<Part>,
}

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
        let Taken { first, open } = self.taken(facts, case, at);
        let part = match (first, open) {
            (Some(day), _) if day <= limit.day => {
                Part::met(self.say("case_milestone.in_time").date("date", day))
            }
            (_, Some(open)) => open,
            (first, None) => match self.excused(case, at, limit.day, facts)? {
                Some(excused) => excused,
                None => match first {
                    Some(day) => Part::partly(self.say("case_milestone.late").date("date", day)),
                    None if facts.as_of <= limit.day => {
                        facts.absent(Part::due(self.say("case_milestone.due")))
                    }
                    None => {
                        facts.absent(Part::not_met(self.say("case_milestone.overdue").date("due", limit.day)))
                    }
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
            Extent::WholeOrPartial => vec![Stretch { from: case.from, to: facts.ended(case) }],
            Extent::Whole | Extent::Partial => match &case.certificates {
                Some(_) => whole_stretches(case, facts),
                // Ended so early that no stretch can be long enough.
                None if !reaches(case.from, facts.ended(case), weeks, facts) => {
                    return Err(self.say("case_milestone.ended"));
                }
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
    fn prompt_limit(
        &self,
        facts: &Facts<'_>,
        case: &Absence,
        at: &str,
    ) -> Result<Result<Limit, Part>, Message> {
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
        if facts.ended(case).is_some_and(|to| to < day) && self.milestone != Milestone::PlanToIssuer {
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
            Milestone::FollowUpPlan => match &case.plans {
                None => {
                    Taken { first: None, open: Some(Part::unknown(Fact::CasePlans, format!("{at}/plans"))) }
                }
                Some(plans) => {
                    let first = plans.iter().map(|plan| plan.date).filter(|day| *day <= facts.as_of).min();
                    Taken { first, open: None }
                }
            },
            Milestone::PlanToIssuer => sent_to(Role::SickNoteIssuer, case, at, facts, Date::MIN),
            Milestone::Conversation => held(CaseMeetingKind::Conversation, case, at, facts),
            Milestone::DialogueMeetingHeld => held(CaseMeetingKind::DialogueMeeting, case, at, facts),
            Milestone::NavDialogueMeeting => held(CaseMeetingKind::NavDialogueMeeting, case, at, facts),
            Milestone::DialogueMeetingSummons => summoned(case, at, facts),
            Milestone::Activity => activity(case, at, facts),
            Milestone::UpdatedPlanToNav | Milestone::DialogueMeetingOnRequest => {
                Taken { first: None, open: None }
            }
        }
    }

    /// Who can decide that the step is left out: the one who owes it.
    fn may_excuse(&self, role: Role) -> bool {
        match self.milestone {
            Milestone::NavDialogueMeeting | Milestone::Activity => role.stands_for(Role::Nav),
            _ => role.is_employer_side(),
        }
    }

    /// None when nothing excuses it, a part when that is not known or came late, and why when it is excused.
    fn excused(
        &self,
        case: &Absence,
        at: &str,
        limit: Date,
        facts: &Facts<'_>,
    ) -> Result<Option<Part>, Message> {
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
            .filter(|one| one.date <= facts.as_of && covers(one.milestone) && self.may_excuse(one.decided_by))
            .min_by_key(|one| (one.date, one.reason, one.decided_by));
        let Some(one) = exception else { return Ok(None) };
        let say = |key| {
            self.say(key).term("reason", one.reason).term("role", one.decided_by).date("date", one.date)
        };
        if one.date <= limit {
            Err(say("case_milestone.excused"))
        } else {
            Ok(Some(Part::partly(say("case_milestone.excused_late"))))
        }
    }

    /// The updated plan reaches Nav so many weeks before each meeting that Nav calls.
    fn before_nav_meetings(&self, facts: &Facts<'_>, case: &Absence, at: &str) -> Result<Vec<Part>, Message> {
        let Some(meetings) = &case.meetings else {
            return Ok(vec![Part::unknown(Fact::CaseMeetings, format!("{at}/meetings"))]);
        };
        let weeks = self.weeks.unwrap_or_default();
        let mut parts = Vec::new();
        for (nth, meeting) in
            meetings.iter().enumerate().filter(|(_, meeting)| is_called(meeting, facts.as_of))
        {
            let place = format!("{at}/meetings/{nth}");
            let day = match &meeting.date {
                None => {
                    parts.push(Part::unknown(Fact::CaseMeetingDate, format!("{place}/date")));
                    continue;
                }
                Some(Known::No) => continue,
                Some(Known::Yes(day)) => *day,
            };
            let limit = day.plus_days(i64::from(weeks).saturating_mul(-7)).unwrap_or(Date::MIN);
            // What was sent before Nav called is not the plan updated for this meeting.
            let Some(called) = meeting.summoned.iter().flatten().map(|one| one.date).min() else {
                parts.push(Part::unknown(Fact::CaseMeetingSummoned, format!("{place}/summoned")));
                continue;
            };
            let Taken { first, open } = sent_to(Role::Nav, case, at, facts, called);
            let part = match (first, open) {
                (Some(sent), _) if sent <= limit => {
                    Part::met(self.say("case_milestone.in_time").date("date", sent))
                }
                (_, Some(open)) => open,
                (Some(sent), None) if sent <= day => {
                    Part::partly(self.say("case_milestone.late").date("date", sent))
                }
                (_, None) if facts.as_of <= limit => facts.absent(Part::due(self.say("case_milestone.due"))),
                (_, None) => {
                    facts.absent(Part::not_met(self.say("case_milestone.overdue").date("due", limit)))
                }
            };
            let arithmetic = Message::new("arithmetic.weeks_before")
                .date("meeting", day)
                .count("weeks", usize::from(weeks))
                .date("due", limit);
            parts.push(part.by(Some(limit)).from(place).because(arithmetic));
        }
        if parts.is_empty() { Err(self.say("case_milestone.no_nav_meeting")) } else { Ok(parts) }
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
            let place = at;
            let at = format!("{at}/meetings/{nth}");
            let Some(requested) = &meeting.requested else {
                parts.push(Part::unknown(Fact::CaseMeetingRequested, format!("{at}/requested")));
                continue;
            };
            let Some(asked) = requested
                .iter()
                .filter(|one| one.date <= facts.as_of && may_request(one.role))
                .min_by_key(|one| (one.date, one.role))
            else {
                continue;
            };
            let say = |key| self.say(key).term("role", asked.role).date("asked", asked.date);
            let part = match &meeting.date {
                _ if case.certificates.is_none() => {
                    parts.push(Part::unknown(Fact::CaseCertificates, format!("{place}/certificates")));
                    continue;
                }
                _ if !is_partly_away(case, asked.date) => continue,
                Some(date) if !date.by(facts.as_of) && facts.ended(case).is_some() => continue,
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
fn whole_stretches(case: &Absence, facts: &Facts<'_>) -> Vec<Stretch> {
    let certificates = in_order(case.certificates.as_deref().unwrap_or_default(), |certificate| {
        // On one day the whole comes last: it is what the person is away from.
        let rank = if is_whole(certificate) { "whole" } else { "part" };
        (certificate.from <= facts.as_of).then_some((certificate.from, rank))
    });
    let mut stretches = Vec::new();
    let mut open = Some(case.from);
    for (_, certificate) in certificates {
        let from = certificate.from;
        if is_whole(certificate) {
            open = open.or(Some(from));
        } else if let Some(start) = open.take()
            && start < from
        {
            stretches.push(Stretch { from: start, to: from.plus_days(-1) });
        }
    }
    if let Some(start) = open {
        stretches.push(Stretch { from: start, to: facts.ended(case) });
    }
    stretches
}

/// Single days of treatment, a travel grant and waiting are days at work, whatever their grade.
fn is_whole(certificate: &Certificate) -> bool {
    use CertificateKind as K;
    certificate.grade == Grade::WHOLE
        && !matches!(certificate.kind, Some(K::TreatmentDays | K::TravelGrant | K::Waiting))
}

/// Employer, employee or issuer of the sick note (aml § 4-6 (4)).
fn may_request(role: Role) -> bool {
    role.is_employer_side() || role.is(Role::Employee) || role.is(Role::SickNoteIssuer)
}

/// Whether the newest certificate on the day is for a part of the work.
fn is_partly_away(case: &Absence, day: Date) -> bool {
    let on_day = case.certificates.iter().flatten().filter(|certificate| certificate.from <= day);
    on_day
        .max_by_key(|certificate| (certificate.from, certificate.grade))
        .is_some_and(|newest| !is_whole(newest))
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

/// The first day over a list of entries, each with a day, none, or an open fact.
fn first_of<T>(
    entries: Option<&[T]>,
    missing: (Fact, String),
    day: impl Fn(usize, &T) -> Result<Option<Date>, Part>,
) -> Taken {
    let Some(entries) = entries else {
        return Taken { first: None, open: Some(Part::unknown(missing.0, missing.1)) };
    };
    let mut taken = Taken { first: None, open: None };
    for (nth, entry) in entries.iter().enumerate() {
        match day(nth, entry) {
            Ok(day) => taken.first = taken.first.into_iter().chain(day).min(),
            Err(open) => taken.open = Some(open),
        }
    }
    taken
}

fn held(kind: CaseMeetingKind, case: &Absence, at: &str, facts: &Facts<'_>) -> Taken {
    let missing = (Fact::CaseMeetings, format!("{at}/meetings"));
    first_of(case.meetings.as_deref(), missing, |nth, meeting| match &meeting.date {
        _ if meeting.kind != kind => Ok(None),
        None => Err(Part::unknown(Fact::CaseMeetingDate, format!("{at}/meetings/{nth}/date"))),
        Some(date) => Ok(date.yes().copied().filter(|day| *day <= facts.as_of)),
    })
}

fn summoned(case: &Absence, at: &str, facts: &Facts<'_>) -> Taken {
    let missing = (Fact::CaseMeetings, format!("{at}/meetings"));
    first_of(case.meetings.as_deref(), missing, |nth, meeting| match &meeting.summoned {
        _ if meeting.kind != CaseMeetingKind::DialogueMeeting => Ok(None),
        None => Err(Part::unknown(Fact::CaseMeetingSummoned, format!("{at}/meetings/{nth}/summoned"))),
        Some(summoned) => Ok(earliest(summoned, Role::Employee, Date::MIN, facts.as_of)),
    })
}

/// When a plan was first sent to the role, not before `earliest_day`.
fn sent_to(role: Role, case: &Absence, at: &str, facts: &Facts<'_>, earliest_day: Date) -> Taken {
    let missing = (Fact::CasePlans, format!("{at}/plans"));
    first_of(case.plans.as_deref(), missing, |nth, plan| match &plan.sent {
        _ if plan.date > facts.as_of => Ok(None),
        None => Err(Part::unknown(Fact::PlanSent, format!("{at}/plans/{nth}/sent"))),
        Some(sent) => Ok(earliest(sent, role, earliest_day, facts.as_of)),
    })
}

fn earliest(dates: &[RoleDate], role: Role, from: Date, to: Date) -> Option<Date> {
    dates
        .iter()
        .filter(|one| one.role.stands_for(role) && (from..=to).contains(&one.date))
        .map(|one| one.date)
        .min()
}

/// Work-related activity, which graded work is.
fn activity(case: &Absence, at: &str, facts: &Facts<'_>) -> Taken {
    let graded = case
        .certificates
        .iter()
        .flatten()
        .filter(|certificate| !is_whole(certificate) && certificate.from <= facts.as_of)
        .map(|certificate| certificate.from);
    let own = case.activity.as_ref().and_then(Known::yes).copied().filter(|day| *day <= facts.as_of);
    let open = match (&case.activity, &case.certificates) {
        (None, _) => Some(Part::unknown(Fact::CaseActivity, format!("{at}/activity"))),
        (_, None) => Some(Part::unknown(Fact::CaseCertificates, format!("{at}/certificates"))),
        _ => None,
    };
    Taken { first: graded.chain(own).min(), open }
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
            Milestone::UpdatedPlanToNav => &[
                Fact::CasePlans,
                Fact::PlanSent,
                Fact::CaseMeetings,
                Fact::CaseMeetingDate,
                Fact::CaseMeetingSummoned,
            ],
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
            (Some(weeks), _) => self
                .say("case_milestone.explain")
                .count("weeks", usize::from(weeks))
                .term("extent", self.absence),
            (None, _) => self.say("case_milestone.explain_promptly"),
        }
    }
}
