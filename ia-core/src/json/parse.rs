//! From a text to a tree.

use super::{Json, MAX_BYTES};
use crate::calendar::Date;
use crate::code::Code as _;
use crate::error::{InputCode, InputError, InputErrors, Place};
use crate::order::in_order;
use crate::text::Message;
use std::borrow::Cow;

/// How deep lists and objects lie in each other at most.
const MOST_DEEP: usize = 127;

/// Parses a text into a tree (RFC 8259).
///
/// # Errors
/// `too_large` or `not_json`, with the line and column where it stopped.
pub(crate) fn parse(text: &str) -> Result<Json<'_>, InputErrors> {
    if text.len() > MAX_BYTES {
        let expected = Message::new(InputCode::TooLarge.label()).count("limit", MAX_BYTES);
        return Err(InputError::new(InputCode::TooLarge, &Place::Root, expected).into());
    }
    let mut parser = Parser { text, at: 0, deep: 0 };
    let whole = parser.value().and_then(|value| match parser.peek() {
        None => Ok(value),
        Some(_) => Err(parser.here()),
    });
    whole.map_err(|Stop(at)| {
        let before = text.as_bytes().get(..at).unwrap_or_default();
        let lines = before.split(|byte| *byte == b'\n');
        let column = lines.clone().next_back().unwrap_or_default().len();
        let expected =
            Message::new(InputCode::NotJson.label()).count("line", lines.count()).count("column", column);
        InputError::new(InputCode::NotJson, &Place::Root, expected).into()
    })
}

/// How many bytes were read when the text turned out to be no JSON.
struct Stop(usize);

struct Parser<'a> {
    text: &'a str,
    at: usize,
    deep: usize,
}

impl<'a> Parser<'a> {
    fn byte(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    fn step(&mut self) {
        self.at = self.at.saturating_add(1);
    }

    /// The byte just read is wrong, or one is missing.
    fn before(&self) -> Stop {
        Stop(self.at)
    }

    /// The byte to be read next is wrong, or one is missing.
    fn here(&self) -> Stop {
        Stop(self.at.saturating_add(1).min(self.text.len()))
    }

    fn next(&mut self) -> Result<u8, Stop> {
        let byte = self.byte().ok_or(self.before())?;
        self.step();
        Ok(byte)
    }

    fn take(&mut self, wanted: u8) -> bool {
        let found = self.byte() == Some(wanted);
        if found {
            self.step();
        }
        found
    }

    /// The next byte that is no white space.
    fn peek(&mut self) -> Option<u8> {
        while matches!(self.byte(), Some(b' ' | b'\n' | b'\t' | b'\r')) {
            self.step();
        }
        self.byte()
    }

    fn value(&mut self) -> Result<Json<'a>, Stop> {
        match self.peek() {
            Some(b'n') => self.word("null", Json::Null),
            Some(b't') => self.word("true", Json::Bool(true)),
            Some(b'f') => self.word("false", Json::Bool(false)),
            Some(b'-' | b'0'..=b'9') => self.number(),
            Some(b'"') => self.string().map(Json::Text),
            Some(b'[') => self.nested(Self::list),
            Some(b'{') => self.nested(Self::object),
            _ => Err(self.here()),
        }
    }

    fn word(&mut self, word: &str, value: Json<'a>) -> Result<Json<'a>, Stop> {
        for wanted in word.bytes() {
            if self.next()? != wanted {
                return Err(self.before());
            }
        }
        Ok(value)
    }

    fn digits(&mut self) {
        while matches!(self.byte(), Some(b'0'..=b'9')) {
            self.step();
        }
    }

    /// A number; its value only where it is a 64-bit integer.
    fn number(&mut self) -> Result<Json<'a>, Stop> {
        let start = self.at;
        self.take(b'-');
        match self.next()? {
            b'0' if matches!(self.byte(), Some(b'0'..=b'9')) => return Err(self.here()),
            b'0'..=b'9' => self.digits(),
            _ => return Err(self.before()),
        }
        let end = self.at;
        if self.take(b'.') {
            let first = self.at;
            self.digits();
            if self.at == first {
                return Err(self.here());
            }
        }
        if self.take(b'e') || self.take(b'E') {
            let _ = self.take(b'+') || self.take(b'-');
            if !self.next()?.is_ascii_digit() {
                return Err(self.before());
            }
            self.digits();
        }
        let digits = self.text.get(start..end).unwrap_or_default();
        // Minus nothing is no integer.
        let whole = self.at == end && digits != "-0";
        Ok(digits.parse().ok().filter(|_| whole).map_or(Json::Fraction, Json::Integer))
    }

