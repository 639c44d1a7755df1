//! The steps in the follow-up of one person as the catalogue has them: who takes part, what goes to whom, when Nav's
//! own systems act, and where it is not established what the law said. Read from `catalogue/follow-up.toml`.

pub(in crate::follow_up) mod limits;
pub(in crate::follow_up) mod standing;
pub(in crate::follow_up) mod status;
mod whole;

use crate::calendar::Date;
use crate::code::codes;
use crate::json::rules;
use crate::law::Confidence;
use crate::record::Milestone;
use crate::requirement::Extent;
use crate::role::Role;
use crate::tables::table;
use std::sync::LazyLock;

pub use limits::{Base, Limit, StepLimits};
pub use standing::{Standing, standings};
pub(crate) use standing::{Standings, of_case};
pub use status::{StepReason, StepStatus};
pub use whole::whole_stretch;

codes! {
    /// What Nav's own systems do on a day of a case. Practice, not law.
    pub enum Point as "point" {
        /// A reminder that a plan is to be made.
        PlanReminder = "plan_reminder",
        /// The sick note issuer is asked for information, at 7 weeks.
        IssuerAskedEarly = "issuer_asked_early",
        /// Whether the employee is in activity is looked at.
        ActivityStopPoint = "activity_stop_point",
        /// The employee can answer an advance notice that benefit will stop because there is no activity.
        NoticeAnswer = "notice_answer",
        /// Employee and employer can answer whether a meeting is needed.
        NeedForMeeting = "need_for_meeting",
        /// The sick note issuer is asked for information, at 17 weeks.
        IssuerAskedMidway = "issuer_asked_midway",
        /// The case becomes a candidate for Nav's dialogue meeting.
        MeetingCandidate = "meeting_candidate",
        /// Nav's summons to its dialogue meeting is sent.
        MeetingSummons = "meeting_summons",
        /// The sick note issuer is asked for information, at 39 weeks.
        IssuerAskedLate = "issuer_asked_late",
        /// The letter that the benefit will end.
        BenefitLetter = "benefit_letter",
        /// The last day on which an answer about the need for a meeting belongs to the case.
        AnswerStillCounts = "answer_still_counts",
        /// The last day on which activity is looked at in a case that has ended.
        ActivityStillChecked = "activity_still_checked",
        /// The last day on which the nearest manager sees the documents of a case that has ended.
        DocumentsVisible = "documents_visible",
        /// The last day on which the follow-up plan is shown.
        PlanVisible = "plan_visible",
        /// The last day on which a draft of the follow-up plan is kept.
        DraftKept = "draft_kept",
        /// The employee is reminded of an application for benefit that is not sent.
        EmployeeReminded = "employee_reminded",
        /// The nearest manager is told of an application for benefit that is not sent.
        ManagerTold = "manager_told",
        /// The enterprise is told of an application for benefit that is not sent.
        EnterpriseTold = "enterprise_told",
    }

    /// In what an operating point is counted.
    pub enum PointUnit as "point_unit", default Days {
        /// Days.
        Days = "days",
        /// Months, to the same day of the month, or the last one there is.
        Months = "months",
    }

    /// The day from which an operating point is counted.
    pub enum CountedFrom as "counted_from", default FirstDay {
        /// The first day away.
        FirstDay = "first_day",
        /// The first day of the first certificate.
        FirstCertificate = "first_certificate",
        /// The last day of the case.
        LastDay = "last_day",
        /// The day an application for benefit was to be sent.
        Application = "application",
        /// The day of Nav's dialogue meeting.
        NavMeeting = "nav_meeting",
        /// The day on which a draft of the follow-up plan was last saved.
        DraftSaved = "draft_saved",
        /// The day of an advance notice from Nav that benefit will stop.
        AdvanceNotice = "advance_notice",
    }
}

