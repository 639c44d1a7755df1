//! Local packs, and the packs of the catalogue that a workplace adopts.

use ia_core::api;
use ia_tests::{file, record_json};
use serde_json::{Value, json};

fn pack() -> Value {
    serde_json::from_str(&file("tests/data/local-pack.json")).expect("JSON")
}

fn workplace(guidelines: &[&str]) -> Value {
    let adopted: Vec<Value> =
        guidelines.iter().map(|id| json!({ "guideline": id, "from": "2025-01-01" })).collect();
    json!({
        "covers": { "from": "2024-01-01", "to": "2026-11-22" },
        "workplace": { "sector": "municipal", "guidelines": adopted },
        "meetings": []
    })
}

fn call(function: &str, request: &Value) -> Result<Value, Value> {
    let parsed = |text: String| serde_json::from_str::<Value>(&text).expect("JSON");
    api::call(function, &request.to_string()).expect("a function").map(parsed).map_err(parsed)
}

fn finding(record: &Value, packs: &Value, norm: &str) -> Value {
    let request = json!({ "record": record, "packs": packs, "as_of": "2026-11-22", "lang": "en" });
    let answer = call("assess", &request).expect("an answer");
    let findings = answer["findings"].as_array().expect("findings");
    findings.iter().find(|one| one["norm"] == norm).unwrap_or_else(|| panic!("no {norm}")).clone()
}

/// The guideline of one document and the survey programme of another are packs in the catalogue: a workplace
/// that has adopted neither is not judged by them.
#[test]
fn a_workplace_is_judged_by_the_packs_it_adopts() {
    let neither = workplace(&[]);
    let both = workplace(&["line-manager-safety-rep-guideline", "sammen-om-forbedring"]);
    let outcomes = |record: &Value| -> Vec<(String, String, String)> {
        let request = json!({ "record": record, "as_of": "2026-11-22", "lang": "nb" });
        let answer = call("assess", &request).expect("an answer");
        let findings = answer["findings"].as_array().expect("findings").clone();
        let text = |value: &Value| value.as_str().expect("a text").to_owned();
        let guidelines = ["line-manager-safety-rep-guideline", "sammen-om-forbedring"];
        findings
            .iter()
            .filter(|one| {
                let basis = one["basis"].as_array().expect("a basis");
                basis.iter().all(|one| guidelines.contains(&one["id"].as_str().expect("an id")))
            })
            .map(|one| (text(&one["norm"]), text(&one["outcome"]), text(&one["weight"])))
            .collect()
    };
    let (without, with) = (outcomes(&neither), outcomes(&both));
    assert_eq!(without.len(), 64);
    assert!(without.iter().all(|(_, outcome, _)| outcome == "not_applicable"), "{without:?}");
    assert_eq!(with.len(), 64);
    let quarterly = with.iter().find(|(norm, _, _)| norm == "line-manager-meeting-quarterly").expect("one");
    assert_eq!(quarterly.2, "agreed");
    assert!(with.iter().filter(|(_, outcome, _)| outcome != "not_applicable").count() > 40);
}

