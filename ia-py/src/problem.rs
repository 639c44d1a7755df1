//! What is wrong with the input, as Python's `IaError`.

use ia_core::api::columns::{Code, ColumnsError, InputCode, shown_key};
use pyo3::prelude::*;
use pyo3::types::PyString;
use std::panic::{AssertUnwindSafe, catch_unwind};

/// One thing that is wrong: a code, a JSON Pointer, and what was expected. No value of the input is in it.
#[derive(Debug)]
pub(crate) struct Problem {
    code: InputCode,
    path: String,
    message: String,
}

impl Problem {
    /// About the input as a whole.
    pub(crate) fn whole(code: InputCode, message: impl Into<String>) -> Self {
        Self { code, path: String::new(), message: message.into() }
    }

    /// A panic. It is for those who write the library to mend; the caller gets an exception like any other.
    fn fault() -> Self {
        let expected = "expected input that can be judged: this is a fault of the library, please report it";
        Self::whole(InputCode::WrongType, expected)
    }

    /// About a column, a key or an argument.
    pub(crate) fn key(code: InputCode, key: &str, message: impl Into<String>) -> Self {
        Self { code, path: pointer(key), message: message.into() }
    }

    /// About a row of a column, from 0.
    pub(crate) fn row(code: InputCode, column: &str, row: usize, message: impl Into<String>) -> Self {
        Self { code, path: format!("{}/{row}", pointer(column)), message: message.into() }
    }

    /// Further inside.
    pub(crate) fn below(mut self, key: &str) -> Self {
        if !key.is_empty() {
            self.path.push_str(&pointer(key));
        }
        self
    }

    /// What the core found, in a chunk that begins at row `first` of the table; in a single case without it.
    pub(crate) fn found(error: ColumnsError, first: Option<usize>) -> Self {
        let at = |column, row: usize, message: String| match first {
            Some(first) => Self::row(error.code(), column, first.saturating_add(row), message),
            None => Self::key(error.code(), column, message),
        };
        match error {
            ColumnsError::Length { column } => Self::key(error.code(), column, error.to_string()),
            ColumnsError::NoFirstDay { row } => at("from", row, "expected a first day".to_owned()),
            ColumnsError::NoDay { column, row } => at(column, row, "expected a day".to_owned()),
            ColumnsError::UnknownKind { row } => at("kind", row, "expected a kind of event".to_owned()),
            ColumnsError::OutOfRange { column, row } => {
                at(column, row, "expected a day from 1900-01-01 to 2199-12-31".to_owned())
            }
            ColumnsError::OutOfOrder { column, before, row } => {
                at(column, row, format!("expected a day on or after the one in {before}"))
            }
        }
    }

    pub(crate) fn into_error(self, py: Python<'_>) -> PyErr {
        into_error(py, vec![self])
    }
}

/// A key as a part of a JSON Pointer. A name that is not plain may hold a value, so it is not shown.
fn pointer(key: &str) -> String {
    format!("/{}", shown_key(key))
}

/// A text for the door. What is no Unicode is no JSON.
pub(crate) fn unicode<'a>(text: &'a Bound<'_, PyString>, key: &str) -> PyResult<&'a str> {
    text.to_str().map_err(|_| {
        let problem = Problem::whole(InputCode::NotJson, "expected a text of Unicode characters");
        problem.below(key).into_error(text.py())
    })
}

/// Runs a function of the module; a panic becomes an ordinary exception.
pub(crate) fn guarded<T>(py: Python<'_>, run: impl FnOnce() -> PyResult<T>) -> PyResult<T> {
    catch_unwind(AssertUnwindSafe(run)).unwrap_or_else(|_| Err(Problem::fault().into_error(py)))
}

/// Reads input without the interpreter's lock; a panic becomes an ordinary exception.
pub(crate) fn or_fault<T: Send>(
    py: Python<'_>,
    read: impl FnOnce() -> Result<T, Problem> + Send,
) -> PyResult<T> {
    let read = py.detach(|| catch_unwind(AssertUnwindSafe(read)));
    read.unwrap_or_else(|_| Err(Problem::fault())).map_err(|problem| problem.into_error(py))
}

/// All problems in one exception.
pub(crate) fn into_error(py: Python<'_>, problems: Vec<Problem>) -> PyErr {
    let error = || {
        let door = py.import("ia._door")?;
        let class = door.getattr("Problem")?;
        let problems = problems
            .into_iter()
            .map(|one| class.call1((one.code.code(), one.path, one.message)))
            .collect::<PyResult<Vec<_>>>()?;
        door.getattr("IaError")?.call1((problems,))
    };
    error().map_or_else(|failed| failed, PyErr::from_value)
}
