//! **Decides** for each case whether a step in the follow-up of a person was taken in time.
//! **Reads** the case: certificates, plans, meetings, exceptions, activity. **Asks** for what it leaves open.
//! **Edges**: absence that ends before the limit needs no step. A limit for whole absence counts from the
//! first day of a whole stretch and lapses when the absence becomes partial before it, or work is resumed. A case
//! follows the version in force on its first day. What is dated before the case began is a slip of the pen, and not
//! known; what is of an earlier stretch of the same absence counts, and a plan of one is due for revision. A certificate
//! that activity is not possible documents no ground alone. Where no source settles how absence is counted, a step that is
//! in time by one reading and late by another is contestable. A step left out with a category, a day and who decided is
//! excused where the act allows it.

use super::case_facts::{Stretch, Taken, earliest, first_of, first_partly_away, sent_to, whole_stretches};
use super::facts::not_before;
use super::index::PlanBefore;
use super::reading::{ByReading, together};
use super::{Fact, Facts, Judgement, Kind, Options, Part, Reading, Reason, State, below};
use crate::calendar::{Date, Weekend};
use crate::code::codes;
use crate::json::rules;
use crate::record::{Absence, CaseMeetingKind, CertificateKind, Exception, Known, Milestone};
use crate::role::Role;
use crate::text::{Message, day_of};

codes! {
    /// How much of the work a person must be away from.
    pub enum Extent as "extent", default WholeOrPartial {
        /// Wholly.
        Whole = "whole",
        /// Partly.
        Partial = "partial",
        /// Wholly or partly.
        WholeOrPartial = "whole_or_partial",
    }
}

rules! {
    /// A step in the follow-up of a person is taken in time.
    #[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
    pub struct CaseMilestone {
        /// The step.
        pub milestone: Milestone,
        /// The limit in weeks of absence. None where the source names no number.
        pub weeks: Option<u16> = default,
        /// The limit in months of absence, where the source names months.
        pub months: Option<u16> = default,
        /// Which absence the limit counts.
        pub absence: Extent = default,
        /// The roles that can decide to leave it out; none where the source knows no exception.
        pub excusable_by: Vec<Role> = default,
        /// Other steps that it falls away with when they are left out.
        pub excused_with: Vec<Milestone> = default,
        /// Whether no source settles how the absence is counted, so that there are two readings
        /// ([`Reading`](super::Reading)).
        pub unsettled: bool = default,
    }
}

impl CaseMilestone {
    fn case(&self, facts: &Facts<'_>, case: &Absence, at: &str) -> Result<Vec<Part>, Message> {
        let (first, other) = self.first_days(facts, case);
        let Some(other) = other else { return Ok(vec![self.by_reading(facts, case, at, first)?]) };
        let [one, other] = [first, other].map(|day| match self.law_of(facts, day) {
            Some(rule) => rule.by_reading(facts, case, at, day),
            None => Err(self.say("case_milestone.ended")),
        });
        Ok(vec![together(one, other, |earlier, later| self.contested(earlier, later))?])
    }

    /// The day the absence is counted from, and the day by the other reading, where there are two.
    fn first_days(&self, facts: &Facts<'_>, case: &Absence) -> (Date, Option<Date>) {
        let reading = if self.unsettled { facts.options.reading } else { Reading::NavCase };
        reading.first_days(case, facts.as_of)
    }

