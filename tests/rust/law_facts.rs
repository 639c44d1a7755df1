//! What the tables say of the law is what `tests/data/law` says: numbers, first and last days, amending acts, places;
//! of each norm its bearers, counterparts, basis, condition and requirement. A change in a table is a change there too.

use ia_core::catalogue::{Knowledge, Version, knowledge};
use ia_core::follow_up::{CatalogueStep, Gap, OperatingPoint, follow_up};
use ia_core::law::{Confidence, ProvisionVersion, provisions, sources};
use ia_core::{Code, Norm, norms};
use ia_tests::file;
use serde_json::Value;
use std::collections::BTreeSet;

/// The columns of a fixture beside its first line; the last says where its values come from.
fn rows(name: &str) -> Vec<Vec<String>> {
    let text = file(&format!("tests/data/law/{name}.tsv"));
    let width = text.lines().next().expect("a line of names").split('\t').count();
    let row = |line: &str| line.split('\t').map(str::to_owned).collect::<Vec<_>>();
    let rows: Vec<Vec<String>> = text.lines().skip(1).map(row).collect();
    let odd: Vec<&Vec<String>> = rows.iter().filter(|row| row.len() != width).collect();
    assert!(odd.is_empty(), "{name}.tsv has rows without {width} columns: {odd:?}");
    rows
}

const FIXTURES: [&str; 8] =
    ["provisions", "not-established", "norms", "sources", "operating-points", "steps", "gaps", "knowledge"];

/// Each row says how its values were held; what differs from a reading says how.
#[test]
fn each_row_says_where_its_values_come_from() {
    for name in FIXTURES {
        let text = file(&format!("tests/data/law/{name}.tsv"));
        let names: Vec<&str> = text.lines().next().expect("names").split('\t').collect();
        let column = |wanted: &str| names.iter().position(|name| *name == wanted);
        let held = column("held").expect("a column `held`");
        for row in rows(name) {
            match row[held].as_str() {
                "read" | "agreed" => {}
                "differs" => assert_ne!(row[column("note").expect("a note")], "-", "{row:?}"),
                other => panic!("{name}.tsv: {other} in {row:?}"),
            }
        }
    }
}

/// Every row of the table stands in the fixture, and no other. The last columns of a fixture's row say how it was held.
fn holds(name: &str, table: &[Vec<String>]) {
    let fixture = rows(name);
    let facts = table.first().expect("a row").len();
    let written: BTreeSet<String> = fixture.iter().map(|row| row[..facts].join("\t")).collect();
    let found: BTreeSet<String> = table.iter().map(|row| row.join("\t")).collect();
    assert_eq!(written.len(), fixture.len(), "{name}.tsv has a row twice");
    let list = |title: &str, lines: Vec<&String>| {
        lines.iter().map(|line| format!("{title}\t{line}")).collect::<Vec<_>>()
    };
    let mut wrong = list("in the fixture", written.difference(&found).collect());
    wrong.extend(list("in the table", found.difference(&written).collect()));
    assert!(wrong.is_empty(), "{name}.tsv and the table differ:\n{}", wrong.join("\n"));
}

fn or_dash<T: ToString>(value: Option<T>) -> String {
    value.map_or_else(|| "-".to_owned(), |value| value.to_string())
}

fn joined(parts: impl IntoIterator<Item = String>) -> String {
    let parts: Vec<String> = parts.into_iter().collect();
    if parts.is_empty() { "-".to_owned() } else { parts.join(" ") }
}

fn codes<C: Code>(members: &[C]) -> String {
    joined(members.iter().map(|member| member.code().to_owned()))
}

/// `4-6 (3) s.1-2`: the place as reviewers write it.
fn place(version: &ProvisionVersion) -> String {
    let sentence = version.sentence.map(|(first, last)| match last {
        last if last == first => format!("s.{first}"),
        last => format!("s.{first}-{last}"),
    });
    let parts = [
        Some(version.section.to_string()),
        version.paragraph.map(|paragraph| format!("({paragraph})")),
        version.letter.map(String::from),
        version.item.map(|item| format!("no. {item}")),
        sentence,
    ];
    joined(parts.into_iter().flatten())
}

/// How sure the content is, and the first day where that is less sure.
fn confidence(content: Confidence, from: Option<Confidence>) -> String {
    joined([Some(content), from].into_iter().flatten().map(|one| one.code().to_owned()))
}

fn of_provision(id: &str, source: &str, version: &ProvisionVersion) -> Vec<String> {
    vec![
        id.to_owned(),
        source.to_owned(),
        place(version),
        version.from.to_string(),
        or_dash(version.to),
        or_dash(version.act.as_ref()),
        joined(version.numbers.iter().map(|(name, value)| format!("{name}={value}"))),
        confidence(version.confidence, version.from_confidence),
    ]
}

