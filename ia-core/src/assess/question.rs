use super::{Assessment, Finding, View, assess_for};
use crate::calendar::Date;
use crate::catalogue::Norm;
use crate::code::Code;
use crate::order::in_order;
use crate::record::Record;
use crate::requirement::{Fact, Missing, Options};
use crate::role::Role;
use crate::text::Message;

/// A fact that could still change a finding, to be asked of a person.
#[derive(Debug, Clone)]
pub struct Question<'c> {
    /// What is asked for, and where it would stand in the record.
    pub missing: Missing,
    /// The norm, when a person's judgement of it is asked for.
    pub norm: Option<&'c Norm>,
    /// The norms that the answer helps to decide, in the order of their ids.
    pub because: Vec<&'c Norm>,
    /// How many findings it helps to decide.
    pub decides: usize,
}

impl Question<'_> {
    /// The question in words. A norm that a person judges brings its own question instead.
    pub(crate) fn message(&self) -> Message {
        let key = format!("question.{}", self.missing.fact.code());
        let message = Message { key: key.into(), args: Vec::new() };
        match self.missing.on {
            Some(day) => message.date("date", day),
            None => message,
        }
    }
}

/// The questions for a role: only facts that could still change a finding which the role may see and can
/// speak to, the ones that decide most first, then in the order of their places in the record.
pub fn questions(
    record: &Record,
    as_of: Date,
    view: impl Into<View>,
    options: &Options,
) -> Vec<Question<'static>> {
    let view = view.into();
    question_list(&assess_for(record, as_of, view.clone(), options), &view)
}

pub(crate) fn question_list<'c>(assessment: &Assessment<'c>, view: &View) -> Vec<Question<'c>> {
    let mut asked: Vec<(&Missing, Option<&'c Norm>, &Finding<'c>)> = Vec::new();
    for finding in assessment.findings.iter().filter(|finding| view.may_see(finding)) {
        let is_known = finding.norm.is_known_to(view.role);
        for missing in &finding.missing {
            let judged = (missing.fact == Fact::Answer).then_some(finding.norm);
            let can = if judged.is_some() {
                may_answer(view.role, finding)
            } else {
                is_known && view.can_give(missing.fact)
            };
            if can {
                asked.push((missing, judged, finding));
            }
        }
    }
    let mut questions: Vec<Question<'c>> = Vec::new();
    for (_, &(missing, norm, finding)) in in_order(&asked, |(missing, norm, _)| {
        // Judgements stand in one place of the record: they are told apart by their norms.
        let id = norm.map_or(missing.path.as_str(), |norm| norm.id.as_str());
        Some((missing.on.unwrap_or(Date::MIN), id))
    }) {
        match questions.last_mut() {
            Some(last)
                if last.missing == *missing && last.norm.map(|one| &one.id) == norm.map(|one| &one.id) =>
            {
                last.decides = last.decides.saturating_add(1);
                if last.because.last().is_none_or(|one| one.id != finding.norm.id) {
                    last.because.push(finding.norm);
                }
            }
            _ => questions.push(Question {
                missing: missing.clone(),
                norm,
                because: vec![finding.norm],
                decides: 1,
            }),
        }
    }
    // The numbers add up to the findings asked about: one place for each number takes no more room than they do.
    let most = questions.iter().map(|question| question.decides).max().unwrap_or(0);
    let mut by_number: Vec<Vec<Question<'c>>> = (0..=most).map(|_| Vec::new()).collect();
    for question in questions {
        if let Some(of_number) = by_number.get_mut(question.decides) {
            of_number.push(question);
        }
    }
    by_number.into_iter().rev().flatten().collect()
}

/// Whether the role's judgement of the norm counts.
fn may_answer(role: Role, finding: &Finding<'_>) -> bool {
    finding.version.asked().iter().any(|&one| role.is_concerned_by(one))
}
