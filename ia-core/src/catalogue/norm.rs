use super::action::heaviest;
use super::{Group, Level, Weight, weight};
use crate::calendar::{Date, Period};
use crate::code::codes;
use crate::error::{Errors, Place};
use crate::json::{Blank, Json, Read, read_text, reads, rules};
use crate::law::{self, Confidence, Provision, ProvisionVersion, Source, SourceKind};
use crate::requirement::{ByDay, CaseMilestone, Condition, Fact, Kind, Requirement};
use crate::role::Role;
use crate::text::{Arg, Lang, LanguageNotIncluded, NormText};

codes! {
    /// What kind of rule.
    pub enum Modality as "modality" {
        /// Must.
        #[doc(alias = "plikt")]
        Duty = "duty",
        /// Must as a rule, or normally: binds, and leaves room.
        #[doc(alias = "som regel")]
        AsARule = "as_a_rule",
        /// Must not.
        #[doc(alias = "forbud")]
        Prohibition = "prohibition",
        /// Is entitled to.
        #[doc(alias = "rett")]
        Right = "right",
        /// Can decide.
        #[doc(alias = "myndighet")]
        Power = "power",
        /// Should.
        #[doc(alias = "bør")]
        Should = "should",
        /// May.
        #[doc(alias = "kan")]
        May = "may",
        /// Informs only.
        Information = "information",
    }

    /// Whether a norm's facts need care.
    pub enum Sensitivity as "sensitivity", default None {
        /// No.
        None = "none",
        /// They are about one person's sick leave: health (GDPR article 9).
        Person = "person",
        /// They reveal membership of a trade union (GDPR article 9).
        Union = "union",
    }

    /// What a norm is about.
    pub enum Topic as "topic" {
        /// Who is who.
        Roles = "roles",
        /// Working together.
        Cooperation = "cooperation",
        /// Taking part.
        Participation = "participation",
        /// Systematic work for health, environment and safety.
        SystematicWork = "systematic_work",
        /// Goals and measures.
        GoalsAndMeasures = "goals_and_measures",
        /// Mapping and assessing risk.
        Risk = "risk",
        /// Deviations.
        Deviations = "deviations",
        /// Prevention.
        Prevention = "prevention",
        /// Follow-up of sickness absence.
        AbsenceFollowUp = "absence_follow_up",
        /// Adaptation of work.
        Adaptation = "adaptation",
        /// Dialogue meetings.
        DialogueMeetings = "dialogue_meetings",
        /// The safety representative.
        SafetyRepresentative = "safety_representative",
        /// Elections.
        Elections = "elections",
        /// Meetings.
        Meetings = "meetings",
        /// Information.
        Information = "information",
        /// Training and competence.
        Competence = "competence",
        /// Documentation.
        Documentation = "documentation",
        /// Work for an inclusive working life.
        IaWork = "ia_work",
        /// The IA agreement.
        IaAgreement = "ia_agreement",
        /// Inclusion.
        Inclusion = "inclusion",
        /// Attitudes.
        Attitudes = "attitudes",
        /// Support.
        Support = "support",
        /// The working environment.
        WorkingEnvironment = "working_environment",
        /// Supervision.
        Supervision = "supervision",
        /// Time for the office.
        TimeUse = "time_use",
        /// Leadership.
        Leadership = "leadership",
        /// Figures and statistics.
        Statistics = "statistics",
    }
}

/// A norm: identity, parties and dated versions. Its texts stand in the language tables.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Norm {
    /// A slug that says what it is. Never changes, never a section number.
    pub id: String,
    /// What it is about.
    pub topic: Topic,
    /// Who owes, may or should.
    pub bearers: Vec<Role>,
    /// Toward whom.
    #[serde(default)]
    pub toward: Vec<Role>,
    /// The statements of the source documents that it carries.
    #[serde(default)]
    pub statements: Vec<String>,
    /// How much care its facts need: what is declared, or what its versions read where that is stricter.
    #[serde(default)]
    pub sensitivity: Sensitivity,
    /// At which level it is owed.
    #[serde(default)]
    pub level: Level,
    /// The roles that can know how it stands, beside those who are asked: [`Norm::knowers`].
    #[serde(rename = "knowers", default)]
    pub written_knowers: Vec<Role>,
    /// Where it comes in the order of actions, where that does not follow: [`Norm::group`].
    #[serde(rename = "group", default)]
    pub written_group: Option<Group>,
    /// Its versions, oldest first, without overlap.
    #[serde(rename = "version")]
    pub versions: Vec<Version>,
    /// Its own texts, for a norm of a local pack.
    #[serde(skip)]
    pub own: Option<Box<OwnTexts>>,
}

