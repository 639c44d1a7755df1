//! **Decides** whether each change at the workplace had its own risk assessment before it was carried out.
//! **Reads** changes and risk assessments. **Asks** for those lists and whether a change was carried out.
//! **Edges**: an assessment on the day of the change is in time; while it is not carried out, it is due by
//! the planned day. An assessment that does not say what change it is about may be about any.

use super::facts::not_before;
use super::{Fact, Facts, Judgement, Kind, Part, below, entry};
use crate::calendar::Date;
use crate::json::rules;
use crate::order::in_order;
use crate::record::{Change, Known};
use crate::role::Role;
use crate::text::Message;

rules! {
    /// Each change has its own risk assessment.
    #[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
    pub struct ChangeAssessed {}
}

/// A change that was planned by the day, and not carried out before what is looked back on. One that was carried out before
/// it was planned is looked at: its day is not known.
pub(super) fn is_recent(change: &Change, facts: &Facts<'_>) -> bool {
    let done = change.carried_out.as_ref().and_then(Known::yes).copied();
    let done = done.filter(|done| *done >= change.planned);
    change.planned <= facts.as_of && done.is_none_or(|done| done >= facts.horizon())
}

/// The day on which a change was or is to be carried out, or that it is earlier than the change was planned.
pub(super) fn carried_out(change: &Change, at: &str) -> Result<Option<Date>, Part> {
    let Some(day) = change.carried_out.as_ref().and_then(Known::yes).copied() else { return Ok(None) };
    not_before(change.planned, day, Fact::ChangeCarriedOut, &|| below(at, "carried_out")).map(Some)
}

/// The parts of changes of which a whole section is not known: the day of each is known all the same.
pub(super) fn unknown(changes: &[Change], fact: Fact, path: &str, facts: &Facts<'_>) -> Vec<Part> {
    let recent = changes.iter().filter(|change| is_recent(change, facts));
    let days = recent.map(|change| change.carried_out.as_ref().and_then(Known::yes).copied());
    [None].into_iter().chain(days).map(|day| Part::unknown(fact, path).by(day)).collect()
}

fn part((index, change): (usize, &Change), unlinked: Option<(usize, Date)>, facts: &Facts<'_>) -> Part {
    let own = facts.index.risks_of(change.id.as_str());
    let assessed = own.iter().find(|one| one.day >= change.planned).copied();
    let say = |key| Message::new(key).term("change", change.kind).date("planned", change.planned);
    let at = entry("/changes", index);
    let day = match carried_out(change, &at) {
        Ok(day) => day,
        Err(too_early) => return too_early.from(at),
    };
    let in_time = assessed.is_some_and(|risk| day.is_none_or(|day| risk.day <= day));
    if !in_time {
        if let Some(early) = own.first().filter(|one| one.day < change.planned) {
            let place = below(&entry("/risk_assessments", early.place), "date");
            return Part::too_early(Fact::RiskAssessments, place, early.day, change.planned).by(day).from(at);
        }
        if let Some((nth, made)) = unlinked.filter(|(_, made)| *made >= change.planned) {
            let place = below(&entry("/risk_assessments", nth), "change");
            return Part::unknown_of(Fact::RiskAssessments, place, made).by(day).from(at);
        }
    }
    let part = match (assessed, day) {
        (Some(risk), Some(day)) if risk.day > day => {
            Part::partly(say("change_assessed.late").date("date", risk.day))
                .by(Some(day))
                .from(entry("/risk_assessments", risk.place))
        }
        (Some(risk), None) if change.carried_out.is_none() => {
            Part::unknown_of(Fact::ChangeCarriedOut, below(&at, "carried_out"), change.planned)
                .from(entry("/risk_assessments", risk.place))
        }
        (Some(risk), _) => Part::met(say("change_assessed.done").date("date", risk.day))
            .from(entry("/risk_assessments", risk.place)),
        (None, Some(day)) if day < facts.as_of => {
            facts.absent(Part::not_met(say("change_assessed.lacking")).by(Some(day)))
        }
        (None, None) if change.carried_out.is_none() => {
            Part::unknown_of(Fact::ChangeCarriedOut, below(&at, "carried_out"), change.planned)
        }
        (None, day) => facts.absent(Part::due(say("change_assessed.due")).by(day)),
    };
    part.from(at)
}

impl Kind for ChangeAssessed {
    fn check(&self, facts: &Facts<'_>) -> Vec<Judgement> {
        let changes = Facts::section(facts.record.changes.as_ref(), Fact::Changes, "/changes");
        let risks = Facts::section(
            facts.record.risk_assessments.as_ref(),
            Fact::RiskAssessments,
            "/risk_assessments",
        );
        let (changes, risks) = match (changes, risks) {
            (Ok(changes), Ok(risks)) => (changes, risks),
            (Ok(changes), Err(_)) => {
                let parts = unknown(changes, Fact::RiskAssessments, "/risk_assessments", facts);
                return Judgement::of(parts, "reason.nothing");
            }
            (changes, risks) => {
                let unknown = changes.err().into_iter().chain(risks.err()).collect();
                return Judgement::of(unknown, "reason.nothing");
            }
        };
        let recent = in_order(changes, |change| {
            is_recent(change, facts).then(|| (change.planned, change.id.as_str()))
        });
        let unlinked = risks.iter().enumerate().filter(|(_, risk)| risk.change.is_none());
        let unlinked = unlinked.map(|(nth, risk)| (nth, risk.date)).filter(|(_, day)| *day <= facts.as_of);
        let unlinked = unlinked.max_by_key(|(_, day)| *day);
        let mut parts: Vec<Part> = recent.into_iter().map(|change| part(change, unlinked, facts)).collect();
        facts.all_are_shown(&mut parts);
        Judgement::of(parts, "change_assessed.no_change")
    }

    fn asks(&self) -> Vec<Fact> {
        vec![Fact::Coverage, Fact::Changes, Fact::ChangeCarriedOut, Fact::RiskAssessments]
    }

    fn roles(&self) -> Vec<Role> {
        Vec::new()
    }

    fn next(&self, _: &Facts<'_>) -> Option<Date> {
        None
    }

    fn explain(&self) -> Message {
        Message::new("change_assessed.explain")
    }
}
