//! The norms: who owes, may or should do what, toward whom, in which version when.

mod norm;
#[cfg_attr(not(feature = "catalogue"), path = "empty.rs")]
#[rustfmt::skip]
mod table;
mod weight;

pub use norm::{Basis, Modality, Norm, NormError, Sensitivity, Topic, Version};
pub use table::VERSION;
pub use weight::{Weight, weight};

/// Every norm, sorted by id.
pub fn norms() -> &'static [Norm] {
    table::NORMS
}

/// The norm with this id.
pub fn norm(id: &str) -> Option<&'static Norm> {
    norms().get(index_of(id)?)
}

pub(crate) fn index_of(id: &str) -> Option<usize> {
    norms().binary_search_by(|norm| norm.id.as_ref().cmp(id)).ok()
}
