//! The follow-up of one case: a mapping in, a dict out.

use ia_core::api::columns::{
    Bits, CaseColumns, Code, Date, DayColumn, InputCode, Options, STEPS, StepColumns, StepReason, StepStatus,
    WholeColumns, status,
};
use pyo3::intern;
use pyo3::prelude::*;
use pyo3::sync::PyOnceLock;
use pyo3::types::{PyDict, PyMapping, PyString, PyType};

use crate::cells;
use crate::problem::Problem;

/// How each step stands in a case.
pub(crate) fn of<'py>(
    case: &Bound<'py, PyAny>,
    as_of: Date,
    options: &Options,
) -> PyResult<Bound<'py, PyDict>> {
    let py = case.py();
    let case = dict(case)?;
    let required = |key: &Bound<'py, PyString>, expected| {
        day(&case, key)?.ok_or_else(|| problem(InputCode::MissingKey, key, expected))
    };
    let from = required(intern!(py, "from"), "expected the first day away")?;
    let to = required(intern!(py, "to"), "expected the last day away, None while it goes on")?;
    let (whole_from, whole_to) = (intern!(py, "whole_from"), intern!(py, "whole_to"));
    let whole = match (day(&case, whole_from)?, day(&case, whole_to)?) {
        (Some(from), Some(to)) => Some((from, to)),
        (None, None) => None,
        (from, _) => {
            let missing = if from.is_none() { whole_from } else { whole_to };
            return Err(problem(
                InputCode::MissingKey,
                missing,
                "expected whole_from and whole_to, or none of them",
            ));
        }
    };
    let graded = day(&case, intern!(py, "graded_from"))?;
    let continuous = day(&case, intern!(py, "continuous_from"))?;
    let mut steps = [const { None }; STEPS.len()];
    for (step, names) in steps.iter_mut().zip(names(py)) {
        *step = Step::of(&case, names)?;
    }
    let mut columns = [None; STEPS.len()];
    for (to, step) in columns.iter_mut().zip(&steps) {
        *to = step.as_ref().map(Step::column);
    }
    let cases = CaseColumns {
        from: from.column(),
        to: to.column(),
        whole: whole.as_ref().map(|(from, to)| WholeColumns { from: from.column(), to: to.column() }),
        graded_from: graded.as_ref().map(Day::column),
        continuous_from: continuous.as_ref().map(Day::column),
        steps: columns,
    };
    let found =
        status(&cases, as_of, options, true).map_err(|error| Problem::found(error, None).into_error(py))?;
    let mut due = Vec::with_capacity(found.due.len());
    for limit in &found.due {
        let has_limit = limit.valid.first().is_some_and(|bits| bits & 1 == 1);
        due.push(match limit.days.first().filter(|_| has_limit) {
            Some(days) => Some(cells::date_of(py, *days)?),
            None => None,
        });
    }
    let class = step_class(py)?;
    let answer = PyDict::new(py);
    for (step, names) in found.steps.iter().zip(names(py)) {
        let status = word(py, &STATUSES, StepStatus::CODES, step.status.first());
        let reason = word(py, &REASONS, StepReason::CODES, step.reason.first());
        answer.set_item(names.taken.bind(py), class.call1((status, due.get(step.due), reason))?)?;
    }
    Ok(answer)
}

fn dict<'py>(case: &Bound<'py, PyAny>) -> PyResult<Bound<'py, PyDict>> {
    if let Ok(dict) = case.cast::<PyDict>() {
        return Ok(dict.clone());
    }
    let Ok(mapping) = case.cast::<PyMapping>() else {
        let problem = Problem::whole(InputCode::WrongType, "expected a case: a mapping from names to days");
        return Err(problem.into_error(case.py()));
    };
    let dict = PyDict::new(case.py());
    dict.update(mapping)?;
    Ok(dict)
}

