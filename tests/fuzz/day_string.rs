//! Any text as days: those that are read are read back the same, and nothing that is counted from them fails.

#![no_main]

use ia_core::Date;
use ia_core::follow_up::{DayString, EmployerPeriodRule, JoinRule, PaidByNav, employer_periods, join_days};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let Ok(days) = text.parse::<DayString>() else {
        return;
    };
    assert_eq!(days.to_string().parse().as_ref(), Ok(&days));
    for start in ["2018-01-01", "2199-12-01"] {
        let start: Date = start.parse().expect("a day");
        for rule in [JoinRule::HolidayCounts, JoinRule::HolidayLeftOut, JoinRule::Adjoining] {
            for case in join_days(days.from(start), rule) {
                assert!(case.from <= case.to && case.sick_days <= days.len());
            }
        }
        let rule = EmployerPeriodRule::at(start).expect("a rule");
        let found = employer_periods(rule, days.from(start), &PaidByNav::default());
        assert!(found.counts.all() <= days.len());
    }
});
