//! From a table of certificates to a table of cases.

use arrow_array::{ArrayRef, BooleanArray, Date32Array, RecordBatch, UInt16Array, UInt32Array};
use arrow_schema::Schema;
use ia_core::api::columns::{
    CaseRows, Code, Date, DayColumn, EventColumns, EventKind, InputCode, JoinRule, NO_EMPLOYER, Options,
    cases_of,
};
use pyo3::prelude::*;
use std::sync::Arc;

use crate::arrow::{Chunks, Wanted};
use crate::cells;
use crate::input::{self, Days};
use crate::names::{LONGEST, Names};
use crate::problem::Problem;
use crate::table::Table;

/// The follow-up cases of many people.
pub(crate) fn of(given: &Bound<'_, PyAny>, as_of: Date, options: Options, join: &str) -> PyResult<Table> {
    let py = given.py();
    let Chunks { schema, batches, .. } =
        input::read(given, &WANTED)?.without_empty(&["from", "to", "grade", "recorded", "recorded_on"]);
    let rule = JoinRule::from_code(join).ok_or_else(|| {
        let expected = format!("expected one of {}", JoinRule::CODES.join(", "));
        Problem::key(InputCode::UnknownCode, "join", expected).into_error(py)
    })?;
    let made = py.detach(|| {
        let places = Places::of(&schema)?;
        let persons = Names::of_column(schema.field(places.person).data_type());
        let mut events = Events { persons, ..Events::default() };
        for batch in &batches {
            events.read(batch, &places)?;
        }
        let found = cases_of(&events.columns(&places), rule, as_of, &options);
        table(found.map_err(|error| Problem::found(error, Some(0)))?, &events.persons)
    });
    let batch = made.map_err(|problem| problem.into_error(py))?;
    Ok(Table { schema: batch.schema(), batches: vec![batch], options, as_of })
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

/// Where in the table.
struct Places {
    person: usize,
    from: usize,
    to: usize,
    kind: usize,
    grade: Option<usize>,
    employer: Option<usize>,
    recorded: Option<usize>,
    recorded_on: Option<usize>,
}

impl Places {
    fn of(schema: &Schema) -> Result<Self, Problem> {
        let required = |name: &str, expected: &str| input::required(schema, name, expected);
        Ok(Self {
            person: required("person", "expected a column with an opaque id of each person")?,
            from: required("from", "expected a column with the first day")?,
            to: required("to", "expected a column with the last day")?,
            kind: required("kind", "expected a column with the kind, such as certificate")?,
            grade: input::place(schema, "grade")?,
            employer: input::place(schema, "employer")?,
            recorded: input::place(schema, "recorded")?,
            recorded_on: input::place_of_days(schema, "recorded_on")?,
        })
    }
}

/// The rows of all chunks together: a person's rows may lie anywhere.
#[derive(Default)]
struct Events {
    persons: Names,
    employers: Names,
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
    fn read(&mut self, batch: &RecordBatch, places: &Places) -> Result<(), Problem> {
        let first = self.person.len();
        let persons = self.persons.numbers(batch.column(places.person), "person", first)?;
        // Rows of nobody in particular may be of several people.
        if let Some(row) = persons.iter().position(|person| Some(*person) == self.persons.of_none()) {
            let expected = "expected an opaque id of the person";
            return Err(Problem::row(InputCode::MissingKey, "person", first.saturating_add(row), expected));
        }
        self.person.extend(persons);
        if let Some(place) = places.employer {
            let employers = self.employers.numbers(batch.column(place), "employer", first)?;
            let none = self.employers.of_none();
            let employer = |number| if Some(number) == none { NO_EMPLOYER } else { number };
            self.employer.extend(employers.into_iter().map(employer));
        }
        for (place, into) in [(places.from, &mut self.from), (places.to, &mut self.to)] {
            Days::of(batch, place, first)?.append(into);
        }
        let kinds = self.kinds.numbers(batch.column(places.kind), "kind", first)?;
        let grades = places
            .grade
            .map(|place| cells::whole_numbers(batch.column(place), "grade", first))
            .transpose()?;
        for (nth, number) in kinds.into_iter().enumerate() {
            let row = first.saturating_add(nth);
            let grade = grades.as_ref().and_then(|grades| grades.get(nth).copied().flatten());
            self.kind.push(self.place_of_kind(number, grade, row)?);
        }
        if let Some(place) = places.recorded {
            let array = batch.column(place);
            let recorded = cells::whole_numbers(array, "recorded", first)?;
            if let Some(days) = Days::of_times(array, &recorded).filter(|_| places.recorded_on.is_none()) {
                days.append(&mut self.recorded_on);
            }
            self.recorded.extend(recorded.into_iter().map(Option::unwrap_or_default));
        }
        if let Some(place) = places.recorded_on {
            Days::of(batch, place, first)?.append(&mut self.recorded_on);
        }
        Ok(())
    }

    /// A certificate for a part of the work is a graded one, and a graded one for all of it is none.
    fn place_of_kind(&self, number: u32, grade: Option<i64>, row: usize) -> Result<u8, Problem> {
        let kind = self.kinds.text_of(number).and_then(EventKind::from_code).ok_or_else(|| {
            let expected = format!("expected one of {}", EventKind::CODES.join(", "));
            Problem::row(InputCode::UnknownCode, "kind", row, expected)
        })?;
        if grade.is_some_and(|grade| !(20..=100).contains(&grade)) {
            return Err(Problem::row(
                InputCode::OutOfRange,
                "grade",
                row,
                "expected a number from 20 to 100",
            ));
        }
        let kind = match (kind, grade) {
            (EventKind::Certificate, Some(..100)) => EventKind::CertificateGraded,
            (EventKind::CertificateGraded, Some(100)) => EventKind::Certificate,
            _ => kind,
        };
        Ok(u8::try_from(kind.place()).unwrap_or(u8::MAX))
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
