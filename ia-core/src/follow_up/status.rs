//! How a step stands, and why, in one word each.

use crate::code::codes;

codes! {
    /// How a step in the follow-up of a person stands on a day.
    pub enum StepStatus as "step_status" {
        /// Taken within the limit.
        MetInTime = "met_in_time",
        /// Taken after the limit.
        MetLate = "met_late",
        /// Not taken, and there is still time.
        Due = "due",
        /// Not taken, and the limit is past.
        Overdue = "overdue",
        /// There is nothing to do: the absence ended before the limit, the step was left out for a reason, or no
        /// rule asked for it.
        NotApplicable = "not_applicable",
        /// What is known does not decide it.
        Unknown = "unknown",
        /// What the law said then is not established.
        NotEstablished = "not_established",
        /// Nav takes the step on its own: for information.
        Information = "information",
        /// In time by one reading of how absence is counted, and late by another. Never a breach.
        Contestable = "contestable",
    }

    /// Why a step stands as it does.
    pub enum StepReason as "step_reason" {
        /// Taken within the limit.
        InTime = "in_time",
        /// Taken after the limit.
        Late = "late",
        /// Left out for a reason, which was noted after the limit.
        LeftOutLate = "left_out_late",
        /// Not taken, and there is still time.
        Ahead = "ahead",
        /// Not taken, and the limit is past.
        Past = "past",
        /// The absence ended before the limit, or was not whole for so long.
        NotLongEnough = "not_long_enough",
        /// Left out for a reason that was noted within the limit.
        LeftOut = "left_out",
        /// There is no plan to send.
        NoPlan = "no_plan",
        /// Nobody has asked for it.
        NotAskedFor = "not_asked_for",
        /// The absence has not begun.
        NotBegun = "not_begun",
        /// No rule with a limit asked for the step when the absence began.
        NoRule = "no_rule",
        /// The record does not say whether the step was taken or left out.
        StepNotKnown = "step_not_known",
        /// The record does not say how much the person was away.
        ExtentNotKnown = "extent_not_known",
        /// What the law said when the absence began is not established.
        LawNotEstablished = "law_not_established",
        /// Two readings of how absence is counted disagree on whether it is late.
        ReadingsDisagree = "readings_disagree",
    }
}

impl StepReason {
    /// The status that it gives.
    pub const fn status(self) -> StepStatus {
        match self {
            Self::InTime => StepStatus::MetInTime,
            Self::Late => StepStatus::MetLate,
            Self::Ahead => StepStatus::Due,
            Self::Past => StepStatus::Overdue,
            Self::NotLongEnough
            | Self::LeftOut
            | Self::LeftOutLate
            | Self::NoPlan
            | Self::NotAskedFor
            | Self::NotBegun
            | Self::NoRule => StepStatus::NotApplicable,
            Self::StepNotKnown | Self::ExtentNotKnown => StepStatus::Unknown,
            Self::LawNotEstablished => StepStatus::NotEstablished,
            Self::ReadingsDisagree => StepStatus::Contestable,
        }
    }

    /// What two readings of how the absence is counted say together: in time by one and nothing asked for by the other
    /// is in time, late by both is late, and late by one is contestable.
    #[must_use]
    pub const fn together(self, other: Self) -> Self {
        use StepStatus as S;
        match (self, other) {
            (Self::NotBegun, _) => Self::NotBegun,
            (Self::LawNotEstablished, _) | (_, Self::LawNotEstablished) => Self::LawNotEstablished,
            (Self::LeftOutLate, Self::LeftOutLate) => Self::LeftOutLate,
            (Self::LeftOutLate, _) | (_, Self::LeftOutLate)
                if !matches!(self.status(), S::Unknown) && !matches!(other.status(), S::Unknown) =>
            {
                Self::ReadingsDisagree
            }
            _ => match (self.status(), other.status()) {
                (S::Unknown, _) => self,
                (_, S::Unknown) | (S::Due | S::NotApplicable, S::MetInTime) | (S::NotApplicable, S::Due) => {
                    other
                }
                (S::NotApplicable, S::NotApplicable)
                    if matches!(other, Self::LeftOut) || matches!(self, Self::NoRule) =>
                {
                    other
                }
                (S::NotApplicable, S::NotApplicable)
                | (S::MetInTime, S::MetInTime | S::Due | S::NotApplicable)
                | (S::MetLate, S::MetLate)
                | (S::Due, S::Due | S::NotApplicable)
                | (S::Overdue, S::Overdue) => self,
                _ => Self::ReadingsDisagree,
            },
        }
    }
}
