//! Dates that are earlier than what they belong to: slips of the pen that a record can be judged with, and that count
//! for nothing.

use super::{Absence, Known, Record, RoleDate, apart};
use crate::calendar::Date;
use crate::error::{Errors, InputCode, InputErrors, Place};
use crate::order::ById;

/// The first day that the case itself tells of.
pub(super) fn own(case: &Absence) -> Date {
    let certificates = case.certificates.iter().flatten().map(|one| one.from);
    let self_certified = case.self_certified.iter().flatten().map(|one| one.from);
    certificates.chain(self_certified).min().map_or(case.from, |day| day.min(case.from))
}

/// The first day of each case, or of the stretches of the same absence before it: the first day on which anything
/// about it can have happened.
pub(crate) fn first_days(all: &[Absence]) -> Vec<Date> {
    let mut found: Vec<Date> = all.iter().map(|case| own(case).min(case.first_by_any_reading())).collect();
    // The absences of one person, in the order of their days, are gone through once.
    for group in ById::new(all, |one| Some((one.person.as_str(), one.from))).groups() {
        let mut start = Date::MAX;
        // The first day that is too late to go on from what was before; none while that goes on.
        let mut too_late = Some(Date::MIN);
        for one in group {
            let (Some(case), Some(first)) = (all.get(one.place), found.get_mut(one.place)) else { continue };
            if too_late.is_some_and(|day| *first >= day) {
                start = *first;
                too_late = Some(Date::MIN);
            }
            start = start.min(*first);
            *first = start;
            let after = case.to.map(|to| apart::first_apart(to).unwrap_or(Date::MAX));
            too_late = too_late.and_then(|before| after.map(|after| after.max(before)));
        }
    }
    found
}

impl Record {
    /// Slips with which the record can still be judged. A date that is earlier than what it belongs to counts for
    /// nothing until it is corrected. Absences of one person that overlap, or that Nav counts as one case, are all
    /// judged, each with its own time limits.
    pub fn warnings(&self) -> InputErrors {
        let mut errors = Errors::default();
        self.warnings_into(&Place::Root, &mut errors);
        errors.shown()
    }

    /// The same, beside others.
    pub(crate) fn warnings_into(&self, at: &Place<'_>, errors: &mut Errors) {
        let mut early = Early { errors };
        early.workplace(self, at);
        early.risk(self, at);
        early.absences(self, at);
    }
}

struct Early<'e> {
    errors: &'e mut Errors,
}

