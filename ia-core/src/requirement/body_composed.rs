//! **Decides** whether a body that the parties sit in exists and is composed as it must be.
//! **Reads** bodies and their members. **Asks** for the list, and for who sits in the body.
//! **Edges**: where no bodies are listed, a working environment committee that meets is there. Once the members' term is
//! over, nothing says whether the body still sits: unknown. Of several bodies of the kind, the one that was composed last
//! counts; members of the occupational health service stand on neither side.

use super::{Fact, Facts, Judgement, Kind, Part, Reason, State, below, entry};
use crate::calendar::Date;
use crate::json::rules;
use crate::record::{BodyKind, Member, Side};
use crate::role::Role;
use crate::text::{Arg, Message};

rules! {
    /// A body exists, and is composed as it must be.
    #[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
    pub struct BodyComposed {
        /// The body.
        pub body: BodyKind,
        /// Both sides have equally many members.
        pub parity: bool = default,
        /// The roles that must have a member.
        pub roles: Vec<Role> = default,
        /// The side that those roles' members must be on.
        pub side: Option<Side> = default,
        /// For how many years its members are elected.
        pub years: Option<u16> = default,
    }
}

impl BodyComposed {
    fn say(&self, key: &'static str) -> Message {
        Message::new(key).term("body", self.body)
    }

    fn asks_for_members(&self) -> bool {
        self.parity || !self.roles.is_empty()
    }

    /// The last day of the term of members who were elected that day.
    fn last_day(&self, from: Date, facts: &Facts<'_>) -> Option<Date> {
        facts.options.deadline_in_months(from, self.years?.saturating_mul(12))
    }

    fn sides(&self, members: &[Member], at: &str) -> Part {
        if let Some(nth) = members.iter().position(|member| member.side.is_none()) {
            return Part::unknown(Fact::BodyMembers, format!("{at}/members/{nth}/side"));
        }
        let count = |side| {
            let there = members.iter().filter(|member| member.side == Some(side)).count();
            i64::try_from(there).unwrap_or(i64::MAX)
        };
        let (employer, employees) = (count(Side::Employer), count(Side::Employees));
        let equal = employer == employees && employer > 0;
        let key = if equal { "body_composed.parity" } else { "body_composed.no_parity" };
        let said =
            self.say(key).with("employer", Arg::Number(employer)).with("employees", Arg::Number(employees));
        if equal { Part::met(said) } else { Part::not_met(said) }
    }

    fn role(&self, role: Role, members: &[Member], at: &str) -> Part {
        let is_it = |member: &Member| member.role.stands_for(role);
        let there =
            members.iter().any(|one| is_it(one) && self.side.is_none_or(|side| one.side == Some(side)));
        if !there && let Some(nth) = members.iter().position(|one| is_it(one) && one.side.is_none()) {
            return Part::unknown(Fact::BodyMembers, format!("{at}/members/{nth}/side"));
        }
        let said =
            self.say(if there { "body_composed.has" } else { "body_composed.lacks" }).term("role", role);
        if there { Part::met(said) } else { Part::not_met(said) }
    }
}

impl Kind for BodyComposed {
    fn check(&self, facts: &Facts<'_>) -> Vec<Judgement> {
        let bodies = match Facts::section(facts.record.bodies.as_ref(), Fact::Bodies, "/bodies") {
            Ok(bodies) => bodies,
            Err(unknown) => {
                let met = facts.meetings_of(self.body).filter(|_| !self.asks_for_members());
                let there = met.map(|[_, (nth, date)]| {
                    Part::met(self.say("body_composed.meets").date("date", date))
                        .from(entry("/meetings", nth))
                });
                return Judgement::of(vec![there.unwrap_or(unknown)], "reason.nothing");
            }
        };
        let sitting = bodies
            .iter()
            .enumerate()
            .filter(|(_, body)| body.kind == self.body && body.on(facts.as_of))
            .max_by_key(|(_, body)| body.from);
        let Some((index, body)) = sitting else {
            let missing = Part::not_met(self.say("body_composed.none")).from("/bodies").standing();
            return Judgement::of(vec![facts.absent(missing)], "reason.nothing");
        };
        let at = entry("/bodies", index);
        if let Some(last) = self.last_day(body.from, facts).filter(|last| facts.as_of > *last) {
            let said = self.say("body_composed.term_over").date("from", body.from).date("due", last);
            let open = Part {
                reason: Reason::new(Some(State::Unknown), said),
                ..Part::unknown(Fact::Bodies, "/bodies")
            };
            return Judgement::of(vec![open.by(Some(last)).from(at)], "reason.nothing");
        }
        let mut parts = Vec::new();
        // That it sits is what is asked only where nothing is asked of its members.
        if self.asks_for_members() {
            match &body.members {
                None => parts.push(Part::unknown_of(Fact::BodyMembers, below(&at, "members"), body.from)),
                Some(members) => {
                    parts.extend(self.parity.then(|| self.sides(members, &at)));
                    let shown = self.roles.iter().filter(|role| facts.shows_holder(**role));
                    parts.extend(shown.map(|&role| self.role(role, members, &at)));
                }
            }
        } else {
            parts.push(Part::met(self.say("body_composed.there").date("from", body.from)));
        }
        let parts = parts.into_iter().map(|part| {
            let part = if part.state == State::Met { part } else { facts.absent(part) };
            part.from(at.as_str())
        });
        Judgement::of(parts.collect(), "reason.nothing")
    }

    fn asks(&self) -> Vec<Fact> {
        vec![Fact::Coverage, Fact::Bodies, Fact::BodyMembers, Fact::Meetings]
    }

    fn roles(&self) -> Vec<Role> {
        self.roles.clone()
    }

    fn offices(&self) -> Vec<Role> {
        self.roles.clone()
    }

    /// The last day of the composition that sits.
    fn next(&self, facts: &Facts<'_>) -> Option<Date> {
        let bodies = facts.record.bodies.as_deref()?;
        bodies
            .iter()
            .filter(|body| body.kind == self.body && body.on(facts.as_of))
            .filter_map(|body| body.to.into_iter().chain(self.last_day(body.from, facts)).min())
            .max()
    }

    fn explain(&self) -> Message {
        match (self.parity, self.roles.is_empty()) {
            (true, _) => self.say("body_composed.explain_parity"),
            (false, true) => self.say("body_composed.explain"),
            (false, false) => self.say("body_composed.explain_roles").terms("roles", self.roles.iter()),
        }
    }
}
