//! A day that is known stays in `due` when another fact is not, the last day is no late day, and what belongs to other days or
//! to others puts nothing right.

use super::{finding_on, outcome_on};
use serde_json::{Value, json};

fn record(sections: Value) -> Value {
    let mut record = json!({
        "covers": { "from": "2018-01-01", "to": "2026-11-30" },
        "workplace": { "sector": "private", "agreements": [],
            "headcount": [{ "from": "2015-01-01", "employees": 12 }] },
        "offices": [{ "role": "safety_representative", "person": "p-1", "from": "2025-06-01" }],
    });
    for (key, value) in sections.as_object().expect("sections") {
        record[key] = value.clone();
    }
    record
}

/// Outcome and day of a norm on 22 November 2026, and whether its day in `due` is overdue and provisional.
fn due(record: &Value, norm: &str) -> (String, Value, Option<(bool, bool)>) {
    let finding = finding_on(record, norm, "2026-11-22");
    let request = json!({ "record": record, "as_of": "2026-11-22", "lang": "en" });
    let answer = super::answer("assess", &request);
    let items = answer["due"].as_array().expect("a list");
    let item = items.iter().find(|one| one["norm"] == norm && one["date"] == finding["due"]);
    let item = item.map(|one| (one["overdue"] == true, one["provisional"] == true));
    (finding["outcome"].as_str().expect("a text").to_owned(), finding["due"].clone(), item)
}

const CHANGE: &str = "change-assessment";
const CONSULTED: &str = "safety-representative-consulted";

fn change(carried_out: Value) -> Value {
    json!({ "id": "c", "kind": "technology", "planned": "2026-03-02", "carried_out": carried_out })
}

fn changed(changes: Value) -> Value {
    record(json!({ "changes": changes, "risk_assessments": [], "consultations": [] }))
}

#[test]
fn a_change_that_was_carried_out_before_it_was_planned() {
    for day in ["2026-02-01", "2016-02-01"] {
        let early = changed(json!([change(json!(day))]));
        assert_eq!(outcome_on(&early, CHANGE, "2026-11-22"), "unknown", "{day}");
        assert_eq!(outcome_on(&early, CONSULTED, "2026-11-22"), "unknown", "{day}");
    }
    let after = changed(json!([change(json!("2026-03-02"))]));
    assert_eq!(outcome_on(&after, CHANGE, "2026-11-22"), "breached");
    assert_eq!(outcome_on(&after, CONSULTED, "2026-11-22"), "breached");
}

#[test]
fn the_day_of_the_change_is_the_last_day() {
    let today = changed(json!([change(json!("2026-11-22"))]));
    for norm in [CHANGE, CONSULTED] {
        let last = finding_on(&today, norm, "2026-11-22");
        assert_eq!((&last["outcome"], &last["due"]), (&json!("due"), &json!("2026-11-22")), "{norm}");
        assert_eq!(outcome_on(&today, norm, "2026-11-23"), "breached", "{norm}");
    }
}

#[test]
fn the_day_of_a_change_stays_when_something_else_is_not_known() {
    let ahead = json!([change(json!("2026-12-20"))]);
    let known = changed(ahead.clone());
    assert_eq!(due(&known, CHANGE), ("due".into(), json!("2026-12-20"), Some((false, false))));
    assert_eq!(due(&known, CONSULTED), ("due".into(), json!("2026-12-20"), Some((false, false))));
    // Assessments and consultations are not told of.
    let unknown = record(json!({ "changes": ahead }));
    assert_eq!(due(&unknown, CHANGE), ("unknown".into(), json!("2026-12-20"), Some((false, true))));
    assert_eq!(due(&unknown, CONSULTED), ("unknown".into(), json!("2026-12-20"), Some((false, true))));
    // An assessment that may be about the change.
    let mut unlinked = changed(ahead);
    unlinked["risk_assessments"] = json!([{ "date": "2026-05-01", "dimensions": [] }]);
    assert_eq!(due(&unlinked, CHANGE), ("unknown".into(), json!("2026-12-20"), Some((false, true))));
    // Of another change it is not known whether it was carried out.
    let second = json!({ "id": "d", "kind": "technology", "planned": "2026-10-02" });
    let two = changed(json!([change(json!("2026-06-15")), second]));
    for norm in [CHANGE, CONSULTED] {
        assert_eq!(due(&two, norm), ("unknown".into(), json!("2026-06-15"), Some((true, false))), "{norm}");
    }
}

