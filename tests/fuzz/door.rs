//! Any text at any function of the door: an answer is JSON, a failure is JSON that says what is wrong.

#![no_main]

use ia_core::api::{self, FUNCTIONS};
use libfuzzer_sys::fuzz_target;
use serde_json::Value;

fuzz_target!(|data: &[u8]| {
    let Some((first, request)) = data.split_first() else {
        return;
    };
    let name = FUNCTIONS[usize::from(*first) % FUNCTIONS.len()];
    let request = String::from_utf8_lossy(request);
    match api::call(name, &request).expect("a function of the door") {
        Ok(answer) => {
            serde_json::from_str::<Value>(&answer).expect("an answer in JSON");
        }
        Err(failure) => {
            let failure: Value = serde_json::from_str(&failure).expect("a failure in JSON");
            let errors = failure["errors"].as_array().expect("a list of errors");
            assert!(!errors.is_empty(), "a failure without an error");
        }
    }
});
