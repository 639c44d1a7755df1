//! The columns of a table of cases, by their names.

use arrow_array::cast::AsArray;
use arrow_array::{Array, ArrayRef, NullArray, RecordBatch};
use arrow_buffer::BooleanBuffer;
use arrow_schema::{DataType, Schema};
use ia_core::api::columns::{
    CaseColumns, Code, ColumnsError, Counting, InputCode, Options, Reading, STEPS, StepColumns, Weekend,
    WholeColumns, deciding,
};
use pyo3::prelude::*;
use pyo3::types::{
    PyByteArray, PyBytes, PyDict, PyFrozenSet, PyMapping, PyMemoryView, PySet, PySlice, PyString,
};
use std::sync::Arc;

use crate::arrow::{self, Chunks, Given, Wanted};
use crate::cells;
use crate::days::{Days, bits};
use crate::problem::{Problem, Problems};

/// Reads the columns of a table that are asked for. A table is anything that gives Arrow by a capsule, or a mapping from
/// names to columns. A column that cannot be read is one of nulls, and has its problem.
pub(crate) fn read(
    given: &Bound<'_, PyAny>,
    wanted: &[Wanted<'_>],
    problems: &mut Problems,
) -> PyResult<Chunks> {
    let chunks = match arrow::table(given, wanted, problems)
        .or_else(|error| of_wanted(given, wanted, problems, error))?
    {
        Some(chunks) => chunks,
        None => of_mapping(given, wanted, problems)?,
    };
    let found = |name: &str| chunks.schema.fields().iter().any(|field| field.name() == name);
    let missing: Vec<&str> = wanted.iter().map(|(name, _)| *name).filter(|name| !found(name)).collect();
    for other in &chunks.others {
        if let Some(name) = missing.iter().find(|name| is_misspelt(other, name)) {
            let expected = format!("expected the name {name}, or one that is less like it");
            problems.push(Problem::key(InputCode::UnknownKey, other, expected));
            problems.replaced(name);
        }
    }
    Ok(chunks)
}

/// Reads a data frame of pandas that cannot be given as Arrow, by the columns that are asked for: pandas gives all columns or
/// none, and one that nobody asks for is not to break the others.
fn of_wanted(
    given: &Bound<'_, PyAny>,
    wanted: &[Wanted<'_>],
    problems: &mut Problems,
    error: PyErr,
) -> PyResult<Option<Chunks>> {
    if !cells::is_of_pandas(given) {
        return Err(error);
    }
    let (mut places, mut others) = (Vec::new(), Vec::new());
    for (place, name) in given.getattr("columns")?.try_iter()?.enumerate() {
        let name = name?;
        match name.cast::<PyString>().ok().and_then(|name| name.to_str().ok()) {
            Some(name) if wanted.iter().any(|(wanted, _)| *wanted == name) => places.push(place),
            Some(name) => others.push(name.to_owned()),
            None => {}
        }
    }
    if places.len() == given.getattr("columns")?.len()? {
        return Err(error);
    }
    let all = PySlice::full(given.py());
    let narrow = given.getattr("iloc")?.get_item((all, places))?;
    let chunks = arrow::table(&narrow, wanted, problems)?;
    Ok(chunks.map(|chunks| Chunks { others, ..chunks }))
}

/// Whether a column was to have this name: it differs in case or signs between words, or by a slip or two of the hand.
fn is_misspelt(other: &str, name: &str) -> bool {
    /// A column of people beside one of employers is no slip.
    const ANOTHER_WORD: &str = "employee";
    let plain = other.trim().to_lowercase().replace([' ', '-', '.'], "_");
    let slips = match name.len() {
        0..=3 => 0,
        4..=8 => 1,
        _ => 2,
    };
    plain == name
        || other != ANOTHER_WORD
            && other.len() <= name.len().saturating_add(slips)
            && strsim::osa_distance(&plain, name) <= slips
}

/// Reads the columns of a mapping that are asked for.
fn of_mapping(given: &Bound<'_, PyAny>, wanted: &[Wanted<'_>], problems: &mut Problems) -> PyResult<Chunks> {
    let py = given.py();
    let Ok(mapping) = given.cast::<PyMapping>() else {
        let expected = "expected a table: an object with __arrow_c_stream__ or __arrow_c_array__, or a mapping from \
                        names to columns";
        return Err(Problem::whole(InputCode::WrongType, expected).into_error(py));
    };
    let (mut columns, mut others) = (Vec::new(), Vec::new());
    for item in mapping.items()? {
        let (name, values): (Bound<'_, PyAny>, Bound<'_, PyAny>) = item.extract()?;
        let name = name.cast::<PyString>().map_err(|_| {
            Problem::whole(InputCode::WrongType, "expected names of columns that are texts").into_error(py)
        })?;
        // No column that is asked for has a name that is not Unicode.
        let name = name.to_str().unwrap_or_default();
        let is_column = is_column(name, &values, problems);
        if let Some(wanted) = wanted.iter().find(|(wanted, _)| *wanted == name) {
            let array = if is_column { of_values(&values, *wanted, problems)? } else { None };
            columns.push((name.to_owned(), array));
        } else {
            others.push(name.to_owned());
        }
    }
    let batch = batch(columns, problems).map_err(|problem| problem.into_error(py))?;
    Ok(Chunks { schema: batch.schema(), batches: vec![batch], others })
}

/// A column of a mapping; `None` if it cannot be read.
fn of_values(
    values: &Bound<'_, PyAny>,
    (name, longest): Wanted<'_>,
    problems: &mut Problems,
) -> PyResult<Option<ArrayRef>> {
    match arrow::column(values, (name, longest), problems)? {
        Given::Array(array) => Ok(Some(array)),
        Given::Refused => Ok(None),
        Given::Values => cells::array_of(name, values, longest, problems),
    }
}

/// The columns as a table, with nulls for those that cannot be read.
fn batch(columns: Vec<(String, Option<ArrayRef>)>, problems: &mut Problems) -> Result<RecordBatch, Problem> {
    if columns.is_empty() {
        return Ok(RecordBatch::new_empty(Arc::new(Schema::empty())));
    }
    let rows = columns.iter().find_map(|(_, array)| array.as_ref().map(Array::len)).unwrap_or_default();
    let columns = columns.into_iter().map(|(name, array)| {
        if array.as_ref().is_some_and(|array| array.len() != rows) {
            problems.column(InputCode::WrongType, &name, "expected as many rows as in the other columns");
        }
        let array = array.filter(|array| array.len() == rows);
        (name, array.unwrap_or_else(|| Arc::new(NullArray::new(rows))), true)
    });
    RecordBatch::try_from_iter_with_nullable(columns)
        .map_err(|_| Problem::whole(InputCode::WrongType, "expected a mapping to columns"))
}

/// What goes through a text or bytes sign by sign.
const BY_SIGN: [&str; 4] = ["str_iterator", "str_ascii_iterator", "bytes_iterator", "bytearray_iterator"];

/// A text would be read letter by letter, a mapping by its keys, and a set has no order.
fn is_column(name: &str, values: &Bound<'_, PyAny>, problems: &mut Problems) -> bool {
    let is_text = values.is_instance_of::<PyString>()
        || values.is_instance_of::<PyBytes>()
        || values.is_instance_of::<PyByteArray>()
        || values.is_instance_of::<PyMemoryView>();
    let is_text =
        is_text || values.get_type().name().is_ok_and(|name| BY_SIGN.iter().any(|one| name == *one));
    let is_set = values.is_instance_of::<PySet>() || values.is_instance_of::<PyFrozenSet>();
    let is_column = !is_text && !is_set && values.cast::<PyMapping>().is_err();
    if !is_column {
        let expected = "expected a column with a value for each row, such as a list";
        problems.column(InputCode::WrongType, name, expected);
    }
    is_column
}

/// Names of columns, from a list of them. A single text is no list.
pub(crate) fn names(given: &Bound<'_, PyAny>, argument: &str) -> PyResult<Vec<String>> {
    let wrong =
        || Problem::key(InputCode::WrongType, argument, "expected a list of names").into_error(given.py());
    if given.is_instance_of::<PyString>() {
        return Err(wrong());
    }
    let names = given.try_iter().map_err(|_| wrong())?;
    names.map(|name| cells::text_of(&name?, argument).map(str::to_owned)).collect()
}

/// The conventions, from a mapping.
pub(crate) fn options(rules: Option<&Bound<'_, PyAny>>) -> PyResult<Options> {
    let mut options = Options::default();
    let Some(rules) = rules else { return Ok(options) };
    let py = rules.py();
    let wrong =
        |code, key: &str, expected: String| Problem::key(code, "rules", expected).below(key).into_error(py);
    let rules = rules
        .cast::<PyMapping>()
        .map_err(|_| wrong(InputCode::WrongType, "", "expected a mapping of conventions".to_owned()))?;
    for item in rules.items()? {
        let (key, value): (Bound<'_, PyAny>, Bound<'_, PyAny>) = item.extract()?;
        let key = key.extract::<String>().unwrap_or_default();
        let value = value.extract::<String>().unwrap_or_default();
        let one_of = |codes: &[&str]| {
            wrong(InputCode::UnknownCode, &key, format!("expected one of {}", codes.join(", ")))
        };
        match key.as_str() {
            "counting" => {
                options.counting = Counting::from_code(&value).ok_or_else(|| one_of(Counting::CODES))?;
            }
            "weekend" => {
                options.weekend = Weekend::from_code(&value).ok_or_else(|| one_of(Weekend::CODES))?;
            }
            "reading" => {
                options.reading = Reading::from_code(&value).ok_or_else(|| one_of(Reading::CODES))?;
            }
            _ => {
                let expected = "expected counting, weekend or reading".to_owned();
                return Err(wrong(InputCode::UnknownKey, &key, expected));
            }
        }
    }
    Ok(options)
}

/// The conventions, as a mapping.
pub(crate) fn rules<'py>(py: Python<'py>, options: &Options) -> PyResult<Bound<'py, PyDict>> {
    let rules = PyDict::new(py);
    rules.set_item("counting", options.counting.code())?;
    rules.set_item("weekend", options.weekend.code())?;
    rules.set_item("reading", options.reading.code())?;
    Ok(rules)
}

