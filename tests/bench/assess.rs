//! Assessing the demo workplace, step by step.

use criterion::{Criterion, criterion_group, criterion_main};
use ia_core::{Options, Record, Role, api, assess, questions};
use ia_tests::{day, file, record};
use std::hint::black_box;

fn benches(criterion: &mut Criterion) {
    let text = file("tests/data/workplace.json");
    let record = record("workplace");
    let as_of = day("2026-11-22");
    let options = Options::default();
    let request =
        serde_json::json!({ "record": ia_tests::record_json("workplace"), "as_of": as_of }).to_string();
    criterion.bench_function("read the record from JSON", |bench| {
        bench.iter(|| Record::from_json(black_box(&text)));
    });
    criterion.bench_function("assess", |bench| bench.iter(|| assess(black_box(&record), as_of, &options)));
    criterion.bench_function("questions", |bench| {
        bench.iter(|| questions(black_box(&record), as_of, Role::LineManager, &options));
    });
    criterion.bench_function("assess at the door, JSON to JSON", |bench| {
        bench.iter(|| api::assess(black_box(&request)));
    });
}

criterion_group!(all, benches);
criterion_main!(all);
