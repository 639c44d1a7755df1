//! The vectors that every runtime runs. What is expected of an answer is thought out by hand; that all
//! runtimes give the same bytes is held by a digest of each canonical answer.

use ia_core::api;
use ia_tests::{file, files_below, record_json, root};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::fmt::Write as _;

/// `{"$record": "workplace"}` stands for `tests/data/workplace.json`.
fn with_records(value: &mut Value) {
    match value {
        Value::Object(map) => {
            if let Some(name) = map.get("$record").and_then(Value::as_str) {
                *value = record_json(name);
                return;
            }
            map.values_mut().for_each(with_records);
        }
        Value::Array(list) => list.iter_mut().for_each(with_records),
        _ => {}
    }
}

fn digest(text: &str) -> String {
    Sha256::digest(text.as_bytes()).iter().fold(String::new(), |mut hex, byte| {
        write!(hex, "{byte:02x}").expect("a string");
        hex
    })
}

/// A pointer into an answer; `/findings/{norm}` is the first finding of that norm. `None` if it leads nowhere.
fn at<'v>(answer: &'v Value, pointer: &str) -> Option<&'v Value> {
    pointer.split('/').skip(1).try_fold(answer, |place, part| match place {
        Value::Array(list) => part.parse::<usize>().ok().and_then(|index| list.get(index)).or_else(|| {
            list.iter().find(|entry| {
                ["norm", "id", "milestone"].iter().any(|key| entry.get(key) == Some(&Value::from(part)))
            })
        }),
        other => other.get(part),
    })
}

/// Whether a pointer leads nowhere, and the place before it is there: else a slip of the pen would pass.
fn is_absent(answer: &Value, pointer: &str) -> bool {
    let before = pointer.rsplit_once('/').and_then(|(before, _)| at(answer, before));
    before.is_some_and(|place| place.is_object() || place.is_array()) && at(answer, pointer).is_none()
}

/// What is wrong with an answer. `expect` (for a failure `fails`) holds values by pointer, `expect_absent` pointers that
/// lead nowhere, `expect_text` and `expect_no_text` parts that a text has or does not have, by pointer.
fn wrong(vector: &Value, answer: &Value) -> Vec<String> {
    const KEYS: [&str; 8] =
        ["name", "function", "request", "expect", "fails", "expect_absent", "expect_text", "expect_no_text"];
    let members = vector.as_object().expect("a vector is an object");
    let mut wrong: Vec<String> = members
        .keys()
        .filter(|key| !KEYS.contains(&key.as_str()))
        .map(|key| format!("unknown key {key}"))
        .collect();
    let mut held = 0;
    let mut hold = |is: bool, what: String| {
        held += 1;
        if !is {
            wrong.push(what);
        }
    };
    for (pointer, value) in
        ["expect", "fails"].iter().filter_map(|key| members.get(*key)?.as_object()).flatten()
    {
        let found = at(answer, pointer);
        hold(found == Some(value), format!("{pointer}: expected {value}, got {found:?}"));
    }
    for pointer in members.get("expect_absent").into_iter().flat_map(|list| list.as_array().expect("a list"))
    {
        let pointer = pointer.as_str().expect("a pointer");
        hold(
            is_absent(answer, pointer),
            format!("{pointer}: expected nothing there, and the place before it"),
        );
    }
    for (key, wanted) in [("expect_text", true), ("expect_no_text", false)] {
        for (pointer, parts) in
            members.get(key).into_iter().flat_map(|map| map.as_object().expect("an object"))
        {
            let text = at(answer, pointer).and_then(Value::as_str);
            for part in parts.as_array().expect("a list").iter().map(|part| part.as_str().expect("a text")) {
                let is = text.is_some_and(|text| !part.is_empty() && text.contains(part) == wanted);
                hold(is, format!("{pointer}: {key} {part:?}"));
            }
        }
    }
    hold(
        members.contains_key("expect") != members.contains_key("fails"),
        "expect or fails, one of them".to_owned(),
    );
    if held == 1 {
        wrong.push("it expects nothing".to_owned());
    }
    wrong
}

/// Whether `IA_BLESS` asks to agree to the bytes as they are now. Refused under CI.
fn blesses(variable: impl Fn(&str) -> Option<std::ffi::OsString>) -> Result<bool, &'static str> {
    let is_set = |name| variable(name).is_some_and(|value| !value.is_empty());
    match (is_set("IA_BLESS"), is_set("CI")) {
        (true, true) => Err("IA_BLESS is refused under CI: it would agree to any bytes"),
        (blesses, _) => Ok(blesses),
    }
}

