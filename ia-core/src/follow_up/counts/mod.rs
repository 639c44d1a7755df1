//! The counts of the acts: days that the employer pays, days on the employee's own word, days that Nav pays,
//! days that the self-employed wait, and repeated absence.

pub(in crate::follow_up) mod benefit;
pub(in crate::follow_up) mod employer_period;
pub(in crate::follow_up) mod person;
pub(in crate::follow_up) mod recurrence;
pub(in crate::follow_up) mod self_certification;
mod waiting_period;

use crate::calendar::Date;
use crate::law::{self, LawError};

pub use benefit::{Benefit, BenefitDay, BenefitGroup, BenefitRule};
pub use employer_period::counter::{EmployerCounter, EmployerPeriodRule, GapDay, SickDay};
pub use employer_period::dates::{EmployerPeriodDates, TREATMENT_DAYS, employer_period_dates};
pub use employer_period::{
    DayCounts, EmployerPeriod, EmployerPeriods, PaidByNav, employer_periods, employer_periods_by_guidance,
};
pub use person::{CaseStanding, EmployerCount, PersonCount, person_count};
pub use recurrence::{
    FREQUENT_ABSENCES, FREQUENT_SHARE, FrequentShare, REPEATED, Repeated, RepeatedRule, is_frequent,
};
pub use self_certification::{
    SelfCertification, SelfCertificationError, SelfCertificationScheme, SelfCertified, Withdrawal,
    self_certification, withdrawal, withdrawal_review,
};
pub use waiting_period::{Note, WAITING_DAYS, Waiting, waiting_period};

/// The figure `name` of a provision in the version in force on the day.
fn figure(day: Date, provision: &str, name: &str) -> Result<u16, LawError> {
    law::at(day).provision(provision)?.number(name).ok_or(LawError::Unknown)
}
