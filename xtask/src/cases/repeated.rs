//! Absence that comes again.

use super::read::{day, span, spans, today};
use super::{Answer, Case, answer};
use ia_core::follow_up::{CaseLength, FREQUENT_SHARE, REPEATED, is_frequent};
use serde_json::{Value, json};

fn length(from: ia_core::Date, to: ia_core::Date) -> CaseLength {
    CaseLength { from, to, sick_days: None }
}

/// First and last days as offsets from today.
pub fn case(id: &str, case: &Value) -> Case {
    let ours = || {
        let cases = match case.get("tilfeller")? {
            Value::Array(cases) => cases.iter().map(span).collect::<Option<Vec<_>>>()?,
            Value::String(_) => three_years_ago(id)?,
            _ => return None,
        };
        let cases: Vec<CaseLength> = cases.into_iter().map(|(from, to)| length(from, to)).collect();
        Some(answer([("forventet", json!(REPEATED.of(&cases, today()?).is_repeated))]))
    };
    Case::held(id, "repeated absence", ours().as_ref(), &json!({ "forventet": case["forventet"] }))
}

/// The two cases that are told in words: one ends a day before or after the day three years ago.
fn three_years_ago(name: &str) -> Option<Vec<(ia_core::Date, ia_core::Date)>> {
    if !name.contains("three years") {
        return None;
    }
    let today = today()?;
    let edge = today.plus_months(-36)?;
    let to = if name.contains("less than") { edge.plus_days(1)? } else { edge.plus_days(-1)? };
    let from = if name.contains("less than") { today.plus_months(-60)? } else { to.plus_days(-200)? };
    Some(vec![(from, to), (today.plus_days(-400)?, today.plus_days(-200)?)])
}

/// `repeated_absence`: Nav's flag, or research.
pub fn told(inputs: &Value) -> Option<Answer> {
    if let Some(absences) = inputs.get("doctor_certified_absences_in_3_years").and_then(Value::as_u64) {
        let share = FREQUENT_SHARE;
        return Some(answer([
            ("frequent", json!(is_frequent(absences.try_into().ok()?))),
            (
                "population_share",
                json!({ "persons": share.persons, "absences": share.absences, "days": share.days }),
            ),
        ]));
    }
    let as_of = day(inputs.get("as_of")?)?;
    let cases: Vec<CaseLength> = inputs
        .get("cases")
        .and_then(Value::as_array)
        .map(|_| spans(&inputs["cases"]))??
        .into_iter()
        .map(|(from, to)| length(from, to))
        .collect();
    let found = REPEATED.of(&cases, as_of);
    Some(answer([
        ("repeated", json!(found.is_repeated)),
        ("counted_cases", json!(found.cases)),
        ("counted_days", json!(found.days)),
    ]))
}
