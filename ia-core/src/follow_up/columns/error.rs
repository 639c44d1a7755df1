//! What is wrong with columns: the column, and the row from 0. No value is repeated.

/// Why columns cannot be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ColumnsError {
    /// A column is longer or shorter than `from`.
    #[error("expected as many rows in `{column}` as in `from`")]
    Length {
        /// Its name.
        column: &'static str,
    },
    /// A case has no first day.
    #[error("expected a first day in `from` of row {row}")]
    NoFirstDay {
        /// The row, from 0.
        row: usize,
    },
    /// A row has no day where one must be.
    #[error("expected a day in `{column}` of row {row}")]
    NoDay {
        /// The column.
        column: &'static str,
        /// The row, from 0.
        row: usize,
    },
    /// A kind that there is not.
    #[error("expected a kind of event in `kind` of row {row}, such as `certificate`")]
    UnknownKind {
        /// The row, from 0.
        row: usize,
    },
    /// A day outside the calendar.
    #[error("expected a day from 1900-01-01 to 2199-12-31 in `{column}` of row {row}")]
    OutOfRange {
        /// The column.
        column: &'static str,
        /// The row, from 0.
        row: usize,
    },
    /// The reports of one person name more employers than can be counted.
    #[error("expected at most {most} employers of one person in `employer`")]
    TooManyEmployers {
        /// The most there may be.
        most: usize,
    },
    /// A last day before the first, or whole or graded absence that begins before the absence does.
    #[error("expected a day on or after the one in `{before}` in `{column}` of row {row}")]
    OutOfOrder {
        /// The column.
        column: &'static str,
        /// The column it comes after.
        before: &'static str,
        /// The row, from 0.
        row: usize,
    },
}

impl ColumnsError {
    /// A stable code: that of [`InputCode`](crate::InputCode) which says the same.
    pub const fn code(self) -> crate::InputCode {
        match self {
            Self::Length { .. } => crate::InputCode::WrongType,
            Self::NoFirstDay { .. } | Self::NoDay { .. } => crate::InputCode::MissingKey,
            Self::UnknownKind { .. } => crate::InputCode::UnknownCode,
            Self::OutOfRange { .. } => crate::InputCode::OutOfRange,
            Self::TooManyEmployers { .. } => crate::InputCode::TooLarge,
            Self::OutOfOrder { .. } => crate::InputCode::EndBeforeStart,
        }
    }
}
