//! Answers of the door as text for a terminal.

use ia_core::{Code, Outcome};
use serde_json::Value;
use std::fmt::Write as _;

fn parsed(answer: &str) -> Value {
    serde_json::from_str(answer).unwrap_or_default()
}

fn text<'v>(value: &'v Value, key: &str) -> &'v str {
    value.get(key).and_then(Value::as_str).unwrap_or_default()
}

fn list<'v>(value: &'v Value, key: &str) -> &'v [Value] {
    value.get(key).and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default()
}

/// The document inside the answer.
pub(crate) fn report(answer: &str) -> String {
    text(&parsed(answer), "report").to_owned()
}

/// The sheet inside the answer.
pub(crate) fn poster(answer: &str) -> String {
    text(&parsed(answer), "poster").to_owned()
}

/// Whether others owe it, or it is owed above.
fn is_anothers(finding: &Value) -> bool {
    finding.get("of_others").or_else(|| finding.get("owed_above")).is_some()
}

pub(crate) fn has_breach(answer: &str) -> bool {
    let is_breach = |finding: &Value| text(finding, "outcome") == "breached" && !is_anothers(finding);
    list(&parsed(answer), "findings").iter().any(is_breach)
}

/// A line an error: place, what was expected, code.
pub(crate) fn failure(failure: &str) -> String {
    let mut out = String::new();
    for error in list(&parsed(failure), "errors") {
        let path = text(error, "path");
        let place = if path.is_empty() { "/" } else { path };
        // Writing to a String cannot fail, here and below.
        let _ = writeln!(out, "ia: {place}: {} [{}]", text(error, "message"), text(error, "code"));
    }
    out
}

/// Terminal colours; the sign beside each word says the same without them.
struct Paint(bool);

impl Paint {
    fn wrap(&self, code: &str, words: &str) -> String {
        if self.0 { format!("\u{1b}[{code}m{words}\u{1b}[0m") } else { words.to_owned() }
    }

    fn outcome(&self, outcome: &str, words: &str) -> String {
        let code = match outcome {
            "met" => "32",
            "partly" | "due" | "contestable" => "33",
            "breached" => "31;1",
            "not_in_place" | "unknown" => "36",
            _ => "2",
        };
        self.wrap(code, words)
    }
}

/// Totals, then what needs action with why and what to do, then the rest by title.
pub(crate) fn assessment(answer: &str, terms: &str, colour: bool) -> String {
    let answer = parsed(answer);
    let terms = parsed(terms);
    let term = |family: &str, code: &str| {
        let found = terms.pointer(&format!("/terms/{family}/{code}")).and_then(Value::as_str);
        found.unwrap_or(code).to_owned()
    };
    let paint = Paint(colour);
    let mut out = String::new();
    let as_of = text(&answer, "as_of");
    let _ = writeln!(out, "{}", paint.wrap("1", &format!("IA  {as_of}")));
    for notice in list(&answer, "notices") {
        let _ = writeln!(out, "{}", paint.wrap("2", notice.as_str().unwrap_or_default()));
    }
    out.push_str(&warned(&answer));
    let weights = ["binding", "agreed", "good_practice"];
    let headings: Vec<String> = weights.iter().map(|weight| term("weight", weight)).collect();
    let width = Outcome::BY_URGENCY
        .iter()
        .map(|outcome| term("outcome", outcome.code()).chars().count())
        .max()
        .unwrap_or(0)
        .saturating_add(2);
    let _ = write!(out, "\n{:width$}", "");
    for heading in &headings {
        let _ = write!(out, "  {heading}");
    }
    out.push('\n');
    for (outcome, sign) in Outcome::BY_URGENCY.map(|outcome| (outcome.code(), outcome.sign())) {
        let name = format!("{:width$}", format!("{sign} {}", term("outcome", outcome)));
        let _ = write!(out, "{}", paint.outcome(outcome, &name));
        for (weight, heading) in weights.iter().zip(&headings) {
            let count =
                answer.pointer(&format!("/totals/{weight}/{outcome}")).and_then(Value::as_u64).unwrap_or(0);
            let _ = write!(out, "  {count:>across$}", across = heading.chars().count());
        }
        out.push('\n');
    }
    let (carried, own): (Vec<&Value>, Vec<&Value>) =
        list(&answer, "findings").iter().partition(|finding| finding.get("carried_by").is_some());
    for urgent in Outcome::BY_URGENCY {
        let (outcome, sign) = (urgent.code(), urgent.sign());
        let of_outcome = own.iter().filter(|finding| text(finding, "outcome") == outcome);
        let mut findings: Vec<&Value> = of_outcome.copied().collect();
        if findings.is_empty() {
            continue;
        }
        // Law first, and last what others owe or is owed above. The sort is stable, so the order of ids stays within a weight.
        findings.sort_by_key(|finding| {
            let weight = weights.iter().position(|weight| *weight == text(finding, "weight"));
            (is_anothers(finding), weight)
        });
        let heading = format!("{sign} {} ({})", term("outcome", outcome), findings.len());
        let _ = writeln!(out, "\n{}", paint.outcome(outcome, &heading));
        for finding in findings {
            if urgent.needs_action() {
                let also = carried.iter().filter(|one| text(one, "carried_by") == text(finding, "norm"));
                let also: Vec<&str> = also.map(|one| text(one, "title")).collect();
                self::finding(finding, &also, &paint, &term, &mut out);
            } else {
                let _ = writeln!(out, "  {}{}", text(finding, "title"), case(finding));
            }
        }
    }
    out
}

