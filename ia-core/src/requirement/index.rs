//! Lookups in a record on a day, each made on first use. A requirement that scanned a section for each entry of another
//! would take time that grows with their product.

mod case;
mod office;
mod training;
mod workplace;

use crate::calendar::Date;
use crate::code::Code as _;
use crate::order::{ById, Keyed, in_order};
use crate::record::{Record, TrainingTopic};
use crate::role::Role;
pub(super) use case::PlanBefore;
use core::cell::OnceCell;
pub(crate) use office::Hold;
use office::Terms;
use training::OfTopic;
pub(super) use training::Trained;
pub(super) use workplace::Held;
use workplace::Workplace;

/// The lookups of one record on one day.
pub(crate) struct Index<'r> {
    pub(crate) record: &'r Record,
    pub(crate) as_of: Date,
    /// Whether holders of offices that reveal membership of a trade union are judged one by one.
    pub(super) shows_union_offices: bool,
    /// Whether a sentence may name the holder of an office, by opaque id.
    pub(super) names_holders: bool,
    pub(crate) workplace: Workplace<'r>,
    terms: OnceCell<Terms>,
    holds: OnceCell<Vec<Hold>>,
    holders: PerCode<Vec<Date>>,
    held_since: PerCode<Option<Date>>,
    numbers: PerCode<(usize, usize)>,
    unlinked: PerCode<Option<(usize, &'static str)>>,
    training: PerCode<OfTopic<'r>>,
    risks: OnceCell<ById<'r>>,
    consultations: OnceCell<ById<'r>>,
    cases: OnceCell<Vec<usize>>,
    absences: OnceCell<ById<'r>>,
    began: OnceCell<Vec<Date>>,
    plans_before: OnceCell<Vec<PlanBefore>>,
    answers: OnceCell<ById<'r>>,
}

/// A value for each member of a vocabulary.
type PerCode<T> = Vec<OnceCell<T>>;

fn per_code<T>(codes: &[&'static str]) -> PerCode<T> {
    codes.iter().map(|_| OnceCell::new()).collect()
}

impl core::fmt::Debug for Index<'_> {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str("Index(..)")
    }
}

impl<'r> Index<'r> {
    /// For the host system.
    pub(crate) fn new(record: &'r Record, as_of: Date) -> Self {
        Self::for_viewer(record, as_of, true, true)
    }

    /// For a viewer, from the record that the viewer may see.
    pub(crate) fn for_viewer(
        record: &'r Record,
        as_of: Date,
        shows_union_offices: bool,
        names_holders: bool,
    ) -> Self {
        Self {
            record,
            as_of,
            shows_union_offices,
            names_holders,
            workplace: Workplace::new(record, as_of),
            terms: OnceCell::new(),
            holds: OnceCell::new(),
            holders: per_code(Role::CODES),
            held_since: per_code(Role::CODES),
            numbers: per_code(Role::CODES),
            unlinked: per_code(Role::CODES),
            training: per_code(TrainingTopic::CODES),
            risks: OnceCell::new(),
            consultations: OnceCell::new(),
            cases: OnceCell::new(),
            absences: OnceCell::new(),
            began: OnceCell::new(),
            plans_before: OnceCell::new(),
            answers: OnceCell::new(),
        }
    }

    /// The risk assessments of a change up to the day, oldest first.
    pub(super) fn risks_of(&self, change: &str) -> &[Keyed<'r>] {
        let risks = self.record.risk_assessments.as_deref().unwrap_or_default();
        let key = |risk: &'r crate::record::RiskAssessment| {
            Some((risk.change.as_ref()?.yes()?.as_str(), risk.date))
        };
        let all =
            self.risks.get_or_init(|| ById::new(risks, |one| key(one).filter(|key| key.1 <= self.as_of)));
        all.of(change)
    }

    /// The consultations about a change up to the day, oldest first.
    pub(super) fn consultations_of(&self, change: &str) -> &[Keyed<'r>] {
        let all = self.record.consultations.as_deref().unwrap_or_default();
        let key = |one: &'r crate::record::Consultation| Some((one.change.as_ref()?.as_str(), one.date));
        let all = self
            .consultations
            .get_or_init(|| ById::new(all, |one| key(one).filter(|key| key.1 <= self.as_of)));
        all.of(change)
    }

    /// The places of the absences, in the order of their ids.
    pub(super) fn cases(&self) -> &[usize] {
        let all = self.record.absences.as_deref().unwrap_or_default();
        let by_id = || in_order(all, |one| Some((Date::MIN, one.id.as_str())));
        self.cases.get_or_init(|| by_id().into_iter().map(|(place, _)| place).collect())
    }

    /// The absences of a person that began from the first day to the last, by their first day.
    pub(super) fn absences_of(&self, person: &str, from: Date, to: Date) -> &[Keyed<'r>] {
        let all = self.record.absences.as_deref().unwrap_or_default();
        let all = self.absences.get_or_init(|| ById::new(all, |one| Some((one.person.as_str(), one.from))));
        all.within(person, from, to)
    }

    /// The answers to a norm up to the day, oldest first.
    pub(super) fn answers_to(&self, norm: &str) -> &[Keyed<'r>] {
        let all = self.record.answers.as_deref().unwrap_or_default();
        let key = |one: &'r crate::record::Answer| Some((one.norm.as_str(), one.date));
        self.answers.get_or_init(|| ById::new(all, |one| key(one).filter(|key| key.1 <= self.as_of))).of(norm)
    }
}
