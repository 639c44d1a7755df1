use super::{BasisView, EntryView, basis, entry, shown};
use crate::assess::View;
use crate::calendar::{Date, Period, Weekend};
use crate::catalogue::{Norm, Version, norm};
use crate::code::{Code as _, codes};
use crate::follow_up::{
    CatalogueStep, CountedFrom, OperatingPoint, Point, Standings, StepReason, StepStatus, follow_up,
};
use crate::law::Confidence;
use crate::order::sorted;
use crate::record::{Absence, CaseMeetingKind, ExceptionReason, Id, Known, Milestone, PlanPart};
use crate::requirement::{CaseMilestone, Fact, Missing, Options, Requirement, Subject};
use crate::role::Role;
use crate::text::{Lang, LanguageNotIncluded, Message, Table, table};

codes! {
    /// Who says when a step is to be taken.
    pub enum Authority as "authority" {
        /// An act sets a limit or makes it a duty.
        Law = "law",
        /// Guidance says when.
        Guidance = "guidance",
        /// Nav does it on its own; when is practice.
        NavPractice = "nav_practice",
    }
}

shown! {
    /// The steps of one case on a day, in the order of their days.
    pub struct Timeline {
        /// The case.
        pub case: Id,
        /// The day.
        pub as_of: Date,
        /// The first day away.
        pub from: Date,
        /// The last day away, none while it goes on.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub to: Option<Date>,
        /// The conventions used.
        pub options: Options,
        /// The steps.
        pub steps: Vec<TimelineStep>,
    }

    /// One step of a case on a day.
    pub struct TimelineStep {
        /// The step.
        pub milestone: Milestone,
        /// Its name.
        pub label: String,
        /// Who says when it is to be taken.
        pub authority: Authority,
        /// How it stands.
        pub status: StepStatus,
        /// The status in words.
        pub status_label: String,
        /// Why, in one word.
        pub reason: StepReason,
        /// The limit that the act or the guidance sets.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub due: Option<Date>,
        /// The later limit, where two readings of how absence is counted disagree and both have one.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub later_due: Option<Date>,
        /// The first day on which it makes sense.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub first_day: Option<Date>,
        /// The last working day within the limit.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub last_day: Option<Date>,
        /// The day it was taken.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub taken: Option<Date>,
        /// Why, in sentences.
        pub why: Vec<String>,
        /// How the limit was counted, in a sentence.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub arithmetic: Option<String>,
        /// What is not known and would decide it.
        pub missing: Vec<MissingFact>,
        /// When Nav's own systems act. Practice, not law.
        pub operating_points: Vec<PointView>,
        /// Who is responsible.
        pub responsible: Vec<Role>,
        /// Who is to be there.
        pub attends: Vec<Role>,
        /// Who may be called, and the rule that says at whose wish.
        pub may_be_called: Vec<CalledView>,
        /// To whom the follow-up plan goes.
        pub sent_to: Vec<Role>,
        /// What the follow-up plan must contain, where it is made.
        pub contents: Vec<PartView>,
        /// That it was left out, by whom and when.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub left_out: Option<LeftOut>,
        /// Who may decide to leave it out, where the rule knows such an exception.
        pub may_be_left_out_by: Vec<Role>,
        /// The other steps that fall away with it when it is left out.
        pub falls_away_with_it: Vec<Milestone>,
        /// The rule, as it stood when the absence began.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub rule: Option<EntryView>,
        /// Other rules about the step, as they stood when the absence began.
        pub more: Vec<EntryView>,
    }

    /// A fact that is missing.
    pub struct MissingFact {
        /// What.
        pub fact: Fact,
        /// Its name.
        pub label: String,
        /// Where it would stand, as a JSON Pointer into the request.
        pub path: String,
    }

    /// What Nav's systems do, and when.
    pub struct PointView {
        /// What.
        pub point: Point,
        /// In words.
        pub label: String,
        /// The day from which it is counted.
        pub counted_from: CountedFrom,
        /// The day, or the first of a window.
        pub from: Date,
        /// The last day of a window.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub to: Option<Date>,
        /// How sure it is.
        pub confidence: Confidence,
    }

    /// Somebody who may be called.
    pub struct CalledView {
        /// Who.
        pub role: Role,
        /// The rule, by id.
        pub norm: String,
        /// When and at whose wish, in words.
        pub text: String,
        /// Where the rule stands.
        pub basis: Vec<BasisView>,
    }

    /// A part of the plan.
    pub struct PartView {
        /// The part.
        pub part: PlanPart,
        /// Its name.
        pub label: String,
    }

    /// That a step was left out.
    pub struct LeftOut {
        /// Why, as a category.
        pub reason: ExceptionReason,
        /// The category in words.
        pub label: String,
        /// When it was decided.
        pub date: Date,
        /// Who decided.
        pub decided_by: Role,
    }
}

