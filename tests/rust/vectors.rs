//! The vectors that every runtime runs. What is expected of an answer is thought out by hand; that all
//! runtimes give the same bytes is held by a digest of each canonical answer.

use ia_core::api;
use ia_tests::{file, files_below, record_json, root};
use serde_json::Value;
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

/// A pointer into an answer; `/findings/{norm}` is the first finding of that norm.
fn at<'v>(answer: &'v Value, pointer: &str) -> &'v Value {
    static NOTHING: Value = Value::Null;
    let mut place = answer;
    for part in pointer.split('/').skip(1) {
        place = match place {
            Value::Array(list) => {
                part.parse::<usize>().ok().and_then(|index| list.get(index)).or_else(|| {
                    list.iter().find(|entry| {
                        ["norm", "id", "milestone"]
                            .iter()
                            .any(|key| entry.get(key) == Some(&Value::from(part)))
                    })
                })
            }
            other => other.get(part),
        }
        .unwrap_or(&NOTHING);
    }
    place
}

#[test]
fn every_vector_holds() {
    let golden: BTreeMap<String, String> =
        serde_json::from_str(&file("tests/vectors/digests.json")).expect("digests");
    let mut seen = BTreeMap::new();
    let mut wrong = Vec::new();
    for path in files_below("tests/vectors", "json").iter().filter(|path| !path.ends_with("digests.json")) {
        let vectors: Vec<Value> =
            serde_json::from_str(&std::fs::read_to_string(path).expect("a file")).expect("JSON");
        for vector in vectors {
            let name = vector["name"].as_str().expect("a name").to_owned();
            let function = vector["function"].as_str().expect("a function");
            let mut request = vector["request"].clone();
            with_records(&mut request);
            let result = api::call(function, &request.to_string()).expect("a function of the door");
            let fails = vector.get("fails").is_some();
            assert_eq!(result.is_err(), fails, "{name}: {result:?}");
            let answer = result.unwrap_or_else(|failure| failure);
            let parsed: Value = serde_json::from_str(&answer).expect("JSON");
            let expected = vector.get(if fails { "fails" } else { "expect" }).and_then(Value::as_object);
            for (pointer, value) in expected.unwrap_or_else(|| panic!("{name} expects nothing")) {
                if at(&parsed, pointer) != value {
                    wrong.push(format!("{name} {pointer}: expected {value}, got {}", at(&parsed, pointer)));
                }
            }
            assert!(seen.insert(name.clone(), digest(&answer)).is_none(), "two vectors are named {name}");
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    if std::env::var_os("IA_BLESS").is_some() {
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
