//! The contents of a list or an object.

use super::Json;
use super::parse::Parser;
use std::borrow::Cow;
use std::rc::Rc;

/// The contents of a list or an object: a piece of a text that was parsed before, or values put together.
#[derive(Clone)]
pub(crate) struct Inside<'a>(From<'a>);

#[derive(Clone)]
enum From<'a> {
    /// From the first sign to the last.
    Text(&'a str),
    Items(Rc<[Json<'a>]>),
    Members(Rc<[(Cow<'a, str>, Json<'a>)]>),
}

impl<'a> Inside<'a> {
    pub(super) fn of_text(text: &'a str) -> Self {
        Self(From::Text(text))
    }

    /// A list put together.
    pub(crate) fn of_items(items: Vec<Json<'a>>) -> Self {
        Self(From::Items(items.into()))
    }

    /// An object put together. No key stands in it twice.
    pub(crate) fn of_members(members: Vec<(Cow<'a, str>, Json<'a>)>) -> Self {
        Self(From::Members(members.into()))
    }

    /// How many bytes of the text it is; the most there can be for values put together.
    pub(crate) fn bytes(&self) -> usize {
        match self.0 {
            From::Text(text) => text.len(),
            _ => usize::MAX,
        }
    }

    /// The entries of a list.
    pub(crate) fn items(&self) -> impl Iterator<Item = Json<'a>> + use<'a> {
        let mut next = self.clone().next(b']');
        core::iter::from_fn(move || next().map(|(_, value)| value))
    }

    /// The keys of an object with their values.
    pub(crate) fn members(&self) -> impl Iterator<Item = (Cow<'a, str>, Json<'a>)> + use<'a> {
        core::iter::from_fn(self.clone().next(b'}'))
    }

    /// The next entry, with its key in an object, up to the sign of the end.
    fn next(self, end: u8) -> impl FnMut() -> Option<(Cow<'a, str>, Json<'a>)> + use<'a> {
        let mut parser = Parser::inside(match self.0 {
            From::Text(text) => text,
            _ => "",
        });
        let mut nth = 0_usize;
        move || {
            let place = nth;
            nth = nth.saturating_add(1);
            match &self.0 {
                From::Items(items) => items.get(place).map(|item| (Cow::Borrowed(""), item.clone())),
                From::Members(members) => members.get(place).cloned(),
                From::Text(_) => {
                    let more = parser.more(place == 0, end).unwrap_or_default();
                    match end {
                        _ if !more => None,
                        b'}' => parser.member().ok(),
                        _ => parser.value().ok().map(|value| (Cow::Borrowed(""), value)),
                    }
                }
            }
        }
    }

    /// The value under a key.
    pub(crate) fn member(&self, key: &str) -> Option<Json<'a>> {
        self.members().find(|(own, _)| own == key).map(|(_, value)| value)
    }
}
