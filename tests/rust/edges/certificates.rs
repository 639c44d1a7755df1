//! How much a person was away, from certificates: each has a last day, whole absence goes before graded on a day that
//! they share, and a working day between two ends whole absence. The same in a record's case and in a table.

use ia_core::calendar::{Counting, Weekend};
use ia_core::follow_up::columns::cases::{CaseRows, EventColumns, cases_of};
use ia_core::follow_up::columns::{
    Bits, CaseColumns, DayColumn, STEPS, StatusColumns, StepColumns, WholeColumns, status,
};
use ia_core::follow_up::{EventKind, JoinRule, StepReason, standings, whole_stretch};
use ia_core::record::{Absence, Certificate, CertificateKind, Grade, Known, Milestone};
use ia_core::{Code, Date, Options, Record};
use ia_tests::day;

/// First day, last day, grade.
type Days = (Date, Date, u8);

fn case(from: Date, to: Option<Date>, certificates: &[Days]) -> Absence {
    let text = format!(
        r#"{{"covers":{{"from":"{from}","to":"{from}"}},"absences":[{{"id":"c-1","person":"p-1","from":"{from}"}}]}}"#
    );
    let record = Record::from_json(&text).expect("a record");
    let mut case = record.absences.expect("absences").remove(0);
    let certificate = |&(from, to, grade): &Days| Certificate {
        from,
        to,
        grade: Grade::new(grade).expect("a grade"),
        kind: None,
    };
    case.to = to;
    case.certificates = Some(certificates.iter().map(certificate).collect());
    (case.plans, case.meetings, case.exceptions) = (Some(Vec::new()), Some(Vec::new()), Some(Vec::new()));
    case.activity = Some(Known::No);
    case
}

fn days(texts: &[(&str, &str, u8)]) -> Vec<Days> {
    texts.iter().map(|&(from, to, grade)| (day(from), day(to), grade)).collect()
}

fn stretch(from: &str, certificates: &[(&str, &str, u8)], as_of: &str) -> Option<(String, Option<String>)> {
    let case = case(day(from), None, &days(certificates));
    let found = whole_stretch(&case, day(as_of), &Options::default())?;
    Some((found.from.to_string(), found.to.map(|to| to.to_string())))
}

#[test]
fn whole_absence_by_certificates() {
    let found = |from: &str, to: Option<&str>| Some((from.to_owned(), to.map(str::to_owned)));
    let (from, as_of) = ("2026-01-05", "2026-06-20");
    let whole = ("2026-01-05", "2026-06-30", 100);
    // A graded certificate inside a whole one, and the other way.
    assert_eq!(stretch(from, &[whole, ("2026-02-02", "2026-02-02", 50)], as_of), found(from, None));
    let graded = ("2026-01-05", "2026-06-30", 50);
    let ten_days = ("2026-03-04", "2026-03-13", 100);
    assert_eq!(stretch(from, &[graded, ten_days], as_of), found("2026-03-04", Some("2026-03-13")));
    assert_eq!(stretch(from, &[graded], as_of), None);
    // To Friday and from Monday, and to Thursday and from Monday.
    let to = |last: &'static str| [("2026-01-05", last, 100), ("2026-02-02", "2026-06-30", 100)];
    assert_eq!(stretch(from, &to("2026-01-30"), as_of), found(from, None));
    assert_eq!(stretch(from, &to("2026-01-29"), as_of), found("2026-02-02", None));
    // After the last certificate its grade holds while the case goes on.
    assert_eq!(stretch(from, &[("2026-01-05", "2026-01-30", 100)], as_of), found(from, None));
    let then_graded = [("2026-01-05", "2026-01-30", 100), ("2026-01-31", "2026-02-15", 50)];
    assert_eq!(stretch(from, &then_graded, as_of), found(from, Some("2026-01-30")));
    // What begins later is not known.
    assert_eq!(stretch(from, &then_graded, "2026-01-30"), found(from, None));
}

/// Days of treatment are days at work, unless the person is away on them anyway.
#[test]
fn a_day_of_treatment_inside_whole_absence_does_not_end_it() {
    let mut one = case(day("2026-01-05"), None, &days(&[("2026-01-05", "2026-06-30", 100)]));
    let treatment = |text: &str| Certificate {
        from: day(text),
        to: day(text),
        grade: Grade::WHOLE,
        kind: Some(CertificateKind::TreatmentDays),
    };
    one.certificates.as_mut().expect("certificates").push(treatment("2026-02-04"));
    let as_of = day("2026-06-01");
    let whole = whole_stretch(&one, as_of, &Options::default()).expect("whole absence");
    assert_eq!((whole.from, whole.to), (day("2026-01-05"), None));
    let summons = standings(&one, as_of, &Options::default())
        .into_iter()
        .find(|one| one.milestone == Milestone::DialogueMeetingSummons);
    assert_eq!(summons.expect("the summons").reason, StepReason::Past);
    // A graded certificate for the whole work is one for the whole work.
    let mut graded = case(day("2026-01-05"), None, &days(&[("2026-01-05", "2026-06-30", 100)]));
    graded.certificates.as_mut().expect("certificates")[0].kind = Some(CertificateKind::Graded);
    assert!(whole_stretch(&graded, as_of, &Options::default()).is_some());
    graded.certificates.as_mut().expect("certificates")[0].grade = Grade::new(90).expect("a grade");
    assert!(whole_stretch(&graded, as_of, &Options::default()).is_none());
}

