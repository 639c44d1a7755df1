//! The steps of many cases at once are those of one case, on a hundred thousand cases of all years.

use ia_core::calendar::{Counting, Weekend};
use ia_core::follow_up::columns::{
    Bits, CaseColumns, ColumnsError, DayColumn, STEPS, StatusColumns, StepColumns, WholeColumns, status,
};
use ia_core::follow_up::{Standing, StepReason, StepStatus, standings, whole_stretch};
use ia_core::record::{
    Absence, CaseMeeting, CaseMeetingKind, Certificate, Exception, ExceptionReason, Grade, Known, Milestone,
    Plan, RoleDate,
};
use ia_core::requirement::Reading;
use ia_core::{Code, Date, InputCode, Options, Record, Role};
use ia_tests::day;

/// A generator of our own, so that the cases are the same everywhere.
struct Dice(u64);

impl Dice {
    fn below(&mut self, most: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 11) % most
    }

    fn often(&mut self, percent: u64) -> bool {
        self.below(100) < percent
    }

    /// A day of a case that began on the day; now and then one before it, by a slip of the pen.
    fn of_case(&mut self, from: Date, most: u64) -> Date {
        let from = if self.often(6) { from.plus_days(-35).unwrap() } else { from };
        self.after(from, most)
    }

    fn after(&mut self, first: Date, most: u64) -> Date {
        first.plus_days(i64::try_from(self.below(most)).expect("small")).unwrap_or(Date::MAX)
    }
}

/// A column as Arrow has it: what stands under a null is not to be looked at.
#[derive(Default)]
struct Column {
    days: Vec<i32>,
    valid: Vec<u8>,
}

impl Column {
    fn push(&mut self, day: Option<Date>) {
        let row = self.days.len();
        self.days.push(day.map_or(1234, Date::days_from_epoch));
        self.push_bit(row, day.is_some());
    }

    fn push_bit(&mut self, row: usize, bit: bool) {
        if row.is_multiple_of(8) {
            self.valid.push(0);
        }
        *self.valid.last_mut().expect("a byte") |= u8::from(bit) << (row % 8);
    }

    fn column(&self) -> DayColumn<'_> {
        DayColumn { days: &self.days, valid: Some(Bits::new(&self.valid, 0)) }
    }
}

#[derive(Default)]
struct Rows {
    from: Column,
    to: Column,
    whole_from: Column,
    whole_to: Column,
    graded_from: Column,
    continuous_from: Column,
    taken: [Column; 6],
    left_out: [Column; 6],
    known: [Column; 6],
}

impl Rows {
    fn columns(&self) -> CaseColumns<'_> {
        let step = |nth: usize| {
            Some(StepColumns {
                taken: self.taken[nth].column(),
                left_out: Some(self.left_out[nth].column()),
                known: Some(Bits::new(&self.known[nth].valid, 0)),
            })
        };
        CaseColumns {
            from: DayColumn { days: &self.from.days, valid: None },
            to: self.to.column(),
            whole: Some(WholeColumns { from: self.whole_from.column(), to: self.whole_to.column() }),
            graded_from: Some(self.graded_from.column()),
            continuous_from: Some(self.continuous_from.column()),
            steps: [0, 1, 2, 3, 4, 5].map(step),
        }
    }
}

fn bare(from: Date, to: Option<Date>) -> Absence {
    let text = format!(
        r#"{{"covers":{{"from":"{from}","to":"{from}"}},"absences":[{{"id":"c-1","person":"p-1","from":"{from}"}}]}}"#
    );
    let record = Record::from_json(&text).expect("a record");
    let mut case = record.absences.expect("absences").remove(0);
    case.to = to;
    case
}

/// Counted continuously a case may begin later, or earlier.
fn continuous_from(dice: &mut Dice, from: Date, to: Option<Date>) -> Option<Date> {
    let first = dice.often(60).then(|| dice.after(from.plus_days(-30).unwrap(), 90));
    first.filter(|day| to.is_none_or(|to| *day <= to))
}

