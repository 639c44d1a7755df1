//! The kernel of many cases gives each row what a small table gives it, whatever the length and wherever its memory lies.
//!
//! `cargo xtask sanitize` runs these tests under valgrind: the kernel writes large answers past the caches by `unsafe`.

#![expect(unsafe_code, reason = "an allocator of its own, for memory that lies as badly as it may")]

use ia_core::Options;
use ia_core::calendar::{Counting, Weekend};
use ia_core::follow_up::columns::{
    Bits, CaseColumns, DayColumn, DueColumn, StatusColumns, StepColumns, WholeColumns, status,
};
use ia_tests::day;
use std::alloc::{GlobalAlloc, Layout, System};
use std::ops::Range;

/// Memory that is aligned as asked for and no better, so that an answer begins in the middle of sixteen bytes.
struct Misaligned;

impl Misaligned {
    /// How far from the beginning the memory is that is given out.
    const fn shift(layout: Layout) -> usize {
        if layout.align() < 16 { layout.align() } else { 0 }
    }

    fn whole(layout: Layout) -> Layout {
        let size = layout.size() + Self::shift(layout);
        Layout::from_size_align(size, layout.align().max(16)).expect("a size that can be")
    }
}

// SAFETY: what is given out lies in an allocation of the system, as long and as aligned as asked for.
unsafe impl GlobalAlloc for Misaligned {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        // SAFETY: the size is not 0, and the shift lies within it.
        unsafe {
            let memory = System.alloc(Self::whole(layout));
            if memory.is_null() { memory } else { memory.add(Self::shift(layout)) }
        }
    }

    unsafe fn dealloc(&self, memory: *mut u8, layout: Layout) {
        // SAFETY: it was given out by `alloc` with this layout.
        unsafe { System.dealloc(memory.sub(Self::shift(layout)), Self::whole(layout)) }
    }
}

#[global_allocator]
static ALLOCATOR: Misaligned = Misaligned;

/// Rows in a block of the kernel, rows in the only block of a small table, and from how many rows the answer is written
/// past the caches. They are those of `follow_up/columns.rs`, which the first test reads.
const BLOCK: usize = 1056;
const FEW: usize = 32;
const MANY: usize = 100_000;

/// The rows that there are. The last blocks of all lengths lie within them.
const ROWS: usize = MANY + 3 * BLOCK;
const AS_OF: &str = "2026-11-28";

#[test]
fn the_thresholds_are_those_of_the_kernel() {
    let code = include_str!("../../ia-core/src/follow_up/columns/mod.rs");
    for line in [
        format!("const BLOCK: usize = {BLOCK};"),
        format!("const FEW: usize = {FEW};"),
        "const MANY: usize = 100_000;".to_owned(),
    ] {
        assert!(code.contains(&line), "{line}");
    }
}

/// A column as Arrow has it, in memory of its own: the first row stands `shift` rows in, under bits from the same place.
struct Column {
    days: Vec<i32>,
    bits: Vec<u8>,
    shift: usize,
}

impl Column {
    fn new(shift: usize, day: impl Fn(usize) -> Option<i32>) -> Self {
        let mut days = vec![i32::MIN; shift];
        let mut bits = vec![0_u8; (ROWS + shift).div_ceil(8)];
        for row in 0..ROWS {
            let day = day(row);
            // What stands in a null slot is not to be looked at.
            days.push(day.unwrap_or(i32::MAX));
            let at = row + shift;
            bits[at / 8] |= u8::from(day.is_some()) << (at % 8);
        }
        Self { days, bits, shift }
    }

    fn days(&self, rows: &Range<usize>) -> DayColumn<'_> {
        let days = &self.days[self.shift + rows.start..self.shift + rows.end];
        DayColumn { days, valid: Some(self.bits(rows)) }
    }

    /// Bits to the last byte with a row: what lies behind it is not memory of the column.
    fn bits(&self, rows: &Range<usize>) -> Bits<'_> {
        Bits::new(&self.bits[..(self.shift + rows.end).div_ceil(8)], self.shift + rows.start)
    }
}

/// Cases of all kinds, the columns shifted against each other.
struct Table {
    from: Column,
    to: Column,
    whole_from: Column,
    whole_to: Column,
    graded_from: Column,
    taken: Vec<Column>,
    left_out: Vec<Column>,
    known: Vec<Column>,
}

