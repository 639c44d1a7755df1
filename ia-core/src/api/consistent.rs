//! Whether a record and packs hold together: what is refused, and what is warned of.

use super::FailureItem;
use crate::assess::parts;
use crate::calendar::Date;
use crate::catalogue::{self, Norm, Pack, is_local};
use crate::error::{Errors, InputCode, InputError, InputErrors, Place};
use crate::law::{self, SourceKind};
use crate::limits::{MOST_NORMS_IN_ALL, MOST_PACKS, MOST_PARTS};
use crate::order::ById;
use crate::record::Record;
use crate::requirement::Condition;
use crate::text::Table;

pub(super) const ROOT: Place<'static> = Place::Root;

/// The guidelines that can be adopted: those of the catalogue, and the sources of packs. Without packs, where a request
/// has none, ids of local guidelines are not looked up.
pub(super) struct Guidelines<'p> {
    packs: Option<&'p [Pack]>,
    own: ById<'p>,
}

impl<'p> Guidelines<'p> {
    pub(super) fn new(packs: Option<&'p [Pack]>) -> Self {
        let own = ById::new(packs.unwrap_or_default(), |pack| Some((pack.source.id.as_str(), Date::MIN)));
        Self { packs, own }
    }

    fn listed() -> impl Iterator<Item = &'p str> {
        let listed = law::sources().iter().filter(|source| source.kind == SourceKind::Guideline);
        listed.map(|source| source.id.as_str())
    }

    /// Reports a guideline that nothing knows.
    pub(super) fn check(&self, id: &str, at: &Place<'_>, errors: &mut Errors) {
        let is_known = self.own.has(id)
            || self.packs.is_none() && is_local(id)
            || Self::listed().any(|listed| listed == id);
        if !is_known {
            let own = self.packs.into_iter().flatten().map(|pack| pack.source.id.as_str());
            errors.unknown(InputCode::UnknownSource, at, id, Self::listed().chain(own));
        }
    }
}

/// A consistent record whose guidelines exist ([`Guidelines`]), with packs that hold together.
pub(super) fn consistent(record: &Record, packs: Option<&[Pack]>) -> Result<(), InputErrors> {
    let at = ROOT.key("record");
    let mut errors = Errors::default();
    let guidelines = Guidelines::new(packs);
    of_packs(packs.unwrap_or_default(), &guidelines, &mut errors);
    record.check_into(&at, &mut errors);
    let adopted = record.workplace.as_ref().and_then(|workplace| workplace.guidelines.as_deref());
    let listed = at.key("workplace");
    let listed = listed.key("guidelines");
    for (nth, adoption) in adopted.unwrap_or_default().iter().enumerate() {
        guidelines.check(adoption.guideline.as_str(), &listed.index(nth).key("guideline"), &mut errors);
    }
    errors.or(|| ())
}

/// Packs within the limits, each norm and each source in one of them, and conditions that name what there is.
fn of_packs(packs: &[Pack], guidelines: &Guidelines<'_>, errors: &mut Errors) {
    let at = ROOT.key("packs");
    let norms = packs.iter().map(|pack| pack.norms.len()).fold(0, usize::saturating_add);
    for (count, limit) in [(packs.len(), MOST_PACKS), (norms, MOST_NORMS_IN_ALL)] {
        if count > limit {
            errors.too_large(&at, limit);
        }
    }
    let mut own: Vec<(usize, &str)> = Vec::new();
    for (nth, pack) in packs.iter().enumerate() {
        own.extend(pack.norms.iter().map(|norm| (nth, norm.id.as_str())));
    }
    let own_by_id = ById::new(&own, |(_, id)| Some((*id, Date::MIN)));
    let mut twice: Vec<bool> = packs.iter().map(|_| false).collect();
    for same in own_by_id.groups() {
        let mut packs = same.iter().filter_map(|one| own.get(one.place)).map(|(nth, _)| *nth);
        let first = packs.next();
        for nth in packs.filter(|nth| Some(*nth) != first) {
            if let Some(twice) = twice.get_mut(nth) {
                *twice = true;
            }
        }
    }
    for same in guidelines.own.groups() {
        for again in same.iter().skip(1) {
            errors.simple(InputCode::DuplicateId, &at.index(again.place).key("source").key("id"));
        }
    }
    for (nth, _) in twice.into_iter().enumerate().filter(|(_, twice)| *twice) {
        errors.simple(InputCode::DuplicateId, &at.index(nth));
    }
    for (pack, at) in packs.iter().enumerate().map(|(nth, pack)| (pack, at.index(nth))) {
        let at = at.key("norms");
        for (norm, at) in pack.norms.iter().enumerate().map(|(nth, norm)| (norm, at.index(nth))) {
            let at = at.key("version");
            for (version, at) in norm.versions.iter().enumerate().map(|(nth, one)| (one, at.index(nth))) {
                for id in version.when.iter().flat_map(Condition::guidelines) {
                    guidelines.check(id, &at.key("when"), errors);
                }
            }
        }
    }
}

/// Slips with which a record can still be judged: those of [`Record::warnings`], and answers to norms that are gone.
pub(super) fn warnings(record: &Record, packs: Option<&[Pack]>, table: &Table) -> Vec<FailureItem> {
    let at = ROOT.key("record");
    let mut warnings = Errors::default();
    record.warnings_into(&at, &mut warnings);
    let answered = record.answers.as_deref().unwrap_or_default();
    // Without answers no norm is looked for.
    let own = packs.filter(|_| !answered.is_empty()).into_iter().flatten();
    let own: Vec<&str> = own.flat_map(|pack| &pack.norms).map(|one| one.id.as_str()).collect();
    let own_by_id = ById::new(&own, |id| Some((*id, Date::MIN)));
    let answers = at.key("answers");
    for (nth, answer) in answered.iter().enumerate() {
        let norm = answer.norm.as_str();
        // Of a request without packs nothing is known of local norms.
        let is_known =
            own_by_id.has(norm) || catalogue::norm(norm).is_some() || packs.is_none() && is_local(norm);
        if !is_known {
            let known = catalogue::norms().iter().map(|norm| norm.id.as_str()).chain(own.iter().copied());
            warnings.unknown(InputCode::UnknownNorm, &answers.index(nth).key("norm"), norm, known);
        }
    }
    super::items(warnings.shown(), table)
}

/// Refuses an assessment that would make more parts than the limit.
pub(super) fn is_not_too_large(
    norms: &[&Norm],
    record: &Record,
    packs: &[Pack],
    as_of: Date,
) -> Result<(), InputErrors> {
    if parts(norms.iter().copied(), record, as_of) <= MOST_PARTS {
        return Ok(());
    }
    let at = ROOT.key(if packs.is_empty() { "record" } else { "packs" });
    Err(InputError::too_large(&at, MOST_PARTS).into())
}

/// Whether there is such a norm, in the catalogue or a pack.
pub(super) fn exists(norm: &str, packs: &[Pack]) -> bool {
    catalogue::norm(norm).is_some() || packs.iter().flat_map(|pack| &pack.norms).any(|one| one.id == norm)
}

pub(super) fn no_such_norm(norm: &str, packs: &[Pack], at: &Place<'_>) -> InputError {
    let own = packs.iter().flat_map(|pack| &pack.norms).map(|one| one.id.as_str());
    let known = catalogue::norms().iter().map(|norm| norm.id.as_str()).chain(own);
    InputError::unknown(InputCode::UnknownNorm, at, norm, known)
}