#[test]
fn a_local_pack_has_the_four_faces() {
    let record = workplace(&["local-meeting-guideline"]);
    let packs = json!([pack()]);
    // Check: adopted, so it binds.
    let meeting = finding(&record, &packs, "local-ia-meeting-each-quarter");
    assert_eq!(meeting["outcome"], "breached");
    assert_eq!(meeting["weight"], "agreed");
    assert_eq!(meeting["title"], "IA meeting every quarter");
    assert_eq!(meeting["basis"][0]["citation"], "guideline on cooperation meetings");
    // Not adopted, it does not; not passed, it is not there.
    let other = finding(&workplace(&[]), &packs, "local-ia-meeting-each-quarter");
    assert_eq!(other["outcome"], "not_applicable");
    // Schedule: this quarter's meeting is due by its last day.
    let mut met = record.clone();
    met["meetings"] = json!([{ "kind": "ia_meeting", "date": "2026-10-05" }]);
    for date in ["2026-01-10", "2026-04-10", "2026-07-10", "2025-11-10"] {
        met["meetings"].as_array_mut().expect("a list").push(json!({ "kind": "ia_meeting", "date": date }));
    }
    let held = finding(&met, &packs, "local-ia-meeting-each-quarter");
    assert_eq!(held["outcome"], "met");
    assert_eq!(held["next"], "2027-03-31");
    // Ask: the question and its help are the pack's.
    let asked = call(
        "questions",
        &json!({ "record": record, "packs": packs, "as_of": "2026-11-22", "role": "line_manager", "lang": "nn" }),
    )
    .expect("questions");
    let question = asked["questions"]
        .as_array()
        .expect("a list")
        .iter()
        .find(|one| one["norm"] == "local-newcomers-meet-safety-representative")
        .expect("the question");
    assert_eq!(question["text"], "Møter nye tilsette verneombodet den første veka?");
    assert_eq!(question["help"], "Spør dei siste som byrja.");
    // And the answer counts.
    let mut answered = record.clone();
    answered["answers"] = json!([{
        "norm": "local-newcomers-meet-safety-representative", "role": "safety_representative",
        "date": "2026-11-01", "value": "no"
    }]);
    let newcomers = finding(&answered, &packs, "local-newcomers-meet-safety-representative");
    assert_eq!(newcomers["outcome"], "not_in_place");
    // Explain.
    let request = json!({
        "norm": "local-ia-meeting-each-quarter", "record": record, "packs": packs, "as_of": "2026-11-22"
    });
    let explained = call("explain", &request).expect("an explanation");
    assert_eq!(explained["explained"][0]["finding"]["outcome"], "breached");
    // And it is listed.
    let listed =
        call("norms", &json!({ "packs": packs, "norm": "local-ia-meeting-each-quarter" })).expect("norms");
    assert_eq!(listed["norms"][0]["bearers"], json!(["line_manager"]));
}

#[test]
fn the_kind_of_the_source_decides_the_weight() {
    let weigh = |kind: &str, basis: Value| {
        let mut pack = pack();
        pack["source"]["kind"] = json!(kind);
        pack["norms"][0]["version"][0]["basis"] = basis;
        let record = workplace(&["local-meeting-guideline"]);
        finding(&record, &json!([pack]), "local-ia-meeting-each-quarter")
    };
    for (kind, weight, outcome) in [
        ("guideline", "agreed", "breached"),
        ("agreement", "agreed", "breached"),
        ("collective_agreement", "agreed", "breached"),
        ("guide", "good_practice", "not_in_place"),
    ] {
        let found = weigh(kind, json!([]));
        assert_eq!((found["weight"].as_str(), found["outcome"].as_str()), (Some(weight), Some(outcome)));
    }
    // It may point at the act, and is no law for that.
    let found = weigh("guide", json!(["aml-3-1-1-b"]));
    assert_eq!(found["weight"], "good_practice");
    assert_eq!(found["basis"][1]["citation"], "WEA section 3-1 (1)");
}

