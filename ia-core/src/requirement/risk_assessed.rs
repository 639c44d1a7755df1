//! **Decides** whether the risk is assessed in each dimension of the working environment.
//! **Reads** risk assessments. **Asks** for the list.
//! **Edges**: the newest assessment of a dimension counts; one that is about a change alone does not. The law
//! says "regularly" and no number, so an old assessment is due to be gone through, never a breach.

use super::{Fact, Facts, Judgement, Kind, Part, entry};
use crate::calendar::Date;
use crate::json::rules;
use crate::record::{Dimension, RiskAssessment};
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

fn newest(risks: &[RiskAssessment], dimension: Dimension, as_of: Date) -> Option<(usize, Date)> {
    risks
        .iter()
        .enumerate()
        .filter(|(_, risk)| {
            risk.change.is_none() && risk.dimensions.contains(&dimension) && risk.date <= as_of
        })
        .map(|(index, risk)| (index, risk.date))
        .max_by_key(|(_, date)| *date)
}

impl Kind for RiskAssessed {
    fn check(&self, facts: &Facts<'_>) -> Vec<Judgement> {
        let risks = match Facts::section(
            facts.record.risk_assessments.as_ref(),
            Fact::RiskAssessments,
            "/risk_assessments",
        ) {
            Ok(risks) => risks,
            Err(unknown) => return Judgement::of(vec![unknown], "reason.nothing"),
        };
        let parts = self
            .dimensions
            .iter()
            .map(|&dimension| {
                let say = |key| Message::new(key).term("dimension", dimension);
                let Some((index, date)) = newest(risks, dimension, facts.as_of) else {
                    return facts
                        .absent(Part::not_met(say("risk_assessed.lacking")).from("/risk_assessments"));
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
        let risks = facts.record.risk_assessments.as_deref()?;
        self.dimensions
            .iter()
            .filter_map(|&dimension| newest(risks, dimension, facts.as_of))
            .map(|(_, date)| facts.review_after(date))
            .min()
    }

    fn explain(&self) -> Message {
        Message::new("risk_assessed.explain").terms("dimensions", self.dimensions.iter())
    }
}
