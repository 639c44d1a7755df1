//! What the tests share: where the data lies and how it is read.

use ia_core::{Date, Record};
use serde_json::Value;
use std::path::{Path, PathBuf};

#[path = "../bench/growth/mod.rs"]
pub mod growth;

/// The repository's root.
pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("the package lies in the repository").to_path_buf()
}

/// A file of the repository.
pub fn file(path: &str) -> String {
    let path = root().join(path);
    std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// A record of `tests/data`.
pub fn record(name: &str) -> Record {
    Record::from_json(&file(&format!("tests/data/{name}.json")))
        .unwrap_or_else(|errors| panic!("{name}: {errors}"))
}

/// The same as JSON.
pub fn record_json(name: &str) -> Value {
    serde_json::from_str(&file(&format!("tests/data/{name}.json"))).expect("JSON")
}

/// A day.
pub fn day(text: &str) -> Date {
    text.parse().unwrap_or_else(|error| panic!("{text}: {error}"))
}

/// Every file below a folder of the repository with this ending, sorted.
pub fn files_below(folder: &str, ending: &str) -> Vec<PathBuf> {
    fn walk(folder: &Path, ending: &str, found: &mut Vec<PathBuf>) {
        let entries =
            std::fs::read_dir(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
        for entry in entries {
            let path = entry.expect("a readable folder").path();
            if path.is_dir() {
                walk(&path, ending, found);
            } else if path.extension().is_some_and(|one| one == ending) {
                found.push(path);
            }
        }
    }
    let mut found = Vec::new();
    walk(&root().join(folder), ending, &mut found);
    found.sort();
    found
}
