//! What conditions read of a workplace, decided once for a day.

use super::office::unbroken;
use super::{PerCode, per_code};
use crate::calendar::Date;
use crate::code::Code as _;
use crate::order::{ById, in_order};
use crate::record::{AgreementKind, BodyKind, Headcount, MeetingKind, Record};
use core::cell::OnceCell;

/// How many hold on the day, and since when one has held without a break: what is renewed does not begin.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Held {
    pub(crate) count: usize,
    pub(crate) since: Option<Date>,
}

/// The agreements of one kind that have begun.
#[derive(Default)]
struct Agreements {
    /// Those that name an end and hold.
    ending: Held,
    /// The first days of those that name none, in order.
    open: Vec<Date>,
    /// All of them by first day, with the end that they name.
    begun: Vec<(Date, Option<Date>)>,
}

/// How many agreements are looked back on for renewals: each length in months is gone through anew.
const RENEWALS: usize = 100;

/// The guidelines that have been adopted by the day.
struct Guidelines<'r> {
    by_id: ById<'r>,
    /// How each holds, at the place of its first adoption.
    held: Vec<Held>,
}

pub(crate) struct Workplace<'r> {
    record: &'r Record,
    as_of: Date,
    headcount: OnceCell<Option<(usize, u32)>>,
    /// The numbers of all, and those that count for the committee, by first day.
    counts: [OnceCell<Vec<(Date, u32)>>; 2],
    committee_headcount: OnceCell<Option<(usize, u32)>>,
    began: OnceCell<Option<Date>>,
    most_last_year: OnceCell<Option<(usize, u32)>>,
    committee_met: OnceCell<Option<[(usize, Date); 2]>>,
    bodies: PerCode<Held>,
    agreements: PerCode<Agreements>,
    guidelines: OnceCell<Guidelines<'r>>,
}

impl<'r> Workplace<'r> {
    pub(super) fn new(record: &'r Record, as_of: Date) -> Self {
        Self {
            record,
            as_of,
            headcount: OnceCell::new(),
            counts: [OnceCell::new(), OnceCell::new()],
            committee_headcount: OnceCell::new(),
            began: OnceCell::new(),
            most_last_year: OnceCell::new(),
            committee_met: OnceCell::new(),
            bodies: per_code(BodyKind::CODES),
            agreements: per_code(AgreementKind::CODES),
            guidelines: OnceCell::new(),
        }
    }

