//! The columns of a table of cases, by their names.

use arrow_array::cast::AsArray;
use arrow_array::types::{
    Date32Type, Date64Type, TimestampMicrosecondType, TimestampMillisecondType, TimestampNanosecondType,
    TimestampSecondType,
};
use arrow_array::{Array, ArrowPrimitiveType, RecordBatch};
use arrow_buffer::{BooleanBuffer, NullBuffer, ScalarBuffer};
use arrow_schema::{DataType, Schema, TimeUnit};
use ia_core::api::columns::{
    Bits, CaseColumns, Code, Counting, DayColumn, InputCode, Options, Reading, STEPS, StepColumns, Weekend,
    WholeColumns,
};
use pyo3::prelude::*;
use pyo3::types::{PyByteArray, PyBytes, PyDict, PyFrozenSet, PyMapping, PyMemoryView, PySet, PyString};
use std::sync::Arc;

use crate::arrow::{self, Chunks, Wanted};
use crate::cells;
use crate::problem::{Problem, into_error};

/// Reads the columns of a table that are asked for. A table is anything that gives Arrow by a capsule, or a mapping from
/// names to columns.
pub(crate) fn read(given: &Bound<'_, PyAny>, wanted: &[Wanted<'_>]) -> PyResult<Chunks> {
    let chunks = match arrow::table(given, wanted)? {
        Some(chunks) => chunks,
        None => of_mapping(given, wanted)?,
    };
    let found = |name: &str| chunks.schema.fields().iter().any(|field| field.name() == name);
    let missing: Vec<&str> = wanted.iter().map(|(name, _)| *name).filter(|name| !found(name)).collect();
    let misspelt = chunks.others.iter().filter_map(|other| {
        let name = missing.iter().find(|name| is_misspelt(other, name))?;
        let expected = format!("expected the name {name}, or one that is less like it");
        Some(Problem::key(InputCode::UnknownKey, other, expected))
    });
    let problems: Vec<Problem> = misspelt.collect();
    if problems.is_empty() { Ok(chunks) } else { Err(into_error(given.py(), problems)) }
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
fn of_mapping(given: &Bound<'_, PyAny>, wanted: &[Wanted<'_>]) -> PyResult<Chunks> {
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
        refuse_no_column(name, &values)?;
        if let Some(wanted) = wanted.iter().find(|(wanted, _)| *wanted == name) {
            let column = match arrow::column(&values, *wanted)? {
                Some(column) => column,
                None => cells::array_of(name, &values, wanted.1)?,
            };
            columns.push((name.to_owned(), column, true));
        } else {
            others.push(name.to_owned());
        }
    }
    let rows = columns.first().map_or(0, |(_, column, _)| column.len());
    if let Some((name, ..)) = columns.iter().find(|(_, column, _)| column.len() != rows) {
        let problem =
            Problem::key(InputCode::WrongType, name, "expected as many rows as in the other columns");
        return Err(problem.into_error(py));
    }
    let batch = if columns.is_empty() {
        RecordBatch::new_empty(Arc::new(Schema::empty()))
    } else {
        RecordBatch::try_from_iter_with_nullable(columns).map_err(|_| {
            Problem::whole(InputCode::WrongType, "expected a mapping to columns").into_error(py)
        })?
    };
    Ok(Chunks { schema: batch.schema(), batches: vec![batch], others })
}

/// What goes through a text or bytes sign by sign.
const BY_SIGN: [&str; 4] = ["str_iterator", "str_ascii_iterator", "bytes_iterator", "bytearray_iterator"];