/// A number below `most` that seems to have nothing to do with row and salt.
fn mixed(row: usize, salt: u64, most: u64) -> i32 {
    let mut number =
        (row as u64).wrapping_mul(0x9E37_79B9_7F4A_7C15) ^ salt.wrapping_mul(0xD1B5_4A32_D192_ED03);
    number ^= number >> 29;
    number = number.wrapping_mul(0xBF58_476D_1CE4_E5B9);
    i32::try_from((number >> 33) % most).expect("a small number")
}

fn first(row: usize) -> i32 {
    // Blocks of one version of the law, and blocks of several.
    let last = day(AS_OF).days_from_epoch();
    if row / 3000 % 3 == 2 { last - mixed(row, 1, 9000) } else { last - mixed(row, 1, 400) + 5 }
}

impl Table {
    fn new(shift: usize) -> Self {
        let after = |salt: u64, most: u64, percent: i32| {
            move |row: usize| {
                (mixed(row, salt, 100) < percent).then(|| first(row) + mixed(row, salt + 50, most))
            }
        };
        let steps = |of: &dyn Fn(u64) -> Column| (0..6).map(of).collect::<Vec<_>>();
        Self {
            from: Column::new(shift, |row| Some(first(row))),
            to: Column::new(shift + 1, after(2, 300, 60)),
            whole_from: Column::new(shift + 2, |row| (mixed(row, 3, 10) > 0).then(|| first(row))),
            whole_to: Column::new(shift + 3, after(4, 200, 50)),
            graded_from: Column::new(shift + 4, after(5, 100, 20)),
            taken: steps(&|nth| Column::new(shift + 5, after(10 + nth, 120, 70))),
            left_out: steps(&|nth| Column::new(shift + 6, after(20 + nth, 120, 20))),
            known: steps(&|nth| {
                Column::new(shift + 7, move |row| (mixed(row, 30 + nth, 10) > 0).then_some(0))
            }),
        }
    }

    /// The rows as the core takes them: each step with other columns, and the last not known.
    fn rows(&self, rows: &Range<usize>) -> CaseColumns<'_> {
        let step = |nth: usize| {
            (nth != 5).then(|| StepColumns {
                taken: self.taken[nth].days(rows),
                left_out: (nth != 1).then(|| self.left_out[nth].days(rows)),
                known: (nth != 2).then(|| self.known[nth].bits(rows)),
            })
        };
        let from = DayColumn { days: self.from.days(rows).days, valid: None };
        let whole = WholeColumns { from: self.whole_from.days(rows), to: self.whole_to.days(rows) };
        CaseColumns {
            from,
            to: self.to.days(rows),
            whole: Some(whole),
            graded_from: Some(self.graded_from.days(rows)),
            continuous_from: None,
            steps: [0, 1, 2, 3, 4, 5].map(step),
        }
    }
}

/// Statuses, reasons and limits of each step.
#[derive(Default)]
struct Answer {
    status: [Vec<u8>; 6],
    reason: [Vec<u8>; 6],
    due: [Vec<i32>; 6],
}

/// In the place of a limit, in a row without one.
const NONE: i32 = i32::MIN;

impl Answer {
    fn of(found: &StatusColumns, count: usize) -> Self {
        let mut answer = Self::default();
        let limits: Vec<Vec<i32>> = found.due.iter().map(|due| limits(due, count)).collect();
        for (nth, column) in found.steps.iter().enumerate() {
            assert_eq!((column.status.len(), column.reason.len()), (count, count));
            answer.status[nth].clone_from(&column.status);
            answer.reason[nth].clone_from(&column.reason);
            answer.due[nth].clone_from(&limits[column.due]);
        }
        answer
    }

    fn append(&mut self, other: &Self) {
        for nth in 0..6 {
            self.status[nth].extend(&other.status[nth]);
            self.reason[nth].extend(&other.reason[nth]);
            self.due[nth].extend(&other.due[nth]);
        }
    }

    fn is_part_of(&self, whole: &Self, rows: &Range<usize>) -> bool {
        (0..6).all(|nth| {
            self.status[nth] == whole.status[nth][rows.clone()]
                && self.reason[nth] == whole.reason[nth][rows.clone()]
                && self.due[nth] == whole.due[nth][rows.clone()]
        })
    }
}

