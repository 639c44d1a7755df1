//! The law through time. Dates and figures are those of the acts, not read from the catalogue.

use ia_core::law::{self, LawError};
use ia_core::{Code, Date};
use ia_tests::day;

/// Provision, day, figure, value. On the last day of a version and the first of the next.
#[test]
fn each_change_of_a_figure_takes_effect_on_its_day() {
    let cases: &[(&str, &str, &str, u16)] = &[
        ("aml-4-6-3-a", "2006-01-01", "weeks", 8),
        ("aml-4-6-3-a", "2007-02-28", "weeks", 8),
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
        ("ftrl-8-7a-2-d", "2014-07-01", "weeks", 3),
        ("ftrl-8-7a-2-d", "2017-12-14", "weeks", 3),
        ("ftrl-8-8-2", "2004-07-01", "weeks", 8),
        ("ftrl-8-8-2", "2021-05-31", "weeks", 8),
        ("ftrl-8-8-2", "2021-06-01", "weeks", 8),
        ("ftrl-8-8-2", "2026-01-01", "weeks", 8),
        ("ftrl-8-18-3", "1997-05-01", "days", 14),
        ("ftrl-8-19-1", "1998-04-01", "calendar_days", 16),
        ("ftrl-8-24-1", "1997-05-01", "months", 2),
        ("ftrl-8-24-4-a", "1997-05-01", "calendar_days", 3),
        ("ftrl-8-24-5", "1998-04-01", "calendar_days", 16),
        ("ftrl-25-2-3-v2011", "2011-07-01", "weeks", 9),
        ("ftrl-25-2-3-v2011", "2014-06-30", "weeks", 9),
        ("ftrl-25-2-3", "2011-07-01", "weeks", 1),
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
        ("aml-2A-2-3", "2019-12-31", "2020-01-01"),
        ("aml-4-6-3-a", "2005-12-31", "2006-01-01"),
        ("aml-4-6-3-c", "2011-06-30", "2011-07-01"),
        ("aml-6-2-1-c", "2023-12-31", "2024-01-01"),
        ("aml-6-2-2-f", "2023-12-31", "2024-01-01"),
        ("ftrl-8-4-1", "1997-04-30", "1997-05-01"),
        ("ftrl-8-7-1", "1997-04-30", "1997-05-01"),
        ("ftrl-8-7-2", "1997-04-30", "1997-05-01"),
        ("ftrl-8-7a-2-a", "2011-06-30", "2011-07-01"),
        ("ftrl-8-17-1-a", "1997-04-30", "1997-05-01"),
        ("ftrl-8-18-3", "1997-04-30", "1997-05-01"),
        ("ftrl-8-23", "1997-04-30", "1997-05-01"),
        ("ftrl-8-24-1", "1997-04-30", "1997-05-01"),
        ("ftrl-8-24-4-a", "1997-04-30", "1997-05-01"),
        ("ftrl-8-24-4-b", "2019-06-30", "2019-07-01"),
        ("ftrl-8-24-6", "1997-04-30", "1997-05-01"),
        ("ftrl-8-25", "1997-04-30", "1997-05-01"),
        ("ftrl-8-26", "1997-04-30", "1997-05-01"),
        ("ftrl-25-2-1", "1997-04-30", "1997-05-01"),
        ("ftrl-25-2-3-v2011", "2011-06-30", "2011-07-01"),
        ("ftrl-25-5-v2007", "2007-02-28", "2007-03-01"),
        ("org-3-17", "2012-12-31", "2013-01-01"),
        ("org-16-2", "2013-12-31", "2014-01-01"),
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
                Err(LawError::NotEstablished { from, to }) => assert!(from <= on && on <= to),
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

/// Days before the first wording that is known: the provision stood, and what it said is not established.
#[test]
fn a_provision_says_what_was_before_it() {
    let not_established: &[(&str, &str, &str)] = &[
        ("aml-2A-1", "2007-01-01", "2017-06-30"),
        ("aml-3-3-2", "2006-01-01", "2022-12-31"),
        ("aml-4-6-4-b", "2011-07-01", "2014-06-30"),
        ("aml-4-6-5", "2006-01-01", "2007-02-28"),
        ("ftrl-8-12-1", "1997-05-01", "2014-12-31"),
        ("ftrl-8-24-5", "1997-05-01", "1998-03-31"),
        ("ftrl-8-7a-2-c", "2011-07-01", "2014-06-30"),
        ("ldl-26-2", "2018-01-01", "2019-12-31"),
    ];
    for (id, from, to) in not_established {
        let (from, to) = (day(from), day(to));
        for on in [from, to] {
            assert_eq!(law::at(on).provision(id), Err(LawError::NotEstablished { from, to }), "{id} on {on}");
        }
        let known_from = to.plus_days(1).expect("a day");
        let before = from.plus_days(-1).expect("a day");
        assert_eq!(law::at(before).provision(id), Err(LawError::BeforeFirst { known_from }), "{id}");
        assert!(law::at(known_from).provision(id).is_ok(), "{id} on {known_from}");
    }
}

/// Section, the first day of an amended wording, the amending act where the note is known: the amendment notes of the acts.
#[test]
fn an_amended_section_has_a_version_on_each_side_of_the_day() {
    let notes: &[(&str, &str, &str, &str)] = &[
        ("aml", "1-6", "2009-06-26", "LOV-2009-06-19-83"),
        ("aml", "1-6", "2010-03-01", ""),
        ("aml", "1-6", "2020-01-01", "LOV-2019-06-21-24"),
        ("aml", "1-8", "2024-01-01", "LOV-2023-03-17-3"),
        ("aml", "2-2", "2007-01-01", ""),
        ("aml", "2-2", "2013-01-01", "LOV-2012-06-22-33"),
        ("aml", "2-2", "2024-01-01", ""),
        ("aml", "2 A-1", "2020-01-01", "LOV-2019-06-21-24"),
        ("aml", "3-3", "2010-01-01", "LOV-2009-06-19-39"),
        ("aml", "3-3", "2023-01-01", "LOV-2022-06-17-42"),
        ("aml", "4-3", "2024-01-01", "LOV-2023-06-16-37"),
        ("aml", "4-3", "2026-01-01", "LOV-2025-06-20-37"),
        ("aml", "4-6", "2007-03-01", "LOV-2007-02-23-10"),
        ("aml", "4-6", "2011-07-01", "LOV-2011-06-24-18"),
        ("aml", "4-6", "2014-07-01", "LOV-2014-06-20-26"),
        ("aml", "5-1", "2006-07-01", ""),
        ("aml", "6-1", "2007-01-01", ""),
        ("aml", "6-1", "2024-01-01", "LOV-2023-03-17-3"),
        ("aml", "6-5", "2010-01-01", "LOV-2009-06-19-39"),
        ("aml", "7-1", "2007-01-01", "LOV-2006-12-15-69"),
        ("aml", "7-1", "2024-01-01", "LOV-2023-03-17-3"),
        ("aml", "7-4", "2010-01-01", ""),
        ("aml", "18-4", "2025-07-01", "LOV-2025-06-20-34"),
        ("aml", "18-6", "2025-07-01", "LOV-2025-06-20-34"),
        ("aml", "18-7", "2026-01-01", "LOV-2025-04-25-12"),
        ("aml", "18-10", "2024-07-01", "LOV-2024-06-14-31"),
        ("aml", "18-10", "2025-07-01", "LOV-2025-06-20-34"),
        ("aml", "19-1", "2015-07-01", ""),
        ("aml", "19-1", "2022-01-01", "LOV-2021-06-11-59"),
        ("ftrl", "8-2", "2018-01-01", ""),
        ("ftrl", "8-4", "2004-07-01", ""),
        ("ftrl", "8-4", "2010-03-01", ""),
        ("ftrl", "8-4", "2011-07-01", ""),
        ("ftrl", "8-4", "2021-06-01", ""),
        ("ftrl", "8-6", "2010-03-01", ""),
        ("ftrl", "8-6", "2011-07-01", ""),
        ("ftrl", "8-7 a", "2014-07-01", "LOV-2014-06-20-26"),
        ("ftrl", "8-8", "2010-03-01", ""),
        ("ftrl", "8-8", "2011-07-01", "LOV-2011-06-24-18"),
        ("ftrl", "8-8", "2021-06-01", "LOV-2021-05-21-38"),
        ("ftrl", "8-12", "2021-06-01", ""),
        ("ftrl", "8-17", "1998-04-01", ""),
        ("ftrl", "8-17", "2000-01-01", ""),
        ("ftrl", "8-17", "2018-01-01", ""),
        ("ftrl", "8-17", "2023-01-01", ""),
        ("ftrl", "8-18", "2023-01-01", "LOV-2022-12-20-98"),
        ("ftrl", "8-24", "1998-04-01", ""),
        ("ftrl", "8-24", "2006-01-01", ""),
        ("ftrl", "8-24", "2013-08-20", ""),
        ("ftrl", "8-24", "2017-07-01", ""),
        ("ftrl", "8-24", "2019-07-01", "LOV-2019-06-21-25"),
        ("ftrl", "25-2", "2003-04-30", "LOV-2003-04-30-27"),
        ("ftrl", "25-2", "2006-01-01", "LOV-2005-06-17-62"),
        ("ftrl", "25-2", "2006-07-01", "LOV-2006-06-16-20"),
        ("ftrl", "25-2", "2007-03-01", "LOV-2007-02-23-10"),
        ("ftrl", "25-2", "2011-07-01", "LOV-2011-06-24-18"),
        ("ftrl", "25-2", "2014-07-01", "LOV-2014-06-20-26"),
        ("ftrl", "25-3", "2011-07-01", "LOV-2011-06-24-18"),
        ("ftrl", "25-3", "2014-07-01", ""),
        ("ftrl", "25-3", "2015-01-01", "LOV-2014-06-20-23"),
        ("ftrl", "25-3", "2018-04-01", "LOV-2017-12-19-122"),
        ("ftrl", "25-3", "2021-01-01", "LOV-2020-12-18-138"),
        ("ftrl", "25-3", "2026-01-01", "LOV-2025-04-25-12"),
        ("org", "2-2", "2014-01-01", ""),
        ("org", "3-7", "2014-01-01", ""),
        ("org", "3-7", "2024-01-01", ""),
        ("org", "3-10", "2015-01-01", "FOR-2014-12-22-1884"),
        ("org", "3-17", "2022-01-01", "FOR-2021-12-15-3562"),
        ("org", "3-18", "2014-01-01", "FOR-2013-12-30-1695"),
        ("org", "3-20", "2014-01-01", ""),
        ("org", "7-1", "2015-01-01", "FOR-2014-12-22-1884"),
        ("org", "10-1", "2014-01-01", ""),
        ("org", "10-1", "2017-01-01", ""),
        ("org", "10-1", "2018-01-01", "FOR-2017-12-20-2352"),
        ("org", "10-1", "2026-01-01", "FOR-2025-12-16-2617"),
        ("org", "13-1", "2023-01-01", "FOR-2022-09-30-1687"),
        ("org", "13-1", "2025-10-07", "FOR-2025-10-07-1993"),
        ("org", "13-2", "2023-01-01", "FOR-2022-09-30-1687"),
        ("org", "13-3", "2014-01-01", "FOR-2013-12-30-1695"),
    ];
    for (source, section, first, act) in notes {
        let (first, last) = (day(first), day(first).plus_days(-1).expect("a day"));
        let of_section = law::provisions().iter().filter(|one| one.source == *source);
        let amended = of_section.filter_map(|one| Some((one.at(last).ok()?, one.at(first).ok()?)));
        let mut amended = amended.filter(|(_, new)| new.section.to_string() == *section);
        let is_noted = amended.any(|(old, new)| {
            let fits = act.is_empty() || new.act.as_deref() == Some(act);
            old.to == Some(last) && new.from == first && fits
        });
        assert!(is_noted, "{source} § {section} has no new version on {first}, by {act}");
    }
}

fn answer(response: Result<String, String>) -> serde_json::Value {
    serde_json::from_str(&response.expect("an answer")).expect("JSON")
}

/// aml. § 4-3 was renumbered on 2026-01-01: its first paragraph became the third.
#[test]
fn a_number_belongs_to_its_day() {
    let cited = |as_of: &str| {
        let request = format!(r#"{{"norm": "integrity-and-dignity"{as_of}, "lang": "en"}}"#);
        answer(ia_core::api::norms(&request))["norms"][0]["versions"][0]["basis"][0]["citation"].clone()
    };
    assert_eq!(cited(r#", "as_of": "2025-12-31""#), "WEA section 4-3 (1)");
    assert_eq!(cited(r#", "as_of": "2026-01-01""#), "WEA section 4-3 (3)");
    assert_eq!(cited(""), "WEA section 4-3 (3)");
    let found = |number: u8, on: &str| {
        let request = format!(r#"{{"citation": "aml § 4-3 ({number})", "as_of": "{on}", "lang": "en"}}"#);
        let hits = answer(ia_core::api::search(&request))["hits"].clone();
        hits.as_array().expect("hits").iter().any(|hit| hit["id"] == "integrity-and-dignity")
    };
    assert!(found(1, "2025-12-31") && !found(3, "2025-12-31"));
    assert!(found(3, "2026-01-01") && !found(1, "2026-01-01"));
}

/// The day up to which each act was read, and a notice when the day asked about lies outside what is known of it.
#[test]
fn answers_say_what_was_read_of_each_act() {
    let version = answer(ia_core::api::version("{}"));
    let read: Vec<(&str, &str)> = version["law_read"]
        .as_array()
        .expect("acts")
        .iter()
        .map(|one| (one["source"].as_str().expect("id"), one["to"].as_str().expect("day")))
        .collect();
    let expected = [
        ("aml", "2026-07-28"),
        ("ftrl", "2026-07-28"),
        ("internkontroll", "2026-07-28"),
        ("koml", "2026-05-02"),
        ("ldl", "2026-07-28"),
        ("org", "2026-07-28"),
    ];
    assert_eq!(read, expected);
    let cited = |text: &str| {
        let request = format!(r#"{{"text": "{text}", "on": "2026-01-01", "lang": "en"}}"#);
        answer(ia_core::api::cite(&request))["provisions"][0]["read_to"].clone()
    };
    assert_eq!(cited("ftrl § 8-24 (1)"), "2026-07-28");
    assert_eq!(cited("ftrl § 21-8"), "2026-05-02");
    let notices = |from: &str, to: &str| {
        // Agreements of the municipal sector are another matter.
        let record =
            r#"{"covers": {"from": "2020-01-01", "to": "2026-12-31"}, "workplace": {"sector": "private"}}"#;
        let request = format!(r#"{{"from": "{from}", "to": "{to}", "lang": "en", "record": {record}}}"#);
        let notices = answer(ia_core::api::changes_between(&request))["notices"].clone();
        notices.as_array().expect("notices").iter().map(ToString::to_string).collect::<Vec<_>>().join(" ")
    };
    assert_eq!(notices("2019-11-01", "2026-05-02"), "");
    let of_may = notices("2019-11-01", "2026-05-03");
    assert!(of_may.contains("LGA has been read up to and including 2 May 2026"), "{of_may}");
    assert!(!of_may.contains("WEA"), "{of_may}");
    assert!(notices("2019-11-01", "2026-07-29").contains("WEA, NIA, ICR, EADA and ROMEP has been read"));
    let early = notices("2017-12-31", "2020-01-01");
    assert!(early.contains("EADA (1 January 2018)") && !early.contains("ROMEP"), "{early}");
    assert!(notices("1997-04-30", "2020-01-01").contains("NIA (1 May 1997)"));
}

/// An agreement whose newest edition was not read says so, from the day after the edition that was, to those whose sector
/// it asks something of.
#[test]
fn an_edition_that_was_not_read_is_told_of() {
    let told = |notices: &serde_json::Value, said: &str| notices.to_string().contains(said);
    let assessed = |day: &str, workplace: &str| {
        let record = format!(
            r#"{{"covers": {{"from": "2020-01-01", "to": "2026-12-31"}}, "workplace": {workplace}}}"#
        );
        let request = format!(r#"{{"as_of": "{day}", "lang": "en", "record": {record}}}"#);
        answer(ia_core::api::assess(&request))["notices"].clone()
    };
    let basic = "Basic Agreement KS (31 December 2025)";
    for workplace in [r#"{"sector": "municipal"}"#, r#"{"sector": "county"}"#] {
        assert!(!told(&assessed("2025-12-31", workplace), "No newer edition"), "{workplace}");
        assert!(told(&assessed("2026-01-01", workplace), basic), "{workplace}");
    }
    assert!(!told(&assessed("2026-01-01", "{}"), "No newer edition"));
    for sector in ["private", "state", "health_trust", "university"] {
        let workplace = format!(r#"{{"sector": "{sector}"}}"#);
        assert!(!told(&assessed("2026-01-01", &workplace), "No newer edition"), "{sector}");
    }
    // Editions that were followed by another are not told of; the last is, once it is over.
    let letters =
        |day: &str| told(&assessed(day, r#"{"sector": "private"}"#), "2025–2028 (31 December 2028)");
    assert!(!letters("2028-12-31"));
    assert!(letters("2029-01-01"));
    let changes = |to: &str| {
        let request = format!(r#"{{"from": "2025-06-01", "to": "{to}", "lang": "en"}}"#);
        answer(ia_core::api::changes_between(&request))["notices"].clone()
    };
    assert!(!told(&changes("2025-12-31"), basic) && told(&changes("2026-01-01"), basic));
}

/// What was there before, though we do not know its words, is not new.
#[test]
fn a_first_known_wording_is_not_called_new() {
    let kinds = |from: &str, to: &str, list: &str, id: &str| {
        let request = format!(r#"{{"from": "{from}", "to": "{to}", "lang": "en"}}"#);
        let changes = answer(ia_core::api::changes_between(&request))[list].clone();
        let changes = changes.as_array().expect("changes").clone();
        changes.iter().find(|one| one["id"] == id).map(|one| one["kind"].clone()).expect("a change")
    };
    assert_eq!(kinds("1998-03-31", "1998-04-01", "provisions", "ftrl-8-24-5"), "first_known");
    assert_eq!(kinds("1998-03-31", "1998-04-01", "norms", "self-certification-joined-days"), "first_known");
    assert_eq!(kinds("2019-06-30", "2019-07-01", "provisions", "ftrl-8-24-4-c"), "new");
    assert_eq!(kinds("2025-12-31", "2026-01-01", "provisions", "aml-4-3-3"), "changed");
}
