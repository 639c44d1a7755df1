//! One thing that is lacking: one finding carries, the others refer to it. What is owed above a unit is not its breach.

use super::answer;
use ia_core::catalogue::Level;
use ia_core::requirement::Requirement;
use ia_core::{Code, Role, norm};
use serde_json::{Value, json};
use std::collections::BTreeMap;

const AS_OF: &str = "2026-11-22";

/// Who is in office in [`bare`], by the id `h-` and the role.
const HOLDERS: [Role; 6] = [
    Role::Employer,
    Role::LineManager,
    Role::ElectedRepresentative,
    Role::UnionRepresentative,
    Role::Supervisor,
    Role::SafetyRepresentative,
];

/// A workplace in office for long, where every list is empty: nothing is done.
fn bare() -> Value {
    let guidelines = ["line-manager-safety-rep-guideline", "sammen-om-forbedring"];
    let adopted: Vec<Value> =
        guidelines.iter().map(|one| json!({ "guideline": one, "from": "2019-06-01" })).collect();
    let offices: Vec<Value> = HOLDERS
        .iter()
        .map(|role| {
            let from = if *role == Role::SafetyRepresentative { "2026-01-05" } else { "2019-01-01" };
            let person = format!("h-{}", role.code());
            json!({ "role": role.code(), "person": person, "area": "area-a", "from": from })
        })
        .collect();
    json!({
        "covers": { "from": "2010-01-01", "to": AS_OF },
        "workplace": {
            "sector": "municipal", "headcount": [{ "from": "2012-01-01", "employees": 60 }],
            "committee_headcount": [{ "from": "2012-01-01", "employees": 60 }],
            "agreements": [{ "kind": "ia_local_agreement", "from": "2020-01-01" }], "guidelines": adopted,
            "areas": [{ "id": "area-a" }, { "id": "area-b" }], "units": [],
        },
        "offices": offices, "training": [], "meetings": [], "documents": [], "bodies": [], "risk_assessments": [],
        "changes": [], "measures": [], "deviations": [], "surveys": [], "notices": [], "consultations": [],
        "matters": [], "absences": [], "answers": [],
    })
}

fn assessed(record: &Value, role: Option<&str>) -> Value {
    let mut request = json!({ "record": record, "as_of": AS_OF, "lang": "en" });
    if let Some(role) = role {
        request["role"] = json!(role);
    }
    answer("assess", &request)
}

fn findings(answer: &Value) -> &Vec<Value> {
    answer["findings"].as_array().expect("findings")
}

fn text<'v>(value: &'v Value, key: &str) -> &'v str {
    value[key].as_str().unwrap_or_default()
}

fn of<'v>(answer: &'v Value, norm: &str) -> &'v Value {
    findings(answer).iter().find(|one| one["norm"] == norm).unwrap_or_else(|| panic!("{norm}"))
}

/// What is lacking where every list is empty, from the requirement alone.
fn lacking(finding: &Value, sees_unions: bool) -> Option<String> {
    let norm = norm(text(finding, "norm")).expect("a norm");
    let version = norm.at(ia_tests::day(AS_OF)).expect("a version");
    match version.requirement.as_ref()? {
        Requirement::DocumentInPlace(one) => Some(format!("document {:?}", one.kind)),
        Requirement::BodyComposed(one) => Some(format!("body {:?}", one.body)),
        Requirement::TrainingDone(one) => {
            let holders: Vec<Role> = HOLDERS.into_iter().filter(|held| one.roles.contains(held)).collect();
            let shown = holders.into_iter().filter(|held| sees_unions || !held.reveals_union_membership());
            Some(format!("training {:?} {:?}", one.topics.first(), shown.collect::<Vec<_>>()))
        }
        Requirement::OfficeFilled(one) => Some(format!("office {:?} {:?}", one.role, one.each)),
        // Of a meeting, or of what is told, the same is lacking where the same is asked for.
        other @ (Requirement::MeetingHeld(_) | Requirement::Informed(_)) => Some(format!("{other:?}")),
        _ => None,
    }
}

