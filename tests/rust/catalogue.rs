//! The catalogue as a whole: what it carries, and that each norm holds together.

use ia_core::catalogue::{Basis, Sensitivity};
use ia_core::record::Record;
use ia_core::requirement::Requirement;
use ia_core::{Code, Modality, Options, Outcome, Weight, assess, norm, norms};
use ia_tests::{day, record};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

fn statements() -> BTreeSet<&'static str> {
    norms().iter().flat_map(|norm| norm.statements.iter().map(AsRef::as_ref)).collect()
}

/// The statements of the documents that this catalogue is to carry.
#[test]
fn the_statements_of_the_first_documents_are_carried() {
    let carried = statements();
    let ranges: &[(&str, std::ops::RangeInclusive<u16>)] =
        &[("S0", 32..=63), ("S2", 3..=7), ("S2", 21..=21), ("S2", 27..=36), ("S2", 86..=89), ("S4", 20..=22)];
    let mut missing = Vec::new();
    for (document, numbers) in ranges {
        for number in numbers.clone() {
            let id = format!("{document}-{number:03}");
            if !carried.contains(id.as_str()) {
                missing.push(id);
            }
        }
    }
    assert!(missing.is_empty(), "{missing:?}");
}

/// Every provision is the basis of a norm: no law without a rule.
#[test]
fn every_provision_carries_a_norm() {
    let used: BTreeSet<&str> = norms()
        .iter()
        .flat_map(|norm| norm.versions.iter())
        .flat_map(|version| version.basis.iter())
        .filter_map(|basis| if let Basis::Provision(id) = basis { Some(id.as_ref()) } else { None })
        .collect();
    let unused: Vec<&str> = ia_core::law::provisions()
        .iter()
        .map(|one| one.id.as_ref())
        .filter(|id| !used.contains(id))
        .collect();
    assert_eq!(unused, Vec::<&str>::new());
}

/// A power or information has nothing to be met; a right only where facts can decide it, and then it binds as
/// a duty does; a duty in a guide is good practice.
#[test]
fn weight_follows_source_and_modality() {
    for norm in norms() {
        for version in &norm.versions {
            let nothing = matches!(
                version.modality,
                Modality::Right | Modality::Power | Modality::May | Modality::Information
            );
            if matches!(version.modality, Modality::Right | Modality::May) && version.requirement.is_some() {
                assert!(version.weight() > Weight::Information, "{}", norm.id);
            } else if nothing {
                let judged = matches!(version.requirement, Some(Requirement::Answered(_)));
                assert!(judged || version.requirement.is_none(), "{} requires something", norm.id);
                assert_eq!(version.weight(), Weight::Information, "{}", norm.id);
            }
        }
    }
    let weight = |id: &str, on: &str| norm(id).expect("a norm").at(day(on)).expect("in force").weight();
    assert_eq!(weight("follow-up-plan", "2026-01-01"), Weight::Binding);
    assert_eq!(weight("line-manager-meeting-quarterly", "2026-01-01"), Weight::Agreed);
    assert_eq!(weight("ia-on-agenda-twice-a-year", "2019-01-01"), Weight::GoodPractice);
    assert_eq!(weight("ia-on-agenda-agreement-duty", "2018-12-31"), Weight::Agreed);
    assert!(norm("ia-on-agenda-agreement-duty").expect("a norm").at(day("2019-01-01")).is_err());
    assert!(norm("ia-on-agenda-twice-a-year").expect("a norm").at(day("2018-12-31")).is_err());
}

/// Good practice is never breached, whatever the record says.
#[test]
fn only_binding_and_agreed_norms_are_breached() {
    for name in ["workplace", "company-4", "company-12", "company-32"] {
        for finding in assess(&record(name), day("2026-11-22"), &Options::default()).findings {
            let can = finding.weight.can_be_breached();
            assert!(can || finding.outcome != Outcome::Breached, "{name}: {}", finding.norm.id);
            assert!(!can || finding.outcome != Outcome::NotInPlace, "{name}: {}", finding.norm.id);
        }
    }
}

#[test]
fn an_empty_record_decides_nothing_and_names_what_is_missing() {
    let assessment = assess(&Record::default(), day("2026-11-22"), &Options::default());
    assert!(assessment.findings.len() > 80);
    for finding in &assessment.findings {
        assert_eq!(finding.outcome, Outcome::Unknown, "{}", finding.norm.id);
        assert!(!finding.missing.is_empty(), "{} names nothing", finding.norm.id);
    }
}

#[test]
fn on_any_day_every_unknown_finding_names_facts_that_its_norm_asks_for() {
    let asks = asks();
    for name in ["workplace", "company-4", "company-12", "company-32", "empty"] {
        let record = record(name);
        for year in 2005..=2030 {
            let assessment = assess(&record, day(&format!("{year}-03-15")), &Options::default());
            for finding in &assessment.findings {
                let id = finding.norm.id.as_str();
                assert_eq!(finding.outcome == Outcome::Unknown, !finding.missing.is_empty(), "{name} {id}");
                for missing in &finding.missing {
                    assert!(asks[id].contains(missing.fact.code()), "{name} {id}: {:?}", missing.fact);
                }
            }
        }
    }
}

/// What the door says that each norm asks for, in any version.
fn asks() -> BTreeMap<String, BTreeSet<String>> {
    let text = |value: &Value| value.as_str().expect("a text").to_owned();
    let list = |value: &Value| value.as_array().expect("a list").clone();
    let answer: Value = serde_json::from_str(&ia_core::api::norms("{}").expect("norms")).expect("JSON");
    let norms = list(&answer["norms"]);
    let asked = norms.iter().map(|norm| {
        let versions = list(&norm["versions"]);
        let facts = versions.iter().flat_map(|version| list(&version["asks"])).map(|fact| text(&fact));
        (text(&norm["id"]), facts.collect())
    });
    asked.collect()
}

/// What is about a case is marked as such, and nothing marked as such is judged for the whole workplace
/// from a case's facts.
#[test]
fn norms_about_cases_are_sensitive() {
    let asks = asks();
    for norm in norms() {
        let of_cases = asks[norm.id.as_str()].contains("absences");
        assert!(
            !of_cases || norm.sensitivity == Sensitivity::Person,
            "{} reads cases and is not marked",
            norm.id
        );
    }
}

#[test]
fn the_readme_says_how_many_norms_there_are() {
    let count = norms().len();
    assert!(ia_tests::file("README.md").contains(&format!("{count} norms")), "{count}");
}
