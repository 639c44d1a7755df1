//! One page a source: its provisions with their timeline, and the norms and knowledge that rest on it.

use super::super::Output;
use super::super::load::Catalogue;
use super::{entry, heading, label, put};
use ia_core::calendar::Period;
use ia_core::catalogue::Basis;
use ia_core::{Code as _, Lang};
use std::fmt::Write as _;

pub fn pages(catalogue: &Catalogue, output: &mut Output, index: &mut String) {
    // Writing to a String cannot fail.
    let _ = writeln!(index, "\n## Kilder\n\n| kilde | slag | bestemmelser |\n| --- | --- | ---: |");
    for source in catalogue.sources.iter().map(|source| &source.is) {
        let provisions: Vec<_> =
            catalogue.provisions.iter().map(|one| &one.is).filter(|one| one.source == source.id).collect();
        let title = heading(source.name(Lang::Nb));
        let file = format!("sources/{}.md", source.id);
        let kind = label(catalogue, source.kind);
        let _ = writeln!(index, "| [{title}]({file}) | {kind} | {} |", provisions.len());
        let mut text = format!("# {title}\n\n- Id: `{}`\n- Slag: {kind}\n", source.id);
        let to = source.valid.to.map_or("i dag".to_owned(), |to| to.to_string());
        let _ = writeln!(text, "- Gjelder: {} til {to}", source.valid.from);
        if let Some(read_to) = source.read_to {
            let _ = writeln!(text, "- Lest til og med: {read_to}");
        }
        if let Some(url) = &source.url {
            let _ = writeln!(text, "- Adresse: <{url}>");
        }
        if !provisions.is_empty() {
            timeline(catalogue, &provisions, &mut text);
            text.push_str(
                "\n## Bestemmelser\n\n\
                 | id | hva | sted | fra | til | tall | sikkerhet | sist kontrollert | normer |\n\
                 | --- | --- | --- | --- | --- | --- | --- | --- | --- |\n",
            );
        }
        for spec in provisions {
            let resting: Vec<String> = catalogue
                .norms
                .iter()
                .map(|norm| &norm.is)
                .filter(|norm| {
                    norm.versions.iter().any(|version| {
                        version.is.basis.iter().any(|basis| *basis == Basis::Provision(spec.id.clone()))
                    })
                })
                .map(|norm| entry::link(norm.entry.topic, &norm.entry.id, norm.entry.title.of(Lang::Nb)))
                .collect();
            if let Some(Period { from, to: Some(to) }) = spec.provision().not_established() {
                let label = spec.label.of(Lang::Nb);
                let _ =
                    writeln!(text, "| `{}` | {label}: ikke klarlagt | | {from} | {to} | | | | |", spec.id);
            }
            for version in spec.versions.iter().map(|version| &version.is) {
                let numbers: Vec<String> =
                    version.numbers.iter().map(|(name, value)| format!("{name} = {value}")).collect();
                let from = match version.from_confidence {
                    Some(confidence) if confidence != version.confidence => {
                        format!("{} ({})", version.from, confidence.code())
                    }
                    _ => version.from.to_string(),
                };
                let _ = writeln!(
                    text,
                    "| `{}` | {} | {} | {from} | {} | {} | {} | {} | {} |",
                    spec.id,
                    spec.label.of(Lang::Nb),
                    entry::cited(catalogue, &spec.id, version.from),
                    version.to.map_or_else(String::new, |to| to.to_string()),
                    numbers.join(", "),
                    version.confidence.code(),
                    spec.checked.map_or_else(String::new, |day| day.to_string()),
                    resting.join("; "),
                );
            }
        }
        let whole: Vec<String> = catalogue
            .norms
            .iter()
            .map(|norm| &norm.is)
            .filter(|norm| {
                let id = Basis::Source(source.id.clone());
                norm.versions.iter().any(|version| version.is.basis.contains(&id))
            })
            .map(|norm| entry::link(norm.entry.topic, &norm.entry.id, norm.entry.title.of(Lang::Nb)))
            .chain(
                catalogue
                    .knowledge
                    .iter()
                    .map(|one| &one.is)
                    .filter(|one| one.sources.contains(&source.id))
                    .map(|one| entry::link(one.topic, &one.id, one.title.of(Lang::Nb))),
            )
            .collect();
        if !whole.is_empty() {
            text.push_str("\n## Det som bygger på kilden\n\n");
            for one in whole {
                let _ = writeln!(text, "- {one}");
            }
        }
        put(output, &file, &text);
    }
}

/// The days on which something in the source changed.
fn timeline(catalogue: &Catalogue, provisions: &[&super::super::load::ProvisionSpec], text: &mut String) {
    let mut changes: Vec<(ia_core::Date, String)> = Vec::new();
    for spec in provisions {
        for (nth, version) in spec.versions.iter().map(|version| &version.is).enumerate() {
            let what = match (nth, spec.not_established_from) {
                (0, None) => "ny",
                (0, Some(_)) => "første ordlyd som er kjent",
                _ => "endret",
            };
            let cited = entry::cited(catalogue, &spec.id, version.from);
            let act = version.act.as_ref().map_or_else(String::new, |act| format!(", {act}"));
            changes.push((version.from, format!("{cited} {what}{act}: {}", spec.label.of(Lang::Nb))));
            if let Some(to) = version.to.filter(|_| nth + 1 == spec.versions.len()) {
                let last = format!("{cited} gjaldt til og med denne dagen: {}", spec.label.of(Lang::Nb));
                changes.push((to, last));
            }
        }
    }
    changes.sort();
    text.push_str("\n## Tidslinje\n");
    let mut day = None;
    for (when, what) in changes {
        if day != Some(when) {
            let _ = writeln!(text, "\n### {when}\n");
            day = Some(when);
        }
        let _ = writeln!(text, "- {what}");
    }
}
