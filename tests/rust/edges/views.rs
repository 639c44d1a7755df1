//! Who sees a case, and who may give facts about it (docs of `View`, GDPR article 9).

use super::answer;
use ia_core::assess::{Finding, View};
use ia_core::catalogue::{Norm, Sensitivity};
use ia_core::{Code, Options, Record, Role, assess, questions};
use ia_tests::{day, record};
use serde_json::{Value, json};
use std::collections::BTreeSet;

/// A case that manager m-1 follows up, of which nothing but the first day is known.
fn request(role: &str, person: &str) -> Value {
    json!({
        "record": {
            "covers": { "from": "2026-01-01", "to": "2026-12-31" },
            "absences": [{ "id": "case-1", "person": "p-1", "manager": "m-1", "from": "2026-01-05" }]
        },
        "as_of": "2026-02-10", "role": role, "person": person
    })
}

fn sees_the_case(role: &str, person: &str) -> bool {
    let seen = answer("assess", &request(role, person));
    seen["findings"].as_array().expect("findings").iter().any(|one| one["subject"]["case"] == "case-1")
}

/// Only a line manager is held to the cases that name that manager: the employer and the management have all.
#[test]
fn only_a_line_manager_is_held_to_the_own_cases() {
    for (role, person, sees) in [
        ("line_manager", "m-1", true),
        ("line_manager", "m-2", false),
        ("employer", "m-1", true),
        ("employer", "m-2", true),
        ("management", "m-2", true),
        ("management_group", "m-2", true),
        ("employee", "p-1", true),
        ("sick_listed_employee", "p-1", true),
        ("employee", "p-2", false),
        ("employee", "m-1", false),
        ("safety_representative", "p-1", false),
        ("safety_representative", "m-1", false),
        ("elected_representative", "p-1", false),
        ("union_representative", "m-1", false),
        ("occupational_health_service", "p-1", false),
        ("supervisor", "p-1", false),
        ("nav", "p-1", false),
    ] {
        assert_eq!(sees_the_case(role, person), sees, "{role} {person}");
    }
}

/// A question names a place in the record: it is asked only of those who see the finding it belongs to.
#[test]
fn nobody_is_asked_about_a_case_that_is_hidden_from_them() {
    let asked = |role: &str, person: &str| {
        let questions = answer("questions", &request(role, person))["questions"].clone();
        let questions = questions.as_array().expect("questions").iter();
        questions
            .filter(|one| one["path"].as_str().is_some_and(|path| path.starts_with("/absences/0")))
            .count()
    };
    assert!(asked("line_manager", "m-1") > 0);
    assert!(asked("employer", "m-2") > 0);
    for (role, person) in [
        ("line_manager", "m-2"),
        ("employee", "p-2"),
        ("safety_representative", "p-1"),
        ("elected_representative", "m-1"),
    ] {
        assert_eq!(asked(role, person), 0, "{role} {person}");
    }
}

fn with_sensitivity(norm: &Norm, sensitivity: Sensitivity) -> &'static Norm {
    Box::leak(Box::new(Norm { sensitivity, ..norm.clone() }))
}

/// Membership of a trade union is seen by those who hold such an office, and by the employer.
#[test]
fn a_finding_that_reveals_membership_is_for_the_elected_and_the_employer() {
    let whole = assess(&record("workplace"), day("2026-11-22"), &Options::default());
    let about_nobody = whole.findings.iter().find(|one| one.subject.is_none()).expect("a finding");
    let finding = |sensitivity| Finding {
        norm: with_sensitivity(about_nobody.norm, sensitivity),
        ..about_nobody.clone()
    };
    let sees = |role: Role, sensitivity| View::from(role).may_see(&finding(sensitivity));
    for (role, union, person) in [
        (Role::Employer, true, true),
        (Role::LineManager, true, true),
        (Role::ElectedRepresentative, true, false),
        (Role::UnionRepresentative, true, false),
        (Role::SafetyRepresentative, false, false),
        (Role::ChiefSafetyRepresentative, false, false),
        (Role::Employee, false, false),
        (Role::SickListedEmployee, false, false),
        (Role::OccupationalHealthService, false, false),
        (Role::Nav, false, false),
    ] {
        assert_eq!(sees(role, Sensitivity::Union), union, "{role:?} and membership");
        assert_eq!(sees(role, Sensitivity::Person), person, "{role:?} and what is open across cases");
        assert!(sees(role, Sensitivity::None), "{role:?}");
    }
}

/// A question is put to those who can know, and no finding is left without anybody who is asked, but where only
/// somebody outside the workplace knows.
#[test]
fn whoever_can_know_is_asked_and_nobody_else() {
    let options = Options::default();
    for record in [json!({}), request("employer", "m-1")["record"].clone()] {
        let record: Record = serde_json::from_value(record).expect("a record");
        let as_of = day("2026-02-10");
        let mut put: BTreeSet<&str> = BTreeSet::new();
        for role in Role::ALL {
            for question in questions(&record, as_of, *role, &options) {
                for norm in question.because {
                    let knowers = norm.knowers();
                    let knows = |knower: &Role| {
                        role.is_concerned_by(*knower)
                            || (*knower == Role::Employer && role.is_employer_side())
                    };
                    assert!(knowers.iter().any(knows), "{} is asked about {}", role.code(), norm.id);
                    put.insert(&norm.id);
                }
            }
        }
        let of_others = |norm: &Norm| norm.knowers().iter().all(|role| role.is_another());
        for finding in assess(&record, as_of, &options).findings {
            let open = !finding.missing.is_empty() && !of_others(finding.norm);
            assert!(
                !open || put.contains(finding.norm.id.as_str()),
                "nobody is asked about {}",
                finding.norm.id
            );
        }
    }
}
