//! The follow-up of people on sick leave: from certificates to cases, the counts that the acts know, the steps of
//! one case, and of many at once.
//!
//! Three counts of 16 days are three functions: what ends a case ([`join()`]), what an employer pays
//! ([`employer_periods`]) and what the self-employed wait ([`waiting_period`]).

mod adjoining;
mod benefit;
mod case;
pub mod columns;
mod continuous;
pub mod counts;
mod days_off;
mod employer_counter;
mod employer_dates;
mod employer_period;
mod event;
mod figure;
mod jobs;
mod join;
mod known;
pub mod kpi;
mod limits;
pub mod many;
mod notation;
mod person;
mod recurrence;
mod self_certification;
mod standing;
mod status;
mod steps;
mod waiting_period;
mod whole;

pub use crate::calendar::{Counting, Weekend};
pub use benefit::{Benefit, BenefitDay, BenefitGroup, BenefitRule};
pub use case::{CaseLength, FollowUpCase};
pub use employer_counter::{EmployerCounter, EmployerPeriodRule, GapDay, SickDay};
pub use employer_dates::{EmployerPeriodDates, TREATMENT_DAYS, employer_period_dates};
pub use employer_period::{
    DayCounts, EmployerPeriod, EmployerPeriods, PaidByNav, employer_periods, employer_periods_by_guidance,
};
pub use event::{Event, EventKind, JoinRule, PRIORITY, Stage};
pub use join::{GAP_DAYS, decides, join, join_days};
pub use limits::{Base, Limit, StepLimits};
pub use notation::{DayKind, DayString, DayStringError};
pub use person::{CaseStanding, EmployerCount, PersonCount, person_count};
pub use recurrence::{
    FREQUENT_ABSENCES, FREQUENT_SHARE, FrequentShare, REPEATED, Repeated, RepeatedRule, is_frequent,
};
pub use self_certification::{
    SelfCertification, SelfCertificationError, SelfCertificationScheme, SelfCertified, Withdrawal,
    self_certification, withdrawal, withdrawal_review,
};
pub use standing::{Standing, standings};
pub(crate) use standing::{Standings, of_case};
pub use status::{StepReason, StepStatus};
pub use steps::{
    Called, CatalogueStep, CountedFrom, FollowUp, Gap, OperatingPoint, Point, PointUnit, follow_up, point,
};
pub use waiting_period::{Note, WAITING_DAYS, Waiting, waiting_period};
pub use whole::whole_stretch;
