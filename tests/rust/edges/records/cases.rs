//! Cases of sickness absence: followed up as the sources say, or not at all. Days are counted from the first day away.

use super::perfect::{after, parts};
use ia_core::Date;
use serde_json::{Value, json};

/// A case: how long ago it began, for how many days the person was or is away, and from which day partly.
struct Case {
    id: &'static str,
    person: &'static str,
    days_ago: i64,
    lasted: Option<i64>,
    graded_from: Option<i64>,
}

const fn case(
    id: &'static str,
    person: &'static str,
    days_ago: i64,
    lasted: Option<i64>,
    graded_from: Option<i64>,
) -> Case {
    Case { id, person, days_ago, lasted, graded_from }
}

const CASES: [Case; 15] = [
    // Short, ended and going on.
    case("c-1", "p-101", 90, Some(5), None),
    case("c-2", "p-102", 2, None, None),
    // Five weeks.
    case("c-3", "p-103", 120, Some(35), None),
    case("c-4", "p-104", 34, None, None),
    // Nine weeks, whole.
    case("c-5", "p-105", 150, Some(63), None),
    case("c-6", "p-106", 62, None, None),
    // Thirty weeks.
    case("c-7", "p-107", 240, Some(210), None),
    case("c-8", "p-108", 210, None, None),
    // Partly away from the fourth week, and from the first day.
    case("c-9", "p-109", 140, None, Some(21)),
    case("c-10", "p-110", 200, Some(190), Some(0)),
    // Four short absences within a year.
    case("c-11", "p-111", 280, Some(4), None),
    case("c-12", "p-111", 200, Some(6), None),
    case("c-13", "p-111", 120, Some(3), None),
    case("c-14", "p-111", 8, None, None),
    // A year.
    case("c-15", "p-112", 364, None, None),
];

/// Cases that are followed up as they should be, on a day.
pub(super) fn followed_up(as_of: Date) -> Vec<Value> {
    CASES.iter().map(|case| case.followed_up(as_of)).collect()
}

impl Case {
    fn followed_up(&self, as_of: Date) -> Value {
        let first = after(as_of, -self.days_ago);
        let on = |days: i64| after(first, days).to_string();
        let last = self.lasted.map(|days| days - 1);
        // The last day of the case that has been.
        let so_far = last.unwrap_or(self.days_ago).min(self.days_ago);
        let is_past = |days: i64| days <= so_far;
        let (plan_parts, told) = parts();
        let both = |days: i64| {
            json!([{ "role": "sick_listed_employee", "date": on(days) }, { "role": "line_manager", "date": on(days) },
                { "role": "sick_note_issuer", "date": on(days) }, { "role": "occupational_health_service", "date": on(days) }])
        };
        let there =
            ["sick_listed_employee", "line_manager", "sick_note_issuer", "occupational_health_service"];
        let plan = |(day, to): (i64, &[(&str, i64)])| {
            let sent: Vec<Value> = to
                .iter()
                .filter(|(_, day)| is_past(*day))
                .map(|(role, day)| json!({ "role": role, "date": on(*day) }))
                .collect();
            json!({ "date": on(day), "with_employee": true, "parts": plan_parts, "sent": sent })
        };
        let plans: [(i64, &[(&str, i64)]); 4] = [
            (14, &[("sick_note_issuer", 15), ("nav", 45)]),
            (56, &[("sick_note_issuer", 57), ("nav", 65)]),
            (120, &[("nav", 121)]),
            (180, &[("nav", 181)]),
        ];
        // Kind, asked for, summoned, held.
        let meetings = [
            ("conversation", 3, 3, 4),
            ("dialogue_meeting", 23, 24, 38),
            ("nav_dialogue_meeting", 110, 115, 150),
            ("further_nav_dialogue_meeting", 170, 175, 195),
        ];
        let meetings: Vec<Value> = meetings
            .into_iter()
            .filter(|(.., held)| is_past(*held))
            .map(|(kind, asked, summoned, held)| {
                json!({ "kind": kind, "date": on(held), "summoned": both(summoned), "attended": there,
                    "requested": [{ "role": "sick_listed_employee", "date": on(asked) }],
                    "issuer_wished_by": ["sick_listed_employee", "line_manager"] })
            })
            .collect();
        let told: Vec<Value> = told.iter().map(|what| json!({ "what": what, "date": on(1) })).collect();
        let transfer = json!({ "considered": on(70), "decided": on(80), "consulted": [
            { "role": "sick_listed_employee", "date": on(72) },
            { "role": "elected_representative", "date": on(72) }] });
        let mut case = json!({
            "id": self.id, "person": self.person, "manager": "p-11", "from": on(0),
            "self_certified": [{ "from": on(0), "to": on(so_far.min(2)) }],
            "certificates": self.certificates(so_far, &on),
            "plans": plans.into_iter().filter(|(day, _)| is_past(*day)).map(plan).collect::<Vec<_>>(),
            "meetings": meetings,
            "exceptions": [],
            "told": if is_past(1) { told } else { Vec::new() },
            "adaptations": if is_past(2) {
                json!([{ "date": on(2), "taken": true, "with_employee": true }])
            } else {
                json!([])
            },
            "transfer": if is_past(80) { transfer } else { json!(false) },
            "activity": if is_past(40) { json!(on(40)) } else { json!(false) },
            "plan_demanded": if is_past(65) { json!({ "date": on(60), "due": on(74) }) } else { json!(false) },
        });
        if let Some(last) = last {
            case["to"] = json!(on(last));
        }
        case
    }