/// Where the columns of a table are. One that is missing or of another type has no place, and a problem.
#[derive(Debug)]
pub(crate) struct Layout {
    from: Option<usize>,
    to: Option<usize>,
    whole: Option<[Option<usize>; 2]>,
    graded: Option<usize>,
    continuous: Option<usize>,
    steps: [Option<StepLayout>; STEPS.len()],
    /// The day in a column of last days that stands for no end.
    open_end: Option<i32>,
}

#[derive(Debug, Clone, Copy)]
struct StepLayout {
    taken: Option<usize>,
    left_out: Option<usize>,
    known: Option<usize>,
}

/// The place of a column; `None` if there is none of this name, or several.
pub(crate) fn place(schema: &Schema, name: &str, problems: &mut Problems) -> Option<usize> {
    let mut found = schema.fields().iter().enumerate().filter(|(_, field)| field.name() == name);
    let place = found.next().map(|(place, _)| place);
    if found.next().is_none() {
        return place;
    }
    problems.column(InputCode::DuplicateId, name, "expected one column of this name");
    None
}

/// The place of a column that must be there.
pub(crate) fn required(
    schema: &Schema,
    name: &str,
    expected: &str,
    problems: &mut Problems,
) -> Option<usize> {
    let place = place(schema, name, problems);
    if place.is_none() {
        problems.column(InputCode::MissingKey, name, expected);
    }
    place
}

