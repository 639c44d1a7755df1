//! Nothing in an answer depends on what its viewer may not see. The functions come from the library, and the keys of
//! their requests from its schema: a new function or key fails here until it is given a value.

mod acts;

use ia_core::api::{self, FOR_VIEWERS, FUNCTIONS};
use ia_core::assess::{View, assess_for};
use ia_core::views::changes_between;
use ia_core::{Code, Lang, Options, Record, Role};
use ia_tests::{day, file, record_json};
use proptest::prelude::*;
use serde_json::{Map, Value, json};
use std::collections::BTreeSet;

const AS_OF: &str = "2026-11-22";

/// What a viewer is asked to be in a request.
#[derive(Debug, Clone)]
struct Viewer {
    role: &'static str,
    person: Option<&'static str>,
}

/// Everybody who may see no case of `p-1`, who is followed up by `m-1`.
fn outsiders() -> Vec<Viewer> {
    let mut outsiders = Vec::new();
    for &role in Role::ALL {
        let code = role.code();
        match role {
            Role::Employer | Role::Management | Role::ManagementGroup => {}
            Role::LineManager | Role::Employee | Role::SickListedEmployee => {
                outsiders.push(Viewer { role: code, person: None });
                outsiders.push(Viewer { role: code, person: Some("x-9") });
            }
            _ => outsiders.push(Viewer { role: code, person: Some("p-1") }),
        }
    }
    // The ids of the case under the wrong role.
    outsiders.push(Viewer { role: "line_manager", person: Some("p-1") });
    outsiders.push(Viewer { role: "employee", person: Some("m-1") });
    outsiders.push(Viewer { role: "safety_representative", person: None });
    outsiders
}

fn record_with(absences: Value) -> Value {
    let mut record = record_json("workplace");
    record["absences"] = absences;
    record
}

/// Absences that differ in cases the outsiders may not see.
fn hidden() -> Vec<(&'static str, Value)> {
    let case = |id: &str| {
        json!({
            "id": id, "person": "p-1", "manager": "m-1", "from": "2026-03-02", "plans": [], "exceptions": [],
            "certificates": [{ "from": "2026-03-02", "to": "2026-11-20", "grade": 100 }], "meetings": []
        })
    };
    let invalid = json!([
        { "id": "c 1", "person": "p-1", "manager": "m-1", "from": "2026-13-01" },
        { "id": "c-1", "person": "p-1", "manager": "m-1", "from": "2031-01-01", "to": "2026-01-01" },
        case("c-2"), case("c-2"),
        { "person": "p-1", "diagnosis": "x" },
        {}, null, 7, "p-1", [], { "person": 7, "manager": [] }
    ]);
    vec![
        ("one case", json!([case("c-1")])),
        ("two cases", json!([case("c-1"), case("c-0")])),
        ("a case without a manager", json!([{ "id": "c-1", "person": "p-1", "from": "2026-10-01" }])),
        ("invalid entries", invalid),
    ]
}

/// Norms of a pack that read cases, offices or people and say nothing of it.
fn curious_pack() -> Value {
    let mut pack: Value = serde_json::from_str(&file("tests/data/local-pack.json")).expect("JSON");
    pack["source"]["kind"] = json!("agreement");
    let whole = pack["norms"][0].clone();
    let norm = |id: &str, requirement: Value| {
        let mut norm = whole.clone();
        norm["id"] = json!(id);
        norm["version"][0]["requirement"] = requirement;
        norm
    };
    let milestone = json!({ "case_milestone": { "milestone": "follow_up_plan", "weeks": 4, "absence": "whole_or_partial" } });
    let mut answered = pack["norms"][1].clone();
    answered["id"] = json!("local-g");
    answered["version"][0]["requirement"] = json!({ "answered": { "by": ["sick_listed_employee"] } });
    pack["norms"] = json!([
        norm("local-a", milestone),
        norm("local-b", json!({ "case_practice": { "practice": "plan_content" } })),
        norm("local-c", json!({ "case_plan_to_nav": { "weeks": 1 } })),
        norm("local-d", json!({ "case_meeting_on_request": { "by": ["employer"] } })),
        norm(
            "local-e",
            json!({ "consulted_before": { "subject": "transfer", "roles": ["safety_representative"] } })
        ),
        norm(
            "local-f",
            json!({ "informed": { "from": "sick_listed_employee", "to": "line_manager", "topics": ["ia"] } })
        ),
        answered
    ]);
    pack
}

