//! What a change of the law means at a workplace.

use super::answer;
use serde_json::{Value, json};

fn change(norm: &str, from: &str, to: &str, record: Value) -> Value {
    let changes = answer("changes_between", &json!({ "from": from, "to": to, "record": record }));
    let found = changes["norms"].as_array().expect("norms").iter().find(|one| one["id"] == norm);
    found.unwrap_or_else(|| panic!("no change of {norm}")).clone()
}

fn effect(norm: &str, from: &str, to: &str, record: Value) -> Value {
    change(norm, from, to, record)["effect"].clone()
}

/// The plan was due within six weeks of absences from 2007-03-01, and within four from 2011-07-01 (aml § 4-6 (3)).
#[test]
fn a_norm_with_another_last_day_has_another_deadline() {
    let record = |plans: Value| {
        json!({
            "covers": { "from": "2011-01-01", "to": "2011-12-31" },
            "absences": [
                { "id": "old", "person": "p-1", "from": "2011-05-25", "plans": plans, "exceptions": [] },
                { "id": "new", "person": "p-2", "from": "2011-07-25", "plans": [], "exceptions": [] }
            ]
        })
    };
    let of = |plans: Value| effect("follow-up-plan", "2011-06-01", "2011-08-01", record(plans));
    // Due on 5 July; then on 21 August, because the first plan is made.
    assert_eq!(of(json!([{ "date": "2011-06-20" }])), "deadline_changed");
    // Due on 5 July, and then overdue since that day.
    assert_eq!(of(json!([])), "still_applies");
}

/// A change whose condition the record leaves open, before or after, means nothing that is known.
#[test]
fn an_open_condition_leaves_the_effect_open() {
    let count = |entries: Value| {
        json!({
            "covers": { "from": "2023-01-01", "to": "2024-12-31" },
            "workplace": { "committee_headcount": entries }, "bodies": []
        })
    };
    let committee = |entries: Value| effect("committee-required", "2023-12-31", "2024-01-01", count(entries));
    // From 50 to 30 employees (aml § 7-1 (1)).
    assert_eq!(committee(json!([{ "from": "2023-01-01", "employees": 40 }])), "newly_applies");
    assert_eq!(committee(Value::Null), "unknown", "on neither day");
    assert_eq!(committee(json!([])), "unknown", "on neither day");
    assert_eq!(committee(json!([{ "from": "2024-01-01", "employees": 40 }])), "unknown", "before");
    // Fewer than five may agree on having no safety representative (aml § 6-1 (1)): the record ends before that day.
    let arrangement = |to: &str| {
        let record = json!({
            "covers": { "from": "2023-01-01", "to": to },
            "workplace": { "headcount": [{ "from": "2023-01-01", "employees": 4 }], "agreements": [] },
            "offices": []
        });
        effect("safety-representative-elected", "2023-12-31", "2024-01-01", record)
    };
    assert_eq!(arrangement("2024-01-01"), "still_applies");
    assert_eq!(arrangement("2023-12-31"), "unknown", "after");
}

/// A committee on demand was for 20 to 49 employees, and is for 10 to 29.
#[test]
fn a_norm_can_cease_to_apply() {
    let on_demand = |employees: u32| {
        let record = json!({
            "covers": { "from": "2023-01-01", "to": "2024-12-31" },
            "workplace": { "committee_headcount": [{ "from": "2023-01-01", "employees": employees }] },
            "bodies": []
        });
        effect("committee-on-demand", "2023-12-31", "2024-01-01", record)
    };
    for (employees, expected) in [
        (9, "does_not_apply"),
        (10, "newly_applies"),
        (19, "newly_applies"),
        (20, "still_applies"),
        (29, "still_applies"),
        (30, "no_longer_applies"),
        (49, "no_longer_applies"),
        (50, "does_not_apply"),
    ] {
        assert_eq!(on_demand(employees), expected, "{employees}");
    }
}

/// The report after nine weeks was repealed on 2014-07-01: told on that day, not on its last day before.
#[test]
fn what_ends_changes_on_the_day_after_its_last() {
    let report = change("report-to-nav", "2014-06-30", "2014-07-01", Value::Null);
    assert_eq!((&report["kind"], &report["on"]), (&json!("ended"), &json!("2014-07-01")));
    let quiet = answer("changes_between", &json!({ "from": "2014-06-29", "to": "2014-06-30" }));
    assert_eq!(quiet["norms"], json!([]));
}

/// The effect of a norm about cases is for those who see cases; that of another norm is for everybody.
#[test]
fn the_effect_of_a_norm_about_cases_is_for_those_who_see_cases() {
    let record = json!({
        "covers": { "from": "2011-01-01", "to": "2011-12-31" },
        "workplace": { "headcount": [{ "from": "2006-01-01", "employees": 40 }] },
        "absences": [{ "id": "c-1", "person": "p-1", "manager": "m-1", "from": "2011-07-25", "plans": [] }]
    });
    let effect = |norm: &str, from: &str, to: &str, role: &str, person: Option<&str>| {
        let request = json!({ "from": from, "to": to, "record": record, "role": role, "person": person });
        let changes = answer("changes_between", &request);
        let found = changes["norms"].as_array().expect("norms").iter().find(|one| one["id"] == norm);
        found.expect("a change")["effect"].is_string()
    };
    let of_cases = |role, person| effect("follow-up-plan", "2011-06-01", "2011-08-01", role, person);
    assert!(of_cases("employer", None));
    assert!(of_cases("line_manager", Some("m-1")));
    // A manager knows that there are cases, if not which.
    assert!(of_cases("line_manager", None));
    assert!(of_cases("employee", Some("p-1")));
    for (role, person) in [
        ("safety_representative", Some("p-1")),
        ("elected_representative", None),
        ("employee", None),
        ("nav", None),
    ] {
        assert!(!of_cases(role, person), "{role}");
    }
    for role in ["employer", "safety_representative", "employee", "nav"] {
        assert!(effect("safety-representative-elected", "2023-12-31", "2024-01-01", role, None), "{role}");
    }
}
