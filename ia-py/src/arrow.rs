//! Arrow from and to Python, by the capsules that every data frame gives and takes. Nothing is copied.
//!
//! <https://arrow.apache.org/docs/format/CDataInterface/PyCapsuleInterface.html>

use arrow_array::ffi::{FFI_ArrowArray, FFI_ArrowSchema, from_ffi};
use arrow_array::ffi_stream::{ArrayStreamReader, FFI_ArrowArrayStream, RecordBatchStreamReader};
use arrow_array::types::UInt8Type;
use arrow_array::{
    ArrayRef, DictionaryArray, RecordBatch, RecordBatchIterator, RecordBatchOptions, RecordBatchReader,
    StructArray, UInt8Array, make_array,
};
use arrow_data::ArrayData;
use arrow_data::transform::MutableArrayData;
use arrow_schema::{ArrowError, DataType, Schema, SchemaRef};
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
    if given.hasattr(intern!(py, "__arrow_c_stream__"))? {
        let reader = RecordBatchStreamReader::try_new(taken_stream(given)?).map_err(|_| not_a_table(py))?;
        let schema = reader.schema();
        // A producer that needs the interpreter takes its lock itself.
        let batches = py.detach(|| reader.collect::<Result<Vec<_>, _>>());
        return Ok(Some(Chunks { schema, batches: batches.map_err(|_| not_read(py))? }));
    }
    if given.hasattr(intern!(py, "__arrow_c_array__"))? {
        let data = array_data(given)?;
        if !matches!(data.data_type(), DataType::Struct(_)) {
            return Err(not_a_table(py));
        }
        let (rows, array) = (data.len(), StructArray::from(data));
        let (fields, columns, _) = array.into_parts();
        let schema = Arc::new(Schema::new(fields));
        let options = RecordBatchOptions::new().with_row_count(Some(rows));
        let batch = RecordBatch::try_new_with_options(Arc::clone(&schema), columns, &options);
        return Ok(Some(Chunks { schema, batches: vec![batch.map_err(|_| not_read(py))?] }));
    }
    Ok(None)
}

/// Reads a column; none when it gives no capsule. Several chunks become one, which copies them.
pub(crate) fn column(given: &Bound<'_, PyAny>) -> PyResult<Option<ArrayRef>> {
    let py = given.py();
    if given.hasattr(intern!(py, "__arrow_c_array__"))? {
        return array_data(given).map(|data| Some(make_array(data)));
    }
    if !given.hasattr(intern!(py, "__arrow_c_stream__"))? {
        return Ok(None);
    }
    let reader = ArrayStreamReader::try_new(taken_stream(given)?).map_err(|_| not_read(py))?;
    let kind = arrow_array::ArrayReader::field(&reader).data_type().clone();
    let chunks = py.detach(|| reader.collect::<Result<Vec<_>, _>>()).map_err(|_| not_read(py))?;
    if let [one] = chunks.as_slice() {
        return Ok(Some(Arc::clone(one)));
    }
    let chunks: Vec<ArrayData> = chunks.iter().map(arrow_array::Array::to_data).collect();
    if chunks.is_empty() {
        return Ok(Some(arrow_array::new_empty_array(&kind)));
    }
    let rows = chunks.iter().map(ArrayData::len).sum();
    let mut whole = MutableArrayData::new(chunks.iter().collect(), false, rows);
    for (nth, chunk) in chunks.iter().enumerate() {
        whole.try_extend(nth, 0, chunk.len()).map_err(|_| not_read(py))?;
    }
    Ok(Some(make_array(whole.freeze())))
}

fn taken_stream(given: &Bound<'_, PyAny>) -> PyResult<FFI_ArrowArrayStream> {
    let capsule = given.call_method0(intern!(given.py(), "__arrow_c_stream__"))?.cast_into::<PyCapsule>()?;
    let stream = capsule.pointer_checked(Some(STREAM))?.cast::<FFI_ArrowArrayStream>();
    #[expect(unsafe_code, reason = "the stream is behind a pointer")]
    // SAFETY: a capsule of this name holds a stream, which is moved out of it: the capsule does not release it.
    Ok(unsafe { FFI_ArrowArrayStream::from_raw(stream.as_ptr()) })
}

fn array_data(given: &Bound<'_, PyAny>) -> PyResult<ArrayData> {
    let py = given.py();
    let capsules = given.call_method0(intern!(py, "__arrow_c_array__"))?.cast_into::<PyTuple>()?;
    let (schema, array) = capsules.extract::<(Bound<'_, PyCapsule>, Bound<'_, PyCapsule>)>()?;
    let schema = schema.pointer_checked(Some(SCHEMA))?.cast::<FFI_ArrowSchema>();
    let array = array.pointer_checked(Some(ARRAY))?.cast::<FFI_ArrowArray>();
    #[expect(unsafe_code, reason = "schema and array are behind pointers")]
    // SAFETY: capsules of these names hold a schema and an array of it, alive as long as the tuple. The array is moved
    // out of its capsule, which does not release it then.
    let data = unsafe { from_ffi(FFI_ArrowArray::from_raw(array.as_ptr()), schema.as_ref()) };
    data.map_err(|_| not_read(py))
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
