//! Arrow from and to Python, by the capsules that every data frame gives and takes. Nothing is copied.
//!
//! A producer may be wrong in any way: `c_data` looks at its structs before they are followed, `import` validates what
//! stands in its buffers, and a panic of `arrow-rs` becomes an ordinary exception. What cannot be seen is left to the
//! producer: that its pointers lead to live memory, as much as its counts say.
//!
//! <https://arrow.apache.org/docs/format/CDataInterface/PyCapsuleInterface.html>

mod c_data;
mod import;

use arrow_array::ffi::{FFI_ArrowArray, FFI_ArrowSchema};
use arrow_array::ffi_stream::FFI_ArrowArrayStream;
use arrow_array::types::UInt8Type;
use arrow_array::{
    Array, ArrayRef, DictionaryArray, NullArray, RecordBatch, RecordBatchIterator, RecordBatchOptions,
    UInt8Array, make_array, new_empty_array,
};
use arrow_data::ArrayData;
use arrow_data::transform::MutableArrayData;
use arrow_schema::{ArrowError, DataType, Field, Schema, SchemaRef};
use core::ffi::CStr;
use core::ptr::NonNull;
use ia_core::api::columns::InputCode;
use pyo3::exceptions::PyException;
use pyo3::intern;
use pyo3::prelude::*;
use pyo3::types::{PyCapsule, PyTuple};
use std::sync::Arc;

use crate::cells;
use crate::names;
use crate::problem::{Problem, Problems, found_or_fault, or_fault};
use c_data::{CArray, CSchema};
use import::{Fault, Import, MOST_ROWS};

const SCHEMA: &CStr = c"arrow_schema";
const ARRAY: &CStr = c"arrow_array";
const STREAM: &CStr = c"arrow_array_stream";

/// How many chunks a table or a column has at most.
const MOST_CHUNKS: usize = 1 << 20;

/// A table in chunks, with the columns that were asked for.
#[derive(Debug)]
pub(crate) struct Chunks {
    pub(crate) schema: SchemaRef,
    pub(crate) batches: Vec<RecordBatch>,
    /// The names of the columns that nobody asked for.
    pub(crate) others: Vec<String>,
}

impl Chunks {
    /// The same, where each of these columns that holds nothing in any row has no type either: a sheet or a data frame
    /// guesses one.
    pub(crate) fn without_empty(self, names: &[&str]) -> Self {
        let is_empty = |place: usize| self.batches.iter().all(|batch| holds_nothing(batch.column(place)));
        let fields = self.schema.fields().iter().enumerate();
        let found: Vec<bool> =
            fields.map(|(place, field)| names.contains(&field.name().as_str()) && is_empty(place)).collect();
        if !found.contains(&true) {
            return self;
        }
        let fields = self.schema.fields().iter().zip(&found).map(|(field, is_empty)| match is_empty {
            true => Arc::new(Field::new(field.name(), DataType::Null, true)),
            false => Arc::clone(field),
        });
        let schema = Arc::new(Schema::new(fields.collect::<Vec<_>>()));
        let batch = |batch: &RecordBatch| {
            let columns = batch.columns().iter().zip(&found).map(|(column, is_empty)| match is_empty {
                true => Arc::new(NullArray::new(column.len())),
                false => Arc::clone(column),
            });
            let options = RecordBatchOptions::new().with_row_count(Some(batch.num_rows()));
            RecordBatch::try_new_with_options(Arc::clone(&schema), columns.collect(), &options).ok()
        };
        match self.batches.iter().map(batch).collect() {
            Some(batches) => Self { schema, batches, ..self },
            None => self,
        }
    }
}

/// Whether no row of a column holds anything. What is no number is nothing, as in pandas. Days in a time zone are days in
/// none, so a column of them is wrong without any.
fn holds_nothing(column: &ArrayRef) -> bool {
    if matches!(column.data_type(), DataType::Timestamp(_, Some(_))) {
        return false;
    }
    let is_null = |row| column.is_null(row);
    match cells::fractions(column) {
        Some(fraction) => (0..column.len()).all(|row| is_null(row) || fraction(row).is_nan()),
        None => column.logical_null_count() == column.len(),
    }
}

/// A column to be read: its name, and how long its texts may be, in bytes.
pub(crate) type Wanted<'a> = (&'a str, usize);

