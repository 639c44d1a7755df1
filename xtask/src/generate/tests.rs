//! What the generator refuses: each folder in tests/data/refusals lays one bad file over the good catalogue.
//! The comments at the top of the bad file say what is to be refused in it: `# refused: line: words`.

use super::generate;
use crate::command;
use std::fs;
use std::path::{Path, PathBuf};

fn cases() -> PathBuf {
    command::root().join("tests/data/refusals")
}

/// Every file below a folder by its path in there, sorted.
pub fn files(folder: &Path) -> Vec<PathBuf> {
    fn walk(folder: &Path, found: &mut Vec<PathBuf>) {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                walk(&path, found);
            } else {
                found.push(path);
            }
        }
    }
    let mut found = Vec::new();
    walk(folder, &mut found);
    found.sort();
    found.into_iter().map(|path| path.strip_prefix(folder).unwrap().to_path_buf()).collect()
}

/// A copy of a catalogue in a temporary folder, gone when dropped.
pub struct Catalogue(pub PathBuf);

impl Catalogue {
    /// A copy of the catalogue in the folder; the name keeps tests apart.
    pub fn copy(folder: &Path, name: &str) -> Self {
        let copy = Self(std::env::temp_dir().join(format!("ia-{}-{name}", std::process::id())));
        copy.lay(folder);
        copy
    }

    pub fn good(name: &str) -> Self {
        Self::copy(&cases().join("good"), name)
    }

    /// Puts the files of a folder over those that are there.
    fn lay(&self, folder: &Path) {
        for file in files(folder) {
            let to = self.0.join(&file);
            fs::create_dir_all(to.parent().unwrap()).unwrap();
            fs::copy(folder.join(&file), to).unwrap();
        }
    }
}

impl Drop for Catalogue {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

/// The lines that are to be refused, each with words of what is said.
fn expected(bad: &str) -> Vec<(usize, &str)> {
    bad.lines()
        .map_while(|line| line.strip_prefix("# refused: "))
        .map(|refused| {
            let (line, words) = refused.split_once(": ").unwrap();
            (line.parse().unwrap(), words)
        })
        .collect()
}

/// What is not as the bad file says; none when all is.
fn wrong(name: &str) -> Option<String> {
    let folder = cases().join(name);
    let files = files(&folder);
    let [file] = files.as_slice() else {
        return Some(format!("{name}: there must be one bad file"));
    };
    let bad = fs::read_to_string(folder.join(file)).unwrap();
    let expected = expected(&bad);
    let catalogue = Catalogue::good(name);
    catalogue.lay(&folder);
    let Err(refusals) = generate(&catalogue.0) else {
        return Some(format!("{name}: accepted"));
    };
    let as_expected = !expected.is_empty()
        && expected.len() == refusals.0.len()
        && expected.iter().zip(&refusals.0).all(|(wanted, refusal)| {
            refusal.file == *file
                && refusal.line == wanted.0
                && refusal.what.contains(wanted.1)
                && !refusal.fix.is_empty()
        });
    (!as_expected).then(|| format!("{name}: expected {expected:?}, got\n{refusals}"))
}

#[test]
fn each_bad_file_is_refused_with_its_lines() {
    let mut names: Vec<String> = fs::read_dir(cases())
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .filter(|name| name != "good")
        .collect();
    names.sort();
    assert!(!names.is_empty());
    let wrong: Vec<String> = names.iter().filter_map(|name| wrong(name)).collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
}

#[test]
fn the_good_catalogue_becomes_the_same_files_each_time() {
    let catalogue = Catalogue::good("good");
    let output = generate(&catalogue.0).unwrap();
    let paths: Vec<&str> = output.keys().filter_map(|path| path.to_str()).collect();
    assert_eq!(
        paths,
        [
            "docs/catalogue/README.md",
            "docs/catalogue/decided.md",
            "docs/catalogue/open.md",
            "docs/catalogue/processes.md",
            "docs/catalogue/review.md",
            "docs/catalogue/roles/employer.md",
            "docs/catalogue/roles/line_manager.md",
            "docs/catalogue/roles/sick_listed_employee.md",
            "docs/catalogue/sources/aml.md",
            "docs/catalogue/sources/booklet.md",
            "docs/catalogue/statements.md",
            "docs/catalogue/topics/absence_follow_up.md",
            "docs/catalogue/topics/cooperation.md",
            "docs/catalogue/topics/ia_work.md",
            "ia-core/src/tables/en.txt",
            "ia-core/src/tables/escalation.json",
            "ia-core/src/tables/follow-up.json",
            "ia-core/src/tables/keys.txt",
            "ia-core/src/tables/knowledge.json",
            "ia-core/src/tables/modal-verbs.json",
            "ia-core/src/tables/nb.txt",
            "ia-core/src/tables/nn.txt",
            "ia-core/src/tables/norms.json",
            "ia-core/src/tables/processes.json",
            "ia-core/src/tables/provisions.json",
            "ia-core/src/tables/sources.json",
            "ia-core/src/tables/version.rs",
            "ia-core/src/tables/words.json",
        ]
    );
    assert!(output == generate(&catalogue.0).unwrap(), "not the same");
}
