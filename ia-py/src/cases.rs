//! From a table of certificates to a table of cases.

use arrow_array::{Array, ArrayRef, BooleanArray, Date32Array, RecordBatch, UInt16Array, UInt32Array};
use arrow_schema::Schema;
use ia_core::api::columns::{
    CaseRows, Code, ColumnsError, Date, DayColumn, EventColumns, EventKind, InputCode, JoinRule, NO_EMPLOYER,
    Options, cases_of,
};
use pyo3::prelude::*;
use std::sync::Arc;

use crate::arrow::{Chunks, Wanted};
use crate::cells;
use crate::days::Days;
use crate::input;
use crate::names::{LONGEST, Names};
use crate::problem::{OPEN_END, Problem, Problems};
use crate::table::Table;

/// The follow-up cases of many people.
pub(crate) fn of(
    given: &Bound<'_, PyAny>,
    as_of: Date,
    options: Options,
    join: &str,
    open_end: Option<i32>,
) -> PyResult<Table> {
    let rule = join_rule(given.py(), join)?;
    let find = |columns: &EventColumns<'_>| cases_of(columns, rule, as_of, &options);
    let batch = made(given, open_end, &find, &|cases, events: &Events| table(cases, &events.persons))?;
    Ok(Table { schema: batch.schema(), batches: vec![batch], options, as_of })
}

pub(crate) fn join_rule(py: Python<'_>, join: &str) -> PyResult<JoinRule> {
    JoinRule::from_code(join).ok_or_else(|| {
        let expected = format!("expected one of {}", JoinRule::CODES.join(", "));
        Problem::key(InputCode::UnknownCode, "join", expected).into_error(py)
    })
}

