//! The steps of one case: what holds for every case, and what is shown of the guide.

use ia_core::follow_up::{CountedFrom, StepReason, StepStatus, standings};
use ia_core::record::{Absence, Milestone};
use ia_core::views::{TimelineStep, conversation_guide, timeline};
use ia_core::{Code, Date, Lang, Options, Record};
use ia_tests::files_below;
use proptest::prelude::*;
use serde_json::{Value, json};
use std::collections::BTreeSet;

fn case(absence: &Value) -> Absence {
    let record = json!({ "covers": { "from": "1990-01-01", "to": "2190-01-01" }, "absences": [absence] });
    let record = Record::from_json(&record.to_string()).unwrap_or_else(|errors| panic!("{errors}"));
    record.absences.expect("absences").remove(0)
}

fn day(from: Date, days: i64) -> String {
    from.plus_days(days).expect("a day").to_string()
}

prop_compose! {
    /// A case with everything known, of any year since the first rules.
    fn any_case()(
        start in 12_000_i32..22_000,
        length in prop::option::of(0_i64..400),
        whole in 0_i64..200,
        plan in prop::option::of(0_i64..60),
        sent in prop::option::of(0_i64..80),
        summons in prop::option::of(0_i64..100),
        held in prop::option::of(0_i64..120),
        activity in prop::option::of(0_i64..100),
        nav in prop::option::of(100_i64..220),
        left_out in prop::option::of((0_usize..4, 0_i64..220)),
    ) -> Absence {
        let from = Date::from_days_from_epoch(start).expect("a day");
        let at = |days: i64| json!(day(from, days));
        let role = |role: &str, days: Option<i64>| {
            days.map(|days| json!({ "role": role, "date": at(days) })).into_iter().collect::<Vec<_>>()
        };
        let steps = ["follow_up_plan", "dialogue_meeting_summons", "activity", "nav_dialogue_meeting"];
        let exceptions: Vec<Value> = left_out
            .map(|(step, days)| json!({
                "milestone": steps[step], "reason": "evidently_unnecessary", "date": at(days),
                "decided_by": if step < 2 { "employer" } else { "nav" },
            }))
            .into_iter()
            .collect();
        let sent = plan.map(|plan| sent.map(|sent| sent.max(plan)));
        case(&json!({
            "id": "case-1", "person": "p-1", "from": at(0), "to": length.map(at),
            "certificates": [
                { "from": at(0), "to": at(whole), "grade": 100 },
                { "from": at(whole + 1), "to": at(whole + 300), "grade": 50, "kind": "graded" },
            ],
            "plans": plan.map(|plan| json!({
                "date": at(plan), "sent": role("sick_note_issuer", sent.flatten()),
            })).into_iter().collect::<Vec<_>>(),
            "meetings": [
                { "kind": "dialogue_meeting", "date": held.map_or(json!(false), at), "summoned": role("employee", summons) },
                { "kind": "nav_dialogue_meeting", "date": nav.map_or(json!(false), at),
                  "summoned": role("employer", nav.map(|nav| nav - 20)) },
            ],
            "activity": activity.map_or(json!(false), at),
            "exceptions": exceptions,
        }))
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn the_timeline_is_in_the_order_of_its_days(case in any_case(), after in 0_i64..500) {
        let as_of = case.from.plus_days(after).expect("a day");
        let timeline = timeline(&case, as_of, &Options::default(), None, Lang::En).expect("a timeline");
        prop_assert_eq!(timeline.steps.len(), 13);
        // A step stands on its limit, or where Nav first acts; what Nav does after the end is no part of the order.
        let day = |step: &TimelineStep| {
            let points = step.operating_points.iter();
            step.due.or(points.filter(|point| point.counted_from != CountedFrom::LastDay).map(|point| point.from).min())
        };
        let days: Vec<Date> = timeline.steps.iter().filter_map(day).collect();
        prop_assert!(days.is_sorted(), "{:?}", days);
        for step in &timeline.steps {
            prop_assert!(step.first_day <= step.last_day, "{:?}", step.milestone);
        }
    }

    /// Time alone makes nothing undone: what is past stays past until the absence turns out to have ended before it.
    #[test]
    fn a_later_day_never_turns_overdue_into_due(case in any_case(), first in 0_i64..400, later in 0_i64..100) {
        let at = |days: i64| standings(&case, case.from.plus_days(days).expect("a day"), &Options::default());
        for (before, after) in at(first).iter().zip(at(first + later)) {
            prop_assert_eq!(before.milestone, after.milestone);
            if before.status == StepStatus::Overdue {
                prop_assert!(
                    after.status != StepStatus::Due,
                    "{:?}: overdue, and due {} days later", before.milestone, later
                );
            }
            // What was done in time is so, unless the absence turns out too short to ask for it, or whole for so short
            // that it is not established whether the law asked for it.
            if before.status == StepStatus::MetInTime {
                prop_assert!(
                    [StepStatus::MetInTime, StepStatus::NotApplicable, StepStatus::NotEstablished]
                        .contains(&after.status),
                    "{:?}: in time, and then {:?}", before.milestone, after.status
                );
            }
        }
    }

    #[test]
    fn what_is_left_open_is_never_decided(case in any_case(), after in 0_i64..400) {
        let as_of = case.from.plus_days(after).expect("a day");
        let open = Absence { plans: None, meetings: None, exceptions: None, activity: None, ..case.clone() };
        for (known, unknown) in standings(&case, as_of, &Options::default())
            .iter()
            .zip(standings(&open, as_of, &Options::default()))
        {
            if unknown.status == StepStatus::Unknown {
                prop_assert!(!unknown.missing.is_empty());
            } else if unknown.reason != StepReason::InTime {
                // Decided without the facts: the facts do not change it.
                prop_assert!(
                    known.status == unknown.status
                        || known.reason == StepReason::LeftOut
                        || known.status == StepStatus::MetInTime,
                    "{:?}: {:?} and then {:?}", known.milestone, unknown.status, known.status
                );
            }
        }
    }
}

#[test]
fn every_line_of_the_guide_is_shown() {
    let text = std::fs::read_to_string(
        files_below("ia-core/catalogue/text", "toml")
            .iter()
            .find(|path| path.ends_with("guide.toml"))
            .expect("the guide"),
    )
    .expect("a file");
    let written = text.lines().filter(|line| line.starts_with("\"guide.")).count();
    for &lang in Lang::ALL {
        let mut shown = BTreeSet::new();
        for &milestone in Milestone::ALL {
            let guide = conversation_guide(milestone, lang).expect("a guide");
            for part in [&guide.prepare, &guide.ask, &guide.avoid] {
                assert!(part.lines.len() >= 3, "{milestone:?} {lang:?}: {part:?}");
                shown.extend(part.lines.iter().cloned());
            }
        }
        assert_eq!(shown.len(), written, "{lang:?}");
    }
}

/// From Nav's own systems (navikt: isaktivitetskrav, isdialogmotekandidat, syfomotebehov, esyfovarsel, dinesykmeldte,
/// syfo-oppfolgingsplan-backend), each counted from 2026-01-05.
#[test]
fn nav_operates_on_these_days() {
    use ia_core::Code as _;
    use ia_core::follow_up::{Point, point};
    use ia_tests::day as on;
    let days = [
        (Point::PlanReminder, "2026-01-29", "2026-01-29"),
        (Point::IssuerAskedEarly, "2026-02-22", "2026-02-22"),
        (Point::ActivityStopPoint, "2026-03-01", "2026-03-01"),
        (Point::NoticeAnswer, "2026-01-26", "2026-02-16"),
        (Point::NeedForMeeting, "2026-04-27", "2026-07-05"),
        (Point::IssuerAskedMidway, "2026-05-03", "2026-05-03"),
        (Point::MeetingCandidate, "2026-05-04", "2026-05-04"),
        (Point::MeetingSummons, "2025-12-15", "2025-12-15"),
        (Point::IssuerAskedLate, "2026-10-04", "2026-10-04"),
        (Point::BenefitLetter, "2026-10-04", "2026-10-04"),
        (Point::AnswerStillCounts, "2026-01-21", "2026-01-21"),
        (Point::ActivityStillChecked, "2026-02-04", "2026-02-04"),
        (Point::DocumentsVisible, "2026-05-05", "2026-05-05"),
        (Point::PlanVisible, "2026-07-05", "2026-07-05"),
        (Point::DraftKept, "2026-05-05", "2026-05-05"),
        (Point::EmployeeReminded, "2026-01-12", "2026-01-12"),
        (Point::ManagerTold, "2026-01-19", "2026-01-19"),
        (Point::EnterpriseTold, "2026-01-26", "2026-01-26"),
    ];
    assert_eq!(days.map(|(point, _, _)| point), Point::ALL);
    for (one, from, to) in days {
        let found = point(one).and_then(|point| point.days(on("2026-01-05"))).unwrap();
        assert_eq!((found.from, found.to), (on(from), Some(on(to))), "{}", one.code());
    }
    // Four months after a day that the fourth month does not have.
    let visible = point(Point::DocumentsVisible).and_then(|point| point.days(on("2026-10-31"))).unwrap();
    assert_eq!(visible.from, on("2027-02-28"));
}
