//! Days in a row on which the same reports hold. Going through stretches and not days, and through beginnings and ends
//! and not all reports, takes time in step with the number of reports.

use super::in_order;
use crate::calendar::Date;
use core::cmp::Reverse;
use std::collections::BinaryHeap;

/// Reports by their days, best first, for going through them in the order of the days.
pub(crate) struct Reports {
    spans: Vec<(Date, Date)>,
    /// Places of the reports, by first day.
    begins: Vec<usize>,
    /// Places of the reports, by last day.
    ends: Vec<usize>,
}

/// A stretch, with the reports that begin on its first day and those that ended the day before.
pub(crate) struct Stretch<'s> {
    pub(crate) from: Date,
    pub(crate) to: Date,
    pub(crate) begun: &'s [usize],
    pub(crate) ended: &'s [usize],
}

impl Reports {
    pub(crate) fn new(spans: Vec<(Date, Date)>) -> Self {
        let places =
            |ordered: Vec<(usize, &(Date, Date))>| ordered.into_iter().map(|(place, _)| place).collect();
        let begins = places(in_order(&spans, |span| Some((span.0, ""))));
        let ends = places(in_order(&spans, |span| Some((span.1, ""))));
        Self { spans, begins, ends }
    }

    fn from(&self, nth: usize) -> Option<Date> {
        Some(self.spans.get(*self.begins.get(nth)?)?.0)
    }

    fn to(&self, nth: usize) -> Option<Date> {
        Some(self.spans.get(*self.ends.get(nth)?)?.1)
    }

    /// Shows each stretch from the first day to the last, also those in which no report holds.
    pub(crate) fn each(&self, show: &mut dyn FnMut(&Stretch<'_>)) {
        let (mut begun, mut ended) = (0_usize, 0_usize);
        let mut first = self.from(0);
        while let Some(from) = first {
            let (begun_before, ended_before) = (begun, ended);
            while self.from(begun).is_some_and(|day| day <= from) {
                begun = begun.saturating_add(1);
            }
            while self.to(ended).is_some_and(|day| day < from) {
                ended = ended.saturating_add(1);
            }
            if begun == self.spans.len() && ended == self.spans.len() {
                return;
            }
            let end = self.to(ended).filter(|_| ended < begun);
            let before_next = self.from(begun).and_then(|day| day.plus_days(-1));
            let to = end.into_iter().chain(before_next).min().unwrap_or(Date::MAX);
            show(&Stretch {
                from,
                to,
                begun: self.begins.get(begun_before..begun).unwrap_or_default(),
                ended: self.ends.get(ended_before..ended).unwrap_or_default(),
            });
            first = to.plus_days(1);
        }
    }

    /// The best of the reports that were added and have not ended.
    pub(crate) fn best(&self, best: &mut Best, today: Date) -> Option<usize> {
        while let Some(Reverse(place)) = best.0.peek() {
            if self.spans.get(*place).is_some_and(|span| today <= span.1) {
                return Some(*place);
            }
            best.0.pop();
        }
        None
    }

    /// Whether it holds on the day, when it has begun.
    pub(crate) fn goes_on(&self, place: usize, today: Date) -> bool {
        self.spans.get(place).is_some_and(|span| today <= span.1)
    }
}

/// Places of reports, the best first.
#[derive(Default, Clone)]
pub(crate) struct Best(BinaryHeap<Reverse<usize>>);

impl Best {
    pub(crate) fn add(&mut self, place: usize) {
        self.0.push(Reverse(place));
    }

    /// Takes the best out.
    pub(crate) fn take(&mut self) -> Option<usize> {
        self.0.pop().map(|Reverse(place)| place)
    }

    pub(crate) fn places(&self) -> impl Iterator<Item = usize> {
        self.0.iter().map(|Reverse(place)| *place)
    }
}

/// How many questions are asked of reports at a time. One number for all, so that this is compiled once.
const ASKED: usize = 3;

/// Days in a row that one report decides.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Run {
    pub(crate) from: Date,
    pub(crate) to: Date,
    /// The place of the report that decides; none where nothing is reported.
    pub(crate) top: Option<usize>,
    /// For each question, the place of the first report that answers it.
    pub(crate) first: [Option<usize>; ASKED],
}

/// The runs of reports, best first, from the first day of any to the last. Each question tells whether a report answers it.
pub(crate) fn runs(spans: Vec<(Date, Date)>, asked: [&dyn Fn(usize) -> bool; ASKED]) -> Vec<Run> {
    let reports = Reports::new(spans);
    let mut tops = Best::default();
    let mut firsts = [(); ASKED].map(|()| Best::default());
    let mut runs: Vec<Run> = Vec::new();
    reports.each(&mut |stretch| {
        for &place in stretch.begun {
            tops.add(place);
            for (first, answers) in firsts.iter_mut().zip(asked) {
                if answers(place) {
                    first.add(place);
                }
            }
        }
        let top = reports.best(&mut tops, stretch.from);
        let first = firsts.each_mut().map(|first| reports.best(first, stretch.from));
        match runs.last_mut() {
            Some(last) if last.top == top && last.first == first => last.to = stretch.to,
            _ => runs.push(Run { from: stretch.from, to: stretch.to, top, first }),
        }
    });
    runs
}

/// The runs of reports of which nothing is asked.
pub(crate) fn plain_runs(spans: Vec<(Date, Date)>) -> Vec<Run> {
    runs(spans, [&|_| false; ASKED])
}

/// The days from the first to the last.
pub(crate) fn days(from: Date, to: Date) -> impl Iterator<Item = Date> + Clone {
    core::iter::successors(Some(from), |day| day.plus_days(1)).take_while(move |day| *day <= to)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(day: u32) -> Date {
        Date::new(2026, 1, day).unwrap()
    }

    #[test]
    fn each_day_is_decided_by_the_best_report_of_it() {
        let spans = [(5, 9), (1, 3), (2, 12), (8, 8), (20, 25), (12, 12)];
        let spans: Vec<(Date, Date)> = spans.iter().map(|(from, to)| (day(*from), day(*to))).collect();
        let found = runs(spans.clone(), [&|place| place % 2 == 1, &|_| false, &|_| true]);
        assert_eq!((found[0].from, found.last().unwrap().to), (day(1), day(25)));
        for pair in found.windows(2) {
            assert_eq!(pair[0].to.plus_days(1), Some(pair[1].from));
        }
        for today in days(day(1), day(25)) {
            let holds = |place: &usize| spans[*place].0 <= today && today <= spans[*place].1;
            let run = found.iter().find(|run| run.from <= today && today <= run.to).unwrap();
            assert_eq!(run.top, (0..6).find(holds), "{today}");
            assert_eq!(
                run.first,
                [(0..6).filter(|place| place % 2 == 1).find(holds), None, (0..6).find(holds)],
                "{today}"
            );
        }
        assert_eq!(plain_runs(Vec::new()), []);
        let last = [(Date::MAX, Date::MAX)];
        assert_eq!(plain_runs(last.to_vec()).len(), 1);
    }
}
