//! Civil days, periods and the Norwegian calendar. No clock and no time zone: the day is always an argument.

mod counting;
mod date;
mod holiday;
mod period;
mod span;

pub use counting::{Counting, Weekend};
pub use date::{Date, DateError};
pub use holiday::{Holiday, easter_sunday, holidays};
pub use period::{Period, PeriodError};
pub use span::Span;