/// Certificates one after another: some share days, and some leave days between.
fn certificates(dice: &mut Dice, from: Date) -> Vec<Certificate> {
    let mut certificates = Vec::new();
    let mut next = dice.after(from, 6);
    while next < from.plus_days(260).unwrap() && dice.often(75) {
        let last = dice.after(next, 60);
        let grade = Grade::new(if dice.often(60) { 100 } else { 50 }).expect("a grade");
        certificates.push(Certificate { from: next, to: last, grade, kind: None });
        next = last.plus_days(i64::try_from(dice.below(12)).expect("small") - 5).unwrap().max(from);
    }
    certificates
}

/// A case as it stands in a record, and the same as a row.
fn case(dice: &mut Dice, as_of: Date, options: Options, rows: &mut Rows) -> Absence {
    // Most near a day on which the law changed, or just before the day that is asked about.
    let around = ["2006-12-01", "2011-05-01", "2014-05-01", "2026-01-01"].map(day);
    let start = if dice.often(40) {
        as_of.plus_days(-230).unwrap()
    } else {
        around[usize::try_from(dice.below(4)).unwrap()]
    };
    let from = dice.after(start, 260);
    let to = dice.often(60).then(|| dice.after(from, 240));
    let mut case = bare(from, to);
    case.continuous_from = continuous_from(dice, from, to);

    let certificates = certificates(dice, from);
    let first_graded = first_graded(&certificates, from, to, as_of);
    case.certificates = Some(certificates);

    let plan = dice.often(60).then(|| dice.of_case(from, 60));
    let issuer = plan.filter(|_| dice.often(70)).map(|plan| dice.of_case(plan, 20));
    // Before a plan that lies ahead nothing was sent.
    let issuer = issuer.filter(|day| plan.is_some_and(|plan| plan <= *day || plan <= as_of));
    let plan_known = dice.often(85);
    case.plans = plan_known.then(|| {
        let sent = issuer.map(|date| RoleDate { role: Role::SickNoteIssuer, date });
        plan.into_iter()
            .map(|date| Plan {
                date,
                with_employee: None,
                parts: None,
                sent: Some(sent.clone().into_iter().collect()),
            })
            .collect()
    });

    let summoned = dice.often(60).then(|| dice.of_case(from, 100));
    let held = dice.often(60).then(|| dice.of_case(from, 110));
    let nav = dice.often(40).then(|| dice.of_case(from, 240));
    let meetings_known = dice.often(85);
    let meeting = |kind, date: Option<Date>, summoned: Option<Date>| CaseMeeting {
        kind,
        date: Some(date.map_or(Known::No, Known::Yes)),
        requested: None,
        issuer_wished_by: None,
        summoned: Some(summoned.map(|date| RoleDate { role: Role::Employee, date }).into_iter().collect()),
        attended: None,
    };
    case.meetings = meetings_known.then(|| {
        vec![
            meeting(CaseMeetingKind::DialogueMeeting, held, summoned),
            meeting(CaseMeetingKind::NavDialogueMeeting, nav, None),
        ]
    });

    let (activity, activity_known) = (dice.often(40).then(|| dice.of_case(from, 90)), dice.often(85));
    case.activity = activity_known.then(|| activity.map_or(Known::No, Known::Yes));

    let exceptions_known = dice.often(85);
    let excused = |dice: &mut Dice| dice.often(20).then(|| dice.of_case(from, 220));
    let (no_plan, no_summons, no_meeting, no_activity, no_nav) =
        (excused(dice), excused(dice), excused(dice), excused(dice), excused(dice));
    let exceptions = [
        (Milestone::FollowUpPlan, no_plan, Role::Employer),
        (Milestone::DialogueMeetingSummons, no_summons, Role::LineManager),
        (Milestone::DialogueMeetingHeld, no_meeting, Role::Employer),
        (Milestone::Activity, no_activity, Role::Nav),
        (Milestone::NavDialogueMeeting, no_nav, Role::Nav),
    ];
    case.exceptions = exceptions_known.then(|| {
        exceptions
            .iter()
            .filter_map(|&(milestone, date, decided_by)| {
                let reason = ExceptionReason::EvidentlyUnnecessary;
                Some(Exception { milestone, reason, date: date?, decided_by })
            })
            .collect()
    });

    rows.from.push(Some(from));
    rows.to.push(to);
    let whole = whole_stretch(&case, as_of, &options);
    rows.whole_from.push(whole.map(|whole| whole.from));
    rows.whole_to.push(whole.and_then(|whole| whole.to));
    let known = |yes: bool, day: Option<Date>| day.filter(|_| yes);
    rows.graded_from.push(first_graded);
    rows.continuous_from.push(case.continuous_from);
    let taken = [
        known(plan_known, plan),
        known(plan_known, issuer),
        known(meetings_known, summoned),
        known(meetings_known, held),
        known(activity_known, activity),
        known(meetings_known, nav),
    ];
    // The plan to the issuer falls away with the plan, and summons and meeting with each other.
    let left_out = [no_plan, None, no_summons, no_meeting, no_activity, no_nav];
    let step_known = [plan_known, plan_known, meetings_known, meetings_known, activity_known, meetings_known];
    for nth in 0..STEPS.len() {
        let row = rows.taken[nth].days.len();
        rows.taken[nth].push(taken[nth]);
        rows.left_out[nth].push(known(exceptions_known, left_out[nth]));
        rows.known[nth].push_bit(row, step_known[nth] && exceptions_known);
        rows.known[nth].days.push(0);
    }
    case
}

