//! Self-certified days (ftrl §§ 8-24 and 8-27) and the employer period (§ 8-19) over days off: calendar days between two
//! sick days count unless work was resumed. Expected values are counted by hand in a calendar of 2026: Easter is from
//! Thursday 2 to Monday 6 April, 1 May a Friday, Ascension Day Thursday 14 May.

use super::answer;
use serde_json::{Value, json};

/// Kind and days of each event, as `U 06-05` or `U 06-05..06-08`.
fn events(text: &str) -> Vec<Value> {
    let event = |(nth, one): (usize, &str)| {
        let (letter, days) = one.trim().split_once(' ').expect("a letter and days");
        let kind = match letter {
            "U" => "certificate_self_certified",
            "S" => "certificate",
            "A" => "application_work_resumed",
            "F" => "application_holiday",
            "R" => "day_off",
            other => panic!("{other}"),
        };
        let (from, to) = days.split_once("..").unwrap_or((days, days));
        let day = |day: &str| format!("2026-{day}");
        json!({ "id": format!("e-{nth}"), "employer": "o-1", "from": day(from), "to": day(to), "kind": kind })
    };
    text.split(';').enumerate().map(event).collect()
}

fn counted(text: &str, as_of: &str) -> (i64, i64, i64, i64) {
    let request = json!({ "events": events(text), "as_of": format!("2026-{as_of}") });
    let own = &answer("cases", &request)["employers"][0]["self_certification"];
    let number = |key: &str| own[key].as_i64().expect("a number");
    (number("used"), number("left"), number("absences_in_year"), number("not_settled"))
}

/// Used, left, absences in the year, and days that are not settled.
#[test]
fn days_off_between_two_self_certified_days_count() {
    for (events, as_of, expected, why) in [
        ("U 06-05; U 06-08", "06-09", (4, 0, 1, 0), "over a weekend"),
        ("U 06-05..06-08", "06-09", (4, 0, 1, 0), "the same days in one report"),
        ("U 06-08; U 06-05", "06-09", (4, 0, 1, 0), "in any order"),
        ("U 06-01; U 06-03", "06-09", (2, 1, 2, 0), "at work on Tuesday"),
        ("U 06-05; U 06-09", "06-09", (2, 1, 2, 0), "at work on Monday"),
        ("U 05-13; U 05-15", "05-19", (3, 0, 1, 0), "over Ascension Day"),
        ("U 05-12; U 05-15", "05-19", (2, 1, 2, 0), "at work the day before Ascension Day"),
        ("U 04-30; U 05-04", "05-05", (5, 0, 1, 0), "over 1 May and a weekend"),
        ("U 04-01; U 04-07", "04-08", (7, 0, 1, 0), "over Easter"),
        ("U 03-31; U 04-07", "04-08", (2, 1, 2, 0), "at work the day before Easter"),
        ("U 06-03; U 06-05", "06-09", (2, 1, 2, 0), "at work on Thursday"),
        ("U 06-03; R 06-04; U 06-05", "06-09", (3, 0, 1, 0), "Thursday off by the rota"),
        ("U 06-03; R 06-04; A 06-04; U 06-05", "06-09", (2, 1, 2, 0), "at work on the day off"),
        ("U 06-05; A 06-06; U 06-08", "06-09", (2, 1, 2, 0), "at work on Saturday"),
        ("U 06-05", "06-09", (1, 2, 1, 0), "the weekend after does not count"),
        ("U 06-05; R 06-08..06-09", "06-10", (1, 2, 1, 0), "nor do days off by the rota after it"),
        ("U 06-05; U 06-08", "06-07", (1, 2, 1, 0), "Monday lies ahead"),
        ("U 06-05; F 06-08..06-12; U 06-15", "06-16", (11, 0, 1, 0), "work was not resumed"),
        ("U 06-05; F 06-06..06-20; U 06-21", "06-22", (17, 0, 1, 0), "fifteen days between"),
        ("U 06-05; F 06-06..06-21; U 06-22", "06-23", (1, 2, 2, 0), "sixteen days between"),
    ] {
        assert_eq!(counted(events, as_of), expected, "{why}: {events}");
    }
}

