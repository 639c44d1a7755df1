//! The door of `ia_core` for Python, and tables of cases in and out. Everything else is in the Python package.

mod arrow;
mod cases;
mod cells;
mod counts;
mod days;
mod follow_up;
mod input;
mod kpi;
mod names;
mod one;
mod problem;
mod table;

use ia_core::api::columns::Code;
use ia_core::api::{self, Lang};
use pyo3::prelude::*;

/// An answer is larger than the rules are slow: pages fresh from the system would cost more than all the rest.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// The door: a function's name and a JSON request in, whether it went well and a JSON text out. No panic leaves it.
#[pymodule]
mod _ia {
    use super::problem::{guarded, unicode};
    use super::{Bound, Code, Lang, PyAny, PyModule, PyModuleMethods, PyResult, Python, api, pyfunction};
    use super::{cases, cells, counts, follow_up, input, kpi, one};
    use pyo3::types::{PyDict, PyString};

    #[pymodule_export]
    use super::table::Table;

    /// Calls a function of the library with a JSON request, and a record that is a text of its own. Gives True and the
    /// answer, or False and the failure. Runs without the interpreter's lock.
    #[pyfunction]
    #[pyo3(signature = (function, request, record=None))]
    fn call(
        py: Python<'_>,
        function: &str,
        request: &Bound<'_, PyString>,
        record: Option<&Bound<'_, PyString>>,
    ) -> PyResult<Option<(bool, String)>> {
        let request = unicode(request, "")?;
        let record = record.map(|record| unicode(record, "record")).transpose()?;
        guarded(py, || {
            let answer = py.detach(|| {
                record.map_or_else(
                    || api::call(function, request),
                    |record| api::call_with(function, request, &[("record", record)]),
                )
            });
            let told = |answer: Result<_, _>| {
                answer.map_or_else(|failure| (false, failure), |answer| (true, answer))
            };
            Ok(answer.map(told))
        })
    }

    /// The bytes of a file as a text: True and the text, or False and the failure, in the language with that code.
    #[pyfunction]
    #[pyo3(signature = (bytes, lang=None))]
    fn text_of(py: Python<'_>, bytes: Vec<u8>, lang: Option<&str>) -> PyResult<(bool, String)> {
        guarded(py, || {
            let lang = lang.and_then(Lang::from_code);
            Ok(api::text_of(bytes, lang).map_or_else(|failure| (false, failure), |text| (true, text)))
        })
    }

    /// The `date` of a value that is a whole day in no time zone, of any library; None for anything else.
    #[pyfunction]
    fn date_of<'py>(py: Python<'py>, value: &Bound<'py, PyAny>) -> PyResult<Option<Bound<'py, PyAny>>> {
        guarded(py, || cells::days_of(value)?.map(|days| cells::date_of(py, days)).transpose())
    }

    /// How each step stands in each case of a table.
    #[pyfunction]
    fn status(
        table: &Bound<'_, PyAny>,
        as_of: &Bound<'_, PyAny>,
        rules: Option<&Bound<'_, PyAny>>,
        reasons: bool,
        keep: &Bound<'_, PyAny>,
        open_end: Option<&Bound<'_, PyAny>>,
    ) -> PyResult<Table> {
        guarded(table.py(), || {
            let keep = input::names(keep, "keep")?;
            let open_end = cells::open_end_of(open_end)?;
            follow_up::of(table, cells::day_of(as_of)?, input::options(rules)?, reasons, &keep, open_end)
        })
    }

    /// The follow-up cases of many people.
    #[pyfunction]
    fn joined(
        certificates: &Bound<'_, PyAny>,
        as_of: &Bound<'_, PyAny>,
        join: &Bound<'_, PyAny>,
        rules: Option<&Bound<'_, PyAny>>,
        open_end: Option<&Bound<'_, PyAny>>,
    ) -> PyResult<Table> {
        guarded(certificates.py(), || {
            let join = cells::text_of(join, "join")?;
            let open_end = cells::open_end_of(open_end)?;
            cases::of(certificates, cells::day_of(as_of)?, input::options(rules)?, join, open_end)
        })
    }

    /// What the acts count for many people.
    #[pyfunction]
    fn counted(
        certificates: &Bound<'_, PyAny>,
        as_of: &Bound<'_, PyAny>,
        join: &Bound<'_, PyAny>,
        open_end: Option<&Bound<'_, PyAny>>,
    ) -> PyResult<Table> {
        guarded(certificates.py(), || {
            let join = cells::text_of(join, "join")?;
            let open_end = cells::open_end_of(open_end)?;
            counts::of(certificates, cells::day_of(as_of)?, join, open_end)
        })
    }

    /// How each step stands in one case.
    #[pyfunction]
    fn one_case<'py>(
        case: &Bound<'py, PyAny>,
        as_of: &Bound<'py, PyAny>,
        rules: Option<&Bound<'py, PyAny>>,
        open_end: Option<&Bound<'py, PyAny>>,
    ) -> PyResult<Bound<'py, PyDict>> {
        guarded(case.py(), || {
            let open_end = cells::open_end_of(open_end)?;
            one::of(case, cells::day_of(as_of)?, &input::options(rules)?, open_end)
        })
    }

    /// The shares of a step that were taken in time, late, or not at all, by group.
    #[pyfunction]
    #[expect(clippy::too_many_arguments, reason = "those of the function in Python")]
    fn shares(
        table: &Bound<'_, PyAny>,
        as_of: &Bound<'_, PyAny>,
        by: &Bound<'_, PyAny>,
        step: &Bound<'_, PyAny>,
        month: bool,
        person: Option<&Bound<'_, PyAny>>,
        rows_are_persons: bool,
        least: &Bound<'_, PyAny>,
        rules: Option<&Bound<'_, PyAny>>,
        open_end: Option<&Bound<'_, PyAny>>,
    ) -> PyResult<Table> {
        guarded(table.py(), || {
            let (by, step) = (cells::text_of(by, "by")?, cells::text_of(step, "step")?);
            let named = person.map(|person| cells::text_of(person, "person")).transpose()?;
            let person = kpi::person(table.py(), by, named, rows_are_persons)?;
            let least = cells::count_of(least);
            let open_end = cells::open_end_of(open_end)?;
            let asked = kpi::Asked { by, step, month, person, least, open_end };
            kpi::of(table, cells::day_of(as_of)?, input::options(rules)?, &asked)
        })
    }

    #[pymodule_init]
    fn init(module: &Bound<'_, PyModule>) -> PyResult<()> {
        // The message of a panic may hold a value; it becomes an exception instead.
        std::panic::set_hook(Box::new(|_| ()));
        module.add("MAX_BYTES", api::MAX_BYTES)?;
        module.add("FUNCTIONS", api::FUNCTIONS.to_vec())
    }
}
