//! What must hold of cases and of the notation of days, whatever the days are.

use ia_core::Date;
use ia_core::follow_up::{DayKind, DayString, Event, EventKind, JoinRule, Stage, join, join_days};
use ia_tests::day;
use proptest::prelude::*;

const RULES: [JoinRule; 3] = [JoinRule::HolidayCounts, JoinRule::HolidayLeftOut, JoinRule::Adjoining];

fn kind() -> impl Strategy<Value = DayKind> {
    use ia_core::Code as _;
    proptest::sample::select(DayKind::ALL)
}

fn days() -> impl Strategy<Value = Vec<DayKind>> {
    let run = (kind(), 1..20_usize).prop_map(|(kind, count)| vec![kind; count]);
    proptest::collection::vec(run, 0..12).prop_map(|runs| runs.concat())
}

fn event_kind() -> impl Strategy<Value = EventKind> {
    use ia_core::Code as _;
    proptest::sample::select(EventKind::ALL)
}

fn stage() -> impl Strategy<Value = Stage> {
    use ia_core::Code as _;
    proptest::sample::select(Stage::ALL)
}

/// Events with ids of their own; some are recorded at the same time, some correct another.
fn events() -> impl Strategy<Value = Vec<Event>> {
    let one =
        (0..80_i64, 0..20_i64, event_kind(), stage(), proptest::option::of(0..3_u8), 0..3_u64, 0..40_usize);
    proptest::collection::vec(one, 0..10).prop_map(|told| {
        let made = told.into_iter().enumerate().map(|(nth, told)| {
            let (from, length, kind, stage, employer, recorded, corrects) = told;
            let from = day("2023-12-01").plus_days(from).expect("a day");
            Event {
                id: format!("e-{nth}").parse().expect("an id"),
                employer: employer.map(|number| format!("w-{number}").parse().expect("an id")),
                from,
                to: from.plus_days(length).expect("a day"),
                kind,
                stage,
                recorded,
                corrects: (corrects < 10 && corrects != nth)
                    .then(|| format!("e-{corrects}").parse().expect("an id")),
            }
        });
        made.collect()
    })
}

fn on(days: &[DayKind]) -> Vec<(Date, DayKind)> {
    DayString::of(days.iter().copied()).expect("few days").from(day("2024-02-01")).collect()
}

#[test]
fn a_case_of_days_is_graded_when_its_last_day_is() {
    let graded = |days: &str| {
        let days: DayString = days.parse().expect("days");
        join_days(days.from(day("2026-02-02")), JoinRule::HolidayCounts)
            .iter()
            .map(|case| case.graded_at_end)
            .collect::<Vec<bool>>()
    };
    assert_eq!(graded("3S 2G"), [true]);
    assert_eq!(graded("2G 3S"), [false]);
    assert_eq!(graded("2G 20A 3S 1G"), [true, true]);
    assert!(DayString::of([]).expect("no days").is_empty());
}

proptest! {
    #[test]
    fn the_notation_goes_there_and_back(days in days()) {
        let string = DayString::of(days.iter().copied()).expect("few days");
        let back: DayString = string.to_string().parse().expect("what was written");
        prop_assert_eq!(&back, &string);
        prop_assert!(back.kinds().eq(days));
    }

    #[test]
    fn no_text_stops_the_notation(text in "[0-9SGUKAFPIYBN +x]{0,40}") {
        if let Ok(string) = text.parse::<DayString>() {
            prop_assert_eq!(string.to_string().parse::<DayString>(), Ok(string));
        }
    }

    #[test]
    fn a_day_at_work_more_never_lengthens_a_case(mut days in days(), at in 0..200_usize) {
        for rule in RULES {
            let longest = |days: &[DayKind]| {
                join_days(on(days), rule).iter().map(|case| case.sick_days).max().unwrap_or(0)
            };
            let sum = |days: &[DayKind]| join_days(on(days), rule).iter().map(|case| case.sick_days).sum::<u16>();
            let (before, sum_before) = (longest(&days), sum(&days));
            days.insert(at.min(days.len()), DayKind::Working);
            prop_assert!(longest(&days) <= before);
            prop_assert!(sum(&days) <= sum_before);
        }
    }

    #[test]
    fn the_order_of_arrival_makes_no_difference(
        (events, shuffled) in events().prop_flat_map(|events| (Just(events.clone()), Just(events).prop_shuffle()))
    ) {
        for rule in RULES {
            prop_assert_eq!(join(&events, rule), join(&shuffled, rule));
        }
    }

    #[test]
    fn a_certificate_in_two_parts_is_one(mut events in events(), nth in 0..10_usize, cut in 1..20_i64) {
        // Parts have ids of their own, so only what needs no id to be decided is the same.
        for (place, event) in events.iter_mut().enumerate() {
            event.recorded = place.try_into().expect("few");
            event.corrects = None;
        }
        let mut parts = events.clone();
        let Some(whole) = events.get(nth) else { return Ok(()) };
        let middle = whole.from.plus_days(cut).expect("a day");
        if middle <= whole.to {
            parts[nth].to = middle.plus_days(-1).expect("a day");
            let mut second = whole.clone();
            second.id = "part-2".parse().expect("an id");
            second.from = middle;
            parts.push(second);
        }
        for rule in RULES {
            prop_assert_eq!(join(&events, rule), join(&parts, rule));
        }
    }
}

