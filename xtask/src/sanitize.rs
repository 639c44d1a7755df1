//! The kernel that writes by `unsafe`, under valgrind: reads and writes outside of what was allocated, and what is read
//! before it was written.

use crate::command;
use crate::outcome::{Done, Stop};

/// Builds the tests of the kernel and runs them under valgrind. Valgrind shows the program a processor without AVX-512.
pub fn run() -> Done {
    let mut valgrind = command::program("valgrind");
    valgrind.arg("--version");
    if !command::works(valgrind) {
        let reason = "valgrind is missing: install it, on Debian by `apt-get install valgrind`";
        return Err(Stop::Failed(reason.to_owned()));
    }
    let mut cargo = command::cargo("test");
    cargo.args(["--config", RUNNER]);
    cargo.args(["--package", "ia-tests", "--test", "follow_up_kernel", "--", "--test-threads=1"]);
    command::run(cargo)?;
    Ok(String::new())
}

/// How cargo starts a test.
const RUNNER: &str = r#"target.'cfg(all())'.runner = "valgrind --quiet --error-exitcode=1 --leak-check=no""#;
