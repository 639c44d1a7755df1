//! Spark: the wheel in a venv of its own, with executors of their own where the machine can start them.

use crate::command;
use crate::outcome::{Done, Stop};
use crate::python::{self, Venv};

const VENV: Venv = Venv("target/venv-spark");

/// Runs tests/spark. Not part of `cargo xtask test`: it downloads Spark and needs Java. Fails when it could not run.
pub fn test() -> Done {
    let mut java = command::program("java");
    java.arg("-version");
    if !command::works(java) {
        return Err(Stop::Failed("Java is missing: install Java 17 or later".to_owned()));
    }
    let ran = || {
        // Spark comes as sources: what builds it is locked as well.
        VENV.install("tests/spark/build.txt")?;
        VENV.install("tests/spark/requirements.txt")?;
        VENV.install_wheel(&python::wheel()?)?;
        VENV.pytest("tests/spark")
    };
    ran().map_err(Stop::failed)
}
