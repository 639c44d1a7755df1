//! The follow-up of people on sick leave: from certificates to cases, the counts that the acts know, the steps of
//! one case, and of many at once.
//!
//! Three counts of 16 days are three functions: what ends a case ([`join()`]), what an employer pays
//! ([`employer_periods`]) and what the self-employed wait ([`waiting_period`]).

mod cases;
pub mod columns;
mod counts;
mod steps;

pub use crate::calendar::{Counting, Weekend};
pub use cases::{
    CaseLength, DayKind, DayString, DayStringError, Event, EventKind, FollowUpCase, GAP_DAYS, JoinRule,
    PRIORITY, Stage, decides, join, join_days,
};
pub use counts::{
    Benefit, BenefitDay, BenefitGroup, BenefitRule, CaseStanding, DayCounts, EmployerCount, EmployerCounter,
    EmployerPeriod, EmployerPeriodDates, EmployerPeriodRule, EmployerPeriods, FREQUENT_ABSENCES,
    FREQUENT_SHARE, FrequentShare, GapDay, Note, PaidByNav, PersonCount, REPEATED, Repeated, RepeatedRule,
    SelfCertification, SelfCertificationError, SelfCertificationScheme, SelfCertified, SickDay,
    TREATMENT_DAYS, WAITING_DAYS, Waiting, Withdrawal, employer_period_dates, employer_periods,
    employer_periods_by_guidance, is_frequent, person_count, self_certification, waiting_period, withdrawal,
    withdrawal_review,
};
pub use steps::{
    Base, Called, CatalogueStep, CountedFrom, FollowUp, Gap, Limit, OperatingPoint, Point, PointUnit,
    Standing, StepLimits, StepReason, StepStatus, follow_up, point, standings, whole_stretch,
};
pub(crate) use steps::{Standings, of_case};
