//! Terms of office: the last day, the day after, and who holds the office then.

use super::{finding_on, outcome_on};
use serde_json::{Value, json};

const ELECTED: &str = "safety-representative-elected";

fn record(offices: Value) -> Value {
    json!({ "covers": { "from": "2020-01-01", "to": "2026-12-31" }, "offices": offices,
        "workplace": { "headcount": [{ "from": "2020-01-01", "employees": 12 }], "agreements": [] } })
}

/// FOR-2011-12-06-1355 § 3-4: two years, and until a new election is notified.
#[test]
fn after_the_term_the_election_is_overdue_and_the_office_held() {
    let open = record(json!([{ "role": "safety_representative", "person": "p-1", "from": "2024-08-20" }]));
    let last = finding_on(&open, ELECTED, "2026-08-19");
    assert_eq!((&last["outcome"], &last["next"]), (&json!("met"), &json!("2026-08-19")));
    let after = finding_on(&open, ELECTED, "2026-08-20");
    assert_eq!((&after["outcome"], &after["due"]), (&json!("partly"), &json!("2026-08-19")));
    // The planned end is written down: no other answer.
    let ended = json!([{ "role": "safety_representative", "person": "p-1", "from": "2024-08-20", "to": "2026-08-19" }]);
    assert_eq!(outcome_on(&record(ended), ELECTED, "2026-12-31"), "partly");
    // Nobody was ever elected.
    assert_eq!(outcome_on(&record(json!([])), ELECTED, "2026-08-20"), "breached");
}

#[test]
fn an_election_of_the_same_person_again_is_a_new_term() {
    let again = json!([{ "role": "safety_representative", "person": "p-1", "from": "2022-08-20", "to": "2024-08-19" },
        { "role": "safety_representative", "person": "p-1", "from": "2024-08-20" }]);
    assert_eq!(outcome_on(&record(again), ELECTED, "2026-08-19"), "met");
}

/// Who leaves in the term is out of office; the deputy serves the rest of it.
#[test]
fn the_deputy_serves_the_rest_of_the_term() {
    let left =
        json!({ "role": "safety_representative", "person": "p-1", "from": "2024-08-20", "to": "2025-03-31" });
    let deputy = |of: &str| json!({ "role": "deputy_safety_representative", "person": "p-2", "from": "2024-08-20", "deputy_of": of });
    let alone = record(json!([left]));
    assert_eq!(outcome_on(&alone, ELECTED, "2025-03-31"), "met");
    assert_eq!(outcome_on(&alone, ELECTED, "2025-04-01"), "breached");
    let with = record(json!([left, deputy("p-1")]));
    assert_eq!(outcome_on(&with, ELECTED, "2025-04-01"), "met");
    assert_eq!(outcome_on(&with, ELECTED, "2026-08-19"), "met");
    assert_eq!(outcome_on(&with, ELECTED, "2026-08-20"), "partly");
    assert_eq!(outcome_on(&record(json!([left, deputy("p-9")])), ELECTED, "2025-04-01"), "breached");
}

/// FOR-2011-12-06-1355 § 3-15: two years, and nothing is said of the time after.
#[test]
fn after_the_term_of_the_committee_nothing_is_established() {
    let record = json!({ "covers": { "from": "2020-01-01", "to": "2026-12-31" },
        "workplace": { "headcount": [{ "from": "2020-01-01", "employees": 62 }],
            "committee_headcount": [{ "from": "2020-01-01", "employees": 62 }] },
        "bodies": [{ "kind": "working_environment_committee", "from": "2024-08-20" }] });
    let norm = "committee-required";
    let last = finding_on(&record, norm, "2026-08-19");
    assert_eq!((&last["outcome"], &last["next"]), (&json!("met"), &json!("2026-08-19")));
    assert_eq!(outcome_on(&record, norm, "2026-08-20"), "unknown");
}