/// A generator of our own, so that the sets are the same everywhere.
struct Dice(u64);

impl Dice {
    fn below(&mut self, most: u64) -> i64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        i64::try_from((self.0 >> 11) % most).expect("small")
    }

    fn certificates(&mut self) -> Vec<Days> {
        let first = day("2026-01-01").plus_days(self.below(60)).expect("a day");
        let mut all = Vec::new();
        let mut next = first;
        for _ in 0..=self.below(7) {
            let from = next.plus_days(self.below(14) - 7).expect("a day").max(first);
            let from = if all.is_empty() { first } else { from };
            let to = from.plus_days(self.below(45)).expect("a day");
            all.push((from, to, if self.below(3) == 0 { 50 } else { 100 }));
            next = if self.below(3) == 0 { next } else { to };
        }
        all
    }
}

/// What each day is when it is looked at by itself: whole before graded.
fn end_to_end(certificates: &[Days]) -> Vec<Days> {
    let last = certificates.iter().map(|(_, to, _)| *to).max().expect("one");
    let mut found: Vec<Days> = Vec::new();
    let mut next = Some(certificates[0].0);
    while let Some(today) = next.filter(|today| *today <= last) {
        let grades = certificates.iter().filter(|(from, to, _)| *from <= today && today <= *to);
        if let Some(grade) = grades.map(|(_, _, grade)| *grade).max() {
            match found.last_mut() {
                Some((_, to, same)) if *same == grade && to.plus_days(1) == Some(today) => *to = today,
                _ => found.push((today, today, grade)),
            }
        }
        next = today.plus_days(1);
    }
    found
}

#[test]
fn certificates_that_share_days_are_the_same_days_laid_end_to_end() {
    let mut dice = Dice(0x1A_2026);
    let options = Options::default();
    let (mut shared, mut compared) = (0, 0);
    for _ in 0..2_500 {
        let certificates = dice.certificates();
        let laid = end_to_end(&certificates);
        shared += u32::from(laid.len() != certificates.len());
        let first = certificates[0].0;
        let as_of = first.plus_days(dice.below(250)).expect("a day");
        // A certificate that has begun is cut in two where another takes over later: both have begun.
        let known: Vec<Days> = certificates.iter().copied().filter(|(from, _, _)| *from <= as_of).collect();
        let laid: Vec<Days> = end_to_end(&known);
        // One that takes over the day after has begun, and laid end to end it has not.
        if laid.iter().any(|(from, _, _)| as_of.plus_days(1) == Some(*from)) {
            continue;
        }
        compared += 1;
        let laid: Vec<Days> = laid.into_iter().filter(|(from, _, _)| *from <= as_of).collect();
        let to = (dice.below(2) == 0).then(|| certificates.iter().map(|one| one.1).max().expect("one"));
        let (one, other) = (case(first, to, &certificates), case(first, to, &laid));
        assert_eq!(
            whole_stretch(&one, as_of, &options),
            whole_stretch(&other, as_of, &options),
            "{certificates:?} as of {as_of}"
        );
        for (one, other) in standings(&one, as_of, &options).iter().zip(standings(&other, as_of, &options)) {
            let shown =
                |one: &ia_core::follow_up::Standing| (one.milestone, one.reason, one.limit, one.taken);
            assert_eq!(shown(one), shown(&other), "{certificates:?} as of {as_of}");
        }
    }
    assert!(shared > 1_000, "only {shared} sets share days");
    assert!(compared > 2_000, "only {compared} sets were compared");
}

/// Whole absence that another certificate is known to follow has ended on its last day, and not the day before.
#[test]
fn whole_absence_that_ends_on_the_day_has_ended() {
    let days = |from: &str, to: &str, grade| (day(from), day(to), grade);
    let certificates = [days("2026-06-01", "2026-06-17", 100), days("2026-06-12", "2026-07-16", 50)];
    let to = |as_of: &str| {
        let case = case(day("2026-06-01"), None, &certificates);
        let single = whole_stretch(&case, day(as_of), &Options::default()).expect("whole absence").to;
        let many = joined(&certificates, day(as_of), Options::default()).whole_to[0];
        assert_eq!(single.map(Date::days_from_epoch), many, "{as_of}");
        single
    };
    assert_eq!(to("2026-06-11"), None);
    assert_eq!(to("2026-06-16"), None);
    assert_eq!(to("2026-06-17"), Some(day("2026-06-17")));
    assert_eq!(to("2026-06-18"), Some(day("2026-06-17")));
}

