//! The texts that people read: every one is there, every one is used.

use ia_core::api;
use ia_core::vocabulary::vocabularies;
use ia_tests::{file, files_below};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

/// Every key of the catalogue's texts with its three languages, read from the TOML as lines.
fn keys() -> BTreeSet<String> {
    files_below("ia-core/catalogue/text", "toml")
        .iter()
        .flat_map(|path| {
            let text = std::fs::read_to_string(path).expect("a file");
            let keys = text
                .lines()
                .filter_map(|line| line.strip_prefix('"')?.split_once('"').map(|(key, _)| key.to_owned()));
            keys.collect::<Vec<_>>()
        })
        .collect()
}

/// Literals in the code and the templates that have the form of a key: `family.code`.
fn literals() -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    let sources =
        files_below("ia-core/src", "rs").into_iter().chain(files_below("ia-core/templates", "html"));
    for path in sources.chain(files_below("ia-core/templates", "md")) {
        let code = std::fs::read_to_string(&path).expect("a file");
        if code.starts_with("// Generated") || path.components().any(|part| part.as_os_str() == "bin") {
            continue;
        }
        for literal in code.split("#[cfg(test)]").next().unwrap_or_default().split('"') {
            let form = literal.split_once('.').is_some_and(|(family, code)| {
                !family.is_empty()
                    && !code.is_empty()
                    && family.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_')
                    && code
                        .bytes()
                        .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_')
            });
            let is_file =
                [".html", ".md", ".rs", ".json", ".css", ".svg"].iter().any(|end| literal.ends_with(end));
            if form && !is_file {
                found.insert(literal.to_owned());
            }
        }
    }
    found
}

#[test]
fn every_key_that_the_code_names_has_a_text() {
    let keys = keys();
    let missing: Vec<String> = literals().into_iter().filter(|literal| !keys.contains(literal)).collect();
    assert!(missing.is_empty(), "no text for {missing:?}");
}

#[test]
fn every_member_of_every_vocabulary_has_a_label_and_every_fact_a_question() {
    let keys = keys();
    let mut missing = Vec::new();
    for vocabulary in vocabularies() {
        for (code, label, _) in vocabulary.members {
            if !keys.contains(label) {
                missing.push(label.to_owned());
            }
            let question = format!("question.{code}");
            if vocabulary.family == "fact" && !keys.contains(&question) {
                missing.push(question);
            }
        }
    }
    assert!(missing.is_empty(), "no text for {missing:?}");
}

/// Beside what the code names: labels, questions, months, errors by code, and the to-do beside each explanation.
#[test]
fn every_text_is_used() {
    let literals = literals();
    let families: BTreeSet<&str> = vocabularies().iter().map(|vocabulary| vocabulary.family).collect();
    let unused: Vec<String> = keys()
        .into_iter()
        .filter(|key| {
            let family = key.split('.').next().unwrap_or_default();
            let explained = key.replacen(".to_do", ".explain", 1);
            let known = literals.contains(key)
                || families.contains(family)
                // The guide's lines: held by `every_line_of_the_guide_is_shown`.
                || ["question", "error", "month", "guide"].contains(&family)
                || (explained != *key && literals.contains(&explained))
                // Read by the notebook table.
                || key == "report.basis";
            !known
        })
        .collect();
    assert!(unused.is_empty(), "nothing uses {unused:?}");
}

/// Where the code gives arguments to a key, the sentence names no others: checked by rendering everything
/// that the vectors' records lead to, in `every_sentence_is_whole`.
#[test]
fn every_explanation_has_its_to_do() {
    let keys = keys();
    for key in keys.iter().filter(|key| key.contains(".explain")) {
        assert!(keys.contains(&key.replacen(".explain", ".to_do", 1)), "{key} has no to_do");
    }
}

#[test]
fn every_sentence_is_whole_in_every_language() {
    for lang in ["nb", "nn", "en"] {
        for name in ["workplace", "company-4", "company-12", "company-32", "empty"] {
            let record = ia_tests::record_json(name);
            for as_of in ["2010-05-05", "2017-01-31", "2024-01-01", "2026-11-22", "2027-02-01"] {
                let request = serde_json::json!({ "record": record, "as_of": as_of, "lang": lang });
                let answer = api::assess(&request.to_string()).expect("an assessment");
                whole(&answer, &format!("{name} {as_of} {lang}"));
                let mut request = request;
                request["role"] = "employer".into();
                whole(
                    &api::questions(&request.to_string()).expect("questions"),
                    &format!("{name} {as_of} {lang}"),
                );
            }
        }
        whole(&api::norms(&format!("{{\"lang\":\"{lang}\"}}")).expect("norms"), lang);
        let explained = ia_core::norms().iter().map(|norm| {
            let record = ia_tests::record_json("workplace");
            let request =
                serde_json::json!({ "norm": norm.id, "record": record, "as_of": "2026-11-22", "lang": lang });
            api::explain(&request.to_string()).expect("an explanation")
        });
        explained.for_each(|answer| whole(&answer, lang));
    }
}