    /// The rule in force on a day. Each reading goes by the law of its own first day.
    fn law_of<'f>(&'f self, facts: &'f Facts<'_>, day: Date) -> Option<&'f Self> {
        if facts.version.contains(day) {
            return Some(self);
        }
        facts.norm?.milestone_on(day)
    }

    /// A step that is in time by one reading and late by the other. `later` is the other's part, if it has a limit.
    fn contested(&self, earlier: Part, later: Option<Part>) -> Part {
        let day = |part: &Part| {
            day_of(&part.reason.message).filter(|_| part.reason.message.key == "case_milestone.late")
        };
        let taken = day(&earlier).or_else(|| later.as_ref().and_then(day));
        let last = later.as_ref().and_then(|later| later.due);
        let left_out = if earlier.reason.message.key == "case_milestone.excused_late" {
            day_of(&earlier.reason.message)
        } else {
            None
        };
        let key = match (taken, last) {
            _ if left_out.is_some() => "case_milestone.contestable_left_out",
            (Some(_), Some(_)) => "case_milestone.contestable_late",
            (Some(_), None) => "case_milestone.contestable_late_or_not_asked_for",
            (None, Some(_)) => "case_milestone.contestable",
            (None, None) => "case_milestone.contestable_or_not_asked_for",
        };
        let days = [("date", taken), ("decided", left_out), ("due", earlier.due), ("later", last)];
        let days = days.into_iter().filter_map(|(name, day)| Some((name, day?)));
        let message = days.fold(self.say(key), |message, (name, day)| message.date(name, day));
        let mut part = Part::contestable(message, last);
        // What was done has no day any more.
        part.due = earlier.due.filter(|_| earlier.state == State::NotMet);
        part.reason.facts = earlier.reason.facts;
        // The day that is shown is the earlier one, so its arithmetic comes last.
        part.reason.because = later.into_iter().flat_map(|later| later.reason.because).collect();
        part.reason.because.extend(earlier.reason.because);
        part
    }

    /// How it stands by one reading, which counts the absence from `first`.
    fn by_reading(&self, facts: &Facts<'_>, case: &Absence, at: &str, first: Date) -> ByReading {
        let limit = match self.limit(facts, case, at, first)? {
            Ok(limit) => limit,
            Err(unknown) => return Ok(unknown),
        };
        let Taken { first: taken, open } = self.taken(facts, case, at);
        let part = match (taken, open) {
            (Some(day), _) if self.is_plan_of_before(day, case) => self.revision(day, facts, case),
            (Some(day), _) if day <= limit.day => {
                Part::met(self.say("case_milestone.in_time").date("date", day))
            }
            (_, Some(open)) => open,
            (taken, None) => match self.excused(case, at, limit.day, facts)? {
                Some(excused) => excused,
                None => match taken {
                    Some(day) => Part::partly(self.say("case_milestone.late").date("date", day)),
                    None if facts.as_of <= limit.day => {
                        facts.absent(Part::due(self.say("case_milestone.due")))
                    }
                    None if self.has_ground_undocumented(case, limit.day, facts.as_of) => Part {
                        reason: Reason::new(Some(State::Unknown), self.say("case_milestone.no_ground")),
                        ..Part::unknown(Fact::CaseExceptions, below(at, "exceptions"))
                    },
                    None => {
                        let overdue =
                            Part::not_met(self.say("case_milestone.overdue").date("due", limit.day));
                        facts.absent(if limit.is_ours { overdue.by_our_day() } else { overdue })
                    }
                },
            },
        };
        Ok(part.by(Some(limit.day)).from(at).because(limit.arithmetic))
    }

    /// A plan that was made in an earlier stretch of the same absence.
    fn is_plan_of_before(&self, day: Date, case: &Absence) -> bool {
        self.milestone == Milestone::FollowUpPlan && day < case.first_by_any_reading()
    }

    /// A plan of an earlier stretch counts, and is to be revised; no act says by when.
    fn revision(&self, made: Date, facts: &Facts<'_>, case: &Absence) -> Part {
        let days = case.plans.iter().flatten().map(|plan| plan.date);
        match days.filter(|day| (case.first_by_any_reading()..=facts.as_of).contains(day)).min() {
            Some(revised) => {
                Part::met(self.say("case_milestone.revised").date("made", made).date("date", revised))
            }
            None => Part::due(self.say("case_milestone.to_revise").date("date", made)),
        }
    }

    /// A doctor has said that activity is not possible, and nobody has documented the ground (ftrl § 8-8 (2)).
    fn has_ground_undocumented(&self, case: &Absence, limit: Date, as_of: Date) -> bool {
        self.milestone == Milestone::Activity
            && case.certificates.iter().flatten().any(|one| {
                one.kind == Some(CertificateKind::ActivityNotPossible) && one.from <= as_of && one.to >= limit
            })
    }

    fn length(&self) -> Option<Length> {
        self.weeks.map(Length::Weeks).or(self.months.map(Length::Months))
    }

    fn say(&self, key: &'static str) -> Message {
        Message::new(key).term("milestone", self.milestone)
    }

    /// The day the limit is counted from, and the limit; nothing where there is none or it is not known.
    pub(crate) fn limit_of(&self, facts: &Facts<'_>, case: &Absence) -> Option<(Date, Date)> {
        let (first, other) = self.first_days(facts, case);
        let of = |day: Date| {
            let limit = self.law_of(facts, day)?.limit(facts, case, "", day).ok()?.ok()?;
            Some((limit.from, limit.day))
        };
        // Reminders go by the earlier.
        core::iter::once(first).chain(other).filter_map(of).min_by_key(|(_, day)| *day)
    }

    /// The last day for the step, an open fact, or why the case has none.
    fn limit(
        &self,
        facts: &Facts<'_>,
        case: &Absence,
        at: &str,
        first: Date,
    ) -> Result<Result<Limit, Part>, Message> {
        let Some(length) = self.length() else {
            return self.prompt_limit(facts, case, at, first);
        };
        let stretches = match self.absence {
            Extent::WholeOrPartial => vec![Stretch { from: first, to: facts.ended(case) }],
            Extent::Whole | Extent::Partial => match &case.certificates {
                Some(_) => whole_stretches(case, facts.as_of),
                // Ended so early that no stretch can be long enough.
                None if !reaches(first, facts.ended(case), length, facts) => {
                    return Err(self.say("case_milestone.ended"));
                }
                None => {
                    // The day it is due when the absence is whole from its first day.
                    let unknown = Part::unknown(Fact::CaseCertificates, below(at, "certificates"));
                    return Ok(Err(unknown.by(length.deadline(first, facts.options))));
                }
            },
        };
        for stretch in stretches {
            let Some(day) = length.deadline(stretch.from, facts.options) else { continue };
            if reaches(stretch.from, stretch.to, length, facts) {
                let arithmetic = length.arithmetic(stretch.from, facts.options).date("due", day);
                return Ok(Ok(Limit { from: stretch.from, day, arithmetic, is_ours: false }));
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
        first: Date,
    ) -> Result<Result<Limit, Part>, Message> {
        let start = if self.milestone == Milestone::PlanToIssuer {
            match &case.plans {
                None => return Ok(Err(Part::unknown(Fact::CasePlans, below(at, "plans")))),
                Some(plans) => plans
                    .iter()
                    .map(|plan| plan.date)
                    .filter(|day| *day <= facts.as_of)
                    .min()
                    .ok_or_else(|| self.say("case_milestone.no_plan"))?,
            }
        } else {
            first
        };
        let day = facts.promptly_after(start);
        if facts.ended(case).is_some_and(|to| to < day) && self.milestone != Milestone::PlanToIssuer {
            return Err(self.say("case_milestone.ended"));
        }
        let arithmetic = Message::new("arithmetic.promptly")
            .date("date", start)
            .count("days", usize::from(facts.options.promptly_days))
            .date("due", day);
        Ok(Ok(Limit { from: start, day, arithmetic, is_ours: true }))
    }

    fn taken(&self, facts: &Facts<'_>, case: &Absence, at: &str) -> Taken {
        match self.milestone {
            Milestone::FollowUpPlan => {
                let missing = (Fact::CasePlans, below(at, "plans"));
                // A plan that stands with an earlier stretch of the same absence is the same plan.
                let own = first_of(case.plans.as_deref(), missing, |nth, plan| {
                    if plan.date > facts.as_of {
                        return Ok(None);
                    }
                    facts.in_case(plan.date, Fact::CasePlans, &|| format!("{at}/plans/{nth}/date")).map(Some)
                });
                let PlanBefore { made, made_open, .. } = facts.index.plan_before(facts.place);
                own.or(made, made_open.map(|at| Part::unknown(Fact::CasePlans, at)))
            }
            Milestone::PlanToIssuer => {
                let own = sent_to(Role::SickNoteIssuer, case, at, facts, Date::MIN);
                let PlanBefore { sent, sent_open, .. } = facts.index.plan_before(facts.place);
                own.or(sent, sent_open.map(|at| Part::unknown(Fact::PlanSent, at)))
            }
            Milestone::Conversation => held(CaseMeetingKind::Conversation, case, at, facts),
            Milestone::DialogueMeetingHeld | Milestone::DialogueMeetingOnRequest => {
                held(CaseMeetingKind::DialogueMeeting, case, at, facts)
            }
            Milestone::NavDialogueMeeting => held(CaseMeetingKind::NavDialogueMeeting, case, at, facts),
            Milestone::DialogueMeetingSummons => summoned(case, at, facts),
            Milestone::Activity => activity(case, at, facts),
            Milestone::UpdatedPlanToNav | Milestone::ReportToNav => {
                sent_to(Role::Nav, case, at, facts, Date::MIN)
            }
            // What Nav does on its own: the record has no fact about it, and no norm asks for it.
            Milestone::NavQuestion | Milestone::NavLetter | Milestone::BenefitEnd => {
                Taken { first: None, open: None }
            }
        }
    }

    /// The exception that counts: the first one of the step by somebody who may decide it.
    pub(crate) fn exception<'a>(
        &self,
        exceptions: &'a [Exception],
        (first, as_of): (Date, Date),
    ) -> Option<&'a Exception> {
        let covers = |step: Milestone| step == self.milestone || self.excused_with.contains(&step);
        let decides = |role: Role| self.excusable_by.iter().any(|&one| role.stands_for_in_case(one));
        exceptions
            .iter()
            .filter(|one| {
                (first..=as_of).contains(&one.date) && covers(one.milestone) && decides(one.decided_by)
            })
            .min_by_key(|one| (one.date, one.reason, one.decided_by))
    }

    /// None when nothing excuses it, a part when that is not known or came late, and why when it is excused.
    fn excused(
        &self,
        case: &Absence,
        at: &str,
        limit: Date,
        facts: &Facts<'_>,
    ) -> Result<Option<Part>, Message> {
        if self.excusable_by.is_empty() {
            return Ok(None);
        }
        let Some(exceptions) = &case.exceptions else {
            return Ok(Some(Part::unknown(Fact::CaseExceptions, below(at, "exceptions"))));
        };
        let Some(one) = self.exception(exceptions, (facts.earliest, facts.as_of)) else {
            let before = self.exception(exceptions, (Date::MIN, facts.as_of));
            return Ok(before.map(|one| {
                Part::too_early(Fact::CaseExceptions, below(at, "exceptions"), one.date, facts.earliest)
            }));
        };
        let say = |key| {
            self.say(key).term("reason", one.reason).term("role", one.decided_by).date("date", one.date)
        };
        if one.date <= limit {
            Err(say("case_milestone.excused"))
        } else {
            Ok(Some(Part::partly(say("case_milestone.excused_late"))))
        }
    }
}

