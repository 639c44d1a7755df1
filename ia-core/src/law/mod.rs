//! Sources, their provisions with dated versions, and pointers to them.

mod citation;
mod provision;
mod source;
#[cfg_attr(not(feature = "catalogue"), path = "empty.rs")]
#[rustfmt::skip]
mod table;
mod words;

pub use citation::{Citation, CitationError, Section, Style};
pub(crate) use provision::index_of;
pub use provision::{
    Confidence, Law, LawError, Provision, ProvisionVersion, at, find, provision, provisions,
};
pub use source::{Source, SourceKind, source, sources};
pub(crate) use words::Words;

/// The last day up to which the provisions' text was read. What changed after it is not in the catalogue.
pub use table::READ_TO;
