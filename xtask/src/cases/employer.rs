//! The employer period: as a counter, in day strings, and as dates.

use super::episodes::KINDS;
use super::line::{letters, periods, words};
use super::read::{day, spans};
use super::{Answer, Case, answer, shown};
use ia_core::calendar::Period;
use ia_core::follow_up::{
    DayCounts, DayKind, EmployerCounter, EmployerPeriodRule, PaidByNav, employer_period_dates,
    employer_periods,
};
use ia_core::{Date, law::LawError};
use serde_json::{Value, json};

/// The Monday on which day strings begin.
fn monday() -> Option<Date> {
    Date::new(2018, 1, 1).ok()
}

fn rule(day: Date) -> Option<EmployerPeriodRule> {
    EmployerPeriodRule::at(day).ok()
}

fn counted(days: impl Iterator<Item = DayKind>) -> Option<EmployerCounter> {
    let mut counter = EmployerCounter::new(rule(monday()?)?);
    for kind in days {
        if matches!(kind, DayKind::Sick | DayKind::SelfCertified | DayKind::Graded | DayKind::TimeBarred) {
            counter.sick();
        } else {
            counter.gap();
        }
    }
    Some(counter)
}

/// Sick days and days at work in order.
pub fn counter(id: &str, case: &Value) -> Case {
    let ours = || {
        let mut counter = EmployerCounter::new(rule(monday()?)?);
        for part in case.get("sekvens")?.as_array()? {
            for (letter, count) in part.as_object()? {
                let count = count.as_u64().unwrap_or(1).min(u64::from(u16::MAX));
                match letter.as_str() {
                    "S" => (0..count).for_each(|_| {
                        counter.sick();
                    }),
                    "A" => (0..count).for_each(|_| {
                        counter.gap();
                    }),
                    _ if letter.to_lowercase().starts_with("fullf") => counter.paid_elsewhere(),
                    _ => return None,
                }
            }
        }
        Some(answer([
            ("arbeidsgiverperiodedager", json!(counter.employer_days())),
            ("sykedager", json!(counter.days_after())),
            ("arbeidsgiverperioder", json!(counter.completed())),
            ("arbeidsgiverperiodeAvbrutt", json!(counter.ended() > 0)),
            ("arbeidsgiverperiodeFerdig", json!(counter.completed() > 0)),
        ]))
    };
    Case::held(id, "employer period, counter", ours().as_ref(), &case["forventet"])
}

/// A day string: counts, periods, and the days that each paragraph speaks of.
pub fn day_string(id: &str, case: &Value) -> Case {
    let mut expected = Answer::new();
    for part in ["forventet", "forventet_dagtelling", "juridisk_dager"] {
        expected.extend(case.get(part).and_then(Value::as_object).cloned().into_iter().flatten());
    }
    if let Some(periods) = case.get("forventet_arbeidsgiverperioder") {
        expected.insert("forventet_arbeidsgiverperioder".to_owned(), periods.clone());
    }
    Case::held(id, "employer period, day string", of_string(case).as_ref(), &Value::Object(expected))
}

fn of_string(case: &Value) -> Option<Answer> {
    let line = letters(case.get("tidslinje")?.as_str()?)?;
    let nav = PaidByNav {
        before: listed(case, &["infotrygd", "infotrygdperioder", "utbetaltAvInfotrygd"]),
        in_place: listed(case, &["navOvertarAnsvar", "nav_overtar", "dagerNavOvertarAnsvar"]),
    };
    let monday = monday()?;
    let found = employer_periods(rule(monday)?, line.from(monday), &nav);
    let days = found.counts;
    let period = |period: &Period| json!([shown(Some(period.from)), shown(period.to)]);
    let periods: Vec<Value> = found
        .periods
        .iter()
        .map(|one| {
            json!({
                "omsluttendePeriode": period(&one.enclosing),
                "dagerUtenAnsvar": one.without_duty.iter().map(period).collect::<Vec<_>>(),
                "ferdigAvklart": one.settled,
            })
        })
        .collect();
    let paid = days.paid + days.paid_weekend;
    let mut ours = answer([
        ("size", json!(days.all())),
        ("arbeidsgiverperiodeDagTeller", json!(days.employer)),
        ("arbeidsgiverperiodedagTeller", json!(days.employer)),
        ("arbeidsgiverperiodedagNavTeller", json!(days.employer_by_nav)),
        ("arbeidsgiverperiodeDagNavTeller", json!(days.employer_by_nav)),
        ("navDagTeller", json!(days.paid)),
        ("navHelgDagTeller", json!(days.paid_weekend)),
        ("arbeidsdagTeller", json!(days.working)),
        ("fridagTeller", json!(days.free)),
        ("avvistDagTeller", json!(days.refused)),
        ("foreldetDagTeller", json!(days.time_barred)),
        ("forventet_arbeidsgiverperioder", json!(periods)),
        ("dager", json!(days.all())),
        ("arbeidsdager", json!(days.working)),
        ("fridager", json!(days.free)),
        ("arbeidsgiverperiodedager", json!(days.employer)),
        ("utbetalingsdager", json!(paid)),
    ]);
    ours.extend(paragraphs(&case["juridisk_dager"], &days));
    Some(ours)
}