/// How long an absence must last for the limit.
#[derive(Clone, Copy)]
enum Length {
    Weeks(u16),
    Months(u16),
}

impl Length {
    fn deadline(self, first: Date, options: &Options) -> Option<Date> {
        match self {
            Self::Weeks(weeks) => options.deadline(first, weeks),
            Self::Months(months) => options.deadline_in_months(first, months),
        }
    }

    fn arithmetic(self, first: Date, options: &Options) -> Message {
        let message = match self {
            Self::Weeks(weeks) => Message::new("arithmetic.weeks").count("weeks", usize::from(weeks)),
            Self::Months(months) => Message::new("arithmetic.months").count("months", usize::from(months)),
        };
        message.date("first", first).term("counting", options.counting)
    }
}

struct Limit {
    from: Date,
    day: Date,
    arithmetic: Message,
    /// Whether the day is a convention of ours.
    is_ours: bool,
}

/// Whether an absence lasts to the limit. A convention for weekends moves the day on which the step is due, and not who has
/// the duty.
fn reaches(from: Date, to: Option<Date>, length: Length, facts: &Facts<'_>) -> bool {
    let day = length.deadline(from, &Options { weekend: Weekend::Stays, ..*facts.options });
    to.is_none_or(|to| day.is_some_and(|day| to >= day))
}

