//! One sort for the whole library, and lookups in what is sorted.

pub(crate) mod stretches;

use crate::calendar::Date;
use core::ops::Range;
use std::collections::BinaryHeap;

/// The entries that have a key, by it, each with its place in the list; equal keys stay in the list's order.
///
/// The key is a day and an id. A generic sort is compiled anew for each type it sorts, and each is several
/// kilobytes of a browser's download; here only one type is ever sorted.
pub(crate) fn in_order<'r, T>(
    entries: &'r [T],
    key: impl Fn(&'r T) -> Option<(Date, &'r str)>,
) -> Vec<(usize, &'r T)> {
    let mut ordered = Vec::new();
    for place in places(entries.len(), &|place| key(entries.get(place)?)) {
        if let Some(entry) = entries.get(place) {
            ordered.push((place, entry));
        }
    }
    ordered
}

/// The entries by their keys; equal keys stay in the list's order.
pub(crate) fn sorted<T>(entries: Vec<T>, key: impl Fn(&T) -> (Date, &'static str)) -> Vec<T> {
    let order = places(entries.len(), &|place| entries.get(place).map(&key));
    let mut entries: Vec<Option<T>> = entries.into_iter().map(Some).collect();
    order.into_iter().filter_map(|place| entries.get_mut(place)?.take()).collect()
}

/// The places that have a key, by it. A heap is the sort with the least code.
#[inline(never)]
fn places<'r>(count: usize, key: &dyn Fn(usize) -> Option<(Date, &'r str)>) -> Vec<usize> {
    let keys = (0..count).filter_map(|place| key(place).map(|(day, id)| (day, id, place)));
    let keys: BinaryHeap<(Date, &str, usize)> = keys.collect();
    keys.into_sorted_vec().into_iter().map(|(_, _, place)| place).collect()
}

/// An entry of a list: its id, its day and its place in the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Keyed<'r> {
    pub(crate) id: &'r str,
    pub(crate) day: Date,
    pub(crate) place: usize,
}

/// A list sorted by id, for lookups. Entries with one id stand in the order of their days, then of the list.
#[derive(Debug)]
pub(crate) struct ById<'r>(Vec<Keyed<'r>>);

impl<'r> ById<'r> {
    /// The entries that have a key.
    pub(crate) fn new<T>(entries: &'r [T], key: impl Fn(&'r T) -> Option<(&'r str, Date)>) -> Self {
        Self::sorted(entries.len(), &|place| key(entries.get(place)?))
    }

    /// Not generic: one piece of code for all lists.
    #[inline(never)]
    fn sorted(count: usize, key: &dyn Fn(usize) -> Option<(&'r str, Date)>) -> Self {
        let keyed = |place| key(place).map(|(id, day)| Keyed { id, day, place });
        let by_day = places(count, &|place| key(place).map(|(_, day)| (day, "")));
        let by_day: Vec<Keyed<'_>> = by_day.into_iter().filter_map(keyed).collect();
        // Equal ids stay in the order of their days.
        let by_id = places(by_day.len(), &|place| by_day.get(place).map(|one| (Date::MIN, one.id)));
        Self(by_id.into_iter().filter_map(|place| by_day.get(place).copied()).collect())
    }

    /// The entries with this id.
    pub(crate) fn of(&self, id: &str) -> &[Keyed<'r>] {
        self.within(id, Date::MIN, Date::MAX)
    }

    /// The entries with this id from the first day to the last.
    pub(crate) fn within(&self, id: &str, from: Date, to: Date) -> &[Keyed<'r>] {
        self.0.get(self.range(id, from, to)).unwrap_or_default()
    }

    /// Where they stand among all.
    pub(crate) fn range(&self, id: &str, from: Date, to: Date) -> Range<usize> {
        let first = self.0.partition_point(|one| (one.id, one.day) < (id, from));
        first..self.0.partition_point(|one| (one.id, one.day) <= (id, to)).max(first)
    }

    /// The places in the list, in the order of the ids.
    pub(crate) fn places(&self) -> impl Iterator<Item = usize> {
        self.0.iter().map(|one| one.place)
    }

    /// Whether there is an entry with this id.
    pub(crate) fn has(&self, id: &str) -> bool {
        !self.of(id).is_empty()
    }

    /// The entries, those with one id together.
    pub(crate) fn groups(&self) -> impl Iterator<Item = &[Keyed<'r>]> {
        self.0.chunk_by(|one, next| one.id == next.id)
    }
}

/// The greatest of any run of numbers, found without going through them.
pub(crate) struct Greatest {
    /// The greatest of the 1, 2, 4 ... numbers that begin at each place.
    runs: Vec<Vec<usize>>,
}

impl Greatest {
    pub(crate) fn new(numbers: impl Iterator<Item = usize>) -> Self {
        let mut runs = vec![numbers.collect::<Vec<usize>>()];
        let mut half = 1_usize;
        while let Some(last) = runs.last().filter(|last| last.len() > half) {
            let next = last.iter().zip(last.iter().skip(half)).map(|(one, other)| *one.max(other)).collect();
            runs.push(next);
            half = half.saturating_mul(2);
        }
        Self { runs }
    }

    /// The greatest of the numbers in the range.
    pub(crate) fn of(&self, range: Range<usize>) -> Option<usize> {
        let row = range.len().checked_ilog2()?;
        let length = 1_usize.checked_shl(row)?;
        let run = self.runs.get(usize::try_from(row).ok()?)?;
        let last = run.get(range.end.checked_sub(length)?)?;
        run.get(range.start).map(|first| *first.max(last))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_greatest_of_every_run() {
        let numbers = [3, 1, 4, 1, 5, 9, 2, 6, 5, 3, 5];
        let greatest = Greatest::new(numbers.into_iter());
        for from in 0..=numbers.len() {
            for to in from..=numbers.len() {
                assert_eq!(greatest.of(from..to), numbers[from..to].iter().copied().max(), "{from}..{to}");
            }
        }
        assert_eq!(greatest.of(3..99), None);
    }

    #[test]
    fn entries_stand_by_id_then_day_then_place() {
        let day = |day| Date::new(2026, 1, day).unwrap();
        let entries = [("b", day(2)), ("a", day(3)), ("b", day(1)), ("", day(1)), ("a", day(3))];
        let by_id = ById::new(&entries, |(id, day)| Some((*id, *day)));
        let places = |found: &[Keyed<'_>]| found.iter().map(|one| one.place).collect::<Vec<_>>();
        assert_eq!(places(by_id.of("b")), [2, 0]);
        assert_eq!(places(by_id.of("a")), [1, 4]);
        assert_eq!(places(by_id.within("b", day(2), day(9))), [0]);
        assert_eq!(places(by_id.of("c")), [0_usize; 0]);
        assert_eq!(by_id.groups().map(<[_]>::len).collect::<Vec<_>>(), [1, 2, 2]);
        assert!(by_id.has("") && !by_id.has("c"));
    }
}
