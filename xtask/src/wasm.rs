//! The WebAssembly module and the glue around it.

use crate::outcome::{Done, Stop};
use crate::{command, target};
use std::io::Write as _;
use std::path::{Path, PathBuf};

/// What one language may take on the wire, in bytes after brotli.
const BUDGET: usize = 314_000;

pub fn run(sizes: bool) -> Done {
    let package = command::root().join("ia-wasm/pkg");
    build(&["nb", "nn", "en"], &package)?;
    let all = std::fs::read(package.join("ia_wasm_bg.wasm")).map_err(|error| error.to_string())?;
    println!("ia-wasm/pkg is built");
    println!("{:>12} {:>9} {:>9} {:>9}", "languages", "raw", "gzip", "brotli");
    line("nb, nn, en", &all)?;
    if !sizes {
        return Ok(String::new());
    }
    let mut too_large = Vec::new();
    for lang in ["nb", "nn", "en"] {
        let folder = command::root().join("target/wasm-sizes").join(lang);
        build(&[lang], &folder)?;
        let module = std::fs::read(folder.join("ia_wasm_bg.wasm")).map_err(|error| error.to_string())?;
        if line(lang, &module)? > BUDGET {
            too_large.push(lang);
        }
    }
    if too_large.is_empty() {
        Ok(String::new())
    } else {
        Err(Stop::Failed(format!("over {BUDGET} bytes after brotli: {}", too_large.join(", "))))
    }
}

fn build(languages: &[&str], folder: &Path) -> Result<(), Stop> {
    let mut cargo = target::cargo_for_wasm()?;
    let module: PathBuf = target::module(&cargo);
    cargo.args(["--package", "ia-wasm", "--profile", "wasm", "--no-default-features"]);
    cargo.arg("--features").arg(languages.join(","));
    command::run(cargo)?;
    wasm_bindgen_cli_support::Bindgen::new()
        .input_path(&module)
        .web(true)
        .and_then(|bindgen| {
            bindgen
                .typescript(false)
                .omit_default_module_path(false)
                .remove_name_section(true)
                .remove_producers_section(true)
                .generate(folder)
        })
        .map_err(|error| Stop::Failed(format!("wasm-bindgen: {error:#}")))
}

/// Prints the sizes of a module; gives the size after brotli.
fn line(name: &str, module: &[u8]) -> Result<usize, String> {
    let gzip = {
        let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
        encoder.write_all(module).map_err(|error| error.to_string())?;
        encoder.finish().map_err(|error| error.to_string())?.len()
    };
    let brotli = {
        let mut out = Vec::new();
        let parameters = brotli::enc::BrotliEncoderParams { quality: 11, lgwin: 22, ..Default::default() };
        brotli::BrotliCompress(&mut &*module, &mut out, &parameters).map_err(|error| error.to_string())?;
        out.len()
    };
    println!("{name:>12} {:>9} {gzip:>9} {brotli:>9}", module.len());
    Ok(brotli)
}