/// Whose it is to put right.
fn whose(finding: &Value) -> &'static str {
    match (finding["of_others"] == true, finding["owed_above"] == true) {
        (true, _) => "others",
        (false, true) => "above",
        (false, false) => "own",
    }
}

fn rank(finding: &Value) -> (usize, bool) {
    let weights = ["binding", "agreed", "good_practice"];
    let weight = weights.iter().position(|one| *one == text(finding, "weight")).expect("a weight");
    (weight, finding["outcome"] == "due")
}

#[test]
fn each_cause_has_one_carrier() {
    let roles = [None, Some("employer"), Some("employee"), Some("elected_representative")];
    for (role, level) in roles.map(|role| (role, None)).into_iter().chain([(None, Some("unit"))]) {
        let mut record = bare();
        record["workplace"]["level"] = json!(level.unwrap_or("enterprise"));
        let answer = assessed(&record, role);
        let mut causes: BTreeMap<(String, &str), Vec<&Value>> = BTreeMap::new();
        for finding in findings(&answer) {
            let is_lacking = ["due", "breached", "not_in_place"].contains(&text(finding, "outcome"));
            match lacking(finding, role != Some("employee"))
                .filter(|_| is_lacking && finding["decided_by"] == "record")
            {
                Some(cause) => causes.entry((cause, whose(finding))).or_default().push(finding),
                None => assert_eq!(finding["carried_by"], Value::Null, "{role:?} {finding}"),
            }
        }
        for (cause, same) in &causes {
            let carriers: Vec<&&Value> = same.iter().filter(|one| one.get("carried_by").is_none()).collect();
            let expected = same.iter().min_by_key(|one| rank(one)).expect("a finding");
            assert_eq!(carriers, [expected], "{role:?} {cause:?}");
            for one in same.iter().filter(|one| *one != expected) {
                assert_eq!(one["carried_by"], expected["norm"], "{role:?} {cause:?}");
                assert_eq!(one["subject"], Value::Null);
            }
        }
        for kind in ["document", "training"] {
            let has_more = causes.iter().any(|((cause, _), same)| cause.starts_with(kind) && same.len() > 1);
            assert!(has_more, "{role:?} {kind}: {:?}", causes.keys());
        }
        // Every finding is counted, also what another carries.
        let counted: u64 = ["totals", "totals_of_others", "totals_owed_above"]
            .iter()
            .filter_map(|totals| answer[totals].as_object())
            .flat_map(|totals| totals.values())
            .flat_map(|weight| weight.as_object().expect("counts").values())
            .map(|count| count.as_u64().expect("a count"))
            .sum();
        assert_eq!(counted, u64::try_from(findings(&answer).len()).expect("a number"), "{role:?}");
    }
}

/// Two norms that ask for the same meetings lack one thing; one that asks for other meetings lacks another.
#[test]
fn norms_that_ask_for_the_same_meetings_have_one_carrier() {
    let mut record = bare();
    record["bodies"] = json!([{ "kind": "hse_committee", "from": "2019-01-01" }]);
    let answer = assessed(&record, None);
    let carried = |norm: &str| of(&answer, norm).get("carried_by").cloned();
    assert_eq!(carried("line-manager-meeting-quarterly"), Some(json!("line-manager-meeting-not-replaced")));
    assert_eq!(carried("line-manager-meeting-not-replaced"), None);
    assert_eq!(carried("ia-on-agenda-twice-a-year"), None);
}

/// The typed assessment says the same as the answer.
#[test]
fn the_typed_assessment_carries_the_same() {
    let mut json = bare();
    json["workplace"]["level"] = json!("unit");
    let record = serde_json::from_value(json.clone()).expect("a record");
    let typed = ia_core::assess(&record, ia_tests::day(AS_OF), &ia_core::Options::default());
    let answer = assessed(&json, None);
    let said: Vec<(&str, &str, bool)> = findings(&answer)
        .iter()
        .map(|one| (text(one, "norm"), text(one, "carried_by"), one["owed_above"] == true))
        .collect();
    let found: Vec<(&str, &str, bool)> = typed
        .findings
        .iter()
        .map(|one| (one.norm.id.as_str(), one.carried_by.unwrap_or_default(), one.owed_above))
        .collect();
    assert_eq!(found, said);
    let counts = serde_json::to_value(typed.totals_owed_above()).expect("JSON");
    assert_eq!(counts, answer["totals_owed_above"]);
    assert_eq!(serde_json::to_value(typed.totals()).expect("JSON"), answer["totals"]);
}

