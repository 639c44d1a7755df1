//! The employer period in days of which it is known what they were (ftrl § 8-19): holidays, leave and days of which
//! nothing is known have rules of their own. The act does not say them. Nav's payment (navikt/helse-spleis) knows no
//! calendar of public holidays; by guidance every day off between sick days counts.

pub(in crate::follow_up) mod counter;
pub(in crate::follow_up) mod dates;

use crate::calendar::{Date, Period};
use crate::follow_up::cases::notation::DayKind;
use counter::{EmployerCounter, EmployerPeriodRule, GapDay, SickDay};

/// What is known beside the days.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct PaidByNav {
    /// Days that Nav has paid before: a sick day among them means that the employer period was over.
    pub before: Vec<Period>,
    /// Days of the employer period that Nav pays in the employer's place.
    pub in_place: Vec<Period>,
}

/// An employer period as it lies in the calendar.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EmployerPeriod {
    /// From its first day to the last day that a new sick day would still have counted in it.
    pub enclosing: Period,
    /// The days that the employer pays, and not Nav.
    pub without_duty: Vec<Period>,
    /// Whether it is clear that it is over: its last day is reached, or a day after it is seen.
    pub settled: bool,
}

impl EmployerPeriod {
    /// The first day that the employer pays.
    pub fn first_paid(&self) -> Option<Date> {
        self.without_duty.first().map(|run| run.from)
    }

    /// The last day that the employer pays.
    pub fn last_paid(&self) -> Option<Date> {
        self.without_duty.last().and_then(|run| run.to)
    }

    /// How many days the employer pays.
    pub fn days_paid(&self) -> u16 {
        let days = |run: &Period| run.to.map_or(0, |to| to.days_since(run.from).saturating_add(1));
        u16::try_from(self.without_duty.iter().map(days).sum::<i64>()).unwrap_or(u16::MAX)
    }
}

/// How many days of each sort, in calendar days.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct DayCounts {
    /// Days of an employer period.
    pub employer: u16,
    /// Days of an employer period that Nav pays in the employer's place.
    pub employer_by_nav: u16,
    /// Days from Monday to Friday that Nav pays.
    pub paid: u16,
    /// Saturdays and Sundays among the days that Nav would pay.
    pub paid_weekend: u16,
    /// Days at work.
    pub working: u16,
    /// Holidays, leave and other free days.
    pub free: u16,
    /// Days that are refused: a self-certified day after the period, or a day with another benefit.
    pub refused: u16,
    /// Sick days of which benefit was asked for too late.
    pub time_barred: u16,
}

impl DayCounts {
    /// All days.
    pub fn all(&self) -> u16 {
        let counts = [
            self.employer,
            self.employer_by_nav,
            self.paid,
            self.paid_weekend,
            self.working,
            self.free,
            self.refused,
            self.time_barred,
        ];
        counts.iter().fold(0, |sum, count| sum.saturating_add(*count))
    }
}

/// The employer periods in a line of days, and how many days of each sort.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct EmployerPeriods {
    /// The periods, oldest first.
    pub periods: Vec<EmployerPeriod>,
    /// The days of the line, from the first to the last of which something is known.
    pub counts: DayCounts,
}

/// The employer periods in days that follow one another, as Nav's payment counts them: of the days of which nothing is
/// known, a Saturday or a Sunday counts when sickness follows, and any other day is a day at work, a public holiday too.
///
/// ```
/// use ia_core::follow_up::{DayString, EmployerPeriodRule, PaidByNav, employer_periods};
/// let monday = "2018-01-01".parse().unwrap();
/// let days: DayString = "6S 6F 6S".parse().unwrap();
/// let rule = EmployerPeriodRule::at(monday)?;
/// let found = employer_periods(rule, days.from(monday), &PaidByNav::default());
/// assert_eq!((found.counts.employer, found.counts.paid), (16, 2));
/// # Ok::<(), ia_core::law::LawError>(())
/// ```
pub fn employer_periods(
    rule: EmployerPeriodRule,
    days: impl IntoIterator<Item = (Date, DayKind)>,
    nav: &PaidByNav,
) -> EmployerPeriods {
    periods(rule, &days.into_iter().collect::<Vec<_>>(), nav, &Date::is_weekend)
}