    fn string(&mut self) -> Result<Cow<'a, str>, Stop> {
        self.step();
        let mut start = self.at;
        let mut unescaped = String::new();
        loop {
            let plain = self.text.get(start..self.at).unwrap_or_default();
            match self.next()? {
                b'"' if unescaped.is_empty() => return Ok(Cow::Borrowed(plain)),
                b'"' => {
                    unescaped.push_str(plain);
                    return Ok(Cow::Owned(unescaped));
                }
                b'\\' => {
                    unescaped.push_str(plain);
                    unescaped.push(self.escape()?);
                    start = self.at;
                }
                0..=0x1F => return Err(self.before()),
                _ => {}
            }
        }
    }

    fn escape(&mut self) -> Result<char, Stop> {
        Ok(match self.next()? {
            sign @ (b'"' | b'\\' | b'/') => char::from(sign),
            b'b' => '\u{8}',
            b'f' => '\u{c}',
            b'n' => '\n',
            b'r' => '\r',
            b't' => '\t',
            b'u' => {
                let first = self.hex()?;
                let code = if matches!(first, 0xD800..=0xDBFF) {
                    for wanted in [b'\\', b'u'] {
                        if self.next()? != wanted {
                            return Err(self.before());
                        }
                    }
                    let second = self.hex()?;
                    char::decode_utf16([first, second]).next()
                } else {
                    char::decode_utf16([first]).next()
                };
                code.and_then(Result::ok).ok_or(self.before())?
            }
            _ => return Err(self.before()),
        })
    }

    fn hex(&mut self) -> Result<u16, Stop> {
        let end = self.at.saturating_add(4);
        let Some(digits) = self.text.as_bytes().get(self.at..end) else {
            return Err(Stop(self.text.len()));
        };
        self.at = end;
        digits.iter().try_fold(0_u16, |number, digit| {
            let digit = char::from(*digit).to_digit(16).ok_or(self.before())?;
            Ok(number << 4 | u16::try_from(digit).unwrap_or_default())
        })
    }

    fn nested(&mut self, read: impl FnOnce(&mut Self) -> Result<Json<'a>, Stop>) -> Result<Json<'a>, Stop> {
        if self.deep == MOST_DEEP {
            return Err(self.here());
        }
        self.deep = self.deep.saturating_add(1);
        self.step();
        let read = read(self);
        self.deep = self.deep.saturating_sub(1);
        read
    }

    /// Whether another entry follows. After it, the parser stands at the entry or behind the end.
    fn more(&mut self, first: bool, end: u8) -> Result<bool, Stop> {
        match self.peek() {
            Some(byte) if byte == end => {
                self.step();
                Ok(false)
            }
            Some(b',') if !first => {
                self.step();
                if self.peek() == Some(end) { Err(self.here()) } else { Ok(true) }
            }
            Some(_) if first => Ok(true),
            _ => Err(self.here()),
        }
    }

    fn list(&mut self) -> Result<Json<'a>, Stop> {
        let mut list = Vec::new();
        while self.more(list.is_empty(), b']')? {
            list.push(self.value()?);
        }
        Ok(Json::List(list))
    }

    fn object(&mut self) -> Result<Json<'a>, Stop> {
        let mut object = Vec::new();
        while self.more(object.is_empty(), b'}')? {
            if self.peek() != Some(b'"') {
                return Err(self.here());
            }
            let key = self.string()?;
            if self.peek() != Some(b':') {
                return Err(self.here());
            }
            self.step();
            object.push((key, self.value()?));
        }
        if has_equal_keys(&object) {
            return Err(self.before());
        }
        Ok(Json::Object(object))
    }
}

/// Whether a key stands twice in an object.
pub(super) fn has_equal_keys(object: &[(Cow<'_, str>, Json<'_>)]) -> bool {
    let keys = in_order(object, |(key, _)| Some((Date::MIN, key.as_ref())));
    keys.windows(2).any(|pair| matches!(pair, [(_, (a, _)), (_, (b, _))] if a == b))
}
