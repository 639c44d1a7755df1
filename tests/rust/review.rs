//! What the review sheet says: the level at which a norm is owed, who can know it, its group, what makes it breached, and
//! whose the day is. The expected values (`tests/data/law/review.tsv`) are read from the acts and the sources, not from the code.

use ia_core::catalogue::{Group, Level, Sensitivity, Version};
use ia_core::{Code, Modality, Norm, Options, Outcome, Role, Weight, assess, norm, norms};
use ia_tests::{day, file, record};
use std::collections::BTreeSet;

fn codes(roles: &[Role]) -> String {
    roles.iter().map(|role| role.code()).collect::<Vec<_>>().join(" ")
}

#[test]
fn norms_of_every_kind_are_as_the_sources_say() {
    let mut kinds = BTreeSet::new();
    for row in file("tests/data/law/review.tsv").lines().skip(1) {
        let mut cells = row.split('\t');
        let (id, on) = (cells.next().expect("an id"), cells.next().expect("a day"));
        let norm = norm(id).unwrap_or_else(|| panic!("{id}"));
        let version = norm.at(day(on)).unwrap_or_else(|error| panic!("{id}: {error}"));
        let (last_day, count, whose_day) = version.last_day();
        let count = count.map_or(String::new(), |count| format!(" {count}"));
        let found = [
            version.weight().code().to_owned(),
            version.breach().map_or("never", Code::code).to_owned(),
            format!("{}{count}", last_day.code()),
            whose_day.code().to_owned(),
            norm.level.code().to_owned(),
            codes(&norm.knowers()),
            norm.group(version).code().to_owned(),
        ];
        assert_eq!(found.as_slice(), cells.take(found.len()).collect::<Vec<_>>(), "{id} {on}");
        kinds.extend(version.requirement.as_ref().map(kind));
    }
    let all: BTreeSet<String> =
        versions().filter_map(|(_, one)| one.requirement.as_ref()).map(kind).collect();
    assert_eq!(all.difference(&kinds).collect::<Vec<_>>(), ["case_practice"; 0], "a kind is not looked at");
}

fn kind(requirement: &ia_core::requirement::Requirement) -> String {
    let value = serde_json::to_value(requirement).expect("JSON");
    value.as_object().and_then(|object| object.keys().next()).expect("a kind").clone()
}

fn versions() -> impl Iterator<Item = (&'static Norm, &'static Version)> {
    norms().iter().flat_map(|norm| norm.versions.iter().map(move |version| (norm, version)))
}

/// Life and health now.
const DANGER: [&str; 13] = [
    "danger-notice-answered",
    "danger-notice-escalated",
    "danger-warning",
    "deviations-corrected",
    "employee-notice-of-danger",
    "employee-stops-dangerous-work",
    "halt-of-activity",
    "safety-representative-may-stop-work",
    "safety-representative-told-of-incidents",
    "serious-accident-notified",
    "serious-accident-notified-to-police",
    "stop-of-work-reported",
    "stop-of-work-without-liability",
];

/// One person's protection, though the norm reads no sick leave.
const PERSON: [&str; 8] = [
    "adaptation-for-disability",
    "dismissal-protection-during-sickness",
    "employee-notice-of-harassment",
    "no-harassment",
    "no-retaliation-for-reports",
    "report-looked-into",
    "reporter-environment-protected",
    "safety-representative-no-detriment",
];

#[test]
fn the_group_follows_from_danger_person_and_weight() {
    for (norm, version) in versions() {
        let expected = match version.weight() {
            _ if DANGER.contains(&norm.id.as_str()) => Group::Danger,
            _ if norm.sensitivity == Sensitivity::Person || PERSON.contains(&norm.id.as_str()) => {
                Group::Person
            }
            Weight::Binding => Group::Binding,
            Weight::Agreed => Group::Agreed,
            Weight::GoodPractice => Group::GoodPractice,
            // As a duty of the same source.
            Weight::Information => match (Version { modality: Modality::Duty, ..version.clone() }).weight() {
                Weight::Binding => Group::Binding,
                Weight::Agreed => Group::Agreed,
                _ => Group::GoodPractice,
            },
        };
        assert_eq!(norm.group(version), expected, "{} {}", norm.id, version.from);
    }
}

#[test]
fn who_is_asked_can_know() {
    for (norm, version) in versions() {
        let knowers = norm.knowers();
        assert!(!knowers.is_empty(), "{}", norm.id);
        assert!(version.asked().iter().all(|role| knowers.contains(role)), "{}", norm.id);
    }
}

