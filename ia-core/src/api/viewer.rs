//! Who looks, and what of a request is read for that viewer.
//!
//! Role and person are read before anything else. Entries of the record that the viewer may not see are taken
//! out of it before it is read as types, so that no error, limit or pointer tells of them. It is
//! [`View::record`] on untyped entries, which may be invalid.

use crate::assess::{Cases, View, is_large_group};
use crate::code::Code as _;
use crate::error::{Errors, InputCode, InputError, InputErrors, Place};
use crate::json::{Inside, Json, Read as _};
use crate::record::Id;
use crate::role::Role;
use std::borrow::Cow;

const ROOT: Place<'static> = Place::Root;

/// The viewer that a request names; none for the host system.
///
/// # Errors
/// A role or a person that cannot be read, and a person without a role.
fn viewer(request: &Inside<'_>) -> Result<Option<View>, InputErrors> {
    let mut errors = Errors::default();
    let (mut role, mut person) = (None::<Role>, None::<Id>);
    let named = given(request, "role");
    if let Some(value) = &named {
        role.read(value, &ROOT.key("role"), &mut errors);
    }
    if let Some(value) = given(request, "person") {
        person.read(&value, &ROOT.key("person"), &mut errors);
        if named.is_none() {
            errors.simple(InputCode::MissingKey, &ROOT.key("role"));
        }
    }
    errors.or(|| role.map(|role| View { role, person }))
}

/// The request without what its viewer may not see.
///
/// # Errors
/// As [`viewer`]; `not_visible` for a case, or one person's events, that the viewer may not see at all.
pub(super) fn withhold(request: Json<'_>) -> Result<Json<'_>, InputErrors> {
    let Json::Object(object) = &request else { return Ok(request) };
    let Some(view) = viewer(object)? else { return Ok(request) };
    let may_see = match (object.member("case"), object.member("events")) {
        (Some(case), _) => is_among(view.cases(), &case),
        // Events name no person: the host system vouches that they are the viewer's to see.
        (_, Some(_)) => view.cases() != Cases::None,
        _ => true,
    };
    if !may_see {
        return Err(InputError::simple(InputCode::NotVisible, &ROOT.key("role")).into());
    }
    if view.cases() == Cases::All {
        return Ok(request);
    }
    Ok(changed(object, |key, value| Some(if key == "record" { record(value, &view) } else { value })))
}

/// The object with other values; without those for which there is none.
fn changed<'a>(object: &Inside<'a>, with: impl Fn(&str, Json<'a>) -> Option<Json<'a>>) -> Json<'a> {
    let members = object.members().filter_map(|(key, value)| {
        let value = with(&key, value)?;
        Some((key, value))
    });
    let members: Vec<(Cow<'a, str>, Json<'a>)> = members.collect();
    Json::Object(Inside::of_members(members))
}

/// The record as the viewer may see it. A section that is no list has no entry to be shown or hidden, and tells
/// nothing of a person.
fn record<'a>(whole: Json<'a>, view: &View) -> Json<'a> {
    let Json::Object(sections) = &whole else { return whole };
    let hides_rates = !view.may_see_small_groups() && !rates_are_of_large_groups(sections);
    changed(sections, |name, section| match name {
        "absences" if !view.knows_of_cases() => None,
        "absences" => Some(kept(section, |case| is_among(view.cases(), case))),
        "absence_rates" if hides_rates => None,
        "answers" => Some(kept(section, |answer| {
            // An answer in no role that there is reveals no role.
            let role = text(answer, "role").as_deref().and_then(Role::from_code);
            role.is_none_or(|role| view.may_see_answer_of(role))
        })),
        _ => Some(section),
    })
}

/// The section with the entries that fit.
fn kept<'a>(section: Json<'a>, fits: impl Fn(&Json<'a>) -> bool) -> Json<'a> {
    match &section {
        Json::List(entries) => Json::List(Inside::of_items(entries.items().filter(fits).collect())),
        _ => section,
    }
}

fn is_among(cases: Cases<'_>, case: &Json<'_>) -> bool {
    cases.hold(text(case, "person").as_deref(), text(case, "manager").as_deref())
}

fn rates_are_of_large_groups(record: &Inside<'_>) -> bool {
    let headcount = match record.member("workplace") {
        Some(Json::Object(workplace)) => workplace.member("headcount"),
        _ => None,
    };
    let mut counts = Vec::new();
    for count in entries(headcount.as_ref()) {
        match (text(&count, "from"), number(&count, "employees")) {
            (Some(from), Some(people)) => counts.push((from, people)),
            _ => return false,
        }
    }
    // Days in their one written form stand in the order of the calendar.
    entries(record.member("absence_rates").as_ref()).iter().all(|rate| {
        text(rate, "from").zip(text(rate, "to")).is_some_and(|period| is_large_group(&counts, period))
    })
}

fn entries<'a>(section: Option<&Json<'a>>) -> Vec<Json<'a>> {
    match section {
        Some(Json::List(entries)) => entries.items().collect(),
        _ => Vec::new(),
    }
}

/// The value of a key; none where it is left out, or null.
fn given<'a>(object: &Inside<'a>, key: &str) -> Option<Json<'a>> {
    object.member(key).filter(|value| !matches!(value, Json::Null))
}

fn text<'a>(value: &Json<'a>, key: &str) -> Option<Cow<'a, str>> {
    let Json::Object(object) = value else { return None };
    match object.member(key)? {
        Json::Text(text) => Some(text),
        _ => None,
    }
}

/// A number of people; nobody where it is out of all range.
fn number(value: &Json<'_>, key: &str) -> Option<u32> {
    let Json::Object(object) = value else { return None };
    match object.member(key)? {
        Json::Integer(number) => Some(u32::try_from(number).unwrap_or_default()),
        _ => None,
    }
}
