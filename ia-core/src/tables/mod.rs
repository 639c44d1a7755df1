//! The catalogue as it was generated: one entry a line, read on first use.
//!
//! Entries are JSON in the shape of their types, which is also the shape of a local pack. The texts stand
//! beside them, one folder a language, one text a line, in the order of the entries.

use crate::error::Place;
use crate::{json, json_typed};
use serde::de::DeserializeOwned;

/// The file of the table.
macro_rules! table {
    ($file:literal) => {
        $crate::tables::read(include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/tables/", $file)))
    };
}
pub(crate) use table;

/// The one value in the file.
macro_rules! table_of {
    ($file:literal) => {
        $crate::tables::read_one(include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/tables/", $file)))
            .unwrap_or_default()
    };
}
pub(crate) use table_of;

/// The entries of a table. The generator has checked every one of them, and a test counts them; were a
/// table not readable, the catalogue would be empty and nothing would panic.
pub(crate) fn read<T: DeserializeOwned>(text: &str) -> Vec<T> {
    read_one(text).unwrap_or_default()
}

/// The value of a table. The same reader as for local packs: in a browser each reader is downloaded.
pub(crate) fn read_one<T: DeserializeOwned>(text: &str) -> Option<T> {
    json_typed::read(&json::parse(text).ok()?, &Place::Root, &mut Vec::new())
}

/// The day up to which the law was read, and the catalogue's version.
mod version;

pub use version::{READ_TO, VERSION};