fn case(finding: &Value) -> String {
    finding
        .pointer("/subject/case")
        .and_then(Value::as_str)
        .map_or_else(String::new, |case| format!(" [{case}]"))
}

fn finding(
    finding: &Value,
    also: &[&str],
    paint: &Paint,
    term: &impl Fn(&str, &str) -> String,
    out: &mut String,
) {
    let citations: Vec<&str> = list(finding, "basis").iter().map(|basis| text(basis, "citation")).collect();
    let _ = writeln!(out, "  {}{}", paint.wrap("1", text(finding, "title")), case(finding));
    for sentence in list(finding, "why") {
        let _ = writeln!(out, "    · {}", sentence.as_str().unwrap_or_default());
    }
    let step = text(finding, "next_step");
    if !step.is_empty() {
        let due = text(finding, "due");
        let _ =
            writeln!(out, "    → {step}{}", if due.is_empty() { String::new() } else { format!(" [{due}]") });
    }
    if !also.is_empty() {
        let _ = writeln!(out, "    {}: {}", term("report", "also"), also.join("; "));
    }
    let basis = format!(
        "    {} · {} · {}",
        term("weight", text(finding, "weight")),
        citations.join("; "),
        finding.pointer("/in_force/from").and_then(Value::as_str).unwrap_or_default()
    );
    let _ = writeln!(out, "{}", paint.wrap("2", &basis));
}

pub(crate) fn explained(answer: &str) -> String {
    let answer = parsed(answer);
    let mut out = String::new();
    for explained in list(&answer, "explained") {
        let finding = explained.get("finding").cloned().unwrap_or_default();
        let _ = writeln!(out, "{}{}\n{}", text(&finding, "title"), case(&finding), text(&finding, "text"));
        for line in list(explained, "lines") {
            let depth =
                line.get("depth").and_then(Value::as_u64).and_then(|depth| usize::try_from(depth).ok());
            let facts: Vec<&str> = list(line, "facts").iter().filter_map(Value::as_str).collect();
            let facts = if facts.is_empty() { String::new() } else { format!("  {}", facts.join(" ")) };
            let indent = "  ".repeat(depth.unwrap_or(0).saturating_add(1));
            let _ = writeln!(out, "{indent}{}{facts}", text(line, "text"));
        }
        for basis in list(&finding, "basis") {
            let _ = writeln!(out, "  {}  {}", text(basis, "citation"), text(basis, "url"));
        }
        out.push('\n');
    }
    out
}

