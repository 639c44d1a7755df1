//! Single values of columns, from and to Python.

use arrow_array::cast::AsArray;
use arrow_array::types::{
    Date32Type, Decimal128Type, Float16Type, Float32Type, Float64Type, Int8Type, Int16Type, Int32Type,
    Int64Type, UInt8Type, UInt16Type, UInt32Type, UInt64Type,
};
use arrow_array::{
    Array, ArrayRef, ArrowPrimitiveType, BooleanArray, Date32Array, Int64Array, NullArray, StringArray,
};
use arrow_schema::DataType;
use core::ops::RangeInclusive;
use ia_core::api::columns::{Date, InputCode};
use pyo3::IntoPyObjectExt;
use pyo3::intern;
use pyo3::prelude::*;
use pyo3::sync::PyOnceLock;
use pyo3::types::{PyBool, PyBoolMethods, PyInt, PyList, PyString, PyType};
use std::sync::Arc;

use crate::names;
use crate::problem::Problem;

/// `date.toordinal()` of 1970-01-01.
const EPOCH: i32 = 719_163;

/// The days since 1970 that a `date` can be: years 1 to 9999.
const PYTHON_DAYS: RangeInclusive<i32> = -719_162..=2_932_896;

/// The class `datetime.date` as Python made it. In a test with a frozen clock another stands in its place in the module,
/// and in others that hold it.
pub(crate) fn date_class(py: Python<'_>) -> PyResult<&Bound<'_, PyType>> {
    static DATE: PyOnceLock<Py<PyType>> = PyOnceLock::new();
    let made = || {
        py.import(intern!(py, "datetime"))?;
        built_in(&py.get_type::<PyAny>(), "date")
    };
    Ok(DATE.get_or_try_init(py, made)?.bind(py))
}

/// The class `datetime.datetime` as Python made it.
fn datetime_class(py: Python<'_>) -> PyResult<&Bound<'_, PyType>> {
    static DATETIME: PyOnceLock<Py<PyType>> = PyOnceLock::new();
    Ok(DATETIME.get_or_try_init(py, || built_in(date_class(py)?, "datetime"))?.bind(py))
}

/// The class of this name in `datetime` that is directly below another, and is not written in Python.
fn built_in(parent: &Bound<'_, PyType>, name: &str) -> PyResult<Py<PyType>> {
    /// `Py_TPFLAGS_HEAPTYPE`: the class was made while Python ran.
    const MADE_LATER: u64 = 1 << 9;
    for class in parent.call_method0("__subclasses__")?.try_iter()? {
        let class = class?.cast_into::<PyType>()?;
        let is_it = class.name()? == name && class.getattr("__module__")?.eq("datetime")?;
        if is_it && class.getattr("__flags__")?.extract::<u64>()? & MADE_LATER == 0 {
            return Ok(class.unbind());
        }
    }
    Err(pyo3::exceptions::PyImportError::new_err("datetime has no classes of its own"))
}

/// The days since 1970 of a `date`, or of a `datetime`, a `Timestamp` of pandas or a `datetime64` of numpy without a time
/// zone that is a whole day; none for anything else.
pub(crate) fn days_of(value: &Bound<'_, PyAny>) -> PyResult<Option<i32>> {
    let py = value.py();
    let date = date_class(py)?;
    if !value.get_type().is(date) {
        if is_of(value, "numpy", "datetime64") {
            let day = value.call_method1("astype", ("datetime64[D]",))?;
            let is_whole = day.eq(value)?;
            let day = day.call_method0("item")?;
            return if is_whole && day.get_type().is(date) { days_of(&day) } else { Ok(None) };
        }
        if !value.is_instance(date)? || value.is_instance(datetime_class(py)?)? && !is_whole_day(value)? {
            return Ok(None);
        }
    }
    let ordinal: i32 = value.call_method0(intern!(py, "toordinal"))?.extract()?;
    Ok(Some(ordinal.saturating_sub(EPOCH)))
}

fn is_of(value: &Bound<'_, PyAny>, module: &str, name: &str) -> bool {
    let class = value.get_type();
    let is = |found: PyResult<Bound<'_, PyString>>, wanted: &str| found.is_ok_and(|found| found == wanted);
    is(class.name(), name) && is(class.module(), module)
}

/// Whether a `datetime` has no time zone and no time of the day.
fn is_whole_day(value: &Bound<'_, PyAny>) -> PyResult<bool> {
    if !value.getattr("tzinfo")?.is_none() {
        return Ok(false);
    }
    for part in ["hour", "minute", "second", "microsecond"] {
        if !value.getattr(part)?.eq(0)? {
            return Ok(false);
        }
    }
    // Only pandas counts them.
    value.getattr_opt("nanosecond")?.map_or(Ok(true), |part| part.eq(0))
}

/// Whether it stands for nothing: `None`, what is no number, and what pandas and numpy have for it.
fn is_nothing(value: &Bound<'_, PyAny>) -> bool {
    if value.is_none() || value.is_instance_of::<PyString>() || value.is_instance_of::<PyInt>() {
        return value.is_none();
    }
    let is_na = value.get_type().name().is_ok_and(|name| name == "NAType");
    is_na || value.ne(value).unwrap_or(false)
}

/// A whole number of any class, `60.0` too. True and false are none.
fn whole_number_of(value: &Bound<'_, PyAny>) -> Option<i64> {
    if value.is_instance_of::<PyBool>() || value.is_instance_of::<PyString>() {
        return None;
    }
    value.extract().ok().or_else(|| {
        let whole = value.call_method0("__int__").ok()?;
        if whole.eq(value).ok()? { whole.extract().ok() } else { None }
    })
}

/// The `date` of a number of days since 1970.
pub(crate) fn date_of(py: Python<'_>, days: i32) -> PyResult<Bound<'_, PyAny>> {
    date_class(py)?.call_method1(intern!(py, "fromordinal"), (days.saturating_add(EPOCH),))
}

/// An argument that is a day: a `date`, or a text as `2026-11-22`.
pub(crate) fn day_of(value: &Bound<'_, PyAny>) -> PyResult<Date> {
    let wrong = |code| {
        Problem::key(
            code,
            "as_of",
            "expected a day from 1900-01-01 to 2199-12-31, written YYYY-MM-DD or a date",
        )
        .into_error(value.py())
    };
    if let Ok(text) = value.cast::<PyString>() {
        let text = text.to_str().map_err(|_| wrong(InputCode::NotADate))?;
        return text.parse().map_err(|_| wrong(InputCode::NotADate));
    }
    let days = days_of(value)?.ok_or_else(|| wrong(InputCode::WrongType))?;
    let epoch: Option<Date> = "1970-01-01".parse().ok();
    epoch.and_then(|day| day.plus_days(i64::from(days))).ok_or_else(|| wrong(InputCode::NotADate))
}

/// An argument that is a text.
pub(crate) fn text_of<'a>(value: &'a Bound<'_, PyAny>, name: &str) -> PyResult<&'a str> {
    let text = value.cast::<PyString>().ok().and_then(|text| text.to_str().ok());
    text.ok_or_else(|| Problem::key(InputCode::WrongType, name, "expected a text").into_error(value.py()))
}

/// An argument that is a count; 0 for anything else, which is too few.
pub(crate) fn count_of(value: &Bound<'_, PyAny>) -> u32 {
    if value.is_instance_of::<PyBool>() { 0 } else { value.extract().unwrap_or_default() }
}

/// Each value read; none stays none.
fn each<T>(
    values: &[Option<Bound<'_, PyAny>>],
    read: impl Fn(&Bound<'_, PyAny>) -> Option<T>,
    wrong: impl Fn(usize) -> PyErr,
) -> PyResult<Vec<Option<T>>> {
    let read = |(row, value): (usize, &Option<Bound<'_, PyAny>>)| match value {
        Some(value) => read(value).map(Some).ok_or_else(|| wrong(row)),
        None => Ok(None),
    };
    values.iter().enumerate().map(read).collect()
}

/// A column of Python values: days, yes or no, texts of at most `longest` bytes, or whole numbers, each of which may be
/// `None`.
pub(crate) fn array_of(name: &str, values: &Bound<'_, PyAny>, longest: usize) -> PyResult<ArrayRef> {
    let py = values.py();
    let values: Vec<Option<Bound<'_, PyAny>>> = values
        .try_iter()
        .map_err(|_| Problem::key(InputCode::WrongType, name, "expected a column of values").into_error(py))?
        .map(|value| value.map(|value| (!is_nothing(&value)).then_some(value)))
        .collect::<PyResult<_>>()?;
    let wrong = |row, expected| Problem::row(InputCode::WrongType, name, row, expected).into_error(py);
    let Some(row) = values.iter().position(Option::is_some) else {
        return Ok(Arc::new(NullArray::new(values.len())));
    };
    let Some(first) = values.get(row).and_then(Option::as_ref) else {
        return Err(wrong(row, "expected a value"));
    };
    Ok(if days_of(first)?.is_some() {
        let read = |value: &Bound<'_, PyAny>| days_of(value).ok().flatten();
        Arc::new(Date32Array::from(each(&values, read, |row| wrong(row, "expected a date or None"))?))
    } else if first.is_instance_of::<PyBool>() {
        let read = |value: &Bound<'_, PyAny>| value.cast::<PyBool>().ok().map(PyBoolMethods::is_true);
        Arc::new(BooleanArray::from(each(&values, read, |row| wrong(row, "expected True, False or None"))?))
    } else if first.is_instance_of::<PyString>() {
        let read = |value: &Bound<'_, PyAny>| value.extract::<String>().ok();
        let texts = each(&values, read, |row| wrong(row, "expected a text or None"))?;
        if let Some(row) =
            texts.iter().position(|text| text.as_ref().is_some_and(|text| text.len() > longest))
        {
            return Err(Problem::row(InputCode::TooLarge, name, row, names::too_long(longest)).into_error(py));
        }
        Arc::new(StringArray::from(texts))
    } else if whole_number_of(first).is_some() {
        let wrong = |row| wrong(row, "expected a whole number or None");
        Arc::new(Int64Array::from(each(&values, whole_number_of, wrong)?))
    } else {
        return Err(wrong(row, "expected a date, True or False, a text, a whole number or None"));
    })
}

/// The values of a column; none when there is no plain Python value for its type.
pub(crate) fn list_of<'py>(py: Python<'py>, array: &dyn Array) -> PyResult<Option<Bound<'py, PyList>>> {
    if let Some(dictionary) = array.as_any_dictionary_opt() {
        let Some(values) = list_of(py, dictionary.values())? else { return Ok(None) };
        let places = if values.is_empty() { vec![0; array.len()] } else { dictionary.normalized_keys() };
        return list(py, array, |row| match places.get(row) {
            Some(place) => values.get_item(*place),
            None => Ok(py.None().into_bound(py)),
        });
    }
    macro_rules! numbers {
        ($($kind:ident => $of:ty,)+) => {
            match array.data_type() {
                $(DataType::$kind => return numbers::<$of>(py, array),)+
                _ => {}
            }
        };
    }
    numbers! {
        Int8 => Int8Type, Int16 => Int16Type, Int32 => Int32Type, Int64 => Int64Type,
        UInt8 => UInt8Type, UInt16 => UInt16Type, UInt32 => UInt32Type, UInt64 => UInt64Type,
        Float32 => Float32Type, Float64 => Float64Type,
    }
    match array.data_type() {
        DataType::Null => list(py, array, |_| Ok(py.None().into_bound(py))),
        DataType::Boolean => {
            let array = array.as_boolean();
            list(py, array, |row| Ok(PyBool::new(py, array.value(row)).to_owned().into_any()))
        }
        DataType::Date32 => {
            let array = array.as_primitive::<Date32Type>();
            if array.iter().flatten().any(|days| !PYTHON_DAYS.contains(&days)) {
                return Ok(None);
            }
            list(py, array, |row| date_of(py, array.value(row)))
        }
        _ => match texts(array) {
            Some(text) => list(py, array, |row| Ok(PyString::new(py, text(row)).into_any())),
            None => Ok(None),
        },
    }
}

fn numbers<'py, T>(py: Python<'py>, array: &dyn Array) -> PyResult<Option<Bound<'py, PyList>>>
where
    T: ArrowPrimitiveType,
    T::Native: IntoPyObject<'py>,
{
    let array = array.as_primitive::<T>();
    list(py, array, |row| array.value(row).into_bound_py_any(py))
}

fn list<'py>(
    py: Python<'py>,
    array: &dyn Array,
    value: impl Fn(usize) -> PyResult<Bound<'py, PyAny>>,
) -> PyResult<Option<Bound<'py, PyList>>> {
    let list = PyList::empty(py);
    for row in 0..array.len() {
        list.append(if array.is_valid(row) { Some(value(row)?) } else { None })?;
    }
    Ok(Some(list))
}

