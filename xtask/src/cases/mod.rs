//! Cases from elsewhere: each file of a folder is read by the shapes found in it, never by its name, and answered
//! through the public API of ia-core alone.

mod bits;
mod calendar;
mod deadline;
mod employer;
mod entitlement;
mod episodes;
mod line;
mod read;
mod reference;
mod repeated;
mod trial;
mod waiting;

use crate::command;
use crate::outcome::{Done, Stop};
use serde_json::{Map, Value, json};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// What we answer, by the names under which a case expects it. More names than it expects do no harm.
pub type Answer = Map<String, Value>;

/// A case, run or not.
pub struct Case {
    id: String,
    verdict: Verdict,
}

pub enum Verdict {
    /// Each thing that differs; names of what is expected and not answered.
    Ran { differs: Vec<String>, unanswered: Vec<String> },
    /// The topic is not built.
    NotBuilt(String),
    /// No reader knows the shape, and nothing names a topic: no pass, whatever it says.
    UnknownShape(String),
}

impl Case {
    /// Holds an answer against what is expected; without an answer, or with none of the names, the topic is not
    /// built.
    pub fn held(id: impl Into<String>, topic: &str, answer: Option<&Answer>, expected: &Value) -> Self {
        let id = id.into();
        let not_built = |topic: &str| Verdict::NotBuilt(topic.to_owned());
        let (Some(answer), Some(expected)) = (answer, expected.as_object()) else {
            return Self { id, verdict: not_built(topic) };
        };
        let (mut differs, mut unanswered, mut held) = (Vec::new(), Vec::new(), 0);
        for (name, value) in expected.iter().filter(|(name, _)| !is_remark(name)) {
            match answer.get(name) {
                Some(ours) if same(ours, value) => held += 1,
                Some(ours) => {
                    held += 1;
                    differs.push(format!("{name}: expected {value}, got {ours}"));
                }
                None => unanswered.push(name.clone()),
            }
        }
        if held == 0 {
            return Self { id, verdict: not_built(&format!("{topic} ({})", unanswered.join(", "))) };
        }
        Self { id, verdict: Verdict::Ran { differs, unanswered } }
    }

    pub fn not_built(id: impl Into<String>, topic: impl Into<String>) -> Self {
        Self { id: id.into(), verdict: Verdict::NotBuilt(topic.into()) }
    }

    fn unknown_shape(id: impl Into<String>, what: &str) -> Self {
        Self { id: id.into(), verdict: Verdict::UnknownShape(what.to_owned()) }
    }
}

/// Whether it explains, and is no answer.
fn is_remark(name: &str) -> bool {
    ["rule", "note", "formula", "lesson", "reason", "not", "what", "why", "comment"].contains(&name)
        || name.ends_with("_rule")
        || name.ends_with("_note")
}

/// Numbers by value, all else as it stands.
fn same(ours: &Value, theirs: &Value) -> bool {
    match (ours, theirs) {
        (Value::Number(a), Value::Number(b)) => a.as_f64() == b.as_f64(),
        (Value::Array(a), Value::Array(b)) => a.len() == b.len() && a.iter().zip(b).all(|(a, b)| same(a, b)),
        (Value::Object(a), Value::Object(b)) => {
            b.iter().all(|(name, value)| a.get(name).is_some_and(|ours| same(ours, value)))
        }
        (Value::Null, Value::String(text)) => text == "none",
        _ => ours == theirs,
    }
}

/// Runs every JSON file of the folder: the one named, else that of `IA_CASES`, else the one beside the repository.
/// The last line, which is the note, counts them all.
pub fn run(folder: Option<&Path>) -> Done {
    let named = folder.map(PathBuf::from).or_else(|| command::variable("IA_CASES").map(PathBuf::from));
    let folder = command::root().join(named.unwrap_or_else(|| "../shared/cases".into()));
    let files = files_of(&folder)?;
    let wrong = judged_wrong()?;
    let mut all = Tally::default();
    for file in &files {
        let name = file.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let mut tally = Tally::default();
        let text = std::fs::read_to_string(file).map_err(|error| error.to_string());
        match text.and_then(|text| serde_json::from_str(&text).map_err(|error| error.to_string())) {
            Ok(content) => cases_of(&content).into_iter().for_each(|case| tally.add(case, &wrong)),
            Err(error) => {
                tally.failed += 1;
                tally.lines.push(format!("✗ cannot be read: {error}"));
            }
        }
        println!("{name}: {tally}");
        for line in &tally.lines {
            println!("    {line}");
        }
        all.join(tally);
    }
    println!("all: {all}");
    let summary = all.summary();
    println!("{summary}");
    all.done(summary)
}