/// What is there, and lacks something else in each finding, is no one cause.
#[test]
fn other_reasons_are_other_causes() {
    let carriers = |record: &Value| {
        let answer = assessed(record, None);
        let of_kind = findings(&answer)
            .iter()
            .filter(|one| lacking(one, true).is_some_and(|it| it.ends_with("HseActionPlan")));
        of_kind.filter(|one| one.get("carried_by").is_some()).count()
    };
    let mut record = bare();
    let lacks = carriers(&record);
    assert!(lacks > 0);
    record["documents"] = json!([{
        "id": "d-1", "kind": "hse_action_plan", "date": "2026-01-10", "written": true, "made_with": [], "contains": [],
    }]);
    assert_eq!(carriers(&record), 0);
    // Another kind of document changes nothing.
    record["documents"][0]["kind"] = json!("hse_goals");
    assert_eq!(carriers(&record), lacks);
}

#[test]
fn what_is_carried_stands_in_one_line() {
    let record = bare();
    let answer_of = assessed(&record, None);
    let carried = findings(&answer_of).iter().find(|one| one.get("carried_by").is_some()).expect("one");
    for (lang, also) in [("nb", "Gjelder også: "), ("nn", "Gjeld også: "), ("en", "Also: ")] {
        for (format, block) in [("markdown", "`"), ("html", "<code>")] {
            let request = json!({ "record": record, "as_of": AS_OF, "lang": lang, "format": format });
            let report = answer("report", &request);
            let report = text(&report, "report");
            assert!(report.contains(also), "{lang} {format}");
            assert!(!report.contains(&format!("{block}{}", text(carried, "norm"))), "{lang} {format}");
            assert!(report.contains(&format!("{block}{}", text(carried, "carried_by"))), "{lang} {format}");
            if lang == "en" {
                let line =
                    report.lines().find(|line| line.contains(also) && line.contains(text(carried, "title")));
                assert!(line.is_some(), "{format}");
            }
        }
    }
    // Where nothing is lacking, nothing refers.
    let request = json!({ "record": {}, "as_of": AS_OF, "lang": "en", "format": "markdown" });
    assert!(!text(&answer("report", &request), "report").contains("Also: "));
}

#[test]
fn what_is_owed_above_is_no_breach_of_a_unit() {
    let with = |level: Option<&str>| {
        let mut record = bare();
        if let Some(level) = level {
            record["workplace"]["level"] = json!(level);
        }
        record
    };
    let plain = assessed(&with(None), None);
    let unit = assessed(&with(Some("unit")), None);
    let whole = assessed(&with(Some("enterprise")), None);
    assert_eq!(plain["findings"], whole["findings"]);
    assert_eq!((&plain["totals"], &plain["totals_owed_above"]), (&whole["totals"], &Value::Null));
    assert_eq!(whole["totals_owed_above"], Value::Null);
    let breached =
        |answer: &Value, totals: &str| answer[totals]["binding"]["breached"].as_u64().expect("a count");
    let [own, above] = ["totals", "totals_owed_above"].map(|totals| breached(&unit, totals));
    assert!(above > 0 && own > 0);
    assert_eq!(own + above, breached(&plain, "totals"));
    assert_eq!(unit["totals_of_others"], plain["totals_of_others"]);
    let area = assessed(&with(Some("area")), None);
    // Each is judged as before, and marked by its level alone.
    for (marked, level) in [(&unit, 1), (&area, 2)] {
        for (one, before) in findings(marked).iter().zip(findings(&plain)) {
            let place = match norm(text(one, "norm")).expect("a norm").level {
                Level::Enterprise => 0,
                Level::Unit => 1,
                Level::Area => 2,
            };
            assert_eq!(one["owed_above"] == true, place < level, "{one}");
            assert_eq!(
                (&one["norm"], &one["outcome"], &one["why"]),
                (&before["norm"], &before["outcome"], &before["why"])
            );
        }
    }
    for id in ["administration-committee", "committee-required"] {
        assert_eq!(of(&unit, id)["owed_above"], true, "{id}");
        assert_eq!(of(&unit, id)["outcome"], "breached", "{id}");
    }
}

