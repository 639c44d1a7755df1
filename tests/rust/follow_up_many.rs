//! Cases of many people at once are the cases of each.

use ia_core::follow_up::columns::cases::{CaseRows, EventColumns, NO_EMPLOYER, cases_of};
use ia_core::follow_up::columns::counts::{CountRows, PeriodRows, counts_of};
use ia_core::follow_up::columns::{Bits, ColumnsError, DayColumn};
use ia_core::follow_up::{
    BenefitGroup, EmployerPeriods, Event, EventKind, JoinRule, SelfCertificationScheme, Stage, join,
    person_count, self_certification, withdrawal,
};
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
        EventKind::DayOff,
    ];
    let row = (0_u32..6, 0_u32..4, 0_i32..220, 0_i32..40, prop::sample::select(kinds.to_vec()));
    let row = row.prop_map(|(person, employer, start, length, kind)| Row {
        person,
        // Most people have one employer.
        employer: [0, 1, 2, NO_EMPLOYER][if person < 4 { 0 } else { employer as usize }],
        from: 20_000 + start,
        to: 20_000 + start + length,
        kind,
    });
    prop::collection::vec(row, 0..40)
}

fn asked(rows: &[Row], rule: JoinRule, as_of: Date) -> CaseRows {
    asked_with_open(rows, &[], rule, as_of)
}

/// The same, where the reports at these places have no last day.
fn asked_with_open(rows: &[Row], open: &[bool], rule: JoinRule, as_of: Date) -> CaseRows {
    with_columns(rows, open, |columns| cases_of(columns, rule, as_of, &Options::default()).expect("cases"))
}

fn counted(rows: &[Row], rule: JoinRule, as_of: Date) -> CountRows {
    with_columns(rows, &[], |columns| counts_of(columns, rule, as_of).expect("counts"))
}

