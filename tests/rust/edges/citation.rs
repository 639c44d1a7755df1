//! Citations at their edges: a letter without a paragraph, and the sentences of a provision.

use super::answer;
use ia_core::law::{Style, at, provision};
use ia_core::{Citation, Lang};
use ia_tests::day;
use serde_json::json;

fn read(text: &str) -> Citation {
    text.parse().unwrap_or_else(|error| panic!("{text}: {error}"))
}

/// A bare letter after a section number is part of the number, as in § 18-10 a; a bare i is a word.
#[test]
fn a_letter_is_printed_bare_only_after_a_paragraph() {
    for (text, nb, en) in [
        ("aml § 1-1 bokstav d", "aml. § 1-1 bokstav d", "WEA section 1-1 letter d"),
        ("aml § 3-1 (2) bokstav f", "aml. § 3-1 (2) f", "WEA section 3-1 (2) f"),
        ("aml § 3-1 (2) bokstav i", "aml. § 3-1 (2) bokstav i", "WEA section 3-1 (2) letter i"),
        ("aml § 1-1 bokstav i", "aml. § 1-1 bokstav i", "WEA section 1-1 letter i"),
    ] {
        let citation = read(text);
        assert_eq!(citation.print(Lang::Nb, Style::Short), nb);
        assert_eq!(citation.print(Lang::En, Style::Short), en);
        assert_eq!((read(nb), read(en)), (citation.clone(), citation), "{text}");
    }
}

#[test]
fn a_bare_letter_is_read_by_what_stands_before_it() {
    let parts = |text: &str| {
        let Citation { section, paragraph, letter, .. } = read(text);
        (section.suffix, paragraph, letter)
    };
    assert_eq!(parts("aml § 18-10 a"), (Some('a'), None, None));
    assert_eq!(parts("aml § 18-10 a (1)"), (Some('a'), Some(1), None));
    assert_eq!(parts("aml § 3-1 (2) f"), (None, Some(2), Some('f')));
    assert_eq!(parts("aml § 3-1 (2) i"), (None, Some(2), Some('i')));
    assert_eq!(parts("§ 3-1 (2) i arbeidsmiljøloven"), (None, Some(2), None));
    assert_eq!(parts("§ 3-1 (2) f i arbeidsmiljøloven"), (None, Some(2), Some('f')));
    // After anything but a paragraph a letter must be named.
    assert!("aml § 3-1 første punktum f".parse::<Citation>().is_err());
    assert!("internkontrollforskriften § 5 nr. 6 f".parse::<Citation>().is_err());
}

/// aml § 4-6 (3): the plan stands in the first two sentences, what it contains in the next two.
#[test]
fn a_sentence_finds_the_provision_that_holds_it() {
    let found = |sentence: &str| -> Vec<String> {
        let citation = read(&format!("aml § 4-6 (3) {sentence} punktum"));
        let found = at(day("2026-01-01")).find(&citation).expect("a provision");
        found.into_iter().map(|(provision, _)| provision.id.clone()).collect()
    };
    for (sentence, id) in [
        ("første", "aml-4-6-3-a"),
        ("andre", "aml-4-6-3-a"),
        ("tredje", "aml-4-6-3-b"),
        ("fjerde", "aml-4-6-3-b"),
        ("femte", "aml-4-6-3-c"),
        ("sjette", "aml-4-6-3-d"),
    ] {
        assert_eq!(found(sentence), [id], "{sentence}");
    }
}

/// The day before a version begins, its first day and its last.
#[test]
fn the_law_answers_from_the_first_day_to_the_last() {
    let weeks = |on: &str| at(day(on)).provision("aml-4-6-4-a").ok().and_then(|one| one.number("weeks"));
    for (on, expected) in [
        ("2007-02-28", None),
        ("2007-03-01", Some(12)),
        ("2011-06-30", Some(12)),
        ("2011-07-01", Some(7)),
        ("2014-06-30", Some(7)),
        ("2014-07-01", Some(7)),
    ] {
        assert_eq!(weeks(on), expected, "{on}");
    }
    assert_eq!(provision("aml-4-6-4-a").expect("a provision").versions.len(), 3);
    let cited = answer("cite", &json!({ "text": "aml § 4-6 (4)", "on": "2014-07-01", "lang": "nb" }));
    let sources: Vec<&str> = cited["provisions"]
        .as_array()
        .expect("provisions")
        .iter()
        .map(|one| one["in_force"]["from"].as_str().expect("a day"))
        .collect();
    assert!(sources.contains(&"2014-07-01"), "{sources:?}");
}
