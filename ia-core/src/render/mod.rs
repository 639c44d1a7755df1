//! An assessment as a document, and the poster. What stands in it is escaped by the format, not by memory.

mod poster;
mod report;
mod width;

pub(crate) use poster::{has_card, poster};

use crate::api::{AssessResponse, Format};
use crate::text::Table;

/// The assessment as a self-contained HTML page, or as CommonMark.
pub(crate) fn report(assessment: &AssessResponse, table: &Table, format: Format) -> String {
    report::Report::new(assessment, table).render(format)
}
