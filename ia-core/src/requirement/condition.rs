use super::entry;
use super::facts::{Fact, Facts, Missing};
use super::reason::{Reason, State};
use crate::calendar::Date;
use crate::code::{Code as _, codes};
use crate::json::variants;
use crate::order::in_order;
use crate::record::{AgreementKind, BodyKind, Headcount, Id, Sector};
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
    /// Since when it holds, for an agreement or a guideline.
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

    fn joined(truth: Truth, key: &'static str, parts: Vec<Self>) -> Self {
        let mut whole = Self {
            truth,
            reason: Reason::new(Some(state_of(truth)), Message::new(key)),
            missing: Vec::new(),
            since: None,
        };
        for part in parts {
            whole.since = whole.since.max(part.since);
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
            Self::CommitteeHeadcount { .. } => vec![Fact::CommitteeHeadcount],
            Self::Body(_) => vec![Fact::Coverage, Fact::Bodies],
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
                Decided::joined(truth, "condition.all", parts)
            }
            Self::Any(conditions) => {
                let parts = decide_each(conditions, facts);
                let truth = parts.iter().fold(Truth::False, |so_far, part| so_far.or(part.truth));
                Decided::joined(truth, "condition.any", parts)
            }
            Self::Not(conditions) => {
                let parts = decide_each(conditions, facts);
                let truth = parts.iter().fold(Truth::False, |so_far, part| so_far.or(part.truth)).negated();
                Decided::joined(truth, "condition.not", parts)
            }
            Self::Headcount { at_least, below } => {
                let counts = facts.record.workplace.as_ref().and_then(|one| one.headcount.as_deref());
                headcount((*at_least, *below), counts, Fact::Headcount, facts.as_of)
            }
            Self::CommitteeHeadcount { at_least, below } => {
                let counts =
                    facts.record.workplace.as_ref().and_then(|one| one.committee_headcount.as_deref());
                headcount((*at_least, *below), counts, Fact::CommitteeHeadcount, facts.as_of)
            }
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

/// The count that holds on the day, held against the limits.
fn headcount(
    (at_least, below): (Option<u16>, Option<u16>),
    counts: Option<&[Headcount]>,
    fact: Fact,
    as_of: Date,
) -> Decided {
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
    let latest = counts
        .unwrap_or_default()
        .iter()
        .enumerate()
        .filter(|(_, count)| count.from <= as_of)
        .max_by_key(|(_, count)| (count.from, count.employees));
    match latest {
        Some((index, count)) => {
            let number = count.employees.count();
            let holds = at_least.is_none_or(|least| number >= u32::from(least))
                && below.is_none_or(|below| number < u32::from(below));
            let message = message.with("employees", Arg::Number(i64::from(number)));
            Decided::new(truth(holds), message, &entry(&path, index))
        }
        None => Decided::unknown(Message::new("condition.headcount_unknown"), fact, &path),
    }
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
    let Some(offices) = &facts.record.offices else {
        return Decided::unknown(message, Fact::Offices, "/offices");
    };
    let mut people = in_order(offices, |office| {
        let fits = office.role.is(role) && office.on(facts.as_of);
        fits.then(|| (Date::MIN, office.person.as_ref().map_or("", Id::as_str)))
    });
    // One person in the office for two areas is one person.
    people.dedup_by(|(_, a), (_, b)| a.person.is_some() && a.person == b.person);
    let held = people.len();
    // Since when so many have held it: from the day the last of them began.
    let begun: Vec<Date> = people.iter().map(|(_, office)| Facts::held_since(offices, office)).collect();
    let begun = in_order(&begun, |day| Some((*day, "")));
    let since = usize::from(at_least).checked_sub(1).and_then(|nth| begun.get(nth)).map(|place| *place.1);
    Decided { since, ..counted(held, at_least, message, "/offices", facts) }
}

fn body(kind: BodyKind, facts: &Facts<'_>) -> Decided {
    let message = Message::new("condition.body").term("body", kind);
    match &facts.record.bodies {
        Some(bodies) => {
            let sitting = bodies.iter().filter(|body| body.kind == kind && body.on(facts.as_of));
            let since = sitting.clone().map(|body| body.from).min();
            Decided { since, ..counted(sitting.count(), 1, message, "/bodies", facts) }
        }
        None => Decided::unknown(message, Fact::Bodies, "/bodies"),
    }
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
    let agreements = facts.record.workplace.as_ref().and_then(|workplace| workplace.agreements.as_deref());
    let Some(agreements) = agreements else {
        return Decided::unknown(message, Fact::Agreements, "/workplace/agreements");
    };
    let held: Vec<Date> = agreements
        .iter()
        .filter(|agreement| agreement.kind == kind && agreement.period(months).contains(facts.as_of))
        .map(|agreement| agreement.from)
        .collect();
    let since = held.iter().min().copied();
    Decided { since, ..counted(held.len(), 1, message, "/workplace/agreements", facts) }
}

fn guideline(id: &str, facts: &Facts<'_>) -> Decided {
    let message = Message::new("condition.guideline").with("guideline", Arg::Verbatim(id.to_owned()));
    let adopted = facts.record.workplace.as_ref().and_then(|workplace| workplace.guidelines.as_deref());
    let Some(adopted) = adopted else {
        return Decided::unknown(message, Fact::Guidelines, "/workplace/guidelines");
    };
    let held: Vec<Date> = adopted
        .iter()
        .filter(|adoption| adoption.guideline.as_str() == id)
        .filter(|adoption| adoption.from <= facts.as_of && adoption.to.is_none_or(|to| facts.as_of <= to))
        .map(|adoption| adoption.from)
        .collect();
    let since = held.iter().min().copied();
    Decided { since, ..counted(held.len(), 1, message, "/workplace/guidelines", facts) }
}
