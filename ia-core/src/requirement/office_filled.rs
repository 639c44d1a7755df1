//! **Decides** whether somebody holds an office today, at the workplace or in each safety area.
//! **Reads** offices, and safety areas when asked for each. **Asks** for those lists.
//! **Edges**: the first and last day of a term both count. Where the term has a length, whoever was elected last
//! stays in office after it until a new election, which is then overdue; who left before its end does not, and the
//! deputy serves the rest. A holder without a safety area may be in any of several.

use super::{Fact, Facts, Judgement, Kind, Part, below, entry};
use crate::calendar::Date;
use crate::code::codes;
use crate::json::rules;
use crate::record::{Id, Office};
use crate::role::Role;
use crate::text::{Arg, Message};
use std::collections::BTreeMap;

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
        /// For how many years somebody is elected.
        pub years: Option<u16> = default,
    }
}

/// How an office stands today, the best first.
#[derive(Clone, Copy)]
enum Standing<'r> {
    /// Somebody holds it, or a deputy serves the rest of the term.
    Held(usize, &'r Office),
    /// The term is over, and nobody is elected anew.
    Over(usize, &'r Office, Date),
    /// A key of an entry does not say whether it is held.
    Open(usize, &'static str, Date),
    /// Nobody holds it.
    Vacant,
}

impl Standing<'_> {
    const fn rank(&self) -> u8 {
        match self {
            Self::Held(..) => 0,
            Self::Over(..) => 1,
            Self::Open(..) => 2,
            Self::Vacant => 3,
        }
    }
}

/// The terms in an office in one place, or in all.
struct Terms<'r> {
    /// Of those elected.
    own: Vec<(usize, &'r Office)>,
    /// Of their deputies.
    deputies: Vec<(usize, &'r Office)>,
}

/// Those who are deputies today, or were to the end of the term, by whose deputy they are.
struct Deputies<'r> {
    of: BTreeMap<&'r str, (usize, &'r Office)>,
    any: bool,
    /// The first that does not say whose deputy.
    open: Option<(usize, &'r Office)>,
}

impl<'r> Deputies<'r> {
    fn new(terms: &Terms<'r>, last: Date, facts: &Facts<'_>) -> Self {
        let as_of = facts.as_of;
        let mut found = Self { of: BTreeMap::new(), any: false, open: None };
        for &(place, office) in &terms.deputies {
            if office.from > as_of || office.to.is_some_and(|to| to < as_of && to < last) {
                continue;
            }
            found.any = true;
            match &office.deputy_of {
                Some(person) => {
                    found.of.entry(person.as_str()).or_insert((place, office));
                }
                None => found.open = found.open.or(Some((place, office))),
            }
        }
        found
    }

    /// The deputy of somebody who left, or what is not known.
    fn of(&self, index: usize, left: &Office) -> Option<Standing<'r>> {
        let Some(person) = &left.person else {
            return self.any.then_some(Standing::Open(index, "person", left.from));
        };
        let own = self.of.get(person.as_str()).map(|(place, office)| Standing::Held(*place, office));
        own.or(self.open.map(|(place, office)| Standing::Open(place, "deputy_of", office.from)))
    }
}

impl OfficeFilled {
    fn is_deputy(&self, office: &Office) -> bool {
        let deputy =
            self.role == Role::SafetyRepresentative && office.role == Role::DeputySafetyRepresentative;
        deputy || (office.role == self.role && office.deputy_of.is_some())
    }

