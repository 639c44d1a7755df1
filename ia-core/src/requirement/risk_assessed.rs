//! **Decides** whether the risk is assessed in each dimension of the working environment.
//! **Reads** risk assessments. **Asks** for the list.
//! **Edges**: the newest assessment of a dimension counts; one that is about a change alone does not, and one that
//! does not say whether it is may be, once a change is planned. The law
//! says "regularly" and no number, so an old assessment is due to be gone through, never a breach.

use super::{Fact, Facts, Judgement, Kind, Part, below, entry};
use crate::calendar::Date;
use crate::code::Code as _;
use crate::json::rules;
use crate::record::{Dimension, Known, RiskAssessment};
use crate::role::Role;
use crate::text::Message;

rules! {
    /// The risk in the working environment is assessed.
    #[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
    pub struct RiskAssessed {
        /// The dimensions.
        pub dimensions: Vec<Dimension>,
    }
}

/// Whether it is about no change alone, as far as is known.
fn is_general(risk: &RiskAssessment, first_change: Option<Date>) -> Option<bool> {
    match &risk.change {
        Some(Known::No) => Some(true),
        Some(Known::Yes(_)) => Some(false),
        None => first_change.is_none_or(|first| risk.date < first).then_some(true),
    }
}

/// The newest assessment of each dimension that is about no change, or that may be, with its day.
fn newest(facts: &Facts<'_>, general: Option<bool>) -> Vec<(Dimension, usize, Date)> {
    let risks = facts.record.risk_assessments.as_deref().unwrap_or_default();
    let first_change = facts.record.changes.iter().flatten().map(|change| change.planned).min();
    let counting = risks
        .iter()
        .enumerate()
        .filter(|(_, risk)| risk.date <= facts.as_of && is_general(risk, first_change) == general);
    let newest_of = |dimension: Dimension| {
        let of = counting.clone().filter(|(_, risk)| risk.dimensions.contains(&dimension));
        of.max_by_key(|(_, risk)| risk.date).map(|(index, risk)| (dimension, index, risk.date))
    };
    Dimension::ALL.iter().filter_map(|&dimension| newest_of(dimension)).collect()
}

impl Kind for RiskAssessed {
    fn check(&self, facts: &Facts<'_>) -> Vec<Judgement> {
        if let Err(unknown) =
            Facts::section(facts.record.risk_assessments.as_ref(), Fact::RiskAssessments, "/risk_assessments")
        {
            return Judgement::of(vec![unknown], "reason.nothing");
        }
        let (newest, perhaps) = (newest(facts, Some(true)), newest(facts, None));
        let parts = self
            .dimensions
            .iter()
            .map(|&dimension| {
                let say = |key| Message::new(key).term("dimension", dimension);
                let of = |all: &[(Dimension, usize, Date)]| {
                    all.iter().find(|(one, ..)| *one == dimension).copied()
                };
                let found = of(&newest);
                let is_fresh = found.is_some_and(|(.., date)| facts.as_of <= facts.review_after(date));
                if let Some((_, index, date)) = of(&perhaps).filter(|_| !is_fresh) {
                    let place = below(&entry("/risk_assessments", index), "change");
                    return Part::unknown_of(Fact::RiskAssessments, place, date);
                }
                let Some((_, index, date)) = found else {
                    return facts.absent(
                        Part::not_met(say("risk_assessed.lacking")).from("/risk_assessments").standing(),
                    );
                };
                let again = facts.review_after(date);
                let part = if facts.as_of <= again {
                    Part::met(say("risk_assessed.done").date("date", date))
                } else {
                    facts.absent(Part::due(say("risk_assessed.stale").date("date", date)).by(Some(again)))
                };
                part.from(entry("/risk_assessments", index)).because(
                    Message::new("arithmetic.review")
                        .date("date", date)
                        .count("months", usize::from(facts.options.review_months))
                        .date("due", again),
                )
            })
            .collect();
        Judgement::of(parts, "reason.nothing")
    }

    fn asks(&self) -> Vec<Fact> {
        vec![Fact::Coverage, Fact::RiskAssessments]
    }

    fn roles(&self) -> Vec<Role> {
        Vec::new()
    }

    /// When the oldest of the newest is to be gone through again.
    fn next(&self, facts: &Facts<'_>) -> Option<Date> {
        newest(facts, Some(true))
            .iter()
            .filter(|(dimension, _, _)| self.dimensions.contains(dimension))
            .map(|(_, _, date)| facts.review_after(*date))
            .min()
    }

    fn explain(&self) -> Message {
        Message::new("risk_assessed.explain").terms("dimensions", self.dimensions.iter())
    }
}
