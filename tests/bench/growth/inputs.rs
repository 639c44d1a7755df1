//! One line an input: what grows, and what is asked.

use super::packs::{meetings, norm, pack, packs, slug, version};
use super::sample::{AS_OF, Grow, Likeness, Sampler, lists, plain};
use crate::day;
use ia_core::Code as _;
use ia_core::Role;
use ia_core::api::{self, columns};
use ia_core::follow_up::EventKind;
use ia_core::law;
use serde_json::{Value, json};

/// A call that gives the length of its answer.
pub type Call = Box<dyn FnOnce() -> usize>;

/// Something that grows.
pub struct Input {
    /// What grows.
    pub name: String,
    /// The size to begin with.
    pub size: usize,
    /// The size up to which it is answered.
    pub most: usize,
    /// Makes the call for a size.
    pub make: Box<dyn Fn(usize) -> Call>,
}

fn input(name: impl Into<String>, size: usize, make: impl Fn(usize) -> Call + 'static) -> Input {
    Input { name: name.into(), size, most: usize::MAX, make: Box::new(make) }
}

/// A list that is refused when it is longer than eight times the size to begin with.
fn short(name: impl Into<String>, size: usize, make: impl Fn(usize) -> Call + 'static) -> Input {
    Input { most: size * 8, ..input(name, size, make) }
}

/// A call through the door.
fn ask(function: &str, request: &Value) -> Call {
    let (function, text) = (function.to_owned(), request.to_string());
    Box::new(move || match api::call(&function, &text).expect("a function") {
        Ok(answer) | Err(answer) => answer.len(),
    })
}

/// A call through the door that must be answered.
fn answered(function: &str, request: &Value) -> Call {
    let (function, text) = (function.to_owned(), request.to_string());
    Box::new(move || match api::call(&function, &text).expect("a function") {
        Ok(answer) => answer.len(),
        Err(errors) => panic!("{function}: {}", &errors[..errors.len().min(500)]),
    })
}

fn record(likeness: Likeness, size: usize, grow: Grow<'_>) -> Value {
    Sampler::new(api::record_schema(), likeness, size).record(grow)
}

fn about(record: &Value) -> Value {
    json!({ "record": record, "as_of": AS_OF, "lang": "en" })
}

const LIKENESSES: [(Likeness, &str); 2] = [(Likeness::Alike, "alike"), (Likeness::Distinct, "distinct")];

/// Every input.
pub fn all() -> Vec<Input> {
    let mut all = Vec::new();
    all.extend(lists_of_the_record());
    all.extend(whole_records());
    all.extend(by_hand());
    all.extend(bad_records());
    all.extend(of_packs());
    all.extend(requirements());
    all.extend(events());
    all.extend(tables());
    all
}

/// Each list of the record by itself.
fn lists_of_the_record() -> Vec<Input> {
    let mut found = Vec::new();
    for path in lists() {
        for (likeness, how) in LIKENESSES {
            let path = path.clone();
            found.push(input(format!("assess /{} {how}", path.join("/")), 120, move |size| {
                answered("assess", &about(&record(likeness, size, Grow::List(&path))))
            }));
        }
    }
    found
}

/// All sections at once, for every function that takes a record.
fn whole_records() -> Vec<Input> {
    let mut found = Vec::new();
    for (likeness, how) in LIKENESSES {
        let whole = move |size| record(likeness, size, Grow::Sections);
        for (function, extra) in [
            ("assess", json!({})),
            ("assess", json!({ "role": "employer" })),
            ("questions", json!({ "role": "employer" })),
            ("report", json!({ "format": "html" })),
            ("report", json!({ "format": "markdown", "role": "line_manager", "person": "p0" })),
            ("explain", json!({ "norm": "follow-up-plan" })),
            ("explain", json!({ "norm": "line-manager-meeting-quarterly" })),
        ] {
            found.push(input(format!("{function} sections {how} {extra}"), 40, move |size| {
                let mut request = about(&whole(size));
                for (key, value) in extra.as_object().expect("keys") {
                    request[key] = value.clone();
                }
                answered(function, &request)
            }));
        }
        found.push(input(format!("check sections {how}"), 100, move |size| {
            answered("check", &json!({ "record": whole(size) }))
        }));
        found.push(input(format!("changes_between sections {how}"), 60, move |size| {
            answered(
                "changes_between",
                &json!({ "from": "2023-12-31", "to": "2026-01-01", "record": whole(size) }),
            )
        }));
    }
    found
}

