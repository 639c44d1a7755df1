//! What `norms` answers is what people wrote in the catalogue: read here by another reader than the generator's.

use ia_core::api;
use ia_core::catalogue::Basis;
use ia_tests::files_below;
use serde_json::Value;
use std::collections::BTreeMap;
use toml::Table;

const LANGUAGES: [&str; 3] = ["nb", "nn", "en"];

/// Every `[[norm]]` of the catalogue, by id.
fn written() -> BTreeMap<String, Table> {
    let mut norms = BTreeMap::new();
    for path in files_below("ia-core/catalogue/norms", "toml") {
        let text = std::fs::read_to_string(&path).expect("a file");
        let table: Table = text.parse().expect("TOML");
        for norm in table["norm"].as_array().expect("norms") {
            let norm = norm.as_table().expect("a norm").clone();
            let id = norm["id"].as_str().expect("an id").to_owned();
            assert!(norms.insert(id.clone(), norm).is_none(), "{id} twice");
        }
    }
    norms
}

fn answered(lang: &str) -> BTreeMap<String, Value> {
    let request = serde_json::json!({ "lang": lang }).to_string();
    let answer: Value = serde_json::from_str(&api::norms(&request).expect("an answer")).expect("JSON");
    let norms = answer["norms"].as_array().expect("norms");
    norms.iter().map(|norm| (norm["id"].as_str().expect("an id").to_owned(), norm.clone())).collect()
}

/// Whether a text is that of the catalogue, with something in place of each `{name}`.
fn fits(written: &str, answered: &str) -> bool {
    let mut rest = answered;
    for (nth, part) in written.split('{').enumerate() {
        let fixed = if nth == 0 { part } else { part.split_once('}').map_or(part, |(_, after)| after) };
        match rest.find(fixed) {
            Some(at) if nth > 0 || at == 0 => rest = &rest[at + fixed.len()..],
            _ => return false,
        }
    }
    rest.is_empty() || written.ends_with('}')
}

#[test]
fn every_text_of_every_norm_is_the_one_of_the_catalogue() {
    let written = written();
    let mut compared = 0;
    for lang in LANGUAGES {
        let answered = answered(lang);
        assert!(answered.keys().eq(written.keys()), "{lang}");
        for (id, norm) in &written {
            let answer = &answered[id];
            for key in ["title", "question", "help"] {
                let text = norm.get(key).map(|texts| texts[lang].as_str().expect("a text"));
                assert_eq!(answer.get(key).and_then(Value::as_str), text, "{id} {key} {lang}");
                compared += usize::from(text.is_some());
            }
            let text = norm["text"][lang].as_str().expect("a text");
            for version in answer["versions"].as_array().expect("versions") {
                let answered = version["text"].as_str().expect("a text");
                assert!(fits(text, answered), "{id} text {lang}: {answered}");
                compared += 1;
            }
        }
    }
    assert!(compared > 4000, "only {compared} texts");
}

#[test]
fn who_is_bound_and_on_what_basis_is_what_the_catalogue_says() {
    let answered = answered("en");
    for (id, norm) in &written() {
        let answer = &answered[id];
        for key in ["topic", "bearers", "toward", "statements"] {
            let is = serde_json::to_value(norm.get(key)).expect("JSON");
            let is = if is.is_null() { Value::Array(Vec::new()) } else { is };
            assert_eq!(answer[key], is, "{id} {key}");
        }
        let versions = norm["version"].as_array().expect("versions");
        let answered = answer["versions"].as_array().expect("versions");
        assert_eq!(answered.len(), versions.len(), "{id}");
        let carried = ia_core::norm(id).expect("a norm");
        for ((version, answer), carried) in versions.iter().zip(answered).zip(&carried.versions) {
            let at = format!("{id} from {}", version["from"]);
            let day = |key: &str| version.get(key).map(|day| Value::from(day.to_string()));
            assert_eq!(answer["in_force"].get("from"), day("from").as_ref(), "{at}");
            assert_eq!(answer["in_force"].get("to"), day("to").as_ref(), "{at}");
            for key in ["modality", "confidence"] {
                assert_eq!(answer[key].as_str(), version[key].as_str(), "{at} {key}");
            }
            let carried: Vec<String> = carried
                .basis
                .iter()
                .map(|basis| match basis {
                    Basis::Provision(id) => id.clone(),
                    Basis::Source(id) => format!("source:{id}"),
                    Basis::Local(_) => panic!("{at}: the catalogue has no local source"),
                })
                .collect();
            let basis: Vec<&str> = version["basis"]
                .as_array()
                .expect("a basis")
                .iter()
                .filter_map(toml::Value::as_str)
                .collect();
            assert_eq!(carried, basis, "{at}");
            // An answer leaves out provisions that are not in force on the version's first day.
            let shown = answer["basis"].as_array().expect("a basis");
            assert!(!shown.is_empty() && shown.len() <= basis.len(), "{at}");
        }
    }
}

#[test]
fn a_text_with_other_words_does_not_fit() {
    assert!(fits("within {weeks} weeks", "within 4 weeks") && fits("no later", "no later"));
    assert!(fits("at most {days}", "at most 16"));
    for other in ["within 4 days", "Within 4 weeks", "not within 4 weeks", "within 4 weeks or so", ""] {
        assert!(!fits("within {weeks} weeks", other), "{other}");
    }
}
