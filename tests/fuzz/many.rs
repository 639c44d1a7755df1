//! Any reports of many people: their cases do not depend on the order of the rows, and a refusal names a row that is there.

#![no_main]

use arbitrary::Arbitrary;
use ia_core::api::columns::{
    CaseRows, Code, ColumnsError, CountRows, Date, DayColumn, EventColumns, EventKind, JoinRule, Options,
    cases_of, counts_of,
};
use libfuzzer_sys::fuzz_target;

#[derive(Debug, Arbitrary, Clone, Copy)]
struct Report {
    person: u8,
    employer: u8,
    first: u16,
    length: i8,
    kind: u8,
    recorded: i16,
}

#[derive(Debug, Arbitrary)]
struct Asked {
    as_of: u16,
    rule: u8,
    /// Days of any size, for rows that are no events.
    raw: Option<i32>,
    reports: Vec<Report>,
}

/// Days since 1970-01-01 from 1996 on: all years in which a version of the law begins.
const START: i32 = 9_500;

/// Cases and counts.
fn answers(reports: &[Report], asked: &Asked) -> Result<(CaseRows, CountRows), ColumnsError> {
    let column = |of: fn(&Report) -> i32| -> Vec<i32> { reports.iter().map(of).collect() };
    let mut from = column(|one| START + i32::from(one.first) / 2);
    let to = column(|one| START + i32::from(one.first) / 2 + i32::from(one.length));
    if let (Some(first), Some(raw)) = (from.first_mut(), asked.raw) {
        *first = raw;
    }
    let person: Vec<u32> = reports.iter().map(|one| u32::from(one.person)).collect();
    let employer: Vec<u32> = reports.iter().map(|one| u32::from(one.employer % 4)).collect();
    let kinds = u8::try_from(EventKind::ALL.len()).expect("few kinds") + 1;
    let kind: Vec<u8> = reports.iter().map(|one| one.kind % kinds).collect();
    let recorded: Vec<i64> = reports.iter().map(|one| i64::from(one.recorded)).collect();
    let events = EventColumns {
        person: &person,
        employer: Some(&employer),
        from: DayColumn { days: &from, valid: None },
        to: DayColumn { days: &to, valid: None },
        kind: &kind,
        recorded: Some(&recorded),
        recorded_on: None,
    };
    let as_of = Date::from_days_from_epoch(START + i32::from(asked.as_of) / 2).expect("a day");
    let rule = JoinRule::ALL[usize::from(asked.rule) % JoinRule::ALL.len()];
    let cases = cases_of(&events, rule, as_of, &Options::default());
    let counts = counts_of(&events, rule, as_of);
    assert_eq!(cases.as_ref().err(), counts.as_ref().err());
    Ok((cases?, counts?))
}

fuzz_target!(|asked: Asked| {
    let rows = asked.reports.len();
    match answers(&asked.reports, &asked) {
        Ok((found, counts)) => {
            assert!(found.from.iter().zip(&found.to).all(|(from, to)| to.is_none_or(|to| *from <= to)));
            assert!(found.person.is_sorted());
            assert!(counts.person.is_sorted());
            assert!(counts.by_guidance.days.iter().flatten().all(|days| *days <= 16));
            if asked.raw.is_none() {
                let turned: Vec<Report> = asked.reports.iter().rev().copied().collect();
                assert_eq!(answers(&turned, &asked), Ok((found, counts)));
            }
        }
        Err(
            ColumnsError::NoDay { row, .. }
            | ColumnsError::OutOfRange { row, .. }
            | ColumnsError::OutOfOrder { row, .. }
            | ColumnsError::UnknownKind { row },
        ) => assert!(row < rows, "row {row} of {rows}"),
        Err(other) => panic!("{other}"),
    }
});