/// A value for a key of a request. The record, the viewer and the packs are the test's own.
fn value_of(function: &str, key: &str, schema: &Value) -> Value {
    match (function, key) {
        (_, "lang") => json!("en"),
        ("changes_between", "from") => json!("2023-12-31"),
        ("changes_between", "to") => json!("2026-01-01"),
        (_, "as_of" | "on") => json!(AS_OF),
        ("escalation" | "information_duties", "from") => json!("employee"),
        ("information_duties", "to") => json!("safety_representative"),
        (_, "options" | "scheme" | "citation") => Value::Null,
        ("cite", "text") => json!("aml § 4-6 (3)"),
        (_, "norm") => json!("follow-up-plan"),
        (_, "events") => json!([
            { "id": "e-1", "from": "2026-10-01", "to": "2026-11-20", "kind": "certificate" }
        ]),
        (_, "case") => json!({ "id": "c-1", "person": "p-1", "manager": "m-1", "from": "2026-10-01" }),
        (_, "born" | "employed_from" | "withdrawn" | "contacts" | "topics" | "guidelines" | "source") => {
            Value::Null
        }
        (_, "words") => json!("plan"),
        (_, _) => {
            // A member of a vocabulary: the first.
            let reference = schema["$ref"].as_str().or_else(|| schema["anyOf"][0]["$ref"].as_str());
            let name = reference.and_then(|one| one.rsplit('/').next()).map(str::to_owned);
            let types = api::types_schema();
            let of_type = name.map(|name| types["$defs"][name].clone()).unwrap_or_default();
            let first = of_type["enum"][0].clone();
            let first = if first.is_null() { of_type["oneOf"][0]["const"].clone() } else { first };
            assert!(!first.is_null(), "give {function} a value for `{key}`");
            first
        }
    }
}

/// The request of every function, without record, packs and viewer.
fn requests() -> Vec<(&'static str, Map<String, Value>, Vec<String>)> {
    let types = api::types_schema();
    FUNCTIONS
        .iter()
        .map(|&function| {
            let name = types["functions"][function]["request"].as_str().expect("a type");
            let properties = types["$defs"][name]["properties"].as_object().cloned().unwrap_or_default();
            let keys: Vec<String> = properties.keys().cloned().collect();
            let own = ["record", "packs", "role", "person"];
            let given = properties.iter().filter(|(key, _)| !own.contains(&key.as_str()));
            let request = given.map(|(key, schema)| (key.clone(), value_of(function, key, schema)));
            (function, request.filter(|(_, value)| !value.is_null()).collect(), keys)
        })
        .collect()
}