#[test]
fn provisions_have_the_numbers_and_days_of_the_law() {
    let table: Vec<Vec<String>> = provisions()
        .iter()
        .flat_map(|one| one.versions.iter().map(|version| of_provision(&one.id, &one.source, version)))
        .collect();
    holds("provisions", &table);
}

#[test]
fn what_stood_before_the_first_version_has_its_days() {
    let table: Vec<Vec<String>> = provisions()
        .iter()
        .filter_map(|one| {
            let days = one.not_established()?;
            Some(vec![one.id.clone(), days.from.to_string(), or_dash(days.to)])
        })
        .collect();
    holds("not-established", &table);
}

/// Without what is left out by default, so that a row shows what is asked.
fn said(value: &Value) -> Option<Value> {
    match value {
        Value::Null | Value::Bool(false) => None,
        Value::Array(list) if list.is_empty() => None,
        Value::Array(list) => Some(list.iter().filter_map(said).collect()),
        Value::Object(map) => {
            Some(map.iter().filter_map(|(key, value)| Some((key.clone(), said(value)?))).collect())
        }
        other => Some(other.clone()),
    }
}

/// A condition or requirement as JSON without quotation marks.
fn compact(value: serde_json::Result<Value>) -> String {
    let value = value.expect("JSON");
    said(&value).map_or_else(|| "-".to_owned(), |value| value.to_string().replace('"', ""))
}

fn of_norm(norm: &Norm, version: &Version) -> Vec<String> {
    let basis = serde_json::to_value(&version.basis).expect("JSON");
    let basis = basis.as_array().expect("a list").iter();
    vec![
        norm.id.clone(),
        version.from.to_string(),
        or_dash(version.to),
        codes(&norm.bearers),
        codes(&norm.toward),
        version.modality.code().to_owned(),
        joined(basis.map(|one| one.as_str().expect("a text").to_owned())),
        compact(serde_json::to_value(&version.when)),
        compact(serde_json::to_value(&version.requirement)),
        version.confidence.code().to_owned(),
    ]
}

#[test]
fn norms_have_their_bearers_basis_and_conditions() {
    let table: Vec<Vec<String>> =
        norms().iter().flat_map(|norm| norm.versions.iter().map(|version| of_norm(norm, version))).collect();
    holds("norms", &table);
}

#[test]
fn sources_hold_from_and_to_their_days() {
    let table: Vec<Vec<String>> = sources()
        .iter()
        .map(|source| {
            let valid = source.valid;
            let kind = source.kind.code().to_owned();
            vec![source.id.clone(), kind, valid.from.to_string(), or_dash(valid.to)]
        })
        .collect();
    holds("sources", &table);
}

fn of_point(point: &OperatingPoint) -> Vec<String> {
    vec![
        point.point.code().to_owned(),
        or_dash(point.milestone.map(Code::code)),
        point.counted_from.code().to_owned(),
        format!("{}{}", if point.before { "-" } else { "" }, point.from),
        or_dash(point.to),
        point.unit.code().to_owned(),
        point.confidence.code().to_owned(),
    ]
}

#[test]
fn operating_points_have_the_days_of_nav_s_systems() {
    holds("operating-points", &follow_up().points.iter().map(of_point).collect::<Vec<_>>());
}

fn of_step(step: &CatalogueStep) -> Vec<String> {
    let called = step.called.iter().map(|one| format!("{}:{}", one.role.code(), one.norm));
    vec![
        step.milestone.code().to_owned(),
        joined(step.decides.iter().cloned()),
        joined(step.with.iter().cloned()),
        codes(&step.attends),
        joined(called),
        codes(&step.sent_to),
        or_dash(step.contents.as_ref()),
        or_dash(step.guide.map(Code::code)),
    ]
}

#[test]
fn steps_have_their_norms_and_who_comes() {
    holds("steps", &follow_up().steps.iter().map(of_step).collect::<Vec<_>>());
}

fn of_gap(gap: &Gap) -> Vec<String> {
    let absence = gap.absence.code().to_owned();
    vec![gap.milestone.code().to_owned(), absence, or_dash(gap.from), gap.to.to_string()]
}

#[test]
fn what_is_not_established_has_its_days() {
    holds("gaps", &follow_up().gaps.iter().map(of_gap).collect::<Vec<_>>());
}

fn of_knowledge(entry: &Knowledge) -> Vec<String> {
    vec![
        entry.id.clone(),
        compact(serde_json::to_value(&entry.kind)),
        codes(&entry.roles),
        joined(entry.sources.iter().cloned()),
        entry.confidence.code().to_owned(),
    ]
}

#[test]
fn knowledge_has_its_kind_roles_and_sources() {
    holds("knowledge", &knowledge().iter().map(of_knowledge).collect::<Vec<_>>());
}