/// What is known not to be done is overdue also beside an earlier day of which nothing is known.
#[test]
fn a_day_that_is_overdue_stays_beside_an_earlier_one_that_is_not_known() {
    let measure = |id: &str, due: &str, done: Option<bool>| {
        let mut one = json!({ "id": id, "decided": "2026-01-02", "due": due });
        if let Some(done) = done {
            one["done"] = json!(done);
        }
        one
    };
    let days = |measures: Value| -> Vec<(String, bool, bool)> {
        let request =
            json!({ "record": record(json!({ "measures": measures })), "as_of": "2026-11-22", "lang": "en" });
        let answer = super::answer("assess", &request);
        let items = answer["due"].as_array().expect("a list").clone();
        let own = items.iter().filter(|one| one["norm"] == "measures-carried-out");
        own.map(|one| {
            (
                one["date"].as_str().expect("a day").to_owned(),
                one["overdue"] == true,
                one["provisional"] == true,
            )
        })
        .collect()
    };
    let (unknown, late) = (measure("m-1", "2026-03-01", None), measure("m-2", "2026-05-01", Some(false)));
    assert_eq!(
        days(json!([unknown, late])),
        [("2026-03-01".to_owned(), false, true), ("2026-05-01".to_owned(), true, false)]
    );
    assert_eq!(days(json!([late])), [("2026-05-01".to_owned(), true, false)]);
    assert_eq!(days(json!([unknown])), [("2026-03-01".to_owned(), false, true)]);
}

/// A day that was set before the measure was decided is a slip of the pen.
#[test]
fn a_day_before_the_measure_was_decided_is_no_day() {
    let of = |due: &str| {
        let measure = json!({ "id": "m-1", "decided": "2026-03-02", "due": due, "done": false });
        outcome_on(&record(json!({ "measures": [measure] })), "measures-carried-out", "2026-11-22")
    };
    assert_eq!(of("2026-03-01"), "unknown");
    assert_eq!(of("2026-03-02"), "not_in_place");
}

#[test]
fn the_day_of_a_measure_or_a_notice_stays_when_another_fact_is_not_known() {
    let late = json!({ "id": "m-1", "decided": "2026-03-01", "due": "2026-05-01", "done": false });
    let other = json!({ "id": "m-2", "decided": "2026-11-01", "done": false });
    let norm = "measures-carried-out";
    let one = record(json!({ "measures": [late] }));
    assert_eq!(due(&one, norm), ("not_in_place".into(), json!("2026-05-01"), Some((true, false))));
    let two = record(json!({ "measures": [late, other] }));
    assert_eq!(due(&two, norm), ("unknown".into(), json!("2026-05-01"), Some((true, false))));
    let notice = json!([{ "from": "safety_representative", "to": "employer", "topic": "danger", "date": "2026-02-01" }]);
    let open = record(json!({ "notices": notice }));
    let answered = "danger-notice-answered";
    assert_eq!(due(&open, answered), ("unknown".into(), json!("2026-03-03"), Some((false, true))));
}

/// aml. § 5-2: each accident is to be told. Aml. § 5-1: what is not registered is not, however old.
#[test]
fn another_accident_puts_nothing_right() {
    let norm = "serious-accident-notified";
    let untold = json!({ "id": "d-1", "kind": "serious_accident", "date": "2026-02-12", "told": [] });
    let told = json!([{ "role": "labour_inspectorate", "date": "2026-11-20" }]);
    let other = json!({ "id": "d-2", "kind": "serious_accident", "date": "2026-11-20" });
    let mut other_told = other.clone();
    other_told["told"] = told;
    for deviations in [json!([untold]), json!([untold, other]), json!([untold, other_told])] {
        let record = record(json!({ "deviations": deviations }));
        assert_eq!(due(&record, norm), ("breached".into(), json!("2026-02-13"), Some((true, false))));
    }
    assert_eq!(outcome_on(&record(json!({ "deviations": [other_told] })), norm, "2026-11-22"), "met");
    let registered = |date: &str, registered: Value| {
        let one = json!({ "id": "d", "kind": "accident", "date": date, "registered": registered });
        outcome_on(&record(json!({ "deviations": [one] })), "injuries-and-illness-registered", "2026-11-22")
    };
    assert_eq!(registered("2025-11-22", json!(false)), "breached");
    assert_eq!(registered("2025-11-21", json!(false)), "breached");
    assert_eq!(registered("2025-11-21", json!("2025-11-22")), "not_applicable");
}

