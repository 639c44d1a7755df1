//! One page to read against the acts: every version of every norm, a row each, by source and section.

use super::super::load::{Catalogue, NormSpec};
use super::{entry, heading, label, labels};
use ia_core::calendar::Date;
use ia_core::catalogue::{Basis, Norm, Version};
use ia_core::law::{Citation, Section, Source};
use ia_core::{Code as _, Lang};
use std::fmt::Write as _;

const LEAD: &str = "# Alle normer på ett ark

Én rad for hver versjon av hver norm, under det stedet som den først og fremst bygger på. Teksten til normen står på siden til emnet.

- **Ord** er ordet som loven bruker, slik teksten i katalogen gjengir det.
- **Grunnlag** har sikkerheten i parentes: H er lest i en kilde, M er sluttet fra en.
- **Brytes når** sier hva som gjør normen brutt. Noe annet enn det gir aldri brudd.
- **Senest** er dagen det kan bli for sent, og **hvem sin dag** sier hvem som har satt den.
- **Kan vite det** er rollene som kan få spørsmål om normen.
- **Gruppe** er plassen i rekkefølgen av det som skal gjøres.

Reglene for nivå, roller og gruppe står i [beslutning 0019](../decisions/0019-level-knowers-and-group.md).
";

const HEAD: &str = "
| norm | i kraft | ord | vekt | grunnlag | brytes når | senest | hvem sin dag | nivå | kan vite det | gruppe |
| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |
";

/// A version of a norm, with the place that it first of all rests on.
struct Row<'c> {
    source: &'c Source,
    place: Option<Citation>,
    norm: &'c NormSpec,
    version: &'c Version,
}

impl Row<'_> {
    fn section(&self) -> Option<Section> {
        self.place.as_ref().map(|place| place.section)
    }
}

/// The day on which the version is cited: its last, or today.
fn day(version: &Version) -> Date {
    version.to.unwrap_or(Date::MAX)
}

fn rows(catalogue: &Catalogue) -> Vec<Row<'_>> {
    let mut rows = Vec::new();
    for norm in catalogue.norms.iter().map(|norm| &norm.is) {
        for version in norm.versions.iter().map(|version| &version.is) {
            let (source, place) = match version.basis.first() {
                Some(Basis::Provision(id)) => entry::citation(catalogue, id, day(version)).unzip(),
                Some(Basis::Source(id)) => (entry::source(catalogue, id), None),
                Some(Basis::Local(_)) | None => (None, None),
            };
            // A version that rests on nothing is refused.
            rows.extend(source.map(|source| Row { source, place, norm, version }));
        }
    }
    rows.sort_by_key(|row| {
        let place = row.place.as_ref().map(|one| (one.section, one.paragraph, one.letter, one.item));
        (&row.source.id, place, &row.norm.entry.id, row.version.from)
    });
    rows
}

pub fn page(catalogue: &Catalogue) -> String {
    let mut text = LEAD.to_owned();
    let rows = rows(catalogue);
    for of_source in rows.chunk_by(|one, next| one.source.id == next.source.id) {
        for (nth, of_section) in of_source.chunk_by(|one, next| one.section() == next.section()).enumerate() {
            let Some(first) = of_section.first() else { continue };
            // Writing to a String cannot fail.
            if nth == 0 {
                let _ = writeln!(text, "\n## {}", heading(first.source.name(Lang::Nb)));
            }
            if let Some(section) = first.section() {
                let _ = writeln!(text, "\n### § {section}");
            }
            text.push_str(HEAD);
            for row in of_section {
                let _ = writeln!(text, "{}", line(catalogue, row));
            }
        }
    }
    text
}

fn line(catalogue: &Catalogue, row: &Row<'_>) -> String {
    let Row { norm, version, .. } = row;
    let NormSpec { entry, versions, .. } = norm;
    let kinds = entry::kinds(catalogue, version);
    let whole: Norm = entry.norm(versions.iter().map(|version| version.is.clone()).collect());
    let (last_day, count, whose) = version.last_day_by(&kinds);
    let last_day = match count {
        Some(count) => format!("{}: {count}", label(catalogue, last_day)),
        None => label(catalogue, last_day),
    };
    let cells = [
        format!("[{id}](topics/{}.md#{id})", entry.topic.code(), id = entry.id),
        in_force(version),
        word(catalogue, row).to_owned(),
        label(catalogue, version.weight_by(&kinds)),
        format!("{} ({})", basis(catalogue, row), version.confidence.code()),
        version.breach_by(&kinds).map_or_else(|| "aldri".to_owned(), |failure| label(catalogue, failure)),
        last_day,
        label(catalogue, whose),
        label(catalogue, whole.level),
        labels(catalogue, &whole.knowers()),
        label(catalogue, whole.group_by(version, &kinds)),
    ];
    format!("| {} |", cells.join(" | "))
}

fn in_force(version: &Version) -> String {
    match version.to {
        Some(to) => format!("{}–{to}", version.from),
        None => format!("{}–", version.from),
    }
}

/// The word that says what kind of rule it is, as the text has it.
fn word<'c>(catalogue: &'c Catalogue, row: &Row<'_>) -> &'c str {
    let text = row.norm.entry.text.of(Lang::Nb);
    catalogue.modal_verbs.word_in(text, row.version.modality, Lang::Nb).unwrap_or("–")
}

/// What it rests on: in the source that the row stands under the place alone.
fn basis(catalogue: &Catalogue, row: &Row<'_>) -> String {
    let shown = row.version.basis.iter().map(|basis| match basis {
        Basis::Provision(id) => match entry::citation(catalogue, id, day(row.version)) {
            Some((source, place)) if source.id == row.source.id => entry::place(&place),
            Some((source, place)) => format!("{} {}", source.short(Lang::Nb), entry::place(&place)),
            None => id.clone(),
        },
        Basis::Source(id) => entry::source(catalogue, id)
            .map_or_else(|| id.clone(), |source| source.short(Lang::Nb).to_owned()),
        Basis::Local(source) => source.short(Lang::Nb).to_owned(),
    });
    // Letters that no source confirms are not shown: two of one paragraph read alike.
    let mut places: Vec<String> = shown.collect();
    places.dedup();
    places.join("; ")
}
