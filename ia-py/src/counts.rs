//! From a table of certificates to a table of what the acts count.

use arrow_array::{ArrayRef, BooleanArray, Date32Array, RecordBatch, UInt16Array, UInt32Array};
use ia_core::api::columns::{CountRows, Date, EventColumns, InputCode, Options, PeriodRows, counts_of};
use pyo3::prelude::*;
use std::sync::Arc;

use crate::cases::{Events, join_rule, made};
use crate::problem::Problem;
use crate::table::Table;

/// What is counted for many people.
pub(crate) fn of(
    given: &Bound<'_, PyAny>,
    as_of: Date,
    join: &str,
    open_end: Option<i32>,
) -> PyResult<Table> {
    let rule = join_rule(given.py(), join)?;
    let find = |columns: &EventColumns<'_>| counts_of(columns, rule, as_of);
    let batch = made(given, open_end, &find, &table)?;
    Ok(Table { schema: batch.schema(), batches: vec![batch], options: Options::default(), as_of })
}

fn table(counts: CountRows, events: &Events) -> Result<RecordBatch, Problem> {
    let mut columns: Vec<(&str, ArrayRef, bool)> = vec![
        ("person", events.persons.column(counts.person.into_iter()), true),
        ("employer", events.employers.column(counts.employer.into_iter()), true),
    ];
    let names =
        ["employer_period_from", "employer_period_to", "employer_period_days", "employer_period_complete"];
    columns.extend(period(names, counts.by_guidance));
    let names = [
        "employer_period_by_nav_from",
        "employer_period_by_nav_to",
        "employer_period_by_nav_days",
        "employer_period_by_nav_complete",
    ];
    columns.extend(period(names, counts.by_nav));
    columns.extend([
        ("self_certified_days", number(counts.self_certified_days), true),
        ("self_certified_not_settled", number(counts.self_certified_not_settled), true),
        ("self_certified_left", number(counts.self_certified_left), true),
        ("absences_in_year", number(counts.absences_in_year), true),
        ("may_be_taken_away", truth(counts.may_be_taken_away), true),
        ("repeated_cases", Arc::new(UInt16Array::from(counts.repeated_cases)) as ArrayRef, false),
        ("repeated_days", Arc::new(UInt32Array::from(counts.repeated_days)) as ArrayRef, false),
        ("is_repeated", Arc::new(BooleanArray::from(counts.is_repeated)) as ArrayRef, false),
    ]);
    RecordBatch::try_from_iter_with_nullable(columns)
        .map_err(|_| Problem::whole(InputCode::WrongType, "expected columns that keep to their types"))
}

fn period(
    [from, to, count, complete]: [&'static str; 4],
    rows: PeriodRows,
) -> [(&'static str, ArrayRef, bool); 4] {
    [
        (from, Arc::new(Date32Array::from(rows.from)), true),
        (to, Arc::new(Date32Array::from(rows.to)), true),
        (count, number(rows.days), true),
        (complete, truth(rows.complete), true),
    ]
}

fn number(column: Vec<Option<u16>>) -> ArrayRef {
    Arc::new(UInt16Array::from(column))
}

fn truth(column: Vec<Option<bool>>) -> ArrayRef {
    Arc::new(BooleanArray::from(column))
}
