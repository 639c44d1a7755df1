//! A date earlier than what it belongs to is a slip of the pen: it is not known when it was, and nothing is met by it.

use super::{answer, outcome, reasons};
use serde_json::{Value, json};

fn case(case: &Value) -> Value {
    let mut whole = json!({ "id": "c-1", "person": "p-1", "from": "2026-03-02", "exceptions": [], "meetings": [],
        "plans": [], "told": [], "adaptations": [], "plan_demanded": false, "activity": false,
        "certificates": [{ "from": "2026-03-02", "to": "2026-06-30", "grade": 100 }] });
    let more = case.as_object().expect("an object").clone();
    whole.as_object_mut().expect("an object").extend(more);
    json!({ "covers": { "from": "2025-01-01", "to": "2026-06-30" }, "absences": [whole] })
}

/// Each step with a day in the case, and the day before the case began.
#[test]
fn what_is_dated_before_the_case_is_not_known() {
    let on = |day: &str| {
        [
            ("follow-up-plan", json!({ "plans": [{ "date": day }] })),
            (
                "dialogue-meeting-held-by-deadline",
                json!({ "meetings": [{ "kind": "dialogue_meeting", "date": day }] }),
            ),
            (
                "dialogue-meeting-summons",
                json!({ "meetings": [{ "kind": "dialogue_meeting", "date": "2026-04-20",
                    "summoned": [{ "role": "employee", "date": day }] }] }),
            ),
            ("activity-duty", json!({ "activity": day })),
        ]
    };
    for (norm, facts) in on("2026-03-10") {
        assert_eq!(outcome(&case(&facts), norm), "met", "{norm}");
    }
    for (norm, facts) in on("2026-03-01") {
        assert_eq!(outcome(&case(&facts), norm), "unknown", "{norm}");
        assert!(reasons(&case(&facts), norm).contains("1 March 2026"), "{norm}");
    }
}

/// The limit stays known when the date is not.
#[test]
fn the_day_is_still_due() {
    let record = case(&json!({ "plans": [{ "date": "2025-01-01" }] }));
    let answer = answer("assess", &json!({ "record": record, "as_of": "2026-03-10" }));
    let due = answer["due"].as_array().expect("a list");
    let plan = due.iter().find(|one| one["norm"] == "follow-up-plan").expect("the plan");
    assert_eq!((&plan["date"], &plan["provisional"]), (&json!("2026-03-29"), &json!(true)));
}

/// A plan of an earlier stretch counts and is to be revised: sixteen days between are two cases, fifteen are one.
#[test]
fn a_plan_of_an_earlier_stretch_counts() {
    let record = |to: &str, plans: Value| {
        let mut record = case(&json!({ "plans": plans }));
        let before = json!({ "id": "c-0", "person": "p-1", "from": "2026-01-05", "to": to });
        record["absences"].as_array_mut().expect("a list").push(before);
        record
    };
    let of = |record: &Value| {
        let answer = answer("assess", &json!({ "record": record, "as_of": "2026-06-30" }));
        let findings = answer["findings"].as_array().expect("a list").clone();
        let mut own = findings
            .into_iter()
            .filter(|one| one["norm"] == "follow-up-plan" && one["subject"]["case"] == "c-1");
        own.next().expect("the case")["outcome"].as_str().expect("a text").to_owned()
    };
    let earlier = json!([{ "date": "2026-01-20" }]);
    assert_eq!(of(&record("2026-02-14", earlier.clone())), "due");
    assert_eq!(of(&record("2026-02-13", earlier)), "unknown");
    assert_eq!(of(&record("2026-02-14", json!([{ "date": "2026-01-20" }, { "date": "2026-03-10" }]))), "met");
}

/// An exception from before the case excuses nothing; one within it does.
#[test]
fn an_exception_from_before_the_case_excuses_nothing() {
    let with = |day: &str| {
        case(&json!({ "exceptions": [{ "milestone": "follow_up_plan", "reason": "evidently_unnecessary",
            "date": day, "decided_by": "line_manager" }] }))
    };
    assert_eq!(outcome(&with("2026-03-10"), "follow-up-plan"), "not_applicable");
    assert_eq!(outcome(&with("2026-03-01"), "follow-up-plan"), "unknown");
}

/// Facts of the workplace that follow other facts.
#[test]
fn what_follows_an_entry_is_not_dated_before_it() {
    let on = |day: &str| {
        let covers = json!({ "from": "2025-01-01", "to": "2026-06-30" });
        [
            (
                "deviations-corrected",
                json!({ "covers": covers, "deviations": [{ "id": "d-1", "kind": "defect", "date": "2026-03-02",
                    "corrected": day }] }),
            ),
            (
                "serious-accident-notified",
                json!({ "covers": covers, "deviations": [{ "id": "d-1", "kind": "serious_accident",
                    "date": "2026-03-02", "told": [{ "role": "labour_inspectorate", "date": day }] }] }),
            ),
            (
                "line-manager-meeting-minutes",
                json!({ "covers": covers, "workplace": { "guidelines": [{ "guideline": "line-manager-safety-rep-guideline", "from": "2024-01-01" }] }, "meetings": [{ "kind": "line_manager_meeting", "date": "2026-03-02",
                    "minutes": day }] }),
            ),
        ]
    };
    for (norm, record) in on("2026-03-02") {
        assert_eq!(outcome(&record, norm), "met", "{norm}");
    }
    for (norm, record) in on("2026-03-01") {
        assert_eq!(outcome(&record, norm), "unknown", "{norm}");
    }
}

/// A course of another topic, of another person or after the day does not count; one of an earlier term does.
#[test]
fn whose_training_and_when() {
    let record = |training: Value| {
        json!({ "covers": { "from": "2025-01-01", "to": "2026-06-30" }, "training": [training], "offices": [
            { "role": "safety_representative", "person": "p-1", "from": "2021-08-20", "to": "2023-08-19" },
            { "role": "safety_representative", "person": "p-1", "from": "2025-08-20" }] })
    };
    let course = |person: &str, topic: &str, day: &str| json!({ "role": "safety_representative", "person": person, "topic": topic, "completed": day, "hours": 40 });
    let outcome = |training| outcome(&record(training), "safety-representative-course");
    assert_eq!(outcome(course("p-1", "working_environment_course", "2021-10-01")), "met");
    assert_eq!(outcome(course("p-1", "ia", "2021-10-01")), "due");
    assert_eq!(outcome(course("p-2", "working_environment_course", "2021-10-01")), "due");
}
