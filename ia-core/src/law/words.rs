use crate::json::rules;
use crate::tables::table;
use std::sync::LazyLock;

rules! {
    /// The words of a citation in one language.
    pub(crate) struct Words {
        /// The mark before a section number when printed: `§`, `section`.
        pub(crate) section: String,
        /// The word for paragraph: `ledd`.
        pub(crate) paragraph: String,
        /// The word for letter: `bokstav`.
        pub(crate) letter: String,
        /// The word for a number in a list: `nr.`.
        pub(crate) item: String,
        /// The word for sentence: `punktum`.
        pub(crate) sentence: String,
        /// First to twelfth.
        pub(crate) ordinals: Vec<String>,
        /// Other words that people write, each with what it stands for: another word here or an ordinal.
        pub(crate) variants: Vec<(String, String)>,
    }
}

/// The words of every language, in the order of [`Lang`](crate::Lang).
pub(crate) fn words() -> &'static [Words] {
    static WORDS: LazyLock<Vec<Words>> = LazyLock::new(|| table!("words.json"));
    &WORDS
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
