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

/// An agreement that names no end and holds for some months, by a norm of a pack.
#[test]
fn an_agreement_that_is_made_again_goes_on() {
    let mut pack: Value = serde_json::from_str(&ia_tests::file("tests/data/local-pack.json")).expect("JSON");
    let mut norm = pack["norms"][0].clone();
    norm["id"] = json!("local-document");
    norm["version"][0]["when"] = json!({ "agreement": { "kind": "ia_local_agreement", "months": 12 } });
    norm["version"][0]["requirement"] = json!({ "document_in_place": { "kind": "hse_goals" } });
    for key in ["question", "help"] {
        norm.as_object_mut().expect("a norm").remove(key);
    }
    pack["norms"] = json!([norm]);
    let with = |agreements: Value| {
        let mut record = record(&[]);
        record["workplace"]["agreements"] = agreements;
        record["workplace"]["guidelines"] =
            json!([{ "guideline": pack["source"]["id"], "from": "2019-01-01" }]);
        let request = json!({ "record": record, "packs": [pack], "as_of": "2025-06-20", "lang": "en" });
        let answer = super::answer("assess", &request);
        let findings = answer["findings"].as_array().expect("findings");
        let own = findings.iter().find(|one| one["norm"] == "local-document").expect("the norm");
        own["outcome"].as_str().expect("a text").to_owned()
    };
    let agreement = |from: &str| json!({ "kind": "ia_local_agreement", "from": from });
    let on = |again: &str| with(json!([agreement("2024-06-10"), agreement(again), agreement("2020-01-01")]));
    // One with an end is followed by one without, and the other way round.
    let ending = |from: &str, to: &str| json!({ "kind": "ia_local_agreement", "from": from, "to": to });
    assert_eq!(with(json!([ending("2024-01-01", "2025-06-09"), agreement("2025-06-10")])), "breached");
    assert_eq!(with(json!([ending("2024-01-01", "2025-06-08"), agreement("2025-06-10")])), "due");
    assert_eq!(with(json!([agreement("2024-06-10"), ending("2025-06-10", "2026-06-09")])), "breached");
    assert_eq!(with(json!([agreement("2024-06-10"), ending("2025-06-11", "2026-06-09")])), "due");
    // Twelve months from 10 June 2024 end on 9 June 2025.
    let outcomes = [on("2025-06-09"), on("2025-06-10"), on("2025-06-11")];
    assert_eq!(outcomes[0], outcomes[1]);
    assert_eq!(
        (outcomes[1].as_str(), outcomes[2].as_str()),
        ("breached", "due"),
        "a day between is a beginning"
    );
}

#[test]
fn a_guideline_that_is_adopted_again_goes_on() {
    let on = |last_day: &str| {
        let mut record = record(&[]);
        let adopted = |from: &str| json!({ "guideline": "line-manager-safety-rep-guideline", "from": from });
        let (mut first, second) = (adopted("2020-01-01"), adopted("2026-05-01"));
        first["to"] = json!(last_day);
        record["workplace"]["guidelines"] = json!([first, second]);
        record["offices"] =
            json!([{ "role": "safety_representative", "person": "p-1", "from": "2025-01-01" }]);
        record["notices"] = json!([]);
        outcome_on(&record, "line-manager-informs-regularly", "2026-05-10")
    };
    assert_ne!(on("2026-04-30"), on("2026-04-29"), "a day between is a beginning");
    assert_eq!(on("2026-04-29"), "due");
}
