//! Python: the wheel in a venv of our own, its types and its tests.

use crate::command;
use std::path::PathBuf;
use std::process::Command;

fn venv() -> PathBuf {
    command::root().join("target/venv")
}

/// A program of the venv.
pub fn in_venv(name: &str) -> Command {
    let folder = if cfg!(windows) { "Scripts" } else { "bin" };
    let mut command = command::program(venv().join(folder).join(name));
    let path = std::env::var_os("PATH").unwrap_or_default();
    let paths = std::iter::once(venv().join(folder)).chain(std::env::split_paths(&path));
    if let Ok(joined) = std::env::join_paths(paths) {
        command.env("PATH", joined);
    }
    command.env("VIRTUAL_ENV", venv());
    command
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

fn install() -> Result<(), String> {
    if !command::works(ready()) {
        let mut make = command::program(python()?);
        make.args(["-m", "venv", "--clear"]).arg(venv());
        command::run(make)?;
    }
    let mut packages = pip_install();
    packages.args(["-r", "tests/python/requirements.txt"]);
    command::run(packages)
}

fn pip_install() -> Command {
    let mut pip = in_venv("python");
    pip.args(["-m", "pip", "install", "--quiet", "--disable-pip-version-check"]);
    pip
}

fn ready() -> Command {
    let mut python = in_venv("python");
    python.args(["-c", "import pip"]);
    python
}

/// Builds the wheel, installs it, checks types and stubs, runs the tests.
pub fn test() -> Result<(), String> {
    install()?;
    let wheels = command::root().join("target/wheels");
    let _ = std::fs::remove_dir_all(&wheels);
    let mut maturin = in_venv("maturin");
    maturin.args(["build", "--release", "--manifest-path", "ia-py/Cargo.toml", "--out"]).arg(&wheels);
    command::run(maturin)?;
    let wheel = std::fs::read_dir(&wheels)
        .ok()
        .and_then(|mut entries| entries.next())
        .and_then(Result::ok)
        .ok_or("maturin left no wheel")?;
    let mut install = pip_install();
    install.args(["--force-reinstall", "--no-deps"]).arg(wheel.path());
    command::run(install)?;
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
