//! The limits of a text, and what the reader of an answer is told.

use super::{answer, call, errors};
use ia_core::law::READ_TO;
use ia_tests::day;
use proptest::prelude::*;
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
    assert_eq!(code(128), "too_deep");
    assert_eq!(code(129), "too_deep");
}

/// A failure's first error: code, path and message.
fn first(function: &str, request: &str) -> (String, String, String) {
    let failure = ia_core::api::call(function, request).expect("a function").expect_err("a failure");
    let failure: serde_json::Value = serde_json::from_str(&failure).expect("JSON");
    let text = |name: &str| failure["errors"][0][name].as_str().expect("a text").to_owned();
    (text("code"), text("path"), text("message"))
}

/// Lines and columns as an editor counts them: from 1, in signs.
#[test]
fn what_is_no_json_is_told_apart_with_its_place() {
    for (text, code, place) in [
        ("{\n \"æøå\": 1 x}", "not_json", "line 2, column 11"),
        ("\u{feff}[x]", "not_json", "line 1, column 2"),
        ("{\"a\": æ}", "not_json", "line 1, column 7"),
        ("{\"a\": \"\t\"}", "not_json", "line 1, column 8"),
        ("{} {}", "not_json", "line 1, column 4"),
        ("[1,]", "not_json", "line 1, column 4"),
        ("", "ends_early", "line 1, column 0"),
        ("{\"a\": [1,\r\n 2", "ends_early", "line 2, column 2"),
        ("{\"a\": \"b", "ends_early", "line 1, column 8"),
        ("{\"a\": \"\\u00", "ends_early", "line 1, column 11"),
        ("{\"a\": tru", "ends_early", "line 1, column 9"),
        ("{\"a\": 1.", "ends_early", "line 1, column 8"),
    ] {
        let (found, path, message) = first("check", text);
        assert_eq!((found.as_str(), path.as_str()), (code, ""), "{text}");
        let message = message.replace("linje", "line").replace("kolonne", "column");
        assert!(message.contains(place), "{text}: {message}");
    }
}

#[test]
fn a_byte_order_mark_before_the_text_is_passed_over() {
    assert!(ia_core::api::call("check", "\u{feff}{\"record\":{}}").is_some_and(|answer| answer.is_ok()));
    assert_eq!(first("check", "\u{feff}\u{feff}{}").0, "not_json");
    assert_eq!(first("check", "{\"record\":\u{feff}{}}").0, "not_json");
}

