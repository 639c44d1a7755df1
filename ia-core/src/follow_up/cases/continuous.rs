//! Continuous absence: the reading of aml. § 4-6 by which a return to work ends an absence, and nothing else does.
//!
//! Weekends, public holidays, days off by the rota, holiday and leave do not end it, nor do days on which the person was
//! not back at work. A day at work ends it, and so does a working day of which nothing is known.

use super::case::FollowUpCase;
use super::jobs::Days;
use super::notation::DayKind;
use crate::calendar::Date;
use crate::follow_up::steps::limits::StepLimits;
use crate::order::stretches::days;
use crate::record::Milestone;
use crate::requirement::Options;

/// The continuous absences of a person, oldest first, and how long one must last for the follow-up plan.
pub(in crate::follow_up) struct Continuous {
    absences: Vec<(Date, Date)>,
    limits: StepLimits,
}

impl Continuous {
    /// From days in order. `is_off` tells whether nobody was to be at work on a day (the first argument), in an absence that
    /// began on another (the second).
    pub(in crate::follow_up) fn of(
        all: &[Days],
        is_off: &dyn Fn(Date, Date) -> bool,
        as_of: Date,
        options: &Options,
    ) -> Self {
        let mut absences: Vec<(Date, Date)> = Vec::new();
        let mut goes_on = false;
        for &Days { from, to, kind, sick, .. } in all {
            use DayKind as K;
            match kind {
                _ if sick => {
                    match absences.last_mut() {
                        Some((_, last)) if goes_on => *last = to,
                        _ => absences.push((from, to)),
                    }
                    goes_on = true;
                }
                K::NothingKnown => {
                    let since = absences.last().map_or(from, |(since, _)| *since);
                    goes_on &= days(from, to).all(|day| is_off(day, since));
                }
                K::Working | K::OtherBenefit => goes_on = false,
                // Holiday and leave neither begin an absence nor end one.
                _ => {}
            }
        }
        // An absence that has begun counts to its last day, also ahead.
        absences.retain(|(from, _)| *from <= as_of);
        Self { absences, limits: StepLimits::of(Milestone::FollowUpPlan, options) }
    }

    /// The first day of the one that counts in a case: the first that lasts to the limit of the follow-up plan, else the
    /// last. The case's own where there is none.
    pub(in crate::follow_up) fn first_day(&self, case: &FollowUpCase) -> Date {
        let first = self.absences.partition_point(|(_, to)| *to < case.from);
        let own =
            self.absences.get(first..).unwrap_or_default().iter().take_while(|(from, _)| *from <= case.to);
        let lasts = |(from, to): &&(Date, Date)| {
            self.limits.days_from(*from).is_some_and(|limit| to.days_since(*from) >= limit)
        };
        own.clone().find(lasts).or(own.last()).map_or(case.from, |(from, _)| *from)
    }
}
