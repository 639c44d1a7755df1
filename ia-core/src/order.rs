//! One sort for the whole library.

use crate::calendar::Date;
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

/// The places that have a key, by it. A heap is the sort with the least code.
#[inline(never)]
fn places<'r>(count: usize, key: &dyn Fn(usize) -> Option<(Date, &'r str)>) -> Vec<usize> {
    let keys = (0..count).filter_map(|place| key(place).map(|(day, id)| (day, id, place)));
    let keys: BinaryHeap<(Date, &str, usize)> = keys.collect();
    keys.into_sorted_vec().into_iter().map(|(_, _, place)| place).collect()
}
