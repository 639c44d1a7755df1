//! Many cases of sick leave at once, for bindings that hold tables: days and bits in columns instead of JSON.

pub use crate::calendar::{Counting, Date, Weekend};
pub use crate::code::Code;
pub use crate::error::{Bounded, InputCode};
pub use crate::follow_up::columns::cases::{CaseRows, EventColumns, NO_EMPLOYER, cases_of};
pub use crate::follow_up::columns::counts::{CountRows, PeriodRows, counts_of};
pub use crate::follow_up::columns::kpi::{Counts, Figures, LEAST, Month, Row, Rows, Tenths, TooFew};
pub use crate::follow_up::columns::{
    Bits, CaseColumns, ColumnsError, DayColumn, DueColumn, STEPS, StatusColumn, StatusColumns, StepColumns,
    WholeColumns, deciding, status,
};
pub use crate::follow_up::{EventKind, JoinRule, StepReason, StepStatus};
pub use crate::json::shown_key;
pub use crate::record::Milestone;
pub use crate::requirement::Options;
pub use crate::requirement::Reading;