/// The JSON files of the folder, sorted.
fn files_of(folder: &Path) -> Result<Vec<PathBuf>, Stop> {
    let none = |what: &str| Stop::CouldNotRun(format!("{what}; IA_CASES can name a folder"));
    let entries =
        std::fs::read_dir(folder).map_err(|_| none("there is no folder with cases from elsewhere"))?;
    let mut files: Vec<PathBuf> = entries
        .flatten()
        .map(|entry| entry.path())
        .filter(|path| path.extension().is_some_and(|ending| ending == "json"))
        .collect();
    files.sort();
    if files.is_empty() {
        Err(none("there is no JSON file in the folder with cases from elsewhere"))
    } else {
        Ok(files)
    }
}

/// The cases judged wrong, by id, with the reason.
fn judged_wrong() -> Result<BTreeMap<String, String>, String> {
    let file = command::root().join("docs/cases-judged-wrong.toml");
    let text = std::fs::read_to_string(&file).map_err(|error| format!("{}: {error}", file.display()))?;
    let table: toml::Table = text.parse().map_err(|error| format!("{}: {error}", file.display()))?;
    let wrong = table.get("wrong").and_then(toml::Value::as_table);
    let reasons = wrong.into_iter().flatten();
    Ok(reasons.map(|(id, why)| (id.clone(), why.as_str().unwrap_or_default().to_owned())).collect())
}

#[derive(Default)]
struct Tally {
    passed: usize,
    failed: usize,
    judged_wrong: usize,
    not_built: BTreeMap<String, usize>,
    unknown_shape: usize,
    unanswered: BTreeMap<String, usize>,
    lines: Vec<String>,
}

impl Tally {
    fn add(&mut self, case: Case, wrong: &BTreeMap<String, String>) {
        let (differs, unanswered) = match case.verdict {
            Verdict::NotBuilt(topic) => return *self.not_built.entry(topic).or_default() += 1,
            Verdict::UnknownShape(what) => {
                self.unknown_shape += 1;
                return self.lines.push(format!("✗ {}: {what}", case.id));
            }
            Verdict::Ran { differs, unanswered } => (differs, unanswered),
        };
        for name in unanswered {
            *self.unanswered.entry(name).or_default() += 1;
        }
        if differs.is_empty() {
            self.passed += 1;
            return;
        }
        let differs = differs.join("; ");
        if let Some(why) = wrong.get(&case.id) {
            self.judged_wrong += 1;
            self.lines.push(format!("judged wrong: {}: {differs} ({why})", case.id));
        } else {
            self.failed += 1;
            self.lines.push(format!("✗ {}: {differs}", case.id));
        }
    }

    fn join(&mut self, other: Self) {
        self.passed += other.passed;
        self.failed += other.failed;
        self.judged_wrong += other.judged_wrong;
        self.unknown_shape += other.unknown_shape;
        for (topic, count) in other.not_built {
            *self.not_built.entry(topic).or_default() += count;
        }
        for (name, count) in other.unanswered {
            *self.unanswered.entry(name).or_default() += count;
        }
    }
}

impl Tally {
    /// The counts alone: what passed, and each kind that did not.
    fn summary(&self) -> String {
        let not_built = self.not_built.values().sum();
        let others = [
            (self.judged_wrong, "judged wrong"),
            (not_built, "not built yet"),
            (self.unknown_shape, "of unknown shape"),
        ];
        let ran = [format!("{} cases passed", self.passed), format!("{} failed", self.failed)];
        let others = others.into_iter().filter(|(count, _)| *count > 0);
        let others = others.map(|(count, what)| format!("{count} {what}"));
        ran.into_iter().chain(others).collect::<Vec<_>>().join(", ")
    }

