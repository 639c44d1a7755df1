//! A large workplace as it may be: 15,000 employees, 600 units, 30,000 absences and trainings, 40 packs of 100 norms.

use super::packs::{meetings, norm, pack, version};
use super::sample::AS_OF;
use crate::day;
use serde_json::{Value, json};

/// How large a workplace is.
#[derive(Debug, Clone, Copy)]
pub struct Size {
    /// Employees.
    pub employees: usize,
    /// Units, each a safety area.
    pub units: usize,
    /// Sickness absences of two years.
    pub absences: usize,
    /// Trainings.
    pub trainings: usize,
    /// Packs.
    pub packs: usize,
    /// Norms in each pack.
    pub norms: usize,
}

/// A large municipality.
pub const FULL: Size =
    Size { employees: 15_000, units: 600, absences: 30_000, trainings: 30_000, packs: 40, norms: 100 };

impl Size {
    /// So many times smaller.
    #[must_use]
    pub const fn divided(self, by: usize) -> Self {
        Self {
            employees: self.employees / by,
            units: self.units / by,
            absences: self.absences / by,
            trainings: self.trainings / by,
            packs: self.packs / by,
            norms: self.norms,
        }
    }
}

fn before(days: usize) -> String {
    day(AS_OF).plus_days(-i64::try_from(days).expect("few")).expect("a day").to_string()
}

/// The record.
pub fn lifelike(size: Size) -> Value {
    let of = |count: usize, one: &dyn Fn(usize) -> Value| -> Value { (0..count).map(one).collect() };
    let person = |nth: usize| format!("p-{:06x}", nth.wrapping_mul(7919) % 0x00ff_ffff);
    let area = |nth: usize| format!("a-{nth}");
    let roles =
        ["safety_representative", "line_manager", "deputy_safety_representative", "union_representative"];
    let kinds = ["line_manager_meeting", "ia_meeting", "staff_meeting"];
    let topics = ["working_environment_course", "hse_for_managers", "absence_follow_up", "ia"];
    json!({
        "covers": { "from": before(1100), "to": AS_OF },
        "workplace": {
            "sector": "municipal",
            "headcount": [{ "from": before(1100), "employees": size.employees }],
            "areas": of(size.units, &|nth| json!({ "id": area(nth) })),
            "units": of(size.units, &|nth| json!({ "id": format!("u-{nth}"), "area": area(nth) })),
            "agreements": [],
            "guidelines": [{ "guideline": "line-manager-safety-rep-guideline", "from": before(800) }],
        },
        "offices": of(size.units * 4, &|nth| json!({
            "role": roles[nth % 4], "person": person(nth), "area": area(nth / 4), "from": before(100 + nth % 600),
        })),
        "bodies": [],
        "training": of(size.trainings, &|nth| json!({
            "person": person(nth % size.employees.max(1)), "role": roles[nth % 2], "topic": topics[nth % 4],
            "completed": before(nth % 1000), "hours": 8 + nth % 40,
        })),
        "meetings": of(size.units * 4, &|nth| json!({
            "kind": kinds.get(nth % 4).unwrap_or(&"ia_meeting"), "date": before(nth % 365), "area": area(nth / 4),
            "invited": ["line_manager", "safety_representative"], "attended": ["line_manager", "safety_representative"],
            "items": ["sickness_absence", "deviations"], "minutes": before(nth % 365),
        })),
        "documents": [{ "kind": "hse_goals", "date": before(200), "written": true, "reviewed": before(20) }],
        "risk_assessments": of(size.units, &|nth| json!({
            "id": format!("r-{nth}"), "date": before(nth % 300), "dimensions": ["physical", "psychosocial", "organisational"],
        })),
        "changes": of(size.units / 10, &|nth| json!({ "id": format!("ch-{nth}"), "kind": "reorganisation", "planned": before(nth % 300) })),
        "measures": of(size.units * 2, &|nth| json!({
            "id": format!("me-{nth}"), "decided": before(nth % 300), "owner": "line_manager", "due": before(nth % 100),
            "done": before(nth % 90), "risk": format!("r-{}", nth / 2),
        })),
        "deviations": of(size.employees / 5, &|nth| json!({
            "id": format!("d-{nth}"), "kind": "defect", "date": before(nth % 700), "registered": before(nth % 700),
            "corrected": before(nth % 600), "told": [{ "role": "safety_representative", "date": before(nth % 600) }],
        })),
        "notices": [], "consultations": [], "matters": [], "surveys": [], "answers": [],
        "absences": of(size.absences, &|nth| absence(nth, &person(nth % size.employees.max(1)))),
    })
}

/// Most last a few weeks, one in twelve goes on.
fn absence(nth: usize, person: &str) -> Value {
    let began = nth * 37 % 730;
    let length = if nth.is_multiple_of(12) { 800 } else { 3 + nth * 13 % 60 };
    let mut case = json!({
        "id": format!("c-{nth}"), "person": person, "manager": format!("m-{}", nth % 600), "from": before(began),
        "certificates": [{ "from": before(began), "to": before(began.saturating_sub(14)), "grade": 100 }],
        "plans": [{
            "date": before(began.saturating_sub(20)), "with_employee": true,
            "sent": [{ "role": "sick_note_issuer", "date": before(began.saturating_sub(21)) }],
        }],
        "meetings": [{
            "kind": "dialogue_meeting", "date": before(began.saturating_sub(40)),
            "summoned": [{ "role": "employee", "date": before(began.saturating_sub(30)) }], "attended": ["employee"],
        }],
        "exceptions": [],
    });
    if length < began {
        case["to"] = json!(before(began - length));
    }
    case
}

/// The packs: norms on meetings, training and documents, and one a pack about cases.
pub fn lifelike_packs(size: Size) -> Value {
    let requirement = |nth: usize| match nth % 100 {
        0 => json!({ "case_milestone": { "milestone": "follow_up_plan", "weeks": 2 } }),
        one if one % 4 == 0 => {
            json!({ "training_done": { "roles": ["safety_representative"], "topics": ["ia"] } })
        }
        one if one % 4 == 1 => json!({ "document_in_place": { "kind": "hse_goals", "written": true } }),
        one if one % 4 == 2 => {
            json!({ "office_filled": { "role": "safety_representative", "each": "workplace" } })
        }
        _ => meetings(),
    };
    (0..size.packs)
        .map(|nth| {
            let norms: Vec<Value> = (nth * size.norms..(nth + 1) * size.norms)
                .map(|nth| {
                    let mut norm = norm(nth, &[version(&requirement(nth))]);
                    if nth % 100 == 0 {
                        norm["sensitivity"] = json!("person");
                    }
                    norm
                })
                .collect();
            pack(nth, &norms)
        })
        .collect()
}