    /// The terms by safety area, in the order of the list; those without an area under none.
    fn terms<'r>(&self, offices: &'r [Office]) -> BTreeMap<&'r str, Terms<'r>> {
        let mut terms: BTreeMap<&str, Terms<'_>> = BTreeMap::new();
        for (index, office) in offices.iter().enumerate() {
            let (own, deputy) = (office.role == self.role, self.is_deputy(office));
            if !own && !deputy {
                continue;
            }
            let area = office.area.as_ref().map_or("", Id::as_str);
            let of_area =
                terms.entry(area).or_insert_with(|| Terms { own: Vec::new(), deputies: Vec::new() });
            let list = if deputy { &mut of_area.deputies } else { &mut of_area.own };
            list.push((index, office));
        }
        terms
    }

    /// The last day of the term that began that day, where it has a length.
    fn last_day(&self, from: Date, facts: &Facts<'_>) -> Option<Date> {
        facts.options.deadline_in_months(from, self.years?.saturating_mul(12))
    }

    /// Whether somebody is in office, and in the term.
    fn runs(&self, office: &Office, facts: &Facts<'_>) -> bool {
        let in_term = self.last_day(office.from, facts).is_none_or(|last| facts.as_of <= last);
        office.on(facts.as_of) && in_term
    }

    fn standing<'r>(&self, terms: &Terms<'r>, facts: &Facts<'_>) -> Standing<'r> {
        let begun = || terms.own.iter().copied().filter(|(_, office)| office.from <= facts.as_of);
        let current = begun().filter(|(_, office)| self.runs(office, facts));
        if let Some((index, office)) = current.min_by_key(|(_, office)| office.from) {
            return Standing::Held(index, office);
        }
        let Some(newest) = begun().map(|(_, office)| office.from).max() else { return Standing::Vacant };
        let Some(last) = self.last_day(newest, facts) else {
            return Standing::Vacant;
        };
        let deputies = Deputies::new(terms, last, facts);
        let mut standing = Standing::Vacant;
        for (index, office) in begun().filter(|(_, office)| office.from == newest) {
            // The end that was known beforehand is the end of the term; an earlier one is the end of the office.
            if office.to.is_none_or(|to| to >= last) {
                return Standing::Over(index, office, last);
            }
            // Who left before the end of the term has a deputy who serves the rest of it.
            match deputies.of(index, office) {
                Some(Standing::Held(place, deputy)) if facts.as_of > last => {
                    return Standing::Over(place, deputy, last);
                }
                Some(held @ Standing::Held(..)) => return held,
                Some(open) => standing = open,
                None => {}
            }
        }
        standing
    }

    fn parts(&self, standing: Standing<'_>, area: Option<&Id>, facts: &Facts<'_>) -> Vec<Part> {
        let say = |key: &'static str| {
            let message = Message::new(key).term("role", self.role);
            match area {
                Some(area) => message.with("area", Arg::Verbatim(area.as_str().to_owned())),
                None => message,
            }
        };
        let (there, missing, over) = match area {
            Some(_) => {
                ("office_filled.area_held", "office_filled.area_vacant", "office_filled.area_term_over")
            }
            None => ("office_filled.held", "office_filled.vacant", "office_filled.term_over"),
        };
        match standing {
            Standing::Held(index, office) => {
                vec![Part::met(say(there).date("from", office.from)).from(entry("/offices", index))]
            }
            Standing::Over(index, office, last) => {
                let at = entry("/offices", index);
                let held = Part::met(say(there).date("from", office.from)).from(at.as_str());
                let election = Part::not_met(say(over).date("due", last)).by(Some(last)).from(at);
                vec![held, facts.absent(election)]
            }
            Standing::Open(index, key, day) => {
                vec![Part::unknown_of(Fact::Offices, below(&entry("/offices", index), key), day)]
            }
            Standing::Vacant => {
                vec![facts.absent(Part::not_met(say(missing)).from("/offices").standing())]
            }
        }
    }

    /// How the office stands at the workplace: as where it stands best.
    fn at_workplace<'r>(&self, terms: &BTreeMap<&'r str, Terms<'r>>, facts: &Facts<'_>) -> Standing<'r> {
        let standings = terms.values().map(|of_area| self.standing(of_area, facts));
        standings.min_by_key(Standing::rank).unwrap_or(Standing::Vacant)
    }

    /// How it stands in a safety area. Who has no area is in the only one, or may be in any of several.
    fn in_area<'r>(
        &self,
        area: &str,
        terms: &BTreeMap<&'r str, Terms<'r>>,
        (other, only): (Standing<'r>, bool),
        facts: &Facts<'_>,
    ) -> Standing<'r> {
        let own = terms.get(area).map_or(Standing::Vacant, |terms| self.standing(terms, facts));
        match (own, other) {
            (Standing::Held(..), _) | (_, Standing::Vacant) => own,
            (_, other) if only => {
                if other.rank() < own.rank() {
                    other
                } else {
                    own
                }
            }
            (_, Standing::Held(index, office) | Standing::Over(index, office, _)) => {
                Standing::Open(index, "area", office.from)
            }
            (_, open @ Standing::Open(..)) => open,
        }
    }
}

impl Kind for OfficeFilled {
    fn check(&self, facts: &Facts<'_>) -> Vec<Judgement> {
        let offices = match Facts::section(facts.record.offices.as_ref(), Fact::Offices, "/offices") {
            Ok(offices) => offices,
            Err(unknown) => return Judgement::of(vec![unknown], "reason.nothing"),
        };
        let terms = self.terms(offices);
        let anywhere = terms.get("").map_or(Standing::Vacant, |terms| self.standing(terms, facts));
        let parts = match self.each {
            Each::Workplace => self.parts(self.at_workplace(&terms, facts), None, facts),
            Each::SafetyArea => {
                let areas = facts.record.workplace.as_ref().and_then(|workplace| workplace.areas.as_ref());
                match Facts::section(areas, Fact::Areas, "/workplace/areas") {
                    Err(unknown) => vec![unknown],
                    Ok(areas) => areas
                        .iter()
                        .flat_map(|area| {
                            let standing =
                                self.in_area(area.id.as_str(), &terms, (anywhere, areas.len() == 1), facts);
                            self.parts(standing, Some(&area.id), facts)
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

    /// The day after the first term that ends, or the last day of one that names no end or that a deputy serves.
    fn next(&self, facts: &Facts<'_>) -> Option<Date> {
        let terms = self.terms(facts.record.offices.as_deref()?);
        let ends = |terms: &Terms<'_>| -> Vec<Date> {
            let own = terms.own.iter().map(|(_, office)| *office).filter(|office| self.runs(office, facts));
            let current = own.filter_map(|office| match office.to {
                Some(to) => to.plus_days(1),
                None => self.last_day(office.from, facts),
            });
            let current: Vec<Date> = current.collect();
            let served = || match self.standing(terms, facts) {
                Standing::Held(..) => {
                    let begun = terms.own.iter().filter(|(_, office)| office.from <= facts.as_of);
                    self.last_day(begun.map(|(_, office)| office.from).max()?, facts)
                }
                _ => None,
            };
            if current.is_empty() { served().into_iter().collect() } else { current }
        };
        terms.values().flat_map(ends).min()
    }

    fn explain(&self) -> Message {
        Message::new("office_filled.explain").term("role", self.role).term("each", self.each)
    }
}