fn ask(
    (function, request, keys): &(&'static str, Map<String, Value>, Vec<String>),
    viewer: Option<&Viewer>,
    record: &Value,
    packs: &Value,
) -> Result<String, String> {
    let mut request = request.clone();
    let has = |key: &str| keys.iter().any(|one| one == key);
    for (key, value) in [("record", record), ("packs", packs)] {
        if has(key) && !value.is_null() {
            request.insert(key.to_owned(), value.clone());
        }
    }
    if let Some(viewer) = viewer.filter(|_| FOR_VIEWERS.contains(function)) {
        request.insert("role".to_owned(), json!(viewer.role));
        request.extend(viewer.person.map(|person| ("person".to_owned(), json!(person))));
    } else if has("role") {
        // A role that is no viewer only narrows the list.
        request.insert("role".to_owned(), json!("employee"));
    }
    api::call(function, &Value::Object(request).to_string()).expect("a function")
}

/// Functions of which an outsider may not ask at all: they are about one person.
const REFUSED: [&str; 3] = ["cases", "follow_up_log", "timeline"];

/// Events name nobody. That they are those of the named manager's or of the named person's case is for the host system
/// to know.
fn is_vouched_for(function: &str, viewer: &Viewer) -> bool {
    let own = ["line_manager", "employee", "sick_listed_employee"];
    function == "cases" && viewer.person.is_some() && own.contains(&viewer.role)
}

#[test]
fn an_outsiders_answer_is_the_same_bytes_whatever_one_persons_case_is() {
    let pack = curious_pack();
    let mut compared = 0;
    for request in requests() {
        let function = request.0;
        let viewers = if FOR_VIEWERS.contains(&function) { outsiders() } else { vec![] };
        for packs in [Value::Null, json!([pack])] {
            if !packs.is_null() && !request.2.iter().any(|key| key == "packs") {
                continue;
            }
            for viewer in viewers.iter().filter(|viewer| !is_vouched_for(function, viewer)) {
                let without = ask(&request, Some(viewer), &record_with(json!([])), &packs);
                assert_eq!(
                    without.is_err(),
                    REFUSED.contains(&function),
                    "{function} {viewer:?} {without:?}"
                );
                for (name, absences) in hidden() {
                    let with = ask(&request, Some(viewer), &record_with(absences), &packs);
                    assert_eq!(with, without, "{function} for {viewer:?}: {name}");
                    compared += 1;
                }
            }
        }
    }
    println!("{compared} answers compared");
    assert!(compared > 2_000);
}

/// The function about one case, or one person's events, refuses an outsider whatever it is given.
#[test]
fn a_case_that_may_not_be_seen_is_refused_whole() {
    for mut request in requests().into_iter().filter(|(name, ..)| REFUSED.contains(name)) {
        let function = request.0;
        for viewer in outsiders().into_iter().filter(|viewer| !is_vouched_for(function, viewer)) {
            let mut answers = Vec::new();
            for wild in [
                None,
                Some(json!({})),
                Some(json!(7)),
                Some(json!([{ "id": "x y" }])),
                Some(json!({ "person": "p-1", "manager": "m-1" })),
            ] {
                let key = if function == "cases" { "events" } else { "case" };
                if let Some(wild) = wild {
                    request.1.insert(key.to_owned(), wild);
                }
                for format in ["html", "markdown"] {
                    if function != "cases" {
                        request.1.insert("format".to_owned(), json!(format));
                    }
                    answers.push(
                        ask(&request, Some(&viewer), &Value::Null, &Value::Null).expect_err("a failure"),
                    );
                }
            }
            answers.dedup();
            assert_eq!(answers.len(), 1, "{function} {viewer:?} {answers:?}");
            assert!(
                answers[0].contains("\"not_visible\"")
                    && !answers[0].contains("c-1")
                    && !answers[0].contains("2026")
            );
        }
    }
}

#[test]
fn what_reads_people_takes_a_viewer_and_says_so() {
    let types = api::types_schema();
    for (function, _, keys) in requests() {
        let reads_people = ["record", "case", "events"].iter().any(|key| keys.iter().any(|one| one == key));
        assert_eq!(FOR_VIEWERS.contains(&function), reads_people, "{function}");
        let doc = types["functions"][function]["doc"].as_str().expect("a text");
        if reads_people {
            assert!(["role", "person"].iter().all(|key| keys.iter().any(|one| one == key)), "{function}");
            assert!(doc.contains("role"), "{function} does not say whose view it gives: {doc}");
        } else {
            assert!(!keys.iter().any(|key| key == "person"), "{function} names a person and takes no viewer");
        }
    }
}

#[test]
fn a_person_without_a_role_is_refused_and_a_role_without_a_person_is_answered() {
    for request in requests().into_iter().filter(|(name, ..)| FOR_VIEWERS.contains(name)) {
        let function = request.0;
        let mut nameless = request.1.clone();
        nameless.insert("person".to_owned(), json!("p-1"));
        nameless.extend(
            request.2.contains(&"record".to_owned()).then(|| ("record".to_owned(), json!("secret-zz"))),
        );
        let failure = api::call(function, &Value::Object(nameless).to_string())
            .expect("a function")
            .expect_err("a failure");
        let failure: Value = serde_json::from_str(&failure).expect("JSON");
        assert_eq!(
            failure["errors"],
            json!([{
                "code": "missing_key", "path": "/role", "message": "expected this key to be present"
            }]),
            "{function}"
        );
        for role in ["employee", "sick_listed_employee", "line_manager"] {
            let viewer = Viewer { role, person: None };
            let answer = ask(&request, Some(&viewer), &record_with(hidden().remove(0).1), &Value::Null);
            assert_eq!(answer.is_ok(), !REFUSED.contains(&function), "{function} {role}");
            assert!(!answer.unwrap_or_default().contains("c-1"), "{function} {role}");
        }
    }
}

#[test]
fn a_viewer_that_cannot_be_read_learns_nothing_of_the_record() {
    for (key, value) in [("role", json!("boss")), ("role", json!(7)), ("person", json!("x y"))] {
        let mut request = json!({ "record": "secret", "as_of": AS_OF, "role": "employee", "lang": "en" });
        request[key] = value;
        let failure = api::assess(&request.to_string()).expect_err("a failure");
        let failure: Value = serde_json::from_str(&failure).expect("JSON");
        assert_eq!(failure["errors"].as_array().map(Vec::len), Some(1));
        assert_eq!(failure["errors"][0]["path"], format!("/{key}"));
    }
}

#[test]
fn check_without_a_role_reports_every_entry_and_with_one_those_that_it_may_see() {
    let (_, invalid) = hidden().pop().expect("invalid entries");
    let mut record = record_with(invalid);
    let errors = |record: &Value, viewer: Option<(&str, Option<&str>)>| {
        let mut request = json!({ "record": record });
        if let Some((role, person)) = viewer {
            request["role"] = json!(role);
            request["person"] = json!(person);
        }
        let failure = api::check(&request.to_string()).err().unwrap_or("{\"errors\":[]}".to_owned());
        serde_json::from_str::<Value>(&failure).expect("JSON")["errors"].as_array().expect("errors").len()
    };
    let all = errors(&record, None);
    assert!(all > 8, "{all}");
    assert_eq!(errors(&record, Some(("employer", None))), all);
    assert_eq!(errors(&record, Some(("safety_representative", None))), 0);
    assert_eq!(errors(&record, Some(("line_manager", Some("m-2")))), 0);
    // An id and a day of an entry that names the manager; the rest names nobody, or comes after these are mended.
    let own = errors(&record, Some(("line_manager", Some("m-1"))));
    assert_eq!(own, 2);
    // Pointers count the entries that the viewer sees.
    record["absences"]
        .as_array_mut()
        .expect("a list")
        .insert(0, json!({ "person": "p-2", "manager": "m-2" }));
    assert_eq!(errors(&record, Some(("line_manager", Some("m-1")))), own);
    let request = json!({ "record": record, "role": "line_manager", "person": "m-1" });
    let failure = api::check(&request.to_string()).expect_err("a failure");
    assert!(failure.contains("/record/absences/0/"), "{failure}");
}

/// Errors of the text as a whole are those of every viewer.
#[test]
fn errors_of_the_whole_text_are_the_same_for_everybody() {
    let deep = format!("{}1{}", "[".repeat(200), "]".repeat(200));
    for record in ["{", &deep, r#"{"absences":[],"absences":[]}"#] {
        let mut answers: Vec<String> = Vec::new();
        for role in ["employer", "safety_representative", "line_manager"] {
            let request = format!(r#"{{"lang":"en","as_of":"{AS_OF}","role":"{role}"}}"#);
            let values = [("record", record)];
            answers.push(
                api::call_with("assess", &request, &values).expect("a function").expect_err("a failure"),
            );
        }
        answers.dedup();
        assert_eq!(answers.len(), 1, "{answers:?}");
    }
}

/// The places of the record that hold this type, by its name in the schema: sorted, each once.
fn places_of(name: &str) -> Vec<String> {
    fn walk(schema: &Value, name: &str, definitions: &Value, at: &str, found: &mut BTreeSet<String>) {
        let schema = match schema["$ref"].as_str().and_then(|one| one.rsplit('/').next()) {
            Some(one) if one == name => {
                found.insert(at.to_owned());
                return;
            }
            Some(other) => &definitions[other],
            None => schema,
        };
        for key in ["anyOf", "oneOf"] {
            for one in schema[key].as_array().into_iter().flatten() {
                walk(one, name, definitions, at, found);
            }
        }
        if !schema["items"].is_null() {
            walk(&schema["items"], name, definitions, at, found);
        }
        for (key, value) in schema["properties"].as_object().into_iter().flatten() {
            walk(value, name, definitions, &format!("{at}/{key}"), found);
        }
    }
    let schema = api::record_schema();
    let mut found = BTreeSet::new();
    walk(&schema, name, &schema["$defs"], "", &mut found);
    found.into_iter().collect()
}

/// Which sections name a person, and what keeps them. A new place for a person fails here until it stands in the list.
#[test]
fn every_place_for_a_person_is_known() {
    let mut found = places_of("Id");
    let is_a_person = |place: &String| {
        let key = place.rsplit('/').next().unwrap_or_default();
        !["id", "area", "areas", "change", "risk", "norm", "guideline"].contains(&key)
    };
    found.retain(is_a_person);
    assert_eq!(
        found,
        [
            // Taken out for those who may not see the case.
            "/absences/manager",
            "/absences/person",
            // Never shown; what is judged of one holder follows `Sensitivity::Union`.
            "/bodies/members/person",
            "/offices/deputy_of",
            "/offices/person",
            "/training/person",
        ]
    );
}

fn findings(record: &Value, role: &str, person: Option<&str>, packs: &Value) -> Value {
    let request = json!({
        "record": record, "as_of": AS_OF, "role": role, "person": person, "packs": packs, "lang": "en"
    });
    let answer = api::assess(&request.to_string()).unwrap_or_else(|failure| panic!("{failure}"));
    serde_json::from_str::<Value>(&answer).expect("JSON")
}

/// Holders of offices that reveal membership are judged one by one for the employer's side and each other only.
#[test]
fn union_offices_are_shown_to_the_employers_side_and_to_representatives() {
    let mut pack: Value = serde_json::from_str(&file("tests/data/local-pack.json")).expect("JSON");
    pack["source"]["kind"] = json!("agreement");
    pack["norms"].as_array_mut().expect("norms").truncate(1);
    for requirement in [
        json!({ "office_filled": { "role": "union_representative", "each": "workplace" } }),
        json!({ "training_done": { "roles": ["union_representative"], "topics": ["ia"] } }),
        json!({ "office_conditions": { "role": "elected_representative", "practice": "free_to_leave" } }),
    ] {
        pack["norms"][0]["version"][0]["requirement"] = requirement;
        for &role in Role::ALL {
            let seen = findings(&record_json("workplace"), role.code(), None, &json!([pack]));
            let is_shown = seen["findings"]
                .as_array()
                .expect("findings")
                .iter()
                .any(|one| one["norm"] == pack["norms"][0]["id"]);
            assert_eq!(is_shown, role.is_employer_side() || role.reveals_union_membership(), "{role:?}");
        }
    }
    // Where other offices are judged with them, their holders' training tells the others nothing.
    let mut record = record_json("workplace");
    let shown = |record: &Value, role: &str| findings(record, role, None, &Value::Null).to_string();
    let (before, seen_by_employer) = (shown(&record, "safety_representative"), shown(&record, "employer"));
    let offices = record["offices"].as_array_mut().expect("offices");
    offices.push(json!({ "role": "elected_representative", "person": "p-77", "from": "2020-01-01" }));
    assert_eq!(shown(&record, "safety_representative"), before);
    assert_ne!(shown(&record, "employer"), seen_by_employer);
    // Nor does its place among the others, or that it is no office at all.
    let offices = record["offices"].as_array_mut().expect("offices");
    let office = offices.pop().expect("the office");
    offices.insert(0, office);
    offices.insert(0, json!({ "role": "union_representative", "person": "p 77", "from": "2020-13-01" }));
    assert_eq!(shown(&record, "safety_representative"), before);
}

/// The record of the types: who is named stays with those who may see it, and nobody's place tells of another.
#[test]
fn a_record_of_types_is_withheld_entry_by_entry() {
    let office = |role: &str| json!({ "role": role, "person": "p-5", "from": "2025-01-01" });
    let training = |role: &str| json!({ "role": role, "topic": "hse", "completed": "2025-01-01" });
    let notice =
        |from: &str, to: &str| json!({ "from": from, "to": to, "topic": "danger", "date": "2025-01-01" });
    let roles = ["union_representative", "safety_representative", "sick_listed_employee", "line_manager"];
    let record: Record = serde_json::from_value(json!({
        "offices": roles.map(office),
        "training": roles.map(training),
        "notices": [
            notice("sick_listed_employee", "line_manager"),
            notice("line_manager", "sick_listed_employee"),
            notice("safety_representative", "line_manager"),
        ],
        "absences": [{ "id": "c-1", "person": "p-1", "manager": "m-1", "from": "2025-01-01" }],
    }))
    .expect("a record");
    let seen = |role: Role, person: Option<&str>| {
        let view = View { role, person: person.map(|id| id.parse().expect("an id")) };
        let seen = view.record(&record);
        let offices: Vec<&str> = seen.offices.iter().flatten().map(|one| one.role.code()).collect();
        let training: Vec<&str> = seen.training.iter().flatten().map(|one| one.role.code()).collect();
        assert_eq!(offices, training);
        let notices: Vec<&str> = seen.notices.iter().flatten().map(|one| one.from.code()).collect();
        (offices.join(" "), notices.join(" "), seen.absences.as_ref().map(Vec::len))
    };
    let all = "union_representative safety_representative sick_listed_employee line_manager";
    let few = "safety_representative line_manager union_representative";
    let notices = "sick_listed_employee line_manager safety_representative";
    let of = |offices: &str, notices: &str, cases| (offices.to_owned(), notices.to_owned(), cases);
    assert_eq!(seen(Role::Employer, None), of(all, notices, Some(1)));
    assert_eq!(seen(Role::SafetyRepresentative, Some("p-1")), of(few, "safety_representative", None));
    let union_first = "union_representative safety_representative line_manager";
    assert_eq!(seen(Role::UnionRepresentative, None), of(union_first, "safety_representative", None));
    assert_eq!(seen(Role::LineManager, Some("m-2")).2, Some(0));
    assert_eq!(seen(Role::LineManager, Some("m-1")).2, Some(1));
}

/// An office, training or notice of a person on sick leave is as if it were not there, for those who see no case.
#[test]
fn what_a_person_on_sick_leave_did_is_not_there_for_outsiders() {
    let entries = [
        ("offices", json!({ "role": "sick_listed_employee", "person": "p-1", "from": "2026-10-25" })),
        ("training", json!({ "role": "sick_listed_employee", "topic": "ia", "completed": "2026-10-25" })),
        (
            "notices",
            json!({
                "from": "sick_listed_employee", "to": "line_manager", "topic": "sickness_absence", "date": "2026-11-01"
            }),
        ),
        (
            "consultations",
            json!({ "role": "sick_listed_employee", "subject": "measure", "date": "2026-11-01" }),
        ),
    ];
    let mut pack = curious_pack();
    let whole = pack["norms"][0].clone();
    let more = [
        json!({ "training_done": { "roles": ["employee"], "topics": ["ia"] } }),
        json!({ "informed": { "from": "employee", "to": "line_manager", "topics": ["sickness_absence"] } }),
    ];
    for (nth, requirement) in more.into_iter().enumerate() {
        let mut norm = whole.clone();
        norm["id"] = json!(["local-h", "local-i"][nth]);
        norm["version"][0]["requirement"] = requirement;
        pack["norms"].as_array_mut().expect("norms").push(norm);
    }
    for (section, entry) in entries {
        let without = record_with(json!([]));
        let mut with = without.clone();
        with[section].as_array_mut().expect("a section").insert(0, entry);
        let seen = |record: &Value, role: &str| findings(record, role, None, &json!([pack]));
        for role in ["safety_representative", "employee", "line_manager", "union_representative"] {
            assert_eq!(seen(&with, role), seen(&without, role), "{section} {role}");
        }
        if ["offices", "notices"].contains(&section) {
            assert_ne!(seen(&with, "employer"), seen(&without, "employer"), "{section}");
        }
    }
}

#[test]
fn a_body_tells_outsiders_nothing_of_its_union_members() {
    let mut pack: Value = serde_json::from_str(&file("tests/data/local-pack.json")).expect("JSON");
    pack["source"]["kind"] = json!("agreement");
    pack["norms"].as_array_mut().expect("norms").truncate(1);
    pack["norms"][0]["version"][0]["requirement"] = json!({
        "body_composed": { "body": "ia_committee", "roles": ["union_representative", "safety_representative"] }
    });
    let body = |members: Value| {
        let mut record = record_json("workplace");
        record["bodies"] = json!([{ "kind": "ia_committee", "from": "2026-01-01", "members": members }]);
        record
    };
    let safety = json!({ "role": "safety_representative", "side": "employees", "person": "p-1" });
    let union = json!({ "role": "union_representative", "side": "employees", "person": "p-2" });
    let (with, without) = (body(json!([safety, union])), body(json!([safety])));
    let seen = |record: &Value, role: &str| findings(record, role, None, &json!([pack])).to_string();
    for role in ["safety_representative", "employee", "nav", "working_environment_committee"] {
        assert_eq!(seen(&with, role), seen(&without, role), "{role}");
    }
    for role in ["employer", "union_representative"] {
        assert_ne!(seen(&with, role), seen(&without, role), "{role}");
    }
}

#[test]
fn an_answer_of_a_person_on_sick_leave_is_shown_to_the_employer_and_that_role() {
    let judged = "ergonomics-and-aids";
    let mut record = record_with(json!([]));
    let outcome = |record: &Value, role: &str| {
        let seen = findings(record, role, None, &Value::Null);
        let found = seen["findings"].as_array().expect("findings").iter().find(|one| one["norm"] == judged);
        found.expect("a finding")["outcome"].clone()
    };
    let answers = record["answers"].as_array_mut().expect("answers");
    answers.retain(|answer| answer["norm"] != judged);
    answers.push(
        json!({ "norm": judged, "role": "sick_listed_employee", "date": "2026-11-20", "value": "partly" }),
    );
    for role in ["employer", "management", "sick_listed_employee"] {
        assert_eq!(outcome(&record, role), "partly", "{role}");
    }
    let mut without = record.clone();
    without["answers"].as_array_mut().expect("answers").pop();
    for role in ["safety_representative", "employee", "line_manager", "union_representative", "nav"] {
        assert_eq!(outcome(&record, role), "unknown", "{role}");
        let seen = |record: &Value| findings(record, role, None, &Value::Null);
        assert_eq!(seen(&record), seen(&without), "{role}");
    }
}

#[test]
fn figures_of_a_group_under_five_are_the_employers() {
    let outcome = |headcount: Value, role: &str| {
        let mut record = json!({
            "covers": { "from": "2024-01-01", "to": AS_OF },
            "workplace": { "headcount": headcount },
            "absence_rates": [
                { "from": "2025-07-01", "to": "2025-09-30", "hundredths": 700 },
                { "from": "2026-07-01", "to": "2026-09-30", "hundredths": 600 }
            ]
        });
        if headcount.is_null() {
            record.as_object_mut().expect("an object").remove("workplace");
        }
        let seen = findings(&record, role, None, &Value::Null);
        let rates = |one: &&Value| one["why"].to_string().contains("6.00");
        seen["findings"].as_array().expect("findings").iter().any(|one| rates(&one))
    };
    let people = |count: u32| json!([{ "from": "2024-01-01", "employees": count }]);
    for role in ["employer", "line_manager"] {
        assert!(outcome(people(4), role), "{role}");
        assert!(outcome(Value::Null, role), "{role}");
    }
    for role in ["safety_representative", "employee", "nav"] {
        assert!(!outcome(people(4), role), "{role}");
        assert!(outcome(people(5), role), "{role}");
        // A group of unknown size is not shown.
        assert!(!outcome(Value::Null, role), "{role}");
        assert!(!outcome(json!([{ "from": "2026-08-01", "employees": 50 }]), role), "{role}");
        // Nor one that was small for some of the days.
        let shrank =
            json!([{ "from": "2024-01-01", "employees": 9 }, { "from": "2026-09-30", "employees": 4 }]);
        assert!(!outcome(shrank, role), "{role}");
        let later =
            json!([{ "from": "2024-01-01", "employees": 9 }, { "from": "2026-10-01", "employees": 4 }]);
        assert!(outcome(later, role), "{role}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    /// A line manager's answer is the one for the manager's own cases, wherever cases of others stand among them.
    #[test]
    fn cases_of_others_change_nothing_for_a_manager_or_a_person(
        cases in prop::collection::vec((0..3_usize, 0..4_usize, 1..300_i64), 0..6),
        function in prop::sample::select(vec!["assess", "questions", "report", "explain", "changes_between", "check"]),
        as_manager in any::<bool>(),
    ) {
        let case = |nth: usize, (manager, person, back): (usize, usize, i64)| {
            let from = day(AS_OF).plus_days(-back).expect("a day").to_string();
            let mut case = json!({ "id": format!("c-{nth}"), "person": format!("p-{person}"), "from": from });
            if manager > 0 {
                case["manager"] = json!(format!("m-{manager}"));
            }
            if back % 2 == 0 {
                case["plans"] = json!([]);
                case["exceptions"] = json!([]);
            }
            case
        };
        let all: Vec<Value> = cases.iter().enumerate().map(|(nth, one)| case(nth, *one)).collect();
        let (key, id, role) = if as_manager { ("manager", "m-1", "line_manager") } else { ("person", "p-1", "employee") };
        let own: Vec<Value> = all.iter().filter(|case| case[key] == id).cloned().collect();
        let request = requests().into_iter().find(|(name, ..)| *name == function).expect("a function");
        let viewer = Viewer { role, person: Some(id) };
        let packs = json!([curious_pack()]);
        let seen = ask(&request, Some(&viewer), &record_with(json!(all)), &packs);
        prop_assert_eq!(&seen, &ask(&request, Some(&viewer), &record_with(json!(own)), &packs));
        prop_assert!(seen.is_ok());
    }

    /// The door takes the same out of a request as [`View::record`] takes out of a record.
    #[test]
    fn the_door_and_the_types_withhold_the_same(
        role in prop::sample::select(Role::ALL.to_vec()),
        person in prop::sample::select(vec![None, Some("p-1"), Some("m-1"), Some("p-10")]),
        employees in prop::sample::select(vec![4, 5]),
        from in prop::sample::select(vec!["2010-06-01", "2023-12-31"]),
    ) {
        let mut json = record_json("workplace");
        json["workplace"]["headcount"] = json!([{ "from": "2006-01-01", "employees": employees }]);
        json["absence_rates"] = json!([
            { "from": "2025-07-01", "to": "2025-09-30", "hundredths": 700 },
            { "from": "2026-07-01", "to": "2026-09-30", "hundredths": 600 }
        ]);
        json["answers"].as_array_mut().expect("answers").push(json!({
            "norm": "ergonomics-and-aids", "role": "sick_listed_employee", "date": "2026-11-20", "value": "no"
        }));
        json["absences"].as_array_mut().expect("absences").push(
            json!({ "id": "c-1", "person": "p-1", "manager": "m-1", "from": "2026-03-02", "plans": [] }));
        let record: Record = serde_json::from_value(json.clone()).expect("a record");
        let view = View { role, person: person.map(|id| id.parse().expect("an id")) };
        let (from, to) = (day(from), day("2026-01-01"));
        let changes = changes_between(from, to, Some(&record), &Options::default(), Some(&view), Lang::En);
        let changes = changes.expect("changes").norms.into_iter();
        let typed: Vec<(String, Option<&str>)> =
            changes.map(|one| (one.id, one.effect.map(ia_core::Code::code))).collect();
        let request = json!({
            "record": json, "from": from, "to": to, "role": role.code(), "person": person, "lang": "en"
        });
        let answer: Value = serde_json::from_str(&api::changes_between(&request.to_string()).expect("changes"))
            .expect("JSON");
        let norms = answer["norms"].as_array().expect("norms").iter();
        let of_door: Vec<(String, Option<&str>)> =
            norms.map(|one| (one["id"].as_str().expect("an id").to_owned(), one["effect"].as_str())).collect();
        prop_assert_eq!(typed, of_door);
        let typed = assess_for(&record, day(AS_OF), view, &Options::default());
        let typed: Vec<String> = typed.findings.iter().map(|one| {
            let case = one.subject.as_ref().map(|subject| subject.case.to_string());
            format!("{} {case:?} {} {:?}", one.norm.id, one.outcome.code(), one.due)
        }).collect();
        let seen = findings(&json, role.code(), person, &Value::Null);
        let of_door: Vec<String> = seen["findings"].as_array().expect("findings").iter().map(|one| {
            let due = one["due"].as_str().map(day);
            format!("{} {:?} {} {:?}", one["norm"].as_str().expect("an id"), one["subject"]["case"].as_str(), one["outcome"].as_str().expect("a code"), due)
        }).collect();
        prop_assert_eq!(typed, of_door);
    }
}
