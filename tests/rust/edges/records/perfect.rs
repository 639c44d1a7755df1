//! A workplace where everything is done, in time and by the right roles. What is asked is read from the norms' texts; of
//! the library only its vocabulary and whom a norm asks are used.

use super::{Place, codes};
use ia_core::catalogue::Version;
use ia_core::record::{
    AgendaItem, BodyKind, DeviationKind, DocumentKind, DocumentPart, MeetingKind, NoticeTopic, PlanPart,
    SurveyPhase, Told, TrainingTopic,
};
use ia_core::{Code, Date, Role, norms};
use ia_tests::day;
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

/// What is made anew every year is made in these years, counted from the last.
const YEARS: [i32; 3] = [-2, -1, 0];

/// A perfect record of the place.
pub(super) fn record(place: &Place) -> Value {
    let answers = YEARS.map(|year| answers(place, "yes", year)).concat();
    let rate = |(year, hundredths): (i32, u16)| json!({ "from": place.day(year, "01-01"), "to": place.day(year, "03-31"), "hundredths": hundredths });
    let rates = [(-2, 702), (-1, 635), (0, 580)].map(rate);
    let surveys = [survey(-2, place), survey(-1, place)];
    json!({
        "covers": { "from": place.day(-3, "01-01"), "to": place.as_of() },
        "workplace": workplace(place),
        "offices": offices(place),
        "bodies": bodies(place),
        "training": training(place),
        "meetings": meetings(place),
        "documents": documents(place),
        "risk_assessments": risk_assessments(place),
        "changes": [{ "id": "ch-1", "kind": "reorganisation", "planned": place.day(0, "03-01"),
            "carried_out": place.day(0, "05-04") }],
        "measures": measures(place),
        "deviations": deviations(place),
        "matters": matters(place),
        "surveys": surveys,
        "notices": notices(place),
        "consultations": consultations(place),
        "absence_rates": rates,
        "absences": super::cases::followed_up(place.last_day()),
        "answers": answers,
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

/// Two terms of two years each; others are elected for the second. The persons of the first term have numbers from 1.
const TERMS: [(i32, usize); 2] = [(-3, 0), (-1, 40)];

/// Offices: role, person, safety area, whose deputy.
fn offices(place: &Place) -> Vec<Value> {
    TERMS.iter().flat_map(|&(year, first)| term(year, first, place)).collect()
}

pub(super) fn term(year: i32, first: usize, place: &Place) -> Vec<Value> {
    let person = |nth: usize| format!("p-{}", first + nth);
    let mut all: Vec<Value> = [
        "employer",
        "supervisor",
        "elected_representative",
        "union_representative",
        "hse_coordinator",
        "ia_contact_person",
    ]
    .into_iter()
    .enumerate()
    .map(|(nth, role)| json!({ "role": role, "person": person(nth + 1) }))
    .collect();
    for nth in 1..=place.areas() {
        let (area, elected) = (format!("area-{nth}"), person(20 + nth));
        all.push(json!({ "role": "line_manager", "person": person(10 + nth), "area": area }));
        all.push(json!({ "role": "safety_representative", "person": elected, "area": area }));
        all.push(json!({ "role": "deputy_safety_representative", "person": person(30 + nth), "area": area,
            "deputy_of": elected }));
    }
    if place.areas() > 1 {
        all.push(json!({ "role": "chief_safety_representative", "person": person(7) }));
    }
    for office in &mut all {
        office["from"] = json!(place.day(year, "09-01"));
        office["to"] = json!(place.day(year + 2, "08-31"));
        office["terms"] = json!({ "other_supervisor": true, "relieved": place.day(year, "09-01"), "booked_over": false,
            "leave_refused": false });
    }
    all
}

fn training(place: &Place) -> Vec<Value> {
    let topics = codes::<TrainingTopic>();
    let of_each = |office: Value| {
        let done = |topic: &'static str| {
            json!({ "person": office["person"], "role": office["role"], "topic": topic, "hours": 40,
                "completed": office["from"] })
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
    let mut all = Vec::new();
    for (year, _) in TERMS {
        for kind in codes::<BodyKind>() {
            let (from, to) = (place.day(year, "09-01"), place.day(year + 2, "08-31"));
            all.push(json!({ "kind": kind, "from": from, "to": to, "members": members }));
        }
    }
    all
}

/// Every kind of meeting in every month; the start-up meeting just after the elections, which are in September.
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
    let months = YEARS.into_iter().flat_map(|year| (1..=12).map(move |month| (year, month)));
    let months = months.filter(|month| *month <= (0, 6));
    let mut all = Vec::new();
    for (year, month) in months {
        for kind in codes::<MeetingKind>() {
            if kind != "start_up_meeting" || month == 9 {
                all.push(meeting(kind, days(year, month)));
            }
        }
    }
    all
}

fn documents(place: &Place) -> Vec<Value> {
    let document = |(date, reviewed): (String, String), kind| {
        json!({ "kind": kind, "date": date, "reviewed": reviewed, "written": true, "made_with": EVERYBODY,
            "contains": codes::<DocumentPart>() })
    };
    let mut all = Vec::new();
    for kind in codes::<DocumentKind>() {
        for year in YEARS {
            all.push(document((place.day(year, "02-02"), place.day(year, "06-01")), kind));
        }
        // After an election those elected are made known.
        for (year, _) in TERMS {
            all.push(document((place.day(year, "09-01"), place.day(year, "09-01")), kind));
        }
    }
    all
}

/// One a year of everything, and one of a change while it is planned.
fn risk_assessments(place: &Place) -> Vec<Value> {
    let yearly = YEARS.map(|year| {
        json!({ "id": format!("r{year}"), "date": place.day(year, "02-10"), "change": false, "with": EVERYBODY,
            "dimensions": ["physical", "psychosocial", "organisational"] })
    });
    let of_change = json!({ "id": "r-of-change", "date": place.day(0, "03-02"), "change": "ch-1", "with": EVERYBODY,
        "dimensions": ["organisational"] });
    yearly.into_iter().chain([of_change]).collect()
}

/// Three a year, carried out by their day and then evaluated.
fn measures(place: &Place) -> Vec<Value> {
    let measure = |nth: i32, year: i32| {
        json!({ "id": format!("m{year}-{nth}"), "decided": place.day(year, "02-12"), "owner": "line_manager",
            "due": place.day(year, "04-30"), "done": place.day(year, "04-15"), "evaluated": place.day(year, "04-15"),
            "with": EVERYBODY, "risk": format!("r{year}"), "control": "eliminate", "level": "organisation" })
    };
    YEARS.into_iter().flat_map(|year| (1..=3).map(move |nth| measure(nth, year))).collect()
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

/// Every step of a round in the order of the steps, from October to April.
fn survey(year: i32, place: &Place) -> Value {
    let next = year + 1;
    let days =
        [(year, "10"), (year, "11"), (year, "12"), (next, "01"), (next, "02"), (next, "03"), (next, "04")];
    let steps = codes::<SurveyPhase>();
    assert_eq!(steps.len(), days.len(), "a step without a day");
    let step = |(phase, (year, month)): (&str, (i32, &str))| json!({ "phase": phase, "date": place.day(year, &format!("{month}-15")) });
    let phases: Vec<Value> = steps.into_iter().zip(days).map(step).collect();
    json!({ "id": format!("s{year}"), "from": place.day(year, "10-01"), "phases": phases })
}

fn consultations(place: &Place) -> Value {
    let asked =
        |role| json!({ "role": role, "subject": "change", "change": "ch-1", "date": place.day(0, "03-10") });
    EVERYBODY.map(asked).into()
}

fn notices(place: &Place) -> Vec<Value> {
    let mut all = Vec::new();
    for year in YEARS {
        let day = place.day(year, "05-18");
        for (from, to) in NOTICES {
            for topic in codes::<NoticeTopic>() {
                all.push(json!({ "from": from, "to": to, "topic": topic, "date": day, "answered": day }));
            }
        }
    }
    all
}

/// Everybody who is asked gives this answer on everything that a person judges at some time of the year.
pub(super) fn answers(place: &Place, value: &str, year: i32) -> Vec<Value> {
    let [first, last] = ["01-01", "12-31"].map(|one| place.day(year, one));
    let mut all = Vec::new();
    for norm in norms() {
        let asked = norm
            .versions
            .iter()
            .filter(|one| one.from <= day(&last) && one.to.is_none_or(|to| day(&first) <= to));
        let mut by: Vec<Role> = asked.flat_map(Version::asked).copied().collect();
        by.sort_unstable();
        by.dedup();
        let answer =
            |role: Role| json!({ "norm": norm.id, "role": role.code(), "date": first, "value": value });
        all.extend(by.into_iter().map(answer));
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
