//! The whole catalogue against an empty record, a new workplace, a dormant one, a perfect one and the worst one.

mod cases;
mod perfect;
mod worst;

use ia_core::{Code, Date, Options, Outcome, Record, assess, norms};
use ia_tests::day;
use serde_json::{Value, json};
use std::collections::BTreeSet;

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
        let mut kinds = vec![
            "basic_agreement",
            "collective_agreement",
            "ia_local_agreement",
            "occupational_health_service",
        ];
        // The smallest have no agreement with Nav.
        if self.employees >= 25 && self.year <= 2018 {
            kinds.push("ia_enterprise_agreement");
        }
        kinds
            .into_iter()
            .map(|kind| json!({ "kind": kind, "from": from, "to": self.day(1, "12-31") }))
            .collect()
    }

    fn guidelines(&self) -> Value {
        json!(
            ["line-manager-safety-rep-guideline", "sammen-om-forbedring"]
                .map(|id| json!({ "guideline": id, "from": self.day(-3, "01-01") }))
        )
    }

    fn name(&self) -> String {
        format!("{} {} {}", self.sector, self.employees, self.year)
    }
}

/// A perfect record of 2026, and the day it is assessed on. Nobody has answered anything: what is met is met by facts.
pub(crate) fn perfect_without_answers() -> (Value, String) {
    let place = Place { sector: "municipal", employees: 300, year: 2026 };
    let mut record = perfect::record(&place);
    record["answers"] = json!([]);
    (record, place.as_of())
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
    findings_on(&read(record), day(as_of))
}

