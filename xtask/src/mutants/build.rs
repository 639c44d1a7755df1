//! The copy of the repository that is changed, and the programs that are built from it.

use super::{Mutant, combine, folder};
use crate::command;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// Where the hook is.
const LIBRARY: &str = "ia-core/src/lib.rs";
/// The packages whose tests must notice, with the features that they need.
const TESTS: [&str; 8] =
    ["--package", "ia-core", "--package", "ia-tests", "--features", "ia-core/cli", "--lib", "--tests"];

/// A built test program.
#[derive(Clone, Debug)]
pub struct Program {
    pub name: String,
    pub path: PathBuf,
    /// The folder of its package: tests are run there.
    pub folder: PathBuf,
}

/// How a build ended: with the programs, or with lines that do not compile, by file.
pub enum Built {
    Programs(Vec<Program>),
    Refused(BTreeMap<String, Vec<usize>>),
}

pub fn tree() -> PathBuf {
    folder().join("tree")
}

pub fn read(place: &Path) -> Result<String, String> {
    std::fs::read_to_string(place).map_err(|error| format!("{}: {error}", place.display()))
}

/// Writes it where it is another text: cargo builds by the time of a file.
pub fn write(place: &Path, text: &str) -> Result<(), String> {
    if std::fs::read_to_string(place).is_ok_and(|old| old == text) {
        return Ok(());
    }
    let written =
        std::fs::create_dir_all(place.parent().unwrap_or(place)).and_then(|()| std::fs::write(place, text));
    written.map_err(|error| format!("{}: {error}", place.display()))
}

/// The files that mutants change, by name, read once: somebody may go on working while the mutants run. Nothing in them
/// is inlined by force: where each function has an arm for each of its mutants, that is a product that no compiler ends.
pub type Sources = BTreeMap<String, String>;

pub fn sources(mutants: &[Mutant]) -> Result<Sources, String> {
    let names: BTreeSet<&String> = mutants.iter().map(|mutant| &mutant.file).collect();
    let called = |text: String| text.replace("#[inline(always)]", "#[inline(never)]");
    names.into_iter().map(|name| Ok((name.clone(), called(read(&command::root().join(name))?)))).collect()
}

/// Copies every file that git knows, and adds the hook.
pub fn copy() -> Result<(), String> {
    let mut list = command::program("git");
    list.args(["ls-files", "-z", "--cached", "--others", "--exclude-standard"]);
    for name in command::output(list)?.split('\0').filter(|name| !name.is_empty()) {
        let (from, to) = (command::root().join(name), tree().join(name));
        let Ok(bytes) = std::fs::read(&from) else { continue };
        if name == LIBRARY || std::fs::read(&to).is_ok_and(|old| old == bytes) {
            continue;
        }
        let copied =
            std::fs::create_dir_all(to.parent().unwrap_or(&to)).and_then(|()| std::fs::write(&to, bytes));
        copied.map_err(|error| format!("{}: {error}", to.display()))?;
    }
    let library = read(&command::root().join(LIBRARY))?;
    write(&tree().join(LIBRARY), &(library + combine::HOOK))
}

/// Builds every test program of the copy.
pub fn build() -> Result<Built, String> {
    let mut cargo = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    cargo.current_dir(tree()).args(["test", "--locked", "--no-run", "--profile", "mutants"]).args(TESTS);
    cargo.args(["--message-format", "json", "--target-dir"]).arg(folder().join("build"));
    // Arms that cannot be reached, and what only one mutant needs.
    cargo.env("RUSTFLAGS", "--cap-lints allow").stderr(Stdio::null());
    let output = cargo.output().map_err(|error| format!("cargo did not start: {error}"))?;
    let text = String::from_utf8_lossy(&output.stdout);
    let messages: Vec<Value> = text.lines().filter_map(|line| serde_json::from_str(line).ok()).collect();
    if output.status.success() {
        let mut programs: Vec<Program> = messages.iter().filter_map(program).collect();
        programs.sort_by(|a, b| a.path.cmp(&b.path));
        return Ok(Built::Programs(programs));
    }
    let mut refused: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for span in messages.iter().filter(|one| one["message"]["level"] == "error").flat_map(spans) {
        if let (Some(file), Some(line)) = (span["file_name"].as_str(), span["line_start"].as_u64()) {
            refused.entry(file.to_owned()).or_default().push(usize::try_from(line).unwrap_or_default());
        }
    }
    if refused.is_empty() {
        return Err(format!("the copy does not build: cargo test --no-run in {}", tree().display()));
    }
    Ok(Built::Refused(refused))
}

