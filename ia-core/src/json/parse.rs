//! From a text to its values.

use super::{Inside, Json, shown_key};
use crate::calendar::Date;
use crate::code::Code as _;
use crate::error::{InputCode, InputError, InputErrors, Place};
use crate::limits::{MAX_BYTES, MOST_DEEP};
use crate::order::in_order;
use crate::text::Message;
use std::borrow::Cow;

/// Parses a whole text (RFC 8259). A byte order mark before it is passed over, as the RFC allows.
///
/// # Errors
/// `too_large`; `not_json`, `ends_early` or `too_deep` with the line and the column of the last sign that was read; or
/// `doubled_key` at the key.
pub(crate) fn parse(text: &str) -> Result<Json<'_>, InputErrors> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    if text.len() > MAX_BYTES {
        return Err(InputError::too_large(&Place::Root, MAX_BYTES).into());
    }
    let mut parser = Parser { text, at: 0, deep: 0, checked: false };
    let whole = parser.value().and_then(|value| match parser.peek() {
        None => Ok(value),
        Some(_) => Err(parser.here()),
    });
    whole.map_err(|stop| match stop {
        Stop::Wrong(at) => stopped(InputCode::NotJson, text, at),
        Stop::Ends => stopped(InputCode::EndsEarly, text, text.len()),
        Stop::Deep(at) => stopped(InputCode::TooDeep, text, at),
        Stop::Doubled(way) => doubled(&way, &Place::Root),
    })
}

/// Where reading stopped, for a person with the text before them.
fn stopped(code: InputCode, text: &str, at: usize) -> InputErrors {
    let before = text.as_bytes().get(..at).unwrap_or_default();
    let lines = before.split(|byte| *byte == b'\n');
    // Each sign has one byte that does not go on with the sign before it.
    let starts_sign = |byte: &&u8| !matches!(byte, 0x80..=0xBF);
    let column = lines.clone().next_back().unwrap_or_default().iter().filter(starts_sign).count();
    let expected = Message::new(code.label()).count("line", lines.count()).count("column", column);
    let expected = if code == InputCode::TooDeep { expected.count("limit", MOST_DEEP) } else { expected };
    InputError::new(code, &Place::Root, expected).into()
}

/// The place of a doubled key, from the way to it: the key first, the outermost step last.
fn doubled(way: &[Step<'_>], at: &Place<'_>) -> InputErrors {
    match way.split_last() {
        Some((Step::Key(key), rest)) => doubled(rest, &at.key(shown_key(key))),
        Some((Step::Index(index), rest)) => doubled(rest, &at.index(*index)),
        None => InputError::simple(InputCode::DoubledKey, at).into(),
    }
}

/// Why the text is not read.
pub(super) enum Stop<'a> {
    /// The last of so many bytes is not what JSON has there.
    Wrong(usize),
    /// A byte is missing at the end.
    Ends,
    /// Nested deeper than the limit.
    Deep(usize),
    /// A key stands twice in an object: the way to it, from within.
    Doubled(Vec<Step<'a>>),
}

/// From a list or an object to what stands in it.
pub(super) enum Step<'a> {
    Key(Cow<'a, str>),
    Index(usize),
}

impl<'a> Stop<'a> {
    /// The same, seen from the list or the object around it.
    fn within(mut self, step: impl FnOnce() -> Step<'a>) -> Self {
        if let Self::Doubled(way) = &mut self {
            way.push(step());
        }
        self
    }
}

pub(super) struct Parser<'a> {
    text: &'a str,
    at: usize,
    deep: usize,
    /// The text was parsed before: lists and objects are passed over.
    checked: bool,
}

impl<'a> Parser<'a> {
    /// For what stands in a list or an object of a text that was parsed before.
    pub(super) fn inside(text: &'a str) -> Self {
        Self { text, at: 1, deep: 0, checked: true }
    }

    fn byte(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    fn step(&mut self) {
        self.at = self.at.saturating_add(1);
    }

    /// The byte just read is wrong.
    fn before(&self) -> Stop<'a> {
        Stop::Wrong(self.at)
    }

