//! Node: the TypeScript types and the tests of the npm package.

use crate::command;
use crate::outcome::{Done, Stop};
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

fn in_package(name: &str) -> Command {
    let mut command = Command::new(name);
    command.current_dir(command::root().join("ia-wasm"));
    command
}

/// Installs what the lock file names, unless exactly that is installed.
fn install() -> Result<(), Stop> {
    for program in ["node", "npm"] {
        let mut version = in_package(program);
        version.arg("--version");
        if !command::works(version) {
            return Err(Stop::CouldNotRun(format!(
                "{program} is missing: install Node.js 20 or later with npm"
            )));
        }
    }
    let package = command::root().join("ia-wasm");
    if is_installed(&package) {
        return Ok(());
    }
    let mut npm = in_package("npm");
    npm.args(["ci", "--no-audit", "--no-fund"]);
    command::run(npm)?;
    std::fs::copy(package.join(LOCK), package.join(INSTALLED))
        .map(|_| ())
        .map_err(|error| Stop::Failed(format!("ia-wasm/{INSTALLED}: {error}")))
}

const LOCK: &str = "package-lock.json";
/// The lock file as it was when `npm ci` went well. `npm ci` removes the folder first.
const INSTALLED: &str = "node_modules/.installed-lock.json";

/// Whether the lock file has the bytes that were installed. Times of files say nothing: a checkout changes them.
fn is_installed(package: &Path) -> bool {
    let bytes = |name: &str| std::fs::read(package.join(name)).ok();
    bytes(LOCK).is_some_and(|lock| bytes(INSTALLED) == Some(lock))
}

/// Makes the types from the schema, or says what is stale.
#[cfg_attr(not(feature = "generate"), expect(dead_code, reason = "only the generator makes types"))]
pub fn types(schema: &str, check: bool) -> Result<(), Stop> {
    install()?;
    let mut node = in_package("node");
    node.arg("js/types.mjs").args(check.then_some("--check")).stdin(Stdio::piped());
    let mut child = node.spawn().map_err(|error| format!("node did not start: {error}"))?;
    if let Some(mut input) = child.stdin.take() {
        input.write_all(schema.as_bytes()).map_err(|error| error.to_string())?;
    }
    let status = child.wait().map_err(|error| error.to_string())?;
    if status.success() { Ok(()) } else { Err(Stop::Failed("the TypeScript types are not fresh".to_owned())) }
}

/// The types compile, and the package's tests run: all of them.
pub fn test() -> Done {
    install()?;
    if !command::root().join("ia-wasm/pkg/ia_wasm_bg.wasm").exists() {
        return Err(Stop::CouldNotRun("ia-wasm/pkg is not built: cargo xtask wasm".to_owned()));
    }
    let mut tsc = in_package("npx");
    tsc.args(["--no-install", "tsc", "--project", "js"]);
    command::run(tsc)?;
    let mut node = command::program("node");
    node.args(["--test", "--test-reporter=tap"]).args(test_files()?);
    let (status, text) = command::watched(&mut node)?;
    if !status.success() {
        return Err(Stop::Failed("node --test failed".to_owned()));
    }
    counted(&text).map_err(Stop::Failed)
}

/// Every file of tests, so that none is forgotten.
fn test_files() -> Result<Vec<PathBuf>, String> {
    let folder = command::root().join("tests/browser");
    let entries = std::fs::read_dir(&folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    let mut files: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
    files.retain(|file| file.to_string_lossy().ends_with(".test.mjs"));
    files.sort();
    Ok(files)
}

/// The counts at the end of node's TAP report. An error when no test ran or one was left out.
fn counted(tap: &str) -> Result<String, String> {
    let count = |name: &str| {
        tap.lines()
            .rev()
            .find_map(|line| line.strip_prefix(&format!("# {name} "))?.trim().parse::<u32>().ok())
    };
    match (count("tests"), count("pass")) {
        (Some(tests), Some(passed)) if tests > 0 && tests == passed => Ok(format!("{passed} tests passed")),
        (tests, passed) => Err(format!("{} of {} tests passed", passed.unwrap_or(0), tests.unwrap_or(0))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_test_that_was_left_out_is_no_pass() {
        let report = |tests: u32, passed: u32| {
            format!("ok 1 - a\n1..1\n# tests {tests}\n# suites 0\n# pass {passed}\n# skipped 1\n")
        };
        assert_eq!(counted(&report(9, 9)), Ok("9 tests passed".to_owned()));
        assert_eq!(counted(&report(9, 8)), Err("8 of 9 tests passed".to_owned()));
        assert!(counted(&report(0, 0)).is_err() && counted("").is_err());
    }

    #[test]
    fn the_lock_decides_by_its_bytes_whether_it_is_installed() {
        let package = std::env::temp_dir().join(format!("ia-node-{}", std::process::id()));
        std::fs::create_dir_all(package.join("node_modules")).expect("a folder");
        let put = |name: &str, text: &str| std::fs::write(package.join(name), text).expect("a file");
        assert!(!is_installed(&package), "no lock is not installed");
        put(LOCK, "one");
        assert!(!is_installed(&package));
        put(INSTALLED, "one");
        assert!(is_installed(&package));
        put(LOCK, "two");
        put(INSTALLED, "one");
        assert!(!is_installed(&package), "the installed one is newer, and another");
        std::fs::remove_dir_all(package).expect("our folder");
    }
}
