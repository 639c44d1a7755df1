//! Counts from one person's events: the limits of the request, withdrawal of the right to self-certify (ftrl § 8-27),
//! and schemes with limits in a year (ftrl § 8-24 fourth paragraph).

use super::{answer, errors, one_error};
use ia_core::Date;
use ia_tests::day;
use serde_json::{Value, json};

fn event(nth: usize, kind: &str, from: &str, to: &str) -> Value {
    json!({ "id": format!("e-{nth}"), "employer": "o-1", "from": from, "to": to, "kind": kind })
}

/// 1,000 events are one person's working life; the docs of the request say so.
#[test]
fn a_person_has_at_most_1000_events() {
    let many = |count: usize| {
        let events: Vec<Value> =
            (0..count).map(|nth| event(nth, "certificate", "2026-01-05", "2026-01-05")).collect();
        errors("cases", &json!({ "events": events, "as_of": "2026-02-01" }))
    };
    assert_eq!(many(1_000), []);
    assert_eq!(many(1_001), one_error("too_large", "/events"));
}

/// From the first day of the first event to the last day of the last: 20 years of 366 days.
#[test]
fn events_lie_within_20_years() {
    let over = |days: i64| {
        let first = day("2005-01-01");
        let last = first.plus_days(days).expect("a day").to_string();
        let events =
            [event(0, "certificate", "2005-01-01", "2005-01-02"), event(1, "certificate", &last, &last)];
        errors("cases", &json!({ "events": events, "as_of": last }))
    };
    assert_eq!(over(20 * 366), []);
    assert_eq!(over(20 * 366 + 1), one_error("too_large", "/events"));
}

#[test]
fn an_event_may_last_one_day() {
    let from_to = |from: &str, to: &str| {
        errors("cases", &json!({ "events": [event(0, "certificate", from, to)], "as_of": "2026-02-01" }))
    };
    assert_eq!(from_to("2026-01-05", "2026-01-05"), []);
    assert_eq!(from_to("2026-01-05", "2026-01-04"), one_error("end_before_start", "/events/0/to"));
}

/// Four absences on the employee's own word, the last of them long before the days asked about.
fn own_word(withdrawn: Value, as_of: &str) -> Value {
    let days = ["2026-01-12", "2026-03-09", "2026-05-11", "2026-08-10"];
    let events: Vec<Value> =
        (0..).zip(days).map(|(nth, on)| event(nth, "certificate_self_certified", on, on)).collect();
    let request = json!({ "events": events, "withdrawn": [withdrawn], "as_of": as_of });
    answer("cases", &request)["employers"][0]["self_certification"].clone()
}

/// A decision counts from its own day. The employee must be heard before it (§ 8-27 first paragraph): the same day
/// is in time, the day after is not. It is looked at again after six months (second paragraph).
#[test]
fn a_decision_counts_from_its_day_and_the_employee_is_heard_by_then() {
    let decided = |heard: Value| json!({ "employer": "o-1", "decided": "2026-08-31", "heard": heard });
    for (as_of, is_withdrawn) in [("2026-08-30", false), ("2026-08-31", true), ("2026-09-01", true)] {
        let own = own_word(decided(json!("2026-08-28")), as_of);
        assert_eq!(own["withdrawn"].is_object(), is_withdrawn, "{as_of}");
        assert_eq!(own["left"], if is_withdrawn { 0 } else { 3 }, "{as_of}");
    }
    for (heard, before) in [
        (json!("2026-08-30"), true),
        (json!("2026-08-31"), true),
        (json!("2026-09-01"), false),
        (Value::Null, false),
    ] {
        let own = own_word(decided(heard.clone()), "2026-09-10");
        assert_eq!(own["withdrawn"]["heard_before"], before, "{heard}");
    }
    for (as_of, is_due) in [("2027-02-27", false), ("2027-02-28", false), ("2027-03-01", true)] {
        let own = own_word(decided(json!("2026-08-28")), as_of);
        assert_eq!(own["withdrawn"]["review_by"], "2027-02-28");
        assert_eq!(own["withdrawn"]["review_is_due"], is_due, "{as_of}");
    }
}

#[test]
fn a_decision_of_one_employer_is_not_another_s() {
    let own = own_word(json!({ "employer": "o-2", "decided": "2026-08-31" }), "2026-09-10");
    assert_eq!((&own["withdrawn"], &own["left"]), (&Value::Null, &json!(3)));
}

