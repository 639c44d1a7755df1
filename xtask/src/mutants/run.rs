//! Running the tests that reach a mutant, the quick ones first, until one fails.

use super::build::{self, Program};
use super::{Mutant, Outcome, folder};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

/// A mutant may make a loop endless: a test has three times its time, and this.
const MORE_TIME: Duration = Duration::from_secs(20);
/// Or a list endless: kilobytes of memory that a test may have.
const MEMORY: &str = "8000000";

/// Programs whose tests read the source of the library, which is another one with mutants in it.
const OF_THE_SOURCE: [&str; 1] = ["layers"];

/// One test of a program.
struct Test {
    program: usize,
    name: String,
    time: Duration,
    /// The names of the functions that it reaches.
    reaches: BTreeSet<usize>,
}

/// How many are run at a time.
fn workers() -> usize {
    std::thread::available_parallelism().map_or(1, usize::from)
}

/// Does it for each, some at a time, and gives the answers in order.
fn each<T: Sync, A: Send>(items: &[T], act: impl Fn(&T) -> A + Sync) -> Vec<A> {
    let (next, answers) = (AtomicUsize::new(0), Mutex::new(BTreeMap::new()));
    std::thread::scope(|scope| {
        for _ in 0..workers() {
            scope.spawn(|| {
                while let Some((nth, item)) = {
                    let nth = next.fetch_add(1, Ordering::Relaxed);
                    items.get(nth).map(|item| (nth, item))
                } {
                    let answer = act(item);
                    answers.lock().unwrap_or_else(std::sync::PoisonError::into_inner).insert(nth, answer);
                }
            });
        }
    });
    answers.into_inner().unwrap_or_else(std::sync::PoisonError::into_inner).into_values().collect()
}

/// A test of a program by its name, alone.
fn command(program: &Program, test: &str) -> Command {
    let mut shell = Command::new("sh");
    shell.args(["-c", &format!("ulimit -v {MEMORY}; exec \"$0\" \"$@\"")]).arg(&program.path);
    shell.args(["--exact", test, "--test-threads", "1"]).current_dir(&program.folder);
    // As cargo starts a test.
    shell.env("CARGO_MANIFEST_DIR", &program.folder).env("CARGO", "cargo");
    shell.stdout(Stdio::null()).stderr(Stdio::null()).stdin(Stdio::null());
    shell
}

/// Whether it goes well within the time. A program that cannot be started has caught nothing, and is an error.
fn goes_well(mut command: Command, limit: Duration) -> Result<bool, String> {
    let mut child = command.spawn().map_err(|error| format!("a test did not start: {error}"))?;
    let start = Instant::now();
    loop {
        match child.try_wait().map_err(|error| format!("a test was lost: {error}"))? {
            Some(status) => return Ok(status.success()),
            None if start.elapsed() < limit => std::thread::sleep(Duration::from_millis(2)),
            None => {
                let _ = child.kill();
                let _ = child.wait();
                return Ok(false);
            }
        }
    }
}

fn names(program: &Program) -> Result<Vec<String>, String> {
    let mut list = Command::new(&program.path);
    list.args(["--list", "--format", "terse"]).current_dir(&program.folder);
    let output = list.output().map_err(|error| format!("{}: {error}", program.name))?;
    let text = String::from_utf8_lossy(&output.stdout);
    Ok(text.lines().filter_map(|line| line.strip_suffix(": test")).map(str::to_owned).collect())
}

