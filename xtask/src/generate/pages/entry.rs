//! How an entry is shown, and how others point at it.

use super::super::load::{Catalogue, KnowledgeEntry, NormSpec};
use super::{label, labels};
use ia_core::calendar::Date;
use ia_core::catalogue::{Basis, Version, Weight};
use ia_core::law::{Citation, Source, SourceKind};
use ia_core::requirement::Requirement;
use ia_core::{Code, Lang};
use std::fmt::Write as _;

/// A link to an entry from a page in a folder beside the topics.
pub fn link(topic: impl Code, id: &str, title: &str) -> String {
    format!("[{title}](../topics/{}.md#{id})", topic.code())
}

fn checked(day: Option<Date>) -> String {
    day.map_or_else(|| "–".to_owned(), |day| day.to_string())
}

pub fn norm(catalogue: &Catalogue, spec: &NormSpec, text: &mut String) {
    let entry = &spec.entry;
    // Writing to a String cannot fail.
    let _ = writeln!(
        text,
        "\n<a id=\"{id}\"></a>\n\n### {}\n\n{}\n\n- Id: `{id}` i `norms/{}.toml`. Sist kontrollert: {}\n- Hvem: {}",
        entry.title.of(Lang::Nb),
        entry.text.of(Lang::Nb),
        spec.file,
        checked(spec.checked),
        labels(catalogue, &entry.bearers),
        id = entry.id,
    );
    if !entry.toward.is_empty() {
        let _ = writeln!(text, "- Overfor: {}", labels(catalogue, &entry.toward));
    }
    if let Some(question) = &entry.question {
        let _ = writeln!(text, "- Spørsmål: {}", question.of(Lang::Nb));
    }
    if let Some(help) = &entry.help {
        let _ = writeln!(text, "- Hjelp: {}", help.of(Lang::Nb));
    }
    if !entry.statements.is_empty() {
        let _ = writeln!(text, "- Utsagn: {}", entry.statements.join(", "));
    }
    if !entry.rows.is_empty() {
        let _ = writeln!(text, "- Rader i oversikten over retten: {}", entry.rows.join(", "));
    }
    let _ = writeln!(
        text,
        "\n| fra | til | modalitet | vekt | grunnlag | sikkerhet | avgjøres av |\n| --- | --- | --- | --- | --- | --- | --- |"
    );
    for version in &spec.versions {
        let version = &version.is;
        let decided = version.requirement.as_ref().map_or_else(String::new, |one| format!("`{}`", kind(one)));
        let _ = writeln!(
            text,
            "| {} | {} | {} | {} | {} | {} | {decided} |",
            version.from,
            version.to.map_or_else(String::new, |to| to.to_string()),
            label(catalogue, version.modality),
            label(catalogue, weighs(catalogue, version)),
            basis(catalogue, version),
            version.confidence.code(),
        );
    }
}

/// The code of a requirement's kind.
pub fn kind(requirement: &Requirement) -> String {
    serde_json::to_value(requirement)
        .ok()
        .and_then(|value| value.as_object()?.keys().next().cloned())
        .unwrap_or_default()
}

pub fn knowledge(catalogue: &Catalogue, entry: &KnowledgeEntry, text: &mut String) {
    let _ = writeln!(
        text,
        "\n<a id=\"{id}\"></a>\n\n### {}\n\n{}\n\n- Id: `{id}` i `knowledge/{}.toml`. Sist kontrollert: {}\n- Slag: {}. Sikkerhet: {}",
        entry.title.of(Lang::Nb),
        entry.text.of(Lang::Nb),
        entry.file,
        checked(entry.checked),
        label(catalogue, entry.kind.kind()),
        entry.confidence.code(),
        id = entry.id,
    );
    if let Some(how) = &entry.how {
        let _ = writeln!(text, "- Slik får du det: {}", how.of(Lang::Nb));
    }
    if let Some((from, to)) = entry.kind.from_to() {
        let _ =
            writeln!(text, "- Gjelder: {from} til {}", to.map_or("i dag".to_owned(), |to| to.to_string()));
    }
    if !entry.roles.is_empty() {
        let _ = writeln!(text, "- Hvem: {}", labels(catalogue, &entry.roles));
    }
    let provisions = entry.kind.provisions().iter().map(|id| cited(catalogue, id, catalogue.read_to));
    let sources = entry.sources.iter().map(|id| named(catalogue, id));
    let basis: Vec<String> = provisions.chain(sources).collect();
    if !basis.is_empty() {
        let _ = writeln!(text, "- Grunnlag: {}", basis.join("; "));
    }
    if !entry.statements.is_empty() {
        let _ = writeln!(text, "- Utsagn: {}", entry.statements.join(", "));
    }
    if !entry.rows.is_empty() {
        let _ = writeln!(text, "- Rader i oversikten over retten: {}", entry.rows.join(", "));
    }
}