impl Early<'_> {
    fn on(&mut self, at: &Place<'_>, key: &str, first: Date, day: Date) {
        if day < first {
            self.errors.simple(InputCode::TooEarly, &at.key(key));
        }
    }

    fn known(&mut self, at: &Place<'_>, key: &str, first: Date, day: Option<&Known<Date>>) {
        if let Some(day) = day.and_then(Known::yes) {
            self.on(at, key, first, *day);
        }
    }

    fn dated<T>(&mut self, list: Option<&Vec<T>>, at: &Place<'_>, first: Date, day: impl Fn(&T) -> Date) {
        for (nth, one) in list.into_iter().flatten().enumerate() {
            self.on(&at.index(nth), "date", first, day(one));
        }
    }

    fn roles(&mut self, list: Option<&Vec<RoleDate>>, at: &Place<'_>, first: Date) {
        self.dated(list, at, first, |one| one.date);
    }

    fn workplace(&mut self, record: &Record, root: &Place<'_>) {
        each(record.meetings.as_deref(), &root.key("meetings"), |at, meeting| {
            self.known(at, "minutes", meeting.date, meeting.minutes.as_ref());
            each(meeting.decisions.as_deref(), &at.key("decisions"), |at, decision| {
                if let Some(day) = decision.due {
                    self.on(at, "due", meeting.date, day);
                }
                self.known(at, "done", meeting.date, decision.done.as_ref());
            });
        });
        each(record.documents.as_deref(), &root.key("documents"), |at, document| {
            self.known(at, "reviewed", document.date, document.reviewed.as_ref());
        });
        each(record.matters.as_deref(), &root.key("matters"), |at, matter| {
            self.known(at, "solved", matter.date, matter.solved.as_ref());
            self.roles(matter.taken_to.as_ref(), &at.key("taken_to"), matter.date);
        });
        each(record.notices.as_deref(), &root.key("notices"), |at, notice| {
            self.known(at, "answered", notice.date, notice.answered.as_ref());
        });
        each(record.surveys.as_deref(), &root.key("surveys"), |at, round| {
            self.dated(round.phases.as_ref(), &at.key("phases"), round.from, |one| one.date);
        });
    }

    fn risk(&mut self, record: &Record, root: &Place<'_>) {
        each(record.deviations.as_deref(), &root.key("deviations"), |at, deviation| {
            self.known(at, "registered", deviation.date, deviation.registered.as_ref());
            self.known(at, "corrected", deviation.date, deviation.corrected.as_ref());
            self.roles(deviation.told.as_ref(), &at.key("told"), deviation.date);
            self.known(at, "police_told", deviation.date, deviation.police_told.as_ref());
            self.known(at, "confirmed", deviation.date, deviation.confirmed.as_ref());
            let first = deviation.first_copied();
            self.known(at, "confirmation_copied", first, deviation.confirmation_copied.as_ref());
        });
        each(record.measures.as_deref(), &root.key("measures"), |at, measure| {
            self.known(at, "due", measure.decided, measure.due.as_ref());
            self.known(at, "done", measure.decided, measure.done.as_ref());
            let done = measure.done.as_ref().and_then(Known::yes).copied();
            let first = done.unwrap_or(measure.decided).max(measure.decided);
            self.known(at, "evaluated", first, measure.evaluated.as_ref());
        });
        let changes = record.changes.as_deref().unwrap_or_default();
        let planned = ById::new(changes, |change| Some((change.id.as_str(), change.planned)));
        let planned = |change: &str| planned.of(change).first().map(|one| one.day);
        each(record.changes.as_deref(), &root.key("changes"), |at, change| {
            self.known(at, "carried_out", change.planned, change.carried_out.as_ref());
        });
        each(record.risk_assessments.as_deref(), &root.key("risk_assessments"), |at, risk| {
            let change = risk.change.as_ref().and_then(Known::yes);
            if let Some(first) = change.and_then(|change| planned(change.as_str())) {
                self.on(at, "date", first, risk.date);
            }
        });
        each(record.consultations.as_deref(), &root.key("consultations"), |at, one| {
            if let Some(first) = one.change.as_ref().and_then(|change| planned(change.as_str())) {
                self.on(at, "date", first, one.date);
            }
        });
    }

    fn absences(&mut self, record: &Record, root: &Place<'_>) {
        let all = record.absences.as_deref().unwrap_or_default();
        let first_days = first_days(all);
        let at = root.key("absences");
        let not_apart = apart::slips(all);
        for (((nth, case), first), slip) in all.iter().enumerate().zip(first_days).zip(not_apart) {
            let at = at.index(nth);
            if let Some(slip) = slip {
                slip.report(&at, self.errors);
            }
            self.case(case, &at, first);
        }
    }

    fn case(&mut self, case: &Absence, at: &Place<'_>, first: Date) {
        each(case.plans.as_deref(), &at.key("plans"), |at, plan| {
            self.on(at, "date", first, plan.date);
            self.roles(plan.sent.as_ref(), &at.key("sent"), first.max(plan.date));
        });
        each(case.meetings.as_deref(), &at.key("meetings"), |at, meeting| {
            // Nobody is summoned to a meeting that is over.
            let summoned = meeting.summoned.iter().flatten().map(|one| one.date).min();
            self.known(at, "date", summoned.map_or(first, |day| day.max(first)), meeting.date.as_ref());
            self.roles(meeting.requested.as_ref(), &at.key("requested"), first);
            self.roles(meeting.summoned.as_ref(), &at.key("summoned"), first);
        });
        self.dated(case.exceptions.as_ref(), &at.key("exceptions"), first, |one| one.date);
        self.dated(case.told.as_ref(), &at.key("told"), first, |one| one.date);
        self.dated(case.adaptations.as_ref(), &at.key("adaptations"), first, |one| one.date);
        self.known(at, "activity", first, case.activity.as_ref());
        if let Some(transfer) = case.transfer.as_ref().and_then(Known::yes) {
            let at = at.key("transfer");
            self.on(&at, "considered", first, transfer.considered);
            self.known(&at, "decided", first.max(transfer.considered), transfer.decided.as_ref());
            self.roles(transfer.consulted.as_ref(), &at.key("consulted"), first.max(transfer.considered));
        }
        if let Some(demand) = case.plan_demanded.as_ref().and_then(Known::yes) {
            let at = at.key("plan_demanded");
            self.on(&at, "date", first, demand.date);
            self.on(&at, "due", first.max(demand.date), demand.due);
        }
    }
}

fn each<T>(section: Option<&[T]>, at: &Place<'_>, mut look: impl FnMut(&Place<'_>, &T)) {
    for (index, entry) in section.unwrap_or_default().iter().enumerate() {
        look(&at.index(index), entry);
    }
}