/// Shapes that a schema does not tell of.
fn by_hand() -> Vec<Input> {
    let covers = json!({ "from": "2000-01-01", "to": AS_OF });
    let office = |role: &str, person: &str, from: &str, to: Option<String>| {
        let mut office = json!({ "role": role, "person": person, "from": from });
        if let Some(to) = to {
            office["to"] = json!(to);
        }
        office
    };
    let terms = {
        let covers = covers.clone();
        move |size: usize| {
            // One person elected again every day.
            let day = |nth: usize| {
                day("2000-01-01").plus_days(i64::try_from(nth % 9000).expect("few")).expect("a day")
            };
            let offices: Vec<Value> = (0..size)
                .map(|nth| {
                    let (from, person) = (day(nth).to_string(), format!("p{}", nth / 9000));
                    office("safety_representative", &person, &from, Some(day(nth).to_string()))
                })
                .collect();
            let documents =
                json!([{ "kind": "safety_representative_notice", "date": "2026-01-01", "reviewed": false }]);
            about(
                &json!({ "covers": covers, "offices": offices, "documents": documents, "training": [], "meetings": [] }),
            )
        }
    };
    let areas = {
        let covers = covers.clone();
        move |size: usize| {
            let ids: Vec<Value> = (0..size).map(|nth| json!({ "id": format!("a{nth}") })).collect();
            let offices: Vec<Value> = (0..size)
                .map(|nth| {
                    json!({ "role": "safety_representative", "area": format!("a{nth}"), "person": format!("p{nth}"), "from": "2026-06-01" })
                })
                .collect();
            let meetings: Vec<Value> = (0..size)
                .map(|nth| {
                    json!({
                        "kind": "line_manager_meeting", "area": format!("a{nth}"), "date": "2026-06-20",
                        "invited": ["safety_representative"], "attended": ["safety_representative", "line_manager"],
                        "items": ["current_matters"],
                    })
                })
                .collect();
            let training: Vec<Value> = (0..size)
                .map(|nth| {
                    json!({
                        "person": format!("p{nth}"), "role": "safety_representative", "topic": "working_environment_course",
                        "completed": "2026-06-10",
                    })
                })
                .collect();
            about(&json!({
                "covers": covers,
                "workplace": { "areas": ids, "sector": "municipal", "guidelines": [
                    { "guideline": "line-manager-safety-rep-guideline", "from": "2020-01-01" }
                ] },
                "offices": offices, "meetings": meetings, "training": training,
            }))
        }
    };
    let one_person = move |size: usize| {
        let absences: Vec<Value> = (0..size)
            .map(|nth| json!({ "id": format!("c{nth}"), "person": "p0", "from": "2026-01-05" }))
            .collect();
        about(&json!({ "covers": covers, "absences": absences }))
    };
    let matter_areas = |size: usize| {
        let ids: Vec<Value> = (0..size).map(|nth| json!({ "id": format!("a{nth}") })).collect();
        let own: Vec<String> = (0..size).map(|nth| format!("a{nth}")).collect();
        about(&json!({
            "covers": { "from": "2000-01-01", "to": AS_OF },
            "workplace": { "areas": ids },
            "matters": [{ "id": "m1", "date": "2026-05-01", "areas": own }],
        }))
    };
    vec![
        input("assess one person elected every day", 500, move |size| answered("assess", &terms(size))),
        input("assess areas with offices, meetings and training", 200, move |size| {
            answered("assess", &areas(size))
        }),
        input("assess cases of one person", 100, move |size| answered("assess", &one_person(size))),
        input("check a matter in all areas", 500, move |size| answered("assess", &matter_areas(size))),
    ]
}

