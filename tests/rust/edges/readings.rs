//! How aml. § 4-6 counts an absence with days at work in it is not settled. Two readings: Nav's case, which counts from
//! the first day of absences with fewer than sixteen days between, and continuous absence, which a return to work ends.
//!
//! Self-certified 1 to 3 September, at work, and a certificate from 19 September: the plan is due after four weeks, on 28
//! September by Nav's case (1 September and 27 days) and on 16 October by continuous absence (19 September and 27).

use ia_core::api;
use serde_json::{Value, json};

/// What is said of the case besides its days.
fn case(to: Option<&str>, plan: Option<&str>) -> Value {
    let mut case = json!({
        "id": "case-1", "person": "p-1", "from": "2026-09-01", "continuous_from": "2026-09-19",
        "self_certified": [{ "from": "2026-09-01", "to": "2026-09-03" }],
        "certificates": [{ "from": "2026-09-19", "to": to.unwrap_or("2026-12-31"), "grade": 100 }],
        "plans": [], "meetings": [], "exceptions": [], "activity": false,
    });
    if let Some(to) = to {
        case["to"] = json!(to);
    }
    if let Some(day) = plan {
        case["plans"] = json!([{ "date": day, "sent": [] }]);
    }
    case
}

fn finding(case: &Value, as_of: &str, options: &Value) -> Value {
    let request = json!({
        "record": { "covers": { "from": "2020-01-01", "to": "2026-12-31" }, "absences": [case] },
        "as_of": as_of, "lang": "en", "options": options,
    });
    let answer = api::call("assess", &request.to_string()).expect("a function").expect("an answer");
    let answer: Value = serde_json::from_str(&answer).expect("JSON");
    let findings = answer["findings"].as_array().expect("findings");
    let plan = findings.iter().find(|one| one["norm"] == "follow-up-plan").expect("the plan").clone();
    let contestable = plan["outcome"] == "contestable";
    assert_eq!(
        answer["totals"]["binding"]["contestable"],
        findings.iter().filter(|one| one["outcome"] == "contestable" && one["weight"] == "binding").count()
    );
    let due: Vec<&Value> = answer["due"].as_array().expect("due").iter().collect();
    for item in due.iter().filter(|item| item["norm"] == "follow-up-plan" && contestable) {
        assert_eq!((&item["overdue"], &item["provisional"]), (&json!(false), &json!(true)));
    }
    plan
}

fn step(case: &Value, as_of: &str, options: &Value) -> Value {
    let request = json!({ "case": case, "as_of": as_of, "lang": "en", "options": options });
    let answer = api::call("timeline", &request.to_string()).expect("a function").expect("an answer");
    let answer: Value = serde_json::from_str(&answer).expect("JSON");
    let steps = answer["timeline"]["steps"].as_array().expect("steps");
    steps.iter().find(|one| one["milestone"] == "follow_up_plan").expect("the plan").clone()
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap_or("none")
}

/// The outcome, the day it is due and the later one, and the status in the timeline with its days.
fn both(case: &Value, as_of: &str, options: &Value) -> [String; 2] {
    let (finding, step) = (finding(case, as_of, options), step(case, as_of, options));
    [
        format!("{} {} {}", text(&finding["outcome"]), text(&finding["due"]), text(&finding["next"])),
        format!("{} {} {}", text(&step["status"]), text(&step["due"]), text(&step["later_due"])),
    ]
}

#[test]
fn between_the_two_days_a_plan_is_contestable() {
    for (plan, as_of, finding, step) in [
        (None, "2026-09-28", "due 2026-09-28 none", "due 2026-09-28 none"),
        (None, "2026-09-29", "contestable 2026-09-28 2026-10-16", "contestable 2026-09-28 2026-10-16"),
        (None, "2026-10-16", "contestable 2026-09-28 2026-10-16", "contestable 2026-09-28 2026-10-16"),
        (None, "2026-10-17", "breached 2026-09-28 none", "overdue 2026-09-28 none"),
        (Some("2026-09-28"), "2026-10-30", "met none none", "met_in_time 2026-09-28 none"),
        (Some("2026-09-29"), "2026-10-30", "contestable none none", "contestable 2026-09-28 2026-10-16"),
        (Some("2026-10-16"), "2026-10-30", "contestable none none", "contestable 2026-09-28 2026-10-16"),
        (Some("2026-10-17"), "2026-10-30", "partly none none", "met_late 2026-09-28 none"),
    ] {
        let found = both(&case(None, plan), as_of, &json!({}));
        assert_eq!(found, [finding, step], "{plan:?} {as_of}");
    }
}

