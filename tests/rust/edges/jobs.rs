//! Several jobs: § 4-6 is a duty of each employer, so work in one job does not end the absence from another. The same for
//! many people and for one.

use super::answer;
use ia_core::follow_up::columns::cases::{CaseRows, EventColumns, NO_EMPLOYER, cases_of};
use ia_core::follow_up::columns::{ColumnsError, DayColumn};
use ia_core::follow_up::{EventKind, JoinRule};
use ia_core::{Code, Date, Options};
use ia_tests::day;
use serde_json::{Value, json};

/// A kind, the first day, the last day, and the job; none for every job.
type Told<'t> = (&'t str, &'t str, &'t str, Option<u32>);

fn table(told: &[Told<'_>], rule: JoinRule) -> Result<CaseRows, ColumnsError> {
    let days = |pick: &dyn Fn(&Told<'_>) -> Date| -> Vec<i32> {
        told.iter().map(|one| pick(one).days_from_epoch()).collect()
    };
    let (from, to) = (days(&|one| day(one.1)), days(&|one| day(one.2)));
    let kind: Vec<u8> = told
        .iter()
        .map(|one| u8::try_from(EventKind::from_code(one.0).expect("a kind").place()).expect("a byte"))
        .collect();
    let employer: Vec<u32> = told.iter().map(|one| one.3.unwrap_or(NO_EMPLOYER)).collect();
    let column = |days| DayColumn { days, valid: None };
    let columns = EventColumns {
        person: &vec![1; told.len()],
        employer: Some(&employer),
        from: column(&from),
        to: column(&to),
        kind: &kind,
        recorded: None,
        recorded_on: None,
    };
    cases_of(&columns, rule, day("2026-08-31"), &Options::default())
}

/// What the door says of the last case.
fn alone(told: &[Told<'_>], rule: JoinRule) -> Value {
    let events: Vec<Value> = told
        .iter()
        .enumerate()
        .map(|(nth, (kind, from, to, job))| {
            let mut event = json!({ "id": format!("e-{nth}"), "kind": kind, "from": from, "to": to });
            if let Some(job) = job {
                event["employer"] = json!(format!("o-{job}"));
            }
            event
        })
        .collect();
    let request = json!({ "events": events, "as_of": "2026-08-31", "rule": rule.code(), "lang": "en" });
    answer("cases", &request)["cases"].as_array().expect("cases").last().expect("a case").clone()
}

/// The first and the last day of whole absence, the first of graded absence, the last certified, and the first counted
/// continuously, of the last case.
fn of(told: &[Told<'_>], rule: JoinRule) -> [String; 5] {
    let rows = table(told, rule).expect("cases");
    let last = rows.person.len() - 1;
    let shown = |number: Option<i32>| {
        number
            .and_then(Date::from_days_from_epoch)
            .map_or_else(|| "-".to_owned(), |day| day.to_string()[5..].to_owned())
    };
    let found = [
        rows.whole_from[last],
        rows.whole_to[last],
        rows.graded_from[last],
        rows.certified_to[last],
        Some(rows.continuous_from[last]),
    ]
    .map(shown);
    let door = alone(told, rule);
    for (key, number) in [("graded_from", 2), ("certified_to", 3), ("continuous_from", 4)] {
        assert_eq!(door[key].as_str().map_or("-", |day| &day[5..]), found[number], "{key} {told:?}");
    }
    found
}

const NAV: JoinRule = JoinRule::HolidayCounts;

#[test]
fn work_in_one_job_does_not_end_the_absence_from_another() {
    let sick = ("certificate", "2026-06-01", "2026-06-10", Some(1));
    let worked = |job| ("application_work_resumed", "2026-06-01", "2026-06-10", job);
    assert_eq!(of(&[sick, worked(Some(2))], NAV), ["06-01", "06-10", "-", "06-10", "06-01"]);
    // In the same job there is no case at all. Nav's case hears a report of no job only where no job's is heard; the act
    // counts no absence. Half of the days leave half.
    assert_eq!(table(&[sick, worked(Some(1))], NAV).expect("cases").person.len(), 0);
    assert_eq!(of(&[sick, worked(None)], NAV), ["-", "-", "-", "-", "06-01"]);
    let back = ("application_work_resumed", "2026-06-06", "2026-06-10", None);
    assert_eq!(of(&[sick, back], NAV), ["06-01", "06-05", "-", "06-05", "06-01"]);
}

#[test]
fn the_job_from_which_the_person_is_most_away_decides() {
    let graded = |job| ("certificate_graded", "2026-06-01", "2026-06-10", Some(job));
    let whole = |job| ("certificate", "2026-06-04", "2026-06-10", Some(job));
    assert_eq!(of(&[graded(1), whole(2)], NAV), ["06-04", "06-10", "06-01", "06-10", "06-01"]);
    let active = ("certificate_full_activity", "2026-06-01", "2026-06-10", Some(2));
    assert_eq!(of(&[graded(1), active], NAV), ["-", "-", "06-01", "06-10", "06-01"]);
    // Certificates that adjoin are of one employer.
    let rows = table(&[graded(1), whole(2)], JoinRule::Adjoining).expect("cases");
    let first_whole: Vec<Option<i32>> = rows.whole_from.clone();
    assert_eq!(first_whole, [None, Some(day("2026-06-04").days_from_epoch())]);
    assert_eq!(rows.graded_at_end, [true, false]);
}

/// A day off by the rota does not break an absence when it is off in every job that the person is away from.
#[test]
fn a_day_off_in_each_job_that_the_person_is_away_from() {
    // Monday to Wednesday, and from Friday; Thursday the 4th is told of by the rota alone.
    let sick = |job| {
        [
            ("certificate", "2026-06-01", "2026-06-03", Some(job)),
            ("certificate", "2026-06-05", "2026-06-10", Some(job)),
        ]
    };
    let off = |job| ("day_off", "2026-06-04", "2026-06-04", job);
    let first = |told: &[Told<'_>]| of(told, NAV)[4].clone();
    let two = [sick(1), sick(2)].concat();
    assert_eq!(first(&two), "06-05");
    assert_eq!(first(&[&two[..], &[off(Some(1))]].concat()), "06-05");
    assert_eq!(first(&[&two[..], &[off(Some(1)), off(Some(2))]].concat()), "06-01");
    assert_eq!(first(&[&two[..], &[off(None)]].concat()), "06-01");
    // Away from one of two jobs.
    let worked = ("application_work_resumed", "2026-05-04", "2026-05-04", Some(2));
    assert_eq!(first(&[&sick(1)[..], &[worked, off(Some(1))]].concat()), "06-01");
    assert_eq!(first(&[&sick(1)[..], &[worked, off(Some(2))]].concat()), "06-05");
}

/// What a certificate is for is certified, whatever else is told of the day; what is not, is not.
#[test]
fn the_last_certified_day() {
    let sick = ("certificate", "2026-06-01", "2026-06-10", Some(1));
    let then = |kind, from, to| of(&[sick, (kind, from, to, Some(1))], NAV)[3].clone();
    for kind in ["application_holiday", "application_leave", "application_self_certified", "income_report"] {
        assert_eq!(then(kind, "2026-06-06", "2026-06-10"), "06-10", "{kind}");
    }
    for kind in
        ["income_report", "application_absence_before", "application_self_certified", "application_holiday"]
    {
        assert_eq!(then(kind, "2026-06-11", "2026-06-15"), "06-10", "{kind}");
    }
    for kind in ["application", "certificate_graded", "application_paper", "corrected_to_full"] {
        assert_eq!(then(kind, "2026-06-11", "2026-06-15"), "06-15", "{kind}");
    }
    let own_word = ("certificate_self_certified", "2026-06-01", "2026-06-03", Some(1));
    assert_eq!(of(&[own_word], NAV)[3], "-");
}

#[test]
fn a_person_has_a_hundred_employers_at_most() {
    let told: Vec<Told<'_>> =
        (0..101).map(|job| ("certificate", "2026-06-01", "2026-06-10", Some(job))).collect();
    for rule in [NAV, JoinRule::Adjoining] {
        assert!(table(&told[..100], rule).is_ok());
        assert_eq!(table(&told, rule), Err(ColumnsError::TooManyEmployers { most: 100 }));
    }
    // Reports of every job are of none of them.
    let every = ("certificate", "2026-06-01", "2026-06-10", None);
    assert!(table(&[&told[..100], &[every]].concat(), NAV).is_ok());
}
