use super::Topic;
use crate::calendar::{Date, Span};
use crate::code::{Code as _, codes};
use crate::json::{rules, variants};
use crate::law::Confidence;
use crate::record::{AgendaItem, Dimension, DocumentKind, MeetingKind};
use crate::role::Role;
use crate::text::{KnowledgeText, Lang, LanguageNotIncluded};
use crate::write::{Write, write_fields};

codes! {
    /// What kind of knowledge.
    pub enum KnowledgeKind as "knowledge_kind" {
        /// Something that makes people ill or keeps them away.
        RiskFactor = "risk_factor",
        /// Something that keeps people well and at work.
        PresenceFactor = "presence_factor",
        /// A question to think over together.
        ReflectionQuestion = "reflection_question",
        /// Help that a workplace can get.
        Instrument = "instrument",
        /// An organisation or a public body.
        Organisation = "organisation",
        /// A document, a form, a film or a tool.
        Artefact = "artefact",
        /// An address on the web.
        Link = "link",
        /// A figure with its year.
        Figure = "figure",
        /// A goal of the parties.
        Goal = "goal",
        /// An agreement between the parties.
        Agreement = "agreement",
        /// What a role is.
        RoleDescription = "role_description",
        /// What a meeting can treat.
        AgendaItem = "agenda_item",
        /// A kind of meeting: who leads it, who comes, how often.
        Meeting = "meeting",
        /// Something that returns in the year.
        WheelItem = "wheel_item",
        /// What a rule is founded on.
        LegalReference = "legal_reference",
        /// What a word means.
        Definition = "definition",
        /// Something else worth knowing.
        Note = "note",
    }

    /// When an item of the annual wheel comes round.
    pub enum Timing as "timing" {
        /// Once a year.
        Yearly = "yearly",
        /// Twice a year.
        HalfYearly = "half_yearly",
        /// Each quarter.
        Quarterly = "quarterly",
        /// All the time.
        Continuous = "continuous",
        /// At each change.
        AtChange = "at_change",
        /// When it is due.
        WhenDue = "when_due",
    }
}

