//! The rules of `tests/bench/follow_up` as a person would write them for these columns alone: one loop over the rows,
//! and one without jumps, held equal before it is timed. Prints the milliseconds of one pass, the shortest of several.
//! Started by `run.py`, which writes the columns to the folder `IA_BENCH_COLUMNS`; with `plain` as argument it times the
//! loop with jumps, with `ia` the library's columns on the same ones.

use ia_core::Options;
use ia_core::follow_up::columns::{Bits, CaseColumns, DayColumn, STEPS, StepColumns, WholeColumns, status};
use std::hint::black_box;
use std::path::PathBuf;
use std::time::Instant;

/// As in the wheel.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

const AS_OF: &str = "2026-11-22";
const TODAY: i32 = 20_779;
/// Rows in all rounds together.
const ROWS: usize = 15_000_000;
/// Days to the limit, and whether it is counted from whole absence, of the steps in the library's order.
const LIMITS: [(i32, bool); 4] = [(27, false), (48, true), (55, false), (181, false)];
const LIMIT_OF: [usize; 6] = [0, 0, 1, 1, 2, 3];
const NAMES: [&str; 6] = [
    "follow_up_plan",
    "plan_to_issuer",
    "dialogue_meeting_summons",
    "dialogue_meeting_held",
    "activity",
    "nav_dialogue_meeting",
];

struct Column {
    days: Vec<i32>,
    valid: Vec<u8>,
}

impl Column {
    fn read(name: &str) -> Self {
        let folder = PathBuf::from(std::env::var_os("IA_BENCH_COLUMNS").expect("IA_BENCH_COLUMNS: a folder"));
        let read = |ending: &str| std::fs::read(folder.join(format!("{name}.{ending}"))).expect("a column");
        let days = read("days").as_chunks::<4>().0.iter().map(|day| i32::from_le_bytes(*day)).collect();
        Self { days, valid: read("valid") }
    }

    fn get(&self, row: usize) -> Option<i32> {
        (self.valid[row / 8] >> (row % 8) & 1 == 1).then_some(self.days[row])
    }

    fn lent(&self) -> DayColumn<'_> {
        DayColumn { days: &self.days, valid: Some(Bits::new(&self.valid, 0)) }
    }
}

struct Cases {
    from: Column,
    to: Column,
    whole_from: Column,
    whole_to: Column,
    taken: [Column; 6],
}

#[derive(PartialEq)]
struct Answer {
    status: [Vec<u8>; 6],
    due: [Vec<i32>; 4],
    valid: [Vec<u8>; 4],
}

fn by_hand(cases: &Cases) -> Answer {
    let rows = cases.from.days.len();
    let mut answer = Answer {
        status: [const { Vec::new() }; 6].map(|_: Vec<u8>| Vec::with_capacity(rows)),
        due: [const { Vec::new() }; 4].map(|_: Vec<i32>| Vec::with_capacity(rows)),
        valid: [const { Vec::new() }; 4].map(|_: Vec<u8>| vec![0; rows.div_ceil(8)]),
    };
    for row in 0..rows {
        let from = cases.from.days[row];
        let to = cases.to.get(row);
        let (whole_from, whole_to) = (cases.whole_from.get(row), cases.whole_to.get(row));
        let mut due = [None; 4];
        for (nth, (days, whole)) in LIMITS.into_iter().enumerate() {
            let (start, end) = if whole { (whole_from, whole_to) } else { (Some(from), to) };
            let limit = start.filter(|start| *start <= TODAY && from <= TODAY).map(|start| start + days);
            due[nth] = limit.filter(|limit| end.is_none_or(|end| end > TODAY || end >= *limit));
            answer.due[nth].push(due[nth].unwrap_or(0));
            answer.valid[nth][row / 8] |= u8::from(due[nth].is_some()) << (row % 8);
        }
        for (step, limit) in LIMIT_OF.into_iter().enumerate() {
            let taken = cases.taken[step].get(row).filter(|day| *day <= TODAY);
            answer.status[step].push(match (due[limit], taken) {
                (None, _) => 4,
                (Some(due), Some(taken)) => u8::from(taken > due),
                (Some(due), None) => 2 + u8::from(TODAY > due),
            });
        }
    }
    answer
}

/// After all days.
const NEVER: i32 = i32::MAX / 2;