#[test]
fn every_vector_holds() {
    let bless = blesses(|name| std::env::var_os(name)).expect("no CI");
    let golden: BTreeMap<String, String> =
        serde_json::from_str(&file("tests/vectors/digests.json")).expect("digests");
    let mut seen = BTreeMap::new();
    let mut found = Vec::new();
    for path in files_below("tests/vectors", "json").iter().filter(|path| !path.ends_with("digests.json")) {
        let vectors: Vec<Value> =
            serde_json::from_str(&std::fs::read_to_string(path).expect("a file")).expect("JSON");
        for vector in vectors {
            let name = vector["name"].as_str().expect("a name").to_owned();
            let function = vector["function"].as_str().expect("a function");
            let mut request = vector["request"].clone();
            with_records(&mut request);
            let result = api::call(function, &request.to_string()).expect("a function of the door");
            assert_eq!(result.is_err(), vector.get("fails").is_some(), "{name}: {result:?}");
            let answer = result.unwrap_or_else(|failure| failure);
            let parsed: Value = serde_json::from_str(&answer).expect("JSON");
            found.extend(wrong(&vector, &parsed).iter().map(|what| format!("{name}: {what}")));
            assert!(seen.insert(name.clone(), digest(&answer)).is_none(), "two vectors are named {name}");
        }
    }
    assert!(found.is_empty(), "{}", found.join("\n"));
    if bless {
        let text = serde_json::to_string_pretty(&seen).expect("JSON") + "\n";
        std::fs::write(root().join("tests/vectors/digests.json"), text).expect("a writable file");
        return;
    }
    let stale: Vec<&String> = seen
        .iter()
        .filter(|(name, digest)| golden.get(*name) != Some(digest))
        .map(|(name, _)| name)
        .collect();
    assert!(stale.is_empty(), "other bytes than agreed (IA_BLESS=1 agrees to them): {stale:?}");
    assert_eq!(seen.len(), golden.len(), "a digest without its vector");
    println!("{} vectors", seen.len());
}

#[test]
fn a_vector_that_checks_nothing_or_the_wrong_place_is_wrong() {
    let answer = json!({ "a": [{ "norm": "x", "due": null }], "text": "one two" });
    let right = [
        json!({ "expect": { "/a/x/due": null, "/a/0/norm": "x" } }),
        json!({ "expect": {}, "expect_absent": ["/b", "/a/1", "/a/y", "/a/x/next"] }),
        json!({ "expect": {}, "expect_text": { "/text": ["one", "two"] }, "expect_no_text": { "/text": ["three"] } }),
    ];
    for vector in right {
        assert!(wrong(&vector, &answer).is_empty(), "{vector}: {:?}", wrong(&vector, &answer));
    }
    let wrongs = [
        json!({ "expect": { "/a/x/next": null } }),
        json!({ "expect": { "/b": null } }),
        json!({ "expect": { "/a/0/norm": "y" } }),
        json!({ "expect": {} }),
        json!({ "expect_absent": ["/b"] }),
        json!({ "expect": {}, "expect_absent": [] }),
        json!({ "expect": {}, "expect_absent": ["/a"] }),
        json!({ "expect": {}, "expect_absent": ["/a/x/due"] }),
        json!({ "expect": {}, "expect_absent": ["/b/c"] }),
        json!({ "expect": {}, "expect_absent": ["/text/c"] }),
        json!({ "expect": {}, "expect_text": { "/text": ["three"] } }),
        json!({ "expect": {}, "expect_text": { "/b": ["one"] } }),
        json!({ "expect": {}, "expect_no_text": { "/text": ["one"] } }),
        json!({ "expect": {}, "expect_no_text": { "/b": ["one"] } }),
        json!({ "expect": { "/a/0/norm": "x" }, "expect_absnt": ["/a"] }),
    ];
    for vector in wrongs {
        assert!(!wrong(&vector, &answer).is_empty(), "{vector}");
    }
}

#[test]
fn nobody_blesses_under_ci() {
    let set = |names: &'static [&str]| move |name: &str| names.contains(&name).then(|| "1".into());
    assert_eq!(blesses(set(&[])), Ok(false));
    assert_eq!(blesses(set(&["CI"])), Ok(false));
    assert_eq!(blesses(set(&["IA_BLESS"])), Ok(true));
    assert!(blesses(set(&["IA_BLESS", "CI"])).is_err_and(|error| error.contains("refused under CI")));
}
