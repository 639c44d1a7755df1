//! Public holidays, weeks and working days.

use super::read::day;
use super::{Answer, Case, answer, shown};
use ia_core::Date;
use ia_core::calendar::{Holiday, Span, holidays};
use serde_json::{Map, Value, json};

/// Each holiday by the names of the cases: the key of a year's list, and English names.
const NAMES: [(Holiday, &str, &[&str]); 12] = [
    (Holiday::NewYearsDay, "nyttarsdag", &["New Year's Day", "Første nyttårsdag"]),
    (Holiday::MaundyThursday, "skjaertorsdag", &["Maundy Thursday", "Skjærtorsdag"]),
    (Holiday::GoodFriday, "langfredag", &["Good Friday", "Langfredag"]),
    (Holiday::EasterSunday, "paskedag_1", &["Easter Sunday", "Første påskedag"]),
    (Holiday::EasterMonday, "paskedag_2", &["Easter Monday", "Andre påskedag"]),
    (Holiday::LabourDay, "arbeidernes_dag", &["Labour Day", "Labor Day", "Arbeidernes dag"]),
    (
        Holiday::ConstitutionDay,
        "grunnlovsdag",
        &["Constitution Day", "National Day", "Grunnlovsdag", "Grunnlovsdagen"],
    ),
    (Holiday::AscensionDay, "kristi_himmelfartsdag", &["Ascension Day", "Kristi himmelfartsdag"]),
    (Holiday::WhitSunday, "pinsedag_1", &["Whit Sunday", "Pentecost", "Pentecost Sunday", "Første pinsedag"]),
    (Holiday::WhitMonday, "pinsedag_2", &["Whit Monday", "Pentecost Monday", "Andre pinsedag"]),
    (Holiday::ChristmasDay, "juledag_1", &["Christmas Day", "Første juledag"]),
    (
        Holiday::SecondChristmasDay,
        "juledag_2",
        &["Second Day of Christmas", "Second Christmas Day", "Boxing Day", "Andre juledag"],
    ),
];

fn on(day: Date) -> Vec<Holiday> {
    holidays(day.year()).filter(|(on, _)| *on == day).map(|(_, holiday)| holiday).collect()
}

fn named(name: &str) -> Option<Holiday> {
    NAMES.iter().find(|(_, key, names)| *key == name || names.contains(&name)).map(|(holiday, _, _)| *holiday)
}

/// The names as the case has them where they are ours, sorted as ours.
fn names(day: Date, theirs: &[&str]) -> Vec<String> {
    let ours = on(day);
    let mut given: Vec<&str> =
        theirs.iter().copied().filter(|name| named(name).is_some_and(|one| ours.contains(&one))).collect();
    let known: Vec<Holiday> = given.iter().filter_map(|name| named(name)).collect();
    let missing = NAMES.iter().filter(|(holiday, _, _)| ours.contains(holiday) && !known.contains(holiday));
    given.extend(missing.map(|(_, _, names)| names[0]));
    given.into_iter().map(str::to_owned).collect()
}

/// Whether a file is a list of days with the names of holidays.
pub fn is_holiday_list(members: &Map<String, Value>) -> bool {
    !members.is_empty()
        && members.iter().all(|(name, value)| name.parse::<Date>().is_ok() && value.is_string())
}

/// A case for each day that is listed, and one for each year: no day is left out.
pub fn holiday_list(members: &Map<String, Value>) -> Vec<Case> {
    let mut cases = Vec::new();
    let mut years: Vec<i32> = Vec::new();
    for (text, value) in members {
        let Ok(day) = text.parse::<Date>() else {
            continue;
        };
        years.push(day.year());
        let theirs: Vec<&str> = value.as_str().unwrap_or_default().split("; ").collect();
        let ours = answer([("holidays", json!(names(day, &theirs)))]);
        cases.push(Case::held(text, "holidays", Some(&ours), &json!({ "holidays": theirs })));
    }
    years.dedup();
    for year in years {
        let mut days: Vec<String> = holidays(year).map(|(day, _)| day.to_string()).collect();
        days.sort();
        days.dedup();
        let theirs: Vec<&String> = members.keys().filter(|day| day.starts_with(&year.to_string())).collect();
        // A few days of a year are a sample, and no list of the year.
        if theirs.len() >= 10 {
            let ours = answer([("days", json!(days))]);
            cases.push(Case::held(year.to_string(), "holidays", Some(&ours), &json!({ "days": theirs })));
        }
    }
    cases
}

/// `public_holidays`: of a year, or of a day.
pub fn public_holidays(inputs: &Value, expected: &Value) -> Option<Answer> {
    if let Some(day) = inputs.get("date").and_then(day) {
        let theirs = expected.get("holidays").and_then(Value::as_array).cloned().unwrap_or_default();
        let theirs: Vec<&str> = theirs.iter().filter_map(Value::as_str).collect();
        let off = u8::from(day.is_holiday());
        return Some(answer([
            ("holidays", json!(names(day, &theirs))),
            ("distinct_days_off", json!(off)),
            ("is_holiday", json!(day.is_holiday())),
            ("working_day", json!(day.is_working_day())),
        ]));
    }
    let year = i32::try_from(inputs.get("year")?.as_i64()?).ok()?;
    let mut ours: Answer =
        NAMES.iter().map(|(holiday, key, _)| ((*key).to_owned(), shown(holiday.in_year(year)))).collect();
    let mut days: Vec<Date> = holidays(year).map(|(day, _)| day).collect();
    ours.insert("holidays".into(), json!(days.len()));
    days.sort_unstable();
    days.dedup();
    ours.insert("distinct_days".into(), json!(days.len()));
    ours.insert("distinct_days_off".into(), json!(days.len()));
    Some(ours)
}

/// `iso_week`: of a day, or how many a year has.
pub fn iso_week(inputs: &Value) -> Option<Answer> {
    if let Some(day) = inputs.get("date").and_then(day) {
        let (year, week) = day.iso_week();
        return Some(answer([
            ("iso_week", json!(format!("{year}-W{week:02}"))),
            ("iso_year", json!(year)),
            ("week", json!(week)),
        ]));
    }
    let weeks = |year: &Value| {
        let year = i32::try_from(year.as_i64()?).ok()?;
        // 28 December always lies in the last week.
        Some(Date::new(year, 12, 28).ok()?.iso_week().1)
    };
    let listed = inputs.get("years").and_then(Value::as_array).cloned();
    let years = listed.or_else(|| Some(vec![inputs.get("year")?.clone()]))?;
    let mut found = years.iter().map(weeks).collect::<Option<Vec<_>>>()?;
    found.dedup();
    let found = if let [one] = found.as_slice() { json!(one) } else { json!(found) };
    Some(answer([("weeks_in_year", found)]))
}

/// `possible_days_full_time`: Monday to Friday without public holidays.
pub fn possible_days(inputs: &Value) -> Option<Answer> {
    let year = i32::try_from(inputs.get("year")?.as_i64()?).ok()?;
    let mut ours = Answer::new();
    let mut all = 0;
    for (name, month) in [("Q1", 1), ("Q2", 4), ("Q3", 7), ("Q4", 10)] {
        let quarter = Span::Quarter.around(Date::new(year, month, 1).ok()?)?;
        let days = std::iter::successors(Some(quarter.from), |day| day.plus_days(1));
        let days = days.take_while(|day| quarter.contains(*day)).filter(|day| day.is_working_day()).count();
        ours.insert(name.to_owned(), json!(days));
        all += days;
    }
    ours.insert("year".to_owned(), json!(all));
    Some(ours)
}
