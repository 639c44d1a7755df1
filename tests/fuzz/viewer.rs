//! Any record at any function that takes a viewer: an outsider's answer is the same whether or not there is one more case.

#![no_main]

use ia_fuzz::nothing_tells_of_the_case;
use libfuzzer_sys::fuzz_target;
use serde_json::Value;

fuzz_target!(|data: &[u8]| {
    let [function, outsider, text @ ..] = data else {
        return;
    };
    if let Ok(Value::Object(record)) = serde_json::from_slice(text) {
        nothing_tells_of_the_case(*function, *outsider, &record, None);
    }
});
