use crate::calendar::{Date, Period};
use crate::code::codes;
use crate::json::rules;
use crate::tables::table;
use crate::text::Lang;
use std::sync::LazyLock;

codes! {
    /// What kind of text a rule stands in. The kind decides how heavily it weighs.
    pub enum SourceKind as "source_kind" {
        /// An act.
        #[doc(alias = "lov")]
        Statute = "statute",
        /// A regulation under an act.
        #[doc(alias = "forskrift")]
        Regulation = "regulation",
        /// A collective agreement.
        #[doc(alias = "tariffavtale")]
        CollectiveAgreement = "collective_agreement",
        /// Another agreement that the undertaking is party to.
        #[doc(alias = "avtale")]
        Agreement = "agreement",
        /// A guideline that binds where it is adopted.
        #[doc(alias = "retningslinje")]
        Guideline = "guideline",
        /// Guidance for anyone.
        #[doc(alias = "veileder")]
        Guide = "guide",
        /// A letter of intent between the Government and the main organisations; binds no single workplace. Weighs as a guide. No norm rests on it.
        LetterOfIntent = "letter_of_intent",
    }
}

rules! {
    /// A text that rules stand in.
    pub struct Source {
        /// Stable id, such as `aml`.
        pub id: String,
        /// Its kind.
        pub kind: SourceKind,
        /// Its name in each language, in the order of [`Lang`].
        pub name: Vec<String>,
        /// Its abbreviation in each language, in the order of [`Lang`].
        pub short: Vec<String>,
        /// Other names that people write, for reading citations.
        pub aliases: Vec<String> = default,
        /// When it holds.
        pub valid: Period,
        /// The day up to which its text was read, for an act or a regulation.
        pub read_to: Option<Date>,
        /// The address of a section, with `{section}` where its number goes; none where there is no permanent address.
        pub permalink: Option<String>,
        /// The address of the whole text.
        pub url: Option<String>,
    }
}

impl Source {
    /// The name in this language.
    pub fn name(&self, lang: Lang) -> &str {
        self.name.get(lang.index()).map_or("", AsRef::as_ref)
    }

    /// The abbreviation in this language.
    pub fn short(&self, lang: Lang) -> &str {
        self.short.get(lang.index()).map_or("", AsRef::as_ref)
    }
}

/// Every source, sorted by id.
pub fn sources() -> &'static [Source] {
    static SOURCES: LazyLock<Vec<Source>> = LazyLock::new(|| table!("sources.json"));
    &SOURCES
}

/// The source with this id.
pub fn source(id: &str) -> Option<&'static Source> {
    let place = sources().binary_search_by(|source| source.id.as_str().cmp(id)).ok()?;
    sources().get(place)
}
