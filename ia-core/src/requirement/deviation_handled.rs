//! **Decides** whether each deviation is registered, told of, confirmed in writing or put right.
//! **Reads** deviations that are looked back on. **Asks** for the list and for what a deviation leaves open.
//! **Edges**: no act says by when a deviation is to be put right, a notice of it confirmed or the confirmation copied,
//! so an open one is due, not breached. Where it is to be told at once, guidance names the day: told after it is late,
//! and not told is not met once it is past. A date before the deviation, and a copy before the confirmation, is a slip
//! of the pen. One that is not put right, told of, confirmed or copied is looked at however old it is.

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
        /// The police are told of it.
        PoliceTold = "police_told",
        /// The notice of it is confirmed in writing.
        Confirmed = "confirmed",
        /// The safety representative has a copy of the confirmation.
        ConfirmationCopied = "confirmation_copied",
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

/// A day that the record has of a deviation, or that it was not done: where it stands, and what is said of it.
struct Day<'r> {
    known: Option<&'r Known<Date>>,
    /// The first day that it can be.
    first: Date,
    fact: Fact,
    key: &'static str,
    done: &'static str,
    open: &'static str,
}

impl DeviationPractice {
    /// The day that decides; `None` for a list of those told.
    fn day<'r>(&self, deviation: &'r Deviation) -> Option<Day<'r>> {
        let first = deviation.date;
        Some(match self {
            Self::Told(_) => return None,
            Self::Registered => Day {
                known: deviation.registered.as_ref(),
                first,
                fact: Fact::DeviationRegistered,
                key: "registered",
                done: "deviation_handled.registered",
                open: "deviation_handled.not_registered",
            },
            Self::Corrected => Day {
                known: deviation.corrected.as_ref(),
                first,
                fact: Fact::DeviationCorrected,
                key: "corrected",
                done: "deviation_handled.corrected",
                open: "deviation_handled.open",
            },
            Self::PoliceTold => Day {
                known: deviation.police_told.as_ref(),
                first,
                fact: Fact::DeviationPoliceTold,
                key: "police_told",
                done: "deviation_handled.police_told",
                open: "deviation_handled.police_untold",
            },
            Self::Confirmed => Day {
                known: deviation.confirmed.as_ref(),
                first,
                fact: Fact::DeviationConfirmed,
                key: "confirmed",
                done: "deviation_handled.confirmed",
                open: "deviation_handled.unconfirmed",
            },
            Self::ConfirmationCopied => Day {
                known: deviation.confirmation_copied.as_ref(),
                first: deviation.first_copied(),
                fact: Fact::DeviationConfirmationCopied,
                key: "confirmation_copied",
                done: "deviation_handled.confirmation_copied",
                open: "deviation_handled.confirmation_not_copied",
            },
        })
    }
}

impl DeviationHandled {
    /// A deviation that is still not registered, put right, told of or confirmed, as far as is known, does not go away with time.
    fn is_open(&self, deviation: &Deviation, facts: &Facts<'_>) -> bool {
        let open = match (&self.practice, self.practice.day(deviation)) {
            (DeviationPractice::Told(role), _) => deviation.told.as_ref().is_none_or(|told| {
                !told.iter().any(|one| one.role.stands_for(*role) && one.date <= facts.as_of)
            }),
            (_, day) => day.and_then(|day| day.known).is_none_or(|known| !known.by(facts.as_of)),
        };
        open && deviation.date <= facts.as_of
    }

    /// The day by which it is to be told: guidance's for "at once", else ours.
    fn latest(&self, deviation: &Deviation, facts: &Facts<'_>) -> Date {
        if self.at_once {
            deviation.date.plus_days(1).map_or(Date::MAX, |next| Weekend::NextWorkingDay.moved(next))
        } else {
            facts.promptly_after(deviation.date)
        }
    }

    /// How that day is counted.
    fn arithmetic(&self, deviation: &Deviation, latest: Date, facts: &Facts<'_>) -> Message {
        let key = if self.at_once { "arithmetic.at_once" } else { "arithmetic.promptly" };
        let said = Message::new(key).date("date", deviation.date).date("due", latest);
        if self.at_once { said } else { said.count("days", usize::from(facts.options.promptly_days)) }
    }