/// Errors: of reading, and of what contradicts itself.
fn bad_records() -> Vec<Input> {
    type Entry = fn(usize) -> String;
    let mut found = Vec::new();
    let texts: [(&str, Entry); 7] = [
        ("empty entries", |_| "{}".to_owned()),
        ("unknown codes", |_| r#"{"role":"?","from":"?"}"#.to_owned()),
        ("unknown keys", |nth| format!(r#"{{"role":"employer","from":"2026-01-01","k{nth}":1}}"#)),
        ("numbers", |nth| nth.to_string()),
        ("lists", |_| "[]".to_owned()),
        ("wrong days", |_| r#"{"role":"employer","from":"2026-02-30"}"#.to_owned()),
        ("ends before starts", |_| r#"{"role":"employer","from":"2026-02-02","to":"2026-02-01"}"#.to_owned()),
    ];
    for (name, entry) in texts {
        found.push(input(format!("errors: {name}"), 1000, move |size| {
            let entries: Vec<String> = (0..size).map(entry).collect();
            let text = format!(
                r#"{{"record":{{"covers":{{"from":"2000-01-01","to":"{AS_OF}"}},"offices":[{}]}},"as_of":"{AS_OF}"}}"#,
                entries.join(",")
            );
            Box::new(move || api::assess(&text).unwrap_or_else(|errors| errors).len())
        }));
    }
    found.push(input("errors: one id, references to nothing", 200, |size| {
        let mut whole = record(Likeness::Distinct, size, Grow::Sections);
        for section in whole.as_object_mut().expect("sections").values_mut() {
            for entry in section.as_array_mut().into_iter().flatten() {
                for key in ["id", "area", "change", "risk"] {
                    if entry.get(key).is_some() {
                        entry[key] = json!("same");
                    }
                }
            }
        }
        ask("check", &json!({ "record": whole }))
    }));
    found
}

fn with_packs(packs: &Value, record: &Value) -> Value {
    json!({ "record": record, "packs": packs, "as_of": AS_OF, "lang": "nb" })
}

/// What a pack is made of.
fn of_packs() -> Vec<Input> {
    let small = || json!({ "covers": { "from": "2020-01-01", "to": AS_OF }, "meetings": [], "offices": [] });
    let norms =
        |size: usize| -> Vec<Value> { (0..size).map(|nth| norm(nth, &[version(&meetings())])).collect() };
    let days = |nth: usize| {
        day("2000-01-01").plus_days(i64::try_from(nth).expect("few")).expect("a day").to_string()
    };
    let versions = move |size: usize| -> Vec<Value> {
        let one = |nth: usize| {
            let mut one = version(&meetings());
            one["from"] = json!(days(nth));
            if nth + 1 < size {
                one["to"] = json!(days(nth));
            }
            one
        };
        (0..size).map(one).collect()
    };
    let one_norm = move |norm: Value| with_packs(&json!([pack(0, &[norm])]), &small());
    let when = move |condition: Value| {
        let mut version = version(&meetings());
        version["when"] = condition;
        one_norm(norm(0, &[version]))
    };
    let leaf = |nth: usize| json!({ "headcount": { "at_least": nth % 60_000 } });
    let mut found = vec![
        input("packs: norms", 100, move |size| {
            answered("assess", &with_packs(&packs(&norms(size)), &small()))
        }),
        input("packs: one norm each", 240, move |size| {
            let packs: Value = norms(size)
                .iter()
                .enumerate()
                .map(|(nth, norm)| pack(nth, core::slice::from_ref(norm)))
                .collect();
            answered("assess", &with_packs(&packs, &small()))
        }),
        input("packs: answers to their norms", 100, move |size| {
            let mut record = small();
            record["answers"] = (0..size)
                .map(|nth| {
                    json!({
                        "norm": format!("local-norm-{}", slug(nth)), "role": "line_manager", "date": "2026-05-01", "value": "yes",
                    })
                })
                .collect();
            answered("assess", &with_packs(&packs(&norms(size)), &record))
        }),
        short("packs: versions", 12, move |size| answered("assess", &one_norm(norm(0, &versions(size))))),
        short("packs: versions with a long text", 12, move |size| {
            let mut norm = norm(0, &versions(size));
            let long = "x ".repeat(size * 4) + "skal must";
            norm["text"] = json!({ "nb": long, "nn": long, "en": long });
            answered("assess", &one_norm(norm))
        }),
        short("packs: versions in norms", 12, move |size| {
            answered("norms", &json!({ "packs": [pack(0, &[norm(0, &versions(size))])] }))
        }),
    ];
    for (name, condition) in [("all", "all"), ("any", "any"), ("not", "not")] {
        found.push(short(format!("packs: conditions in {name}"), 12, move |size| {
            let leaves: Vec<Value> = (0..size).map(leaf).collect();
            answered("assess", &when(json!({ condition: leaves })))
        }));
    }
    found.push(input("packs: conditions on offices, with offices", 500, move |size| {
        let conditions: Vec<Value> = (0..size)
            .map(|nth| json!({ "offices": { "role": "safety_representative", "at_least": nth % 60_000 } }))
            .collect();
        let norms: Vec<Value> = conditions
            .chunks(100)
            .enumerate()
            .map(|(nth, conditions)| {
                let mut version = version(&meetings());
                version["when"] = json!({ "any": conditions });
                norm(nth, &[version])
            })
            .collect();
        let mut record = small();
        record["offices"] = (0..size)
            .map(|nth| json!({ "role": "safety_representative", "person": format!("p{nth}"), "from": "2026-01-01" }))
            .collect();
        answered("assess", &with_packs(&packs(&norms), &record))
    }));
    // A value stands once in a list, so a list of codes is no longer than its vocabulary.
    for (key, most) in [("bearers", Role::ALL.len()), ("toward", Role::ALL.len()), ("statements", 100)] {
        found.push(short(format!("packs: {key}"), most / 8, move |size| {
            let mut norm = norm(0, &[version(&meetings())]);
            let value = |nth: usize| {
                if key == "statements" { format!("S-{nth}") } else { Role::ALL[nth].code().to_owned() }
            };
            norm[key] = (0..size).map(value).collect();
            answered("assess", &one_norm(norm))
        }));
    }
    found.push(short("packs: basis", 12, move |size| {
        let mut version = version(&meetings());
        let provisions = law::provisions().iter().map(|provision| provision.id.as_str());
        version["basis"] = provisions.take(size).collect();
        answered("assess", &one_norm(norm(0, &[version])))
    }));
    found
}

/// A norm with a requirement of a kind.
fn norm_of(code: &str, nth: usize, inside: &Value) -> Value {
    let mut norm = norm(nth, &[version(&json!({ code: inside }))]);
    if ["answered", "agreement_in_place"].contains(&code) {
        norm["question"] = norm["title"].clone();
        norm["help"] = norm["title"].clone();
    }
    norm
}

/// Every kind of requirement: many norms of it, and its lists.
fn requirements() -> Vec<Input> {
    let schema = api::types_schema();
    let kinds = schema["$defs"]["Requirement"]["oneOf"].as_array().expect("kinds").clone();
    let mut found = Vec::new();
    for kind in kinds {
        let code = kind["required"][0].as_str().expect("a code").to_owned();
        let (named, content) = (code.clone(), plain(&kind["properties"][&code], &schema).clone());
        let sampler = |size| Sampler::new(api::types_schema(), Likeness::Distinct, size);
        // Each list with the length of its vocabulary: a value stands once.
        let lists: Vec<(String, usize)> = content["properties"]
            .as_object()
            .into_iter()
            .flatten()
            .filter_map(|(key, property)| {
                let codes = plain(property.get("items")?, &schema)["oneOf"].as_array().map_or(100, Vec::len);
                Some((key.clone(), codes.min(100)))
            })
            .collect();
        let asked = move |norms: &[Value], entries: usize| {
            answered(
                "assess",
                &with_packs(&packs(norms), &record(Likeness::Distinct, entries, Grow::Sections)),
            )
        };
        for (list, most) in lists.into_iter().filter(|(_, most)| *most >= 16) {
            let (code, content) = (code.clone(), content.clone());
            found.push(short(format!("requirement {code}/{list}"), most / 8, move |size| {
                let path = [list.clone()];
                let inside = sampler(size).value(&content, &code, 0, Some(Grow::List(&path)));
                asked(&[norm_of(&code, 0, &inside)], 1)
            }));
        }
        let norms_of = move |size: usize| -> Vec<Value> {
            let inside = sampler(1).value(&content, &code, 0, None);
            (0..size).map(|nth| norm_of(&code, nth, &inside)).collect()
        };
        // The product of norms and entries has a limit of its own: each of the two grows beside some of the other.
        let (on_few, on_some) = (norms_of.clone(), norms_of.clone());
        found.push(input(format!("requirement {named}: norms"), 50, move |size| asked(&on_few(size), 1)));
        found.push(input(format!("requirement {named}: norms on 20 entries"), 20, move |size| {
            asked(&on_some(size), 20)
        }));
        found.push(input(format!("requirement {named}: entries under 20 norms"), 20, move |size| {
            asked(&norms_of(20), size)
        }));
    }
    found
}

/// One person's events at the door.
fn events() -> Vec<Input> {
    type One = fn(usize, usize) -> Value;
    let shapes: [(&str, One); 5] = [
        ("of one employer", |_, _| json!({ "employer": "o-1" })),
        ("of as many employers", |nth, _| json!({ "employer": format!("o-{nth}") })),
        ("of no employer", |_, _| json!({})),
        ("that correct each other", |nth, _| {
            if nth == 0 { json!({}) } else { json!({ "corrects": format!("e-{}", nth - 1) }) }
        }),
        ("through the years", |nth, size| {
            let from =
                day("2015-01-01").plus_days(i64::try_from(nth * 4000 / size).expect("few")).expect("a day");
            json!({ "employer": format!("o-{}", nth % 7), "from": from, "to": from })
        }),
    ];
    let mut found = Vec::new();
    for (name, one) in shapes {
        found.push(input(format!("cases: events {name}"), 120, move |size| {
            let events: Vec<Value> = (0..size)
                .map(|nth| {
                    let mut event = json!({ "id": format!("e-{nth}"), "kind": "certificate", "from": "2025-01-01", "to": "2026-06-30" });
                    for (key, value) in one(nth, size).as_object().expect("keys") {
                        event[key] = value.clone();
                    }
                    event
                })
                .collect();
            ask("cases", &json!({ "events": events, "as_of": AS_OF, "lang": "nb" }))
        }));
    }
    found.push(input("cases: events of as many employers through the years", 120, |size| {
        let events: Vec<Value> = (0..size)
            .map(|nth| json!({ "id": format!("e-{nth}"), "employer": format!("o-{nth}"), "kind": "certificate", "from": "2007-01-01", "to": "2026-06-30" }))
            .collect();
        ask("cases", &json!({ "events": events, "as_of": AS_OF, "lang": "nb" }))
    }));
    found.push(input("cases: rights withdrawn", 500, |size| {
        let withdrawn: Vec<Value> =
            (0..size).map(|nth| json!({ "employer": format!("o-{nth}"), "decided": "2026-01-01" })).collect();
        ask("cases", &json!({ "events": [], "withdrawn": withdrawn, "as_of": AS_OF, "lang": "nb" }))
    }));
    found
}

/// Tables of certificates, and counts of cases.
fn tables() -> Vec<Input> {
    type Row = fn(usize, usize) -> (u32, u32, i32, i32);
    let shapes: [(&str, Row); 6] = [
        ("of as many persons", |nth, _| (u32::try_from(nth).expect("few"), 1, 20_000, 20_030)),
        ("of one person", |nth, _| (1, 1, 20_000 + i32::try_from(nth % 700).expect("few"), 20_800)),
        ("of one person through the years", |nth, size| {
            let from = -25_000 + i32::try_from(nth * 100_000 / size).expect("few");
            (1, 1, from, from + 30)
        }),
        ("of one person and as many employers", |nth, _| {
            (1, u32::try_from(nth).expect("few"), 20_000, 20_400)
        }),
        ("of one person and as many employers through the years", |nth, size| {
            let from = -25_000 + i32::try_from(nth * 100_000 / size).expect("few");
            (1, u32::try_from(nth).expect("few"), from, from + 30)
        }),
        ("of one person and as many employers in all years", |nth, _| {
            (1, u32::try_from(nth).expect("few"), -25_000, 83_000)
        }),
    ];
    let mut found = Vec::new();
    for rule in [columns::JoinRule::HolidayCounts, columns::JoinRule::Adjoining] {
        for (name, row) in shapes {
            type Made = fn(&columns::EventColumns<'_>, columns::JoinRule) -> usize;
            let made: [(&str, Made); 2] = [
                ("cases", |events, rule| {
                    let found = columns::cases_of(events, rule, day(AS_OF), &columns::Options::default());
                    found.map_or(0, |cases| cases.from.len())
                }),
                ("counts", |events, rule| {
                    columns::counts_of(events, rule, day(AS_OF)).map_or(0, |counts| counts.person.len())
                }),
            ];
            for (what, make) in made {
                found.push(input(format!("table {}, {what}: rows {name}", rule.code()), 100, move |size| {
                    let rows: Vec<(u32, u32, i32, i32)> = (0..size).map(|nth| row(nth, size)).collect();
                    Box::new(move || {
                        let person: Vec<u32> = rows.iter().map(|row| row.0).collect();
                        let employer: Vec<u32> = rows.iter().map(|row| row.1).collect();
                        let from: Vec<i32> = rows.iter().map(|row| row.2).collect();
                        let to: Vec<i32> = rows.iter().map(|row| row.3).collect();
                        let kind =
                            vec![u8::try_from(EventKind::Certificate.place()).expect("small"); rows.len()];
                        let events = columns::EventColumns {
                            person: &person,
                            employer: Some(&employer),
                            from: columns::DayColumn { days: &from, valid: None },
                            to: columns::DayColumn { days: &to, valid: None },
                            kind: &kind,
                            recorded: None,
                            recorded_on: None,
                        };
                        make(&events, rule)
                    })
                }));
            }
        }
    }
    found.push(input("kpi: rows of as many groups and persons", 5_000, |size| {
        Box::new(move || {
            let due = columns::DueColumn { days: vec![19_000; size], valid: vec![0xff; size.div_ceil(8)] };
            let status = columns::StatusColumn { status: vec![1; size], ..columns::StatusColumn::default() };
            let groups: Vec<u32> = (0..size).map(|nth| u32::try_from(nth / 10).expect("few")).collect();
            let persons: Vec<u32> = (0..size).map(|nth| u32::try_from(nth).expect("few")).collect();
            let mut counts = columns::Counts::new(day(AS_OF), 5, true).expect("enough");
            counts.add(&columns::Rows {
                status: &status,
                due: &due,
                groups: &groups,
                persons: Some(&persons),
            });
            counts.rows().len()
        })
    }));
    found
}
