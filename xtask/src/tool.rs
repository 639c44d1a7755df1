//! Programs of cargo that the tasks need: each in one version, installed below `target/tools` when it is missing.

use crate::command;
use std::path::PathBuf;
use std::process::Command;

/// A package that brings a program of its own name.
pub struct Tool {
    package: &'static str,
    version: &'static str,
}

pub const DENY: Tool = Tool { package: "cargo-deny", version: "0.20.2" };
#[cfg(feature = "fuzz")]
pub const FUZZ: Tool = Tool { package: "cargo-fuzz", version: "0.13.2" };
#[cfg(feature = "mutants")]
pub const MUTANTS: Tool = Tool { package: "cargo-mutants", version: "27.1.0" };

const FOLDER: &str = "target/tools";

impl Tool {
    /// The program in its version: one that is installed already, or ours.
    pub fn ready(&self) -> Result<Command, String> {
        let own = command::root().join(FOLDER).join("bin").join(self.package);
        for place in [own.clone(), PathBuf::from(self.package)] {
            if self.is_at(&place) {
                return Ok(self.at(&place));
            }
        }
        let package = format!("{}@{}", self.package, self.version);
        println!("cargo install {package} (once, into {FOLDER}) ...");
        let mut install = command::cargo("install");
        // Without optimisation it is there in half the time, and it has little to do.
        install.args(["--quiet", "--debug", "--root", FOLDER, &package]);
        command::run(install)?;
        if self.is_at(&own) { Ok(self.at(&own)) } else { Err(format!("{package} left no program")) }
    }

    /// A program of cargo expects its own subcommand first.
    fn at(&self, place: &std::path::Path) -> Command {
        let mut command = command::program(place);
        command.arg(self.package.trim_start_matches("cargo-"));
        command
    }

    fn is_at(&self, place: &std::path::Path) -> bool {
        let output = self.at(place).arg("--version").output();
        output.is_ok_and(|output| self.is_version(&String::from_utf8_lossy(&output.stdout)))
    }

    fn is_version(&self, said: &str) -> bool {
        said.split_whitespace().nth(1) == Some(self.version)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn another_version_is_not_taken() {
        assert!(DENY.is_version("cargo-deny 0.20.2\n"));
        for other in ["cargo-deny 0.20.20", "cargo-deny 0.20.1", "cargo-deny", ""] {
            assert!(!DENY.is_version(other), "{other}");
        }
    }
}