#[test]
fn what_is_wrong_with_a_pack_is_said_with_its_place() {
    let refused = |change: &dyn Fn(&mut Value)| -> Vec<(String, String)> {
        let mut pack = pack();
        change(&mut pack);
        let request = json!({ "record": {}, "packs": [pack], "lang": "en" });
        let failure = call("check", &request).expect_err("a failure");
        let text = |value: &Value| value.as_str().expect("a text").to_owned();
        failure["errors"]
            .as_array()
            .expect("errors")
            .iter()
            .map(|one| (text(&one["code"]), text(&one["path"])))
            .collect()
    };
    let one = |code: &str, path: &str| vec![(code.to_owned(), path.to_owned())];
    assert_eq!(
        refused(&|pack| pack["norms"][0]["id"] = json!("ia-meeting")),
        one("not_a_rule", "/packs/0/norms/0/id")
    );
    assert_eq!(
        refused(&|pack| pack["source"]["kind"] = json!("statute")),
        one("unknown_code", "/packs/0/source/kind")
    );
    assert_eq!(
        refused(&|pack| pack["norms"][0]["version"][0]["requirement"]["meeting_held"]["per"] = json!("month")),
        one("unknown_code", "/packs/0/norms/0/version/0/requirement/meeting_held/per")
    );
    assert_eq!(
        refused(&|pack| pack["norms"][0]["version"][0]["requirement"] = json!({ "coffee": {} })),
        one("unknown_code", "/packs/0/norms/0/version/0/requirement")
    );
    assert_eq!(
        refused(&|pack| pack["norms"][0]["text"]["nb"] = json!("Linjelederen holder møter.")),
        one("not_a_rule", "/packs/0/norms/0/text")
    );
    assert_eq!(
        refused(&|pack| {
            pack["norms"][0]["title"].as_object_mut().expect("texts").remove("nn");
        }),
        one("missing_key", "/packs/0/norms/0/title/nn")
    );
    assert_eq!(
        refused(&|pack| pack["norms"][1]["question"] = Value::Null),
        vec![
            ("not_a_rule".to_owned(), "/packs/0/norms/1/id".to_owned()),
            ("not_a_rule".to_owned(), "/packs/0/norms/1/help".to_owned()),
        ]
    );
    assert_eq!(
        refused(&|pack| pack["norms"][0]["version"][0]["from"] = json!("2024-12-31")),
        one("not_a_rule", "/packs/0/norms/0/version/0/from")
    );
    assert_eq!(
        refused(&|pack| pack["norms"][0]["version"][0]["from"] = json!("2025-02-30")),
        one("not_a_date", "/packs/0/norms/0/version/0/from")
    );
    assert_eq!(
        refused(&|pack| pack["norms"][0]["version"][0]["basis"] = json!(["aml-99"])),
        one("not_a_rule", "/packs/0/norms/0/version/0/basis/0")
    );
    assert_eq!(
        refused(&|pack| pack["norms"][0]["text"]["en"] = json!("You must <b>meet</b>.")),
        one("not_a_rule", "/packs/0/norms/0/text/en")
    );
    assert_eq!(
        refused(&|pack| {
            let again = pack["norms"][0].clone();
            pack["norms"].as_array_mut().expect("a list").push(again);
        }),
        one("duplicate_id", "/packs/0/norms/2/id")
    );
    let twice = call("check", &json!({ "record": {}, "packs": [pack(), pack()] })).expect_err("a failure");
    assert_eq!(twice["errors"][0]["code"], "duplicate_id");
    assert_eq!(twice["errors"][0]["path"], "/packs/1/source/id");
}

/// The first norm of the pack with so many bytes, the rest of them blanks.
fn check_with_bytes(bytes: usize) -> Result<Value, Value> {
    let mut pack = pack();
    let norm = pack["norms"].as_array_mut().expect("norms").remove(0).to_string();
    pack["norms"] = json!(["NORM"]);
    let blanks = " ".repeat(bytes - norm.len());
    let norm = norm.replacen('{', &format!("{{{blanks}"), 1);
    let request = json!({ "record": {}, "packs": [pack] }).to_string().replace("\"NORM\"", &norm);
    let parsed = |text: String| serde_json::from_str::<Value>(&text).expect("JSON");
    api::call("check", &request).expect("a function").map(parsed).map_err(parsed)
}

