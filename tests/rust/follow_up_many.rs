//! Cases of many people at once are the cases of each.

use ia_core::follow_up::columns::{Bits, ColumnsError, DayColumn};
use ia_core::follow_up::many::{CaseRows, EventColumns, cases_of};
use ia_core::follow_up::{Event, EventKind, JoinRule, Stage, join};
use ia_core::{Code, Date, Options};
use ia_tests::day;
use proptest::prelude::*;

#[derive(Debug, Clone)]
struct Row {
    person: u32,
    employer: u32,
    from: i32,
    to: i32,
    kind: EventKind,
}

fn rows() -> impl Strategy<Value = Vec<Row>> {
    let kinds = [
        EventKind::Certificate,
        EventKind::Certificate,
        EventKind::CertificateGraded,
        EventKind::CertificateSelfCertified,
        EventKind::CertificateTreatmentDays,
        EventKind::CertificateTravelGrant,
        EventKind::ApplicationHoliday,
        EventKind::ApplicationLeave,
        EventKind::ApplicationWorkResumed,
        EventKind::ApplicationOther,
        EventKind::IncomeReport,
    ];
    let row = (0_u32..6, 0_u32..3, 0_i32..220, 0_i32..40, prop::sample::select(kinds.to_vec()));
    let row = row.prop_map(|(person, employer, start, length, kind)| Row {
        person,
        // Most people have one employer.
        employer: if person < 4 { 0 } else { employer },
        from: 20_000 + start,
        to: 20_000 + start + length,
        kind,
    });
    prop::collection::vec(row, 0..40)
}

fn asked(rows: &[Row], rule: JoinRule, as_of: Date) -> CaseRows {
    let person: Vec<u32> = rows.iter().map(|row| row.person).collect();
    let employer: Vec<u32> = rows.iter().map(|row| row.employer).collect();
    let from: Vec<i32> = rows.iter().map(|row| row.from).collect();
    let to: Vec<i32> = rows.iter().map(|row| row.to).collect();
    let kind: Vec<u8> = rows.iter().map(|row| u8::try_from(row.kind.place()).expect("a byte")).collect();
    let recorded: Vec<i64> = recorded(rows);
    let columns = EventColumns {
        person: &person,
        employer: Some(&employer),
        from: DayColumn { days: &from, valid: None },
        to: DayColumn { days: &to, valid: None },
        kind: &kind,
        recorded: Some(&recorded),
    };
    cases_of(&columns, rule, as_of, &Options::default()).expect("cases")
}

/// A number of its own for each report, from what it says.
fn recorded(rows: &[Row]) -> Vec<i64> {
    let of = |row: &Row| {
        i64::from(row.from) * 1_000_000
            + i64::from(row.to - row.from) * 1000
            + i64::try_from(row.kind.place()).unwrap()
    };
    rows.iter().map(of).collect()
}

fn one_by_one(rows: &[Row], rule: JoinRule) -> Vec<(u32, Date, Date, u16, bool)> {
    let recorded = recorded(rows);
    let mut found = Vec::new();
    for person in 0..6 {
        let events: Vec<Event> = rows
            .iter()
            .zip(&recorded)
            .enumerate()
            .filter(|(_, (row, _))| row.person == person)
            .map(|(nth, (row, recorded))| Event {
                id: format!("e-{nth}").parse().expect("an id"),
                employer: Some(format!("o-{}", row.employer).parse().expect("an id")),
                from: Date::from_days_from_epoch(row.from).expect("a day"),
                to: Date::from_days_from_epoch(row.to).expect("a day"),
                kind: row.kind,
                stage: Stage::Sent,
                recorded: u64::try_from(*recorded).expect("positive"),
                corrects: None,
            })
            .collect();
        let cases = join(&events, rule);
        found.extend(
            cases.iter().map(|case| (person, case.from, case.to, case.sick_days, case.graded_at_end)),
        );
    }
    found
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(600))]

    #[test]
    fn many_are_joined_as_one_is(rows in rows(), rule in prop::sample::select(JoinRule::ALL.to_vec())) {
        // After all of them, so that none goes on.
        let as_of = day("2030-01-01");
        let many = asked(&rows, rule, as_of);
        let found: Vec<_> = (0..many.person.len())
            .map(|nth| {
                let date = |days: i32| Date::from_days_from_epoch(days).expect("a day");
                let to = many.to[nth].expect("it has ended");
                (many.person[nth], date(many.from[nth]), date(to), many.sick_days[nth], many.graded_at_end[nth])
            })
            .collect();
        prop_assert_eq!(found, one_by_one(&rows, rule));
    }

    #[test]
    fn the_order_of_the_rows_makes_no_difference(rows in rows(), seed in any::<u64>()) {
        let mut shuffled = rows.clone();
        let mut dice = seed | 1;
        for nth in (1..shuffled.len()).rev() {
            dice = dice.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            shuffled.swap(nth, usize::try_from(dice >> 33).unwrap() % (nth + 1));
        }
        let as_of = day("2025-01-01");
        prop_assert_eq!(
            asked(&rows, JoinRule::HolidayCounts, as_of),
            asked(&shuffled, JoinRule::HolidayCounts, as_of)
        );
    }
}

