//! What the kinds about cases read of a case: when a step was taken, and how much the person is away.

use super::{Fact, Facts, Part, below, entry};
use crate::calendar::Date;
use crate::order::in_order;
use crate::record::{Absence, Certificate, CertificateKind, Grade, RoleDate};
use crate::role::Role;

/// When the step was first taken, as far as is known, and a fact that may show an earlier day.
pub(super) struct Taken {
    pub(super) first: Option<Date>,
    pub(super) open: Option<Part>,
}

/// The first day over a list of entries, each with a day, none, or an open fact.
pub(super) fn first_of<T>(
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

/// When a plan was first sent to the role, not before `earliest_day`.
pub(super) fn sent_to(role: Role, case: &Absence, at: &str, facts: &Facts<'_>, earliest_day: Date) -> Taken {
    let missing = (Fact::CasePlans, below(at, "plans"));
    first_of(case.plans.as_deref(), missing, |nth, plan| match &plan.sent {
        _ if plan.date > facts.as_of => Ok(None),
        None => Err(Part::unknown(Fact::PlanSent, format!("{at}/plans/{nth}/sent"))),
        Some(sent) => {
            // A plan cannot be sent before it is made.
            let first = plan.date.max(facts.earliest);
            let counts = sent.iter().filter(|one| one.role.stands_for_in_case(role));
            let counts = counts.map(|one| one.date).filter(|day| *day >= first.max(earliest_day));
            match counts.filter(|day| *day <= facts.as_of).min() {
                Some(day) => Ok(Some(day)),
                None => {
                    let place = format!("{at}/plans/{nth}/sent");
                    earliest((sent, &place), role, (first, facts.as_of), Fact::PlanSent).map(|_| None)
                }
            }
        }
    })
}

/// The first of these days for a role, within the days given; one before them is no day.
pub(super) fn earliest(
    dates: (&[RoleDate], &str),
    role: Role,
    days: (Date, Date),
    fact: Fact,
) -> Result<Option<Date>, Part> {
    earliest_of(dates, &|one| one.stands_for_in_case(role), days, fact)
}

/// The same for the roles that are meant.
pub(super) fn earliest_of(
    (dates, at): (&[RoleDate], &str),
    is_meant: &dyn Fn(Role) -> bool,
    (from, to): (Date, Date),
    fact: Fact,
) -> Result<Option<Date>, Part> {
    let of_role = dates.iter().enumerate().filter(|(_, one)| is_meant(one.role));
    let (early, in_time): (Vec<_>, Vec<_>) =
        of_role.filter(|(_, one)| one.date <= to).partition(|(_, one)| one.date < from);
    match (in_time.iter().map(|(_, one)| one.date).min(), early.first()) {
        (None, Some((nth, one))) => {
            Err(Part::too_early(fact, below(&entry(at, *nth), "date"), one.date, from))
        }
        (day, _) => Ok(day),
    }
}

/// Single days of treatment, a travel grant and waiting are days at work, whatever their grade.
pub(super) fn is_whole(certificate: &Certificate) -> bool {
    use CertificateKind as K;
    certificate.grade == Grade::WHOLE
        && !matches!(certificate.kind, Some(K::TreatmentDays | K::TravelGrant | K::Waiting))
}

/// Whether the newest certificate on the day is for a part of the work.
pub(super) fn is_partly_away(case: &Absence, day: Date) -> bool {
    let on_day = case.certificates.iter().flatten().filter(|certificate| certificate.from <= day);
    on_day
        .max_by_key(|certificate| (certificate.from, certificate.grade))
        .is_some_and(|newest| !is_whole(newest))
}

/// Days of one extent in a row; without an end while they go on.
pub(crate) struct Stretch {
    pub(crate) from: Date,
    pub(crate) to: Option<Date>,
}

/// The stretches of whole absence. Days before the first certificate are days on the employee's own word:
/// whole. After the last certificate the case may go on; its grade holds.
pub(crate) fn whole_stretches(case: &Absence, as_of: Date) -> Vec<Stretch> {
    let certificates = in_order(case.certificates.as_deref().unwrap_or_default(), |certificate| {
        // On one day the whole comes last: it is what the person is away from.
        let rank = if is_whole(certificate) { "whole" } else { "part" };
        (certificate.from <= as_of).then_some((certificate.from, rank))
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
    let to = case.ended(as_of);
    if let Some(from) = open.filter(|from| to.is_none_or(|to| *from <= to)) {
        stretches.push(Stretch { from, to });
    }
    stretches
}
