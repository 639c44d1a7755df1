//! **Decides** what only a person can judge, from the newest answer of a role that is asked.
//! **Reads** answers to this norm. **Asks** that person.
//! **Edges**: the newest answer of each role counts, and of these the most cautious: the employer's yes does
//! not take away the safety representative's no. An answer past the review interval counts only while there
//! is no fresh one, and is due to be given again. "Not relevant" takes the norm out when nobody says else.
//!
//! The same reading serves every other norm where the record is silent.

use super::{Fact, Facts, Judgement, Kind, Part, entry};
use crate::calendar::Date;
use crate::code::Code;
use crate::json::rules;
use crate::record::{Answer, AnswerValue};
use crate::role::Role;
use crate::text::Message;

rules! {
    /// A person judges it.
    #[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
    pub struct Answered {
        /// The roles whose answer counts.
        pub by: Vec<Role>,
    }
}

/// The answer that counts, by the day.
fn newest<'r>(norm: &str, by: &[Role], facts: &Facts<'r>) -> Option<(usize, &'r Answer)> {
    let answers = facts.record.answers.as_deref().unwrap_or_default().iter().enumerate();
    let counting = answers.filter(|(_, answer)| answer.norm.as_str() == norm && answer.date <= facts.as_of);
    counting.clone().next()?;
    let newest_of = |role: Role| {
        counting
            .clone()
            .filter(|(_, answer)| answer.role == role)
            .max_by_key(|(_, answer)| (answer.date, caution(answer.value)))
    };
    Role::ALL
        .iter()
        .filter(|role| by.iter().any(|&named| role.is_concerned_by(named)))
        .filter_map(|&role| newest_of(role))
        .max_by_key(|(_, answer)| {
            let fresh = facts.as_of <= facts.review_after(answer.date);
            (fresh, if fresh { caution(answer.value) } else { 0 }, answer.date, answer.role)
        })
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
        _ if facts.as_of > again => Part::due(say("answered.stale")).by(Some(again)),
        AnswerValue::NotRelevant => {
            return Some(Judgement {
                subject: None,
                parts: Vec::new(),
                nothing: say("answered.not_relevant"),
            });
        }
        AnswerValue::Yes => Part::met(say("answered.yes")),
        AnswerValue::Partly => Part::partly(say("answered.partly")),
        AnswerValue::No => Part::not_met(say("answered.no")),
    };
    let part = part.from(entry("/answers", index));
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

    fn roles(&self) -> Vec<Role> {
        self.by.clone()
    }

    fn next(&self, _: &Facts<'_>) -> Option<Date> {
        None
    }

    fn explain(&self) -> Message {
        Message::new("answered.explain").terms("roles", self.by.iter())
    }
}
