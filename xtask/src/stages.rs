//! Everything that must hold, stage by stage.

use crate::{command, language, node, python};
use std::time::Instant;

type Stage = (&'static str, fn() -> Result<(), String>);

const STAGES: &[Stage] = &[
    ("format", format),
    ("generated", generated),
    ("language", language::check),
    ("clippy", clippy),
    ("rust", rust),
    ("cases", cases),
    ("languages", languages),
    ("wasm", wasm),
    ("node", node::test),
    ("python", python::test),
];

pub fn names() -> Vec<&'static str> {
    STAGES.iter().map(|(name, _)| *name).collect()
}

/// Runs every stage, or one, also after a failure. The last line is `N passed, N failed`.
/// What is built is shown by cargo, so that a long stage is seen to move.
pub fn run(only: Option<&str>) -> Result<(), String> {
    let mut results = Vec::new();
    for (name, stage) in STAGES.iter().filter(|(name, _)| only.is_none_or(|only| only == *name)) {
        println!("── {name} ──");
        let start = Instant::now();
        let result = stage();
        if let Err(error) = &result {
            println!("{error}");
        }
        results.push((name, start.elapsed().as_secs_f64(), result.is_ok()));
    }
    println!();
    for (name, seconds, passed) in &results {
        println!("{} {name:<10} {seconds:>7.1} s", if *passed { "✓" } else { "✗" });
    }
    let failed = results.iter().filter(|(_, _, passed)| !passed).count();
    println!("{} passed, {failed} failed", results.len() - failed);
    if failed == 0 { Ok(()) } else { Err(String::new()) }
}

fn cargo(arguments: &[&str]) -> Result<(), String> {
    let mut cargo = command::cargo();
    cargo.args(arguments);
    command::run(cargo)
}

fn format() -> Result<(), String> {
    cargo(&["fmt", "--all", "--check"])?;
    // Modules that a macro declares are not seen by `cargo fmt`.
    let folder = command::root().join("ia-core/src/requirement");
    let files = std::fs::read_dir(&folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    let mut rustfmt = command::program("rustfmt");
    rustfmt.args(["--check", "--edition", "2024"]).args(files.flatten().map(|entry| entry.path()));
    command::run(rustfmt)
}

fn generated() -> Result<(), String> {
    cargo(&["run", "--package", "xtask", "--features", "generate", "--", "generate", "--check"])
}

fn clippy() -> Result<(), String> {
    let deny = ["--", "-D", "warnings"];
    cargo(
        &[
            &[
                "clippy",
                "--workspace",
                "--all-targets",
                "--features",
                "ia-core/cli,xtask/cases,xtask/generate,xtask/wasm",
            ],
            &deny[..],
        ]
        .concat(),
    )
}

fn rust() -> Result<(), String> {
    cargo(&[
        "test",
        "--package",
        "ia-core",
        "--package",
        "ia-tests",
        "--features",
        "ia-core/cli",
        "--",
        "--quiet",
    ])?;
    cargo(&["test", "--package", "xtask", "--features", "cases,generate", "--", "--quiet"])
}

/// Cases from elsewhere, where they are.
fn cases() -> Result<(), String> {
    cargo(&["run", "--quiet", "--package", "xtask", "--features", "cases", "--", "cases"])
}

/// Each language builds alone, and none is needed.
fn languages() -> Result<(), String> {
    for features in ["", "nb", "nn", "en"] {
        cargo(&["check", "--package", "ia-core", "--no-default-features", "--features", features])?;
    }
    Ok(())
}

fn wasm() -> Result<(), String> {
    cargo(&["run", "--package", "xtask", "--features", "wasm", "--", "wasm", "--sizes"])
}
