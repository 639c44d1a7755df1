//! **Decides** whether roles were consulted before something was decided: each change at the workplace, or
//! a transfer of an employee to other work. **Reads** changes and consultations, or the cases.
//! **Asks** for those lists and for what an entry leaves open.
//! **Edges**: the day of the decision itself is in time; consultation after it is late; while nothing is
//! decided it is due, without a day. A consultation that names no change may be about any; one dated before the
//! change was planned is a slip of the pen.

use super::case_facts::earliest;
use super::{Fact, Facts, Judgement, Kind, Part, below, entry};
use crate::calendar::Date;
use crate::json::rules;
use crate::order::in_order;
use crate::record::{Absence, Change, Consultation, ConsultationSubject, Known};
use crate::role::Role;
use crate::text::Message;

rules! {
    /// Roles are consulted before something is decided.
    #[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
    pub struct ConsultedBefore {
        /// About what.
        pub subject: ConsultationSubject,
        /// Who.
        pub roles: Vec<Role>,
    }
}

impl ConsultedBefore {
    /// One role: consulted on `when`, or not, before the decision.
    fn part(
        role: Role,
        when: Option<Date>,
        decided: Option<&Known<Date>>,
        open: Part,
        facts: &Facts<'_>,
    ) -> Part {
        let say = |key| Message::new(key).term("role", role);
        let day = decided.and_then(Known::yes).copied();
        let decision = decided.map(|decided| decided.yes().copied().filter(|day| *day <= facts.as_of));
        match (when, decision) {
            (Some(when), Some(Some(day))) if when > day => {
                Part::partly(say("consulted_before.late").date("date", when).date("decided", day))
                    .by(Some(day))
            }
            (Some(when), Some(_)) => Part::met(say("consulted_before.done").date("date", when)),
            (None, Some(Some(day))) if day < facts.as_of => facts
                .absent(Part::not_met(say("consulted_before.lacking").date("decided", day)).by(Some(day))),
            (None, Some(_)) => facts.absent(Part::due(say("consulted_before.due")).by(day)),
            // Where the decision is not known, it may have come first.
            (_, None) => open,
        }
    }

    fn change(
        &self,
        (index, change): (usize, &Change),
        consultations: &[Consultation],
        unlinked: &[(Role, usize, Date)],
        facts: &Facts<'_>,
    ) -> Vec<Part> {
        let at = entry("/changes", index);
        // The first day on which each role was consulted about the change.
        let mut first: Vec<(Role, Date)> = Vec::new();
        let mut too_early: Vec<(Role, usize, Date)> = Vec::new();
        for one in facts.index.consultations_of(change.id.as_str()) {
            let role = consultations.get(one.place).map(|one| one.role);
            if let Some(role) = role.filter(|role| !first.iter().any(|(known, _)| known == role)) {
                if one.day < change.planned {
                    too_early.push((role, one.place, one.day));
                } else {
                    first.push((role, one.day));
                }
            }
        }
        let decided = match super::change_assessed::carried_out(change, &at) {
            Ok(day) => day,
            Err(too_early) => return vec![too_early.from(at)],
        };
        // One that names no change may be about this one.
        let of_none =
            |role: Role| unlinked.iter().find(|(one, _, day)| one.stands_for(role) && *day >= change.planned);
        self.roles
            .iter()
            .map(|&role| {
                let when = first.iter().filter(|(one, _)| one.stands_for(role)).map(|(_, day)| *day).min();
                let open =
                    Part::unknown_of(Fact::ChangeCarriedOut, below(&at, "carried_out"), change.planned);
                let in_time = when.is_some_and(|when| decided.is_none_or(|day| when <= day));
                let part = match too_early.iter().find(|(one, ..)| one.stands_for(role)) {
                    _ if in_time => None,
                    Some((_, nth, day)) => Some(Part::too_early(
                        Fact::Consultations,
                        below(&entry("/consultations", *nth), "date"),
                        *day,
                        change.planned,
                    )),
                    None => of_none(role).map(|(_, nth, day)| {
                        let place = below(&entry("/consultations", *nth), "change");
                        Part::unknown_of(Fact::Consultations, place, *day)
                    }),
                };
                let part = part.map(|part| part.by(decided));
                let part =
                    part.unwrap_or_else(|| Self::part(role, when, change.carried_out.as_ref(), open, facts));
                part.from(at.as_str()).because(
                    Message::new("consulted_before.change")
                        .term("change", change.kind)
                        .date("date", change.planned),
                )
            })
            .collect()
    }