/// The first day that a graded certificate covers, and none for the whole work.
fn first_graded(certificates: &[Certificate], from: Date, to: Option<Date>, as_of: Date) -> Option<Date> {
    let last = to.map_or(as_of, |to| to.min(as_of));
    let covers = |day: Date, whole: bool| {
        let mut of_extent = certificates.iter().filter(|one| (one.grade == Grade::WHOLE) == whole);
        of_extent.any(|one| one.from <= day && day <= one.to)
    };
    let mut days = std::iter::successors(Some(from), |day| day.plus_days(1)).take_while(|day| *day <= last);
    days.find(|day| covers(*day, false) && !covers(*day, true))
}

fn row(answer: &StatusColumns, step: usize, row: usize) -> (StepStatus, StepReason, Option<Date>) {
    let column = &answer.steps[step];
    let due = &answer.due[column.due];
    let has_due = due.valid[row / 8] >> (row % 8) & 1 == 1;
    (
        StepStatus::ALL[usize::from(column.status[row])],
        StepReason::ALL[usize::from(column.reason[row])],
        has_due.then(|| Date::from_days_from_epoch(due.days[row]).expect("a day")),
    )
}

/// What one case says, in the words of a row. What is not known of an exception decides nothing that a step taken in
/// time decides, and one unknown is as good as another.
fn of(standing: &Standing) -> (StepStatus, StepReason, Option<Date>) {
    (standing.status, standing.reason, standing.limit.map(|(_, due)| due))
}

#[test]
fn columns_and_single_cases_agree() {
    let conventions = [
        (Counting::LastDayOfWeek, Weekend::Stays, Reading::Both, 50_000),
        (Counting::LastDayOfWeek, Weekend::Stays, Reading::NavCase, 20_000),
        (Counting::SameWeekday, Weekend::Stays, Reading::Continuous, 12_000),
        (Counting::LastDayOfWeek, Weekend::WorkingDayBefore, Reading::Both, 10_000),
        (Counting::SameWeekday, Weekend::NextWorkingDay, Reading::Both, 10_000),
    ];
    let mut dice = Dice(0x1A_2026);
    let mut seen = std::collections::BTreeMap::new();
    let mut ran = 0;
    for (counting, weekend, reading, count) in conventions {
        let mut options = Options::default();
        (options.counting, options.weekend, options.reading) = (counting, weekend, reading);
        for as_of in ["2026-11-28", "2012-03-01"].map(day) {
            let mut rows = Rows::default();
            let cases: Vec<Absence> =
                (0..count / 2).map(|_| case(&mut dice, as_of, options, &mut rows)).collect();
            let answer = status(&rows.columns(), as_of, &options, true).expect("an answer");
            for (nth, case) in cases.iter().enumerate() {
                let single = standings(case, as_of, &options);
                for (place, step) in STEPS.iter().enumerate() {
                    let one = single.iter().find(|one| one.milestone == *step).expect("the step");
                    assert_eq!(
                        row(&answer, place, nth),
                        of(one),
                        "{step:?} of row {nth} as of {as_of}, {reading:?}, from {} ({:?}) to {:?}, plans {:?}",
                        case.from,
                        case.continuous_from,
                        case.to,
                        case.plans
                    );
                    *seen.entry(one.reason).or_insert(0) += 1;
                }
                ran += 1;
            }
        }
    }
    assert!(ran >= 100_000, "only {ran} cases ran");
    for reason in StepReason::ALL {
        // The whole absence is always known here, and a plan's own day has no column.
        let never = [StepReason::NoPlan, StepReason::NotAskedFor, StepReason::ExtentNotKnown];
        assert_eq!(seen.contains_key(reason), !never.contains(reason), "{reason:?}: {seen:?}");
    }
}

