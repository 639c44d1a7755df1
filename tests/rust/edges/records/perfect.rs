//! A workplace where everything is done, in time and by the right roles. What is asked is read from the norms' texts; of
//! the library only its vocabulary and whom a norm asks are used.

use super::{Place, codes};
use ia_core::record::{
    AgendaItem, DeviationKind, DocumentKind, DocumentPart, MeetingKind, NoticeTopic,
    PlanPart, SurveyPhase, Told, TrainingTopic,
};
use ia_core::requirement::Requirement;
use ia_core::{Code, Date, Role, norms};
use serde_json::{Value, json};

/// Those who come to everything.
const EVERYBODY: [&str; 10] = [
    "employer",
    "line_manager",
    "employee",
    "elected_representative",
    "union_representative",
    "safety_representative",
    "deputy_safety_representative",
    "chief_safety_representative",
    "occupational_health_service",
    "working_environment_committee",
];

/// Who tells whom of everything, and gets an answer.
const NOTICES: [(&str, &str); 8] = [
    ("employer", "employee"),
    ("employer", "elected_representative"),
    ("employer", "safety_representative"),
    ("employer", "management_group"),
    ("line_manager", "safety_representative"),
    ("elected_representative", "employer"),
    ("safety_representative", "employer"),
    ("safety_representative", "line_manager"),
];

/// A perfect record of the place.
pub(super) fn record(place: &Place) -> Value {
    json!({
        "covers": { "from": place.day(-3, "01-01"), "to": place.as_of() },
        "workplace": workplace(place),
        "offices": offices(place),
        "bodies": bodies(place),
        "training": training(place),
        "meetings": meetings(place),
        "documents": documents(place),
        "risk_assessments": [
            { "id": "r-1", "date": place.day(0, "02-10"), "dimensions": ["physical", "psychosocial", "organisational"],
              "change": false, "with": EVERYBODY },
            { "id": "r-2", "date": place.day(0, "03-20"), "dimensions": ["organisational"], "change": "ch-1",
              "with": EVERYBODY }],
        "changes": [{ "id": "ch-1", "kind": "reorganisation", "planned": place.day(0, "03-01"),
            "carried_out": place.day(0, "05-04") }],
        "measures": measures(place),
        "deviations": deviations(place),
        "matters": matters(place),
        "surveys": [survey(place)],
        "notices": notices(place),
        "consultations": consultations(place),
        "absence_rates": [
            { "from": place.day(-1, "01-01"), "to": place.day(-1, "03-31"), "hundredths": 635 },
            { "from": place.day(0, "01-01"), "to": place.day(0, "03-31"), "hundredths": 580 }],
        "absences": super::cases::followed_up(place.last_day()),
        "answers": answers(place, "yes", &place.day(0, "03-02")),
    })
}

fn workplace(place: &Place) -> Value {
    let count = json!([{ "from": place.day(-3, "01-01"), "employees": place.employees }]);
    let areas: Vec<Value> = (1..=place.areas()).map(|nth| json!({ "id": format!("area-{nth}") })).collect();
    let units: Vec<Value> = (1..=place.areas())
        .map(|nth| json!({ "id": format!("unit-{nth}"), "area": format!("area-{nth}") }))
        .collect();
    json!({ "sector": place.sector, "industry": "87.101", "headcount": count, "committee_headcount": count,
        "agreements": place.agreements(), "guidelines": place.guidelines(), "areas": areas, "units": units })
}

