//! **Decides** whether each deviation is registered, told of or put right.
//! **Reads** deviations that are looked back on. **Asks** for the list and for what a deviation leaves open.
//! **Edges**: no act says by when a deviation is to be put right, so an open one is due, not breached. Where it
//! is to be told at once, guidance names the day: told after it is late, and not told is not met once it is past.
//! What is dated before the deviation is a slip of the pen. One that is not put right, or not told of, is looked
//! at however old it is.

use super::case_facts::earliest_of;
use super::{Fact, Facts, Judgement, Kind, Part, below, entry, not_before};
use crate::calendar::{Date, Weekend};
use crate::json::{rules, variants};
use crate::order::in_order;
use crate::record::{Deviation, DeviationKind, Known};
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
        /// It is to be told at once; by guidance no later than the end of the next working day.
        pub at_once: bool = default,
    }
}

impl DeviationHandled {
    /// A deviation that is still not put right or told of, as far as is known, does not go away with time.
    fn is_open(&self, deviation: &Deviation, facts: &Facts<'_>) -> bool {
        let open = match &self.practice {
            DeviationPractice::Corrected => {
                deviation.corrected.as_ref().is_none_or(|corrected| !corrected.by(facts.as_of))
            }
            DeviationPractice::Told(role) => deviation.told.as_ref().is_none_or(|told| {
                !told.iter().any(|one| one.role.stands_for(*role) && one.date <= facts.as_of)
            }),
            DeviationPractice::Registered => false,
        };
        open && deviation.date <= facts.as_of
    }

    /// Whom it was told, or not.
    fn told(&self, role: Role, deviation: &Deviation, at: &str, facts: &Facts<'_>) -> Part {
        let say = |key| {
            let message = Message::new(key).term("deviation", deviation.kind).date("date", deviation.date);
            message.term("role", role)
        };
        let by_guidance = self.at_once;
        let latest = if by_guidance {
            deviation.date.plus_days(1).map_or(Date::MAX, |next| Weekend::NextWorkingDay.moved(next))
        } else {
            facts.promptly_after(deviation.date)
        };
        let Some(told) = &deviation.told else {
            return Part::unknown_of(Fact::DeviationTold, below(at, "told"), deviation.date)
                .by(Some(latest).filter(|_| by_guidance));
        };
        let days = (deviation.date, facts.as_of);
        let place = below(at, "told");
        let part = match earliest_of((told, &place), &|one| one.stands_for(role), days, Fact::DeviationTold) {
            Err(too_early) => return too_early.by(Some(latest).filter(|_| by_guidance)),
            Ok(Some(when)) if by_guidance && when > latest => {
                Part::partly(say("deviation_handled.told_late").date("when", when))
            }
            Ok(Some(when)) => Part::met(say("deviation_handled.told").date("when", when)),
            Ok(None) if by_guidance && facts.as_of > latest => {
                facts.absent(Part::not_met(say("deviation_handled.untold")).by(Some(latest)))
            }
            Ok(None) => facts.absent(Part::due(say("deviation_handled.untold")).by(Some(latest))),
        };
        let key = if by_guidance { "arithmetic.at_once" } else { "arithmetic.promptly" };
        let mut said = Message::new(key).date("date", deviation.date).date("due", latest);
        if !by_guidance {
            said = said.count("days", usize::from(facts.options.promptly_days));
        }
        part.because(said)
    }

    fn part(&self, (index, deviation): (usize, &Deviation), facts: &Facts<'_>) -> Part {
        let at = entry("/deviations", index);
        let say = |key| Message::new(key).term("deviation", deviation.kind).date("date", deviation.date);
        let dated = |day: Date, fact, key| not_before(deviation.date, day, fact, &|| below(&at, key));
        let part = match &self.practice {
            DeviationPractice::Registered => match &deviation.registered {
                None => {
                    return Part::unknown_of(
                        Fact::DeviationRegistered,
                        below(&at, "registered"),
                        deviation.date,
                    );
                }
                Some(Known::Yes(day)) if *day <= facts.as_of => {
                    dated(*day, Fact::DeviationRegistered, "registered").map_or_else(
                        |too_early| too_early,
                        |_| Part::met(say("deviation_handled.registered")),
                    )
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
                Some(Known::Yes(day)) if *day <= facts.as_of => {
                    dated(*day, Fact::DeviationCorrected, "corrected")
                        .map_or_else(|too_early| too_early, |_| Part::met(say("deviation_handled.corrected")))
                }
                Some(_) => Part::due(say("deviation_handled.open")),
            },
            DeviationPractice::Told(role) => self.told(*role, deviation, &at, facts),
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
