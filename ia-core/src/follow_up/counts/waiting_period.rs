//! The waiting period of the self-employed: 16 calendar days before benefit (ftrl § 8-34), in the reading of Nav's
//! service (navikt/flex-syketilfelle).
//!
//! The 16 days here are neither those that an employer pays
//! ([`EmployerPeriodRule`](crate::follow_up::EmployerPeriodRule)) nor those that end a follow-up case
//! ([`GAP_DAYS`](crate::follow_up::GAP_DAYS)).

use crate::calendar::{Date, Period};
use crate::json::hides;
use crate::record::Id;

/// How many calendar days the waiting period has, and how many whole days between two absences make a new one.
/// Practice of navikt/flex-syketilfelle; § 8-34 is not in the catalogue.
pub const WAITING_DAYS: u16 = 16;

/// A weekend between two notes does not part them.
const WEEKEND_DAYS: i64 = 2;

/// A sick note that can count in a waiting period.
#[derive(Clone, PartialEq, Eq)]
pub struct Note {
    /// Its id. A note with several periods has one for each, with the same id.
    pub id: Id,
    /// The first day.
    pub from: Date,
    /// The last day.
    pub to: Date,
    /// Whether it is taken into use. One that is not counts only when it is itself asked about.
    pub in_use: bool,
    /// Whether it is the person's own word: it can be joined, but is no earlier absence.
    pub own_word: bool,
}

hides!(Note);

/// How a note stands to the waiting period.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Waiting {
    /// The absence goes on past the waiting period.
    Past {
        /// The waiting period.
        waiting: Period,
    },
    /// The absence ends within the waiting period.
    Within {
        /// The absence, without a weekend at its end.
        absence: Period,
    },
    /// There is no such note.
    NoNote,
}

impl Waiting {
    /// Whether the absence goes on past the waiting period.
    pub const fn is_past(&self) -> bool {
        matches!(self, Self::Past { .. })
    }
}

#[derive(Clone, Copy)]
struct Stretch {
    from: Date,
    to: Date,
    asked: bool,
    own_word: bool,
}

impl Stretch {
    /// More days than the waiting period.
    fn is_long(&self) -> bool {
        self.to.days_since(self.from) >= i64::from(WAITING_DAYS)
    }

    /// Whether a new waiting period begins after `earlier`.
    fn is_far_from(&self, earlier: &Self) -> bool {
        self.from.days_since(earlier.to) > i64::from(WAITING_DAYS)
    }

    fn waiting(&self) -> Waiting {
        let to = self.from.plus_days(i64::from(WAITING_DAYS).saturating_sub(1));
        Waiting::Past { waiting: Period { from: self.from, to } }
    }
}

/// How the note `asked` stands to the waiting period.
///
/// Notes that touch, overlap or are parted by a weekend alone are one absence. A Saturday or Sunday at the end of
/// the absence asked about does not count, one at the start does. An earlier absence past the waiting period
/// spares the next a new one, when fewer than 16 days lie between.
///
/// ```
/// use ia_core::follow_up::{Note, Waiting, waiting_period};
/// let note = |to: &str| Note {
///     id: "note".parse().unwrap(),
///     from: "2024-07-01".parse().unwrap(),
///     to: to.parse().unwrap(),
///     in_use: true,
///     own_word: false,
/// };
/// let id = "note".parse().unwrap();
/// assert!(!waiting_period(&[note("2024-07-16")], &id).is_past());
/// assert!(waiting_period(&[note("2024-07-17")], &id).is_past());
/// ```
pub fn waiting_period(notes: &[Note], asked: &Id) -> Waiting {
    let stretches = stretches(notes, asked);
    let Some(current) = stretches.iter().position(|stretch| stretch.asked) else {
        return Waiting::NoNote;
    };
    let stretches = stretches.get(current..).unwrap_or_default();
    let Some(mut current) = stretches.first().copied() else {
        return Waiting::NoNote;
    };
    current.to = without_weekend(&current);
    let earlier: Vec<Stretch> =
        stretches.iter().skip(1).filter(|stretch| !stretch.own_word).copied().collect();
    if let Some(before) = earlier.first()
        && !current.is_far_from(before)
        && before.is_long()
    {
        return before.waiting();
    }
    let mut later = current;
    for stretch in core::iter::once(current).chain(earlier) {
        if later.is_far_from(&stretch) {
            break;
        }
        if stretch.is_long() {
            return stretch.waiting();
        }
        later = stretch;
    }
    Waiting::Within { absence: Period { from: current.from, to: Some(current.to) } }
}

/// Notes joined to absences, the latest first.
fn stretches(notes: &[Note], asked: &Id) -> Vec<Stretch> {
    let mut single: Vec<Stretch> = notes
        .iter()
        .filter(|note| note.from <= note.to && (note.in_use || note.id == *asked))
        .map(|note| Stretch {
            from: note.from,
            to: note.to,
            asked: note.id == *asked,
            own_word: note.own_word,
        })
        .collect();
    single.sort_by(|a, b| (b.to, b.from, b.asked, a.own_word).cmp(&(a.to, a.from, a.asked, b.own_word)));
    let mut joined: Vec<Stretch> = Vec::new();
    for earlier in single {
        match joined.last_mut() {
            Some(later) if touches(&earlier, later) => {
                later.from = later.from.min(earlier.from);
                later.asked |= earlier.asked;
                later.own_word &= earlier.own_word;
            }
            _ => joined.push(earlier),
        }
    }
    joined
}

/// Whether nothing, or a weekend alone, lies between.
fn touches(earlier: &Stretch, later: &Stretch) -> bool {
    let between = later.from.days_since(earlier.to).saturating_sub(1);
    let weekend = |day: i64| earlier.to.plus_days(day).is_some_and(Date::is_weekend);
    between <= 0 || (between <= WEEKEND_DAYS && (1..=between).all(weekend))
}

/// The last day before a weekend at the end, unless there is none.
fn without_weekend(stretch: &Stretch) -> Date {
    let back = core::iter::successors(Some(stretch.to), |day| day.plus_days(-1));
    back.take_while(|day| *day >= stretch.from).find(|day| !day.is_weekend()).unwrap_or(stretch.to)
}
