//! How norms come out on each side of an edge: the days covered, limits, who was trained, who sits in a body.

use super::answer;
use serde_json::{Value, json};

fn finding(norm: &str, record: &Value, as_of: &str) -> Value {
    let request = json!({ "norm": norm, "record": record, "as_of": as_of, "lang": "en" });
    answer("explain", &request)["explained"][0]["finding"].clone()
}

fn outcome(norm: &str, record: &Value, as_of: &str) -> String {
    finding(norm, record, as_of)["outcome"].as_str().expect("an outcome").to_owned()
}

fn one_case(from: &str, changes: &Value) -> Value {
    let mut case = json!({ "id": "case-1", "person": "p-1", "from": from });
    for (key, value) in changes.as_object().expect("changes") {
        case[key] = value.clone();
    }
    json!({ "covers": { "from": "2025-01-01", "to": "2026-12-31" }, "absences": [case] })
}

/// That no plan was made is known only where the record covers the case from its first day.
#[test]
fn a_case_is_known_from_its_first_day_covered() {
    let mut record = one_case("2026-01-05", &json!({ "plans": [], "exceptions": [] }));
    for (from, outcome, missing) in [
        ("2026-01-04", "breached", Value::Null),
        ("2026-01-05", "breached", Value::Null),
        ("2026-01-06", "unknown", json!("/covers/from")),
    ] {
        record["covers"]["from"] = json!(from);
        let plan = finding("follow-up-plan", &record, "2026-02-02");
        assert_eq!((&plan["outcome"], &plan["missing"][0]["path"]), (&json!(outcome), &missing), "{from}");
    }
}

/// Ended cases are looked at for 12 months (docs of `Options::look_back_months`).
#[test]
fn a_case_that_ended_twelve_months_ago_is_still_looked_at() {
    let subject = |to: &str| {
        let record = one_case("2025-01-06", &json!({ "to": to, "plans": [], "exceptions": [] }));
        finding("follow-up-plan", &record, "2026-11-22")["subject"]["case"].clone()
    };
    assert_eq!(subject("2025-11-22"), "case-1");
    assert_eq!(subject("2025-11-21"), Value::Null);
}

/// A limit is passed on the day after it, and what is due on the day is still to be done.
#[test]
fn a_deadline_is_overdue_the_day_after() {
    let record = one_case("2026-01-05", &json!({ "plans": [], "exceptions": [] }));
    let due = |as_of: &str| {
        let answer = answer("assess", &json!({ "record": record, "as_of": as_of }));
        let items = answer["due"].as_array().expect("due").iter();
        let plan = items.filter(|item| item["norm"] == "follow-up-plan").collect::<Vec<_>>();
        assert_eq!((plan.len(), &plan[0]["date"]), (1, &json!("2026-02-01")), "{as_of}");
        plan[0]["overdue"].clone()
    };
    for (as_of, overdue) in [("2026-01-31", false), ("2026-02-01", false), ("2026-02-02", true)] {
        assert_eq!(due(as_of), overdue, "{as_of}");
    }
}

/// Training "as soon as possible" is 30 days by convention; of two who are new the earlier limit is told.
#[test]
fn the_first_of_several_deadlines_is_told() {
    let office =
        |person: &str, from: &str| json!({ "role": "safety_representative", "person": person, "from": from });
    let record = json!({
        "covers": { "from": "2025-01-01", "to": "2026-12-31" }, "training": [],
        "offices": [office("p-1", "2026-11-10"), office("p-2", "2026-11-01")]
    });
    let course = |as_of: &str| finding("safety-representative-course", &record, as_of);
    assert_eq!(course("2026-11-15")["due"], "2026-12-01");
    // The first is overdue, the second is next.
    let later = course("2026-12-05");
    assert_eq!((&later["due"], &later["next"]), (&json!("2026-12-01"), &json!("2026-12-10")));
    let on_the_day = course("2026-12-10");
    assert_eq!(on_the_day["next"], "2026-12-10", "today is not past");
    assert_eq!(course("2026-12-11")["next"], Value::Null);
}

