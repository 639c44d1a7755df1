//! The door: hostile input comes back as an error that says which field and why, and repeats no value.

use ia_core::api::{self, FUNCTIONS};
use ia_core::{Record, Role};
use proptest::prelude::*;
use serde_json::{Value, json};

fn errors(result: &Result<String, String>) -> Vec<(String, String)> {
    let failure: Value = serde_json::from_str(result.as_ref().expect_err("a failure")).expect("JSON");
    let list = failure["errors"].as_array().expect("errors");
    let text = |error: &Value, key: &str| error[key].as_str().expect("a text").to_owned();
    list.iter().map(|error| (text(error, "code"), text(error, "path"))).collect()
}

fn check(record: &Value) -> Vec<(String, String)> {
    errors(&api::check(&json!({ "record": record }).to_string()))
}

fn expected(pairs: &[(&str, &str)]) -> Vec<(String, String)> {
    pairs.iter().map(|(code, path)| ((*code).to_owned(), (*path).to_owned())).collect()
}

#[test]
fn all_errors_come_at_once_each_with_code_and_place() {
    let record = json!({
        "covers": { "from": "2026-02-30", "to": 3 },
        "offices": [{ "role": "boss", "from": "2026-01-01" }, { "person": "Kari Nordmann", "role": "employer", "from": "2026-01-01" }],
        "meetings": {},
        "absences": [{ "id": "case-1", "person": "01019012345", "from": "2026-01-01", "diagnosis": "x",
            "certificates": [{ "from": "2026-01-01", "to": "2026-01-31", "grade": 10 }] }],
        "workplace": { "headcount": [{ "from": "2026-01-01", "employees": -1 }], "industry": "nursing" },
    });
    let mut found = check(&record);
    found.sort();
    assert_eq!(
        found,
        expected(&[
            ("not_a_date", "/record/covers/from"),
            ("not_an_industry_code", "/record/workplace/industry"),
            ("not_an_opaque_id", "/record/absences/0/person"),
            ("not_an_opaque_id", "/record/offices/1/person"),
            ("out_of_range", "/record/absences/0/certificates/0/grade"),
            ("out_of_range", "/record/workplace/headcount/0/employees"),
            ("unknown_code", "/record/offices/0/role"),
            ("unknown_key", "/record/absences/0/diagnosis"),
            ("wrong_type", "/record/covers/to"),
            ("wrong_type", "/record/meetings"),
        ])
    );
}

#[test]
fn no_error_repeats_a_value() {
    let secrets = ["Kari Nordmann", "01019012345", "migraine", "2026-99-99", "tirsdag"];
    let record = json!({
        "covers": { "from": secrets[3], "to": secrets[4] },
        "offices": [{ "role": secrets[0], "person": secrets[1], "from": secrets[2] }],
        "answers": [{ "norm": secrets[0], "role": secrets[0], "date": secrets[3], "value": secrets[2] }],
        "Kari Nordmann": 1,
    });
    let failure = api::check(&json!({ "record": record }).to_string()).expect_err("a failure");
    for secret in secrets {
        assert!(!failure.contains(secret), "{secret} in {failure}");
    }
}

