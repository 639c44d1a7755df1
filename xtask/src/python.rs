//! Python: the wheel in a venv of our own, its types and its tests.

use crate::command;
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

    /// Makes the venv where it is not there, and installs what a file asks for.
    pub fn install(&self, requirements: &str) -> Result<(), String> {
        let mut ready = self.program("python");
        ready.args(["-c", "import pip"]);
        if !command::works(ready) {
            let mut make = command::program(python()?);
            make.args(["-m", "venv", "--clear", self.0]);
            command::run(make)?;
        }
        let mut packages = self.pip_install();
        packages.args(["-r", requirements]);
        command::run(packages)
    }

    pub fn install_wheel(&self, wheel: &Path) -> Result<(), String> {
        let mut install = self.pip_install();
        install.args(["--force-reinstall", "--no-deps"]).arg(wheel);
        command::run(install)
    }
}

/// A program of the venv of `cargo xtask test`.
pub fn in_venv(name: &str) -> Command {
    VENV.program(name)
}

/// The first Python that is 3.10 or later.
pub fn python() -> Result<&'static str, String> {
    let fits = |name: &&str| {
        let mut python = command::program(name);
        python.args(["-c", "import sys, venv; sys.exit(sys.version_info < (3, 10))"]);
        command::works(python)
    };
    ["python3", "python", "python3.13", "python3.12", "python3.11", "python3.10"]
        .into_iter()
        .find(fits)
        .ok_or_else(|| "Python is missing: install Python 3.10 or later with venv".to_owned())
}

/// Builds the wheel.
pub fn wheel() -> Result<PathBuf, String> {
    VENV.install("tests/python/requirements.txt")?;
    let wheels = command::root().join("target/wheels");
    let _ = std::fs::remove_dir_all(&wheels);
    let mut maturin = in_venv("maturin");
    maturin.args(["build", "--release", "--manifest-path", "ia-py/Cargo.toml", "--out"]).arg(&wheels);
    command::run(maturin)?;
    let wheel = std::fs::read_dir(&wheels).ok().and_then(|mut entries| entries.next()).and_then(Result::ok);
    wheel.map(|wheel| wheel.path()).ok_or_else(|| "maturin left no wheel".to_owned())
}

/// Builds the wheel, installs it, checks types and stubs, runs the tests.
pub fn test() -> Result<(), String> {
    let wheel = wheel()?;
    VENV.install_wheel(&wheel)?;
    let mut mypy = in_venv("mypy");
    mypy.args(["--config-file", "ia-py/pyproject.toml", "ia-py/python/ia", "tests/python"]);
    command::run(mypy)?;
    let mut stubs = in_venv("python");
    stubs.args(["-m", "mypy.stubtest", "ia._ia"]);
    command::run(stubs)?;
    let mut pytest = in_venv("pytest");
    pytest.args(["--quiet", "-p", "no:cacheprovider", "tests/python"]);
    command::run(pytest)
}
