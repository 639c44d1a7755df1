//! What is known of a working environment committee whose members or number of employees are not recorded: that it
//! meets, and that those who count are some of all (aml. § 7-1, FOR-2011-12-06-1355 § 3-7 (2)).

use super::{finding_on, outcome_on, reasons};
use serde_json::{Value, json};

const REQUIRED: &str = "committee-required";
const ON_DEMAND: &str = "committee-on-demand";
const AS_OF: &str = "2026-06-30";

fn record(headcount: Value, meeting: &str, bodies: Value) -> Value {
    json!({ "covers": { "from": "2020-01-01", "to": "2026-12-31" }, "bodies": bodies,
        "workplace": { "headcount": headcount },
        "meetings": [{ "id": "m-1", "kind": "working_environment_committee_meeting", "date": meeting }] })
}

fn since_2020(employees: u32) -> Value {
    json!([{ "from": "2020-01-01", "employees": employees }])
}

fn missing(record: &Value, norm: &str) -> Value {
    finding_on(record, norm, AS_OF)["missing"][0]["path"].clone()
}

/// Sixty-two employees and a committee that meets: how many of them count is not asked.
#[test]
fn a_committee_that_meets_is_there() {
    let meets = record(since_2020(62), "2026-03-04", Value::Null);
    assert_eq!(outcome_on(&meets, REQUIRED, AS_OF), "met");
    // Its duties are judged: four meetings a year are asked for as a rule, one was held.
    assert_eq!(missing(&meets, "committee-equal-sides"), "/bodies");
    assert_ne!(outcome_on(&meets, "committee-meetings", AS_OF), "unknown");
    // The look-back of twelve months: the first day that counts, and the day before it.
    let on = |meeting: &str| outcome_on(&record(since_2020(62), meeting, Value::Null), REQUIRED, AS_OF);
    assert_eq!([on("2025-06-30"), on("2025-06-29")], ["met", "unknown"]);
    // A meeting ahead has not been held.
    assert_eq!([on("2026-06-30"), on("2026-07-01")], ["met", "unknown"]);
    // It is there no later than since its first meeting; what it owes each year is counted from then.
    let mut report = meets.clone();
    report["documents"] = json!([]);
    assert_eq!(outcome_on(&report, "committee-annual-report", AS_OF), "due");
    report["meetings"]
        .as_array_mut()
        .expect("meetings")
        .push(json!({ "id": "m-0", "kind": "working_environment_committee_meeting", "date": "2024-03-04" }));
    assert_eq!(outcome_on(&report, "committee-annual-report", AS_OF), "breached");
    // A list of bodies says more than a meeting: there is none.
    assert_eq!(
        outcome_on(&record(since_2020(62), "2026-03-04", json!([])), "committee-meetings", AS_OF),
        "not_applicable"
    );
    let sits = json!([{ "kind": "working_environment_committee", "from": "2025-08-20" }]);
    assert_eq!(outcome_on(&record(since_2020(62), "2024-03-04", sits), REQUIRED, AS_OF), "met");
}

/// At thirty it may be that thirty count; what is not known has its own name.
#[test]
fn the_number_that_counts_is_never_above_the_number_of_all() {
    let none = |headcount: Value| record(headcount, "2019-03-04", json!([]));
    assert_eq!(outcome_on(&none(since_2020(29)), REQUIRED, AS_OF), "not_applicable");
    assert_eq!(outcome_on(&none(since_2020(30)), REQUIRED, AS_OF), "unknown");
    assert_eq!(missing(&none(since_2020(30)), REQUIRED), "/workplace/committee_headcount");
    assert!(
        reasons(&none(since_2020(30)), REQUIRED)
            .contains("how many count for the working environment committee")
    );
    assert_eq!(outcome_on(&none(since_2020(9)), ON_DEMAND, AS_OF), "not_applicable");
    assert_eq!(outcome_on(&none(since_2020(10)), ON_DEMAND, AS_OF), "unknown");
}

/// The average is that of the last calendar year: every day of it must be known.
#[test]
fn the_most_of_last_year_is_the_limit() {
    let counts = |list: &[(&str, u32)]| {
        let entries: Vec<Value> =
            list.iter().map(|(from, employees)| json!({ "from": from, "employees": employees })).collect();
        outcome_on(&record(json!(entries), "2019-03-04", json!([])), REQUIRED, AS_OF)
    };
    assert_eq!(counts(&[("2025-01-01", 20)]), "not_applicable");
    assert_eq!(counts(&[("2025-01-02", 20)]), "unknown");
    assert_eq!(counts(&[("2020-01-01", 40), ("2025-01-01", 20)]), "not_applicable");
    assert_eq!(counts(&[("2020-01-01", 40), ("2025-01-02", 20)]), "unknown");
    assert_eq!(counts(&[("2020-01-01", 20), ("2025-12-31", 40)]), "unknown");
    assert_eq!(counts(&[("2020-01-01", 20), ("2026-01-01", 40)]), "not_applicable");
}

/// The number that is recorded decides, whatever the number of all.
#[test]
fn the_number_that_counts_decides_where_it_is_recorded() {
    let mut known = record(since_2020(62), "2026-03-04", Value::Null);
    known["workplace"]["committee_headcount"] = json!([{ "from": "2025-01-01", "employees": 29 }]);
    assert_eq!(outcome_on(&known, REQUIRED, AS_OF), "not_applicable");
    known["workplace"]["committee_headcount"] = json!([{ "from": "2025-01-01", "employees": 30 }]);
    assert_eq!(outcome_on(&known, REQUIRED, AS_OF), "met");
}
