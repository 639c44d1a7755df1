use super::facts::{Fact, Facts, Missing};
use super::index::Held;
use super::reason::{Reason, State};
use super::{below, entry};
use crate::calendar::Date;
use crate::code::{Code as _, codes};
use crate::json::variants;
use crate::record::{AgreementKind, BodyKind, Sector};
use crate::role::Role;
use crate::text::{Arg, Message};

variants! {
    /// When a version of a norm applies. A closed vocabulary, decided in Kleene's three-valued logic:
    /// what is not known stays unknown unless the rest decides it.
    pub enum Condition {
        /// All hold.
        All(Vec<Condition>) = "all",
        /// At least one holds.
        Any(Vec<Condition>) = "any",
        /// None of these holds. One condition in most cases.
        Not(Vec<Condition>) = "not",
        /// The workplace regularly has so many employees.
        Headcount {
            /// This many or more.
            at_least: Option<u16>,
            /// Fewer than this.
            below: Option<u16>,
        } = "headcount",
        /// So many count for the working environment committee (FOR-2011-12-06-1355 § 3-7 (2)).
        CommitteeHeadcount {
            /// This many or more.
            at_least: Option<u16>,
            /// Fewer than this.
            below: Option<u16>,
        } = "committee_headcount",
        /// The workplace has such a body that day.
        Body(BodyKind) = "body",
        /// The workplace is in one of these sectors.
        Sector(Vec<Sector>) = "sector",
        /// So many people hold the office that day.
        Offices {
            /// The office.
            role: Role,
            /// This many people or more.
            at_least: u16,
        } = "offices",
        /// The workplace has so many safety areas.
        Areas {
            /// This many or more.
            at_least: u16,
        } = "areas",
        /// An agreement is in force that day.
        Agreement {
            /// Its kind.
            kind: AgreementKind,
            /// For how many months it holds when it names no end.
            months: Option<u16>,
        } = "agreement",
        /// The workplace has adopted the guideline, by its source id.
        Guideline(String) = "guideline",
    }
}

codes! {
    /// Kleene's three truth values.
    pub(crate) enum Truth as "truth" {
        /// It holds.
        True = "true",
        /// It does not.
        False = "false",
        /// Not known.
        Unknown = "unknown",
    }
}

impl Truth {
    pub(crate) fn and(self, other: Self) -> Self {
        match (self, other) {
            (Self::False, _) | (_, Self::False) => Self::False,
            (Self::True, Self::True) => Self::True,
            _ => Self::Unknown,
        }
    }

    pub(crate) fn or(self, other: Self) -> Self {
        self.negated().and(other.negated()).negated()
    }

    pub(crate) fn negated(self) -> Self {
        match self {
            Self::True => Self::False,
            Self::False => Self::True,
            Self::Unknown => Self::Unknown,
        }
    }
}

/// A condition, decided.
#[derive(Debug)]
pub(crate) struct Decided {
    pub(crate) truth: Truth,
    pub(crate) reason: Reason,
    pub(crate) missing: Vec<Missing>,
    /// Since when it holds, or does not, where that is known.
    pub(crate) since: Option<Date>,
}

impl Decided {
    fn new(truth: Truth, message: Message, fact: &str) -> Self {
        let mut reason = Reason::new(Some(state_of(truth)), message);
        reason.facts.push(fact.to_owned());
        Self { truth, reason, missing: Vec::new(), since: None }
    }

    fn unknown(message: Message, fact: Fact, path: &str) -> Self {
        Self {
            truth: Truth::Unknown,
            reason: Reason::new(Some(State::Unknown), message),
            missing: vec![Missing { fact, path: path.to_owned(), on: None }],
            since: None,
        }
    }

    fn joined(truth: Truth, key: &'static str, since: Option<Date>, parts: Vec<Self>) -> Self {
        let mut whole = Self {
            truth,
            reason: Reason::new(Some(state_of(truth)), Message::new(key)),
            missing: Vec::new(),
            since,
        };
        for part in parts {
            whole.reason.because.push(part.reason);
            // What is missing matters only while the whole is open.
            if truth == Truth::Unknown {
                whole.missing.extend(part.missing);
            }
        }
        whole
    }
}