variants! {
    /// A kind of knowledge, with what belongs to it.
    pub enum Detail {
        /// Something that makes people ill or keeps them away.
        RiskFactor {
            /// The dimensions of the working environment that it lies in.
            dimensions: Vec<Dimension> = default,
            /// The provisions that name it.
            provisions: Vec<String> = default,
        } = "risk_factor",
        /// Something that keeps people well and at work.
        PresenceFactor {
            /// The dimensions of the working environment that it lies in.
            dimensions: Vec<Dimension> = default,
            /// The provisions that name it.
            provisions: Vec<String> = default,
        } = "presence_factor",
        /// A question to think over together.
        ReflectionQuestion {
            /// Who thinks it over.
            roles: Vec<Role>,
        } = "reflection_question",
        /// Help that a workplace can get.
        Instrument {
            /// The first day it can be had.
            from: Date,
            /// The last day, none while it can.
            #[serde(skip_serializing_if = "Option::is_none")]
            to: Option<Date>,
            /// Who gives it.
            #[serde(skip_serializing_if = "Option::is_none")]
            provider: Option<Role>,
        } = "instrument",
        /// An organisation or a public body.
        Organisation {
            /// The role it has.
            #[serde(skip_serializing_if = "Option::is_none")]
            role: Option<Role>,
            /// Its address.
            #[serde(skip_serializing_if = "Option::is_none")]
            url: Option<String>,
        } = "organisation",
        /// A document, a form, a film or a tool.
        Artefact {
            /// The kind of document in a record.
            #[serde(skip_serializing_if = "Option::is_none")]
            document: Option<DocumentKind>,
            /// Its address.
            #[serde(skip_serializing_if = "Option::is_none")]
            url: Option<String>,
        } = "artefact",
        /// An address on the web.
        Link {
            /// The address.
            url: String,
        } = "link",
        /// A figure with its year.
        Figure {
            /// The year, or the first.
            year: u16,
            /// The last year, when there are several.
            #[serde(skip_serializing_if = "Option::is_none")]
            to_year: Option<u16>,
            /// The number, with a point before decimals.
            #[serde(skip_serializing_if = "Option::is_none")]
            value: Option<String>,
            /// Its unit.
            #[serde(skip_serializing_if = "Option::is_none")]
            unit: Option<String>,
        } = "figure",
        /// A goal of the parties.
        Goal {
            /// From when.
            from: Date,
            /// Until when.
            #[serde(skip_serializing_if = "Option::is_none")]
            to: Option<Date>,
        } = "goal",
        /// An agreement between the parties.
        Agreement {
            /// The first day.
            from: Date,
            /// The last day.
            #[serde(skip_serializing_if = "Option::is_none")]
            to: Option<Date>,
        } = "agreement",
        /// What a role is.
        RoleDescription {
            /// The role.
            role: Role,
        } = "role_description",
        /// What a meeting can treat.
        AgendaItem {
            /// The meeting.
            meeting: MeetingKind,
            /// Who brings it.
            #[serde(skip_serializing_if = "Option::is_none")]
            from: Option<Role>,
            /// The item in a record.
            #[serde(skip_serializing_if = "Option::is_none")]
            item: Option<AgendaItem>,
        } = "agenda_item",
        /// A kind of meeting: who leads it, who comes, how often.
        Meeting {
            /// The meeting.
            meeting: MeetingKind,
            /// Who calls and leads it.
            #[serde(skip_serializing_if = "Option::is_none")]
            owner: Option<Role>,
            /// Who comes.
            participants: Vec<Role> = default,
            /// Who may be asked in for one matter.
            guests: Vec<Role> = default,
            /// How often.
            #[serde(skip_serializing_if = "Option::is_none")]
            per: Option<Span>,
        } = "meeting",
        /// Something that returns in the year.
        WheelItem {
            /// When.
            timing: Timing,
            /// Who sees to it.
            owners: Vec<Role>,
            /// The document that comes of it.
            #[serde(skip_serializing_if = "Option::is_none")]
            document: Option<DocumentKind>,
        } = "wheel_item",
        /// What a rule is founded on.
        LegalReference {
            /// The provisions.
            provisions: Vec<String> = default,
        } = "legal_reference",
        /// What a word means.
        Definition {} = "definition",
        /// Something else worth knowing.
        Note {} = "note",
    }
}

impl Detail {
    /// Its kind.
    pub fn kind(&self) -> KnowledgeKind {
        use KnowledgeKind as K;
        match self {
            Self::RiskFactor { .. } => K::RiskFactor,
            Self::PresenceFactor { .. } => K::PresenceFactor,
            Self::ReflectionQuestion { .. } => K::ReflectionQuestion,
            Self::Instrument { .. } => K::Instrument,
            Self::Organisation { .. } => K::Organisation,
            Self::Artefact { .. } => K::Artefact,
            Self::Link { .. } => K::Link,
            Self::Figure { .. } => K::Figure,
            Self::Goal { .. } => K::Goal,
            Self::Agreement { .. } => K::Agreement,
            Self::RoleDescription { .. } => K::RoleDescription,
            Self::AgendaItem { .. } => K::AgendaItem,
            Self::Meeting { .. } => K::Meeting,
            Self::WheelItem { .. } => K::WheelItem,
            Self::LegalReference { .. } => K::LegalReference,
            Self::Definition {} => K::Definition,
            Self::Note {} => K::Note,
        }
    }

    /// The provisions it names.
    pub fn provisions(&self) -> &[String] {
        match self {
            Self::RiskFactor { provisions, .. }
            | Self::PresenceFactor { provisions, .. }
            | Self::LegalReference { provisions } => provisions,
            _ => &[],
        }
    }

    /// The days it holds, where it has such.
    pub fn from_to(&self) -> Option<(Date, Option<Date>)> {
        match self {
            Self::Instrument { from, to, .. } | Self::Goal { from, to } | Self::Agreement { from, to } => {
                Some((*from, *to))
            }
            _ => None,
        }
    }

