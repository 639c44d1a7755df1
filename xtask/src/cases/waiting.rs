//! The waiting period of the self-employed.

use super::read::{id, span};
use super::{Answer, Case, shown};
use ia_core::follow_up::{Note, Waiting, waiting_period};
use serde_json::{Value, json};

/// Notes in; for each one asked about, whether it reaches past the waiting period, and the period.
pub fn case(id: &str, case: &Value) -> Case {
    let mut answer = Answer::new();
    let mut expected = Answer::new();
    if let Some(notes) = notes(case) {
        for name in ["utenforVentetid", "ventetid"] {
            for (nth, one) in case.get(name).and_then(Value::as_array).into_iter().flatten().enumerate() {
                let key = format!("{name}[{nth}]");
                if let Some(ours) = asked(&notes, name, one) {
                    answer.insert(key.clone(), ours);
                }
                expected.insert(key, one.get(name).cloned().unwrap_or(Value::Null));
            }
        }
    }
    let answer = Some(answer).filter(|answer| !answer.is_empty());
    Case::held(id, "waiting period", answer.as_ref(), &Value::Object(expected))
}

fn asked(notes: &[Note], name: &str, one: &Value) -> Option<Value> {
    let waiting = waiting_period(notes, &id("note", one.get("sykmelding")?.as_str()?)?);
    if name == "utenforVentetid" {
        return Some(json!(waiting.is_past()));
    }
    let within = one.get("returnerPerioderInnenforVentetid") == Some(&Value::Bool(true));
    let period = match waiting {
        Waiting::Past { waiting } => waiting,
        Waiting::Within { absence } if within => absence,
        Waiting::Within { .. } | Waiting::NoNote => return Some(Value::Null),
    };
    Some(json!([shown(Some(period.from)), shown(period.to)]))
}

fn notes(case: &Value) -> Option<Vec<Note>> {
    let mut notes = Vec::new();
    for (nth, note) in case.get("sykmeldinger")?.as_array()?.iter().enumerate() {
        let name =
            note.get("navn").and_then(Value::as_str).map_or_else(|| format!("nameless-{nth}"), str::to_owned);
        let tags = note.to_string().to_uppercase();
        if tags.contains("AVVENTENDE") {
            continue;
        }
        let periods =
            note.get("perioder").and_then(Value::as_array).cloned().unwrap_or_else(|| vec![note.clone()]);
        for period in periods {
            if period.to_string().to_uppercase().contains("AVVENTENDE") {
                continue;
            }
            let (from, to) = span(&period)?;
            notes.push(Note {
                id: id("note", &name)?,
                from,
                to,
                in_use: !tags.contains("\"NY\""),
                own_word: tags.contains("EGENMELDT") || tags.contains("ANNET_FRAVAR"),
            });
        }
    }
    Some(notes)
}
