//! The employer period in day strings that begin on Monday 2018-01-01, from navikt/helse-spleis.

use ia_core::Period;
use ia_core::follow_up::{DayString, EmployerPeriodRule, PaidByNav, employer_periods};
use ia_tests::day;

fn period(text: &str) -> Period {
    let (from, to) = text.split_once("..").expect("two days");
    Period::new(day(from), Some(day(to))).expect("a period")
}

/// Counts that are not 0: employer, by Nav, paid, weekend, working, free, refused, barred. Then the periods:
/// enclosing; without duty; `!` when settled.
fn shown(text: &str, nav: &PaidByNav) -> (String, String) {
    let days: DayString = text.parse().unwrap_or_else(|error| panic!("{text}: {error}"));
    let monday = day("2018-01-01");
    let found = employer_periods(EmployerPeriodRule::at(monday).expect("the rule"), days.from(monday), nav);
    let counts = found.counts;
    let sorts = [
        ("e", counts.employer),
        ("n", counts.employer_by_nav),
        ("p", counts.paid),
        ("w", counts.paid_weekend),
        ("a", counts.working),
        ("f", counts.free),
        ("r", counts.refused),
        ("k", counts.time_barred),
    ];
    let listed: Vec<String> =
        sorts.iter().filter(|(_, count)| *count > 0).map(|(sort, count)| format!("{sort}{count}")).collect();
    let ends = |period: &Period| {
        let short = |day: ia_core::Date| day.to_string()[5..].to_owned();
        format!("{}..{}", short(period.from), short(period.to.expect("an end")))
    };
    let periods: Vec<String> = found
        .periods
        .iter()
        .map(|one| {
            let without: Vec<String> = one.without_duty.iter().map(ends).collect();
            let settled = if one.settled { "!" } else { "" };
            format!("{} [{}]{settled}", ends(&one.enclosing), without.join(" "))
        })
        .collect();
    (listed.join(" "), periods.join(" | "))
}

const FULL: &str = "[01-01..01-16]!";

