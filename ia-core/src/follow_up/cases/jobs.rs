//! A person's days in each job, and over all of them.
//!
//! Aml. § 4-6 is a duty of each employer: work in one job does not end the absence from another. So each job's days are
//! decided by its own reports, with those that name no employer, and of the jobs the one from which the person is most away
//! decides.

use super::case::FollowUpCase;
use super::continuous::Continuous;
use super::days_off::DaysOff;
use super::event::{Event, EventKind, JoinRule};
use super::join::heard;
use super::notation::DayKind;
use crate::calendar::Date;
use crate::order::stretches::runs;
use crate::order::{ById, in_order};
use crate::record::Id;
use crate::requirement::Options;

/// A report of some days, in one job; in every job where it names none.
#[derive(Clone, Copy)]
pub(in crate::follow_up) struct Said {
    pub(in crate::follow_up) from: Date,
    pub(in crate::follow_up) to: Date,
    pub(in crate::follow_up) kind: EventKind,
    pub(in crate::follow_up) job: Option<usize>,
}

/// Days in a row of one sort.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(in crate::follow_up) struct Days {
    pub(in crate::follow_up) from: Date,
    pub(in crate::follow_up) to: Date,
    pub(in crate::follow_up) kind: DayKind,
    /// Whether they are sick days in some job.
    pub(in crate::follow_up) sick: bool,
    /// Whether the person is partly at work.
    pub(in crate::follow_up) partly: bool,
    /// Whether they are days of absence that a certificate is for.
    pub(in crate::follow_up) certified: bool,
}

impl Days {
    pub(in crate::follow_up) const fn run(&self) -> (Date, Date, DayKind) {
        (self.from, self.to, self.kind)
    }
}

/// The days of these reports, from the first reported day to the last. Of several reports of a day the first in the list
/// decides.
pub(in crate::follow_up) fn days_of(said: &[Said], rule: JoinRule) -> Vec<Days> {
    let spans = said.iter().map(|one| (one.from, one.to)).collect();
    let kind = |place: usize| said.get(place).map(|one| one.kind);
    let partly = |place: usize| kind(place).and_then(EventKind::partly);
    let how_much = |place: usize| partly(place).is_some();
    let certified = |place: usize| kind(place).is_some_and(EventKind::certifies_how_much);
    let certifies = |place: usize| kind(place).is_some_and(|kind| kind.certifies(rule));
    let runs = runs(spans, [&how_much, &certified, &certifies]).into_iter().map(|run| {
        let [says, certified, certifies] = run.first;
        let kind = day_kind(run.top.and_then(kind), certified.and_then(kind), rule);
        Days {
            from: run.from,
            to: run.to,
            kind,
            sick: is_sick(kind),
            partly: says.and_then(partly).unwrap_or(false),
            certified: certifies.is_some() && is_away(kind),
        }
    });
    runs.collect()
}

/// The sort of a day: from the report that decides it, and from the first certificate that says how much the person is away.
///
/// An application or an income report says nothing of how much: it is as certified. Hours corrected to full activity make a
/// day of the absence that is neither whole nor graded, as a day of treatment is.
fn day_kind(top: Option<EventKind>, certified: Option<EventKind>, rule: JoinRule) -> DayKind {
    use EventKind as K;
    match (top, certified) {
        (None, _) => DayKind::NothingKnown,
        (Some(K::Application | K::IncomeReport), Some(K::CertificateGraded)) => DayKind::Graded,
        (Some(K::CorrectedToFull), _)
        | (
            Some(K::Application | K::IncomeReport),
            Some(K::CertificateFullActivity | K::CertificateTreatmentDays | K::CertificateTravelGrant),
        ) => DayKind::Treatment,
        (Some(kind), _) => kind.day(rule),
    }
}

const fn is_sick(kind: DayKind) -> bool {
    use DayKind as K;
    matches!(kind, K::Sick | K::Graded | K::SelfCertified | K::TimeBarred | K::Treatment)
}