reads!(Norm {
    id,
    topic,
    bearers,
    toward = default,
    statements = default,
    sensitivity = default,
    level = default,
    written_knowers as "knowers" = default,
    written_group as "group" = default,
    versions as "version"
} without own);

/// The texts of a norm that does not stand in the catalogue, one a language in the order of [`Lang`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OwnTexts {
    /// A short name.
    pub title: Vec<String>,
    /// The rule in words.
    pub text: Vec<String>,
    /// The question to a person, where one judges it.
    pub question: Option<Vec<String>>,
    /// What to look for when answering.
    pub help: Option<Vec<String>>,
}

rules! {
    /// How a norm stands in a period.
    #[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
    pub struct Version {
        /// The first day in force.
        pub from: Date,
        /// The last day in force, none while it is.
        pub to: Option<Date>,
        /// What kind of rule.
        pub modality: Modality,
        /// Where it stands; the main basis first. A norm of a local pack stands in the pack's source also when
        /// it names nothing.
        #[cfg_attr(feature = "schema", schemars(with = "Vec<String>"))]
        pub basis: Vec<Basis> = default,
        /// How sure it is.
        pub confidence: Confidence,
        /// When it applies; always when none.
        pub when: Option<Condition>,
        /// How it is decided; nothing to be met when none.
        pub requirement: Option<Requirement>,
    }
}

/// Where a norm stands.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(from = "String", into = "String")]
pub enum Basis {
    /// A provision, by id.
    Provision(String),
    /// A source without sections, by id. Written `source:id` in the catalogue.
    Source(String),
    /// The source of a local pack.
    Local(Box<Source>),
}

impl Blank for Basis {
    const BLANK: Self = Self::Provision(String::new());
}

impl Read for Basis {
    fn read(&mut self, value: &Json<'_>, at: &Place<'_>, errors: &mut Errors) {
        if let Some(text) = read_text(value, at, "json_type.text", errors) {
            *self = text.to_owned().into();
        }
    }
}

impl From<Basis> for String {
    fn from(basis: Basis) -> Self {
        match basis {
            Basis::Provision(id) => id,
            Basis::Source(id) => format!("source:{id}"),
            Basis::Local(source) => format!("source:{}", source.id),
        }
    }
}

impl From<String> for Basis {
    fn from(text: String) -> Self {
        match text.strip_prefix("source:") {
            Some(id) => Self::Source(id.to_owned()),
            None => Self::Provision(text),
        }
    }
}

impl Basis {
    /// The source.
    pub fn source(&self) -> Option<&Source> {
        match self {
            Self::Provision(id) => law::source(&law::provision(id).ok()?.source),
            Self::Source(id) => law::source(id),
            Self::Local(source) => Some(source),
        }
    }

    /// The provision and its version on the day, where the basis is one.
    pub fn provision(&self, day: Date) -> Option<(&'static Provision, &'static ProvisionVersion)> {
        let Self::Provision(id) = self else {
            return None;
        };
        let provision = law::provision(id).ok()?;
        Some((provision, provision.at(day).ok()?))
    }
}

/// A norm is not in force on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NormError {
    /// The day lies before its first version.
    #[error("expected a day from {first}: the norm is not in force before")]
    NotYet {
        /// The first day in force.
        first: Date,
    },
    /// The day lies after its last version, or in a gap.
    #[error("expected a day up to {last}: the norm is no longer in force")]
    NoLonger {
        /// The last day before.
        last: Date,
    },
}

impl ByDay for Norm {
    fn milestone_on(&self, day: Date) -> Option<&CaseMilestone> {
        match &self.versions.iter().find(|version| version.period().contains(day))?.requirement {
            Some(Requirement::CaseMilestone(milestone)) => Some(milestone),
            _ => None,
        }
    }

