//! **Decides** whether each survey round has taken a step, and taken it before another.
//! **Reads** survey rounds that began in the time looked back on. **Asks** for the list and for a round's steps.
//! **Edges**: a step that is not taken is due; it is a breach once the step it must come before has been taken,
//! or when the round began before the time looked back on.

use super::{Fact, Facts, Judgement, Kind, Part, below, entry};
use crate::calendar::Date;
use crate::json::rules;
use crate::order::in_order;
use crate::record::{PhaseDate, SurveyPhase as Step, SurveyRound};
use crate::role::Role;
use crate::text::Message;

rules! {
    /// A step of a survey round is taken, and in order.
    #[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
    pub struct SurveyPhase {
        /// The step.
        pub phase: Step,
        /// The step that must come after it.
        pub before: Option<Step> = default,
    }
}

/// The first day of a step; one before the round began is no day.
fn day(phases: &[PhaseDate], step: Step, at: &str, (from, to): (Date, Date)) -> Result<Option<Date>, Part> {
    let of_step = phases.iter().enumerate().filter(|(_, one)| one.phase == step && one.date <= to);
    let (early, taken): (Vec<_>, Vec<_>) = of_step.partition(|(_, one)| one.date < from);
    match (taken.iter().map(|(_, one)| one.date).min(), early.first()) {
        (None, Some((nth, one))) => {
            let place = below(&entry(&below(at, "phases"), *nth), "date");
            Err(Part::too_early(Fact::SurveyPhases, place, one.date, from))
        }
        (day, _) => Ok(day),
    }
}

impl SurveyPhase {
    fn part(&self, round: &SurveyRound, at: &str, facts: &Facts<'_>) -> Part {
        let say = |key| Message::new(key).term("phase", self.phase).date("from", round.from);
        let Some(phases) = &round.phases else {
            return Part::unknown_of(Fact::SurveyPhases, below(at, "phases"), round.from);
        };
        let on = |step| day(phases, step, at, (round.from, facts.as_of));
        let after = match self.before.map(|step| on(step).map(|day| (step, day))).transpose() {
            Ok(after) => after,
            Err(too_early) => return too_early,
        };
        let taken = match on(self.phase) {
            Ok(taken) => taken,
            Err(too_early) => return too_early,
        };
        match (taken, after) {
            (Some(date), Some((step, Some(next)))) if date > next => Part::not_met(
                say("survey_phase.out_of_order").date("date", date).term("before", step).date("other", next),
            ),
            (Some(date), _) => Part::met(say("survey_phase.taken").date("date", date)),
            (None, Some((step, Some(next)))) => facts
                .absent(Part::not_met(say("survey_phase.skipped").term("before", step).date("other", next))),
            (None, _) if !facts.is_recent(round.from) => {
                facts.absent(Part::not_met(say("survey_phase.lacking")).by_our_day())
            }
            (None, _) => facts.absent(Part::due(say("survey_phase.due"))),
        }
    }
}

impl Kind for SurveyPhase {
    fn check(&self, facts: &Facts<'_>) -> Vec<Judgement> {
        let rounds = match Facts::section(facts.record.surveys.as_ref(), Fact::Surveys, "/surveys") {
            Ok(rounds) => rounds,
            Err(unknown) => return Judgement::of(vec![unknown], "reason.nothing"),
        };
        let begun = in_order(rounds, |round| {
            let fits = round.from <= facts.as_of && round.from >= facts.version.from;
            fits.then(|| (round.from, round.id.as_str()))
        });
        // Every round of the look-back, and the newest even when it is older.
        let newest = begun.last().map(|(index, _)| *index);
        let mut parts: Vec<Part> = begun
            .into_iter()
            .filter(|(index, round)| facts.is_recent(round.from) || Some(*index) == newest)
            .map(|(index, round)| {
                let at = entry("/surveys", index);
                self.part(round, &at, facts).from(at)
            })
            .collect();
        facts.all_are_shown(&mut parts);
        Judgement::of(parts, "survey_phase.none")
    }

    fn asks(&self) -> Vec<Fact> {
        vec![Fact::Coverage, Fact::Surveys, Fact::SurveyPhases]
    }

    fn roles(&self) -> Vec<Role> {
        Vec::new()
    }

    fn next(&self, _: &Facts<'_>) -> Option<Date> {
        None
    }

    fn explain(&self) -> Message {
        let say = |key| Message::new(key).term("phase", self.phase);
        match self.before {
            Some(before) => say("survey_phase.explain_before").term("before", before),
            None => say("survey_phase.explain"),
        }
    }
}
