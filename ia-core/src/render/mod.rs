//! An assessment as a document. What stands in it is escaped by the format, not by memory.

mod report;

use crate::api::{AssessResponse, Format};
use crate::text::Table;

/// The assessment as a self-contained HTML page, or as CommonMark.
pub(crate) fn report(assessment: &AssessResponse, table: &Table, format: Format) -> String {
    report::Report::new(assessment, table).render(format)
}
