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
use pyo3::types::{PyBool, PyBoolMethods, PyFloat, PyInt, PyList, PyString, PyType};
use std::sync::Arc;

use crate::names;
use crate::problem::{Problem, Problems};

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
            // A week, a month and a year are no day.
            let unit: String = value.getattr("dtype")?.getattr("str")?.extract()?;
            if ["Y]", "M]", "W]"].iter().any(|coarse| unit.ends_with(coarse)) {
                return Ok(None);
            }
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

/// Whether it stands for no value: `None`, `NaN`, and `NaT` and `NA` of pandas and numpy.
pub(crate) fn is_missing(value: &Bound<'_, PyAny>) -> PyResult<bool> {
    let is_of_pandas = |name: &str| is_of(value, PANDAS, name);
    if value.is_none() || is_of_pandas("NAType") || is_of_pandas("NaTType") {
        return Ok(true);
    }
    // Each of them is another than itself.
    let may_be_none = value.is_instance_of::<PyFloat>() || is_of(value, "numpy", "datetime64");
    Ok(may_be_none && value.ne(value)?)
}

/// Classes of pandas stand in one module or another, by its version.
const PANDAS: &str = "pandas";

/// Whether it is a data frame of pandas.
pub(crate) fn is_of_pandas(value: &Bound<'_, PyAny>) -> bool {
    is_of(value, PANDAS, "DataFrame")
}

fn is_of(value: &Bound<'_, PyAny>, module: &str, name: &str) -> bool {
    let class = value.get_type();
    let is_named = class.name().is_ok_and(|found| found == name);
    is_named
        && class.module().ok().and_then(|found| found.extract::<String>().ok()).is_some_and(|found| {
            let rest = found.strip_prefix(module);
            rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
        })
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

/// The day that stands for no end, in days since 1970. It need not be of our calendar: often it is 9999-12-31.
pub(crate) fn open_end_of(value: Option<&Bound<'_, PyAny>>) -> PyResult<Option<i32>> {
    let Some(value) = value else { return Ok(None) };
    let wrong = |code| {
        let expected = "expected a day, written YYYY-MM-DD or a date";
        Problem::key(code, "open_end", expected).into_error(value.py())
    };
    let Ok(text) = value.cast::<PyString>() else {
        return days_of(value)?.map(Some).ok_or_else(|| wrong(InputCode::WrongType));
    };
    let is_digit = |(place, sign): (usize, u8)| match place {
        4 | 7 => sign == b'-',
        _ => sign.is_ascii_digit(),
    };
    let is_day = |text: &&str| text.len() == 10 && text.bytes().enumerate().all(is_digit);
    let text = text.to_str().ok().filter(is_day).ok_or_else(|| wrong(InputCode::NotADate))?;
    let day = date_class(value.py())?.call_method1("fromisoformat", (text,));
    days_of(&day.map_err(|_| wrong(InputCode::NotADate))?)
}

type Values<'py> = [Option<Bound<'py, PyAny>>];

/// Each value read, none where there is none, and the rows of those that cannot be read.
fn each<T>(
    values: &Values<'_>,
    read: impl Fn(&Bound<'_, PyAny>) -> Option<T>,
) -> (Vec<Option<T>>, Vec<usize>) {
    let mut wrong = Vec::new();
    let read = |(row, value): (usize, &Option<Bound<'_, PyAny>>)| {
        let read = value.as_ref().map(&read);
        if matches!(read, Some(None)) {
            wrong.push(row);
        }
        read.flatten()
    };
    (values.iter().enumerate().map(read).collect(), wrong)
}

/// What the values of a column are.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Sort {
    Day,
    Bit,
    Text,
    Number,
}

impl Sort {
    fn of(value: &Bound<'_, PyAny>) -> Option<Self> {
        if day_in(value).is_some() {
            Some(Self::Day)
        } else if value.is_instance_of::<PyBool>() {
            Some(Self::Bit)
        } else if value.is_instance_of::<PyString>() {
            Some(Self::Text)
        } else {
            whole_number_of(value).map(|_| Self::Number)
        }
    }

    const fn expected(self) -> &'static str {
        match self {
            Self::Day => "expected a date or None",
            Self::Bit => "expected True, False or None",
            Self::Text => "expected a text or None",
            Self::Number => "expected a whole number or None",
        }
    }

    /// The values, and the rows with a value of another sort.
    fn read(self, values: &Values<'_>) -> (ArrayRef, Vec<usize>) {
        match self {
            Self::Day => {
                let (days, wrong) = each(values, day_in);
                (Arc::new(Date32Array::from(days)), wrong)
            }
            Self::Bit => {
                let read = |value: &Bound<'_, PyAny>| value.cast::<PyBool>().ok().map(PyBoolMethods::is_true);
                let (bits, wrong) = each(values, read);
                (Arc::new(BooleanArray::from(bits)), wrong)
            }
            Self::Text => {
                let (texts, wrong) = each(values, |value| value.extract::<String>().ok());
                (Arc::new(StringArray::from(texts)), wrong)
            }
            Self::Number => {
                let (numbers, wrong) = each(values, whole_number_of);
                (Arc::new(Int64Array::from(numbers)), wrong)
            }
        }
    }
}