/// The place of a column of days; `None` if there is none of this name.
pub(crate) fn place_of_days(schema: &Schema, name: &str, problems: &mut Problems) -> Option<usize> {
    place_of_kind(schema, name, Kind::Days, problems)
}

fn place_of_kind(schema: &Schema, name: &str, kind: Kind, problems: &mut Problems) -> Option<usize> {
    let place = place(schema, name, problems)?;
    if kind.fits(schema.field(place).data_type()) {
        return Some(place);
    }
    problems.column(InputCode::WrongType, name, kind.expected());
    None
}

/// The column at a place; nulls where it has none.
pub(crate) fn column(batch: &RecordBatch, place: Option<usize>) -> ArrayRef {
    let nothing = || Arc::new(NullArray::new(batch.num_rows())) as ArrayRef;
    place.map_or_else(nothing, |place| Arc::clone(batch.column(place)))
}

impl Layout {
    /// The columns that are looked for.
    pub(crate) fn names() -> Vec<String> {
        let steps = STEPS.iter().map(|step| step.code());
        let of_steps =
            steps.flat_map(|step| [step.to_owned(), format!("{step}_left_out"), format!("{step}_known")]);
        let of_case = ["from", "to", "whole_from", "whole_to", "graded_from", "continuous_from"];
        of_case.map(str::to_owned).into_iter().chain(of_steps).collect()
    }

    /// Finds the columns and looks at their types.
    pub(crate) fn of(schema: &Schema, open_end: Option<i32>, problems: &mut Problems) -> Self {
        let has = |name: &str| schema.fields().iter().any(|field| field.name() == name);
        let mut look = |name: &str, kind: Kind, if_missing: Option<&str>| {
            if let Some(expected) = if_missing.filter(|_| !has(name)) {
                problems.column(InputCode::MissingKey, name, expected);
            }
            place_of_kind(schema, name, kind, problems)
        };
        let from = look("from", Kind::Days, Some("expected a column with the first day away"));
        let last = "expected a column with the last day away, null while it goes on";
        let to = look("to", Kind::Days, Some(last));
        let has_whole = has("whole_from") || has("whole_to");
        let both = Some("expected whole_from and whole_to, or none of them").filter(|_| has_whole);
        let whole = ["whole_from", "whole_to"].map(|name| look(name, Kind::Days, both));
        let graded = look("graded_from", Kind::Days, None);
        let continuous = look("continuous_from", Kind::Days, None);
        let taken = "expected a column with the day the step was taken, null when it was not";
        let steps = STEPS.map(|step| {
            let name = step.code();
            let (left_out, known) = (format!("{name}_left_out"), format!("{name}_known"));
            let is_there = has(name) || has(&left_out) || has(&known);
            is_there.then(|| StepLayout {
                taken: look(name, Kind::Days, Some(taken)),
                left_out: look(&left_out, Kind::Days, None),
                known: look(&known, Kind::Bits, None),
            })
        });
        Self { from, to, whole: has_whole.then_some(whole), graded, continuous, steps, open_end }
    }

