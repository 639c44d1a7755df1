//! Work and memory grow in step with the input, for every list of the record, every construct of a pack and every table.
//!
//! Bytes asked of the allocator and comparisons of days and ids are counted, and no time is measured. The inputs come from
//! the schema and from `tests/bench/growth`.

use ia_core::{Code as _, Role, api};
use ia_tests::growth::{self, Counting, FULL};
use serde_json::{Value, json};

#[global_allocator]
static ALLOCATOR: Counting = Counting;

/// What is added when the size doubles again, over what was added before: 2 grows in step with the input, and a little
/// more where it is sorted; 4 is quadratic.
const MOST: f64 = 3.0;

/// The most bytes held while a text is read, over its own.
const MOST_TIMES: usize = 24;

/// Less than so much is not held against it.
const FEW_BYTES: usize = 200_000;
const FEW_COMPARISONS: u64 = 8_000;

/// One test: the counts are the process's.
#[test]
fn work_and_memory_grow_in_step_with_the_input() {
    every_input_grows_in_step();
    memory_is_a_few_times_the_text();
    a_large_workplace_is_answered();
    a_product_is_refused();
}

#[test]
fn the_limits_stand_in_the_docs() {
    let docs = ia_tests::file("docs/limits.md");
    let code = ia_tests::file("ia-core/src/limits.rs");
    let limits: Vec<&str> = code.lines().filter_map(|line| line.strip_prefix("pub const ")).collect();
    assert_eq!(limits.len(), docs.lines().filter(|line| line.starts_with("| `")).count());
    for limit in limits {
        let (name, value) = limit.split_once(':').expect("a type");
        let value = value.split_once('=').expect("a value").1.trim_end_matches(';');
        let product: u64 = value
            .split('*')
            .map(|one| one.trim().replace('_', ""))
            .map(|one| one.parse::<u64>().expect("a number"))
            .product();
        let row = docs
            .lines()
            .find(|line| line.starts_with(&format!("| `{name}`:")))
            .unwrap_or_else(|| panic!("no {name}"));
        assert_eq!(row.split('|').nth(2).map(str::trim), Some(product.to_string().as_str()), "{name}");
    }
}

fn every_input_grows_in_step() {
    let inputs = growth::all();
    let docs = ia_tests::file("docs/performance.md");
    assert!(docs.contains(&format!("doubles {} inputs", inputs.len())), "{} inputs", inputs.len());
    let mut wrong = Vec::new();
    for input in &inputs {
        // The catalogue is read on first use.
        growth::measure((input.make)(1));
        let at = |times: usize| growth::measure((input.make)(input.size * times));
        let [one, two, four] = [1, 2, 4].map(at);
        // A text that doubles its place when it is full asks in steps: a ratio is held against what follows, too.
        let eight = || at(8);
        let ratio = |one: u64, two: u64, four: u64| {
            let (first, second) = (two.saturating_sub(one), four.saturating_sub(two));
            (second, number(second) / number(first.max(1)))
        };
        let bytes = |spent: growth::Spent| u64::try_from(spent.asked).expect("bytes");
        let (added, grown) = ratio(bytes(one), bytes(two), bytes(four));
        if added > u64::try_from(FEW_BYTES).expect("few")
            && grown > MOST
            && ratio(bytes(two), bytes(four), bytes(eight())).1 > MOST
        {
            wrong.push(format!("{}: bytes {grown:.2}", input.name));
        }
        let (added, grown) = ratio(one.compared, two.compared, four.compared);
        if added > FEW_COMPARISONS && grown > MOST {
            wrong.push(format!("{}: comparisons {grown:.2}", input.name));
        }
    }
    assert!(wrong.is_empty(), "grows faster than the input:\n{}", wrong.join("\n"));
}

fn number(count: u64) -> f64 {
    f64::from(u32::try_from(count).unwrap_or(u32::MAX))
}