    fn is_unsettled(&self) -> bool {
        self.versions.iter().any(|version| match &version.requirement {
            Some(Requirement::CaseMilestone(milestone)) => milestone.unsettled,
            _ => false,
        })
    }
}

impl Norm {
    /// Whether all who owe it are employees or stand outside the undertaking, such as Nav or a doctor: a breach of it
    /// is not the employer's.
    pub fn is_of_others(&self) -> bool {
        self.bearers.iter().all(|bearer| bearer.is_another())
    }

    /// The version in force on the day.
    ///
    /// # Errors
    /// [`NormError`] when none is.
    pub fn at(&self, day: Date) -> Result<&Version, NormError> {
        let mut ended = None;
        for version in &self.versions {
            if version.period().contains(day) {
                return Ok(version);
            }
            if version.from > day {
                return Err(ended
                    .map_or(NormError::NotYet { first: version.from }, |last| NormError::NoLonger { last }));
            }
            ended = version.to;
        }
        Err(ended.map_or(NormError::NotYet { first: day }, |last| NormError::NoLonger { last }))
    }

    /// Whether a provision that its first version rests on stood on the day, and what it said then is not established.
    pub fn is_not_established(&self, day: Date) -> bool {
        let basis = self.versions.first().map(|first| first.basis.as_slice()).unwrap_or_default();
        basis.iter().any(|basis| match basis {
            Basis::Provision(id) => law::provision(id)
                .ok()
                .and_then(Provision::not_established)
                .is_some_and(|days| days.contains(day)),
            _ => false,
        })
    }

    fn texts(&self, lang: Lang) -> Result<Option<NormText<'_>>, LanguageNotIncluded> {
        let table = crate::text::table(lang)?;
        Ok(match &self.own {
            Some(own) => {
                fn of(texts: &[String], lang: Lang) -> Option<&str> {
                    texts.get(lang.index()).map(String::as_str)
                }
                Some(NormText {
                    title: of(&own.title, lang).unwrap_or_default(),
                    text: of(&own.text, lang).unwrap_or_default(),
                    question: own.question.as_deref().and_then(|texts| of(texts, lang)),
                    help: own.help.as_deref().and_then(|texts| of(texts, lang)),
                })
            }
            None => super::index_of(&self.id).and_then(|place| table.norms.get(place)).copied(),
        })
    }

    /// A short name.
    ///
    /// # Errors
    /// [`LanguageNotIncluded`] when the crate was built without the language.
    pub fn title(&self, lang: Lang) -> Result<&str, LanguageNotIncluded> {
        Ok(self.texts(lang)?.map_or("", |texts| texts.title))
    }

    /// The rule in words, with the figures of this version.
    ///
    /// # Errors
    /// [`LanguageNotIncluded`] when the crate was built without the language.
    pub fn text(&self, version: &Version, lang: Lang) -> Result<String, LanguageNotIncluded> {
        let table = crate::text::table(lang)?;
        let mut out = String::new();
        if let Some(texts) = self.texts(lang)? {
            table.fill(texts.text, &version.figures(), None, &mut out);
        }
        Ok(out)
    }

    /// The question to a person, for a norm that a person judges.
    ///
    /// # Errors
    /// [`LanguageNotIncluded`] when the crate was built without the language.
    pub fn question(&self, lang: Lang) -> Result<Option<&str>, LanguageNotIncluded> {
        Ok(self.texts(lang)?.and_then(|texts| texts.question))
    }

    /// What to look for when answering the question.
    ///
    /// # Errors
    /// [`LanguageNotIncluded`] when the crate was built without the language.
    pub fn help(&self, lang: Lang) -> Result<Option<&str>, LanguageNotIncluded> {
        Ok(self.texts(lang)?.and_then(|texts| texts.help))
    }
}

impl Sensitivity {
    /// The stricter of two. Facts about a sick leave are shown to fewer than facts that reveal membership.
    #[must_use]
    pub fn stricter(self, other: Self) -> Self {
        let rank = |one| match one {
            Self::None => 0,
            Self::Union => 1,
            Self::Person => 2,
        };
        if rank(self) < rank(other) { other } else { self }
    }
}