/// Offices: role, person, safety area, whose deputy. Those who are elected are elected for two years.
fn offices(place: &Place) -> Vec<Value> {
    let mut all = vec![
        json!({ "role": "employer", "person": "p-1" }),
        json!({ "role": "supervisor", "person": "p-2" }),
        json!({ "role": "elected_representative", "person": "p-3" }),
        json!({ "role": "union_representative", "person": "p-4" }),
        json!({ "role": "hse_coordinator", "person": "p-5" }),
        json!({ "role": "ia_contact_person", "person": "p-6" }),
    ];
    for nth in 1..=place.areas() {
        let (area, elected) = (format!("area-{nth}"), format!("p-2{nth}"));
        all.push(json!({ "role": "line_manager", "person": format!("p-1{nth}"), "area": area }));
        all.push(json!({ "role": "safety_representative", "person": elected, "area": area }));
        all.push(json!({ "role": "deputy_safety_representative", "person": format!("p-3{nth}"), "area": area,
            "deputy_of": elected }));
    }
    if place.areas() > 1 {
        all.push(json!({ "role": "chief_safety_representative", "person": "p-7" }));
    }
    for office in &mut all {
        office["from"] = json!(place.day(-1, "09-01"));
        office["to"] = json!(place.day(1, "08-31"));
        office["terms"] = json!({ "other_supervisor": true, "relieved": place.day(-1, "09-02"), "booked_over": false,
            "leave_refused": false });
    }
    all
}

fn training(place: &Place) -> Vec<Value> {
    let topics = codes::<TrainingTopic>();
    let of_each = |office: Value| {
        let done = |topic: &'static str| {
            json!({ "person": office["person"], "role": office["role"], "topic": topic, "hours": 40,
                "completed": place.day(-1, "09-21") })
        };
        topics.iter().copied().map(done).collect::<Vec<_>>()
    };
    offices(place).into_iter().flat_map(of_each).collect()
}

/// A working environment committee and three more bodies, where the place has them.
fn bodies(place: &Place) -> Vec<Value> {
    if !place.has_bodies() {
        return Vec::new();
    }
    let member = |(role, side): (&str, &str)| json!({ "role": role, "side": side });
    let mut members: Vec<Value> = [
        ("employer", "employer"),
        ("line_manager", "employer"),
        ("elected_representative", "employees"),
        ("occupational_health_service", "occupational_health_service"),
    ]
    .map(member)
    .into();
    let safety = if place.areas() > 1 { "chief_safety_representative" } else { "safety_representative" };
    members.push(member((safety, "employees")));
    let body = |kind| json!({ "kind": kind, "from": place.day(-1, "09-01"), "members": members });
    ["working_environment_committee", "hse_committee", "ia_committee", "administration_committee"]
        .map(body)
        .into()
}

/// Every kind of meeting in every month; the start-up meeting just after the election.
fn meetings(place: &Place) -> Vec<Value> {
    let items = codes::<AgendaItem>();
    // Staffing is informed about, and not discussed.
    let discussed: Vec<&str> = items.iter().copied().filter(|item| *item != "staffing").collect();
    let meeting = |kind: &str, [sent, held, minutes, done]: [String; 4]| {
        json!({ "kind": kind, "date": held, "led_by": "line_manager", "invited": EVERYBODY, "agenda_sent": sent,
            "attended": EVERYBODY, "items": items, "discussed": discussed, "minutes": minutes,
            "decisions": [{ "owner": "line_manager", "due": done, "done": done }] })
    };
    let days = |year: i32, month: u32| {
        ["04", "11", "12", "25"].map(|day| place.day(year, &format!("{month:02}-{day}")))
    };
    let months = (1..=12).map(|month| (-1, month)).chain((1..=6).map(|month| (0, month)));
    let mut all = Vec::new();
    for (year, month) in months {
        for kind in codes::<MeetingKind>() {
            if kind != "start_up_meeting" || (year, month) == (-1, 9) {
                all.push(meeting(kind, days(year, month)));
            }
        }
    }
    all
}

fn documents(place: &Place) -> Vec<Value> {
    let document = |kind| {
        json!({ "kind": kind, "date": place.day(0, "02-02"), "reviewed": place.day(0, "06-01"), "written": true,
            "made_with": EVERYBODY, "contains": codes::<DocumentPart>() })
    };
    codes::<DocumentKind>().into_iter().map(document).collect()
}

fn measures(place: &Place) -> Value {
    let measure = |id| json!({ "id": id, "decided": place.day(0, "02-12"), "owner": "line_manager", "due": place.day(0, "04-30"),
        "done": place.day(0, "04-15"), "evaluated": place.day(0, "06-10"), "with": EVERYBODY, "risk": "r-1",
        "control": "eliminate", "level": "organisation" });
    ["me-1", "me-2", "me-3"].map(measure).into()
}

