//! Mutants: small changes of the code that some test must notice.
//!
//! cargo-mutants says which changes there are. Instead of one build for each, all of them are built at once, and a
//! variable of the environment chooses one: see `combine`.

mod build;
mod combine;
mod run;

use crate::outcome::{Done, Stop};
use crate::{command, tool};
use serde_json::Value;
use std::fmt::Write as _;
use std::path::PathBuf;

/// Where the changed copy of the repository, its build and the outcomes are.
pub fn folder() -> PathBuf {
    command::root().join("target/mutants")
}

/// One change: characters of a file that become others.
#[derive(Clone, Debug)]
pub struct Mutant {
    /// From 1. What the environment chooses by.
    pub id: usize,
    pub name: String,
    pub file: String,
    /// Line and column of the function around it, from and to; both from 1.
    pub function: Option<[(usize, usize); 2]>,
    pub span: [(usize, usize); 2],
    pub replacement: String,
}

/// How a mutant ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// By this test.
    Caught(String),
    /// All these tests were run with it, and none failed.
    Missed(usize),
    /// It does not compile.
    Unviable,
}

fn place(span: &Value) -> Option<[(usize, usize); 2]> {
    let at = |end: &str, of: &str| usize::try_from(span[end][of].as_u64()?).ok();
    Some([(at("start", "line")?, at("start", "column")?), (at("end", "line")?, at("end", "column")?)])
}

/// The mutants of the files in .cargo/mutants.toml, or of what the arguments say.
fn listed(more: &[String]) -> Result<Vec<Mutant>, String> {
    let mut list = tool::MUTANTS.ready()?;
    list.args(["--list", "--json"]).args(more);
    let text = command::output(list)?;
    let values: Vec<Value> =
        serde_json::from_str(&text).map_err(|error| format!("cargo-mutants wrote no list: {error}"))?;
    let mutant = |(nth, value): (usize, &Value)| {
        let text = |name: &str| value[name].as_str().map(str::to_owned);
        Some(Mutant {
            id: nth + 1,
            name: text("name")?,
            file: text("file")?,
            function: place(&value["function"]["span"]),
            span: place(&value["span"])?,
            replacement: text("replacement")?,
        })
    };
    let mutants: Option<Vec<Mutant>> = values.iter().enumerate().map(mutant).collect();
    mutants.ok_or_else(|| "cargo-mutants wrote a list of another shape".to_owned())
}

/// As many as asked, spread by a hash of their names and the seed: the same in each run, and for each machine.
fn sampled(mut mutants: Vec<Mutant>, sample: Option<usize>, seed: u64) -> Vec<Mutant> {
    let Some(sample) = sample else { return mutants };
    // FNV-1a, and the last step of MurmurHash3, which lets the last letter count as much as the first.
    let hash = |name: &str| {
        let hash = name.bytes().fold(0xcbf2_9ce4_8422_2325 ^ seed, |hash: u64, byte| {
            (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
        });
        let hash = (hash ^ (hash >> 33)).wrapping_mul(0xff51_afd7_ed55_8ccd);
        hash ^ (hash >> 33)
    };
    mutants.sort_by_cached_key(|mutant| hash(&mutant.name));
    mutants.truncate(sample);
    mutants.sort_by_key(|mutant| mutant.id);
    mutants
}

pub fn run(sample: Option<usize>, seed: u64, more: &[String]) -> Done {
    let mutants = sampled(listed(more)?, sample, seed);
    if mutants.is_empty() {
        return Err(Stop::Failed("no mutants: see .cargo/mutants.toml".to_owned()));
    }
    println!("{} mutants", mutants.len());
    let outcomes = run::outcomes(&mutants)?;
    let report = report(&mutants, &outcomes);
    let place = folder().join("outcomes.txt");
    std::fs::write(&place, &report).map_err(|error| format!("{}: {error}", place.display()))?;
    println!("all of them: {}", place.display());
    println!("{}", tally(&outcomes));
    Ok(String::new())
}

/// A line for each mutant: those that live come first.
fn report(mutants: &[Mutant], outcomes: &[Outcome]) -> String {
    let mut text = String::new();
    let mut lines = |wanted: fn(&Outcome) -> bool| {
        for (mutant, outcome) in mutants.iter().zip(outcomes).filter(|(_, outcome)| wanted(outcome)) {
            let _ = match outcome {
                Outcome::Caught(test) => writeln!(text, "caught    {}  by {test}", mutant.name),
                Outcome::Missed(tests) => writeln!(text, "MISSED    {}  by {tests} tests", mutant.name),
                Outcome::Unviable => writeln!(text, "unviable  {}", mutant.name),
            };
        }
    };
    lines(|outcome| matches!(outcome, Outcome::Missed(_)));
    lines(|outcome| matches!(outcome, Outcome::Caught(_)));
    lines(|outcome| matches!(outcome, Outcome::Unviable));
    text
}

fn tally(outcomes: &[Outcome]) -> String {
    let count = |wanted: fn(&Outcome) -> bool| outcomes.iter().filter(|outcome| wanted(outcome)).count();
    let caught = count(|outcome| matches!(outcome, Outcome::Caught(_)));
    let missed = count(|outcome| matches!(outcome, Outcome::Missed(_)));
    let unviable = count(|outcome| matches!(outcome, Outcome::Unviable));
    let share = 100 * caught / (caught + missed).max(1);
    format!(
        "{caught} caught, {missed} missed, {unviable} unviable: {share} % of those that compile are caught"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mutant(id: usize) -> Mutant {
        let span = [(1, 1), (1, 2)];
        Mutant {
            id,
            name: format!("m-{id}"),
            file: "a.rs".into(),
            function: None,
            span,
            replacement: String::new(),
        }
    }

    #[test]
    fn a_sample_is_the_same_each_time_and_another_by_another_seed() {
        let all: Vec<Mutant> = (1..=100).map(mutant).collect();
        let ids = |seed| -> Vec<usize> {
            sampled(all.clone(), Some(10), seed).iter().map(|mutant| mutant.id).collect()
        };
        assert_eq!(ids(1), ids(1));
        assert_ne!(ids(1), ids(2));
        assert_eq!(ids(1).len(), 10);
        assert_eq!(sampled(all.clone(), None, 1).len(), 100);
    }

    #[test]
    fn what_does_not_compile_does_not_count() {
        let outcomes = [Outcome::Caught("t".into()), Outcome::Missed(3), Outcome::Unviable];
        let text = tally(&outcomes);
        assert_eq!(text, "1 caught, 1 missed, 1 unviable: 50 % of those that compile are caught");
        let report = report(&[mutant(1), mutant(2), mutant(3)], &outcomes);
        assert!(report.starts_with("MISSED    m-2  by 3 tests\ncaught    m-1  by t\n"), "{report}");
    }
}
