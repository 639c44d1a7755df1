//! Laws that always hold.

use ia_core::assess::DecidedBy;
use ia_core::record::{Answer, AnswerValue, Record};
use ia_core::{Code, Date, Options, Outcome, Role, assess};
use ia_tests::{day, record};
use proptest::prelude::*;
use std::collections::BTreeMap;

/// Sections of a record, by number, each taken out by setting it to nothing.
const SECTIONS: usize = 14;

fn take_out(record: &mut Record, section: usize) {
    match section {
        0 => record.offices = None,
        1 => record.training = None,
        2 => record.meetings = None,
        3 => record.documents = None,
        4 => record.risk_assessments = None,
        5 => record.changes = None,
        6 => record.measures = None,
        7 => record.deviations = None,
        8 => record.surveys = None,
        9 => record.notices = None,
        10 => record.consultations = None,
        11 => record.absences = None,
        12 => record.answers = None,
        _ => record.workplace = None,
    }
}

/// Facts inside an entry are taken out too, here and there.
fn take_out_fields(record: &mut Record, bits: u64) {
    let mut nth = 0_u32;
    let mut out = || {
        nth = (nth + 1) % 64;
        bits >> nth & 1 == 1
    };
    for meeting in record.meetings.iter_mut().flatten() {
        if out() {
            meeting.attended = None;
        }
        if out() {
            meeting.minutes = None;
        }
        if out() {
            meeting.items = None;
        }
    }
    for document in record.documents.iter_mut().flatten() {
        if out() {
            document.written = None;
        }
        if out() {
            document.reviewed = None;
        }
    }
    for change in record.changes.iter_mut().flatten() {
        if out() {
            change.carried_out = None;
        }
    }
    for absence in record.absences.iter_mut().flatten() {
        if out() {
            absence.certificates = None;
        }
        if out() {
            absence.plans = None;
        }
        if out() {
            absence.meetings = None;
        }
        if out() {
            absence.exceptions = None;
        }
    }
    if let Some(workplace) = &mut record.workplace {
        if out() {
            workplace.headcount = None;
        }
        if out() {
            workplace.guidelines = None;
        }
        if out() {
            workplace.agreements = None;
        }
    }
}

type Key = (String, Option<String>);

/// Every finding by norm and case.
fn outcomes(record: &Record, as_of: Date) -> BTreeMap<Key, (Outcome, DecidedBy, Option<Date>)> {
    assess(record, as_of, &Options::default())
        .findings
        .into_iter()
        .map(|finding| {
            let case = finding.subject.map(|subject| subject.case.to_string());
            ((finding.norm.id.clone(), case), (finding.outcome, finding.decided_by, finding.due))
        })
        .collect()
}

fn names() -> impl Strategy<Value = &'static str> {
    prop::sample::select(vec!["workplace", "company-4", "company-12", "company-32"])
}

fn days() -> impl Strategy<Value = Date> {
    (0_i64..1100).prop_map(|days| day("2024-01-01").plus_days(days).expect("a day"))
}

/// Turns a list, and reads it backwards now and then.
fn rotate<T>(list: &mut Option<Vec<T>>, turn: usize) {
    if let Some(list) = list {
        let len = list.len().max(1);
        list.rotate_left(turn % len);
        if turn % 2 == 1 {
            list.reverse();
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    /// More facts decide what was open and never turn what was decided. A person's answer counts only where
    /// the record is silent: facts may take its place, and nothing else may.
    #[test]
    fn more_facts_never_flip_a_decided_finding(
        name in names(),
        as_of in days(),
        sections in prop::collection::vec(0..SECTIONS, 0..8),
        bits in any::<u64>(),
    ) {
        let whole = record(name);
        let mut part = whole.clone();
        for &section in &sections {
            take_out(&mut part, section);
        }
        take_out_fields(&mut part, bits);
        let before = outcomes(&part, as_of);
        let after = outcomes(&whole, as_of);
        for ((norm, case), (outcome, by, _)) in &before {
            if *outcome == Outcome::Unknown {
                continue;
            }
            let key = (norm.clone(), case.clone());
            let Some((now, now_by, _)) = after.get(&key) else {
                // "No cases known" gives way to a finding a case.
                prop_assert!(case.is_none(), "{norm} {case:?} is gone");
                continue;
            };
            let replaced = *by == DecidedBy::Answer && *now_by != DecidedBy::Answer;
            prop_assert!(now == outcome || replaced, "{name} {as_of} {norm} {case:?}: {outcome:?} became {now:?}");
        }
    }

    /// An answer decides what is open and nothing else.
    #[test]
    fn an_answer_never_flips_a_finding_that_the_record_decides(
        name in names(),
        as_of in days(),
        nth in 0_usize..200,
        value in prop::sample::select(AnswerValue::ALL.to_vec()),
        role in prop::sample::select(Role::ALL.to_vec()),
    ) {
        let mut with = record(name);
        let before = outcomes(&with, as_of);
        let norms = ia_core::norms();
        let norm = &norms[nth % norms.len()];
        let answer = Answer { norm: norm.id.parse().expect("an id"), role, date: as_of, value };
        with.answers.get_or_insert_default().push(answer);
        let after = outcomes(&with, as_of);
        for (key, (outcome, by, _)) in &before {
            if *outcome != Outcome::Unknown && *by != DecidedBy::Answer {
                prop_assert_eq!(after.get(key).map(|(outcome, ..)| *outcome), Some(*outcome), "{:?}", key);
            }
            if key.0 != norm.id {
                prop_assert_eq!(after.get(key), before.get(key), "{:?}", key);
            }
        }
    }

    #[test]
    fn the_order_of_lists_changes_nothing(name in names(), as_of in days(), turn in 1_usize..7) {
        let straight = record(name);
        let mut turned = straight.clone();
        rotate(&mut turned.offices, turn);
        rotate(&mut turned.training, turn);
        rotate(&mut turned.meetings, turn);
        rotate(&mut turned.documents, turn);
        rotate(&mut turned.risk_assessments, turn);
        rotate(&mut turned.changes, turn);
        rotate(&mut turned.measures, turn);
        rotate(&mut turned.deviations, turn);
        rotate(&mut turned.notices, turn);
        rotate(&mut turned.consultations, turn);
        rotate(&mut turned.answers, turn);
        rotate(&mut turned.absences, turn);
        for absence in turned.absences.iter_mut().flatten() {
            rotate(&mut absence.certificates, turn);
            rotate(&mut absence.plans, turn);
            rotate(&mut absence.meetings, turn);
        }
        if let Some(workplace) = &mut turned.workplace {
            rotate(&mut workplace.headcount, turn);
            rotate(&mut workplace.agreements, turn);
        }
        prop_assert_eq!(outcomes(&straight, as_of), outcomes(&turned, as_of));
        // The sentences too: only the places in the lists may differ.
        let said = |record: &Record| -> Vec<String> {
            let mut said: Vec<String> = assess(record, as_of, &Options::default())
                .findings
                .iter()
                .flat_map(|finding| finding.reason.because.iter().map(|reason| format!("{} {:?}", finding.norm.id, reason.message)))
                .collect();
            said.sort();
            said
        };
        prop_assert_eq!(said(&straight), said(&turned));
    }

    #[test]
    fn the_same_question_has_the_same_answer(name in names(), as_of in days()) {
        let request = serde_json::json!({ "record": ia_tests::record_json(name), "as_of": as_of });
        let ask = || ia_core::api::assess(&request.to_string());
        prop_assert_eq!(ask(), ask());
    }
}
