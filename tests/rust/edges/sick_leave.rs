//! Days of benefit, of the employer period and of the waiting period, on each side of a limit.

use ia_core::Date;
use ia_core::follow_up::{
    BenefitDay, BenefitGroup, BenefitRule, CaseLength, DayString, EmployerPeriodRule, EmployerPeriods, Note,
    PaidByNav, REPEATED, SelfCertificationScheme, Waiting, employer_periods, waiting_period,
};
use ia_tests::day;

/// Nav pays on these days; the person is at work on all others, never 26 weeks on end.
fn paid_on(days: &[&str], born: Option<&str>) -> ia_core::follow_up::Benefit {
    let (first, last) = (day(days[0]), day(days[days.len() - 1]));
    let all = std::iter::successors(Some(first), |day| day.plus_days(1)).take_while(|day| *day <= last);
    let kind = |on: Date| {
        if days.contains(&on.to_string().as_str()) { BenefitDay::Paid } else { BenefitDay::NotPaid }
    };
    let rule = BenefitRule::at(last, BenefitGroup::Employee).expect("a rule");
    rule.of(all.map(|on| (on, kind(on))), born.map(day), first)
}

/// Days of the last three years count (ftrl § 8-12 first paragraph); in Nav's payment the day three years before
/// counts too (navikt/helse-spleis: a day that is not before `minusYears(3)`).
#[test]
fn the_day_three_years_before_still_counts() {
    let between = [
        "2021-06-02",
        "2021-06-03",
        "2021-11-01",
        "2022-04-01",
        "2022-09-01",
        "2023-02-01",
        "2023-07-03",
        "2023-12-01",
        "2024-05-02",
    ];
    let used = |last: &'static str| paid_on(&[between.as_slice(), &[last]].concat(), None).used;
    assert_eq!(used("2024-05-31"), 10, "all");
    assert_eq!(used("2024-06-03"), 9, "without 2 June 2021");
    assert_eq!(used("2024-06-04"), 8, "without 3 June 2021 too");
}

/// Benefit ends at 70 years (§ 8-51): the last day is the last weekday before the birthday, and the birthday is refused.
#[test]
fn benefit_ends_the_weekday_before_the_70th_birthday() {
    let before = day("2026-02-27");
    let rule = BenefitRule::at(before, BenefitGroup::Employee).expect("a rule");
    let end = |born: &str| {
        let found = rule.of([], Some(day(born)), before);
        (found.last_day.to_string(), found.left)
    };
    // Birthdays on Monday 9, Tuesday 10, Wednesday 11, Saturday 14 and Sunday 15 March 2026.
    for (born, last, left) in [
        ("1956-03-09", "2026-03-06", 5),
        ("1956-03-10", "2026-03-09", 6),
        ("1956-03-11", "2026-03-10", 7),
        ("1956-03-14", "2026-03-13", 10),
        ("1956-03-15", "2026-03-13", 10),
    ] {
        assert_eq!(end(born), (last.to_owned(), left), "{born}");
    }
    let refused = paid_on(&["2026-03-09", "2026-03-10", "2026-03-11", "2026-03-12"], Some("1956-03-11"));
    assert_eq!(refused.refused, [day("2026-03-11"), day("2026-03-12")]);
    assert_eq!(refused.used, 2);
}

/// From 67 years there are 60 days (§ 8-51), counted from the day after the birthday.
#[test]
fn sixty_days_after_the_67th_birthday() {
    // Friday 6 March 2026 is the birthday: 60 weekdays after it end on Friday 29 May.
    let before = day("2026-02-27");
    let rule = BenefitRule::at(before, BenefitGroup::Employee).expect("a rule");
    let found = rule.of([], Some(day("1959-03-06")), before);
    assert_eq!((found.last_day, found.left), (day("2026-05-29"), 65));
}

#[test]
fn twenty_six_weeks_give_a_new_right() {
    let rule = BenefitRule::at(day("2026-01-05"), BenefitGroup::Employee).expect("a rule");
    assert!(!rule.gives_new_right(26 * 7 - 1));
    assert!(rule.gives_new_right(26 * 7));
}

fn periods(days: &str) -> EmployerPeriods {
    let monday = day("2018-01-01");
    let rule = EmployerPeriodRule::at(monday).expect("a rule");
    let days: DayString = days.parse().expect("days");
    employer_periods(rule, days.from(monday), &PaidByNav::default())
}

