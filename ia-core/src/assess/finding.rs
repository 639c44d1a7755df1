use crate::calendar::Date;
use crate::catalogue::{Norm, Version, Weight};
use crate::code::{Code, codes};
use crate::order::in_order;
use crate::requirement::{Missing, Options, Reason, State, Subject};

codes! {
    /// How a norm stands on a day.
    pub enum Outcome as "outcome" {
        /// It is met.
        Met = "met",
        /// It is met in part, or late.
        Partly = "partly",
        /// In time by one reading of the law and late by another. No breach.
        Contestable = "contestable",
        /// Something is to be done, and there is still time or no day is set.
        Due = "due",
        /// A binding or agreed norm is not met.
        Breached = "breached",
        /// Good practice is not in place. No breach.
        NotInPlace = "not_in_place",
        /// It does not apply here.
        NotApplicable = "not_applicable",
        /// The record does not decide it; what is missing is named.
        Unknown = "unknown",
    }

    /// What decided a finding.
    pub enum DecidedBy as "decided_by" {
        /// Facts in the record.
        Record = "record",
        /// A person's answer.
        Answer = "answer",
        /// That the norm does or does not apply.
        Condition = "condition",
    }
}

impl Outcome {
    pub(crate) fn of(state: State, weight: Weight) -> Self {
        match state {
            State::Met => Self::Met,
            State::Partly => Self::Partly,
            State::Due => Self::Due,
            State::Contestable => Self::Contestable,
            State::NotMet if weight.can_be_breached() => Self::Breached,
            State::NotMet => Self::NotInPlace,
            State::Unknown => Self::Unknown,
            State::NotApplicable => Self::NotApplicable,
        }
    }

    /// Every outcome, what needs a reader's eye first.
    pub const BY_URGENCY: [Self; 8] = [
        Self::Breached,
        Self::Contestable,
        Self::Partly,
        Self::Due,
        Self::NotInPlace,
        Self::Unknown,
        Self::Met,
        Self::NotApplicable,
    ];

    /// A sign to stand beside the word, so that colour is never alone.
    pub fn sign(self) -> &'static str {
        match self {
            Self::Met => "✓",
            Self::Partly => "◐",
            Self::Due => "◷",
            Self::Contestable => "≠",
            Self::Breached => "✗",
            Self::NotInPlace => "○",
            Self::NotApplicable => "–",
            Self::Unknown => "?",
        }
    }

    /// Whether there is something to do.
    pub fn needs_action(self) -> bool {
        matches!(self, Self::Partly | Self::Due | Self::Contestable | Self::Breached | Self::NotInPlace)
    }
}

/// A norm on a day, decided or not, with why.
#[derive(Debug, Clone)]
pub struct Finding<'c> {
    /// The norm.
    pub norm: &'c Norm,
    /// The version that was used: in force that day, or on the first day of the case.
    pub version: &'c Version,
    /// The case, for norms about one person's sick leave.
    pub subject: Option<Subject>,
    /// How heavily it weighs.
    pub weight: Weight,
    /// How it stands.
    pub outcome: Outcome,
    /// What decided it.
    pub decided_by: DecidedBy,
    /// The day it is or was to be done by.
    pub due: Option<Date>,
    /// The first day by which something is or was to be done that is known not to be done, where the whole is not known.
    pub not_done: Option<Date>,
    /// The next day something is to be done: when all is well today, or beside what is overdue.
    pub next: Option<Date>,
    /// The facts that are missing, when it is not decided. Sorted.
    pub missing: Vec<Missing>,
    /// Why.
    pub reason: Reason,
    /// Whether it is owed above the workplace, which is a part of the undertaking (`level` of the record's workplace).
    pub owed_above: bool,
    /// The norm whose finding carries this one: the same is lacking.
    pub carried_by: Option<&'c str>,
}

impl Finding<'_> {
    /// Each day on which something is or was to be done, whether it is overdue, and whether that is not settled.
    pub(crate) fn days(&self, as_of: Date) -> impl Iterator<Item = (Date, bool, bool)> {
        let provisional = matches!(self.outcome, Outcome::Unknown | Outcome::Contestable);
        let shown = provisional || self.outcome.needs_action();
        let is_settled = |day: Option<Date>| !provisional || (day.is_some() && day == self.not_done);
        let beside = self.not_done.filter(|_| self.not_done != self.due);
        let all = [(self.due, is_settled(self.due)), (beside, true), (self.next, !provisional)];
        let all = all.into_iter().filter(move |_| shown);
        let days = all.filter_map(|(day, is_settled)| Some((day?, is_settled)));
        days.map(move |(date, is_settled)| (date, date < as_of && is_settled, !is_settled))
    }
}

/// How many findings have each outcome.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, serde::Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Counts {
    /// Met.
    pub met: usize,
    /// Partly met.
    pub partly: usize,
    /// In time by one reading of the law and late by another.
    pub contestable: usize,
    /// Due.
    pub due: usize,
    /// Breached.
    pub breached: usize,
    /// Not in place.
    pub not_in_place: usize,
    /// Not applicable.
    pub not_applicable: usize,
    /// Not decided.
    pub unknown: usize,
}

