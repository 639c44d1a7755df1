//! Benchmarks: the engine by criterion, the start of each binding by a loop of processes.

use crate::outcome::Done;
use crate::{command, python};

pub fn run() -> Done {
    let mut criterion = command::cargo("bench");
    criterion.args(["--package", "ia-tests"]);
    command::run(criterion)?;
    let mut start = python::in_venv("python");
    start.arg("tests/bench/start.py");
    command::run(start)
        .map_err(|error| format!("{error}\n    fix: cargo xtask test --only python, cargo xtask wasm"))?;
    Ok(String::new())
}
