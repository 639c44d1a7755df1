//! Every task of the repository. `cargo xtask --help` lists them.

use clap::{Parser, Subcommand};
use outcome::Stop;
use std::process::ExitCode;

mod apt;
mod bench;
#[cfg(feature = "cases")]
mod cases;
mod command;
mod demo;
mod deny;
mod fuzz;
#[cfg(feature = "fuzz")]
mod fuzzing;
#[cfg(feature = "generate")]
mod generate;
#[cfg(feature = "generate")]
mod generated;
mod language;
mod lock;
mod msrv;
#[cfg(feature = "mutants")]
mod mutants;
mod node;
mod outcome;
mod python;
mod sanitize;
mod spark;
mod stages;
#[cfg(feature = "wasm")]
mod target;
mod tool;
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
        /// The folder; when left out, IA_CASES, else `../shared/cases` beside the repository
        folder: Option<std::path::PathBuf>,
    },
    /// Run the benchmarks; takes some minutes
    Bench,
    /// Run the tests of Spark; downloads it, and needs Java
    Spark,
    /// Run the tests of the kernel for many cases under valgrind; takes some minutes
    Sanitize,
    /// Fuzz every target of tests/fuzz; needs a nightly toolchain
    Fuzz {
        /// How long for each
        #[arg(long, default_value_t = 600)]
        seconds: u32,
        /// Only this target
        #[arg(long)]
        only: Option<String>,
    },
    /// Change the code in small ways and see which changes no test notices; takes hours
    Mutants {
        /// Only so many, spread over all
        #[arg(long)]
        sample: Option<usize>,
        /// Another seed is another sample
        #[arg(long, default_value_t = 1)]
        seed: u64,
        /// Given to cargo-mutants as they are, after `--`: for example `--re assess/view.rs`
        #[arg(last = true)]
        more: Vec<String>,
    },
    /// Renew the lock files of Python: versions and hashes
    Lock,
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
                .map(|()| String::new())
                .map_err(Stop::from)
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
        #[cfg(feature = "fuzz")]
        Task::Fuzz { seconds, only } => fuzzing::run(seconds, only.as_deref()),
        #[cfg(not(feature = "fuzz"))]
        Task::Fuzz { .. } => command::again_with("fuzz"),
        #[cfg(feature = "mutants")]
        Task::Mutants { sample, seed, more } => mutants::run(sample, seed, &more),
        #[cfg(not(feature = "mutants"))]
        Task::Mutants { .. } => command::again_with("mutants"),
        Task::Lock => lock::run(),
    };
    match result {
        Ok(_) => ExitCode::SUCCESS,
        Err(Stop::Failed(reason)) => {
            if !reason.is_empty() {
                eprintln!("{reason}");
            }
            ExitCode::FAILURE
        }
        Err(Stop::CouldNotRun(reason)) => {
            // On standard output: the last line is what a stage says about the task.
            if !reason.is_empty() {
                println!("{reason}");
            }
            ExitCode::from(outcome::COULD_NOT_RUN)
        }
    }
}
