//! **Decides** whether each measure has what a measure must have, and was designed with those who must.
//! **Reads** measures that are open or were decided lately. **Asks** for the list and for what a measure
//! leaves open.
//! **Edges**: the effect is to be evaluated only once the measure is carried out.

use super::{Fact, Facts, Judgement, Kind, Part, below, entry, not_before};
use crate::calendar::Date;
use crate::code::codes;
use crate::json::rules;
use crate::order::in_order;
use crate::record::{Known, Measure};
use crate::role::Role;
use crate::text::Message;

codes! {
    /// What a measure must have.
    pub enum MeasureAspect as "measure_aspect" {
        /// Somebody who carries it out.
        Owner = "owner",
        /// A day.
        Due = "due",
        /// An evaluation of its effect.
        Evaluated = "evaluated",
    }
}

rules! {
    /// Each measure has what a measure must have.
    #[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
    pub struct MeasuresComplete {
        /// What each must have.
        pub aspects: Vec<MeasureAspect> = default,
        /// Who must have taken part in designing it.
        pub with: Vec<Role> = default,
        /// How many measures there must be in the time looked back on.
        pub at_least: u16 = default,
    }
}

fn aspect(aspect: MeasureAspect, measure: &Measure, at: &str, facts: &Facts<'_>) -> Option<Part> {
    let say = |key| Message::new(key).term("aspect", aspect).date("decided", measure.decided);
    let known = |there: Option<bool>, fact, key: &str| match there {
        Some(true) => Part::met(say("measures_complete.has")),
        Some(false) => Part::not_met(say("measures_complete.lacks")),
        None => Part::unknown_of(fact, below(at, key), measure.decided),
    };
    Some(match aspect {
        MeasureAspect::Owner => {
            known(measure.owner.as_ref().map(|owner| owner.yes().is_some()), Fact::MeasureOwner, "owner")
        }
        MeasureAspect::Due => {
            known(measure.due.as_ref().map(|due| due.yes().is_some()), Fact::MeasureDue, "due")
        }
        MeasureAspect::Evaluated => match &measure.done {
            None => Part::unknown_of(Fact::MeasureDone, below(at, "done"), measure.decided),
            Some(done) if !done.by(facts.as_of) => return None,
            Some(done) => match &measure.evaluated {
                None => Part::unknown_of(Fact::MeasureEvaluated, below(at, "evaluated"), measure.decided),
                Some(Known::Yes(day)) if *day <= facts.as_of => {
                    // The effect of a measure shows after it is carried out.
                    let first = done.yes().copied().unwrap_or(measure.decided).max(measure.decided);
                    not_before(first, *day, Fact::MeasureEvaluated, &|| below(at, "evaluated"))
                        .map_or_else(|too_early| too_early, |_| Part::met(say("measures_complete.has")))
                }
                Some(_) => Part::due(say("measures_complete.lacks")),
            },
        },
    })
}

fn designed(role: Role, measure: &Measure, at: &str) -> Part {
    let say = |key| Message::new(key).term("role", role).date("decided", measure.decided);
    match &measure.with {
        None => Part::unknown_of(Fact::MeasureWith, below(at, "with"), measure.decided),
        Some(with) if with.iter().any(|one| one.stands_for(role)) => Part::met(say("measures_complete.with")),
        Some(_) => Part::not_met(say("measures_complete.without")),
    }
}

/// The measures that are open, or were decided or carried out lately.
pub(super) fn looked_at<'r>(facts: &Facts<'r>) -> Result<Vec<(usize, &'r Measure)>, Part> {
    let measures = Facts::section(facts.record.measures.as_ref(), Fact::Measures, "/measures")?;
    Ok(in_order(measures, |measure| {
        let done = measure.done.as_ref().and_then(Known::yes).copied();
        let recent = facts.is_recent(measure.decided) || done.is_none_or(|done| done >= facts.horizon());
        (measure.decided <= facts.as_of && recent).then(|| (measure.decided, measure.id.as_str()))
    }))
}

impl Kind for MeasuresComplete {
    fn check(&self, facts: &Facts<'_>) -> Vec<Judgement> {
        let looked_at = match looked_at(facts) {
            Ok(measures) => measures,
            Err(unknown) => return Judgement::of(vec![unknown], "reason.nothing"),
        };
        let number = looked_at.len();
        let mut parts: Vec<Part> = Vec::new();
        for (index, measure) in looked_at {
            let at = entry("/measures", index);
            for &one in &self.aspects {
                parts.extend(aspect(one, measure, &at, facts).map(|part| part.from(at.as_str())));
            }
            for &role in &self.with {
                parts.push(designed(role, measure, &at).from(at.as_str()));
            }
        }
        if self.at_least > 0 {
            let enough = number >= usize::from(self.at_least);
            let key = if enough { "measures_complete.enough" } else { "measures_complete.too_few" };
            let said = Message::new(key).count("count", number).count("least", usize::from(self.at_least));
            parts.push(if enough {
                Part::met(said).from("/measures")
            } else {
                facts.absent(Part::not_met(said).from("/measures").standing())
            });
        }
        if !self.aspects.is_empty() || !self.with.is_empty() {
            facts.all_are_shown(&mut parts);
        }
        Judgement::of(parts, "measures_complete.none")
    }

    fn asks(&self) -> Vec<Fact> {
        vec![
            Fact::Coverage,
            Fact::Measures,
            Fact::MeasureOwner,
            Fact::MeasureDue,
            Fact::MeasureDone,
            Fact::MeasureEvaluated,
            Fact::MeasureWith,
        ]
    }

    fn roles(&self) -> Vec<Role> {
        self.with.clone()
    }

    fn next(&self, _: &Facts<'_>) -> Option<Date> {
        None
    }

    fn explain(&self) -> Message {
        if self.aspects.is_empty() && self.with.is_empty() {
            Message::new("measures_complete.explain_number").count("least", usize::from(self.at_least))
        } else if self.aspects.is_empty() {
            Message::new("measures_complete.explain_with").terms("roles", self.with.iter())
        } else {
            Message::new("measures_complete.explain").terms("aspects", self.aspects.iter())
        }
    }
}
