//! What an employee has left: days of benefit, and days on the own word.

use super::line::weekday;
use super::read::{day, numbers, spans};
use super::{Answer, answer, shown};
use ia_core::Date;
use ia_core::follow_up::{
    BenefitDay, BenefitGroup, BenefitRule, SelfCertificationScheme, SelfCertified, self_certification,
    withdrawal,
};
use serde_json::{Value, json};

/// `max_benefit_date`: how many days are used and left, and the last.
pub fn benefit(inputs: &Value) -> Option<Answer> {
    let any =
        |names: &[&str]| names.iter().find_map(|name| inputs.get(*name).filter(|value| !value.is_null()));
    let count =
        |name: &str| inputs.get(name).and_then(Value::as_u64).and_then(|days| u16::try_from(days).ok());
    let from_first =
        inputs.get("nav_pays_first_16_days") == Some(&Value::Bool(true)) || count("limit_days") == Some(260);
    let group = if from_first { BenefitGroup::FromFirstDay } else { BenefitGroup::Employee };
    let fit = ["fully_fit_calendar_days_after", "fit_days_after", "fully_fit_calendar_days"];
    if let Some(fit) = fit.iter().find_map(|name| count(name)) {
        let rule = BenefitRule::at(super::read::today()?, group).ok()?;
        let new = rule.gives_new_right(fit);
        let used = count("used_days").unwrap_or(rule.days);
        return Some(answer([
            ("new_entitlement", json!(new)),
            ("remaining_days", json!(if new { rule.days } else { rule.days.saturating_sub(used) })),
        ]));
    }
    let first = any(&["paid_from", "full_absence_from", "benefit_from"]).and_then(day);
    let paid = any(&["paid", "paid_periods"]).and_then(spans).unwrap_or_default();
    let start = first.or_else(|| paid.iter().map(|(from, _)| *from).min()).or_else(|| {
        let period = inputs.get("employer_period").and_then(spans)?;
        period.iter().map(|(_, to)| *to).max()?.plus_days(1)
    })?;
    let rule = BenefitRule::at(start, group).ok()?;
    let born = born(inputs);
    let of_older = |rule: BenefitRule| BenefitRule { days: rule.days_older, ..rule };
    let rule = match count("limit_days") {
        // A case that states the limit states which limit holds.
        Some(limit) if limit == rule.days_older && born.is_none() => of_older(rule),
        Some(limit) if limit == rule.days => rule,
        Some(limit) => {
            let other = BenefitRule::at(start, BenefitGroup::Other).ok()?;
            if limit == other.days { other } else { rule }
        }
        None if born.is_none() && is_older(inputs) => of_older(rule),
        None => rule,
    };
    let mut days = days(&paid);
    // Days that go on to the day asked about.
    if let Some(until) = any(&["paid_to", "as_of"]).and_then(day) {
        if let (Some(first), true) = (first, days.is_empty()) {
            days.extend(paid_days(first, until));
        }
        while let Some(next) = days.last().and_then(|(day, _)| day.plus_days(1)).filter(|next| *next <= until)
        {
            days.push((next, BenefitDay::NotPaid));
        }
    }
    let benefit = rule.of(days, born, start.plus_days(-1)?);
    let last = shown(Some(benefit.last_day));
    let mut used_more = count("used_days").map(|used| rule.days.saturating_sub(used));
    if !paid.is_empty() {
        used_more = None;
    }
    let refused: Vec<String> = benefit.refused.iter().map(Date::to_string).collect();
    Some(answer([
        ("last_benefit_date", last.clone()),
        ("last_benefit_date_if_continued", last.clone()),
        ("max_date", last),
        ("used_days", json!(count("used_days").filter(|_| used_more.is_some()).unwrap_or(benefit.used))),
        ("remaining_days", json!(used_more.unwrap_or(benefit.left))),
        ("refused", json!(refused)),
    ]))
}

/// Whether the case is of somebody from 67 to 70 years.
fn is_older(inputs: &Value) -> bool {
    inputs.as_object().into_iter().flatten().any(|(name, value)| {
        let stated = |text: &str| numbers(text).iter().any(|age| (67..70).contains(age));
        match value {
            Value::Bool(true) => name.contains("67"),
            Value::Number(age) => {
                name.contains("age") && age.as_u64().is_some_and(|age| (67..70).contains(&age))
            }
            // "67-70 years", and no date.
            Value::String(text) => stated(text) && text.parse::<Date>().is_err(),
            _ => false,
        }
    })
}

/// The day of birth: written, or from the day somebody becomes 67 or 70.
fn born(inputs: &Value) -> Option<Date> {
    inputs.as_object()?.iter().find_map(|(name, value)| {
        let day = day(value).filter(|_| value.is_string())?;
        match name {
            _ if name.contains("67") => day.plus_months(-67 * 12),
            _ if name.contains("70") => day.plus_months(-70 * 12),
            _ if name.contains("born") || name.contains("birth") => Some(day),
            _ => None,
        }
    })
}