/// There is no answer about a case.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum CaseError {
    /// The viewer may not see the case.
    #[error("expected a viewer who may see the case")]
    NotVisible,
    /// The crate was built without the language.
    #[error(transparent)]
    Language(#[from] LanguageNotIncluded),
}

/// The steps of one case on a day: limits, Nav's operating points, who does what, how each stands and why.
///
/// The rules are those in force on the first day away. What the record says is taken to be complete up to the day.
/// The steps come in the order of their days; one without a day stays after those it usually follows.
///
/// Without a viewer, the timeline is for the host system.
///
/// # Errors
/// [`CaseError`] when the viewer may not see the case, or the crate was built without the language.
pub fn timeline(
    case: &Absence,
    as_of: Date,
    options: &Options,
    view: Option<&View>,
    lang: Lang,
) -> Result<Timeline, CaseError> {
    let table = table(lang)?;
    if !view.is_none_or(|view| view.may_see_case(&Subject::of(case))) {
        return Err(CaseError::NotVisible);
    }
    let mut steps = Vec::new();
    let one = OneCase::new(case, as_of, options, table, lang);
    let mut last = case.from;
    for step in &follow_up().steps {
        let shown = one.step(step);
        // What Nav does after the end does not say when the step comes.
        let points = shown.operating_points.iter();
        let point =
            points.filter(|point| point.counted_from != CountedFrom::LastDay).map(|point| point.from).min();
        last = shown.due.or(point).unwrap_or(last);
        steps.push((last, shown));
    }
    let steps = sorted(steps, |(day, _)| (*day, ""));
    Ok(Timeline {
        case: case.id.clone(),
        as_of,
        from: case.from,
        to: case.to,
        options: *options,
        steps: steps.into_iter().map(|(_, step)| step).collect(),
    })
}

struct OneCase<'a> {
    case: &'a Absence,
    standings: Standings<'a>,
    as_of: Date,
    table: &'static Table,
    lang: Lang,
}

impl MissingFact {
    pub(super) fn of(missing: &Missing, table: &Table) -> Self {
        let path = match missing.path.strip_prefix("/absences/0") {
            Some(rest) => ["/case", rest].concat(),
            None => missing.path.clone(),
        };
        Self { fact: missing.fact, label: table.label(missing.fact.label()).to_owned(), path }
    }
}

impl<'a> OneCase<'a> {
    fn new(case: &'a Absence, as_of: Date, options: &Options, table: &'static Table, lang: Lang) -> Self {
        Self { case, standings: Standings::new(case, as_of, options), as_of, table, lang }
    }

    fn step(&self, step: &CatalogueStep) -> TimelineStep {
        let standing = self.standings.of(step);
        let decided = standing.norm.and_then(|norm| Some((norm, self.version(norm)?)));
        let points = self.points(step.milestone, standing.status);
        let rule = decided.and_then(|(_, version)| match &version.requirement {
            Some(Requirement::CaseMilestone(rule)) => Some(rule),
            _ => None,
        });
        let left_out = rule.and_then(|rule| self.left_out(rule, standing.reason));
        let first_day = standing.limit.map(|(from, _)| from);
        TimelineStep {
            milestone: step.milestone,
            label: self.label(step.milestone.label()),
            authority: match decided {
                Some((_, version)) if version.weight().can_be_breached() => Authority::Law,
                Some(_) => Authority::Guidance,
                None if step.decides.is_empty() => Authority::NavPractice,
                None => Authority::Law,
            },
            status: standing.status,
            status_label: self.label(standing.status.label()),
            reason: standing.reason,
            due: standing.limit.map(|(_, due)| due),
            later_due: standing.later,
            first_day,
            last_day: standing.limit.map(|(from, due)| Weekend::WorkingDayBefore.moved(due).max(from)),
            taken: standing.taken,
            why: standing.why.iter().map(|message| self.say(message)).collect(),
            arithmetic: standing.arithmetic.map(|message| self.say(&message)),
            missing: standing.missing.iter().map(|missing| MissingFact::of(missing, self.table)).collect(),
            operating_points: points,
            responsible: decided.map_or_else(
                || if step.decides.is_empty() { vec![Role::Nav] } else { Vec::new() },
                |(norm, _)| norm.bearers.clone(),
            ),
            attends: step.attends.clone(),
            may_be_called: self.called(step),
            sent_to: step.sent_to.clone(),
            contents: self.contents(step),
            left_out,
            may_be_left_out_by: rule.map(|rule| rule.excusable_by.clone()).unwrap_or_default(),
            falls_away_with_it: self.falls_away_with(step.milestone),
            rule: decided.map(|(norm, version)| entry(norm, version, self.case.from, self.lang)),
            more: self.entries(&step.with),
        }
    }

