//! Local packs of any size.

use serde_json::{Value, json};

fn texts(nb: &str, en: &str) -> Value {
    json!({ "nb": nb, "nn": nb, "en": en })
}

/// A slug for a number: digits are not allowed in an id.
pub fn slug(nth: usize) -> String {
    let digit =
        |digit: char| char::from(b'a' + u8::try_from(digit.to_digit(10).expect("a digit")).expect("small"));
    nth.to_string().chars().map(digit).collect()
}

/// A norm with these versions.
pub fn norm(nth: usize, versions: &[Value]) -> Value {
    json!({
        "id": format!("local-norm-{}", slug(nth)),
        "topic": "meetings",
        "bearers": ["line_manager"],
        "title": texts("Regel", "Rule"),
        "text": texts("Linjelederen skal gjøre det.", "The line manager must do it."),
        "version": versions,
    })
}

/// A version that has been in force since 2020.
pub fn version(requirement: &Value) -> Value {
    json!({ "from": "2020-01-01", "modality": "duty", "confidence": "H", "requirement": requirement })
}

/// A requirement that every record can be held against.
pub fn meetings() -> Value {
    json!({ "meeting_held": { "kinds": ["ia_meeting"], "at_least": 1, "per": "quarter" } })
}

/// A pack with these norms.
pub fn pack(nth: usize, norms: &[Value]) -> Value {
    json!({
        "source": {
            "id": format!("local-source-{}", slug(nth)),
            "kind": "guide",
            "name": texts("rutine for møter", "routine for meetings"),
            "valid": { "from": "1900-01-01" },
        },
        "norms": norms,
    })
}

/// Packs of up to a hundred norms each.
pub fn packs(norms: &[Value]) -> Value {
    norms.chunks(100).enumerate().map(|(nth, norms)| pack(nth, norms)).collect()
}

/// Packs with so many norms of one requirement.
pub fn packs_of(requirement: &Value, norms: usize) -> Value {
    packs(&(0..norms).map(|nth| norm(nth, &[version(requirement)])).collect::<Vec<_>>())
}