/// Reads a table of reports, and writes the table that is found from it.
pub(crate) fn made<T: Default>(
    given: &Bound<'_, PyAny>,
    open_end: Option<i32>,
    find: &(dyn Fn(&EventColumns<'_>) -> Result<T, ColumnsError> + Sync),
    write: &(dyn Fn(T, &Events) -> Result<RecordBatch, Problem> + Sync),
) -> PyResult<RecordBatch> {
    let py = given.py();
    let mut problems = Problems::default();
    let Chunks { schema, batches, .. } = input::read(given, &WANTED, &mut problems)?.without_empty(&[
        "from",
        "to",
        "grade",
        "recorded",
        "recorded_on",
    ]);
    let made: Result<_, Problems> = py.detach(|| {
        let places = Places::of(&schema, open_end, &mut problems);
        let names = |place: Option<usize>| {
            place.map_or_else(Names::default, |place| Names::of_column(schema.field(place).data_type()))
        };
        let (persons, employers) = (names(places.person), names(places.employer));
        let mut events = Events { persons, employers, ..Events::default() };
        for batch in &batches {
            events.read(batch, &places, &mut problems);
        }
        let columns = events.columns(&places);
        let found = find(&columns);
        if found.is_err() || !problems.is_empty() {
            for error in columns.errors().chain(found.as_ref().err().copied()) {
                problems.found(error, Some(0), |_, row| events.to.0.get(row).copied());
            }
        }
        Ok(write(problems.or(found.unwrap_or_default())?, &events)?)
    });
    made.map_err(|problems| problems.into_error(py))
}

const WANTED: [Wanted<'_>; 8] = [
    ("person", LONGEST),
    ("from", LONGEST),
    ("to", LONGEST),
    ("kind", LONGEST),
    ("grade", LONGEST),
    ("employer", LONGEST),
    ("recorded", LONGEST),
    ("recorded_on", LONGEST),
];

/// Where in the table. A column that is missing or of another type has no place, and a problem.
struct Places {
    person: Option<usize>,
    from: Option<usize>,
    to: Option<usize>,
    kind: Option<usize>,
    grade: Option<usize>,
    employer: Option<usize>,
    recorded: Option<usize>,
    recorded_on: Option<usize>,
    /// The last day that stands for no end, in days since 1970.
    open_end: Option<i32>,
}

impl Places {
    fn of(schema: &Schema, open_end: Option<i32>, problems: &mut Problems) -> Self {
        let mut required = |name, expected| input::required(schema, name, expected, problems);
        let person = required("person", "expected a column with an opaque id of each person");
        required("from", "expected a column with the first day");
        required("to", "expected a column with the last day");
        let kind = required("kind", "expected a column with the kind, such as certificate");
        Self {
            person,
            from: input::place_of_days(schema, "from", problems),
            to: input::place_of_days(schema, "to", problems),
            kind,
            grade: input::place(schema, "grade", problems),
            employer: input::place(schema, "employer", problems),
            recorded: input::place(schema, "recorded", problems),
            recorded_on: input::place_of_days(schema, "recorded_on", problems),
            open_end,
        }
    }
}

/// The rows of all chunks together: a person's rows may lie anywhere.
#[derive(Default)]
pub(crate) struct Events {
    pub(crate) persons: Names,
    pub(crate) employers: Names,
    kinds: Names,
    person: Vec<u32>,
    employer: Vec<u32>,
    from: (Vec<i32>, Vec<u8>),
    to: (Vec<i32>, Vec<u8>),
    kind: Vec<u8>,
    recorded: Vec<i64>,
    /// The day it was recorded, where the table says so.
    recorded_on: (Vec<i32>, Vec<u8>),
}

impl Events {
    /// Reads a chunk. A row that cannot be read has a problem, and something in its place.
    fn read(&mut self, batch: &RecordBatch, places: &Places, problems: &mut Problems) {
        let first = self.person.len();
        self.read_persons(batch, places, problems);
        Days::of(batch, places.from, ("from", first), problems).append(&mut self.from);
        let to = Days::of(batch, places.to, ("to", first), problems);
        for row in to.nulls() {
            let expected = format!("expected a last day{OPEN_END}");
            problems.row(InputCode::MissingKey, "to", first.saturating_add(row), expected);
        }
        to.open(places.open_end).append(&mut self.to);
        self.read_kinds(batch, places, first, problems);
        if let Some(place) = places.recorded {
            let array = batch.column(place);
            let recorded = whole_numbers(array, ("recorded", first), problems);
            if let Some(days) = Days::of_times(array, &recorded).filter(|_| places.recorded_on.is_none()) {
                days.append(&mut self.recorded_on);
            }
            self.recorded.extend(recorded.into_iter().map(Option::unwrap_or_default));
        }
        if let Some(place) = places.recorded_on {
            Days::of(batch, Some(place), ("recorded_on", first), problems).append(&mut self.recorded_on);
        }
    }

    fn read_persons(&mut self, batch: &RecordBatch, places: &Places, problems: &mut Problems) {
        let first = self.person.len();
        let array = input::column(batch, places.person);
        let persons = self.persons.numbers(&array, "person", first, problems);
        let none = self.persons.of_none();
        // Rows of nobody in particular may be of several people.
        for row in (0..persons.len()).filter(|row| none.is_some() && persons.get(*row).copied() == none) {
            let expected = "expected an opaque id of the person";
            problems.row(InputCode::MissingKey, "person", first.saturating_add(row), expected);
        }
        self.person.extend(persons);
        if let Some(place) = places.employer {
            let employers = self.employers.numbers(batch.column(place), "employer", first, problems);
            let none = self.employers.of_none();
            let employer = |number| if Some(number) == none { NO_EMPLOYER } else { number };
            self.employer.extend(employers.into_iter().map(employer));
        }
    }

    fn read_kinds(&mut self, batch: &RecordBatch, places: &Places, first: usize, problems: &mut Problems) {
        let kinds = self.kinds.numbers(&input::column(batch, places.kind), "kind", first, problems);
        let grades = places.grade.map(|place| whole_numbers(batch.column(place), ("grade", first), problems));
        for (nth, number) in kinds.into_iter().enumerate() {
            let row = first.saturating_add(nth);
            let grade = grades.as_ref().and_then(|grades| grades.get(nth).copied().flatten());
            self.kind.push(self.place_of_kind(number, grade, row, problems));
        }
    }

    /// A certificate for a part of the work is a graded one, and a graded one for all of it is none.
    fn place_of_kind(&self, number: u32, grade: Option<i64>, row: usize, problems: &mut Problems) -> u8 {
        if grade.is_some_and(|grade| !(20..=100).contains(&grade)) {
            problems.row(InputCode::OutOfRange, "grade", row, "expected a number from 20 to 100");
        }
        let Some(kind) = self.kinds.text_of(number).and_then(EventKind::from_code) else {
            let expected = format!("expected one of {}", EventKind::CODES.join(", "));
            problems.row(InputCode::UnknownCode, "kind", row, expected);
            return u8::MAX;
        };
        let kind = match (kind, grade) {
            (EventKind::Certificate, Some(..100)) => EventKind::CertificateGraded,
            (EventKind::CertificateGraded, Some(100)) => EventKind::Certificate,
            _ => kind,
        };
        u8::try_from(kind.place()).unwrap_or(u8::MAX)
    }

    fn columns(&self, places: &Places) -> EventColumns<'_> {
        EventColumns {
            person: &self.person,
            employer: places.employer.map(|_| self.employer.as_slice()),
            from: days(&self.from),
            to: days(&self.to),
            kind: &self.kind,
            recorded: places.recorded.map(|_| self.recorded.as_slice()),
            recorded_on: Some(days(&self.recorded_on)).filter(|days| !days.days.is_empty()),
        }
    }
}

/// The whole numbers of a column that begins at row `first` of the table; nulls where it is of another type.
fn whole_numbers(
    array: &dyn Array,
    (name, first): (&str, usize),
    problems: &mut Problems,
) -> Vec<Option<i64>> {
    let mut wrong = |row: usize, code, expected: &'static str| {
        problems.row(code, name, first.saturating_add(row), expected);
    };
    cells::whole_numbers(array, &mut wrong).unwrap_or_else(|| {
        problems.column(InputCode::WrongType, name, "expected a column of whole numbers");
        vec![None; array.len()]
    })
}