/// Continuous absence of 19 to 30 September is no four weeks: that reading asks for nothing, for good.
#[test]
fn where_one_reading_asks_for_nothing_a_late_step_is_contestable_for_good() {
    for (plan, as_of, finding, step) in [
        (None, "2026-09-28", "due 2026-09-28 none", "due 2026-09-28 none"),
        (None, "2026-09-30", "contestable 2026-09-28 none", "contestable 2026-09-28 none"),
        (None, "2026-12-31", "contestable 2026-09-28 none", "contestable 2026-09-28 none"),
        (Some("2026-09-25"), "2026-12-31", "met none none", "met_in_time 2026-09-28 none"),
        (Some("2026-10-20"), "2026-12-31", "contestable none none", "contestable 2026-09-28 none"),
    ] {
        let found = both(&case(Some("2026-09-30"), plan), as_of, &json!({}));
        assert_eq!(found, [finding, step], "{plan:?} {as_of}");
    }
    // Ended before the earlier day: neither reading asks.
    let found = both(&case(Some("2026-09-27"), None), "2026-12-31", &json!({}));
    assert_eq!(found, ["not_applicable none none", "not_applicable none none"]);
}

/// A reading may be chosen; without the second day there is one.
#[test]
fn one_reading_is_plainly_late_or_not() {
    let (nav, continuous) = (json!({ "reading": "nav_case" }), json!({ "reading": "continuous" }));
    let open = case(None, None);
    assert_eq!(both(&open, "2026-09-29", &nav)[0], "breached 2026-09-28 none");
    assert_eq!(both(&open, "2026-10-16", &continuous)[0], "due 2026-10-16 none");
    assert_eq!(both(&open, "2026-10-17", &continuous)[0], "breached 2026-10-16 none");
    assert_eq!(
        both(&case(Some("2026-09-30"), None), "2026-12-31", &continuous)[0],
        "not_applicable none none"
    );
    for day in [json!(null), json!("2026-09-01")] {
        let mut one = case(None, None);
        one["continuous_from"] = day;
        if one["continuous_from"].is_null() {
            one.as_object_mut().expect("keys").remove("continuous_from");
        }
        assert_eq!(both(&one, "2026-09-29", &json!({}))[0], "breached 2026-09-28 none");
    }
}

/// A fact that is missing makes a step unknown, not contestable; given, it decides.
#[test]
fn a_missing_fact_is_unknown() {
    let mut open = case(None, None);
    open.as_object_mut().expect("keys").remove("plans");
    assert_eq!(both(&open, "2026-10-05", &json!({}))[0], "unknown 2026-09-28 none");
    let mut open = case(None, None);
    open.as_object_mut().expect("keys").remove("exceptions");
    assert_eq!(both(&open, "2026-10-05", &json!({}))[0], "unknown 2026-09-28 none");
    open["exceptions"] = json!([{
        "milestone": "follow_up_plan", "reason": "evidently_unnecessary", "decided_by": "employer", "date": "2026-09-28",
    }]);
    assert_eq!(both(&open, "2026-10-05", &json!({}))[0], "not_applicable none none");
    // Left out between the two days: in time by one reading, late by the other.
    open["exceptions"][0]["date"] = json!("2026-09-29");
    assert_eq!(
        both(&open, "2026-10-05", &json!({})),
        ["contestable none none", "contestable 2026-09-28 none"]
    );
    open["exceptions"][0]["date"] = json!("2026-10-17");
    assert_eq!(both(&open, "2026-10-20", &json!({}))[0], "partly none none");
}

