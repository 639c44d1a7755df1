//! Rows of a column, a block at a time: days without gaps, from days and the bits that say where there are any.

use super::DayColumn;

/// Days of a block, row by row.
pub(super) type Rows<const N: usize> = [i32; N];

/// 1900-01-01.
pub(super) const MIN_DAY: i32 = -25_567;
/// 2199-12-31.
pub(super) const MAX_DAY: i32 = 84_005;
/// A day that never comes: after the calendar's last. A limit that would lie past the calendar's end lies on it or
/// after it, so nothing lasts that long.
pub(super) const NEVER: i32 = MAX_DAY + 1;

/// A bit for each row, least significant first, as Arrow has them.
#[derive(Debug, Clone, Copy)]
pub struct Bits<'a> {
    bytes: &'a [u8],
    offset: usize,
}

impl<'a> Bits<'a> {
    /// The bits from bit `offset` of the bytes. Bits that are not there are not set.
    pub const fn new(bytes: &'a [u8], offset: usize) -> Self {
        Self { bytes, offset }
    }

    /// No bit is set.
    pub(super) const NONE: Self = Self { bytes: &[], offset: 0 };

    /// The bits from a row on.
    pub(super) const fn from(self, row: usize) -> Self {
        Self { bytes: self.bytes, offset: self.offset.saturating_add(row) }
    }

    /// Whether the row's bit is set.
    pub(crate) fn is_set(self, row: usize) -> bool {
        self.word(row) & 1 == 1
    }

    /// The bytes with the bits of so many rows, as far as there are any.
    #[inline(always)]
    fn of(self, row: usize, rows: usize) -> &'a [u8] {
        let first = self.offset.saturating_add(row);
        let last = first.saturating_add(rows).div_ceil(8).min(self.bytes.len());
        self.bytes.get(first / 8..last).unwrap_or_default()
    }

    /// The bits of the 32 rows from `row`.
    #[inline(always)]
    pub(super) fn word(self, row: usize) -> u32 {
        let at = self.offset.saturating_add(row);
        let (byte, bit) = (at / 8, at % 8);
        let rest = self.bytes.get(byte..).unwrap_or_default();
        let eight = rest.first_chunk::<8>().copied().unwrap_or_else(|| {
            let mut last = [0_u8; 8];
            for (to, from) in last.iter_mut().zip(rest) {
                *to = *from;
            }
            last
        });
        (u64::from_le_bytes(eight) >> bit) as u32
    }
}

/// The rows that one word of bits speaks of.
pub(super) const WORD: usize = 32;

/// By how many places the bit of each row of a word is shifted to become the sign.
pub(super) const TO_SIGN: [u32; WORD] = {
    let mut shifts = [0; WORD];
    let mut row = 0;
    while row < WORD {
        #[expect(clippy::indexing_slicing, reason = "evaluated when the library is compiled")]
        {
            shifts[row] = (WORD - 1 - row) as u32;
        }
        row += 1;
    }
    shifts
};

/// All bits set when the row's bit is, else none. With shifts, for a condition would become a jump and a load under it.
#[inline(always)]
pub(super) const fn mask(word: u32, to_sign: u32) -> i32 {
    word.wrapping_shl(to_sign).cast_signed() >> 31
}

/// Goes through a block of a column by as many rows as a word of bits has, and gives `take` the first of them and their
/// days: [`NEVER`] where there is none. Rows after the last have any day of the calendar, or none. Gives the least and the
/// greatest day, at most the calendar's last where there is none.
#[inline(always)]
pub(super) fn read<const N: usize>(
    column: &DayColumn<'_>,
    at: usize,
    count: usize,
    mut take: impl FnMut(usize, &Rows<WORD>),
) -> (i32, i32) {
    let own = column.days.get(at..at.saturating_add(count)).unwrap_or_default();
    let mut last;
    let days = if let Some(days) = own.as_array::<N>() {
        days
    } else {
        last = [MAX_DAY; N];
        for (to, day) in last.iter_mut().zip(own) {
            *to = *day;
        }
        &last
    };
    if let Some(bits) = column.valid {
        fetch_ahead(bits.of(at, N), N / 8);
    }
    // A range for each place in a word: to make one of them is not for each word.
    let (mut least, mut most) = ([NO_DAYS.0; WORD], [NO_DAYS.1; WORD]);
    for (row, days) in (at..).step_by(WORD).zip(days.as_chunks::<WORD>().0) {
        let word = column.valid.map_or(u32::MAX, |bits| bits.word(row));
        fetch_ahead(days, N);
        let mut chosen = [NEVER; WORD];
        let ranges = least.iter_mut().zip(&mut most);
        for (((to, day), to_sign), (least, most)) in chosen.iter_mut().zip(days).zip(&TO_SIGN).zip(ranges) {
            let there = mask(word, *to_sign);
            *to = (day & there) | (NEVER & !there);
            *least = (*least).min(*to);
            // The day before NEVER where there is none: a table may hold NEVER itself, which is outside the calendar.
            *most = (*most).max(to.wrapping_add(!there));
        }
        take(row, &chosen);
    }
    (widen(NO_DAYS, &least).0, widen(NO_DAYS, &most).1)
}

