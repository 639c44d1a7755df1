//! Workplaces where nothing is begun, or nothing is done: all lists are empty, or all that is in them is `false`, empty, late or by the
//! wrong roles.

use super::{Place, cases, codes, perfect};
use ia_core::record::{BodyKind, DeviationKind, DocumentKind, MeetingKind, SurveyPhase};
use serde_json::{Value, json};

/// Every list is there and empty. The workplace has been since that day, as have its guidelines and agreements.
pub(super) fn empty_lists(place: &Place, from: &str, employees: u32) -> Value {
    let count = json!([{ "from": from, "employees": employees }]);
    let since = |mut list: Value| {
        for one in list.as_array_mut().expect("a list") {
            one["from"] = json!(from);
        }
        list
    };
    json!({
        "covers": { "from": from, "to": place.as_of() },
        "workplace": { "sector": place.sector, "industry": "87.101", "headcount": count, "committee_headcount": count, "areas": [], "units": [],
            "agreements": since(place.agreements().into()), "guidelines": since(place.guidelines()) },
        "offices": [], "bodies": [], "training": [], "meetings": [], "documents": [], "risk_assessments": [],
        "changes": [], "measures": [], "deviations": [], "matters": [], "surveys": [], "notices": [],
        "consultations": [], "absence_rates": [], "absences": [], "answers": [],
    })
}

/// The same with people in office and members in the bodies since that day.
pub(super) fn just_elected(place: &Place, from: &str, employees: u32) -> Value {
    let mut record = empty_lists(place, from, employees);
    let area = json!([{ "id": "area-1" }, { "id": "area-2" }]);
    record["workplace"]["areas"] = area;
    let mut offices = perfect::term(-1, 0, place);
    for office in &mut offices {
        office["from"] = json!(from);
        office.as_object_mut().expect("an office").remove("terms");
    }
    record["offices"] = offices.into();
    record["bodies"] =
        codes::<BodyKind>().into_iter().map(|kind| json!({ "kind": kind, "from": from })).collect();
    record
}

/// Nothing has been done for years, and everybody who is asked says no.
pub(super) fn nothing_done(place: &Place) -> Value {
    let mut record = empty_lists(place, &place.day(-10, "01-01"), place.employees);
    record["workplace"]["areas"] = json!([{ "id": "area-1" }, { "id": "area-2" }]);
    record["answers"] = perfect::answers(place, "no", 0).into();
    record
}

/// People hold their offices, and whatever they do is not as it must be.
pub(super) fn all_wrong(place: &Place) -> Value {
    let long_ago = place.day(-10, "01-01");
    let mut record = just_elected(place, &long_ago, place.employees);
    for office in record["offices"].as_array_mut().expect("offices") {
        let term = json!({ "other_supervisor": true, "relieved": false, "booked_over": true, "leave_refused": true });
        office["terms"] = term;
        // Elected lately, and met by nobody.
        if office["role"] != "line_manager" {
            office["from"] = json!(place.day(-1, "09-01"));
        }
    }
    let one_side = json!([{ "role": "employee", "side": "employees" }]);
    let body = |kind| json!({ "kind": kind, "from": place.day(-1, "09-01"), "members": one_side });
    record["bodies"] = codes::<BodyKind>().into_iter().map(body).collect();
    let document = |kind| json!({ "kind": kind, "date": long_ago, "reviewed": false, "written": false, "made_with": [], "contains": [] });
    record["documents"] = codes::<DocumentKind>().into_iter().map(document).collect();
    let meeting = |kind| {
        json!({ "kind": kind, "date": place.day(0, "01-12"), "led_by": "employee", "invited": [], "agenda_sent": false,
            "attended": [], "items": [], "discussed": ["staffing"], "minutes": false,
            "decisions": [{ "due": place.day(0, "02-01"), "done": false }] })
    };
    record["meetings"] = codes::<MeetingKind>().into_iter().map(meeting).collect();
    record["changes"] = json!([{ "id": "ch-1", "kind": "reorganisation", "planned": place.day(0, "02-01"),
        "carried_out": place.day(0, "03-02") }]);
    record["measures"] = json!([{ "id": "m-1", "decided": place.day(0, "01-05"), "owner": false, "due": false,
        "done": place.day(0, "02-01"), "evaluated": false, "with": [] }]);
    let deviation = |(nth, kind): (usize, &str)| {
        json!({ "id": format!("d-{nth}"), "kind": kind, "date": place.day(0, "02-02"), "registered": false,
            "corrected": false, "told": [], "police_told": false, "confirmed": false, "confirmation_copied": false })
    };
    record["deviations"] = codes::<DeviationKind>().into_iter().enumerate().map(deviation).collect();
    record["matters"] = json!([{ "id": "ma-1", "date": place.day(0, "01-08"), "areas": ["area-1", "area-2"],
        "solved": false, "taken_to": [], "handled_by": "safety_representative" }]);
    // The steps in the opposite order, and a round without any, long ago.
    let steps = codes::<SurveyPhase>().into_iter().rev().enumerate();
    let step = |(nth, phase): (usize, &str)| json!({ "phase": phase, "date": place.day(0, &format!("02-{:02}", nth + 1)) });
    record["surveys"] = json!([{ "id": "s-1", "from": place.day(-1, "10-01"), "phases": steps.map(step).collect::<Vec<_>>() }]);
    record["notices"] = json!([{ "from": "safety_representative", "to": "employer", "topic": "danger",
        "date": place.day(0, "02-02"), "answered": false }]);
    record["absence_rates"] = json!([
        { "from": place.day(-1, "01-01"), "to": place.day(-1, "03-31"), "hundredths": 580 },
        { "from": place.day(0, "01-01"), "to": place.day(0, "03-31"), "hundredths": 635 }]);
    record["absences"] = cases::neglected(place.last_day()).into();
    record["answers"] = perfect::answers(place, "no", 0).into();
    record
}

/// Offices and bodies are filled since long ago, and nothing else is there but a survey round and a measure that nothing came of.
pub(super) fn only_elected(place: &Place) -> Value {
    let long_ago = place.day(-10, "01-01");
    let mut record = just_elected(place, &long_ago, place.employees);
    record["surveys"] = json!([{ "id": "s-1", "from": place.day(-5, "10-01"), "phases": [] }]);
    record["measures"] = json!([{ "id": "m-1", "decided": place.day(0, "01-05"), "owner": false,
        "due": place.day(0, "02-01"), "done": false, "evaluated": false, "with": [] }]);
    record["absences"] = cases::neglected(place.last_day()).into();
    record
}

/// No bodies, no occupational health service, and nobody coordinates the safety representatives.
pub(super) fn without_bodies(place: &Place) -> Value {
    let mut record = all_wrong(place);
    record["bodies"] = json!([]);
    let agreements = record["workplace"]["agreements"].as_array_mut().expect("agreements");
    agreements.retain(|agreement| agreement["kind"] != "occupational_health_service");
    let offices = record["offices"].as_array_mut().expect("offices");
    offices.retain(|office| office["role"] != "chief_safety_representative");
    record
}
