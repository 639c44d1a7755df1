//! **Decides** whether meetings are held often enough: in each completed span that is looked back on, and
//! so far in this one. **Reads** meetings, what they treated and who was there. **Asks** for the list and
//! for what a meeting leaves open.
//! **Edges**: spans that began before the record's first day, or before the norm was in force, are judged
//! only when they are met; a meeting counts only when all who must be represented were. Where the source names no
//! frequency, one meeting in the time looked back on is enough, and none is due, without a day.

use super::{Each, Fact, Facts, Judgement, Kind, Missing, Part, below, entry};
use crate::calendar::{Date, Period, Span};
use crate::code::Code;
use crate::json::rules;
use crate::order::{ById, Keyed};
use crate::record::{AgendaItem, Id, Meeting, MeetingKind};
use crate::role::Role;
use crate::text::{Arg, Message};

rules! {
    /// Meetings are held often enough, with those who must be represented.
    #[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
    pub struct MeetingHeld {
        /// The kinds that count; all when empty.
        pub kinds: Vec<MeetingKind> = default,
        /// What must be treated.
        pub item: Option<AgendaItem> = default,
        /// How many in each span.
        pub at_least: u16,
        /// The span; none where the source names no frequency.
        pub per: Option<Span> = default,
        /// Who must be represented.
        pub represented: Vec<Role> = default,
        /// At the workplace, or in each safety area; a meeting without an area is one for all of them.
        pub each: Each = default,
    }
}

/// A meeting that counts, or may.
struct Counted {
    place: usize,
    /// What is missing to know it.
    open: Option<Missing>,
}

/// The meetings of both lists in the order of places.
fn merged<'m, 'k>(
    of_span: &'m [Counted],
    mut one: &'k [Keyed<'k>],
    mut other: &'k [Keyed<'k>],
) -> Vec<&'m Counted> {
    let mut both = Vec::new();
    loop {
        let rest = match (one, other) {
            ([own, ..], [its, ..]) if its.place < own.place => &mut other,
            ([], _) => &mut other,
            _ => &mut one,
        };
        let Some(next) = rest.split_off_first() else { return both };
        both.extend(of_span.get(next.place));
    }
}

/// The sentence that names the safety area of a part.
pub(crate) const MEETING_AREA: &str = "meeting_held.area";

impl MeetingHeld {
    /// The meetings of each span that count or may, in the order of the list. Spans follow one another.
    fn counted(&self, spans: &[Period], meetings: &[Meeting], as_of: Date) -> Vec<Vec<Counted>> {
        let mut found: Vec<Vec<Counted>> = spans.iter().map(|_| Vec::new()).collect();
        for (place, meeting) in meetings.iter().enumerate().filter(|(_, one)| one.date <= as_of) {
            let begun = spans.partition_point(|span| span.from <= meeting.date);
            let nth = begun
                .checked_sub(1)
                .filter(|nth| spans.get(*nth).is_some_and(|span| span.contains(meeting.date)));
            let Some(of_span) = nth.and_then(|nth| found.get_mut(nth)) else { continue };
            match self.counts(meeting, &entry("/meetings", place)) {
                Ok(true) => of_span.push(Counted { place, open: None }),
                Ok(false) => {}
                Err(missing) => of_span.push(Counted { place, open: Some(missing) }),
            }
        }
        found
    }

    /// Whether the meeting counts, as far as is known; with what is missing when it is not.
    fn counts(&self, meeting: &Meeting, at: &str) -> Result<bool, Missing> {
        if !self.kinds.is_empty() && !self.kinds.contains(&meeting.kind) {
            return Ok(false);
        }
        let mut missing = None;
        if let Some(item) = self.item {
            match &meeting.items {
                Some(items) if !items.contains(&item) => return Ok(false),
                Some(_) => {}
                None => {
                    missing = Some(Missing {
                        fact: Fact::MeetingItems,
                        path: below(at, "items"),
                        on: Some(meeting.date),
                    });
                }
            }
        }
        if !self.represented.is_empty() {
            if let Some(there) = &meeting.attended {
                let all = self.represented.iter().all(|&role| there.iter().any(|one| one.stands_for(role)));
                if !all {
                    return Ok(false);
                }
            } else {
                let path = below(at, "attended");
                missing =
                    missing.or(Some(Missing { fact: Fact::MeetingAttended, path, on: Some(meeting.date) }));
            }
        }
        missing.map_or(Ok(true), Err)
    }

    fn say(&self, key: &'static str, span: Period, held: usize) -> Message {
        Message::new(key)
            .count("held", held)
            .count("least", usize::from(self.at_least))
            .date("from", span.from)
            .date("to", span.to.unwrap_or(span.from))
    }

