//! Entries that a viewer may not see are taken out of the record before anything is judged. So nothing in an answer
//! depends on them: no finding, total, question, pointer, order or error.

use super::View;
use super::view::Cases;
use crate::record::{Record, RoleDate};
use crate::requirement::Subject;
use crate::role::Role;
use std::borrow::Cow;

/// The fewest people that a figure may be about for a viewer outside the employer's side.
pub const SMALLEST_GROUP: u32 = 5;

impl View {
    /// The record as this viewer may see it. Entries that the viewer may not see are not there; figures about a
    /// group that is small, or of unknown size, are unknown.
    pub fn record<'r>(&self, record: &'r Record) -> Cow<'r, Record> {
        if self.cases() == Cases::All {
            return Cow::Borrowed(record);
        }
        let mut seen = record.clone();
        seen.absences = seen.absences.filter(|_| self.knows_of_cases());
        if let Some(absences) = &mut seen.absences {
            absences.retain(|case| self.may_see_case(&Subject::of(case)));
        }
        let shows = |role| self.may_see_act_of(role);
        keep(&mut seen.answers, |one| shows(one.role));
        keep(&mut seen.consultations, |one| shows(one.role));
        keep(&mut seen.notices, |one| shows(one.from) && shows(one.to));
        keep(&mut seen.offices, |one| shows(one.role));
        keep(&mut seen.training, |one| shows(one.role));
        self.withhold_acts(&mut seen);
        if !self.may_see_union_offices() {
            last(&mut seen.offices, |one| one.role.reveals_union_membership());
            last(&mut seen.training, |one| one.role.reveals_union_membership());
        }
        if !self.may_see_small_groups() && !rates_are_of_large_groups(record) {
            seen.absence_rates = None;
        }
        Cow::Owned(seen)
    }
}

impl View {
    /// Takes the acts of those whose acts the viewer may not see out of entries that are about more than them.
    fn withhold_acts(&self, seen: &mut Record) {
        let shows = |role: Role| self.may_see_act_of(role);
        let hide = |role: &mut Option<Role>| *role = role.filter(|role| shows(*role));
        let of_roles = |list: &mut Option<Vec<Role>>| keep(list, |role| shows(*role));
        let of_days = |list: &mut Option<Vec<RoleDate>>| keep(list, |one| shows(one.role));
        for body in seen.bodies.iter_mut().flatten() {
            keep(&mut body.members, |member| shows(member.role));
        }
        for meeting in seen.meetings.iter_mut().flatten() {
            hide(&mut meeting.led_by);
            of_roles(&mut meeting.invited);
            of_roles(&mut meeting.attended);
            meeting.decisions.iter_mut().flatten().for_each(|decision| hide(&mut decision.owner));
        }
        for matter in seen.matters.iter_mut().flatten() {
            hide(&mut matter.handled_by);
            of_days(&mut matter.taken_to);
        }
        for measure in seen.measures.iter_mut().flatten() {
            of_roles(&mut measure.with);
            measure.owner = measure.owner.take().filter(|owner| owner.yes().is_none_or(|role| shows(*role)));
        }
        seen.documents.iter_mut().flatten().for_each(|document| of_roles(&mut document.made_with));
        seen.risk_assessments.iter_mut().flatten().for_each(|assessed| of_roles(&mut assessed.with));
        seen.deviations.iter_mut().flatten().for_each(|deviation| of_days(&mut deviation.told));
    }
}

fn keep<T>(section: &mut Option<Vec<T>>, fits: impl Fn(&T) -> bool) {
    if let Some(entries) = section {
        entries.retain(fits);
    }
}

/// These entries after the others, so that no place of another tells of them.
fn last<T>(section: &mut Option<Vec<T>>, is_last: impl Fn(&T) -> bool) {
    if let Some(entries) = section.take() {
        let (behind, mut first): (Vec<T>, Vec<T>) = entries.into_iter().partition(is_last);
        first.extend(behind);
        *section = Some(first);
    }
}

fn rates_are_of_large_groups(record: &Record) -> bool {
    let counts = record.workplace.iter().filter_map(|one| one.headcount.as_deref()).flatten();
    let rates = record.absence_rates.iter().flatten().map(|rate| (rate.from, rate.to));
    are_of_large_groups(counts.map(|count| (count.from, count.employees.count())), rates)
}

/// Whether the headcount is known from the first day of all periods to the last, and is never below
/// [`SMALLEST_GROUP`] there.
pub(crate) fn are_of_large_groups<D: Ord + Clone>(
    counts: impl Iterator<Item = (D, u32)> + Clone,
    periods: impl Iterator<Item = (D, D)> + Clone,
) -> bool {
    let Some(from) = periods.clone().map(|(from, _)| from).min() else { return true };
    let to = periods.map(|(_, to)| to).max().unwrap_or(from.clone());
    // Of two counts of one day the smaller, whichever stands first.
    let latest_first = |one: &(D, u32), other: &(D, u32)| one.0.cmp(&other.0).then(other.1.cmp(&one.1));
    let before = counts.clone().filter(|(since, _)| *since <= from).max_by(latest_first);
    let mut during = counts.filter(|(since, _)| *since > from && *since <= to);
    before.is_some_and(|(_, people)| people >= SMALLEST_GROUP)
        && during.all(|(_, people)| people >= SMALLEST_GROUP)
}