fn held(kind: CaseMeetingKind, case: &Absence, at: &str, facts: &Facts<'_>) -> Taken {
    let missing = (Fact::CaseMeetings, below(at, "meetings"));
    first_of(case.meetings.as_deref(), missing, |nth, meeting| match &meeting.date {
        _ if meeting.kind != kind => Ok(None),
        None => Err(Part::unknown(Fact::CaseMeetingDate, format!("{at}/meetings/{nth}/date"))),
        Some(date) => match date.yes().copied().filter(|day| *day <= facts.as_of) {
            Some(day) => {
                facts.in_case(day, Fact::CaseMeetingDate, &|| format!("{at}/meetings/{nth}/date")).map(Some)
            }
            None => Ok(None),
        },
    })
}

fn summoned(case: &Absence, at: &str, facts: &Facts<'_>) -> Taken {
    let missing = (Fact::CaseMeetings, below(at, "meetings"));
    first_of(case.meetings.as_deref(), missing, |nth, meeting| match &meeting.summoned {
        _ if meeting.kind != CaseMeetingKind::DialogueMeeting => Ok(None),
        None => Err(Part::unknown(Fact::CaseMeetingSummoned, format!("{at}/meetings/{nth}/summoned"))),
        Some(summoned) => {
            let place = format!("{at}/meetings/{nth}/summoned");
            let days = (facts.earliest, facts.as_of);
            earliest((summoned, &place), Role::Employee, days, Fact::CaseMeetingSummoned)
        }
    })
}

