//! Cases from elsewhere, when there are any: `IA_CASES` names the folder with `reference.json`.

use ia_core::assess::Finding;
use ia_core::{Options, Record, assess};
use ia_tests::day;
use serde_json::{Value, json};
use std::io::Write as _;
use std::path::Path;

/// The first finding of a norm, for a record that covers 2025 and 2026.
fn finding(norm: &str, as_of: &str, mut record: Value) -> Finding<'static> {
    record["covers"] = json!({ "from": "2025-01-01", "to": "2026-12-31" });
    let record = Record::from_json(&record.to_string()).unwrap_or_else(|errors| panic!("{errors}"));
    let assessment = assess(&record, day(as_of), &Options::default());
    assessment.findings.into_iter().find(|finding| finding.norm.id == norm).expect("a finding of the norm")
}

fn due(norm: &str, as_of: &str, absence: Value) -> Value {
    let finding = finding(norm, as_of, json!({ "absences": [absence] }));
    finding.due.map_or(Value::Null, |due| due.to_string().into())
}

/// What we answer and what is expected; nothing for a kind of case that no norm speaks of.
fn answer(case: &Value) -> Option<(Value, Value)> {
    let (inputs, expected) = (&case["inputs"], &case["expected"]);
    match (case["topic"].as_str()?, inputs["kind"].as_str().unwrap_or_default()) {
        ("statutory_deadline", "follow-up plan, 4 weeks") => {
            let first = inputs["first_absence_day"].as_str()?;
            let absence =
                json!({ "id": "c-1", "person": "p-1", "from": first, "plans": [], "exceptions": [] });
            Some((due("follow-up-plan", first, absence), expected["last_day_of_week_4"].clone()))
        }
        ("statutory_deadline", "updated plan to NAV") => {
            let latest = expected["latest"].as_str()?;
            let absence = json!({
                "id": "c-1", "person": "p-1", "from": "2026-01-05", "exceptions": [],
                "plans": [{ "date": "2026-01-20", "sent": [] }],
                "meetings": [{
                    "kind": "nav_dialogue_meeting", "date": inputs["nav_meeting_date"],
                    "summoned": [{ "role": "employer", "date": "2026-05-20" }],
                }],
            });
            Some((due("updated-plan-to-nav", latest, absence), expected["latest"].clone()))
        }
        ("elected_safety_representative", _) => {
            let agreed = inputs["written_agreement_on_other_arrangement"] == true;
            let agreements = json!([{ "kind": "safety_representative_arrangement", "from": "2025-01-01" }]);
            let record = json!({
                "workplace": {
                    "headcount": [{ "from": "2025-01-01", "employees": inputs["employees"] }],
                    "agreements": if agreed { agreements } else { json!([]) },
                },
                "offices": [],
            });
            let finding = finding("safety-representative-elected", "2026-11-22", record);
            let required = finding.outcome != ia_core::assess::Outcome::NotApplicable;
            Some((required.into(), expected["verneombud_required"].clone()))
        }
        _ => None,
    }
}

/// Past the test runner's capture: how many ran is always shown.
fn say(text: &str) {
    writeln!(std::io::stdout(), "{text}").expect("standard output");
}

#[test]
fn cases_from_elsewhere() {
    let Some(folder) = std::env::var_os("IA_CASES") else {
        return say("0 cases from elsewhere ran: IA_CASES names no folder");
    };
    let text = std::fs::read_to_string(Path::new(&folder).join("reference.json")).expect("reference.json");
    let cases: Vec<Value> = serde_json::from_str(&text).expect("a list of cases");
    let mut ran = 0;
    for case in &cases {
        if let Some((ours, theirs)) = answer(case) {
            assert_eq!(ours, theirs, "{}", case["id"]);
            ran += 1;
        }
    }
    assert!(ran > 0, "no case of a kind we answer");
    say(&format!("{ran} of {} cases from elsewhere ran", cases.len()));
}