fn day_in(value: &Bound<'_, PyAny>) -> Option<i32> {
    days_of(value).ok().flatten()
}

/// A column of Python values: days, yes or no, texts of at most `longest` bytes, or whole numbers, each of which may be
/// `None`. Rows that are none of these are null; `None` if there are no values to go through.
pub(crate) fn array_of(
    name: &str,
    values: &Bound<'_, PyAny>,
    longest: usize,
    problems: &mut Problems,
) -> PyResult<Option<ArrayRef>> {
    let Ok(values) = values.try_iter() else {
        problems.column(InputCode::WrongType, name, "expected a column of values");
        return Ok(None);
    };
    let values: Vec<Option<Bound<'_, PyAny>>> = values
        .map(|value| value.map(|value| (!is_nothing(&value)).then_some(value)))
        .collect::<PyResult<_>>()?;
    let all = || values.iter().flatten();
    let Some(sort) = all().find_map(Sort::of) else {
        for row in (0..values.len()).filter(|row| values.get(*row).is_some_and(Option::is_some)) {
            let expected = "expected a date, True or False, a text, a whole number or None";
            problems.row(InputCode::WrongType, name, row, expected);
        }
        return Ok(Some(Arc::new(NullArray::new(values.len()))));
    };
    let (mut sort, (mut array, mut wrong)) = (sort, sort.read(&values));
    // A text before days is a slip; days are no slip before texts.
    if !wrong.is_empty() && sort != Sort::Day && all().any(|value| day_in(value).is_some()) {
        sort = Sort::Day;
        (array, wrong) = sort.read(&values);
    }
    for row in wrong {
        problems.row(InputCode::WrongType, name, row, sort.expected());
    }
    for row in too_long(&array, longest).unwrap_or_default() {
        problems.row(InputCode::TooLarge, name, row, names::too_long(longest));
    }
    Ok(Some(array))
}

/// The rows of a column whose text is longer than this many bytes; `None` if it is no column of texts. A value of a dictionary
/// that no row has is not looked at.
pub(crate) fn too_long(array: &dyn Array, longest: usize) -> Option<Vec<usize>> {
    let rows = (0..array.len()).filter(|row| array.is_valid(*row));
    if let Some(dictionary) = array.as_any_dictionary_opt() {
        let values = too_long(dictionary.values(), longest)?;
        let places = if values.is_empty() { Vec::new() } else { dictionary.normalized_keys() };
        let is_long = |row: &usize| places.get(*row).is_some_and(|place| values.contains(place));
        return Some(rows.filter(is_long).collect());
    }
    let text = texts(array)?;
    Some(rows.filter(|row| text(*row).len() > longest).collect())
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

/// Takes a row that cannot be read, with a code and what was expected.
pub(crate) type Wrong<'a> = &'a mut dyn FnMut(usize, InputCode, &'static str);

/// The whole numbers of a column, null where there is none; also of a column of fractions that are whole, as pandas has
/// them beside nulls, and of timestamps without time zone. `None` for a column of another type.
pub(crate) fn whole_numbers(array: &dyn Array, wrong: Wrong<'_>) -> Option<Vec<Option<i64>>> {
    let rows = 0..array.len();
    let is_there = |row: &usize| array.is_valid(*row);
    let mut or_wrong = |row: usize, number: Option<i64>| {
        if number.is_none() {
            wrong(row, InputCode::WrongType, "expected a whole number");
        }
        number
    };
    if let Some(integer) = integers(array) {
        let mut number = |row: usize| {
            let number = i64::try_from(integer(row)).ok();
            if number.is_none() {
                wrong(row, InputCode::OutOfRange, "expected a smaller number");
            }
            number
        };
        return Some(rows.map(|row| Some(row).filter(is_there).and_then(&mut number)).collect());
    }
    if let Some(fraction) = fractions(array) {
        let is_there = |row: &usize| is_there(row) && !fraction(*row).is_nan();
        let mut number = |row: usize| or_wrong(row, whole(fraction(row)));
        return Some(rows.map(|row| Some(row).filter(is_there).and_then(&mut number)).collect());
    }
    match array.data_type() {
        DataType::Null => Some(rows.map(|_| None).collect()),
        DataType::Decimal128(_, scale) => {
            let array = array.as_primitive::<Decimal128Type>();
            let unit = 10_i128.checked_pow(u32::from(scale.unsigned_abs()))?;
            let number = |value: i128| match value.checked_rem(unit) {
                _ if *scale < 0 => value.checked_mul(unit),
                Some(0) => value.checked_div(unit),
                _ => None,
            };
            let mut number = |row: usize| {
                or_wrong(row, number(array.value(row)).and_then(|number| i64::try_from(number).ok()))
            };
            Some(rows.map(|row| Some(row).filter(is_there).and_then(&mut number)).collect())
        }
        DataType::Timestamp(_, None) => {
            let seconds = array.to_data();
            let values = seconds.buffers().first().map(arrow_buffer::Buffer::typed_data).unwrap_or_default();
            let at = |row: usize| values.get(seconds.offset().saturating_add(row)).copied();
            Some(rows.map(|row| at(row).filter(|_| is_there(&row))).collect())
        }
        _ => None,
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