fn days(texts: &[Option<&str>]) -> Column {
    let mut column = Column::default();
    for text in texts {
        column.push(text.map(day));
    }
    column
}

/// Cases of which only the first and last day are known.
fn bare_columns<'a>(from: &'a Column, to: &'a Column) -> CaseColumns<'a> {
    let (whole, graded_from, continuous_from, steps) = (None, None, None, [None; 6]);
    CaseColumns { from: from.column(), to: to.column(), whole, graded_from, continuous_from, steps }
}

#[test]
fn what_is_left_out_is_unknown_and_not_missing() {
    let from = days(&[Some("2026-01-05"), Some("2026-01-05"), Some("2026-06-01")]);
    let to = days(&[None, Some("2026-01-30"), None]);
    let answer =
        status(&bare_columns(&from, &to), day("2026-05-04"), &Options::default(), true).expect("an answer");
    let due = Some(day("2026-02-01"));
    assert_eq!(row(&answer, 0, 0), (StepStatus::Unknown, StepReason::StepNotKnown, due));
    assert_eq!(row(&answer, 2, 0), (StepStatus::Unknown, StepReason::ExtentNotKnown, None));
    assert_eq!(row(&answer, 0, 1), (StepStatus::NotApplicable, StepReason::NotLongEnough, None));
    assert_eq!(row(&answer, 2, 1), (StepStatus::NotApplicable, StepReason::NotLongEnough, None));
    assert_eq!(row(&answer, 0, 2), (StepStatus::NotApplicable, StepReason::NotBegun, None));
}

#[test]
fn a_row_that_is_no_case_is_refused_with_its_place() {
    let ask = |from: &[Option<&str>], to: &[Option<&str>]| {
        let (from, to) = (days(from), days(to));
        status(&bare_columns(&from, &to), day("2026-05-04"), &Options::default(), false).map(|_| ())
    };
    let good = Some("2026-01-05");
    assert_eq!(ask(&[good], &[None]), Ok(()));
    assert_eq!(ask(&[], &[]), Ok(()));
    assert_eq!(ask(&[good, None], &[None, None]), Err(ColumnsError::NoFirstDay { row: 1 }));
    assert_eq!(ask(&[good], &[]), Err(ColumnsError::Length { column: "to" }));
    let before = ColumnsError::OutOfOrder { column: "to", before: "from", row: 1 };
    assert_eq!(ask(&[good, good], &[None, Some("2026-01-04")]), Err(before));
    assert_eq!(before.code(), InputCode::EndBeforeStart);
    let from = Column { days: vec![20_000, 90_000], valid: vec![3] };
    let to = days(&[None, None]);
    let answer = status(&bare_columns(&from, &to), day("2026-05-04"), &Options::default(), false);
    assert_eq!(answer, Err(ColumnsError::OutOfRange { column: "from", row: 1 }));
}

