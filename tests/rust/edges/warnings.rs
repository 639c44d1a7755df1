//! Warnings: what is wrong in a record that can still be judged.

use super::answer;
use serde_json::{Value, json};

fn warnings(record: &Value) -> Vec<(String, String)> {
    let answer = answer("check", &json!({ "record": record, "lang": "en" }));
    let list = answer["warnings"].as_array().expect("a list");
    let text = |value: &Value| value.as_str().expect("a text").to_owned();
    list.iter().map(|one| (text(&one["code"]), text(&one["path"]))).collect()
}

fn too_early(path: &str) -> Vec<(String, String)> {
    vec![("too_early".to_owned(), path.to_owned())]
}

/// Each date, on the first possible day and on the day before.
#[test]
fn a_date_before_what_it_belongs_to_is_a_warning() {
    let at = |day: &str| {
        [
            (
                "/meetings/0/minutes",
                json!({ "meetings": [{ "kind": "hse_meeting", "date": "2026-03-02", "minutes": day }] }),
            ),
            (
                "/deviations/0/told/0/date",
                json!({ "deviations": [{ "id": "d-1", "kind": "accident", "date": "2026-03-02",
                "told": [{ "role": "safety_representative", "date": day }] }] }),
            ),
            (
                "/deviations/0/corrected",
                json!({ "deviations": [{ "id": "d-1", "kind": "accident", "date": "2026-03-02",
                "corrected": day }] }),
            ),
            (
                "/measures/0/evaluated",
                json!({ "measures": [{ "id": "m-1", "decided": "2026-02-01", "done": "2026-03-02",
                "evaluated": day }] }),
            ),
            (
                "/consultations/0/date",
                json!({ "changes": [{ "id": "ch-1", "kind": "technology", "planned": "2026-03-02" }],
                "consultations": [{ "role": "safety_representative", "subject": "change", "change": "ch-1", "date": day }] }),
            ),
            (
                "/absences/0/plans/0/date",
                json!({ "absences": [{ "id": "c-1", "person": "p-1", "from": "2026-03-02",
                "plans": [{ "date": day }] }] }),
            ),
            (
                "/absences/0/told/0/date",
                json!({ "absences": [{ "id": "c-1", "person": "p-1", "from": "2026-03-02",
                "told": [{ "what": "function", "date": day }] }] }),
            ),
            (
                "/absences/0/meetings/0/summoned/0/date",
                json!({ "absences": [{ "id": "c-1", "person": "p-1",
                "from": "2026-03-02", "meetings": [{ "kind": "dialogue_meeting",
                "summoned": [{ "role": "employee", "date": day }] }] }] }),
            ),
        ]
    };
    let with = |mut record: Value| {
        record["covers"] = json!({ "from": "2026-01-01", "to": "2026-12-31" });
        record
    };
    for (path, record) in at("2026-03-01") {
        assert_eq!(warnings(&with(record)), too_early(&format!("/record{path}")));
    }
    for (path, record) in at("2026-03-02") {
        assert_eq!(warnings(&with(record)), Vec::new(), "{path}");
    }
}

/// What is of an earlier stretch of the same absence is not early.
#[test]
fn an_earlier_stretch_is_no_warning() {
    let record = |to: &str| {
        json!({ "covers": { "from": "2026-01-01", "to": "2026-12-31" }, "absences": [
            { "id": "c-0", "person": "p-1", "from": "2026-01-05", "to": to },
            { "id": "c-1", "person": "p-1", "from": "2026-03-02", "plans": [{ "date": "2026-01-20" }] }] })
    };
    assert_eq!(warnings(&record("2026-02-14")), Vec::new());
    assert_eq!(warnings(&record("2026-02-13")), too_early("/record/absences/1/plans/0/date"));
}

/// The demo records have none.
#[test]
fn the_records_of_the_tests_have_no_warning() {
    for name in ["workplace", "company-32", "company-12", "company-4"] {
        assert_eq!(warnings(&ia_tests::record_json(name)), Vec::new(), "{name}");
    }
}
