//! Who looks, and what of a request is read for that viewer.
//!
//! Role and person are read before anything else. Entries of the record that the viewer may not see are taken
//! out of the tree before it is read as types, so that no error, limit or pointer tells of them. It is
//! [`View::record`] on untyped entries, which may be invalid.

use crate::assess::{Cases, View, is_large_group};
use crate::code::Code as _;
use crate::error::{InputCode, InputError, InputErrors, Place};
use crate::json::{Json, Read as _};
use crate::record::Id;
use crate::role::Role;

const ROOT: Place<'static> = Place::Root;

/// The viewer that a request names; none for the host system.
///
/// # Errors
/// A role or a person that cannot be read, and a person without a role.
fn viewer(request: &Json<'_>) -> Result<Option<View>, InputErrors> {
    let mut errors = Vec::new();
    let (mut role, mut person) = (None::<Role>, None::<Id>);
    if let Some(value) = member(request, "role") {
        role.read(value, &ROOT.key("role"), &mut errors);
    }
    if let Some(value) = member(request, "person") {
        person.read(value, &ROOT.key("person"), &mut errors);
        if member(request, "role").is_none() {
            errors.push(InputError::simple(InputCode::MissingKey, &ROOT.key("role")));
        }
    }
    if errors.is_empty() { Ok(role.map(|role| View { role, person })) } else { Err(InputErrors(errors)) }
}

/// Takes out of a request what its viewer may not see.
///
/// # Errors
/// As [`viewer`]; `not_visible` for a case, or one person's events, that the viewer may not see at all.
pub(super) fn withhold(request: &mut Json<'_>) -> Result<(), InputErrors> {
    let Some(view) = viewer(request)? else { return Ok(()) };
    let may_see = match (member(request, "case"), member(request, "events")) {
        (Some(case), _) => is_among(view.cases(), case),
        // Events name no person: the host system vouches that they are the viewer's to see.
        (_, Some(_)) => view.cases() != Cases::None,
        _ => true,
    };
    if !may_see {
        return Err(InputError::simple(InputCode::NotVisible, &ROOT.key("role")).into());
    }
    if let Some(record) = member_mut(request, "record")
        && view.cases() != Cases::All
    {
        withhold_entries(record, &view);
    }
    Ok(())
}

fn withhold_entries(record: &mut Json<'_>, view: &View) {
    // A section that is no list has no entry to be shown or hidden, and tells nothing of a person.
    let hides_rates = !view.may_see_small_groups() && !rates_are_of_large_groups(record);
    let Json::Object(sections) = record else { return };
    sections.retain(|(name, _)| match name.as_ref() {
        "absences" => view.knows_of_cases(),
        "absence_rates" => !hides_rates,
        _ => true,
    });
    for (name, section) in sections {
        let Json::List(entries) = section else { continue };
        match name.as_ref() {
            "absences" => entries.retain(|case| is_among(view.cases(), case)),
            "answers" => entries.retain(|answer| {
                let role = text(answer, "role").and_then(Role::from_code);
                // An answer in no role that there is reveals no role.
                role.is_none_or(|role| view.may_see_answer_of(role))
            }),
            _ => {}
        }
    }
}

fn is_among(cases: Cases<'_>, case: &Json<'_>) -> bool {
    cases.hold(text(case, "person"), text(case, "manager"))
}

fn rates_are_of_large_groups(record: &Json<'_>) -> bool {
    let headcount = member(record, "workplace").and_then(|one| member(one, "headcount"));
    let mut counts = Vec::new();
    for count in entries(headcount) {
        match (text(count, "from"), member(count, "employees")) {
            (Some(from), Some(Json::Integer(people))) => {
                counts.push((from, u32::try_from(*people).unwrap_or_default()));
            }
            _ => return false,
        }
    }
    // Days in their one written form stand in the order of the calendar.
    entries(member(record, "absence_rates")).iter().all(|rate| {
        text(rate, "from").zip(text(rate, "to")).is_some_and(|period| is_large_group(&counts, period))
    })
}

fn entries<'t, 'a>(section: Option<&'t Json<'a>>) -> &'t [Json<'a>] {
    match section {
        Some(Json::List(entries)) => entries,
        _ => &[],
    }
}

/// The value of a key; none where it is left out, or null.
fn member<'t, 'a>(value: &'t Json<'a>, key: &str) -> Option<&'t Json<'a>> {
    let Json::Object(object) = value else { return None };
    let (_, found) = object.iter().find(|(name, _)| name == key)?;
    (!matches!(found, Json::Null)).then_some(found)
}

fn member_mut<'t, 'a>(value: &'t mut Json<'a>, key: &str) -> Option<&'t mut Json<'a>> {
    let Json::Object(object) = value else { return None };
    object.iter_mut().find(|(name, _)| name == key).map(|(_, found)| found)
}

fn text<'t>(value: &'t Json<'_>, key: &str) -> Option<&'t str> {
    match member(value, key)? {
        Json::Text(text) => Some(text),
        _ => None,
    }
}