/// Reads the columns of a table that are asked for; `None` if it gives no capsule. A column that cannot be read has no
/// type, and no values.
pub(crate) fn table(
    given: &Bound<'_, PyAny>,
    wanted: &[Wanted<'_>],
    problems: &mut Problems,
) -> PyResult<Option<Chunks>> {
    let Some(source) = Source::of(given, Order::StreamFirst)? else { return Ok(None) };
    or_fault(given.py(), || {
        let (schema, arrays) = source.parts()?;
        let root = CSchema::of(&schema).ok_or_else(not_read)?;
        if !root.is_struct() {
            return Err(Problem::whole(InputCode::WrongType, "expected a table with named columns"));
        }
        let children = root.children().ok_or_else(not_read)?;
        let (mut columns, mut others) = (Vec::new(), Vec::new());
        for (place, child) in children.iter().enumerate() {
            let name = child.name().ok_or_else(not_read)?;
            // A name may stand twice: the one who asks for it refuses that.
            if let Some((name, longest)) = wanted.iter().find(|(wanted, _)| *wanted == name) {
                let field = child.field().unwrap_or_else(|| {
                    refuse(Fault::NotArrow, name, problems);
                    Field::new(*name, DataType::Null, true)
                });
                let is_refused = problems.is_unread(name);
                columns.push(Column { place, field, longest: *longest, is_refused });
            } else {
                others.push(name.clone());
            }
        }
        let mut chunks = Vec::with_capacity(arrays.len());
        let mut first: usize = 0;
        for array in &arrays {
            let chunk = Chunk::of(array, &mut columns, (first, children.len()), problems)?;
            first = first.saturating_add(chunk.rows);
            chunks.push(chunk);
        }
        let fields = columns.iter().map(Column::field);
        let schema = Arc::new(Schema::new(fields.collect::<Vec<_>>()));
        let batches =
            chunks.into_iter().map(|chunk| chunk.batch(&schema, &columns)).collect::<Result<_, _>>()?;
        Ok(Chunks { schema, batches, others })
    })
    .map(Some)
}

/// A column that is read.
struct Column {
    /// Its place in the producer's table.
    place: usize,
    field: Field,
    longest: usize,
    /// Whether it cannot be read, in this chunk or another.
    is_refused: bool,
}

impl Column {
    /// Without a type where it cannot be read.
    fn field(&self) -> Field {
        if self.is_refused {
            return Field::new(self.field.name(), DataType::Null, true);
        }
        self.field.clone()
    }
}

/// A chunk of a table, with the columns that are read.
struct Chunk {
    rows: usize,
    /// `None` for a column that cannot be read.
    arrays: Vec<Option<ArrayRef>>,
}

impl Chunk {
    /// A chunk that begins at row `first` of a table with so many columns.
    fn of(
        array: &Arc<FFI_ArrowArray>,
        columns: &mut [Column],
        (first, count): (usize, usize),
        problems: &mut Problems,
    ) -> Result<Self, Problem> {
        let root = CArray::of(array).ok_or_else(not_read)?;
        let whole = Import { owner: array, longest: 0 }.root(root, count);
        let (rows, children) = whole.map_err(|fault| refused(fault, ""))?;
        let mut read = |column: &mut Column| {
            let name = column.field.name();
            let data = |longest: usize| {
                let child = children.get(column.place).ok_or(Fault::NotArrow)?;
                let data = Import { owner: array, longest }.data(child, column.field.data_type())?;
                rows.of_table(data)
            };
            let array = if column.is_refused {
                None
            } else {
                shortened(data, column.longest, (name, first), problems)
            };
            column.is_refused |= array.is_none();
            array
        };
        Ok(Self { rows: rows.count(), arrays: columns.iter_mut().map(&mut read).collect() })
    }

    fn batch(self, schema: &SchemaRef, columns: &[Column]) -> Result<RecordBatch, Problem> {
        let nothing = || Arc::new(NullArray::new(self.rows)) as ArrayRef;
        let arrays = self.arrays.iter().zip(columns).map(|(array, column)| {
            array.as_ref().filter(|_| !column.is_refused).map_or_else(nothing, Arc::clone)
        });
        let options = RecordBatchOptions::new().with_row_count(Some(self.rows));
        RecordBatch::try_new_with_options(Arc::clone(schema), arrays.collect(), &options)
            .map_err(|_| not_read())
    }
}

/// A column that begins at row `first` of the table. When a text in it is too long its rows are named; `None` when it cannot
/// be read for another reason.
fn shortened(
    data: impl Fn(usize) -> Result<ArrayData, Fault>,
    longest: usize,
    (name, first): (&str, usize),
    problems: &mut Problems,
) -> Option<ArrayRef> {
    let fault = match data(longest) {
        Ok(data) => return Some(make_array(data)),
        Err(fault) => fault,
    };
    let array = if let Fault::TooLong(_) = fault { data(usize::MAX).ok().map(make_array) } else { None };
    let Some(rows) = array.as_ref().and_then(|array| cells::too_long(array, longest)) else {
        refuse(fault, name, problems);
        return None;
    };
    for row in rows {
        problems.row(InputCode::TooLarge, name, first.saturating_add(row), names::too_long(longest));
    }
    array
}

/// A column by itself.
pub(crate) enum Given {
    /// It gives no capsule.
    Values,
    Array(ArrayRef),
    /// It cannot be read.
    Refused,
}

/// Reads a column. Several chunks become one, which copies them.
pub(crate) fn column(
    given: &Bound<'_, PyAny>,
    (name, longest): Wanted<'_>,
    problems: &mut Problems,
) -> PyResult<Given> {
    let Some(source) = Source::of(given, Order::ArrayFirst)? else { return Ok(Given::Values) };
    let read = found_or_fault(given.py(), || {
        let (schema, arrays) = source.parts()?;
        let wrong = |fault| refused(fault, name);
        let field = CSchema::of(&schema).and_then(CSchema::field).ok_or(Fault::NotArrow).map_err(wrong)?;
        let (mut chunks, mut first) = (Vec::with_capacity(arrays.len()), 0_usize);
        for array in &arrays {
            let data = |longest: usize| {
                let root = CArray::of(array).ok_or(Fault::NotArrow)?;
                Import { owner: array, longest }.data(root, field.data_type())
            };
            let Some(chunk) = shortened(data, longest, (name, first), problems) else { return Ok(None) };
            first = first.saturating_add(chunk.len());
            chunks.push(chunk.to_data());
        }
        match chunks.as_slice() {
            [] => Ok(Some(new_empty_array(field.data_type()))),
            [one] => Ok(Some(make_array(one.clone()))),
            _ => joined(&chunks).map(make_array).map(Some).ok_or(Fault::NotArrow).map_err(wrong),
        }
    });
    match read {
        Ok(array) => Ok(array.map_or(Given::Refused, Given::Array)),
        Err(problem) => {
            problems.column_is(name, problem);
            Ok(Given::Refused)
        }
    }
}

/// Chunks as one.
fn joined(chunks: &[ArrayData]) -> Option<ArrayData> {
    let rows = chunks.iter().map(ArrayData::len).sum();
    let mut whole = MutableArrayData::new(chunks.iter().collect(), false, rows);
    for (nth, chunk) in chunks.iter().enumerate() {
        whole.try_extend(nth, 0, chunk.len()).ok()?;
    }
    Some(whole.freeze())
}

/// Which capsule is taken from an object that gives both.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Order {
    StreamFirst,
    ArrayFirst,
}

