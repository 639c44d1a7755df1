//! Who holds which office: since when without a break, and in which safety area.

use super::super::{Fact, Part, below, entry};
use super::Index;
use crate::calendar::{Counting, Date};
use crate::code::Code as _;
use crate::law;
use crate::order::{ById, in_order};
use crate::record::{Id, Office};
use crate::role::Role;

/// A term of an office, seen with the other terms of the same person in it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Term {
    /// Since when the person has held the office without a break: an election of the same person again is no
    /// change.
    pub(crate) since: Date,
    /// The day after the term, when the person does not hold the office that day.
    pub(crate) left: Option<Date>,
}

/// One for each office of the record.
pub(super) type Terms = Vec<Term>;

impl<'r> Index<'r> {
    fn offices(&self) -> &'r [Office] {
        self.record.offices.as_deref().unwrap_or_default()
    }

    /// The term at this place among the offices.
    pub(crate) fn term(&self, place: usize) -> Term {
        let terms = self.terms.get_or_init(|| terms(self.offices()));
        terms.get(place).copied().unwrap_or(Term { since: Date::MIN, left: None })
    }

    /// How the office at this place is held on the day.
    pub(crate) fn hold(&self, place: usize) -> Hold {
        let all = self.holds.get_or_init(|| holds(self.offices(), self.as_of));
        all.get(place).copied().unwrap_or(Hold::No)
    }

    /// The offices that are held in a role on the day, or may be, with their places: a deputy who serves the rest of a term
    /// holds the office.
    fn held(&self, role: Role) -> impl Iterator<Item = (usize, &'r Office)> {
        let held_as = move |office: &Office, hold: Hold| match hold {
            Hold::Yes | Hold::Perhaps => office.role.is(role),
            Hold::Serves => role == Role::SafetyRepresentative,
            Hold::No => false,
        };
        let all = self.offices().iter().enumerate();
        all.filter(move |(place, office)| held_as(office, self.hold(*place)))
    }

    /// That it is not known whether the term at this place is a change of holder: it, or another term in the
    /// office, does not say whose it is, or one of them in which safety area.
    pub(crate) fn unlinked(&self, place: usize) -> Option<Part> {
        let offices = self.offices();
        let own = offices.get(place)?;
        let (nth, key) = self
            .unlinked
            .get(own.role.place())?
            .get_or_init(|| {
                let of_role = |office: &&(usize, &Office)| office.1.role == own.role;
                let all: Vec<(usize, &Office)> = offices.iter().enumerate().collect();
                let several = all.iter().filter(of_role).count() > 1;
                let nameless = all.iter().filter(of_role).find(|(_, one)| one.person.is_none());
                let with_area = all.iter().filter(of_role).any(|(_, one)| one.area.is_some());
                let placeless = all.iter().filter(of_role).find(|(_, one)| with_area && one.area.is_none());
                let found = nameless.map(|one| (one.0, "person")).or(placeless.map(|one| (one.0, "area")));
                found.filter(|_| several)
            })
            .as_ref()
            .copied()?;
        let day = offices.get(nth).map_or(own.from, |office| office.from);
        Some(Part::unknown_of(Fact::Offices, below(&entry("/offices", nth), key), day))
    }

    /// How many people hold the office today at least, and at most: who is not named may be one of the others.
    pub(crate) fn number_of_holders(&self, role: Role) -> (usize, usize) {
        let count = || {
            let most = self.holders(role).len();
            // Who is not named may be one of the others, and who may have left may have.
            let open = |place: usize, one: &Office| one.person.is_none() || self.hold(place) == Hold::Perhaps;
            let open = self.held(role).filter(|(place, one)| open(*place, one)).count();
            (most.saturating_sub(open).max(usize::from(most > 0)), most)
        };
        self.numbers.get(role.place()).map_or((0, 0), |one| *one.get_or_init(count))
    }

    /// The first holder who may be no other, or no holder any more, and the key that would tell.
    pub(crate) fn open_holder(&self, role: Role) -> (usize, &'static str) {
        let open = self.held(role).find_map(|(place, one)| match self.hold(place) {
            _ if one.person.is_none() => Some((place, "person")),
            Hold::Perhaps => Some((place, "to")),
            _ => None,
        });
        open.unwrap_or((0, "person"))
    }

    /// Since when somebody has held the office without a break.
    pub(crate) fn held_since(&self, role: Role) -> Option<Date> {
        let since = || {
            // Who holds it today held it to this day, whatever end was planned.
            let of_role = self.offices().iter().enumerate().filter(|(_, office)| office.role.is(role));
            let serving = self.held(role).filter(|(_, office)| !office.role.is(role));
            let span = |(place, office): (usize, &Office)| match self.hold(place) {
                Hold::No => (office.from, office.to),
                _ => (office.from, None),
            };
            unbroken(&of_role.chain(serving).map(span).collect::<Vec<_>>(), self.as_of)
        };
        self.held_since.get(role.place()).and_then(|one| *one.get_or_init(since))
    }

    /// Since when each person who holds the office today has held it, the first first. One person in the office
    /// for two areas is one person.
    pub(crate) fn holders(&self, role: Role) -> &[Date] {
        let all = || {
            let held: Vec<(usize, &Office)> = self.held(role).collect();
            let mut people = in_order(&held, |(_, office)| {
                Some((Date::MIN, office.person.as_ref().map_or("", Id::as_str)))
            });
            people.dedup_by(|(_, (_, a)), (_, (_, b))| a.person.is_some() && a.person == b.person);
            let begun: Vec<Date> = people.iter().map(|(_, (place, _))| self.term(*place).since).collect();
            in_order(&begun, |day| Some((*day, ""))).into_iter().map(|(_, day)| *day).collect()
        };
        self.holders.get(role.place()).map_or(&[], |one| one.get_or_init(all))
    }
}

