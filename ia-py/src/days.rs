//! Columns of days: what stands in them in Arrow, as days since 1970.

use arrow_array::cast::AsArray;
use arrow_array::types::{
    Date32Type, Date64Type, TimestampMicrosecondType, TimestampMillisecondType, TimestampNanosecondType,
    TimestampSecondType,
};
use arrow_array::{Array, ArrowPrimitiveType, RecordBatch};
use arrow_buffer::{BooleanBuffer, NullBuffer, ScalarBuffer};
use arrow_schema::{DataType, TimeUnit};
use ia_core::api::columns::{Bits, DayColumn, InputCode};

use crate::input::column;
use crate::problem::Problems;

/// The days of a chunk.
#[derive(Debug)]
pub(crate) struct Days {
    days: ScalarBuffer<i32>,
    nulls: Option<NullBuffer>,
}

impl Days {
    /// Puts the days at the end of others, with a bit for each.
    pub(crate) fn append(&self, (days, valid): &mut (Vec<i32>, Vec<u8>)) {
        for (nth, day) in self.days.iter().enumerate() {
            let row = days.len();
            if row % 8 == 0 {
                valid.push(0);
            }
            let is_valid = self.nulls.as_ref().is_none_or(|nulls| nulls.is_valid(nth));
            if let Some(byte) = valid.last_mut() {
                *byte |= u8::from(is_valid) << (row % 8);
            }
            days.push(*day);
        }
    }

    /// The day of each time in a column of timestamps, in UTC where it has a time zone; none for any other column.
    pub(crate) fn of_times(array: &dyn Array, times: &[Option<i64>]) -> Option<Self> {
        let a_day = match array.data_type() {
            DataType::Timestamp(TimeUnit::Second, _) => 86_400,
            DataType::Timestamp(TimeUnit::Millisecond, _) => 86_400_000,
            DataType::Timestamp(TimeUnit::Microsecond, _) => 86_400_000_000,
            DataType::Timestamp(TimeUnit::Nanosecond, _) => 86_400_000_000_000,
            _ => return None,
        };
        let day = |time: &Option<i64>| {
            let day = time.unwrap_or_default().div_euclid(a_day);
            i32::try_from(day).unwrap_or(if day < 0 { i32::MIN } else { i32::MAX })
        };
        let nulls: NullBuffer = times.iter().map(Option::is_some).collect();
        Some(Self { days: times.iter().map(day).collect(), nulls: Some(nulls) })
    }

    pub(crate) fn column(&self) -> DayColumn<'_> {
        DayColumn { days: &self.days, valid: self.nulls.as_ref().map(|nulls| bits(nulls.inner())) }
    }

    /// What stands in a row.
    pub(crate) fn at(&self, row: usize) -> Option<i32> {
        self.days.get(row).copied()
    }

    /// The rows without a day.
    pub(crate) fn nulls(&self) -> impl Iterator<Item = usize> {
        let nulls = self.nulls.iter();
        nulls.flat_map(|nulls| (0..nulls.len()).filter(|row| nulls.is_null(*row)))
    }

    /// The same, without the day that stands for no end.
    pub(crate) fn open(self, open_end: Option<i32>) -> Self {
        let Some(open_end) = open_end.filter(|day| self.days.contains(day)) else { return self };
        let is_day: NullBuffer = self.days.iter().map(|day| *day != open_end).collect();
        Self { nulls: NullBuffer::union(self.nulls.as_ref(), Some(&is_day)), days: self.days }
    }

    /// Reads a column of a chunk that begins at row `first` of the table; nulls where it has no place. A row that cannot be
    /// read is null.
    pub(crate) fn of(
        batch: &RecordBatch,
        place: Option<usize>,
        (name, first): (&str, usize),
        problems: &mut Problems,
    ) -> Self {
        let array = column(batch, place);
        let nulls = array.nulls().filter(|nulls| nulls.null_count() > 0).cloned();
        let (days, wrong) = match array.data_type() {
            DataType::Date32 => (array.as_primitive::<Date32Type>().values().clone(), Vec::new()),
            DataType::Date64 => counted::<Date64Type>(&array, 86_400_000),
            DataType::Timestamp(TimeUnit::Second, _) => counted::<TimestampSecondType>(&array, 86_400),
            DataType::Timestamp(TimeUnit::Millisecond, _) => {
                counted::<TimestampMillisecondType>(&array, 86_400_000)
            }
            DataType::Timestamp(TimeUnit::Microsecond, _) => {
                counted::<TimestampMicrosecondType>(&array, 86_400_000_000)
            }
            DataType::Timestamp(TimeUnit::Nanosecond, _) => {
                counted::<TimestampNanosecondType>(&array, 86_400_000_000_000)
            }
            _ => {
                let nulls = NullBuffer::new_null(array.len());
                return Self { days: vec![0; array.len()].into(), nulls: Some(nulls) };
            }
        };
        if wrong.is_empty() {
            return Self { days, nulls };
        }
        let mut is_day = vec![true; array.len()];
        for row in wrong {
            let expected = "expected a day from 1900 to 2199 without a time of the day";
            problems.row(InputCode::NotADate, name, first.saturating_add(row), expected);
            if let Some(is_day) = is_day.get_mut(row) {
                *is_day = false;
            }
        }
        Self { days, nulls: NullBuffer::union(nulls.as_ref(), Some(&is_day.into())) }
    }
}

/// Days from a finer unit, and the rows that are no whole day.
fn counted<T: ArrowPrimitiveType<Native = i64>>(
    array: &dyn Array,
    a_day: i64,
) -> (ScalarBuffer<i32>, Vec<usize>) {
    let array = array.as_primitive::<T>();
    let mut days = Vec::with_capacity(array.len());
    let mut wrong = Vec::new();
    for (row, value) in array.values().iter().enumerate() {
        let (day, rest) = (value.div_euclid(a_day), value.rem_euclid(a_day));
        days.push(match i32::try_from(day) {
            Ok(day) if rest == 0 => day,
            _ => {
                if array.is_valid(row) {
                    wrong.push(row);
                }
                0
            }
        });
    }
    (days.into(), wrong)
}

/// As the core takes them.
pub(crate) fn bits(bits: &BooleanBuffer) -> Bits<'_> {
    Bits::new(bits.values(), bits.offset())
}
