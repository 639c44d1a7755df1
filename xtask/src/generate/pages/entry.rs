//! How an entry is shown, and how others point at it.

use super::super::load::{Catalogue, KnowledgeEntry, NormSpec};
use super::{label, labels};
use ia_core::calendar::Date;
use ia_core::catalogue::{Basis, Version, Weight, weight};
use ia_core::law::Source;
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

fn source<'c>(catalogue: &'c Catalogue, id: &str) -> Option<&'c Source> {
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
    let sources = sources_of(catalogue, version);
    sources.iter().map(|source| weight(source.kind, version.modality)).max().unwrap_or(Weight::Information)
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
    let shown = || {
        let spec = &catalogue.provisions.iter().find(|one| one.is.id == id)?.is;
        let source = source(catalogue, &spec.source)?;
        let provision = spec.provision();
        let citation = provision.at(day).ok().or(provision.versions.last())?.citation("");
        let mut shown = format!("{} § {}", source.short(Lang::Nb), citation.section);
        if let Some(paragraph) = citation.paragraph {
            let _ = write!(shown, " ({paragraph})");
        }
        if let Some(letter) = citation.letter {
            let _ = write!(shown, " {letter}");
        }
        if let Some(item) = citation.item {
            let _ = write!(shown, " nr. {item}");
        }
        let section = citation.section.to_string().to_lowercase().replace(' ', "");
        Some(match &source.permalink {
            Some(pattern) => format!("[{shown}]({})", pattern.replace("{section}", &section)),
            None => shown,
        })
    };
    shown().unwrap_or_else(|| id.to_owned())
}
