//! Doubles every input of `growth/inputs.rs` and prints what it costs: milliseconds, bytes asked of the allocator, the
//! most bytes held, bytes of the answer, and the exponent of each: 1 grows in step with the input, 2 is quadratic.
//!
//! `cargo bench -p ia-tests --bench growth -- WORD` takes the inputs whose name holds the word; `--lifelike` a large
//! workplace.

#![expect(clippy::cast_precision_loss, reason = "sizes are printed, not counted with")]

use ia_tests::growth::{self, Counting, Spent};
use serde_json::json;
use std::time::Instant;

#[global_allocator]
static ALLOCATOR: Counting = Counting;

/// How often the size is doubled.
const DOUBLINGS: usize = 4;
/// An input that takes longer is not doubled again, in milliseconds.
const LONG: f64 = 4_000.0;

fn main() {
    let words: Vec<String> = std::env::args().skip(1).filter(|word| word != "--bench").collect();
    if words.iter().any(|word| word == "--lifelike") {
        return lifelike();
    }
    println!("| input | n | ms | asked kB | most kB | answer kB | time^ | asked^ |");
    println!("| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |");
    for input in growth::all().iter().filter(|input| words.iter().all(|word| input.name.contains(word))) {
        let base = cost(input, 1);
        let mut before: Option<(f64, Spent)> = None;
        let mut size = input.size;
        for _ in 0..=DOUBLINGS {
            size *= 2;
            if size > input.most {
                break;
            }
            let (ms, spent) = cost(input, size);
            let exponents = before.map_or(String::from("| |"), |(ms_before, spent_before)| {
                let grown = |now: f64, then: f64, none: f64| ((now - none) / (then - none).max(1e-6)).log2();
                let bytes = |spent: Spent| spent.asked as f64;
                format!(
                    "{:.2} | {:.2} |",
                    grown(ms, ms_before, base.0),
                    grown(bytes(spent), bytes(spent_before), bytes(base.1))
                )
            });
            println!(
                "| {} | {size} | {ms:.1} | {} | {} | {} | {exponents}",
                input.name,
                spent.asked / 1000,
                spent.most / 1000,
                spent.answer / 1000
            );
            before = Some((ms, spent));
            if ms > LONG {
                break;
            }
        }
    }
}

/// Nanoseconds that this thread has run: other work on the machine does not count. Where the system does not say, the time
/// since the first call.
fn ran() -> f64 {
    static BEGUN: std::sync::OnceLock<Instant> = std::sync::OnceLock::new();
    let said = std::fs::read_to_string("/proc/thread-self/schedstat").ok();
    let nanoseconds = said.and_then(|said| said.split(' ').next()?.parse::<f64>().ok());
    nanoseconds.unwrap_or_else(|| BEGUN.get_or_init(Instant::now).elapsed().as_secs_f64() * 1e9)
}

/// The shorter of two calls, in milliseconds.
fn cost(input: &growth::Input, size: usize) -> (f64, Spent) {
    let once = || {
        let call = (input.make)(size);
        let begun = ran();
        let spent = growth::measure(call);
        ((ran() - begun) / 1e6, spent)
    };
    let first = once();
    if first.0 > 500.0 {
        return first;
    }
    let second = once();
    if first.0 < second.0 { first } else { second }
}

fn lifelike() {
    let size = growth::FULL;
    let record = growth::lifelike(size);
    let packs = growth::lifelike_packs(size);
    println!("record {} kB, packs {} kB", record.to_string().len() / 1000, packs.to_string().len() / 1000);
    for (function, extra) in [
        ("assess", json!({ "role": "employer" })),
        ("questions", json!({ "role": "employer" })),
        ("report", json!({ "role": "employer", "format": "html" })),
        ("check", json!({})),
    ] {
        let mut request = json!({ "record": record, "packs": packs, "lang": "nb" });
        if function != "check" {
            request["as_of"] = json!("2026-11-22");
        }
        for (key, value) in extra.as_object().expect("keys") {
            request[key] = value.clone();
        }
        let text = request.to_string();
        let begun = ran();
        let spent = growth::measure(|| match ia_core::api::call(function, &text).expect("a function") {
            Ok(answer) => answer.len(),
            Err(errors) => panic!("{function}: {}", &errors[..errors.len().min(500)]),
        });
        println!(
            "{function}: {:.2} s, in {} kB, out {} kB, most {} kB ({:.2} of out)",
            (ran() - begun) / 1e9,
            text.len() / 1000,
            spent.answer / 1000,
            spent.most / 1000,
            spent.most as f64 / spent.answer as f64
        );
    }
}
