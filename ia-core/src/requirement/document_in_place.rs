//! **Decides** whether a document exists and is as it must be.
//! **Reads** documents, and offices when it must be newer than a change of office. **Asks** for the
//! lists and for what a document leaves open.
//! **Edges**: the newest document of the kind counts; one whose last day is past does not. An election of
//! the same person again is no change of office, a holder who left is. Where it is
//! made every year, the first is due by the end of the year after the workplace, or what asks for it, began. Where it is
//! to be gone through "regularly", passing the convention's interval makes it due, never breached.

use super::{Fact, Facts, Judgement, Kind, Part, State, below, entry};
use crate::calendar::Date;
use crate::json::rules;
use crate::record::{Document, DocumentKind, DocumentPart, Known};
use crate::role::Role;
use crate::text::Message;

rules! {
    /// A document exists and is as it must be.
    #[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
    pub struct DocumentInPlace {
        /// Its kind.
        pub kind: DocumentKind,
        /// Must be in writing.
        pub written: bool = default,
        /// Must be gone through again regularly.
        pub review: bool = default,
        /// Roles that must have taken part in making it.
        pub made_with: Vec<Role> = default,
        /// Must be made anew each calendar year.
        pub yearly: bool = default,
        /// What it must contain.
        pub contains: Vec<DocumentPart> = default,
        /// Must be from after the latest change of this office.
        pub newer_than_office: Option<Role> = default,
    }
}

impl DocumentInPlace {
    fn newest<'r>(&self, documents: &'r [Document], as_of: Date) -> Option<(usize, &'r Document)> {
        documents
            .iter()
            .enumerate()
            .filter(|(_, document)| document.kind == self.kind && document.date <= as_of)
            .filter(|(_, document)| document.to.is_none_or(|to| as_of <= to))
            .max_by_key(|(_, document)| (document.date, reviewed(document, as_of)))
    }

    fn say(&self, key: &'static str) -> Message {
        Message::new(key).term("document", self.kind)
    }

    fn writing(&self, document: &Document, at: &str) -> Part {
        match document.written {
            Some(true) => Part::met(self.say("document_in_place.written")).from(at),
            Some(false) => Part::not_met(self.say("document_in_place.not_written")).from(at),
            None => Part::unknown_of(Fact::DocumentWritten, below(at, "written"), document.date),
        }
    }

    fn making(&self, role: Role, document: &Document, at: &str) -> Part {
        let say = |key| self.say(key).term("role", role);
        match &document.made_with {
            None => Part::unknown_of(Fact::DocumentMadeWith, below(at, "made_with"), document.date),
            Some(roles) if roles.iter().any(|there| there.stands_for(role)) => {
                Part::met(say("document_in_place.made_with")).from(at)
            }
            Some(_) => Part::not_met(say("document_in_place.made_without")).from(at),
        }
    }

    fn content(&self, part: DocumentPart, document: &Document, at: &str) -> Part {
        let say = |key| self.say(key).term("part", part);
        match &document.contains {
            None => Part::unknown_of(Fact::DocumentContains, below(at, "contains"), document.date),
            Some(parts) if parts.contains(&part) => Part::met(say("document_in_place.contains")).from(at),
            Some(_) => Part::not_met(say("document_in_place.leaves_out")).from(at),
        }
    }

    /// One a calendar year: last year's is enough until this one ends.
    fn of_the_year(&self, document: &Document, at: &str, facts: &Facts<'_>) -> Part {
        let say = |key| self.say(key).date("date", document.date);
        let last_day = |year: i32| Date::new(year, 12, 31).ok();
        let year = document.date.year();
        if year >= facts.as_of.year() {
            Part::met(say("document_in_place.fresh")).from(at)
        } else if year.saturating_add(1) >= facts.as_of.year() {
            Part::due(say("document_in_place.this_year")).by(last_day(facts.as_of.year())).from(at)
        } else {
            Part::not_met(say("document_in_place.old_year")).by(last_day(year.saturating_add(1))).from(at)
        }
    }

    /// The first of what is made every year is due by the end of the year after it began to be asked for.
    fn first_of_years(&self, missing: Part, facts: &Facts<'_>) -> Part {
        let last = Self::first_last_day(facts).map(|(_, last)| last);
        let year_after = |day: Date| Date::new(day.year().saturating_add(1), 12, 31).ok();
        if self.yearly && last.is_none_or(|last| facts.as_of > last) {
            let first = facts.may_have_begun().and_then(year_after);
            if first.is_some_and(|last| facts.as_of <= last) {
                return Part::unknown(Fact::Headcount, "/workplace/headcount").by(first);
            }
        }
        match last.filter(|_| self.yearly) {
            Some(last) if facts.as_of <= last => missing.turned(State::Due).by(Some(last)),
            last => missing.by(last),
        }
    }

    /// The last day for the first of what is made every year.
    fn first_last_day(facts: &Facts<'_>) -> Option<(Date, Date)> {
        let begun = facts.index.workplace.began().into_iter().chain(facts.applies_from).max()?;
        Some((begun, Date::new(begun.year().saturating_add(1), 12, 31).ok()?))
    }

    /// One of the years before it began to be asked for, while the first has time: an earlier body's.
    fn is_of_before(&self, document: &Document, facts: &Facts<'_>) -> bool {
        self.yearly
            && Self::first_last_day(facts)
                .is_some_and(|(begun, last)| document.date < begun && facts.as_of <= last)
    }

    fn age(&self, document: &Document, at: &str, facts: &Facts<'_>) -> Part {
        let last = reviewed(document, facts.as_of).unwrap_or(document.date).max(document.date);
        let again = facts.review_after(last);
        let part = if facts.as_of <= again {
            Part::met(self.say("document_in_place.fresh").date("date", last)).from(at)
        } else if document.reviewed.is_none() {
            Part::unknown_of(Fact::DocumentReviewed, below(at, "reviewed"), document.date)
        } else {
            Part::due(self.say("document_in_place.stale").date("date", last)).by(Some(again)).from(at)
        };
        part.because(
            Message::new("arithmetic.review")
                .date("date", last)
                .count("months", usize::from(facts.options.review_months))
                .date("due", again),
        )
    }

    fn newness(&self, role: Role, document: &Document, at: &str, facts: &Facts<'_>) -> Part {
        let offices = match Facts::section(facts.record.offices.as_ref(), Fact::Offices, "/offices") {
            Ok(offices) => offices,
            Err(unknown) => return unknown,
        };
        // A new holder, or a holder who left: the latest day on which the office changed hands.
        let begun =
            offices.iter().enumerate().filter(|(_, office)| office.role == role).flat_map(|(index, _)| {
                let term = facts.index.term(index);
                [Some(term.since), term.left].into_iter().flatten().map(move |day| (index, day))
            });
        let changed = begun.filter(|(_, day)| *day <= facts.as_of).max_by_key(|(_, day)| *day);
        let last = reviewed(document, facts.as_of).unwrap_or(document.date).max(document.date);
        match changed {
            Some((_, day)) if last < day && document.reviewed.is_none() => {
                Part::unknown_of(Fact::DocumentReviewed, below(at, "reviewed"), document.date)
            }
            Some((index, day)) if last < day => {
                let say = |key| self.say(key).term("role", role).date("from", day);
                let latest = facts.promptly_after(day);
                let part = if facts.as_of <= latest {
                    Part::due(say("document_in_place.outdated_due"))
                } else {
                    Part::not_met(say("document_in_place.outdated")).by_our_day()
                };
                let part = part.by(Some(latest)).from(at).from(entry("/offices", index));
                facts.index.unlinked(index).unwrap_or(part).because(
                    Message::new("arithmetic.promptly")
                        .date("date", day)
                        .count("days", usize::from(facts.options.promptly_days))
                        .date("due", latest),
                )
            }
            _ => Part::met(self.say("document_in_place.current").term("role", role)).from(at),
        }
    }
}

