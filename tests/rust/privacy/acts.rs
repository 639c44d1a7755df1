//! Acts of somebody on sick leave within entries about others, and entries about offices of unions.

use super::{AS_OF, curious_pack, findings, places_of, record_with};
use ia_core::assess::View;
use ia_core::{Code as _, Record, Role, api};
use ia_tests::{file, record_json};
use serde_json::{Value, json};

/// Every place of the record where a role is named, and so perhaps somebody on sick leave. A new one fails here until it is
/// decided what keeps it.
#[test]
fn every_place_for_a_role_is_known() {
    let mut found = places_of("Role");
    found.retain(|at| !at.starts_with("/absences/"));
    let mut known: Vec<&str> = PLACES_IN_LISTS.iter().map(|(place, _)| *place).collect();
    // Entries that are taken out whole.
    known.extend([
        "/answers/role",
        "/consultations/role",
        "/notices/from",
        "/notices/to",
        "/offices/role",
        "/training/role",
    ]);
    known.sort_unstable();
    assert_eq!(found, known);
}

/// Where entries about more than one person name roles; each with an entry that names somebody on sick leave there.
const PLACES_IN_LISTS: [(&str, &str); 12] = [
    ("/bodies/members/role", r#"{"kind":"hse_committee","from":"2026-01-01","members":[ROLE_OBJECT]}"#),
    ("/deviations/told/role", r#"{"id":"d-9","kind":"accident","date":"2026-10-01","told":[ROLE_DATE]}"#),
    ("/documents/made_with", r#"{"kind":"hse_goals","date":"2026-10-01","made_with":[ROLE]}"#),
    ("/matters/handled_by", r#"{"id":"x-9","date":"2026-10-01","handled_by":ONE_ROLE}"#),
    ("/matters/taken_to/role", r#"{"id":"x-9","date":"2026-10-01","taken_to":[ROLE_DATE]}"#),
    ("/measures/owner", r#"{"id":"m-9","decided":"2026-10-01","owner":ONE_ROLE}"#),
    ("/measures/with", r#"{"id":"m-9","decided":"2026-10-01","with":[ROLE]}"#),
    ("/meetings/attended", r#"{"kind":"hse_meeting","date":"2026-10-01","attended":[ROLE]}"#),
    (
        "/meetings/decisions/owner",
        r#"{"kind":"hse_meeting","date":"2026-10-01","decisions":[{"owner":ONE_ROLE}]}"#,
    ),
    ("/meetings/invited", r#"{"kind":"hse_meeting","date":"2026-10-01","invited":[ROLE]}"#),
    ("/meetings/led_by", r#"{"kind":"hse_meeting","date":"2026-10-01","led_by":ONE_ROLE}"#),
    ("/risk_assessments/with", r#"{"date":"2026-10-01","dimensions":["physical"],"with":[ROLE]}"#),
];

/// Where somebody on sick leave took part, those who see no case see the entry as if nobody had.
#[test]
fn taking_part_while_on_sick_leave_is_not_there_for_outsiders() {
    let mut pack = curious_pack();
    let whole = pack["norms"][0].clone();
    let more = [
        json!({ "measures_complete": { "with": ["employee"] } }),
        json!({ "document_in_place": { "kind": "hse_goals", "made_with": ["employee"] } }),
        json!({ "meeting_held": { "kinds": ["hse_meeting"], "at_least": 1, "represented": ["employee"] } }),
        json!({ "body_composed": { "body": "hse_committee", "roles": ["employee"] } }),
    ];
    for (nth, requirement) in more.into_iter().enumerate() {
        let mut norm = whole.clone();
        norm["id"] = json!(["local-p", "local-q", "local-r", "local-s"][nth]);
        norm["version"][0]["requirement"] = requirement;
        pack["norms"].as_array_mut().expect("norms").push(norm);
    }
    let role = r#""sick_listed_employee""#;
    let mut tells_the_employer = 0;
    for (place, entry) in PLACES_IN_LISTS {
        let entry_with = |roles: &str, object: &str, dated: &str, one: &str| -> Value {
            let text = entry.replace("[ROLE_OBJECT]", object).replace("[ROLE_DATE]", dated);
            let text = text.replace("[ROLE]", roles).replace("ONE_ROLE", one);
            serde_json::from_str(&text).expect("JSON")
        };
        let section = place.split('/').nth(1).expect("a section");
        let record = |entry: Value| {
            let mut record = record_with(json!([]));
            match record[section].as_array_mut() {
                Some(entries) => entries.push(entry),
                None => record[section] = json!([entry]),
            }
            record
        };
        let with = record(entry_with(
            &format!("[{role}]"),
            &format!(r#"[{{"role":{role},"person":"p-1"}}]"#),
            &format!(r#"[{{"role":{role},"date":"2026-10-02"}}]"#),
            role,
        ));
        let mut nobody = entry_with("[]", "[]", "[]", "null");
        nobody.as_object_mut().expect("an entry").retain(|_, value| !value.is_null());
        let without = record(nobody);
        let seen = |record: &Value, role: &str| findings(record, role, None, &json!([pack]));
        for viewer in ["safety_representative", "employee", "line_manager", "union_representative", "nav"] {
            assert_eq!(seen(&with, viewer), seen(&without, viewer), "{place} {viewer}");
            let typed = |record: &Value| {
                let record: Record = serde_json::from_value(record.clone()).expect("a record");
                let view = View { role: Role::from_code(viewer).expect("a role"), person: None };
                serde_json::to_value(&*view.record(&record)).expect("JSON").to_string()
            };
            assert!(!typed(&with).contains("sick_listed_employee"), "{place} {viewer}");
        }
        tells_the_employer += usize::from(seen(&with, "employer") != seen(&without, "employer"));
    }
    assert!(tells_the_employer >= 4, "{tells_the_employer}");
}

/// An entry about a union office that is not consistent is as if it were not there, for those who may not see it.
#[test]
fn an_invalid_entry_about_a_union_office_refuses_no_outsider() {
    let office = |more: &Value| {
        let mut office = json!({ "role": "union_representative", "person": "p-99", "from": "2026-01-01" });
        office.as_object_mut().expect("an office").extend(more.as_object().expect("keys").clone());
        ("offices", office)
    };
    let training = json!({ "role": "elected_representative", "person": "p-99", "topic": "ia", "completed": "2199-01-01" });
    for (section, entry) in [
        office(&json!({ "to": "2025-01-01" })),
        office(&json!({ "area": "no-such-area" })),
        office(&json!({ "to": "2025-13-01" })),
        ("training", training),
    ] {
        let plain = record_json("workplace");
        let mut wrong = plain.clone();
        wrong[section].as_array_mut().expect("a section").push(entry);
        for viewer in ["nav", "safety_representative", "employee"] {
            for function in ["assess", "questions", "check", "report", "explain"] {
                let ask = |record: &Value| {
                    let mut request = json!({ "record": record, "role": viewer, "lang": "en" });
                    if function != "check" {
                        request["as_of"] = json!(AS_OF);
                    }
                    match function {
                        "explain" => request["norm"] = json!("safety-representative-elected"),
                        "report" => request["format"] = json!("markdown"),
                        _ => {}
                    }
                    api::call(function, &request.to_string()).expect("a function")
                };
                let expected = ask(&plain);
                assert!(expected.is_ok(), "{expected:?}");
                assert!(ask(&wrong) == expected, "{section} {viewer} {function}");
            }
        }
        let request = json!({ "record": wrong }).to_string();
        assert!(api::check(&request).is_err(), "the host system is told of it");
    }
}

/// How many hold an office that reveals membership is for those who may see the holders; that somebody does, for all.
#[test]
fn a_pack_does_not_count_union_offices_for_outsiders() {
    let mut pack: Value = serde_json::from_str(&file("tests/data/local-pack.json")).expect("JSON");
    pack["source"]["kind"] = json!("agreement");
    pack["norms"].as_array_mut().expect("norms").truncate(1);
    pack["norms"][0]["version"][0]["requirement"] =
        json!({ "training_done": { "roles": ["employer"], "topics": ["ia"] } });
    let counts =
        |at_least: u8| json!({ "offices": { "role": "elected_representative", "at_least": at_least } });
    let shown = |when: &Value, role: Role| {
        let mut pack = pack.clone();
        pack["norms"][0]["version"][0]["when"] = when.clone();
        let seen = findings(&record_json("workplace"), role.code(), None, &json!([pack]));
        seen["findings"].as_array().expect("findings").iter().any(|one| one["norm"] == pack["norms"][0]["id"])
    };
    for &role in Role::ALL {
        let may_see = role.is_employer_side() || role.reveals_union_membership();
        assert!(shown(&counts(1), role), "{role:?}");
        assert_eq!(shown(&counts(2), role), may_see, "{role:?}");
        let deep = json!({ "any": [{ "not": [counts(3)] }, { "all": [counts(1)] }] });
        assert_eq!(shown(&deep, role), may_see, "{role:?}");
    }
}

/// Of two headcounts of one day the smaller counts, whichever stands first.
#[test]
fn two_headcounts_of_one_day_hide_figures_when_one_is_small() {
    let rates = json!([{ "from": "2026-01-01", "to": "2026-03-31", "hundredths": 500 }]);
    let seen = |counts: [u32; 2]| {
        let counts = counts.map(|employees| json!({ "from": "2026-01-01", "employees": employees }));
        let record = json!({
            "covers": { "from": "2026-01-01", "to": "2026-06-30" }, "workplace": { "headcount": counts },
            "absence_rates": rates,
        });
        let Ok(record) = serde_json::from_value::<Record>(record) else { panic!("a record") };
        let view = View { role: Role::SafetyRepresentative, person: None };
        view.record(&record).absence_rates.is_some()
    };
    assert!(seen([50, 60]) && !seen([3, 50]) && !seen([50, 3]));
}