rules! {
    /// What the catalogue holds about the steps.
    pub struct FollowUp {
        /// The steps, in the order in which they usually come.
        pub steps: Vec<CatalogueStep> as "step",
        /// What Nav's systems do, and when.
        pub points: Vec<OperatingPoint> as "operating_point",
        /// What is not established.
        pub gaps: Vec<Gap> as "not_established",
    }

    /// A step.
    pub struct CatalogueStep {
        /// The step.
        pub milestone: Milestone,
        /// The norms that say how it stands, by id, never two in one year; none for what Nav does on its own.
        pub decides: Vec<String> = default,
        /// Norms that say more about it, by id.
        pub with: Vec<String> = default,
        /// Who is to be there.
        pub attends: Vec<Role> = default,
        /// Who may be called.
        pub called: Vec<Called> = default,
        /// To whom the follow-up plan goes in this step.
        pub sent_to: Vec<Role> = default,
        /// The norm that says what the follow-up plan contains, by id, where it is made in this step.
        pub contents: Option<String> = default,
        /// The step whose conversation guide is this step's too.
        pub guide: Option<Milestone> = default,
    }

    /// Somebody who may be called to a meeting.
    pub struct Called {
        /// Who.
        pub role: Role,
        /// The norm that says when, and at whose wish, by id.
        pub norm: String,
    }

    /// What Nav's systems do on a day.
    pub struct OperatingPoint {
        /// What.
        pub point: Point,
        /// The step it belongs to; none for what belongs to no step.
        pub milestone: Option<Milestone> = default,
        /// From which day it is counted.
        pub counted_from: CountedFrom = default,
        /// How many after it; 0 is the day itself.
        pub from: u16,
        /// How many after it the window ends.
        pub to: Option<u16> = default,
        /// What is counted.
        pub unit: PointUnit = default,
        /// Whether it is counted backwards.
        pub before: bool = default,
        /// How sure it is.
        pub confidence: Confidence,
    }

    /// Cases for which it is not established what the law said about a step.
    pub struct Gap {
        /// The step.
        pub milestone: Milestone,
        /// The first day on which such a case began; none when there is no first.
        pub from: Option<Date> = default,
        /// The last day on which such a case began.
        pub to: Date,
        /// Only where the absence was so.
        pub absence: Extent = default,
    }
}

/// What the catalogue holds about the steps.
pub fn follow_up() -> &'static FollowUp {
    static FOLLOW_UP: LazyLock<FollowUp> = LazyLock::new(|| table!("follow-up.json"));
    &FOLLOW_UP
}

impl OperatingPoint {
    /// The day, and the last day where it is a window, counted from `day`; none past the calendar's ends.
    ///
    /// ```
    /// use ia_core::{Date, follow_up::{Point, point}};
    /// let first: Date = "2026-01-05".parse().unwrap();
    /// let candidate = point(Point::MeetingCandidate).unwrap().days(first).unwrap();
    /// assert_eq!(candidate.from.to_string(), "2026-05-04");
    /// ```
    pub fn days(&self, day: Date) -> Option<crate::calendar::Period> {
        let step = |count: u16| {
            let count = i32::from(count);
            let count = if self.before { count.saturating_neg() } else { count };
            match self.unit {
                PointUnit::Days => day.plus_days(count.into()),
                PointUnit::Months => day.plus_months(count),
            }
        };
        let from = step(self.from)?;
        let to = match self.to {
            Some(to) => step(to)?,
            None => from,
        };
        crate::calendar::Period::new(from, Some(to)).ok()
    }
}

/// The operating point; there is one of each.
pub fn point(point: Point) -> Option<&'static OperatingPoint> {
    follow_up().points.iter().find(|one| one.point == point)
}

/// Whether it is not established what the law said about the step when the case began.
pub(in crate::follow_up) fn gaps(milestone: Milestone) -> impl Iterator<Item = &'static Gap> {
    follow_up().gaps.iter().filter(move |gap| gap.milestone == milestone)
}

impl Gap {
    /// Whether a case that began on the day is one of them.
    pub fn holds(&self, day: Date) -> bool {
        self.from.is_none_or(|from| from <= day) && day <= self.to
    }
}
