//! Shares by group and month: groups and persons become numbers here, the core counts.

use arrow_array::builder::{Float64Builder, UInt32Builder};
use arrow_array::{BooleanArray, Date32Array, RecordBatch};
use arrow_schema::Schema;
use ia_core::api::columns::{
    Code, Counts, Date, Figures, InputCode, LEAST, Milestone, Options, Row, Rows, STEPS, Tenths, status,
};
use pyo3::prelude::*;
use std::sync::Arc;

use crate::arrow::{Chunks, Wanted};
use crate::input::{self, Layout};
use crate::names::{LONGEST, Names};
use crate::problem::{Problem, Problems};
use crate::table::Table;

/// What is asked.
pub(crate) struct Asked<'a> {
    pub(crate) by: &'a str,
    pub(crate) step: &'a str,
    pub(crate) month: bool,
    /// The column with the person; `None` if each row is a person of its own.
    pub(crate) person: Option<&'a str>,
    pub(crate) least: u32,
    /// The last day that stands for no end, in days since 1970.
    pub(crate) open_end: Option<i32>,
}

/// The name that the column with the person has when nothing else is said.
const PERSON: &str = "person";

/// The column with the person; `None` if each row is a person of its own. Figures about each person are no shares of a
/// group.
pub(crate) fn person<'a>(
    py: Python<'_>,
    by: &str,
    named: Option<&'a str>,
    rows_are_persons: bool,
) -> PyResult<Option<&'a str>> {
    let wrong = |code, key, expected: &str| Err(Problem::key(code, key, expected).into_error(py));
    if by == named.unwrap_or(PERSON) {
        return wrong(InputCode::DuplicateId, "by", "expected another column than that of the person");
    }
    match named {
        Some(name) if rows_are_persons && name != PERSON => {
            wrong(InputCode::WrongType, "person", "expected no column of the person when rows are persons")
        }
        _ if rows_are_persons => Ok(None),
        Some(name) => Ok(Some(name)),
        None => wrong(InputCode::WrongType, "person", "expected the name of a column, or rows_are_persons"),
    }
}

/// The shares of a step that were taken in time, late, or not at all.
pub(crate) fn of(
    given: &Bound<'_, PyAny>,
    as_of: Date,
    options: Options,
    asked: &Asked<'_>,
) -> PyResult<Table> {
    let py = given.py();
    let names = Layout::names();
    let of_cases = names.iter().map(|name| (name.as_str(), LONGEST));
    let wanted: Vec<Wanted<'_>> =
        core::iter::once(asked.by).chain(asked.person).map(|name| (name, LONGEST)).chain(of_cases).collect();
    let own: Vec<&str> = names
        .iter()
        .map(String::as_str)
        .filter(|name| *name != asked.by && Some(*name) != asked.person)
        .collect();
    let step = step(asked.step).map_err(|problem| problem.into_error(py))?;
    let mut problems = Problems::default();
    let Chunks { schema, batches, .. } = input::read(given, &wanted, &mut problems)?.without_empty(&own);
    let layout = Layout::of(&schema, asked.open_end, &mut problems);
    let places = Places::of(&schema, asked, step, &mut problems);
    let groups = match places.by {
        Some(place) => Names::of_column(schema.field(place).data_type()),
        None => Names::default(),
    };
    let batch = py.detach(|| count(&batches, groups, &layout, &places, (as_of, &options), (asked, problems)));
    let batch = batch.map_err(|problems| problems.into_error(py))?;
    Ok(Table { schema: batch.schema(), batches: vec![batch], options, as_of })
}

/// The place of a step.
fn step(name: &str) -> Result<usize, Problem> {
    STEPS.iter().position(|step| step.code() == name).ok_or_else(|| {
        let steps = STEPS.map(Milestone::code).join(", ");
        Problem::key(InputCode::UnknownCode, "step", format!("expected one of {steps}"))
    })
}

/// Where in the table, and which step. A column that is missing has no place, and a problem.
struct Places {
    by: Option<usize>,
    person: Option<usize>,
    step: usize,
}

impl Places {
    fn of(schema: &Schema, asked: &Asked<'_>, step: usize, problems: &mut Problems) -> Self {
        if OWN.contains(&asked.by) {
            let expected = "expected another name than those of the columns that are made";
            problems.push(Problem::key(InputCode::DuplicateId, "by", expected));
            problems.replaced(asked.by);
        }
        let by = input::required(schema, asked.by, "expected a column with the group of each case", problems);
        let expected = "expected a column with an opaque id of each person";
        let person = asked.person.and_then(|name| input::required(schema, name, expected, problems));
        Self { by, person, step }
    }
}

