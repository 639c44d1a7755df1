//! Days, ids and counts as the cases write them.

use ia_core::Date;
use ia_core::record::Id;
use serde_json::Value;

/// The day that offsets count from; any day would do.
pub fn today() -> Option<Date> {
    Date::new(2026, 11, 22).ok()
}

/// A day: written, or as days from today.
pub fn day(value: &Value) -> Option<Date> {
    match value {
        Value::String(text) => text.get(..10).unwrap_or(text).parse().ok(),
        Value::Number(days) => today()?.plus_days(days.as_i64()?),
        _ => None,
    }
}

/// First and last day: `[from, to]`, `{from, to}`, `{fom, tom}`, or a day alone.
pub fn span(value: &Value) -> Option<(Date, Date)> {
    match value {
        Value::Array(ends) => Some((day(ends.first()?)?, day(ends.last()?)?)),
        Value::Object(ends) => {
            let end = |names: [&str; 3]| names.iter().find_map(|name| day(ends.get(*name)?));
            let from = end(["from", "fom", "start"])?;
            Some((from, end(["to", "tom", "end"]).unwrap_or(from)))
        }
        _ => day(value).map(|day| (day, day)),
    }
}

/// Several of them: a list of spans, or one span alone, or a list of single days.
pub fn spans(value: &Value) -> Option<Vec<(Date, Date)>> {
    match value {
        Value::Array(items) if items.iter().any(|item| item.is_array() || item.is_object()) => {
            items.iter().map(span).collect()
        }
        Value::Array(items) if items.is_empty() => Some(Vec::new()),
        Value::Array(items) if items.len() == 2 => Some(vec![span(value)?]),
        Value::Array(items) => items.iter().map(span).collect(),
        _ => Some(vec![span(value)?]),
    }
}

/// An opaque id from any text or number.
pub fn id(prefix: &str, text: &str) -> Option<Id> {
    let opaque: String =
        text.chars().map(|sign| if sign.is_ascii_alphanumeric() { sign } else { '-' }).take(50).collect();
    format!("{prefix}-{opaque}").parse().ok()
}

/// A text or a number as text.
pub fn text(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    }
}

/// When something happened, as minutes that grow: now, `minusDays(n)` and the like, a day, or days from today.
pub fn recorded(value: Option<&Value>) -> Option<u64> {
    const DAY: i64 = 24 * 60;
    let now = i64::from(today()?.days_from_epoch()) * DAY;
    let minutes = match value {
        None | Some(Value::Null) => now,
        Some(Value::Number(days)) => now + i64::from(i16::try_from(days.as_i64()?).ok()?) * DAY,
        Some(Value::String(text)) => match text.get(..10).and_then(|day| day.parse::<Date>().ok()) {
            Some(day) => i64::from(day.days_from_epoch()) * DAY + clock(text).unwrap_or(0),
            None => now + moved(text),
        },
        Some(_) => return None,
    };
    u64::try_from(minutes).ok()
}

/// Minutes after midnight in `2026-01-05T12:30`.
fn clock(text: &str) -> Option<i64> {
    let hours: i64 = text.get(11..13)?.parse().ok()?;
    let minutes: i64 = text.get(14..16)?.parse().ok()?;
    Some(hours * 60 + minutes)
}

/// The sum of `minusDays(2)`, `plusHours(1)` and the like in a text, in minutes.
fn moved(text: &str) -> i64 {
    const UNITS: [(&str, i64); 4] =
        [("Minutes(", 1), ("Hours(", 60), ("Days(", 24 * 60), ("Weeks(", 7 * 24 * 60)];
    let mut sum = 0;
    for (sign, word) in [(-1, "minus"), (1, "plus")] {
        for (unit, minutes) in UNITS {
            for after in text.split(&format!("{word}{unit}")).skip(1) {
                let digits: String = after.chars().take_while(char::is_ascii_digit).collect();
                sum += sign * minutes * i64::from(digits.parse::<u16>().unwrap_or(0));
            }
        }
    }
    sum
}

/// Every number in a text, in order.
pub fn numbers(text: &str) -> Vec<u16> {
    text.split(|sign: char| !sign.is_ascii_digit()).filter_map(|digits| digits.parse().ok()).collect()
}