/// Days off before a certificate: no source settles whether they are self-certified. They are not counted, and shown.
#[test]
fn days_off_before_a_certificate_are_not_counted_as_self_certified() {
    for (events, as_of, expected, why) in [
        ("U 06-05; S 06-08..06-12", "06-15", (1, 2, 1, 2), "a certificate from Monday"),
        ("U 06-05..06-07; S 06-08..06-12", "06-15", (3, 0, 1, 0), "reported as self-certified"),
        ("U 06-05; S 06-06..06-12", "06-15", (1, 2, 1, 0), "a certificate from Saturday"),
        ("U 06-04; S 06-05; U 06-08", "06-09", (2, 1, 1, 2), "a certificate on Friday alone"),
        ("S 06-01..06-05; U 06-08", "06-09", (1, 2, 1, 0), "the certificate first"),
        ("U 06-05; S 06-09..06-12", "06-15", (1, 2, 1, 0), "at work on Monday"),
    ] {
        assert_eq!(counted(events, as_of), expected, "{why}: {events}");
    }
}

/// Four absences are a ground (§ 8-27): a weekend inside one of them does not make it two.
#[test]
fn a_weekend_inside_an_absence_does_not_take_the_right_away() {
    let right = |last: &str| {
        let text = format!("U 01-12; U 03-09; U 06-05; {last}");
        let request = json!({ "events": events(&text), "as_of": "2026-06-10" });
        answer("cases", &request)["employers"][0]["self_certification"]["may_be_taken_away"].clone()
    };
    assert_eq!(right("U 06-08"), false);
    assert_eq!(right("U 06-09"), true);
}

/// Days off are those of the employer that reported them; without an employer they are of every job.
#[test]
fn a_day_off_is_off_in_its_own_job() {
    let used = |employer: Value| {
        let mut all = events("U 06-03; R 06-04; U 06-05");
        all[1]["employer"] = employer;
        let found = answer("cases", &json!({ "events": all, "as_of": "2026-06-09" }));
        found["employers"][0]["self_certification"]["used"].clone()
    };
    assert_eq!(used(json!("o-1")), 3);
    assert_eq!(used(Value::Null), 3);
    assert_eq!(used(json!("o-2")), 2);
}

/// Runs of days in the employer period: by guidance, and as Nav's payment counts.
fn employer_periods(text: &str, as_of: &str) -> [Vec<String>; 2] {
    let found = answer("cases", &json!({ "events": events(text), "as_of": format!("2026-{as_of}") }));
    ["employer_periods", "employer_periods_by_nav"].map(|key| {
        let periods = found["employers"][0][key].as_array().expect("periods");
        let runs = periods.iter().flat_map(|period| period["days"].as_array().expect("days"));
        let short = |day: &Value| day.as_str().expect("a day")[5..].to_owned();
        runs.map(|run| format!("{}..{}", short(&run["from"]), short(&run["to"]))).collect()
    })
}

/// Guidance: weekends, public holidays and days off between sick days count. Nav's payment has no calendar of public
/// holidays (navikt/helse-spleis): an uncovered weekday is a day at work, an uncovered weekend counts.
#[test]
fn the_employer_period_over_days_off_by_guidance_and_by_nav() {
    let [guidance, nav] = employer_periods("S 05-04..05-13; S 05-15..05-31", "05-31");
    assert_eq!(guidance, ["05-04..05-19"]);
    assert_eq!(nav, ["05-04..05-13", "05-15..05-20"]);
    // A weekend is the same in both.
    let [guidance, nav] = employer_periods("S 06-01..06-05; S 06-08..06-30", "06-30");
    assert_eq!((&guidance, &nav), (&vec!["06-01..06-16".to_owned()], &vec!["06-01..06-16".to_owned()]));
    // At work on Monday: the weekend counts in neither.
    let [guidance, nav] = employer_periods("S 06-01..06-05; S 06-09..06-30", "06-30");
    assert_eq!((&guidance, guidance.len()), (&nav, 2));
    assert_eq!(guidance, ["06-01..06-05", "06-09..06-19"]);
    let [guidance, nav] = employer_periods("S 06-01..06-03; R 06-04; S 06-05..06-30", "06-30");
    assert_eq!(guidance, ["06-01..06-16"]);
    assert_eq!(nav, ["06-01..06-03", "06-05..06-17"]);
    // Fifteen days off by the rota belong to the absence. Sixteen days without sickness begin a new period (§ 8-19 (3)).
    let [guidance, _] = employer_periods("S 06-01..06-03; R 06-04..06-18; S 06-19..06-30", "06-30");
    assert_eq!(guidance, ["06-01..06-16"]);
    let [guidance, _] = employer_periods("S 06-01..06-03; R 06-04..06-19; S 06-20..06-30", "06-30");
    assert_eq!(guidance, ["06-01..06-03", "06-20..06-30"]);
}
