//! How much a requirement makes of a record, before it is decided: an assessment that would be too large is refused.

use super::{Condition, ConsultedBefore, Each, Fact, MeetingHeld, MeetingPractice, OwnDay, Requirement};
use crate::code::Code;
use crate::record::{ConsultationSubject, Record};

/// So many entries that are only looked at cost as much as a part.
const LOOKS: usize = 64;

fn count<T>(section: Option<&Vec<T>>) -> usize {
    section.map_or(0, Vec::len)
}

impl Requirement {
    /// How many parts it makes of the record at most: entries that it judges, each with what must be so of it.
    pub(crate) fn parts(&self, record: &Record, in_cases: InCases) -> usize {
        let offices = count(record.offices.as_ref());
        let cases = count(record.absences.as_ref());
        let changes = count(record.changes.as_ref());
        let judged = match self {
            Self::OfficeFilled(filled) => match filled.each {
                Each::Workplace => 1,
                Each::SafetyArea => areas(record),
            },
            Self::TrainingDone(_) | Self::OfficeConditions(_) | Self::MeetingAfterElection(_) => offices,
            Self::MeetingHeld(held) => meetings_held(held, record),
            Self::MeetingConducted(conducted) => {
                let items = match &conducted.practice {
                    MeetingPractice::Treated(items) => items.len(),
                    _ => 1,
                };
                count(record.meetings.as_ref()).saturating_mul(items.max(1))
            }
            Self::ConsultedBefore(ConsultedBefore { subject, roles }) => {
                let entries = if *subject == ConsultationSubject::Transfer { cases } else { changes };
                entries.saturating_mul(roles.len().max(1))
            }
            Self::ChangeAssessed(_) => changes,
            Self::MeasuresComplete(complete) => {
                let each = complete.aspects.len().saturating_add(complete.with.len());
                count(record.measures.as_ref()).saturating_mul(each)
            }
            Self::OwnDayKept(kept) => match kept.of {
                OwnDay::Measures => count(record.measures.as_ref()),
                OwnDay::Decisions => {
                    let meetings = record.meetings.iter().flatten();
                    let decisions =
                        meetings.map(|meeting| count(meeting.decisions.as_ref()).saturating_add(1));
                    decisions.fold(0, usize::saturating_add)
                }
            },
            Self::DeviationHandled(_) => count(record.deviations.as_ref()),
            Self::NoticeAnswered(_) => count(record.notices.as_ref()),
            Self::MatterHandled(_) => count(record.matters.as_ref()),
            Self::SurveyPhase(_) => count(record.surveys.as_ref()),
            Self::CaseMilestone(_)
            | Self::CasePlanToNav(_)
            | Self::CaseMeetingOnRequest(_)
            | Self::CasePractice(_) => cases,
            Self::DocumentInPlace(document) => {
                document.made_with.len().saturating_add(document.contains.len())
            }
            Self::BodyComposed(body) => body.roles.len(),
            Self::RiskAssessed(risk) => risk.dimensions.len(),
            Self::Informed(informed) => informed.topics.len(),
            Self::AbsenceReduced(_) | Self::Answered(_) | Self::AgreementInPlace(_) => 1,
        };
        let (judged, in_cases) = match self {
            Self::CasePlanToNav(_) | Self::CaseMeetingOnRequest(_) => {
                (judged.saturating_add(in_cases.meetings), in_cases.entries)
            }
            Self::CaseMilestone(_) | Self::CasePractice(_) => (judged, in_cases.entries),
            _ => (judged, 0),
        };
        let looked_at = self.kind().asks().into_iter().map(|fact| entries(fact, record));
        let looks = looked_at.fold(in_cases, usize::saturating_add).checked_div(LOOKS).unwrap_or_default();
        judged.saturating_add(looks).saturating_add(1)
    }
}

impl Condition {
    /// How many conditions it is.
    pub(crate) fn parts(&self) -> usize {
        match self {
            Self::All(inside) | Self::Any(inside) | Self::Not(inside) => {
                inside.iter().map(Self::parts).fold(1, usize::saturating_add)
            }
            _ => 1,
        }
    }
}

/// What stands in the cases of a record, counted once for all norms.
#[derive(Clone, Copy)]
pub(crate) struct InCases {
    /// Meetings, which some requirements judge one by one.
    meetings: usize,
    /// Entries that are looked at.
    entries: usize,
}

impl InCases {
    pub(crate) fn of(record: &Record) -> Self {
        let mut found = Self { meetings: 0, entries: 0 };
        for case in record.absences.iter().flatten() {
            let meetings = count(case.meetings.as_ref());
            let others = [
                count(case.plans.as_ref()),
                count(case.exceptions.as_ref()),
                count(case.told.as_ref()),
                count(case.certificates.as_ref()),
            ];
            found.meetings = found.meetings.saturating_add(meetings);
            found.entries =
                others.into_iter().fold(found.entries, usize::saturating_add).saturating_add(meetings);
        }
        found
    }
}

fn areas(record: &Record) -> usize {
    record.workplace.as_ref().map_or(0, |workplace| count(workplace.areas.as_ref()))
}