/// No placeholder without its argument, no key in place of a text.
fn whole(answer: &str, what: &str) {
    fn sentences(value: &Value, found: &mut Vec<String>) {
        match value {
            Value::Object(map) => map.iter().for_each(|(key, value)| match (key.as_str(), value) {
                (
                    "text" | "title" | "label" | "next_step" | "question" | "requires" | "why",
                    Value::String(text),
                ) => {
                    found.push(text.clone());
                }
                ("why" | "notices", Value::Array(texts)) => {
                    found.extend(texts.iter().filter_map(Value::as_str).map(str::to_owned));
                }
                _ => sentences(value, found),
            }),
            Value::Array(list) => list.iter().for_each(|value| sentences(value, found)),
            _ => {}
        }
    }
    let keys = keys();
    let mut found = Vec::new();
    sentences(&serde_json::from_str(answer).expect("JSON"), &mut found);
    for sentence in found {
        assert!(!sentence.is_empty(), "{what}: an empty text");
        assert!(!sentence.contains('…') && !sentence.contains('{'), "{what}: {sentence}");
        assert!(!keys.contains(&sentence), "{what}: {sentence}");
        assert!(!sentence.contains("  "), "{what}: {sentence}");
    }
}

#[test]
fn dates_are_written_by_language() {
    let first = |lang: &str| {
        let request = serde_json::json!({ "record": {}, "as_of": "2026-11-22", "lang": lang });
        let answer: Value =
            serde_json::from_str(&api::assess(&request.to_string()).expect("an answer")).expect("JSON");
        answer["notices"][2].as_str().expect("a notice").to_owned()
    };
    assert!(first("nb").contains("28. juli 2026"), "{}", first("nb"));
    assert!(first("nn").contains("28. juli 2026"), "{}", first("nn"));
    assert!(first("en").contains("28 July 2026"), "{}", first("en"));
}

/// Where bokmål and nynorsk differ in a word of the field, the texts do.
#[test]
fn nynorsk_is_nynorsk() {
    let bokmaal_only = [
        "ikke",
        "virksomhet",
        "virksomheten",
        "arbeidsgiver",
        "tillitsvalgt",
        "tillitsvalgte",
        "sykmeldt",
        "sykefravær",
        "hva",
        "fra",
        "noen",
        "leder",
        "verneombudet",
        "åpenbart",
        "jeg",
        "hvem",
        "hvis",
    ];
    let text = |lang: &str| -> BTreeMap<String, String> {
        let answer: Value =
            serde_json::from_str(&api::norms(&format!("{{\"lang\":\"{lang}\"}}")).expect("norms"))
                .expect("JSON");
        let norms = answer["norms"].as_array().expect("norms").clone();
        norms
            .iter()
            .map(|norm| {
                let versions = norm["versions"].as_array().expect("versions");
                let all = versions
                    .iter()
                    .map(|version| version["text"].as_str().expect("a text"))
                    .collect::<Vec<_>>()
                    .join(" ");
                let question = norm.get("question").and_then(Value::as_str).unwrap_or_default();
                (
                    norm["id"].as_str().expect("an id").to_owned(),
                    format!("{} {all} {question}", norm["title"].as_str().expect("a title")),
                )
            })
            .collect()
    };
    let words = |text: &str| -> Vec<String> {
        text.split(|sign: char| !sign.is_alphabetic()).map(str::to_lowercase).collect()
    };
    let mut wrong = Vec::new();
    for (id, text) in text("nn") {
        for word in words(&text) {
            if bokmaal_only.contains(&word.as_str()) {
                wrong.push(format!("{id}: {word}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:?}");
}

#[test]
fn the_glossary_names_every_vocabulary() {
    let glossary = file("docs/glossary.md");
    for vocabulary in vocabularies() {
        assert!(glossary.contains(&format!("## {}\n", vocabulary.rust)), "{}", vocabulary.rust);
        let name = vocabulary.rust.rsplit("::").next().expect("a name");
        for (code, _, variant) in vocabulary.members {
            let rows = glossary.matches(&format!("| `{code}` |")).count();
            assert!(rows >= 1, "{code}");
            assert!(glossary.contains(&format!("`{name}::{variant}`")), "{name}::{variant}");
        }
    }
}

/// A vocabulary that is declared and not listed would have no place in the glossary.
#[test]
fn every_vocabulary_is_listed() {
    let listed: BTreeSet<&str> = vocabularies().iter().map(|vocabulary| vocabulary.family).collect();
    for path in files_below("ia-core/src", "rs") {
        let code = std::fs::read_to_string(&path).expect("a file");
        for declared in code.lines().filter(|line| line.contains("enum ") && line.contains(" in ia_core::")) {
            let family = declared.split('"').nth(1).expect("a family");
            let known = listed.contains(family) || ["error", "truth"].contains(&family);
            assert!(known, "{family} of {} is not in vocabulary.rs", path.display());
        }
    }
}
