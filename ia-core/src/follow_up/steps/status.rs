//! How a step stands, and why, in one word each.

use crate::code::codes;
use crate::requirement::{Speaks, State, weigh};

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

    /// How the step stands for its requirement; nothing where there is nothing to judge.
    const fn state(self) -> Option<State> {
        match self {
            Self::InTime => Some(State::Met),
            Self::Late | Self::LeftOutLate => Some(State::Partly),
            Self::Ahead => Some(State::Due),
            Self::Past => Some(State::NotMet),
            Self::StepNotKnown | Self::ExtentNotKnown => Some(State::Unknown),
            Self::ReadingsDisagree => Some(State::Contestable),
            _ => None,
        }
    }

    /// Puts together how a step stands by two readings of how the absence is counted, by the rule for one case.
    #[must_use]
    pub const fn together(self, other: Self) -> Self {
        match (self, other) {
            (Self::NotBegun, _) => Self::NotBegun,
            (Self::LawNotEstablished, _) | (_, Self::LawNotEstablished) => Self::LawNotEstablished,
            _ => match weigh(self.state(), other.state()) {
                // Left out says more than too short, and that more than no rule.
                Speaks::One if matches!(self, Self::NoRule) || matches!(other, Self::LeftOut) => {
                    if self.state().is_none() { other } else { self }
                }
                Speaks::One => self,
                Speaks::Other => other,
                Speaks::Neither => Self::ReadingsDisagree,
            },
        }
    }
}
