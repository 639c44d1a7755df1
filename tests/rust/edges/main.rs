//! The last day, the first day after and the other role: what holds on each side of an edge.

mod assessment;
mod cases;
mod causes;
mod certificates;
mod changes;
mod citation;
mod committee;
mod conventions;
mod dated_before;
mod days_kept;
mod documents;
mod escalation;
mod industry;
mod input;
mod jobs;
mod links;
mod own_day;
mod packs;
mod readings;
mod records;
mod renewed;
mod self_certified;
mod sick_leave;
mod terms;
mod views;
mod warnings;

use ia_core::api;
use serde_json::Value;

/// The answer, or the failure.
fn call(function: &str, request: &Value) -> Result<Value, Value> {
    let parsed = |text: String| serde_json::from_str::<Value>(&text).expect("JSON");
    api::call(function, &request.to_string()).expect("a function of the library").map(parsed).map_err(parsed)
}

fn answer(function: &str, request: &Value) -> Value {
    call(function, request).unwrap_or_else(|failure| panic!("{function}: {failure}"))
}

/// Code and place of each error; nothing for a request that is answered.
fn errors(function: &str, request: &Value) -> Vec<(String, String)> {
    let Err(failure) = call(function, request) else { return Vec::new() };
    let text = |value: &Value| value.as_str().expect("a text").to_owned();
    let errors = failure["errors"].as_array().expect("errors");
    errors.iter().map(|one| (text(&one["code"]), text(&one["path"]))).collect()
}

fn one_error(code: &str, path: &str) -> Vec<(String, String)> {
    vec![(code.to_owned(), path.to_owned())]
}

/// A norm's first finding on a day.
fn finding_on(record: &Value, norm: &str, as_of: &str) -> Value {
    let request = serde_json::json!({ "record": record, "as_of": as_of, "lang": "en" });
    let answer = answer("assess", &request);
    let findings = answer["findings"].as_array().expect("a list");
    findings.iter().find(|one| one["norm"] == norm).unwrap_or_else(|| panic!("{norm}")).clone()
}

fn outcome_on(record: &Value, norm: &str, as_of: &str) -> String {
    finding_on(record, norm, as_of)["outcome"].as_str().expect("a text").to_owned()
}

fn outcome(record: &Value, norm: &str) -> String {
    outcome_on(record, norm, "2026-06-30")
}

/// Every sentence of why.
fn reasons(record: &Value, norm: &str) -> String {
    let request = serde_json::json!({ "record": record, "norm": norm, "as_of": "2026-06-30", "lang": "en" });
    answer("explain", &request).to_string()
}
