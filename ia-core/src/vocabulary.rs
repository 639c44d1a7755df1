//! The list of all vocabularies, for glossaries, translations and schemas of others.

use crate::code::Code;

/// A closed vocabulary.
#[derive(Debug, Clone)]
pub struct Vocabulary {
    /// The family: the first part of its labels' keys.
    pub family: &'static str,
    /// The Rust type.
    pub rust: &'static str,
    /// Code, label key and Rust variant of each member, in declared order.
    pub members: Vec<(&'static str, &'static str, String)>,
}

macro_rules! vocabularies {
    ($($path:path),+ $(,)?) => {
        /// Every vocabulary.
        pub fn vocabularies() -> Vec<Vocabulary> {
            vec![$(of::<$path>(stringify!($path))),+]
        }
    };
}

fn of<C: Code + core::fmt::Debug>(rust: &'static str) -> Vocabulary {
    Vocabulary {
        family: C::FAMILY,
        rust: rust.trim_start_matches("crate::"),
        members: C::ALL
            .iter()
            .map(|&member| (member.code(), member.label(), format!("{member:?}")))
            .collect(),
    }
}

vocabularies! {
    crate::Role,
    crate::role::RelationKind,
    crate::role::Standing,
    crate::Outcome,
    crate::assess::DecidedBy,
    crate::Weight,
    crate::Modality,
    crate::catalogue::Sensitivity,
    crate::catalogue::Level,
    crate::catalogue::Group,
    crate::catalogue::Topic,
    crate::catalogue::KnowledgeKind,
    crate::catalogue::Timing,
    crate::law::SourceKind,
    crate::law::Confidence,
    crate::law::Style,
    crate::record::Sector,
    crate::record::AgreementKind,
    crate::record::BodyKind,
    crate::record::Side,
    crate::record::MeetingKind,
    crate::record::AgendaItem,
    crate::record::DocumentKind,
    crate::record::DocumentPart,
    crate::record::TrainingTopic,
    crate::record::Dimension,
    crate::record::ChangeKind,
    crate::record::Control,
    crate::record::MeasureLevel,
    crate::record::DeviationKind,
    crate::record::NoticeTopic,
    crate::record::ConsultationSubject,
    crate::record::SurveyPhase,
    crate::record::CertificateKind,
    crate::record::PlanPart,
    crate::record::CaseMeetingKind,
    crate::record::Milestone,
    crate::record::ExceptionReason,
    crate::record::Told,
    crate::record::AnswerValue,
    crate::requirement::Each,
    crate::requirement::Extent,
    crate::requirement::Reading,
    crate::requirement::MeasureAspect,
    crate::requirement::OwnDay,
    crate::requirement::CasePracticeKind,
    crate::requirement::MatterPractice,
    crate::requirement::OfficePractice,
    crate::requirement::Failure,
    crate::requirement::LastDay,
    crate::requirement::WhoseDay,
    crate::requirement::Fact,
    crate::requirement::AnswerType,
    crate::requirement::State,
    crate::views::Authority,
    crate::views::CardGroupKind,
    crate::views::ChangeKind,
    crate::views::Effect,
    crate::views::HitKind,
    crate::views::LogEvent,
    crate::views::MatterKind,
    crate::views::Often,
    crate::views::Part,
    crate::views::Scope,
    crate::calendar::Span,
    crate::calendar::Counting,
    crate::calendar::Weekend,
    crate::calendar::Holiday,
    crate::follow_up::StepStatus,
    crate::follow_up::StepReason,
    crate::follow_up::Point,
    crate::follow_up::CountedFrom,
    crate::follow_up::DayKind,
    crate::follow_up::EventKind,
    crate::follow_up::Stage,
    crate::follow_up::JoinRule,
    crate::follow_up::BenefitDay,
    crate::follow_up::BenefitGroup,
    crate::api::Format,
    crate::api::PosterFormat,
    crate::api::PaperSize,
    crate::Lang,
}