#[test]
fn a_record_must_be_consistent() {
    let covers = json!({ "from": "2026-01-01", "to": "2026-06-30" });
    let cases = [
        (json!({ "meetings": [] }), vec![("missing_key", "/record/covers")]),
        (
            json!({ "covers": { "from": "2026-02-01", "to": "2026-01-31" } }),
            vec![("end_before_start", "/record/covers/to")],
        ),
        (
            json!({ "covers": covers, "meetings": [{ "kind": "hse_meeting", "date": "2026-07-01" }] }),
            vec![("after_coverage", "/record/meetings/0/date")],
        ),
        (json!({ "covers": covers, "meetings": [{ "kind": "hse_meeting", "date": "2026-06-30" }] }), vec![]),
        (
            json!({ "covers": covers, "offices": [{ "role": "safety_representative", "from": "2026-02-01", "to": "2026-01-01", "area": "a9" }],
                "workplace": { "areas": [{ "id": "a1" }, { "id": "a1" }] } }),
            vec![
                ("duplicate_id", "/record/workplace/areas/1/id"),
                ("end_before_start", "/record/offices/0/to"),
                ("unknown_reference", "/record/offices/0/area"),
            ],
        ),
        (
            json!({ "covers": covers, "workplace": { "guidelines": [{ "guideline": "no-such", "from": "2026-01-01" }] } }),
            vec![("unknown_source", "/record/workplace/guidelines/0/guideline")],
        ),
    ];
    for (record, wrong) in cases {
        let result = api::check(&json!({ "record": record }).to_string());
        if wrong.is_empty() {
            assert_eq!(result, Ok(r#"{"valid":true,"warnings":[]}"#.to_owned()));
        } else {
            let mut found = errors(&result);
            found.sort();
            assert_eq!(found, expected(&wrong), "{record}");
        }
    }
}

#[test]
fn nothing_is_lost_by_a_key_that_stands_twice() {
    let twice = r#"{"record":{"offices":[],"offices":[{"role":"employer","from":"2026-01-01"}]}}"#;
    assert_eq!(errors(&api::check(twice)), expected(&[("doubled_key", "/record/offices")]));
}

#[test]
fn messages_are_in_the_language_asked_for_also_when_the_rest_is_wrong() {
    let message = |lang: &str| {
        let failure =
            api::check(&json!({ "record": { "x": 1 }, "lang": lang }).to_string()).expect_err("a failure");
        let failure: Value = serde_json::from_str(&failure).expect("JSON");
        failure["errors"][0]["message"].as_str().expect("a text").to_owned()
    };
    assert_ne!(message("nb"), message("nn"));
    assert_ne!(message("nb"), message("en"));
    assert!(message("en").starts_with("expected"));
}

#[test]
fn limits_are_kept() {
    let deep = format!("{{\"record\":{}{}}}", "[".repeat(500), "]".repeat(500));
    assert_eq!(errors(&api::check(&deep)), expected(&[("too_deep", "")]));
    let large = " ".repeat(ia_core::MAX_BYTES + 1);
    assert_eq!(errors(&api::check(&large)), expected(&[("too_large", "")]));
    let fits = format!("{{\"record\":{{}}{}}}", " ".repeat(1 << 20));
    assert!(api::check(&fits).is_ok());
    let edge = json!({ "record": {}, "as_of": "2199-12-31" }).to_string();
    assert!(api::assess(&edge).is_ok());
    let edge = json!({ "record": {}, "as_of": "1900-01-01" }).to_string();
    assert!(api::assess(&edge).is_ok());
    assert_eq!(
        errors(&api::assess(&json!({ "record": {}, "as_of": "2200-01-01" }).to_string())),
        expected(&[("not_a_date", "/as_of")])
    );
}

#[test]
fn a_function_that_is_not_there_is_none() {
    assert_eq!(api::call("no_such_function", "{}"), None);
    for name in FUNCTIONS {
        assert!(api::call(name, "").is_some_and(|result| result.is_err()), "{name}");
    }
}

/// The record's schema, an empty record and every record of the tests agree.
#[test]
fn the_schema_accepts_what_the_library_accepts() {
    let schema = api::record_schema();
    let validator = jsonschema::draft202012::new(&schema).expect("a schema");
    for name in ["workplace", "company-4", "company-12", "company-32", "empty"] {
        let record = ia_tests::record_json(name);
        let wrong: Vec<String> = validator.iter_errors(&record).map(|error| error.to_string()).collect();
        assert!(wrong.is_empty(), "{name}: {wrong:?}");
    }
    for wrong in [
        json!({ "x": 1 }),
        json!({ "offices": [{ "role": "boss", "from": "2026-01-01" }] }),
        json!({ "offices": [{ "role": "employer" }] }),
        json!({ "offices": [{ "role": "employer", "from": "2026-01-01", "person": "Kari Nordmann" }] }),
        json!({ "absences": [{ "id": "c1", "person": "p1", "from": "2026-01-01", "certificates": [{ "from": "2026-01-01", "to": "2026-01-02", "grade": 10 }] }] }),
        json!({ "meetings": [{ "kind": "hse_meeting", "date": "2026-01-01", "minutes": true }] }),
    ] {
        assert!(!validator.is_valid(&wrong), "the schema accepts {wrong}");
        assert!(api::check(&json!({ "record": wrong }).to_string()).is_err(), "the library accepts {wrong}");
    }
}

/// What the door gives is what the types are, without the words.
#[test]
fn the_schema_of_the_door_is_that_of_the_types() {
    fn bare(value: Value) -> Value {
        match value {
            Value::Object(map) => map
                .into_iter()
                .filter(|(key, value)| key != "description" || !value.is_string())
                .map(|(key, value)| (key, bare(value)))
                .collect(),
            Value::Array(list) => list.into_iter().map(bare).collect(),
            other => other,
        }
    }
    let answer: Value = serde_json::from_str(&api::schema("{}").expect("the schema")).expect("JSON");
    assert_eq!(answer["schema"], bare(api::record_schema()));
}

#[test]
fn no_type_has_a_place_for_a_diagnosis_or_free_text() {
    fn keys(value: &Value, found: &mut Vec<String>) {
        match value {
            Value::Object(map) => {
                if let Some(Value::Object(properties)) = map.get("properties") {
                    found.extend(properties.keys().cloned());
                }
                map.values().for_each(|value| keys(value, found));
            }
            Value::Array(list) => list.iter().for_each(|value| keys(value, found)),
            _ => {}
        }
    }
    /// Strings that are no code, no date, and no pattern would be free text.
    fn free(value: &Value, found: &mut Vec<String>) {
        match value {
            Value::Object(map) => {
                let text = map.get("type") == Some(&Value::from("string"));
                let bound = ["enum", "const", "pattern", "format"].iter().any(|key| map.contains_key(*key));
                if text && !bound {
                    found.push(value.to_string());
                }
                map.values().for_each(|value| free(value, found));
            }
            Value::Array(list) => list.iter().for_each(|value| free(value, found)),
            _ => {}
        }
    }
    /// The definitions that a type is made of, itself first.
    fn reachable(name: &str, all: &Value, found: &mut std::collections::BTreeMap<String, Value>) {
        fn references(value: &Value, found: &mut Vec<String>) {
            match value {
                Value::Object(map) => {
                    found.extend(map.get("$ref").and_then(Value::as_str).map(str::to_owned));
                    map.values().for_each(|value| references(value, found));
                }
                Value::Array(list) => list.iter().for_each(|value| references(value, found)),
                _ => {}
            }
        }
        if found.contains_key(name) {
            return;
        }
        let definition = all["$defs"].get(name).unwrap_or_else(|| panic!("{name}")).clone();
        found.insert(name.to_owned(), definition.clone());
        let mut named = Vec::new();
        references(&definition, &mut named);
        for reference in named {
            reachable(reference.rsplit('/').next().expect("a name"), all, found);
        }
    }
    let types = api::types_schema();
    let about_people = ["TimelineRequest", "FollowUpLogRequest", "ConversationGuideRequest", "CasesRequest"];
    let mut schemas = vec![api::record_schema()];
    for request in about_people {
        let mut found = std::collections::BTreeMap::new();
        reachable(request, &types, &mut found);
        schemas.extend(found.into_values());
    }
    let mut names = Vec::new();
    let mut texts = Vec::new();
    for schema in &schemas {
        keys(schema, &mut names);
        free(schema, &mut texts);
    }
    assert!(names.len() > 120);
    for name in names {
        for word in
            ["diagnos", "illness", "symptom", "comment", "note", "text", "name", "description", "reason_text"]
        {
            assert!(!name.contains(word) || name == "notices", "{name}");
        }
    }
    assert_eq!(texts, Vec::<String>::new());
    // The walk sees a place for a diagnosis, were there one.
    let mut seen = Vec::new();
    free(&serde_json::json!({ "properties": { "diagnosis": { "type": "string" } } }), &mut seen);
    assert_eq!(seen.len(), 1);
}

fn any_json() -> impl Strategy<Value = Value> {
    let keys = prop::sample::select(vec![
        "record",
        "as_of",
        "lang",
        "role",
        "norm",
        "text",
        "on",
        "covers",
        "from",
        "to",
        "offices",
        "meetings",
        "absences",
        "kind",
        "date",
        "options",
        "counting",
        "workplace",
        "headcount",
        "employees",
        "answers",
        "person",
        "plans",
        "x",
    ]);
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        prop::sample::select(vec![
            "2026-01-01",
            "1899-12-31",
            "nb",
            "employer",
            "follow-up-plan",
            "aml § 4-6",
            "",
            "\u{0}"
        ])
        .prop_map(Value::from),
        ".{0,12}".prop_map(Value::from),
    ];
    leaf.prop_recursive(6, 64, 6, move |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..6).prop_map(Value::from),
            prop::collection::btree_map(keys.clone().prop_map(str::to_owned), inner, 0..6)
                .prop_map(|map| Value::Object(map.into_iter().collect())),
        ]
    })
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_json_makes_the_door_panic(request in any_json()) {
        let text = request.to_string();
        for name in FUNCTIONS {
            if let Some(Err(failure)) = api::call(name, &text) {
                let failure: Value = serde_json::from_str(&failure).expect("a failure is JSON");
                prop_assert!(!failure["errors"].as_array().expect("errors").is_empty());
            }
        }
    }

    #[test]
    fn no_bytes_make_the_door_panic(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        let text = String::from_utf8_lossy(&bytes);
        for name in FUNCTIONS {
            let _ = api::call(name, &text);
        }
    }

    #[test]
    fn no_record_makes_the_door_panic(record in any_json(), day in 0_i64..109_000) {
        let as_of = ia_core::Date::MIN.plus_days(day).expect("a day");
        let request = json!({ "record": record, "as_of": as_of, "role": "employer", "norm": "follow-up-plan", "format": "html" }).to_string();
        for name in ["assess", "questions", "explain", "report"] {
            let _ = api::call(name, &request);
        }
    }
}