/// aml. § 5-2: at once; guidance of the Labour Inspection Authority: no later than the next working day.
#[test]
fn a_serious_accident_is_told_by_the_end_of_the_next_working_day() {
    let record = |told: Value| {
        json!({ "covers": { "from": "2026-01-01", "to": "2026-12-31" },
            "deviations": [{ "id": "d-1", "kind": "serious_accident", "date": "2026-02-13", "told": told }] })
    };
    let norm = "serious-accident-notified";
    let told = |day: &str| record(json!([{ "role": "labour_inspectorate", "date": day }]));
    // 13 February 2026 is a Friday.
    assert_eq!(outcome_on(&told("2026-02-16"), norm, "2026-06-30"), "met");
    assert_eq!(outcome_on(&told("2026-02-17"), norm, "2026-06-30"), "partly");
    assert_eq!(outcome_on(&record(json!([])), norm, "2026-02-16"), "due");
    let never = finding_on(&record(json!([])), norm, "2026-02-17");
    assert_eq!((&never["outcome"], &never["due"]), (&json!("breached"), &json!("2026-02-16")));
    // However long ago.
    let old = json!({ "covers": { "from": "2023-01-01", "to": "2026-12-31" },
        "deviations": [{ "id": "d-1", "kind": "serious_accident", "date": "2023-02-13", "told": [] }] });
    assert_eq!(outcome_on(&old, norm, "2026-12-31"), "breached");
}

/// A serious accident on Friday 13 February 2026, with these facts.
fn serious_accident(facts: Value) -> Value {
    let mut deviation = facts;
    for (key, value) in [("id", "d-1"), ("kind", "serious_accident"), ("date", "2026-02-13")] {
        deviation[key] = json!(value);
    }
    json!({ "covers": { "from": "2026-01-01", "to": "2026-12-31" }, "deviations": [deviation],
        "offices": [{ "role": "safety_representative", "person": "p-1", "from": "2025-08-20" }] })
}

/// aml. § 5-2: the police are notified at once and apart from the authority; guidance names the same day.
#[test]
fn the_police_are_told_of_a_serious_accident_apart_from_the_authority() {
    let norm = "serious-accident-notified-to-police";
    let told = |day: Value| serious_accident(json!({ "police_told": day }));
    assert_eq!(outcome_on(&told(json!("2026-02-16")), norm, "2026-06-30"), "met");
    assert_eq!(outcome_on(&told(json!("2026-02-17")), norm, "2026-06-30"), "partly");
    assert_eq!(outcome_on(&told(json!(false)), norm, "2026-02-16"), "due");
    let never = finding_on(&told(json!(false)), norm, "2026-02-17");
    assert_eq!((&never["outcome"], &never["due"]), (&json!("breached"), &json!("2026-02-16")));
    // Neither notice says anything of the other.
    let authority = json!([{ "role": "labour_inspectorate", "date": "2026-02-13" }]);
    let one = serious_accident(json!({ "told": authority }));
    assert_eq!(outcome_on(&one, "serious-accident-notified", "2026-06-30"), "met");
    let unknown = finding_on(&one, norm, "2026-06-30");
    assert_eq!(
        (&unknown["outcome"], &unknown["missing"][0]["path"]),
        (&json!("unknown"), &json!("/deviations/0/police_told"))
    );
    let other = serious_accident(json!({ "told": [], "police_told": "2026-02-13" }));
    assert_eq!(outcome_on(&other, norm, "2026-06-30"), "met");
    assert_eq!(outcome_on(&other, "serious-accident-notified", "2026-06-30"), "breached");
}

/// aml. § 5-2: no day for the written confirmation or for the copy of it: due, however long it takes.
#[test]
fn the_confirmation_and_its_copy_have_no_day() {
    for (norm, key) in [
        ("serious-accident-confirmed-in-writing", "confirmed"),
        ("serious-accident-confirmation-copied", "confirmation_copied"),
    ] {
        let record = |day: Value| serious_accident(json!({ key: day }));
        for as_of in ["2026-02-13", "2026-12-31"] {
            let open = finding_on(&record(json!(false)), norm, as_of);
            assert_eq!((&open["outcome"], &open["weight"]), (&json!("due"), &json!("binding")), "{norm}");
            assert_eq!(open.get("due"), None, "{norm}");
        }
        assert_eq!(outcome_on(&record(json!("2026-12-30")), norm, "2026-12-29"), "due", "{norm}");
        assert_eq!(outcome_on(&record(json!("2026-12-30")), norm, "2026-12-30"), "met", "{norm}");
        assert_eq!(outcome_on(&record(json!("2026-02-12")), norm, "2026-12-30"), "unknown", "{norm}");
        assert_eq!(outcome_on(&serious_accident(json!({})), norm, "2026-12-30"), "unknown", "{norm}");
    }
    // Each is a fact of its own.
    let confirmed = serious_accident(json!({ "confirmed": "2026-02-20", "confirmation_copied": false }));
    assert_eq!(outcome_on(&confirmed, "serious-accident-confirmed-in-writing", "2026-06-30"), "met");
    assert_eq!(outcome_on(&confirmed, "serious-accident-confirmation-copied", "2026-06-30"), "due");
}

