//! Fuzzing by cargo-fuzz: each target for the same time.

use crate::command;

/// Each target with what it starts from and its dictionary.
const TARGETS: [(&str, &str, Option<&str>); 5] = [
    ("door", "tests/fuzz/seeds/door", Some("tests/fuzz/door.dict")),
    ("record", "tests/data", Some("tests/fuzz/door.dict")),
    ("citation", "tests/fuzz/seeds/citation", None),
    ("day_string", "tests/fuzz/seeds/day_string", None),
    ("columns", "tests/fuzz/seeds/columns", None),
];

pub fn run(seconds: u32) -> Result<(), String> {
    // To libFuzzer, no time is no end.
    let seconds = seconds.max(1);
    for (target, seeds, dictionary) in TARGETS {
        let found = format!("tests/fuzz/corpus/{target}");
        std::fs::create_dir_all(command::root().join(&found)).map_err(|error| format!("{found}: {error}"))?;
        let mut fuzz = command::program("cargo");
        fuzz.env_remove("CARGO").env_remove("RUSTUP_TOOLCHAIN");
        fuzz.args(["+nightly", "fuzz", "run", "--fuzz-dir", "tests/fuzz", target]);
        fuzz.args([&found, seeds, "--", "-max_len=65536", "-timeout=10"])
            .arg(format!("-max_total_time={seconds}"));
        if let Some(dictionary) = dictionary {
            fuzz.arg(format!("-dict={dictionary}"));
        }
        command::run(fuzz).map_err(|error| {
            format!("{error}\n    needs: rustup toolchain install nightly, cargo install cargo-fuzz --locked")
        })?;
    }
    Ok(())
}
