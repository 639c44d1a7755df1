//! The whole catalogue against an empty record, a new workplace, a dormant one, a perfect one and the worst one.

mod cases;
mod perfect;
mod worst;

use ia_core::{Code, Date, Options, Outcome, Record, assess, norms};
use ia_tests::day;
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};

/// A workplace of some sector and size in some year; it is assessed on 30 June.
#[derive(Clone, Copy)]
struct Place {
    sector: &'static str,
    employees: u32,
    year: i32,
}

const SIZES: [(&str, u32); 8] = [
    ("private", 4),
    ("private", 12),
    ("private", 25),
    ("private", 60),
    ("private", 300),
    ("municipal", 12),
    ("municipal", 300),
    ("county", 60),
];

/// Some norms are no longer in force.
const YEARS: [i32; 8] = [2026, 2025, 2023, 2016, 2012, 2010, 2008, 2005];

fn places() -> impl Iterator<Item = Place> {
    YEARS.iter().flat_map(|&year| SIZES.map(|(sector, employees)| Place { sector, employees, year }))
}

impl Place {
    /// A day so many years from the year of the assessment.
    fn day(&self, years: i32, month_and_day: &str) -> String {
        format!("{:04}-{month_and_day}", self.year + years)
    }

    fn as_of(&self) -> String {
        self.day(0, "06-30")
    }

    fn last_day(&self) -> Date {
        day(&self.as_of())
    }

    fn areas(&self) -> usize {
        if self.employees < 60 { 1 } else { 2 }
    }

    fn has_bodies(&self) -> bool {
        self.employees >= 25 || self.sector == "municipal"
    }

    fn agreements(&self) -> Vec<Value> {
        let from = self.day(-2, "01-01");
        let mut kinds = vec!["basic_agreement", "collective_agreement", "ia_local_agreement", "occupational_health_service"];
        // The smallest have no agreement with Nav.
        if self.employees >= 25 && self.year <= 2018 {
            kinds.push("ia_enterprise_agreement");
        }
        kinds.into_iter().map(|kind| json!({ "kind": kind, "from": from, "to": self.day(1, "12-31") })).collect()
    }

    fn guidelines(&self) -> Value {
        json!(["line-manager-safety-rep-guideline", "sammen-om-forbedring"]
            .map(|id| json!({ "guideline": id, "from": self.day(-3, "01-01") })))
    }

    fn name(&self) -> String {
        format!("{} {} {}", self.sector, self.employees, self.year)
    }
}

/// Every word of a vocabulary.
fn codes<C: Code + 'static>() -> Vec<&'static str> {
    C::ALL.iter().map(|one| one.code()).collect()
}

fn read(value: &Value) -> Record {
    Record::from_json(&value.to_string()).unwrap_or_else(|errors| panic!("{errors}"))
}

/// What comes out of a record: norm, case and outcome, and what is overdue.
struct Findings {
    all: Vec<(String, String, Outcome)>,
    overdue: Vec<(String, String)>,
}

fn findings(record: &Value, as_of: &str) -> Findings {
    let record = read(record);
    let assessment = assess(&record, day(as_of), &Options::default());
    let case = |subject: Option<&ia_core::requirement::Subject>| subject.map_or(String::new(), |one| one.case.to_string());
    let all = assessment
        .findings
        .iter()
        .map(|one| (one.norm.id.clone(), case(one.subject.as_ref()), one.outcome))
        .collect();
    let overdue = assessment.due().into_iter().filter(|one| one.overdue);
    let overdue = overdue.map(|one| (one.norm.id.clone(), case(one.subject))).collect();
    Findings { all, overdue }
}

/// Norms with something to be met.
fn with_requirement() -> BTreeSet<&'static str> {
    let asks = |norm: &&ia_core::Norm| norm.versions.iter().any(|version| version.requirement.is_some());
    norms().iter().filter(asks).map(|norm| norm.id.as_str()).collect()
}

/// Nothing is breached, and nothing overdue.
fn assert_unbroken(what: &str, place: &Place, record: &Value, as_of: &str) {
    let found = findings(record, as_of);
    let breached: Vec<_> = found.all.iter().filter(|(.., outcome)| *outcome == Outcome::Breached).collect();
    if !breached.is_empty() || !found.overdue.is_empty() {
        println!("{what} {} {as_of}: {breached:?} {:?}", place.name(), found.overdue);
    }
}

#[test]
fn an_empty_record_has_no_breach() {
    for place in places() {
        assert_unbroken("empty", &place, &json!({}), &place.as_of());
    }
}

