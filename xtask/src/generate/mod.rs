//! Reads the catalogue's TOML, refuses what is wrong with file, line and fix, and writes the tables of the library
//! and the reviewers' pages.

mod check;
#[cfg(test)]
mod coverage;
mod emit;
#[cfg(test)]
mod guide;
mod load;
mod pages;
mod refusal;
pub mod review;
mod template;
#[cfg(test)]
mod tests;
mod tree;

use refusal::Refusals;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// Every generated file by its path from the repository's root.
pub type Output = BTreeMap<PathBuf, String>;

/// What the catalogue in `folder` becomes.
pub fn generate(folder: &Path) -> Result<Output, Refusals> {
    let catalogue = load::load(folder)?;
    check::check(&catalogue)?;
    let mut output = emit::tables(&catalogue);
    output.extend(pages::pages(&catalogue));
    Ok(output)
}
