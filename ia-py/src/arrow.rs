//! Arrow from and to Python, by the capsules that every data frame gives and takes. Nothing is copied.
//!
//! <https://arrow.apache.org/docs/format/CDataInterface/PyCapsuleInterface.html>

use arrow_array::cast::AsArray;
use arrow_array::ffi::{FFI_ArrowArray, FFI_ArrowSchema, from_ffi_and_data_type};
use arrow_array::ffi_stream::FFI_ArrowArrayStream;
use arrow_array::types::UInt8Type;
use arrow_array::{
    Array, ArrayRef, DictionaryArray, NullArray, RecordBatch, RecordBatchIterator, RecordBatchOptions,
    StructArray, UInt8Array, make_array, new_empty_array,
};
use arrow_data::ArrayData;
use arrow_data::transform::MutableArrayData;
use arrow_schema::{ArrowError, DataType, Fields, Schema, SchemaRef};
use core::ffi::CStr;
use ia_core::api::columns::InputCode;
use pyo3::intern;
use pyo3::prelude::*;
use pyo3::types::{PyCapsule, PyTuple};
use std::sync::Arc;

use crate::problem::Problem;

const SCHEMA: &CStr = c"arrow_schema";
const ARRAY: &CStr = c"arrow_array";
const STREAM: &CStr = c"arrow_array_stream";

/// A table in chunks.
#[derive(Debug)]
pub(crate) struct Chunks {
    pub(crate) schema: SchemaRef,
    pub(crate) batches: Vec<RecordBatch>,
}

/// Reads a table; none when it gives no capsule.
pub(crate) fn table(given: &Bound<'_, PyAny>) -> PyResult<Option<Chunks>> {
    let py = given.py();
    let Some((kind, chunks)) = chunks(given, Order::StreamFirst)? else { return Ok(None) };
    let DataType::Struct(fields) = kind else { return Err(not_a_table(py)) };
    let schema = Arc::new(Schema::new(fields));
    let batch = |chunk: ArrayRef| {
        let options = RecordBatchOptions::new().with_row_count(Some(chunk.len()));
        let columns = chunk.as_struct_opt().map(|chunk| chunk.columns().to_vec()).unwrap_or_default();
        RecordBatch::try_new_with_options(Arc::clone(&schema), columns, &options)
    };
    let batches = chunks.into_iter().map(batch).collect::<Result<Vec<_>, _>>().map_err(|_| not_read(py))?;
    Ok(Some(Chunks { schema, batches }))
}

/// Reads a column; none when it gives no capsule. Several chunks become one, which copies them.
pub(crate) fn column(given: &Bound<'_, PyAny>) -> PyResult<Option<ArrayRef>> {
    let py = given.py();
    let Some((kind, chunks)) = chunks(given, Order::ArrayFirst)? else { return Ok(None) };
    if let [one] = chunks.as_slice() {
        return Ok(Some(Arc::clone(one)));
    }
    if chunks.is_empty() {
        return Ok(Some(new_empty_array(&kind)));
    }
    let chunks: Vec<ArrayData> = chunks.iter().map(Array::to_data).collect();
    let rows = chunks.iter().map(ArrayData::len).sum();
    let mut whole = MutableArrayData::new(chunks.iter().collect(), false, rows);
    for (nth, chunk) in chunks.iter().enumerate() {
        whole.try_extend(nth, 0, chunk.len()).map_err(|_| not_read(py))?;
    }
    Ok(Some(make_array(whole.freeze())))
}

/// Which capsule is taken from an object that gives both.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Order {
    StreamFirst,
    ArrayFirst,
}

