use super::citation::{Citation, Section};
use super::source::source;
use crate::calendar::{Date, Period};
use crate::code::codes;
use crate::json::rules;
use crate::tables::table;
use std::sync::LazyLock;

codes! {
    /// How sure we are of a piece of law.
    pub enum Confidence as "confidence" {
        /// Read in a source.
        High = "H",
        /// Concluded from a source, or known without one at hand.
        Medium = "M",
    }
}

rules! {
    /// A rule of a source: one sentence or list item, with all its versions.
    pub struct Provision {
        /// Stable id, such as `aml-4-6-3-a`. The last letter tells sentences apart; it is no list letter.
        pub id: String,
        /// The source's id.
        pub source: String,
        /// From which day it is known to have stood before its first version, where what it said then is not
        /// established.
        pub not_established_from: Option<Date>,
        /// The day up to which its text was read, where that is not the source's.
        pub read_to: Option<Date>,
        /// Its versions, oldest first, without overlap.
        pub versions: Vec<ProvisionVersion>,
    }

    /// How a provision stood in a period.
    pub struct ProvisionVersion {
        /// The first day in force.
        pub from: Date,
        /// The last day in force, none while it is.
        pub to: Option<Date>,
        /// What stands after §, such as `4-6` or `8-7 a`.
        pub section: Section,
        /// The paragraph (ledd) in the section.
        pub paragraph: Option<u8>,
        /// The list letter. By order of appearance unless `letter_confirmed`.
        pub letter: Option<char>,
        /// Whether a source shows the letter. Only then is it shown to people.
        pub letter_confirmed: bool = default,
        /// The number in a numbered list.
        pub item: Option<u8>,
        /// First and last sentence, where the rule is not the whole paragraph.
        pub sentence: Option<(u8, u8)>,
        /// The amending act that gave this version, where known.
        pub act: Option<String>,
        /// The figures of the rule by name: weeks, days, months, employees.
        pub numbers: Vec<(String, u16)> = default,
        /// How sure the content is.
        pub confidence: Confidence,
        /// How sure the first day is; as the content where not given.
        pub from_confidence: Option<Confidence>,
    }
}

impl ProvisionVersion {
    /// The days it is in force.
    pub fn period(&self) -> Period {
        Period { from: self.from, to: self.to }
    }

    /// A figure of the rule.
    pub fn number(&self, name: &str) -> Option<u16> {
        self.numbers.iter().find(|(candidate, _)| candidate == name).map(|(_, value)| *value)
    }

    /// The pointer to it that can be shown: with its letter only where a source confirms it.
    pub fn citation(&self, source: &'static str) -> Citation {
        Citation {
            source,
            section: self.section,
            paragraph: self.paragraph,
            letter: self.letter.filter(|_| self.letter_confirmed),
            item: self.item,
            sentence: None,
        }
    }
}

/// Why the law has no answer for a provision on a day.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum LawError {
    /// No provision with this id or at this place.
    #[error("expected a provision in the catalogue, such as aml § 4-6 (3)")]
    Unknown,
    /// The day lies before the first version that is known.
    #[error("expected a day from {known_from}: the provision is not known before")]
    BeforeFirst {
        /// The first day that is known.
        known_from: Date,
    },
    /// It stood on the day; what it said then is not established.
    #[error(
        "expected a day outside the time from {from} to {to}: what the provision said then is not established"
    )]
    NotEstablished {
        /// The first of these days.
        from: Date,
        /// The last of them.
        to: Date,
    },
    /// The day lies between two versions.
    #[error("expected a day outside the gap from {after} to {before}")]
    Gap {
        /// The last day of the version before.
        after: Date,
        /// The first day of the version after.
        before: Date,
    },
    /// The day lies after the last version.
    #[error("expected a day up to {ended}: the provision is no longer in force")]
    Ended {
        /// The last day in force.
        ended: Date,
    },
}

impl Provision {
    /// The version in force on the day.
    ///
    /// # Errors
    /// [`LawError`] that says what is known, before the first version, in a gap, or after the end.
    pub fn at(&self, day: Date) -> Result<&ProvisionVersion, LawError> {
        in_force(self.versions.iter(), day).map_err(|error| self.or_not_established(error, day))
    }

    /// The days on which it stood before its first version.
    pub fn not_established(&self) -> Option<Period> {
        let to = self.versions.first()?.from.plus_days(-1)?;
        Some(Period { from: self.not_established_from?, to: Some(to) })
    }

