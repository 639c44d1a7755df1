//! From an answer to a text: the JSON that `serde` would write, with one piece of code for all types.

use crate::calendar::{Date, Period};
use crate::code::Code;
use core::fmt::Write as _;
use std::borrow::Cow;

/// Makes a struct write itself.
macro_rules! writes {
    ($name:ident { $($field:ident),* }) => {
        impl $crate::write::Write for $name {
            fn write(&self, out: &mut String) {
                $crate::write::write_fields(out, &[$(stringify!($field)),*], &[$(&self.$field),*]);
            }
        }
    };
}
pub(crate) use writes;

/// What writes itself as JSON, without white space.
pub(crate) trait Write {
    fn write(&self, out: &mut String);

    /// Whether its key is left out of an object: there is nothing.
    fn is_left_out(&self) -> bool {
        false
    }
}

/// Writes an object: keys, and what stands under them.
pub(crate) fn write_fields(out: &mut String, keys: &[&str], fields: &[&dyn Write]) {
    let mut sign = '{';
    for (key, field) in keys.iter().zip(fields) {
        if !field.is_left_out() {
            out.push(sign);
            write_text(out, key);
            out.push(':');
            field.write(out);
            sign = ',';
        }
    }
    close(out, sign, "{}");
}

/// Closes what was begun; opens it first when nothing stands in it.
fn close(out: &mut String, sign: char, both: &str) {
    out.push_str(if sign == ',' { both.get(1..).unwrap_or_default() } else { both });
}

/// Writes an object whose keys are data.
pub(crate) fn write_map<'a>(out: &mut String, entries: impl Iterator<Item = (&'a str, &'a dyn Write)>) {
    let mut sign = '{';
    for (key, value) in entries {
        out.push(sign);
        write_text(out, key);
        out.push(':');
        value.write(out);
        sign = ',';
    }
    close(out, sign, "{}");
}

fn write_text(out: &mut String, text: &str) {
    out.push('"');
    let mut rest = text;
    while let Some(at) = rest.bytes().position(|byte| matches!(byte, b'"' | b'\\' | 0..=0x1F)) {
        let (plain, after) = rest.split_at_checked(at).unwrap_or_default();
        out.push_str(plain);
        let mut signs = after.chars();
        match signs.next().unwrap_or_default() {
            sign @ ('"' | '\\') => out.extend(['\\', sign]),
            '\u{8}' => out.push_str("\\b"),
            '\u{c}' => out.push_str("\\f"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            sign => {
                // Writing to a String cannot fail.
                let _ = write!(out, "\\u{:04x}", u32::from(sign));
            }
        }
        rest = signs.as_str();
    }
    out.push_str(rest);
    out.push('"');
}

impl<T: Code> Write for T {
    fn write(&self, out: &mut String) {
        write_text(out, self.code());
    }
}

impl<T: Write> Write for Option<T> {
    fn write(&self, out: &mut String) {
        match self {
            Some(value) => value.write(out),
            None => out.push_str("null"),
        }
    }

    fn is_left_out(&self) -> bool {
        self.is_none()
    }
}

impl<T: Write> Write for Vec<T> {
    fn write(&self, out: &mut String) {
        let mut sign = '[';
        for one in self {
            out.push(sign);
            one.write(out);
            sign = ',';
        }
        close(out, sign, "[]");
    }
}

/// A list whose key is left out while it is empty.
pub(crate) struct UnlessEmpty<'a, T>(pub(crate) &'a Vec<T>);

impl<T: Write> Write for UnlessEmpty<'_, T> {
    fn write(&self, out: &mut String) {
        self.0.write(out);
    }

    fn is_left_out(&self) -> bool {
        self.0.is_empty()
    }
}

macro_rules! texts {
    ($($type:ty),+) => {$(
        impl Write for $type {
            fn write(&self, out: &mut String) {
                write_text(out, self);
            }
        }
    )+};
}

texts!(String, &str, Cow<'static, str>);

macro_rules! shown {
    ($($type:ty as $how:literal),+) => {$(
        impl Write for $type {
            fn write(&self, out: &mut String) {
                // Writing to a String cannot fail.
                let _ = write!(out, $how, self);
            }
        }
    )+};
}

shown!(bool as "{}", u8 as "{}", u16 as "{}", u32 as "{}", usize as "{}", i64 as "{}", Date as "\"{}\"");

impl Write for char {
    fn write(&self, out: &mut String) {
        write_text(out, self.encode_utf8(&mut [0; 4]));
    }
}

writes!(Period { from, to });