/// Everything began today, or yesterday.
#[test]
fn a_new_workplace_has_no_breach() {
    for place in places() {
        for first in ["06-30", "06-29"].map(|one| place.day(0, one)) {
            for (name, make) in [("lists", worst::empty_lists as fn(&Place, &str, u32) -> Value), ("elected", worst::just_elected)] {
                assert_unbroken(name, &place, &make(&place, &first, place.employees), &place.as_of());
            }
        }
    }
}

/// Nobody has worked there for years.
#[test]
fn a_dormant_workplace_has_no_breach() {
    for place in places() {
        assert_unbroken("dormant", &place, &worst::empty_lists(&place, &place.day(-10, "01-01"), 0), &place.as_of());
    }
}

#[test]
fn the_worst_records_breach_what_can_be_breached() {
    let mut failed: BTreeMap<String, BTreeSet<&str>> = BTreeMap::new();
    let mut not: BTreeMap<String, BTreeSet<&str>> = BTreeMap::new();
    for place in places() {
        for make in [worst::nothing_done, worst::all_wrong, worst::no_survey] {
            for (norm, _, outcome) in findings(&make(&place), &place.as_of()).all {
                let list = if matches!(outcome, Outcome::Breached | Outcome::NotInPlace) { &mut failed } else { &mut not };
                list.entry(norm).or_default().insert(outcome.code());
            }
        }
    }
    let breached = failed.values().filter(|outcomes| outcomes.contains("breached")).count();
    println!("{} failed, {breached} breached", failed.len());
    for (norm, outcomes) in &not {
        if !failed.contains_key(norm) {
            println!("not failed {norm} {outcomes:?}");
        }
    }
    for norm in with_requirement() {
        let can = norms().iter().find(|one| one.id == norm).unwrap().versions.iter().any(|version| version.breach().is_some());
        let is = failed.get(norm).is_some_and(|outcomes| outcomes.contains("breached"));
        if can != is { println!("breach by sheet {can} found {is}: {norm} {:?}", not.get(norm)); }
    }
}

#[test]
fn a_perfect_record_has_nothing_to_put_right() {
    let mut met: BTreeSet<String> = BTreeSet::new();
    let mut other: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for place in places() {
        let record = perfect::record(&place);
        assert_eq!(read(&record).warnings().0.len(), 0, "{}", read(&record).warnings());
        let found = findings(&record, &place.as_of());
        for (norm, case, outcome) in found.all {
            if outcome == Outcome::Met {
                met.insert(norm);
            } else if outcome != Outcome::NotApplicable {
                let key = format!("{norm} {case} {}", outcome.code());
                other.entry(key).or_default().insert(place.name());
            }
        }
        for (norm, case) in found.overdue {
            other.entry(format!("{norm} {case} overdue")).or_default().insert(place.name());
        }
    }
    let never: Vec<&str> = with_requirement().into_iter().filter(|norm| !met.contains(*norm)).collect();
    for (key, places) in &other {
        println!("{key}: {} {:?}", places.len(), places.iter().take(3).collect::<Vec<_>>());
    }
    println!("{} norms have a requirement, {} met, never: {never:?}", with_requirement().len(), met.len());
}

#[test]
fn sweep() {
    let mut other: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for place in [("private", 12, 2026), ("municipal", 300, 2026), ("private", 60, 2012)] {
        let place = Place { sector: place.0, employees: place.1, year: place.2 };
        let record = perfect::record(&place);
        let record = read(&record);
        let mut on = day(&place.day(-1, "07-01"));
        while on <= place.last_day() {
            let assessment = assess(&record, on, &Options::default());
            for one in &assessment.findings {
                if !matches!(one.outcome, Outcome::Met | Outcome::NotApplicable) && (one.subject.is_none() || one.outcome != Outcome::Due) {
                    let key = format!("{} {} {}", one.norm.id, one.subject.as_ref().map_or(String::new(), |one| one.case.to_string()), one.outcome.code());
                    other.entry(key).or_default().insert(format!("{on} {}", place.name()));
                }
            }
            for one in assessment.due().into_iter().filter(|one| one.overdue) {
                    let key = format!("{} {} overdue", one.norm.id, one.subject.as_ref().map_or(String::new(), |one| one.case.to_string()));
                    other.entry(key).or_default().insert(format!("{on} {}", place.name()));
            }
            on = on.plus_days(1).unwrap();
        }
    }
    for (key, places) in &other {
        println!("{key}: {} {:?} {:?}", places.len(), places.iter().take(3).collect::<Vec<_>>(), places.iter().last());
    }
}
