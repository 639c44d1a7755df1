//! What the targets share: requests of those who may not see a case, with and without the case.

use ia_core::api;
use serde_json::{Map, Value, json};

/// Those who may not see the case of [`CASE`]: a role and the person who looks.
pub const OUTSIDERS: [(&str, Option<&str>); 10] = [
    ("safety_representative", None),
    ("deputy_safety_representative", None),
    ("elected_representative", None),
    ("union_representative", None),
    ("employee", None),
    ("employee", Some("planted-colleague")),
    ("sick_listed_employee", Some("planted-colleague")),
    ("line_manager", None),
    ("line_manager", Some("planted-other-manager")),
    ("safety_representative", Some("planted-person")),
];

/// Functions that take a record and a viewer.
pub const OF_RECORDS: [&str; 6] = ["assess", "questions", "report", "explain", "check", "changes_between"];

/// A case that no outsider may see.
pub fn case() -> Value {
    json!({
        "id": "planted-case", "person": "planted-person", "manager": "planted-manager", "from": "2026-01-05",
        "plans": [], "meetings": [], "certificates": [], "activity": false, "exceptions": [],
    })
}

/// Asks a function as an outsider about a record, as it is and with one more case: the bytes are the same.
///
/// Nothing is asked about a record without a list of absences: that there is one is no secret.
pub fn nothing_tells_of_the_case(
    function: u8,
    outsider: u8,
    record: &Map<String, Value>,
    packs: Option<&Value>,
) {
    let function = OF_RECORDS[usize::from(function) % OF_RECORDS.len()];
    let (role, person) = OUTSIDERS[usize::from(outsider) % OUTSIDERS.len()];
    let Some(absences) = record.get("absences").and_then(Value::as_array) else {
        return;
    };
    let with = |place: usize| {
        let mut absences = absences.clone();
        absences.insert(place, case());
        let mut record = record.clone();
        record.insert("absences".to_owned(), Value::Array(absences));
        record
    };
    let mut asked = request(function, packs);
    asked.insert("role".to_owned(), json!(role));
    if let Some(person) = person {
        asked.insert("person".to_owned(), json!(person));
    }
    let mut answer = |record: &Map<String, Value>| {
        asked.insert("record".to_owned(), Value::Object(record.clone()));
        answered(function, &Value::Object(asked.clone()).to_string())
    };
    let without = answer(record);
    for place in [0, absences.len()] {
        let with = answer(&with(place));
        assert_eq!(without, with, "{function} as {role} {person:?} tells of a case at {place}");
    }
}

/// What a function is asked beside the record.
pub fn request(function: &str, packs: Option<&Value>) -> Map<String, Value> {
    let mut asked = Map::new();
    let mut put = |name: &str, value: Value| asked.insert(name.to_owned(), value);
    match function {
        "check" => {}
        "changes_between" => {
            put("from", json!("2026-01-01"));
            put("to", json!("2026-11-22"));
        }
        _ => {
            put("as_of", json!("2026-11-22"));
        }
    }
    match function {
        "report" => put("format", json!("markdown")),
        "explain" => put("norm", packs.and_then(first_norm).unwrap_or_else(|| json!("follow-up-plan"))),
        _ => None,
    };
    if let Some(packs) = packs.filter(|_| function != "changes_between") {
        put("packs", json!([packs]));
    }
    asked
}

fn first_norm(pack: &Value) -> Option<Value> {
    pack.get("norms")?.get(0)?.get("id").cloned()
}

/// The answer of a function, or its failure. Both are JSON.
pub fn answered(function: &str, request: &str) -> Result<String, String> {
    let answer = api::call(function, request).expect("a function of the door");
    let (Ok(text) | Err(text)) = &answer;
    serde_json::from_str::<Value>(text).expect("JSON");
    answer
}
