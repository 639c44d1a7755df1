//! The door of `ia_core` for Python, and tables of cases in and out. Everything else is in the Python package.

mod arrow;
mod cells;
mod follow_up;
mod input;
mod kpi;
mod one;
mod problem;
mod table;

use ia_core::api;
use pyo3::prelude::*;

/// An answer is larger than the rules are slow: pages fresh from the system would cost more than all the rest.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// The door: a function's name and a JSON request in, whether it went well and a JSON text out.
#[pymodule]
mod _ia {
    use super::{Bound, PyAny, PyModule, PyModuleMethods, PyResult, Python, api, pyfunction};
    use super::{cells, follow_up, input, kpi, one};
    use pyo3::types::PyDict;

    #[pymodule_export]
    use super::table::Table;

    /// Calls a function of the library with a JSON request. Gives True and the answer, or False and
    /// the failure. Runs without the interpreter's lock.
    #[pyfunction]
    fn call(py: Python<'_>, function: &str, request: &str) -> Option<(bool, String)> {
        let answer = py.detach(|| api::call(function, request))?;
        Some(answer.map_or_else(|failure| (false, failure), |answer| (true, answer)))
    }

    /// How each step stands in each case of a table.
    #[pyfunction]
    #[expect(
        clippy::needless_pass_by_value,
        reason = "a list of Python becomes a vector, which nobody lends"
    )]
    fn status(
        table: &Bound<'_, PyAny>,
        as_of: &Bound<'_, PyAny>,
        rules: Option<&Bound<'_, PyAny>>,
        reasons: bool,
        keep: Vec<String>,
    ) -> PyResult<Table> {
        follow_up::of(table, cells::day_of(as_of)?, input::options(rules)?, reasons, &keep)
    }

    /// How each step stands in one case.
    #[pyfunction]
    fn one_case<'py>(
        case: &Bound<'py, PyAny>,
        as_of: &Bound<'py, PyAny>,
        rules: Option<&Bound<'py, PyAny>>,
    ) -> PyResult<Bound<'py, PyDict>> {
        one::of(case, cells::day_of(as_of)?, &input::options(rules)?)
    }

    /// The shares of a step that were taken in time, late, or not at all, by group.
    #[pyfunction]
    #[expect(clippy::too_many_arguments, reason = "those of the function in Python")]
    fn shares(
        table: &Bound<'_, PyAny>,
        as_of: &Bound<'_, PyAny>,
        by: &str,
        step: &str,
        month: bool,
        person: Option<&str>,
        least: i64,
        rules: Option<&Bound<'_, PyAny>>,
    ) -> PyResult<Table> {
        let least = u32::try_from(least).unwrap_or(0);
        let asked = kpi::Asked { by, step, month, person, least };
        kpi::of(table, cells::day_of(as_of)?, input::options(rules)?, &asked)
    }

    #[pymodule_init]
    fn init(module: &Bound<'_, PyModule>) -> PyResult<()> {
        module.add("FUNCTIONS", api::FUNCTIONS.to_vec())
    }
}