fn findings_on(record: &Record, as_of: Date) -> Findings {
    let assessment = assess(record, as_of, &Options::default());
    let case = |subject: Option<&ia_core::requirement::Subject>| {
        subject.map_or(String::new(), |one| one.case.to_string())
    };
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

/// Norm, case and outcome of what is not as it should be: each outcome that is none of these, and what is overdue.
fn wrong(found: &Findings, fine: &[Outcome]) -> Vec<String> {
    let other = found.all.iter().filter(|(.., outcome)| !fine.contains(outcome));
    let overdue = found.overdue.iter().map(|(norm, case)| format!("{norm} {case} overdue"));
    other.map(|(norm, case, outcome)| format!("{norm} {case} {}", outcome.code())).chain(overdue).collect()
}

const NOT_BREACHED: [Outcome; 7] = [
    Outcome::Met,
    Outcome::Partly,
    Outcome::Contestable,
    Outcome::Due,
    Outcome::NotInPlace,
    Outcome::NotApplicable,
    Outcome::Unknown,
];

/// Done, to be done, or nothing to do.
const WELL: [Outcome; 3] = [Outcome::Met, Outcome::Due, Outcome::NotApplicable];

#[test]
fn nothing_is_breached_in_an_empty_record() {
    for place in places() {
        let found = findings(&json!({}), &place.as_of());
        assert_eq!(wrong(&found, &NOT_BREACHED), [""; 0], "{}", place.name());
    }
}

/// Everything began today, or yesterday: without anybody in office, and with.
#[test]
fn nothing_is_breached_at_a_new_workplace() {
    for place in places() {
        for first in ["06-30", "06-29"].map(|one| place.day(0, one)) {
            let nobody = worst::empty_lists(&place, &first, place.employees);
            for record in [nobody, worst::just_elected(&place, &first, place.employees)] {
                let found = findings(&record, &place.as_of());
                assert_eq!(wrong(&found, &NOT_BREACHED), [""; 0], "{} {first}", place.name());
            }
        }
    }
}

/// Nobody has worked there for years.
#[test]
fn nothing_is_breached_at_a_dormant_workplace() {
    for place in places() {
        let record = worst::empty_lists(&place, &place.day(-10, "01-01"), 0);
        assert_eq!(wrong(&findings(&record, &place.as_of()), &NOT_BREACHED), [""; 0], "{}", place.name());
    }
}

/// Where everything is done, every norm that asks for something is met in some place and year, and nothing is to be put right.
#[test]
fn every_norm_is_met_in_a_perfect_record() {
    let mut met: BTreeSet<String> = BTreeSet::new();
    for place in places() {
        let record = perfect::record(&place);
        assert_eq!(read(&record).warnings().0, [], "{}", place.name());
        let found = findings(&record, &place.as_of());
        // At midsummer only cases that go on have something to come.
        let of_workplace = found.all.iter().filter(|(_, case, _)| case.is_empty());
        let due = of_workplace.filter(|(.., outcome)| *outcome == Outcome::Due).map(|(norm, ..)| norm);
        assert_eq!(due.collect::<Vec<_>>(), [""; 0], "{}", place.name());
        assert_eq!(wrong(&found, &WELL), [""; 0], "{}", place.name());
        met.extend(
            found.all.into_iter().filter(|(.., outcome)| *outcome == Outcome::Met).map(|(norm, ..)| norm),
        );
    }
    let all = with_requirement();
    println!("{} norms have a requirement; {} are met in a perfect record", all.len(), met.len());
    // A norm that no record can meet would be named here, with the reason.
    let never: Vec<&str> = all.into_iter().filter(|norm| !met.contains(*norm)).collect();
    assert_eq!(never, [""; 0]);
}

/// Every fifth day of a year, while people are elected, meetings held, an accident told of and persons followed up.
#[test]
fn a_perfect_record_is_well_all_through_a_year() {
    for (sector, employees, year) in [("private", 12, 2026), ("municipal", 300, 2026), ("private", 60, 2012)]
    {
        let place = Place { sector, employees, year };
        let record = read(&perfect::record(&place));
        let mut on = day(&place.day(-1, "07-01"));
        while on <= place.last_day() {
            let found = findings_on(&record, on);
            assert_eq!(wrong(&found, &WELL), [""; 0], "{} {on}", place.name());
            on = perfect::after(on, 5);
        }
    }
}

/// Due until it is done: no source names a day.
const NO_DAY: [&str; 23] = [
    "absence-mapped-together",
    "adaptation-duty",
    "danger-notice-answered",
    "deviation-copy-to-safety-representative",
    "deviations-corrected",
    "dialogue-meeting-partial-absence",
    "environment-discussed-with-elected-representative",
    "environment-mapped-together",
    "function-information",
    "ia-instruments-chosen",
    "ia-representatives-involved",
    "joint-training",
    "matter-taken-to-safety-representative",
    "measures-evaluated",
    "possible-work-information",
    "representatives-work-together",
    "roles-and-expectations-clarified",
    "safety-representative-told-of-incidents",
    "serious-accident-confirmation-copied",
    "serious-accident-confirmed-in-writing",
    "solution-for-long-absence",
    "solution-for-repeated-absence",
    "work-related-absence-information",
];

/// Due, for the only day is a convention of ours.
const OUR_DAY: [&str; 4] = [
    "committee-minutes",
    "manager-hse-training",
    "safety-representative-course",
    "safety-representative-training-right",
];

/// The record does not say that there was something to tell.
const NOTHING_TO_TELL: [&str; 2] =
    ["line-manager-informs-when-it-happens", "safety-representative-informs-when-it-happens"];

/// What the review sheet says can be breached is breached in one of the worst records, and nothing else is.
#[test]
fn every_norm_that_can_be_breached_is_breached_in_a_worst_record() {
    let (mut breached, mut not_in_place) = (BTreeSet::new(), BTreeSet::new());
    for place in places() {
        for make in [worst::nothing_done, worst::all_wrong, worst::only_elected, worst::without_bodies] {
            for (norm, _, outcome) in findings(&make(&place), &place.as_of()).all {
                match outcome {
                    Outcome::Breached => breached.insert(norm),
                    Outcome::NotInPlace => not_in_place.insert(norm),
                    _ => continue,
                };
            }
        }
    }
    let all = with_requirement();
    let either = breached.union(&not_in_place).count();
    println!("of {} norms {} can be breached, {either} breached or not in place", all.len(), breached.len());
    let can = |norm: &&ia_core::Norm| norm.versions.iter().any(|version| version.breach().is_some());
    let can: BTreeSet<String> = norms().iter().filter(can).map(|norm| norm.id.clone()).collect();
    assert_eq!(
        breached.difference(&can).collect::<Vec<_>>(),
        [""; 0],
        "breached, and the sheet says it cannot be"
    );
    assert_eq!(
        can.difference(&breached).collect::<Vec<_>>(),
        [""; 0],
        "never breached, and the sheet says it can be"
    );
    let fails = |norm: &&str| breached.contains(*norm) || not_in_place.contains(*norm);
    let never: BTreeSet<&str> = all.into_iter().filter(|norm| !fails(norm)).collect();
    let expected = NO_DAY.into_iter().chain(OUR_DAY).chain(NOTHING_TO_TELL);
    assert_eq!(never, expected.collect());
}
