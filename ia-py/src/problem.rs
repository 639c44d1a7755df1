//! What is wrong with the input, as Python's `IaError`.

use ia_core::api::columns::{Bounded, Code, ColumnsError, InputCode, shown_key};
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

    pub(crate) fn into_error(self, py: Python<'_>) -> PyErr {
        into_error(py, vec![self])
    }
}

/// Everything that is wrong with a table: all columns, and of each the first rows and how many there are.
#[derive(Debug, Default)]
pub(crate) struct Problems {
    whole: Vec<Problem>,
    columns: Vec<OfColumn>,
}

/// What is wrong with a column.
#[derive(Debug)]
struct OfColumn {
    name: String,
    /// Whether it cannot be read at all. Nothing is said of its rows then.
    unread: bool,
    problems: Bounded<Problem>,
    /// A bit for each row that something was said of, so that it is said once.
    rows: Vec<u64>,
}

impl OfColumn {
    /// Whether nothing was said of the row before.
    fn is_first(&mut self, row: usize) -> bool {
        let (word, bit) = (row / 64, 1_u64 << (row % 64));
        if self.rows.len() <= word {
            self.rows.resize(word.saturating_add(1), 0);
        }
        let Some(word) = self.rows.get_mut(word) else { return false };
        let is_first = *word & bit == 0;
        *word |= bit;
        is_first
    }
}

impl Problems {
    pub(crate) fn is_empty(&self) -> bool {
        self.whole.is_empty() && self.columns.is_empty()
    }

    /// About the input as a whole, or about an argument.
    pub(crate) fn push(&mut self, problem: Problem) {
        self.whole.push(problem);
    }

    /// A column that is missing or cannot be read. Said once, and not of one whose rows are wrong.
    pub(crate) fn column(&mut self, code: InputCode, name: &str, expected: impl Into<String>) {
        self.column_is(name, Problem::key(code, name, expected));
    }

    /// The same, with a problem that may have another place.
    pub(crate) fn column_is(&mut self, name: &str, problem: Problem) {
        self.with(name, |column| {
            if !column.unread && column.problems.is_empty() {
                column.problems.push_with(|| problem);
            }
            column.unread = true;
        });
    }

    /// Whether a column cannot be read.
    pub(crate) fn is_unread(&self, name: &str) -> bool {
        self.columns.iter().any(|column| column.name == name && column.unread)
    }

    /// A column that is not there because another was given in its place: nothing more is said of it.
    pub(crate) fn replaced(&mut self, name: &str) {
        self.with(name, |column| column.unread = true);
    }

    /// A row of a column, from the first of the table.
    pub(crate) fn row(&mut self, code: InputCode, name: &str, row: usize, expected: impl Into<String>) {
        self.with(name, |column| {
            if !column.unread && column.is_first(row) {
                column.problems.push_with(|| Problem::row(code, name, row, expected));
            }
        });
    }

    /// What the core found, in a chunk that begins at row `first` of the table; in a single case without it. `day` is the
    /// day of a column's row.
    pub(crate) fn found(
        &mut self,
        error: ColumnsError,
        first: Option<usize>,
        day: impl FnOnce(&str, usize) -> Option<i32>,
    ) {
        let (column, row) = place_of(error);
        let is_no_end = || {
            let day = row.filter(|_| ENDS.contains(&column)).and_then(|row| day(column, row));
            matches!(error, ColumnsError::OutOfRange { .. }) && day == Some(NO_END)
        };
        let hint = if is_no_end() { OPEN_END } else { "" };
        let expected = format!("{}{hint}", expected(error));
        match first.zip(row) {
            Some((first, row)) => self.row(error.code(), column, first.saturating_add(row), expected),
            None => self.column(error.code(), column, expected),
        }
    }

    fn with(&mut self, name: &str, change: impl FnOnce(&mut OfColumn)) {
        if let Some(column) = self.columns.iter_mut().find(|column| column.name == name) {
            return change(column);
        }
        let (problems, rows) = (Bounded::default(), Vec::new());
        let mut column = OfColumn { name: name.to_owned(), unread: false, problems, rows };
        change(&mut column);
        self.columns.push(column);
    }

    /// The value, when nothing is wrong.
    pub(crate) fn or<T>(self, value: T) -> Result<T, Self> {
        if self.is_empty() { Ok(value) } else { Err(self) }
    }

    pub(crate) fn into_error(self, py: Python<'_>) -> PyErr {
        let mut all = self.whole;
        for OfColumn { name, problems, .. } in self.columns {
            let count = problems.len();
            let kept = problems.into_kept();
            let shown = kept.len();
            all.extend(kept);
            if count > shown {
                let expected = format!("{count} errors in this column; the first {shown} are shown");
                all.push(Problem::key(InputCode::TooManyErrors, &name, expected));
            }
        }
        into_error(py, all)
    }
}

impl From<Problem> for Problems {
    fn from(problem: Problem) -> Self {
        Self { whole: vec![problem], columns: Vec::new() }
    }
}

/// The column, and the row where it is about one.
fn place_of(error: ColumnsError) -> (&'static str, Option<usize>) {
    match error {
        ColumnsError::Length { column } => (column, None),
        ColumnsError::TooManyEmployers { .. } => ("employer", None),
        ColumnsError::NoFirstDay { row } => ("from", Some(row)),
        ColumnsError::UnknownKind { row } => ("kind", Some(row)),
        ColumnsError::NoDay { column, row }
        | ColumnsError::OutOfRange { column, row }
        | ColumnsError::OutOfOrder { column, row, .. } => (column, Some(row)),
    }
}

fn expected(error: ColumnsError) -> String {
    match error {
        ColumnsError::Length { .. } => error.to_string(),
        ColumnsError::TooManyEmployers { most } => format!("expected at most {most} employers of one person"),
        ColumnsError::NoFirstDay { .. } => "expected a first day".to_owned(),
        ColumnsError::NoDay { .. } => "expected a day".to_owned(),
        ColumnsError::UnknownKind { .. } => "expected a kind of event".to_owned(),
        ColumnsError::OutOfRange { .. } => OF_CALENDAR.to_owned(),
        ColumnsError::OutOfOrder { before, .. } => format!("expected a day on or after the one in {before}"),
    }
}

/// The columns with a last day, which may be open.
const ENDS: [&str; 2] = ["to", "whole_to"];

/// 9999-12-31 in days since 1970: other programs write it where there is no end.
const NO_END: i32 = 2_932_896;

/// What helps when a day stands for no end.
pub(crate) const OPEN_END: &str = "; a day that stands for no end is to be named by open_end";

const OF_CALENDAR: &str = "expected a day from 1900-01-01 to 2199-12-31";

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
    found_or_fault(py, read).map_err(|problem| problem.into_error(py))
}

/// The same; what is wrong is handed on.
pub(crate) fn found_or_fault<T: Send>(
    py: Python<'_>,
    read: impl FnOnce() -> Result<T, Problem> + Send,
) -> Result<T, Problem> {
    let read = py.detach(|| catch_unwind(AssertUnwindSafe(read)));
    read.unwrap_or_else(|_| Err(Problem::fault()))
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