fn limits(due: &DueColumn, count: usize) -> Vec<i32> {
    assert_eq!((due.days.len(), due.valid.len()), (count, count.div_ceil(8)));
    let past = due.valid.last().map_or(0, |last| u32::from(*last) >> (count.wrapping_sub(1) % 8 + 1));
    assert_eq!(past, 0, "bits past the last row of {count}");
    let bits = due.valid.iter().flat_map(|byte| (0..8).map(move |bit| byte >> bit & 1 == 1));
    due.days.iter().zip(bits).map(|(day, valid)| if valid { *day } else { NONE }).collect()
}

fn ask(table: &Table, rows: &Range<usize>, options: Options) -> Answer {
    let found = status(&table.rows(rows), day(AS_OF), &options, true).expect("an answer");
    Answer::of(&found, rows.len())
}

/// Without reasons the statuses are the same.
fn ask_without_reasons(table: &Table, rows: &Range<usize>, options: Options, answer: &Answer) {
    let bare = status(&table.rows(rows), day(AS_OF), &options, false).expect("an answer");
    for (column, status) in bare.steps.iter().zip(&answer.status) {
        assert!(column.status == *status && column.reason.is_empty());
    }
}

/// All rows, in tables of as few as have one block.
fn alone(table: &Table, options: Options) -> Answer {
    let mut answer = Answer::default();
    for at in (0..ROWS).step_by(FEW) {
        answer.append(&ask(table, &(at..(at + FEW).min(ROWS)), options));
    }
    answer
}

/// The lengths around each multiple that counts in a table whose answer stays in the caches: of a byte of bits, sixteen
/// bytes, a word of bits, and a block.
fn small_lengths() -> Vec<usize> {
    let multiples = [1, 8, 16, FEW, 2 * FEW, BLOCK - 16, BLOCK, BLOCK + FEW, 2 * BLOCK, 3 * BLOCK];
    multiples.into_iter().flat_map(|middle| [middle - 1, middle, middle + 1]).collect()
}

/// The lengths around the threshold from which on the answer goes past the caches, and around the end of a block there.
fn large_lengths() -> [usize; 9] {
    let end = MANY.next_multiple_of(BLOCK);
    [MANY - 1, MANY, MANY + 1, end - 17, end - 1, end, end + 1, end + FEW + 1, end + BLOCK + 15]
}

/// Slices that begin on no boundary, and one that begins with the first row. A large table has one of them, in turn.
const STARTS: [usize; 5] = [0, 1, 7, 13, 1055];

fn holds(shift: usize, options: Options, large: &[usize]) {
    let table = Table::new(shift);
    let expected = alone(&table, options);
    let kinds: std::collections::BTreeSet<u8> = expected.reason.iter().flatten().copied().collect();
    assert!(kinds.len() >= 8, "{kinds:?}");
    let small = small_lengths().into_iter().flat_map(|count| STARTS.map(|start| (start, count)));
    let large = STARTS.into_iter().cycle().zip(large.iter().copied());
    for (nth, (start, count)) in small.chain(large).enumerate() {
        let rows = start..start + count;
        let found = ask(&table, &rows, options);
        assert!(found.is_part_of(&expected, &rows), "{count} rows from {start}, shifted by {shift}");
        if nth % 5 == 1 {
            ask_without_reasons(&table, &rows, options, &found);
        }
    }
}

#[test]
fn a_row_is_judged_the_same_in_every_length_and_slice() {
    holds(0, Options::default(), &large_lengths());
}

#[test]
fn a_row_is_judged_the_same_wherever_its_columns_lie() {
    let mut options = Options::default();
    (options.counting, options.weekend) = (Counting::SameWeekday, Weekend::NextWorkingDay);
    holds(5, options, &[MANY, MANY + 1, MANY + BLOCK + 7]);
}

/// The row is found that is no case, also where the answer goes past the caches.
#[test]
fn a_row_that_is_no_case_is_found_in_a_large_table() {
    let options = Options::default();
    let mut table = Table::new(0);
    for wrong in [0, BLOCK, MANY - 1, MANY] {
        let day_before = std::mem::replace(&mut table.from.days[wrong], i32::MAX);
        let rows = 0..MANY + 1;
        let found =
            status(&table.rows(&rows), day(AS_OF), &options, true).expect_err("a row that is no case");
        assert_eq!(
            found.to_string(),
            format!("expected a day from 1900-01-01 to 2199-12-31 in `from` of row {wrong}")
        );
        table.from.days[wrong] = day_before;
    }
}
