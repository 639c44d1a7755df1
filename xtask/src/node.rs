//! Node: the TypeScript types and the tests of the npm package.

use crate::command;
use std::io::Write as _;
use std::process::{Command, Stdio};

fn in_package(name: &str) -> Command {
    let mut command = Command::new(name);
    command.current_dir(command::root().join("ia-wasm"));
    command
}

/// Installs what the lock file names, unless it is there.
fn install() -> Result<(), String> {
    let node = in_package("node").arg("--version").output();
    if !node.is_ok_and(|output| output.status.success()) {
        return Err("node is missing: install Node.js 20 or later".to_owned());
    }
    let package = command::root().join("ia-wasm");
    let modified = |path: &str| std::fs::metadata(package.join(path)).and_then(|data| data.modified()).ok();
    if modified("node_modules/.package-lock.json") >= modified("package-lock.json")
        && modified("package-lock.json").is_some()
    {
        return Ok(());
    }
    let mut npm = in_package("npm");
    npm.args(["ci", "--no-audit", "--no-fund"]);
    command::run(npm)
}

/// Makes the types from the schema, or says what is stale.
#[cfg_attr(not(feature = "generate"), expect(dead_code, reason = "only the generator makes types"))]
pub fn types(schema: &str, check: bool) -> Result<(), String> {
    install()?;
    let mut node = in_package("node");
    node.arg("js/types.mjs").args(check.then_some("--check")).stdin(Stdio::piped());
    let mut child = node.spawn().map_err(|error| format!("node did not start: {error}"))?;
    if let Some(mut input) = child.stdin.take() {
        input.write_all(schema.as_bytes()).map_err(|error| error.to_string())?;
    }
    let status = child.wait().map_err(|error| error.to_string())?;
    if status.success() { Ok(()) } else { Err("the TypeScript types are not fresh".to_owned()) }
}

/// The types compile, and the package's tests run.
pub fn test() -> Result<(), String> {
    install()?;
    let mut tsc = in_package("npx");
    tsc.args(["--no-install", "tsc", "--project", "js"]);
    command::run(tsc)?;
    let mut node = command::program("node");
    node.args(["--test", "tests/browser/vectors.test.mjs", "tests/browser/wrong.test.mjs"]);
    command::run(node)
}