    /// The byte to be read next is wrong, or missing.
    fn here(&self) -> Stop<'a> {
        if self.at < self.text.len() { Stop::Wrong(self.at.saturating_add(1)) } else { Stop::Ends }
    }

    fn next(&mut self) -> Result<u8, Stop<'a>> {
        let byte = self.byte().ok_or(Stop::Ends)?;
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

    pub(super) fn value(&mut self) -> Result<Json<'a>, Stop<'a>> {
        match self.peek() {
            Some(b'n') => self.word("null", Json::Null),
            Some(b't') => self.word("true", Json::Bool(true)),
            Some(b'f') => self.word("false", Json::Bool(false)),
            Some(b'-' | b'0'..=b'9') => self.number(),
            Some(b'"') => self.string().map(Json::Text),
            Some(b'[') => self.nested(Self::list).map(Json::List),
            Some(b'{') => self.nested(Self::object).map(Json::Object),
            _ => Err(self.here()),
        }
    }

    fn word(&mut self, word: &str, value: Json<'a>) -> Result<Json<'a>, Stop<'a>> {
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

    /// A number; its value only where it is a 64-bit integer, however it is written: `60`, `60.0` and `6e1` are one.
    fn number(&mut self) -> Result<Json<'a>, Stop<'a>> {
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
        let written = self.text.get(start..self.at).unwrap_or_default();
        let integer = if self.at == end { written.parse().ok() } else { whole(written) };
        Ok(integer.map_or(Json::Fraction, Json::Integer))
    }

    fn string(&mut self) -> Result<Cow<'a, str>, Stop<'a>> {
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

    fn escape(&mut self) -> Result<char, Stop<'a>> {
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

    fn hex(&mut self) -> Result<u16, Stop<'a>> {
        let end = self.at.saturating_add(4);
        let Some(digits) = self.text.as_bytes().get(self.at..end) else {
            return Err(Stop::Ends);
        };
        self.at = end;
        digits.iter().try_fold(0_u16, |number, digit| {
            let digit = char::from(*digit).to_digit(16).ok_or(self.before())?;
            Ok(number << 4 | u16::try_from(digit).unwrap_or_default())
        })
    }

    fn nested(
        &mut self,
        parse: impl FnOnce(&mut Self) -> Result<(), Stop<'a>>,
    ) -> Result<Inside<'a>, Stop<'a>> {
        let start = self.at;
        if self.checked {
            self.skip();
        } else {
            if self.deep == MOST_DEEP {
                return Err(Stop::Deep(self.at.saturating_add(1)));
            }
            self.deep = self.deep.saturating_add(1);
            self.step();
            parse(self)?;
            self.deep = self.deep.saturating_sub(1);
        }
        Ok(Inside::of_text(self.text.get(start..self.at).unwrap_or_default()))
    }

    /// Passes over a list or an object that was parsed before.
    fn skip(&mut self) {
        let (mut deep, mut in_text) = (0_usize, false);
        while let Some(byte) = self.byte() {
            self.step();
            match byte {
                b'\\' => self.step(),
                b'"' => in_text = !in_text,
                b'[' | b'{' if !in_text => deep = deep.saturating_add(1),
                b']' | b'}' if !in_text => deep = deep.saturating_sub(1),
                _ => {}
            }
            if deep == 0 {
                return;
            }
        }
    }

    /// Whether another entry follows. After it, the parser stands at the entry or behind the end.
    pub(super) fn more(&mut self, first: bool, end: u8) -> Result<bool, Stop<'a>> {
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

    fn list(&mut self) -> Result<(), Stop<'a>> {
        let mut nth = 0_usize;
        while self.more(nth == 0, b']')? {
            self.value().map_err(|stop| stop.within(|| Step::Index(nth)))?;
            nth = nth.saturating_add(1);
        }
        Ok(())
    }

    pub(super) fn member(&mut self) -> Result<(Cow<'a, str>, Json<'a>), Stop<'a>> {
        if self.peek() != Some(b'"') {
            return Err(self.here());
        }
        let key = self.string()?;
        if self.peek() != Some(b':') {
            return Err(self.here());
        }
        self.step();
        match self.value() {
            Ok(value) => Ok((key, value)),
            Err(stop) => Err(stop.within(|| Step::Key(key))),
        }
    }

    fn object(&mut self) -> Result<(), Stop<'a>> {
        let mut keys: Vec<Cow<'a, str>> = Vec::new();
        while self.more(keys.is_empty(), b'}')? {
            keys.push(self.member()?.0);
        }
        match equal_keys(&keys) {
            Some(key) => Err(Stop::Doubled(vec![Step::Key(key.to_owned().into())])),
            None => Ok(()),
        }
    }
}

/// The integer that a number with a fraction or an exponent is, where it is one.
fn whole(written: &str) -> Option<i64> {
    let (digits, exponent) = written.split_once(['e', 'E']).unwrap_or((written, "0"));
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    let fraction = fraction.trim_end_matches('0');
    let mut digits = format!("{whole}{fraction}");
    if digits.bytes().all(|digit| matches!(digit, b'-' | b'0')) {
        return Some(0);
    }
    // Beyond 64 bits, the exponent moves every digit out of sight.
    let places = exponent.parse::<i64>().ok()?.checked_sub(i64::try_from(fraction.len()).ok()?)?;
    if places < 0 {
        let kept = digits.len().checked_sub(usize::try_from(places.unsigned_abs()).ok()?)?;
        let dropped = digits.split_off(kept);
        if dropped.bytes().any(|digit| digit != b'0') {
            return None;
        }
    }
    // No 64-bit integer has 20 digits.
    let zeros = usize::try_from(places.max(0)).ok().filter(|zeros| *zeros < 20)?;
    digits.extend(core::iter::repeat_n('0', zeros));
    digits.parse().ok()
}

/// A key that stands twice in an object.
pub(super) fn equal_keys<'a>(keys: &'a [Cow<'_, str>]) -> Option<&'a str> {
    let keys = in_order(keys, |key| Some((Date::MIN, key.as_ref())));
    keys.windows(2).find_map(|pair| match pair {
        [(_, a), (_, b)] if a == b => Some((*b).as_ref()),
        _ => None,
    })
}
