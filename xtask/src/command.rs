//! Running other programs.

use std::path::PathBuf;
use std::process::Command;

/// The repository's root.
pub fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).parent().map(PathBuf::from).unwrap_or_default()
}

/// A cargo that is not bound to the one that runs this task.
pub fn cargo() -> Command {
    let mut command = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command.current_dir(root());
    command
}

/// Runs this task again, built with one more feature.
#[cfg_attr(all(feature = "generate", feature = "wasm"), expect(dead_code, reason = "all features are there"))]
pub fn again_with(feature: &str) -> Result<(), String> {
    let status = cargo()
        .args(["run", "--quiet", "--package", "xtask", "--features", feature, "--"])
        .args(std::env::args_os().skip(1))
        .status()
        .map_err(|error| format!("cargo did not start: {error}"))?;
    if status.success() { Ok(()) } else { Err(String::new()) }
}