/// A text would be read letter by letter, a mapping by its keys, and a set has no order.
fn refuse_no_column(name: &str, values: &Bound<'_, PyAny>) -> PyResult<()> {
    let is_text = values.is_instance_of::<PyString>()
        || values.is_instance_of::<PyBytes>()
        || values.is_instance_of::<PyByteArray>()
        || values.is_instance_of::<PyMemoryView>();
    let is_text =
        is_text || values.get_type().name().is_ok_and(|name| BY_SIGN.iter().any(|one| name == *one));
    let is_set = values.is_instance_of::<PySet>() || values.is_instance_of::<PyFrozenSet>();
    if is_text || is_set || values.cast::<PyMapping>().is_ok() {
        let expected = "expected a column with a value for each row, such as a list";
        return Err(Problem::key(InputCode::WrongType, name, expected).into_error(values.py()));
    }
    Ok(())
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

/// Where the columns of a table are.
#[derive(Debug)]
pub(crate) struct Layout {
    from: usize,
    to: usize,
    whole: Option<(usize, usize)>,
    graded: Option<usize>,
    continuous: Option<usize>,
    steps: [Option<StepLayout>; STEPS.len()],
}

#[derive(Debug, Clone, Copy)]
struct StepLayout {
    taken: usize,
    left_out: Option<usize>,
    known: Option<usize>,
}

/// The place of a column; none when there is none of this name.
pub(crate) fn place(schema: &Schema, name: &str) -> Result<Option<usize>, Problem> {
    let mut found = schema.fields().iter().enumerate().filter(|(_, field)| field.name() == name);
    let place = found.next().map(|(place, _)| place);
    match found.next() {
        Some(_) => Err(Problem::key(InputCode::DuplicateId, name, "expected one column of this name")),
        None => Ok(place),
    }
}

/// The place of a column that must be there.
pub(crate) fn required(schema: &Schema, name: &str, expected: &str) -> Result<usize, Problem> {
    place(schema, name)?.ok_or_else(|| Problem::key(InputCode::MissingKey, name, expected))
}

/// The place of a column of days; none when there is none of this name.
pub(crate) fn place_of_days(schema: &Schema, name: &str) -> Result<Option<usize>, Problem> {
    let place = place(schema, name)?;
    if place.is_some_and(|place| !Kind::Days.fits(schema.field(place).data_type())) {
        return Err(Problem::key(InputCode::WrongType, name, Kind::Days.expected()));
    }
    Ok(place)
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
    pub(crate) fn of(py: Python<'_>, schema: &Schema) -> PyResult<Self> {
        let mut problems = Vec::new();
        let mut look = |name: &str, kind: Kind| match place(schema, name) {
            Ok(place) => {
                let is_wrong = |place: &usize| !kind.fits(schema.field(*place).data_type());
                if place.as_ref().is_some_and(is_wrong) {
                    problems.push(Problem::key(InputCode::WrongType, name, kind.expected()));
                }
                place
            }
            Err(problem) => {
                problems.push(problem);
                None
            }
        };
        let (from, to) = (look("from", Kind::Days), look("to", Kind::Days));
        let (whole_from, whole_to) = (look("whole_from", Kind::Days), look("whole_to", Kind::Days));
        let graded = look("graded_from", Kind::Days);
        let continuous = look("continuous_from", Kind::Days);
        let steps = STEPS.map(|step| {
            let name = step.code();
            let taken = look(name, Kind::Days);
            let left_out = look(&format!("{name}_left_out"), Kind::Days);
            let known = look(&format!("{name}_known"), Kind::Bits);
            (name, taken, left_out, known)
        });
        let mut missing = |name: &str, expected: &str| {
            problems.push(Problem::key(InputCode::MissingKey, name, expected));
        };
        if from.is_none() && place(schema, "from").is_ok() {
            missing("from", "expected a column with the first day away");
        }
        if to.is_none() && place(schema, "to").is_ok() {
            missing("to", "expected a column with the last day away, null while it goes on");
        }
        for (name, own, other) in [("whole_from", whole_from, whole_to), ("whole_to", whole_to, whole_from)] {
            if own.is_none() && other.is_some() {
                missing(name, "expected whole_from and whole_to, or none of them");
            }
        }
        for (name, taken, left_out, known) in steps {
            if taken.is_none() && (left_out.is_some() || known.is_some()) {
                missing(name, "expected a column with the day the step was taken, null when it was not");
            }
        }
        let (Some(from), Some(to), true) = (from, to, problems.is_empty()) else {
            return Err(into_error(py, problems));
        };
        let steps =
            steps.map(|(_, taken, left_out, known)| taken.map(|taken| StepLayout { taken, left_out, known }));
        Ok(Self { from, to, whole: whole_from.zip(whole_to), graded, continuous, steps })
    }

    /// Reads a chunk that begins at row `first` of the table. Columns of `date32` are not copied.
    pub(crate) fn read(&self, batch: &RecordBatch, first: usize) -> Result<Columns, Problem> {
        let days = |place: usize| Days::of(batch, place, first);
        let step = |step: &Option<StepLayout>| {
            let read = |step: &StepLayout| {
                Ok(Step {
                    taken: days(step.taken)?,
                    left_out: step.left_out.map(days).transpose()?,
                    known: step.known.map(|place| known(batch, place)),
                })
            };
            step.as_ref().map(read).transpose()
        };
        Ok(Columns {
            from: days(self.from)?,
            to: days(self.to)?,
            whole: self.whole.map(|(from, to)| Ok((days(from)?, days(to)?))).transpose()?,
            graded: self.graded.map(days).transpose()?,
            continuous: self.continuous.map(days).transpose()?,
            steps: self.steps.iter().map(step).collect::<Result<_, _>>()?,
        })
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

#[derive(Debug)]
pub(crate) struct Days {
    days: ScalarBuffer<i32>,
    nulls: Option<NullBuffer>,
}

impl Columns {
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

fn bits(bits: &BooleanBuffer) -> Bits<'_> {
    Bits::new(bits.values(), bits.offset())
}

impl Days {
    /// Puts the days at the end of others, with a bit for each.
    pub(crate) fn append(&self, (days, valid): &mut (Vec<i32>, Vec<u8>)) {
        for (nth, day) in self.days.iter().enumerate() {
            let row = days.len();
            if row % 8 == 0 {
                valid.push(0);
            }
            let is_valid = self.nulls.as_ref().is_none_or(|nulls| nulls.is_valid(nth));
            if let Some(byte) = valid.last_mut() {
                *byte |= u8::from(is_valid) << (row % 8);
            }
            days.push(*day);
        }
    }

    /// The day of each time in a column of timestamps, in UTC where it has a time zone; none for any other column.
    pub(crate) fn of_times(array: &dyn Array, times: &[Option<i64>]) -> Option<Self> {
        let a_day = match array.data_type() {
            DataType::Timestamp(TimeUnit::Second, _) => 86_400,
            DataType::Timestamp(TimeUnit::Millisecond, _) => 86_400_000,
            DataType::Timestamp(TimeUnit::Microsecond, _) => 86_400_000_000,
            DataType::Timestamp(TimeUnit::Nanosecond, _) => 86_400_000_000_000,
            _ => return None,
        };
        let day = |time: &Option<i64>| {
            let day = time.unwrap_or_default().div_euclid(a_day);
            i32::try_from(day).unwrap_or(if day < 0 { i32::MIN } else { i32::MAX })
        };
        let nulls: NullBuffer = times.iter().map(Option::is_some).collect();
        Some(Self { days: times.iter().map(day).collect(), nulls: Some(nulls) })
    }

    fn column(&self) -> DayColumn<'_> {
        DayColumn { days: &self.days, valid: self.nulls.as_ref().map(|nulls| bits(nulls.inner())) }
    }

    pub(crate) fn of(batch: &RecordBatch, place: usize, first: usize) -> Result<Self, Problem> {
        let array = batch.column(place);
        let nulls = array.nulls().filter(|nulls| nulls.null_count() > 0).cloned();
        let schema = batch.schema_ref();
        let name = schema.field(place).name();
        let days = match array.data_type() {
            DataType::Date32 => Ok(array.as_primitive::<Date32Type>().values().clone()),
            DataType::Date64 => counted::<Date64Type>(array, 86_400_000),
            DataType::Timestamp(TimeUnit::Second, _) => counted::<TimestampSecondType>(array, 86_400),
            DataType::Timestamp(TimeUnit::Millisecond, _) => {
                counted::<TimestampMillisecondType>(array, 86_400_000)
            }
            DataType::Timestamp(TimeUnit::Microsecond, _) => {
                counted::<TimestampMicrosecondType>(array, 86_400_000_000)
            }
            DataType::Timestamp(TimeUnit::Nanosecond, _) => {
                counted::<TimestampNanosecondType>(array, 86_400_000_000_000)
            }
            _ => {
                let nulls = NullBuffer::new_null(array.len());
                return Ok(Self { days: vec![0; array.len()].into(), nulls: Some(nulls) });
            }
        };
        let days = days.map_err(|row| {
            let row = first.saturating_add(row);
            Problem::row(
                InputCode::NotADate,
                name,
                row,
                "expected a day from 1900 to 2199 without a time of the day",
            )
        })?;
        Ok(Self { days, nulls })
    }
}

/// Days from a finer unit; the row that is no whole day, where there is one.
fn counted<T: ArrowPrimitiveType<Native = i64>>(
    array: &dyn Array,
    a_day: i64,
) -> Result<ScalarBuffer<i32>, usize> {
    let array = array.as_primitive::<T>();
    let mut days = Vec::with_capacity(array.len());
    for (row, value) in array.values().iter().enumerate() {
        let (day, rest) = (value.div_euclid(a_day), value.rem_euclid(a_day));
        days.push(match i32::try_from(day) {
            Ok(day) if rest == 0 => day,
            _ if array.is_null(row) => 0,
            _ => return Err(row),
        });
    }
    Ok(days.into())
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