    fn certificates(&self, so_far: i64, on: &dyn Fn(i64) -> String) -> Vec<Value> {
        let whole = |from: i64, to: i64| json!({ "from": on(from), "to": on(to), "grade": 100, "kind": "activity_not_possible" });
        let graded =
            |from: i64, to: i64| json!({ "from": on(from), "to": on(to), "grade": 50, "kind": "graded" });
        match self.graded_from {
            _ if so_far < 3 => Vec::new(),
            None => vec![whole(3, so_far)],
            Some(0) => vec![graded(0, so_far)],
            Some(day) => vec![whole(3, day - 1), graded(day, so_far)],
        }
    }
}

/// Cases in which nothing is done, and one in which all is done without the employee.
pub(super) fn neglected(as_of: Date) -> Vec<Value> {
    let first = after(as_of, -364);
    let on = |days: i64| after(first, days).to_string();
    let nothing = json!({
        "id": "c-1", "person": "p-101", "from": on(0), "self_certified": [], "plans": [], "meetings": [],
        "exceptions": [], "told": [], "adaptations": [], "transfer": false, "activity": false, "plan_demanded": false,
        "certificates": [{ "from": on(0), "to": on(364), "grade": 100 }] });
    let meeting = |kind: &str, held: i64| {
        json!({ "kind": kind, "date": on(held), "summoned": [{ "role": "sick_listed_employee", "date": on(held) },
                { "role": "line_manager", "date": on(held) }],
            "attended": [], "requested": [], "issuer_wished_by": ["sick_listed_employee"] })
    };
    let mut without = nothing.clone();
    without["id"] = json!("c-2");
    without["person"] = json!("p-102");
    without["plans"] = json!([{ "date": on(100), "with_employee": false, "parts": [], "sent": [] }]);
    without["meetings"] = json!([meeting("dialogue_meeting", 200), meeting("nav_dialogue_meeting", 300)]);
    without["adaptations"] = json!([{ "date": on(90), "taken": true, "with_employee": false }]);
    without["transfer"] = json!({ "considered": on(70), "decided": on(80), "consulted": [] });
    without["plan_demanded"] = json!({ "date": on(60), "due": on(74) });
    // Nobody was summoned to its meeting.
    let mut unsummoned = nothing.clone();
    unsummoned["id"] = json!("c-3");
    unsummoned["person"] = json!("p-103");
    unsummoned["meetings"] = json!([meeting("dialogue_meeting", 210)]);
    unsummoned["meetings"][0]["summoned"] = json!([]);
    vec![nothing, without, unsummoned]
}
