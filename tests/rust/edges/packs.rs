//! What a pack may hold, on each side of its limits.

use super::{answer, call, errors, one_error};
use ia_tests::file;
use serde_json::{Value, json};

fn pack() -> Value {
    serde_json::from_str(&file("tests/data/local-pack.json")).expect("JSON")
}

fn refused(change: impl Fn(&mut Value)) -> Vec<(String, String)> {
    let mut pack = pack();
    change(&mut pack);
    errors("check", &json!({ "record": {}, "packs": [pack] }))
}

/// Signs that a reader of HTML, Markdown or a template would take as markup or as a placeholder.
const MARKUP: [&str; 9] = ["{", "}", "<", ">", "[", "]", "|", "`", "\n"];

#[test]
fn no_text_of_a_pack_holds_markup() {
    for (key, path) in [
        ("/source/name/LANG", "/packs/0/source/name/LANG"),
        ("/norms/1/title/LANG", "/packs/0/norms/1/title/LANG"),
        ("/norms/1/text/LANG", "/packs/0/norms/1/text/LANG"),
        ("/norms/1/question/LANG", "/packs/0/norms/1/question/LANG"),
        ("/norms/1/help/LANG", "/packs/0/norms/1/help/LANG"),
    ] {
        for lang in ["nb", "nn", "en"] {
            let place = key.replace("LANG", lang);
            let path = path.replace("LANG", lang);
            let with = |more: &str| {
                refused(|pack| {
                    let text = pack.pointer_mut(&place).expect("a text");
                    *text = json!(format!("{}{more}", text.as_str().expect("a text")));
                })
            };
            assert_eq!(with("& so on"), [], "{place}");
            for sign in MARKUP {
                assert_eq!(with(&format!("a{sign}b")), one_error("not_a_rule", &path), "{place} {sign:?}");
            }
        }
    }
}

/// A text has 1 to 1,000 characters, counted as characters and not as bytes.
#[test]
fn a_text_has_1_to_1000_characters() {
    let title = |text: String| refused(|pack| pack["norms"][0]["title"]["nn"] = json!(text));
    let wrong = one_error("not_a_rule", "/packs/0/norms/0/title/nn");
    assert_eq!(title("x".repeat(1_000)), []);
    assert_eq!(title("å".repeat(1_000)), []);
    assert_eq!(title("x".repeat(1_001)), wrong);
    assert_eq!(title("å".repeat(1_001)), wrong);
    assert_eq!(title(String::new()), wrong);
    assert_eq!(title(" \u{a0} ".to_owned()), wrong);
    let help = |text: String| refused(|pack| pack["norms"][1]["help"]["en"] = json!(text));
    assert_eq!(help("x".repeat(1_001)), one_error("not_a_rule", "/packs/0/norms/1/help/en"));
}

#[test]
fn the_source_of_a_pack_has_a_name_in_each_language() {
    for lang in ["nb", "nn", "en"] {
        for blank in ["", "  ", "\t"] {
            let named = refused(|pack| pack["source"]["name"][lang] = json!(blank));
            assert_eq!(
                named,
                one_error("not_a_rule", &format!("/packs/0/source/name/{lang}")),
                "{lang} {blank:?}"
            );
        }
    }
}

#[test]
fn the_address_of_a_source_is_https_without_markup() {
    let url = |text: &str| refused(|pack| pack["source"]["url"] = json!(text));
    assert_eq!(url("https://example.org/guideline"), []);
    let wrong = one_error("not_a_rule", "/packs/0/source/url");
    for text in [
        "http://example.org",
        "httpx://example.org",
        "ftp://example.org",
        "javascript:alert(1)",
        "//example.org",
        "example.org",
        " https://example.org",
        "",
    ] {
        assert_eq!(url(text), wrong, "{text}");
    }
    for sign in MARKUP {
        assert_eq!(url(&format!("https://example.org/{sign}")), wrong, "{sign:?}");
    }
}

#[test]
fn a_pack_has_at_most_1000_norms() {
    let many = |count: usize| {
        refused(|pack| {
            let norm = pack["norms"][0].clone();
            let numbered = |nth: usize| {
                let mut norm = norm.clone();
                let letters = [nth / 676, nth / 26, nth]
                    .map(|part| char::from(b"abcdefghijklmnopqrstuvwxyz"[part % 26]));
                norm["id"] = json!(format!("local-{}", String::from_iter(letters)));
                norm
            };
            pack["norms"] = (0..count).map(numbered).collect();
        })
    };
    assert_eq!(many(1_000), []);
    assert_eq!(many(1_001), one_error("too_large", "/packs/0/norms"));
}

