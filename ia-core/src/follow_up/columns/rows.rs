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

    /// Whether the row's bit is set.
    pub(crate) fn is_set(self, row: usize) -> bool {
        self.word(row) & 1 == 1
    }

    /// The bits of the 32 rows from `row`.
    #[inline(always)]
    fn word(self, row: usize) -> u32 {
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
const WORD: usize = 32;

/// By how many places the bit of each row of a word is shifted to become the sign.
const TO_SIGN: [u32; WORD] = {
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
const fn mask(word: u32, to_sign: u32) -> i32 {
    word.wrapping_shl(to_sign).cast_signed() >> 31
}

/// Reads a block of a column; [`NEVER`] where there is no day, and after the last row.
#[inline(always)]
pub(super) fn load<const N: usize>(column: &DayColumn<'_>, at: usize, count: usize, into: &mut Rows<N>) {
    let days = column.days.get(at..at.saturating_add(count)).unwrap_or_default();
    if let Some(days) = days.as_array::<N>() {
        choose(column.valid, at, days, into);
    } else {
        let mut all = [NEVER; N];
        for (to, day) in all.iter_mut().zip(days) {
            *to = *day;
        }
        choose(column.valid, at, &all, into);
    }
}

/// Asks for the rows that the next block will have where these are: columns are read in turn, which is more than the
/// processor foresees.
#[inline(always)]
#[cfg_attr(not(target_arch = "x86_64"), expect(unused_variables, reason = "other processors are not asked"))]
fn fetch_ahead<const N: usize>(days: &[i32; WORD]) {
    #[cfg(target_arch = "x86_64")]
    for line in days.as_chunks::<16>().0 {
        #[expect(unsafe_code, reason = "a hint, with an address that need not be one")]
        // SAFETY: nothing is read or written, and any address may be asked for.
        unsafe {
            use core::arch::x86_64::{_MM_HINT_T0, _mm_prefetch};
            _mm_prefetch::<_MM_HINT_T0>(line.as_ptr().wrapping_add(N).cast());
        }
    }
}

#[inline(always)]
fn choose<const N: usize>(valid: Option<Bits<'_>>, at: usize, days: &Rows<N>, into: &mut Rows<N>) {
    let Some(bits) = valid else {
        *into = *days;
        return;
    };
    let words = days.as_chunks::<WORD>().0.iter().zip(into.as_chunks_mut::<WORD>().0);
    for (row, (days, into)) in (at..).step_by(WORD).zip(words) {
        let word = bits.word(row);
        fetch_ahead::<N>(days);
        for ((to, day), to_sign) in into.iter_mut().zip(days).zip(&TO_SIGN) {
            let there = mask(word, *to_sign);
            *to = (day & there) | (NEVER & !there);
        }
    }
}

/// Reads a block of bits as numbers: all bits set, or none.
#[inline(always)]
pub(super) fn spread<const N: usize>(bits: Bits<'_>, at: usize, into: &mut Rows<N>) {
    for (row, into) in (0..).step_by(WORD).zip(into.as_chunks_mut::<WORD>().0) {
        let word = bits.word(at.saturating_add(row));
        for (to, to_sign) in into.iter_mut().zip(&TO_SIGN) {
            *to = mask(word, *to_sign);
        }
    }
}

/// The least and the greatest day, of these and of those before.
#[inline(always)]
pub(super) fn widen(range: (i32, i32), days: &[i32]) -> (i32, i32) {
    days.iter().fold(range, |(least, most), &day| (least.min(day), most.max(day)))
}