/// Training of another role, or of another person, is not the holder's, and leaves nothing open.
#[test]
fn training_belongs_to_its_role_and_person() {
    let course = |office: Value, training: Value| {
        let record = json!({
            "covers": { "from": "2025-01-01", "to": "2026-12-31" }, "offices": [office], "training": [training]
        });
        outcome("safety-representative-course", &record, "2026-11-22")
    };
    let office =
        |person: Value| json!({ "role": "safety_representative", "person": person, "from": "2025-01-01" });
    let training = |role: &str, person: Value| {
        json!({
            "role": role, "person": person, "topic": "working_environment_course",
            "completed": "2025-03-03", "hours": 40
        })
    };
    let (own, other) = ("safety_representative", "elected_representative");
    for (holder, role, trained, expected) in [
        (json!("p-1"), own, json!("p-1"), "met"),
        (json!("p-1"), other, json!("p-1"), "met"),
        (json!("p-1"), own, json!("p-2"), "due"),
        (json!("p-1"), own, Value::Null, "unknown"),
        (json!("p-1"), other, Value::Null, "due"),
        (Value::Null, own, Value::Null, "met"),
        (Value::Null, other, Value::Null, "due"),
        (Value::Null, own, json!("p-2"), "unknown"),
        (Value::Null, other, json!("p-2"), "due"),
    ] {
        let found = course(office(holder.clone()), training(role, trained.clone()));
        assert_eq!(found, expected, "{holder} and {role} {trained}");
    }
}

/// Employer and employees have equally many members (aml § 7-1 (4)); where nobody sits for either there is no parity.
#[test]
fn no_members_on_either_side_are_no_parity() {
    let member = |role: &str, side: &str| json!({ "role": role, "side": side });
    let health = member("occupational_health_service", "occupational_health_service");
    let sides = |members: Value| {
        let record = json!({
            "covers": { "from": "2025-01-01", "to": "2026-12-31" },
            "bodies": [{ "kind": "working_environment_committee", "from": "2025-01-01", "members": members }]
        });
        outcome("committee-equal-sides", &record, "2026-11-22")
    };
    let (employer, employee) = (member("employer", "employer"), member("employee", "employees"));
    assert_eq!(sides(json!([])), "breached");
    assert_eq!(sides(json!([health])), "breached");
    assert_eq!(sides(json!([employer])), "breached");
    assert_eq!(sides(json!([employer, employee])), "met");
    assert_eq!(sides(json!([employer, employee, employee])), "breached");
    assert_eq!(sides(json!([employer, { "role": "employee" }])), "unknown");
}

/// Of two committees the one that was composed last is judged.
#[test]
fn the_committee_that_was_composed_last_counts() {
    let body = |from: &str, sides: [&str; 2]| {
        json!({
            "kind": "working_environment_committee", "from": from,
            "members": [{ "role": "employer", "side": sides[0] }, { "role": "employee", "side": sides[1] }]
        })
    };
    let (equal, unequal) = (["employer", "employees"], ["employer", "employer"]);
    for (old, new, expected) in [(equal, unequal, "breached"), (unequal, equal, "met")] {
        for bodies in [
            json!([body("2025-01-01", old), body("2026-01-01", new)]),
            json!([body("2026-01-01", new), body("2025-01-01", old)]),
        ] {
            let record = json!({ "covers": { "from": "2025-01-01", "to": "2026-12-31" }, "bodies": bodies });
            assert_eq!(outcome("committee-equal-sides", &record, "2026-11-22"), expected);
        }
    }
}

/// Long is eight weeks, as where the act asks for activity (ftrl § 8-8 (2)): the 56th day counts.
#[test]
fn an_absence_is_long_on_its_56th_day() {
    let record = one_case("2026-01-05", &json!({ "adaptations": [] }));
    let of = |as_of: &str| outcome("solution-for-long-absence", &record, as_of);
    assert_eq!(of("2026-02-28"), "not_applicable");
    assert_eq!(of("2026-03-01"), "due");
}

