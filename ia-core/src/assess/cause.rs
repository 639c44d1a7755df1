//! One thing that is lacking, and the findings that say so: one carries, the others refer to it.

use super::{DecidedBy, Finding, Outcome, State};
use crate::calendar::Date;
use crate::catalogue::Weight;
use crate::code::Code;
use crate::order::ById;
use crate::requirement::Failure;
use crate::text::Arg;
use crate::write::Write;

/// The thing that a finding lacks.
pub(crate) struct Cause<'c> {
    /// The same for all findings with the same cause.
    key: String,
    norm: &'c str,
    /// Where it stands among those with the same cause: the heaviest first, then what is not only due.
    rank: (usize, bool),
    /// Where the finding stands in its list.
    place: usize,
}

impl<'c> Cause<'c> {
    /// `None` if the finding is about a case, needs nothing done, or lacks nothing that others lack too.
    pub(crate) fn of(finding: &Finding<'c>, place: usize, is_of_others: bool) -> Option<Self> {
        let requirement = finding.version.requirement.as_ref()?;
        let failure = requirement.failing().failure?;
        let lacks = matches!(finding.outcome, Outcome::Due | Outcome::Breached | Outcome::NotInPlace);
        let asked = requirement.asked_of_it();
        if !lacks || finding.subject.is_some() || !(failure.is_of_one_thing() || asked.is_some()) {
            return None;
        }
        // A finding of the workplace's own is never a line under one of another's, nor the other way.
        let mut key = match (is_of_others, finding.owed_above) {
            (true, _) => "others",
            (false, true) => "above",
            (false, false) => "",
        }
        .to_owned();
        key.push_str(asked.as_deref().unwrap_or_default());
        let of_nothing = key.len();
        for reason in &finding.reason.because {
            if matches!(reason.state, Some(State::NotMet | State::Due)) {
                // Training has another sentence when it is late, and is the same training.
                if failure != Failure::NotTrained {
                    key.push_str(&reason.message.key);
                }
                // Since when, and by when, differs between norms.
                for (_, arg) in reason.message.args.iter().filter(|(_, arg)| !matches!(arg, Arg::Date(_))) {
                    arg.write(&mut key);
                }
                reason.facts.write(&mut key);
            }
        }
        let by_record = finding.decided_by == DecidedBy::Record && key.len() > of_nothing;
        let lightness = Weight::Binding.place().saturating_sub(finding.weight.place());
        let rank = (lightness, finding.outcome == Outcome::Due);
        by_record.then_some(Self { key, norm: &finding.norm.id, rank, place })
    }
}

/// The places of the findings that another carries, each with that one's norm. The causes stand in the order of the
/// norms' ids.
pub(crate) fn carried<'c>(causes: &[Cause<'c>]) -> Vec<(usize, &'c str)> {
    let mut carried = Vec::new();
    for same in ById::new(causes, |one| Some((one.key.as_str(), Date::MIN))).groups() {
        let same = || same.iter().filter_map(|one| causes.get(one.place));
        // Of equal ranks the first.
        let Some(carrier) = same().min_by_key(|one| one.rank) else { continue };
        let others = same().filter(|one| one.place != carrier.place);
        carried.extend(others.map(|one| (one.place, carrier.norm)));
    }
    carried
}