fn listed(case: &Value, names: &[&str]) -> Vec<Period> {
    let lists = names.iter().filter_map(|name| spans(case.get(*name)?));
    lists.flatten().filter_map(|(from, to)| Period::new(from, Some(to)).ok()).collect()
}

/// How many days each paragraph is told of, under the names of the case.
fn paragraphs(names: &Value, days: &DayCounts) -> Answer {
    let judged = 4 + u16::from(days.paid > 0);
    let of = |name: &str| match name {
        "subsumsjoner" => Some(judged),
        _ if name.contains("8-17 ledd 2") || name.contains("8-17 andre ledd") => Some(days.free),
        _ if name.contains("8-17") && name.contains("ikke oppfylt") => Some(days.employer),
        _ if name.contains("8-17") && name.contains("oppfylt") => Some(u16::from(days.paid > 0)),
        _ if name.contains("8-11") => Some(days.paid_weekend),
        _ if name.contains("8-19") && (name.contains("andre") || name.contains("ledd 2")) => {
            Some(days.employer)
        }
        _ => None,
    };
    let names = names.as_object().into_iter().flatten();
    names.filter_map(|(name, _)| Some((name.clone(), json!(of(name)?)))).collect()
}

/// `employer_period`: a sequence in words, or periods.
pub fn told(inputs: &Value, expected: &Value) -> Option<Answer> {
    if let Some(sequence) = inputs.get("sequence").and_then(Value::as_str) {
        let counter = counted(words(sequence)?.kinds())?;
        return Some(answer([
            ("agp_days", json!(counter.employer_days())),
            ("paid_days", json!(counter.days_after())),
            ("complete", json!(counter.completed() > 0)),
            ("reset", json!(counter.ended() > 0)),
            ("periods", json!(counter.completed())),
            ("same_employer_period", json!(counter.ended() == 0)),
            ("new_employer_period", json!(counter.ended() > 0)),
        ]));
    }
    let mut days = periods(inputs, KINDS)?;
    let away = |name: &str| inputs.get(name).and_then(spans).unwrap_or_default();
    // A paper note before the first digital one.
    let notes = ["sick", "sick_note", "digital_sick_note", "certificate", "application"];
    let mut sick: Vec<_> = notes.into_iter().flat_map(away).collect();
    let starts = inputs
        .as_object()?
        .iter()
        .filter(|(name, value)| value.is_string() && name.to_lowercase().contains("start"));
    if let (Some(start), Some(first)) =
        (starts.filter_map(|(_, value)| day(value)).min(), days.first().map(|(day, _)| *day))
    {
        let paper = std::iter::successors(Some(start), |day| day.plus_days(1));
        let mut all: Vec<_> = paper.take_while(|day| *day < first).map(|day| (day, DayKind::Sick)).collect();
        all.append(&mut days);
        days = all;
    }
    let resumed = ["work_resumed", "resumed_work", "arbeid_gjenopptatt"];
    if let Some(resumed) = resumed.iter().find_map(|name| inputs.get(*name).and_then(day)) {
        days.iter_mut().filter(|(day, _)| *day >= resumed).for_each(|(_, kind)| *kind = DayKind::Working);
    }
    // The application is the last period; own days right before it belong to it.
    sick.sort_unstable();
    let mut application = sick.last()?.0;
    let own = away("egenmelding").into_iter().chain(away("self_certified"));
    if let Some(first_own) = own.map(|(from, _)| from).min() {
        application = application.min(first_own);
    }
    let found: Result<_, LawError> = employer_period_dates(days, application);
    let found = found.ok()?;
    let period = found.map_or(Value::Null, |one| json!([one.from.to_string(), one.to.to_string()]));
    let mut ours = answer([
        ("from", shown(found.map(|one| one.from))),
        ("to", shown(found.map(|one| one.to))),
        ("exhausted", found.map_or(Value::Null, |one| json!(one.used_up))),
        ("none", json!(found.is_none())),
        ("exists", json!(found.is_some())),
    ]);
    // A period as a whole may have any name.
    for (name, value) in expected.as_object()? {
        if !ours.contains_key(name) && (value.is_null() || value.is_array() || *value == "none") {
            ours.insert(name.clone(), period.clone());
        }
    }
    Some(ours)
}