/// Repeated is the fourth absence of one person within twelve months, as in ftrl § 8-27 (1) a.
#[test]
fn the_fourth_absence_of_a_person_in_twelve_months_is_repeated() {
    let with = |others: &[(&str, &str)]| {
        let case = |nth: usize, person: &str, from: &str| json!({ "id": format!("case-{nth}"), "person": person, "from": from, "to": from, "adaptations": [] });
        let mut cases: Vec<Value> =
            others.iter().enumerate().map(|(nth, (person, from))| case(nth + 1, person, from)).collect();
        cases.push(json!({ "id": "case-0", "person": "p-1", "from": "2026-06-01", "adaptations": [] }));
        let record = json!({ "covers": { "from": "2025-01-01", "to": "2026-12-31" }, "absences": cases });
        outcome("solution-for-repeated-absence", &record, "2026-06-15")
    };
    let recent = [("p-1", "2025-09-01"), ("p-1", "2026-01-05")];
    let and = |more: &[(&'static str, &'static str)]| with(&[recent.as_slice(), more].concat());
    assert_eq!(and(&[]), "not_applicable", "the third");
    assert_eq!(and(&[("p-1", "2025-06-02")]), "due", "the fourth");
    assert_eq!(and(&[("p-1", "2025-06-01")]), "not_applicable", "twelve months before");
    assert_eq!(and(&[("p-2", "2025-09-02"), ("p-2", "2026-02-02")]), "not_applicable", "another person's");
}

/// What was not told while the person was away is no longer to be told the day after.
#[test]
fn what_has_no_day_is_due_to_the_last_day_of_the_absence() {
    let record = one_case("2026-01-05", &json!({ "to": "2026-02-10", "told": [] }));
    let of = |as_of: &str| outcome("function-information", &record, as_of);
    assert_eq!(of("2026-02-09"), "due");
    assert_eq!(of("2026-02-10"), "due");
    assert_eq!(of("2026-02-11"), "not_applicable");
}

/// The plan is handed to Nav by the day that Nav set (ftrl § 25-2 (4)), from the day it asked.
#[test]
fn the_plan_is_handed_over_between_the_demand_and_its_day() {
    let sent = |date: &str| {
        let changes = json!({
            "plan_demanded": { "date": "2026-02-02", "due": "2026-02-09" },
            "plans": [{ "date": "2026-01-20", "sent": [{ "role": "nav", "date": date }] }]
        });
        outcome("plan-handed-to-nav-on-demand", &one_case("2026-01-05", &changes), "2026-02-16")
    };
    for (date, expected) in [
        ("2026-02-01", "breached"),
        ("2026-02-02", "met"),
        ("2026-02-09", "met"),
        ("2026-02-10", "partly"),
        ("2026-02-16", "partly"),
        ("2026-02-17", "breached"),
    ] {
        assert_eq!(sent(date), expected, "{date}");
    }
}

/// The issuer is called when the employee wishes it (aml § 4-6 (4)); a summons after the day is not known yet.
#[test]
fn a_summons_counts_from_its_day() {
    let summoned = |date: &str| {
        let changes = json!({
            "meetings": [{
                "kind": "dialogue_meeting", "date": "2026-02-10", "issuer_wished_by": ["sick_listed_employee"],
                "summoned": [{ "role": "sick_note_issuer", "date": date }], "attended": []
            }]
        });
        outcome("sick-note-issuer-summons", &one_case("2026-01-05", &changes), "2026-02-12")
    };
    assert_eq!(summoned("2026-02-12"), "met");
    assert_eq!(summoned("2026-02-13"), "breached");
}