    /// No failure, no unknown shape, and at least one case that was run.
    fn done(&self, summary: String) -> Done {
        if self.failed > 0 || self.unknown_shape > 0 {
            return Err(Stop::Failed(summary));
        }
        if self.passed + self.judged_wrong == 0 {
            return Err(Stop::CouldNotRun(format!("no case of the folder can be run yet; {summary}")));
        }
        Ok(summary)
    }
}

impl std::fmt::Display for Tally {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let ran = self.passed + self.failed + self.judged_wrong;
        write!(f, "{ran} ran, {} passed, {} failed", self.passed, self.failed)?;
        if self.judged_wrong > 0 {
            write!(f, ", {} judged wrong", self.judged_wrong)?;
        }
        if self.unknown_shape > 0 {
            write!(f, ", {} of unknown shape", self.unknown_shape)?;
        }
        let listed = |counts: &BTreeMap<String, usize>| {
            counts.iter().map(|(name, count)| format!("{name} {count}")).collect::<Vec<_>>().join(", ")
        };
        if !self.not_built.is_empty() {
            let count: usize = self.not_built.values().sum();
            write!(f, "; {count} of topics not built yet: {}", listed(&self.not_built))?;
        }
        if !self.unanswered.is_empty() {
            write!(f, "; expected and not answered: {}", listed(&self.unanswered))?;
        }
        Ok(())
    }
}

/// Every case in a file. A file without one is itself of unknown shape.
fn cases_of(content: &Value) -> Vec<Case> {
    let cases = listed(content);
    if cases.is_empty() { vec![Case::unknown_shape("the file", "no case in it")] } else { cases }
}

fn listed(content: &Value) -> Vec<Case> {
    match content {
        Value::Array(items) => {
            items.iter().enumerate().flat_map(|(nth, one)| case_of("", nth, one)).collect()
        }
        Value::Object(members) if calendar::is_holiday_list(members) => calendar::holiday_list(members),
        Value::Object(members) => members.iter().flat_map(|(name, value)| part_of(name, value)).collect(),
        _ => vec![Case::unknown_shape("the file", "no object and no list")],
    }
}

/// The cases in a member of a file.
fn part_of(name: &str, value: &Value) -> Vec<Case> {
    const ABOUT: [&str; 8] = ["about", "format", "origin", "licence", "license", "what", "rule", "source"];
    match value {
        _ if ABOUT.contains(&name) => Vec::new(),
        Value::Array(items) => {
            items.iter().enumerate().flat_map(|(nth, one)| case_of(name, nth, one)).collect()
        }
        Value::Object(members) if name == "konstanter" => deadline::constants(members),
        _ => vec![Case::not_built(name, name)],
    }
}

/// A case by its shape. Mostly one; a case about several notes is one still.
fn case_of(part: &str, nth: usize, case: &Value) -> Vec<Case> {
    let has = |name: &str| case.get(name).is_some();
    let id = ["id", "navn", "name"]
        .iter()
        .find_map(|name| case.get(name)?.as_str().map(str::to_owned))
        .unwrap_or_else(|| format!("{part}[{nth}]"));
    let one = if has("topic") && has("inputs") {
        reference::case(&id, case)
    } else if has("function") && has("expect") {
        trial::case(&id, case)
    } else if has("biter") {
        bits::case(&id, case)
    } else if has("dager") && has("start") {
        bits::day_list(&id, case)
    } else if has("sykmeldinger") {
        waiting::case(&id, case)
    } else if has("sekvens") {
        employer::counter(&id, case)
    } else if has("tidslinje") {
        employer::day_string(&id, case)
    } else if has("tilfeller") {
        repeated::case(&id, case)
    } else if has("start") && has("slutt") && has("uker") {
        episodes::weeks(&id, case)
    } else if part.is_empty() {
        Case::unknown_shape(id, "no reader knows its shape")
    } else {
        Case::not_built(id, part)
    };
    vec![one]
}

/// An answer from pairs.
pub fn answer<const N: usize>(pairs: [(&str, Value); N]) -> Answer {
    pairs.into_iter().map(|(name, value)| (name.to_owned(), value)).collect()
}

