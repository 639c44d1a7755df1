use super::shown;
use crate::calendar::Date;
use crate::catalogue::{Modality, Norm, Version, Weight};
use crate::law::{self, Confidence, Style};
use crate::text::Lang;

shown! {
    /// Where a norm stands.
    pub struct BasisView {
        /// The provision's id, or the source's where it has no sections.
        pub id: String,
        /// The citation, or the source's name.
        pub citation: String,
        /// The permanent address.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub url: Option<String>,
        /// How sure it is.
        pub confidence: Confidence,
        /// The day up to which the law there was read.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub read_to: Option<Date>,
    }

    /// A norm in short.
    pub struct EntryView {
        /// Its id.
        pub norm: String,
        /// Its short name.
        pub title: String,
        /// The rule in words.
        pub text: String,
        /// What kind of rule.
        pub modality: Modality,
        /// How heavily it weighs where it applies.
        pub weight: Weight,
        /// Where it stands.
        pub basis: Vec<BasisView>,
        /// How sure it is.
        pub confidence: Confidence,
    }
}

/// The norm in short, as it stands on the day.
pub(crate) fn entry(norm: &Norm, version: &Version, day: Date, lang: Lang) -> EntryView {
    EntryView {
        norm: norm.id.clone(),
        title: norm.title(lang).unwrap_or_default().to_owned(),
        text: norm.text(version, lang).unwrap_or_default(),
        modality: version.modality,
        weight: version.weight(),
        basis: basis(version, day, lang),
        confidence: version.confidence,
    }
}

/// Where the version stands, as the provisions stood on the day.
pub(crate) fn basis(version: &Version, day: Date, lang: Lang) -> Vec<BasisView> {
    let mut views: Vec<BasisView> = Vec::new();
    for basis in &version.basis {
        let Some(source) = basis.source() else { continue };
        let view = match basis.provision(day) {
            Some((provision, at)) => {
                let citation = at.citation(law::source(&source.id).map_or("", |one| &one.id));
                BasisView {
                    id: provision.id.clone(),
                    citation: citation.print(lang, Style::Short),
                    url: citation.permalink(),
                    confidence: at.confidence,
                    read_to: provision.read_to(),
                }
            }
            None => BasisView {
                id: source.id.clone(),
                citation: source.name(lang).to_owned(),
                url: source.url.clone(),
                confidence: version.confidence,
                read_to: source.read_to,
            },
        };
        // Several sentences of one paragraph are one citation to a reader.
        if views.last().is_none_or(|last| last.citation != view.citation) {
            views.push(view);
        }
    }
    views
}
