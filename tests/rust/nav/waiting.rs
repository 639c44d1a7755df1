//! The waiting period, from navikt/flex-syketilfelle.

use ia_core::follow_up::{Note, Waiting, waiting_period};
use ia_tests::day;

/// `name from..to`, with `new` for a note that is not in use and `own` for the person's own word.
fn note(text: &str) -> Note {
    let mut words = text.split_whitespace();
    let id = words.next().expect("a name").parse().expect("an id");
    let (from, to) = words.next().expect("days").split_once("..").expect("two days");
    let rest: Vec<&str> = words.collect();
    Note { id, from: day(from), to: day(to), in_use: !rest.contains(&"new"), own_word: rest.contains(&"own") }
}

/// Notes, the one asked about, and what is answered: past with the waiting period, or within with the absence.
#[test]
fn waiting_periods() {
    for (notes, asked, expected) in [
        ("a 2024-07-01..2024-07-17", "a", "past 2024-07-01 2024-07-16"),
        ("a 2024-07-01..2024-07-16", "a", "within 2024-07-01 2024-07-16"),
        ("a 2024-07-05..2024-07-21", "a", "within 2024-07-05 2024-07-19"),
        ("a 2024-06-30..2024-07-16", "a", "past 2024-06-30 2024-07-15"),
        ("a 2024-07-01..2024-07-08, b 2024-07-09..2024-07-17", "a", "past 2024-07-01 2024-07-16"),
        ("a 2024-07-01..2024-07-08, b 2024-07-09..2024-07-17", "b", "past 2024-07-01 2024-07-16"),
        ("a 2024-07-01..2024-07-13, b 2024-07-15..2024-07-21", "a", "past 2024-07-01 2024-07-16"),
        (
            "a 2024-07-01..2024-07-05, b 2024-07-06..2024-07-10, c 2024-07-11..2024-07-16",
            "b",
            "within 2024-07-01 2024-07-16",
        ),
        (
            "a 2024-07-01..2024-07-05, b 2024-07-06..2024-07-12, c 2024-07-14..2024-07-17",
            "a",
            "past 2024-07-01 2024-07-16",
        ),
        ("a 2024-07-01..2024-07-16, a 2024-07-17..2024-07-31", "a", "past 2024-07-01 2024-07-16"),
        ("a 2024-07-01..2024-07-16, b 2024-07-18..2024-07-31", "b", "within 2024-07-18 2024-07-31"),
        ("a 2024-07-01..2024-07-17, b 2024-07-21..2024-07-31", "b", "past 2024-07-01 2024-07-16"),
        ("a 2024-07-01..2024-07-06", "a", "within 2024-07-01 2024-07-05"),
        ("a 2024-07-01..2024-07-09, a 2024-07-11..2024-07-16", "a", "within 2024-07-11 2024-07-16"),
        ("a 2026-06-01..2026-06-08, b 2026-06-09..2026-06-16", "a", "within 2026-06-01 2026-06-16"),
        ("a 2026-06-01..2026-06-08, b 2026-06-09..2026-06-17", "b", "past 2026-06-01 2026-06-16"),
        ("a 2026-06-01..2026-06-08, b 2026-06-09..2026-06-17 new", "a", "within 2026-06-01 2026-06-08"),
        (
            "a 2025-09-01..2025-09-30, b 2025-09-01..2025-09-04, b 2025-09-05..2025-09-08",
            "a",
            "past 2025-09-01 2025-09-16",
        ),
        (
            "a 2025-09-01..2025-09-30, b 2025-09-01..2025-09-04, b 2025-09-05..2025-09-08",
            "b",
            "past 2025-09-01 2025-09-16",
        ),
        ("s 2025-08-31..2025-08-31 own, a 2025-09-01..2025-09-20", "a", "past 2025-08-31 2025-09-15"),
        ("s 2025-08-29..2025-08-29 own, a 2025-09-01..2025-09-20", "a", "past 2025-08-29 2025-09-13"),
        ("s 2025-09-01..2025-09-01 own, a 2025-09-03..2025-09-23", "a", "past 2025-09-03 2025-09-18"),
        (
            "b 2025-07-09..2025-07-25, s 2025-08-07..2025-08-10 own, a 2025-08-14..2025-08-21",
            "a",
            "within 2025-08-14 2025-08-21",
        ),
        ("b 2022-01-02..2022-01-30, a 2025-09-10..2025-10-13", "a", "past 2025-09-10 2025-09-25"),
        ("a 2024-07-06..2024-07-07", "a", "within 2024-07-06 2024-07-07"),
        ("a 2024-07-01..2024-07-17", "x", "no note"),
    ] {
        let notes: Vec<Note> = notes.split(", ").map(note).collect();
        let (word, period) = match waiting_period(&notes, &asked.parse().expect("an id")) {
            Waiting::Past { waiting } => ("past", waiting),
            Waiting::Within { absence } => ("within", absence),
            Waiting::NoNote => {
                assert_eq!(expected, "no note");
                continue;
            }
        };
        let shown = format!("{word} {} {}", period.from, period.to.expect("an end"));
        assert_eq!(shown, expected, "{asked} of {}", notes.len());
    }
}