    /// Whether it holds on the day; what has no days always does.
    pub fn holds(&self, day: Date) -> bool {
        self.from_to().is_none_or(|(from, to)| from <= day && to.is_none_or(|to| day <= to))
    }
}

impl Write for Detail {
    fn write(&self, out: &mut String) {
        let (keys, fields): (&[&str], Vec<&dyn Write>) = match self {
            Self::RiskFactor { dimensions, provisions } | Self::PresenceFactor { dimensions, provisions } => {
                (&["dimensions", "provisions"], vec![dimensions, provisions])
            }
            Self::ReflectionQuestion { roles } => (&["roles"], vec![roles]),
            Self::Instrument { from, to, provider } => {
                (&["from", "to", "provider"], vec![from, to, provider])
            }
            Self::Organisation { role, url } => (&["role", "url"], vec![role, url]),
            Self::Artefact { document, url } => (&["document", "url"], vec![document, url]),
            Self::Link { url } => (&["url"], vec![url]),
            Self::Figure { year, to_year, value, unit } => {
                (&["year", "to_year", "value", "unit"], vec![year, to_year, value, unit])
            }
            Self::Goal { from, to } | Self::Agreement { from, to } => (&["from", "to"], vec![from, to]),
            Self::RoleDescription { role } => (&["role"], vec![role]),
            Self::AgendaItem { meeting, from, item } => {
                (&["meeting", "from", "item"], vec![meeting, from, item])
            }
            Self::Meeting { meeting, owner, participants, guests, per } => (
                &["meeting", "owner", "participants", "guests", "per"],
                vec![meeting, owner, participants, guests, per],
            ),
            Self::WheelItem { timing, owners, document } => {
                (&["timing", "owners", "document"], vec![timing, owners, document])
            }
            Self::LegalReference { provisions } => (&["provisions"], vec![provisions]),
            Self::Definition {} | Self::Note {} => (&[], Vec::new()),
        };
        out.push_str("{\"");
        out.push_str(self.kind().code());
        out.push_str("\":");
        write_fields(out, keys, &fields);
        out.push('}');
    }
}

rules! {
    /// Something to know: no duty, nothing to be met. Its texts stand in the language tables.
    pub struct Knowledge {
        /// A slug that says what it is. Never changes.
        pub id: String,
        /// Its kind, with what belongs to it.
        pub kind: Detail,
        /// What it is about.
        pub topic: Topic,
        /// The roles it concerns.
        pub roles: Vec<Role> = default,
        /// The statements of the source documents that it carries.
        pub statements: Vec<String> = default,
        /// The sources it stands in, by id.
        pub sources: Vec<String> = default,
        /// How sure it is.
        pub confidence: Confidence,
    }
}

impl Knowledge {
    fn texts(&self, lang: Lang) -> Result<Option<KnowledgeText>, LanguageNotIncluded> {
        let table = crate::text::table(lang)?;
        let place = super::knowledge().binary_search_by(|one| one.id.cmp(&self.id)).ok();
        Ok(place.and_then(|place| table.knowledge.get(place)).copied())
    }

    /// A short name.
    ///
    /// # Errors
    /// [`LanguageNotIncluded`] when the crate was built without the language.
    pub fn title(&self, lang: Lang) -> Result<&'static str, LanguageNotIncluded> {
        Ok(self.texts(lang)?.map_or("", |texts| texts.title))
    }

    /// What there is to know, in words.
    ///
    /// # Errors
    /// [`LanguageNotIncluded`] when the crate was built without the language.
    pub fn text(&self, lang: Lang) -> Result<&'static str, LanguageNotIncluded> {
        Ok(self.texts(lang)?.map_or("", |texts| texts.text))
    }

    /// How to get it, for an instrument.
    ///
    /// # Errors
    /// [`LanguageNotIncluded`] when the crate was built without the language.
    pub fn how(&self, lang: Lang) -> Result<Option<&'static str>, LanguageNotIncluded> {
        Ok(self.texts(lang)?.and_then(|texts| texts.how))
    }
}
