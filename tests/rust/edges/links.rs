//! A key that is left out is unknown: taking one away never turns what was decided.

use super::{outcome, outcome_on};
use ia_core::{Date, Options, Outcome, Record, assess};
use ia_tests::{day, record_json};
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// Keys whose absence says something.
const SAID: [(&str, &str); 4] = [
    ("to", "a term, a document, an agreement or an absence without a last day goes on"),
    ("deputy_of", "who is nobody's deputy holds the office"),
    ("area", "a meeting without an area is one for all of them"),
    ("kind", "a certificate without a kind is an ordinary one"),
];

fn is_said(path: &[String]) -> bool {
    let key = path.last().map_or("", String::as_str);
    let of_office = path.first().is_some_and(|section| section == "offices");
    SAID.iter().any(|(said, _)| *said == key && !(key == "area" && of_office))
}

/// Every key of an object, with the way to it.
fn keys(value: &Value, way: &mut Vec<String>, found: &mut Vec<Vec<String>>) {
    let members: Vec<(String, &Value)> = match value {
        Value::Object(map) => map.iter().map(|(key, value)| (key.clone(), value)).collect(),
        Value::Array(list) => list.iter().enumerate().map(|(nth, value)| (nth.to_string(), value)).collect(),
        _ => return,
    };
    for (key, inner) in members {
        way.push(key);
        if value.is_object() {
            found.push(way.clone());
        }
        keys(inner, way, found);
        way.pop();
    }
}

fn without(record: &Value, ways: &[&Vec<String>]) -> Option<Record> {
    let mut record = record.clone();
    for way in ways {
        let (key, before) = way.split_last()?;
        let mut place = &mut record;
        for part in before {
            place = match place {
                Value::Array(list) => list.get_mut(part.parse::<usize>().ok()?)?,
                other => other.get_mut(part)?,
            };
        }
        place.as_object_mut()?.remove(key);
    }
    Record::from_json(&record.to_string()).ok()
}

/// What is decided: met, partly met, not met, or not applicable.
type Decided = BTreeMap<(String, Option<String>), &'static str>;

fn decided(record: &Record, as_of: Date) -> Decided {
    let all = assess(record, as_of, &Options::default());
    let found = all.findings.into_iter().filter_map(|one| {
        let state = match one.outcome {
            Outcome::Met => "met",
            Outcome::Partly => "partly",
            Outcome::Breached | Outcome::NotInPlace => "not met",
            Outcome::NotApplicable => "not applicable",
            _ => return None,
        };
        Some(((one.norm.id.clone(), one.subject.map(|subject| subject.case.to_string())), state))
    });
    found.collect()
}

fn flips(before: &Decided, after: &Decided) -> Vec<String> {
    let turned = after.iter().filter_map(|(key, state)| {
        let was = before.get(key).filter(|was| *was != state)?;
        Some(format!("{key:?} was {was} and became {state}"))
    });
    turned.collect()
}

/// The entry that a key stands in: of a list, or the workplace.
fn entry(way: &[String]) -> &[String] {
    let is_listed = way.get(1).is_some_and(|part| part.parse::<usize>().is_ok());
    &way[..if is_listed { 2 } else { 1 }.min(way.len())]
}

/// Keys that are called alike in lists that are called alike: so many of them, spread over the record.
fn few_of_a_kind(all: &mut Vec<Vec<String>>, most: usize) {
    let kind = |way: &[String]| -> Vec<String> {
        way.iter().filter(|part| part.parse::<usize>().is_err()).cloned().collect()
    };
    let mut of_kind: BTreeMap<Vec<String>, usize> = BTreeMap::new();
    for way in all.iter() {
        *of_kind.entry(kind(way)).or_default() += 1;
    }
    let mut seen: BTreeMap<Vec<String>, usize> = BTreeMap::new();
    all.retain(|way| {
        let (nth, count) = (seen.entry(kind(way)).or_default(), of_kind[&kind(way)]);
        *nth += 1;
        (*nth - 1).is_multiple_of(count.div_ceil(most))
    });
}