/// Rows of a slice: the bits begin in the middle of a byte.
#[test]
fn a_slice_is_its_rows() {
    let texts: Vec<Option<&str>> = (0..100).map(|nth| (nth % 3 == 0).then_some("2026-01-30")).collect();
    let from = days(&[Some("2026-01-05"); 100]);
    let to = days(&texts);
    for offset in [1, 7, 8, 9, 31, 32, 33, 64] {
        let sliced = CaseColumns {
            from: DayColumn { days: &from.days[offset..], valid: None },
            to: DayColumn { days: &to.days[offset..], valid: Some(Bits::new(&to.valid, offset)) },
            whole: None,
            graded_from: None,
            continuous_from: None,
            steps: [None; 6],
        };
        let answer = status(&sliced, day("2026-05-04"), &Options::default(), true).expect("an answer");
        assert_eq!(answer.steps[0].status.len(), 100 - offset);
        for nth in 0..100 - offset {
            let ended = (nth + offset) % 3 == 0;
            let expected = if ended { StepStatus::NotApplicable } else { StepStatus::Unknown };
            assert_eq!(row(&answer, 0, nth).0, expected, "row {nth} from {offset}");
        }
    }
}

/// Blocks of the kernel, and one row more and less. `follow_up_kernel.rs` says what stands in each row.
#[test]
fn every_length_has_as_many_rows_out_as_in() {
    for rows in [1, 7, 8, 31, 32, 33, 1055, 1056, 1057, 2112, 10_000, 99_999, 100_000, 100_001] {
        let from = days(&vec![Some("2026-01-05"); rows]);
        let to = days(&vec![None; rows]);
        let answer =
            status(&bare_columns(&from, &to), day("2026-05-04"), &Options::default(), true).expect("one");
        for column in &answer.steps {
            assert_eq!((column.status.len(), column.reason.len()), (rows, rows));
        }
        for due in &answer.due {
            assert_eq!((due.days.len(), due.valid.len()), (rows, rows.div_ceil(8)));
            let bits: u32 = due.valid.iter().map(|byte| byte.count_ones()).sum();
            assert!(bits == 0 || usize::try_from(bits) == Ok(rows), "{bits} limits of {rows} rows");
        }
    }
}

/// Graded absence is activity, and what falls away with a step that was left out falls away too: rows of one case each.
#[test]
fn other_columns_decide_a_step_too() {
    let (from, to) = (days(&[Some("2026-01-05"); 2]), days(&[None; 2]));
    let as_of = day("2026-05-04");
    let nothing = days(&[None; 2]);
    let step = StepColumns { taken: nothing.column(), left_out: None, known: None };
    let reason = |cases: &CaseColumns<'_>, step: usize| {
        let answer = status(cases, as_of, &Options::default(), true).expect("an answer");
        [row(&answer, step, 0).1, row(&answer, step, 1).1]
    };
    // Eight weeks end on Sunday 1 March.
    let graded = days(&[Some("2026-03-01"), Some("2026-03-02")]);
    let mut cases = CaseColumns { graded_from: Some(graded.column()), ..bare_columns(&from, &to) };
    assert_eq!(reason(&cases, 4), [StepReason::InTime, StepReason::StepNotKnown]);
    cases.steps[4] = Some(step);
    assert_eq!(reason(&cases, 4), [StepReason::InTime, StepReason::Late]);
    // Four weeks end on Sunday 1 February.
    let left_out = days(&[Some("2026-02-01"), Some("2026-02-02")]);
    cases.steps[0] = Some(StepColumns { left_out: Some(left_out.column()), ..step });
    cases.steps[1] = Some(step);
    assert_eq!(reason(&cases, 0), [StepReason::LeftOut, StepReason::LeftOutLate]);
    assert_eq!(reason(&cases, 1), reason(&cases, 0));
    // A step of which nothing is known stays so, and the plan does not fall away with the step that falls away with it.
    cases.steps[1] = None;
    assert_eq!(reason(&cases, 1), [StepReason::StepNotKnown; 2]);
    (cases.steps[0], cases.steps[1]) = (Some(step), cases.steps[0]);
    assert_eq!(reason(&cases, 0), [StepReason::Past; 2]);
    let wrong = Column { days: vec![20_500, 90_000], valid: vec![3] };
    let out = |column| Err(ColumnsError::OutOfRange { column, row: 1 });
    let ask = |cases: &CaseColumns<'_>| status(cases, as_of, &Options::default(), false).map(|_| ());
    cases.graded_from = Some(wrong.column());
    assert_eq!(ask(&cases), out("graded_from"));
    cases.graded_from = Some(graded.column());
    cases.steps[4] = Some(StepColumns { taken: wrong.column(), ..step });
    assert_eq!(ask(&cases), out("activity"));
    cases.steps[4] = Some(StepColumns { left_out: Some(wrong.column()), ..step });
    assert_eq!(ask(&cases), out("activity_left_out"));
}