fn days((days, valid): &(Vec<i32>, Vec<u8>)) -> DayColumn<'_> {
    DayColumn { days, valid: Some(ia_core::api::columns::Bits::new(valid, 0)) }
}

fn table(cases: CaseRows, persons: &Names) -> Result<RecordBatch, Problem> {
    let mut nth = 0_u32;
    let mut before = None;
    let number = cases.person.iter().map(|person| {
        nth = if before == Some(*person) { nth.saturating_add(1) } else { 1_u32 };
        before = Some(*person);
        nth
    });
    let case: ArrayRef = Arc::new(number.collect::<UInt32Array>());
    let columns: [(&str, ArrayRef, bool); 12] = [
        ("person", persons.column(cases.person.iter().copied()), true),
        ("case", case, false),
        ("from", Arc::new(Date32Array::from(cases.from)), false),
        ("to", Arc::new(Date32Array::from(cases.to)), true),
        ("whole_from", Arc::new(Date32Array::from(cases.whole_from)), true),
        ("whole_to", Arc::new(Date32Array::from(cases.whole_to)), true),
        ("certified_to", Arc::new(Date32Array::from(cases.certified_to)), true),
        ("graded_from", Arc::new(Date32Array::from(cases.graded_from)), true),
        ("continuous_from", Arc::new(Date32Array::from(cases.continuous_from)), false),
        ("sick_days", Arc::new(UInt16Array::from(cases.sick_days)), false),
        ("weeks", Arc::new(UInt16Array::from(cases.weeks)), false),
        ("graded_at_end", Arc::new(BooleanArray::from(cases.graded_at_end)), false),
    ];
    RecordBatch::try_from_iter_with_nullable(columns)
        .map_err(|_| Problem::whole(InputCode::WrongType, "expected columns that keep to their types"))
}
