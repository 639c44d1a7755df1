//! Lines of days as the cases write them: in letters, in words, or as periods.

use super::read::{day, spans};
use ia_core::Date;
use ia_core::follow_up::{DayKind, DayString};
use serde_json::Value;

/// `15.S + 12.opphold`: a count, a point, and a letter or a word.
pub fn letters(text: &str) -> Option<DayString> {
    let mut line = Vec::new();
    for part in text.split(['+', ' ', ',']).filter(|part| !part.is_empty()) {
        let count: String = part.chars().take_while(char::is_ascii_digit).collect();
        let word = part.get(count.len()..)?.trim_start_matches('.');
        let kind = match word {
            "opphold" | "UK" => DayKind::NothingKnown,
            "AIG" => DayKind::NotBackAtWork,
            "R" => DayKind::Working,
            _ if word.starts_with('Y') => DayKind::OtherBenefit,
            _ => DayKind::from_letter(word.chars().next().filter(|_| word.chars().count() == 1)?)?,
        };
        let count = if count.is_empty() { "1" } else { &count };
        line.push(format!("{count}{}", kind.letter()));
    }
    line.join(" ").parse().ok()
}

/// `16 sick, 16 off, 1 holiday day` or `sick Mon-Tue, work Wed`: counts or days of the week, each with a word.
pub fn words(text: &str) -> Option<DayString> {
    let text = text.replace(" then ", ",").replace(" and ", ",");
    let mut kinds = Vec::new();
    for part in text.split([',', ';', '+']).map(str::trim).filter(|part| !part.is_empty()) {
        let count = part
            .split_whitespace()
            .find_map(|word| word.trim_end_matches('x').parse::<usize>().ok().or_else(|| weekdays(word)))?;
        if count > usize::from(DayString::MAX_DAYS) {
            return None;
        }
        kinds.extend(std::iter::repeat_n(kind(part)?, count));
    }
    DayString::of(kinds)
}

/// What a day is called.
fn kind(part: &str) -> Option<DayKind> {
    const WORDS: [(&str, DayKind); 17] = [
        ("self", DayKind::SelfCertified),
        ("egenmeld", DayKind::SelfCertified),
        ("graded", DayKind::Graded),
        ("sick", DayKind::Sick),
        ("syk", DayKind::Sick),
        ("holiday", DayKind::Holiday),
        ("vacation", DayKind::Holiday),
        ("ferie", DayKind::Holiday),
        ("leave", DayKind::Leave),
        ("permisjon", DayKind::Leave),
        ("treatment", DayKind::Treatment),
        ("unknown", DayKind::NothingKnown),
        ("nothing", DayKind::NothingKnown),
        ("work", DayKind::Working),
        ("arbeid", DayKind::Working),
        ("off", DayKind::Working),
        ("gap", DayKind::Working),
    ];
    let lower = part.to_lowercase();
    WORDS.iter().find(|(word, _)| lower.contains(word)).map(|(_, kind)| *kind)
}

/// How many days `Mon-Tue` or `Wed` are.
fn weekdays(word: &str) -> Option<usize> {
    let mut ends = word.split('-').map(weekday);
    let first = ends.next()??;
    let last = match ends.next() {
        Some(last) => last?,
        None => first,
    };
    Some((last + 7 - first) % 7 + 1)
}

/// The day of the week, Monday 0.
pub fn weekday(word: &str) -> Option<usize> {
    let short: String = word.to_lowercase().chars().filter(|sign| sign.is_alphabetic()).take(3).collect();
    ["mon", "tue", "wed", "thu", "fri", "sat", "sun"].iter().position(|day| *day == short)
}

/// The days from the first to the last of several lists of periods. Later lists stand over earlier ones; what is
/// in none is at work.
pub fn periods(inputs: &Value, names: &[(&str, DayKind)]) -> Option<Vec<(Date, DayKind)>> {
    let mut told = Vec::new();
    for (name, kind) in names {
        let Some(value) = inputs.get(*name).filter(|value| !value.is_null() && !value.is_boolean()) else {
            continue;
        };
        // A list of single days, unless its two days are the ends of a period of sickness.
        let single = *kind == DayKind::Working
            && value.as_array().is_some_and(|days| days.iter().all(Value::is_string));
        let listed = if single {
            value.as_array()?.iter().map(|one| day(one).map(|day| (day, day))).collect::<Option<Vec<_>>>()?
        } else {
            spans(value)?
        };
        told.extend(listed.into_iter().map(|(from, to)| (from, to, *kind)));
    }
    let first = told.iter().map(|(from, _, _)| *from).min()?;
    let last = told.iter().map(|(_, to, _)| *to).max()?;
    let days = std::iter::successors(Some(first), |day| day.plus_days(1)).take_while(|day| *day <= last);
    Some(
        days.map(|day| {
            let kind = told.iter().rev().find(|(from, to, _)| *from <= day && day <= *to);
            (day, kind.map_or(DayKind::Working, |(_, _, kind)| *kind))
        })
        .collect(),
    )
}
