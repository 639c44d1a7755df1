//! How each statement is decided: by what is recorded, by a person, or not at all.

use super::super::load::Catalogue;
use super::statements::carriers;
use std::collections::BTreeMap;
use std::fmt::Write as _;

/// The ways, the one that decides most first.
const WAYS: [&str; 4] = ["opplysninger", "en person", "ikke noe krav", "kunnskap"];

pub fn page(catalogue: &Catalogue) -> String {
    let carried = carriers(catalogue);
    let way = |id: &str| {
        let of_it = carried.get(id);
        WAYS.iter().find(|way| of_it.is_some_and(|carriers| carriers.iter().any(|one| one.decided == **way)))
    };
    let mut by_way: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    let mut by_document: BTreeMap<(&str, &str), usize> = BTreeMap::new();
    for id in catalogue.statements.keys() {
        let way = way(id).copied().unwrap_or("ikke i katalogen");
        by_way.entry(way).or_default().push(id);
        *by_document.entry((id.get(..2).unwrap_or_default(), way)).or_default() += 1;
    }
    let mut text = String::from(
        "# Slik avgjøres hvert utsagn\n\nEt utsagn kan avgjøres av det som er registrert, eller av at en person \
         svarer. Resten er rettigheter og myndighet som ingen kan bryte, eller kunnskap.\n\n\
         | dokument | opplysninger | en person | ikke noe krav | kunnskap |\n| --- | ---: | ---: | ---: | ---: |\n",
    );
    for document in ["S0", "S1", "S2", "S3", "S4"] {
        let counts: Vec<String> = WAYS
            .iter()
            .map(|way| by_document.get(&(document, *way)).copied().unwrap_or(0).to_string())
            .collect();
        // Writing to a String cannot fail.
        let _ = writeln!(text, "| {document} | {} |", counts.join(" | "));
    }
    let all = catalogue.statements.iter();
    let by_data = all.filter(|(_, statement)| statement.decidable == "data" && statement.is_normative());
    let (decided, other): (Vec<_>, Vec<_>) =
        by_data.partition(|(id, _)| way(id).is_some_and(|way| *way == "opplysninger"));
    let _ = writeln!(
        text,
        "\n{} utsagn sier hva som skal eller bør være, og kan avgjøres av opplysninger. {} av dem blir det.",
        decided.len() + other.len(),
        decided.len()
    );
    for (way, ids) in &by_way {
        let _ = writeln!(text, "\n## {} ({})\n\n{}", super::heading(way), ids.len(), ids.join(", "));
    }
    text
}
