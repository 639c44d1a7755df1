//! A compact notation of days: `10S 15A 7S` is ten sick days, fifteen at work, seven sick. Fixtures, tests and
//! reports of errors are written in it.

use crate::calendar::Date;
use crate::code::{Code as _, codes};
use core::fmt;
use core::str::FromStr;

codes! {
    /// What a calendar day was to a person.
    pub enum DayKind as "day_kind" {
        /// Wholly away because of illness, by a certificate or an application. `S`.
        Sick = "sick",
        /// Partly away because of illness. `G`.
        Graded = "graded",
        /// Away on the employee's own word. `U`.
        #[doc(alias = "egenmelding")]
        SelfCertified = "self_certified",
        /// Away because of illness, but benefit was asked for too late. `K`.
        #[doc(alias = "foreldet")]
        TimeBarred = "time_barred",
        /// At work, or fit on a day off. `A`.
        Working = "working",
        /// On holiday. `F`.
        #[doc(alias = "ferie")]
        Holiday = "holiday",
        /// On leave. `P`.
        #[doc(alias = "permisjon")]
        Leave = "leave",
        /// Fit, and not back at work. `I`.
        #[doc(alias = "arbeid ikke gjenopptatt")]
        NotBackAtWork = "not_back_at_work",
        /// With another benefit. `Y`.
        #[doc(alias = "andre ytelser")]
        OtherBenefit = "other_benefit",
        /// Away for treatment on this day alone. `B`.
        #[doc(alias = "behandlingsdag")]
        Treatment = "treatment",
        /// Nothing is known. `N`.
        #[doc(alias = "opphold")]
        NothingKnown = "nothing_known",
    }
}

/// The letters, in the order of [`DayKind`].
const LETTERS: [char; 11] = ['S', 'G', 'U', 'K', 'A', 'F', 'P', 'I', 'Y', 'B', 'N'];

impl DayKind {
    /// The letter in a [`DayString`].
    pub fn letter(self) -> char {
        LETTERS.get(self.place()).copied().unwrap_or('N')
    }

    /// The kind with this letter.
    pub fn from_letter(letter: char) -> Option<Self> {
        let place = LETTERS.iter().position(|one| *one == letter)?;
        Self::ALL.get(place).copied()
    }
}

/// Days in a row, written as counts and letters: `10S 15A 7S`.
///
/// Between them stands a space or a `+`. Neighbours of the same kind are one: `5S 5S` is `10S`.
///
/// ```
/// use ia_core::follow_up::{DayKind, DayString};
/// let days: DayString = "10S + 15A 7S".parse()?;
/// assert_eq!(days.to_string(), "10S 15A 7S");
/// let monday = "2018-01-01".parse().unwrap();
/// let (last, kind) = days.from(monday).last().unwrap();
/// assert_eq!((last.to_string().as_str(), kind), ("2018-02-01", DayKind::Sick));
/// # Ok::<(), ia_core::follow_up::DayStringError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct DayString {
    runs: Vec<(u16, DayKind)>,
}

/// Why a text is not a [`DayString`], with the byte at which it is wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum DayStringError {
    /// A count is missing, is 0 or is too large.
    #[error("expected a count from 1 to {} at byte {at}, as in 10S", DayString::MAX_DAYS)]
    Count {
        /// Where.
        at: usize,
    },
    /// A letter is missing or is none of the notation.
    #[error("expected one of the letters S, G, U, K, A, F, P, I, Y, B and N at byte {at}, as in 10S")]
    Letter {
        /// Where.
        at: usize,
    },
    /// More days than can be written.
    #[error("expected at most {} days in all, and more at byte {at}", DayString::MAX_DAYS)]
    TooLong {
        /// Where.
        at: usize,
    },
}

impl DayString {
    /// How many days can be written: about 50 years.
    pub const MAX_DAYS: u16 = 18_263;

    /// The days, a kind each, grouped again where neighbours are alike; none when there are more than
    /// [`Self::MAX_DAYS`].
    pub fn of(days: impl IntoIterator<Item = DayKind>) -> Option<Self> {
        let mut string = Self::default();
        days.into_iter().try_for_each(|kind| string.push(1, kind))?;
        Some(string)
    }

