//! Citations as people write them.

use ia_core::law::{CitationError, Section, Style};
use ia_core::{Citation, Code, Lang};
use proptest::prelude::*;

fn read(text: &str) -> Citation {
    text.parse().unwrap_or_else(|error| panic!("{text}: {error}"))
}

#[test]
fn the_forms_that_people_write() {
    let plan = read("aml. § 4-6 (3)");
    for form in [
        "aml § 4-6 (3)",
        "aml §4-6(3)",
        "AML. § 4-6 (3)",
        "aml. § 4–6 tredje ledd",
        "arbeidsmiljøloven § 4-6 tredje ledd",
        "Arbeidsmiljøloven § 4-6, tredje ledd",
        "arbeidsmiljølova § 4-6 tredje leddet",
        "§ 4-6 tredje ledd i arbeidsmiljøloven",
        "WEA section 4-6 (3)",
        "Working Environment Act section 4-6 third paragraph",
        "section 4-6 (3) of the Working Environment Act",
        "aml\u{a0}§\u{a0}4-6\u{a0}(3)",
        "aml paragraf 4-6 ledd 3",
        "LOV-2005-06-17-62 § 4-6 (3)",
    ] {
        assert_eq!(read(form), plan, "{form}");
    }
    let letter = read("aml § 3-1 (2) f");
    for form in [
        "aml § 3-1 andre ledd bokstav f",
        "aml. § 3-1 annet ledd bokstav f",
        "aml. § 3-1 (2) (f)",
        "WEA section 3-1 (2) letter f",
        "aml § 3-1 (2) litra f",
    ] {
        assert_eq!(read(form), letter, "{form}");
    }
    assert_eq!(read("§§ 4.6"), read("aml § 4-6"));
    assert_eq!(read("arbeidsmiljøloven. §§ 4.6"), read("aml § 4-6"));
    assert_eq!(read("folketrygdloven § 8-7a annet ledd"), read("ftrl. § 8-7 a (2)"));
    assert_eq!(read("internkontrollforskriften § 5 andre ledd nr. 6"), read("ICR section 5 (2) no. 6"));
    assert_eq!(
        read("aml § 2 A-6 (1)").section,
        Section { chapter: Some((2, Some('A'))), number: 6, suffix: None }
    );
    assert_eq!(read("aml § 4-6 (3) andre punktum").sentence, Some(2));
}

#[test]
fn a_citation_in_print() {
    let citation = read("aml § 3-1 andre ledd bokstav f");
    let print = |lang, style| citation.print(lang, style);
    assert_eq!(print(Lang::Nb, Style::Short), "aml. § 3-1 (2) f");
    assert_eq!(print(Lang::Nb, Style::Long), "arbeidsmiljøloven § 3-1 andre ledd bokstav f");
    assert_eq!(print(Lang::Nn, Style::Long), "arbeidsmiljølova § 3-1 andre ledd bokstav f");
    assert_eq!(print(Lang::En, Style::Short), "WEA section 3-1 (2) f");
    assert_eq!(print(Lang::En, Style::Long), "Working Environment Act section 3-1 second paragraph letter f");
}

#[test]
fn permanent_addresses() {
    let link = |text: &str| read(text).permalink();
    assert_eq!(link("aml § 4-6 (3)").as_deref(), Some("https://lovdata.no/lov/2005-06-17-62/§4-6"));
    assert_eq!(link("aml § 2 A-6").as_deref(), Some("https://lovdata.no/lov/2005-06-17-62/§2a-6"));
    assert_eq!(link("ftrl § 8-7 a").as_deref(), Some("https://lovdata.no/lov/1997-02-28-19/§8-7a"));
    assert_eq!(
        link("internkontrollforskriften § 5").as_deref(),
        Some("https://lovdata.no/forskrift/1996-12-06-1127/§5")
    );
}

#[test]
fn what_is_no_citation() {
    use CitationError::{NoSection, UnknownSource, Unreadable};
    for (text, error) in [
        ("", UnknownSource),
        ("4-6", UnknownSource),
        ("grunnloven § 100", UnknownSource),
        ("aml", NoSection),
        ("aml § ", NoSection),
        ("aml § 4-6 (3", Unreadable),
        ("aml § 4-6 (3) (4)", Unreadable),
        ("aml § 4-6 tredje", Unreadable),
        ("aml § 4-6 og mer", Unreadable),
        ("aml § 999-1", NoSection),
    ] {
        assert_eq!(text.parse::<Citation>(), Err(error), "{text}");
    }
}

fn citation() -> impl Strategy<Value = Citation> {
    let sources: Vec<&str> = ia_core::law::sources()
        .iter()
        .filter(|source| source.permalink.is_some())
        .map(|source| source.id.as_str())
        .collect();
    let chapter = prop::option::of((1_u8..=30, prop::option::of(prop::char::range('A', 'D'))));
    // "i" is a Norwegian word between a section and its act; no section is numbered with it.
    let suffix = prop::option::of(prop::char::range('a', 'h'));
    (
        prop::sample::select(sources),
        (chapter, 1_u8..=40, suffix),
        prop::option::of(1_u8..=15),
        prop::option::of(prop::char::range('a', 'z')),
        prop::option::of(1_u8..=20),
        prop::option::of(1_u8..=12),
    )
        .prop_map(|(source, (chapter, number, suffix), paragraph, letter, item, sentence)| Citation {
            source,
            section: Section { chapter, number, suffix },
            paragraph,
            letter,
            item,
            sentence,
        })
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_is_printed_is_read_back(citation in citation()) {
        for &lang in Lang::ALL {
            for &style in Style::ALL {
                let printed = citation.print(lang, style);
                prop_assert_eq!(printed.parse::<Citation>(), Ok(citation.clone()), "{}", printed);
            }
        }
    }

    #[test]
    fn no_text_makes_it_panic(text in ".{0,60}") {
        let _ = text.parse::<Citation>();
    }

    #[test]
    fn no_text_of_its_own_words_makes_it_panic(
        words in prop::collection::vec(prop::sample::select(vec!["aml", "§", "4", "-", "6", "(", ")", "ledd", "tredje", "bokstav", "f", "i", ".", "nr", "punktum", "of", "999"]), 0..12)
    ) {
        let _ = words.join(" ").parse::<Citation>();
        let _ = words.concat().parse::<Citation>();
    }
}

/// Numbers before the words for paragraph and sentence, and what is no citation: without a source and without a mark it
/// names no act, with one of them it cannot be read.
#[test]
fn numbers_before_their_words_and_what_is_no_citation() {
    let sentence = read("aml § 4-6 (3) annet punktum");
    assert_ne!(sentence, read("aml § 4-6 (3)"));
    for form in ["aml § 4-6 3. ledd 2. punktum", "aml § 4-6 (3) 2. punktum", "aml § 4-6 3 ledd 2 punktum"]
    {
        assert_eq!(read(form), sentence, "{form}");
    }
    assert_eq!(read("aml § 4-6 3. ledd"), read("aml § 4-6 (3)"));
    let error = |text: &str| text.parse::<Citation>().err();
    assert_eq!(error("4-6 oddity"), Some(CitationError::UnknownSource));
    assert_eq!(error("§ 4-6 oddity"), Some(CitationError::Unreadable));
    assert_eq!(error("aml 4-6 oddity"), Some(CitationError::Unreadable));
    assert!(error("aml § 4-6 (3) 2. oddity").is_some());
    assert_eq!(error("oddity"), Some(CitationError::UnknownSource));
    assert_eq!(error("aml"), Some(CitationError::NoSection));
}