/// Whether the person was not at work: also on holiday or on leave.
const fn is_away(kind: DayKind) -> bool {
    is_sick(kind) || matches!(kind, DayKind::Holiday | DayKind::Leave)
}

/// How much the person is away: of several jobs, the smallest number goes first. On the own word a person is wholly away.
const fn extent(kind: DayKind) -> u8 {
    match kind {
        DayKind::Sick | DayKind::TimeBarred => 0,
        DayKind::SelfCertified => 1,
        DayKind::Graded => 2,
        DayKind::Holiday => 3,
        DayKind::Leave => 4,
        DayKind::Treatment => 5,
        DayKind::NotBackAtWork => 6,
        DayKind::OtherBenefit => 7,
        DayKind::Working => 8,
        DayKind::NothingKnown => 9,
    }
}

/// The days of several jobs in one list, from the first reported day in any of them to the last.
fn over_all(mut jobs: Vec<Vec<Days>>) -> Vec<Days> {
    while jobs.len() > 1 {
        jobs = jobs.chunks(2).map(|pair| pair.iter().fold(Vec::new(), |a, b| of_both(&a, b))).collect();
    }
    jobs.pop().unwrap_or_default()
}

fn of_both(a: &[Days], b: &[Days]) -> Vec<Days> {
    if a.is_empty() {
        return b.to_vec();
    }
    let begins = a.iter().chain(b).flat_map(|days| [Some(days.from), days.to.plus_days(1)]).flatten();
    let begins: Vec<Date> = begins.collect();
    let mut begins: Vec<Date> =
        in_order(&begins, |day| Some((*day, ""))).into_iter().map(|(_, day)| *day).collect();
    begins.dedup();
    let last = a.last().into_iter().chain(b.last()).map(|days| days.to).max().unwrap_or(Date::MIN);
    let ends = begins.iter().skip(1).filter_map(|next| next.plus_days(-1)).chain([last]);
    let on = |days: &[Days], day: Date| {
        let place = days.partition_point(|days| days.to < day);
        days.get(place).filter(|days| days.from <= day).copied()
    };
    let mut found: Vec<Days> = Vec::new();
    for (&from, to) in begins.iter().zip(ends).filter(|(from, to)| *from <= to) {
        let both = [on(a, from), on(b, from)];
        let all = || both.iter().flatten();
        let most = all().min_by_key(|days| extent(days.kind));
        let now = Days {
            from,
            to,
            kind: most.map_or(DayKind::NothingKnown, |days| days.kind),
            sick: all().any(|days| days.sick),
            partly: most.is_some_and(|days| days.partly),
            certified: all().any(|days| days.certified),
        };
        match found.last_mut() {
            Some(before) if *before == (Days { from: before.from, to: before.to, ..now }) => before.to = to,
            _ => found.push(now),
        }
    }
    found
}

/// The days of a case.
pub(in crate::follow_up) fn of_case<'d>(
    case: &FollowUpCase,
    days: &'d [Days],
) -> impl Iterator<Item = Days> + use<'d> {
    let (from, to) = (case.from, case.to);
    let first = days.partition_point(|days| days.to < from);
    let own = days.get(first..).unwrap_or_default().iter();
    own.take_while(move |days| days.from <= to).map(move |days| Days {
        from: days.from.max(from),
        to: days.to.min(to),
        ..*days
    })
}

/// The last day of a case that a certificate is for, also when the person is on holiday then; days at work are not. An
/// application rests on a certificate.
pub(in crate::follow_up) fn certified_to(case: &FollowUpCase, days: &[Days]) -> Option<Date> {
    of_case(case, days).filter(|days| days.certified).map(|days| days.to).last()
}

/// The first day of graded absence in a case, up to the day.
pub(in crate::follow_up) fn graded_from(case: &FollowUpCase, days: &[Days], as_of: Date) -> Option<Date> {
    let mut own = of_case(case, days);
    own.find(|days| days.kind == DayKind::Graded && days.from <= as_of).map(|days| days.from)
}

