//! One page a role, with what is the role's and what others owe it.

use super::super::Output;
use super::super::load::Catalogue;
use super::{entry, heading, label, put};
use ia_core::catalogue::Modality;
use ia_core::{Code as _, Lang, Role};
use std::fmt::Write as _;

pub fn pages(catalogue: &Catalogue, output: &mut Output, index: &mut String) {
    // Writing to a String cannot fail.
    let _ = writeln!(index, "\n## Roller\n\n| rolle | egne normer | overfor rollen |\n| --- | ---: | ---: |");
    for &role in Role::ALL {
        let own: Vec<_> =
            catalogue.norms.iter().filter(|norm| norm.is.entry.bearers.contains(&role)).collect();
        let owed: Vec<_> =
            catalogue.norms.iter().filter(|norm| norm.is.entry.toward.contains(&role)).collect();
        let known: Vec<_> = catalogue.knowledge.iter().filter(|one| one.is.roles.contains(&role)).collect();
        if own.is_empty() && owed.is_empty() && known.is_empty() {
            continue;
        }
        let title = heading(&label(catalogue, role));
        let file = format!("roles/{}.md", role.code());
        let _ = writeln!(index, "| [{title}]({file}) | {} | {} |", own.len(), owed.len());
        let mut text = format!("# {title}\n");
        for &modality in Modality::ALL {
            let of_it: Vec<_> = own
                .iter()
                .filter(|norm| norm.is.versions.last().is_some_and(|last| last.is.modality == modality))
                .collect();
            if of_it.is_empty() {
                continue;
            }
            let _ = writeln!(text, "\n## {}\n", heading(&label(catalogue, modality)));
            for norm in of_it {
                row(catalogue, norm, &mut text);
            }
        }
        if !owed.is_empty() {
            text.push_str("\n## Overfor rollen\n\n");
            for norm in owed {
                row(catalogue, norm, &mut text);
            }
        }
        if !known.is_empty() {
            text.push_str("\n## Kunnskap\n\n");
            for one in known {
                let title = one.is.title.of(Lang::Nb);
                let _ = writeln!(text, "- {}", entry::link(one.is.topic, &one.is.id, title));
            }
        }
        put(output, &file, &text);
    }
}

fn row(
    catalogue: &Catalogue,
    norm: &super::super::load::Placed<super::super::load::NormSpec>,
    text: &mut String,
) {
    let spec = &norm.is;
    let Some(last) = spec.versions.last() else { return };
    let ended = last.is.to.map_or_else(String::new, |to| format!(", gjaldt til {to}"));
    let _ = writeln!(
        text,
        "- {} ({}{ended})",
        entry::link(spec.entry.topic, &spec.entry.id, spec.entry.title.of(Lang::Nb)),
        label(catalogue, entry::weighs(catalogue, &last.is)),
    );
}