/// What is dated before the first day of a case is a slip of the pen: whether the step was taken is not known. On the first
/// day it was.
#[test]
fn a_step_taken_or_left_out_before_the_case_is_not_known() {
    let first = Some("2026-01-05");
    let (from, to) = (days(&[first; 2]), days(&[None; 2]));
    let days_of = days(&[first, Some("2026-01-04")]);
    let nothing = days(&[None; 2]);
    let whole = Some(WholeColumns { from: from.column(), to: to.column() });
    let taken = StepColumns { taken: days_of.column(), left_out: None, known: None };
    let left_out = StepColumns { taken: nothing.column(), left_out: Some(days_of.column()), known: None };
    let reasons = |cases: &CaseColumns<'_>, step: usize, reading| {
        let mut options = Options::default();
        options.reading = reading;
        let answer = status(cases, day("2027-01-04"), &options, true).expect("an answer");
        [0, 1].map(|nth| row(&answer, step, nth).1)
    };
    // Nobody leaves out that the plan is sent on: it falls away with the plan.
    let excusable = [true, false, true, true, true, true];
    let bare = CaseColumns { whole, ..bare_columns(&from, &to) };
    for (nth, may_be_left_out) in excusable.into_iter().enumerate() {
        let mut cases = bare;
        cases.steps[nth] = Some(taken);
        let expected = [StepReason::InTime, StepReason::StepNotKnown];
        assert_eq!(reasons(&cases, nth, Reading::NavCase), expected, "{:?}", STEPS[nth]);
        if may_be_left_out {
            cases.steps[nth] = Some(left_out);
            let expected = [StepReason::LeftOut, StepReason::StepNotKnown];
            assert_eq!(reasons(&cases, nth, Reading::NavCase), expected, "{:?}", STEPS[nth]);
        }
    }
    // The first day by any reading counts, also where one is chosen.
    let continuous = days(&[Some("2026-01-03"), Some("2026-01-04")]);
    for reading in [Reading::Both, Reading::NavCase, Reading::Continuous] {
        let mut cases = CaseColumns { continuous_from: Some(continuous.column()), ..bare };
        cases.steps[0] = Some(taken);
        assert_eq!(reasons(&cases, 0, reading), [StepReason::InTime; 2], "{reading:?}");
        let later = days(&[first, Some("2026-01-06")]);
        cases.continuous_from = Some(later.column());
        assert_eq!(
            reasons(&cases, 0, reading),
            [StepReason::InTime, StepReason::StepNotKnown],
            "{reading:?}"
        );
    }
    // A plan cannot be sent before it is made; one that lies ahead tells nothing of when it was sent.
    let days_sent = days(&[Some("2026-01-19"); 2]);
    let sent = StepColumns { taken: days_sent.column(), left_out: None, known: None };
    for (made, expected) in [
        ("2026-01-19", StepReason::InTime),
        ("2026-01-20", StepReason::StepNotKnown),
        ("2027-01-05", StepReason::InTime),
    ] {
        let made = days(&[Some(made); 2]);
        let mut cases = bare;
        cases.steps[0] = Some(StepColumns { taken: made.column(), left_out: None, known: None });
        cases.steps[1] = Some(sent);
        assert_eq!(reasons(&cases, 1, Reading::NavCase), [expected; 2]);
    }
    // Graded absence in time decides, whatever the other day says; before the case it cannot be.
    let mut cases = CaseColumns { graded_from: Some(days_of.column()), ..bare };
    cases.steps[4] = Some(taken);
    let answer = status(&cases, day("2027-01-04"), &Options::default(), true);
    assert_eq!(answer, Err(ColumnsError::OutOfOrder { column: "graded_from", before: "from", row: 1 }));
    // Eight weeks end on Sunday 1 March.
    let graded = days(&[Some("2026-03-01"), Some("2026-03-02")]);
    let early = days(&[Some("2026-01-04"); 2]);
    cases.graded_from = Some(graded.column());
    cases.steps[4] = Some(StepColumns { taken: early.column(), left_out: None, known: None });
    assert_eq!(reasons(&cases, 4, Reading::NavCase), [StepReason::InTime, StepReason::StepNotKnown]);
}