/// Eight rows at a time, as many as the validity of a column has in a byte.
#[expect(clippy::needless_bitwise_bool, reason = "a jump is what this loop is without")]
fn without_jumps(cases: &Cases) -> Answer {
    let rows = cases.from.days.len();
    let mut answer = Answer {
        status: [const { Vec::new() }; 6].map(|_: Vec<u8>| Vec::with_capacity(rows)),
        due: [const { Vec::new() }; 4].map(|_: Vec<i32>| Vec::with_capacity(rows)),
        valid: [const { Vec::new() }; 4].map(|_: Vec<u8>| Vec::with_capacity(rows.div_ceil(8))),
    };
    assert!(rows.is_multiple_of(8), "whole bytes of rows");
    for eight in 0..rows / 8 {
        let read = |column: &Column| -> [i32; 8] {
            let (days, valid) = (&column.days[eight * 8..eight * 8 + 8], column.valid[eight]);
            std::array::from_fn(|row| if valid >> row & 1 == 1 { days[row] } else { NEVER })
        };
        let until = |column: &Column| read(column).map(|day| if day > TODAY { NEVER } else { day });
        let (from, to) = (read(&cases.from), until(&cases.to));
        let (whole_from, whole_to) = (read(&cases.whole_from), until(&cases.whole_to));
        let mut due = [[0; 8]; 4];
        let mut is_due = [[false; 8]; 4];
        for (nth, (days, whole)) in LIMITS.into_iter().enumerate() {
            let (start, end) = if whole { (&whole_from, &whole_to) } else { (&from, &to) };
            for row in 0..8 {
                let limit = start[row] + days;
                let has_one = (start[row] <= TODAY) & (from[row] <= TODAY) & (end[row] >= limit);
                is_due[nth][row] = has_one;
                due[nth][row] = if has_one { limit } else { 0 };
            }
            answer.due[nth].extend_from_slice(&due[nth]);
            let bits = is_due[nth].iter().enumerate().map(|(row, is_due)| u8::from(*is_due) << row);
            answer.valid[nth].push(bits.fold(0, |all, bit| all | bit));
        }
        for (step, limit) in LIMIT_OF.into_iter().enumerate() {
            let taken = read(&cases.taken[step]);
            let status: [u8; 8] = std::array::from_fn(|row| {
                let (due, taken) = (due[limit][row], taken[row]);
                let open = 2 + u8::from(TODAY > due);
                let found = if taken <= TODAY { u8::from(taken > due) } else { open };
                if is_due[limit][row] { found } else { 4 }
            });
            answer.status[step].extend_from_slice(&status);
        }
    }
    answer
}

fn by_the_library(cases: &Cases) -> usize {
    let step = |column: &'static str| {
        let place = NAMES.iter().position(|name| *name == column)?;
        Some(StepColumns { taken: cases.taken[place].lent(), left_out: None, known: None })
    };
    let columns = CaseColumns {
        from: DayColumn { days: &cases.from.days, valid: None },
        to: cases.to.lent(),
        whole: Some(WholeColumns { from: cases.whole_from.lent(), to: cases.whole_to.lent() }),
        graded_from: None,
        continuous_from: None,
        steps: STEPS.map(|milestone| step(ia_core::Code::code(milestone))),
    };
    let found = status(&columns, AS_OF.parse().expect("a day"), &Options::default(), false);
    black_box(found.expect("cases")).steps.len()
}

fn main() {
    let cases = Cases {
        from: Column::read("from"),
        to: Column::read("to"),
        whole_from: Column::read("whole_from"),
        whole_to: Column::read("whole_to"),
        taken: NAMES.map(Column::read),
    };
    let asked = |word: &str| std::env::args().any(|argument| argument == word);
    let (library, plain) = (asked("ia"), asked("plain"));
    assert!(by_hand(&cases) == without_jumps(&cases), "the two loops say the same");
    let rounds = ROWS / cases.from.days.len().max(1);
    let least = (0..rounds.max(1)).map(|_| {
        let start = Instant::now();
        if library {
            black_box(by_the_library(black_box(&cases)));
        } else if plain {
            black_box(by_hand(black_box(&cases)).status.len());
        } else {
            black_box(without_jumps(black_box(&cases)).status.len());
        }
        start.elapsed()
    });
    println!("{}", least.min().expect("rounds").as_secs_f64() * 1000.0);
}