/// How many pairs within one entry, and how many across the record: few here, as many of each as `IA_LINK_PAIRS` says.
fn pairs(few: (usize, usize)) -> (usize, usize) {
    let asked = std::env::var("IA_LINK_PAIRS").ok();
    asked.map_or(few, |text| {
        let count = text.parse().expect("a number of pairs");
        (count, count)
    })
}

/// Every key alone, pairs within one entry, all of them where there are no more than asked for, and seeded pairs across
/// the record.
fn no_flip(name: &str) {
    no_flip_of(name, &record_json(name), "2026-11-22", (1_000, 100), usize::MAX);
}

fn no_flip_of(name: &str, record: &Value, as_of: &str, few: (usize, usize), most_alike: usize) {
    let as_of = day(as_of);
    let mut all = Vec::new();
    keys(record, &mut Vec::new(), &mut all);
    few_of_a_kind(&mut all, most_alike);
    // What must be there cannot be left out.
    all.retain(|way| !is_said(way) && without(record, &[way]).is_some());
    let before = decided(&without(record, &[]).expect("a record"), as_of);
    let mut wrong: Vec<String> = Vec::new();
    let mut looked = 0_usize;
    let mut look = |ways: &[&Vec<String>]| {
        let Some(part) = without(record, ways) else { return };
        looked += 1;
        for flip in flips(&before, &decided(&part, as_of)) {
            let ways: Vec<String> = ways.iter().map(|way| way.join("/")).collect();
            wrong.push(format!("{name} without {}: {flip}", ways.join(" and ")));
        }
    };
    let mut within: Vec<[&Vec<String>; 2]> = Vec::new();
    for (nth, way) in all.iter().enumerate() {
        look(&[way]);
        let others = all[nth + 1..].iter().filter(|other| entry(other) == entry(way));
        within.extend(others.map(|other| [way, other]));
    }
    let (most_within, across) = pairs(few);
    let every = within.len().div_ceil(most_within).max(1);
    for pair in within.iter().step_by(every) {
        look(pair);
    }
    let mut seed: u64 = 20_261_130;
    let mut next = |below: usize| {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(seed >> 33).expect("a number") % below
    };
    for _ in 0..across {
        look(&[&all[next(all.len())], &all[next(all.len())]]);
    }
    println!(
        "{name}: {} keys, {} pairs within an entry, {looked} records without one or two",
        all.len(),
        within.len()
    );
    assert!(wrong.is_empty(), "{} flips\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn no_key_taken_away_turns_a_finding_of_a_small_company() {
    no_flip("company-12");
}

#[test]
fn no_key_taken_away_turns_a_finding_of_a_company_with_a_committee() {
    no_flip("company-32");
}

#[test]
fn no_key_taken_away_turns_a_finding_of_the_nursing_home() {
    no_flip("workplace");
}

/// Of the record in which all norms are met that can be, so that each has something to lose.
#[test]
fn no_key_taken_away_turns_a_finding_of_a_perfect_record() {
    let (record, as_of) = super::records::perfect_without_answers();
    no_flip_of("perfect", &record, &as_of, (60, 20), 2);
}

fn record(consultation: Value, assessment: Value) -> Value {
    json!({
        "covers": { "from": "2026-01-01", "to": "2026-11-22" },
        "workplace": { "headcount": [{ "from": "2022-01-01", "employees": 32 }] },
        "offices": [{ "role": "safety_representative", "person": "p-7", "from": "2025-01-01" }],
        "changes": [{ "id": "ch-1", "kind": "technology", "planned": "2026-03-02", "carried_out": "2026-06-15" }],
        "consultations": consultation, "risk_assessments": assessment,
    })
}

/// A consultation that names no change may be about this one, when it came after planning began and in time.
#[test]
fn a_consultation_about_some_change() {
    let norm = "safety-representative-consulted";
    let of = |consultation: Value| outcome(&record(json!([consultation]), json!([])), norm);
    let on = |day: &str| json!({ "role": "safety_representative", "subject": "change", "date": day });
    let about = |day: &str| {
        let mut one = on(day);
        one["change"] = json!("ch-1");
        one
    };
    assert_eq!(of(about("2026-03-18")), "met");
    assert_eq!(of(about("2026-06-16")), "partly");
    assert_eq!(of(about("2026-03-01")), "unknown");
    assert_eq!(of(on("2026-03-18")), "unknown");
    assert_eq!(of(on("2026-03-01")), "breached");
    assert_eq!(outcome(&record(json!([]), json!([])), norm), "breached");
}

/// `"change": false` says that it is about no change.
#[test]
fn an_assessment_of_some_change() {
    let of = |assessment: Value, norm: &str| outcome(&record(json!([]), json!([assessment])), norm);
    let general =
        json!({ "date": "2026-05-12", "dimensions": ["physical", "psychosocial", "organisational"] });
    let with = |change: Value| {
        let mut one = general.clone();
        one["change"] = change;
        one
    };
    let (all, each) = ("risk-assessment", "change-assessment");
    assert_eq!(
        (of(with(json!(false)), all), of(with(json!(false)), each)),
        ("met".into(), "breached".into())
    );
    assert_eq!(
        (of(with(json!("ch-1")), all), of(with(json!("ch-1")), each)),
        ("breached".into(), "met".into())
    );
    assert_eq!((of(general.clone(), all), of(general.clone(), each)), ("unknown".into(), "unknown".into()));
    // Where no change is planned, it can be about none.
    let mut none = record(json!([]), json!([general]));
    none["changes"] = json!([]);
    assert_eq!(outcome(&none, all), "met");
}

/// Who has no area may be in any of several, and is in the only one.
#[test]
fn a_holder_without_an_area() {
    let of = |areas: Value, office: Value| {
        let record = json!({ "covers": { "from": "2025-01-01", "to": "2026-11-22" }, "offices": [office],
            "workplace": { "areas": areas, "headcount": [{ "from": "2022-01-01", "employees": 32 }] } });
        outcome(&record, "safety-representative-per-department")
    };
    let (one, two) = (json!([{ "id": "a" }]), json!([{ "id": "a" }, { "id": "b" }]));
    let anywhere = json!({ "role": "safety_representative", "person": "p-1", "from": "2025-01-01" });
    let mut in_a = anywhere.clone();
    in_a["area"] = json!("a");
    assert_eq!(of(one, anywhere.clone()), "not_applicable");
    assert_eq!(of(two.clone(), anywhere), "unknown");
    assert_eq!(of(two, in_a), "partly");
}

/// Two holders without an id may be one person; two with are two.
#[test]
fn two_holders_without_an_id_may_be_one() {
    let of = |first: Value, second: Value| {
        let office = |person: Value, area: &str| {
            let mut one = json!({ "role": "safety_representative", "area": area, "from": "2025-08-01" });
            if person.is_string() {
                one["person"] = person;
            }
            one
        };
        let record = json!({ "covers": { "from": "2020-01-01", "to": "2026-11-22" },
            "workplace": { "areas": [{ "id": "a" }, { "id": "b" }], "headcount": [{ "from": "2020-01-01", "employees": 32 }] },
            "offices": [office(first, "a"), office(second, "b")] });
        outcome_on(&record, "chief-safety-representative", "2026-06-30")
    };
    assert_eq!(of(json!("p-1"), json!("p-2")), "breached");
    assert_eq!(of(json!("p-1"), json!("p-1")), "not_applicable");
    assert_eq!(of(json!("p-1"), Value::Null), "unknown");
    assert_eq!(of(Value::Null, Value::Null), "unknown");
}

/// A course noted for the office alone is the only holder's when it was taken in the term; else it may be anybody's.
#[test]
fn a_course_of_nobody_named() {
    let of = |completed: &str, holders: usize| {
        let office = json!({ "role": "safety_representative", "from": "2025-08-01" });
        let record = json!({ "covers": { "from": "2020-01-01", "to": "2026-11-22" },
            "workplace": { "headcount": [{ "from": "2020-01-01", "employees": 32 }] },
            "offices": vec![office; holders],
            "training": [{ "role": "safety_representative", "topic": "working_environment_course",
                "completed": completed, "hours": 40 }] });
        outcome_on(&record, "safety-representative-course", "2026-06-30")
    };
    assert_eq!(of("2025-08-01", 1), "met");
    assert_eq!(of("2025-07-31", 1), "unknown");
    assert_eq!(of("2025-08-01", 2), "unknown");
}
