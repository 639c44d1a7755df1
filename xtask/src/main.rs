//! Every task of the repository. `cargo xtask --help` lists them.

use clap::{Parser, Subcommand};
use std::process::ExitCode;

mod bench;
#[cfg(feature = "cases")]
mod cases;
mod command;
mod demo;
mod fuzz;
#[cfg(feature = "generate")]
mod generate;
#[cfg(feature = "generate")]
mod generated;
mod language;
mod node;
mod python;
mod sanitize;
mod spark;
mod stages;
#[cfg(feature = "wasm")]
mod target;
#[cfg(feature = "wasm")]
mod wasm;

#[derive(Parser)]
#[command(name = "cargo xtask", about = "Tasks of the ia repository")]
struct Cli {
    #[command(subcommand)]
    task: Task,
}

#[derive(Subcommand)]
enum Task {
    /// Assess a real workplace: in the terminal and as target/demo/report.html
    Demo,
    /// Everything: format, lints, tests, generated files, wasm, Python
    Test {
        /// Only this stage
        #[arg(long, value_parser = clap::builder::PossibleValuesParser::new(stages::names()))]
        only: Option<String>,
    },
    /// Make the tables, the reviewers' pages, the schemas and the TypeScript types from the catalogue
    Generate {
        /// Write nothing; fail when a generated file is not what it would become
        #[arg(long)]
        check: bool,
        /// Read the catalogue in this folder and only say whether it is refused
        #[arg(long, value_name = "FOLDER")]
        refuse: Option<std::path::PathBuf>,
    },
    /// List the entries of the catalogue that nobody has held against their sources for long
    Review {
        /// How long: a number with d for days, m for months or y for years
        #[arg(long, value_name = "TIME", default_value = "12m")]
        older_than: String,
        /// The day it is counted back from; today when left out
        #[arg(long, value_name = "YYYY-MM-DD")]
        as_of: Option<String>,
    },
    /// Build the WebAssembly package and measure it with each single language
    Wasm {
        /// Fail when one language is larger than the budget
        #[arg(long)]
        sizes: bool,
    },
    /// Run every case from elsewhere in a folder, by the shape found there
    Cases {
        /// The folder; `../shared/cases` beside the repository when left out
        folder: Option<std::path::PathBuf>,
    },
    /// Run the benchmarks; takes some minutes
    Bench,
    /// Run the tests of Spark; downloads it, and needs Java
    Spark,
    /// Run the tests of the kernel for many cases under valgrind; takes some minutes
    Sanitize,
    /// Fuzz the door, the record, citations, days and columns; needs a nightly toolchain and cargo-fuzz
    Fuzz {
        /// How long for each
        #[arg(long, default_value_t = 600)]
        seconds: u32,
    },
}

fn main() -> ExitCode {
    let result = match Cli::parse().task {
        Task::Demo => demo::run(),
        Task::Test { only } => stages::run(only.as_deref()),
        #[cfg(feature = "generate")]
        Task::Generate { check, refuse } => generated::run(check, refuse.as_deref()),
        #[cfg(not(feature = "generate"))]
        Task::Generate { .. } => command::again_with("generate"),
        #[cfg(feature = "generate")]
        Task::Review { older_than, as_of } => {
            let folder = command::root().join("ia-core/catalogue");
            generate::review::run(&folder, &older_than, as_of.as_deref())
        }
        #[cfg(not(feature = "generate"))]
        Task::Review { .. } => command::again_with("generate"),
        #[cfg(feature = "wasm")]
        Task::Wasm { sizes } => wasm::run(sizes),
        #[cfg(not(feature = "wasm"))]
        Task::Wasm { .. } => command::again_with("wasm"),
        #[cfg(feature = "cases")]
        Task::Cases { folder } => cases::run(folder.as_deref()),
        #[cfg(not(feature = "cases"))]
        Task::Cases { .. } => command::again_with("cases"),
        Task::Bench => bench::run(),
        Task::Spark => spark::test(),
        Task::Sanitize => sanitize::run(),
        Task::Fuzz { seconds } => fuzz::run(seconds),
    };
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            if !message.is_empty() {
                eprintln!("{message}");
            }
            ExitCode::FAILURE
        }
    }
}
