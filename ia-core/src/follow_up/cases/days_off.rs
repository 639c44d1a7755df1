//! Days on which nobody was to be at work: weekends, public holidays, and days off by the rota where they are reported.

use crate::calendar::Date;
use crate::order::stretches::plain_runs;

/// The days off by the rota, as runs in order that do not meet.
pub(in crate::follow_up) struct DaysOff(Vec<(Date, Date)>);

impl DaysOff {
    /// From the first and the last day of each report.
    pub(in crate::follow_up) fn new(reported: impl Iterator<Item = (Date, Date)>) -> Self {
        let runs = plain_runs(reported.collect()).into_iter();
        Self(runs.filter(|run| run.top.is_some()).map(|run| (run.from, run.to)).collect())
    }

    /// Whether the day is a weekend, a public holiday or a day off by the rota.
    pub(in crate::follow_up) fn has(&self, day: Date) -> bool {
        let place = self.0.partition_point(|(_, to)| *to < day);
        !day.is_working_day() || self.0.get(place).is_some_and(|(from, _)| *from <= day)
    }
}
