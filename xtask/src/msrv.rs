//! The oldest Rust that the workspace says it needs, and a check with exactly that one.

use crate::command;
use crate::outcome::{Done, Stop};
use std::process::Command;

/// Checks everything with the declared version: the toolchain in use when it is that one, else one of rustup's.
pub fn check() -> Done {
    let declared = declared()?;
    let mut rustc = command::program("rustc");
    rustc.arg("--version");
    let in_use = command::output(rustc)?;
    let mut cargo = if minor(&in_use).as_ref() == Some(&declared) {
        command::cargo("check")
    } else {
        let Some(toolchain) = [declared.clone(), format!("{declared}.0")].into_iter().find(|name| has(name))
        else {
            return Err(Stop::CouldNotRun(format!(
                "Rust {declared} is missing: rustup toolchain install {declared}"
            )));
        };
        let mut cargo = of(&toolchain, "cargo");
        cargo.args(["check", "--locked", "--target-dir", "target/msrv"]);
        cargo
    };
    cargo.args(["--workspace", "--all-targets", "--features", command::FEATURES]);
    command::run(cargo)?;
    Ok(format!("checked with Rust {declared}"))
}

/// The version in the workspace's Cargo.toml. The packages take it from there, and the readme names it.
fn declared() -> Result<String, String> {
    let read = |path: &str| {
        std::fs::read_to_string(command::root().join(path)).map_err(|error| format!("{path}: {error}"))
    };
    let workspace = read("Cargo.toml")?;
    let declared = value(&workspace, "rust-version").ok_or("Cargo.toml: no rust-version")?;
    let members = value(&workspace, "members").ok_or("Cargo.toml: no members")?;
    for member in members.split([',', '"', '[', ']', ' ']).filter(|name| !name.is_empty()) {
        let manifest = format!("{member}/Cargo.toml");
        if value(&read(&manifest)?, "rust-version.workspace").as_deref() != Some("true") {
            return Err(format!("{manifest}: rust-version.workspace = true is missing"));
        }
    }
    if !read("README.md")?.contains(&format!("Rust {declared} or later")) {
        return Err(format!("README.md does not say: Rust {declared} or later"));
    }
    Ok(declared)
}

/// What stands after `name =` on a line of a TOML file.
fn value(toml: &str, name: &str) -> Option<String> {
    let of = |line: &str| {
        line.strip_prefix(name)?.trim_start().strip_prefix('=').map(|rest| rest.trim().to_owned())
    };
    toml.lines().find_map(of).map(|value| value.trim_matches('"').to_owned())
}

/// `1.95` in `rustc 1.95.0 (59807616e 2026-04-14)`.
fn minor(said: &str) -> Option<String> {
    let mut parts = said.split_whitespace().nth(1)?.split('.');
    Some(format!("{}.{}", parts.next()?, parts.next()?))
}

fn has(toolchain: &str) -> bool {
    let mut rustc = of(toolchain, "rustc");
    rustc.arg("--version");
    command::works(rustc)
}

/// A program of one of rustup's toolchains, which is not installed when it is missing.
fn of(toolchain: &str, program: &str) -> Command {
    let mut rustup = command::program("rustup");
    // Cargo sets these for what it starts; here another cargo decides.
    rustup.env_remove("CARGO").env_remove("RUSTUP_TOOLCHAIN").env("RUSTUP_AUTO_INSTALL", "0");
    rustup.args(["run", toolchain, program]);
    rustup
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_are_read_from_where_they_stand() {
        assert_eq!(minor("rustc 1.95.0 (59807616e 2026-04-14)").as_deref(), Some("1.95"));
        assert_eq!(minor("rustc 1.97.0-nightly (x 2026-06-01)").as_deref(), Some("1.97"));
        assert_eq!(minor("rustc"), None);
        let toml = "[package]\nrust-version = \"1.95\"\nrust-version.workspace = true\n";
        assert_eq!(value(toml, "rust-version").as_deref(), Some("1.95"));
        assert_eq!(value(toml, "rust-version.workspace").as_deref(), Some("true"));
        assert_eq!(value(toml, "edition"), None);
        assert!(declared().is_ok_and(|version| version.starts_with("1.")), "{:?}", declared());
    }
}