/// In each group of the report what is owed above stands after what is the unit's.
#[test]
fn what_is_owed_above_stands_last() {
    let mut record = bare();
    record["workplace"]["level"] = json!("unit");
    let assessed = assessed(&record, None);
    let request = json!({ "record": record, "as_of": AS_OF, "lang": "en", "format": "markdown" });
    let report = answer("report", &request);
    let report = text(&report, "report");
    let place = |one: &Value| report.rfind(&format!("`{}`", text(one, "norm"))).expect("a place");
    let breached = || {
        findings(&assessed)
            .iter()
            .filter(|one| one["outcome"] == "breached" && one.get("carried_by").is_none())
    };
    let own = breached()
        .filter(|one| one.get("owed_above").is_none() && one.get("of_others").is_none())
        .map(place)
        .max();
    let above = breached().filter(|one| one.get("owed_above").is_some()).map(place).min();
    assert!(own.expect("own") < above.expect("above"));
    assert!(report.contains("higher up in the undertaking"));
}

/// An area is named to all, a holder to those who see every case: the same ids stand there.
#[test]
fn a_finding_names_the_area_and_the_holder() {
    let says =
        |role: Option<&str>, words: &str| assessed(&bare(), role)["findings"].to_string().contains(words);
    for (role, named) in [
        (None, true),
        (Some("employer"), true),
        (Some("management"), true),
        (Some("line_manager"), false),
        (Some("safety_representative"), false),
        (Some("elected_representative"), false),
        (Some("employee"), false),
    ] {
        for holder in HOLDERS {
            assert_eq!(says(role, &format!("h-{}", holder.code())), named, "{role:?} {holder:?}");
        }
        // Nobody is left out: who is not named is still judged.
        assert!(says(role, "in the role of safety representative"), "{role:?}");
        assert!(says(role, "In safety area area-b, nobody holds"), "{role:?}");
        assert!(says(role, "This is about safety area area-b."), "{role:?}");
    }
}

/// Bodies and offices that several norms ask for, in norms of the workplace's own.
#[test]
fn local_norms_on_one_body_or_office_have_one_carrier() {
    let pack = |requirements: [Value; 2]| {
        let mut pack: Value =
            serde_json::from_str(&ia_tests::file("tests/data/local-pack.json")).expect("JSON");
        let first = pack["norms"][0].clone();
        pack["norms"] = requirements
            .into_iter()
            .zip(["local-a", "local-b"])
            .map(|(requirement, id)| {
                let mut norm = first.clone();
                norm["id"] = json!(id);
                norm["version"][0]["requirement"] = requirement;
                norm
            })
            .collect();
        pack
    };
    let body = |kind: &str, roles: Value| json!({ "body_composed": { "body": kind, "roles": roles } });
    let office = |role: &str| json!({ "office_filled": { "role": role, "each": "workplace" } });
    for (requirements, carried) in [
        ([body("ia_committee", json!([])), body("ia_committee", json!(["management"]))], true),
        ([body("ia_committee", json!([])), body("hse_committee", json!([]))], false),
        ([office("hse_coordinator"), office("hse_coordinator")], true),
        ([office("hse_coordinator"), office("facility_contact")], false),
    ] {
        let mut record = bare();
        let adopted = record["workplace"]["guidelines"].as_array_mut().expect("guidelines");
        adopted.push(json!({ "guideline": "local-meeting-guideline", "from": "2025-01-01" }));
        let packs = json!([pack(requirements)]);
        let request = json!({ "record": record, "packs": packs, "as_of": AS_OF, "lang": "en" });
        let answer = answer("assess", &request);
        let [one, other] = ["local-a", "local-b"].map(|id| of(&answer, id)["carried_by"].clone());
        let expected = if carried { json!("local-a") } else { Value::Null };
        assert_eq!((one, other), (Value::Null, expected));
    }
}
