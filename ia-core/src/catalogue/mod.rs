//! The norms: who owes, may or should do what, toward whom, in which version when.

mod action;
pub mod entry;
mod knowledge;
mod norm;
mod pack;
mod process;
mod weight;

pub use crate::record::Level;
pub use crate::tables::VERSION;
pub use action::Group;
pub use knowledge::{Detail, Knowledge, KnowledgeKind, Timing};
pub use norm::{Basis, Modality, Norm, NormError, OwnTexts, Sensitivity, Topic, Version};
pub(crate) use pack::is_local;
pub use pack::{Pack, with_packs};
pub use process::{Phase, Process, Step};
pub use weight::{Weight, weight};

use crate::tables::table;
use std::sync::LazyLock;

/// Every norm, sorted by id.
pub fn norms() -> &'static [Norm] {
    static NORMS: LazyLock<Vec<Norm>> = LazyLock::new(|| table!("norms.json"));
    &NORMS
}

/// The norm with this id.
pub fn norm(id: &str) -> Option<&'static Norm> {
    norms().get(index_of(id)?)
}

pub(crate) fn index_of(id: &str) -> Option<usize> {
    norms().binary_search_by(|norm| norm.id.as_str().cmp(id)).ok()
}

/// Every piece of knowledge, sorted by id.
pub fn knowledge() -> &'static [Knowledge] {
    static KNOWLEDGE: LazyLock<Vec<Knowledge>> = LazyLock::new(|| table!("knowledge.json"));
    &KNOWLEDGE
}

/// Every process, sorted by id.
pub fn processes() -> &'static [Process] {
    static PROCESSES: LazyLock<Vec<Process>> = LazyLock::new(|| table!("processes.json"));
    &PROCESSES
}
