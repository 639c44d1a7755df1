//! **Decides** what only a person can judge, from the newest answer of a role that is asked.
//! **Reads** answers to this norm. **Asks** that person.
//! **Edges**: of two answers the same day the more cautious counts; an answer past the review interval is
//! due to be given again; "not relevant" takes the norm out.
//!
//! The same reading serves every other norm where the record is silent.

use super::{Fact, Facts, Judgement, Kind, Part};
use crate::calendar::Date;
use crate::record::{Answer, AnswerValue};
use crate::role::Role;
use crate::text::Message;
use std::borrow::Cow;

/// A person judges it.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "bake", derive(databake::Bake), databake(path = ia_core::requirement))]
#[serde(deny_unknown_fields)]
pub struct Answered {
    /// The roles whose answer counts.
    pub by: Cow<'static, [Role]>,
}

/// The newest answer to the norm, by the day, from a role that counts.
fn newest<'r>(norm: &str, by: &[Role], facts: &Facts<'r>) -> Option<(usize, &'r Answer)> {
    facts
        .record
        .answers
        .as_deref()
        .unwrap_or_default()
        .iter()
        .enumerate()
        .filter(|(_, answer)| answer.norm.as_str() == norm && answer.date <= facts.as_of)
        .filter(|(_, answer)| by.iter().any(|&role| answer.role.is_concerned_by(role)))
        .max_by_key(|(_, answer)| (answer.date, caution(answer.value)))
}

fn caution(value: AnswerValue) -> u8 {
    match value {
        AnswerValue::NotRelevant => 0,
        AnswerValue::Yes => 1,
        AnswerValue::Partly => 2,
        AnswerValue::No => 3,
    }
}

/// What the answers say of the norm; none when nobody who counts has answered.
pub(crate) fn from_answers(norm: &str, by: &[Role], facts: &Facts<'_>) -> Option<Judgement> {
    let (index, answer) = newest(norm, by, facts)?;
    let say = |key| Message::new(key).term("role", answer.role).date("date", answer.date);
    let again = facts.review_after(answer.date);
    let part = match answer.value {
        AnswerValue::NotRelevant => {
            return Some(Judgement { subject: None, parts: Vec::new(), nothing: say("answered.not_relevant") });
        }
        _ if facts.as_of > again => Part::due(say("answered.stale")).by(Some(again)),
        AnswerValue::Yes => Part::met(say("answered.yes")),
        AnswerValue::Partly => Part::partly(say("answered.partly")),
        AnswerValue::No => Part::not_met(say("answered.no")),
    };
    let part = part.from(format!("/answers/{index}"));
    Some(Judgement { subject: None, parts: vec![part], nothing: Message::new("reason.nothing") })
}

/// When the answer that counts is to be given again.
pub(crate) fn next_answer(norm: &str, by: &[Role], facts: &Facts<'_>) -> Option<Date> {
    newest(norm, by, facts).map(|(_, answer)| facts.review_after(answer.date))
}

impl Kind for Answered {
    /// Nothing but an answer decides it; the engine looks for one.
    fn check(&self, _: &Facts<'_>) -> Vec<Judgement> {
        Judgement::of(vec![Part::unknown(Fact::Answer, "/answers")], "reason.nothing")
    }

    fn asks(&self) -> Vec<Fact> {
        vec![Fact::Answer]
    }

    fn next(&self, _: &Facts<'_>) -> Option<Date> {
        None
    }

    fn explain(&self) -> Message {
        Message::new("answered.explain").terms("roles", self.by.iter())
    }
}
