//! The rules of `tests/bench/follow_up` as a person would write them for these columns alone: one loop over the rows.
//! Prints the milliseconds of one pass, the shortest of several. Started by `run.py`, which writes the columns to the
//! folder `IA_BENCH_COLUMNS`; with `ia` as argument it times the library's columns on the same ones.

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

fn by_the_library(cases: &Cases) -> usize {
    let step = |column: &'static str| {
        let place = NAMES.iter().position(|name| *name == column)?;
        Some(StepColumns { taken: cases.taken[place].lent(), left_out: None, known: None })
    };
    let columns = CaseColumns {
        from: DayColumn { days: &cases.from.days, valid: None },
        to: cases.to.lent(),
        whole: Some(WholeColumns { from: cases.whole_from.lent(), to: cases.whole_to.lent() }),
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
    let library = std::env::args().any(|argument| argument == "ia");
    let rounds = ROWS / cases.from.days.len().max(1);
    let least = (0..rounds.max(1)).map(|_| {
        let start = Instant::now();
        if library {
            black_box(by_the_library(black_box(&cases)));
        } else {
            black_box(by_hand(black_box(&cases)).status.len());
        }
        start.elapsed()
    });
    println!("{}", least.min().expect("rounds").as_secs_f64() * 1000.0);
}