/// The same by guidance: of the days of which nothing is known, every day off counts when sickness follows. `is_off` tells
/// which days these are: weekends, public holidays and days off by the rota.
pub fn employer_periods_by_guidance(
    rule: EmployerPeriodRule,
    days: impl IntoIterator<Item = (Date, DayKind)>,
    nav: &PaidByNav,
    is_off: &dyn Fn(Date) -> bool,
) -> EmployerPeriods {
    periods(rule, &days.into_iter().collect::<Vec<_>>(), nav, is_off)
}

fn periods(
    rule: EmployerPeriodRule,
    days: &[(Date, DayKind)],
    nav: &PaidByNav,
    is_off: &dyn Fn(Date) -> bool,
) -> EmployerPeriods {
    let known = |(_, kind): &(Date, DayKind)| *kind != DayKind::NothingKnown;
    let (Some(first), Some(last)) = (days.iter().position(known), days.iter().rposition(known)) else {
        return EmployerPeriods::default();
    };
    let days = days.get(first..=last).unwrap_or_default();
    let mut line = Line::new(rule);
    // Days off of which nothing is known belong to an absence. So many in a row that a new period begins do not.
    let is_free = |(day, kind): &(Date, DayKind)| *kind == DayKind::NothingKnown && is_off(*day);
    for run in days.chunk_by(|one, next| is_free(one) && is_free(next)) {
        let is_apart = run.len() >= usize::from(rule.days_between) && run.iter().all(is_free);
        for (day, kind) in run {
            let paid_before = nav.before.iter().any(|period| period.contains(*day));
            let part = if is_apart { Part::Work } else { part(*day, *kind, is_off) };
            line.day(*day, part, paid_before);
        }
    }
    let (periods, employer_days) = line.end();
    EmployerPeriods { counts: counts(days, &employer_days, nav, is_off), periods }
}

/// What a day is to the period.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    Sick,
    Holiday,
    /// Counts as what comes after it.
    Undecided,
    Work,
}

