//! Cases with a topic, inputs and what is expected.

use super::{Case, calendar, deadline, employer, entitlement, episodes, repeated};
use serde_json::Value;

pub fn case(id: &str, case: &Value) -> Case {
    let (inputs, expected) = (&case["inputs"], &case["expected"]);
    let topic = case["topic"].as_str().unwrap_or("no topic");
    let ours = match topic {
        "oppfolgingstilfelle" => episodes::told(case),
        "employer_period" => employer::told(inputs, expected),
        "repeated_absence" => repeated::told(inputs),
        "max_benefit_date" => entitlement::benefit(inputs),
        "egenmelding" => entitlement::own_word(inputs, expected),
        "statutory_deadline" => deadline::statutory(inputs),
        "nav_process_date" => deadline::nav_process(inputs),
        "employer_reminders" => deadline::reminders(),
        "elected_safety_representative" => deadline::safety_representative(inputs),
        "public_holidays" => calendar::public_holidays(inputs, expected),
        "iso_week" => calendar::iso_week(inputs),
        "possible_days_full_time" => calendar::possible_days(inputs),
        _ => None,
    };
    Case::held(id, topic, ours.as_ref(), expected)
}
