//! A new holder, a body chosen anew and a renewed agreement go on where the one before ended: the norm does not begin to
//! apply again, and a breach does not become due. With a day between, it does begin again.

use super::outcome_on;
use serde_json::{Value, json};

fn record(inside: &[(&str, Value)]) -> Value {
    let mut record = json!({
        "covers": { "from": "2019-01-01", "to": "2026-06-30" },
        "workplace": {
            "headcount": [{ "from": "2019-01-01", "employees": 60 }],
            "committee_headcount": [{ "from": "2019-01-01", "employees": 60 }],
        },
        "documents": [],
    });
    for (section, entries) in inside {
        record[section] = entries.clone();
    }
    record
}

#[test]
fn a_renewed_agreement_is_no_new_one() {
    let with = |last_day: &str| {
        let agreement =
            |from: &str, to: &str| json!({ "kind": "occupational_health_service", "from": from, "to": to });
        let mut record = record(&[]);
        record["workplace"]["agreements"] = json!([
            agreement("2024-01-01", "2024-12-31"),
            agreement("2025-01-01", last_day),
            agreement("2026-01-01", "2026-12-31"),
        ]);
        outcome_on(&record, "occupational-health-service-annual-report", "2026-01-15")
    };
    // The first report was due by the end of 2025.
    assert_eq!(with("2025-12-31"), "breached");
    assert_eq!(with("2025-12-30"), "due");
}

#[test]
fn a_committee_chosen_anew_is_no_new_one() {
    let on = |last_day: &str, as_of: &str| {
        let body = |from: &str| json!({ "kind": "working_environment_committee", "from": from });
        let (mut first, second) = (body("2021-09-01"), body("2025-09-01"));
        first["to"] = json!(last_day);
        outcome_on(&record(&[("bodies", json!([first, second]))]), "committee-annual-report", as_of)
    };
    assert_eq!(on("2025-08-31", "2025-08-31"), "breached");
    assert_eq!(on("2025-08-31", "2025-09-01"), "breached");
    assert_eq!(on("2025-08-30", "2025-09-01"), "due");
}

#[test]
fn a_new_holder_is_no_new_office() {
    let on = |last_day: &str| {
        let holder = |person: &str, from: &str| json!({ "role": "elected_representative", "person": person, "from": from });
        let (mut first, second) = (holder("p-1", "2023-09-01"), holder("p-2", "2025-09-01"));
        first["to"] = json!(last_day);
        let told = json!({
            "from": "employer", "to": "elected_representative", "topic": "working_environment", "date": "2025-08-20",
        });
        let record = record(&[("offices", json!([first, second])), ("notices", json!([told]))]);
        outcome_on(&record, "elected-representative-informed-of-environment", "2025-09-10")
    };
    assert_eq!(on("2025-08-31"), "met");
    assert_eq!(on("2025-08-30"), "due");
}