fn part(day: Date, kind: DayKind, is_off: &dyn Fn(Date) -> bool) -> Part {
    match kind {
        DayKind::Sick
        | DayKind::Graded
        | DayKind::SelfCertified
        | DayKind::TimeBarred
        | DayKind::Treatment => Part::Sick,
        DayKind::Holiday => Part::Holiday,
        DayKind::Leave | DayKind::NotBackAtWork | DayKind::OtherBenefit => Part::Undecided,
        DayKind::NothingKnown if is_off(day) => Part::Undecided,
        DayKind::NothingKnown | DayKind::Working => Part::Work,
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Mode {
    /// Nothing is counted, or the last day was one at work.
    Idle,
    /// In the employer period.
    Counting,
    /// After it.
    Full,
}

struct Open {
    from: Date,
    to: Date,
    without_duty: Vec<Period>,
    settled: bool,
}

struct Line {
    counter: EmployerCounter,
    mode: Mode,
    held: Vec<Date>,
    open: Option<Open>,
    periods: Vec<EmployerPeriod>,
    employer_days: Vec<Date>,
}

impl Line {
    const fn new(rule: EmployerPeriodRule) -> Self {
        Self {
            counter: EmployerCounter::new(rule),
            mode: Mode::Idle,
            held: Vec::new(),
            open: None,
            periods: Vec::new(),
            employer_days: Vec::new(),
        }
    }

    fn day(&mut self, day: Date, part: Part, paid_before: bool) {
        match (part, self.mode) {
            (Part::Sick, _) => {
                self.count_held();
                if paid_before {
                    self.counter.paid_elsewhere();
                }
                self.sick(day);
            }
            (Part::Work, _) => {
                self.drop_held();
                self.gap(day);
                self.mode = Mode::Idle;
            }
            (Part::Holiday | Part::Undecided, Mode::Idle) => self.gap(day),
            (Part::Holiday | Part::Undecided, Mode::Full) => self.known(day),
            (Part::Undecided, Mode::Counting) => self.held.push(day),
            (Part::Holiday, Mode::Counting) => {
                self.count_held();
                if self.mode == Mode::Counting {
                    self.sick(day);
                } else {
                    self.known(day);
                }
            }
        }
    }

    /// Days held back count in the period.
    fn count_held(&mut self) {
        for day in core::mem::take(&mut self.held) {
            if self.mode == Mode::Counting {
                self.sick(day);
            } else {
                self.known(day);
            }
        }
    }

    /// Days held back are days without sickness.
    fn drop_held(&mut self) {
        for day in core::mem::take(&mut self.held) {
            self.gap(day);
        }
    }

    fn sick(&mut self, day: Date) {
        let counted = self.counter.sick();
        let open =
            self.open.get_or_insert(Open { from: day, to: day, without_duty: Vec::new(), settled: false });
        open.to = day;
        self.mode = Mode::Full;
        match counted {
            SickDay::AfterPeriod => open.settled = true,
            SickDay::Employer { last } => {
                self.employer_days.push(day);
                extend(&mut open.without_duty, day);
                open.settled |= last;
                if !last {
                    self.mode = Mode::Counting;
                }
            }
        }
    }

    fn gap(&mut self, day: Date) {
        match self.counter.gap() {
            GapDay::BeforePeriod => {}
            GapDay::Between => self.known(day),
            GapDay::EndsPeriod => {
                self.known(day);
                self.close();
            }
        }
    }

    fn known(&mut self, day: Date) {
        if let Some(open) = &mut self.open {
            open.to = day;
        }
    }

    fn close(&mut self) {
        if let Some(open) = self.open.take() {
            self.periods.push(EmployerPeriod {
                enclosing: Period { from: open.from, to: Some(open.to) },
                without_duty: open.without_duty,
                settled: open.settled,
            });
        }
    }

    fn end(mut self) -> (Vec<EmployerPeriod>, Vec<Date>) {
        self.drop_held();
        self.close();
        (self.periods, self.employer_days)
    }
}

/// Adds a day to the last run of days, or begins a new one.
fn extend(runs: &mut Vec<Period>, day: Date) {
    let before = day.plus_days(-1);
    match runs.last_mut() {
        Some(run) if before.is_some() && run.to == before => run.to = Some(day),
        _ => runs.push(Period { from: day, to: Some(day) }),
    }
}

fn counts(
    days: &[(Date, DayKind)],
    employer_days: &[Date],
    nav: &PaidByNav,
    is_off: &dyn Fn(Date) -> bool,
) -> DayCounts {
    let mut counts = DayCounts::default();
    let first_employer_day = employer_days.first().copied();
    for (day, kind) in days.iter().copied() {
        let weekend = day.is_weekend();
        let count = match kind {
            DayKind::NothingKnown if is_off(day) => &mut counts.free,
            DayKind::Working | DayKind::NothingKnown => &mut counts.working,
            _ if employer_days.binary_search(&day).is_ok() => {
                let asked_for = !matches!(
                    kind,
                    DayKind::TimeBarred
                        | DayKind::Holiday
                        | DayKind::Leave
                        | DayKind::NotBackAtWork
                        | DayKind::OtherBenefit
                );
                let in_place = nav.in_place.iter().any(|period| period.contains(day));
                if asked_for && !weekend && in_place {
                    &mut counts.employer_by_nav
                } else {
                    &mut counts.employer
                }
            }
            DayKind::TimeBarred => &mut counts.time_barred,
            DayKind::Sick | DayKind::Graded | DayKind::Treatment | DayKind::SelfCertified if weekend => {
                &mut counts.paid_weekend
            }
            DayKind::Sick | DayKind::Graded | DayKind::Treatment => &mut counts.paid,
            DayKind::SelfCertified => &mut counts.refused,
            DayKind::OtherBenefit if first_employer_day.is_some_and(|first| first < day) => {
                &mut counts.refused
            }
            DayKind::Holiday | DayKind::Leave | DayKind::NotBackAtWork | DayKind::OtherBenefit => {
                &mut counts.free
            }
        };
        *count = count.saturating_add(1);
    }
    counts
}