/// Shown beside a condition: it holds, it does not, or it is not known.
fn state_of(truth: Truth) -> State {
    match truth {
        Truth::True => State::Met,
        Truth::False => State::NotApplicable,
        Truth::Unknown => State::Unknown,
    }
}

fn truth(holds: bool) -> Truth {
    if holds { Truth::True } else { Truth::False }
}

impl Condition {
    /// Every fact it may read.
    pub(crate) fn asks(&self) -> Vec<Fact> {
        match self {
            Self::All(conditions) | Self::Any(conditions) | Self::Not(conditions) => {
                conditions.iter().flat_map(Self::asks).collect()
            }
            Self::Headcount { .. } => vec![Fact::Headcount],
            Self::CommitteeHeadcount { .. } => {
                vec![Fact::CommitteeHeadcount, Fact::Headcount, Fact::Bodies, Fact::Meetings]
            }
            Self::Body(_) => vec![Fact::Coverage, Fact::Bodies, Fact::Meetings],
            Self::Sector(_) => vec![Fact::Sector],
            Self::Offices { .. } => vec![Fact::Coverage, Fact::Offices],
            Self::Areas { .. } => vec![Fact::Areas],
            Self::Agreement { .. } => vec![Fact::Coverage, Fact::Agreements],
            Self::Guideline(_) => vec![Fact::Coverage, Fact::Guidelines],
        }
    }

    /// The offices that it counts the holders of.
    pub(crate) fn offices(&self) -> Vec<Role> {
        match self {
            Self::All(conditions) | Self::Any(conditions) | Self::Not(conditions) => {
                conditions.iter().flat_map(Self::offices).collect()
            }
            Self::Offices { role, .. } => vec![*role],
            _ => Vec::new(),
        }
    }

    /// Whether it tells of a second holder of an office that reveals membership of a union.
    pub(crate) fn counts_union_offices(&self) -> bool {
        match self {
            Self::All(conditions) | Self::Any(conditions) | Self::Not(conditions) => {
                conditions.iter().any(Self::counts_union_offices)
            }
            Self::Offices { role, at_least } => *at_least > 1 && role.reveals_union_membership(),
            _ => false,
        }
    }

    /// The guidelines that it names, by id.
    pub(crate) fn guidelines(&self) -> Vec<&str> {
        match self {
            Self::All(conditions) | Self::Any(conditions) | Self::Not(conditions) => {
                conditions.iter().flat_map(Self::guidelines).collect()
            }
            Self::Guideline(id) => vec![id],
            _ => Vec::new(),
        }
    }

    /// Whether it holds that day.
    pub(crate) fn decide(&self, facts: &Facts<'_>) -> Decided {
        match self {
            Self::All(conditions) => {
                let parts = decide_each(conditions, facts);
                let truth = parts.iter().fold(Truth::True, |so_far, part| so_far.and(part.truth));
                // They hold since the last of them began to.
                let since = parts.iter().map(|part| part.since).max().flatten();
                Decided::joined(truth, "condition.all", since, parts)
            }
            Self::Any(conditions) => {
                let parts = decide_each(conditions, facts);
                let truth = parts.iter().fold(Truth::False, |so_far, part| so_far.or(part.truth));
                // One is enough: the first of those that hold.
                let holding = parts.iter().filter(|part| part.truth == Truth::True);
                let since = holding.map(|part| part.since).min().flatten();
                Decided::joined(truth, "condition.any", since, parts)
            }
            Self::Not(conditions) => {
                let parts = decide_each(conditions, facts);
                let truth = parts.iter().fold(Truth::False, |so_far, part| so_far.or(part.truth)).negated();
                let since = parts.iter().map(|part| part.since).max().flatten();
                Decided::joined(truth, "condition.not", since, parts)
            }
            Self::Headcount { at_least, below } => headcount((*at_least, *below), false, facts),
            Self::CommitteeHeadcount { at_least, below } => committee_headcount((*at_least, *below), facts),
            Self::Body(kind) => body(*kind, facts),
            Self::Sector(sectors) => sector(sectors, facts),
            Self::Offices { role, at_least } => offices(*role, *at_least, facts),
            Self::Areas { at_least } => areas(*at_least, facts),
            Self::Agreement { kind, months } => agreement(*kind, *months, facts),
            Self::Guideline(id) => guideline(id, facts),
        }
    }
}