#[test]
fn fifteen_days_join_and_sixteen_part() {
    let count = |text: &str, rule| {
        let days: DayString = text.parse().expect("days");
        // Over the end of the year, and over 29 February.
        let starts = ["2023-12-20", "2024-02-20", "2025-02-20"];
        let counts: Vec<usize> =
            starts.iter().map(|start| join_days(days.from(day(start)), rule).len()).collect();
        assert!(counts.windows(2).all(|pair| pair[0] == pair[1]), "{text}");
        counts[0]
    };
    for (text, counting, left_out, adjoining) in [
        ("1S 15A 1S", 1, 1, 2),
        ("1S 16A 1S", 2, 2, 2),
        ("1S 15N 1S", 1, 1, 2),
        ("1S 1F 15A 1S", 1, 1, 2),
        ("1S 30F 1S", 1, 1, 2),
        ("1S 15A 1F 1S", 2, 2, 2),
        ("1S 14A 1F 1S", 1, 1, 2),
        ("16A 1S", 1, 1, 1),
        ("30F 1S", 1, 1, 1),
        ("20F", 0, 0, 0),
    ] {
        assert_eq!(count(text, JoinRule::HolidayCounts), counting, "{text}");
        assert_eq!(count(text, JoinRule::HolidayLeftOut), left_out, "{text}");
        assert_eq!(count(text, JoinRule::Adjoining), adjoining, "{text}");
    }
}

#[test]
fn the_reminder_of_the_plan_joins_only_what_adjoins_at_one_employer() {
    let event = |id: &str, employer: &str, from: &str, to: &str| Event {
        id: id.parse().expect("an id"),
        employer: Some(employer.parse().expect("an id")),
        from: day(from),
        to: day(to),
        kind: EventKind::Certificate,
        stage: Stage::Sent,
        recorded: 0,
        corrects: None,
    };
    let events = [
        event("e-1", "w-1", "2026-01-05", "2026-01-11"),
        event("e-2", "w-1", "2026-01-12", "2026-01-18"),
        event("e-3", "w-1", "2026-01-20", "2026-01-25"),
        event("e-4", "w-2", "2026-01-19", "2026-01-19"),
    ];
    let cases = join(&events, JoinRule::Adjoining);
    let shown: Vec<String> = cases.iter().map(|case| format!("{} {}", case.from, case.to)).collect();
    assert_eq!(shown, ["2026-01-05 2026-01-18", "2026-01-19 2026-01-19", "2026-01-20 2026-01-25"]);
    assert_eq!(join(&events, JoinRule::HolidayCounts).len(), 1);
}

#[test]
fn nav_s_two_implementations_read_days_of_treatment_and_holidays_in_two_ways() {
    let told = |kind, from: &str, to: &str| Event {
        id: format!("e-{from}").parse().expect("an id"),
        employer: Some("w-1".parse().expect("an id")),
        from: day(from),
        to: day(to),
        kind,
        stage: Stage::Sent,
        recorded: 0,
        corrects: None,
    };
    let treatment = [told(EventKind::CertificateTreatmentDays, "2026-01-05", "2026-01-09")];
    assert_eq!(join(&treatment, JoinRule::HolidayCounts), []);
    assert_eq!(join(&treatment, JoinRule::HolidayLeftOut)[0].sick_days, 5);
    let holiday = [
        told(EventKind::Application, "2026-01-05", "2026-01-09"),
        told(EventKind::ApplicationHoliday, "2026-01-10", "2026-02-09"),
        told(EventKind::Application, "2026-02-10", "2026-02-10"),
    ];
    assert_eq!(join(&holiday, JoinRule::HolidayCounts)[0].sick_days, 37);
    assert_eq!(join(&holiday, JoinRule::HolidayLeftOut)[0].sick_days, 6);
}

#[test]
fn cases_far_apart_and_at_the_ends_of_the_calendar() {
    let told = |id: &str, from: &str, to: &str| Event {
        id: id.parse().expect("an id"),
        employer: None,
        from: day(from),
        to: day(to),
        kind: EventKind::Certificate,
        stage: Stage::Sent,
        recorded: 0,
        corrects: None,
    };
    let events = [
        told("a", "1900-01-01", "1900-01-02"),
        told("b", "2199-12-31", "2199-12-31"),
        told("backwards", "2026-01-02", "2026-01-01"),
    ];
    for rule in RULES {
        let shown: Vec<String> = join(&events, rule).iter().map(|case| case.to.to_string()).collect();
        assert_eq!(shown, ["1900-01-02", "2199-12-31"]);
    }
}

/// Nav's reminder of the plan goes to an employer: what a person without one confirmed, and what nobody has taken into use,
/// makes no case of certificates that adjoin.
#[test]
fn only_what_was_sent_to_an_employer_adjoins() {
    let told = |stage: Stage| Event {
        id: "e-1".parse().expect("an id"),
        employer: None,
        from: day("2026-06-01"),
        to: day("2026-06-10"),
        kind: EventKind::Certificate,
        stage,
        recorded: 0,
        corrects: None,
    };
    for (stage, adjoining, nav) in [(Stage::Sent, 1, 1), (Stage::Confirmed, 0, 1), (Stage::New, 0, 1)] {
        assert_eq!(join(&[told(stage)], JoinRule::Adjoining).len(), adjoining, "{stage:?}");
        assert_eq!(join(&[told(stage)], JoinRule::HolidayCounts).len(), nav, "{stage:?}");
    }
}

/// A report decides its first and its last day, and no day outside them.
#[test]
fn a_report_decides_its_own_days() {
    let event = Event {
        id: "e-1".parse().expect("an id"),
        employer: None,
        from: day("2026-03-02"),
        to: day("2026-03-04"),
        kind: EventKind::Certificate,
        stage: Stage::Sent,
        recorded: 1,
        corrects: None,
    };
    let decided = |on: &str| ia_core::follow_up::decides(std::slice::from_ref(&event), day(on)).is_some();
    assert_eq!(
        ["2026-03-01", "2026-03-02", "2026-03-04", "2026-03-05"].map(decided),
        [false, true, true, false]
    );
}
