//! Spark: the wheel in a venv of its own, with executors of their own where the machine can start them.

use crate::command;
use crate::python::{self, Venv};

const VENV: Venv = Venv("target/venv-spark");

/// Runs tests/spark. Not part of `cargo xtask test`: it downloads Spark and needs Java.
pub fn test() -> Result<(), String> {
    let mut java = command::program("java");
    java.arg("-version");
    if !command::works(java) {
        return Err("Java is missing: install Java 17 or later".to_owned());
    }
    VENV.install("tests/spark/requirements.txt")?;
    VENV.install_wheel(&python::wheel()?)?;
    let mut pytest = VENV.program("pytest");
    pytest.env("PYSPARK_PYTHON", VENV.path_of("python"));
    pytest.args(["--quiet", "-p", "no:cacheprovider", "tests/spark"]);
    command::run(pytest)
}