/// Texts of a million bytes that hold as much as they can in few bytes.
fn memory_is_a_few_times_the_text() {
    let covers = r#""covers":{"from":"2000-01-01","to":"2026-11-22"}"#;
    let many = |entry: &str| vec![entry; 1_000_000 / (entry.len() + 1)].join(",");
    let record = |inside: String| format!(r#"{{"record":{{{covers},{inside}}},"as_of":"2026-11-22"}}"#);
    let texts = [
        ("empty absences", record(format!(r#""absences":[{}]"#, many("{}")))),
        ("numbers", record(format!(r#""absences":[{}]"#, many("1")))),
        ("unknown keys", record(format!(r#""offices":[{}]"#, many(r#"{"a":1}"#)))),
        ("unknown codes", record(format!(r#""offices":[{}]"#, many(r#"{"role":"x","from":"2026-01-01"}"#)))),
        ("empty decisions", {
            let meeting = r#"{"kind":"ia_meeting","date":"2026-01-01","decisions":["#;
            record(format!(r#""meetings":[{meeting}{}]}}]"#, many("{}")))
        }),
        ("lists in lists", format!(r#"{{"record":{}{}}}"#, "[".repeat(100), "]".repeat(100))),
        ("keys", {
            let keys: Vec<String> = (0..80_000).map(|nth| format!(r#""k{nth}":1"#)).collect();
            format!("{{{}}}", keys.join(","))
        }),
        ("texts", format!(r#"{{"packs":[{}]}}"#, many(r#""""#))),
    ];
    for (name, text) in texts {
        let mut answer = String::new();
        let spent = growth::measure(|| {
            answer = api::assess(&text).unwrap_or_else(|errors| errors);
            answer.len()
        });
        let times = spent.most / text.len().max(100_000);
        assert!(times <= MOST_TIMES, "{name}: {times} times the text");
        let failure: Value = serde_json::from_str(&answer).expect("JSON");
        if let Some(errors) = failure["errors"].as_array() {
            assert!(errors.len() <= ia_core::limits::MOST_ERRORS + 1, "{name}: {}", errors.len());
        }
    }
}

/// The same in full is `cargo bench -p ia-tests --bench growth -- --lifelike`.
fn a_large_workplace_is_answered() {
    let whole = growth::lifelike(FULL).to_string().len() + growth::lifelike_packs(FULL).to_string().len();
    assert!(
        whole < ia_core::MAX_BYTES * 7 / 8,
        "{whole} bytes: a large workplace is to fit with room to spare"
    );
    let size = FULL.divided(20);
    let request = json!({
        "record": growth::lifelike(size), "packs": growth::lifelike_packs(size),
        "as_of": "2026-11-22", "role": "employer", "lang": "nb",
    });
    let text = request.to_string();
    let ask = |function: &str| {
        growth::measure(|| api::call(function, &text).expect("a function").expect("an answer").len())
    };
    let assessed = ask("assess");
    assert!(assessed.most <= 4 * assessed.answer, "{assessed:?}");
    let asked = ask("questions");
    assert!(asked.most <= MOST_TIMES * text.len(), "{asked:?}");
}

/// A norm of a pack on each of many entries: what a small text could make of it is refused before it is made.
fn a_product_is_refused() {
    type Entry<'e> = &'e dyn Fn(usize) -> Value;
    let roles: Vec<&str> = Role::ALL.iter().map(|role| role.code()).collect();
    let consulted = json!({ "consulted_before": { "subject": "change", "roles": roles } });
    let change = |nth: usize| json!({ "id": format!("c{nth}"), "kind": "reorganisation", "planned": "2026-05-01", "carried_out": "2026-06-01" });
    let office = |nth: usize| json!({ "role": "safety_representative", "person": format!("p{nth}"), "from": "2026-01-01" });
    let terms = json!({ "office_conditions": { "role": "safety_representative", "practice": "relief" } });
    let case =
        |nth: usize| json!({ "id": format!("a{nth}"), "person": format!("p{nth}"), "from": "2026-09-01" });
    let plan = json!({ "case_milestone": { "milestone": "follow_up_plan", "weeks": 4 } });
    let products: [(&str, &Value, Entry<'_>, usize, usize); 3] = [
        ("changes", &consulted, &change, 50, 1600),
        ("offices", &terms, &office, 2000, 2000),
        ("absences", &plan, &case, 250, 2000),
    ];
    for (section, requirement, entry, norms, entries) in products {
        let mut record =
            json!({ "covers": { "from": "2015-01-01", "to": "2026-11-22" }, "consultations": [] });
        record[section] = (0..entries).map(entry).collect();
        let packs = growth::packs_of(requirement, norms);
        let request = json!({ "record": record, "packs": packs, "as_of": "2026-11-22", "lang": "en" });
        for function in ["assess", "report"] {
            let mut request = request.clone();
            if function == "report" {
                request["format"] = json!("html");
            }
            let request = request.to_string();
            let mut answer = Ok(String::new());
            let spent = growth::measure(|| {
                answer = api::call(function, &request).expect("a function");
                0
            });
            let errors: Value = serde_json::from_str(&answer.expect_err("too large")).expect("JSON");
            let limit = 200_000 + 400 * (norms + entries);
            assert_eq!(errors["errors"][0]["code"], "too_large", "{section}");
            assert_eq!(errors["errors"][0]["path"], "/packs", "{section}");
            let message = errors["errors"][0]["message"].as_str().expect("a message");
            assert!(message.contains(&limit.to_string()), "{section}: {message}");
            assert!(spent.asked <= MOST_TIMES * request.len(), "{section}: {spent:?}");
        }
    }
}
