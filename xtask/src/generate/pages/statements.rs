//! Every statement of the source documents, and the entries that carry it.

use super::super::load::Catalogue;
use super::{entry, label};
use ia_core::Lang;
use std::collections::BTreeMap;
use std::fmt::Write as _;

/// What carries a statement.
pub struct Carrier {
    /// The kind of entry, for people.
    pub kind: String,
    /// A link to it from the top of the catalogue's pages.
    pub link: String,
    /// How it is decided: by data, by a person, or not at all.
    pub decided: &'static str,
}

pub fn carriers(catalogue: &Catalogue) -> BTreeMap<&str, Vec<Carrier>> {
    let mut carried: BTreeMap<&str, Vec<Carrier>> = BTreeMap::new();
    let top = |link: String| link.replace("](../", "](");
    for norm in catalogue.norms.iter().map(|norm| &norm.is) {
        let kinds: Vec<String> = norm
            .versions
            .iter()
            .filter_map(|version| version.is.requirement.as_ref().map(entry::kind))
            .collect();
        let decided = match kinds.as_slice() {
            [] => "ikke noe krav",
            kinds if kinds.iter().any(|kind| kind == "answered") => "en person",
            _ => "opplysninger",
        };
        for id in &norm.entry.statements {
            carried.entry(id).or_default().push(Carrier {
                kind: "norm".to_owned(),
                link: top(entry::link(norm.entry.topic, &norm.entry.id, norm.entry.title.of(Lang::Nb))),
                decided,
            });
        }
    }
    for one in catalogue.knowledge.iter().map(|one| &one.is) {
        for id in &one.statements {
            carried.entry(id).or_default().push(Carrier {
                kind: label(catalogue, one.kind.kind()),
                link: top(entry::link(one.topic, &one.id, one.title.of(Lang::Nb))),
                decided: "kunnskap",
            });
        }
    }
    for process in catalogue.processes.iter().map(|one| &one.is) {
        for id in process.all_statements() {
            carried.entry(id).or_default().push(Carrier {
                kind: "prosess".to_owned(),
                link: format!("[{}](processes.md#{})", process.title.of(Lang::Nb), process.id),
                decided: "kunnskap",
            });
        }
    }
    carried
}

pub fn page(catalogue: &Catalogue) -> String {
    let carried = carriers(catalogue);
    let mut text = format!(
        "# Utsagn\n\nKildedokumentene S0 til S4 har {} utsagn. {} av dem står i katalogen.\n\n\
         | utsagn | linje | slag | form | hvor det står |\n| --- | --- | --- | --- | --- |\n",
        catalogue.statements.len(),
        catalogue.statements.keys().filter(|id| carried.contains_key(id.as_str())).count(),
    );
    for (id, statement) in &catalogue.statements {
        let (first, last) = statement.lines;
        let lines = if first == last { first.to_string() } else { format!("{first}–{last}") };
        let entries: Vec<String> = carried
            .get(id.as_str())
            .into_iter()
            .flatten()
            .map(|carrier| format!("{} ({})", carrier.link, carrier.kind))
            .collect();
        // Writing to a String cannot fail.
        let _ = writeln!(
            text,
            "| {id} | {lines} | `{}` | `{}` | {} |",
            statement.kind,
            statement.modality,
            entries.join("<br>")
        );
    }
    text
}
