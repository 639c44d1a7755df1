//! **Decides** whether the workplace's sickness absence has gone down.
//! **Reads** the workplace's figures. **Asks** for them.
//! **Edges**: the newest figure is held against the one for the same days a year before, because absence
//! follows the seasons; without that one nothing is said. Equal is not lower.

use super::{Fact, Facts, Judgement, Kind, Part, entry};
use crate::calendar::Date;
use crate::json::rules;
use crate::record::AbsenceRate;
use crate::role::Role;
use crate::text::{Arg, Message};

rules! {
    /// The workplace's sickness absence has gone down.
    #[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
    pub struct AbsenceReduced {}
}

/// Hundredths of a percent as people write them: 635 is 6,35 in Norwegian and 6.35 in English.
fn percent(hundredths: u16) -> Arg {
    Arg::Hundredths(hundredths)
}

/// The same day a year before; the last day of February for the last day of February.
fn a_year_before(day: Date) -> Option<Date> {
    let ends_month = day.plus_days(1).is_some_and(|next| next.day() == 1);
    if ends_month { day.plus_days(1)?.plus_months(-12)?.plus_days(-1) } else { day.plus_months(-12) }
}

impl AbsenceReduced {
    fn newest(rates: &[AbsenceRate], as_of: Date) -> Option<(usize, &AbsenceRate)> {
        rates
            .iter()
            .enumerate()
            .filter(|(_, rate)| rate.to <= as_of)
            .max_by_key(|(_, rate)| (rate.to, rate.from))
    }
}

impl Kind for AbsenceReduced {
    fn check(&self, facts: &Facts<'_>) -> Vec<Judgement> {
        let section =
            Facts::section(facts.record.absence_rates.as_ref(), Fact::AbsenceRates, "/absence_rates");
        let rates = match section {
            Ok(rates) => rates,
            Err(unknown) => return Judgement::of(vec![unknown], "reason.nothing"),
        };
        let Some((index, rate)) = Self::newest(rates, facts.as_of) else {
            return Judgement::of(
                vec![Part::unknown(Fact::AbsenceRates, "/absence_rates")],
                "reason.nothing",
            );
        };
        let before = rates.iter().enumerate().find(|(_, other)| {
            Some(other.from) == a_year_before(rate.from) && Some(other.to) == a_year_before(rate.to)
        });
        let Some((earlier, before)) = before else {
            return Judgement::of(
                vec![Part::unknown(Fact::AbsenceRates, "/absence_rates")],
                "reason.nothing",
            );
        };
        let lower = rate.hundredths < before.hundredths;
        let say = Message::new(if lower { "absence_reduced.lower" } else { "absence_reduced.not_lower" })
            .date("from", rate.from)
            .date("to", rate.to)
            .with("rate", percent(rate.hundredths))
            .with("before", percent(before.hundredths));
        let part = if lower { Part::met(say) } else { Part::not_met(say) };
        let part = part.from(entry("/absence_rates", index)).from(format!("/absence_rates/{earlier}"));
        Judgement::of(vec![part], "reason.nothing")
    }

    fn asks(&self) -> Vec<Fact> {
        vec![Fact::AbsenceRates]
    }

    fn roles(&self) -> Vec<Role> {
        Vec::new()
    }

    fn next(&self, _: &Facts<'_>) -> Option<Date> {
        None
    }

    fn explain(&self) -> Message {
        Message::new("absence_reduced.explain")
    }
}