#[test]
fn a_norm_of_a_pack_has_64_kib_at_most() {
    assert!(check_with_bytes(64 * 1024 - 1).is_ok());
    assert!(check_with_bytes(64 * 1024).is_ok());
    for bytes in [64 * 1024 + 1, 70_000] {
        let failure = check_with_bytes(bytes).expect_err("too large");
        assert_eq!(failure["errors"].as_array().map(Vec::len), Some(1));
        assert_eq!(failure["errors"][0]["code"], "too_large");
        assert_eq!(failure["errors"][0]["path"], "/packs/0/norms/0");
    }
}

/// A norm that is too large anywhere is not read: what else is wrong with it is not said.
#[test]
fn a_norm_that_is_too_large_is_not_read() {
    let mut pack = pack();
    pack["norms"][0]["title"]["nb"] = json!("x".repeat(1_001));
    pack["norms"][0]["id"] = json!("not-local");
    let failure = call("check", &json!({ "record": {}, "packs": [pack] })).expect_err("a failure");
    let paths: Vec<&Value> =
        failure["errors"].as_array().expect("errors").iter().map(|one| &one["path"]).collect();
    assert_eq!(paths, ["/packs/0/norms/0/title/nb"]);
}

/// A key that may be free text is shown in no error, wherever it stands.
#[test]
fn no_key_that_may_be_free_text_is_shown() {
    for key in ["Ola Nordmann", "olanordmann".repeat(4).as_str()] {
        let mut pack = pack();
        pack["norms"][0][key] = json!({ "nb": "x".repeat(1_001) });
        let failure = call("check", &json!({ "record": {}, "packs": [pack] })).expect_err("a failure");
        assert_eq!(failure["errors"][0]["path"], "/packs/0/norms/0/…/nb");
        assert!(!failure.to_string().contains(key));
    }
}

#[test]
fn a_norm_of_a_pack_may_hang_on_a_guideline_of_the_catalogue_or_a_local_one() {
    let refused = |guideline: &str| {
        let mut pack = pack();
        pack["norms"][0]["version"][0]["when"] = json!({ "guideline": guideline });
        call("check", &json!({ "record": {}, "packs": [pack] })).err().map(|failure| {
            let error = &failure["errors"][0];
            format!(
                "{} {}",
                error["code"].as_str().unwrap_or_default(),
                error["path"].as_str().unwrap_or_default()
            )
        })
    };
    assert_eq!(refused(pack()["source"]["id"].as_str().expect("an id")), None);
    let nobody_knows = Some("unknown_source /packs/0/norms/0/version/0/when".to_owned());
    assert_eq!(refused("local-some-other-guideline"), nobody_knows);
    // An act is not adopted.
    assert_eq!(refused("aml"), nobody_knows);
    assert_eq!(refused("line-manager-safety-rep-guideline"), None);
    let wrong = Some("not_a_rule /packs/0/norms/0/version/0/when".to_owned());
    assert_eq!(refused("line-manager-safety-rep-guidelines"), wrong);
    assert_eq!(refused("Local"), wrong);
}

fn failure_of(change: &dyn Fn(&mut Value)) -> Value {
    let mut pack = pack();
    change(&mut pack);
    match call("check", &json!({ "record": {}, "packs": [pack], "lang": "en" })) {
        Ok(_) => Value::Null,
        Err(failure) => failure["errors"][0].clone(),
    }
}

/// Every text of a pack, by its pointer.
const TEXTS: [&str; 5] =
    ["/source/name", "/norms/1/title", "/norms/1/text", "/norms/1/question", "/norms/1/help"];

#[test]
fn no_text_of_a_pack_has_a_sign_that_is_not_seen() {
    for place in TEXTS {
        for lang in ["nb", "nn", "en"] {
            for sign in [
                '\r',
                '\n',
                '\t',
                '\u{0}',
                '\u{1b}',
                '\u{85}',
                '\u{ad}',
                '\u{200b}',
                '\u{202e}',
                '\u{2028}',
                '\u{2067}',
                '\u{feff}',
                '\u{e0041}',
            ] {
                let failure = failure_of(&|pack| {
                    let text = pack.pointer_mut(place).expect("texts").get_mut(lang).expect("a text");
                    let wild = text.as_str().expect("a text").replacen(' ', &format!(" {sign}"), 1);
                    *text = json!(wild);
                });
                assert_eq!(failure["path"], format!("/packs/0{place}/{lang}"), "{sign:?}");
            }
        }
    }
    let failure = failure_of(&|pack| pack["source"]["url"] = json!("https://example.no/\u{202e}"));
    assert_eq!(failure["path"], "/packs/0/source/url");
}

