//! Who looks, and what of a request is read for that viewer.
//!
//! Role and person are read before anything else. Entries of the record that the viewer may not see are taken
//! out of it before it is read as types, so that no error, limit or pointer tells of them. It is
//! [`View::record`] on untyped entries, which may be invalid.

use super::consistent::ROOT;
use crate::assess::{Cases, View, are_of_large_groups};
use crate::code::Code as _;
use crate::error::{Errors, InputCode, InputError, InputErrors};
use crate::json::{Inside, Json, Read};
use crate::record::{Coverage, Id, Office, Training};
use crate::role::Role;
use std::borrow::Cow;
use std::collections::BTreeSet;

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
    let bounds = Bounds::of(sections);
    let hides_rates = !view.may_see_small_groups() && !rates_are_of_large_groups(sections);
    changed(sections, |name, section| match name {
        "absences" if !view.knows_of_cases() => None,
        "absences" => Some(kept(section, &|case| is_among(view.cases(), case))),
        "absence_rates" if hides_rates => None,
        "answers" | "consultations" => Some(kept(section, &|one| shows(view, one, "role"))),
        "notices" => Some(kept(section, &|one| shows(view, one, "from") && shows(view, one, "to"))),
        "offices" | "training" => {
            let section = kept(section, &|one| shows(view, one, "role"));
            Some(if view.may_see_union_offices() { section } else { union_last(section, name, &bounds) })
        }
        _ => Some(without_acts(section, view)),
    })
}

/// The keys under which a section names roles: lists of them, of roles with a day or of members, and single ones.
const ROLES: [&str; 7] = ["attended", "invited", "made_with", "members", "taken_to", "told", "with"];
const ROLE: [&str; 3] = ["handled_by", "led_by", "owner"];

/// The section without the acts of those whose acts the viewer may not see.
fn without_acts<'a>(section: Json<'a>, view: &View) -> Json<'a> {
    let Json::List(entries) = &section else { return section };
    let is_hidden = |role: Option<Role>| role.is_some_and(|role| !view.may_see_act_of(role));
    let coded = |value: &Json<'a>| match value {
        Json::Text(code) => Role::from_code(code),
        _ => role_of(value, "role"),
    };
    let clean = |entry: Json<'a>| {
        let Json::Object(object) = &entry else { return entry };
        changed(object, |key, value| match key {
            "decisions" => Some(without_acts(value, view)),
            _ if ROLES.contains(&key) => Some(kept(value, &|one| !is_hidden(coded(one)))),
            _ if ROLE.contains(&key) && is_hidden(coded(&value)) => None,
            _ => Some(value),
        })
    };
    Json::List(Inside::of_items(entries.items().map(clean).collect()))
}

/// The section with the entries that fit.
fn kept<'a>(section: Json<'a>, fits: &dyn Fn(&Json<'a>) -> bool) -> Json<'a> {
    match &section {
        Json::List(entries) => {
            Json::List(Inside::of_items(entries.items().filter(|one| fits(one)).collect()))
        }
        _ => section,
    }
}

/// Entries about union offices after the others, so that no place of another tells of them; without those that are
/// no entries, or not consistent.
fn union_last<'a>(section: Json<'a>, name: &str, bounds: &Bounds<'_>) -> Json<'a> {
    let Json::List(entries) = &section else { return section };
    let (mut first, mut behind) = (Vec::new(), Vec::new());
    for one in entries.items() {
        if !role_of(&one, "role").is_some_and(Role::reveals_union_membership) {
            first.push(one);
        } else if bounds.is_entry(&one, name) {
            behind.push(one);
        }
    }
    first.append(&mut behind);
    Json::List(Inside::of_items(first))
}

/// The days that the record covers and its areas, to which entries are held.
struct Bounds<'a> {
    covers: Option<Coverage>,
    /// None where the areas are not known.
    areas: Option<BTreeSet<Cow<'a, str>>>,
}

impl<'a> Bounds<'a> {
    fn of(sections: &Inside<'a>) -> Self {
        let (mut covers, mut errors) = (None::<Coverage>, Errors::default());
        if let Some(value) = given(sections, "covers") {
            covers.read(&value, &ROOT, &mut errors);
        }
        let areas = match sections.member("workplace") {
            Some(Json::Object(workplace)) => given(&workplace, "areas"),
            _ => None,
        };
        let areas =
            areas.map(|areas| entries(Some(&areas)).iter().filter_map(|area| text(area, "id")).collect());
        Self { covers: covers.filter(|_| errors.is_empty()), areas }
    }

    /// Whether it can be read, and contradicts nothing.
    fn is_entry(&self, value: &Json<'_>, section: &str) -> bool {
        let mut errors = Errors::default();
        let (mut office, mut training) = (None::<Office>, None::<Training>);
        let place: &mut dyn Read = if section == "offices" { &mut office } else { &mut training };
        place.read(value, &ROOT, &mut errors);
        let is_area = |id: &str| self.areas.as_ref().is_none_or(|areas| areas.contains(id));
        if let Some(office) = office {
            office.check(&ROOT, &is_area, &mut errors);
        }
        if let Some(training) = training {
            training.check(&ROOT, self.covers, &mut errors);
        }
        errors.is_empty()
    }
}

fn role_of(entry: &Json<'_>, key: &str) -> Option<Role> {
    text(entry, key).as_deref().and_then(Role::from_code)
}

/// Whether the viewer may see an entry with this role. No role that there is reveals nobody.
fn shows(view: &View, entry: &Json<'_>, key: &str) -> bool {
    role_of(entry, key).is_none_or(|role| view.may_see_act_of(role))
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
    let mut periods = Vec::new();
    for rate in entries(record.member("absence_rates").as_ref()) {
        match (text(&rate, "from"), text(&rate, "to")) {
            (Some(from), Some(to)) => periods.push((from, to)),
            _ => return false,
        }
    }
    // Days in their one written form stand in the order of the calendar.
    are_of_large_groups(counts.into_iter(), periods.into_iter())
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
