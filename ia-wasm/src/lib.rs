//! The door of `ia_core` for JavaScript. Everything else is in the npm package.

use ia_core::api;
use wasm_bindgen::prelude::wasm_bindgen;

/// Calls a function of the library with a JSON request; gives the JSON answer.
///
/// # Errors
/// The failure as JSON, thrown as a string; an empty string when there is no such function.
#[wasm_bindgen]
pub fn call(function: &str, request: &str) -> Result<String, String> {
    api::call(function, request).unwrap_or_else(|| Err(String::new()))
}

/// The names of all functions.
#[wasm_bindgen]
pub fn functions() -> Vec<String> {
    api::FUNCTIONS.iter().map(|&name| name.to_owned()).collect()
}

/// The standard allocator is four times the download.
#[global_allocator]
static ALLOCATOR: rlsf::SmallGlobalTlsf = rlsf::SmallGlobalTlsf::new();
