//! Civil days and periods. No clock and no time zone: the day is always an argument.

mod date;
mod period;
mod span;

pub use date::{Date, DateError};
pub use period::{Period, PeriodError};
pub use span::Span;
