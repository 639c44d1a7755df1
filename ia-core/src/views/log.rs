use super::timeline::{CaseError, MissingFact, timeline};
use super::{BasisView, shown};
use crate::assess::{State, View, judge_case};
use crate::calendar::Date;
use crate::catalogue::norm;
use crate::code::{Code as _, codes};
use crate::follow_up::{StepStatus, of_case};
use crate::order::sorted;
use crate::record::{Absence, Id, Known, Milestone};
use crate::requirement::Options;
use crate::role::Role;
use crate::text::{Lang, Message, table};

codes! {
    /// What happened in a case.
    pub enum LogEvent as "log_event" {
        /// The absence began.
        AbsenceBegan = "absence_began",
        /// A conversation, a plan or a meeting was asked for.
        Requested = "requested",
        /// Somebody was summoned to a meeting.
        Summoned = "summoned",
        /// The plan was ready, or ready anew.
        PlanMade = "plan_made",
        /// The plan was sent.
        PlanSent = "plan_sent",
        /// A meeting was held.
        MeetingHeld = "meeting_held",
        /// A step was left out.
        LeftOut = "left_out",
        /// The absence ended.
        AbsenceEnded = "absence_ended",
    }
}

shown! {
    /// What the employer can show of the follow-up of one case: who was summoned, who came, what was sent and what was
    /// left out (aml § 4-6 (5)). Nothing in it is about health.
    pub struct FollowUpLog {
        /// The case.
        pub case: Id,
        /// The person, by opaque id.
        pub person: Id,
        /// The day up to which it tells.
        pub as_of: Date,
        /// What happened, in the order of the days.
        pub entries: Vec<LogEntry>,
        /// What is not there and should be.
        pub gaps: Vec<LogGap>,
        /// Whether nothing is missing.
        pub complete: bool,
        /// The rule, where there was one when the absence began.
        pub basis: Vec<BasisView>,
    }

    /// Something that happened.
    pub struct LogEntry {
        /// When.
        pub date: Date,
        /// What.
        pub event: LogEvent,
        /// In words.
        pub text: String,
        /// Who: those summoned, those who came, those it was sent to, or who decided.
        pub roles: Vec<Role>,
        /// The roles in words.
        pub who: String,
    }

    /// Something that is missing.
    pub struct LogGap {
        /// In words.
        pub text: String,
        /// The step it belongs to.
        pub milestone: Milestone,
        /// The facts that would fill it.
        pub missing: Vec<MissingFact>,
    }
}

/// The norm on being able to show how the follow-up was done.
const DOCUMENTATION: &str = "follow-up-documentation";
/// The steps whose omission is to be noted.
const NOTED: [Milestone; 2] = [Milestone::FollowUpPlan, Milestone::DialogueMeetingSummons];

/// What can be shown of one case up to a day, and whether anything is missing.
///
/// Without a viewer, the log is for the host system.
///
/// # Errors
/// [`CaseError`] when the viewer may not see the case, or the crate was built without the language.
pub fn follow_up_log(
    case: &Absence,
    as_of: Date,
    options: &Options,
    view: Option<&View>,
    lang: Lang,
) -> Result<FollowUpLog, CaseError> {
    let table = table(lang)?;
    let steps = timeline(case, as_of, options, view, lang)?.steps;
    let mut log = FollowUpLog {
        case: case.id.clone(),
        person: case.person.clone(),
        as_of,
        entries: Vec::new(),
        gaps: Vec::new(),
        complete: false,
        basis: Vec::new(),
    };
    let who = |roles: &[Role]| Message::new("log.who").terms("roles", roles).render(table);
    for (date, event, message, mut roles) in events(case) {
        if date <= as_of {
            roles = Role::ALL.iter().copied().filter(|role| roles.contains(role)).collect();
            let text = message.render(table);
            let who = if roles.is_empty() { String::new() } else { who(&roles) };
            log.entries.push(LogEntry { date, event, text, roles, who });
        }
    }
    // Of one day, in the order of the events: each has a letter.
    let letter = |event: LogEvent| "abcdefghijklmnopqrstuvwxyz".get(event.place()..).unwrap_or_default();
    log.entries = sorted(log.entries, |entry| (entry.date, letter(entry.event)));
    if let Some(documentation) =
        steps.iter().flat_map(|step| &step.more).find(|entry| entry.norm == DOCUMENTATION)
    {
        log.basis.clone_from(&documentation.basis);
    }
    for step in steps {
        // A step that only one reading asks for by now is not there either.
        let is_missing = match step.status {
            StepStatus::Overdue | StepStatus::Unknown => true,
            StepStatus::Contestable => step.taken.is_none(),
            _ => false,
        };
        if NOTED.contains(&step.milestone) && is_missing {
            let text = Message::new("log.step_missing").term("milestone", step.milestone).render(table);
            log.gaps.push(LogGap { text, milestone: step.milestone, missing: step.missing });
        }
    }
    if let Some(judged) =
        norm(DOCUMENTATION).and_then(|norm| judge_case(norm, &of_case(case, as_of), as_of, options))
    {
        for part in
            judged.judgement.parts.iter().filter(|part| matches!(part.state, State::Unknown | State::NotMet))
        {
            let text = part.reason.message.render(table);
            let missing = part.missing.iter().map(|missing| MissingFact::of(missing, table)).collect();
            log.gaps.push(LogGap { text, milestone: Milestone::DialogueMeetingHeld, missing });
        }
    }
    log.complete = log.gaps.is_empty();
    Ok(log)
}

type Event = (Date, LogEvent, Message, Vec<Role>);

fn events(case: &Absence) -> Vec<Event> {
    use LogEvent as E;
    let plain = |key: &'static str| Message::new(key);
    let mut events: Vec<Event> =
        vec![(case.from, E::AbsenceBegan, plain(E::AbsenceBegan.label()), Vec::new())];
    events.extend(case.to.map(|to| (to, E::AbsenceEnded, plain(E::AbsenceEnded.label()), Vec::new())));
    for plan in case.plans.iter().flatten() {
        let with = plan.with_employee.filter(|with| *with).map(|_| Role::SickListedEmployee);
        events.push((plan.date, E::PlanMade, plain(E::PlanMade.label()), with.into_iter().collect()));
        for sent in plan.sent.iter().flatten() {
            events.push((sent.date, E::PlanSent, plain(E::PlanSent.label()), vec![sent.role]));
        }
    }
    for meeting in case.meetings.iter().flatten() {
        let about =
            |event: LogEvent| Message::new("log.meeting").term("event", event).term("meeting", meeting.kind);
        for asked in meeting.requested.iter().flatten() {
            events.push((asked.date, E::Requested, about(E::Requested), vec![asked.role]));
        }
        for summoned in meeting.summoned.iter().flatten() {
            events.push((summoned.date, E::Summoned, about(E::Summoned), vec![summoned.role]));
        }
        if let Some(day) = meeting.date.as_ref().and_then(Known::yes) {
            let came = meeting.attended.clone().unwrap_or_default();
            events.push((*day, E::MeetingHeld, about(E::MeetingHeld), came));
        }
    }
    for exception in case.exceptions.iter().flatten() {
        let message = Message::new("log.left_out")
            .term("milestone", exception.milestone)
            .term("reason", exception.reason);
        events.push((exception.date, E::LeftOut, message, vec![exception.decided_by]));
    }
    events
}