    /// Told by the day, after it, or not; a sentence for each.
    fn notice(
        &self,
        [told, late, untold]: [&'static str; 3],
        (when, latest, as_of): (Option<Date>, Date, Date),
        say: &dyn Fn(&'static str) -> Message,
    ) -> Part {
        match when {
            Some(when) if self.at_once && when > latest => Part::partly(say(late).date("when", when)),
            Some(when) => Part::met(say(told).date("when", when)),
            // Another that was told of puts nothing right.
            None if self.at_once && as_of > latest => Part::not_met(say(untold)).by(Some(latest)).alone(),
            None => Part::due(say(untold)).by(Some(latest)),
        }
    }

    /// Whom it was told, or not.
    fn told(&self, role: Role, deviation: &Deviation, at: &str, facts: &Facts<'_>) -> Part {
        let say = |key| saying(key, deviation).term("role", role);
        let latest = self.latest(deviation, facts);
        let by_guidance = Some(latest).filter(|_| self.at_once);
        let place = below(at, "told");
        let Some(told) = &deviation.told else {
            return Part::unknown_of(Fact::DeviationTold, place, deviation.date).by(by_guidance);
        };
        let days = (deviation.date, facts.as_of);
        let when = match earliest_of((told, &place), &|one| one.stands_for(role), days, Fact::DeviationTold) {
            Err(too_early) => return too_early.by(by_guidance),
            Ok(when) => when,
        };
        let keys = ["deviation_handled.told", "deviation_handled.told_late", "deviation_handled.untold"];
        let part = self.notice(keys, (when, latest, facts.as_of), &say);
        let part = if when.is_none() { facts.absent(part) } else { part };
        part.because(self.arithmetic(deviation, latest, facts))
    }

    /// Done on a day, or not.
    fn done(&self, day: &Day<'_>, deviation: &Deviation, at: &str, facts: &Facts<'_>) -> Part {
        let is_notice = self.practice == DeviationPractice::PoliceTold;
        let latest = self.latest(deviation, facts);
        let by_guidance = Some(latest).filter(|_| is_notice && self.at_once);
        let place = || below(at, day.key);
        let when = match day.known {
            None => return Part::unknown_of(day.fact, place(), deviation.date).by(by_guidance),
            Some(known) => known.yes().copied().filter(|when| *when <= facts.as_of),
        };
        if let Some(Err(too_early)) = when.map(|when| not_before(day.first, when, day.fact, &place)) {
            return too_early.by(by_guidance);
        }
        let say = |key| saying(key, deviation);
        if is_notice {
            let keys = [day.done, "deviation_handled.police_told_late", day.open];
            let part = self.notice(keys, (when, latest, facts.as_of), &say);
            return part.because(self.arithmetic(deviation, latest, facts));
        }
        match when {
            Some(_) => Part::met(say(day.done)),
            None if self.practice == DeviationPractice::Registered => Part::not_met(say(day.open)),
            None => Part::due(say(day.open)),
        }
    }

    fn part(&self, (index, deviation): (usize, &Deviation), facts: &Facts<'_>) -> Part {
        let at = entry("/deviations", index);
        let part = match (&self.practice, self.practice.day(deviation)) {
            (DeviationPractice::Told(role), _) => self.told(*role, deviation, &at, facts),
            (_, Some(day)) => self.done(&day, deviation, &at, facts),
            (_, None) => return Part::unknown(Fact::Deviations, at),
        };
        part.from(at)
    }
}

fn saying(key: &'static str, deviation: &Deviation) -> Message {
    Message::new(key).term("deviation", deviation.kind).date("date", deviation.date)
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
            DeviationPractice::PoliceTold => Fact::DeviationPoliceTold,
            DeviationPractice::Confirmed => Fact::DeviationConfirmed,
            DeviationPractice::ConfirmationCopied => Fact::DeviationConfirmationCopied,
        };
        vec![Fact::Coverage, Fact::Deviations, of_each]
    }

    fn roles(&self) -> Vec<Role> {
        match self.practice {
            DeviationPractice::Told(role) => vec![role],
            _ => Vec::new(),
        }
    }

    fn next(&self, _: &Facts<'_>) -> Option<Date> {
        None
    }

    fn explain(&self) -> Message {
        let key = match &self.practice {
            DeviationPractice::Registered => "deviation_handled.explain_registered",
            DeviationPractice::Corrected => "deviation_handled.explain_corrected",
            DeviationPractice::Told(role) => {
                return Message::new("deviation_handled.explain_told").term("role", *role);
            }
            DeviationPractice::PoliceTold => "deviation_handled.explain_police_told",
            DeviationPractice::Confirmed => "deviation_handled.explain_confirmed",
            DeviationPractice::ConfirmationCopied => "deviation_handled.explain_confirmation_copied",
        };
        Message::new(key)
    }
}