/// The days of a person.
pub(in crate::follow_up) struct JobDays {
    /// In each of several jobs; none where there is one.
    jobs: Vec<Job>,
    /// Over all jobs.
    pub(in crate::follow_up) days: Vec<Days>,
    /// Days off by the rota, in any job.
    pub(in crate::follow_up) off: DaysOff,
}

struct Job {
    days: Vec<Days>,
    off: DaysOff,
}

impl JobDays {
    /// Over all jobs.
    fn over_all(told: &Told<'_>, rule: JoinRule) -> Self {
        let in_job =
            |job: usize| Job { days: days_of(&told.said.of(job), rule), off: days_off(&told.off.of(job)) };
        let several = told.employers.len() > 1;
        let jobs: Vec<Job> = (0..told.employers.len()).filter(|_| several).map(in_job).collect();
        let days = if several {
            over_all(jobs.iter().map(|job| job.days.clone()).collect())
        } else {
            days_of(&told.said.all, rule)
        };
        Self { jobs, days, off: days_off(&told.off.all) }
    }

    /// In one job alone; of what names none where none is given.
    fn in_job(told: &Told<'_>, job: Option<usize>, rule: JoinRule) -> Self {
        let own = |said: &ByJob| job.map_or_else(|| said.of_no_job(), |job| said.of(job));
        Self { jobs: Vec::new(), days: days_of(&own(&told.said), rule), off: days_off(&own(&told.off)) }
    }

    /// Whether nobody was to be at work on the day: a weekend, a public holiday, or a day off by the rota in every job from
    /// which the person has been away since that day.
    fn is_off(&self, day: Date, since: Date) -> bool {
        if self.jobs.is_empty() || !day.is_working_day() {
            return self.off.has(day);
        }
        let mut away = self.jobs.iter().filter(|job| job.is_away(since, day)).peekable();
        away.peek().is_some() && away.all(|job| job.off.has(day))
    }
}

fn days_off(off: &[Said]) -> DaysOff {
    DaysOff::new(off.iter().map(|one| (one.from, one.to)))
}

impl Job {
    /// Whether the person was sick in the job on one of the days.
    fn is_away(&self, from: Date, to: Date) -> bool {
        let first = self.days.partition_point(|days| days.to < from);
        let own = self.days.get(first..).unwrap_or_default();
        own.iter().take_while(|days| days.from <= to).any(|days| days.sick)
    }
}

/// The days of a person's cases, and the absences counted continuously.
pub(in crate::follow_up) struct CaseDays {
    pub(in crate::follow_up) days: JobDays,
    pub(in crate::follow_up) continuous: Continuous,
}

impl CaseDays {
    /// Continuous absence does not depend on how Nav joins. By one rule of Nav's, days of treatment are sick days.
    fn of(days: impl Fn(JoinRule) -> JobDays, rule: JoinRule, as_of: Date, options: &Options) -> Self {
        let by_act = days(JoinRule::HolidayCounts);
        let is_off = |day, since| by_act.is_off(day, since);
        let continuous = Continuous::of(&by_act.days, &is_off, as_of, options);
        let days = if rule == JoinRule::HolidayLeftOut { days(rule) } else { by_act };
        Self { days, continuous }
    }
}

/// The reports of a person, by job.
pub(in crate::follow_up) struct Told<'e> {
    said: ByJob,
    /// Days off by the rota.
    off: ByJob,
    /// The employers, in the order of their ids.
    employers: Vec<&'e Id>,
}

