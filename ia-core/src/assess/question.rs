use super::{Assessment, Finding, View, assess};
use crate::calendar::Date;
use crate::catalogue::Norm;
use crate::code::Code;
use crate::record::Record;
use crate::requirement::{Fact, Missing, Options, Requirement};
use crate::role::Role;
use crate::text::Message;
use std::collections::BTreeMap;

/// A fact that could still change a finding, to be asked of a person.
#[derive(Debug, Clone)]
pub struct Question {
    /// What is asked for, and where it would stand in the record.
    pub missing: Missing,
    /// The norm, when a person's judgement of it is asked for.
    pub norm: Option<&'static Norm>,
    /// The norms that the answer helps to decide, in the order of their ids.
    pub because: Vec<&'static Norm>,
    /// How many findings it helps to decide.
    pub decides: usize,
}

impl Question {
    /// The question in words. A norm that a person judges brings its own question instead.
    pub(crate) fn message(&self) -> Message {
        let key = format!("question.{}", self.missing.fact.code());
        let message = Message {
            key: key.into(),
            args: Vec::new(),
        };
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
) -> Vec<Question> {
    let view = view.into();
    question_list(&assess(record, as_of, options), &view)
}

pub(crate) fn question_list(assessment: &Assessment, view: &View) -> Vec<Question> {
    let mut found: BTreeMap<(&Missing, Option<&str>), Vec<&Finding>> = BTreeMap::new();
    for finding in assessment
        .findings
        .iter()
        .filter(|finding| view.may_see(finding))
    {
        for missing in &finding.missing {
            let (asked, norm) = if missing.fact == Fact::Answer {
                (
                    may_answer(view.role, finding),
                    Some(finding.norm.id.as_ref()),
                )
            } else {
                (view.can_give(missing.fact), None)
            };
            if asked {
                found.entry((missing, norm)).or_default().push(finding);
            }
        }
    }
    let mut questions: Vec<Question> = found
        .into_iter()
        .map(|((missing, norm), findings)| {
            let mut because: Vec<&'static Norm> =
                findings.iter().map(|finding| finding.norm).collect();
            because.dedup_by(|a, b| a.id == b.id);
            Question {
                missing: missing.clone(),
                norm: norm.and_then(crate::catalogue::norm),
                decides: findings.len(),
                because,
            }
        })
        .collect();
    // Stable: equal counts stay in the order of their places.
    questions.sort_by_key(|question| core::cmp::Reverse(question.decides));
    questions
}

/// Whether the role's judgement of the norm counts.
fn may_answer(role: Role, finding: &Finding) -> bool {
    match &finding.version.requirement {
        Some(Requirement::Answered(answered)) => {
            answered.by.iter().any(|&one| role.is_concerned_by(one))
        }
        _ => false,
    }
}