fn decide_each(conditions: &[Condition], facts: &Facts<'_>) -> Vec<Decided> {
    conditions.iter().map(|condition| condition.decide(facts)).collect()
}

/// The count that holds on the day, of all or for the committee, held against the limits.
fn headcount(
    (at_least, below): (Option<u16>, Option<u16>),
    of_committee: bool,
    facts: &Facts<'_>,
) -> Decided {
    let fact = if of_committee { Fact::CommitteeHeadcount } else { Fact::Headcount };
    let fits = |number: u32| {
        at_least.is_none_or(|least| number >= u32::from(least))
            && below.is_none_or(|below| number < u32::from(below))
    };
    let key = match (at_least, below) {
        (Some(_), Some(_)) => "condition.headcount_between",
        (_, Some(_)) => "condition.headcount_below",
        _ => "condition.headcount_at_least",
    };
    let mut message = Message::new(key);
    if let Some(least) = at_least {
        message = message.count("least", usize::from(least));
    }
    if let Some(below) = below {
        message = message.count("below", usize::from(below));
    }
    let path = format!("/workplace/{}", fact.code());
    match facts.index.workplace.headcount(of_committee) {
        Some((index, number)) => {
            let holds = fits(number);
            let message = message.with("employees", Arg::Number(i64::from(number)));
            let since = facts.index.workplace.headcount_since(of_committee, &|one| fits(one) == holds);
            Decided { since, ..Decided::new(truth(holds), message, &entry(&path, index)) }
        }
        None => Decided::unknown(Message::new("condition.headcount_unknown"), fact, &path),
    }
}

/// The number that counts for the committee, or what the number of all tells of it: they are some of all, so that they
/// are never more. Where the committee is there and all are enough, whether they are enough decides nothing.
fn committee_headcount((at_least, below): (Option<u16>, Option<u16>), facts: &Facts<'_>) -> Decided {
    let workplace = &facts.index.workplace;
    if workplace.headcount(true).is_some() {
        return headcount((at_least, below), true, facts);
    }
    if let Some((nth, most)) = workplace.most_last_year() {
        let too_few = at_least.is_some_and(|least| most < u32::from(least));
        let few_enough = at_least.is_none() && below.is_some_and(|below| most < u32::from(below));
        if too_few || few_enough {
            let message = Message::new("condition.committee_at_most").count("employees", most as usize);
            return Decided::new(truth(few_enough), message, &entry("/workplace/headcount", nth));
        }
    }
    if let (Some((nth, all)), Some(least), None) = (workplace.headcount(false), at_least, below) {
        let committee = BodyKind::WorkingEnvironmentCommittee;
        let sits = facts.meetings_of(committee).is_some() || workplace.bodies(committee).count > 0;
        if sits && all >= u32::from(least) {
            let message =
                Message::new("condition.committee_sits").with("employees", Arg::Number(i64::from(all)));
            return Decided::new(Truth::True, message, &entry("/workplace/headcount", nth));
        }
    }
    let unknown = Message::new("condition.committee_unknown");
    Decided::unknown(unknown, Fact::CommitteeHeadcount, "/workplace/committee_headcount")
}