/// Work-related activity, which graded work is.
fn activity(case: &Absence, at: &str, facts: &Facts<'_>) -> Taken {
    let graded = first_partly_away(case, facts.as_of);
    let own = case.activity.as_ref().and_then(Known::yes).copied().filter(|day| *day <= facts.as_of);
    let open = match (&case.activity, &case.certificates) {
        (None, _) => Some(Part::unknown(Fact::CaseActivity, below(at, "activity"))),
        (_, None) => Some(Part::unknown(Fact::CaseCertificates, below(at, "certificates"))),
        _ => None,
    };
    let own = own.map(|day| not_before(facts.earliest, day, Fact::CaseActivity, &|| below(at, "activity")));
    match own {
        Some(Err(too_early)) => Taken { first: graded, open: Some(too_early) },
        own => Taken { first: graded.into_iter().chain(own.and_then(Result::ok)).min(), open },
    }
}

impl Kind for CaseMilestone {
    fn is_about_cases(&self) -> bool {
        true
    }

    fn check(&self, facts: &Facts<'_>) -> Vec<Judgement> {
        facts.each_case(&|facts, case, at| self.case(facts, case, at))
    }

    fn asks(&self) -> Vec<Fact> {
        let mut asks = vec![Fact::Coverage, Fact::Absences, Fact::CaseExceptions, Fact::CaseCertificates];
        asks.extend_from_slice(match self.milestone {
            Milestone::FollowUpPlan => &[Fact::CasePlans],
            Milestone::PlanToIssuer | Milestone::UpdatedPlanToNav | Milestone::ReportToNav => {
                &[Fact::CasePlans, Fact::PlanSent]
            }
            Milestone::Conversation
            | Milestone::DialogueMeetingHeld
            | Milestone::DialogueMeetingOnRequest
            | Milestone::NavDialogueMeeting => &[Fact::CaseMeetings, Fact::CaseMeetingDate],
            Milestone::DialogueMeetingSummons => &[Fact::CaseMeetings, Fact::CaseMeetingSummoned],
            Milestone::Activity => &[Fact::CaseActivity],
            Milestone::NavQuestion | Milestone::NavLetter | Milestone::BenefitEnd => &[],
        });
        asks
    }

    fn roles(&self) -> Vec<Role> {
        self.excusable_by.clone()
    }

    fn next(&self, _: &Facts<'_>) -> Option<Date> {
        None
    }

    fn explain(&self) -> Message {
        match (self.weeks, self.months) {
            (Some(weeks), _) => self
                .say("case_milestone.explain")
                .count("weeks", usize::from(weeks))
                .term("extent", self.absence),
            (None, Some(months)) => self
                .say("case_milestone.explain_months")
                .count("months", usize::from(months))
                .term("extent", self.absence),
            (None, None) => self.say("case_milestone.explain_promptly"),
        }
    }
}