    /// Reads a chunk that begins at row `first` of the table. Columns of `date32` are not copied.
    pub(crate) fn read(&self, batch: &RecordBatch, first: usize, problems: &mut Problems) -> Columns {
        let mut days = |name: &str, place: Option<usize>| Days::of(batch, place, (name, first), problems);
        let (from, to) = (days("from", self.from), days("to", self.to).open(self.open_end));
        let whole =
            self.whole.map(|[from, to]| (days("whole_from", from), days("whole_to", to).open(self.open_end)));
        let graded = self.graded.map(|place| days("graded_from", Some(place)));
        let continuous = self.continuous.map(|place| days("continuous_from", Some(place)));
        let steps = STEPS.iter().zip(&self.steps).map(|(step, layout)| {
            let layout = layout.as_ref()?;
            Some(Step {
                taken: days(step.code(), layout.taken),
                left_out: layout
                    .left_out
                    .map(|place| days(&format!("{}_left_out", step.code()), Some(place))),
                known: layout.known.map(|place| known(batch, place)),
            })
        });
        let steps = steps.collect();
        Columns { from, to, whole, graded, continuous, steps }
    }
}

/// What a column is to hold.
#[derive(Clone, Copy)]
enum Kind {
    Days,
    Bits,
}

impl Kind {
    fn fits(self, kind: &DataType) -> bool {
        match (self, kind) {
            (_, DataType::Null) | (Self::Bits, DataType::Boolean) => true,
            (Self::Days, kind) => {
                matches!(kind, DataType::Date32 | DataType::Date64 | DataType::Timestamp(_, None))
            }
            (Self::Bits, _) => false,
        }
    }

    fn expected(self) -> &'static str {
        match self {
            Self::Days => "expected a column of days: date32, date64 or timestamp without time zone",
            Self::Bits => "expected a column of true and false",
        }
    }
}

/// The columns of a chunk.
#[derive(Debug)]
pub(crate) struct Columns {
    from: Days,
    to: Days,
    whole: Option<(Days, Days)>,
    graded: Option<Days>,
    continuous: Option<Days>,
    steps: Vec<Option<Step>>,
}

#[derive(Debug)]
struct Step {
    taken: Days,
    left_out: Option<Days>,
    known: Option<BooleanBuffer>,
}

impl Columns {
    /// Leaves out every step but the one at this place.
    pub(crate) fn keep_step(&mut self, place: usize) {
        for (step, decides) in self.steps.iter_mut().zip(deciding(place)) {
            *step = step.take().filter(|_| decides);
        }
    }

    /// Names every row that is no case, in a chunk that begins at row `first` of the table. `error` is the first.
    pub(crate) fn report(&self, error: ColumnsError, first: usize, problems: &mut Problems) {
        let day = |column: &str, row: usize| match column {
            "to" => self.to.at(row),
            _ => self.whole.as_ref().and_then(|(_, to)| to.at(row)),
        };
        for error in self.cases().errors().chain([error]) {
            problems.found(error, Some(first), day);
        }
    }

    /// As the core takes them.
    pub(crate) fn cases(&self) -> CaseColumns<'_> {
        let mut steps = [None; STEPS.len()];
        for (to, step) in steps.iter_mut().zip(&self.steps) {
            *to = step.as_ref().map(|step| StepColumns {
                taken: step.taken.column(),
                left_out: step.left_out.as_ref().map(Days::column),
                known: step.known.as_ref().map(bits),
            });
        }
        CaseColumns {
            from: self.from.column(),
            to: self.to.column(),
            whole: self
                .whole
                .as_ref()
                .map(|(from, to)| WholeColumns { from: from.column(), to: to.column() }),
            graded_from: self.graded.as_ref().map(Days::column),
            continuous_from: self.continuous.as_ref().map(Days::column),
            steps,
        }
    }
}

/// The rows in which a column says yes: neither no nor null.
fn known(batch: &RecordBatch, place: usize) -> BooleanBuffer {
    let array = batch.column(place);
    match (array.as_boolean_opt(), array.nulls()) {
        (Some(array), None) => array.values().clone(),
        (Some(array), Some(nulls)) => array.values() & nulls.inner(),
        (None, _) => BooleanBuffer::new_unset(array.len()),
    }
}