/// In each safety area, a meeting without an area counts in every one.
fn meetings_held(held: &MeetingHeld, record: &Record) -> usize {
    if held.each == Each::Workplace {
        return 1;
    }
    let of_all = record
        .meetings
        .iter()
        .flatten()
        .filter(|one| one.area.is_none() && held.kinds.contains(&one.kind))
        .count();
    areas(record).saturating_mul(of_all.saturating_add(1))
}

/// How many entries the record has, and its cases.
pub(crate) fn entries_of(record: &Record, in_cases: InCases) -> usize {
    let others = [count(record.training.as_ref()), count(record.consultations.as_ref()), in_cases.entries];
    let sections = Fact::ALL.iter().map(|&fact| entries(fact, record));
    sections.chain(others).fold(0, usize::saturating_add)
}

/// The entries of the section that a fact stands for.
fn entries(fact: Fact, record: &Record) -> usize {
    match fact {
        Fact::Areas => areas(record),
        Fact::Agreements => {
            record.workplace.as_ref().map_or(0, |workplace| count(workplace.agreements.as_ref()))
        }
        Fact::Offices => count(record.offices.as_ref()),
        Fact::Bodies => count(record.bodies.as_ref()),
        Fact::Meetings => count(record.meetings.as_ref()),
        Fact::Documents => count(record.documents.as_ref()),
        Fact::RiskAssessments => count(record.risk_assessments.as_ref()),
        Fact::Changes => count(record.changes.as_ref()),
        Fact::Measures => count(record.measures.as_ref()),
        Fact::Deviations => count(record.deviations.as_ref()),
        Fact::Matters => count(record.matters.as_ref()),
        Fact::Surveys => count(record.surveys.as_ref()),
        Fact::AbsenceRates => count(record.absence_rates.as_ref()),
        Fact::Notices => count(record.notices.as_ref()),
        Fact::Absences => count(record.absences.as_ref()),
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalogue::{self, Version};

    fn record(sections: &str) -> Record {
        let covers = r#""covers":{"from":"2015-01-01","to":"2026-11-22"}"#;
        Record::from_json(&format!("{{{covers},{sections}}}")).expect("a record")
    }

    #[test]
    fn a_condition_is_as_many_parts_as_it_has_inside() {
        use Condition::{All, Any, Not, Sector};
        let one = || Sector(Vec::new());
        assert_eq!(one().parts(), 1);
        assert_eq!(All(vec![one(), Any(vec![one(), one()]), Not(vec![one()])]).parts(), 7);
    }

    #[test]
    fn every_document_and_assessment_is_looked_at() {
        let many = |section: &str, entry: &str| {
            let entries = vec![entry; 3 * LOOKS].join(",");
            record(&format!(r#""{section}":[{entries}]"#))
        };
        let documents = many("documents", r#"{"kind":"internal_control_review","date":"2026-01-01"}"#);
        assert_eq!(entries(Fact::Documents, &documents), 3 * LOOKS);
        let assessments = many("risk_assessments", r#"{"date":"2026-01-01","dimensions":[]}"#);
        assert_eq!(entries(Fact::RiskAssessments, &assessments), 3 * LOOKS);
        let of = |record: &Record, wanted: fn(&Requirement) -> bool| -> Vec<(usize, usize)> {
            let of_none = self::record(r#""offices":[]"#);
            let versions = catalogue::norms().iter().flat_map(|norm| &norm.versions);
            let found = versions.filter_map(|version: &Version| version.requirement.as_ref());
            let parts = |one: &Requirement, record| one.parts(record, InCases::of(record));
            found.filter(|one| wanted(one)).map(|one| (parts(one, &of_none), parts(one, record))).collect()
        };
        for (none, some) in of(&documents, |one| matches!(one, Requirement::DocumentInPlace(_))) {
            assert_eq!(some - none, 3);
        }
        for (none, some) in of(&assessments, |one| matches!(one, Requirement::RiskAssessed(_))) {
            assert!(some - none >= 3, "{none} {some}");
        }
    }

    /// Requirements that judge each meeting of a case count them; the others look at them.
    #[test]
    fn the_meetings_of_a_case_are_judged() {
        let meeting = r#"{"kind":"dialogue_meeting","date":"2026-02-01"}"#;
        let case = |meetings: usize| {
            let meetings = vec![meeting; meetings].join(",");
            let own = r#""id":"c-1","person":"p-1","from":"2026-01-01""#;
            record(&format!(r#""absences":[{{{own},"meetings":[{meetings}]}}]"#))
        };
        let (none, some) = (case(0), case(5));
        let is_of_meetings = |one: &Requirement| {
            matches!(one, Requirement::CasePlanToNav(_) | Requirement::CaseMeetingOnRequest(_))
        };
        let versions = catalogue::norms().iter().flat_map(|norm| &norm.versions);
        let mut seen = 0;
        for one in versions.filter_map(|version| version.requirement.as_ref()) {
            let more = one.parts(&some, InCases::of(&some)) - one.parts(&none, InCases::of(&none));
            assert_eq!(more, if is_of_meetings(one) { 5 } else { 0 }, "{one:?}");
            seen += usize::from(is_of_meetings(one));
        }
        assert!(seen > 0);
    }
}
