use super::{Fact, Missing};
use crate::calendar::Date;
use crate::code::codes;
use crate::record::{Absence, Id};
use crate::text::Message;
use crate::write::{UnlessEmpty, Write, write_fields, writes};

codes! {
    /// How one part of a requirement stands.
    pub enum State as "state" {
        /// It is as it must be.
        Met = "met",
        /// Done, but late or not in full.
        Partly = "partly",
        /// Not done, and the day for it is past.
        NotMet = "not_met",
        /// Not done, and there is still time, or the rule names no day.
        Due = "due",
        /// In time by one reading of the law and late by another.
        Contestable = "contestable",
        /// The record does not say.
        Unknown = "unknown",
        /// Does not apply here.
        NotApplicable = "not_applicable",
    }
}

/// Why: a sentence, how it stands, the facts behind it, and the reasons behind that.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Reason {
    /// How it stands; none for what only informs, such as the arithmetic of a date.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub state: Option<State>,
    /// The sentence.
    pub message: Message,
    /// The facts used, as JSON Pointers into the record.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(feature = "schema", schemars(default))]
    pub facts: Vec<String>,
    /// The reasons behind it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(feature = "schema", schemars(default))]
    pub because: Vec<Reason>,
}

impl Write for Reason {
    fn write(&self, out: &mut String) {
        let fields: [&dyn Write; 4] =
            [&self.state, &self.message, &UnlessEmpty(&self.facts), &UnlessEmpty(&self.because)];
        write_fields(out, &["state", "message", "facts", "because"], &fields);
    }
}

impl Reason {
    pub(crate) const fn new(state: Option<State>, message: Message) -> Self {
        Self { state, message, facts: Vec::new(), because: Vec::new() }
    }
}

/// A part of a requirement, judged.
#[derive(Debug, Clone)]
pub(crate) struct Part {
    pub(crate) reason: Reason,
    pub(crate) state: State,
    pub(crate) due: Option<Date>,
    /// The later day, where two readings of the law have one each.
    pub(crate) later: Option<Date>,
    pub(crate) missing: Vec<Missing>,
    /// Whether it is not met only because a day of ours is past: no act or guidance names it.
    pub(crate) by_our_day: bool,
    /// Whether it is something that is to be there at any time, and not something that is to happen.
    pub(crate) standing: bool,
    /// Whether it decides the whole when it is not met, whatever the other parts are.
    pub(crate) alone: bool,
}

impl Part {
    fn new(state: State, message: Message) -> Self {
        Self {
            reason: Reason::new(Some(state), message),
            state,
            due: None,
            later: None,
            missing: Vec::new(),
            by_our_day: false,
            standing: false,
            alone: false,
        }
    }

    pub(crate) fn met(message: Message) -> Self {
        Self::new(State::Met, message)
    }

    pub(crate) fn partly(message: Message) -> Self {
        Self::new(State::Partly, message)
    }

    pub(crate) fn not_met(message: Message) -> Self {
        Self::new(State::NotMet, message)
    }

    pub(crate) fn due(message: Message) -> Self {
        Self::new(State::Due, message)
    }

    /// In time by one reading and late by another; `later` is the other's day, where it has one.
    pub(crate) fn contestable(message: Message, later: Option<Date>) -> Self {
        Self { later, ..Self::new(State::Contestable, message) }
    }

    /// The record does not say; `path` is where it would.
    pub(crate) fn unknown(fact: Fact, path: impl Into<String>) -> Self {
        let mut part = Self::new(State::Unknown, Message::new("reason.unknown").term("fact", fact));
        part.missing.push(Missing { fact, path: path.into(), on: None });
        part
    }

    /// The record does not say it of an entry; `path` is where it would, `on` is the entry's day.
    pub(crate) fn unknown_of(fact: Fact, path: impl Into<String>, on: Date) -> Self {
        let mut part =
            Self::new(State::Unknown, Message::new("reason.unknown_of").term("fact", fact).date("date", on));
        part.missing.push(Missing { fact, path: path.into(), on: Some(on) });
        part
    }

    /// A date that is earlier than what it belongs to: a slip of the pen, so that the day is not known.
    pub(crate) fn too_early(fact: Fact, path: impl Into<String>, date: Date, first: Date) -> Self {
        let message =
            Message::new("reason.too_early").term("fact", fact).date("date", date).date("first", first);
        let mut part = Self::new(State::Unknown, message);
        part.missing.push(Missing { fact, path: path.into(), on: None });
        part
    }

    /// With another state.
    pub(crate) fn turned(mut self, state: State) -> Self {
        self.state = state;
        self.reason.state = Some(state);
        self
    }

    /// Not met only because a day of ours is past.
    pub(crate) fn by_our_day(mut self) -> Self {
        self.by_our_day = true;
        self
    }

    /// Something that is to be there at any time.
    pub(crate) fn standing(mut self) -> Self {
        self.standing = true;
        self
    }

