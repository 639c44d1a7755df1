//! Errors about what came in. Each has a stable code, the place, and what was expected;
//! none repeats a value from the input.

use crate::code::{Code, codes};
use crate::limits::MOST_ERRORS;
use crate::nearest::nearest;
use crate::text::{Arg, Message};
use core::fmt::{self, Write as _};

codes! {
    /// What is wrong with a piece of input.
    pub enum InputCode as "error" {
        /// The text is not JSON.
        NotJson = "not_json",
        /// Bytes that are not UTF-8.
        NotUtf8 = "not_utf8",
        /// The text ends in the middle of JSON.
        EndsEarly = "ends_early",
        /// Nested deeper than the documented limit.
        TooDeep = "too_deep",
        /// A key that stands twice in one object.
        DoubledKey = "doubled_key",
        /// Larger than the documented limit.
        TooLarge = "too_large",
        /// A key that the format does not have.
        UnknownKey = "unknown_key",
        /// A key that must be there is not.
        MissingKey = "missing_key",
        /// Another type of value was expected.
        WrongType = "wrong_type",
        /// No member of the vocabulary.
        UnknownCode = "unknown_code",
        /// No day of the calendar from 1900 to 2199, written YYYY-MM-DD.
        NotADate = "not_a_date",
        /// A number outside its limits.
        OutOfRange = "out_of_range",
        /// An id that is not opaque: wrong characters, too long, or like a national identity number.
        NotAnOpaqueId = "not_an_opaque_id",
        /// No industry code.
        NotAnIndustryCode = "not_an_industry_code",
        /// A last day before the first.
        EndBeforeStart = "end_before_start",
        /// Two entries with the same id.
        DuplicateId = "duplicate_id",
        /// A reference to an id that is not in the record.
        UnknownReference = "unknown_reference",
        /// A reference that leads back to the entry it stands in.
        CircularReference = "circular_reference",
        /// A fact dated after the last day that the record covers.
        AfterCoverage = "after_coverage",
        /// A date earlier than what it belongs to.
        TooEarly = "too_early",
        /// An absence that shares a day with another of the same person.
        OverlappingAbsences = "overlapping_absences",
        /// An absence with fewer than 16 days between it and another of the same person.
        SeparateCases = "separate_cases",
        /// No norm with this id.
        UnknownNorm = "unknown_norm",
        /// No source or guideline with this id.
        UnknownSource = "unknown_source",
        /// A rule of a pack that is not as a rule must be.
        NotARule = "not_a_rule",
        /// The text is not a citation.
        NotACitation = "not_a_citation",
        /// The law has no such provision, or none in force that day.
        NoSuchLaw = "no_such_law",
        /// The viewer may not see the case, or the person's events.
        NotVisible = "not_visible",
        /// A value that is already in the request.
        GivenTwice = "given_twice",
        /// This build does not carry the language.
        LanguageNotIncluded = "language_not_included",
        /// There are more errors than are shown; the last item of the list says how many.
        TooManyErrors = "too_many_errors",
    }
}

/// One thing that is wrong with the input: code, place, and what was expected.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct InputError {
    /// The stable code.
    pub code: InputCode,
    /// Where, as a JSON Pointer (RFC 6901) from the root of the input.
    pub path: String,
    /// What was expected there, to be shown to a person.
    pub expected: Message,
}

impl InputError {
    pub(crate) fn new(code: InputCode, at: &Place<'_>, expected: Message) -> Self {
        Self { code, path: at.to_string(), expected }
    }

    pub(crate) fn simple(code: InputCode, at: &Place<'_>) -> Self {
        Self::new(code, at, Message::new(code.label()))
    }

    /// More judgements than the limit: norms times entries of the record.
    pub(crate) fn too_many_parts(at: &Place<'_>, limit: usize) -> Self {
        Self::new(InputCode::TooLarge, at, Message::new("error.too_many_parts").count("limit", limit))
    }

    pub(crate) fn too_large(at: &Place<'_>, limit: usize) -> Self {
        Self::new(InputCode::TooLarge, at, Message::new(InputCode::TooLarge.label()).count("limit", limit))
    }

    pub(crate) fn expected_one_of(code: InputCode, at: &Place<'_>, options: Vec<String>) -> Self {
        Self::new(code, at, Message::new(code.label()).with("options", Arg::List(options)))
    }

    /// An id or a name that nothing knows, with the known one that is most like it.
    pub(crate) fn unknown<'k>(
        code: InputCode,
        at: &Place<'_>,
        given: &str,
        known: impl Iterator<Item = &'k str>,
    ) -> Self {
        Self::new(code, at, with_nearest(code, nearest(given, known)))
    }
}

/// The message of a code, with the known name that is most like the one given.
fn with_nearest(code: InputCode, nearest: Option<&str>) -> Message {
    let key = match code {
        InputCode::UnknownKey => "error.unknown_key_near",
        InputCode::UnknownCode => "error.unknown_code_near",
        InputCode::UnknownNorm => "error.unknown_norm_near",
        InputCode::UnknownSource => "error.unknown_source_near",
        _ => return Message::new(code.label()),
    };
    match nearest {
        Some(nearest) => Message::new(key).with("nearest", Arg::Verbatim(nearest.to_owned())),
        None => Message::new(code.label()),
    }
}

