//! Shares by group and month: groups and persons become numbers here, the core counts.

use arrow_array::builder::{Float64Builder, UInt32Builder};
use arrow_array::cast::AsArray;
use arrow_array::{Array, ArrayRef, BooleanArray, Date32Array, Int64Array, RecordBatch, StringArray};
use arrow_schema::{DataType, Schema};
use ia_core::api::columns::{
    Code, Counts, Date, Figures, InputCode, LEAST, Milestone, Options, Row, Rows, STEPS, Tenths, status,
};
use pyo3::prelude::*;
use std::collections::HashMap;
use std::sync::Arc;

use crate::arrow::Chunks;
use crate::cells;
use crate::input::{self, Layout};
use crate::problem::Problem;
use crate::table::Table;

/// What is asked.
pub(crate) struct Asked<'a> {
    pub(crate) by: &'a str,
    pub(crate) step: &'a str,
    pub(crate) month: bool,
    pub(crate) person: Option<&'a str>,
    pub(crate) least: u32,
}

/// The shares of a step that were taken in time, late, or not at all.
pub(crate) fn of(
    given: &Bound<'_, PyAny>,
    as_of: Date,
    options: Options,
    asked: &Asked<'_>,
) -> PyResult<Table> {
    let py = given.py();
    let Chunks { schema, batches } = input::read(given)?;
    let layout = Layout::of(py, &schema)?;
    let batch = Places::of(&schema, asked)
        .and_then(|places| py.detach(|| count(&batches, &layout, &places, (as_of, &options), asked)))
        .map_err(|problem| problem.into_error(py))?;
    Ok(Table { schema: batch.schema(), batches: vec![batch], options, as_of })
}

/// Where in the table, and which step.
struct Places {
    by: usize,
    person: Option<usize>,
    step: usize,
}

impl Places {
    fn of(schema: &Schema, asked: &Asked<'_>) -> Result<Self, Problem> {
        let step = STEPS.iter().position(|step| step.code() == asked.step).ok_or_else(|| {
            let steps = STEPS.map(Milestone::code).join(", ");
            Problem::key(InputCode::UnknownCode, "step", format!("expected one of {steps}"))
        })?;
        if OWN.contains(&asked.by) {
            let expected = "expected another name than those of the columns that are made";
            return Err(Problem::key(InputCode::DuplicateId, "by", expected));
        }
        let by = input::required(schema, asked.by, "expected a column with the group of each case")?;
        let person = match asked.person {
            Some(name) => {
                Some(input::required(schema, name, "expected a column with an opaque id of each person")?)
            }
            None => None,
        };
        Ok(Self { by, person, step })
    }
}

fn count(
    batches: &[RecordBatch],
    layout: &Layout,
    places: &Places,
    (as_of, options): (Date, &Options),
    asked: &Asked<'_>,
) -> Result<RecordBatch, Problem> {
    let mut counts = Counts::new(as_of, asked.least, asked.month).map_err(|_| {
        Problem::key(
            InputCode::OutOfRange,
            "least",
            format!("expected {LEAST} or more persons behind each row"),
        )
    })?;
    let (mut groups, mut persons) = (Names::default(), Names::default());
    let mut first: usize = 0;
    for batch in batches {
        let columns = layout.read(batch, first)?;
        let mut cases = columns.cases();
        for (nth, step) in cases.steps.iter_mut().enumerate() {
            // The others are not asked for.
            *step = step.filter(|_| nth == places.step);
        }
        let found =
            status(&cases, as_of, options, false).map_err(|error| Problem::found(error, Some(first)))?;
        let of_group = groups.numbers(batch.column(places.by), asked.by)?;
        let of_person = match (places.person, asked.person) {
            (Some(place), Some(name)) => Some(persons.numbers(batch.column(place), name)?),
            _ => None,
        };
        if let Some(status) = found.steps.get(places.step)
            && let Some(due) = found.due.get(status.due)
        {
            counts.add(&Rows { status, due, groups: &of_group, persons: of_person.as_deref() });
        }
        first = first.saturating_add(batch.num_rows());
    }
    table(counts.rows(), &groups, asked)
}

/// What stands in a row, so that the same gets the same number. In the order in which groups are shown.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Name {
    Number(i64),
    Text(String),
    None,
}

/// Names by number.
#[derive(Debug, Default)]
struct Names {
    texts: HashMap<String, u32>,
    integers: HashMap<i64, u32>,
    none: Option<u32>,
    all: Vec<Name>,
}

