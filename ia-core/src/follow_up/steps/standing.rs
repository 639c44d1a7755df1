//! How the steps of one case stand on a day, as data: the sentences are messages, not text.

use super::limits::{StepLimits, is_unsettled};
use super::status::{StepReason, StepStatus};
use super::{CatalogueStep, CountedFrom, Gap, follow_up, gaps};
use crate::assess::{CaseJudgement, judge_case, version_of};
use crate::calendar::Date;
use crate::catalogue::{Norm, Version, norm};
use crate::follow_up::counts::benefit::{BenefitGroup, BenefitRule};
use crate::follow_up::counts::employer_period::counter::EmployerPeriodRule;
use crate::record::{Absence, Coverage, Milestone, Record};
use crate::requirement::{Extent, Fact, Missing, Options, Part, State};
use crate::text::{Message, day_of};

/// How a step of a case stands.
#[derive(Debug, Clone)]
pub struct Standing {
    /// The step.
    pub milestone: Milestone,
    /// The norm that says so; none for what Nav does on its own, and where no rule held.
    pub norm: Option<&'static Norm>,
    /// How it stands.
    pub status: StepStatus,
    /// Why, in one word.
    pub reason: StepReason,
    /// The day the limit is counted from, and the limit.
    pub limit: Option<(Date, Date)>,
    /// The later limit, where two readings of the law disagree and both have one.
    pub later: Option<Date>,
    /// The day it was taken.
    pub taken: Option<Date>,
    /// Why, in sentences.
    pub why: Vec<Message>,
    /// How the limit was counted.
    pub arithmetic: Option<Message>,
    /// What is not known and would decide it. The places are those of a record whose first absence is the case.
    pub missing: Vec<Missing>,
}

/// How each step of a case stands on a day, in the order in which the steps usually come.
///
/// The rules are those in force on the first day away. What is said of the case is taken to be complete up to the day.
///
/// ```
/// use ia_core::{Date, Options, Record, follow_up::{StepStatus, standings}, record::Milestone};
/// let record = Record::from_json(r#"{
///     "covers": { "from": "2026-01-01", "to": "2026-02-02" },
///     "absences": [{ "id": "case-1", "person": "p-1", "from": "2026-01-05", "plans": [], "exceptions": [] }]
/// }"#)?;
/// let case = &record.absences.as_ref().unwrap()[0];
/// let as_of: Date = "2026-02-02".parse().unwrap();
/// let standings = standings(case, as_of, &Options::default());
/// let plan = standings.iter().find(|one| one.milestone == Milestone::FollowUpPlan).unwrap();
/// assert_eq!(plan.status, StepStatus::Overdue);
/// assert_eq!(plan.limit.unwrap().1.to_string(), "2026-02-01");
/// # Ok::<(), ia_core::InputErrors>(())
/// ```
pub fn standings(case: &Absence, as_of: Date, options: &Options) -> Vec<Standing> {
    let standings = Standings::new(case, as_of, options);
    follow_up().steps.iter().map(|step| standings.of(step)).collect()
}

/// What is known is this case, up to the day.
pub(crate) fn of_case(case: &Absence, as_of: Date) -> Record {
    let covers = Some(Coverage { from: case.from.min(as_of), to: as_of });
    Record { covers, absences: Some(vec![case.clone()]), ..Record::default() }
}

pub(crate) struct Standings<'a> {
    case: &'a Absence,
    record: Record,
    as_of: Date,
    /// With the whole of the case looked back on.
    options: Options,
}

impl<'a> Standings<'a> {
    pub(crate) fn new(case: &'a Absence, as_of: Date, options: &Options) -> Self {
        let options = Options { look_back_months: u16::MAX, ..*options };
        Self { case, record: of_case(case, as_of), as_of, options }
    }

