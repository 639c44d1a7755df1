//! Fuzzing of the door by cargo-fuzz.

use crate::command;

pub fn run(seconds: u32) -> Result<(), String> {
    let mut fuzz = command::program("cargo");
    fuzz.env_remove("CARGO").env_remove("RUSTUP_TOOLCHAIN");
    fuzz.args([
        "+nightly",
        "fuzz",
        "run",
        "--fuzz-dir",
        "tests/fuzz",
        "door",
        "--",
    ]);
    fuzz.arg(format!("-max_total_time={seconds}"))
        .arg("-max_len=8192")
        .arg("-dict=tests/fuzz/door.dict");
    command::run(fuzz).map_err(|error| format!("{error}\n    needs: rustup toolchain install nightly, cargo install cargo-fuzz --locked"))
}