fn one(kind: EventKind, from: &str, to: &str) -> Row {
    Row { person: 7, employer: 1, from: day(from).days_from_epoch(), to: day(to).days_from_epoch(), kind }
}

#[test]
fn the_whole_absence_that_counts() {
    use EventKind::{Certificate, CertificateGraded, CertificateSelfCertified};
    let number = |text: &str| Some(day(text).days_from_epoch());
    // Three days on one's own word, seven weeks wholly away, then graded, then whole again and going on.
    let rows = [
        one(CertificateSelfCertified, "2026-01-05", "2026-01-07"),
        one(Certificate, "2026-01-08", "2026-02-22"),
        one(CertificateGraded, "2026-02-23", "2026-03-08"),
        one(Certificate, "2026-03-09", "2026-03-29"),
    ];
    let cases = asked(&rows, JoinRule::HolidayCounts, day("2026-03-20"));
    assert_eq!((cases.from[0], cases.to[0]), (day("2026-01-05").days_from_epoch(), None));
    assert_eq!((cases.whole_from[0], cases.whole_to[0]), (number("2026-01-05"), number("2026-02-22")));
    // A day less, and the last run counts: it goes on.
    let rows = [
        one(Certificate, "2026-01-05", "2026-02-21"),
        one(CertificateGraded, "2026-02-22", "2026-03-08"),
        one(Certificate, "2026-03-09", "2026-03-29"),
    ];
    let cases = asked(&rows, JoinRule::HolidayCounts, day("2026-03-20"));
    assert_eq!((cases.whole_from[0], cases.whole_to[0]), (number("2026-03-09"), None));
    // A certificate to Friday and one from Monday: nobody was at work between them, nor on 1 May. A Tuesday is another
    // matter, and so is work that was resumed.
    let two = |first_to: &str, from: &str| {
        let rows = [one(Certificate, "2026-01-05", first_to), one(Certificate, from, "2026-06-28")];
        asked(&rows, JoinRule::HolidayCounts, day("2026-06-20")).whole_from[0]
    };
    assert_eq!(two("2026-01-30", "2026-02-02"), number("2026-01-05"));
    assert_eq!(two("2026-01-30", "2026-02-03"), number("2026-02-03"));
    assert_eq!(two("2026-01-29", "2026-02-02"), number("2026-02-02"));
    assert_eq!(two("2026-02-13", "2026-02-16"), number("2026-01-05"));
    let rows = [one(Certificate, "2026-03-16", "2026-04-30"), one(Certificate, "2026-05-04", "2026-06-28")];
    let cases = asked(&rows, JoinRule::HolidayCounts, day("2026-06-20"));
    assert_eq!(cases.whole_from[0], number("2026-03-16"));
    let rows = [
        one(Certificate, "2026-01-05", "2026-01-30"),
        one(EventKind::ApplicationWorkResumed, "2026-01-31", "2026-02-01"),
        one(Certificate, "2026-02-02", "2026-06-28"),
    ];
    let cases = asked(&rows, JoinRule::HolidayCounts, day("2026-06-20"));
    assert_eq!(cases.whole_from[0], number("2026-02-02"));
    // Never wholly away.
    let cases = asked(
        &[one(CertificateGraded, "2026-01-05", "2026-02-21")],
        JoinRule::HolidayCounts,
        day("2026-03-20"),
    );
    assert_eq!((cases.whole_from[0], cases.to[0]), (None, number("2026-02-21")));
}

#[test]
fn rows_that_are_no_events_are_refused_with_their_place() {
    let ask = |from: &[i32], to: &[i32], kind: &[u8], valid: Option<u8>| {
        let bits = valid.map(|byte| [byte]);
        let columns = EventColumns {
            person: &[1, 1],
            employer: None,
            from: DayColumn { days: from, valid: bits.as_ref().map(|bits| Bits::new(bits, 0)) },
            to: DayColumn { days: to, valid: None },
            kind,
            recorded: None,
        };
        cases_of(&columns, JoinRule::HolidayCounts, day("2026-03-20"), &Options::default())
            .map(|cases| cases.from.len())
    };
    assert_eq!(ask(&[20_000, 20_100], &[20_001, 20_101], &[0, 0], None), Ok(2));
    assert_eq!(
        ask(&[20_000, 20_100], &[20_001, 20_101], &[0, 0], Some(1)),
        Err(ColumnsError::NoDay { column: "from", row: 1 })
    );
    assert_eq!(
        ask(&[20_000, 20_100], &[20_001, 20_099], &[0, 0], None),
        Err(ColumnsError::OutOfOrder { column: "to", before: "from", row: 1 })
    );
    assert_eq!(
        ask(&[20_000, 90_000], &[20_001, 90_001], &[0, 0], None),
        Err(ColumnsError::OutOfRange { column: "from", row: 1 })
    );
    assert_eq!(
        ask(&[20_000, 20_100], &[20_001, 20_101], &[0, 200], None),
        Err(ColumnsError::UnknownKind { row: 1 })
    );
    assert_eq!(
        ask(&[20_000, 20_100], &[20_001, 20_101], &[0], None),
        Err(ColumnsError::Length { column: "kind" })
    );
}