/// How an office is held on the day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Hold {
    /// It is: in the term, or after it until somebody is elected anew.
    Yes,
    /// The term is over, and whether it was for this seat that somebody has been elected since is not known.
    Perhaps,
    /// A deputy serves the rest of the term of somebody who left.
    Serves,
    /// It is not.
    No,
}

/// The office that has a term by law (FOR-2011-12-06-1355 § 3-4): after it the elected stays until a new election.
const WITH_TERM: Role = Role::SafetyRepresentative;

fn holds<'o>(offices: &'o [Office], as_of: Date) -> Vec<Hold> {
    let years = law::at(as_of).provision("org-3-4-1").ok().and_then(|law| law.number("years"));
    let counting = Counting::default();
    let last_day = |from: Date| counting.deadline_in_months(from, years?.saturating_mul(12));
    let is_own = |one: &Office| one.role == WITH_TERM && one.deputy_of.is_none() && one.from <= as_of;
    let area = |one: &'o Office| one.area.as_ref().map_or("", Id::as_str);
    // The terms in each area that have begun, by first day.
    let begun = ById::new(offices, |one| is_own(one).then(|| (area(one), one.from)));
    let newest = |area: &str| begun.of(area).last().map(|one| one.day);
    let newest_anywhere = begun.groups().filter_map(|group| group.last()).map(|one| one.day).max();
    // Whether another was elected after this term, in the area or where the area is not told.
    let of_term = |one: &'o Office, last: Date| {
        if one.to.is_some_and(|to| to < last) {
            return Hold::No;
        }
        let own = area(one);
        let newest_here = newest(own).filter(|day| *day > one.from);
        let other = if own.is_empty() { newest_anywhere } else { newest("") };
        // An end after that of the term may be one that was planned, or the day on which somebody left.
        let ended =
            one.to.is_some_and(|to| to < as_of && last.plus_days(1).is_some_and(|planned| to > planned));
        if newest_here.is_some_and(|day| day > last) {
            Hold::No
        } else if ended || newest_here.is_some() || other.is_some_and(|day| day > one.from) {
            Hold::Perhaps
        } else {
            Hold::Yes
        }
    };
    // Those who left before the end of the newest term in an area, by area and person, with the end of that term.
    let left_at = |one: &'o Office| {
        let last = last_day(one.from).filter(|_| is_own(one))?;
        let left = one.to.is_some_and(|to| to < as_of && to < last) && newest(area(one)) == Some(one.from);
        // No id has a blank.
        Some(([area(one), one.person.as_ref().filter(|_| left)?.as_str()].join(" "), last))
    };
    let left_at: Vec<Option<(String, Date)>> = offices.iter().map(left_at).collect();
    let left = ById::new(&left_at, |one| one.as_ref().map(|(key, last)| (key.as_str(), *last)));
    let mut found: Vec<Hold> = Vec::new();
    for one in offices {
        let on = if one.on(as_of) { Hold::Yes } else { Hold::No };
        let last = last_day(one.from).filter(|_| is_own(one));
        found.push(last.filter(|last| as_of > *last).map_or(on, |last| of_term(one, last)));
    }
    for (one, hold) in offices.iter().zip(&mut found) {
        let is_deputy = one.role == Role::DeputySafetyRepresentative
            || (one.role == WITH_TERM && one.deputy_of.is_some());
        let serves = |last: Date| one.from <= as_of && one.to.is_none_or(|to| to >= as_of || to >= last);
        let of = one.deputy_of.as_ref().filter(|_| is_deputy);
        let of = of.and_then(|of| left.of(&[area(one), of.as_str()].join(" ")).last());
        if of.is_some_and(|of| serves(of.day)) {
            *hold = Hold::Serves;
        } else if is_deputy && one.role == WITH_TERM {
            *hold = Hold::No;
        }
    }
    found
}

