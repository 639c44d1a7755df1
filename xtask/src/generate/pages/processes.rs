//! The processes with their phases and steps.

use super::super::load::Catalogue;
use super::labels;
use ia_core::Lang;
use std::fmt::Write as _;

pub fn page(catalogue: &Catalogue) -> String {
    let mut text = String::from("# Prosesser\n");
    for process in catalogue.processes.iter().map(|one| &one.is) {
        // Writing to a String cannot fail.
        let _ = writeln!(
            text,
            "\n<a id=\"{id}\"></a>\n\n## {}\n\n{}\n\n- Id: `{id}` i `processes.toml`. Sist kontrollert: {}",
            process.title.of(Lang::Nb),
            process.text.of(Lang::Nb),
            process.checked.map_or_else(String::new, |day| day.to_string()),
            id = process.id,
        );
        if !process.statements.is_empty() {
            let _ = writeln!(text, "- Utsagn: {}", process.statements.join(", "));
        }
        for phase in &process.phase {
            let _ = writeln!(text, "\n### {}\n", phase.title.of(Lang::Nb));
            if let Some(words) = &phase.text {
                let _ = writeln!(text, "{}\n", words.of(Lang::Nb));
            }
            let _ = writeln!(text, "- Id: `{}`", phase.id);
            for (what, listed) in [
                ("Etter", phase.after.join(", ")),
                ("Hvem", labels(catalogue, &phase.who)),
                ("Dokumenter", labels(catalogue, &phase.documents)),
                ("Møter", labels(catalogue, &phase.meetings)),
                ("Utsagn", phase.statements.join(", ")),
            ] {
                if !listed.is_empty() {
                    let _ = writeln!(text, "- {what}: {listed}");
                }
            }
            for (nth, step) in phase.step.iter().enumerate() {
                let statements = step.statements.join(", ");
                let _ = writeln!(text, "\n{}. {} ({statements})", nth + 1, step.text.of(Lang::Nb));
            }
        }
    }
    text
}
