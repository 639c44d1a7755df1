//! Requests to the functions of the library, each with what must hold of the answer.

use super::{Case, Verdict};
use serde_json::{Map, Value};

/// What one expectation says; each of them must hold.
enum Expected<'a> {
    /// The call fails, with an error whose path begins so.
    Error(&'a str),
    At(&'a str, Held<'a>),
    /// An entry of the list matches, and what stands in it is so.
    In(&'a str, &'a Map<String, Value>, Option<(&'a str, Held<'a>)>),
    NoneIn(&'a str, &'a Map<String, Value>),
    /// The answer as text holds it, or does not.
    Text(&'a str, bool),
}

enum Held<'a> {
    Is(&'a Value),
    IsNot(&'a Value),
    Absent(bool),
}

impl Held<'_> {
    fn of(&self, found: Option<&Value>) -> bool {
        match self {
            Self::Is(value) => found.is_some_and(|found| super::same(found, value)),
            Self::IsNot(value) => found.is_some_and(|found| !super::same(found, value)),
            Self::Absent(absent) => found.is_none() == *absent,
        }
    }
}

pub fn case(id: &str, case: &Value) -> Case {
    let verdict = match (case["function"].as_str(), case["expect"].as_array()) {
        (Some(function), Some(expected)) if !expected.is_empty() => {
            let said: Option<Vec<_>> = expected.iter().map(|one| Some((one, read(one)?))).collect();
            said.map_or_else(
                || Verdict::UnknownShape("an expectation that no reader knows".to_owned()),
                |said| run(function, &case["request"], &said),
            )
        }
        _ => Verdict::UnknownShape("no function, or nothing is expected".to_owned()),
    };
    Case { id: id.to_owned(), verdict }
}

fn run(function: &str, request: &Value, expected: &[(&Value, Expected<'_>)]) -> Verdict {
    let Some(answer) = ia_core::api::call(function, &request.to_string()) else {
        return Verdict::NotBuilt(function.to_owned());
    };
    let (fails, text) = match answer {
        Ok(text) => (false, text),
        Err(text) => (true, text),
    };
    let Ok(answer) = serde_json::from_str::<Value>(&text) else {
        return Verdict::Ran { differs: vec!["the answer is no JSON".to_owned()], unanswered: Vec::new() };
    };
    let holds = |one: &Expected<'_>| match one {
        Expected::Error(path) => fails && has_error(&answer, path),
        _ if fails => false,
        Expected::At(at, held) => held.of(answer.pointer(at)),
        Expected::In(list, wanted, None) => matching(&answer, list, wanted).next().is_some(),
        Expected::In(list, wanted, Some((at, held))) => {
            let mut found =
                matching(&answer, list, wanted).map(|entry| held.of(entry.pointer(at))).peekable();
            // One that is so is enough; of none may it be what it must not be.
            found.peek().is_some()
                && if matches!(held, Held::Is(_)) { found.any(|so| so) } else { found.all(|so| so) }
        }
        Expected::NoneIn(list, wanted) => {
            answer.pointer(list).is_some_and(Value::is_array)
                && matching(&answer, list, wanted).next().is_none()
        }
        Expected::Text(wanted, there) => text.contains(wanted) == *there,
    };
    let differs = expected.iter().filter(|(_, one)| !holds(one)).map(|(said, _)| said.to_string()).collect();
    Verdict::Ran { differs, unanswered: Vec::new() }
}

fn has_error(answer: &Value, path: &str) -> bool {
    let errors = answer.as_array().or_else(|| answer["errors"].as_array());
    errors.into_iter().flatten().any(|error| error["path"].as_str().is_some_and(|at| at.starts_with(path)))
}

fn matching<'a>(
    answer: &'a Value,
    list: &str,
    wanted: &'a Map<String, Value>,
) -> impl Iterator<Item = &'a Value> {
    let entries = answer.pointer(list).and_then(Value::as_array).into_iter().flatten();
    entries.filter(move |entry| {
        wanted.iter().all(|(key, value)| entry.get(key).is_some_and(|ours| super::same(ours, value)))
    })
}

const KNOWN: [&str; 10] =
    ["error", "at", "is", "is_not", "absent", "in", "none_in", "where", "text", "no_text"];

