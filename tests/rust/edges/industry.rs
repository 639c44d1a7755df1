//! Industries that must always have an occupational health service (FOR-2011-12-06-1355 § 13-1 (2), as changed
//! 2025-10-07), and the first day of the list that was read.

use super::{finding_on, outcome_on};
use serde_json::{Value, json};

const NORM: &str = "occupational-health-service-affiliation";

fn record(industry: Value, agreements: Value, answers: Value) -> Value {
    json!({ "covers": { "from": "2020-01-01", "to": "2026-12-31" }, "answers": answers,
        "workplace": { "industry": industry, "agreements": agreements,
            "headcount": [{ "from": "2020-01-01", "employees": 12 }] } })
}

fn of(industry: &str) -> Value {
    record(json!(industry), json!([]), json!([]))
}

fn agreed() -> Value {
    json!([{ "kind": "occupational_health_service", "from": "2021-03-01" }])
}

fn answered(value: &str) -> Value {
    json!([{ "norm": NORM, "role": "employer", "date": "2026-02-02", "value": value }])
}

#[test]
fn a_listed_industry_must_always_have_it() {
    for listed in ["87.101", "87.1", "8710", "85.201", "41", "43.320", "88.911", "96.210", "84.250"] {
        assert_eq!(outcome_on(&of(listed), NORM, "2026-06-30"), "breached", "{listed}");
        let with = record(json!(listed), agreed(), json!([]));
        assert_eq!(outcome_on(&with, NORM, "2026-06-30"), "met", "{listed}");
    }
    // Not read as listed: somebody judges whether the risk calls for it.
    for other in ["62.010", "84.110", "85.601", "86.901", "87.901", "96.020", "55.201"] {
        let asked = finding_on(&of(other), NORM, "2026-06-30");
        assert_eq!(asked["outcome"], "unknown", "{other}");
        assert_eq!(asked["missing"][0]["fact"], "answer", "{other}");
    }
}

/// The first day of the list that was read, and the day before.
#[test]
fn earlier_lists_were_not_read() {
    assert_eq!(outcome_on(&of("87.101"), NORM, "2025-10-06"), "unknown");
    assert_eq!(outcome_on(&of("87.101"), NORM, "2025-10-07"), "breached");
}

/// A code that is too short, or left out, tells nothing.
#[test]
fn a_code_that_does_not_tell_is_asked_for() {
    let left_out = record(Value::Null, json!([]), json!([]));
    for record in [of("87"), of("86.9"), of("55"), left_out] {
        let asked = finding_on(&record, NORM, "2026-06-30");
        assert_eq!(asked["outcome"], "unknown");
        assert_eq!(asked["missing"][1]["path"], "/workplace/industry");
        assert!(
            asked["next_step"].as_str().expect("a text").contains("approved occupational health service")
        );
    }
    // Whoever answers that it is not needed cannot know that without the industry; one that has it has it.
    let on = |value: &str| outcome_on(&record(Value::Null, json!([]), answered(value)), NORM, "2026-06-30");
    assert_eq!([on("not_relevant"), on("yes"), on("no")], ["unknown", "met", "breached"]);
}

#[test]
fn an_answer_decides_only_outside_the_list() {
    let on = |industry: &str, agreements: Value, value: &str| {
        outcome_on(&record(json!(industry), agreements, answered(value)), NORM, "2026-06-30")
    };
    let none = || json!([]);
    assert_eq!(on("62.010", none(), "not_relevant"), "not_applicable");
    assert_eq!(on("62.010", none(), "yes"), "met");
    assert_eq!(on("62.010", none(), "no"), "breached");
    for value in ["not_relevant", "yes", "no"] {
        assert_eq!(on("87.101", none(), value), "breached", "{value}");
        assert_eq!(on("87.101", agreed(), value), "met", "{value}");
    }
    // Whether there is an agreement is not recorded: "not relevant" is no answer where it always applies.
    assert_eq!(on("87.101", Value::Null, "not_relevant"), "unknown");
    assert_eq!(on("62.010", Value::Null, "not_relevant"), "not_applicable");
    // On the days before the list the answer counts.
    let before = json!([{ "norm": NORM, "role": "employer", "date": "2025-05-05", "value": "not_relevant" }]);
    assert_eq!(outcome_on(&record(json!("87.101"), none(), before), NORM, "2025-10-06"), "not_applicable");
}

/// The last day of an agreement, and the day after.
#[test]
fn an_agreement_counts_until_its_last_day() {
    let ended = json!([{ "kind": "occupational_health_service", "from": "2021-03-01", "to": "2026-04-30" }]);
    let record = record(json!("87.101"), ended, json!([]));
    let last = finding_on(&record, NORM, "2026-04-30");
    assert_eq!((&last["outcome"], &last["next"]), (&json!("met"), &json!("2026-04-30")));
    assert_eq!(outcome_on(&record, NORM, "2026-05-01"), "breached");
}

/// Where the record covers no such day, none is known to be missing.
#[test]
fn what_is_not_covered_is_not_missing() {
    let mut record = of("87.101");
    record["covers"]["to"] = json!("2026-05-31");
    assert_eq!(outcome_on(&record, NORM, "2026-05-31"), "breached");
    assert_eq!(outcome_on(&record, NORM, "2026-06-01"), "unknown");
}