/// A guideline binds on the last day it is adopted, and not on the next.
#[test]
fn a_guideline_binds_to_its_last_day() {
    let record = json!({
        "covers": { "from": "2025-01-01", "to": "2026-12-31" }, "training": [],
        "offices": [{ "role": "safety_representative", "person": "p-1", "from": "2025-01-01" }],
        "workplace": { "guidelines": [{
            "guideline": "line-manager-safety-rep-guideline", "from": "2025-01-02", "to": "2026-06-30"
        }] }
    });
    let of = |as_of: &str| outcome("safety-representative-training-attended", &record, as_of);
    for (as_of, applies) in
        [("2025-01-01", false), ("2025-01-02", true), ("2026-06-30", true), ("2026-07-01", false)]
    {
        assert_eq!(of(as_of) != "not_applicable", applies, "{as_of}");
    }
}

/// More than one safety representative asks for a chief one (aml § 6-1 (3)): people are counted, not areas.
#[test]
fn safety_representatives_are_counted_as_people() {
    let with = |people: [Value; 2]| {
        let offices: Vec<Value> = people
            .iter()
            .zip(["area-a", "area-b"])
            .map(|(person, area)| {
                json!({ "role": "safety_representative", "person": person, "area": area, "from": "2025-01-01" })
            })
            .collect();
        let record = json!({
            "covers": { "from": "2025-01-01", "to": "2026-12-31" }, "offices": offices,
            "workplace": { "areas": [{ "id": "area-a" }, { "id": "area-b" }] }
        });
        outcome("chief-safety-representative", &record, "2026-11-22")
    };
    assert_eq!(with([json!("p-1"), json!("p-2")]), "breached");
    assert_eq!(with([json!("p-1"), json!("p-1")]), "not_applicable");
    assert_eq!(with([Value::Null, Value::Null]), "unknown", "without ids they may be one");
}

/// Safety areas are bounded (aml § 6-1 (2)) where there are several: one area needs no boundary, two do.
#[test]
fn boundaries_are_for_two_areas_or_more() {
    let with = |areas: &[&str]| {
        let areas: Vec<Value> = areas.iter().map(|id| json!({ "id": id })).collect();
        let record = json!({
            "covers": { "from": "2025-01-01", "to": "2026-12-31" },
            "workplace": { "areas": areas }, "documents": []
        });
        outcome("safety-areas-bounded", &record, "2026-11-22")
    };
    assert_eq!(with(&[]), "not_applicable");
    assert_eq!(with(&["area-a"]), "not_applicable");
    assert_eq!(with(&["area-a", "area-b"]), "breached");
}

/// Each reason of the tree is a line, the outermost first, each before what lies behind it.
#[test]
fn the_lines_of_an_explanation_are_its_reasons() {
    fn walk(reason: &Value, depth: usize, into: &mut Vec<(u64, Value, Value)>) {
        let facts = if reason["facts"].is_null() { json!([]) } else { reason["facts"].clone() };
        into.push((depth as u64, reason["state"].clone(), facts));
        for behind in reason["because"].as_array().into_iter().flatten() {
            walk(behind, depth + 1, into);
        }
    }
    let record = ia_tests::record_json("workplace");
    let mut deepest = 0;
    for norm in ["safety-representative-elected", "committee-annual-report", "follow-up-plan"] {
        let found = answer(
            "explain",
            &json!({ "record": record, "as_of": "2026-11-22", "norm": norm, "lang": "en" }),
        );
        for one in found["explained"].as_array().expect("findings") {
            let mut expected = Vec::new();
            walk(&one["reason"], 0, &mut expected);
            let lines = one["lines"].as_array().expect("lines");
            let facts = |line: &Value| {
                (line["depth"].as_u64().expect("a depth"), line["state"].clone(), line["facts"].clone())
            };
            assert_eq!(lines.iter().map(facts).collect::<Vec<_>>(), expected, "{norm}");
            assert!(lines.iter().all(|line| line["text"].as_str().is_some_and(|text| !text.is_empty())));
            deepest = deepest.max(expected.len());
        }
    }
    assert!(deepest > 2, "{deepest}");
}