/// What is made of the rows as columns. The reports at these places have no last day.
fn with_columns<T>(rows: &[Row], open: &[bool], make: impl Fn(&EventColumns<'_>) -> T) -> T {
    let mut ends = vec![0xff_u8; rows.len().div_ceil(8)];
    for place in (0..rows.len()).filter(|place| open.get(*place) == Some(&true)) {
        ends[place / 8] &= !(1 << (place % 8));
    }
    let person: Vec<u32> = rows.iter().map(|row| row.person).collect();
    let employer: Vec<u32> = rows.iter().map(|row| row.employer).collect();
    let from: Vec<i32> = rows.iter().map(|row| row.from).collect();
    let to: Vec<i32> = rows.iter().map(|row| row.to).collect();
    let kind: Vec<u8> = rows.iter().map(|row| u8::try_from(row.kind.place()).expect("a byte")).collect();
    let recorded: Vec<i64> = recorded(rows);
    make(&EventColumns {
        person: &person,
        employer: Some(&employer),
        from: DayColumn { days: &from, valid: None },
        to: DayColumn { days: &to, valid: Some(Bits::new(&ends, 0)) },
        kind: &kind,
        recorded: Some(&recorded),
        recorded_on: None,
    })
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

fn events_of(rows: &[Row], person: u32) -> Vec<Event> {
    let recorded = recorded(rows);
    let own = rows.iter().zip(&recorded).enumerate().filter(|(_, (row, _))| row.person == person);
    own.map(|(nth, (row, recorded))| Event {
        id: format!("e-{nth}").parse().expect("an id"),
        employer: (row.employer != NO_EMPLOYER)
            .then(|| format!("o-{}", row.employer).parse().expect("an id")),
        from: Date::from_days_from_epoch(row.from).expect("a day"),
        to: Date::from_days_from_epoch(row.to).expect("a day"),
        kind: row.kind,
        stage: Stage::Sent,
        recorded: u64::try_from(*recorded).expect("positive"),
        corrects: None,
    })
    .collect()
}

fn one_by_one(rows: &[Row], rule: JoinRule) -> Vec<(u32, Date, Date, u16, bool)> {
    let mut found = Vec::new();
    for person in 0..6 {
        let cases = join(&events_of(rows, person), rule);
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

    /// On a day among the events: what lies after it does not count, in one case as in many.
    #[test]
    fn many_are_known_as_one_is(
        rows in rows(),
        rule in prop::sample::select(JoinRule::ALL.to_vec()),
        after in 0_i32..260,
    ) {
        let as_of = Date::from_days_from_epoch(20_000 + after).expect("a day");
        let many = asked(&rows, rule, as_of);
        let found: Vec<_> = (0..many.person.len())
            .map(|nth| (
                (many.person[nth], many.from[nth], many.to[nth], many.sick_days[nth], many.weeks[nth]),
                (many.certified_to[nth], many.graded_from[nth], many.graded_at_end[nth]),
                many.continuous_from[nth],
            ))
            .collect();
        let number = Date::days_from_epoch;
        let mut alone = Vec::new();
        for person in 0..6 {
            let count = person_count(&events_of(&rows, person), rule, (None, BenefitGroup::Employee), as_of);
            for (case, standing) in count.cases.iter().zip(&count.standing) {
                let to = Some(number(case.to)).filter(|_| case.to <= as_of);
                alone.push((
                    (person, number(case.from), to, case.sick_days, standing.weeks),
                    (standing.certified_to.map(number), standing.graded_from.map(number), case.graded_at_end),
                    number(standing.continuous_from),
                ));
            }
        }
        prop_assert_eq!(found, alone);
        // What has not begun makes no difference.
        let begun: Vec<Row> = rows.iter().filter(|row| row.from <= 20_000 + after).cloned().collect();
        prop_assert_eq!(many, asked(&begun, rule, as_of));
    }

    /// The counts of a table are those of each person.
    #[test]
    fn many_are_counted_as_one_is(
        rows in rows(),
        rule in prop::sample::select(JoinRule::ALL.to_vec()),
        after in 0_i32..260,
    ) {
        let as_of = Date::from_days_from_epoch(20_000 + after).expect("a day");
        let many = counted(&rows, rule, as_of);
        let mut alone = CountRows::default();
        for person in 0..6 {
            let count = person_count(&events_of(&rows, person), rule, (None, BenefitGroup::Employee), as_of);
            for one in &count.employers {
                let number = |id: &str| id.trim_start_matches("o-").parse::<u32>().expect("a number");
                let own = &one.self_certified;
                let standing = self_certification(own, None, SelfCertificationScheme::Statutory, as_of).ok();
                let withdrawal = withdrawal(own, as_of).ok();
                alone.person.push(person);
                alone.employer.push(one.employer.as_ref().map_or(NO_EMPLOYER, |id| number(id.as_str())));
                push(&mut alone.by_guidance, one.employer_periods.as_ref().ok());
                push(&mut alone.by_nav, one.employer_periods_by_nav.as_ref().ok());
                alone.self_certified_days.push(standing.map(|standing| standing.used));
                alone.self_certified_not_settled.push(standing.map(|standing| standing.not_settled));
                alone.self_certified_left.push(standing.map(|standing| standing.left));
                alone.absences_in_year.push(withdrawal.map(|one| one.absences));
                alone.may_be_taken_away.push(withdrawal.map(|one| one.number_reached));
                alone.repeated_cases.push(count.repeated.cases);
                alone.repeated_days.push(count.repeated.days);
                alone.is_repeated.push(count.repeated.is_repeated);
            }
        }
        prop_assert_eq!(many, alone);
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

/// The newest period, if there is one.
fn push(rows: &mut PeriodRows, periods: Option<&EmployerPeriods>) {
    let newest = periods.and_then(|found| found.periods.last());
    let paid = newest.map(|period| period.without_duty.as_slice()).unwrap_or_default();
    let day = |day: Option<Date>| day.map(Date::days_from_epoch);
    let days = |period: &ia_core::Period| period.to.expect("it ends").days_since(period.from) + 1;
    rows.from.push(day(paid.first().map(|run| run.from)));
    rows.to.push(day(paid.last().and_then(|run| run.to)));
    rows.days.push(newest.map(|_| u16::try_from(paid.iter().map(days).sum::<i64>()).expect("few days")));
    rows.complete.push(newest.map(|period| period.settled));
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

/// A certificate to Thursday and one from Saturday: Friday was a day at work, unless it was a day off by the rota.
#[test]
fn a_day_off_by_the_rota_does_not_end_whole_absence() {
    use EventKind::{Certificate, DayOff};
    let two = [one(Certificate, "2026-01-05", "2026-01-29"), one(Certificate, "2026-01-31", "2026-06-28")];
    let whole = |rows: &[Row]| asked(rows, JoinRule::HolidayCounts, day("2026-06-20")).whole_from[0];
    let number = |text: &str| Some(day(text).days_from_epoch());
    assert_eq!(whole(&two), number("2026-01-31"));
    let [first, second] = two;
    assert_eq!(whole(&[first, one(DayOff, "2026-01-30", "2026-01-30"), second]), number("2026-01-05"));
}

/// The last day of the certificate is the last day of the case; on the day before, it goes on.
#[test]
fn a_case_ends_on_its_last_day() {
    let rows = [one(EventKind::Certificate, "2026-01-05", "2026-01-30")];
    let last = Some(day("2026-01-30").days_from_epoch());
    for (as_of, to) in [("2026-01-29", None), ("2026-01-30", last), ("2026-01-31", last)] {
        let cases = asked(&rows, JoinRule::HolidayCounts, day(as_of));
        assert_eq!((cases.to[0], cases.certified_to[0], cases.whole_to[0]), (to, last, to), "{as_of}");
    }
}

/// Days of an open report after the day are neither counted nor certified.
#[test]
fn a_report_without_a_last_day_goes_on() {
    use EventKind::{ApplicationHoliday, Certificate, CertificateGraded};
    let number = |text: &str| Some(day(text).days_from_epoch());
    let rows = [one(Certificate, "2026-01-05", "2026-01-05")];
    let ask =
        |rows: &[Row], open: &[bool]| asked_with_open(rows, open, JoinRule::HolidayCounts, day("2026-02-01"));
    let cases = ask(&rows, &[true]);
    assert_eq!((cases.from[0], cases.to[0]), (day("2026-01-05").days_from_epoch(), None));
    assert_eq!((cases.sick_days[0], cases.weeks[0], cases.certified_to[0]), (28, 4, None));
    assert_eq!((cases.whole_from[0], cases.whole_to[0]), (number("2026-01-05"), None));
    // What lies ahead and has a last day counts as before; the open report is heard again after it.
    let rows = [rows[0].clone(), one(ApplicationHoliday, "2026-01-30", "2026-02-10")];
    let cases = ask(&rows, &[true, false]);
    assert_eq!((cases.to[0], cases.sick_days[0], cases.certified_to[0]), (None, 37, None));
    // Graded at the end, since the open report is the last that is heard.
    let rows =
        [one(Certificate, "2026-01-05", "2026-01-31"), one(CertificateGraded, "2026-01-05", "2026-01-05")];
    let cases = ask(&rows, &[false, true]);
    assert_eq!((cases.graded_at_end[0], cases.whole_to[0]), (true, number("2026-01-31")));
    // What has not begun does not count, open or not.
    assert_eq!(ask(&[one(Certificate, "2026-02-02", "2026-02-02")], &[true]).from, [0_i32; 0]);
}

proptest! {
    /// An open report says the same as one that ends long after the day, but for days that are not known.
    #[test]
    fn an_open_report_is_as_a_long_one(
        rows in rows(),
        open in prop::collection::vec(any::<bool>(), 40),
        as_of in 20_000_i32..20_260,
        rule in prop::sample::select(JoinRule::ALL.to_vec()),
    ) {
        let as_of = Date::from_days_from_epoch(as_of).expect("a day");
        let longer = |(row, open): (&Row, &bool)| Row { to: if *open { 20_600 } else { row.to }, ..row.clone() };
        let long: Vec<Row> = rows.iter().zip(&open).map(longer).collect();
        // Of reports that are heard alike the later recorded is heard, and that is made from what they say.
        let found = asked_with_open(&long, &open, rule, as_of);
        let expected = asked(&long, rule, as_of);
        let counted = found.sick_days.iter().zip(&expected.sick_days);
        prop_assert!(counted.clone().all(|(open, long)| open <= long));
        prop_assert_eq!(
            CaseRows { sick_days: expected.sick_days.clone(), certified_to: expected.certified_to.clone(), ..found },
            expected
        );
    }
}

#[test]
fn a_row_recorded_after_the_day_does_not_count() {
    let (from, to) = ([20_000, 20_010], [20_005, 20_020]);
    let ask = |recorded_on: &[i32], valid: u8, as_of: i32| {
        let bits = [valid];
        let columns = EventColumns {
            person: &[1, 1],
            employer: None,
            from: DayColumn { days: &from, valid: None },
            to: DayColumn { days: &to, valid: None },
            kind: &[0, 0],
            recorded: None,
            recorded_on: Some(DayColumn { days: recorded_on, valid: Some(Bits::new(&bits, 0)) }),
        };
        let as_of = Date::from_days_from_epoch(as_of).expect("a day");
        let cases = cases_of(&columns, JoinRule::HolidayCounts, as_of, &Options::default()).expect("cases");
        cases.sick_days
    };
    assert_eq!(ask(&[20_000, 20_030], 3, 20_029), [6]);
    assert_eq!(ask(&[20_000, 20_030], 3, 20_030), [17]);
    assert_eq!(ask(&[20_000, 20_030], 1, 20_029), [17]);
    assert_eq!(ask(&[20_030, 20_030], 3, 20_029), [0_u16; 0]);
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
            recorded_on: None,
        };
        let answer = cases_of(&columns, JoinRule::HolidayCounts, day("2026-03-20"), &Options::default());
        if !matches!(answer, Err(ColumnsError::Length { .. })) {
            assert_eq!(columns.errors().next(), answer.as_ref().err().copied());
        }
        answer.map(|cases| cases.from.len())
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

/// By the continuous reading only a return to work ends an absence: a day at work, or a working day of which nothing is
/// known.
#[test]
fn the_first_day_counted_continuously() {
    use EventKind::{
        ApplicationHoliday, ApplicationWorkResumed, Certificate, CertificateSelfCertified, DayOff,
    };
    let first_days = |rows: &[Row]| {
        let cases = asked(rows, JoinRule::HolidayCounts, day("2026-12-31"));
        let text = |days: &i32| Date::from_days_from_epoch(*days).expect("a day").to_string();
        let days = cases.from.iter().zip(&cases.continuous_from);
        days.map(|(from, continuous)| format!("{} {}", text(from), text(continuous))).collect::<Vec<_>>()
    };
    // Fifteen days at work: one case of Nav's, and two continuous absences.
    let three = one(CertificateSelfCertified, "2026-09-01", "2026-09-03");
    let rows = [three.clone(), one(Certificate, "2026-09-19", "2026-09-30")];
    assert_eq!(first_days(&rows), ["2026-09-01 2026-09-19"]);
    // The first that lasts to the limit of the plan counts, whatever comes after it: 28 days do, 27 do not.
    let rows = |to: &str| [one(Certificate, "2026-06-01", to), one(Certificate, "2026-07-06", "2026-07-08")];
    assert_eq!(first_days(&rows("2026-06-28")), ["2026-06-01 2026-06-01"]);
    assert_eq!(first_days(&rows("2026-06-27")), ["2026-06-01 2026-07-06"]);
    // A weekend, and a public holiday (1 May 2026 is a Friday), are no return to work; the Thursday before it is.
    let rows = |to: &str| [one(Certificate, "2026-04-20", to), one(Certificate, "2026-05-04", "2026-05-20")];
    assert_eq!(first_days(&rows("2026-04-30")), ["2026-04-20 2026-04-20"]);
    assert_eq!(first_days(&rows("2026-04-29")), ["2026-04-20 2026-05-04"]);
    // Nor is a day off by the rota; work that was resumed on it is.
    let rows = [
        one(Certificate, "2026-06-01", "2026-06-03"),
        one(DayOff, "2026-06-04", "2026-06-04"),
        one(Certificate, "2026-06-05", "2026-06-12"),
    ];
    assert_eq!(first_days(&rows), ["2026-06-01 2026-06-01"]);
    let rows = [rows[0].clone(), one(ApplicationWorkResumed, "2026-06-04", "2026-06-04"), rows[2].clone()];
    assert_eq!(first_days(&rows), ["2026-06-01 2026-06-05"]);
    // Holiday in a course counts; an uncovered weekend before it ends Nav's case, and not the absence.
    let rows = [
        one(Certificate, "2026-06-01", "2026-06-12"),
        one(ApplicationHoliday, "2026-06-15", "2026-07-03"),
        one(Certificate, "2026-07-04", "2026-07-10"),
    ];
    assert_eq!(first_days(&rows), ["2026-06-01 2026-06-01", "2026-07-04 2026-06-01"]);
}

#[test]
fn every_row_that_is_no_event_is_named() {
    let (from, to) = ([20_000, 90_000, 20_010, 20_020], [20_001, -90_000, 20_009, 20_030]);
    let columns = EventColumns {
        person: &[1; 4],
        employer: None,
        from: DayColumn { days: &from, valid: Some(Bits::new(&[0b0111], 0)) },
        to: DayColumn { days: &to, valid: None },
        kind: &[0, 0, 200, 0],
        recorded: None,
        recorded_on: None,
    };
    let expected = [
        ColumnsError::OutOfRange { column: "from", row: 1 },
        ColumnsError::OutOfRange { column: "to", row: 1 },
        ColumnsError::OutOfOrder { column: "to", before: "from", row: 2 },
        ColumnsError::UnknownKind { row: 2 },
        ColumnsError::NoDay { column: "from", row: 3 },
    ];
    assert_eq!(columns.errors().collect::<Vec<_>>(), expected);
}

/// ftrl. §§ 8-19, 8-24 and 8-27: sixteen days, three days at a time, four absences in twelve months.
#[test]
fn what_is_counted_of_many() {
    use EventKind::{Certificate, CertificateSelfCertified};
    let number = |text: &str| Some(day(text).days_from_epoch());
    let rows = [
        one(CertificateSelfCertified, "2026-03-02", "2026-03-04"),
        one(Certificate, "2026-03-05", "2026-04-30"),
        Row { person: 8, ..one(CertificateSelfCertified, "2025-09-01", "2025-09-01") },
        Row { person: 8, ..one(CertificateSelfCertified, "2025-11-03", "2025-11-03") },
        Row { person: 8, ..one(CertificateSelfCertified, "2026-01-05", "2026-01-05") },
        Row { person: 8, ..one(CertificateSelfCertified, "2026-03-09", "2026-03-10") },
        // At another employer.
        Row { person: 8, employer: 2, ..one(Certificate, "2026-03-09", "2026-03-11") },
    ];
    let counts = counted(&rows, JoinRule::HolidayCounts, day("2026-03-20"));
    assert_eq!((counts.person, counts.employer), (vec![7, 8, 8], vec![1, 1, 2]));
    // 2 to 17 March are sixteen days.
    let guidance = counts.by_guidance;
    assert_eq!(guidance.from, [number("2026-03-02"), number("2026-03-09"), number("2026-03-09")]);
    assert_eq!(guidance.to, [number("2026-03-17"), number("2026-03-10"), number("2026-03-11")]);
    assert_eq!(guidance.days, [Some(16), Some(2), Some(3)]);
    assert_eq!(guidance.complete, [Some(true), Some(false), Some(false)]);
    assert_eq!(counts.by_nav.days, [Some(16), Some(2), Some(3)]);
    // Sixteen days after the last sick day the days are given back: 8's absence ended ten days ago.
    assert_eq!(counts.self_certified_days, [Some(3), Some(2), Some(0)]);
    assert_eq!(counts.self_certified_left, [Some(0), Some(1), Some(3)]);
    assert_eq!(counts.absences_in_year, [Some(1), Some(4), Some(0)]);
    assert_eq!(counts.may_be_taken_away, [Some(false), Some(true), Some(false)]);
    // Days after the day do not count.
    let early = counted(&rows[..2], JoinRule::HolidayCounts, day("2026-03-06"));
    assert_eq!((early.by_guidance.to[0], early.by_guidance.days[0]), (number("2026-03-06"), Some(5)));
    assert_eq!(early.by_guidance.complete[0], Some(false));
    // What lies more than twenty years back is not looked at.
    let old =
        counted(&[one(Certificate, "1998-05-04", "1998-05-08")], JoinRule::HolidayCounts, day("2026-03-20"));
    assert_eq!((old.person, old.by_guidance.days), (vec![7], vec![None]));
    // Twenty years of 366 days before 20 March 2026 is 5 March 2006: what was before in the same report is not either.
    let long =
        counted(&[one(Certificate, "2000-01-03", "2006-03-12")], JoinRule::HolidayCounts, day("2026-03-20"));
    assert_eq!((long.by_guidance.from, long.by_guidance.days), (vec![number("2006-03-05")], vec![Some(8)]));
}

#[test]
fn a_person_has_a_hundred_employers_at_most() {
    let rows = |count: u32| -> Vec<Row> {
        let row = |employer| Row { employer, ..one(EventKind::Certificate, "2026-03-02", "2026-03-04") };
        (0..count).map(row).collect()
    };
    let ask = |count| {
        with_columns(&rows(count), &[], |columns| {
            counts_of(columns, JoinRule::HolidayCounts, day("2026-03-20")).map(|counts| counts.employer.len())
        })
    };
    assert_eq!(ask(100), Ok(100));
    assert_eq!(ask(101), Err(ColumnsError::TooManyEmployers { most: 100 }));
}
