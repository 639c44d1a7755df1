//! Sources, their provisions with dated versions, and pointers to them.

mod citation;
mod naming;
mod provision;
mod source;
mod words;

pub use citation::{Citation, CitationError, Section, Style};
pub(crate) use naming::bears_name_of_law;
pub(crate) use provision::index_of;
pub use provision::{
    Confidence, Law, LawError, Provision, ProvisionVersion, at, find, provision, provisions,
};
pub use source::{Source, SourceKind, source, sources};
pub(crate) use words::{Words, words};

pub use crate::tables::READ_TO;