    /// The last consultation of each role that names no change.
    fn unlinked(&self, consultations: &[Consultation], as_of: Date) -> Vec<(Role, usize, Date)> {
        let mut last: Vec<(Role, usize, Date)> = Vec::new();
        for (nth, one) in consultations.iter().enumerate() {
            if one.change.is_some() || one.subject != self.subject || one.date > as_of {
                continue;
            }
            match last.iter_mut().find(|(role, ..)| *role == one.role) {
                Some(before) if before.2 < one.date => *before = (one.role, nth, one.date),
                Some(_) => {}
                None => last.push((one.role, nth, one.date)),
            }
        }
        last
    }

    fn changes(&self, facts: &Facts<'_>) -> Vec<Judgement> {
        let changes = Facts::section(facts.record.changes.as_ref(), Fact::Changes, "/changes");
        let consultations =
            Facts::section(facts.record.consultations.as_ref(), Fact::Consultations, "/consultations");
        let (changes, consultations) = match (changes, consultations) {
            (Ok(changes), Ok(consultations)) => (changes, consultations),
            (Ok(changes), Err(_)) => {
                let fact = Fact::Consultations;
                let parts = super::change_assessed::unknown(changes, fact, "/consultations", facts);
                return Judgement::of(parts, "reason.nothing");
            }
            (changes, consultations) => {
                let unknown = changes.err().into_iter().chain(consultations.err()).collect();
                return Judgement::of(unknown, "reason.nothing");
            }
        };
        let recent = in_order(changes, |change| {
            super::change_assessed::is_recent(change, facts).then(|| (change.planned, change.id.as_str()))
        });
        let unlinked = self.unlinked(consultations, facts.as_of);
        let mut parts: Vec<Part> = Vec::new();
        for change in recent {
            parts.extend(self.change(change, consultations, &unlinked, facts));
        }
        facts.all_are_shown(&mut parts);
        Judgement::of(parts, "change_assessed.no_change")
    }

    fn transfer(&self, facts: &Facts<'_>, case: &Absence, at: &str) -> Result<Vec<Part>, Message> {
        let transfer = match &case.transfer {
            None => return Ok(vec![Part::unknown(Fact::CaseTransfer, below(at, "transfer"))]),
            Some(Known::Yes(transfer)) if transfer.considered <= facts.as_of => transfer,
            Some(_) => return Err(Message::new("consulted_before.no_transfer")),
        };
        let Some(consulted) = &transfer.consulted else {
            return Ok(vec![Part::unknown(Fact::CaseTransfer, below(at, "transfer/consulted"))]);
        };
        let parts = self.roles.iter().map(|&role| {
            let place = below(at, "transfer/consulted");
            let days = (transfer.considered.max(facts.earliest), facts.as_of);
            let when = match earliest((consulted, &place), role, days, Fact::CaseTransfer) {
                Ok(when) => when,
                Err(too_early) => return too_early.from(below(at, "transfer")),
            };
            let open = Part::unknown(Fact::CaseTransfer, below(at, "transfer/decided"));
            Self::part(role, when, transfer.decided.as_ref(), open, facts).from(below(at, "transfer"))
        });
        Ok(parts.collect())
    }
}

impl Kind for ConsultedBefore {
    fn is_about_cases(&self) -> bool {
        self.subject == ConsultationSubject::Transfer
    }

    fn check(&self, facts: &Facts<'_>) -> Vec<Judgement> {
        if self.is_about_cases() {
            facts.each_case(&|facts, case, at| self.transfer(facts, case, at))
        } else {
            self.changes(facts)
        }
    }

    fn asks(&self) -> Vec<Fact> {
        if self.is_about_cases() {
            vec![Fact::Coverage, Fact::Absences, Fact::CaseTransfer]
        } else {
            vec![Fact::Coverage, Fact::Changes, Fact::ChangeCarriedOut, Fact::Consultations]
        }
    }

    fn roles(&self) -> Vec<Role> {
        self.roles.clone()
    }

    fn next(&self, _: &Facts<'_>) -> Option<Date> {
        None
    }

    fn explain(&self) -> Message {
        Message::new("consulted_before.explain")
            .terms("roles", self.roles.iter())
            .term("subject", self.subject)
    }
}
