//! What the library says as documents. What stands in them is escaped by the format, not by memory.

mod page;
mod poster;
mod report;
mod width;

pub(crate) use poster::{has_card, poster};

use crate::api::{AssessResponse, Format};
use crate::text::{Lang, Table};
use crate::views::{Matrix, RoleCard};

/// The assessment as a self-contained HTML page, or as CommonMark.
pub(crate) fn report(assessment: &AssessResponse, table: &Table, format: Format) -> String {
    report::Report::new(assessment, table).render(format)
}

/// A role's card as a self-contained HTML page, or as CommonMark.
pub(crate) fn card(card: &RoleCard, table: &Table, lang: Lang, format: Format) -> String {
    page::card(card, table, lang, format)
}

/// The matrix of responsibilities as a self-contained HTML page, or as CommonMark.
pub(crate) fn matrix(matrix: &Matrix, table: &Table, lang: Lang, format: Format) -> String {
    page::matrix(matrix, table, lang, format)
}