/// Nobody has been at work before, or fewer than the norm asks for: thirty days to begin with.
#[test]
fn what_a_number_of_employees_begins_has_a_grace() {
    let of = |headcount: Value, norm: &str, as_of: &str| {
        let mut record = record(json!({ "documents": [], "offices": [] }));
        record["workplace"]["headcount"] = headcount;
        outcome_on(&record, norm, as_of)
    };
    let from_none =
        json!([{ "from": "2015-01-01", "employees": 0 }, { "from": "2026-05-20", "employees": 5 }]);
    let grown = json!([{ "from": "2015-01-01", "employees": 4 }, { "from": "2026-05-20", "employees": 5 }]);
    let goals = "hse-goals";
    assert_eq!(of(from_none.clone(), goals, "2026-05-20"), "due");
    assert_eq!(of(from_none, goals, "2026-06-20"), "breached");
    let routine = "whistleblowing-routine";
    assert_eq!(of(grown.clone(), routine, "2026-05-19"), "not_applicable");
    assert_eq!(of(grown.clone(), routine, "2026-05-20"), "due");
    assert_eq!(of(grown.clone(), routine, "2026-06-19"), "due");
    assert_eq!(of(grown, routine, "2026-06-20"), "breached");
    // The same number counted anew is no beginning.
    let again = json!([{ "from": "2015-01-01", "employees": 6 }, { "from": "2026-05-20", "employees": 5 }]);
    assert_eq!(of(again, routine, "2026-05-20"), "breached");
}

#[test]
fn a_report_of_an_earlier_committee_is_no_report_of_this_one() {
    let of = |documents: Value| {
        let mut record = record(json!({ "documents": documents,
            "bodies": [{ "kind": "working_environment_committee", "from": "2026-10-01" }] }));
        record["workplace"]["headcount"] = json!([{ "from": "2015-01-01", "employees": 60 }]);
        record["workplace"]["committee_headcount"] = json!([{ "from": "2015-01-01", "employees": 55 }]);
        due(&record, "committee-annual-report")
    };
    let expected = ("due".to_owned(), json!("2027-12-31"), Some((false, false)));
    let report = json!({ "kind": "working_environment_committee_annual_report", "date": "2024-02-15" });
    assert_eq!(of(json!([])), expected);
    assert_eq!(of(json!([report])), expected);
}

/// A plan that stands with an earlier stretch of the same absence is the same plan: it counts, and is to be revised.
#[test]
fn the_plan_of_an_earlier_stretch() {
    let stretch = |id: &str, from: &str, to: Value, plans: Value| json!({ "id": id, "person": "p-1", "from": from, "to": to, "plans": plans, "exceptions": [], "meetings": [] });
    let second = |first_to: &str, plans: Value| {
        let mut absences = json!([
            stretch("c-1", "2026-03-01", json!(first_to), plans),
            stretch("c-2", "2026-06-01", Value::Null, json!([])),
        ]);
        absences[1].as_object_mut().expect("an absence").remove("to");
        if absences[0]["plans"].is_null() {
            absences[0].as_object_mut().expect("an absence").remove("plans");
        }
        let request = json!({ "record": { "covers": { "from": "2020-01-01", "to": "2026-11-30" }, "absences": absences },
            "as_of": "2026-11-22", "lang": "en" });
        let answer = super::answer("assess", &request);
        let findings = answer["findings"].as_array().expect("findings").clone();
        let own = |one: &&Value| one["norm"] == "follow-up-plan" && one["subject"]["case"] == "c-2";
        findings.iter().find(own).expect("a finding")["outcome"].clone()
    };
    let made = json!([{ "date": "2026-03-20" }]);
    assert_eq!(second("2026-05-31", made.clone()), json!("due"));
    assert_eq!(second("2026-05-16", made.clone()), json!("due")); // 15 days between
    assert_eq!(second("2026-05-15", made), json!("breached")); // 16
    assert_eq!(second("2026-05-31", json!([])), json!("breached"));
    assert_eq!(second("2026-05-31", Value::Null), json!("unknown"));
}

/// A plan that was sent in an earlier stretch was sent.
#[test]
fn the_plan_of_an_earlier_stretch_that_was_sent() {
    let of = |sent: Value| {
        let mut plan = json!({ "date": "2026-03-18" });
        if !sent.is_null() {
            plan["sent"] = sent;
        }
        let absences = json!([
            { "id": "c-1", "person": "p-1", "from": "2026-03-01", "to": "2026-03-20", "plans": [plan], "exceptions": [] },
            { "id": "c-2", "person": "p-1", "from": "2026-03-30", "plans": [], "exceptions": [] },
        ]);
        let request = json!({ "record": { "covers": { "from": "2020-01-01", "to": "2026-11-30" }, "absences": absences },
            "as_of": "2026-04-27", "lang": "en" });
        let answer = super::answer("assess", &request);
        let findings = answer["findings"].as_array().expect("findings").clone();
        let own = |one: &&Value| one["norm"] == "follow-up-plan-to-issuer" && one["subject"]["case"] == "c-2";
        findings.iter().find(own).expect("a finding")["outcome"].clone()
    };
    assert_eq!(of(json!([{ "role": "sick_note_issuer", "date": "2026-03-18" }])), json!("met"));
    assert_eq!(of(json!([{ "role": "employee", "date": "2026-03-18" }])), json!("breached"));
    assert_eq!(of(Value::Null), json!("unknown"));
}
