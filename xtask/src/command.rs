//! Running other programs.

use crate::outcome::{Done, Stop};
use std::io::{BufRead as _, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Command, ExitStatus, Stdio};

/// Every feature that some task or test needs.
pub const FEATURES: &str = "ia-core/cli,xtask/cases,xtask/fuzz,xtask/generate,xtask/mutants,xtask/wasm";

/// The repository's root.
pub fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).parent().map(PathBuf::from).unwrap_or_default()
}

/// A variable of the environment that is set and not empty.
pub fn variable(name: &str) -> Option<std::ffi::OsString> {
    std::env::var_os(name).filter(|value| !value.is_empty())
}

/// A program, started in the repository's root.
pub fn program(name: impl AsRef<std::ffi::OsStr>) -> Command {
    let mut command = Command::new(name);
    command.current_dir(root());
    command
}

/// A subcommand of cargo that reads Cargo.lock and never changes it.
pub fn cargo(subcommand: &str) -> Command {
    let mut cargo = program(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    cargo.args([subcommand, "--locked"]);
    cargo
}

/// The `ia` command, built first where needed.
pub fn ia(arguments: &[&str]) -> Command {
    let mut command = cargo("run");
    command
        .args(["--quiet", "--package", "ia-core", "--features", "cli", "--bin", "ia", "--"])
        .args(arguments);
    command
}

/// A task of ours, built with one more feature.
fn task_with(feature: &str) -> Command {
    let mut command = cargo("run");
    command.args(["--quiet", "--package", "xtask", "--features", feature, "--"]);
    command
}

/// Runs it with its output shown.
pub fn run(mut command: Command) -> Result<(), String> {
    let status = command.status().map_err(|error| not_started(&command, &error))?;
    if status.success() { Ok(()) } else { Err(format!("{} failed", shown(&command))) }
}

/// Runs it with its output shown, and gives its standard output.
pub fn watched(command: &mut Command) -> Result<(ExitStatus, String), String> {
    let mut child = command.stdout(Stdio::piped()).spawn().map_err(|error| not_started(command, &error))?;
    let mut text = String::new();
    for line in child.stdout.take().into_iter().flat_map(|out| BufReader::new(out).split(b'\n')) {
        let line = line.map_err(|error| error.to_string())?;
        let line = String::from_utf8_lossy(&line);
        println!("{line}");
        text.push_str(&line);
        text.push('\n');
    }
    Ok((child.wait().map_err(|error| error.to_string())?, text))
}

/// Runs it and gives its standard output.
pub fn output(mut command: Command) -> Result<String, String> {
    let output = command.stderr(Stdio::inherit()).output().map_err(|error| not_started(&command, &error))?;
    if !output.status.success() {
        return Err(format!("{} failed", shown(&command)));
    }
    String::from_utf8(output.stdout).map_err(|_| format!("{} wrote no UTF-8", name(&command)))
}

/// Whether it can be started and goes well. Says nothing.
pub fn works(mut command: Command) -> bool {
    command.stdout(Stdio::null()).stderr(Stdio::null()).status().is_ok_and(|status| status.success())
}

fn not_started(command: &Command, error: &std::io::Error) -> String {
    format!("{} did not start: {error}", name(command))
}

fn name(command: &Command) -> String {
    Path::new(command.get_program()).file_name().unwrap_or_default().to_string_lossy().into_owned()
}

fn shown(command: &Command) -> String {
    let mut words = vec![name(command)];
    words.extend(command.get_args().map(|word| word.to_string_lossy().into_owned()));
    words.join(" ")
}

/// The last line that is not empty.
pub fn last_line(text: &str) -> &str {
    text.lines().map(str::trim).rfind(|line| !line.is_empty()).unwrap_or_default()
}

/// Runs one of our tasks in a process of its own. The note is the task's last line.
pub fn task(feature: &str, arguments: &[&str]) -> Done {
    let mut command = task_with(feature);
    command.args(arguments);
    let (status, text) = watched(&mut command)?;
    let last = last_line(&text).to_owned();
    if status.success() {
        return Ok(last);
    }
    Err(match Stop::of_code(status.code(), last) {
        Stop::Failed(last) => Stop::Failed(format!("cargo xtask {} failed: {last}", arguments.join(" "))),
        skipped @ Stop::CouldNotRun(_) => skipped,
    })
}

/// Runs this task again, built with one more feature.
#[cfg_attr(
    all(feature = "cases", feature = "fuzz", feature = "generate", feature = "mutants", feature = "wasm"),
    expect(dead_code, reason = "all features are there")
)]
pub fn again_with(feature: &str) -> Done {
    let mut command = task_with(feature);
    command.args(std::env::args_os().skip(1));
    let status = command.status().map_err(|error| not_started(&command, &error))?;
    // The other process has said why.
    if status.success() { Ok(String::new()) } else { Err(Stop::of_code(status.code(), String::new())) }
}
