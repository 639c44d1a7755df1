//! One page a topic, with every entry whole.

use super::super::Output;
use super::super::load::Catalogue;
use super::{entry, heading, label, put};
use ia_core::Code as _;
use ia_core::catalogue::Topic;
use std::fmt::Write as _;

pub fn pages(catalogue: &Catalogue, output: &mut Output, index: &mut String) {
    // Writing to a String cannot fail.
    let _ = writeln!(index, "\n## Emner\n\n| emne | normer | kunnskap |\n| --- | ---: | ---: |");
    for &topic in Topic::ALL {
        let norms: Vec<_> = catalogue.norms.iter().filter(|norm| norm.is.entry.topic == topic).collect();
        let knowledge: Vec<_> = catalogue.knowledge.iter().filter(|one| one.is.topic == topic).collect();
        if norms.is_empty() && knowledge.is_empty() {
            continue;
        }
        let title = heading(&label(catalogue, topic));
        let file = format!("topics/{}.md", topic.code());
        let _ = writeln!(index, "| [{title}]({file}) | {} | {} |", norms.len(), knowledge.len());
        let mut text = format!("# {title}\n");
        if !norms.is_empty() {
            text.push_str("\n## Normer\n");
        }
        for norm in norms {
            entry::norm(catalogue, &norm.is, &mut text);
        }
        if !knowledge.is_empty() {
            text.push_str("\n## Kunnskap\n");
        }
        for one in knowledge {
            entry::knowledge(catalogue, &one.is, &mut text);
        }
        put(output, &file, &text);
    }
}