fn problem(code: InputCode, key: &Bound<'_, PyString>, expected: &str) -> PyErr {
    Problem::key(code, &key.to_string_lossy(), expected).into_error(key.py())
}

/// A day or none, as a column of one row.
struct Day {
    day: i32,
    valid: u8,
}

impl Day {
    fn column(&self) -> DayColumn<'_> {
        DayColumn { days: core::slice::from_ref(&self.day), valid: Some(bit(&self.valid)) }
    }
}

fn bit(bit: &u8) -> Bits<'_> {
    Bits::new(core::slice::from_ref(bit), 0)
}

/// The day of a key; none when the key is not there.
fn day(case: &Bound<'_, PyDict>, key: &Bound<'_, PyString>) -> PyResult<Option<Day>> {
    let Some(value) = case.get_item(key)? else { return Ok(None) };
    if value.is_none() {
        return Ok(Some(Day { day: 0, valid: 0 }));
    }
    let day = cells::days_of(&value)?;
    day.map(|day| Some(Day { day, valid: 1 }))
        .ok_or_else(|| problem(InputCode::WrongType, key, "expected a date or None"))
}

struct Step {
    taken: Day,
    left_out: Option<Day>,
    known: Option<u8>,
}

impl Step {
    fn of(case: &Bound<'_, PyDict>, names: &Names) -> PyResult<Option<Self>> {
        let py = case.py();
        let name = names.taken.bind(py);
        let left_out = day(case, names.left_out.bind(py))?;
        let known = match case.get_item(names.known.bind(py))? {
            Some(value) if value.is_none() => Some(0),
            Some(value) => {
                let known = value.extract::<bool>().map(u8::from);
                let wrong =
                    |_| problem(InputCode::WrongType, names.known.bind(py), "expected True, False or None");
                Some(known.map_err(wrong)?)
            }
            None => None,
        };
        match day(case, name)? {
            Some(taken) => Ok(Some(Self { taken, left_out, known })),
            None if left_out.is_none() && known.is_none() => Ok(None),
            None => Err(problem(
                InputCode::MissingKey,
                name,
                "expected the day the step was taken, None when it was not",
            )),
        }
    }

    fn column(&self) -> StepColumns<'_> {
        StepColumns {
            taken: self.taken.column(),
            left_out: self.left_out.as_ref().map(Day::column),
            known: self.known.as_ref().map(bit),
        }
    }
}

/// The keys of a step, made once.
struct Names {
    taken: Py<PyString>,
    left_out: Py<PyString>,
    known: Py<PyString>,
}

fn names(py: Python<'_>) -> &'static [Names] {
    static NAMES: PyOnceLock<Vec<Names>> = PyOnceLock::new();
    let name = |text: String| PyString::intern(py, &text).unbind();
    NAMES.get_or_init(py, || {
        let of = |step: &str| Names {
            taken: name(step.to_owned()),
            left_out: name(format!("{step}_left_out")),
            known: name(format!("{step}_known")),
        };
        STEPS.iter().map(|step| of(step.code())).collect()
    })
}

type WordList = PyOnceLock<Vec<Py<PyString>>>;
static STATUSES: WordList = PyOnceLock::new();
static REASONS: WordList = PyOnceLock::new();

/// The word at a place of a vocabulary, which is made once.
fn word<'py>(
    py: Python<'py>,
    list: &'static WordList,
    codes: &[&str],
    place: Option<&u8>,
) -> Option<&'py Bound<'py, PyString>> {
    let words =
        list.get_or_init(py, || codes.iter().map(|code| PyString::intern(py, code).unbind()).collect());
    place.and_then(|place| words.get(usize::from(*place))).map(|word| word.bind(py))
}

fn step_class(py: Python<'_>) -> PyResult<&Bound<'_, PyType>> {
    static CLASS: PyOnceLock<Py<PyType>> = PyOnceLock::new();
    CLASS.import(py, "ia.follow_up", "Step")
}