/// How the text of a row is read; none when it is no column of texts.
pub(crate) fn texts<'a>(array: &'a dyn Array) -> Option<Box<dyn Fn(usize) -> &'a str + 'a>> {
    if let Some(array) = array.as_string_opt::<i32>() {
        return Some(Box::new(|row| array.value(row)));
    }
    if let Some(array) = array.as_string_opt::<i64>() {
        return Some(Box::new(|row| array.value(row)));
    }
    let array = array.as_string_view_opt()?;
    Some(Box::new(|row| array.value(row)))
}

/// The whole numbers of a column, null where there is none; also of a column of fractions that are whole, as pandas has
/// them beside nulls, and of timestamps without time zone. The column begins at row `first` of the table.
pub(crate) fn whole_numbers(
    array: &dyn Array,
    name: &str,
    first: usize,
) -> Result<Vec<Option<i64>>, Problem> {
    let rows = 0..array.len();
    let at = |row: usize| first.saturating_add(row);
    let no_number = |row| Problem::row(InputCode::WrongType, name, at(row), "expected a whole number");
    if let Some(integer) = integers(array) {
        let number = |row: usize| match i64::try_from(integer(row)) {
            _ if array.is_null(row) => Ok(None),
            Ok(number) => Ok(Some(number)),
            Err(_) => Err(Problem::row(InputCode::OutOfRange, name, at(row), "expected a smaller number")),
        };
        return rows.map(number).collect();
    }
    if let Some(fraction) = fractions(array) {
        let number = |row: usize| match fraction(row) {
            value if array.is_null(row) || value.is_nan() => Ok(None),
            value => whole(value).map(Some).ok_or_else(|| no_number(row)),
        };
        return rows.map(number).collect();
    }
    let expected = "expected a column of whole numbers";
    let wrong = || Problem::key(InputCode::WrongType, name, expected);
    match array.data_type() {
        DataType::Null => Ok(rows.map(|_| None).collect()),
        DataType::Decimal128(_, scale) => {
            let array = array.as_primitive::<Decimal128Type>();
            let unit = 10_i128.checked_pow(u32::from(scale.unsigned_abs())).ok_or_else(wrong)?;
            let number =
                |value: i128| if *scale < 0 { value.checked_mul(unit) } else { value.checked_div(unit) };
            rows.map(|row| match array.value(row) {
                _ if array.is_null(row) => Ok(None),
                value if *scale > 0 && value.checked_rem(unit) != Some(0) => Err(no_number(row)),
                value => number(value)
                    .and_then(|number| i64::try_from(number).ok())
                    .map(Some)
                    .ok_or_else(|| no_number(row)),
            })
            .collect()
        }
        DataType::Timestamp(_, None) => {
            let seconds = array.to_data();
            let values = seconds.buffers().first().map(arrow_buffer::Buffer::typed_data).unwrap_or_default();
            let at = |row: usize| values.get(seconds.offset().saturating_add(row)).copied();
            Ok(rows.map(|row| at(row).filter(|_| array.is_valid(row))).collect())
        }
        _ => Err(wrong()),
    }
}

