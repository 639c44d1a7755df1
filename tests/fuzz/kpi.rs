//! Any cases counted by group and month: chunks make no difference, and no row speaks of too few persons.

#![no_main]

use arbitrary::Arbitrary;
use ia_core::api::columns::{Counts, Date, DueColumn, LEAST, Row, Rows, StatusColumn};
use libfuzzer_sys::fuzz_target;

#[derive(Debug, Arbitrary)]
struct Asked {
    as_of: u16,
    least: u8,
    by_month: bool,
    cut: u16,
    valid: Vec<u8>,
    /// Status, days before or after the day, group and person of each case.
    cases: Vec<(u8, i16, u8, u8)>,
}

fn counted(asked: &Asked, chunks: &[&[(u8, i16, u8, u8)]]) -> Option<Vec<Row>> {
    let day = 18_000 + i32::from(asked.as_of) / 16;
    let as_of = Date::from_days_from_epoch(day).expect("a day");
    let mut counts = Counts::new(as_of, u32::from(asked.least), asked.by_month).ok()?;
    let mut row = 0;
    for chunk in chunks {
        let status =
            StatusColumn { status: chunk.iter().map(|case| case.0).collect(), ..StatusColumn::default() };
        let days = chunk.iter().map(|case| day + i32::from(case.1)).collect();
        let mut valid = vec![0; chunk.len().div_ceil(8)];
        for nth in 0..chunk.len() {
            let is = asked.valid.get(row / 8).is_none_or(|byte| byte >> (row % 8) & 1 == 1);
            valid[nth / 8] |= u8::from(is) << (nth % 8);
            row += 1;
        }
        let groups: Vec<u32> = chunk.iter().map(|case| u32::from(case.2 % 8)).collect();
        let persons: Vec<u32> = chunk.iter().map(|case| u32::from(case.3)).collect();
        let due = DueColumn { days, valid };
        counts.add(&Rows { status: &status, due: &due, groups: &groups, persons: Some(&persons) });
    }
    Some(counts.rows())
}

fuzz_target!(|asked: Asked| {
    let whole = counted(&asked, &[&asked.cases]);
    assert_eq!(whole.is_none(), u32::from(asked.least) < LEAST);
    let (one, other) = asked.cases.split_at(usize::from(asked.cut).min(asked.cases.len()));
    assert_eq!(whole, counted(&asked, &[one, other]), "in two chunks");
    for row in whole.into_iter().flatten() {
        let Some(figures) = row.figures else { continue };
        assert!(figures.persons >= u32::from(asked.least) && figures.persons <= figures.cases);
        assert_eq!(figures.cases, figures.in_time + figures.late + figures.missing);
        let shares = [figures.in_time, figures.late, figures.missing]
            .map(|count| figures.share(count).map(|one| one.0));
        let sum: u32 = shares.into_iter().flatten().sum();
        assert!(figures.cases == 0 || sum.abs_diff(1000) <= 1, "{shares:?}");
    }
});
