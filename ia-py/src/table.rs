//! A table as an answer.

use arrow_array::RecordBatch;
use arrow_schema::SchemaRef;
use ia_core::api::columns::{Date, InputCode, Options};
use pyo3::prelude::*;
use pyo3::types::{PyCapsule, PyDict, PyList};

use crate::problem::{Problem, guarded};
use crate::{arrow, cells, input};

/// How many rows a notebook shows.
const SHOWN: usize = 10;

/// A table that every data frame can read.
#[pyclass(frozen, module = "ia.follow_up")]
pub(crate) struct Table {
    pub(crate) schema: SchemaRef,
    pub(crate) batches: Vec<RecordBatch>,
    pub(crate) options: Options,
    pub(crate) as_of: Date,
}

#[pymethods]
impl Table {
    /// The table as a stream of Arrow. It is given as it is: another schema that is asked for is not made.
    #[pyo3(signature = (requested_schema=None))]
    fn __arrow_c_stream__<'py>(
        &self,
        py: Python<'py>,
        requested_schema: Option<&Bound<'py, PyAny>>,
    ) -> PyResult<Bound<'py, PyCapsule>> {
        let _ = requested_schema;
        guarded(py, || arrow::stream(py, &self.schema, &self.batches))
    }

    #[getter]
    fn num_rows(&self) -> usize {
        self.batches.iter().map(RecordBatch::num_rows).sum()
    }

    fn __len__(&self) -> usize {
        self.num_rows()
    }

    #[getter]
    fn column_names(&self) -> Vec<&str> {
        self.schema.fields().iter().map(|field| field.name().as_str()).collect()
    }

    #[getter]
    fn rules<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyDict>> {
        input::rules(py, &self.options)
    }

    #[getter]
    fn as_of<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        cells::date_class(py)?.call_method1("fromisoformat", (self.as_of.to_string(),))
    }

    fn to_dict<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyDict>> {
        let other = |name: &str, _| {
            let expected =
                "expected a column of texts, numbers, days, or true and false; take the table as Arrow";
            Err(Problem::key(InputCode::WrongType, name, expected).into_error(py))
        };
        guarded(py, || dict(py, &self.schema, &self.batches, other))
    }

    fn __repr__(&self) -> String {
        format!(
            "<ia.follow_up.Table {}: {} rows, {} columns>",
            self.as_of,
            self.num_rows(),
            self.schema.fields().len()
        )
    }

    fn _repr_html_<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        let mut left = SHOWN;
        let parts = self.batches.iter().map(|batch| {
            let part = batch.slice(0, batch.num_rows().min(left));
            left = left.saturating_sub(part.num_rows());
            part
        });
        let first: Vec<RecordBatch> = parts.filter(|part| part.num_rows() > 0).collect();
        let other = |_: &str, rows| PyList::new(py, vec!["…"; rows]);
        let columns = guarded(py, || dict(py, &self.schema, &first, other))?;
        py.import("ia._notebook")?.getattr("rows")?.call1((columns, self.num_rows(), self.as_of.to_string()))
    }
}

/// The columns by name. A type that has no plain Python values is for `other` to say.
fn dict<'py>(
    py: Python<'py>,
    schema: &SchemaRef,
    batches: &[RecordBatch],
    other: impl Fn(&str, usize) -> PyResult<Bound<'py, PyList>>,
) -> PyResult<Bound<'py, PyDict>> {
    let columns = PyDict::new(py);
    for (place, field) in schema.fields().iter().enumerate() {
        let values = PyList::empty(py);
        for batch in batches {
            let part = match cells::list_of(py, batch.column(place))? {
                Some(part) => part,
                None => other(field.name(), batch.num_rows())?,
            };
            values.call_method1("extend", (part,))?;
        }
        columns.set_item(field.name(), values)?;
    }
    Ok(columns)
}
