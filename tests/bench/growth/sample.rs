//! Records of any size, made from the JSON Schema: a new section or list is grown without a change here.

use crate::day;
use serde_json::{Map, Value, json};

/// The day of every request.
pub const AS_OF: &str = "2026-11-22";

/// The office of all roles that are alike.
const OFFICE: &str = "safety_representative";

/// How much the entries of a list have in common.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Likeness {
    /// One person, one day, one code; nothing done.
    Alike,
    /// Persons, days and codes differ; everything done.
    Distinct,
}

/// Which lists have many entries; the others have one.
#[derive(Clone, Copy)]
pub enum Grow<'a> {
    /// The list at this path of keys.
    List(&'a [String]),
    /// Every section, with references from entry to entry.
    Sections,
}

/// Makes values that fit the schema.
pub struct Sampler {
    schema: Value,
    likeness: Likeness,
    size: usize,
    /// References lead to the entry at the same place, not to the first.
    spread: bool,
}

/// The paths of all lists in a record.
pub fn lists() -> Vec<Vec<String>> {
    let schema = ia_core::api::record_schema();
    let mut found = Vec::new();
    walk(&schema, &schema, &mut Vec::new(), &mut found);
    found
}

fn walk(schema: &Value, whole: &Value, path: &mut Vec<String>, found: &mut Vec<Vec<String>>) {
    let schema = plain(schema, whole);
    if let Some(items) = schema.get("items") {
        found.push(path.clone());
        walk(items, whole, path, found);
    }
    for (key, property) in schema.get("properties").and_then(Value::as_object).into_iter().flatten() {
        path.push(key.clone());
        walk(property, whole, path, found);
        path.pop();
    }
}

/// Without references and without the choice to leave a value out.
pub fn plain<'s>(schema: &'s Value, whole: &'s Value) -> &'s Value {
    if let Some(name) = schema.get("$ref").and_then(Value::as_str) {
        let place = name.strip_prefix('#').expect("a reference inside the schema");
        return plain(whole.pointer(place).expect("a definition"), whole);
    }
    if let Some(choices) = schema.get("anyOf").and_then(Value::as_array) {
        let kept = |one: &&Value| **one != json!({ "type": "null" }) && **one != json!({ "const": false });
        return plain(choices.iter().find(kept).expect("a choice"), whole);
    }
    schema
}

impl Sampler {
    /// Values made from `schema`, with `size` entries in the lists that grow.
    pub fn new(schema: Value, likeness: Likeness, size: usize) -> Self {
        Self { schema, likeness, size, spread: false }
    }

    /// A record in which these lists grow.
    pub fn record(mut self, grow: Grow<'_>) -> Value {
        self.spread = matches!(grow, Grow::Sections);
        let whole = self.schema.clone();
        let mut record = self.value(&whole, "", 0, Some(grow));
        record["covers"] = json!({ "from": "2020-01-01", "to": AS_OF });
        record
    }

    /// A value for the schema, the `nth` of its list, under `key`.
    pub fn value(&self, schema: &Value, key: &str, nth: usize, grow: Option<Grow<'_>>) -> Value {
        if self.is_denied(schema, key) {
            return json!(false);
        }
        let schema = plain(schema, &self.schema);
        if let Some(items) = schema.get("items") {
            let (count, inside) = match grow {
                Some(Grow::List([]) | Grow::Sections) => (self.size, None),
                other => (1, other),
            };
            let first = if inside.is_none() && count == 1 { nth } else { 0 };
            return (first..first + count).map(|nth| self.value(items, key, nth, inside)).collect();
        }
        if let Some(choices) = schema.get("oneOf").and_then(Value::as_array) {
            let place = match self.likeness {
                Likeness::Alike => choices.iter().position(|one| one["const"] == OFFICE).unwrap_or(0),
                Likeness::Distinct => nth,
            };
            let chosen = &choices[place % choices.len()];
            return chosen.get("const").cloned().unwrap_or_else(|| self.value(chosen, key, nth, grow));
        }
        if let Some(constant) = schema.get("const") {
            return constant.clone();
        }
        match schema.get("type").and_then(first_type) {
            Some("object") => self.object(schema, nth, grow),
            Some("integer") => {
                json!(schema["minimum"].as_u64().unwrap_or(0).max(20))
            }
            Some("boolean") => json!(self.likeness == Likeness::Distinct),
            Some("string") if schema.get("format").is_some() => json!(self.day(key, nth)),
            _ => json!(self.text(key, nth)),
        }
    }

    fn object(&self, schema: &Value, nth: usize, grow: Option<Grow<'_>>) -> Value {
        let mut object = Map::new();
        for (key, property) in schema["properties"].as_object().into_iter().flatten() {
            let grow = match grow {
                Some(Grow::List([first, rest @ ..])) => (first == key).then_some(Grow::List(rest)),
                // Only the sections and the lists of the workplace.
                other => other,
            };
            // Alike is what goes on; a deputy fills no office.
            if (key != "to" && key != "deputy_of")
                || self.likeness == Likeness::Distinct
                || is_required(schema, key)
            {
                object.insert(key.clone(), self.value(property, key, nth, grow));
            }
        }
        Value::Object(object)
    }

    fn is_denied(&self, schema: &Value, key: &str) -> bool {
        self.likeness == Likeness::Alike && allows_no(schema) && key != "activity"
    }

    fn day(&self, key: &str, nth: usize) -> String {
        let days = match self.likeness {
            Likeness::Alike => 0,
            Likeness::Distinct => i64::try_from(nth % 150).expect("few"),
        };
        let later = i64::from(key == "to") * 30;
        day("2026-05-01").plus_days(days + later).expect("a day of the calendar").to_string()
    }

    fn text(&self, key: &str, nth: usize) -> String {
        match key {
            "id" => format!("x{nth}"),
            "area" | "areas" | "change" | "risk" if self.spread => format!("x{nth}"),
            "area" | "areas" | "change" | "risk" => "x0".to_owned(),
            "norm" => "follow-up-plan".to_owned(),
            "guideline" => "line-manager-safety-rep-guideline".to_owned(),
            "industry" => "84.110".to_owned(),
            "industries" => (10_000 + nth).to_string(),
            _ if self.likeness == Likeness::Alike => "p0".to_owned(),
            _ => format!("p{nth}"),
        }
    }
}

/// Whether `false` may stand in the place of a value.
fn allows_no(schema: &Value) -> bool {
    let choices = schema.get("anyOf").and_then(Value::as_array);
    choices.into_iter().flatten().any(|one| *one == json!({ "const": false }) || allows_no(one))
}

fn first_type(kind: &Value) -> Option<&str> {
    kind.as_str().or_else(|| kind.as_array()?.first()?.as_str())
}

fn is_required(schema: &Value, key: &str) -> bool {
    schema["required"].as_array().is_some_and(|keys| keys.iter().any(|one| one == key))
}
