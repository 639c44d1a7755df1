//! Everything that must hold, stage by stage.

use crate::outcome::{self, Done, Ran, Stop};
use crate::{command, deny, fuzz, language, msrv, node, python};
use std::time::Instant;

type Stage = (&'static str, fn() -> Done);

const STAGES: &[Stage] = &[
    ("format", format),
    ("generated", generated),
    ("language", language::check),
    ("deny", deny::check),
    ("msrv", msrv::check),
    ("clippy", clippy),
    ("rust", rust),
    ("cases", cases),
    ("languages", languages),
    ("fuzz", fuzz::check),
    ("wasm", wasm),
    ("node", node::test),
    ("python", python::test),
];

pub fn names() -> Vec<&'static str> {
    STAGES.iter().map(|(name, _)| *name).collect()
}

/// Runs every stage, or one, also after a failure. The last line counts them: see [`outcome::closing`].
/// Cargo shows what it builds, so that a long stage is seen to move.
pub fn run(only: Option<&str>) -> Done {
    let ci = outcome::under_ci();
    if ci && std::env::var_os("IA_BLESS").is_some() {
        return Err(Stop::Failed("IA_BLESS is refused under CI: it would agree to any bytes".to_owned()));
    }
    let mut stages = Vec::new();
    for (name, stage) in STAGES.iter().filter(|(name, _)| only.is_none_or(|only| only == *name)) {
        println!("── {name} ──");
        let start = Instant::now();
        let done = stage();
        if let Err(Stop::Failed(reason)) = &done {
            println!("{reason}");
        }
        let seconds = start.elapsed().as_secs_f64();
        stages.push(Ran { name, seconds, done, may_be_skipped: may_be_skipped(name) });
    }
    let (lines, green) = outcome::closing(&stages, ci);
    println!("\n{lines}");
    if green { Ok(String::new()) } else { Err(Stop::Failed(String::new())) }
}

/// CI need not have cases from elsewhere, unless it names their folder.
fn may_be_skipped(stage: &str) -> bool {
    stage == "cases" && command::variable("IA_CASES").is_none()
}

fn cargo(subcommand: &str, arguments: &[&str]) -> Result<(), String> {
    let mut cargo = command::cargo(subcommand);
    cargo.args(arguments);
    command::run(cargo)
}

fn format() -> Done {
    for manifest in ["Cargo.toml", "tests/fuzz/Cargo.toml"] {
        // Formatting resolves no dependencies: there is nothing to lock.
        let mut fmt = command::program("cargo");
        fmt.args(["fmt", "--all", "--check", "--manifest-path", manifest]);
        command::run(fmt)?;
    }
    // Modules that a macro declares are not seen by `cargo fmt`.
    let folder = command::root().join("ia-core/src/requirement");
    let files = std::fs::read_dir(&folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    let mut rustfmt = command::program("rustfmt");
    rustfmt
        .args(["--check", "--edition", "2024"])
        .args(files.flatten().map(|entry| entry.path()).filter(|path| path.is_file()));
    command::run(rustfmt)?;
    Ok(String::new())
}

fn generated() -> Done {
    command::task("generate", &["generate", "--check"])
}

fn clippy() -> Done {
    cargo(
        "clippy",
        &["--workspace", "--all-targets", "--features", command::FEATURES, "--", "-D", "warnings"],
    )?;
    Ok(String::new())
}

fn rust() -> Done {
    cargo(
        "test",
        &["--package", "ia-core", "--package", "ia-tests", "--features", "ia-core/cli", "--", "--quiet"],
    )?;
    cargo("test", &["--package", "xtask", "--features", "cases,fuzz,generate,mutants", "--", "--quiet"])?;
    Ok(String::new())
}

/// Cases from elsewhere, where they are.
fn cases() -> Done {
    command::task("cases", &["cases"])
}

/// Each language builds alone, and none is needed.
fn languages() -> Done {
    for features in ["", "nb", "nn", "en"] {
        cargo("check", &["--package", "ia-core", "--no-default-features", "--features", features])?;
    }
    Ok(String::new())
}

fn wasm() -> Done {
    command::task("wasm", &["wasm", "--sizes"])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stages_have_names_of_their_own_and_only_cases_may_be_skipped() {
        let names = names();
        for (nth, name) in names.iter().enumerate() {
            assert!(!names[..nth].contains(name), "{name} twice");
            assert!(*name == "cases" || !may_be_skipped(name), "{name}");
        }
    }
}
