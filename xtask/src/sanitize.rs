//! The kernel that writes by `unsafe`, under valgrind: reads and writes outside of what was allocated, and what is read
//! before it was written.

use crate::command;

/// Builds the tests of the kernel and runs them under valgrind. Valgrind shows the program a processor without AVX-512.
pub fn run() -> Result<(), String> {
    let mut valgrind = command::program("valgrind");
    valgrind.arg("--version");
    if !command::works(valgrind) {
        return Err("valgrind is missing: install it, on Debian by `apt-get install valgrind`".to_owned());
    }
    let mut cargo = command::cargo();
    cargo.args(["test", "--locked", "--config", RUNNER]);
    cargo.args(["--package", "ia-tests", "--test", "follow_up_kernel", "--", "--test-threads=1"]);
    command::run(cargo)
}

/// How cargo starts a test.
const RUNNER: &str = r#"target.'cfg(all())'.runner = "valgrind --quiet --error-exitcode=1 --leak-check=no""#;
