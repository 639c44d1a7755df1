//! One sort for the whole library.

use crate::calendar::Date;

/// The entries that have a key, by it, each with its place in the list; equal keys stay in the list's order.
///
/// The key is a day and an id. A generic sort is compiled anew for each type it sorts, and each is several
/// kilobytes of a browser's download; here only one type is ever sorted.
pub(crate) fn in_order<'r, T>(
    entries: &'r [T],
    key: impl Fn(&'r T) -> Option<(Date, &'r str)>,
) -> Vec<(usize, &'r T)> {
    let mut keys: Vec<(Date, &str, usize)> = Vec::new();
    for (index, entry) in entries.iter().enumerate() {
        keys.extend(key(entry).map(|(day, id)| (day, id, index)));
    }
    keys.sort_unstable();
    keys.into_iter().filter_map(|(_, _, index)| Some((index, entries.get(index)?))).collect()
}