/// `serde` reads what the door reads, and its messages repeat no value.
#[test]
fn serde_reads_a_record_as_the_door_does_and_repeats_no_value() {
    let whole = ia_tests::file("tests/data/workplace.json");
    let by_serde: Record = serde_json::from_str(&whole).expect("a record");
    assert!(by_serde == Record::from_json(&whole).expect("a record"));
    let again: Record =
        serde_json::from_value(serde_json::to_value(&by_serde).expect("JSON")).expect("a record");
    assert!(again == by_serde);
    for wrong in [
        r#"{"absences":"secret-zz"}"#,
        r#"{"absences":["secret-zz"]}"#,
        r#"{"absences":[{"id":"secret-zz x","person":"p-1","from":"2026-01-01"}]}"#,
        r#"{"absences":[{"id":"c-1","person":"p-1","from":"secret-zz"}]}"#,
        r#"{"absences":[{"id":"c-1","person":"p-1","from":"2026-01-01","transfer":"secret-zz"}]}"#,
        r#"{"absences":[{"id":"c-1","person":"p-1","from":"2026-01-01","plans":{"secret-zz":1}}]}"#,
        r#"{"offices":[{"role":"secret-zz","from":"2026-01-01"}]}"#,
        r#"{"workplace":{"industry":"secret-zz"}}"#,
        r#"{"workplace":{"headcount":[{"from":"2026-01-01","employees":"secret-zz"}]}}"#,
        r#"{"answers":[{"norm":"n","role":"employer","date":"2026-01-01","value":"secret-zz"}]}"#,
        r#"{"Secret-zz":1}"#,
        r#""secret-zz""#,
        r#"["secret-zz"]"#,
        r#"{"covers":"secret-zz","covers":1}"#,
    ] {
        let error = serde_json::from_str::<Record>(wrong).expect_err("an error").to_string();
        assert!(!error.to_lowercase().contains("secret"), "{wrong}: {error}");
        assert!(error.contains("expected"), "{error}");
    }
    for number in ["4711", "-4711", "4711.5", "1e99", "true", "null"] {
        let error = serde_json::from_str::<Record>(&format!(
            r#"{{"offices":[{{"role":{number},"from":{number}}}]}}"#
        ));
        let error = error.expect_err("an error").to_string();
        assert!(!error.contains("4711") && !error.contains("99"), "{error}");
    }
    for error in
        [serde_json::from_str::<Role>("\"secret-zz\"").err(), serde_json::from_str::<Role>("4711").err()]
    {
        let error = error.expect("an error").to_string();
        assert!(!error.contains("secret") && !error.contains("4711"), "{error}");
    }
    for text in ["\"secret-zz\"", "4711", "[4711]", "{\"secret-zz\":4711}"] {
        let errors = [
            serde_json::from_str::<ia_core::Date>(text).err(),
            serde_json::from_str::<ia_core::calendar::Period>(text).err(),
            serde_json::from_str::<ia_core::record::Grade>(text).err(),
        ];
        for error in errors {
            let error = error.expect("an error").to_string();
            assert!(!error.contains("secret") && !error.contains("4711"), "{error}");
        }
    }
}
