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
use crate::problem::{Problem, Problems};

/// How each step stands in a case.
pub(crate) fn of<'py>(
    case: &Bound<'py, PyAny>,
    as_of: Date,
    options: &Options,
    open_end: Option<i32>,
) -> PyResult<Bound<'py, PyDict>> {
    let py = case.py();
    let mut keys = Keys { case: dict(case)?, problems: Problems::default() };
    let case = Case::of(py, &mut keys, open_end)?;
    let cases = case.columns();
    let Keys { mut problems, .. } = keys;
    let found = status(&cases, as_of, options, true);
    if let Err(error) = found {
        for error in cases.errors().chain([error]) {
            problems.found(error, None, |column, _| case.last_day(column));
        }
    }
    let found = problems.or(found.unwrap_or_default()).map_err(|problems| problems.into_error(py))?;
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

/// A case whose keys are read. One that is missing or has another value has a problem.
struct Keys<'py> {
    case: Bound<'py, PyDict>,
    problems: Problems,
}

impl Keys<'_> {
    fn wrong(&mut self, code: InputCode, key: &Bound<'_, PyString>, expected: &str) {
        self.problems.column(code, &key.to_string_lossy(), expected);
    }

    /// The day of a key; `None` if the key is not there.
    fn day(&mut self, key: &Bound<'_, PyString>) -> PyResult<Option<Day>> {
        let Some(value) = self.case.get_item(key)? else { return Ok(None) };
        if cells::is_missing(&value)? {
            return Ok(Some(Day::NONE));
        }
        let day = cells::days_of(&value)?;
        if day.is_none() {
            self.wrong(InputCode::WrongType, key, "expected a date or None");
        }
        Ok(Some(day.map_or(Day::NONE, |day| Day { day, valid: 1 })))
    }

    /// The day of a key that must be there.
    fn required(&mut self, key: &Bound<'_, PyString>, expected: &str) -> PyResult<Day> {
        let day = self.day(key)?;
        if day.is_none() {
            self.wrong(InputCode::MissingKey, key, expected);
        }
        Ok(day.unwrap_or(Day::NONE))
    }
}

/// What is known of a case.
struct Case {
    from: Day,
    to: Day,
    whole: Option<(Day, Day)>,
    graded: Option<Day>,
    continuous: Option<Day>,
    steps: [Option<Step>; STEPS.len()],
}

impl Case {
    fn of(py: Python<'_>, keys: &mut Keys<'_>, open_end: Option<i32>) -> PyResult<Self> {
        let from = keys.required(intern!(py, "from"), "expected the first day away")?;
        let to = keys.required(intern!(py, "to"), "expected the last day away, None while it goes on")?;
        let (whole_from, whole_to) = (intern!(py, "whole_from"), intern!(py, "whole_to"));
        let has_whole = keys.case.contains(whole_from)? || keys.case.contains(whole_to)?;
        let mut whole = |key| keys.required(key, "expected whole_from and whole_to, or none of them");
        let whole =
            if has_whole { Some((whole(whole_from)?, whole(whole_to)?.open(open_end))) } else { None };
        let graded = keys.day(intern!(py, "graded_from"))?;
        let continuous = keys.day(intern!(py, "continuous_from"))?;
        let mut steps = [const { None }; STEPS.len()];
        for (step, names) in steps.iter_mut().zip(names(py)) {
            *step = Step::of(py, keys, names)?;
        }
        Ok(Self { from, to: to.open(open_end), whole, graded, continuous, steps })
    }

    fn columns(&self) -> CaseColumns<'_> {
        let mut steps = [None; STEPS.len()];
        for (to, step) in steps.iter_mut().zip(&self.steps) {
            *to = step.as_ref().map(Step::column);
        }
        CaseColumns {
            from: self.from.column(),
            to: self.to.column(),
            whole: self
                .whole
                .as_ref()
                .map(|(from, to)| WholeColumns { from: from.column(), to: to.column() }),
            graded_from: self.graded.as_ref().map(Day::column),
            continuous_from: self.continuous.as_ref().map(Day::column),
            steps,
        }
    }

    /// The last day in a column.
    fn last_day(&self, column: &str) -> Option<i32> {
        match column {
            "to" => Some(self.to.day),
            _ => self.whole.as_ref().map(|(_, to)| to.day),
        }
    }
}

/// A day or none, as a column of one row.
struct Day {
    day: i32,
    valid: u8,
}

impl Day {
    const NONE: Self = Self { day: 0, valid: 0 };

    /// None where it is the day that stands for no end.
    fn open(self, open_end: Option<i32>) -> Self {
        if Some(self.day) == open_end { Self::NONE } else { self }
    }

    fn column(&self) -> DayColumn<'_> {
        DayColumn { days: core::slice::from_ref(&self.day), valid: Some(bit(&self.valid)) }
    }
}

fn bit(bit: &u8) -> Bits<'_> {
    Bits::new(core::slice::from_ref(bit), 0)
}

struct Step {
    taken: Day,
    left_out: Option<Day>,
    known: Option<u8>,
}

impl Step {
    fn of(py: Python<'_>, keys: &mut Keys<'_>, names: &Names) -> PyResult<Option<Self>> {
        let name = names.taken.bind(py);
        let left_out = keys.day(names.left_out.bind(py))?;
        let known = Self::known(keys, names.known.bind(py))?;
        if left_out.is_none() && known.is_none() && !keys.case.contains(name)? {
            return Ok(None);
        }
        let taken = keys.required(name, "expected the day the step was taken, None when it was not")?;
        Ok(Some(Self { taken, left_out, known }))
    }

    fn known(keys: &mut Keys<'_>, key: &Bound<'_, PyString>) -> PyResult<Option<u8>> {
        let Some(value) = keys.case.get_item(key)? else { return Ok(None) };
        if value.is_none() {
            return Ok(Some(0));
        }
        let known = value.extract::<bool>().map(u8::from);
        if known.is_err() {
            keys.wrong(InputCode::WrongType, key, "expected True, False or None");
        }
        Ok(Some(known.unwrap_or_default()))
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
