//! Follow-up cases told in words, and how many weeks they have lasted.

use super::line::{periods, words};
use super::read::{day, spans};
use super::{Answer, Case, answer};
use ia_core::follow_up::{CaseLength, DayKind, DayString, JoinRule, join_days};
use serde_json::{Value, json};

/// Weeks of a whole case.
pub fn weeks(id: &str, case: &Value) -> Case {
    let length = || {
        Some(CaseLength {
            from: day(case.get("start")?)?,
            to: day(case.get("slutt")?)?,
            sick_days: case
                .get("antallSykedager")
                .and_then(Value::as_u64)
                .and_then(|days| days.try_into().ok()),
        })
    };
    let ours = length().map(|length| answer([("uker", json!(length.weeks_in_all()))]));
    Case::held(id, "weeks", ours.as_ref(), &json!({ "uker": case["uker"] }))
}

/// `oppfolgingstilfelle`: days in words or as periods, or a length.
pub fn told(case: &Value) -> Option<Answer> {
    let inputs = &case["inputs"];
    // Nav has two implementations; the source says which one the case is from.
    let second = case["source"].as_str().is_some_and(|source| source.contains("flex-syketilfelle"));
    let rule = if second { JoinRule::HolidayLeftOut } else { JoinRule::HolidayCounts };
    if let Some(days) = inputs.get("sick_days").and_then(Value::as_u64) {
        let today = super::read::today()?;
        let length = CaseLength { from: today, to: today, sick_days: Some(days.try_into().ok()?) };
        let weeks = json!(length.weeks_in_all());
        return Some(answer([("weeks_completed", weeks.clone()), ("weeks", weeks)]));
    }
    if inputs.get("start").is_some() && inputs.get("end").is_some() {
        let (from, to) = (day(&inputs["start"])?, day(&inputs["end"])?);
        let total = inputs.get("sick_days_total").or_else(|| inputs.get("sick_days"));
        let sick_days = total.and_then(Value::as_u64).and_then(|days| days.try_into().ok());
        let as_of = inputs.get("as_of").and_then(day);
        let weeks = json!(CaseLength { from, to, sick_days }.weeks(as_of.unwrap_or(to)));
        return Some(answer([
            ("weeks_completed_as_of", weeks.clone()),
            ("weeks_completed", weeks.clone()),
            ("weeks", weeks),
        ]));
    }
    let days = days(inputs)?;
    let cases = join_days(days, rule);
    let sick: Vec<u16> = cases.iter().map(|one| one.sick_days).collect();
    let graded = cases.last().map(|one| one.graded_at_end);
    let dates: Vec<Value> =
        cases.iter().map(|one| json!([one.from.to_string(), one.to.to_string()])).collect();
    let mut ours = answer([
        ("cases", json!(cases.len())),
        ("sick_days", json!(sick)),
        ("periods", json!(dates)),
        ("graded_at_end", json!(graded)),
        ("start", super::shown(cases.first().map(|one| one.from))),
        ("end", super::shown(cases.first().map(|one| one.to))),
    ]);
    if let (Some(as_of), Some(last)) = (inputs.get("as_of").and_then(day), cases.last()) {
        ours.insert("weeks_completed_as_of".into(), json!(last.weeks(as_of)));
    }
    Some(ours)
}

fn days(inputs: &Value) -> Option<Vec<(ia_core::Date, DayKind)>> {
    if let Some(sequence) = inputs.get("sequence").and_then(Value::as_str) {
        let start = inputs.get("start").and_then(day).or_else(super::read::today)?;
        return Some(words(sequence)?.from(start).collect());
    }
    if let (Some(between), Some(sick)) =
        (inputs.get("between").and_then(Value::as_str), inputs.get("sick_days").and_then(Value::as_array))
    {
        let line: DayString = format!("1S {} 1S", words(between)?).parse().ok()?;
        return Some(line.from(day(sick.first()?)?).collect());
    }
    let single = inputs.get("sick_days").and_then(spans);
    if let (Some(spans), None) = (single, inputs.get("sick")) {
        let mut with_sick = inputs.clone();
        let shown = spans.iter().map(|(from, to)| json!([from.to_string(), to.to_string()])).collect();
        with_sick.as_object_mut()?.insert("sick".into(), Value::Array(shown));
        return periods(&with_sick, KINDS);
    }
    periods(inputs, KINDS)
}

/// The lists of periods, later ones over earlier ones.
pub const KINDS: &[(&str, DayKind)] = &[
    ("egenmelding", DayKind::SelfCertified),
    ("self_certified", DayKind::SelfCertified),
    ("sick", DayKind::Sick),
    ("sick_note", DayKind::Sick),
    ("digital_sick_note", DayKind::Sick),
    ("certificate", DayKind::Sick),
    ("application", DayKind::Sick),
    ("graded", DayKind::Graded),
    ("holiday", DayKind::Holiday),
    ("ferie", DayKind::Holiday),
    ("leave", DayKind::Leave),
    ("working", DayKind::Working),
    ("work", DayKind::Working),
];