#[test]
fn an_address_of_a_pack_has_a_plain_host() {
    for url in [
        "https://user@example.no/",
        "https://example.no\\.evil.no/",
        "https://exam ple.no/",
        "http://example.no",
        "https://example.no/\"x",
    ] {
        let failure = failure_of(&|pack| pack["source"]["url"] = json!(url));
        assert_eq!(failure["path"], "/packs/0/source/url", "{url}");
        assert!(!failure["message"].as_str().expect("a text").contains("example"), "{failure}");
    }
    assert_eq!(
        failure_of(&|pack| pack["source"]["url"] = json!("https://www.example.no/a?b#c")),
        Value::Null
    );
}

#[test]
fn a_pack_does_not_call_itself_law() {
    for name in ["Arbeidsmiljøloven", "aml. § 4-6", "Working Environment Act", "FOR-2011-12-06-1355", "ftrl"]
    {
        for lang in ["nb", "nn", "en"] {
            let failure = failure_of(&|pack| pack["source"]["name"][lang] = json!(name));
            assert_eq!(failure["path"], format!("/packs/0/source/name/{lang}"), "{name}");
        }
    }
}

#[test]
fn two_packs_have_two_sources() {
    let mut other = pack();
    for (nth, norm) in other["norms"].as_array_mut().expect("norms").iter_mut().enumerate() {
        norm["id"] = json!(["local-one", "local-two"][nth]);
    }
    let failure = call("check", &json!({ "record": {}, "packs": [pack(), other] })).expect_err("a failure");
    assert_eq!(failure["errors"].as_array().expect("errors").len(), 1);
    assert_eq!(failure["errors"][0]["code"], "duplicate_id");
    assert_eq!(failure["errors"][0]["path"], "/packs/1/source/id");
}

/// Texts reach people through conditions and lists too.
#[test]
fn no_other_text_of_a_pack_is_free() {
    let failure =
        failure_of(&|pack| pack["norms"][0]["version"][0]["when"] = json!({ "guideline": "a \u{1b}[31mb" }));
    assert_eq!(failure["path"], "/packs/0/norms/0/version/0/when");
    let failure = failure_of(&|pack| {
        pack["norms"][0]["version"][0]["when"] =
            json!({ "any": [{ "not": [{ "guideline": "Per Hansen" }] }] });
    });
    assert_eq!(failure["path"], "/packs/0/norms/0/version/0/when");
    let failure =
        failure_of(&|pack| pack["norms"][0]["statements"] = json!(["S1-001", "Punkt 4", "a\u{1b}[31m"]));
    assert_eq!(failure["path"], "/packs/0/norms/0/statements/2");
}