#[test]
fn a_doubled_key_has_its_path_and_no_value_is_in_it() {
    for (text, path) in [
        (r#"{"record":{},"record":{}}"#, "/record"),
        (r#"{"record":{"absences":[{},{"id":"a-1","from":"x","id":"a-2"}]}}"#, "/record/absences/1/id"),
        (r#"{"record":{"x":[[{"Ola N":1,"Ola N":2}]]}}"#, "/record/x/0/0/…"),
        (r#"{"record":{"Ola N":{"to":1,"\u0074o":2}}}"#, "/record/…/to"),
    ] {
        let (code, found, message) = first("check", text);
        assert_eq!((code.as_str(), found.as_str()), ("doubled_key", path), "{text}");
        assert!(!message.contains("Ola"), "{message}");
    }
}

/// JSON Schema 2020-12: an integer is a number without a fraction, however it is written.
#[test]
fn a_whole_number_may_be_written_with_a_fraction_or_an_exponent() {
    let grade = |number: &str| {
        let text = format!(
            r#"{{"as_of":"2026-06-30","events":[{{"id":"e-1","from":"2026-06-01","to":"2026-06-20","kind":"certificate","employer":"o-1","grade":{number}}}]}}"#
        );
        ia_core::api::call("cases", &text).expect("a function")
    };
    let sixty = grade("60");
    assert!(sixty.is_ok());
    for number in ["60.0", "60.000", "6e1", "6.0E+1", "600e-1", "0.6e2", "60000000000000000000000e-21"] {
        assert_eq!(grade(number), sixty, "{number}");
    }
    for zero in ["0.0", "-0", "-0.0", "0e99999999999999999999", "0.000e-5"] {
        assert_eq!(grade(zero), grade("0"), "{zero}");
    }
    for no_integer in ["60.5", "6e-1", "60.0000000001", "5e-324"] {
        assert!(grade(no_integer).is_err_and(|failure| failure.contains("wrong_type")), "{no_integer}");
    }
    for too_many in ["6e2", "-60.0", "6e18", "-6e1"] {
        assert!(grade(too_many).is_err_and(|failure| failure.contains("out_of_range")), "{too_many}");
    }
    for beyond in ["1e19", "9e99999999999999999999", "99999999999999999999"] {
        assert!(grade(beyond).is_err_and(|failure| failure.contains("wrong_type")), "{beyond}");
    }
}

proptest! {
    /// However many noughts stand behind the point or are taken back by the exponent, a number is the same or is none.
    #[test]
    fn noughts_make_no_other_number(hours in 0_u32..70_000, noughts in 0_usize..40, rest in 1_u32..10) {
        let read = |number: &str| {
            let text = format!(
                r#"{{"record":{{"covers":{{"from":"2026-01-01","to":"2026-06-30"}},"training":[{{"role":"safety_representative","topic":"hse","completed":"2026-02-02","hours":{number}}}]}}}}"#
            );
            ia_core::api::call("check", &text).expect("a function")
        };
        let plain = read(&hours.to_string());
        prop_assert_eq!(plain.is_ok(), hours <= 65_535);
        let zeros = "0".repeat(noughts);
        for same in [format!("{hours}.0{zeros}"), format!("{hours}{zeros}e-{noughts}"), format!("{hours}.0{zeros}E+0")] {
            prop_assert_eq!(read(&same), plain.clone(), "{}", same);
        }
        for other in [format!("{hours}.{zeros}{rest}"), format!("{hours}{rest}{zeros}e-{}", noughts + 1)] {
            prop_assert!(read(&other).is_err_and(|failure| failure.contains("wrong_type")), "{}", other);
        }
    }
}

/// A record from values of `serde` reads numbers as a record from a text does.
#[test]
fn a_whole_fraction_from_serde_is_a_whole_number() {
    let record = |hours: serde_json::Value| {
        let training = json!({ "role": "safety_representative", "topic": "hse", "completed": "2026-02-02", "hours": hours });
        serde_json::from_value::<ia_core::Record>(json!({ "training": [training] }))
    };
    let forty = record(json!(40)).expect("a record");
    assert_eq!(record(json!(40.0)).expect("a record"), forty);
    assert_eq!(record(json!(-0.0)).expect("a record"), record(json!(0)).expect("a record"));
    for wrong in [json!(40.5), json!(1e300), json!(-1.0)] {
        assert!(record(wrong).is_err());
    }
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

/// From one day to the same day nothing changes; to an earlier day is an error.
#[test]
fn changes_are_from_a_day_to_one_that_is_not_before() {
    let between = |from: &str, to: &str| call("changes_between", &json!({ "from": from, "to": to }));
    assert!(between("2024-01-01", "2024-01-02").is_ok());
    let none = between("2024-01-01", "2024-01-01").expect("an answer");
    assert_eq!((&none["norms"], &none["provisions"]), (&json!([]), &json!([])));
    let wrong = between("2024-01-02", "2024-01-01").expect_err("a failure");
    assert_eq!(
        (&wrong["errors"][0]["code"], &wrong["errors"][0]["path"]),
        (&json!("end_before_start"), &json!("/to"))
    );
}

/// An answer to a norm that is gone costs nothing else: warnings.rs.
#[test]
fn an_answer_to_a_norm_that_exists_is_no_warning() {
    let to = |norm: &str| {
        let record = json!({
            "covers": { "from": "2026-01-01", "to": "2026-06-30" },
            "answers": [{ "norm": norm, "role": "employer", "date": "2026-06-01", "value": "yes" }]
        });
        call("check", &json!({ "record": record }))
    };
    assert_eq!(to("accessible-workplace"), Ok(json!({ "valid": true, "warnings": [] })));
}

/// More than forty million parts are refused before anything is judged: each absence is five, for each norm about cases.
#[test]
fn an_assessment_has_40_million_parts_at_most() {
    let of = |absences: usize| {
        let absences: Vec<String> = (0..absences)
            .map(|nth| format!(r#"{{"id":"a{nth}","person":"p{nth}","from":"2026-01-05"}}"#))
            .collect();
        let record = format!(
            r#"{{"covers":{{"from":"2026-01-01","to":"2026-06-30"}},"absences":[{}]}}"#,
            absences.join(",")
        );
        ia_core::api::call("assess", &format!(r#"{{"as_of":"2026-06-30","record":{record}}}"#))
            .expect("a function")
    };
    assert!(of(10).is_ok());
    let failure = of(250_000).expect_err("too large");
    assert!(
        failure.contains(r#"{"code":"too_large","path":"/record","#),
        "{}",
        &failure[..failure.len().min(300)]
    );
}