fn count(
    batches: &[RecordBatch],
    mut groups: Names,
    layout: &Layout,
    places: &Places,
    (as_of, options): (Date, &Options),
    (asked, mut problems): (&Asked<'_>, Problems),
) -> Result<RecordBatch, Problems> {
    let mut counts = Counts::new(as_of, asked.least, asked.month).map_err(|_| {
        let expected = format!("expected {LEAST} or more persons behind each row");
        Problem::key(InputCode::OutOfRange, "least", expected)
    })?;
    let mut persons = Names::default();
    let mut first: usize = 0;
    for batch in batches {
        let mut columns = layout.read(batch, first, &mut problems);
        // What decides nothing is not judged.
        columns.keep_step(places.step);
        let of_group = groups.numbers(&input::column(batch, places.by), asked.by, first, &mut problems);
        let of_person = asked
            .person
            .map(|name| persons.numbers(&input::column(batch, places.person), name, first, &mut problems));
        match status(&columns.cases(), as_of, options, false) {
            Ok(found) => {
                if let Some(status) = found.steps.get(places.step)
                    && let Some(due) = found.due.get(status.due)
                {
                    counts.add(&Rows { status, due, groups: &of_group, persons: of_person.as_deref() });
                }
            }
            Err(error) => columns.report(error, first, &mut problems),
        }
        first = first.saturating_add(batch.num_rows());
    }
    problems.or(())?;
    Ok(table(counts.rows(), &groups, asked)?)
}

/// The columns that are made, beside the group's.
const OWN: [&str; 12] = [
    "month",
    "persons",
    "cases",
    "in_time",
    "late",
    "missing",
    "contestable",
    "unknown",
    "in_time_percent",
    "late_percent",
    "missing_percent",
    "suppressed",
];

/// A column's name, and the number of it in a row.
type Figure = (&'static str, fn(&Figures) -> u32);

fn table(mut rows: Vec<Row>, groups: &Names, asked: &Asked<'_>) -> Result<RecordBatch, Problem> {
    rows.sort_by(|one, other| {
        (groups.name(one.group), one.month).cmp(&(groups.name(other.group), other.month))
    });
    let group = groups.column(rows.iter().map(|row| row.group));
    let mut columns = vec![(asked.by, group)];
    if asked.month {
        columns.push(("month", Arc::new(rows.iter().map(first_day).collect::<Date32Array>())));
    }
    let counts: [Figure; 7] = [
        ("persons", |one| one.persons),
        ("cases", |one| one.cases),
        ("in_time", |one| one.in_time),
        ("late", |one| one.late),
        ("missing", |one| one.missing),
        ("contestable", |one| one.contestable),
        ("unknown", |one| one.unknown),
    ];
    for (name, count) in counts {
        let mut column = UInt32Builder::with_capacity(rows.len());
        for row in &rows {
            column.append_option(row.figures.as_ref().map(count));
        }
        columns.push((name, Arc::new(column.finish())));
    }
    let shares: [Figure; 3] = [
        ("in_time_percent", |one| one.in_time),
        ("late_percent", |one| one.late),
        ("missing_percent", |one| one.missing),
    ];
    for (name, count) in shares {
        let mut column = Float64Builder::with_capacity(rows.len());
        let share =
            |figures: &Figures| figures.share(count(figures)).map(|Tenths(tenths)| f64::from(tenths) / 10.0);
        for row in &rows {
            column.append_option(row.figures.as_ref().and_then(share));
        }
        columns.push((name, Arc::new(column.finish())));
    }
    let suppressed = rows.iter().map(|row| Some(row.figures.is_none())).collect::<BooleanArray>();
    columns.push(("suppressed", Arc::new(suppressed)));
    RecordBatch::try_from_iter_with_nullable(columns.into_iter().map(|(name, column)| {
        let has_nulls = !matches!(name, "suppressed" | "month");
        (name, column, has_nulls)
    }))
    .map_err(|_| Problem::whole(InputCode::WrongType, "expected columns that keep to their types"))
}

/// The first day of a row's month, in days since 1970.
fn first_day(row: &Row) -> Option<i32> {
    let month = row.month?;
    let epoch = Date::new(1970, 1, 1).ok()?;
    let first = Date::new(month.year, month.month, 1).ok()?;
    i32::try_from(first.days_since(epoch)).ok()
}
