//! What a viewer may not see is taken out of the record before anything is judged. So nothing in an answer
//! depends on it: no finding, total, question, pointer, order or error.

use super::View;
use super::view::Cases;
use crate::calendar::Date;
use crate::record::Record;
use crate::requirement::Subject;
use std::borrow::Cow;

/// The fewest people that a figure may be about for a viewer outside the employer's side.
pub const SMALLEST_GROUP: u32 = 5;

impl View {
    /// The record as this viewer may see it. Entries that the viewer may not see are not there; figures about a
    /// group that is small, or of unknown size, are unknown.
    pub fn record<'r>(&self, record: &'r Record) -> Cow<'r, Record> {
        if self.cases() == Cases::All {
            return Cow::Borrowed(record);
        }
        let mut seen = record.clone();
        seen.absences = seen.absences.filter(|_| self.knows_of_cases());
        if let Some(absences) = &mut seen.absences {
            absences.retain(|case| self.may_see_case(&Subject::of(case)));
        }
        if let Some(answers) = &mut seen.answers {
            answers.retain(|answer| self.may_see_answer_of(answer.role));
        }
        if !self.may_see_small_groups() && !rates_are_of_large_groups(record) {
            seen.absence_rates = None;
        }
        Cow::Owned(seen)
    }
}

fn rates_are_of_large_groups(record: &Record) -> bool {
    let counts = record.workplace.iter().filter_map(|one| one.headcount.as_deref()).flatten();
    let counts: Vec<(Date, u32)> = counts.map(|count| (count.from, count.employees.count())).collect();
    record.absence_rates.iter().flatten().all(|rate| is_large_group(&counts, (rate.from, rate.to)))
}

/// Whether the headcount is known on all days of a period, and is never below [`SMALLEST_GROUP`].
pub(crate) fn is_large_group<D: Ord>(counts: &[(D, u32)], (from, to): (D, D)) -> bool {
    let before = counts.iter().filter(|(since, _)| *since <= from).max_by(|one, other| one.0.cmp(&other.0));
    let during = counts.iter().filter(|(since, _)| *since > from && *since <= to);
    before.is_some() && before.into_iter().chain(during).all(|(_, people)| *people >= SMALLEST_GROUP)
}