fn reviewed(document: &Document, as_of: Date) -> Option<Date> {
    document.reviewed.as_ref().and_then(Known::yes).copied().filter(|day| *day <= as_of)
}

impl Kind for DocumentInPlace {
    fn check(&self, facts: &Facts<'_>) -> Vec<Judgement> {
        let documents = match Facts::section(facts.record.documents.as_ref(), Fact::Documents, "/documents") {
            Ok(documents) => documents,
            Err(unknown) => return Judgement::of(vec![unknown], "reason.nothing"),
        };
        let newest = self.newest(documents, facts.as_of);
        let Some((index, document)) = newest.filter(|(_, document)| !self.is_of_before(document, facts))
        else {
            let missing = Part::not_met(self.say("document_in_place.lacking")).from("/documents").standing();
            return Judgement::of(vec![facts.absent(self.first_of_years(missing, facts))], "reason.nothing");
        };
        let at = entry("/documents", index);
        let there =
            Part::met(self.say("document_in_place.there").date("date", document.date)).from(at.as_str());
        let mut parts = Vec::new();
        match self.newer_than_office.map(|role| self.newness(role, document, &at, facts)) {
            // A document that names the wrong person is as good as none.
            Some(outdated) if outdated.state != State::Met => {
                let part = if outdated.state == State::Unknown { outdated } else { facts.absent(outdated) };
                return Judgement::of(vec![part], "reason.nothing");
            }
            newness => parts.extend(newness.into_iter().chain([there])),
        }
        if self.written {
            parts.push(self.writing(document, &at));
        }
        parts.extend(self.made_with.iter().map(|&role| self.making(role, document, &at)));
        parts.extend(self.contains.iter().map(|&part| self.content(part, document, &at)));
        if self.yearly {
            parts.push(self.of_the_year(document, &at, facts));
        }
        if self.review {
            parts.push(self.age(document, &at, facts));
        }
        // After the days covered there may be a newer one.
        let parts = parts
            .into_iter()
            .map(|part| if part.state == State::Met { part } else { facts.absent(part) })
            .collect();
        Judgement::of(parts, "reason.nothing")
    }

    fn asks(&self) -> Vec<Fact> {
        vec![
            Fact::Coverage,
            Fact::Documents,
            Fact::DocumentWritten,
            Fact::DocumentMadeWith,
            Fact::DocumentContains,
            Fact::DocumentReviewed,
            Fact::Offices,
        ]
    }

    fn roles(&self) -> Vec<Role> {
        self.made_with.iter().copied().chain(self.newer_than_office).collect()
    }

    fn offices(&self) -> Vec<Role> {
        self.newer_than_office.into_iter().collect()
    }

    /// When it is to be gone through again, or its last day.
    fn next(&self, facts: &Facts<'_>) -> Option<Date> {
        let (_, document) = self.newest(facts.record.documents.as_deref()?, facts.as_of)?;
        let last = reviewed(document, facts.as_of).unwrap_or(document.date).max(document.date);
        if self.yearly {
            return Date::new(document.date.year().saturating_add(1), 12, 31).ok();
        }
        let review = self.review.then(|| facts.review_after(last));
        review.into_iter().chain(document.to).min()
    }

    fn explain(&self) -> Message {
        if self.yearly {
            return self.say("document_in_place.explain_yearly");
        }
        let key = match (self.written, self.review) {
            (true, true) => "document_in_place.explain_written_review",
            (true, false) => "document_in_place.explain_written",
            (false, true) => "document_in_place.explain_review",
            (false, false) => "document_in_place.explain",
        };
        self.say(key)
    }
}
