//! Many cases at once are judged as each of them alone, whatever block, year or convention.

use ia_core::calendar::{Counting, Weekend};
use ia_core::follow_up::columns::{Bits, CaseColumns, DayColumn, STEPS, StepColumns, WholeColumns, status};
use ia_core::{Date, Options};

/// Numbers that look random and are the same each time.
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, limit: u32) -> i32 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        i32::try_from((self.0 >> 33) % u64::from(limit)).expect("a small number")
    }
}

#[derive(Default, Clone)]
struct Column {
    days: Vec<i32>,
    valid: Vec<u8>,
}

impl Column {
    fn push(&mut self, day: Option<i32>) {
        let row = self.days.len();
        self.valid.resize(row / 8 + 1, 0);
        self.valid[row / 8] |= u8::from(day.is_some()) << (row % 8);
        // What stands where there is none does not matter.
        self.days.push(day.unwrap_or(i32::MIN));
    }

    fn slice(&self, at: usize, rows: usize) -> DayColumn<'_> {
        DayColumn { days: &self.days[at..at + rows], valid: Some(Bits::new(&self.valid, at)) }
    }
}

/// A bit for each step; the seventh of `shut` is for the whole absence.
#[derive(Debug, Clone, Copy)]
struct Steps {
    open: u32,
    unknown: u32,
    shut: u32,
}

const STEPS_ASKED: [Steps; 3] = [
    Steps { open: 0, unknown: 0, shut: 0 },
    Steps { open: 0b11_1111, unknown: 0, shut: 0 },
    Steps { open: 0b10_1010, unknown: 0b01_0100, shut: 0b100_0001 },
];

/// Columns in the order of `CaseColumns`, then day, day of leaving out, and whether both are known, for each step.
struct Cases {
    case: [Column; 4],
    steps: Vec<[Column; 3]>,
}

impl Cases {
    fn new(rows: usize) -> Self {
        let mut numbers = Numbers(20_261_122);
        let mut cases = Self { case: Default::default(), steps: vec![Default::default(); STEPS.len()] };
        for row in 0..rows {
            // The first half from 2004 on, the second in one year: blocks under several versions and under one.
            let from =
                if row < rows / 2 { 12_418 + numbers.below(8600) } else { 20_500 + numbers.below(300) };
            let to = (numbers.below(2) == 0).then(|| from + numbers.below(300));
            let whole = (numbers.below(4) > 0)
                .then(|| from + numbers.below(60))
                .filter(|day| to.is_none_or(|to| *day <= to));
            let whole_to = whole.filter(|_| numbers.below(2) == 0).map(|day| day + numbers.below(200));
            for (column, day) in cases.case.iter_mut().zip([Some(from), to, whole, whole_to]) {
                column.push(day);
            }
            for step in &mut cases.steps {
                step[0].push((numbers.below(2) == 0).then(|| from + numbers.below(250)));
                step[1].push((numbers.below(3) == 0).then(|| from + numbers.below(250)));
                step[2].push((numbers.below(5) > 0).then_some(0));
            }
        }
        cases
    }

    /// The steps of `open` may be left out and may be unknown, those of `unknown` may be unknown, those of `shut` are
    /// not known at all.
    fn slice(&self, at: usize, rows: usize, Steps { open, unknown, shut }: Steps) -> CaseColumns<'_> {
        let [from, to, whole_from, whole_to] = self.case.each_ref().map(|column| column.slice(at, rows));
        let mut steps = [None; STEPS.len()];
        for (nth, (to, [taken, left_out, known])) in steps.iter_mut().zip(&self.steps).enumerate() {
            let is_open = open >> nth & 1 == 1;
            *to = (shut >> nth & 1 == 0).then(|| StepColumns {
                taken: taken.slice(at, rows),
                left_out: is_open.then(|| left_out.slice(at, rows)),
                known: (is_open || unknown >> nth & 1 == 1).then(|| Bits::new(&known.valid, at)),
            });
        }
        let whole = (shut >> 6 & 1 == 0).then_some(WholeColumns { from: whole_from, to: whole_to });
        CaseColumns { from, to, whole, graded_from: None, continuous_from: None, steps }
    }
}

/// Each row's limits, statuses and reasons.
fn answers(cases: &CaseColumns<'_>, as_of: Date, options: Options) -> Vec<Vec<(Option<i32>, u8, u8)>> {
    let found = status(cases, as_of, &options, true).expect("cases");
    let row = |row: usize| {
        let step = |step: &ia_core::follow_up::columns::StatusColumn| {
            let due = &found.due[step.due];
            let has_limit = due.valid[row / 8] >> (row % 8) & 1 == 1;
            (has_limit.then(|| due.days[row]), step.status[row], step.reason[row])
        };
        found.steps.iter().map(step).collect()
    };
    (0..cases.from.days.len()).map(row).collect()
}

#[test]
fn many_cases_are_judged_as_each_alone() {
    let rows = 9001;
    let cases = Cases::new(rows);
    let as_of: Date = "2026-11-22".parse().expect("a day");
    for counting in [Counting::LastDayOfWeek, Counting::SameWeekday] {
        for weekend in [Weekend::Stays, Weekend::WorkingDayBefore, Weekend::NextWorkingDay] {
            for steps in STEPS_ASKED {
                let mut options = Options::default();
                options.counting = counting;
                options.weekend = weekend;
                let together = answers(&cases.slice(0, rows, steps), as_of, options);
                for at in (0..rows).step_by(3) {
                    let alone = answers(&cases.slice(at, 1, steps), as_of, options);
                    assert_eq!(alone[0], together[at], "row {at}, {options:?}, {steps:?}");
                }
                // A part that begins within a byte of bits.
                assert_eq!(answers(&cases.slice(13, 5000, steps), as_of, options), together[13..5013]);
            }
        }
    }
}

/// Columns too long for the caches are written in another way.
#[test]
fn long_columns_are_their_parts() {
    let rows = 123_457;
    let cases = Cases::new(rows);
    let as_of: Date = "2026-11-22".parse().expect("a day");
    for steps in STEPS_ASKED {
        let together = answers(&cases.slice(0, rows, steps), as_of, Options::default());
        for at in (0..rows).step_by(50_000) {
            let part = rows.min(at + 50_000) - at;
            let alone = answers(&cases.slice(at, part, steps), as_of, Options::default());
            assert_eq!(alone, together[at..at + part], "from row {at}, {steps:?}");
        }
    }
}