/// Days around the calendar's ends and out of order, in any column: an answer exactly when nothing is wrong, and the first
/// thing that is wrong otherwise.
#[test]
fn there_is_an_answer_exactly_when_no_row_is_wrong() {
    let mut dice = Dice(11);
    let calendar = (day("1900-01-01").days_from_epoch(), day("2199-12-31").days_from_epoch());
    let (mut answers, mut refusals) = (0, 0);
    let edges = [calendar.0 - 1, calendar.0, calendar.1, calendar.1 + 1, calendar.1 + 2, i32::MIN, i32::MAX];
    let sizes = [1, 7, 32, 33, 70];
    for round in 0..4000 {
        let rows = sizes[round % sizes.len()];
        let odd = usize::try_from(dice.below(rows * 12)).expect("small");
        let rows = usize::try_from(rows).expect("small");
        let mut column = |nth: usize| {
            let mut column = Column::default();
            for row in 0..rows {
                let usual = 20_000 + i32::try_from(nth).expect("small");
                let edge = edges[usize::try_from(dice.below(7)).expect("small")];
                column.days.push(if nth * rows + row == odd { edge } else { usual });
                column.push_bit(row, nth == 0 || dice.below(4) > 0);
            }
            column
        };
        let made: Vec<Column> = (0..9).map(&mut column).collect();
        let step = |taken: usize, left_out: usize| StepColumns {
            taken: made[taken].column(),
            left_out: Some(made[left_out].column()),
            known: None,
        };
        let plain = StepColumns { left_out: None, ..step(8, 8) };
        let cases = CaseColumns {
            from: made[0].column(),
            to: made[3].column(),
            whole: Some(WholeColumns { from: made[1].column(), to: made[2].column() }),
            graded_from: Some(made[4].column()),
            continuous_from: (round % 2 == 0).then(|| made[2].column()),
            steps: [Some(step(5, 6)), Some(plain), None, None, Some(step(7, 5)), None],
        };
        let answer = status(&cases, day("2026-05-04"), &Options::default(), false);
        assert_eq!(answer.as_ref().err().copied(), cases.errors().next(), "{round}");
        if answer.is_ok() { answers += 1 } else { refusals += 1 }
    }
    assert!(answers > 500 && refusals > 500, "{answers} and {refusals}");
}

#[test]
fn every_row_that_is_no_case_is_named() {
    let from = Column { days: vec![20_000, 20_000, 90_000, 20_000], valid: vec![0b1101] };
    let to = Column { days: vec![90_000, 20_000, 20_000, 19_999], valid: vec![0b1111] };
    let mut cases = bare_columns(&from, &to);
    cases.steps[3] = Some(StepColumns { taken: to.column(), left_out: Some(to.column()), known: None });
    let out = |column, row| ColumnsError::OutOfRange { column, row };
    let expected = [
        out("to", 0),
        out("dialogue_meeting_held", 0),
        out("dialogue_meeting_held_left_out", 0),
        ColumnsError::NoFirstDay { row: 1 },
        out("from", 2),
        ColumnsError::OutOfOrder { column: "to", before: "from", row: 3 },
    ];
    assert_eq!(cases.errors().collect::<Vec<_>>(), expected);
}
