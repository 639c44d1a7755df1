//! Whom to go to with a matter: each step that a rule names, also when two of them lead to the same receiver.

use ia_core::views::{MatterKind, escalation};
use ia_core::{Code, Lang, Role};
use ia_tests::day;

/// `employee > employer 1`: who goes, to whom, and how many steps away.
fn way(matter: MatterKind, from: Role, as_of: &str) -> Vec<String> {
    let steps = escalation(matter, from, day(as_of), Lang::Nb).expect("steps");
    steps.iter().map(|step| format!("{} > {} {}", step.from.code(), step.to.code(), step.distance)).collect()
}

#[test]
fn a_way_has_every_step_that_a_rule_names() {
    use MatterKind as M;
    let ways: [(M, Role, &[&str]); 7] = [
        // aml § 2-3 (2) b, then § 6-2 (3): warn the employer, and if it does not help the inspectorate or the committee.
        (
            M::Danger,
            Role::Employee,
            &[
                "employee > employer 1",
                "employee > safety_representative 1",
                "safety_representative > employer 2",
                "safety_representative > working_environment_committee 2",
                "safety_representative > labour_inspectorate 2",
            ],
        ),
        // aml § 2-3 (2) d: the employer or the safety representative.
        (M::Harassment, Role::Employee, &["employee > employer 1", "employee > safety_representative 1"]),
        // aml § 2 A-2 (1) and (2).
        (
            M::CensurableConditions,
            Role::Employee,
            &[
                "employee > employer 1",
                "employee > safety_representative 1",
                "employee > elected_representative 1",
                "employee > authorities 1",
            ],
        ),
        // ftrl § 8-7 a (2) and (3): employee and employer can both demand a meeting of Nav.
        (
            M::SickLeaveFollowUp,
            Role::SickListedEmployee,
            &["sick_listed_employee > employer 1", "sick_listed_employee > nav 1", "employer > nav 2"],
        ),
        (M::SickLeaveFollowUp, Role::Employer, &["employer > nav 1"]),
        // FOR-2011-12-06-1355 § 3-5 (chief safety representative) and § 3-16 (2).
        (
            M::SeveralAreas,
            Role::SafetyRepresentative,
            &[
                "safety_representative > chief_safety_representative 1",
                "chief_safety_representative > working_environment_committee 2",
            ],
        ),
        (M::SickLeaveFollowUp, Role::SafetyRepresentative, &[]),
    ];
    for (matter, from, expected) in ways {
        assert_eq!(way(matter, from, "2026-11-22"), expected, "{matter:?} {from:?}");
    }
}

/// A step goes the day its rule is in force: notification has its present rules from 2020-01-01 (aml chapter 2 A).
#[test]
fn a_step_needs_its_rule_in_force() {
    let steps = |as_of: &str| way(MatterKind::CensurableConditions, Role::Employee, as_of).len();
    assert_eq!(steps("2019-12-31"), 0);
    assert_eq!(steps("2020-01-01"), 4);
}