#[test]
fn a_local_id_has_at_most_64_characters() {
    let id = |length: usize| format!("local-{}", "a".repeat(length - "local-".len()));
    let norm = |length| refused(|pack| pack["norms"][0]["id"] = json!(id(length)));
    assert_eq!(norm(64), []);
    assert_eq!(norm(65), one_error("not_a_rule", "/packs/0/norms/0/id"));
    let source = |text: &str| refused(|pack| pack["source"]["id"] = json!(text));
    assert_eq!(source(&id(64)), []);
    for text in [id(65).as_str(), "meeting-guideline", "aml", "local-", "Local-a", "local-a b"] {
        let wrong = source(text);
        assert!(wrong.contains(&one_error("not_a_rule", "/packs/0/source/id")[0]), "{text}: {wrong:?}");
    }
}

/// A norm holds no longer than the text it stands in.
#[test]
fn a_norm_holds_within_the_days_of_its_source() {
    let held = |from: &str, to: Option<&str>| {
        refused(|pack| {
            pack["source"]["valid"] = json!({ "from": "2025-01-01", "to": "2026-12-31" });
            let norms = pack["norms"].as_array_mut().expect("norms");
            norms.truncate(1);
            norms[0]["version"][0]["from"] = json!(from);
            norms[0]["version"][0]["to"] = json!(to);
        })
    };
    let outside = one_error("not_a_rule", "/packs/0/norms/0/version/0/from");
    assert_eq!(held("2025-01-01", Some("2026-12-31")), []);
    assert_eq!(held("2024-12-31", Some("2026-12-31")), outside);
    assert_eq!(held("2025-01-01", Some("2027-01-01")), outside);
    assert_eq!(held("2025-01-01", None), outside, "no last day is later than the source's");
}

/// A report shows what a pack is called as text, never as markup.
#[test]
fn the_signs_of_html_are_escaped_in_a_report() {
    let mut pack = pack();
    for lang in ["nb", "nn", "en"] {
        pack["norms"][0]["title"][lang] = json!("A & B's \"quarter\"");
    }
    let request =
        json!({ "record": {}, "packs": [pack], "as_of": "2026-11-22", "format": "html", "lang": "en" });
    let report = call("report", &request).expect("a report");
    let html = report["report"].as_str().expect("a text");
    let decoded = ["&amp;", "&#38;", "&#x26;"].iter().any(|sign| html.contains(&format!("A {sign} B")));
    assert!(decoded, "& is escaped");
    assert!(!html.contains("B's") && !html.contains("\"quarter\""), "quotation marks are escaped");
    assert!(html.contains("B&#39;s") || html.contains("B&#x27;s") || html.contains("B&apos;s"));
}

/// So many packs, each with a source of its own and no norm.
fn many(count: usize) -> Vec<(String, String)> {
    let packs: Vec<Value> = (0..count)
        .map(|nth| {
            let mut pack = pack();
            // An id has no digits.
            let name: String =
                nth.to_string().chars().map(|digit| char::from(digit as u8 - b'0' + b'a')).collect();
            pack["source"]["id"] = json!(format!("local-source-{name}"));
            pack["norms"] = json!([]);
            pack
        })
        .collect();
    errors("check", &json!({ "record": {}, "packs": packs }))
}

#[test]
fn a_request_has_1000_packs_at_most() {
    assert_eq!(many(999), []);
    assert_eq!(many(1_000), []);
    assert_eq!(many(1_001), one_error("too_large", "/packs"));
    assert_eq!(many(1_002), one_error("too_large", "/packs"));
}

#[test]
fn a_norm_stands_in_one_pack() {
    let mut other = pack();
    other["source"]["id"] = json!("local-other");
    let with = |other: &Value| errors("check", &json!({ "record": {}, "packs": [pack(), other] }));
    assert_eq!(with(&other), one_error("duplicate_id", "/packs/1"));
    for (nth, id) in ["local-one", "local-two"].into_iter().enumerate() {
        other["norms"][nth]["id"] = json!(id);
    }
    assert_eq!(with(&other), []);
}

