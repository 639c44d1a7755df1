//! The law through time. Dates and figures are those of the acts, not read from the catalogue.

use ia_core::law::{self, LawError};
use ia_core::{Code, Date};
use ia_tests::day;

/// Provision, day, figure, value. On the last day of a version and the first of the next.
#[test]
fn each_change_of_a_figure_takes_effect_on_its_day() {
    let cases: &[(&str, &str, &str, u16)] = &[
        ("aml-4-6-3-a", "2007-03-01", "weeks", 6),
        ("aml-4-6-3-a", "2011-06-30", "weeks", 6),
        ("aml-4-6-3-a", "2011-07-01", "weeks", 4),
        ("aml-4-6-3-a", "2026-11-22", "weeks", 4),
        ("aml-4-6-4-a", "2007-03-01", "weeks", 12),
        ("aml-4-6-4-a", "2011-06-30", "weeks", 12),
        ("aml-4-6-4-a", "2011-07-01", "weeks", 7),
        ("aml-4-6-4-a", "2014-06-30", "weeks", 7),
        ("aml-4-6-4-a", "2014-07-01", "weeks", 7),
        ("aml-4-6-3-c", "2014-07-01", "weeks", 4),
        ("ftrl-8-7a-2-a", "2011-07-01", "weeks", 26),
        ("ftrl-8-8-2", "2026-01-01", "weeks", 8),
        ("ftrl-25-2-3", "2026-01-01", "weeks", 1),
        ("aml-6-1-1-b", "2023-12-31", "employees", 10),
        ("aml-6-1-1-b", "2024-01-01", "employees", 5),
        ("aml-6-1-1-b", "2024-01-01", "months", 24),
    ];
    for (id, on, figure, expected) in cases {
        let version = law::at(day(on)).provision(id).unwrap_or_else(|error| panic!("{id} {on}: {error}"));
        assert_eq!(version.number(figure), Some(*expected), "{id} {figure} on {on}");
    }
}

/// Provision, the day before, the first day in force.
#[test]
fn nothing_is_in_force_before_its_first_day() {
    let firsts: &[(&str, &str, &str)] = &[
        ("aml-2-3-2-g", "2007-02-28", "2007-03-01"),
        ("aml-2-3-1-a", "2005-12-31", "2006-01-01"),
        ("aml-3-1-2-f", "2005-12-31", "2006-01-01"),
        ("aml-4-1-1", "2005-12-31", "2006-01-01"),
        ("aml-4-6-3-a", "2007-02-28", "2007-03-01"),
        ("aml-4-6-3-c", "2011-06-30", "2011-07-01"),
        ("aml-4-6-4-b", "2014-06-30", "2014-07-01"),
        ("aml-6-2-1-c", "2023-12-31", "2024-01-01"),
        ("aml-6-2-2-f", "2023-12-31", "2024-01-01"),
        ("ftrl-8-7a-2-a", "2011-06-30", "2011-07-01"),
        ("ik-5-6", "1996-12-31", "1997-01-01"),
    ];
    for (id, before, first) in firsts {
        let known_from = day(first);
        assert_eq!(law::at(day(before)).provision(id), Err(LawError::BeforeFirst { known_from }), "{id}");
        assert!(law::at(known_from).provision(id).is_ok(), "{id} on {first}");
    }
    assert_eq!(law::at(day("2026-01-01")).provision("aml-99-1"), Err(LawError::Unknown));
}

#[test]
fn a_renumbered_letter_is_found_at_its_place_of_the_day() {
    let orders = |on: &str, letter: char| {
        let citation = format!("aml § 2-3 (2) {letter}").parse().expect("a citation");
        law::at(day(on))
            .find(&citation)
            .map(|found| found.iter().map(|(one, _)| one.id.clone()).collect::<Vec<_>>())
    };
    // The duty to attend the dialogue meeting came in as g on 2007-03-01 and moved the duty below it to h.
    assert_eq!(orders("2007-02-28", 'g'), Ok(vec!["aml-2-3-2-h".to_owned()]));
    assert_eq!(orders("2007-03-01", 'g'), Ok(vec!["aml-2-3-2-g".to_owned()]));
    assert_eq!(orders("2007-03-01", 'h'), Ok(vec!["aml-2-3-2-h".to_owned()]));
    assert_eq!(orders("2007-02-28", 'h'), Err(LawError::BeforeFirst { known_from: day("2007-03-01") }));
}

fn months() -> impl Iterator<Item = Date> {
    (2005..=2035).flat_map(|year| (1..=12).map(move |month| Date::new(year, month, 1).expect("a day")))
}

#[test]
fn on_any_day_a_provision_has_one_version_or_says_why_not() {
    for provision in law::provisions() {
        for on in months() {
            let holding = provision.versions.iter().filter(|version| version.period().contains(on)).count();
            assert!(holding <= 1, "{} has {holding} versions on {on}", provision.id);
            match provision.at(on) {
                Ok(version) => assert!(version.period().contains(on)),
                Err(LawError::BeforeFirst { known_from }) => assert!(on < known_from),
                Err(LawError::Gap { after, before }) => assert!(after < on && on < before),
                Err(LawError::Ended { ended }) => assert!(ended < on),
                Err(LawError::Unknown) => panic!("{} knows nothing of {on}", provision.id),
            }
        }
    }
}

#[test]
fn on_any_day_a_norm_has_one_version_or_is_not_in_force() {
    for norm in ia_core::norms() {
        for on in months() {
            let holding = norm.versions.iter().filter(|version| version.period().contains(on)).count();
            assert!(holding <= 1, "{} has {holding} versions on {on}", norm.id);
            assert_eq!(norm.at(on).is_ok(), holding == 1, "{} on {on}", norm.id);
        }
    }
}

/// Letters that no source shows are never shown.
#[test]
fn list_letters_are_shown_only_where_confirmed() {
    for provision in law::provisions() {
        for version in &provision.versions {
            let shown = version.citation(&provision.source).letter;
            let confirmed = (version.section.to_string() == "2-3" && version.from >= day("2006-01-01"))
                || ["3-1", "8-2"].contains(&version.section.to_string().as_str());
            if shown.is_some() {
                assert!(confirmed, "{} shows a letter", provision.id);
            }
        }
    }
    let shown = |id: &str| {
        let provision = law::provision(id).expect("a provision");
        let version = provision.at(day("2026-01-01")).expect("in force");
        version.citation(&provision.source).to_string()
    };
    assert_eq!(shown("aml-2-3-2-g"), "aml. § 2-3 (2) g");
    assert_eq!(shown("aml-3-1-2-f"), "aml. § 3-1 (2) f");
    assert_eq!(shown("aml-6-2-2-f"), "aml. § 6-2 (2)");
    assert_eq!(shown("ik-5-4"), "internkontrollforskriften § 5 (2) nr. 4");
}

#[test]
fn every_provision_names_how_sure_it_is() {
    for provision in law::provisions() {
        for version in &provision.versions {
            assert!(["H", "M"].contains(&version.confidence.code()));
        }
    }
}