#[expect(clippy::cast_possible_truncation, reason = "a whole number of at most 53 bits")]
fn whole(value: f64) -> Option<i64> {
    /// Above it, neighbours look alike.
    const EXACT: f64 = 9_007_199_254_740_991.0;
    (value.fract() == 0.0 && value.abs() <= EXACT).then_some(value as i64)
}

/// How the fraction of a row is read; none when it is no column of fractions.
pub(crate) fn fractions(array: &dyn Array) -> Option<Box<dyn Fn(usize) -> f64 + '_>> {
    match array.data_type() {
        DataType::Float16 => {
            let array = array.as_primitive::<Float16Type>();
            Some(Box::new(|row| array.value(row).to_f64()))
        }
        DataType::Float32 => {
            let array = array.as_primitive::<Float32Type>();
            Some(Box::new(|row| f64::from(array.value(row))))
        }
        DataType::Float64 => {
            let array = array.as_primitive::<Float64Type>();
            Some(Box::new(|row| array.value(row)))
        }
        _ => None,
    }
}

/// How the whole number of a row is read; none when it is no column of whole numbers.
pub(crate) fn integers(array: &dyn Array) -> Option<Box<dyn Fn(usize) -> i128 + '_>> {
    macro_rules! integers {
        ($($kind:ident => $of:ty,)+) => {
            match array.data_type() {
                $(DataType::$kind => {
                    let array = array.as_primitive::<$of>();
                    Some(Box::new(|row| i128::from(array.value(row))))
                })+
                _ => None,
            }
        };
    }
    integers! {
        Int8 => Int8Type, Int16 => Int16Type, Int32 => Int32Type, Int64 => Int64Type,
        UInt8 => UInt8Type, UInt16 => UInt16Type, UInt32 => UInt32Type, UInt64 => UInt64Type,
    }
}