/// A norm's facts need the care that its requirement and condition say, whatever the pack says.
#[test]
fn the_sensitivity_of_a_packs_norm_follows_from_what_it_reads() {
    let sensitivity = |requirement: Value, when: Value, said: &str| {
        let mut pack = pack();
        pack["norms"][0]["sensitivity"] = json!(said);
        pack["norms"][0]["version"][0]["requirement"] = requirement;
        if !when.is_null() {
            pack["norms"][0]["version"][0]["when"] = when;
        }
        let listed = call("norms", &json!({ "packs": [pack], "norm": "local-ia-meeting-each-quarter" }));
        listed.expect("norms")["norms"][0]["sensitivity"].clone()
    };
    let plan = json!({ "case_milestone": { "milestone": "follow_up_plan", "weeks": 4, "absence": "whole_or_partial" } });
    let practice = json!({ "case_practice": { "practice": "plan_content" } });
    let to_nav = json!({ "case_plan_to_nav": { "weeks": 1 } });
    let on_request = json!({ "case_meeting_on_request": { "by": ["employer"] } });
    let transfer =
        json!({ "consulted_before": { "subject": "transfer", "roles": ["safety_representative"] } });
    let told =
        json!({ "informed": { "from": "sick_listed_employee", "to": "line_manager", "topics": ["ia"] } });
    let meeting = json!({ "meeting_held": { "kinds": ["ia_meeting"], "at_least": 1, "per": "quarter" } });
    for requirement in [&plan, &practice, &to_nav, &on_request, &transfer, &told] {
        for said in ["none", "union", "person"] {
            assert_eq!(sensitivity(requirement.clone(), Value::Null, said), "person", "{requirement}");
        }
    }
    for role in ["union_representative", "elected_representative"] {
        for requirement in [
            json!({ "office_filled": { "role": role, "each": "workplace" } }),
            json!({ "training_done": { "roles": [role], "topics": ["ia"] } }),
            json!({ "office_conditions": { "role": role, "practice": "relief" } }),
            json!({ "meeting_after_election": { "role": role, "kind": "ia_meeting" } }),
            json!({ "body_composed": { "body": "ia_committee", "roles": [role] } }),
        ] {
            assert_eq!(sensitivity(requirement.clone(), Value::Null, "none"), "union", "{requirement}");
            assert_eq!(sensitivity(requirement.clone(), Value::Null, "person"), "person", "{requirement}");
        }
    }
    let union = json!({ "not": [{ "offices": { "role": "union_representative", "at_least": 1 } }] });
    assert_eq!(sensitivity(meeting.clone(), union, "none"), "union");
    let elected = json!({ "offices": { "role": "elected_representative", "at_least": 1 } });
    assert_eq!(sensitivity(meeting.clone(), elected, "none"), "none");
    let safety = json!({ "office_filled": { "role": "safety_representative", "each": "workplace" } });
    assert_eq!(sensitivity(safety, Value::Null, "none"), "none");
    assert_eq!(sensitivity(meeting, Value::Null, "none"), "none");
}

/// What a pack says stays inside the document that shows it.
#[test]
fn a_pack_cannot_write_markup_into_markdown() {
    let mut pack = pack();
    for lang in ["nb", "nn", "en"] {
        pack["norms"][0]["title"][lang] = json!("1. *A* _b_ # c https://example.no ~d~ &amp;");
        pack["source"]["name"][lang] = json!("*Local* rule");
    }
    let request = json!({
        "record": record_json("empty"), "packs": [pack], "as_of": "2026-11-22", "format": "markdown", "lang": "en"
    });
    let report = call("report", &request).expect("a report");
    let text = report["report"].as_str().expect("a text");
    assert!(text.contains(r"1\. \*A\* \_b\_ \# c https\://example.no \~d\~ \&amp;"), "{text}");
    assert!(text.contains(r"\*Local\* rule"));
    assert!(!text.contains("*A*"));
}

/// What a pack says stays inside the document that shows it.
#[test]
fn a_pack_cannot_write_markup_into_a_report() {
    let mut pack = pack();
    for lang in ["nb", "nn", "en"] {
        pack["norms"][0]["title"][lang] = json!("A & B \"quoted\"");
    }
    let request = json!({
        "record": record_json("empty"), "packs": [pack], "as_of": "2026-11-22", "format": "html", "lang": "en"
    });
    let report = call("report", &request).expect("a report");
    let html = report["report"].as_str().expect("a text");
    assert!(html.contains("A &#38; B &#34;quoted&#34;") || html.contains("A &amp; B &quot;quoted&quot;"));
    assert!(!html.contains("A & B"));
}
