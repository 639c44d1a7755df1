//! From the bytes of a file to a text: JSON is UTF-8 (RFC 8259), and a file in another encoding is named as such.

use crate::error::{InputCode, InputError, InputErrors, Place};
use crate::text::Message;

/// The text. A byte order mark of UTF-8 stays: the reader passes over it.
///
/// # Errors
/// `not_utf8`, with the encoding that the file seems to have.
pub(crate) fn text_of(bytes: Vec<u8>) -> Result<String, InputErrors> {
    let wrong = |message: Message| InputError::new(InputCode::NotUtf8, &Place::Root, message).into();
    if let Some(encoding) = wide(&bytes) {
        return Err(wrong(Message::new(encoding)));
    }
    String::from_utf8(bytes).map_err(|error| {
        let read = error.as_bytes().get(..error.utf8_error().valid_up_to()).unwrap_or_default();
        let line = read.split(|byte| *byte == b'\n').count();
        wrong(Message::new("error.not_utf8").count("line", line))
    })
}

/// An encoding of more than one byte a sign: by its byte order mark, or because JSON begins with a sign of ASCII.
fn wide(bytes: &[u8]) -> Option<&'static str> {
    match bytes {
        [0xff, 0xfe, 0, 0, ..]
        | [0, 0, 0xfe, 0xff, ..]
        | [0, 0, 0, 1..=0x7f, ..]
        | [1..=0x7f, 0, 0, 0, ..] => Some("error.not_utf8_utf32"),
        [0xff, 0xfe, ..] | [0xfe, 0xff, ..] | [0, 1..=0x7f, ..] | [1..=0x7f, 0, ..] => {
            Some("error.not_utf8_utf16")
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn named(bytes: &[u8]) -> Option<String> {
        text_of(bytes.to_vec()).err().map(|errors| {
            assert_eq!((errors.0.len(), errors.0[0].code), (1, InputCode::NotUtf8));
            errors.0[0].expected.key.to_string()
        })
    }

    fn in_pairs(text: &str, little: bool) -> Vec<u8> {
        text.encode_utf16()
            .flat_map(|unit| if little { unit.to_le_bytes() } else { unit.to_be_bytes() })
            .collect()
    }

    #[test]
    fn a_file_in_another_encoding_is_named() {
        for little in [true, false] {
            for text in ["\u{feff}{\"a\":1}", "{\"å\":1}", "[]"] {
                assert_eq!(
                    named(&in_pairs(text, little)).as_deref(),
                    Some("error.not_utf8_utf16"),
                    "{text} {little}"
                );
            }
        }
        assert_eq!(named(&[0xff, 0xfe, 0, 0, b'{', 0, 0, 0]).as_deref(), Some("error.not_utf8_utf32"));
        assert_eq!(named(&[b'{', 0, 0, 0, b'}', 0, 0, 0]).as_deref(), Some("error.not_utf8_utf32"));
        assert_eq!(named(&[0, 0, 0, b'{']).as_deref(), Some("error.not_utf8_utf32"));
        // `{"å"` in Windows-1252.
        assert_eq!(named(b"{\n\"\xe5\":1}").as_deref(), Some("error.not_utf8"));
        for good in ["", "{}", "\u{feff}{}", "{\"å\":\"ø\"}"] {
            assert_eq!(text_of(good.as_bytes().to_vec()).as_deref(), Ok(good));
        }
    }

    #[test]
    fn the_line_is_that_of_the_first_wrong_byte() {
        let errors = text_of(b"{\n\n\"\xe5\":1}".to_vec()).unwrap_err();
        assert_eq!(errors.0[0].expected, Message::new("error.not_utf8").count("line", 3));
    }
}