/// A sick employee who does nothing breaches a duty of their own: no breach of the employer's, and not first in its list.
#[test]
fn what_others_owe_is_counted_apart() {
    let record = |plans: Value| {
        json!({
            "covers": { "from": "2026-01-01", "to": "2026-06-30" },
            "absences": [{
                "id": "c-1", "person": "p-1", "manager": "m-1", "from": "2026-02-02", "exceptions": [], "meetings": [],
                "plans": plans, "activity": false, "certificates": [{ "from": "2026-02-02", "to": "2026-06-30", "grade": 100 }],
            }],
        })
    };
    let assessed = |plans: Value, role: Option<&str>, person: Option<&str>| {
        let mut request = json!({ "record": record(plans), "as_of": "2026-04-15", "lang": "en" });
        for (key, value) in [("role", role), ("person", person)] {
            if let Some(value) = value {
                request[key] = json!(value);
            }
        }
        answer("assess", &request)
    };
    let breached = |answer: &Value| {
        let of = |totals: &str| answer[totals]["binding"]["breached"].as_u64().expect("a count");
        (of("totals"), of("totals_of_others"))
    };
    let marked = |answer: &Value, norm: &str| {
        let found = answer["findings"].as_array().expect("findings").iter().find(|one| one["norm"] == norm);
        found.expect("a finding")["of_others"].clone()
    };
    let planned =
        json!([{ "date": "2026-02-20", "sent": [{ "role": "sick_note_issuer", "date": "2026-02-20" }] }]);
    for (role, person) in [(None, None), (Some("employer"), None), (Some("line_manager"), Some("m-1"))] {
        let with = assessed(planned.clone(), role, person);
        let without = assessed(json!([]), role, person);
        // The activity duty is the employee's, the plan the employer's.
        assert_eq!(breached(&with).1, 1, "{role:?}");
        assert_eq!((breached(&without).1, breached(&without).0 > breached(&with).0), (1, true), "{role:?}");
        assert_eq!(marked(&with, "activity-duty"), true);
        assert_eq!(marked(&with, "follow-up-plan"), Value::Null);
    }
    // To the one who owes it, it is their own.
    let own = assessed(planned.clone(), Some("sick_listed_employee"), Some("p-1"));
    let host = breached(&assessed(planned, None, None));
    assert_eq!((breached(&own), marked(&own, "activity-duty")), ((host.0 + 1, 0), Value::Null));
    // In the report it stands after what the employer has breached.
    let request =
        json!({ "record": record(json!([])), "as_of": "2026-04-15", "lang": "en", "format": "markdown" });
    let report = answer("report", &request)["report"].as_str().expect("a text").to_owned();
    let place = |norm: &str| report.rfind(&format!("`{norm}`")).unwrap_or_else(|| panic!("{norm}"));
    assert!(place("follow-up-plan") < place("activity-duty"));
    assert!(report.contains("of employees, Nav and others"));
}

/// Where no number of employees is recorded, the workplace may have begun with the first day covered: what is to be there
/// at any time is asked for thirty days, and lacking after them.
#[test]
fn a_workplace_may_have_begun_with_what_the_record_covers() {
    let mut record = json!({ "covers": { "from": "2026-06-01", "to": "2026-12-31" }, "documents": [] });
    let asked = super::finding_on(&record, "hse-goals", "2026-07-01");
    assert_eq!(
        (&asked["outcome"], &asked["missing"][0]["path"]),
        (&json!("unknown"), &json!("/workplace/headcount"))
    );
    assert_eq!(super::outcome_on(&record, "hse-goals", "2026-07-02"), "breached");
    record["workplace"] = json!({ "headcount": [{ "from": "2020-01-01", "employees": 12 }] });
    assert_eq!(super::outcome_on(&record, "hse-goals", "2026-06-01"), "breached");
}
