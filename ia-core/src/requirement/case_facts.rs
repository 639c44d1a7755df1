//! What the kinds about cases read of a case: when a step was taken, and how much the person is away.

use super::{Fact, Facts, Part, below, entry};
use crate::calendar::Date;
use crate::order::stretches::{days, plain_runs};
use crate::record::{Absence, Certificate, CertificateKind, Grade, RoleDate};
use crate::role::Role;

/// When the step was first taken, as far as is known, and a fact that may show an earlier day.
pub(super) struct Taken {
    pub(super) first: Option<Date>,
    pub(super) open: Option<Part>,
}

impl Taken {
    /// Or on another day, or perhaps on one.
    pub(super) fn or(self, first: Option<Date>, open: Option<Part>) -> Self {
        Self { first: self.first.into_iter().chain(first).min(), open: self.open.or(open) }
    }
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
            if let Some(day) = counts.filter(|day| *day <= facts.as_of).min() {
                return Ok(Some(day));
            }
            let place = format!("{at}/plans/{nth}/sent");
            earliest((sent, &place), role, (first, facts.as_of), Fact::PlanSent).map(|_| None)
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

/// What a certificate says of its days.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Says {
    WhollyAway,
    PartlyAway,
    /// Single days of treatment and a travel grant are days at work, whatever their grade.
    AtWork,
    /// Waiting, before sick leave: nothing of how much the person is away.
    Nothing,
}

impl Says {
    fn of(certificate: &Certificate) -> Self {
        use CertificateKind as K;
        match certificate.kind {
            Some(K::TreatmentDays | K::TravelGrant) => Self::AtWork,
            Some(K::Waiting) => Self::Nothing,
            None | Some(K::ActivityNotPossible | K::Graded) if certificate.grade == Grade::WHOLE => {
                Self::WhollyAway
            }
            None | Some(K::ActivityNotPossible | K::Graded) => Self::PartlyAway,
        }
    }
}

/// Days in a row, and whether the person was wholly away; none where nothing says so.
pub(crate) type ExtentRun = (Date, Date, Option<bool>);

/// How much the person was away from the first day of the case up to the day, in order, from what had begun by then.
fn extents(case: &Absence, as_of: Date) -> Vec<ExtentRun> {
    let last = case.ended(as_of).unwrap_or(as_of);
    extents_to(case, as_of, last)
}

/// The same to a last day, which may lie ahead: certificates that have begun say what they say of it.
///
/// Of several reports of a day, whole absence goes first, then graded absence, then the employee's own word, then days
/// at work: the order in which cases are made from certificates. Days before the first certificate are days on the
/// employee's own word: whole. A day at work is none of whole absence, by either reading.
fn extents_to(case: &Absence, as_of: Date, last: Date) -> Vec<ExtentRun> {
    let begun = |from: Date, to: Date| from <= as_of && from <= to;
    let certificates = || {
        let all = case.certificates.iter().flatten();
        all.filter(|certificate| begun(certificate.from, certificate.to))
    };
    let mut spans: Vec<(Date, Date)> = Vec::new();
    let mut says: Vec<bool> = Vec::new();
    let mut say = |reports: &mut dyn Iterator<Item = (Date, Date)>, whole: bool| {
        for (from, to) in reports.filter(|(from, to)| begun(*from, *to)) {
            spans.push((from, to));
            says.push(whole);
        }
    };
    let that_say = |what: Says| {
        let own = certificates().filter(move |certificate| Says::of(certificate) == what);
        own.map(|certificate| (certificate.from, certificate.to))
    };
    let own_word = case.self_certified.iter().flatten();
    let first = certificates().map(|certificate| certificate.from).min();
    let before = first.map_or(Some(Date::MAX), |first| first.plus_days(-1));
    // Work was resumed before the continuous absence began.
    let resumed = case.continuous_from.filter(|day| first.is_none_or(|first| *day <= first));
    let own_word_from = resumed.map_or(case.from, |day| day.max(case.from));
    say(&mut that_say(Says::WhollyAway), true);
    say(&mut that_say(Says::PartlyAway), false);
    say(&mut own_word.map(|own| (own.from, own.to.unwrap_or(Date::MAX))), true);
    say(&mut that_say(Says::AtWork), false);
    say(&mut before.map(|before| (own_word_from, before)).into_iter(), true);
    let mut found: Vec<ExtentRun> = Vec::new();
    let mut add = |from: Date, to: Date, says: Option<bool>| {
        let (from, to) = (from.max(case.from), to.min(last));
        if from <= to {
            found.push((from, to, says));
        }
    };
    let mut next = case.from;
    for run in plain_runs(spans) {
        add(run.from, run.to, run.top.and_then(|place| says.get(place).copied()));
        next = run.to.plus_days(1).unwrap_or(Date::MAX);
    }
    // Certificates that say nothing may reach past all others.
    if let Some(last) = certificates().map(|certificate| certificate.to).max() {
        add(next, last, None);
    }
    found
}

/// Whether the person is partly away on the day; where nothing says so, as on the last day of which something does.
pub(super) fn is_partly_away(case: &Absence, day: Date) -> bool {
    extents(case, day).iter().rev().find_map(|(_, _, whole)| *whole) == Some(false)
}

/// The first day on which the person was partly at work, by a certificate.
pub(super) fn first_partly_away(case: &Absence, as_of: Date) -> Option<Date> {
    extents(case, as_of).iter().find(|(_, _, whole)| *whole == Some(false)).map(|(from, _, _)| *from)
}

/// Days of one extent in a row; without an end while they go on.
pub(crate) struct Stretch {
    pub(crate) from: Date,
    pub(crate) to: Option<Date>,
}

/// The stretches of whole absence in runs, and whether the last one goes on at their end. A day off of which nothing is
/// known does not end a stretch: nobody was at work between a certificate to Friday and one from Monday. Any other
/// day of which nothing is known is a day at work, and ends it.
pub(crate) fn whole_runs(
    extents: impl Iterator<Item = ExtentRun>,
    is_off: &dyn Fn(Date) -> bool,
) -> (Vec<(Date, Date)>, bool) {
    let mut stretches: Vec<(Date, Date)> = Vec::new();
    let mut open = false;
    for (from, to, whole) in extents {
        if whole.is_none() && days(from, to).all(is_off) {
            continue;
        }
        let whole = whole == Some(true);
        match stretches.last_mut() {
            Some((_, last)) if open && whole => *last = to,
            _ if whole => stretches.push((from, to)),
            _ => {}
        }
        open = whole;
    }
    (stretches, open)
}

/// The stretches of whole absence that have begun. After the last certificate its grade holds while the case goes on.
pub(crate) fn whole_stretches(case: &Absence, as_of: Date) -> Vec<Stretch> {
    let ended = case.ended(as_of);
    let certified = case.certificates.iter().flatten().filter(|one| one.from <= as_of).map(|one| one.to);
    let last = ended.unwrap_or_else(|| certified.max().map_or(as_of, |last| last.max(as_of)));
    let all = extents_to(case, as_of, last);
    let (found, open) = whole_runs(all.into_iter(), &|day| !day.is_working_day());
    let stretch = |&(from, to): &(Date, Date)| Stretch { from, to: (to <= as_of).then_some(to) };
    let mut stretches: Vec<Stretch> = found.iter().map(stretch).collect();
    if let Some(last) = stretches.last_mut().filter(|_| open && ended.is_none()) {
        last.to = None;
    }
    stretches.retain(|stretch| stretch.from <= as_of);
    stretches
}
