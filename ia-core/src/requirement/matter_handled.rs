//! **Decides** whether each matter that was raised is handled by, or taken to, the right representative.
//! **Reads** matters that are looked back on or not solved. **Asks** for the list and for what a matter leaves open.
//! **Edges**: a matter in one safety area is not the chief safety representative's. No source says how long the
//! nearest manager has, so a matter that is not solved is due to be taken further, never a breach.

use super::case_facts::earliest_of;
use super::{Fact, Facts, Judgement, Kind, Part, below, entry, not_before};
use crate::calendar::Date;
use crate::code::codes;
use crate::json::rules;
use crate::order::in_order;
use crate::record::{Known, Matter};
use crate::role::Role;
use crate::text::Message;

codes! {
    /// What must be so of each matter.
    pub enum MatterPractice as "matter_practice" {
        /// The chief safety representative handles what touches several safety areas.
        ByChiefSafetyRepresentative = "by_chief_safety_representative",
        /// What the nearest manager did not solve is taken to the safety representative.
        TakenToSafetyRepresentative = "taken_to_safety_representative",
    }
}

rules! {
    /// Each matter is handled by the right representative.
    #[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
    pub struct MatterHandled {
        /// What must be so.
        pub practice: MatterPractice,
    }
}

impl MatterHandled {
    fn by_chief(matter: &Matter, at: &str) -> Option<Part> {
        let say = |key| Message::new(key).date("date", matter.date);
        match &matter.areas {
            None => return Some(Part::unknown_of(Fact::MatterAreas, below(at, "areas"), matter.date)),
            Some(areas) if areas.iter().all(|area| Some(area) == areas.first()) => return None,
            Some(_) => {}
        }
        Some(match matter.handled_by {
            None => Part::unknown_of(Fact::MatterHandledBy, below(at, "handled_by"), matter.date),
            Some(Role::ChiefSafetyRepresentative) => Part::met(say("matter_handled.by_chief")),
            Some(_) => Part::not_met(say("matter_handled.not_by_chief")),
        })
    }

    fn taken(matter: &Matter, at: &str, facts: &Facts<'_>) -> Option<Part> {
        let say = |key| Message::new(key).date("date", matter.date);
        let is_meant = |role: Role| role.stands_for(Role::SafetyRepresentative);
        let days = (matter.date, facts.as_of);
        let place = below(at, "taken_to");
        let taken = matter.taken_to.as_deref().map(|to| {
            earliest_of((to, &place), &is_meant, days, Fact::MatterTakenTo).map(|day| day.is_some())
        });
        let taken = match taken.transpose() {
            Err(too_early) => return Some(too_early),
            Ok(taken) => taken,
        };
        let solved = matter.solved.as_ref().map(|solved| solved.by(facts.as_of));
        if let Some(day) = matter.solved.as_ref().and_then(Known::yes).filter(|_| solved == Some(true))
            && let Err(too_early) = not_before(matter.date, *day, Fact::MatterSolved, &|| below(at, "solved"))
            && taken != Some(true)
        {
            return Some(too_early);
        }
        Some(match (taken, solved) {
            (Some(true), _) => Part::met(say("matter_handled.taken")),
            (_, Some(true)) => return None,
            (None, _) => Part::unknown_of(Fact::MatterTakenTo, below(at, "taken_to"), matter.date),
            (_, None) => Part::unknown_of(Fact::MatterSolved, below(at, "solved"), matter.date),
            (Some(false), Some(false)) => facts.absent(Part::due(say("matter_handled.not_taken"))),
        })
    }
}

impl Kind for MatterHandled {
    fn check(&self, facts: &Facts<'_>) -> Vec<Judgement> {
        let matters = match Facts::section(facts.record.matters.as_ref(), Fact::Matters, "/matters") {
            Ok(matters) => matters,
            Err(unknown) => return Judgement::of(vec![unknown], "reason.nothing"),
        };
        let looked_at = in_order(matters, |matter| {
            let open = matter.solved.as_ref().is_none_or(|solved| !solved.by(facts.as_of));
            // What is still open can be taken further, however old; who handled it is judged by the rule of its day.
            let taken = self.practice == MatterPractice::TakenToSafetyRepresentative;
            let begun = matter.date >= facts.version.from || (open && taken);
            let fits = matter.date <= facts.as_of && begun && (open || facts.is_recent(matter.date));
            fits.then(|| (matter.date, matter.id.as_str()))
        });
        let mut parts: Vec<Part> = looked_at
            .into_iter()
            .filter_map(|(index, matter)| {
                let at = entry("/matters", index);
                let part = match self.practice {
                    MatterPractice::ByChiefSafetyRepresentative => Self::by_chief(matter, &at),
                    MatterPractice::TakenToSafetyRepresentative => Self::taken(matter, &at, facts),
                };
                part.map(|part| part.from(at))
            })
            .collect();
        facts.all_are_shown(&mut parts);
        Judgement::of(parts, "matter_handled.none")
    }

    fn asks(&self) -> Vec<Fact> {
        let mut asks = vec![Fact::Coverage, Fact::Matters];
        asks.extend_from_slice(match self.practice {
            MatterPractice::ByChiefSafetyRepresentative => &[Fact::MatterAreas, Fact::MatterHandledBy],
            MatterPractice::TakenToSafetyRepresentative => &[Fact::MatterTakenTo, Fact::MatterSolved],
        });
        asks
    }

    fn roles(&self) -> Vec<Role> {
        Vec::new()
    }

    fn next(&self, _: &Facts<'_>) -> Option<Date> {
        None
    }

    fn explain(&self) -> Message {
        Message::new("matter_handled.explain").term("practice", self.practice)
    }
}