pub(crate) fn norms(answer: &str) -> String {
    let answer = parsed(answer);
    let mut out = String::new();
    for norm in list(&answer, "norms") {
        let _ = writeln!(out, "{}  {}", text(norm, "id"), text(norm, "title"));
    }
    out
}

pub(crate) fn questions(answer: &str) -> String {
    let answer = parsed(answer);
    let mut out = String::new();
    for question in list(&answer, "questions") {
        let _ = writeln!(
            out,
            "{}\n  {}  ({})",
            text(question, "text"),
            text(question, "why"),
            text(question, "path")
        );
    }
    out
}

/// That all is well, and what is wrong although the record can be judged.
pub(crate) fn checked(answer: &str) -> String {
    let answer = parsed(answer);
    format!("ok\n{}", warned(&answer))
}

/// The warnings of an answer, a line each.
fn warned(answer: &Value) -> String {
    let mut out = String::new();
    for warning in list(answer, "warnings") {
        let _ = writeln!(out, "  {}: {}", text(warning, "path"), text(warning, "message"));
    }
    out
}

pub(crate) fn cited(answer: &str) -> String {
    let answer = parsed(answer);
    let citation = answer.get("citation").cloned().unwrap_or_default();
    let mut out = format!("{}\n{}\n", text(&citation, "text"), text(&citation, "url"));
    for provision in list(&answer, "provisions") {
        let from = provision.pointer("/in_force/from").and_then(Value::as_str).unwrap_or_default();
        let to = provision.pointer("/in_force/to").and_then(Value::as_str).unwrap_or_default();
        let numbers = provision.get("numbers").and_then(Value::as_object);
        let numbers: Vec<String> =
            numbers.into_iter().flatten().map(|(name, number)| format!("{name}: {number}")).collect();
        let _ = writeln!(
            out,
            "  {}  {}  {from} → {to}  {}",
            text(provision, "citation"),
            text(provision, "label"),
            numbers.join(", ")
        );
    }
    let norms: Vec<&str> = list(&answer, "norms").iter().filter_map(Value::as_str).collect();
    if !norms.is_empty() {
        let _ = writeln!(out, "  → {}", norms.join(", "));
    }
    out
}

/// Every vocabulary with its labels in three languages and its Rust name.
pub(crate) fn glossary<E>(terms: &impl Fn(&str) -> Result<String, E>) -> Result<String, E> {
    let [nb, nn, en] = [parsed(&terms("nb")?), parsed(&terms("nn")?), parsed(&terms("en")?)];
    let mut out = String::from(
        "<!-- Generated by `cargo xtask generate`. Do not edit. -->\n\n# Glossary\n\n\
         The words of the library. `code` is what stands in JSON, the Rust name what stands in code.\n",
    );
    for vocabulary in ia_core::vocabulary::vocabularies() {
        let _ = writeln!(
            out,
            "\n## {}\n\n| code | bokmål | nynorsk | English | Rust |\n| --- | --- | --- | --- | --- |",
            vocabulary.rust
        );
        let name = vocabulary.rust.rsplit("::").next().unwrap_or_default();
        for (code, _, variant) in &vocabulary.members {
            let word = |terms: &Value| {
                let found =
                    terms.pointer(&format!("/terms/{}/{code}", vocabulary.family)).and_then(Value::as_str);
                found.unwrap_or_default().to_owned()
            };
            let _ = writeln!(
                out,
                "| `{code}` | {} | {} | {} | `{name}::{variant}` |",
                word(&nb),
                word(&nn),
                word(&en)
            );
        }
    }
    Ok(out)
}

/// A schema as the door carries it: what validates, without the words. They stand in the published file.
pub(crate) fn without_descriptions(schema: Value) -> Value {
    match schema {
        Value::Object(map) => map
            .into_iter()
            // A property may be called `description` too: then it is a schema and no text.
            .filter(|(key, value)| key != "description" || !value.is_string())
            .map(|(key, value)| (key, without_descriptions(value)))
            .collect(),
        Value::Array(list) => list.into_iter().map(without_descriptions).collect(),
        other => other,
    }
}
