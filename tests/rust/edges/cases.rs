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
