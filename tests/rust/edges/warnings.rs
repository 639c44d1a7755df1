//! Warnings: what is wrong in a record that can still be judged.

use super::{answer, errors};
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
                "/deviations/0/police_told",
                json!({ "deviations": [{ "id": "d-1", "kind": "serious_accident", "date": "2026-03-02",
                "police_told": day }] }),
            ),
            (
                "/deviations/0/confirmed",
                json!({ "deviations": [{ "id": "d-1", "kind": "serious_accident", "date": "2026-03-02",
                "confirmed": day }] }),
            ),
            (
                "/deviations/0/confirmation_copied",
                json!({ "deviations": [{ "id": "d-1", "kind": "serious_accident", "date": "2026-02-20",
                "confirmed": "2026-03-02", "confirmation_copied": day }] }),
            ),
            (
                "/measures/0/due",
                json!({ "measures": [{ "id": "m-1", "decided": "2026-03-02", "due": day, "done": false }] }),
            ),
            (
                "/meetings/0/decisions/0/due",
                json!({ "meetings": [{ "kind": "hse_meeting", "date": "2026-03-02",
                "decisions": [{ "id": "dec-1", "due": day, "done": false }] }] }),
            ),
            (
                "/absences/0/meetings/0/date",
                json!({ "absences": [{ "id": "c-1", "person": "p-1", "from": "2026-02-02",
                "meetings": [{ "kind": "dialogue_meeting", "date": day,
                "summoned": [{ "role": "employee", "date": "2026-03-02" }] }] }] }),
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

/// What is of an earlier stretch of the same absence is not early. That the two are one case by Nav's rule is told.
#[test]
fn an_earlier_stretch_makes_no_date_early() {
    let record = |to: &str| {
        json!({ "covers": { "from": "2026-01-01", "to": "2026-12-31" }, "absences": [
            { "id": "c-0", "person": "p-1", "from": "2026-01-05", "to": to },
            { "id": "c-1", "person": "p-1", "from": "2026-03-02", "plans": [{ "date": "2026-01-20" }] }] })
    };
    assert_eq!(warnings(&record("2026-02-14")), one("separate_cases", "/record/absences/1"));
    assert_eq!(warnings(&record("2026-02-13")), too_early("/record/absences/1/plans/0/date"));
}

fn one(code: &str, path: &str) -> Vec<(String, String)> {
    super::one_error(code, path)
}

/// Absences of one person, with their first and last days; a last day may be left out.
fn absences(days: &[(&str, &str, &str)]) -> Value {
    let entry = |(nth, (person, from, to)): (usize, &(&str, &str, &str))| {
        let mut entry = json!({ "id": format!("c-{nth}"), "person": person, "from": from });
        if !to.is_empty() {
            entry["to"] = json!(to);
        }
        entry
    };
    let entries: Vec<Value> = days.iter().enumerate().map(entry).collect();
    json!({ "covers": { "from": "2026-01-01", "to": "2026-12-31" }, "absences": entries })
}

/// On the last day of the earlier absence, on the next day, and with 15 and 16 days between.
#[test]
fn an_absence_that_overlaps_or_follows_soon_is_a_warning() {
    let after = |first: &str| absences(&[("p-1", "2026-01-05", "2026-02-13"), ("p-1", first, "2026-03-31")]);
    let path = "/record/absences/1";
    for first in ["2026-01-05", "2026-01-20", "2026-02-13"] {
        assert_eq!(warnings(&after(first)), one("overlapping_absences", path), "{first}");
    }
    for first in ["2026-02-14", "2026-03-01"] {
        assert_eq!(warnings(&after(first)), one("separate_cases", path), "{first}");
    }
    assert_eq!(warnings(&after("2026-03-02")), []);
}

/// The later absence is named, wherever it stands; the longest of the earlier ones counts; people are apart.
#[test]
fn the_later_absence_of_the_same_person_is_named() {
    let (early, late) = (("p-1", "2026-01-05", "2026-02-13"), ("p-1", "2026-02-20", ""));
    assert_eq!(warnings(&absences(&[late, early])), one("separate_cases", "/record/absences/0"));
    assert_eq!(warnings(&absences(&[early, ("p-2", "2026-02-10", "")])), []);
    // What goes on overlaps whatever begins later.
    let going_on = [("p-1", "2026-01-05", ""), ("p-1", "2026-11-01", "2026-11-03")];
    assert_eq!(warnings(&absences(&going_on)), one("overlapping_absences", "/record/absences/1"));
    let inside = [early, ("p-1", "2026-01-07", "2026-01-08"), ("p-1", "2026-02-20", "2026-02-27")];
    let both =
        [one("overlapping_absences", "/record/absences/1"), one("separate_cases", "/record/absences/2")];
    assert_eq!(warnings(&absences(&inside)), both.concat());
    // In the order of the record, not of the people.
    let mixed = [
        ("p-9", "2026-01-05", ""),
        ("p-9", "2026-01-06", ""),
        ("p-1", "2026-01-05", ""),
        ("p-1", "2026-01-06", ""),
    ];
    let places = [
        one("overlapping_absences", "/record/absences/1"),
        one("overlapping_absences", "/record/absences/3"),
    ];
    assert_eq!(warnings(&absences(&mixed)), places.concat());
}

/// Counted continuously a case may begin before Nav's case does. That is no day of the case: Nav's cases lie apart.
#[test]
fn a_first_day_counted_continuously_is_no_day_of_the_case() {
    let mut record = absences(&[("p-1", "2026-06-01", "2026-06-12"), ("p-1", "2026-06-29", "2026-07-10")]);
    assert_eq!(warnings(&record), []);
    record["absences"][1]["continuous_from"] = json!("2026-06-01");
    assert_eq!(warnings(&record), []);
    // It is a day on which something about the case can have happened.
    record["absences"][1]["plans"] = json!([{ "date": "2026-06-01" }]);
    assert_eq!(warnings(&record), []);
    record["absences"][1]["plans"] = json!([{ "date": "2026-05-31" }]);
    assert_eq!(warnings(&record), one("too_early", "/record/absences/1/plans/0/date"));
}

/// A self-certified day before the first day of the entry belongs to the absence.
#[test]
fn days_on_the_employees_own_word_count_as_days_of_the_absence() {
    let record = |own_word: &str| {
        let mut record = absences(&[("p-1", "2026-01-05", "2026-02-13"), ("p-1", "2026-03-05", "")]);
        record["absences"][1]["self_certified"] = json!([{ "from": own_word, "to": "2026-03-04" }]);
        record
    };
    assert_eq!(warnings(&record("2026-03-01")), one("separate_cases", "/record/absences/1"));
    assert_eq!(warnings(&record("2026-03-02")), []);
}

/// The text says that both are judged and what to do, in every language.
#[test]
fn the_warning_says_that_both_are_judged() {
    let text = |first: &str, lang: &str| {
        let record = absences(&[("p-1", "2026-01-05", "2026-02-13"), ("p-1", first, "")]);
        let answer = answer("check", &json!({ "record": record, "lang": lang }));
        answer["warnings"][0]["message"].as_str().expect("a text").to_owned()
    };
    for (lang, judged, join) in [
        ("nb", "sine egne frister", "før dem som ett fravær"),
        ("nn", "sine eigne fristar", "før dei som eitt fråvær"),
        ("en", "its own time limits", "record them as one absence"),
    ] {
        for first in ["2026-02-13", "2026-02-14"] {
            let text = text(first, lang);
            assert!(text.contains(judged) && text.contains(join), "{text}");
            assert_eq!(text.contains("16"), first == "2026-02-14", "{text}");
        }
    }
}

/// Every answer about a record has the warning, and the report shows it.
#[test]
fn absences_that_do_not_lie_apart_are_told_of_everywhere() {
    let record = absences(&[("p-1", "2026-01-05", "2026-02-13"), ("p-1", "2026-02-20", "")]);
    for (function, more) in [
        ("check", json!({})),
        ("assess", json!({ "as_of": "2026-06-30" })),
        ("questions", json!({ "as_of": "2026-06-30", "role": "employer" })),
        ("explain", json!({ "as_of": "2026-06-30", "norm": "follow-up-plan" })),
    ] {
        let mut request = more;
        request["record"] = record.clone();
        let found = answer(function, &request);
        assert_eq!(found["warnings"][0]["code"], "separate_cases", "{function}");
        assert_eq!(found["warnings"][0]["path"], "/record/absences/1", "{function}");
        assert_eq!(found["warnings"].as_array().map(Vec::len), Some(1), "{function}");
    }
    for format in ["html", "markdown"] {
        let report = answer(
            "report",
            &json!({ "record": record, "as_of": "2026-06-30", "format": format, "lang": "nb" }),
        );
        let report = report["report"].as_str().expect("a text");
        assert!(report.contains("/record/absences/1: forventet minst 16 dager"), "{format}");
    }
    assert_eq!(typed(&record).warnings().0.len(), 1);
}

fn typed(record: &Value) -> ia_core::Record {
    serde_json::from_value(record.clone()).expect("a record")
}

/// A manager who sees one of the two is not told that there is another.
#[test]
fn who_sees_one_of_two_absences_is_told_of_none() {
    let mut record = absences(&[("p-1", "2026-01-05", "2026-02-13"), ("p-1", "2026-02-20", "")]);
    record["absences"][0]["manager"] = json!("m-1");
    record["absences"][1]["manager"] = json!("m-2");
    let told = |role: &str, person: Option<&str>| {
        let mut request = json!({ "record": record, "as_of": "2026-06-30", "role": role });
        if let Some(person) = person {
            request["person"] = json!(person);
        }
        answer("assess", &request)["warnings"].as_array().map(Vec::len)
    };
    assert_eq!(told("employer", None), Some(1));
    assert_eq!(told("employee", Some("p-1")), Some(1));
    for (role, person) in [
        ("line_manager", Some("m-1")),
        ("line_manager", Some("m-2")),
        ("line_manager", None),
        ("employee", Some("p-2")),
        ("safety_representative", None),
    ] {
        assert_eq!(told(role, person), Some(0), "{role}");
    }
}

/// As errors: the first hundred, and how many there were.
#[test]
fn the_list_of_warnings_is_bounded() {
    let many = vec![("p-1", "2026-01-05", ""); 500];
    let found = warnings(&absences(&many));
    assert_eq!(found.len(), 101);
    assert_eq!(found[100].0, "too_many_errors");
}

/// The demo records have none.
#[test]
fn the_records_of_the_tests_have_no_warning() {
    for name in ["workplace", "company-32", "company-12", "company-4"] {
        assert_eq!(warnings(&ia_tests::record_json(name)), Vec::new(), "{name}");
    }
}

/// An answer to a norm that is gone costs nothing else, in every function that takes a record.
#[test]
fn an_answer_to_a_norm_that_is_gone_is_a_warning_everywhere() {
    let with = |norms: &[&str]| {
        let answers: Vec<Value> = norms
            .iter()
            .map(|norm| json!({ "norm": norm, "role": "employer", "date": "2026-06-01", "value": "yes" }))
            .collect();
        json!({ "covers": { "from": "2026-01-01", "to": "2026-06-30" }, "answers": answers })
    };
    let gone = with(&["accessible-workplace", "follow-up-plans", "moon"]);
    let plain = with(&["accessible-workplace"]);
    let as_of = "2026-06-30";
    for (function, more) in [
        ("check", json!({})),
        ("assess", json!({ "as_of": as_of })),
        ("questions", json!({ "as_of": as_of, "role": "employer" })),
        ("explain", json!({ "as_of": as_of, "norm": "accessible-workplace" })),
        ("changes_between", json!({ "from": "2025-01-01", "to": as_of })),
    ] {
        let ask = |record: &Value| {
            let mut request = more.clone();
            (request["record"], request["lang"]) = (record.clone(), json!("en"));
            answer(function, &request)
        };
        let (mut found, all) = (ask(&gone), ask(&plain));
        let warnings = std::mem::replace(&mut found["warnings"], json!([]));
        assert_eq!(found, all, "{function}");
        let told: Vec<_> =
            warnings.as_array().expect("a list").iter().map(|one| (&one["code"], &one["path"])).collect();
        let code = &json!("unknown_norm");
        assert_eq!(
            told,
            [(code, &json!("/record/answers/1/norm")), (code, &json!("/record/answers/2/norm"))],
            "{function}"
        );
        assert!(
            warnings[0]["message"]
                .as_str()
                .is_some_and(|text| text.ends_with("; the nearest is follow-up-plan"))
        );
        assert!(!warnings[1]["message"].to_string().contains("nearest"));
    }
}

/// A date that is too early is told of wherever the case is judged.
#[test]
fn a_date_that_is_too_early_is_a_warning_of_a_case_alone() {
    let case =
        json!({ "id": "c-1", "person": "p-1", "from": "2026-03-01", "plans": [{ "date": "2025-01-01" }] });
    for function in ["timeline", "follow_up_log"] {
        let found = answer(function, &json!({ "case": case, "as_of": "2026-06-30" }));
        assert_eq!(found["warnings"][0]["code"], "too_early", "{function}");
        assert_eq!(found["warnings"][0]["path"], "/case/plans/0/date", "{function}");
    }
}

/// An id of a guideline that nothing knows is an error, and so is one of a source.
#[test]
fn a_guideline_or_a_source_that_nothing_knows_is_an_error() {
    let adopted = |id: &str| json!({ "covers": { "from": "2026-01-01", "to": "2026-06-30" }, "workplace": { "guidelines": [{ "guideline": id, "from": "2025-01-01" }] } });
    let path = "/record/workplace/guidelines/0/guideline";
    let pack: Value = serde_json::from_str(&ia_tests::file("tests/data/local-pack.json")).expect("JSON");
    let own = pack["source"]["id"].as_str().expect("an id");
    let check = |id: &str, packs: &Value| errors("check", &json!({ "record": adopted(id), "packs": packs }));
    for known in ["line-manager-safety-rep-guideline", "sammen-om-forbedring", own] {
        assert_eq!(check(known, &json!([pack])), [], "{known}");
    }
    for unknown in ["line-manager-safety-rep-guidelines", "aml", "moon", "local-moon"] {
        assert_eq!(check(unknown, &json!([pack])), super::one_error("unknown_source", path), "{unknown}");
    }
    // The pack that has it is not in the request.
    assert_eq!(check(own, &json!([])), super::one_error("unknown_source", path));
    // A request that has no packs cannot name one.
    let changes = |id: &str| {
        errors("changes_between", &json!({ "from": "2025-01-01", "to": "2026-01-01", "record": adopted(id) }))
    };
    assert_eq!(changes(own), []);
    assert_eq!(changes("moon"), super::one_error("unknown_source", path));
    let card = |id: &str| {
        errors(
            "role_card",
            &json!({ "role": "line_manager", "as_of": "2026-06-30", "guidelines": ["sammen-om-forbedring", id] }),
        )
    };
    assert_eq!(card("line-manager-safety-rep-guideline"), []);
    assert_eq!(card("line-manager-safety-rep"), super::one_error("unknown_source", "/guidelines/1"));
    let search = |id: &str| errors("search", &json!({ "words": "plan", "source": id }));
    assert_eq!(search("ftrl"), []);
    assert_eq!(search("ftlr"), super::one_error("unknown_source", "/source"));
}

/// A slip of the hand in a code or a key: the nearest is named.
#[test]
fn the_nearest_code_and_key_are_named() {
    let message = |record: Value| {
        let failure =
            super::call("check", &json!({ "record": record, "lang": "en" })).expect_err("a failure");
        failure["errors"][0]["message"].as_str().expect("a text").to_owned()
    };
    let office = |role: &str| json!({ "offices": [{ "role": role, "from": "2026-01-01" }] });
    assert!(message(office("safety_representatives")).ends_with("; the nearest is safety_representative"));
    assert!(!message(office("moon")).contains("nearest"));
    assert!(message(json!({ "absence": [] })).ends_with("; the nearest is absences"));
    assert!(!message(json!({ "zzz": [] })).contains("nearest"));
}
