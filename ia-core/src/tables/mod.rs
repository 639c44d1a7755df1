//! The catalogue as it was generated: one entry a line, read on first use.
//!
//! Entries are JSON in the shape of their types, which is also the shape of a local pack. The texts stand
//! beside them, one file a language, one text a line, in the order of the entries.

use crate::json::{self, Blank, Read};

/// The file of the table.
macro_rules! table {
    ($file:literal) => {
        $crate::tables::read(include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/tables/", $file)))
    };
}
pub(crate) use table;

/// What the table holds, read as local packs are. The generator has checked every one of them, and a test counts them; were a
/// table not readable, the catalogue would be empty and nothing would panic.
pub(crate) fn read<T: Read + Blank>(text: &str) -> T {
    json::read(text).unwrap_or(T::BLANK)
}

/// The day up to which the law was read, and the catalogue's version.
mod version;

pub use version::{READ_TO, VERSION};