    /// Counts with their kinds, neighbours never alike.
    pub fn runs(&self) -> &[(u16, DayKind)] {
        &self.runs
    }

    /// How many days.
    pub fn len(&self) -> u16 {
        self.runs.iter().fold(0, |sum, (count, _)| sum.saturating_add(*count))
    }

    /// Whether there are no days.
    pub fn is_empty(&self) -> bool {
        self.runs.is_empty()
    }

    /// A kind for each day.
    pub fn kinds(&self) -> impl Iterator<Item = DayKind> + '_ {
        self.runs.iter().flat_map(|(count, kind)| core::iter::repeat_n(*kind, usize::from(*count)))
    }

    /// The days from `start` on, each with its kind. Days past the calendar's end are left out.
    pub fn from(&self, start: Date) -> impl Iterator<Item = (Date, DayKind)> + '_ {
        core::iter::successors(Some(start), |day| day.plus_days(1)).zip(self.kinds())
    }

    fn push(&mut self, count: u16, kind: DayKind) -> Option<()> {
        let length = self.len().checked_add(count)?;
        if length > Self::MAX_DAYS {
            return None;
        }
        match self.runs.last_mut() {
            Some((last, same)) if *same == kind => *last = last.saturating_add(count),
            _ => self.runs.push((count, kind)),
        }
        Some(())
    }
}

impl FromStr for DayString {
    type Err = DayStringError;

    fn from_str(text: &str) -> Result<Self, DayStringError> {
        let mut string = Self::default();
        let mut signs = text.char_indices().peekable();
        while let Some((at, sign)) = signs.peek().copied() {
            if sign.is_whitespace() || sign == '+' {
                signs.next();
                continue;
            }
            let mut count: u16 = 0;
            while let Some(digit) = signs.peek().and_then(|(_, sign)| sign.to_digit(10)) {
                let digit = u16::try_from(digit).unwrap_or_default();
                count = count
                    .checked_mul(10)
                    .and_then(|count| count.checked_add(digit))
                    .ok_or(DayStringError::Count { at })?;
                signs.next();
            }
            if !(1..=Self::MAX_DAYS).contains(&count) {
                return Err(DayStringError::Count { at });
            }
            let (place, letter) = signs.next().unwrap_or((text.len(), ' '));
            let kind = DayKind::from_letter(letter).ok_or(DayStringError::Letter { at: place })?;
            string.push(count, kind).ok_or(DayStringError::TooLong { at })?;
        }
        Ok(string)
    }
}

impl fmt::Display for DayString {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (place, (count, kind)) in self.runs.iter().enumerate() {
            let space = if place == 0 { "" } else { " " };
            write!(f, "{space}{count}{}", kind.letter())?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn error(text: &str) -> DayStringError {
        text.parse::<DayString>().unwrap_err()
    }

    #[test]
    fn each_kind_has_its_letter() {
        for kind in DayKind::ALL {
            assert_eq!(DayKind::from_letter(kind.letter()), Some(*kind));
        }
        assert_eq!(DayKind::from_letter('s'), None);
    }

    #[test]
    fn what_is_wrong_is_said_with_its_place() {
        assert_eq!(error("10S A"), DayStringError::Count { at: 4 });
        assert_eq!(error("0S"), DayStringError::Count { at: 0 });
        assert_eq!(error("99999S"), DayStringError::Count { at: 0 });
        assert_eq!(error("10S 5"), DayStringError::Letter { at: 5 });
        assert_eq!(error("10X"), DayStringError::Letter { at: 2 });
        assert_eq!(error("18263S 1A"), DayStringError::TooLong { at: 7 });
        assert_eq!(error("1å"), DayStringError::Letter { at: 1 });
    }

    #[test]
    fn neighbours_of_a_kind_are_one() {
        let days: DayString = " 5S+5S  1A ".parse().unwrap();
        assert_eq!(days.to_string(), "10S 1A");
        assert_eq!((days.len(), days.is_empty()), (11, false));
        assert_eq!(DayString::of(days.kinds()), Some(days));
        assert_eq!("".parse::<DayString>().unwrap().to_string(), "");
    }
}
