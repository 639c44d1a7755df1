//! The `ia` command: the door for scripts and for software in other languages.
//!
//! The answer goes to standard output, messages to standard error. Exit codes: 0 answered; 1 answered, and a
//! binding or agreed norm that the workplace owes is breached (`assess --fail-on-breach` only); 2 the arguments or
//! the input are wrong; 3 a file cannot be read.

mod arguments;
mod show;
mod wrong;

use std::process::ExitCode;

fn main() -> ExitCode {
    arguments::run()
}
