//! A day of ours makes no breach of law, nothing is breached on the first day, and no breach has a day to come.

use super::{outcome_on, reasons};
use ia_core::assess::Finding;
use ia_core::catalogue::Weight;
use ia_core::{Code as _, Date, Norm, Options, Outcome, Record, assess, norms};
use ia_tests::{day, record};
use serde_json::{Value, json};
use std::collections::BTreeSet;

/// Every list is there and empty.
fn nothing(from: &str, to: &str, employees: u32) -> Value {
    json!({
        "covers": { "from": from, "to": to },
        "workplace": { "sector": "municipal", "areas": [], "units": [], "guidelines": [], "agreements": [],
            "headcount": [{ "from": from, "employees": employees }],
            "committee_headcount": [{ "from": from, "employees": employees }] },
        "offices": [], "bodies": [], "training": [], "meetings": [], "documents": [], "risk_assessments": [],
        "changes": [], "measures": [], "deviations": [], "matters": [], "surveys": [], "notices": [],
        "consultations": [], "absence_rates": [], "absences": [], "answers": [],
    })
}

/// People in office, and what is to follow did not.
fn neglected() -> Value {
    let mut record = nothing("2020-01-01", "2026-12-31", 62);
    record["offices"] = json!([
        { "role": "employer", "person": "p-1", "from": "2020-01-01" },
        { "role": "line_manager", "person": "p-2", "from": "2020-01-01" },
        { "role": "safety_representative", "person": "p-3", "from": "2025-09-01" },
        { "role": "chief_safety_representative", "person": "p-4", "from": "2025-09-01" },
        { "role": "elected_representative", "person": "p-5", "from": "2025-09-01" }]);
    record["bodies"] =
        json!([{ "kind": "working_environment_committee", "from": "2025-09-01", "members": [] }]);
    record["documents"] =
        json!([{ "kind": "safety_representative_notice", "date": "2023-01-01", "reviewed": false }]);
    record["deviations"] = json!([{ "id": "d-1", "kind": "accident", "date": "2026-01-10", "told": [],
        "registered": false, "corrected": false }]);
    record["absences"] = json!([{ "id": "c-1", "person": "p-6", "from": "2026-02-02", "plans": [], "meetings": [],
        "exceptions": [], "told": [], "adaptations": [], "activity": false, "plan_demanded": false, "transfer": false,
        "certificates": [{ "from": "2026-02-02", "to": "2026-11-22", "grade": 100 }] }]);
    record
}

fn records() -> Vec<(&'static str, Record)> {
    let read =
        |value: Value| Record::from_json(&value.to_string()).unwrap_or_else(|errors| panic!("{errors}"));
    let mut records: Vec<(&str, Record)> =
        ["workplace", "company-32", "company-12", "company-4"].map(|name| (name, record(name))).into();
    records.push(("nothing", read(nothing("2020-01-01", "2026-12-31", 62))));
    records.push(("neglected", read(neglected())));
    records
}

type Keys = BTreeSet<(String, Option<String>)>;

/// What the law has breached, and what has its grace.
fn breached(record: &Record, as_of: Date, options: Options) -> (Keys, Keys) {
    let key = |one: &Finding<'_>| {
        (one.norm.id.clone(), one.subject.as_ref().map(|subject| subject.case.to_string()))
    };
    let all = assess(record, as_of, &options).findings;
    let breaches = all.iter().filter(|one| one.weight == Weight::Binding && one.outcome == Outcome::Breached);
    let graced = all.iter().filter(|one| format!("{:?}", one.reason).contains("arithmetic.grace"));
    (breaches.map(key).collect(), graced.map(key).collect())
}

/// The whole catalogue: longer and shorter conventions give the same breaches of law, once the grace of what is new is over.
#[test]
fn no_convention_makes_a_breach_of_law() {
    // An answer that is to be given again decides less, so its interval is the same in both.
    let mut short = Options::default();
    short.promptly_days = 0;
    let mut long = Options::default();
    long.promptly_days = 300;
    let mut some = false;
    for (name, record) in records() {
        for as_of in ["2026-11-22", "2026-10-05", "2026-08-20"].map(day) {
            let ((mut most, _), (fewest, graced)) =
                (breached(&record, as_of, short), breached(&record, as_of, long));
            most.retain(|one| !graced.contains(one));
            some |= !fewest.is_empty();
            assert_eq!(most, fewest, "{name} {as_of}");
        }
    }
    assert!(some, "nothing was breached at all");
}

