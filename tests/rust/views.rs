//! Who sees what.

use ia_core::api;
use ia_core::assess::{View, assess_for};
use ia_core::catalogue::Sensitivity;
use ia_core::{Options, Role, assess, questions};
use ia_tests::{day, record, record_json};

const AS_OF: &str = "2026-11-22";

#[test]
fn representatives_and_colleagues_never_see_one_persons_case() {
    let whole = assess(&record("workplace"), day(AS_OF), &Options::default());
    assert!(whole.findings.iter().any(|finding| finding.subject.is_some()));
    for role in [
        Role::SafetyRepresentative,
        Role::DeputySafetyRepresentative,
        Role::ChiefSafetyRepresentative,
        Role::ElectedRepresentative,
        Role::UnionRepresentative,
        Role::WorkingEnvironmentCommittee,
        Role::OccupationalHealthService,
        Role::Employee,
        Role::Supervisor,
        Role::LabourInspectorate,
    ] {
        let seen = assess_for(&record("workplace"), day(AS_OF), role, &Options::default());
        assert!(seen.findings.iter().all(|finding| finding.subject.is_none()), "{role:?}");
        assert!(seen.due().iter().all(|item| item.subject.is_none()), "{role:?}");
        if !matches!(role, Role::Employee | Role::Supervisor) {
            let hidden = seen.findings.iter().all(|finding| finding.norm.sensitivity != Sensitivity::Person);
            assert!(hidden, "{role:?}");
        }
    }
}

#[test]
fn a_line_manager_sees_the_cases_that_name_that_manager_and_a_person_their_own() {
    let whole = assess(&record("workplace"), day(AS_OF), &Options::default());
    let cases = |view: View| {
        let seen = assess_for(&record("workplace"), day(AS_OF), view, &Options::default());
        let mut cases: Vec<String> = seen
            .findings
            .iter()
            .filter_map(|finding| finding.subject.as_ref())
            .map(|subject| subject.case.to_string())
            .collect();
        cases.dedup();
        cases.sort();
        cases.dedup();
        cases
    };
    assert_eq!(cases(Role::Management.into()).len(), 5);
    let subject = whole.findings.iter().find_map(|finding| finding.subject.clone()).expect("a case");
    let own = cases(View { role: Role::SickListedEmployee, person: Some(subject.person.clone()) });
    assert_eq!(own, [subject.case.to_string()]);
    for role in [Role::SickListedEmployee, Role::Employee, Role::LineManager] {
        assert!(cases(role.into()).is_empty(), "{role:?} without an id");
        let stranger = View { role, person: Some("somebody-else".parse().expect("an id")) };
        assert!(cases(stranger).is_empty(), "{role:?} with another id");
    }
    let subjects = whole.findings.iter().filter_map(|finding| finding.subject.as_ref());
    let manager = subjects.clone().find_map(|one| one.manager.clone()).expect("a manager");
    let mut of_manager: Vec<String> = subjects
        .filter(|one| one.manager.as_ref() == Some(&manager))
        .map(|one| one.case.to_string())
        .collect();
    of_manager.sort();
    of_manager.dedup();
    assert_eq!(cases(View { role: Role::LineManager, person: Some(manager) }), of_manager);
}

/// Not only the findings: no answer of the door, in any field, names a case or a person to a safety representative.
#[test]
fn no_answer_leaks_an_id_of_a_case() {
    let data = record_json("workplace");
    let absences = data["absences"].as_array().expect("absences");
    let ids: Vec<&str> = absences
        .iter()
        .flat_map(|absence| ["id", "person"].map(|key| absence[key].as_str().expect("an id")))
        .collect();
    for role in ["safety_representative", "elected_representative", "union_representative", "employee"] {
        let request = serde_json::json!({ "record": data, "as_of": AS_OF, "role": role, "format": "html" });
        let mut assess_request = request.clone();
        assess_request.as_object_mut().expect("an object").remove("format");
        let mut answers = vec![
            api::assess(&assess_request.to_string()).expect("an assessment"),
            api::questions(&assess_request.to_string()).expect("questions"),
            api::report(&request.to_string()).expect("a report"),
        ];
        for norm in ia_core::norms() {
            let mut explain = assess_request.clone();
            explain["norm"] = norm.id.as_str().into();
            answers.push(api::explain(&explain.to_string()).expect("an explanation"));
        }
        for answer in answers {
            assert!(!answer.contains("/absences/"), "{role} is shown a place in a case");
            for id in &ids {
                assert!(!answer.contains(&format!("\"{id}\"")), "{role} is shown {id}");
            }
        }
    }
}

#[test]
fn what_is_theirs_is_marked() {
    let whole = assess(&record("workplace"), day(AS_OF), &Options::default());
    let theirs = |role: Role, norm: &str| View::from(role).is_theirs(whole.finding(norm).expect("a finding"));
    assert!(theirs(Role::LineManager, "line-manager-meeting-quarterly"));
    assert!(theirs(Role::LineManager, "hse-goals"));
    assert!(!theirs(Role::SafetyRepresentative, "hse-goals"));
    assert!(!theirs(Role::Employee, "hse-goals"));
}

#[test]
fn a_role_is_asked_only_for_what_it_can_give() {
    let empty = record("empty");
    for question in questions(&empty, day(AS_OF), Role::Employee, &Options::default()) {
        assert!(question.norm.is_some(), "an employee is asked for {}", question.missing.path);
    }
    for question in questions(&empty, day(AS_OF), Role::SafetyRepresentative, &Options::default()) {
        assert!(!question.missing.fact.is_about_a_person(), "{}", question.missing.path);
    }
    let manager = questions(&empty, day(AS_OF), Role::LineManager, &Options::default());
    assert!(manager.iter().any(|question| question.missing.path == "/absences"));
    let counts: Vec<usize> = manager.iter().map(|question| question.decides).collect();
    assert!(counts.windows(2).all(|pair| pair[0] >= pair[1]), "{counts:?}");
}

#[test]
fn a_question_is_asked_only_while_it_can_change_something() {
    let record = record("workplace");
    let assessment = assess(&record, day(AS_OF), &Options::default());
    for question in questions(&record, day(AS_OF), Role::Employer, &Options::default()) {
        for norm in &question.because {
            let open = assessment
                .findings
                .iter()
                .any(|finding| finding.norm.id == norm.id && finding.missing.contains(&question.missing));
            assert!(open, "{} is asked for {}", question.missing.path, norm.id);
        }
        assert!(question.decides > 0);
    }
}

#[test]
fn debug_shows_no_fact() {
    let record = record("workplace");
    assert_eq!(format!("{record:?}"), "Record(..)");
    let absence = &record.absences.as_ref().expect("absences")[0];
    assert_eq!(format!("{absence:?}"), "Absence(..)");
    assert_eq!(format!("{:?}", absence.id), "Id(..)");
}
