//! Any text as a pack: every function that takes one answers or refuses it, and a pack shows no outsider a case.

#![no_main]

use ia_fuzz::{OF_RECORDS, answered, nothing_tells_of_the_case, request};
use libfuzzer_sys::fuzz_target;
use serde_json::Value;
use std::sync::LazyLock;

/// A record with a case of its own.
static RECORD: LazyLock<Value> = LazyLock::new(|| {
    serde_json::from_str(include_str!("../data/company-12.json")).expect("a record of the tests")
});

fuzz_target!(|data: &[u8]| {
    let [function, outsider, text @ ..] = data else {
        return;
    };
    let Ok(pack) = serde_json::from_slice::<Value>(text) else {
        return;
    };
    let record = RECORD.as_object().expect("an object");
    nothing_tells_of_the_case(*function, *outsider, record, Some(&pack));
    // The host's own view.
    let name = OF_RECORDS[usize::from(*function) % OF_RECORDS.len()];
    let mut asked = request(name, Some(&pack));
    asked.insert("record".to_owned(), RECORD.clone());
    let _ = answered(name, &Value::Object(asked).to_string());
    let _ = answered("norms", &serde_json::json!({ "packs": [pack] }).to_string());
});