fn sector(sectors: &[Sector], facts: &Facts<'_>) -> Decided {
    let message = Message::new("condition.sector").terms("sectors", sectors);
    match facts.record.workplace.as_ref().and_then(|workplace| workplace.sector) {
        Some(sector) => Decided::new(truth(sectors.contains(&sector)), message, "/workplace/sector"),
        None => Decided::unknown(message, Fact::Sector, "/workplace/sector"),
    }
}

fn offices(role: Role, at_least: u16, facts: &Facts<'_>) -> Decided {
    let message = Message::new("condition.offices").term("role", role).count("least", usize::from(at_least));
    if facts.record.offices.is_none() {
        return Decided::unknown(message, Fact::Offices, "/offices");
    }
    let begun = facts.index.holders(role);
    let (fewest, most) = facts.index.number_of_holders(role);
    let least = usize::from(at_least);
    if fewest < least && least <= most {
        // Whether two are one person is not known, or whether somebody's term is over.
        let (place, key) = facts.index.open_holder(role);
        return Decided::unknown(message, Fact::Offices, &below(&entry("/offices", place), key));
    }
    // Since when so many have held it: a new holder is no beginning; of several, the day the last of them began.
    let since = match at_least {
        1 => facts.index.held_since(role),
        _ => usize::from(at_least).checked_sub(1).and_then(|nth| begun.get(nth)).copied(),
    };
    Decided { since, ..counted(begun.len(), at_least, message, "/offices", facts) }
}

fn body(kind: BodyKind, facts: &Facts<'_>) -> Decided {
    let message = Message::new("condition.body").term("body", kind);
    if facts.record.bodies.is_none() {
        // A body that meets is there, whoever sits in it, since its first meeting at the latest.
        if let Some([(_, first), (nth, _)]) = facts.meetings_of(kind) {
            let there = Decided::new(Truth::True, message, &entry("/meetings", nth));
            return Decided { since: Some(first), ..there };
        }
        return Decided::unknown(message, Fact::Bodies, "/bodies");
    }
    let Held { count, since } = facts.index.workplace.bodies(kind);
    Decided { since, ..counted(count, 1, message, "/bodies", facts) }
}

fn areas(at_least: u16, facts: &Facts<'_>) -> Decided {
    let message = Message::new("condition.areas").count("least", usize::from(at_least));
    match facts.record.workplace.as_ref().and_then(|workplace| workplace.areas.as_ref()) {
        Some(areas) => Decided::new(truth(areas.len() >= usize::from(at_least)), message, "/workplace/areas"),
        None => Decided::unknown(message, Fact::Areas, "/workplace/areas"),
    }
}

/// At least so many: shown by what the record says, denied only for a day it covers.
fn counted(held: usize, at_least: u16, message: Message, path: &str, facts: &Facts<'_>) -> Decided {
    let enough = held >= usize::from(at_least);
    if enough || facts.is_covered() {
        Decided::new(truth(enough), message, path)
    } else {
        Decided::unknown(message, Fact::Coverage, facts.uncovered_side())
    }
}

fn agreement(kind: AgreementKind, months: Option<u16>, facts: &Facts<'_>) -> Decided {
    let message = Message::new("condition.agreement").term("agreement", kind);
    if facts.record.workplace.as_ref().is_none_or(|workplace| workplace.agreements.is_none()) {
        return Decided::unknown(message, Fact::Agreements, "/workplace/agreements");
    }
    let Held { count, since } = facts.index.workplace.agreements(kind, months);
    Decided { since, ..counted(count, 1, message, "/workplace/agreements", facts) }
}

fn guideline(id: &str, facts: &Facts<'_>) -> Decided {
    let message = Message::new("condition.guideline").with("guideline", Arg::Verbatim(id.to_owned()));
    if facts.record.workplace.as_ref().is_none_or(|workplace| workplace.guidelines.is_none()) {
        return Decided::unknown(message, Fact::Guidelines, "/workplace/guidelines");
    }
    let Held { count, since } = facts.index.workplace.guideline(id);
    Decided { since, ..counted(count, 1, message, "/workplace/guidelines", facts) }
}