/// A weekend of which nothing is known counts when sickness follows; a weekday of which nothing is known is a day at
/// work (navikt/helse-spleis).
#[test]
fn an_unknown_weekend_counts_when_sickness_follows() {
    let found = |days: &str| {
        let periods = periods(days);
        let first = periods.periods[0].clone();
        let without_duty: i64 =
            first.without_duty.iter().map(|run| run.to.expect("a last day").days_since(run.from) + 1).sum();
        (without_duty, first.settled, periods.counts.paid)
    };
    // 5 days, the weekend, 9 days: 16.
    assert_eq!(found("5S 2N 9S"), (16, true, 0));
    assert_eq!(found("5S 2N 10S"), (16, true, 1));
    assert_eq!(found("5S 2N 8S"), (15, false, 0));
    // Work follows: the weekend is no part of it.
    assert_eq!(found("5S 2N 1A"), (5, false, 0));
    // Friday is not known: a day at work, and the weekend after it too.
    assert_eq!(found("4S 3N 12S"), (16, true, 0));
    assert_eq!(found("4S 3N 11S"), (15, false, 0));
}

fn waiting(notes: &[(&str, &str, &str)]) -> Waiting {
    let note = |(id, from, to): &(&str, &str, &str)| Note {
        id: id.parse().expect("an id"),
        from: day(from),
        to: day(to),
        in_use: true,
        own_word: false,
    };
    let notes: Vec<Note> = notes.iter().map(note).collect();
    waiting_period(&notes, &"asked".parse().expect("an id"))
}

/// 16 whole days between two absences make a new waiting period; 15 do not (navikt/flex-syketilfelle).
#[test]
fn a_new_waiting_period_after_16_whole_days() {
    let past = |from: &str, to: &str| Waiting::Past {
        waiting: ia_core::Period { from: day(from), to: Some(day(to)) },
    };
    // 22 days that end on Monday 24 June.
    let long = ("long", "2024-06-03", "2024-06-24");
    assert_eq!(waiting(&[long, ("asked", "2024-07-10", "2024-07-12")]), past("2024-06-03", "2024-06-18"));
    assert!(!waiting(&[long, ("asked", "2024-07-11", "2024-07-12")]).is_past());
    // Through a short absence between them.
    let (long, short) = (("long", "2024-05-01", "2024-05-20"), ("short", "2024-06-05", "2024-06-10"));
    assert_eq!(
        waiting(&[long, short, ("asked", "2024-06-26", "2024-06-28")]),
        past("2024-05-01", "2024-05-16")
    );
    assert!(!waiting(&[long, short, ("asked", "2024-06-27", "2024-06-28")]).is_past());
    let later = ("short", "2024-06-06", "2024-06-10");
    assert!(!waiting(&[long, later, ("asked", "2024-06-26", "2024-06-28")]).is_past());
    // The waiting period itself: 16 calendar days, and the absence must go on past them.
    assert_eq!(waiting(&[("asked", "2024-07-01", "2024-07-17")]), past("2024-07-01", "2024-07-16"));
    assert!(!waiting(&[("asked", "2024-07-01", "2024-07-16")]).is_past());
}

/// A certificate can be demanded for what lasts beyond the days at a time (ftrl § 8-24 sixth paragraph).
#[test]
fn a_certificate_is_demanded_after_the_days_at_a_time() {
    let on = day("2026-01-05");
    let wide = SelfCertificationScheme::Wider { days_at_a_time: 8, days_in_year: None, times_in_year: None };
    for (scheme, last) in [(SelfCertificationScheme::Statutory, 3), (wide, 8)] {
        assert_eq!(scheme.certificate_can_be_demanded(last, on), Ok(false));
        assert_eq!(scheme.certificate_can_be_demanded(last + 1, on), Ok(true));
    }
}

/// Nav's flag of repeated absence: cases of 16 days or more; 5 with 100 days in all, or 2 with 300.
#[test]
fn the_flag_of_repeated_absence_on_each_side_of_its_limits() {
    let flag = |lengths: &[i64]| {
        let mut from = day("2024-01-01");
        let cases: Vec<CaseLength> = lengths
            .iter()
            .map(|length| {
                let to = from.plus_days(length - 1).expect("a day");
                let case = CaseLength { from, to, sick_days: None };
                from = to.plus_days(20).expect("a day");
                case
            })
            .collect();
        let found = REPEATED.of(&cases, day("2026-06-01"));
        (found.cases, found.days, found.is_repeated)
    };
    assert_eq!(flag(&[16, 16, 16, 16, 36]), (5, 100, true));
    assert_eq!(flag(&[16, 16, 16, 16, 35]), (5, 99, false));
    assert_eq!(flag(&[15, 16, 16, 16, 37]), (4, 85, false));
    assert_eq!(flag(&[150, 150]), (2, 300, true));
    assert_eq!(flag(&[150, 149]), (2, 299, false));
    assert_eq!(flag(&[300]), (1, 300, false));
}