    /// The version of a norm that decides the case.
    pub(crate) fn version(&self, norm: &'static Norm) -> Option<&'static Version> {
        version_of(norm, self.case, self.as_of, &self.options)
    }

    pub(crate) fn of(&self, step: &CatalogueStep) -> Standing {
        // Of one reading it is not established what the law said.
        let (first, other) = self.options.reading.first_days(self.case, self.as_of);
        let is_gap = is_unsettled(step.milestone)
            && gaps(step.milestone).any(|gap| gap.holds(first) || other.is_some_and(|day| gap.holds(day)));
        if is_gap && self.case.from <= self.as_of {
            return Self::bare(step.milestone, StepReason::LawNotEstablished);
        }
        let decides = step.decides.iter().filter_map(|id| norm(id)).find(|norm| self.version(norm).is_some());
        match decides {
            Some(norm) => Standing { norm: Some(norm), ..self.judged(norm, step.milestone) },
            None if step.milestone == Milestone::BenefitEnd => self.benefit_end(),
            None if step.decides.is_empty() => self.information(step.milestone),
            None => self.without_rule(step.milestone),
        }
    }

    fn bare(milestone: Milestone, reason: StepReason) -> Standing {
        Standing {
            milestone,
            norm: None,
            status: reason.status(),
            reason,
            limit: None,
            later: None,
            taken: None,
            why: Vec::new(),
            arithmetic: None,
            missing: Vec::new(),
        }
    }

    /// Where there was no rule: whether that is known.
    fn without_rule(&self, milestone: Milestone) -> Standing {
        let is_gap = self.has_gap(milestone, |gap| gap.absence != Extent::Partial);
        let reason = if self.case.from > self.as_of {
            StepReason::NotBegun
        } else if is_gap {
            StepReason::LawNotEstablished
        } else {
            StepReason::NoRule
        };
        Self::bare(milestone, reason)
    }

    fn has_gap(&self, milestone: Milestone, which: impl Fn(&Gap) -> bool) -> bool {
        gaps(milestone).filter(|gap| gap.holds(self.case.from)).any(which)
    }

    /// What Nav does on its own.
    fn information(&self, milestone: Milestone) -> Standing {
        if self.case.from > self.as_of {
            return Self::bare(milestone, StepReason::NotBegun);
        }
        let points = follow_up().points.iter();
        let first = points
            .filter(|point| point.milestone == Some(milestone) && point.counted_from == CountedFrom::FirstDay)
            .find_map(|point| point.days(self.case.from));
        let reason = match first {
            Some(days) if self.case.ended(self.as_of).is_some_and(|to| to < days.from) => {
                return Self::bare(milestone, StepReason::NotLongEnough);
            }
            Some(days) if days.to.is_some_and(|to| to < self.as_of) => StepReason::Past,
            _ => StepReason::Ahead,
        };
        Standing { status: StepStatus::Information, ..Self::bare(milestone, reason) }
    }

    /// The last day of benefit if the absence goes on, as far as the case alone tells it: the employer period from the
    /// first day away, then benefit days Monday to Friday, and none used before.
    fn benefit_end(&self) -> Standing {
        let bare = |reason| Self::bare(Milestone::BenefitEnd, reason);
        if self.case.from > self.as_of {
            return bare(StepReason::NotBegun);
        }
        let rules = EmployerPeriodRule::at(self.case.from)
            .and_then(|employer| Ok((employer, BenefitRule::at(self.case.from, BenefitGroup::Employee)?)));
        let Ok((employer, benefit)) = rules else { return bare(StepReason::LawNotEstablished) };
        let last_of_employer = self.case.from.plus_days(i64::from(employer.days).saturating_sub(1));
        let Some(before) = last_of_employer else { return bare(StepReason::NoRule) };
        let last = benefit.of([], None, before).last_day;
        if self.case.ended(self.as_of).is_some_and(|to| to < last) {
            return bare(StepReason::NotLongEnough);
        }
        let reason = if self.as_of > last { StepReason::Past } else { StepReason::Ahead };
        let arithmetic = Message::new("arithmetic.benefit")
            .date("first", self.case.from)
            .count("employer", usize::from(employer.days))
            .count("benefit", usize::from(benefit.days))
            .date("due", last);
        Standing {
            status: StepStatus::Information,
            limit: Some((before.plus_days(1).unwrap_or(before), last)),
            arithmetic: Some(arithmetic),
            ..bare(reason)
        }
    }

    fn judged(&self, norm: &Norm, milestone: Milestone) -> Standing {
        let bare = |reason| Self::bare(milestone, reason);
        if self.case.from > self.as_of {
            return bare(StepReason::NotBegun);
        }
        let Some(CaseJudgement { judgement, limit }) =
            judge_case(norm, &self.record, self.as_of, &self.options)
        else {
            return bare(StepReason::NoRule);
        };
        // Of several meetings the one that is worst off says how the step stands.
        let Some(part) = judgement.parts.into_iter().min_by_key(|part| rank(part.state)) else {
            let reason = nothing(&judgement.nothing.key);
            if reason == StepReason::NotLongEnough && self.is_partial_gap(milestone) {
                return bare(StepReason::LawNotEstablished);
            }
            return Standing { limit, why: vec![judgement.nothing], ..bare(reason) };
        };
        let reason = reason_of(&part, milestone);
        let is_taken = matches!(reason, StepReason::InTime | StepReason::Late | StepReason::ReadingsDisagree);
        let mut because = part.reason.because;
        Standing {
            limit: limit.or(part
                .due
                .filter(|_| reason != StepReason::ExtentNotKnown)
                .map(|due| (self.first_day_before(due), due))),
            later: part.later,
            taken: day_of(&part.reason.message).filter(|_| is_taken),
            why: vec![part.reason.message],
            arithmetic: because.pop().map(|because| because.message),
            missing: part.missing,
            ..bare(reason)
        }
    }

    /// Whether it is not established what the law said of an absence that was not whole for so long.
    fn is_partial_gap(&self, milestone: Milestone) -> bool {
        self.has_gap(milestone, |gap| gap.absence == Extent::Partial)
            && StepLimits::of(milestone, &self.options).days_from(self.case.from).is_some_and(|days| {
                let due = self.case.from.plus_days(days);
                self.case.ended(self.as_of).is_none_or(|to| due.is_some_and(|due| to >= due))
            })
    }

    /// The day from which a step before a meeting of Nav's makes sense: when Nav called it.
    fn first_day_before(&self, due: Date) -> Date {
        let summoned =
            self.case.meetings.iter().flatten().flat_map(|meeting| meeting.summoned.iter().flatten());
        summoned.map(|one| one.date).filter(|day| *day <= due).max().unwrap_or(self.case.from)
    }
}

const fn rank(state: State) -> u8 {
    match state {
        State::NotMet => 0,
        State::Unknown => 1,
        State::Contestable => 2,
        State::Due => 3,
        State::Partly => 4,
        State::Met | State::NotApplicable => 5,
    }
}

fn reason_of(part: &Part, milestone: Milestone) -> StepReason {
    let is_extent = |missing: &Missing| missing.fact == Fact::CaseCertificates;
    match part.state {
        State::Met => StepReason::InTime,
        State::Partly if part.reason.message.key == "case_milestone.excused_late" => StepReason::LeftOutLate,
        State::Partly => StepReason::Late,
        State::NotMet => StepReason::Past,
        State::Due => StepReason::Ahead,
        State::Contestable => StepReason::ReadingsDisagree,
        State::NotApplicable => StepReason::NoRule,
        // Graded work is activity: there the certificates say whether the step was taken.
        State::Unknown if milestone != Milestone::Activity && part.missing.iter().any(is_extent) => {
            StepReason::ExtentNotKnown
        }
        State::Unknown => StepReason::StepNotKnown,
    }
}

/// Why there is nothing to judge, from the sentence that says it.
fn nothing(key: &str) -> StepReason {
    match key {
        "case_milestone.excused" => StepReason::LeftOut,
        "case_milestone.no_plan" => StepReason::NoPlan,
        "case_milestone.no_nav_meeting" | "case_milestone.not_requested" => StepReason::NotAskedFor,
        _ => StepReason::NotLongEnough,
    }
}
