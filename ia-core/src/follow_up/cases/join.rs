//! From events to follow-up cases. Which absences are one case is practice: neither aml § 4-6 nor ftrl § 8-7 a says
//! it. The choice is an argument, and Nav itself has more than one.

use super::adjoining::adjoining;
use super::case::FollowUpCase;
use super::event::{Event, EventKind, JoinRule, Stage};
use super::notation::DayKind;
use crate::calendar::Date;
use crate::code::Code as _;
use crate::order::stretches::{Best, Reports};
use crate::order::{ById, Keyed, in_order};
pub use crate::record::GAP_DAYS;
use crate::record::Id;

/// What a day is to a case.
#[derive(Clone, Copy, PartialEq, Eq)]
enum CaseDay {
    Sick,
    Holiday,
    Gap,
}

impl CaseDay {
    const fn of(kind: DayKind) -> Self {
        match kind {
            DayKind::Sick
            | DayKind::Graded
            | DayKind::SelfCertified
            | DayKind::TimeBarred
            | DayKind::Treatment => Self::Sick,
            DayKind::Holiday | DayKind::Leave => Self::Holiday,
            DayKind::Working | DayKind::NotBackAtWork | DayKind::OtherBenefit | DayKind::NothingKnown => {
                Self::Gap
            }
        }
    }
}

/// Days in a row that are alike to a case.
struct Alike<'a> {
    from: Date,
    to: Date,
    case_day: CaseDay,
    /// The report that decides them.
    top: Option<&'a Event>,
    partly: bool,
}

/// The days of a case so far.
struct Open<'a> {
    from: Date,
    to: Date,
    sick_days: u16,
    partly: bool,
    tops: Tops<'a>,
}

/// The reports that decided the days of a case.
#[derive(Default)]
struct Tops<'a> {
    last: Option<&'a Event>,
    /// The stages of those that are no income reports.
    stages: [bool; Stage::ALL.len()],
    income_report: bool,
    certificate_sent_to_employer: bool,
}

impl<'a> Tops<'a> {
    fn add(&mut self, top: Option<&'a Event>) {
        self.last = top;
        let Some(top) = top else { return };
        if top.kind == EventKind::IncomeReport {
            self.income_report = true;
        } else if let Some(stage) = self.stages.get_mut(top.stage.place()) {
            *stage = true;
        }
        self.certificate_sent_to_employer |=
            top.kind.is_certificate() && top.stage == Stage::Sent && top.employer.is_some();
    }

    /// Whether the person was employed at the end, as Nav concludes it from the reports that decided the days.
    fn is_employee(&self) -> bool {
        let any = |stage: Stage| self.stages.get(stage.place()) == Some(&true);
        if any(Stage::Confirmed) && !any(Stage::Sent) && !self.income_report {
            return false;
        }
        self.last.is_some_and(|last| {
            let is_new = last.kind.is_certificate() && last.stage == Stage::New;
            last.employer.is_some() || (is_new && self.certificate_sent_to_employer)
        })
    }
}

/// The case that is open, and the days since that belong to none.
struct Joiner<'a> {
    rule: JoinRule,
    open: Option<Open<'a>>,
    gap: u16,
    /// The employers of the case: those it was reported to, and those of all reports.
    employers: [Vec<Id>; 2],
    cases: Vec<FollowUpCase>,
}

impl<'a> Joiner<'a> {
    const fn new(rule: JoinRule) -> Self {
        Self { rule, open: None, gap: 0, employers: [Vec::new(), Vec::new()], cases: Vec::new() }
    }

    /// Takes more days; says whether they belong to the case, and whether a case was closed.
    fn days(&mut self, days: &Alike<'a>) -> (bool, bool) {
        let count = days.to.days_since(days.from).saturating_add(1).try_into().unwrap_or(u16::MAX);
        let holiday_belongs = self.gap == 0 && self.rule == JoinRule::HolidayCounts && self.open.is_some();
        let belongs = match days.case_day {
            CaseDay::Sick => {
                self.gap = 0;
                true
            }
            CaseDay::Holiday if holiday_belongs => true,
            CaseDay::Holiday if self.gap == 0 => false,
            CaseDay::Gap | CaseDay::Holiday => {
                self.gap = self.gap.saturating_add(count);
                false
            }
        };
        if belongs {
            let open = self.open.get_or_insert(Open {
                from: days.from,
                to: days.to,
                sick_days: 0,
                partly: false,
                tops: Tops::default(),
            });
            open.to = days.to;
            open.sick_days = open.sick_days.saturating_add(count);
            open.partly = days.partly;
            open.tops.add(days.top);
        }
        let closes = self.gap >= GAP_DAYS && self.open.is_some();
        if closes {
            self.close();
        }
        (belongs, closes)
    }

