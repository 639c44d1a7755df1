use super::shown;
use crate::assess::{Outcome, View, findings, index_for};
use crate::calendar::Date;
use crate::catalogue::{Norm, norms};
use crate::code::codes;
use crate::law::{self, Style};
use crate::record::Record;
use crate::requirement::{Facts, Index, Options};
use crate::text::{Lang, LanguageNotIncluded, table};
use std::borrow::Cow;

codes! {
    /// How something changed.
    pub enum ChangeKind as "change" {
        /// It began.
        New = "new",
        /// It stood before too; what it said then is not established.
        FirstKnown = "first_known",
        /// It changed.
        Changed = "changed",
        /// It ended.
        Ended = "ended",
    }

    /// What a change means at a workplace.
    pub enum Effect as "effect" {
        /// It applies now, and did not before.
        NewlyApplies = "newly_applies",
        /// It applied before, and no longer does.
        NoLongerApplies = "no_longer_applies",
        /// It has another last day.
        DeadlineChanged = "deadline_changed",
        /// It applies as before, in another version.
        StillApplies = "still_applies",
        /// It applies neither before nor after.
        DoesNotApply = "does_not_apply",
        /// The record does not say.
        Unknown = "unknown",
    }
}

shown! {
    /// What changed from one day to another.
    pub struct Changes {
        /// The provisions, by the first day of the change, then by id.
        pub provisions: Vec<Change>,
        /// The norms, in the same order.
        pub norms: Vec<Change>,
    }

    /// Something that changed.
    pub struct Change {
        /// The provision's or norm's id.
        pub id: String,
        /// What it is about.
        pub title: String,
        /// How it changed.
        pub kind: ChangeKind,
        /// The first day of the change.
        pub on: Date,
        /// The rule in words, or where it stands, before.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub before: Option<String>,
        /// The rule in words, or where it stands, after.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub after: Option<String>,
        /// What it means at the workplace, for a norm and when a record is given.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub effect: Option<Effect>,
    }
}

/// The provisions and norms that stand otherwise on the second day than on the first, with what it means for a
/// workplace when its record is given.
///
/// With a viewer, the record is the one that the viewer may see ([`View::record`]), and norms about what the viewer
/// may not see have no effect said.
///
/// # Errors
/// [`LanguageNotIncluded`] when the crate was built without the language.
pub fn changes_between(
    from: Date,
    to: Date,
    record: Option<&Record>,
    options: &Options,
    view: Option<&View>,
    lang: Lang,
) -> Result<Changes, LanguageNotIncluded> {
    let seen = record.map(|record| view.map_or(Cow::Borrowed(record), |view| view.record(record)));
    changes_seen(from, to, seen.as_deref(), options, view, lang)
}

/// The same for a record that holds only what the viewer may see.
pub(crate) fn changes_seen(
    from: Date,
    to: Date,
    record: Option<&Record>,
    options: &Options,
    view: Option<&View>,
    lang: Lang,
) -> Result<Changes, LanguageNotIncluded> {
    let table = table(lang)?;
    let indexes = record.map(|record| [from, to].map(|day| index_for(record, day, view)));
    // Loops: a chain of iterators is several times the download.
    let mut provisions = Vec::new();
    for (provision, label) in law::provisions().iter().zip(&table.provisions) {
        let (before, after) = (provision.at(from).ok(), provision.at(to).ok());
        if before == after {
            continue;
        }
        let source = law::source(&provision.source).map_or("", |source| source.id.as_str());
        let cited = |version: &law::ProvisionVersion| version.citation(source).print(lang, Style::Short);
        let stood = provision.not_established().is_some_and(|days| days.contains(from));
        if let Some((kind, on)) = change(before.map(|one| one.to), after.map(|one| one.from), stood) {
            provisions.push(Change {
                id: provision.id.clone(),
                title: (*label).to_owned(),
                kind,
                on,
                before: before.map(cited),
                after: after.map(cited),
                effect: None,
            });
        }
    }
    let mut changed = Vec::new();
    for norm in norms() {
        let (before, after) = (norm.at(from).ok(), norm.at(to).ok());
        if before == after {
            continue;
        }
        let text = |version| norm.text(version, lang).ok();
        let stood = norm.is_not_established(from);
        if let Some((kind, on)) = change(before.map(|one| one.to), after.map(|one| one.from), stood) {
            changed.push(Change {
                id: norm.id.clone(),
                title: norm.title(lang).unwrap_or_default().to_owned(),
                kind,
                on,
                before: before.and_then(text),
                after: after.and_then(text),
                effect: indexes.as_ref().and_then(|days| effect(norm, days, options, view)),
            });
        }
    }
    Ok(Changes { provisions: by_day(&provisions), norms: by_day(&changed) })
}

/// How it changed and from when: from the last day before, or the first day after.
fn change(ended: Option<Option<Date>>, begun: Option<Date>, stood: bool) -> Option<(ChangeKind, Date)> {
    match (ended, begun) {
        (None, Some(day)) if stood => Some((ChangeKind::FirstKnown, day)),
        (None, Some(day)) => Some((ChangeKind::New, day)),
        (Some(_), Some(day)) => Some((ChangeKind::Changed, day)),
        (Some(Some(last)), None) => Some((ChangeKind::Ended, last.plus_days(1)?)),
        _ => None,
    }
}

fn by_day(changes: &[Change]) -> Vec<Change> {
    let order = crate::order::in_order(changes, |change| Some((change.on, change.id.as_str())));
    order.into_iter().map(|(_, change)| change.clone()).collect()
}

/// What the change of a norm means at the workplace; none for a norm with nothing to be met.
fn effect<'r>(
    norm: &'r Norm,
    days: &'r [Index<'r>; 2],
    options: &'r Options,
    view: Option<&View>,
) -> Option<Effect> {
    if !view.is_none_or(|view| view.may_see_norm(norm.sensitivity)) {
        return None;
    }
    let on = |index: &'r Index<'r>| {
        let findings = findings(norm, index, options, view);
        let outcome = findings.first().map(|finding| finding.outcome);
        let due = findings.iter().filter_map(|finding| finding.due).min();
        (outcome, due)
    };
    let [from, to] = days;
    let ((before, due_before), (after, due_after)) = (on(from), on(to));
    let applies = |outcome: Option<Outcome>| match outcome {
        None | Some(Outcome::NotApplicable) => Some(false),
        Some(_) => Some(true),
    };
    if before.is_none() && after.is_none() {
        return None;
    }
    // What hangs on a condition that is not known is not known; what is to be met and not known applies.
    let open = |index: &'r Index<'r>| {
        let version = norm.at(index.as_of).ok()?;
        let facts = Facts::new(index, options, version.period());
        let truth = version.condition()?.decide(&facts).truth;
        Some(truth == crate::requirement::Truth::Unknown)
    };
    if open(from) == Some(true) || open(to) == Some(true) {
        return Some(Effect::Unknown);
    }
    Some(match (applies(before), applies(after)) {
        (Some(false), Some(true)) => Effect::NewlyApplies,
        (Some(true), Some(false)) => Effect::NoLongerApplies,
        (Some(true), Some(true)) if due_before != due_after => Effect::DeadlineChanged,
        (Some(true), Some(true)) => Effect::StillApplies,
        _ => Effect::DoesNotApply,
    })
}
