//! Python: the wheel in a venv of our own, its types and its tests.

use crate::command;
use crate::outcome::{Done, Stop};
use std::path::{Path, PathBuf};
use std::process::Command;

/// A folder with a Python of its own, below the repository's root.
pub struct Venv(pub &'static str);

const VENV: Venv = Venv("target/venv");

impl Venv {
    fn programs(&self) -> PathBuf {
        command::root().join(self.0).join(if cfg!(windows) { "Scripts" } else { "bin" })
    }

    pub fn path_of(&self, name: &str) -> PathBuf {
        self.programs().join(name)
    }

    /// A program of the venv.
    pub fn program(&self, name: &str) -> Command {
        let mut command = command::program(self.path_of(name));
        let path = std::env::var_os("PATH").unwrap_or_default();
        let paths = std::iter::once(self.programs()).chain(std::env::split_paths(&path));
        if let Ok(joined) = std::env::join_paths(paths) {
            command.env("PATH", joined);
        }
        command.env("VIRTUAL_ENV", command::root().join(self.0));
        command
    }

    fn pip_install(&self) -> Command {
        let mut pip = self.program("python");
        pip.args(["-m", "pip", "install", "--quiet", "--disable-pip-version-check"]);
        pip
    }

    /// Makes the venv where it is not there, and installs what a lock file names, each file by its hash.
    pub fn install(&self, requirements: &str) -> Result<(), Stop> {
        let mut ready = self.program("python");
        ready.args(["-c", "import pip"]);
        if !command::works(ready) {
            let mut make = command::program(python()?);
            make.args(["-m", "venv", "--clear", self.0]);
            command::run(make)?;
        }
        let mut packages = self.pip_install();
        // What has to be built is built with what is installed already: pip would fetch tools without a hash.
        packages.args(["--require-hashes", "--no-build-isolation", "-r", requirements]);
        Ok(command::run(packages)?)
    }

    /// Installs the wheel that we built. It fetches nothing.
    pub fn install_wheel(&self, wheel: &Path) -> Result<(), Stop> {
        let mut install = self.pip_install();
        install.args(["--force-reinstall", "--no-deps", "--no-index"]).arg(wheel);
        Ok(command::run(install)?)
    }

    /// Runs the tests of a folder: all of them. A test that is skipped has checked nothing.
    pub fn pytest(&self, folder: &str) -> Done {
        let mut pytest = self.program("pytest");
        pytest.args(["--quiet", "-rs", "-p", "no:cacheprovider", folder]);
        pytest.env("PYSPARK_PYTHON", self.path_of("python"));
        let (status, text) = command::watched(&mut pytest)?;
        let last = command::last_line(&text).trim_matches(['=', ' ']).to_owned();
        if status.success() && is_whole(&last) {
            Ok(last)
        } else {
            Err(Stop::Failed(format!("pytest: {last}")))
        }
    }
}

/// A program of the venv of `cargo xtask test`.
pub fn in_venv(name: &str) -> Command {
    VENV.program(name)
}

/// Whether pytest's last line says that tests passed, and none was left out.
fn is_whole(line: &str) -> bool {
    line.contains(" passed")
        && !["skipped", "xfailed", "xpassed", "deselected"].iter().any(|word| line.contains(word))
}

/// The first Python that is 3.10 or later.
pub fn python() -> Result<&'static str, Stop> {
    let fits = |name: &&str| {
        let mut python = command::program(name);
        python.args(["-c", "import sys, venv; sys.exit(sys.version_info < (3, 10))"]);
        command::works(python)
    };
    ["python3", "python", "python3.13", "python3.12", "python3.11", "python3.10"]
        .into_iter()
        .find(fits)
        .ok_or_else(|| {
            Stop::CouldNotRun("Python is missing: install Python 3.10 or later with venv".to_owned())
        })
}

/// Builds the wheel.
pub fn wheel() -> Result<PathBuf, Stop> {
    VENV.install("tests/python/requirements.txt")?;
    let wheels = command::root().join("target/wheels");
    let _ = std::fs::remove_dir_all(&wheels);
    let mut maturin = in_venv("maturin");
    maturin
        .args(["build", "--release", "--locked", "--manifest-path", "ia-py/Cargo.toml", "--out"])
        .arg(&wheels);
    command::run(maturin)?;
    let wheel = std::fs::read_dir(&wheels).ok().and_then(|mut entries| entries.next()).and_then(Result::ok);
    wheel.map(|wheel| wheel.path()).ok_or_else(|| Stop::Failed("maturin left no wheel".to_owned()))
}

/// Builds the wheel, installs it, checks types and stubs, runs the tests.
pub fn test() -> Done {
    let wheel = wheel()?;
    VENV.install_wheel(&wheel)?;
    let mut mypy = in_venv("mypy");
    mypy.args(["--config-file", "ia-py/pyproject.toml", "ia-py/python/ia", "tests/python"]);
    command::run(mypy)?;
    let mut stubs = in_venv("python");
    stubs.args(["-m", "mypy.stubtest", "ia._ia"]);
    command::run(stubs)?;
    VENV.pytest("tests/python")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_skipped_test_is_no_pass() {
        assert!(is_whole("312 passed in 3.21s") && is_whole("312 passed, 2 warnings in 3.21s"));
        for line in [
            "311 passed, 1 skipped in 3.21s",
            "1 skipped in 0.1s",
            "no tests ran in 0.0s",
            "3 passed, 1 xfailed",
        ] {
            assert!(!is_whole(line), "{line}");
        }
    }
}