pub fn source<'c>(catalogue: &'c Catalogue, id: &str) -> Option<&'c Source> {
    catalogue.sources.iter().map(|source| &source.is).find(|source| source.id == id)
}

fn source_of<'c>(catalogue: &'c Catalogue, basis: &Basis) -> Option<&'c Source> {
    match basis {
        Basis::Source(id) => source(catalogue, id),
        Basis::Provision(id) => {
            source(catalogue, &catalogue.provisions.iter().find(|one| one.is.id == *id)?.is.source)
        }
        Basis::Local(_) => None,
    }
}

/// The sources that a version rests on.
pub fn sources_of<'c>(catalogue: &'c Catalogue, version: &Version) -> Vec<&'c Source> {
    version.basis.iter().filter_map(|basis| source_of(catalogue, basis)).collect()
}

/// How heavily it weighs, by the catalogue that is being read.
pub fn weighs(catalogue: &Catalogue, version: &Version) -> Weight {
    version.weight_by(&kinds(catalogue, version))
}

/// The kinds of the sources that a version rests on, the main one first.
pub fn kinds(catalogue: &Catalogue, version: &Version) -> Vec<SourceKind> {
    sources_of(catalogue, version).iter().map(|source| source.kind).collect()
}

fn named(catalogue: &Catalogue, id: &str) -> String {
    source(catalogue, id).map_or_else(|| id.to_owned(), |source| source.name(Lang::Nb).to_owned())
}

fn basis(catalogue: &Catalogue, version: &Version) -> String {
    let shown = version.basis.iter().map(|basis| match basis {
        Basis::Source(id) => named(catalogue, id),
        // The numbers of today; of what is no longer in force, those of its last day.
        Basis::Provision(id) => cited(catalogue, id, version.to.unwrap_or(Date::MAX)),
        Basis::Local(source) => source.name(Lang::Nb).to_owned(),
    });
    shown.collect::<Vec<_>>().join("; ")
}

/// The provision as a link, in the shape that people write. The tables are not built yet, so the words are
/// put together here from the same data.
pub fn cited(catalogue: &Catalogue, id: &str, day: Date) -> String {
    let Some((source, citation)) = citation(catalogue, id, day) else { return id.to_owned() };
    let shown = format!("{} {}", source.short(Lang::Nb), place(&citation));
    let section = citation.section.to_string().to_lowercase().replace(' ', "");
    match &source.permalink {
        Some(pattern) => format!("[{shown}]({})", pattern.replace("{section}", &section)),
        None => shown,
    }
}

/// The source that a provision stands in, and its place there on the day, or last.
pub fn citation<'c>(catalogue: &'c Catalogue, id: &str, day: Date) -> Option<(&'c Source, Citation)> {
    let spec = &catalogue.provisions.iter().find(|one| one.is.id == id)?.is;
    let provision = spec.provision();
    let citation = provision.at(day).ok().or(provision.versions.last())?.citation("");
    Some((source(catalogue, &spec.source)?, citation))
}

/// A place in a source, such as `§ 4-6 (3) a`.
pub fn place(citation: &Citation) -> String {
    let mut shown = format!("§ {}", citation.section);
    // Writing to a String cannot fail.
    if let Some(paragraph) = citation.paragraph {
        let _ = write!(shown, " ({paragraph})");
    }
    if let Some(letter) = citation.letter {
        let _ = write!(shown, " {letter}");
    }
    if let Some(item) = citation.item {
        let _ = write!(shown, " nr. {item}");
    }
    shown
}
