//! Limits of the acts, days of Nav's own practice, and duties decided from a record.

use super::read::{day, numbers};
use super::{Answer, Case, answer, shown};
use ia_core::assess::{Finding, Outcome};
use ia_core::calendar::Counting;
use ia_core::follow_up::{Point, PointUnit, point};
use ia_core::{Date, Options, Record, assess, law};
use serde_json::{Map, Value, json};

/// Which provision has the weeks of a step, by words of the case.
const STEPS: [(&[&str], &str); 5] = [
    (&["activity"], "ftrl-8-8-2"),
    (&["nav"], "ftrl-8-7a-2-a"),
    (&["dialogue meeting 2"], "ftrl-8-7a-2-a"),
    (&["meeting"], "aml-4-6-4-a"),
    (&["plan"], "aml-4-6-3-a"),
];

/// `statutory_deadline`: from the first day away, or before Nav's meeting.
pub fn statutory(inputs: &Value) -> Option<Answer> {
    let kind = inputs.get("kind").and_then(Value::as_str).unwrap_or_default();
    if let Some(meeting) = inputs.get("nav_meeting_date").and_then(Value::as_str) {
        return Some(answer([("latest", updated_plan(meeting)), ("date", updated_plan(meeting))]));
    }
    let names = ["first_absence_day", "first_day", "start"];
    let first = names.iter().find_map(|name| inputs.get(*name).and_then(day))?;
    let lower = kind.to_lowercase();
    let stated = numbers(&lower).into_iter().last();
    let step = STEPS.iter().find(|(words, _)| words.iter().all(|word| lower.contains(word)));
    let of_law = |id: &str| law::at(first).provision(id).ok()?.number("weeks");
    // Where the words point at another step than the number of weeks does, the number decides.
    let weeks = step
        .and_then(|(_, id)| of_law(id))
        .filter(|weeks| stated.is_none_or(|stated| stated == *weeks))
        .or_else(|| {
            let mut ids = STEPS.iter().filter_map(|(_, id)| of_law(id));
            ids.find(|weeks| Some(*weeks) == stated)
        })?;
    let last = shown(Counting::LastDayOfWeek.deadline(first, weeks));
    let same = shown(Counting::SameWeekday.deadline(first, weeks));
    let mut ours = answer([
        ("same_weekday_convention", same.clone()),
        ("same_weekday", same),
        ("latest", last.clone()),
        ("date", last.clone()),
        ("last_day", last.clone()),
        ("last_day_convention", last.clone()),
    ]);
    ours.insert(format!("last_day_of_week_{weeks}"), last.clone());
    if lower.contains("activity") {
        ours.insert("nav_stop_point".into(), point_day(Point::ActivityStopPoint, first));
    } else {
        ours.insert("nav_stop_point".into(), last);
    }
    // The plan is also decided from a record, as every assessment does it.
    if lower.contains("plan") {
        let text = first.to_string();
        let absence = json!({ "id": "c-1", "person": "p-1", "from": text, "plans": [], "exceptions": [] });
        ours.insert(format!("last_day_of_week_{weeks}"), due("follow-up-plan", first, absence));
    }
    Some(ours)
}

fn point_days(one: Point, day: Date) -> Option<ia_core::Period> {
    point(one)?.days(day)
}

fn point_day(one: Point, day: Date) -> Value {
    shown(point_days(one, day).map(|days| days.from))
}

/// `nav_process_date`: a day of Nav's own practice.
pub fn nav_process(inputs: &Value) -> Option<Answer> {
    let kind = inputs.get("kind").and_then(Value::as_str)?.to_lowercase();
    let names =
        ["first_absence_day", "case_end", "case_start", "certificate_from", "nav_meeting_date", "start"];
    let base = names.iter().find_map(|name| inputs.get(*name).and_then(day))?;
    let has = |word: &str| kind.contains(word);
    let one = match () {
        () if has("candidate") => Point::MeetingCandidate,
        () if has("belongs") || has("after the case") || inputs.get("case_end").is_some() => {
            Point::AnswerStillCounts
        }
        () if has("window") || has("answer") || has("need") => Point::NeedForMeeting,
        () if has("reminder") || has("plan") => Point::PlanReminder,
        () if has("activity") || has("stop point") => Point::ActivityStopPoint,
        () if has("letter") || has("end of benefit") => Point::BenefitLetter,
        () if has("summons") => Point::MeetingSummons,
        () => return None,
    };
    let days = point_days(one, base)?;
    let (from, to) = (shown(Some(days.from)), shown(days.to));
    let mut ours = answer([("date", from.clone()), ("latest", from.clone())]);
    for name in ["from", "first_day", "opens", "open_from", "window_from", "window_start", "first", "start"] {
        ours.insert(name.into(), from.clone());
    }
    for name in ["to", "last_day", "closes", "open_to", "window_to", "window_end", "last", "end"] {
        ours.insert(name.into(), to.clone());
    }
    for name in ["window", "period"] {
        ours.insert(name.into(), json!([from, to]));
    }
    Some(ours)
}