#[test]
fn day_strings() {
    // Where the row holds for other free days as well, `F` stands for each of the letters at the end.
    for (text, letters, counts, periods) in [
        // Saturday and Sunday fit, then two days of holiday: the person was back.
        ("12U 2A 2F 2U", "F", "e14 a2 f2", "01-01..01-18 [01-01..01-12 01-17..01-18]".into()),
        ("5S 15F 1A 16S", "F", "e16 p12 w4 a1 f4", format!("01-01..02-06 {FULL}")),
        ("31S", "F", "e16 p11 w4", format!("01-01..01-31 {FULL}")),
        ("6S 6F 6S", "FPIY", "e16 p2", format!("01-01..01-18 {FULL}")),
        ("1S 15F 6S", "FPIY", "e16 p4 w2", format!("01-01..01-22 {FULL}")),
        ("1S 10P 6F 5S", "F", "e16 p3 w2 f1", format!("01-01..01-22 {FULL}")),
        ("16S 15F", "FPI", "e16 f15", format!("01-01..01-31 {FULL}")),
        ("16S 15Y", "F", "e16 r15", format!("01-01..01-31 {FULL}")),
        ("16S 16Y 10S", "F", "e16 p6 w4 r16", format!("01-01..02-11 {FULL}")),
        ("16S 15Y 1A 10S", "F", "e16 p6 w4 a1 r15", format!("01-01..02-11 {FULL}")),
        ("16S 15F 1A 10S", "FPI", "e16 p6 w4 a1 f15", format!("01-01..02-11 {FULL}")),
        ("16S 10F 5S", "FPI", "e16 p3 w2 f10", format!("01-01..01-31 {FULL}")),
        (
            "1S 15F 1A 16S",
            "PI",
            "e17 a1 f15",
            "01-01..01-17 [01-01..01-01] | 01-18..02-02 [01-18..02-02]!".into(),
        ),
        ("1S 15F 1A 16S", "F", "e16 p12 w4 a1", format!("01-01..02-02 {FULL}")),
        (
            "1S 1A 15F 16S",
            "FPI",
            "e17 a1 f15",
            "01-01..01-17 [01-01..01-01] | 01-18..02-02 [01-18..02-02]!".into(),
        ),
        (
            "6S 1A 15F 16S",
            "FPI",
            "e22 a1 f15",
            "01-01..01-22 [01-01..01-06] | 01-23..02-07 [01-23..02-07]!".into(),
        ),
        (
            "5S 15F 1A 16S",
            "PI",
            "e21 a1 f15",
            "01-01..01-21 [01-01..01-05] | 01-22..02-06 [01-22..02-06]!".into(),
        ),
        ("5S 15F 1A 16S", "F", "e16 p12 w4 a1 f4", format!("01-01..02-06 {FULL}")),
        ("15F 16S", "FPI", "e16 f15", "01-16..01-31 [01-16..01-31]!".into()),
        ("31A", "F", "a31", String::new()),
        ("1F 12N 1F", "F", "a9 f5", String::new()),
        ("14N", "F", "", String::new()),
        ("16S 1K", "F", "e16 k1", format!("01-01..01-17 {FULL}")),
        ("19K", "F", "e16 k3", format!("01-01..01-19 {FULL}")),
        ("1U 14F 1U 10S", "FI", "e16 p8 w2", format!("01-01..01-26 {FULL}")),
        ("12U 2A 2F 2U", "F", "e14 a2 f2", "01-01..01-18 [01-01..01-12 01-17..01-18]".into()),
        ("3A 15U 1F 1U", "F", "e16 w1 a3", "01-04..01-20 [01-04..01-19]!".into()),
        ("10S 16A 7S", "F", "e17 a16", "01-01..01-26 [01-01..01-10] | 01-27..02-02 [01-27..02-02]".into()),
        ("16S 7Y", "F", "e16 r7", format!("01-01..01-23 {FULL}")),
        ("17S 10A 4S 10A 4S", "F", "e16 p7 w2 a20", format!("01-01..02-14 {FULL}")),
        ("8S 32A 16S", "F", "e24 a32", "01-01..01-24 [01-01..01-08] | 02-10..02-25 [02-10..02-25]!".into()),
        ("3N 18S", "F", "e16 w2", "01-04..01-21 [01-04..01-19]!".into()),
        ("15S", "F", "e15", "01-01..01-15 [01-01..01-15]".into()),
        ("16S", "F", "e16", format!("01-01..01-16 {FULL}")),
    ] {
        for letter in letters.chars() {
            let text = text.replace('F', &letter.to_string());
            let ours = shown(&text, &PaidByNav::default());
            assert_eq!(ours, (counts.to_owned(), periods.clone()), "{text}");
        }
    }
}

#[test]
fn days_that_nav_has_paid_or_pays() {
    for (text, before, in_place, counts, periods) in [
        ("15S", "", "2018-01-01..2018-01-15", "e4 n11", "01-01..01-15 [01-01..01-15]"),
        ("31S", "", "2018-01-01..2018-01-31", "e4 n12 p11 w4", "01-01..01-31 [01-01..01-16]!"),
        ("6S 6F 6S", "", "2018-01-01..2018-01-16", "e9 n7 p2", "01-01..01-18 [01-01..01-16]!"),
        ("15S", "2018-01-01..2018-01-01", "", "p11 w4", "01-01..01-15 []!"),
        ("15S", "2018-01-10..2018-01-16", "", "e9 p4 w2", "01-01..01-15 [01-01..01-09]!"),
        (
            "1S 16A 17S",
            "2018-01-01..2018-01-01",
            "",
            "e16 p1 w1 a16",
            "01-01..01-17 []! | 01-18..02-03 [01-18..02-02]!",
        ),
        ("1S 15A 18S", "2018-01-01..2018-01-01", "", "p14 w5 a15", "01-01..02-03 []!"),
        ("9S 1A 22S", "2018-01-11..2018-02-01", "", "e9 p16 w6 a1", "01-01..02-01 [01-01..01-09]!"),
        (
            "20S 32A 20S",
            "2018-02-22..2018-03-13",
            "",
            "e16 p17 w7 a32",
            "01-01..02-05 [01-01..01-16]! | 02-22..03-13 []!",
        ),
        ("31S", "2018-01-17..2018-01-20", "", "e16 p11 w4", "01-01..01-31 [01-01..01-16]!"),
    ] {
        let list = |text: &str| if text.is_empty() { Vec::new() } else { vec![period(text)] };
        let nav = PaidByNav { before: list(before), in_place: list(in_place) };
        assert_eq!(shown(text, &nav), (counts.to_owned(), periods.to_owned()), "{text} {before}");
    }
}