    /// The version that decides the case.
    fn version(&self, norm: &'static Norm) -> Option<&'static Version> {
        self.standings.version(norm)
    }

    fn label(&self, key: &'static str) -> String {
        self.table.label(key).to_owned()
    }

    fn say(&self, message: &Message) -> String {
        message.render(self.table)
    }

    fn left_out(&self, rule: &CaseMilestone, reason: StepReason) -> Option<LeftOut> {
        if !matches!(reason, StepReason::LeftOut | StepReason::LeftOutLate) {
            return None;
        }
        let one = rule.exception(self.case.exceptions.as_deref()?, (Date::MIN, self.as_of))?;
        Some(LeftOut {
            reason: one.reason,
            label: self.label(one.reason.label()),
            date: one.date,
            decided_by: one.decided_by,
        })
    }

    /// The other steps that fall away when this one is left out.
    fn falls_away_with(&self, milestone: Milestone) -> Vec<Milestone> {
        let rules = follow_up().steps.iter().flat_map(|step| &step.decides).filter_map(|id| norm(id));
        rules
            .filter_map(|norm| match &self.version(norm)?.requirement {
                Some(Requirement::CaseMilestone(rule)) if rule.excused_with.contains(&milestone) => {
                    Some(rule.milestone)
                }
                _ => None,
            })
            .collect()
    }

    fn points(&self, milestone: Milestone, status: StepStatus) -> Vec<PointView> {
        let case = self.case;
        let base = |point: &OperatingPoint| match point.counted_from {
            CountedFrom::FirstDay => Some(case.from),
            CountedFrom::FirstCertificate => case.certificates.iter().flatten().map(|one| one.from).min(),
            // A step that did not come leaves nothing behind.
            CountedFrom::LastDay => case.to.filter(|_| status != StepStatus::NotApplicable),
            // A case does not hold these days.
            CountedFrom::Application | CountedFrom::AdvanceNotice | CountedFrom::DraftSaved => None,
            CountedFrom::NavMeeting => case
                .meetings
                .iter()
                .flatten()
                .filter(|one| one.kind == CaseMeetingKind::NavDialogueMeeting)
                .find_map(|one| one.date.as_ref().and_then(Known::yes).copied()),
        };
        let of_step = follow_up().points.iter().filter(|point| point.milestone == Some(milestone));
        of_step
            .filter_map(|point| {
                let Period { from, to } = point.days(base(point)?)?;
                Some(PointView {
                    point: point.point,
                    label: self.label(point.point.label()),
                    counted_from: point.counted_from,
                    from,
                    to: to.filter(|to| *to != from),
                    confidence: point.confidence,
                })
            })
            .collect()
    }

    fn called(&self, step: &CatalogueStep) -> Vec<CalledView> {
        let called = step.called.iter().filter_map(|called| {
            let norm = norm(&called.norm)?;
            let version = self.version(norm)?;
            Some(CalledView {
                role: called.role,
                norm: norm.id.clone(),
                text: norm.text(version, self.lang).ok()?,
                basis: basis(version, self.case.from, self.lang),
            })
        });
        called.collect()
    }

    fn contents(&self, step: &CatalogueStep) -> Vec<PartView> {
        let asks = step.contents.as_deref().and_then(norm);
        if asks.and_then(|norm| self.version(norm)).is_none() {
            return Vec::new();
        }
        let parts = PlanPart::ALL.iter().map(|&part| PartView { part, label: self.label(part.label()) });
        parts.collect()
    }

    fn entries(&self, ids: &[String]) -> Vec<EntryView> {
        let entries = ids.iter().filter_map(|id| {
            let norm = norm(id)?;
            Some(entry(norm, self.version(norm)?, self.case.from, self.lang))
        });
        entries.collect()
    }
}