/// One of each kind: registered and told on the day it happened, confirmed, copied and put right.
fn deviations(place: &Place) -> Vec<Value> {
    let day = place.day(0, "04-08");
    let told = || EVERYBODY.into_iter().chain(["labour_inspectorate"]);
    let told: Vec<Value> = told().map(|role| json!({ "role": role, "date": day })).collect();
    let one = |(nth, kind): (usize, &str)| {
        let mut one = json!({ "id": format!("d-{nth}"), "kind": kind, "date": day, "area": "area-1", "registered": day,
            "told": told, "corrected": place.day(0, "04-20") });
        if kind == "serious_accident" {
            one["police_told"] = json!(day);
            one["confirmed"] = json!(place.day(0, "04-09"));
            one["confirmation_copied"] = json!(place.day(0, "04-10"));
        }
        one
    };
    codes::<DeviationKind>().into_iter().enumerate().map(one).collect()
}

/// One matter in one area, and one in all of them.
fn matters(place: &Place) -> Vec<Value> {
    let of_all = if place.areas() > 1 { "chief_safety_representative" } else { "safety_representative" };
    let matter = |id, areas: usize, by| {
        let areas: Vec<String> = (1..=areas).map(|nth| format!("area-{nth}")).collect();
        json!({ "id": id, "date": place.day(0, "05-05"), "areas": areas, "handled_by": by,
            "taken_to": [{ "role": by, "date": place.day(0, "05-12") }], "solved": place.day(0, "05-29") })
    };
    vec![matter("ma-1", 1, "safety_representative"), matter("ma-2", place.areas(), of_all)]
}

/// Every step of a round in the order of the steps, one a month.
fn survey(place: &Place) -> Value {
    let days = [(-1, "10"), (-1, "11"), (-1, "12"), (0, "01"), (0, "02"), (0, "03"), (0, "04")];
    let steps = codes::<SurveyPhase>();
    assert_eq!(steps.len(), days.len(), "a step without a day");
    let step = |(phase, (year, month)): (&str, (i32, &str))| {
        json!({ "phase": phase, "date": place.day(year, &format!("{month}-15")) })
    };
    let phases: Vec<Value> = steps.into_iter().zip(days).map(step).collect();
    json!({ "id": "s-1", "from": place.day(-1, "10-01"), "phases": phases })
}

fn consultations(place: &Place) -> Value {
    let asked = |role| json!({ "role": role, "subject": "change", "change": "ch-1", "date": place.day(0, "03-10") });
    EVERYBODY.map(asked).into()
}

fn notices(place: &Place) -> Vec<Value> {
    let of_each = |(from, to): (&'static str, &'static str)| {
        let notice = move |topic| {
            json!({ "from": from, "to": to, "topic": topic, "date": place.day(0, "05-18"),
                "answered": place.day(0, "05-20") })
        };
        codes::<NoticeTopic>().into_iter().map(notice)
    };
    NOTICES.into_iter().flat_map(of_each).collect()
}

/// Everybody who is asked gives this answer on everything that a person judges.
pub(super) fn answers(place: &Place, value: &str, date: &str) -> Vec<Value> {
    let mut all = Vec::new();
    for norm in norms() {
        let Ok(version) = norm.at(place.last_day()) else { continue };
        if let Some(Requirement::Answered(answered)) = &version.requirement {
            let answer = |role: &Role| {
                json!({ "norm": norm.id, "role": role.code(), "date": date, "value": value })
            };
            all.extend(answered.by.iter().map(answer));
        }
    }
    all
}

/// What a plan contains, and what an employee tells.
pub(super) fn parts() -> (Vec<&'static str>, Vec<&'static str>) {
    (codes::<PlanPart>(), codes::<Told>())
}

pub(super) fn after(first: Date, days: i64) -> Date {
    first.plus_days(days).expect("a day of the calendar")
}
