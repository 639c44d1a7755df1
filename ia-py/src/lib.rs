//! The door of `ia_core` for Python. Everything else is in the Python package.

use ia_core::api;
use pyo3::prelude::*;

/// The door: a function's name and a JSON request in, whether it went well and a JSON text out.
#[pymodule]
mod _ia {
    use super::{Bound, PyModule, PyModuleMethods, PyResult, Python, api, pyfunction};

    /// Calls a function of the library with a JSON request. Gives True and the answer, or False and
    /// the failure. Runs without the interpreter's lock.
    #[pyfunction]
    fn call(py: Python<'_>, function: &str, request: &str) -> Option<(bool, String)> {
        let answer = py.detach(|| api::call(function, request))?;
        Some(answer.map_or_else(|failure| (false, failure), |answer| (true, answer)))
    }

    #[pymodule_init]
    fn init(module: &Bound<'_, PyModule>) -> PyResult<()> {
        module.add("FUNCTIONS", api::FUNCTIONS.to_vec())
    }
}