/// Reads a block of a column as it is gone through by [`read`].
#[inline(always)]
pub(super) fn load<const N: usize>(
    column: &DayColumn<'_>,
    at: usize,
    count: usize,
    into: &mut Rows<N>,
) -> (i32, i32) {
    let mut words = into.as_chunks_mut::<WORD>().0.iter_mut();
    read::<N>(column, at, count, |_, days| {
        if let Some(word) = words.next() {
            *word = *days;
        }
    })
}

/// Asks for what lies so far ahead of these values: the next block has there what this one has here. Columns are read in
/// turn, which is more than the processor foresees. Asked for in the second cache: the first can have fewer lines under way.
#[inline(always)]
#[cfg_attr(not(target_arch = "x86_64"), expect(unused_variables, reason = "other processors are not asked"))]
fn fetch_ahead<T>(values: &[T], ahead: usize) {
    #[cfg(target_arch = "x86_64")]
    for line in values.chunks(const { 64 / size_of::<T>() }) {
        #[expect(unsafe_code, reason = "a hint, with an address that need not be one")]
        // SAFETY: nothing is read or written, and any address may be asked for.
        unsafe {
            use core::arch::x86_64::{_MM_HINT_T1, _mm_prefetch};
            _mm_prefetch::<_MM_HINT_T1>(line.as_ptr().wrapping_add(ahead).cast());
        }
    }
}

/// The least and the greatest of no days.
pub(super) const NO_DAYS: (i32, i32) = (i32::MAX, i32::MIN);

/// Whether these days, the least and the greatest of many, lie in the calendar.
pub(super) const fn is_in_range((least, most): (i32, i32)) -> bool {
    least >= MIN_DAY && most <= MAX_DAY
}

/// The least and the greatest day, of these and of those before.
#[inline(always)]
pub(super) fn widen(range: (i32, i32), days: &[i32]) -> (i32, i32) {
    days.iter().fold(range, |(least, most), &day| (least.min(day), most.max(day)))
}

/// Appends rows, which are numbers, to a column. `past_caches`: a line of memory that is written whole is not read
/// first, and does not take the place of what is still to be read; [`finish`] is to be called then.
#[inline(always)]
pub(super) fn append<T: Copy>(rows: &[T], column: &mut Vec<T>, past_caches: bool) {
    #[cfg(target_arch = "x86_64")]
    if past_caches {
        return append_past_caches(rows, column);
    }
    let _ = past_caches;
    column.extend_from_slice(rows);
}

#[cfg(target_arch = "x86_64")]
#[inline(always)]
#[expect(unsafe_code, reason = "stores past the caches have no safe form")]
fn append_past_caches<T: Copy>(rows: &[T], column: &mut Vec<T>) {
    use core::arch::x86_64::{__m128i, _mm_loadu_si128, _mm_stream_si128};
    use core::mem::MaybeUninit;
    column.reserve(rows.len());
    let room = column.spare_capacity_mut().get_mut(..rows.len()).unwrap_or_default();
    // SAFETY: memory without a value may be seen as sixteen bytes without one.
    let (head, sixteens, tail) = unsafe { room.align_to_mut::<MaybeUninit<__m128i>>() };
    let (first, rest) = rows.split_at(head.len());
    let (middle, last) = rest.split_at(rest.len().saturating_sub(tail.len()));
    head.write_copy_of_slice(first);
    tail.write_copy_of_slice(last);
    let mut from = middle.as_ptr().cast::<__m128i>();
    for to in sixteens {
        // SAFETY: `middle` is as long as `sixteens`, which are aligned.
        unsafe {
            _mm_stream_si128(to.as_mut_ptr(), _mm_loadu_si128(from));
            from = from.add(1);
        }
    }
    // SAFETY: as many rows have been written.
    unsafe { column.set_len(column.len().saturating_add(rows.len())) };
}

/// What was appended past the caches is there for all from now on.
#[inline(always)]
pub(super) fn finish() {
    #[cfg(target_arch = "x86_64")]
    #[expect(unsafe_code, reason = "stores past the caches have no safe form")]
    // SAFETY: every processor of this kind has it.
    unsafe {
        core::arch::x86_64::_mm_sfence();
    }
}