impl Version {
    /// How much care its facts need, by what its condition and its requirement read.
    ///
    /// It is about a person when it reads cases, or names a person on sick leave. It reveals
    /// membership of a trade union when it judges holders of such offices one by one, or asks whether a union
    /// has a representative, or how many there are. That the employees have elected somebody says nothing of a union.
    pub fn sensitivity(&self) -> Sensitivity {
        let condition = self.when.as_ref();
        let kind = self.requirement.as_ref().map(Requirement::kind);
        let mut facts = condition.map(Condition::asks).unwrap_or_default();
        let mut roles = Vec::new();
        let mut offices = Vec::new();
        if let Some(kind) = kind {
            facts.extend(kind.asks());
            roles = kind.roles();
            offices = kind.offices();
        }
        let counted = condition.map(Condition::offices).unwrap_or_default();
        let reads_cases = kind.is_some_and(Kind::is_about_cases)
            || facts.into_iter().any(Fact::is_about_a_person)
            || roles.into_iter().chain(counted.iter().copied()).any(Role::is_of_a_case);
        let reads_union_offices = counted.into_iter().any(|role| role.is(Role::UnionRepresentative))
            || condition.is_some_and(Condition::counts_union_offices)
            || (!offices.is_empty() && offices.into_iter().all(Role::reveals_union_membership));
        match (reads_cases, reads_union_offices) {
            (true, _) => Sensitivity::Person,
            (false, true) => Sensitivity::Union,
            (false, false) => Sensitivity::None,
        }
    }

    /// The days it is in force.
    pub fn period(&self) -> Period {
        Period { from: self.from, to: self.to }
    }

    /// How heavily it weighs: as the heaviest of what it rests on. A right that can be
    /// decided binds whoever it is held against; what may be done and can be decided is good practice.
    pub fn weight(&self) -> Weight {
        self.weight_by(&self.kinds())
    }

    /// The same, by the kinds of the sources that it rests on.
    pub fn weight_by(&self, kinds: &[SourceKind]) -> Weight {
        let modality = match self.modality {
            Modality::Right if self.requirement.is_some() => Modality::Duty,
            Modality::May if self.requirement.is_some() => Modality::Should,
            modality => modality,
        };
        heaviest(kinds, |kind| weight(kind, modality))
    }

    /// The kinds of the sources that decide how heavily it weighs, the main one first.
    pub(super) fn kinds(&self) -> Vec<SourceKind> {
        self.binding_sources().map(|source| source.kind).collect()
    }

    /// The sources that decide how heavily it weighs: for a norm of a local pack the pack's own, whatever it
    /// points at beside it.
    fn binding_sources(&self) -> impl Iterator<Item = &Source> {
        let is_local = |basis: &Basis| matches!(basis, Basis::Local(_));
        let local = self.basis.iter().any(is_local);
        self.basis.iter().filter(move |basis| !local || is_local(basis)).filter_map(Basis::source)
    }

    /// When it applies: when the guideline it rests on is adopted, and what it says itself. None for always.
    pub fn condition(&self) -> Option<Condition> {
        let adopted = self.guideline().map(|source| Condition::Guideline(source.id.clone()));
        match (adopted, &self.when) {
            (adopted, None) => adopted,
            (None, when) => when.clone(),
            (Some(adopted), Some(when)) => Some(Condition::All(vec![adopted, when.clone()])),
        }
    }

    /// The guideline that must be adopted for it to apply: when it rests on guidelines alone.
    fn guideline(&self) -> Option<&Source> {
        let first = self.binding_sources().next()?;
        self.binding_sources().all(|one| one.kind == SourceKind::Guideline).then_some(first)
    }

    /// The figures that its text can name.
    fn figures(&self) -> Vec<(&'static str, Arg)> {
        let mut figures = Vec::new();
        for (_, version) in self.basis.iter().filter_map(|basis| basis.provision(self.from)) {
            for (name, value) in &version.numbers {
                figures.push((name.as_ref(), Arg::Number(i64::from(*value))));
            }
        }
        figures
    }
}
