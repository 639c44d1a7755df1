use super::Modality;
use crate::code::codes;
use crate::law::SourceKind;

codes! {
    /// How heavily a norm weighs at a workplace. Not the same as its modality: a "shall" in a guide binds nobody.
    pub enum Weight as "weight" {
        /// A right, a power or information: nothing to be met.
        Information = "information",
        /// Good practice: can be not in place, never breached.
        GoodPractice = "good_practice",
        /// Agreed or adopted at the workplace.
        Agreed = "agreed",
        /// Law.
        Binding = "binding",
    }
}

impl Weight {
    /// Whether failing it is a breach.
    pub fn can_be_breached(self) -> bool {
        matches!(self, Self::Binding | Self::Agreed)
    }
}

/// How heavily a rule weighs, from the kind of its source and its modality, where the source holds:
/// an agreement that is in force, a guideline that is adopted.
pub fn weight(kind: SourceKind, modality: Modality) -> Weight {
    match modality {
        Modality::Right | Modality::Power | Modality::May | Modality::Information => Weight::Information,
        // What leaves room is never a breach.
        Modality::Should | Modality::AsARule => Weight::GoodPractice,
        Modality::Duty | Modality::Prohibition => match kind {
            SourceKind::Statute | SourceKind::Regulation => Weight::Binding,
            SourceKind::CollectiveAgreement | SourceKind::Agreement | SourceKind::Guideline => Weight::Agreed,
            SourceKind::Guide | SourceKind::LetterOfIntent => Weight::GoodPractice,
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::code::Code;

    #[test]
    fn only_law_and_what_is_agreed_can_be_breached() {
        for &kind in SourceKind::ALL {
            for &modality in Modality::ALL {
                let breached = weight(kind, modality).can_be_breached();
                let duty = matches!(modality, Modality::Duty | Modality::Prohibition);
                let free = matches!(kind, SourceKind::Guide | SourceKind::LetterOfIntent);
                assert_eq!(breached, duty && !free, "{kind:?} {modality:?}");
            }
        }
    }
}