/// None where a key is not known, or says nothing.
fn read(expected: &Value) -> Option<Expected<'_>> {
    let members = expected.as_object()?;
    if !members.keys().all(|key| KNOWN.contains(&key.as_str())) {
        return None;
    }
    let text = |key: &str| members.get(key).map(|value| value.as_str());
    let held = || {
        let held = [
            members.get("is").map(Held::Is),
            members.get("is_not").map(Held::IsNot),
            members.get("absent").and_then(Value::as_bool).map(Held::Absent),
        ];
        let mut held = held.into_iter().flatten();
        held.next().filter(|_| held.next().is_none())
    };
    let wanted = || members.get("where").and_then(Value::as_object);
    match (text("error"), text("in"), text("none_in"), text("at"), text("text"), text("no_text")) {
        (Some(path), None, None, None, None, None) => Some(Expected::Error(path?)),
        (None, Some(list), None, None, None, None) => Some(Expected::In(list?, wanted()?, None)),
        (None, Some(list), None, Some(at), None, None) => {
            Some(Expected::In(list?, wanted()?, Some((at?, held()?))))
        }
        (None, None, Some(list), None, None, None) => Some(Expected::NoneIn(list?, wanted()?)),
        (None, None, None, Some(at), None, None) => Some(Expected::At(at?, held()?)),
        (None, None, None, None, Some(wanted), None) => Some(Expected::Text(wanted?, true)),
        (None, None, None, None, None, Some(wanted)) => Some(Expected::Text(wanted?, false)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn verdict(expected: Value) -> Result<bool, &'static str> {
        let trial = json!({
            "function": "cite", "request": { "text": "aml § 4-6", "on": "2026-06-30", "lang": "nb" },
            "expect": [expected],
        });
        match case("x", &trial).verdict {
            Verdict::Ran { differs, .. } => Ok(differs.is_empty()),
            Verdict::NotBuilt(_) => Err("not built"),
            Verdict::UnknownShape(_) => Err("unknown shape"),
        }
    }

    #[test]
    fn each_kind_of_expectation_holds_or_differs() {
        let first = json!("aml-4-6-1-a");
        for (expected, holds) in [
            (json!({ "at": "/provisions/0/citation", "is": "aml. § 4-6 (1)" }), true),
            (json!({ "at": "/provisions/0/citation", "is": "aml. § 4-7 (1)" }), false),
            (json!({ "at": "/provisions/0/citation", "is_not": "aml. § 4-7 (1)" }), true),
            (json!({ "at": "/provisions/0/citation", "is_not": "aml. § 4-6 (1)" }), false),
            // What is not there is neither so nor not so.
            (json!({ "at": "/moon", "is_not": 1 }), false),
            (json!({ "at": "/moon", "absent": true }), true),
            (json!({ "at": "/provisions", "absent": true }), false),
            (json!({ "in": "/provisions", "where": { "id": first } }), true),
            (json!({ "in": "/provisions", "where": { "id": "moon" } }), false),
            (
                json!({ "in": "/provisions", "where": { "id": first }, "at": "/citation", "is": "aml. § 4-6 (1)" }),
                true,
            ),
            (
                json!({ "in": "/provisions", "where": { "id": first }, "at": "/citation", "is_not": "aml. § 4-6 (1)" }),
                false,
            ),
            (
                json!({ "in": "/provisions", "where": { "id": "moon" }, "at": "/citation", "is_not": "x" }),
                false,
            ),
            (json!({ "none_in": "/provisions", "where": { "id": "moon" } }), true),
            (json!({ "none_in": "/provisions", "where": { "id": first } }), false),
            (json!({ "none_in": "/moon", "where": { "id": first } }), false),
            (json!({ "text": "4-6" }), true),
            (json!({ "text": "4-7." }), false),
            (json!({ "no_text": "4-6" }), false),
            (json!({ "error": "" }), false),
        ] {
            assert_eq!(verdict(expected.clone()), Ok(holds), "{expected}");
        }
        for unknown in [
            json!({}),
            json!({ "att": "/x", "is": 1 }),
            json!({ "at": "/x" }),
            json!({ "at": "/x", "is": 1, "is_not": 2 }),
        ] {
            assert_eq!(verdict(unknown), Err("unknown shape"));
        }
    }

    #[test]
    fn an_error_holds_by_the_begin_of_its_path() {
        let trial = |path: &str| json!({ "function": "check", "request": { "record": { "moon": 1 } }, "expect": [{ "error": path }] });
        let holds = |path: &str| match case("x", &trial(path)).verdict {
            Verdict::Ran { differs, .. } => differs.is_empty(),
            _ => false,
        };
        assert!(holds("") && holds("/record") && holds("/record/moon") && !holds("/moon"));
        let none = json!({ "function": "moon", "request": {}, "expect": [{ "error": "" }] });
        assert!(matches!(case("x", &none).verdict, Verdict::NotBuilt(_)));
    }
}