#[test]
fn a_norm_that_is_asked_for_stands_in_the_catalogue_or_a_pack() {
    let asked = |norm: &str| errors("norms", &json!({ "norm": norm, "packs": [pack()] }));
    assert_eq!(asked("follow-up-plan"), []);
    assert_eq!(asked("local-ia-meeting-each-quarter"), []);
    assert_eq!(asked("local-no-such-norm"), one_error("unknown_norm", "/norm"));
    assert_eq!(
        errors("norms", &json!({ "norm": "local-ia-meeting-each-quarter" })),
        one_error("unknown_norm", "/norm")
    );
}

/// A norm with a value so many levels below it.
fn nested(levels: usize) -> Value {
    (1..levels).fold(json!(1), |value, _| json!({ "all": value }))
}

/// What is too large is found before the norm is read, so that nothing is read at length that is refused anyway.
#[test]
fn a_norm_is_24_levels_deep_at_most_and_its_lists_have_100_entries() {
    let with = |value: Value| refused(|pack| pack["norms"][0]["unknown"] = value.clone());
    let unknown = one_error("unknown_key", "/packs/0/norms/0/unknown");
    let too_large = |path: &str| one_error("too_large", &format!("/packs/0/norms/0/unknown{path}"));
    assert_eq!(with(nested(24)), unknown);
    // Keys that nobody knows are not repeated in a path, but for those that look like one of ours.
    assert_eq!(with(nested(25)), too_large(&"/all".repeat(24)));
    assert_eq!(with(nested(26)), too_large(&"/all".repeat(24)));
    for (entries, expected) in [(99, &unknown), (100, &unknown), (101, &too_large("")), (102, &too_large(""))]
    {
        assert_eq!(with(json!(vec![1; entries])), *expected, "{entries}");
    }
    // Within a list too.
    assert_eq!(with(json!([[1], vec![1; 101]])), too_large("/1"));
    assert_eq!(with(json!(["x".repeat(1_000)])), unknown);
    assert_eq!(with(json!(["x".repeat(1_001)])), one_error("not_a_rule", "/packs/0/norms/0/unknown/0"));
}

#[test]
fn a_norm_has_64_kib_at_most() {
    let text = |bytes: usize| {
        // Each entry is a text of its own of 999 signs, in quotation marks and with a comma.
        let texts: Vec<Value> = (0..bytes / 1_002).map(|nth| json!(format!("{nth:0999}"))).collect();
        refused(|pack| pack["norms"][0]["unknown"] = json!(texts))
    };
    assert_eq!(text(63 * 1024), one_error("unknown_key", "/packs/0/norms/0/unknown"));
    assert_eq!(text(66 * 1024), one_error("too_large", "/packs/0/norms/0"));
}

/// The pack's own source comes first, once, whether or not the norm names it.
#[test]
fn the_basis_of_a_norm_holds_the_source_of_its_pack_once() {
    let with = |basis: Value| {
        let mut pack = pack();
        pack["norms"][0]["version"][0]["basis"] = basis;
        json!({ "norm": "local-ia-meeting-each-quarter", "as_of": "2026-06-30", "packs": [pack] })
    };
    let ids = |basis: Value| -> Vec<String> {
        let answer = answer("norms", &with(basis));
        let basis = answer["norms"][0]["versions"][0]["basis"].as_array().expect("a basis");
        basis.iter().map(|one| one["id"].as_str().expect("an id").to_owned()).collect()
    };
    let own = "local-meeting-guideline";
    assert_eq!(ids(json!([])), [own]);
    assert_eq!(ids(json!(["source:local-meeting-guideline"])), [own]);
    assert_eq!(ids(json!(["source:ia-agreement-2025"])), [own, "ia-agreement-2025"]);
    assert_eq!(ids(json!(["aml-4-6-3-a"])), [own, "aml-4-6-3-a"]);
    let at = |nth: usize| one_error("not_a_rule", &format!("/packs/0/norms/0/version/0/basis/{nth}"));
    assert_eq!(errors("norms", &with(json!(["source:local-other"]))), at(0));
    assert_eq!(errors("norms", &with(json!(["aml-4-6-3-a", "aml-99-9"]))), at(1));
}
