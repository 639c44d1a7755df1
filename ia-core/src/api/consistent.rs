//! Whether a record and packs hold together: what is refused, and what is warned of.

use super::FailureItem;
use crate::assess::parts;
use crate::calendar::Date;
use crate::catalogue::{self, Norm, Pack, is_local};
use crate::error::{Errors, InputCode, InputError, InputErrors, Place};
use crate::law::{self, SourceKind};
use crate::limits::{MOST_NORMS_IN_ALL, MOST_PACKS, MOST_PARTS, PARTS_ALWAYS, PARTS_FOR_EACH};
use crate::order::ById;
use crate::record::Record;
use crate::requirement::{Condition, InCases, entries_of};
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

/// Refuses an assessment that would make more parts than the limits: all norms of any record, and norms of packs in
/// step with the request.
pub(super) fn is_not_too_large(norms: &[&Norm], record: &Record, as_of: Date) -> Result<(), InputErrors> {
    let in_cases = InCases::of(record);
    let own: Vec<&Norm> = norms.iter().copied().filter(|norm| catalogue::norm(&norm.id).is_none()).collect();
    let each = entries_of(record, in_cases).saturating_add(own.len()).saturating_mul(PARTS_FOR_EACH);
    let limit_of_own = each.saturating_add(PARTS_ALWAYS).min(MOST_PARTS);
    if parts(own.iter().copied(), record, in_cases, as_of) > limit_of_own {
        return Err(InputError::too_many_parts(&ROOT.key("packs"), limit_of_own).into());
    }
    if parts(norms.iter().copied(), record, in_cases, as_of) > MOST_PARTS {
        let at = ROOT.key(if own.is_empty() { "record" } else { "packs" });
        return Err(InputError::too_many_parts(&at, MOST_PARTS).into());
    }
    Ok(())
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalogue::Version;
    use crate::requirement::Requirement;
    use crate::text::Message;

    fn offices(count: usize) -> Record {
        let office =
            |nth| format!(r#"{{"role":"safety_representative","person":"p{nth}","from":"2026-01-01"}}"#);
        let offices: Vec<String> = (0..count).map(office).collect();
        let covers = r#""covers":{"from":"2020-01-01","to":"2026-11-22"}"#;
        Record::from_json(&format!(r#"{{{covers},"offices":[{}]}}"#, offices.join(","))).expect("a record")
    }

    fn norm() -> Norm {
        let is_of_terms =
            |version: &Version| matches!(version.requirement, Some(Requirement::OfficeConditions(_)));
        let found = catalogue::norms().iter().find(|norm| norm.versions.iter().any(is_of_terms));
        let mut norm = found.expect("a norm on the terms of an office").clone();
        norm.id = "local-norm".to_owned();
        norm.versions.retain(is_of_terms);
        norm.versions.truncate(1);
        for version in &mut norm.versions {
            version.when = None;
        }
        norm
    }

    /// A norm on the terms of an office judges each of 1,000 offices and looks at them: 1,000 + 1,000 / 64 + 1 parts.
    #[test]
    fn norms_of_packs_times_entries_have_a_limit_in_step_with_the_request() {
        let (record, norm) = (offices(1000), norm());
        let as_of = Date::new(2026, 11, 22).expect("a day");
        let of = |count: usize| {
            let norms: Vec<&Norm> = core::iter::repeat_n(&norm, count).collect();
            is_not_too_large(&norms, &record, as_of)
        };
        // 974 * 1,016 = 989,584 is at most 200,000 + 400 * (1,000 + 974) = 989,600; one more is not.
        assert!(of(974).is_ok());
        let refused = of(975).expect_err("too large");
        let [error] = refused.0.as_slice() else { panic!("one error") };
        assert_eq!((error.code, error.path.as_str()), (InputCode::TooLarge, "/packs"));
        assert_eq!(error.expected, Message::new("error.too_many_parts").count("limit", 990_000));
    }

    /// The norms of the catalogue are as many for every record.
    #[test]
    fn the_catalogue_is_held_against_the_greatest_limit_alone() {
        let as_of = Date::new(2026, 11, 22).expect("a day");
        let norms: Vec<&Norm> = catalogue::norms().iter().collect();
        assert!(is_not_too_large(&norms, &offices(20_000), as_of).is_ok());
    }
}