    /// What the span's meetings come to, in the order of the list.
    fn span(&self, span: Period, meetings: &[&Counted], facts: &Facts<'_>) -> Option<Part> {
        let last = span.to?;
        let mut held = Vec::new();
        let mut open = Vec::new();
        for meeting in meetings {
            match &meeting.open {
                None => held.push(entry("/meetings", meeting.place)),
                Some(missing) => open.push(missing.clone()),
            }
        }
        let least = usize::from(self.at_least);
        let count = held.len();
        let seen_whole = facts.covers().is_some_and(|covers| covers.from <= span.from);
        let completed = last < facts.as_of;
        let mut part = if count >= least {
            Part::met(self.say("meeting_held.enough", span, count))
        } else if count.saturating_add(open.len()) >= least {
            let mut part = Part::unknown(Fact::Meetings, "/meetings");
            part.reason.message = self.say("meeting_held.open", span, count);
            part.missing = open;
            part
        } else if self.per.is_none() && seen_whole {
            facts.absent(Part::due(self.say("meeting_held.none_lately", span, count)))
        } else if completed && (!seen_whole || self.began_before(span, facts)) {
            // The span is older than the record, or than the norm: nothing is said of it.
            return None;
        } else if !seen_whole {
            Part::unknown(Fact::Coverage, "/covers/from")
        } else if completed && facts.covers().is_some_and(|covers| last <= covers.to) {
            Part::not_met(self.say("meeting_held.too_few", span, count)).by(Some(last))
        } else {
            facts.absent(Part::due(self.say("meeting_held.so_far", span, count)).by(Some(last)))
        };
        for at in held {
            part = part.from(at);
        }
        // Where nobody works, nobody meets.
        Some(part.standing())
    }

    fn began_before(&self, span: Period, facts: &Facts<'_>) -> bool {
        span.from < facts.version.from
    }
}

impl Kind for MeetingHeld {
    fn check(&self, facts: &Facts<'_>) -> Vec<Judgement> {
        let meetings = match Facts::section(facts.record.meetings.as_ref(), Fact::Meetings, "/meetings") {
            Ok(meetings) => meetings,
            Err(unknown) => return Judgement::of(vec![unknown], "reason.nothing"),
        };
        let workplace = facts.record.workplace.as_ref().and_then(|workplace| workplace.areas.as_ref());
        let areas: Vec<Option<&Id>> = match self.each {
            Each::Workplace => vec![None],
            Each::SafetyArea => match Facts::section(workplace, Fact::Areas, "/workplace/areas") {
                Err(unknown) => return Judgement::of(vec![unknown], "reason.nothing"),
                Ok([]) => vec![None],
                Ok(areas) => areas.iter().map(|area| Some(&area.id)).collect(),
            },
        };
        let spans = match self.per {
            Some(per) => {
                let mut spans = per.completed_before(facts.as_of, facts.options.look_back_months);
                spans.extend(per.around(facts.as_of));
                spans
            }
            None => vec![Period { from: facts.horizon(), to: Some(facts.as_of) }],
        };
        let mut counted = self.counted(&spans, meetings, facts.as_of);
        let mut parts = Vec::new();
        for (nth, span) in spans.into_iter().enumerate() {
            let of_span = counted.get_mut(nth).map(core::mem::take).unwrap_or_default();
            let by_area = ById::new(&of_span, |one| {
                Some((meetings.get(one.place)?.area.as_ref().map_or("", Id::as_str), Date::MIN))
            });
            for area in &areas {
                let meetings = match area {
                    None => of_span.iter().collect(),
                    Some(area) => merged(&of_span, by_area.of(area.as_str()), by_area.of("")),
                };
                let part = self.span(span, &meetings, facts);
                let Some(part) = part else { continue };
                parts.push(match area {
                    Some(area) => {
                        let area = Arg::Verbatim(area.as_str().to_owned());
                        part.because(Message::new(MEETING_AREA).with("area", area))
                    }
                    None => part,
                });
            }
        }
        Judgement::of(parts, "reason.nothing")
    }

    fn asks(&self) -> Vec<Fact> {
        vec![Fact::Coverage, Fact::Meetings, Fact::MeetingItems, Fact::MeetingAttended, Fact::Areas]
    }

    fn roles(&self) -> Vec<Role> {
        self.represented.clone()
    }

    /// The last day of the span after this one.
    fn next(&self, facts: &Facts<'_>) -> Option<Date> {
        let this = self.per?.around(facts.as_of)?.to?;
        self.per?.around(this.plus_days(1)?)?.to
    }

    fn explain(&self) -> Message {
        let key = match (self.per.is_some(), self.item.is_some(), self.represented.is_empty()) {
            (true, true, true) => "meeting_held.explain_item",
            (true, true, false) => "meeting_held.explain_item_represented",
            (true, false, true) => "meeting_held.explain",
            (true, false, false) => "meeting_held.explain_represented",
            (false, true, true) => "meeting_held.explain_any_item",
            (false, true, false) => "meeting_held.explain_any_item_represented",
            (false, false, true) => "meeting_held.explain_any",
            (false, false, false) => "meeting_held.explain_any_represented",
        };
        let mut message = Message::new(key).count("least", usize::from(self.at_least));
        if let Some(per) = self.per {
            message = message.term("per", per);
        }
        if let Some(item) = self.item {
            message = message.term("item", item);
        } else {
            message = message.with("kinds", Arg::Terms(self.kinds.iter().map(|kind| kind.label()).collect()));
        }
        if !self.represented.is_empty() {
            message = message.terms("roles", self.represented.iter());
        }
        message
    }
}