crate::write::writes!(Counts {
    met,
    partly,
    contestable,
    due,
    breached,
    not_in_place,
    not_applicable,
    unknown
});

impl Counts {
    fn add(&mut self, outcome: Outcome) {
        let count = match outcome {
            Outcome::Met => &mut self.met,
            Outcome::Partly => &mut self.partly,
            Outcome::Contestable => &mut self.contestable,
            Outcome::Due => &mut self.due,
            Outcome::Breached => &mut self.breached,
            Outcome::NotInPlace => &mut self.not_in_place,
            Outcome::NotApplicable => &mut self.not_applicable,
            Outcome::Unknown => &mut self.unknown,
        };
        *count = count.saturating_add(1);
    }

    /// The count of one outcome.
    pub fn of(&self, outcome: Outcome) -> usize {
        match outcome {
            Outcome::Met => self.met,
            Outcome::Partly => self.partly,
            Outcome::Contestable => self.contestable,
            Outcome::Due => self.due,
            Outcome::Breached => self.breached,
            Outcome::NotInPlace => self.not_in_place,
            Outcome::NotApplicable => self.not_applicable,
            Outcome::Unknown => self.unknown,
        }
    }

    /// All outcomes together.
    pub fn all(&self) -> usize {
        Outcome::ALL.iter().fold(0, |sum: usize, &outcome| sum.saturating_add(self.of(outcome)))
    }
}

/// Findings counted by weight and outcome.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, serde::Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Totals {
    /// Law.
    pub binding: Counts,
    /// What is agreed or adopted.
    pub agreed: Counts,
    /// Good practice.
    pub good_practice: Counts,
}

crate::write::writes!(Totals { binding, agreed, good_practice });

impl Totals {
    pub(crate) fn of<'a>(findings: impl Iterator<Item = &'a Finding<'a>>) -> Self {
        let mut totals = Self::default();
        for finding in findings {
            totals.add(finding);
        }
        totals
    }

    pub(crate) fn add(&mut self, finding: &Finding<'_>) {
        match finding.weight {
            Weight::Binding => self.binding.add(finding.outcome),
            Weight::Agreed => self.agreed.add(finding.outcome),
            Weight::GoodPractice => self.good_practice.add(finding.outcome),
            Weight::Information => {}
        }
    }

    /// The counts of one weight; nothing is counted for information.
    pub fn by_weight(&self, weight: Weight) -> Counts {
        match weight {
            Weight::Binding => self.binding,
            Weight::Agreed => self.agreed,
            Weight::GoodPractice => self.good_practice,
            Weight::Information => Counts::default(),
        }
    }
}

/// Something with a day: to be done by it, or overdue since.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DueItem<'a> {
    /// The day.
    pub date: Date,
    /// The norm.
    pub norm: &'a Norm,
    /// The case.
    pub subject: Option<&'a Subject>,
    /// How heavily the norm weighs.
    pub weight: Weight,
    /// Whether the day is past, and the step known not to be taken.
    pub overdue: bool,
    /// Whether it is not known that the step is still to be taken, or that this is its day: a fact is missing.
    pub provisional: bool,
}

/// The findings for a record on a day.
#[derive(Debug, Clone)]
pub struct Assessment<'c> {
    /// The day.
    pub as_of: Date,
    /// The conventions used.
    pub options: Options,
    /// The findings, in the order of the norms' ids, and of the cases' ids within a norm.
    pub findings: Vec<Finding<'c>>,
}

impl<'c> Assessment<'c> {
    /// The norm's first finding. A norm about people on sick leave has one a case: [`Self::findings`] holds them all.
    pub fn finding(&self, norm: &str) -> Option<&Finding<'c>> {
        self.findings.iter().find(|finding| finding.norm.id == norm)
    }

    /// Findings by weight and outcome, of what the workplace owes. For one viewer, the door counts what that viewer owes
    /// among these. Each is counted, also what another carries ([`Finding::carried_by`]).
    pub fn totals(&self) -> Totals {
        Totals::of(self.findings.iter().filter(|one| !one.norm.is_of_others() && !one.owed_above))
    }

    /// The same of what is owed above the workplace ([`Finding::owed_above`]) and not by others.
    pub fn totals_owed_above(&self) -> Totals {
        Totals::of(self.findings.iter().filter(|one| !one.norm.is_of_others() && one.owed_above))
    }

    /// The same of what employees, Nav, doctors and others outside owe ([`Norm::is_of_others`]).
    pub fn totals_of_others(&self) -> Totals {
        Totals::of(self.findings.iter().filter(|finding| finding.norm.is_of_others()))
    }

    /// What has a day, earliest first: what is to be done, and what is overdue.
    pub fn due(&self) -> Vec<DueItem<'_>> {
        let mut items: Vec<DueItem<'_>> = Vec::new();
        for finding in &self.findings {
            for (date, overdue, provisional) in finding.days(self.as_of) {
                items.push(DueItem {
                    date,
                    norm: finding.norm,
                    subject: finding.subject.as_ref(),
                    weight: finding.weight,
                    overdue,
                    provisional,
                });
            }
        }
        let ordered = in_order(&items, |item| Some((item.date, item.norm.id.as_str())));
        ordered.into_iter().map(|(_, item)| item.clone()).collect()
    }
}
