use super::cause::{Cause, carried};
use super::{Assessment, DecidedBy, Finding, Outcome, View};
use crate::calendar::Date;
use crate::catalogue::{Norm, Version, Weight, norms};
use crate::code::Code;
use crate::order::in_order;
use crate::record::{Absence, Record};
use crate::requirement::{
    Condition, Decided, Fact, Facts, InCases, Index, Judgement, Missing, Options, Part, Reason, Requirement,
    State, Truth, from_answers, law_day, next_answer,
};
use crate::role::Role;
use crate::text::Message;

/// Decides every norm for a record on a day, for the host system: everything is in the answer. For one viewer, see
/// [`assess_for`].
///
/// A norm is decided by its version in force that day; for one person's case, by the version in force on
/// the case's first day. Norms with nothing to be met (rights, powers, information) give no finding.
pub fn assess(record: &Record, as_of: Date, options: &Options) -> Assessment<'static> {
    assess_norms(norms().iter(), record, as_of, options)
}

/// Decides every norm for a record on a day, as one viewer may see it.
///
/// Entries that the viewer may not see are taken out of the record first ([`View::record`]), so no finding, total or
/// order depends on them.
pub fn assess_for(
    record: &Record,
    as_of: Date,
    view: impl Into<View>,
    options: &Options,
) -> Assessment<'static> {
    let view = view.into();
    judge_norms(norms().iter(), &view.record(record), as_of, options, Some(&view))
}

/// Decides these norms, which stand in the order of their ids: those of the catalogue, and those of
/// local packs ([`with_packs`](crate::catalogue::with_packs)).
pub fn assess_norms<'c>(
    norms: impl Iterator<Item = &'c Norm>,
    record: &Record,
    as_of: Date,
    options: &Options,
) -> Assessment<'c> {
    judge_norms(norms, record, as_of, options, None)
}

/// Decides these norms for the host system, or for a viewer from the record that the viewer may see.
fn judge_norms<'c>(
    norms: impl Iterator<Item = &'c Norm>,
    record: &Record,
    as_of: Date,
    options: &Options,
    view: Option<&View>,
) -> Assessment<'c> {
    let index = index_for(record, as_of, view);
    let mut all = Vec::new();
    for norm in norms {
        all.extend(findings(norm, &index, options, view));
    }
    let causes = all
        .iter()
        .enumerate()
        .filter_map(|(place, finding)| Cause::of(finding, place, View::is_of_others(view, finding)));
    for (place, norm) in carried(&causes.collect::<Vec<_>>()) {
        if let Some(finding) = all.get_mut(place) {
            finding.carried_by = Some(norm);
        }
    }
    Assessment { as_of, options: *options, findings: all }
}

/// The lookups of a record that the viewer may see.
pub(crate) fn index_for<'r>(record: &'r Record, as_of: Date, view: Option<&View>) -> Index<'r> {
    let shows_union_offices = view.is_none_or(View::may_see_union_offices);
    Index::for_viewer(record, as_of, shows_union_offices, view.is_none_or(View::may_see_names))
}

/// A finding about a case, with its texts and citations, costs as much as so many parts.
const CASE: usize = 5;

/// How many parts the assessment by these norms makes at most.
pub(crate) fn parts<'c>(
    norms: impl Iterator<Item = &'c Norm>,
    record: &Record,
    in_cases: InCases,
    as_of: Date,
) -> usize {
    let begun = norms.flat_map(|norm| &norm.versions).filter(|version| version.from <= as_of);
    let of_version = begun.map(|version| {
        let conditions = version.when.as_ref().map_or(0, Condition::parts);
        let requirement = version.requirement.as_ref();
        let parts = requirement.map_or(0, |requirement| requirement.parts(record, in_cases));
        // Each case has its own finding, with the conditions and the basis.
        let about_cases = requirement.is_some_and(|requirement| requirement.kind().is_about_cases());
        let each = if about_cases {
            CASE.saturating_add(conditions).saturating_add(version.basis.len().div_euclid(8))
        } else {
            1
        };
        parts.saturating_mul(each).saturating_add(conditions)
    });
    of_version.fold(0, usize::saturating_add)
}