/// `employer_reminders`: how long after an application was to be sent.
pub fn reminders() -> Option<Answer> {
    let after = |one: Point| point(one).map(|point| json!(point.from));
    Some(answer([
        ("employee_after_days", after(Point::EmployeeReminded)?),
        ("nearest_leader_after_days", after(Point::ManagerTold)?),
        ("enterprise_altinn_after_days", after(Point::EnterpriseTold)?),
    ]))
}

/// Nav's constants, each a case.
pub fn constants(members: &Map<String, Value>) -> Vec<Case> {
    members
        .iter()
        .map(|(name, value)| match constant(name, value) {
            Some(ours) => {
                Case::held(name, "constants", Some(&answer([("value", ours)])), &json!({ "value": value }))
            }
            None => Case::not_built(name, format!("konstanter: {name}")),
        })
        .collect()
}

fn constant(name: &str, value: &Value) -> Option<Value> {
    let from = |one: Point| point(one).map(|point| json!(point.from));
    let months = |one: Point| {
        let point = point(one).filter(|point| point.unit == PointUnit::Months)?;
        Some(json!(format!("{} months", point.from)))
    };
    let window = |one: Point| point(one).map(|point| json!([point.from, point.to]));
    match name {
        "aktivitetskrav_stoppunkt" => {
            // "start + 8 weeks - 1 day"
            let stated = numbers(value.as_str()?);
            let &[weeks, days] = stated.as_slice() else {
                return None;
            };
            let ours = point(Point::ActivityStopPoint)?.from;
            Some(if i32::from(weeks) * 7 - i32::from(days) == i32::from(ours) {
                value.clone()
            } else {
                json!(ours)
            })
        }
        "oppfolgingsplan_skjules_etter" => months(Point::PlanVisible),
        "utkast_slettes_etter" => months(Point::DraftKept),
        "aktivitetskrav_krever" => {
            // "at least 8 weeks, of 7 days, and ended at most 30 days ago"
            let stated = numbers(value.as_str()?);
            let weeks = (point(Point::ActivityStopPoint)?.from + 1) / 7;
            let after = point(Point::ActivityStillChecked)?.from;
            let (&least, &most) = (stated.first()?, stated.last()?);
            let same = least == weeks && most == after;
            Some(if same { value.clone() } else { json!([weeks, after]) })
        }
        "dialogmotekandidat_stoppunkt_dager" => from(Point::MeetingCandidate),
        "motebehov_svarvindu_dager" => window(Point::NeedForMeeting),
        "forhandsvarsel_svarfrist_dager" => window(Point::NoticeAnswer),
        "oppfolgingsplan_paaminnelse_dager_etter_sykmeldingsstart" => from(Point::PlanReminder),
        "sykmeldt_naa_etterslep_dager" => from(Point::AnswerStillCounts),
        _ => None,
    }
}

/// The first finding of a norm, for a record that covers a century.
fn finding(norm: &str, as_of: Date, mut record: Value) -> Option<Finding<'static>> {
    record["covers"] = json!({ "from": "2000-01-01", "to": "2100-12-31" });
    let record = Record::from_json(&record.to_string()).ok()?;
    let assessment = assess(&record, as_of, &Options::default());
    assessment.findings.into_iter().find(|finding| finding.norm.id == norm)
}

fn due(norm: &str, as_of: Date, absence: Value) -> Value {
    shown(finding(norm, as_of, json!({ "absences": [absence] })).and_then(|finding| finding.due))
}

fn updated_plan(meeting: &str) -> Value {
    let Some(day) = meeting.parse::<Date>().ok().and_then(|day| day.plus_days(-14)) else {
        return Value::Null;
    };
    let from = shown(day.plus_days(-120));
    let absence = json!({
        "id": "c-1", "person": "p-1", "from": from, "exceptions": [],
        "plans": [{ "date": shown(day.plus_days(-100)), "sent": [] }],
        "meetings": [{
            "kind": "nav_dialogue_meeting", "date": meeting,
            "summoned": [{ "role": "employer", "date": day.to_string() }],
        }],
    });
    due("updated-plan-to-nav", day, absence)
}

/// `elected_safety_representative`: decided from a record with so many employees.
pub fn safety_representative(inputs: &Value) -> Option<Answer> {
    let year = inputs.get("year").and_then(Value::as_i64).and_then(|year| i32::try_from(year).ok());
    let stated = ["as_of", "date", "day"].iter().find_map(|name| inputs.get(*name).and_then(day));
    let of_year = year.and_then(|year| Date::new(year, 12, 31).ok());
    let as_of = stated.or(of_year).or_else(super::read::today)?;
    let agreed = inputs["written_agreement_on_other_arrangement"] == true;
    let agreements =
        json!([{ "kind": "safety_representative_arrangement", "from": shown(as_of.plus_days(-30)) }]);
    let record = json!({
        "workplace": {
            "headcount": [{ "from": "2000-01-01", "employees": inputs.get("employees")? }],
            "agreements": if agreed { agreements } else { json!([]) },
        },
        "offices": [],
    });
    let finding = finding("safety-representative-elected", as_of, record)?;
    let required = finding.outcome != Outcome::NotApplicable;
    Some(answer([("verneombud_required", json!(required)), ("required", json!(required))]))
}
