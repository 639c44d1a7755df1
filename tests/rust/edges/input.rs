//! The limits of a text, and what the reader of an answer is told.

use super::{answer, call, errors};
use ia_core::law::READ_TO;
use ia_tests::day;
use serde_json::json;

/// Lists and objects lie in each other at most 127 deep (docs of `MAX_BYTES`).
#[test]
fn a_text_is_127_deep_at_most() {
    let code = |deep: usize| {
        // The request and the record are two of them.
        let lists = deep - 2;
        let text = format!(r#"{{"record":{{"offices":{}{}}}}}"#, "[".repeat(lists), "]".repeat(lists));
        let failure = ia_core::api::call("check", &text).expect("a function").expect_err("no record");
        let failure: serde_json::Value = serde_json::from_str(&failure).expect("JSON");
        failure["errors"][0]["code"].as_str().expect("a code").to_owned()
    };
    assert_eq!(code(127), "wrong_type");
    assert_eq!(code(128), "not_json");
    assert_eq!(code(129), "not_json");
}

/// The acts are read up to and including 2026-07-28, the Local Government Act to 2026-05-02: a later day has a notice.
#[test]
fn a_day_after_the_law_was_read_has_a_notice() {
    assert_eq!(READ_TO, day("2026-07-28"));
    let notices = |as_of: &str| {
        let answer = answer("assess", &json!({ "record": {}, "as_of": as_of, "lang": "en" }));
        answer["notices"].as_array().expect("notices").len()
    };
    assert_eq!(notices("2026-05-02"), 1);
    assert_eq!(notices("2026-05-03"), 2);
    assert_eq!(notices("2026-07-28"), 2);
    assert_eq!(notices("2026-07-29"), 3);
    // The youngest act of the catalogue is in force from 2019-11-01.
    assert_eq!(notices("2019-11-01"), 1);
    assert_eq!(notices("2019-10-31"), 2);
}

/// What happened on the last day covered is in the record; the day after is not.
#[test]
fn a_fact_lies_within_the_days_covered() {
    let on = |date: &str| {
        let record = json!({
            "covers": { "from": "2026-01-01", "to": "2026-06-30" },
            "meetings": [{ "kind": "ia_meeting", "date": date }],
            "absences": [{ "id": "case-1", "person": "p-1", "from": date, "to": date }],
            "training": [{ "role": "safety_representative", "topic": "hse", "completed": date }]
        });
        errors("check", &json!({ "record": record })).len()
    };
    assert_eq!(on("2026-06-30"), 0);
    assert_eq!(on("2026-07-01"), 3);
}

#[test]
fn an_answer_is_to_a_norm_that_exists() {
    let to = |norm: &str| {
        let record = json!({
            "covers": { "from": "2026-01-01", "to": "2026-06-30" },
            "answers": [{ "norm": norm, "role": "employer", "date": "2026-06-01", "value": "yes" }]
        });
        call("check", &json!({ "record": record }))
    };
    assert!(to("accessible-workplace").is_ok());
    let failure = to("no-such-norm").expect_err("a failure");
    assert_eq!(failure["errors"][0]["code"], "unknown_norm");
    assert_eq!(failure["errors"][0]["path"], "/record/answers/0/norm");
}
