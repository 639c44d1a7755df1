//! What the workplace set a day for: on its day, the day after, and done.

use super::answer;
use serde_json::{Value, json};

fn found(record: &Value, norm: &str) -> (String, Value, Value) {
    let answer = answer("assess", &json!({ "record": record, "as_of": "2026-06-30", "lang": "en" }));
    let of_norm = |list: &str| {
        let list = answer[list].as_array().expect("a list").iter().find(|one| one["norm"] == norm);
        list.cloned().unwrap_or_default()
    };
    let (finding, due) = (of_norm("findings"), of_norm("due"));
    (
        finding["outcome"].as_str().unwrap_or_default().to_owned(),
        finding["due"].clone(),
        due["overdue"].clone(),
    )
}

fn of_measure(more: &Value) -> (String, Value, Value) {
    let mut measure = json!({ "id": "m-1", "decided": "2026-02-02" });
    measure.as_object_mut().expect("keys").extend(more.as_object().expect("keys").clone());
    let record = json!({ "covers": { "from": "2026-01-01", "to": "2026-06-30" }, "measures": [measure] });
    found(&record, "measures-carried-out")
}

fn of_point(point: &Value) -> (String, Value, Value) {
    let meeting = json!({ "kind": "hse_meeting", "date": "2026-02-02", "decisions": [point] });
    let record = json!({ "covers": { "from": "2026-01-01", "to": "2026-06-30" }, "meetings": [meeting] });
    found(&record, "meeting-decisions-followed-up")
}

#[test]
fn what_is_past_its_own_day_is_late() {
    for of in [of_measure, of_point] {
        let is = |entry: Value, outcome: &str, due: Value, overdue: Value| {
            assert_eq!(of(&entry), (outcome.to_owned(), due, overdue), "{entry}");
        };
        let none = Value::Null;
        is(json!({ "due": "2026-06-29", "done": false }), "not_in_place", json!("2026-06-29"), json!(true));
        is(json!({ "due": "2026-06-30", "done": false }), "due", json!("2026-06-30"), json!(false));
        is(json!({ "due": "2026-07-01", "done": false }), "due", json!("2026-07-01"), json!(false));
        is(json!({ "due": "2026-06-29", "done": "2026-06-30" }), "met", none.clone(), none.clone());
        is(json!({ "due": "2026-06-29", "done": "2026-06-29" }), "met", none.clone(), none.clone());
        is(json!({ "done": "2026-06-30" }), "met", none.clone(), none.clone());
        // What is left out is unknown; the day that is known is given.
        is(json!({ "due": "2026-06-29" }), "unknown", json!("2026-06-29"), json!(false));
        is(json!({ "done": false }), "unknown", none.clone(), none.clone());
        is(json!({ "due": "2026-06-29", "done": "2026-02-01" }), "unknown", none.clone(), none);
    }
    assert_eq!(of_measure(&json!({ "due": false, "done": false })).0, "not_applicable");
}

/// One late point is enough, and a meeting whose points are not recorded is unknown.
#[test]
fn the_points_of_all_meetings_count() {
    let record = |points: &[Option<Value>]| {
        let meeting = |points: &Option<Value>| {
            let mut meeting = json!({ "kind": "hse_meeting", "date": "2026-02-02" });
            if let Some(points) = points {
                meeting["decisions"] = points.clone();
            }
            meeting
        };
        let meetings: Vec<Value> = points.iter().map(meeting).collect();
        json!({ "covers": { "from": "2026-01-01", "to": "2026-06-30" }, "meetings": meetings })
    };
    let outcome = |points: &[Option<Value>]| found(&record(points), "meeting-decisions-followed-up").0;
    let late = Some(json!([{ "due": "2026-06-29", "done": false }]));
    let done = Some(json!([{ "due": "2026-06-29", "done": "2026-06-01" }]));
    assert_eq!(outcome(&[done.clone(), done.clone()]), "met");
    let both = found(&record(&[done.clone(), late]), "meeting-decisions-followed-up");
    assert_eq!(both, ("partly".to_owned(), json!("2026-06-29"), json!(true)));
    assert_eq!(outcome(&[done, None]), "unknown");
    assert_eq!(outcome(&[Some(json!([]))]), "not_applicable");
}

/// An open point of a meeting that is no longer looked back on is late still; one that was done is left alone.
#[test]
fn a_point_stays_open_however_old_its_meeting_is() {
    let of = |done: Value| {
        let point = json!({ "due": "2021-06-01", "done": done });
        let meeting = json!({ "kind": "hse_meeting", "date": "2021-02-02", "decisions": [point] });
        let record = json!({ "covers": { "from": "2020-01-01", "to": "2026-06-30" }, "meetings": [meeting] });
        found(&record, "meeting-decisions-followed-up")
    };
    assert_eq!(of(json!(false)), ("not_in_place".to_owned(), json!("2021-06-01"), json!(true)));
    assert_eq!(of(json!("2021-05-01")).0, "not_applicable");
}