/// With 8 days at a time and 24 in 12 months, 20 used days leave 4, however long ago the last absence was.
#[test]
fn a_limit_in_the_year_caps_the_days_at_a_time() {
    let standing = |used_days: u16, times: u16| {
        let mut next: Date = day("2026-01-05");
        let events: Vec<Value> = (0..times)
            .map(|nth| {
                let from = next;
                let to = from.plus_days(i64::from(used_days / times) - 1).expect("a day");
                next = from.plus_days(60).expect("a day");
                event(nth.into(), "certificate_self_certified", &from.to_string(), &to.to_string())
            })
            .collect();
        let scheme = json!({ "days_at_a_time": 8, "days_in_year": 24, "times_in_year": 4 });
        let request = json!({ "events": events, "as_of": "2026-09-15", "scheme": scheme });
        let own = answer("cases", &request)["employers"][0]["self_certification"].clone();
        (own["left"].clone(), own["left_in_year"].clone(), own["times_left"].clone())
    };
    assert_eq!(standing(8, 2), (json!(8), json!(16), json!(2)));
    assert_eq!(standing(16, 2), (json!(8), json!(8), json!(2)));
    assert_eq!(standing(18, 3), (json!(6), json!(6), json!(1)));
    assert_eq!(standing(20, 4), (json!(4), json!(4), json!(0)));
    assert_eq!(standing(24, 4), (json!(0), json!(0), json!(0)));
}

/// Each event has an id of its own, and each employer withdraws once.
#[test]
fn an_id_stands_once_among_events() {
    let event = |id: &str, more: &Value| {
        let mut event = json!({ "id": id, "from": "2026-06-01", "to": "2026-06-02", "kind": "certificate", "employer": "o-1" });
        for (key, value) in more.as_object().expect("keys") {
            event[key] = value.clone();
        }
        event
    };
    let with = |events: Value, withdrawn: Value| {
        errors("cases", &json!({ "as_of": "2026-06-30", "events": events, "withdrawn": withdrawn }))
    };
    let (none, plain) = (json!([]), json!({}));
    assert_eq!(with(json!([event("e-1", &plain), event("e-2", &plain)]), none.clone()), []);
    let twice = json!([event("e-1", &plain), event("e-2", &plain), event("e-1", &plain)]);
    assert_eq!(with(twice, none.clone()), one_error("duplicate_id", "/events/2/id"));
    let corrects = |id: &str| json!([event("e-1", &plain), event("e-2", &json!({ "corrects": id }))]);
    assert_eq!(with(corrects("e-1"), none.clone()), []);
    assert_eq!(with(corrects("e-3"), none.clone()), one_error("unknown_reference", "/events/1/corrects"));
    let ends = |to: &str| json!([event("e-1", &json!({ "to": to }))]);
    assert_eq!(with(ends("2026-06-01"), none.clone()), []);
    assert_eq!(with(ends("2026-05-31"), none.clone()), one_error("end_before_start", "/events/0/to"));
    let withdrawn =
        |employer: &str| json!({ "employer": employer, "decided": "2026-01-05", "heard": "2026-01-02" });
    let events = json!([event("e-1", &plain)]);
    assert_eq!(with(events.clone(), json!([withdrawn("o-1"), withdrawn("o-2")])), []);
    let same = json!([withdrawn("o-1"), withdrawn("o-2"), withdrawn("o-1")]);
    assert_eq!(with(events, same), one_error("duplicate_id", "/withdrawn/2/employer"));
}

fn certificate(id: &str, from: &str, to: &str) -> Value {
    json!({ "id": id, "employer": "o-1", "from": from, "to": to, "kind": "certificate" })
}

/// What begins after the day does not count: no case, no gap, no repeated absence.
#[test]
fn what_begins_after_the_day_does_not_count() {
    let events = [
        certificate("e-1", "2025-01-01", "2025-05-30"),
        certificate("e-2", "2025-06-10", "2025-11-30"),
        certificate("e-3", "2026-01-12", "2026-06-30"),
    ];
    let known = |as_of: &str| answer("cases", &json!({ "events": events, "as_of": as_of }));
    let first = known("2025-06-09");
    assert_eq!(first["cases"].as_array().map(Vec::len), Some(1));
    // 150 days are 21 weeks and 3 days. The ten days until the second certificate are not taken off.
    assert_eq!((&first["cases"][0]["sick_days"], &first["cases"][0]["weeks"]), (&json!(150), &json!(21)));
    assert_eq!(first["cases"][0]["to"], "2025-05-30");
    let joined = known("2025-06-10");
    assert_eq!((&joined["cases"][0]["to"], &joined["cases"][0]["weeks"]), (&json!("2025-11-30"), &json!(21)));
    assert_eq!(joined["cases"][0]["sick_days"], 324);
    // One day more in each: two cases of 16 days or more, and 300 days in all.
    assert_eq!(known("2026-01-11")["repeated"]["cases"], 1);
    let repeated = &known("2026-01-12")["repeated"];
    assert_eq!((&repeated["cases"], &repeated["is_repeated"]), (&json!(2), &json!(true)));
}