    fn or_not_established(&self, error: LawError, day: Date) -> LawError {
        match (self.not_established(), &error) {
            (Some(Period { from, to: Some(to) }), LawError::BeforeFirst { .. })
                if (from..=to).contains(&day) =>
            {
                LawError::NotEstablished { from, to }
            }
            _ => error,
        }
    }

    /// The day up to which its text was read; none where it stands in no source of law.
    pub fn read_to(&self) -> Option<Date> {
        self.read_to.or_else(|| source(&self.source)?.read_to)
    }
}

/// The version in force on the day, or what is known around it.
fn in_force<'a>(
    versions: impl Iterator<Item = &'a ProvisionVersion>,
    day: Date,
) -> Result<&'a ProvisionVersion, LawError> {
    let mut ended = None;
    for version in versions {
        if version.period().contains(day) {
            return Ok(version);
        }
        if version.from > day {
            return Err(match ended {
                Some(after) => LawError::Gap { after, before: version.from },
                None => LawError::BeforeFirst { known_from: version.from },
            });
        }
        ended = version.to;
    }
    Err(ended.map_or(LawError::Unknown, |ended| LawError::Ended { ended }))
}

/// Of what is known around a day at one place: the first day that anything is known.
fn nearest(a: LawError, b: LawError) -> LawError {
    match (a, b) {
        (LawError::BeforeFirst { known_from: a }, LawError::BeforeFirst { known_from: b }) => {
            LawError::BeforeFirst { known_from: a.min(b) }
        }
        (LawError::Ended { ended: a }, LawError::Ended { ended: b }) => LawError::Ended { ended: a.max(b) },
        (LawError::Unknown | LawError::Ended { .. }, other)
        | (LawError::BeforeFirst { .. }, other @ LawError::NotEstablished { .. }) => other,
        (known, _) => known,
    }
}

/// Every provision, sorted by id.
pub fn provisions() -> &'static [Provision] {
    static PROVISIONS: LazyLock<Vec<Provision>> = LazyLock::new(|| table!("provisions.json"));
    &PROVISIONS
}

pub(crate) fn index_of(id: &str) -> Option<usize> {
    provisions().binary_search_by(|provision| provision.id.as_str().cmp(id)).ok()
}

/// The provision with this id.
///
/// # Errors
/// [`LawError::Unknown`] when there is none.
pub fn provision(id: &str) -> Result<&'static Provision, LawError> {
    index_of(id).and_then(|place| provisions().get(place)).ok_or(LawError::Unknown)
}

/// Every provision that a citation points at, in any version, sorted by id. A citation of a whole
/// section finds all its paragraphs. A list letter finds its rule also where the letter is not confirmed.
pub fn find(citation: &Citation) -> impl Iterator<Item = &'static Provision> + '_ {
    provisions()
        .iter()
        .filter(|provision| provision.source == citation.source)
        .filter(|provision| provision.versions.iter().any(|version| citation.covers(version)))
}

/// The law as it stood on one day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Law {
    day: Date,
}

/// The law as it stood on `day`.
///
/// ```
/// use ia_core::{calendar::Date, law};
/// let weeks = |day: &str| {
///     let plan = law::at(day.parse::<Date>().unwrap()).provision("aml-4-6-3-a").unwrap();
///     plan.number("weeks")
/// };
/// assert_eq!(weeks("2011-06-30"), Some(6));
/// assert_eq!(weeks("2011-07-01"), Some(4));
/// ```
pub const fn at(day: Date) -> Law {
    Law { day }
}

impl Law {
    /// The day.
    pub fn day(self) -> Date {
        self.day
    }

    /// The version of this provision in force that day.
    ///
    /// # Errors
    /// [`LawError`] that says what is known.
    pub fn provision(self, id: &str) -> Result<&'static ProvisionVersion, LawError> {
        provision(id)?.at(self.day)
    }

    /// The provisions that a citation points at, with the version in force that day.
    ///
    /// # Errors
    /// [`LawError::Unknown`] when the catalogue has nothing at that place in any version; another
    /// [`LawError`] when nothing there is in force that day.
    pub fn find(
        self,
        citation: &Citation,
    ) -> Result<Vec<(&'static Provision, &'static ProvisionVersion)>, LawError> {
        let mut found = Vec::new();
        let mut error = LawError::Unknown;
        for provision in find(citation) {
            // A rule may have stood at another place at another time: only the versions at this place count.
            match in_force(provision.versions.iter().filter(|version| citation.covers(version)), self.day) {
                Ok(version) => found.push((provision, version)),
                Err(other) => error = nearest(error, provision.or_not_established(other, self.day)),
            }
        }
        if found.is_empty() { Err(error) } else { Ok(found) }
    }
}