/// Each reading goes by the law of its own first day: six weeks until 2011-07-01, four from then.
#[test]
fn each_reading_goes_by_the_law_of_its_own_first_day() {
    let mut old = case(None, None);
    old["from"] = json!("2011-06-20");
    old["continuous_from"] = json!("2011-07-01");
    old["self_certified"] = json!([{ "from": "2011-06-20", "to": "2011-06-22" }]);
    old["certificates"] = json!([{ "from": "2011-07-01", "to": "2011-12-31", "grade": 100 }]);
    let of = |as_of: &str| {
        let request = json!({
            "record": { "covers": { "from": "2000-01-01", "to": "2026-12-31" }, "absences": [old] },
            "as_of": as_of, "lang": "en", "options": { "look_back_months": 600 },
        });
        let answer = api::call("assess", &request.to_string()).expect("a function").expect("an answer");
        let answer: Value = serde_json::from_str(&answer).expect("JSON");
        let findings = answer["findings"].as_array().expect("findings").clone();
        let plan = findings.iter().find(|one| one["norm"] == "follow-up-plan").expect("the plan").clone();
        format!("{} {} {}", text(&plan["outcome"]), text(&plan["due"]), text(&plan["next"]))
    };
    // 2011-06-20 and six weeks: 31 July. 2011-07-01 and four weeks: 28 July.
    assert_eq!(of("2011-07-28"), "due 2011-07-28 none");
    assert_eq!(of("2011-07-29"), "contestable 2011-07-28 2011-07-31");
    assert_eq!(of("2011-08-01"), "breached 2011-07-28 none");
}

/// The log of a case says that a step is not there, also where one reading alone asks for it by now.
#[test]
fn a_contestable_step_that_is_not_there_is_a_gap_of_the_log() {
    let gaps = |plan: Option<&str>, as_of: &str| {
        let request = json!({ "case": case(None, plan), "as_of": as_of, "lang": "en" });
        let answer =
            api::call("follow_up_log", &request.to_string()).expect("a function").expect("an answer");
        let answer: Value = serde_json::from_str(&answer).expect("JSON");
        let gaps = answer["log"]["gaps"].as_array().expect("gaps");
        gaps.iter().filter(|gap| gap["milestone"] == "follow_up_plan").count()
    };
    assert_eq!(gaps(None, "2026-09-28"), 0); // still time
    assert_eq!(gaps(None, "2026-09-29"), 1); // contestable
    assert_eq!(gaps(None, "2026-10-17"), 1); // late by both
    assert_eq!(gaps(Some("2026-09-29"), "2026-10-16"), 0); // there, and contestable
}

/// Late by both readings, and by one alone.
#[test]
fn both_days_are_told_when_both_are_past() {
    let why = |as_of: &str, options: Value| {
        let request = json!({
            "record": { "covers": { "from": "2000-01-01", "to": "2026-12-31" }, "absences": [case(None, None)] },
            "as_of": as_of, "lang": "en", "options": options,
        });
        let answer = api::call("assess", &request.to_string()).expect("a function").expect("an answer");
        let answer: Value = serde_json::from_str(&answer).expect("JSON");
        let findings = answer["findings"].as_array().expect("findings").clone();
        findings.iter().find(|one| one["norm"] == "follow-up-plan").expect("the plan")["why"].to_string()
    };
    let both = why("2026-10-17", json!({}));
    assert!(both.contains("28 September 2026, by another 16 October 2026. Both are past."), "{both}");
    let one = why("2026-10-17", json!({ "reading": "continuous" }));
    assert!(one.contains("The time limit was 16 October 2026.") && !one.contains("28 September"), "{one}");
}

/// The plan to the sick note issuer has the same limit; what Nav is to do goes by Nav's case.
#[test]
fn what_the_act_does_not_count_has_one_reading() {
    let open = case(None, None);
    let request = json!({ "case": open, "as_of": "2026-11-20", "lang": "en" });
    let answer = api::call("timeline", &request.to_string()).expect("a function").expect("an answer");
    let answer: Value = serde_json::from_str(&answer).expect("JSON");
    let due = |milestone: &str| {
        let steps = answer["timeline"]["steps"].as_array().expect("steps");
        let step = steps.iter().find(|one| one["milestone"] == milestone).expect("a step");
        (text(&step["due"]).to_owned(), text(&step["later_due"]).to_owned())
    };
    // Eight weeks from 1 September.
    assert_eq!(due("activity").0, "2026-10-26");
    // Seven weeks of whole absence are counted from the certificate: a day at work ends whole absence by both readings.
    assert_eq!(due("dialogue_meeting_held").0, "2026-11-06");
}