/// Decides one norm, in the order of the cases' ids, as the viewer may see it.
pub(crate) fn findings<'c: 'r, 'r>(
    norm: &'c Norm,
    index: &'r Index<'r>,
    options: &'r Options,
    view: Option<&View>,
) -> Vec<Finding<'c>> {
    let current = norm.at(index.as_of).ok();
    let mut found = Vec::new();
    for version in norm.versions.iter().filter(|version| version.from <= index.as_of) {
        let Some(requirement) = &version.requirement else { continue };
        let is_current = current.is_some_and(|current| core::ptr::eq(current, version));
        if is_current || requirement.kind().is_about_cases() {
            let facts = Facts { norm: Some(norm), ..Facts::new(index, options, version.period()) };
            let of_version = Decision { norm, version, requirement, facts }.findings();
            // An earlier version speaks only of the cases that began under it.
            found.extend(of_version.into_iter().filter(|finding| is_current || finding.subject.is_some()));
        }
    }
    let mut found = by_case(found);
    found.retain(|finding| view.is_none_or(|view| view.may_see(finding)));
    found
}

/// The version of a norm that decides a case.
pub(crate) fn version_of<'n>(
    norm: &'n Norm,
    case: &Absence,
    as_of: Date,
    options: &Options,
) -> Option<&'n Version> {
    let day = law_day(norm, options.reading, case, as_of);
    norm.versions.iter().find(|version| version.period().contains(day))
}

/// A norm decided for one person's case.
pub(crate) struct CaseJudgement {
    /// The parts, or why there is nothing to judge.
    pub(crate) judgement: Judgement,
    /// The day the limit is counted from, and the limit.
    pub(crate) limit: Option<(Date, Date)>,
}

/// Decides a norm for the only case of the record; nothing when no version was in force on its first day, or the
/// case has not begun.
pub(crate) fn judge_case(
    norm: &Norm,
    record: &Record,
    as_of: Date,
    options: &Options,
) -> Option<CaseJudgement> {
    let case = record.absences.as_deref()?.first()?;
    let version = version_of(norm, case, as_of, options)?;
    let requirement = version.requirement.as_ref()?;
    let index = Index::new(record, as_of);
    let facts =
        Facts { since: Some(case.from), norm: Some(norm), ..Facts::new(&index, options, version.period()) };
    let mut judgement = requirement.kind().check(&facts).into_iter().find(|one| one.subject.is_some())?;
    no_breach_of_ours(&mut judgement, version);
    let limit = match requirement {
        Requirement::CaseMilestone(milestone) => milestone.limit_of(&facts, case),
        _ => None,
    };
    Some(CaseJudgement { judgement, limit })
}

