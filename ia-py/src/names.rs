//! Texts and whole numbers of a column as numbers, and back.

use arrow_array::cast::AsArray;
use arrow_array::types::{
    Int8Type, Int16Type, Int32Type, Int64Type, UInt8Type, UInt16Type, UInt32Type, UInt64Type,
};
use arrow_array::{AnyDictionaryArray, Array, ArrayRef, PrimitiveArray, StringArray};
use arrow_schema::DataType;
use ia_core::api::columns::InputCode;
use std::collections::HashMap;
use std::sync::Arc;

use crate::cells::{self, Wrong};
use crate::problem::Problems;

/// How long a text is at most that names a person, an employer, a group or a kind, in bytes. A hash is shorter, and so is
/// the name of a unit.
pub(crate) const LONGEST: usize = 256;

/// How long a value is at most that is handed on, in bytes: 16 MiB.
pub(crate) const LONGEST_KEPT: usize = 1 << 24;

pub(crate) fn too_long(longest: usize) -> String {
    format!("expected texts of at most {longest} bytes")
}

/// What stands in a row, so that the same gets the same number. In the order in which groups are shown.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Name {
    Number(i128),
    Text(String),
    None,
}

/// Names by number.
#[derive(Debug, Default)]
pub(crate) struct Names {
    texts: HashMap<String, u32>,
    integers: HashMap<i128, u32>,
    none: Option<u32>,
    /// The type of the whole numbers that come out; none where texts do.
    of_numbers: Option<DataType>,
    all: Vec<Name>,
}

impl Names {
    /// For a column of this type, also when it has no rows.
    pub(crate) fn of_column(kind: &DataType) -> Self {
        let of_numbers = match kind {
            DataType::Dictionary(_, values) => return Self::of_column(values),
            kind if kind.is_integer() => Some(kind.clone()),
            // Numbers beside nulls are fractions in pandas.
            kind if kind.is_floating() => Some(DataType::Int64),
            _ => None,
        };
        Self { of_numbers, ..Self::default() }
    }

    /// The number of the name in each row of a column that begins at row `first` of the table. A row that cannot be read
    /// has no name.
    pub(crate) fn numbers(
        &mut self,
        array: &dyn Array,
        column: &str,
        first: usize,
        problems: &mut Problems,
    ) -> Vec<u32> {
        let mut wrong = |row: usize, code, expected: &'static str| {
            problems.row(code, column, first.saturating_add(row), expected);
        };
        self.read(array, &mut wrong).unwrap_or_else(|| {
            problems.column(InputCode::WrongType, column, "expected a column of texts or whole numbers");
            vec![self.none(); array.len()]
        })
    }

    /// `None` for a column of another type.
    fn read(&mut self, array: &dyn Array, wrong: Wrong<'_>) -> Option<Vec<u32>> {
        if let Some(dictionary) = array.as_any_dictionary_opt() {
            return self.read_dictionary(dictionary, wrong);
        }
        let rows = 0..array.len();
        if let Some(text) = cells::texts(array) {
            let number = |row| if array.is_valid(row) { self.text(text(row)) } else { self.none() };
            return Some(rows.map(number).collect());
        }
        if let Some(integer) = cells::integers(array) {
            let number = |row| if array.is_valid(row) { self.integer(integer(row)) } else { self.none() };
            return Some(rows.map(number).collect());
        }
        if cells::fractions(array).is_some() {
            let number = |number: Option<i64>| match number {
                Some(number) => self.integer(number.into()),
                None => self.none(),
            };
            return Some(cells::whole_numbers(array, wrong)?.into_iter().map(number).collect());
        }
        (*array.data_type() == DataType::Null).then(|| vec![self.none(); array.len()])
    }

    /// What is wrong with a value is wrong with each row that has it.
    fn read_dictionary(&mut self, dictionary: &dyn AnyDictionaryArray, wrong: Wrong<'_>) -> Option<Vec<u32>> {
        let mut of_value = HashMap::new();
        let values = self.read(dictionary.values(), &mut |place, code, expected| {
            of_value.insert(place, (code, expected));
        })?;
        let places = if values.is_empty() { Vec::new() } else { dictionary.normalized_keys() };
        let number = |row: usize| {
            let place = places.get(row).filter(|_| dictionary.is_valid(row));
            if let Some((code, expected)) = place.and_then(|place| of_value.get(place)) {
                wrong(row, *code, expected);
            }
            place.and_then(|place| values.get(*place)).copied().unwrap_or_else(|| self.none())
        };
        Some((0..dictionary.len()).map(number).collect())
    }

    fn text(&mut self, text: &str) -> u32 {
        if let Some(number) = self.texts.get(text) {
            return *number;
        }
        let number = self.next(Name::Text(text.to_owned()));
        self.texts.insert(text.to_owned(), number);
        number
    }

    fn integer(&mut self, integer: i128) -> u32 {
        if let Some(number) = self.integers.get(&integer) {
            return *number;
        }
        let number = self.next(Name::Number(integer));
        self.integers.insert(integer, number);
        number
    }

    /// Those without a name are one: nobody knows how many they are.
    fn none(&mut self) -> u32 {
        if let Some(number) = self.none {
            return number;
        }
        let number = self.next(Name::None);
        self.none = Some(number);
        number
    }

    /// The number of rows without a name; none where every row has one.
    pub(crate) const fn of_none(&self) -> Option<u32> {
        self.none
    }

    fn next(&mut self, name: Name) -> u32 {
        let number = u32::try_from(self.all.len()).unwrap_or(u32::MAX);
        self.all.push(name);
        number
    }

    pub(crate) fn name(&self, number: u32) -> &Name {
        self.all.get(number as usize).unwrap_or(&Name::None)
    }

    /// The text with this number; none when it is no text.
    pub(crate) fn text_of(&self, number: u32) -> Option<&str> {
        if let Name::Text(text) = self.name(number) { Some(text) } else { None }
    }

    /// A column with the names of these numbers: whole numbers of the type that they had, or texts.
    pub(crate) fn column(&self, numbers: impl Iterator<Item = u32>) -> ArrayRef {
        let names = numbers.map(|number| self.name(number));
        macro_rules! numbers {
            ($($kind:ident => $of:ty,)+) => {
                match &self.of_numbers {
                    $(Some(DataType::$kind) => {
                        let number = |name: &Name| match name {
                            Name::Number(number) => (*number).try_into().ok(),
                            _ => None,
                        };
                        Arc::new(names.map(number).collect::<PrimitiveArray<$of>>()) as ArrayRef
                    })+
                    _ => {
                        let text = |name| match name {
                            &Name::Text(ref text) => Some(text.as_str()),
                            _ => None,
                        };
                        Arc::new(names.map(text).collect::<StringArray>())
                    }
                }
            };
        }
        numbers! {
            Int8 => Int8Type, Int16 => Int16Type, Int32 => Int32Type, Int64 => Int64Type,
            UInt8 => UInt8Type, UInt16 => UInt16Type, UInt32 => UInt32Type, UInt64 => UInt64Type,
        }
    }
}
