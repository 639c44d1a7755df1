//! The WebAssembly target: by rustup, or by Debian's packages where rustup cannot fetch it.

use crate::outcome::Stop;
use crate::{apt, command};
use std::process::Command;

const TRIPLE: &str = "wasm32-unknown-unknown";
const PACKAGES: [&str; 4] = ["rustc-web", "cargo-web", "rust-web-src", "lld-22"];

/// A cargo command that can build for WebAssembly. `IA_WASM_ROUTE=rustup` or `debian` forces one way.
pub fn cargo_for_wasm() -> Result<Command, Stop> {
    let forced = std::env::var("IA_WASM_ROUTE").ok();
    if forced.as_deref() != Some("debian") && by_rustup() {
        let mut cargo = command::cargo("build");
        cargo.args(["--target", TRIPLE]);
        return Ok(cargo);
    }
    if forced.as_deref() == Some("rustup") {
        return Err(Stop::CouldNotRun(format!(
            "rustup cannot add {TRIPLE}: check the network, or take IA_WASM_ROUTE=debian"
        )));
    }
    by_debian().map_err(Stop::CouldNotRun)
}

fn by_rustup() -> bool {
    let mut installed = command::program("rustup");
    installed.args(["target", "list", "--installed"]);
    if installed
        .output()
        .is_ok_and(|output| String::from_utf8_lossy(&output.stdout).lines().any(|line| line == TRIPLE))
    {
        return true;
    }
    println!("rustup target add {TRIPLE}");
    let mut add = command::program("rustup");
    add.args(["target", "add", TRIPLE]);
    command::works(add)
}

/// Debian's own Rust with its sources: std is built from them.
fn by_debian() -> Result<Command, String> {
    let source = std::path::Path::new("/usr/src/rustc-src-web");
    let there =
        std::path::Path::new("/usr/bin/cargo").exists() && (source.exists() || has_package("rust-web-src"));
    if !there {
        apt::install(&PACKAGES).map_err(|reason| {
            format!("no WebAssembly target: run `rustup target add {TRIPLE}`, or on Debian as root: {reason}")
        })?;
    }
    let path = std::env::var("PATH").unwrap_or_default();
    let mut cargo = command::program("/usr/bin/cargo");
    for variable in ["CARGO", "RUSTUP_TOOLCHAIN", "RUSTC_WRAPPER", "LD_LIBRARY_PATH"] {
        cargo.env_remove(variable);
    }
    cargo
        .env("PATH", format!("/usr/bin:{path}"))
        .env("RUSTC", "/usr/bin/rustc")
        .env("RUSTC_BOOTSTRAP", "1")
        .env("CARGO_TARGET_DIR", command::root().join("target/debian"))
        .env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_LINKER", linker())
        .args(["build", "--locked", "--target", TRIPLE, "-Zbuild-std=std,panic_abort"]);
    Ok(cargo)
}

fn has_package(name: &str) -> bool {
    let mut query = command::program("dpkg");
    query.args(["--status", name]);
    command::works(query)
}

/// The linker of the toolchain, else Debian's.
fn linker() -> std::path::PathBuf {
    let mut rustc = command::program("rustc");
    rustc.args(["--print", "sysroot"]);
    let sysroot = rustc.output().map(|output| String::from_utf8_lossy(&output.stdout).trim().to_owned());
    let own = sysroot.map(|sysroot| {
        std::path::Path::new(&sysroot).join("lib/rustlib/x86_64-unknown-linux-gnu/bin/rust-lld")
    });
    own.ok().filter(|own| own.exists()).unwrap_or_else(|| "/usr/bin/wasm-ld-22".into())
}

/// Where the build of [`cargo_for_wasm`] leaves the module.
pub fn module(cargo: &Command) -> std::path::PathBuf {
    let debian = cargo.get_program() == "/usr/bin/cargo";
    let own = std::env::var_os("CARGO_TARGET_DIR").filter(|_| !debian);
    let folder = own.unwrap_or_else(|| if debian { "target/debian" } else { "target" }.into());
    command::root().join(folder).join(TRIPLE).join("wasm/ia_wasm.wasm")
}