/// A day as JSON.
pub fn shown(day: Option<ia_core::Date>) -> Value {
    day.map_or(Value::Null, |day| json!(day.to_string()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tally(content: &Value) -> Tally {
        let mut tally = Tally::default();
        for case in cases_of(content) {
            tally.add(case, &BTreeMap::new());
        }
        tally
    }

    /// passed, failed, and topics not built.
    fn tallied(content: &Value) -> (usize, usize, Vec<String>) {
        let tally = tally(content);
        (tally.passed, tally.failed, tally.not_built.into_keys().collect())
    }

    fn done(content: &Value) -> Done {
        let tally = tally(content);
        tally.done(tally.summary())
    }

    fn counter(days: u16) -> Value {
        json!({ "navn": "31 sick days", "sekvens": [{ "S": 31 }], "forventet": { "sykedager": days } })
    }

    #[test]
    fn a_right_case_passes_and_a_wrong_one_fails() {
        let case = |days: u16| json!({ "teller": [counter(days)] });
        assert_eq!(tallied(&case(15)), (1, 0, vec![]));
        assert_eq!(tallied(&case(16)), (0, 1, vec![]));
    }

    #[test]
    fn what_is_not_known_is_named_and_nothing_stops_the_runner() {
        let reference = |topic: &str, inputs: Value, expected: Value| json!([{ "id": "x", "topic": topic, "inputs": inputs, "expected": expected }]);
        for (content, named) in [
            (json!({ "cases": [{ "biter": [{ "tags": null }] }] }), "bits"),
            (json!({ "tidslinje": [{ "tidslinje": "1.PROBLEM" }] }), "employer period, day string"),
            (reference("risk_matrix", json!({}), json!({ "score": 6 })), "risk_matrix"),
            (reference("employer_period", json!(null), json!(null)), "employer_period"),
            (
                reference("employer_period", json!({ "sequence": "99999999999 sick" }), json!({})),
                "employer_period",
            ),
            (reference("iso_week", json!({ "date": "2026-12-31" }), json!({ "moon": 1 })), "iso_week (moon)"),
        ] {
            assert_eq!(tallied(&content), (0, 0, vec![named.to_owned()]), "{content}");
        }
    }

    #[test]
    fn an_unknown_shape_is_no_pass() {
        let unknown = [
            json!("text"),
            json!(1),
            json!([]),
            json!({}),
            json!({ "origin": "somebody" }),
            json!([1, null]),
            json!([{ "id": "x", "expected": 1 }]),
            json!([counter(15), { "id": "x" }]),
        ];
        for content in unknown {
            assert!(matches!(done(&content), Err(Stop::Failed(_))), "{content}");
            assert!(tally(&content).unknown_shape > 0, "{content}");
        }
    }

    #[test]
    fn a_topic_not_built_yet_is_counted_in_the_last_line() {
        let one = json!({ "teller": [counter(15)], "moons": [{ "id": "x" }, { "id": "y" }] });
        assert_eq!(done(&one), Ok("1 cases passed, 0 failed, 2 not built yet".to_owned()));
        // Nothing was run, so nothing was checked.
        let none = json!({ "moons": [{ "id": "x" }] });
        let reason = "no case of the folder can be run yet; 0 cases passed, 0 failed, 1 not built yet";
        assert_eq!(done(&none), Err(Stop::CouldNotRun(reason.to_owned())));
    }

    #[test]
    fn a_folder_that_is_missing_or_empty_could_not_run() {
        let folder = std::env::temp_dir().join(format!("ia-cases-{}", std::process::id()));
        assert!(matches!(files_of(&folder), Err(Stop::CouldNotRun(_))));
        std::fs::create_dir_all(&folder).unwrap();
        std::fs::write(folder.join("README.md"), "no case").unwrap();
        assert!(matches!(files_of(&folder), Err(Stop::CouldNotRun(_))));
        std::fs::write(folder.join("one.json"), "[]").unwrap();
        assert_eq!(files_of(&folder).map(|files| files.len()), Ok(1));
        std::fs::remove_dir_all(folder).unwrap();
    }

    #[test]
    fn a_case_judged_wrong_is_counted_so() {
        let wrong = BTreeMap::from([("31 sick days".to_owned(), "a test".to_owned())]);
        let mut tally = Tally::default();
        tally.add(
            case_of(
                "",
                0,
                &json!({ "navn": "31 sick days", "sekvens": [{ "S": 31 }], "forventet": { "sykedager": 1 } }),
            )
            .remove(0),
            &wrong,
        );
        assert_eq!((tally.judged_wrong, tally.failed), (1, 0));
    }
}