/// Every test with its time and the functions it reaches, the quick ones first. A test that fails without a mutant would
/// catch nothing later, so it ends the task.
fn tests(programs: &[Program]) -> Result<Vec<Test>, String> {
    let mut all = Vec::new();
    for (nth, program) in programs.iter().enumerate() {
        if !OF_THE_SOURCE.contains(&program.name.as_str()) {
            all.extend(names(program)?.into_iter().map(|name| (nth, name)));
        }
    }
    let places = folder().join("reach");
    std::fs::create_dir_all(&places).map_err(|error| format!("{}: {error}", places.display()))?;
    let numbered: Vec<(usize, &(usize, String))> = all.iter().enumerate().collect();
    let ran = each(&numbered, |(nth, (program, name))| {
        let place = places.join(nth.to_string());
        let _ = std::fs::remove_file(&place);
        let mut command = command(&programs[*program], name);
        command.env("IA_MUTANT_REACH", &place);
        let start = Instant::now();
        let well = goes_well(command, Duration::from_mins(10))?;
        Ok::<_, String>(well.then(|| (start.elapsed(), reached(&place))))
    });
    let (mut tests, mut failed) = (Vec::new(), Vec::new());
    for ((program, name), ran) in all.into_iter().zip(ran) {
        match ran? {
            Some((time, reaches)) => tests.push(Test { program, name, time, reaches }),
            None => failed.push(format!("{} {name}", programs[program].name)),
        }
    }
    if !failed.is_empty() {
        return Err(format!("these tests fail without a mutant: {}", failed.join(", ")));
    }
    tests.sort_by_key(|test| test.time);
    Ok(tests)
}

fn reached(place: &Path) -> BTreeSet<usize> {
    let text = std::fs::read_to_string(place).unwrap_or_default();
    text.lines().filter_map(|line| line.parse().ok()).collect()
}

fn outcome(
    programs: &[Program],
    tests: &[Test],
    reaches: impl Fn(&Test) -> bool,
    id: usize,
) -> Result<Outcome, String> {
    let mut ran = 0;
    for test in tests.iter().filter(|test| reaches(test)) {
        let mut command = command(&programs[test.program], &test.name);
        command.env("IA_MUTANT", id.to_string());
        ran += 1;
        if !goes_well(command, test.time * 3 + MORE_TIME)? {
            return Ok(Outcome::Caught(format!("{} {}", programs[test.program].name, test.name)));
        }
    }
    Ok(Outcome::Missed(ran))
}

/// How each mutant ends.
pub fn outcomes(mutants: &[Mutant]) -> Result<Vec<Outcome>, String> {
    let sources = build::sources(mutants)?;
    build::copy()?;
    let (programs, named) = build::together(mutants, &sources)?;
    let tests = tests(&programs)?;
    println!("{} tests in {} programs meet {} mutants", tests.len(), programs.len(), named.len());
    let ids: Vec<(usize, usize)> = named.iter().map(|(id, function)| (*id, *function)).collect();
    let told = |id: usize, outcome: Outcome| {
        if let (Outcome::Missed(tests), Some(mutant)) =
            (&outcome, mutants.iter().find(|mutant| mutant.id == id))
        {
            println!("MISSED by {tests} tests: {}", mutant.name);
        }
        (id, outcome)
    };
    let together = each(&ids, |(id, function)| {
        outcome(&programs, &tests, |test| test.reaches.contains(function), *id).map(|found| told(*id, found))
    });
    let mut all: BTreeMap<usize, Outcome> = together.into_iter().collect::<Result<_, _>>()?;
    println!("{} are built one by one", mutants.len() - named.len());
    for mutant in mutants.iter().filter(|mutant| !named.contains_key(&mutant.id)) {
        let compiles = build::alone(mutant, &sources)?;
        // No mutant has the number 0.
        let found = if compiles { outcome(&programs, &tests, |_| true, 0)? } else { Outcome::Unviable };
        all.extend([told(mutant.id, found)]);
    }
    Ok(all.into_values().collect())
}

#[cfg(test)]
mod checks {
    use super::*;

    #[test]
    fn the_answers_keep_their_order() {
        let items: Vec<usize> = (0..50).collect();
        assert_eq!(each(&items, |item| item * 2), (0..50).map(|item| item * 2).collect::<Vec<_>>());
    }

    #[test]
    fn a_program_that_does_not_end_is_stopped() {
        let sleep = |seconds: &str| {
            let mut sleep = Command::new("sleep");
            sleep.arg(seconds);
            sleep
        };
        assert_eq!(goes_well(sleep("0"), Duration::from_secs(20)), Ok(true));
        let start = Instant::now();
        assert_eq!(goes_well(sleep("60"), Duration::from_millis(50)), Ok(false));
        assert!(start.elapsed() < Duration::from_secs(30));
        assert!(goes_well(Command::new("target/no-such-program"), Duration::from_secs(1)).is_err());
    }
}