/// ftrl. § 8-8 (2): a certificate alone documents no ground; a doctor's or the employer's word does.
#[test]
fn activity_that_is_not_possible() {
    let record = |kind: Value, exceptions: Value| {
        json!({ "covers": { "from": "2026-01-01", "to": "2026-12-31" }, "absences": [{ "id": "c-1", "person": "p-1",
            "from": "2026-03-01", "plans": [], "meetings": [], "activity": false, "exceptions": exceptions,
            "certificates": [{ "from": "2026-03-01", "to": "2026-06-30", "grade": 100, "kind": kind }] }] })
    };
    let ground = |role: &str| json!([{ "milestone": "activity", "reason": "not_possible_now", "date": "2026-04-01", "decided_by": role }]);
    let norm = "activity-duty";
    assert_eq!(outcome_on(&record(json!("activity_not_possible"), json!([])), norm, "2026-06-30"), "unknown");
    for role in ["sick_note_issuer", "employer", "nav"] {
        let excused = record(json!("activity_not_possible"), ground(role));
        assert_eq!(outcome_on(&excused, norm, "2026-06-30"), "not_applicable", "{role}");
    }
    // Another certificate says nothing of it.
    let mut whole = record(Value::Null, json!([]));
    whole["absences"][0]["certificates"][0].as_object_mut().expect("an object").remove("kind");
    assert_eq!(outcome_on(&whole, norm, "2026-06-30"), "breached");
}

/// Whoever stays in office after the term, or serves the rest of it as a deputy, holds the office for every norm; who was
/// elected before another in the same place does not.
#[test]
fn who_is_in_office_is_the_same_for_every_norm() {
    let notice = "danger-notice-answered";
    let of = |offices: Value, norm: &str| {
        let mut record = record(offices);
        record["notices"] = json!([{ "from": "safety_representative", "to": "employer", "topic": "danger",
            "date": "2026-02-01", "answered": false }]);
        record["training"] = json!([{ "person": "p-2", "role": "safety_representative",
            "topic": "working_environment_course", "hours": 40, "completed": "2025-03-01" }]);
        finding_on(&record, norm, "2026-06-01")
    };
    let office = |person: &str, from: &str, to: Option<&str>| {
        let mut one = json!({ "role": "safety_representative", "person": person, "from": from });
        if let Some(to) = to {
            one["to"] = json!(to);
        }
        one
    };
    let deputy = json!({ "role": "deputy_safety_representative", "person": "p-2", "from": "2025-01-01", "deputy_of": "p-1" });
    let left = office("p-1", "2025-01-01", Some("2025-12-31"));
    for (offices, held) in [
        (json!([office("p-1", "2025-01-01", None)]), true),
        (json!([office("p-1", "2023-01-01", None)]), true),
        (json!([office("p-1", "2023-01-01", Some("2024-12-31"))]), true),
        (json!([left.clone(), deputy.clone()]), true),
        (json!([left.clone()]), false),
        (json!([office("p-1", "2023-01-01", Some("2024-06-30"))]), false),
    ] {
        let expected = if held { "due" } else { "not_applicable" };
        assert_eq!(of(offices.clone(), notice)["outcome"], expected, "{offices}");
    }
    // p-1 was elected in 2021 and p-2 in 2025: one representative.
    let chief = "chief-safety-representative";
    let again = |area: Option<&str>| {
        let mut both = json!([office("p-1", "2021-01-01", None), office("p-2", "2025-01-01", None)]);
        if let Some(area) = area {
            both[1]["area"] = json!(area);
        }
        both
    };
    assert_eq!(of(again(None), chief)["outcome"], "not_applicable");
    assert_eq!(of(again(None), "safety-representative-course")["outcome"], "met");
    // Where the new one is elected in an area it may be another seat.
    let mut areas = record(again(Some("a")));
    areas["workplace"]["areas"] = json!([{ "id": "a" }, { "id": "b" }]);
    assert_eq!(outcome_on(&areas, chief, "2026-06-01"), "unknown");
    // Elected together, both are in office.
    let two = json!([office("p-1", "2025-01-01", None), office("p-2", "2025-01-01", None)]);
    assert_eq!(of(two, chief)["outcome"], "breached");
    // An old term does not hide the day of the next election, and neither does a deputy.
    for offices in [
        again(None),
        json!([office("p-1", "2021-01-01", None), office("p-1", "2025-01-01", None)]),
        json!([left, deputy]),
    ] {
        assert_eq!(of(offices.clone(), ELECTED)["next"], "2026-12-31", "{offices}");
    }
}
