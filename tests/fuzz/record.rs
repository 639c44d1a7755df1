//! Any text as a record: one that is accepted is assessed and asked about on any day.

#![no_main]

use ia_core::{Date, Options, Record, Role, assess, questions};
use libfuzzer_sys::fuzz_target;

const DAYS: [&str; 5] = ["1900-01-01", "2010-02-28", "2024-02-29", "2026-11-22", "2199-12-31"];

fuzz_target!(|text: &str| {
    let Ok(record) = Record::from_json(text) else {
        return;
    };
    let options = Options::default();
    for day in DAYS {
        let day: Date = day.parse().expect("a day");
        assess(&record, day, &options);
        questions(&record, day, Role::Employer, &options);
    }
});