/// Errors of one kind as they are found: the first [`MOST_ERRORS`] are kept, all are counted.
#[derive(Debug)]
pub struct Bounded<E> {
    kept: Vec<E>,
    count: usize,
}

impl<E> Default for Bounded<E> {
    fn default() -> Self {
        Self { kept: Vec::new(), count: 0 }
    }
}

impl<E> Bounded<E> {
    /// Counts an error; makes and keeps it where it is one of the first.
    pub fn push_with(&mut self, error: impl FnOnce() -> E) {
        self.count = self.count.saturating_add(1);
        if self.count <= MOST_ERRORS {
            self.kept.push(error());
        }
    }

    /// How many there are.
    pub const fn len(&self) -> usize {
        self.count
    }

    /// Whether there is none.
    pub const fn is_empty(&self) -> bool {
        self.count == 0
    }

    /// The first.
    pub fn into_kept(self) -> Vec<E> {
        self.kept
    }
}

/// Errors as they are found.
#[derive(Debug, Default)]
pub(crate) struct Errors(Bounded<InputError>);

impl Errors {
    pub(crate) fn push(&mut self, error: InputError) {
        self.0.push_with(|| error);
    }

    pub(crate) fn simple(&mut self, code: InputCode, at: &Place<'_>) {
        self.0.push_with(|| InputError::simple(code, at));
    }

    /// One of these was expected; the one that is most like what was given is named once more.
    pub(crate) fn one_of(
        &mut self,
        code: InputCode,
        at: &Place<'_>,
        given: &str,
        options: &mut dyn Iterator<Item = &'static str>,
    ) {
        self.0.push_with(|| {
            let options: Vec<&str> = options.collect();
            let expected = with_nearest(code, nearest(given, options.iter().copied()));
            let options = Arg::List(options.into_iter().map(str::to_owned).collect());
            InputError::new(code, at, expected.with("options", options))
        });
    }

    /// An id that nothing knows.
    pub(crate) fn unknown<'k>(
        &mut self,
        code: InputCode,
        at: &Place<'_>,
        given: &str,
        known: impl Iterator<Item = &'k str>,
    ) {
        self.0.push_with(|| InputError::unknown(code, at, given, known));
    }

    /// Something larger than may be.
    pub(crate) fn too_large(&mut self, at: &Place<'_>, limit: usize) {
        self.push(InputError::too_large(at, limit));
    }

    /// How many there are.
    pub(crate) fn len(&self) -> usize {
        self.0.len()
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The errors that are shown, and how many there were when that is not all.
    pub(crate) fn shown(self) -> InputErrors {
        let count = self.0.len();
        let mut shown = self.0.into_kept();
        if count > shown.len() {
            let expected = Message::new(InputCode::TooManyErrors.label())
                .count("count", count)
                .count("shown", shown.len());
            shown.push(InputError::new(InputCode::TooManyErrors, &Place::Root, expected));
        }
        InputErrors(shown)
    }

    /// The value, when there are no errors.
    pub(crate) fn or<T>(self, value: impl FnOnce() -> T) -> Result<T, InputErrors> {
        if self.is_empty() { Ok(value()) } else { Err(self.shown()) }
    }
}

impl fmt::Display for InputError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let place = if self.path.is_empty() { "/" } else { &self.path };
        write!(f, "{place}: {}", crate::text::fallback(&self.expected))
    }
}

/// A place in the tree. Prints as a JSON Pointer (RFC 6901).
#[derive(Clone, Copy)]
pub(crate) enum Place<'a> {
    Root,
    Key(&'a Place<'a>, &'a str),
    Index(&'a Place<'a>, usize),
}

impl Place<'_> {
    pub(crate) fn key<'a>(&'a self, key: &'a str) -> Place<'a> {
        Place::Key(self, key)
    }

    pub(crate) fn index(&self, index: usize) -> Place<'_> {
        Place::Index(self, index)
    }
}

impl fmt::Display for Place<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Root => Ok(()),
            Self::Key(parent, key) => {
                write!(f, "{parent}/")?;
                key.chars().try_for_each(|sign| match sign {
                    '~' => f.write_str("~0"),
                    '/' => f.write_str("~1"),
                    _ => f.write_char(sign),
                })
            }
            Self::Index(parent, index) => write!(f, "{parent}/{index}"),
        }
    }
}

/// What is wrong with an input, in the order of the format. Of very many errors the first are shown, and the last item,
/// [`InputCode::TooManyErrors`], says how many there were.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(transparent)]
pub struct InputErrors(pub Vec<InputError>);

impl core::error::Error for InputError {}
impl core::error::Error for InputErrors {}

impl fmt::Display for InputErrors {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (nth, error) in self.0.iter().enumerate() {
            if nth > 0 {
                f.write_str("; ")?;
            }
            write!(f, "{error}")?;
        }
        Ok(())
    }
}

impl From<InputError> for InputErrors {
    fn from(error: InputError) -> Self {
        Self(vec![error])
    }
}
