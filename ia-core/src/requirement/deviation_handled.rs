//! **Decides** whether each deviation is registered, told of or put right.
//! **Reads** deviations that are looked back on. **Asks** for the list and for what a deviation leaves open.
//! **Edges**: no act says by when a deviation is to be put right or told of, so an open one is due, not
//! breached. One that is not put right is looked at however old it is.

use super::{Fact, Facts, Judgement, Kind, Part, below, entry};
use crate::calendar::Date;
use crate::json::{rules, variants};
use crate::order::in_order;
use crate::record::{Deviation, DeviationKind};
use crate::role::Role;
use crate::text::Message;

variants! {
    /// What must be so of each deviation.
    pub enum DeviationPractice {
        /// It is registered.
        Registered = "registered",
        /// It is put right.
        Corrected = "corrected",
        /// This role is told of it.
        Told(Role) = "told",
    }
}

rules! {
    /// Each deviation is handled.
    #[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
    pub struct DeviationHandled {
        /// The kinds; all when empty.
        pub kinds: Vec<DeviationKind> = default,
        /// What must be so.
        pub practice: DeviationPractice,
    }
}

impl DeviationHandled {
    /// A deviation that is still not put right, as far as is known, does not go away with time.
    fn is_open(&self, deviation: &Deviation, facts: &Facts<'_>) -> bool {
        self.practice == DeviationPractice::Corrected
            && deviation.date <= facts.as_of
            && deviation.corrected.as_ref().is_none_or(|corrected| !corrected.by(facts.as_of))
    }

    fn part(&self, (index, deviation): (usize, &Deviation), facts: &Facts<'_>) -> Part {
        let at = entry("/deviations", index);
        let say = |key| Message::new(key).term("deviation", deviation.kind).date("date", deviation.date);
        let latest = facts.promptly_after(deviation.date);
        let part = match &self.practice {
            DeviationPractice::Registered => match &deviation.registered {
                None => {
                    return Part::unknown_of(
                        Fact::DeviationRegistered,
                        below(&at, "registered"),
                        deviation.date,
                    );
                }
                Some(registered) if registered.by(facts.as_of) => {
                    Part::met(say("deviation_handled.registered"))
                }
                Some(_) => Part::not_met(say("deviation_handled.not_registered")),
            },
            DeviationPractice::Corrected => match &deviation.corrected {
                None => {
                    return Part::unknown_of(
                        Fact::DeviationCorrected,
                        below(&at, "corrected"),
                        deviation.date,
                    );
                }
                Some(corrected) if corrected.by(facts.as_of) => Part::met(say("deviation_handled.corrected")),
                Some(_) => Part::due(say("deviation_handled.open")),
            },
            DeviationPractice::Told(role) => match &deviation.told {
                None => return Part::unknown_of(Fact::DeviationTold, below(&at, "told"), deviation.date),
                Some(told) => {
                    let when = told
                        .iter()
                        .filter(|one| one.role.stands_for(*role) && one.date <= facts.as_of)
                        .map(|one| one.date)
                        .min();
                    match when {
                        Some(when) => {
                            Part::met(say("deviation_handled.told").term("role", *role).date("when", when))
                        }
                        None => facts.absent(
                            Part::due(say("deviation_handled.untold").term("role", *role)).by(Some(latest)),
                        ),
                    }
                }
            },
        };
        part.from(at)
    }
}

impl Kind for DeviationHandled {
    fn check(&self, facts: &Facts<'_>) -> Vec<Judgement> {
        let deviations =
            match Facts::section(facts.record.deviations.as_ref(), Fact::Deviations, "/deviations") {
                Ok(deviations) => deviations,
                Err(unknown) => return Judgement::of(vec![unknown], "reason.nothing"),
            };
        let looked_at = in_order(deviations, |deviation| {
            let recent = facts.is_recent(deviation.date) || self.is_open(deviation, facts);
            let fits = self.kinds.is_empty() || self.kinds.contains(&deviation.kind);
            (recent && fits).then(|| (deviation.date, deviation.id.as_str()))
        });
        let mut parts: Vec<Part> =
            looked_at.into_iter().map(|deviation| self.part(deviation, facts)).collect();
        facts.all_are_shown(&mut parts);
        Judgement::of(parts, "deviation_handled.none")
    }

    fn asks(&self) -> Vec<Fact> {
        let of_each = match self.practice {
            DeviationPractice::Registered => Fact::DeviationRegistered,
            DeviationPractice::Corrected => Fact::DeviationCorrected,
            DeviationPractice::Told(_) => Fact::DeviationTold,
        };
        vec![Fact::Coverage, Fact::Deviations, of_each]
    }

    fn roles(&self) -> Vec<Role> {
        match self.practice {
            DeviationPractice::Told(role) => vec![role],
            DeviationPractice::Registered | DeviationPractice::Corrected => Vec::new(),
        }
    }

    fn next(&self, _: &Facts<'_>) -> Option<Date> {
        None
    }

    fn explain(&self) -> Message {
        match &self.practice {
            DeviationPractice::Registered => Message::new("deviation_handled.explain_registered"),
            DeviationPractice::Corrected => Message::new("deviation_handled.explain_corrected"),
            DeviationPractice::Told(role) => {
                Message::new("deviation_handled.explain_told").term("role", *role)
            }
        }
    }
}
