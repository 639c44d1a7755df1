//! Any bytes as columns of cases: an answer has as many rows, a refusal names a row that is there.

#![no_main]

use ia_core::Options;
use ia_core::follow_up::columns::{
    Bits, CaseColumns, ColumnsError, DayColumn, StepColumns, WholeColumns, status,
};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: (Vec<i32>, Vec<u8>, u8, i32)| {
    let (days, bits, shape, today) = data;
    let rows = days.len() / 4;
    let Some(as_of) = ia_core::Date::from_days_from_epoch(today.rem_euclid(84_000)) else {
        return;
    };
    let column = |nth: usize| DayColumn {
        days: &days[nth * rows..(nth + 1) * rows],
        valid: (shape >> nth & 1 == 1).then(|| Bits::new(&bits, nth)),
    };
    let step = StepColumns {
        taken: column(3),
        left_out: (shape & 16 != 0).then(|| column(1)),
        known: (shape & 32 != 0).then(|| Bits::new(&bits, 5)),
    };
    let cases = CaseColumns {
        from: DayColumn { days: column(0).days, valid: None },
        to: column(1),
        whole: (shape & 64 != 0).then(|| WholeColumns { from: column(2), to: column(1) }),
        graded_from: (shape & 32 != 0).then(|| column(2)),
        continuous_from: (shape & 8 != 0).then(|| column(3)),
        steps: [Some(step), None, Some(step), Some(step), None, Some(step)],
    };
    match status(&cases, as_of, &Options::default(), shape & 128 != 0) {
        Ok(answer) => assert!(answer.steps.iter().all(|step| step.status.len() == rows)),
        Err(
            ColumnsError::NoFirstDay { row }
            | ColumnsError::OutOfRange { row, .. }
            | ColumnsError::OutOfOrder { row, .. },
        ) => assert!(row < rows, "row {row} of {rows}"),
        Err(other) => panic!("{other}"),
    }
});