/// Back at work from 20 January to 10 February, on 1 February: the days at work that lie ahead are not taken off.
#[test]
fn days_at_work_that_lie_ahead_are_not_taken_off_the_weeks() {
    let mut resumed = certificate("e-2", "2026-01-27", "2026-02-05");
    resumed["kind"] = json!("application_work_resumed");
    let events = [certificate("e-1", "2026-01-05", "2026-03-31"), resumed];
    let weeks = |as_of: &str| {
        answer("cases", &json!({ "events": events, "as_of": as_of }))["cases"][0]["weeks"].clone()
    };
    // 22 sick days up to 26 January.
    assert_eq!(weeks("2026-01-26"), 3);
    assert_eq!(weeks("2026-02-01"), 3);
    assert_eq!(weeks("2026-02-05"), 3);
    // 28 on 11 February.
    assert_eq!((weeks("2026-02-10"), weeks("2026-02-11")), (json!(3), json!(4)));
}

#[test]
fn what_was_recorded_after_the_day_does_not_count() {
    let mut later = certificate("e-2", "2026-01-19", "2026-02-01");
    later["recorded_on"] = json!("2026-01-23");
    let events = [certificate("e-1", "2026-01-05", "2026-01-18"), later];
    let to = |events: &[Value], as_of: &str| {
        answer("cases", &json!({ "events": events, "as_of": as_of }))["cases"][0]["to"].clone()
    };
    assert_eq!(to(&events, "2026-01-22"), "2026-01-18");
    assert_eq!(to(&events, "2026-01-23"), "2026-02-01");
    // A correction counts from the day it was recorded, also where its own days lie ahead.
    let mut correction = certificate("e-3", "2026-03-02", "2026-03-08");
    (correction["recorded_on"], correction["corrects"]) = (json!("2026-01-12"), json!("e-1"));
    let corrected = [certificate("e-1", "2026-01-05", "2026-01-18"), correction];
    assert_eq!(to(&corrected, "2026-01-11"), "2026-01-18");
    assert_eq!(to(&corrected, "2026-01-12"), Value::Null);
    assert_eq!(to(&corrected, "2026-03-02"), "2026-03-08");
}

#[test]
fn a_correction_that_leads_back_to_itself_is_refused() {
    let ask = |corrects: &[(&str, &str)]| {
        let event = |(id, corrects): &(&str, &str)| {
            let mut event = certificate(id, "2026-01-05", "2026-01-18");
            if !corrects.is_empty() {
                event["corrects"] = json!(corrects);
            }
            event
        };
        let events: Vec<Value> = corrects.iter().map(event).collect();
        errors("cases", &json!({ "events": events, "as_of": "2026-02-01" }))
    };
    let at = |places: &[usize]| -> Vec<(String, String)> {
        let error = |nth: &usize| ("circular_reference".to_owned(), format!("/events/{nth}/corrects"));
        places.iter().map(error).collect()
    };
    assert_eq!(ask(&[("a", "a")]), at(&[0]));
    assert_eq!(ask(&[("a", "b"), ("b", "a")]), at(&[0, 1]));
    assert_eq!(ask(&[("t", "a"), ("a", "b"), ("b", "c"), ("c", "a"), ("u", "t")]), at(&[1, 2, 3]));
    assert_eq!(ask(&[("a", ""), ("b", "a"), ("c", "b"), ("d", "b")]), []);
}

/// The last certified day and the first graded day; a graded certificate for the whole work is none.
#[test]
fn a_case_says_what_the_next_step_needs() {
    let graded = |from: &str, to: &str, grade: u8| json!({ "id": "e-2", "employer": "o-1", "from": from, "to": to, "kind": "certificate_graded", "grade": grade });
    let case = |second: Value, as_of: &str| {
        let events = [certificate("e-1", "2026-01-05", "2026-01-25"), second];
        answer("cases", &json!({ "events": events, "as_of": as_of }))["cases"][0].clone()
    };
    let found = case(graded("2026-01-19", "2026-03-01", 50), "2026-02-01");
    assert_eq!((&found["certified_to"], &found["graded_from"]), (&json!("2026-03-01"), &json!("2026-01-26")));
    let found = case(graded("2026-01-19", "2026-03-01", 50), "2026-01-25");
    assert_eq!((&found["certified_to"], &found["graded_from"]), (&json!("2026-03-01"), &Value::Null));
    let found = case(graded("2026-01-19", "2026-03-01", 100), "2026-02-01");
    assert_eq!((&found["graded_from"], &found["graded_at_end"]), (&Value::Null, &json!(false)));
    let own = json!({ "id": "e-2", "employer": "o-1", "from": "2026-01-26", "to": "2026-01-26",
                      "kind": "certificate_self_certified" });
    let found = case(own, "2026-02-01");
    assert_eq!((&found["to"], &found["certified_to"]), (&json!("2026-01-26"), &json!("2026-01-25")));
}
