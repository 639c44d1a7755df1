use std::borrow::Cow;

/// The words of a citation in one language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Words {
    /// The mark before a section number when printed: `§`, `section`.
    pub(crate) section: Cow<'static, str>,
    /// The word for paragraph: `ledd`.
    pub(crate) paragraph: Cow<'static, str>,
    /// The word for letter: `bokstav`.
    pub(crate) letter: Cow<'static, str>,
    /// The word for a number in a list: `nr.`.
    pub(crate) item: Cow<'static, str>,
    /// The word for sentence: `punktum`.
    pub(crate) sentence: Cow<'static, str>,
    /// First to twelfth.
    pub(crate) ordinals: Cow<'static, [Cow<'static, str>]>,
    /// Other words that people write, each with what it stands for: another word here or an ordinal.
    pub(crate) variants: Cow<'static, [(Cow<'static, str>, Cow<'static, str>)]>,
}

impl Words {
    /// What the word stands for, when it is a variant.
    pub(crate) fn canonical<'a>(&'a self, word: &'a str) -> &'a str {
        self.variants.iter().find(|(variant, _)| variant == word).map_or(word, |(_, canonical)| canonical)
    }

    /// The number of an ordinal.
    pub(crate) fn ordinal(&self, word: &str) -> Option<u8> {
        let word = self.canonical(word);
        let place = self.ordinals.iter().position(|ordinal| ordinal == word)?;
        u8::try_from(place).ok()?.checked_add(1)
    }

    /// The ordinal of a number.
    pub(crate) fn nth(&self, number: u8) -> Option<&str> {
        self.ordinals.get(usize::from(number).checked_sub(1)?).map(AsRef::as_ref)
    }
}
