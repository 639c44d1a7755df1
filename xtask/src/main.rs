//! Every task of the repository. `cargo xtask --help` lists them.

use clap::{Parser, Subcommand};
use std::process::ExitCode;

#[cfg(feature = "generate")]
mod generate;

mod command;

#[derive(Parser)]
#[command(name = "cargo xtask", about = "Tasks of the ia repository")]
struct Cli {
    #[command(subcommand)]
    task: Task,
}

#[derive(Subcommand)]
enum Task {
    /// Make the Rust tables and the reviewers' pages from the catalogue
    Generate {
        /// Write nothing; fail when a generated file is not what it would become
        #[arg(long)]
        check: bool,
    },
}

fn main() -> ExitCode {
    let result = match Cli::parse().task {
        #[cfg(feature = "generate")]
        Task::Generate { check } => generate_task(check),
        #[cfg(not(feature = "generate"))]
        Task::Generate { .. } => command::again_with("generate"),
    };
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("{message}");
            ExitCode::FAILURE
        }
    }
}

#[cfg(feature = "generate")]
fn generate_task(check: bool) -> Result<(), String> {
    let root = command::root();
    let output = generate::generate(&root.join("ia-core/catalogue")).map_err(|refusals| refusals.to_string())?;
    let mut stale = Vec::new();
    for (path, text) in &output {
        let file = root.join(path);
        if std::fs::read_to_string(&file).is_ok_and(|current| current == *text) {
            continue;
        }
        stale.push(path.display().to_string());
        if !check {
            std::fs::create_dir_all(file.parent().unwrap_or(&root)).map_err(|error| error.to_string())?;
            std::fs::write(&file, text).map_err(|error| format!("{}: {error}", path.display()))?;
        }
    }
    match (check, stale.is_empty()) {
        (_, true) => println!("{} generated files are fresh", output.len()),
        (false, false) => println!("wrote {}", stale.join(", ")),
        (true, false) => return Err(format!("stale: {}\n    fix: cargo xtask generate", stale.join(", "))),
    }
    Ok(())
}
