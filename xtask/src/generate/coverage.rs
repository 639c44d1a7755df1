//! That the catalogue carries everything: every statement of the source documents by an entry of the fitting
//! kind, every row of the overview of the law.

use super::load::{Catalogue, Statement, load};
use super::pages::statements::carriers;
use crate::command;
use std::collections::{BTreeMap, BTreeSet};

fn catalogue() -> Catalogue {
    load(&command::root().join("ia-core/catalogue")).unwrap_or_else(|refusals| panic!("{refusals}"))
}

#[test]
fn every_statement_is_carried() {
    let catalogue = catalogue();
    let carried = carriers(&catalogue);
    let missing: Vec<&String> =
        catalogue.statements.keys().filter(|id| !carried.contains_key(id.as_str())).collect();
    let all = catalogue.statements.len();
    println!("{}/{all} statements carried", all - missing.len());
    assert_eq!(all, 502);
    assert_eq!(missing, Vec::<&String>::new());
}

/// What may carry a statement of each kind; any entry where none is named.
fn fitting(statement: &Statement) -> &'static [&'static str] {
    match statement.kind.as_str() {
        "process_phase" | "process_step" => &["prosess", "norm"],
        // One of them introduces the list, one says that there are instruments.
        "risk_factor" => &["risikofaktor", "verdt å vite"],
        "link" => &["lenke"],
        "agenda_item" => &["sak på møtet", "norm"],
        "meeting_type" => &["møte", "norm"],
        "annual_wheel_item" => &["sak i årshjulet", "norm"],
        "instrument" => &["virkemiddel", "begrep"],
        "statistic" => &["tall"],
        "reflection_question" => &["spørsmål til ettertanke", "norm"],
        "information_duty" | "responsibility" | "right" | "prohibition" if statement.is_normative() => {
            &["norm"]
        }
        _ => &[],
    }
}

#[test]
fn statements_are_carried_by_entries_of_the_fitting_kind() {
    let catalogue = catalogue();
    let carried = carriers(&catalogue);
    let mut table: BTreeMap<(&str, &str), BTreeMap<&str, usize>> = BTreeMap::new();
    let mut wrong = Vec::new();
    for (id, statement) in &catalogue.statements {
        let kinds: BTreeSet<&str> =
            carried[id.as_str()].iter().map(|carrier| carrier.kind.as_str()).collect();
        for kind in &kinds {
            *table.entry((&id[..2], &statement.kind)).or_default().entry(kind).or_default() += 1;
        }
        let fits = fitting(statement);
        if !fits.is_empty() && !fits.iter().any(|fit| kinds.contains(fit)) {
            wrong.push(format!("{id} ({}) is carried by {kinds:?}", statement.kind));
        }
    }
    for ((document, kind), by) in table {
        println!("{document} {kind}: {by:?}");
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// What data can decide is not asked of a person; what only a person can judge has a question.
#[test]
fn statements_are_decided_as_they_can_be() {
    let catalogue = catalogue();
    let carried = carriers(&catalogue);
    let mut wrong = Vec::new();
    for (id, statement) in &catalogue.statements {
        let wanted = match statement.decidable.as_str() {
            "data" if statement.is_normative() => "opplysninger",
            "self_assessment" => "en person",
            _ => continue,
        };
        if !carried[id.as_str()].iter().any(|carrier| carrier.decided == wanted) {
            wrong.push(format!("{id}: no entry is decided by {wanted}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// The ids of the rows of an overview of the law, where one is at hand.
fn rows() -> Option<Vec<String>> {
    let file = std::env::var_os("IA_DOMAIN").map_or_else(
        || command::root().join("../shared/domain/law.md"),
        |folder| std::path::PathBuf::from(folder).join("law.md"),
    );
    let text = std::fs::read_to_string(file).ok()?;
    let families = ["aml", "ftrl", "ik", "org", "ldl", "koml", "ha", "hta", "ia", "nav"];
    let row = |line: &str| {
        let id = line.strip_prefix("| ")?.split(" |").next()?.to_owned();
        families.contains(&id.split_once('-')?.0).then_some(id)
    };
    Some(text.lines().filter_map(row).collect())
}

#[test]
fn every_row_of_law_is_carried_or_open() {
    let catalogue = catalogue();
    let provisions = catalogue.provisions.iter().map(|one| one.is.id.as_str());
    let norms = catalogue.norms.iter().flat_map(|norm| &norm.is.entry.rows);
    let knowledge = catalogue.knowledge.iter().flat_map(|one| &one.is.rows);
    let carried: BTreeSet<&str> = provisions.chain(norms.chain(knowledge).map(String::as_str)).collect();
    println!("{} provisions, {} rows carried or provisions", catalogue.provisions.len(), carried.len());
    assert!(catalogue.open_rows.keys().all(|row| !carried.contains(row.as_str())), "open and carried");
    let Some(rows) = rows() else {
        println!("no overview of the law at hand");
        return;
    };
    let missing: Vec<&String> = rows
        .iter()
        .filter(|row| !carried.contains(row.as_str()) && !catalogue.open_rows.contains_key(*row))
        .collect();
    println!("{} rows, {} open", rows.len(), catalogue.open_rows.len());
    assert_eq!(missing, Vec::<&String>::new());
}