fn paid_days(from: Date, to: Date) -> impl Iterator<Item = (Date, BenefitDay)> {
    let days = std::iter::successors(Some(from), |day| day.plus_days(1)).take_while(move |day| *day <= to);
    days.map(|day| (day, if day.is_weekend() { BenefitDay::Weekend } else { BenefitDay::Paid }))
}

/// Paid periods, and days at work between them.
fn days(paid: &[(Date, Date)]) -> Vec<(Date, BenefitDay)> {
    let mut paid = paid.to_vec();
    paid.sort_unstable();
    let mut days: Vec<(Date, BenefitDay)> = Vec::new();
    for (from, to) in paid {
        while let Some(next) = days.last().and_then(|(day, _)| day.plus_days(1)).filter(|next| *next < from) {
            days.push((next, BenefitDay::NotPaid));
        }
        let begin = days.last().and_then(|(day, _)| day.plus_days(1)).map_or(from, |next| next.max(from));
        days.extend(paid_days(begin, to));
    }
    days
}

/// `egenmelding`: days told by the day of the week.
pub fn own_word(inputs: &Value, expected: &Value) -> Option<Answer> {
    let monday = Date::new(2026, 1, 5).ok()?;
    let on = |place: usize| monday.plus_days(i64::try_from(place).ok()?);
    let mut absences = Vec::new();
    if let Some(told) = inputs.get("sick").and_then(Value::as_array) {
        if told.iter().any(|one| one.as_str().is_some_and(|text| weekday(text).is_some())) {
            absences.push(named_days(told, monday)?);
        } else {
            for (from, to) in spans(&inputs["sick"])? {
                absences.push(SelfCertified::without_certificate(from, to));
            }
        }
    } else if inputs.get("sick_friday") == Some(&Value::Bool(true)) {
        let back = inputs.get("at_work_monday") == Some(&Value::Bool(true));
        absences.push(SelfCertified::without_certificate(on(4)?, if back { on(4)? } else { on(7)? }));
    } else if inputs.to_string().contains("midnight") || inputs.to_string().contains("shift") {
        // A shift belongs to the day on which it began.
        absences.push(SelfCertified::without_certificate(monday, monday));
    } else if let Some(number) = inputs
        .as_object()?
        .iter()
        .find(|(name, _)| name.contains("absences") || name.contains("egenmeldinger"))
        .and_then(|(_, value)| value.as_u64())
    {
        let days = (0..i64::try_from(number).ok()?).filter_map(|nth| monday.plus_days(nth * 28));
        absences.extend(days.map(|day| SelfCertified::without_certificate(day, day)));
    } else {
        return None;
    }
    let used = absences.iter().fold(0_u16, |sum, one| sum.saturating_add(one.days()));
    let last = absences.last()?.to;
    let scheme = SelfCertificationScheme::Statutory;
    let limit =
        inputs.get("limit_calendar_days").and_then(Value::as_u64).and_then(|limit| u16::try_from(limit).ok());
    let scheme_of_limit = match limit {
        Some(limit) if Ok(limit) != scheme.days_at_a_time(last) => {
            SelfCertificationScheme::Wider { days_at_a_time: limit, days_in_year: None, times_in_year: None }
        }
        _ => scheme,
    };
    let demanded = scheme_of_limit.certificate_can_be_demanded(used, last).ok()?;
    let mut ours = answer([
        ("egenmelding_calendar_days", json!(used)),
        ("egenmelding_days", json!(used)),
        ("certificate_may_be_required", json!(demanded)),
        ("certificate_required", json!(demanded)),
        ("right_may_be_withdrawn", json!(withdrawal(&absences, last).ok()?.number_reached)),
    ]);
    for (name, _) in expected.as_object().into_iter().flatten() {
        let stated = numbers(name).first().copied();
        let days_in_year = stated.filter(|_| name.contains("day_scheme"));
        let times_in_year = stated.filter(|_| name.contains("spells"));
        if days_in_year.is_none() && times_in_year.is_none() {
            continue;
        }
        let scheme = SelfCertificationScheme::Wider { days_at_a_time: 8, days_in_year, times_in_year };
        let stands = self_certification(&absences, None, scheme, last).ok()?;
        ours.insert(name.clone(), json!(stands.left_in_year.or(stands.times_left)));
    }
    Some(ours)
}

/// Days of the week in order, from the first to the last; what stands in brackets at the end is a day off before
/// the return, and does not count.
fn named_days(told: &[Value], monday: Date) -> Option<SelfCertified> {
    let mut places = Vec::new();
    let mut last_away = 0;
    for one in told {
        let text = one.as_str()?;
        let Some(mut place) = weekday(text) else {
            continue;
        };
        while places.last().is_some_and(|before| place <= *before) {
            place += 7;
        }
        places.push(place);
        if !text.trim_start().starts_with('(') && !text.contains("off") {
            last_away = place;
        }
    }
    let on = |place: usize| monday.plus_days(i64::try_from(place).ok()?);
    Some(SelfCertified::without_certificate(on(*places.first()?)?, on(last_away)?))
}