    fn workplace(&self) -> Option<&'r crate::record::Workplace> {
        self.record.workplace.as_ref()
    }

    /// The count that holds, with its place; the committee's or that of all.
    pub(crate) fn headcount(&self, of_committee: bool) -> Option<(usize, u32)> {
        let workplace = self.workplace()?;
        let (cell, counts) = if of_committee {
            (&self.committee_headcount, &workplace.committee_headcount)
        } else {
            (&self.headcount, &workplace.headcount)
        };
        let latest = |counts: &[Headcount]| {
            let begun = counts.iter().enumerate().filter(|(_, count)| count.from <= self.as_of);
            let latest = begun.max_by_key(|(_, count)| (count.from, count.employees));
            latest.map(|(place, count)| (place, count.employees.count()))
        };
        *cell.get_or_init(|| latest(counts.as_deref().unwrap_or_default()))
    }

    /// The numbers of employees that have begun, by first day; of two that begin on a day the greater counts.
    fn counts(&self, of_committee: bool) -> &[(Date, u32)] {
        let [of_all, of_the_committee] = &self.counts;
        let cell = if of_committee { of_the_committee } else { of_all };
        cell.get_or_init(|| {
            let own = |workplace: &'r crate::record::Workplace| {
                if of_committee {
                    workplace.committee_headcount.as_deref()
                } else {
                    workplace.headcount.as_deref()
                }
            };
            let counts = self.workplace().and_then(own).unwrap_or_default();
            let ordered = in_order(counts, |count| (count.from <= self.as_of).then_some((count.from, "")));
            let same_day = ordered.chunk_by(|(_, a), (_, b)| a.from == b.from);
            let most = |same: &[(usize, &Headcount)]| same.iter().map(|(_, one)| one.employees.count()).max();
            same_day.filter_map(|same| Some((same.first()?.1.from, most(same)?))).collect()
        })
    }

    /// The first day of the unbroken time up to today in which the numbers of employees fit.
    pub(crate) fn headcount_since(&self, of_committee: bool, fits: &dyn Fn(u32) -> bool) -> Option<Date> {
        let run = self.counts(of_committee).iter().rev().take_while(|(_, count)| fits(*count));
        run.last().map(|(from, _)| *from)
    }

    /// The most employees on any day of the last calendar year, with the place of the entry; nothing where the year is
    /// not wholly known.
    pub(crate) fn most_last_year(&self) -> Option<(usize, u32)> {
        *self.most_last_year.get_or_init(|| {
            let year = self.as_of.year().checked_sub(1)?;
            let (first, last) = (Date::new(year, 1, 1).ok()?, Date::new(year, 12, 31).ok()?);
            let counts = self.workplace()?.headcount.as_deref()?;
            let known = || counts.iter().enumerate().filter(move |(_, count)| count.from <= last);
            // The entry that held on its first day, and those that began in it.
            let held = known().map(|(_, count)| count.from).filter(|from| *from <= first).max()?;
            let in_year = known().filter(|(_, count)| held <= count.from);
            in_year.map(|(nth, count)| (nth, count.employees.count())).max_by_key(|(_, count)| *count)
        })
    }

    /// The first and the newest meeting of the working environment committee that have been held, with their places.
    pub(crate) fn committee_met(&self) -> Option<[(usize, Date); 2]> {
        *self.committee_met.get_or_init(|| {
            let all = self.record.meetings.iter().flatten().enumerate();
            let own = all.filter(|(_, one)| {
                one.kind == MeetingKind::WorkingEnvironmentCommitteeMeeting && one.date <= self.as_of
            });
            let own = own.map(|(nth, one)| (nth, one.date));
            let first = own.clone().min_by_key(|(_, day)| *day)?;
            Some([first, own.max_by_key(|(_, day)| *day)?])
        })
    }

    /// The day the workplace began, as far as its numbers of employees tell: the first on which somebody worked there, after
    /// the last on which nobody did.
    pub(crate) fn began(&self) -> Option<Date> {
        *self.began.get_or_init(|| {
            let somebody = self.headcount_since(false, &|count| count > 0);
            let counts = || self.workplace()?.headcount.as_deref();
            somebody.or_else(|| counts()?.iter().map(|count| count.from).min())
        })
    }

    /// The bodies of this kind that sit.
    pub(crate) fn bodies(&self, kind: BodyKind) -> Held {
        let all = || {
            let own = self.record.bodies.iter().flatten().filter(|body| body.kind == kind);
            let spans: Vec<_> = own.clone().map(|body| (body.from, body.to)).collect();
            Held {
                count: own.filter(|body| body.on(self.as_of)).count(),
                since: unbroken(&spans, self.as_of),
            }
        };
        self.bodies.get(kind.place()).map(|one| *one.get_or_init(all)).unwrap_or_default()
    }

    /// The agreements of this kind in force, where one that names no end holds for so many months.
    pub(crate) fn agreements(&self, kind: AgreementKind, months: Option<u16>) -> Held {
        let all = || {
            let agreements = self.workplace().and_then(|workplace| workplace.agreements.as_deref());
            let begun = agreements.unwrap_or_default().iter().filter(|one| one.kind == kind);
            let mut found = Agreements::default();
            let mut ending = Vec::new();
            for one in begun.filter(|one| one.from <= self.as_of) {
                match one.to {
                    None => found.open.push(one.from),
                    Some(to) => ending.push((one.from, Some(to))),
                }
            }
            let holding = ending.iter().filter(|(_, to)| to.is_none_or(|to| self.as_of <= to));
            found.ending = Held { count: holding.count(), since: unbroken(&ending, self.as_of) };
            let ordered = in_order(&found.open, |day| Some((*day, "")));
            found.open = ordered.into_iter().map(|(_, day)| *day).collect();
            let all: Vec<_> =
                ending.iter().copied().chain(found.open.iter().map(|from| (*from, None))).collect();
            let ordered = in_order(&all, |(from, _)| Some((*from, "")));
            found.begun = ordered.into_iter().map(|(_, span)| *span).collect();
            found
        };
        let Some(found) = self.agreements.get(kind.place()).map(|one| one.get_or_init(all)) else {
            return Held::default();
        };
        // The later it began, the longer it holds.
        let holds = |from: Date| {
            crate::record::Agreement { kind, from, to: None }.period(months).contains(self.as_of)
        };
        let over = found.open.partition_point(|from| !holds(*from));
        let holding = found.open.get(over..).unwrap_or_default();
        let last = found.begun.get(found.begun.len().saturating_sub(RENEWALS)..).unwrap_or_default();
        let spans: Vec<_> = last
            .iter()
            .map(|(from, to)| crate::record::Agreement { kind, from: *from, to: *to }.period(months))
            .map(|period| (period.from, period.to))
            .collect();
        let since = found.ending.since.into_iter().chain(holding.first().copied()).min();
        Held {
            count: found.ending.count.saturating_add(holding.len()),
            since: since.map(|since| unbroken(&spans, self.as_of).map_or(since, |first| first.min(since))),
        }
    }

    /// How often the guideline is adopted today.
    pub(crate) fn guideline(&self, id: &str) -> Held {
        let adopted =
            self.workplace().and_then(|workplace| workplace.guidelines.as_deref()).unwrap_or_default();
        let all = || {
            let by_id = ById::new(adopted, |one| {
                (one.from <= self.as_of).then_some((one.guideline.as_str(), one.from))
            });
            let held = adopted.iter().enumerate().map(|(place, one)| {
                let own = by_id.of(one.guideline.as_str());
                if own.first().is_none_or(|first| first.place != place) {
                    return Held::default();
                }
                let own = own.iter().filter_map(|one| adopted.get(one.place));
                let spans: Vec<_> = own.map(|one| (one.from, one.to)).collect();
                let holding = spans.iter().filter(|(_, to)| to.is_none_or(|to| self.as_of <= to));
                Held { count: holding.count(), since: unbroken(&spans, self.as_of) }
            });
            let held = held.collect();
            Guidelines { by_id, held }
        };
        let Guidelines { by_id, held } = self.guidelines.get_or_init(all);
        let first = by_id.of(id).first();
        first.and_then(|first| held.get(first.place)).copied().unwrap_or_default()
    }
}