impl<'e> Told<'e> {
    pub(in crate::follow_up) fn new(events: &[&'e Event]) -> Self {
        let by_id = ById::new(events, |event| Some((event.employer.as_ref()?.as_str(), Date::MIN)));
        let employers: Vec<&Id> =
            by_id.groups().filter_map(|group| events.get(group.first()?.place)?.employer.as_ref()).collect();
        let said = |event: &&Event| Said {
            from: event.from,
            to: event.to,
            kind: event.kind,
            job: event.employer.as_ref().and_then(|id| employers.binary_search(&id).ok()),
        };
        let off = events.iter().filter(|event| event.kind == EventKind::DayOff).map(said).collect();
        let said = heard(events).iter().map(said).collect();
        let jobs = employers.len();
        Self { said: ByJob::new(said, jobs), off: ByJob::new(off, jobs), employers }
    }

    /// Nothing yet for what names no job, and for each job.
    fn place_for_each<T>(&self) -> Vec<Option<T>> {
        (0..=self.employers.len()).map(|_| None).collect()
    }

    fn job(&self, employer: Option<&Id>) -> Option<usize> {
        employer.and_then(|id| self.employers.binary_search(&id).ok())
    }
}

/// Where something of a job stands beside what names none.
const fn place_of(job: Option<usize>) -> usize {
    match job {
        Some(job) => job.saturating_add(1),
        None => 0,
    }
}

/// Whether the person was partly at work on the last day of cases at one employer each.
pub(in crate::follow_up) fn partly_at_end(events: &[&Event], cases: &[FollowUpCase]) -> Vec<bool> {
    let told = Told::new(events);
    let mut found: Vec<Option<JobDays>> = told.place_for_each();
    let at_end = |case: &FollowUpCase| {
        let job = told.job(case.employers.first());
        let Some(own) = found.get_mut(place_of(job)) else { return false };
        let own = own.get_or_insert_with(|| JobDays::in_job(&told, job, JoinRule::Adjoining));
        of_case(case, &own.days).last().is_some_and(|days| days.partly)
    };
    cases.iter().map(at_end).collect()
}

/// The days of each case in a person's events that have begun.
pub(in crate::follow_up) struct DaysByCase<'e> {
    told: Told<'e>,
    rule: JoinRule,
    as_of: Date,
    options: Options,
    /// Over all jobs, or in the job of certificates that adjoin.
    found: Vec<Option<CaseDays>>,
}

impl<'e> DaysByCase<'e> {
    pub(in crate::follow_up) fn new(
        begun: &'e [Event],
        rule: JoinRule,
        as_of: Date,
        options: &Options,
    ) -> Self {
        let told = Told::new(&begun.iter().collect::<Vec<_>>());
        let found = told.place_for_each();
        Self { told, rule, as_of, options: *options, found }
    }

    /// Certificates adjoin at one employer, whose case it is. Every case is of the jobs that were told of.
    pub(in crate::follow_up) fn of(&mut self, case: &FollowUpCase) -> Option<&CaseDays> {
        let Self { told, rule, as_of, options, found } = self;
        let adjoins = *rule == JoinRule::Adjoining;
        let job = told.job(case.employers.first().filter(|_| adjoins));
        let days = |rule| {
            if adjoins { JobDays::in_job(told, job, rule) } else { JobDays::over_all(told, rule) }
        };
        let of_job = || CaseDays::of(days, *rule, *as_of, options);
        Some(found.get_mut(place_of(job))?.get_or_insert_with(of_job))
    }
}

/// Reports, the best first, and their places by job.
struct ByJob {
    all: Vec<Said>,
    of_none: Vec<usize>,
    of_job: Vec<Vec<usize>>,
}

impl ByJob {
    fn new(all: Vec<Said>, jobs: usize) -> Self {
        let (mut of_none, mut of_job) = (Vec::new(), vec![Vec::new(); jobs]);
        for (place, one) in all.iter().enumerate() {
            let of_one = one.job.and_then(|job| of_job.get_mut(job));
            of_one.unwrap_or(&mut of_none).push(place);
        }
        Self { all, of_none, of_job }
    }

    /// The reports of a job and those of every job, the best first.
    fn of(&self, job: usize) -> Vec<Said> {
        let own = self.of_job.get(job).map(Vec::as_slice).unwrap_or_default();
        let (mut own, mut of_none) = (own.iter().peekable(), self.of_none.iter().peekable());
        let mut found = Vec::new();
        while let Some(place) = match (own.peek(), of_none.peek()) {
            (Some(one), Some(none)) if none < one => of_none.next(),
            (None, _) => of_none.next(),
            _ => own.next(),
        } {
            found.extend(self.all.get(*place));
        }
        found
    }

