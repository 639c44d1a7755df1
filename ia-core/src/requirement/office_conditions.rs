//! **Decides** whether those who hold an office have the terms they must have for it.
//! **Reads** offices and their terms. **Asks** for the list and for what an office's terms leave open.
//! **Edges**: relief is looked at only where somebody other than the line manager leads the work; a deputy is
//! not asked for the terms of the office.

use super::index::Hold;
use super::{Fact, Facts, Judgement, Kind, Part, State, below, entry};
use crate::calendar::Date;
use crate::code::codes;
use crate::json::rules;
use crate::record::{Office, OfficeTerms};
use crate::role::Role;
use crate::text::Message;

codes! {
    /// A term of an office.
    pub enum OfficePractice as "office_practice" {
        /// The holder is relieved of ordinary tasks, where somebody else leads the work.
        Relief = "relief",
        /// The time set aside is not taken by other tasks.
        ProtectedTime = "protected_time",
        /// The holder may leave the workplace for the office.
        FreeToLeave = "free_to_leave",
    }
}

rules! {
    /// Those who hold an office have the terms they must have.
    #[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
    pub struct OfficeConditions {
        /// The office.
        pub role: Role,
        /// The term.
        pub practice: OfficePractice,
    }
}

impl OfficeConditions {
    fn part(&self, office: &Office, at: &str, facts: &Facts<'_>) -> Option<Part> {
        let say = |key| Message::new(key).term("practice", self.practice).date("from", office.from);
        let unknown =
            |key: &str| Part::unknown_of(Fact::OfficeTerms, format!("{at}/terms/{key}"), office.from);
        let Some(terms) = &office.terms else {
            return Some(Part::unknown_of(Fact::OfficeTerms, below(at, "terms"), office.from));
        };
        let OfficeTerms { other_supervisor, relieved, booked_over, leave_refused } = terms;
        let (holds, key) = match self.practice {
            OfficePractice::Relief => match other_supervisor {
                Some(false) => return None,
                None => return Some(unknown("other_supervisor")),
                Some(true) => (relieved.as_ref().map(|relieved| relieved.by(facts.as_of)), "relieved"),
            },
            OfficePractice::ProtectedTime => (booked_over.map(|taken| !taken), "booked_over"),
            OfficePractice::FreeToLeave => (leave_refused.map(|refused| !refused), "leave_refused"),
        };
        Some(match holds {
            Some(true) => Part::met(say("office_conditions.holds")),
            Some(false) => Part::not_met(say("office_conditions.does_not_hold")),
            None => unknown(key),
        })
    }
}

impl Kind for OfficeConditions {
    fn check(&self, facts: &Facts<'_>) -> Vec<Judgement> {
        let offices = match Facts::section(facts.record.offices.as_ref(), Fact::Offices, "/offices") {
            Ok(offices) => offices,
            Err(unknown) => return Judgement::of(vec![unknown], "reason.nothing"),
        };
        let mut parts: Vec<Part> = offices
            .iter()
            .enumerate()
            .filter(|(index, office)| facts.index.hold(*index) != Hold::No && office.role.is(self.role))
            .filter_map(|(index, office)| {
                let at = entry("/offices", index);
                let part = self.part(office, &at, facts)?;
                let part = if facts.index.hold(index) == Hold::Perhaps && part.state != State::Met {
                    Part::unknown_of(Fact::Offices, below(&at, "to"), office.from)
                } else {
                    part
                };
                Some(part.from(at))
            })
            .collect();
        facts.all_are_shown(&mut parts);
        Judgement::of(parts, "office_conditions.none")
    }

    fn asks(&self) -> Vec<Fact> {
        vec![Fact::Coverage, Fact::Offices, Fact::OfficeTerms]
    }

    fn roles(&self) -> Vec<Role> {
        vec![self.role]
    }

    fn offices(&self) -> Vec<Role> {
        vec![self.role]
    }

    fn next(&self, _: &Facts<'_>) -> Option<Date> {
        None
    }

    fn explain(&self) -> Message {
        Message::new("office_conditions.explain").term("practice", self.practice)
    }
}
