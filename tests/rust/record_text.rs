//! A record that is a text of its own can become nothing else than the record.

use ia_core::api::{self, FUNCTIONS, call};
use serde_json::Value;

const RECORD: &str = r#"{"covers":{"from":"2026-01-01","to":"2026-11-22"},"offices":[],"absences":[
    {"id":"case-1","person":"p-1","manager":"m-1","from":"2026-10-01","plans":[],"exceptions":[]}]}"#;

/// Each function that takes a record, with the rest of a request.
const REQUESTS: [(&str, &str); 6] = [
    ("assess", r#"{"as_of":"2026-11-22"}"#),
    ("changes_between", r#"{"from":"2023-12-31","to":"2026-01-01"}"#),
    ("check", "{}"),
    ("explain", r#"{"as_of":"2026-11-22","norm":"follow-up-plan"}"#),
    ("questions", r#"{"as_of":"2026-11-22","role":"employer"}"#),
    ("report", r#"{"as_of":"2026-11-22","format":"html"}"#),
];

/// The codes and places of a failure.
fn failed(name: &str, request: &str, record: &str) -> Vec<(String, String)> {
    let answer = ask(name, request, record).expect("a function");
    let failure: Value = serde_json::from_str(&answer.expect_err("a failure")).expect("JSON");
    let text = |value: &Value| value.as_str().expect("a text").to_owned();
    let errors = failure["errors"].as_array().expect("errors");
    errors.iter().map(|error| (text(&error["code"]), text(&error["path"]))).collect()
}

#[test]
fn every_function_with_a_record_takes_it_as_a_text_of_its_own() {
    let schema = ia_core::api::types_schema();
    let with_record = FUNCTIONS.iter().filter(|name| {
        let request = schema["functions"][name]["request"].as_str().expect("a type");
        schema["$defs"][request]["properties"].get("record").is_some()
    });
    let mut with_record: Vec<&str> = with_record.copied().collect();
    with_record.sort_unstable();
    assert_eq!(with_record, REQUESTS.map(|(name, _)| name));
    for (name, request) in REQUESTS {
        let rest = request.trim_start_matches('{');
        let comma = if rest == "}" { "" } else { "," };
        let whole = format!("{{\"record\":{RECORD}{comma}{rest}");
        let expected = call(name, &whole);
        assert!(expected.as_ref().is_some_and(Result::is_ok), "{name}: {expected:?}");
        assert_eq!(ask(name, request, RECORD), expected, "{name}");
        let marked = format!("\u{feff}{RECORD}\n");
        assert_eq!(ask(name, request, &marked), expected, "{name}: a byte order mark");
    }
}

#[test]
fn what_is_glued_to_a_record_is_no_key_of_the_request() {
    let glue = [
        r#","options":{"promptly_days":1}"#,
        r#","role":"employer""#,
        r#","person":"p-1""#,
        r#","packs":[]"#,
        r#","lang":"nn""#,
        r#","record":{}"#,
        ",",
        "}",
        "{}",
        "[]",
        "null",
        "\u{feff}",
        "\0",
    ];
    for (name, request) in REQUESTS {
        for glued in glue {
            let record = format!("{RECORD}{glued}");
            let place = ("not_json".to_owned(), "/record".to_owned());
            assert_eq!(failed(name, request, &record), [place], "{name} with {glued:?}");
        }
    }
}

#[test]
fn what_is_wrong_in_the_record_has_its_place_below_it() {
    let place = |code: &str, path: &str| vec![(code.to_owned(), path.to_owned())];
    assert_eq!(failed("check", "{}", ""), place("ends_early", "/record"));
    assert_eq!(failed("check", "{}", "tests/data/workplace.json"), place("not_json", "/record"));
    assert_eq!(failed("check", "{}", "[1]"), place("wrong_type", "/record"));
    assert_eq!(failed("check", "{}", "null"), place("wrong_type", "/record"));
    assert_eq!(failed("check", "{}", r#"{"x":1}"#), place("unknown_key", "/record/x"));
    assert_eq!(
        failed("check", "{}", r#"{"offices":[],"offices":[]}"#),
        place("doubled_key", "/record/offices")
    );
    assert_eq!(failed("check", r#"{"record":{}}"#, "{}"), place("given_twice", "/record"));
    assert_eq!(failed("check", "[]", "{}"), place("wrong_type", ""));
    assert_eq!(
        failed("cite", r#"{"text":"aml § 4-6","on":"2026-11-22"}"#, "{}"),
        place("unknown_key", "/record")
    );
    let large = format!("{{}}{}", " ".repeat(ia_core::api::MAX_BYTES));
    assert_eq!(failed("check", "{}", &large), place("too_large", "/record"));
    assert_eq!(ask("no_such_function", "{}", "{}"), None);
}

fn ask(name: &str, request: &str, record: &str) -> Option<Result<String, String>> {
    api::call_with(name, request, &[("record", record)])
}