/// The type and the chunks of an object; none when it gives no capsule.
fn chunks(given: &Bound<'_, PyAny>, order: Order) -> PyResult<Option<(DataType, Vec<ArrayRef>)>> {
    let py = given.py();
    let (stream, array) = (intern!(py, "__arrow_c_stream__"), intern!(py, "__arrow_c_array__"));
    let has_array = given.hasattr(array)?;
    if given.hasattr(stream)? && (order == Order::StreamFirst || !has_array) {
        let capsule = given.call_method0(stream)?.cast_into::<PyCapsule>()?;
        let stream = capsule.pointer_checked(Some(STREAM))?.cast::<FFI_ArrowArrayStream>();
        #[expect(unsafe_code, reason = "the stream is behind a pointer")]
        // SAFETY: a capsule of this name holds a stream, which is moved out of it: the capsule does not release it.
        let stream = unsafe { FFI_ArrowArrayStream::from_raw(stream.as_ptr()) };
        // A producer that needs the interpreter takes its lock itself.
        return py.detach(|| all_of(stream)).map(Some).ok_or_else(|| not_read(py));
    }
    if !has_array {
        return Ok(None);
    }
    let capsules = given.call_method0(array)?.cast_into::<PyTuple>()?;
    let (schema, array) = capsules.extract::<(Bound<'_, PyCapsule>, Bound<'_, PyCapsule>)>()?;
    let schema = schema.pointer_checked(Some(SCHEMA))?.cast::<FFI_ArrowSchema>();
    let array = array.pointer_checked(Some(ARRAY))?.cast::<FFI_ArrowArray>();
    #[expect(unsafe_code, reason = "schema and array are behind pointers")]
    // SAFETY: capsules of these names hold a schema and an array of it, alive as long as the tuple. The array is moved
    // out of its capsule, which does not release it then.
    let (kind, array) =
        unsafe { (DataType::try_from(schema.as_ref()), FFI_ArrowArray::from_raw(array.as_ptr())) };
    let kind = kind.map_err(|_| not_read(py))?;
    let chunk = read(array, &kind).ok_or_else(|| not_read(py))?;
    Ok(Some((kind, vec![chunk])))
}

/// The type of a stream and all its chunks; none where it cannot be read.
fn all_of(mut stream: FFI_ArrowArrayStream) -> Option<(DataType, Vec<ArrayRef>)> {
    let (get_schema, get_next) = (stream.get_schema()?, stream.get_next()?);
    let mut schema = FFI_ArrowSchema::empty();
    #[expect(unsafe_code, reason = "a function of the producer")]
    // SAFETY: it is the stream's own, and the stream is not released before the end of this function.
    let failed = unsafe { get_schema(&raw mut stream, &raw mut schema) } != 0;
    let kind = DataType::try_from(&schema).ok().filter(|_| !failed)?;
    let mut chunks = Vec::new();
    loop {
        let mut array = FFI_ArrowArray::empty();
        #[expect(unsafe_code, reason = "a function of the producer")]
        // SAFETY: as above.
        let failed = unsafe { get_next(&raw mut stream, &raw mut array) } != 0;
        if failed {
            return None;
        }
        if array.is_released() {
            return Some((kind, chunks));
        }
        chunks.push(read(array, &kind)?);
    }
}

/// Takes over an array.
fn read(array: FFI_ArrowArray, kind: &DataType) -> Option<ArrayRef> {
    let import = |array, kind| {
        #[expect(unsafe_code, reason = "the memory is the producer's")]
        // SAFETY: the producer says that the array is of this type.
        let data = unsafe { from_ffi_and_data_type(array, kind) };
        data.ok().map(make_array)
    };
    // Nulls alone have no buffer. Polars gives them the empty one that says which are null, as an empty struct has it.
    let has_buffer =
        |array: &FFI_ArrowArray, kind: &DataType| *kind == DataType::Null && array.num_buffers() > 0;
    let no_fields = || DataType::Struct(Fields::empty());
    if has_buffer(&array, kind) {
        return Some(Arc::new(NullArray::new(array.len())));
    }
    let DataType::Struct(fields) = kind else { return import(array, kind.clone()) };
    let mut nulls = vec![false; fields.len()];
    let readable = fields.iter().zip(&mut nulls).enumerate().map(|(nth, (field, null))| {
        *null = nth < array.num_children() && has_buffer(array.child(nth), field.data_type());
        if *null { Arc::new(field.as_ref().clone().with_data_type(no_fields())) } else { Arc::clone(field) }
    });
    let readable = DataType::Struct(readable.collect());
    let whole = import(array, readable)?.as_struct_opt()?.clone();
    let rows = whole.len();
    let (_, mut columns, valid) = whole.into_parts();
    for (column, _) in columns.iter_mut().zip(nulls).filter(|(_, null)| *null) {
        *column = Arc::new(NullArray::new(column.len()));
    }
    let whole = StructArray::try_new_with_length(fields.clone(), columns, valid, rows).ok()?;
    Some(Arc::new(whole))
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

fn not_a_table(py: Python<'_>) -> PyErr {
    Problem::whole(InputCode::WrongType, "expected a table with named columns").into_error(py)
}

/// What the producer says may hold values of the table, so it is not repeated.
fn not_read(py: Python<'_>) -> PyErr {
    Problem::whole(InputCode::WrongType, "expected a table that can be read as Arrow").into_error(py)
}