impl Names {
    /// The number of the name in each row.
    fn numbers(&mut self, array: &dyn Array, column: &str) -> Result<Vec<u32>, Problem> {
        if let Some(dictionary) = array.as_any_dictionary_opt() {
            let values = self.numbers(dictionary.values(), column)?;
            let places = if values.is_empty() { Vec::new() } else { dictionary.normalized_keys() };
            let number = |row: usize| places.get(row).and_then(|place| values.get(*place)).copied();
            let rows = 0..array.len();
            return Ok(rows
                .map(|row| number(row).filter(|_| array.is_valid(row)).unwrap_or_else(|| self.none()))
                .collect());
        }
        let rows = 0..array.len();
        if let Some(text) = cells::texts(array) {
            let number = |row| if array.is_valid(row) { self.text(text(row)) } else { self.none() };
            return Ok(rows.map(number).collect());
        }
        if let Some(integer) = cells::integers(array) {
            let number = |row| if array.is_valid(row) { self.integer(integer(row)) } else { self.none() };
            return Ok(rows.map(number).collect());
        }
        match array.data_type() {
            DataType::Null => Ok(rows.map(|_| self.none()).collect()),
            _ => {
                Err(Problem::key(InputCode::WrongType, column, "expected a column of texts or whole numbers"))
            }
        }
    }

    fn text(&mut self, text: &str) -> u32 {
        if let Some(number) = self.texts.get(text) {
            return *number;
        }
        let number = self.next(Name::Text(text.to_owned()));
        self.texts.insert(text.to_owned(), number);
        number
    }

    fn integer(&mut self, integer: i64) -> u32 {
        if let Some(number) = self.integers.get(&integer) {
            return *number;
        }
        let number = self.next(Name::Number(integer));
        self.integers.insert(integer, number);
        number
    }

    /// Those without a name are one: nobody knows how many they are.
    fn none(&mut self) -> u32 {
        if let Some(number) = self.none {
            return number;
        }
        let number = self.next(Name::None);
        self.none = Some(number);
        number
    }

    fn next(&mut self, name: Name) -> u32 {
        let number = u32::try_from(self.all.len()).unwrap_or(u32::MAX);
        self.all.push(name);
        number
    }

    fn name(&self, number: u32) -> &Name {
        self.all.get(number as usize).unwrap_or(&Name::None)
    }
}

/// A column's name, and its count.
type Count = (&'static str, fn(&Figures) -> u32);

/// The columns that are made, beside the group's.
const OWN: [&str; 11] = [
    "month",
    "persons",
    "cases",
    "in_time",
    "late",
    "missing",
    "unknown",
    "in_time_percent",
    "late_percent",
    "missing_percent",
    "suppressed",
];

fn table<'a>(mut rows: Vec<Row>, groups: &'a Names, asked: &Asked<'_>) -> Result<RecordBatch, Problem> {
    rows.sort_by(|one, other| {
        (groups.name(one.group), one.month).cmp(&(groups.name(other.group), other.month))
    });
    let names = rows.iter().map(|row| groups.name(row.group));
    let group: ArrayRef = if groups.integers.is_empty() {
        let text = |name: &'a Name| if let Name::Text(text) = name { Some(text.as_str()) } else { None };
        Arc::new(names.map(text).collect::<StringArray>())
    } else {
        let integer = |name: &Name| if let Name::Number(number) = name { Some(*number) } else { None };
        Arc::new(names.map(integer).collect::<Int64Array>())
    };
    let mut columns = vec![(asked.by, group)];
    if asked.month {
        columns.push(("month", Arc::new(rows.iter().map(first_day).collect::<Date32Array>())));
    }
    let counts: [Count; 6] = [
        ("persons", |one| one.persons),
        ("cases", |one| one.cases),
        ("in_time", |one| one.in_time),
        ("late", |one| one.late),
        ("missing", |one| one.missing),
        ("unknown", |one| one.unknown),
    ];
    for (name, count) in counts {
        let mut column = UInt32Builder::with_capacity(rows.len());
        column.extend(rows.iter().map(|row| row.figures.as_ref().map(count)));
        columns.push((name, Arc::new(column.finish())));
    }
    let shares: [Count; 3] = [
        ("in_time_percent", |one| one.in_time),
        ("late_percent", |one| one.late),
        ("missing_percent", |one| one.missing),
    ];
    for (name, count) in shares {
        let mut column = Float64Builder::with_capacity(rows.len());
        let share =
            |figures: &Figures| figures.share(count(figures)).map(|Tenths(tenths)| f64::from(tenths) / 10.0);
        column.extend(rows.iter().map(|row| row.figures.as_ref().and_then(share)));
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