fn spans(message: &Value) -> Vec<&Value> {
    let spans = message["message"]["spans"].as_array().into_iter().flatten();
    spans.filter(|span| span["is_primary"] == true).collect()
}

fn program(message: &Value) -> Option<Program> {
    let is_test = message["profile"]["test"] == true;
    let path = message["executable"].as_str().filter(|_| is_test)?;
    Some(Program {
        name: message["target"]["name"].as_str()?.to_owned(),
        path: path.into(),
        folder: Path::new(message["manifest_path"].as_str()?).parent()?.to_owned(),
    })
}

/// Builds as many mutants at once as compile together. Gives the programs, and for each of those mutants the name of its
/// function.
pub fn together(
    mutants: &[Mutant],
    sources: &Sources,
) -> Result<(Vec<Program>, BTreeMap<usize, usize>), String> {
    let mut left_out: BTreeSet<usize> =
        mutants.iter().filter(|mutant| mutant.function.is_none()).map(|mutant| mutant.id).collect();
    loop {
        let mut combined = BTreeMap::new();
        for (file, text) in sources {
            let here: Vec<&Mutant> = mutants
                .iter()
                .filter(|mutant| mutant.file == *file && !left_out.contains(&mutant.id))
                .collect();
            let one = combine::combine(text, &here);
            let placed: BTreeSet<usize> = one.arms.iter().map(|(id, _)| *id).collect();
            left_out.extend(here.iter().map(|mutant| mutant.id).filter(|id| !placed.contains(id)));
            let hook = if file == LIBRARY { combine::HOOK } else { "" };
            write(&tree().join(file), &format!("{}{hook}", one.text))?;
            combined.insert(file.as_str(), one);
        }
        match build()? {
            Built::Programs(programs) => {
                let functions = combined.values().flat_map(|one| &one.functions);
                let named = functions.flat_map(|(_, ids)| ids.iter().map(|id| (*id, ids[0]))).collect();
                return Ok((programs, named));
            }
            Built::Refused(lines) => {
                let blamed = blamed(&combined, &lines);
                println!("{} of {} do not compile together with the others", blamed.len(), mutants.len());
                if blamed.is_empty() {
                    return Err(format!("the copy does not build, and no mutant is the cause: {lines:?}"));
                }
                left_out.extend(blamed);
            }
        }
    }
}

/// The mutants on these lines, or all of the function where no mutant's own line is meant.
fn blamed(
    combined: &BTreeMap<&str, combine::Combined>,
    lines: &BTreeMap<String, Vec<usize>>,
) -> BTreeSet<usize> {
    let mut blamed = BTreeSet::new();
    for (file, line) in lines.iter().flat_map(|(file, lines)| lines.iter().map(move |line| (file, line))) {
        let Some(one) = combined.get(file.as_str()) else { continue };
        let arms: Vec<usize> =
            one.arms.iter().filter(|(_, arm)| arm.contains(line)).map(|(id, _)| *id).collect();
        let around = one.functions.iter().filter(|(function, _)| arms.is_empty() && function.contains(line));
        blamed.extend(arms.iter().copied().chain(around.flat_map(|(_, ids)| ids.iter().copied())));
    }
    blamed
}

/// Builds the same programs with one mutant that does not go together with others. Says whether it compiles.
pub fn alone(mutant: &Mutant, sources: &Sources) -> Result<bool, String> {
    let text = sources.get(&mutant.file).map_or("", String::as_str);
    let changed = combine::alone(text, mutant).ok_or_else(|| format!("{} has no place", mutant.name))?;
    let place = tree().join(&mutant.file);
    let together = read(&place)?;
    let hook = if mutant.file == LIBRARY { combine::HOOK } else { "" };
    write(&place, &format!("{changed}{hook}"))?;
    let built = build();
    write(&place, &together)?;
    Ok(matches!(built?, Built::Programs(_)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_error_is_put_on_the_arm_it_stands_in_else_on_the_whole_function() {
        let one = combine::Combined {
            text: String::new(),
            arms: vec![(7, 2..5), (8, 5..8)],
            functions: vec![(1..11, vec![7, 8])],
        };
        let combined = BTreeMap::from([("a.rs", one)]);
        let of = |lines: &[usize]| blamed(&combined, &BTreeMap::from([("a.rs".to_owned(), lines.to_vec())]));
        assert_eq!(of(&[6]), BTreeSet::from([8]));
        assert_eq!(of(&[9]), BTreeSet::from([7, 8]));
        assert!(of(&[20]).is_empty());
    }
}
