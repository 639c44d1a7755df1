//! **Decides** whether somebody holds an office today, at the workplace or in each safety area.
//! **Reads** offices, and safety areas when asked for each. **Asks** for those lists.
//! **Edges**: a deputy does not fill the office; the first and last day of a term both count.

use super::{Fact, Facts, Judgement, Kind, Part, entry};
use crate::calendar::Date;
use crate::code::codes;
use crate::json::rules;
use crate::record::Office;
use crate::role::Role;
use crate::text::{Arg, Message};

codes! {
    /// Where something is to be: an office filled, a meeting held.
    pub enum Each as "each", default Workplace {
        /// Once at the workplace.
        Workplace = "workplace",
        /// In every safety area.
        SafetyArea = "safety_area",
    }
}

rules! {
    /// Somebody holds the office.
    #[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
    pub struct OfficeFilled {
        /// The office.
        pub role: Role,
        /// Where.
        pub each: Each,
    }
}

impl OfficeFilled {
    fn held<'r>(&self, offices: &'r [Office], day: Date) -> impl Iterator<Item = (usize, &'r Office)> {
        let role = self.role;
        offices
            .iter()
            .enumerate()
            .filter(move |(_, office)| office.role == role && office.on(day) && office.deputy_of.is_none())
    }

    fn part(&self, held: Option<(usize, &Office)>, area: Option<usize>, facts: &Facts<'_>) -> Part {
        let say = |key: &'static str| {
            let message = Message::new(key).term("role", self.role);
            match area {
                Some(area) => message
                    .with("number", Arg::Number(i64::try_from(area).unwrap_or(i64::MAX).saturating_add(1))),
                None => message,
            }
        };
        let (there, missing) = match area {
            Some(_) => ("office_filled.area_held", "office_filled.area_vacant"),
            None => ("office_filled.held", "office_filled.vacant"),
        };
        match held {
            Some((index, office)) => {
                Part::met(say(there).date("from", office.from)).from(entry("/offices", index))
            }
            None => facts.absent(Part::not_met(say(missing)).from("/offices")),
        }
    }
}

impl Kind for OfficeFilled {
    fn check(&self, facts: &Facts<'_>) -> Vec<Judgement> {
        let offices = match Facts::section(facts.record.offices.as_ref(), Fact::Offices, "/offices") {
            Ok(offices) => offices,
            Err(unknown) => return Judgement::of(vec![unknown], "reason.nothing"),
        };
        let parts = match self.each {
            Each::Workplace => {
                let held = self.held(offices, facts.as_of).min_by_key(|(_, office)| office.from);
                vec![self.part(held, None, facts)]
            }
            Each::SafetyArea => {
                let areas = facts.record.workplace.as_ref().and_then(|workplace| workplace.areas.as_ref());
                match Facts::section(areas, Fact::Areas, "/workplace/areas") {
                    Err(unknown) => vec![unknown],
                    Ok(areas) => areas
                        .iter()
                        .enumerate()
                        .map(|(number, area)| {
                            let held = self
                                .held(offices, facts.as_of)
                                .filter(|(_, office)| office.area.as_ref() == Some(&area.id))
                                .min_by_key(|(_, office)| office.from);
                            self.part(held, Some(number), facts)
                        })
                        .collect(),
                }
            }
        };
        Judgement::of(parts, "office_filled.no_areas")
    }

    fn asks(&self) -> Vec<Fact> {
        vec![Fact::Coverage, Fact::Offices, Fact::Areas]
    }

    fn roles(&self) -> Vec<Role> {
        vec![self.role]
    }

    fn offices(&self) -> Vec<Role> {
        vec![self.role]
    }

    /// The day after the first term that ends.
    fn next(&self, facts: &Facts<'_>) -> Option<Date> {
        let offices = facts.record.offices.as_deref()?;
        self.held(offices, facts.as_of).filter_map(|(_, office)| office.to).min()?.plus_days(1)
    }

    fn explain(&self) -> Message {
        Message::new("office_filled.explain").term("role", self.role).term("each", self.each)
    }
}