    fn close(&mut self) {
        self.gap = 0;
        let [shown, all] = core::mem::take(&mut self.employers);
        let Some(open) = self.open.take() else {
            return;
        };
        let is_employee_at_end = open.tops.is_employee();
        let employers = if shown.is_empty() && is_employee_at_end { all } else { shown };
        self.cases.push(FollowUpCase {
            from: open.from,
            to: open.to,
            sick_days: open.sick_days,
            employers,
            graded_at_end: open.partly,
            is_employee_at_end,
        });
    }
}

/// The follow-up cases in a person's events, oldest first. The order of the events makes no difference.
///
/// A corrected event is left out. Each day is decided by the report that is heard first
/// ([`PRIORITY`](crate::follow_up::PRIORITY)); with several employers it is a day at work only where it is so in every job.
///
/// ```
/// use ia_core::follow_up::{Event, EventKind, JoinRule, Stage, join};
/// let day = |text: &str| text.parse::<ia_core::Date>().unwrap();
/// let event = |id: &str, from: &str, to: &str| Event {
///     id: id.parse().unwrap(),
///     employer: Some("employer-1".parse().unwrap()),
///     from: day(from),
///     to: day(to),
///     kind: EventKind::Certificate,
///     stage: Stage::Sent,
///     recorded: 0,
///     corrects: None,
/// };
/// let joined = [event("e-1", "2026-02-13", "2026-02-13"), event("e-2", "2026-03-01", "2026-03-03")];
/// assert_eq!(join(&joined, JoinRule::HolidayCounts).len(), 1); // 15 days between
/// let apart = [event("e-1", "2026-02-13", "2026-02-13"), event("e-2", "2026-03-02", "2026-03-03")];
/// assert_eq!(join(&apart, JoinRule::HolidayCounts).len(), 2); // 16
/// ```
pub fn join(events: &[Event], rule: JoinRule) -> Vec<FollowUpCase> {
    let events = standing(events);
    if rule == JoinRule::Adjoining {
        return adjoining(&events);
    }
    let heard = heard(&events);
    let mut jobs = Jobs::new(&events, &heard);
    let reports = Reports::new(heard.iter().map(|event| (event.from, event.to)).collect());
    let (mut tops, mut partly, mut unseen) = (Best::default(), Best::default(), Best::default());
    let mut joiner = Joiner::new(rule);
    let event = |place: usize| heard.get(place).copied();
    let at_work = |event: &Event| event.kind.day(rule) == DayKind::Working;
    reports.each(&mut |stretch| {
        for &place in stretch.begun {
            tops.add(place);
            unseen.add(place);
            if event(place).is_some_and(|event| event.kind.partly().is_some()) {
                partly.add(place);
            }
            jobs.add(place);
        }
        for &place in stretch.begun.iter().chain(stretch.ended) {
            jobs.changed(place, |best| reports.best(best, stretch.from).and_then(event).map(at_work));
        }
        let top = reports.best(&mut tops, stretch.from).and_then(event);
        let says = reports.best(&mut partly, stretch.from).and_then(event);
        let has_jobs = rule != JoinRule::HolidayLeftOut && jobs.held > 0;
        let case_day = top.map_or(CaseDay::Gap, |top| {
            let working = if has_jobs { jobs.away == 0 } else { at_work(top) };
            match CaseDay::of(top.kind.day(rule)) {
                _ if working => CaseDay::Gap,
                CaseDay::Holiday => CaseDay::Holiday,
                CaseDay::Sick | CaseDay::Gap => CaseDay::Sick,
            }
        });
        let partly = says.and_then(|event| event.kind.partly()).unwrap_or(false);
        let (belongs, closes) =
            joiner.days(&Alike { from: stretch.from, to: stretch.to, case_day, top, partly });
        if belongs {
            while let Some(place) = unseen.take() {
                if reports.goes_on(place, stretch.from) {
                    jobs.show(place, &mut joiner.employers);
                }
            }
        }
        if closes {
            jobs.begin_case();
            unseen = Best::default();
            for place in tops.places().filter(|place| reports.goes_on(*place, stretch.from)) {
                unseen.add(place);
            }
        }
    });
    joiner.close();
    joiner.cases
}

/// The jobs of a person while going through the reports.
struct Jobs<'a> {
    heard: &'a [&'a Event],
    /// The employers of the reports, sorted, and whether any report shows them.
    employers: Vec<(&'a str, bool)>,
    /// For each: the reports that have begun, and whether the best of them says that the person is at work.
    best: Vec<(Best, Option<bool>)>,
    /// Whether it was shown in this case, and whether it was seen.
    seen: Vec<[bool; 2]>,
    /// How many jobs there are reports of.
    held: usize,
    /// In how many of these the person is away.
    away: usize,
}

