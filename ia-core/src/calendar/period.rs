use super::Date;

/// Days from `from` to `to`, both included. Without `to` it is open: still going on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(deny_unknown_fields))]
pub struct Period {
    /// The first day.
    pub from: Date,
    /// The last day, or none when it has no end.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub to: Option<Date>,
}

/// A period cannot end before it starts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("expected a last day on or after the first")]
pub struct PeriodError;

impl Period {
    /// The days from `from` to `to`, both included.
    ///
    /// # Errors
    /// [`PeriodError`] when `to` lies before `from`.
    pub fn new(from: Date, to: Option<Date>) -> Result<Self, PeriodError> {
        if to.is_some_and(|to| to < from) { Err(PeriodError) } else { Ok(Self { from, to }) }
    }

    /// Whether the two have a day in common.
    #[must_use]
    pub fn overlaps(&self, other: Self) -> bool {
        other.to.is_none_or(|to| self.from <= to) && self.to.is_none_or(|to| other.from <= to)
    }

    /// Whether the day lies in the period.
    pub fn contains(&self, day: Date) -> bool {
        self.from <= day && self.to.is_none_or(|to| day <= to)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_ends_belong_to_the_period() {
        let day = |text: &str| text.parse::<Date>().unwrap();
        let period = Period::new(day("2026-01-05"), Some(day("2026-01-07"))).unwrap();
        assert!(!period.contains(day("2026-01-04")));
        assert!(period.contains(day("2026-01-05")));
        assert!(period.contains(day("2026-01-07")));
        assert!(!period.contains(day("2026-01-08")));
        assert_eq!(Period::new(day("2026-01-05"), Some(day("2026-01-04"))), Err(PeriodError));
    }
}