/// In the order of the cases; what is said where there is no case falls away when there is one.
fn by_case(findings: Vec<Finding<'_>>) -> Vec<Finding<'_>> {
    if findings.iter().all(|finding| finding.subject.is_none()) {
        return findings;
    }
    // Those of one version are in order.
    let is_before = |one: &Finding<'_>, next: &Finding<'_>| match (&one.subject, &next.subject) {
        (Some(one), Some(next)) => one.case <= next.case,
        _ => false,
    };
    if findings.is_sorted_by(is_before) {
        return findings;
    }
    let case = |finding: &Finding<'_>| finding.subject.as_ref().map(|subject| subject.case.clone());
    let cases: Vec<_> = findings.iter().map(case).collect();
    let order = in_order(&cases, |case| case.as_ref().map(|case| (Date::MIN, case.as_str())));
    let mut findings: Vec<Option<Finding<'_>>> = findings.into_iter().map(Some).collect();
    order.into_iter().filter_map(|(index, _)| findings.get_mut(index)?.take()).collect()
}

/// One version of one norm, to be decided.
struct Decision<'c, 'r> {
    norm: &'c Norm,
    version: &'c Version,
    requirement: &'c Requirement,
    facts: Facts<'r>,
}

impl<'c> Decision<'c, '_> {
    fn findings(mut self) -> Vec<Finding<'c>> {
        let Some(condition) = self.version.condition() else { return self.judge(None) };
        let applies = condition.decide(&self.facts);
        match applies.truth {
            Truth::False => vec![self.undecided(State::NotApplicable, applies)],
            Truth::Unknown => vec![self.undecided(State::Unknown, applies)],
            Truth::True => {
                // What was before the agreement was made, or the guideline adopted, is not judged by it.
                if let Some(since) = applies.since {
                    self.facts.version.from = self.facts.version.from.max(since);
                    self.facts.applies_from = Some(since);
                }
                self.judge(Some(&applies.reason))
            }
        }
    }

    fn judge(&self, condition: Option<&Reason>) -> Vec<Finding<'c>> {
        let judgements = self.requirement.kind().check(&self.facts);
        let nobody = matches!(self.facts.index.workplace.headcount(false), Some((_, 0)));
        judgements
            .into_iter()
            .map(|mut judgement| {
                no_breach_of_ours(&mut judgement, self.version);
                if nobody && judgement.parts.iter().any(|part| part.standing && part.state != State::Met) {
                    judgement.parts.clear();
                    judgement.nothing = Message::new("reason.nobody_works_here");
                }
                self.give_grace(&mut judgement);
                self.judged(judgement, condition.cloned())
            })
            .collect()
    }

    /// What is to be there at any time need not be there on the first day.
    fn give_grace(&self, judgement: &mut Judgement) {
        let facts = &self.facts;
        let Some(grace) = facts.grace().filter(|day| facts.as_of <= *day) else {
            let first = facts.may_have_begun().map(|day| facts.promptly_after(day));
            if first.is_some_and(|day| facts.as_of <= day) {
                for part in &mut judgement.parts {
                    if part.standing && part.state == State::NotMet {
                        *part = Part::unknown(Fact::Headcount, "/workplace/headcount");
                    }
                }
            }
            return;
        };
        for part in &mut judgement.parts {
            if part.standing && part.state == State::NotMet {
                *part = part.clone().turned(State::Due).by(Some(grace)).because(
                    Message::new("arithmetic.grace")
                        .count("days", usize::from(self.facts.options.promptly_days))
                        .date("due", grace),
                );
            }
        }
    }

    fn finding(&self, state: State, reason: Reason) -> Finding<'c> {
        let weight = self.version.weight();
        Finding {
            norm: self.norm,
            version: self.version,
            subject: None,
            weight,
            outcome: Outcome::of(state, weight),
            decided_by: DecidedBy::Record,
            due: None,
            not_done: None,
            next: None,
            missing: Vec::new(),
            reason,
            owed_above: self.is_owed_above(),
            carried_by: None,
        }
    }

    /// The levels stand from the highest down.
    fn is_owed_above(&self) -> bool {
        let level = self.facts.record.workplace.as_ref().and_then(|workplace| workplace.level);
        level.is_some_and(|level| self.norm.level.place() < level.place())
    }

    /// The norm does not apply, or that is not known.
    fn undecided(&self, state: State, applies: Decided) -> Finding<'c> {
        let key = if state == State::Unknown { "reason.unknown_condition" } else { "reason.not_applicable" };
        let reason = Reason { because: vec![applies.reason], ..Reason::new(Some(state), Message::new(key)) };
        let missing = sorted(&applies.missing);
        Finding { decided_by: DecidedBy::Condition, missing, ..self.finding(state, reason) }
    }

    fn judged(&self, judgement: Judgement, condition: Option<Reason>) -> Finding<'c> {
        let state = judgement.state();
        let is_about_cases = self.requirement.kind().is_about_cases();
        let roles = if is_about_cases { Vec::new() } else { self.asked() };
        let answered = if is_about_cases { None } else { from_answers(&self.norm.id, &roles, &self.facts) };
        let is_taken = |answer: &Judgement| {
            !answer.parts.is_empty() || self.requirement.kind().takes_not_relevant(&self.facts)
        };
        let answered = answered.filter(is_taken);
        let mut because = Vec::from_iter(condition);
        because.push(Reason::new(None, self.requirement.kind().explain()));
        match answered {
            Some(answer) if state == State::Unknown => {
                let again = next_answer(&self.norm.id, &roles, &self.facts);
                let finding = self.concluded(answer, because);
                Finding { decided_by: DecidedBy::Answer, next: self.ahead(finding.next.or(again)), ..finding }
            }
            unused => {
                if unused.is_some() {
                    because.push(Reason::new(None, Message::new("answered.unused")));
                }
                let finding = self.concluded(judgement, because);
                let well = matches!(state, State::Met | State::Partly);
                let later = || self.requirement.kind().next(&self.facts).filter(|_| well);
                let next = finding.next.or_else(later);
                Finding { next: self.ahead(next), ..finding }
            }
        }
    }

    /// A day that is not past.
    fn ahead(&self, day: Option<Date>) -> Option<Date> {
        day.filter(|day| *day >= self.facts.as_of)
    }

    /// Whose answer counts where the record is silent: the roles named by the version, else the norm's parties.
    fn asked(&self) -> Vec<Role> {
        let asked = self.version.asked();
        if asked.is_empty() {
            [self.norm.bearers.as_slice(), &self.norm.toward].concat()
        } else {
            asked.to_vec()
        }
    }

    fn concluded(&self, judgement: Judgement, mut because: Vec<Reason>) -> Finding<'c> {
        let state = judgement.state();
        let parts = || judgement.parts.iter();
        let first =
            |state: State| parts().filter(move |part| part.state == state).filter_map(|part| part.due).min();
        let ahead = |day: &Date| *day >= self.facts.as_of;
        // Beside what is overdue something may be to come. Whether a step was taken may not be known, and its day yet be; what
        // is known not to be done keeps its day.
        let not_done = first(State::NotMet).into_iter().chain(first(State::Due)).min();
        let (due, next) = match state {
            State::Due | State::Unknown => {
                let due = first(State::Unknown).into_iter().chain(not_done).min();
                let to_come = parts().filter(|part| matches!(part.state, State::Unknown | State::Due));
                let to_come = to_come.filter_map(|part| part.due).filter(ahead).min();
                (due, to_come.filter(|day| due.is_some_and(|due| due < *day)))
            }
            State::Contestable => {
                let later = parts().filter_map(|part| part.later).min();
                (first(state), later.filter(ahead))
            }
            _ => (first(State::NotMet), first(State::Due)),
        };
        let mut missing = Vec::new();
        if judgement.parts.is_empty() {
            because.push(Reason::new(Some(State::NotApplicable), judgement.nothing));
        }
        for Part { reason, missing: open, .. } in judgement.parts {
            because.push(reason);
            if state == State::Unknown {
                missing.extend(open);
            }
        }
        let missing = sorted(&missing);
        let reason = Reason { because, ..Reason::new(Some(state), Message::new(summary(state))) };
        let not_done = not_done.filter(|_| state == State::Unknown);
        Finding { subject: judgement.subject, due, not_done, next, missing, ..self.finding(state, reason) }
    }
}

/// A day of ours makes no breach of law: what is not met only because of it is still to be done.
fn no_breach_of_ours(judgement: &mut Judgement, version: &Version) {
    if version.weight() == Weight::Binding {
        for part in &mut judgement.parts {
            if part.by_our_day && part.state == State::NotMet {
                *part = part.clone().turned(State::Due);
            }
        }
    }
}

fn summary(state: State) -> &'static str {
    match state {
        State::Met => "reason.met",
        State::Partly => "reason.partly",
        State::NotMet => "reason.not_met",
        State::Due => "reason.due",
        State::Contestable => "reason.contestable",
        State::Unknown => "reason.open",
        State::NotApplicable => "reason.not_applicable",
    }
}

/// By day and place, each once.
fn sorted(missing: &[Missing]) -> Vec<Missing> {
    let ordered = in_order(missing, |one| Some((one.on.unwrap_or(Date::MIN), one.path.as_str())));
    let mut sorted: Vec<Missing> = ordered.into_iter().map(|(_, one)| one.clone()).collect();
    sorted.dedup();
    sorted
}