/// What is to be in place at any time has a grace where all is new; then it is breached.
#[test]
fn nothing_is_breached_on_the_first_day() {
    let read =
        |value: &Value| Record::from_json(&value.to_string()).unwrap_or_else(|errors| panic!("{errors}"));
    let breaches = |record: &Value, on: &str| {
        let all = assess(&read(record), day(on), &Options::default());
        let ids = all.findings.iter().filter(|one| one.outcome == Outcome::Breached);
        ids.map(|one| one.norm.id.clone()).collect::<Vec<_>>()
    };
    let new = nothing("2026-06-01", "2026-12-31", 62);
    assert_eq!(breaches(&new, "2026-06-01"), Vec::<String>::new());
    assert_eq!(breaches(&new, "2026-07-01"), Vec::<String>::new());
    let after = breaches(&new, "2026-07-02");
    assert!(after.contains(&"safety-representative-elected".to_owned()), "{after:?}");
    assert_eq!(outcome_on(&new, "safety-representative-elected", "2026-07-01"), "due");
    // Nobody has worked here for years.
    assert_eq!(breaches(&nothing("2020-01-01", "2026-12-31", 0), "2026-11-22"), Vec::<String>::new());
    // One person does.
    assert!(!breaches(&nothing("2020-01-01", "2026-12-31", 1), "2026-11-22").is_empty());
}

/// The committee's first report is due by the end of the year after it began.
#[test]
fn the_first_report_of_a_new_committee() {
    let mut record = nothing("2020-01-01", "2027-12-31", 62);
    record["bodies"] =
        json!([{ "kind": "working_environment_committee", "from": "2025-11-03", "members": [] }]);
    let norm = "committee-annual-report";
    assert_eq!(outcome_on(&record, norm, "2025-11-04"), "due");
    assert_eq!(outcome_on(&record, norm, "2026-12-31"), "due");
    assert_eq!(outcome_on(&record, norm, "2027-01-01"), "breached");
}

/// org. §§ 3-19 and 3-20: as soon as possible. The thirty days are ours.
#[test]
fn a_course_after_thirty_days_is_due() {
    let mut record = nothing("2020-01-01", "2026-12-31", 12);
    record["offices"] = json!([{ "role": "safety_representative", "person": "p-1", "from": "2025-08-20" }]);
    for on in ["2025-09-19", "2025-09-20", "2026-06-30"] {
        assert_eq!(outcome_on(&record, "safety-representative-course", on), "due", "{on}");
    }
    assert!(reasons(&record, "safety-representative-course").contains("19 September 2025"));
    record["training"] = json!([{ "role": "safety_representative", "person": "p-1",
        "topic": "working_environment_course", "completed": "2025-10-02", "hours": 40 }]);
    assert_eq!(outcome_on(&record, "safety-representative-course", "2026-06-30"), "met");
}

#[test]
fn no_breach_has_a_day_to_come() {
    for (name, record) in records() {
        for as_of in ["2026-11-22", "2026-03-03", "2025-10-06"].map(day) {
            for one in assess(&record, as_of, &Options::default()).findings {
                let late = one.due.is_none_or(|due| due < as_of);
                assert!(one.outcome != Outcome::Breached || late, "{name} {as_of} {}", one.norm.id);
            }
        }
    }
}

/// The review sheet says by which norms something can be breached (`Version::breach`), beside the code that decides: the two
/// agree.
#[test]
fn no_norm_is_breached_that_cannot_be_by_the_review_sheet() {
    // Everybody who is asked says no.
    let asked = |norm: &'static Norm| Some((norm.id.as_str(), norm.versions.last()?.asked().first()?.code()));
    let no = |(norm, role)| json!({ "norm": norm, "role": role, "date": "2026-02-02", "value": "no" });
    let mut denied = neglected();
    denied["answers"] = norms().iter().filter_map(asked).map(no).collect();
    let denied = Record::from_json(&denied.to_string()).unwrap_or_else(|errors| panic!("{errors}"));
    let mut records = records();
    records.push(("denied", denied));
    let mut breached = BTreeSet::new();
    for (name, record) in records {
        for as_of in ["2026-11-22", "2026-03-02", "2021-06-30"].map(day) {
            let findings = assess(&record, as_of, &Options::default()).findings;
            for finding in findings.iter().filter(|one| one.outcome == Outcome::Breached) {
                assert!(finding.version.breach().is_some(), "{name} {as_of}: {}", finding.norm.id);
                breached.insert(finding.norm.id.clone());
            }
        }
    }
    assert!(breached.len() > 100, "{}", breached.len());
}