/// Nav, a doctor, the Labour Inspectorate and the ministry know what they do themselves, and what they are asked.
#[test]
fn who_is_outside_knows_what_is_its_own() {
    const OUTSIDE: [Role; 4] = [Role::Nav, Role::SickNoteIssuer, Role::LabourInspectorate, Role::Ministry];
    for norm in norms() {
        let asked: Vec<Role> = norm.versions.iter().flat_map(Version::asked).copied().collect();
        for role in norm.knowers().into_iter().filter(|role| OUTSIDE.contains(role) && !asked.contains(role))
        {
            assert!(norm.bearers.iter().any(|bearer| bearer.is(role)), "{} {}", norm.id, role.code());
        }
    }
}

/// One person's case is known by the employer and that person, and by whoever outside acts in it.
#[test]
fn representatives_are_not_asked_about_one_persons_sick_leave() {
    for norm in norms().iter().filter(|norm| norm.sensitivity == Sensitivity::Person) {
        let stands_apart = |role: &Role| {
            !role.stands_for(Role::SafetyRepresentative) && !role.stands_for(Role::ElectedRepresentative)
        };
        assert!(norm.knowers().iter().all(stands_apart), "{}", norm.id);
    }
}

/// What is owed for a safety area is decided there; a body of the undertaking is the undertaking's.
#[test]
fn the_level_fits_where_the_norm_is_decided() {
    for (norm, version) in versions() {
        let requirement = serde_json::to_value(&version.requirement).expect("JSON").to_string();
        if requirement.contains("\"safety_area\"") {
            assert_eq!(norm.level, Level::Area, "{}", norm.id);
        }
        if requirement.contains("\"working_environment_committee\"") && requirement.contains("body_composed")
        {
            assert_eq!(norm.level, Level::Enterprise, "{}", norm.id);
        }
    }
}

/// The assessment agrees: nothing is breached that the sheet says is never breached.
#[test]
fn nothing_is_breached_that_cannot_be() {
    let mut seen = BTreeSet::new();
    for name in ["workplace", "company-4", "company-12", "company-32", "empty"] {
        let record = record(name);
        for on in ["2010-05-05", "2017-01-31", "2024-01-01", "2026-11-22", "2027-02-01", "2031-02-01"] {
            for finding in assess(&record, day(on), &Options::default()).findings {
                if finding.outcome == Outcome::Breached {
                    let breach = finding.version.breach();
                    assert!(breach.is_some(), "{name} {on}: {}", finding.norm.id);
                    seen.insert(breach.map(Code::code));
                }
            }
        }
    }
    assert!(seen.len() > 5, "{seen:?}");
}

#[test]
fn the_sheet_has_every_norm_and_version_once() {
    let page = file("docs/catalogue/review.md");
    let rows = page.lines().filter_map(|line| line.strip_prefix("| [")).map(|row| {
        let (id, rest) = row.split_once(']').expect("an id");
        let from = rest.split(" | ").nth(1).and_then(|days| days.split('–').next()).expect("a first day");
        format!("{id} {from}")
    });
    let mut rows: Vec<String> = rows.collect();
    rows.sort();
    let mut expected: Vec<String> =
        versions().map(|(norm, one)| format!("{} {}", norm.id, one.from)).collect();
    expected.sort();
    assert_eq!(rows, expected);
}

/// A pack may leave level, knowers and group out, and may name them.
#[test]
fn a_norm_of_a_pack_has_a_level_knowers_and_a_group() {
    let text = |nb: &str| serde_json::json!({ "nb": nb, "nn": nb, "en": "The manager should do it." });
    let norm = |more: serde_json::Value| {
        let mut norm = serde_json::json!({
            "id": "local-x", "topic": "cooperation", "bearers": ["line_manager"], "toward": ["employee"],
            "title": text("Tittel"), "text": text("Lederen bør det."),
            "version": [{ "from": "2020-01-01", "modality": "should", "confidence": "H",
                "requirement": { "document_in_place": { "kind": "meeting_plan" } } }]
        });
        for (key, value) in more.as_object().expect("an object") {
            norm[key] = value.clone();
        }
        let pack = serde_json::json!({ "norms": [norm], "source": { "id": "local-s", "kind": "guide",
            "name": text("Kilde"), "valid": { "from": "2020-01-01" } } });
        let request = serde_json::json!({ "norm": "local-x", "packs": [pack] }).to_string();
        let answer = ia_core::api::norms(&request).expect("norms");
        let answer: serde_json::Value = serde_json::from_str(&answer).expect("JSON");
        let norm = answer["norms"][0].clone();
        (norm["level"].clone(), norm["knowers"].clone(), norm["versions"][0]["group"].clone())
    };
    assert_eq!(
        norm(serde_json::json!({})),
        ("unit".into(), serde_json::json!(["line_manager", "employee"]), "good_practice".into())
    );
    let named =
        serde_json::json!({ "level": "area", "knowers": ["safety_representative"], "group": "danger" });
    assert_eq!(norm(named), ("area".into(), serde_json::json!(["safety_representative"]), "danger".into()));
}
