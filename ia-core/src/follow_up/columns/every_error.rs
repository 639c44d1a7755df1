//! Every row that is no case. [`status`](super::status) stops at the first one, so that it is quick where there is none.

use super::rows::{MAX_DAY, MIN_DAY};
use super::{CaseColumns, ColumnsError, DayColumn, LEFT_OUT, STEPS};
use crate::code::Code as _;
use core::ops::Range;

impl CaseColumns<'_> {
    /// Every error of the rows, in their order. There is none exactly when [`status`](super::status) gives an answer.
    /// Columns of other lengths are not looked into.
    pub fn errors(&self) -> impl Iterator<Item = ColumnsError> {
        self.errors_in(0..self.from.days.len())
    }

    /// The same of these rows alone.
    pub(super) fn errors_in(&self, rows: Range<usize>) -> impl Iterator<Item = ColumnsError> {
        let days: Vec<(&'static str, DayColumn<'_>)> = self.day_columns().collect();
        rows.flat_map(move |row| {
            let no_first = self.from.at(row).is_none().then_some(ColumnsError::NoFirstDay { row });
            let out_of_range: Vec<ColumnsError> = days
                .iter()
                .filter(|(_, column)| column.at(row).is_some_and(|day| !is_of_calendar(day)))
                .map(|(column, _)| ColumnsError::OutOfRange { column, row })
                .collect();
            no_first.into_iter().chain(out_of_range).chain(self.out_of_order(row))
        })
    }

    /// The columns of days with their names.
    fn day_columns(&self) -> impl Iterator<Item = (&'static str, DayColumn<'_>)> {
        let whole = self.whole;
        let of_case = [
            ("from", Some(self.from)),
            ("to", Some(self.to)),
            ("whole_from", whole.map(|whole| whole.from)),
            ("whole_to", whole.map(|whole| whole.to)),
            ("graded_from", self.graded_from),
            ("continuous_from", self.continuous_from),
        ];
        let of_steps = STEPS.iter().zip(LEFT_OUT).zip(&self.steps).flat_map(|((step, left_out), columns)| {
            let taken = columns.map(|columns| columns.taken);
            [(step.code(), taken), (left_out, columns.and_then(|columns| columns.left_out))]
        });
        of_case.into_iter().chain(of_steps).filter_map(|(name, column)| Some((name, column?)))
    }

    /// Days before those that they come after, where both are days.
    fn out_of_order(&self, row: usize) -> impl Iterator<Item = ColumnsError> {
        let day = |column: DayColumn<'_>| column.at(row).filter(|day| is_of_calendar(*day));
        let (from, to) = (day(self.from), day(self.to));
        let (whole_from, whole_to) =
            self.whole.map_or((None, None), |whole| (day(whole.from), day(whole.to)));
        let continuous = self.continuous_from.and_then(day);
        let pairs = [
            ("to", to, "from", from),
            ("to", to, "continuous_from", continuous),
            ("whole_from", whole_from, "from", from),
            ("whole_to", whole_to, "whole_from", whole_from),
            ("graded_from", self.graded_from.and_then(day), "from", from),
        ];
        pairs.into_iter().filter_map(move |(column, later, before, earlier)| {
            (later? < earlier?).then_some(ColumnsError::OutOfOrder { column, before, row })
        })
    }
}

fn is_of_calendar(day: i32) -> bool {
    (MIN_DAY..=MAX_DAY).contains(&day)
}