    /// A duty of its own: when it is not met, no other part makes the whole partly met.
    pub(crate) fn alone(mut self) -> Self {
        self.alone = true;
        self
    }

    /// With the day it is or was to be done by.
    pub(crate) fn by(mut self, day: Option<Date>) -> Self {
        self.due = day;
        self
    }

    /// With a fact it rests on.
    pub(crate) fn from(mut self, pointer: impl Into<String>) -> Self {
        self.reason.facts.push(pointer.into());
        self
    }

    /// With what explains it further, such as the arithmetic of a day.
    pub(crate) fn because(mut self, message: Message) -> Self {
        self.reason.because.push(Reason::new(None, message));
        self
    }
}

/// The case a judgement is about.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, serde::Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Subject {
    /// The case.
    pub case: Id,
    /// The person on sick leave.
    pub person: Id,
    /// The manager who follows up, when known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub manager: Option<Id>,
}

writes!(Subject { case, person, manager });

impl Subject {
    pub(crate) fn of(absence: &Absence) -> Self {
        Self { case: absence.id.clone(), person: absence.person.clone(), manager: absence.manager.clone() }
    }
}

/// What a requirement says of the workplace, or of one case.
#[derive(Debug, Clone)]
pub(crate) struct Judgement {
    pub(crate) subject: Option<Subject>,
    pub(crate) parts: Vec<Part>,
    /// Why there is nothing to judge, when there are no parts.
    pub(crate) nothing: Message,
}

impl Judgement {
    /// Of the workplace.
    pub(crate) fn of(parts: Vec<Part>, nothing: &'static str) -> Vec<Self> {
        vec![Self { subject: None, parts, nothing: Message::new(nothing) }]
    }

    /// All parts taken together.
    ///
    /// A part that is not known is open: the whole is decided only when it comes out the same whatever
    /// the open parts turn out to be. So more facts decide what was open and never turn what was decided.
    pub(crate) fn state(&self) -> State {
        let has = |state: State| self.parts.iter().any(|part| part.state == state);
        if self.parts.is_empty() {
            State::NotApplicable
        } else if self.parts.iter().any(|part| part.alone && part.state == State::NotMet) {
            State::NotMet
        } else if has(State::Partly) || (has(State::Met) && has(State::NotMet)) {
            State::Partly
        } else if has(State::Unknown) {
            State::Unknown
        } else if has(State::NotMet) {
            State::NotMet
        } else if has(State::Contestable) {
            State::Contestable
        } else if has(State::Due) {
            State::Due
        } else {
            State::Met
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn whole(states: &[State]) -> State {
        let parts = states.iter().map(|&state| Part::new(state, Message::new("x"))).collect();
        Judgement { subject: None, parts, nothing: Message::new("x") }.state()
    }

    #[test]
    fn deciding_an_open_part_never_turns_a_decided_whole() {
        use State::{Contestable, Due, Met, NotMet, Partly, Unknown};
        let decided = [Met, Partly, NotMet, Contestable, Due];
        let all = [Met, Partly, NotMet, Contestable, Due, Unknown];
        for a in all {
            for b in all {
                let before = whole(&[a, b, Unknown]);
                if before == Unknown {
                    continue;
                }
                for c in decided {
                    assert_eq!(whole(&[a, b, c]), before, "{a:?} {b:?} and then {c:?}");
                }
            }
        }
    }

    /// A duty of its own that is not met decides, whatever else is met, open or late.
    #[test]
    fn a_part_that_decides_alone() {
        use State::{Contestable, Due, Met, NotMet, Partly, Unknown};
        for other in [Met, Partly, NotMet, Contestable, Due, Unknown] {
            for (own, expected) in
                [(NotMet, NotMet), (Met, whole(&[Met, other])), (Unknown, whole(&[Unknown, other]))]
            {
                let part = |state| Part::new(state, Message::new("x"));
                let parts = vec![part(other), part(own).alone()];
                let found = Judgement { subject: None, parts, nothing: Message::new("x") }.state();
                assert_eq!(found, expected, "{own:?} {other:?}");
            }
        }
    }

    #[test]
    fn the_whole_of_parts() {
        use State::{Contestable, Due, Met, NotApplicable, NotMet, Partly, Unknown};
        assert_eq!(whole(&[]), NotApplicable);
        assert_eq!(whole(&[Met, Met]), Met);
        assert_eq!(whole(&[Met, Due]), Due);
        assert_eq!(whole(&[NotMet, Due]), NotMet);
        assert_eq!(whole(&[Met, NotMet]), Partly);
        assert_eq!(whole(&[Contestable, Due]), Contestable);
        assert_eq!(whole(&[Contestable, NotMet]), NotMet);
        assert_eq!(whole(&[Contestable, Unknown]), Unknown);
        assert_eq!(whole(&[NotMet, Unknown]), Unknown);
        assert_eq!(whole(&[Met, Unknown]), Unknown);
    }
}
