//! The lock files of Python: each `requirements.in` becomes `requirements.txt` with every version and every hash.

use crate::command;
use crate::outcome::Done;
use crate::python::Venv;

/// What makes the lock files. It is locked itself.
const VENV: Venv = Venv("target/venv-lock");

/// Each folder and file with the oldest Python that it must hold for.
const LOCKS: [(&str, &str); 5] = [
    ("tests/lock/requirements", "3.10"),
    ("tests/python/requirements", "3.10"),
    ("tests/spark/build", "3.11"),
    ("tests/spark/requirements", "3.11"),
    ("tests/bench/follow_up/requirements", "3.11"),
];

/// Writes every lock file anew. Versions that a `.in` file names stay; all else becomes the newest that fits.
pub fn run() -> Done {
    VENV.install("tests/lock/requirements.txt")?;
    for (name, oldest) in LOCKS {
        let mut uv = VENV.program("uv");
        uv.args(["pip", "compile", "--quiet", "--universal", "--generate-hashes", "--upgrade"]);
        uv.args(["--no-emit-index-url", "--custom-compile-command", "cargo xtask lock"]);
        uv.args(["--python-version", oldest, &format!("{name}.in"), "--output-file", &format!("{name}.txt")]);
        command::run(uv)?;
    }
    Ok(String::new())
}
