//! The timeline and the log of a case up to a day (aml § 4-6 (3) to (5)).

use super::answer;
use serde_json::{Value, json};

/// A case with whole absence from 2026-01-05: the plan was due on 2026-02-01, the summons on 2026-02-22.
fn case(changes: &Value) -> Value {
    let mut case = json!({
        "id": "case-1", "person": "p-1", "from": "2026-01-05", "plans": [], "meetings": [], "exceptions": [],
        "activity": false, "certificates": [{ "from": "2026-01-05", "to": "2026-12-31", "grade": 100 }]
    });
    for (key, value) in changes.as_object().expect("changes") {
        case[key] = value.clone();
    }
    case
}

fn step(changes: &Value, as_of: &str, milestone: &str) -> Value {
    let request = json!({ "case": case(changes), "as_of": as_of });
    let steps = answer("timeline", &request)["timeline"]["steps"].clone();
    let found = steps.as_array().expect("steps").iter().find(|one| one["milestone"] == milestone);
    found.expect("the step").clone()
}

fn log(changes: &Value, as_of: &str) -> Value {
    answer("follow_up_log", &json!({ "case": case(changes), "as_of": as_of }))["log"].clone()
}

fn exception(date: &str, role: &str) -> Value {
    json!({
        "milestone": "follow_up_plan", "reason": "evidently_unnecessary", "date": date, "decided_by": role
    })
}

/// What is decided after the day is not known on the day.
#[test]
fn an_exception_counts_from_its_day() {
    let changes = json!({ "exceptions": [exception("2026-01-20", "line_manager")] });
    for (as_of, status, left_out) in [
        ("2026-01-19", "due", Value::Null),
        ("2026-01-20", "not_applicable", json!("2026-01-20")),
        ("2026-01-21", "not_applicable", json!("2026-01-20")),
    ] {
        let plan = step(&changes, as_of, "follow_up_plan");
        assert_eq!(
            (plan["status"].as_str(), &plan["left_out"]["date"]),
            (Some(status), &left_out),
            "{as_of}"
        );
    }
}

/// The timeline tells of the exception that counts: the first one by somebody who may decide it.
#[test]
fn the_timeline_tells_who_left_a_step_out() {
    let left_out = |exceptions: Value| {
        let left_out =
            step(&json!({ "exceptions": exceptions }), "2026-01-31", "follow_up_plan")["left_out"].clone();
        (left_out["date"].clone(), left_out["decided_by"].clone())
    };
    let first = (json!("2026-01-20"), json!("line_manager"));
    assert_eq!(
        left_out(json!([exception("2026-01-25", "employer"), exception("2026-01-20", "line_manager")])),
        first
    );
    assert_eq!(
        left_out(json!([
            exception("2026-01-10", "safety_representative"),
            exception("2026-01-20", "line_manager")
        ])),
        first,
        "a safety representative decides no exception"
    );
    assert_eq!(left_out(json!([exception("2026-01-10", "employee")])), (Value::Null, Value::Null));
}

/// An event of each kind on the day is told that day, and not the day before.
#[test]
fn the_log_tells_what_happened_up_to_the_day() {
    let changes = json!({
        "to": "2026-03-02",
        "plans": [{ "date": "2026-03-02", "sent": [{ "role": "sick_note_issuer", "date": "2026-03-02" }] }],
        "meetings": [{
            "kind": "dialogue_meeting", "date": "2026-03-02", "attended": ["employer"],
            "requested": [{ "role": "employee", "date": "2026-03-02" }],
            "summoned": [{ "role": "employee", "date": "2026-03-02" }]
        }],
        "exceptions": [exception("2026-03-02", "line_manager")]
    });
    let told = |as_of: &str| -> Vec<String> {
        let entries = log(&changes, as_of)["entries"].clone();
        let text = |one: &Value| one["event"].as_str().expect("a text").to_owned();
        entries.as_array().expect("entries").iter().map(text).collect()
    };
    let all = [
        "absence_began",
        "requested",
        "summoned",
        "plan_made",
        "plan_sent",
        "meeting_held",
        "left_out",
        "absence_ended",
    ];
    assert_eq!(told("2026-03-01"), all[..1]);
    assert_eq!(told("2026-03-02"), all);
    assert_eq!(told("2026-03-03"), all);
    assert_eq!(told("2026-01-05"), all[..1]);
    assert_eq!(told("2026-01-04"), Vec::<String>::new());
}

/// Who was summoned and who came is to be shown (aml § 4-6 (5)): what is not noted, and what is not known, is a gap.
#[test]
fn what_cannot_be_shown_is_a_gap() {
    let plan = json!([{ "date": "2026-01-28", "with_employee": true }]);
    let gaps = |changes: Value| -> Vec<String> {
        let log = log(&changes, "2026-03-15");
        let gaps = log["gaps"].as_array().expect("gaps").clone();
        assert_eq!(log["complete"], gaps.is_empty());
        gaps.iter().map(|gap| gap["milestone"].as_str().expect("a text").to_owned()).collect()
    };
    let meeting = |summoned: Value, attended: Value| json!([{ "kind": "dialogue_meeting", "date": "2026-02-20", "summoned": summoned, "attended": attended }]);
    let called = json!([{ "role": "employee", "date": "2026-02-10" }]);
    let (summons, held) = ("dialogue_meeting_summons", "dialogue_meeting_held");
    let of = |meetings: Value| gaps(json!({ "plans": plan, "meetings": meetings }));
    assert_eq!(of(meeting(called.clone(), json!(["employer", "employee"]))), Vec::<String>::new());
    assert_eq!(of(meeting(called.clone(), json!([]))), Vec::<String>::new(), "that nobody came is noted");
    assert_eq!(of(meeting(called, Value::Null)), [held], "who came is not known");
    assert_eq!(of(meeting(json!([]), json!(["employer"]))), [summons, held], "nobody was summoned");
    assert_eq!(of(json!([])), [summons], "there was no meeting");
    assert_eq!(gaps(json!({ "plans": plan, "meetings": null })), [summons, held], "no meeting is known");
    assert_eq!(gaps(json!({ "plans": [] })), ["follow_up_plan", summons], "neither was done");
}