/// What was in a capsule. It is moved out, so the capsule does not release it.
enum Source {
    Stream(FFI_ArrowArrayStream),
    Array(FFI_ArrowSchema, FFI_ArrowArray),
}

impl Source {
    /// What an object gives; `None` if it gives no capsule.
    fn of(given: &Bound<'_, PyAny>, order: Order) -> PyResult<Option<Self>> {
        let py = given.py();
        let (stream, array) = (intern!(py, "__arrow_c_stream__"), intern!(py, "__arrow_c_array__"));
        let has_array = own(py, given.hasattr(array))?;
        if own(py, given.hasattr(stream))? && (order == Order::StreamFirst || !has_array) {
            let capsule = own(py, given.call_method0(stream))?;
            let pointer = pointer::<FFI_ArrowArrayStream>(&capsule, STREAM)?;
            #[expect(unsafe_code, reason = "the stream is behind a pointer")]
            // SAFETY: checked: the pointer is neither null nor misaligned. The producer's duty: a capsule of this name
            // holds a stream, which nobody else uses now.
            let stream = unsafe { FFI_ArrowArrayStream::from_raw(pointer.as_ptr()) };
            return Ok(Some(Self::Stream(stream)));
        }
        if !has_array {
            return Ok(None);
        }
        let capsules = own(py, given.call_method0(array))?;
        let capsules = own(py, capsules.cast_into::<PyTuple>().map_err(PyErr::from))?;
        let (schema, array) = own(py, capsules.extract::<(Bound<'_, PyAny>, Bound<'_, PyAny>)>())?;
        let schema = pointer::<FFI_ArrowSchema>(&schema, SCHEMA)?;
        let array = pointer::<FFI_ArrowArray>(&array, ARRAY)?;
        #[expect(unsafe_code, reason = "schema and array are behind pointers")]
        // SAFETY: checked: the pointers are neither null nor misaligned. The producer's duty: capsules of these names
        // hold a schema and an array, which nobody else uses now.
        let source = unsafe {
            Self::Array(FFI_ArrowSchema::from_raw(schema.as_ptr()), FFI_ArrowArray::from_raw(array.as_ptr()))
        };
        Ok(Some(source))
    }

