//! Running other programs.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// The repository's root.
pub fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).parent().map(PathBuf::from).unwrap_or_default()
}

/// A program, started in the repository's root.
pub fn program(name: impl AsRef<std::ffi::OsStr>) -> Command {
    let mut command = Command::new(name);
    command.current_dir(root());
    command
}

pub fn cargo() -> Command {
    program(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
}

/// The `ia` command, built first where needed.
pub fn ia(arguments: &[&str]) -> Command {
    let mut command = cargo();
    command
        .args(["run", "--quiet", "--package", "ia-core", "--features", "cli", "--bin", "ia", "--"])
        .args(arguments);
    command
}

/// Runs it with its output shown.
pub fn run(mut command: Command) -> Result<(), String> {
    let name = command.get_program().to_string_lossy().into_owned();
    let status = command.status().map_err(|error| format!("{name} did not start: {error}"))?;
    if status.success() { Ok(()) } else { Err(format!("{} failed", shown(&command))) }
}

/// Runs it and gives its standard output.
pub fn output(mut command: Command) -> Result<String, String> {
    let name = command.get_program().to_string_lossy().into_owned();
    let output = command
        .stderr(Stdio::inherit())
        .output()
        .map_err(|error| format!("{name} did not start: {error}"))?;
    if !output.status.success() {
        return Err(format!("{} failed", shown(&command)));
    }
    String::from_utf8(output.stdout).map_err(|_| format!("{name} wrote no UTF-8"))
}

/// Whether it can be started and goes well. Says nothing.
pub fn works(mut command: Command) -> bool {
    command.stdout(Stdio::null()).stderr(Stdio::null()).status().is_ok_and(|status| status.success())
}

fn shown(command: &Command) -> String {
    let mut words =
        vec![Path::new(command.get_program()).file_name().unwrap_or_default().to_string_lossy().into_owned()];
    words.extend(command.get_args().map(|word| word.to_string_lossy().into_owned()));
    words.join(" ")
}

/// Runs this task again, built with one more feature.
#[cfg_attr(
    all(feature = "cases", feature = "generate", feature = "wasm"),
    expect(dead_code, reason = "all features are there")
)]
pub fn again_with(feature: &str) -> Result<(), String> {
    let mut command = cargo();
    command
        .args(["run", "--quiet", "--package", "xtask", "--features", feature, "--"])
        .args(std::env::args_os().skip(1));
    run(command)
}