    /// The reports that name no job.
    fn of_no_job(&self) -> Vec<Said> {
        self.of_none.iter().filter_map(|place| self.all.get(*place).copied()).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::order::stretches;

    fn day(day: i64) -> Date {
        Date::new(2026, 1, 1).expect("a day").plus_days(day).expect("a day")
    }

    /// From a text: a letter for the sort of each day, a blank where nothing is told.
    fn days(first: i64, text: &str) -> Vec<Days> {
        let mut found: Vec<Days> = Vec::new();
        for (nth, letter) in (first..).zip(text.chars()) {
            let kind = DayKind::from_letter(letter).unwrap_or(DayKind::NothingKnown);
            let (partly, certified) = (kind == DayKind::Graded, kind == DayKind::Sick);
            let now = Days { from: day(nth), to: day(nth), kind, sick: is_sick(kind), partly, certified };
            match found.last_mut() {
                Some(last) if last.kind == kind => last.to = now.to,
                _ => found.push(now),
            }
        }
        found
    }

    fn text(all: &[Days]) -> String {
        let each = all.iter().flat_map(|run| stretches::days(run.from, run.to).map(|_| run.kind.letter()));
        each.collect()
    }

    #[test]
    fn the_job_from_which_the_person_is_most_away_decides() {
        let both = |a: (i64, &str), b: (i64, &str)| of_both(&days(a.0, a.1), &days(b.0, b.1));
        for (a, b, expected) in [
            ((0, "SSSS"), (0, "AAAA"), "SSSS"),
            ((0, "AAAA"), (0, "GGSS"), "GGSS"),
            ((0, "GGGG"), (0, "UUFF"), "UUGG"),
            ((0, "FPBA"), (0, "PBAN"), "FPBA"),
            ((0, "SS"), (2, "AA"), "SSAA"),
            // Nothing is told of the days between.
            ((0, "SS"), (4, "G"), "SSNNG"),
            ((3, "SS"), (0, "A"), "ANNSS"),
            ((1, "AASSAA"), (2, "GG"), "AGSSAA"),
            ((0, ""), (2, "SG"), "SG"),
        ] {
            let found = both(a, b);
            assert_eq!(text(&found), expected, "{a:?} {b:?}");
            assert_eq!(text(&both(b, a)), expected, "{b:?} {a:?}");
            for pair in found.windows(2) {
                assert_eq!(pair[0].to.plus_days(1), Some(pair[1].from), "{a:?} {b:?}");
                assert!(
                    pair[0].kind != pair[1].kind
                        || pair[0] != Days { from: pair[0].from, to: pair[0].to, ..pair[1] }
                );
            }
        }
        // On holiday in one job and treated in the other: a sick day, of holiday.
        let [found] = both((0, "F"), (0, "B"))[..] else { panic!("one run") };
        assert_eq!((found.kind, found.sick, found.certified), (DayKind::Holiday, true, false));
        let [found] = both((0, "S"), (0, "G"))[..] else { panic!("one run") };
        assert_eq!((found.partly, found.certified), (false, true));
        assert_eq!(both((0, "SSS"), (0, "AGA")).len(), 1);
    }

    #[test]
    fn many_jobs_are_joined_in_any_order() {
        let jobs = ["SAAAA", "ASAAA", "AAGAA", "AAAFA", "AAAAU"].map(|one| days(0, one));
        assert_eq!(text(&over_all(jobs.to_vec())), "SSGFU");
        assert_eq!(text(&over_all(jobs.into_iter().rev().collect())), "SSGFU");
        assert_eq!(text(&over_all(vec![days(0, "SA")])), "SA");
        assert_eq!(over_all(Vec::new()).len(), 0);
    }
}