    /// The schema and all arrays, none of them looked into.
    fn parts(self) -> Result<(FFI_ArrowSchema, Vec<Arc<FFI_ArrowArray>>), Problem> {
        let mut stream = match self {
            Self::Array(schema, array) => return Ok((schema, vec![Arc::new(array)])),
            Self::Stream(stream) => stream,
        };
        if stream.release().is_none() {
            let expected = "expected a table that was not read before: this one can be read once";
            return Err(Problem::whole(InputCode::WrongType, expected));
        }
        let (get_schema, get_next) = stream.get_schema().zip(stream.get_next()).ok_or_else(not_read)?;
        let schema = filled(FFI_ArrowSchema::empty(), |schema| {
            #[expect(unsafe_code, reason = "a function of the producer")]
            // SAFETY: checked: the stream was not released, and it is not before the end of this function. The
            // producer's duty: the function fills the schema, or says that it does not.
            unsafe {
                get_schema(&raw mut stream, schema)
            }
        })?;
        let mut arrays = Vec::new();
        let mut rows = 0_usize;
        loop {
            let array = filled(FFI_ArrowArray::empty(), |array| {
                #[expect(unsafe_code, reason = "a function of the producer")]
                // SAFETY: as for the schema.
                unsafe {
                    get_next(&raw mut stream, array)
                }
            })?;
            if array.is_released() {
                return Ok((schema, arrays));
            }
            // Lengths below zero are refused when the array is read.
            rows = rows.saturating_add(usize::try_from(array.len().cast_signed()).unwrap_or_default());
            if rows > MOST_ROWS || arrays.len() == MOST_CHUNKS {
                return Err(refused(Fault::TooManyRows, ""));
            }
            arrays.push(Arc::new(array));
        }
    }
}

/// What a function of the producer fills in. When it says that it failed, what it left is not looked at.
fn filled<T>(mut place: T, fill: impl FnOnce(*mut T) -> i32) -> Result<T, Problem> {
    if fill(&raw mut place) == 0 {
        return Ok(place);
    }
    core::mem::forget(place);
    Err(not_read())
}

/// The pointer in a capsule of this name.
fn pointer<T>(capsule: &Bound<'_, PyAny>, name: &CStr) -> PyResult<NonNull<T>> {
    let py = capsule.py();
    let capsule = own(py, capsule.cast::<PyCapsule>().map_err(PyErr::from))?;
    let pointer = own(py, capsule.pointer_checked(Some(name)))?.cast::<T>();
    if pointer.is_aligned() { Ok(pointer) } else { Err(not_read().into_error(py)) }
}

/// An exception of the producer may hold values of the table, so it is not handed on.
fn own<T>(py: Python<'_>, result: PyResult<T>) -> PyResult<T> {
    result.map_err(
        |error| {
            if error.is_instance_of::<PyException>(py) { not_read().into_error(py) } else { error }
        },
    )
}

fn refuse(fault: Fault, name: &str, problems: &mut Problems) {
    problems.column_is(name, refused(fault, name));
}

fn refused(fault: Fault, name: &str) -> Problem {
    match fault {
        Fault::NotArrow if name.is_empty() => not_read(),
        Fault::NotArrow => {
            Problem::key(InputCode::WrongType, name, "expected a column that can be read as Arrow")
        }
        Fault::NullRow => Problem::whole(InputCode::WrongType, "expected rows that are not null as a whole"),
        Fault::TooManyRows => {
            let expected = format!("expected at most {MOST_ROWS} rows in at most {MOST_CHUNKS} chunks");
            Problem::whole(InputCode::TooLarge, expected)
        }
        Fault::TooLong(longest) => Problem::key(InputCode::TooLarge, name, names::too_long(longest)),
    }
}

/// What the producer says may hold values of the table, so it is not repeated.
fn not_read() -> Problem {
    Problem::whole(InputCode::WrongType, "expected a table that can be read as Arrow")
}

/// A capsule with a stream of the chunks.
pub(crate) fn stream<'py>(
    py: Python<'py>,
    schema: &SchemaRef,
    batches: &[RecordBatch],
) -> PyResult<Bound<'py, PyCapsule>> {
    let batches: Vec<Result<RecordBatch, ArrowError>> = batches.iter().cloned().map(Ok).collect();
    let reader = RecordBatchIterator::new(batches, Arc::clone(schema));
    PyCapsule::new_with_value(py, FFI_ArrowArrayStream::new(Box::new(reader)), STREAM)
}

/// A column of words by their places, which the core says are places in its vocabulary.
pub(crate) fn words(places: Vec<u8>, words: &ArrayRef) -> ArrayRef {
    let places = UInt8Array::from(places);
    #[expect(unsafe_code, reason = "to look at each place again takes as long as a fifth of the rules")]
    // SAFETY: the places are those of members of a vocabulary, and the words are the codes of all its members.
    let column = unsafe { DictionaryArray::<UInt8Type>::new_unchecked(places, Arc::clone(words)) };
    Arc::new(column)
}
