//! What conditions read of a workplace, decided once for a day.

use super::office::unbroken;
use super::{PerCode, per_code};
use crate::calendar::Date;
use crate::code::Code as _;
use crate::order::{ById, in_order};
use crate::record::{AgreementKind, BodyKind, Headcount, Record};
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
}

pub(crate) struct Workplace<'r> {
    record: &'r Record,
    as_of: Date,
    headcount: OnceCell<Option<(usize, u32)>>,
    committee_headcount: OnceCell<Option<(usize, u32)>>,
    began: OnceCell<Option<Date>>,
    bodies: PerCode<Held>,
    agreements: PerCode<Agreements>,
    guidelines: OnceCell<ById<'r>>,
}

impl<'r> Workplace<'r> {
    pub(super) fn new(record: &'r Record, as_of: Date) -> Self {
        Self {
            record,
            as_of,
            headcount: OnceCell::new(),
            committee_headcount: OnceCell::new(),
            began: OnceCell::new(),
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

    /// The day the workplace began, as far as its numbers of employees tell.
    pub(crate) fn began(&self) -> Option<Date> {
        *self.began.get_or_init(|| {
            let counts = self.workplace().and_then(|workplace| workplace.headcount.as_deref());
            counts.unwrap_or_default().iter().map(|count| count.from).min()
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
        Held {
            count: found.ending.count.saturating_add(holding.len()),
            since: found.ending.since.into_iter().chain(holding.first().copied()).min(),
        }
    }

    /// How often the guideline is adopted today.
    pub(crate) fn guideline(&self, id: &str) -> Held {
        let adopted = self.workplace().and_then(|workplace| workplace.guidelines.as_deref());
        let all = || {
            ById::new(adopted.unwrap_or_default(), |one| {
                let holds = one.from <= self.as_of && one.to.is_none_or(|to| self.as_of <= to);
                holds.then_some((one.guideline.as_str(), one.from))
            })
        };
        let own = self.guidelines.get_or_init(all).of(id);
        Held { count: own.len(), since: own.first().map(|one| one.day) }
    }
}
