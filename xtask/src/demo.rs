//! The main job, on a real workplace.

use crate::command;
use crate::outcome::Done;

/// The last day the demo's record covers. Not today: the answer is the same on any day.
const DAY: &str = "2026-11-22";
const RECORD: &str = "tests/data/workplace.json";

pub fn run() -> Done {
    println!("building (the first time takes about a minute) ...");
    let mut build = command::cargo("build");
    build.args(["--package", "ia-core", "--features", "cli", "--bin", "ia"]);
    command::run(build)?;
    command::run(command::ia(&["assess", RECORD, "--as-of", DAY, "--lang", "nb"]))?;
    let html = command::output(command::ia(&[
        "assess", RECORD, "--as-of", DAY, "--lang", "nb", "--format", "html",
    ]))?;
    let file = command::root().join("target/demo/report.html");
    std::fs::create_dir_all(command::root().join("target/demo"))
        .and_then(|()| std::fs::write(&file, html))
        .map_err(|error| format!("{}: {error}", file.display()))?;
    println!(
        "\n{DAY}, {RECORD}. The same as a page: target/demo/report.html\n\n\
         Next, try:\n  \
         ia explain:   cargo run --locked -q -p ia-core --features cli --bin ia -- explain follow-up-plan {RECORD} --as-of {DAY}\n  \
         ia questions: cargo run --locked -q -p ia-core --features cli --bin ia -- questions {RECORD} --as-of {DAY}\n  \
         Rust:         cargo doc --locked -p ia-core --open\n  \
         Python:       pip install ./ia-py, then: python -c 'import ia, pathlib; print(ia.assess(pathlib.Path(\"{RECORD}\"), \"{DAY}\"))'\n  \
         browser:      cargo xtask wasm, then see README.md"
    );
    Ok(String::new())
}