/// A column, and the bits that say where there is a day.
fn column(days: &[Option<i32>]) -> (Vec<i32>, Vec<u8>) {
    let mut bits = vec![0_u8; days.len().div_ceil(8)];
    for (row, _) in days.iter().enumerate().filter(|(_, day)| day.is_some()) {
        bits[row / 8] |= 1 << (row % 8);
    }
    (days.iter().map(|day| day.unwrap_or_default()).collect(), bits)
}

fn day_column((days, bits): &(Vec<i32>, Vec<u8>)) -> DayColumn<'_> {
    DayColumn { days, valid: Some(Bits::new(bits, 0)) }
}

fn joined(certificates: &[Days], as_of: Date, options: Options) -> CaseRows {
    let days = |pick: &dyn Fn(&Days) -> Date| -> Vec<i32> {
        certificates.iter().map(|one| pick(one).days_from_epoch()).collect()
    };
    let (from, to) = (days(&|one| one.0), days(&|one| one.1));
    let kind = |one: &Days| {
        let kind = if one.2 == 100 { EventKind::Certificate } else { EventKind::CertificateGraded };
        u8::try_from(kind.place()).expect("a byte")
    };
    let events = EventColumns {
        person: &vec![0; certificates.len()],
        employer: None,
        from: DayColumn { days: &from, valid: None },
        to: DayColumn { days: &to, valid: None },
        kind: &certificates.iter().map(kind).collect::<Vec<_>>(),
        recorded: None,
        recorded_on: None,
    };
    cases_of(&events, JoinRule::HolidayCounts, as_of, &options).expect("cases")
}

fn judged(rows: &CaseRows, as_of: Date, options: Options) -> StatusColumns {
    let [to, whole_from, whole_to, graded_from] =
        [&rows.to, &rows.whole_from, &rows.whole_to, &rows.graded_from].map(|days| column(days));
    let nothing = column(&vec![None; rows.from.len()]);
    let step = StepColumns { taken: day_column(&nothing), left_out: None, known: None };
    let cases = CaseColumns {
        from: DayColumn { days: &rows.from, valid: None },
        to: day_column(&to),
        whole: Some(WholeColumns { from: day_column(&whole_from), to: day_column(&whole_to) }),
        graded_from: Some(day_column(&graded_from)),
        continuous_from: None,
        steps: [Some(step); STEPS.len()],
    };
    status(&cases, as_of, &options, true).expect("statuses")
}

#[test]
fn table_and_timeline_agree_on_any_set_of_certificates() {
    let mut dice = Dice(0x2026_001A);
    for round in 0..2_500 {
        let counting = if round % 3 == 0 { Counting::SameWeekday } else { Counting::LastDayOfWeek };
        let weekend = [Weekend::Stays, Weekend::WorkingDayBefore, Weekend::NextWorkingDay][round % 3];
        let mut options = Options::default();
        (options.counting, options.weekend) = (counting, weekend);
        let certificates = dice.certificates();
        let as_of = certificates[0].0.plus_days(dice.below(250)).expect("a day");
        let rows = joined(&certificates, as_of, options);
        let table = judged(&rows, as_of, options);
        for nth in 0..rows.from.len() {
            let date = |day: i32| Date::from_days_from_epoch(day).expect("a day");
            let (from, to) = (date(rows.from[nth]), rows.to[nth].map(date));
            let of_case = |one: &&Days| one.1 >= from && to.is_none_or(|to| one.0 <= to);
            let own: Vec<Days> = certificates.iter().filter(of_case).copied().collect();
            let single = standings(&case(from, to, &own), as_of, &options);
            for (place, step) in STEPS.iter().enumerate() {
                let one = single.iter().find(|one| one.milestone == *step).expect("the step");
                let (column, due) = (&table.steps[place], &table.due[table.steps[place].due]);
                let has_due = due.valid[nth / 8] >> (nth % 8) & 1 == 1;
                let found =
                    (StepReason::ALL[usize::from(column.reason[nth])], has_due.then(|| date(due.days[nth])));
                assert_eq!(
                    found,
                    (one.reason, one.limit.map(|(_, due)| due)),
                    "{step:?} of {certificates:?} as of {as_of}"
                );
            }
        }
    }
}

/// A convention moves the day on which a step is due, and not who has the duty: four weeks end on Sunday 1 February.
#[test]
fn a_weekend_convention_moves_the_deadline_alone() {
    for (last, has_duty) in [("2026-01-31", false), ("2026-02-01", true), ("2026-02-02", true)] {
        for (weekend, due) in [
            (Weekend::Stays, "2026-02-01"),
            (Weekend::WorkingDayBefore, "2026-01-30"),
            (Weekend::NextWorkingDay, "2026-02-02"),
        ] {
            let mut options = Options::default();
            options.weekend = weekend;
            let one = case(day("2026-01-05"), Some(day(last)), &[]);
            let found = standings(&one, day("2026-03-01"), &options);
            let plan = found.iter().find(|one| one.milestone == Milestone::FollowUpPlan).expect("the plan");
            let expected = has_duty.then(|| day(due));
            assert_eq!(plan.limit.map(|(_, due)| due), expected, "to {last}, {weekend:?}");
        }
    }
}