/// The offices of one person in one area, in the order of their days, are gone through once.
fn terms(offices: &[Office]) -> Terms {
    let text = |id: Option<&Id>| id.map_or("", Id::as_str).to_owned();
    // No id has a blank.
    let keys: Vec<String> = offices
        .iter()
        .map(|one| [one.role.code(), &text(one.area.as_ref()), &text(one.person.as_ref())].join(" "))
        .collect();
    let terms: Vec<(&str, &Office)> = keys.iter().map(String::as_str).zip(offices).collect();
    let by_holder = ById::new(&terms, |(key, office)| Some((*key, office.from)));
    let mut found: Terms = offices.iter().map(|office| Term { since: office.from, left: None }).collect();
    for group in by_holder.groups() {
        let own: Vec<(usize, &Office)> =
            group.iter().filter_map(|one| Some((one.place, offices.get(one.place)?))).collect();
        let mut run = Run { start: Date::MIN, day_after: None };
        for same_day in own.chunk_by(|(_, a), (_, b)| a.from == b.from) {
            let Some((_, first)) = same_day.first() else { continue };
            let since = run.start_of(first.from);
            for (place, office) in same_day {
                if let Some(term) = found.get_mut(*place).filter(|_| office.person.is_some()) {
                    term.since = since;
                }
            }
            run.start = since;
            for (_, office) in same_day {
                run.day_after = run.day_after.max(office.to.map(|to| to.plus_days(1).unwrap_or(Date::MAX)));
            }
        }
        // The last day up to which the terms that have begun reach; none while one goes on.
        let mut reach = Vec::new();
        let mut last = Date::MIN;
        for (_, office) in &own {
            last = last.max(office.to.unwrap_or(Date::MAX));
            reach.push(last);
        }
        for (place, office) in &own {
            let after = office.to.and_then(|to| to.plus_days(1)).filter(|after| {
                let begun = own.partition_point(|(_, other)| other.from <= *after);
                begun.checked_sub(1).and_then(|nth| reach.get(nth)).is_none_or(|last| last < after)
            });
            if let Some(term) = found.get_mut(*place) {
                term.left = after;
            }
        }
    }
    found
}

/// The first day of the unbroken time that has come to the day, of spans that begin by then; nothing when it is broken
/// off.
pub(super) fn unbroken(spans: &[(Date, Option<Date>)], day: Date) -> Option<Date> {
    let mut run = Run { start: Date::MIN, day_after: None };
    for (_, (from, to)) in in_order(spans, |(from, _)| (*from <= day).then_some((*from, ""))) {
        run.start = run.start_of(*from);
        let after = to.and_then(|to| to.plus_days(1)).unwrap_or(Date::MAX);
        run.day_after = run.day_after.max(Some(after));
    }
    (run.day_after > Some(day)).then_some(run.start)
}

/// Terms that follow each other without a day between.
struct Run {
    start: Date,
    /// The day after the last term that has an end.
    day_after: Option<Date>,
}

impl Run {
    /// When a run began that a term from this day goes on in.
    fn start_of(&self, from: Date) -> Date {
        if self.day_after.is_some_and(|after| from <= after) { self.start } else { from }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::record::Record;

    fn record(offices: &str) -> Record {
        let covers = r#""covers":{"from":"2015-01-01","to":"2026-11-22"}"#;
        Record::from_json(&format!(r#"{{{covers},"offices":[{offices}]}}"#)).expect("a record")
    }

    fn day(text: &str) -> Date {
        text.parse().expect("a day")
    }

    fn office(person: &str, from: &str, to: &str) -> String {
        format!(r#"{{"role":"safety_representative","person":"{person}","from":"{from}","to":"{to}"}}"#)
    }

    #[test]
    fn a_term_after_a_break_begins_anew_and_one_after_another_does_not() {
        let own = [
            office("p-1", "2016-01-01", "2017-12-31"),
            office("p-1", "2018-01-01", "2019-12-31"),
            office("p-1", "2022-01-01", "2023-12-31"),
            office("p-1", "2022-01-01", "2022-06-30"),
        ];
        let record = record(&own.join(","));
        let found = terms(record.offices.as_deref().expect("offices"));
        let since: Vec<Date> = found.iter().map(|term| term.since).collect();
        let first = [day("2016-01-01"), day("2016-01-01"), day("2022-01-01"), day("2022-01-01")];
        assert_eq!(since, first);
        let left: Vec<Option<Date>> = found.iter().map(|term| term.left).collect();
        assert_eq!(left, [None, Some(day("2020-01-01")), Some(day("2024-01-01")), None]);
    }

    #[test]
    fn one_term_without_a_person_is_no_change_and_of_several_it_may_be() {
        let nameless = r#"{"role":"safety_representative","from":"2016-01-01"}"#;
        let of = |offices: &str| {
            let record = record(offices);
            let index = Index::new(&record, day("2026-11-22"));
            index.unlinked(0).is_some()
        };
        assert!(!of(nameless));
        assert!(of(&format!("{nameless},{}", office("p-1", "2018-01-01", "2019-12-31"))));
        // Another office does not count.
        assert!(!of(&format!(r#"{nameless},{{"role":"employer","person":"p-1","from":"2018-01-01"}}"#)));
    }
}