impl<'a> Jobs<'a> {
    fn new(events: &'a [&'a Event], heard: &'a [&'a Event]) -> Self {
        let by_id = ById::new(events, |event| Some((event.employer.as_ref()?.as_str(), Date::MIN)));
        let shows = |one: &Keyed<'_>| events.get(one.place).is_some_and(|event| event.shows_employer());
        let employers: Vec<(&str, bool)> =
            by_id.groups().filter_map(|group| Some((group.first()?.id, group.iter().any(shows)))).collect();
        let best = vec![(Best::default(), None); employers.len()];
        let seen = vec![[false; 2]; employers.len()];
        Self { heard, employers, best, seen, held: 0, away: 0 }
    }

    /// The place of the employer of a report.
    fn employer(&self, place: usize) -> Option<usize> {
        let own = self.heard.get(place)?.employer.as_ref()?.as_str();
        self.employers.binary_search_by(|(id, _)| (*id).cmp(own)).ok()
    }

    fn add(&mut self, place: usize) {
        if let Some((best, _)) = self.employer(place).and_then(|nth| self.best.get_mut(nth)) {
            best.add(place);
        }
    }

    /// Reports of the same employer as this one have begun or ended.
    fn changed(&mut self, place: usize, at_work: impl FnOnce(&mut Best) -> Option<bool>) {
        let Some(nth) = self.employer(place) else { return };
        let is_shown = self.employers.get(nth).is_some_and(|(_, shown)| *shown);
        let Some((best, before)) = self.best.get_mut(nth).filter(|_| is_shown) else { return };
        let now = at_work(best);
        let count = |of: Option<bool>| (usize::from(of.is_some()), usize::from(of == Some(false)));
        let ((held_before, away_before), (held, away)) = (count(*before), count(now));
        self.held = self.held.saturating_add(held).saturating_sub(held_before);
        self.away = self.away.saturating_add(away).saturating_sub(away_before);
        *before = now;
    }

    /// Adds the employer of a report to those of the case, once.
    fn show(&mut self, place: usize, employers: &mut [Vec<Id>; 2]) {
        let Some(event) = self.heard.get(place) else { return };
        let Some(nth) = self.employer(place) else { return };
        let Some(seen) = self.seen.get_mut(nth) else { return };
        for ((list, seen), counts) in employers.iter_mut().zip(seen).zip([event.shows_employer(), true]) {
            if counts && !core::mem::replace(seen, true) {
                list.extend(event.employer.clone());
            }
        }
    }

    fn begin_case(&mut self) {
        self.seen.fill([false; 2]);
    }
}

/// The follow-up cases in days of which it is known what they were, in order. A day that is not given is neither
/// sick nor a gap. Nothing is known of employers.
pub fn join_days(days: impl IntoIterator<Item = (Date, DayKind)>, rule: JoinRule) -> Vec<FollowUpCase> {
    join_runs(days.into_iter().map(|(day, kind)| (day, day, kind)), rule)
}

/// The same for days in a row, each with its first and its last.
pub(in crate::follow_up) fn join_runs(
    runs: impl Iterator<Item = (Date, Date, DayKind)>,
    rule: JoinRule,
) -> Vec<FollowUpCase> {
    let mut joiner = Joiner::new(rule);
    for (from, to, kind) in runs {
        let case_day = CaseDay::of(kind);
        if rule == JoinRule::Adjoining && case_day != CaseDay::Sick {
            joiner.close();
            continue;
        }
        joiner.days(&Alike { from, to, case_day, top: None, partly: kind == DayKind::Graded });
    }
    joiner.close();
    joiner.cases
}

/// The event that decides the day; none when none is heard.
pub fn decides(events: &[Event], day: Date) -> Option<&Event> {
    heard(&standing(events)).into_iter().find(|event| event.covers(day))
}

/// The events without those that are corrected and those without a day.
pub(in crate::follow_up) fn standing(events: &[Event]) -> Vec<&Event> {
    standing_of(&events.iter().collect::<Vec<_>>())
}

/// The same of some events.
pub(in crate::follow_up) fn standing_of<'a>(events: &[&'a Event]) -> Vec<&'a Event> {
    let corrected = ById::new(events, |event| Some((event.corrects.as_ref()?.as_str(), Date::MIN)));
    let stands = |event: &&Event| event.from <= event.to && !corrected.has(event.id.as_str());
    events.iter().copied().filter(stands).collect()
}

/// The events that are heard at all, best first. Of two alike, the one recorded last, then the smaller id.
pub(in crate::follow_up) fn heard<'a>(events: &[&'a Event]) -> Vec<&'a Event> {
    let keyed = |event: &&'a Event| {
        let rank = Date::MIN.plus_days(i64::try_from(event.rank()?).ok()?)?;
        let before = u64::MAX.wrapping_sub(event.recorded);
        Some((rank, format!("{before:020} {}", event.id), *event))
    };
    let heard: Vec<(Date, String, &Event)> = events.iter().filter_map(keyed).collect();
    let ordered = in_order(&heard, |(rank, then, _)| Some((*rank, then)));
    ordered.into_iter().map(|(_, (.., event))| *event).collect()
}
