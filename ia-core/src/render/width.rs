//! How wide a text is, so that lines can be broken where nothing wraps them.
//!
//! The widths are those of the widest of the common sans serif fonts (DejaVu Sans, as wide as Verdana), in
//! hundredths of the font size and rounded up. What fits by them fits in Segoe UI, Roboto, Helvetica and Arial too.

/// From space to ~.
#[rustfmt::skip]
const PLAIN: [u8; 95] = [
    32, 41, 46, 84, 64, 96, 78, 28, 40, 40, 50, 84, 32, 37, 32, 34, 64, 64, 64, 64, 64, 64, 64, 64, 64, 64,
    34, 34, 84, 84, 84, 54, 100, 69, 69, 70, 78, 64, 58, 78, 76, 30, 30, 66, 56, 87, 75, 79, 61, 79, 70,
    64, 62, 74, 69, 99, 69, 62, 69, 40, 34, 40, 84, 50, 50, 62, 64, 55, 64, 62, 36, 64, 64, 28, 28, 58, 28,
    98, 64, 62, 64, 64, 42, 53, 40, 64, 60, 82, 60, 60, 53, 64, 34, 64, 84,
];
#[rustfmt::skip]
const BOLD: [u8; 95] = [
    35, 46, 53, 84, 70, 101, 88, 31, 46, 46, 53, 84, 38, 42, 38, 37, 70, 70, 70, 70, 70, 70, 70, 70, 70,
    70, 40, 40, 84, 84, 84, 59, 100, 78, 77, 74, 84, 69, 69, 83, 84, 38, 38, 78, 64, 100, 84, 86, 74, 86,
    78, 73, 69, 82, 78, 111, 78, 73, 73, 46, 37, 46, 84, 50, 50, 68, 72, 60, 72, 68, 44, 72, 72, 35, 35,
    67, 35, 105, 72, 69, 72, 72, 50, 60, 48, 72, 66, 93, 65, 66, 59, 72, 37, 72, 84,
];
/// From no-break space to ÿ.
#[rustfmt::skip]
const PLAIN_LATIN: [u8; 96] = [
    32, 41, 64, 64, 64, 64, 34, 50, 50, 100, 48, 62, 84, 37, 100, 50, 50, 84, 41, 41, 50, 64, 64, 32, 50,
    41, 48, 62, 97, 97, 97, 54, 69, 69, 69, 69, 69, 69, 98, 70, 64, 64, 64, 64, 30, 30, 30, 30, 78, 75, 79,
    79, 79, 79, 79, 84, 79, 74, 74, 74, 74, 62, 61, 63, 62, 62, 62, 62, 62, 62, 99, 55, 62, 62, 62, 62, 28,
    28, 28, 28, 62, 64, 62, 62, 62, 62, 62, 84, 62, 64, 64, 64, 64, 60, 64, 60,
];
#[rustfmt::skip]
const BOLD_LATIN: [u8; 96] = [
    35, 46, 70, 70, 64, 70, 37, 50, 50, 100, 57, 65, 84, 42, 100, 50, 50, 84, 44, 44, 50, 74, 64, 38, 50,
    44, 57, 65, 104, 104, 104, 59, 78, 78, 78, 78, 78, 78, 109, 74, 69, 69, 69, 69, 38, 38, 38, 38, 84, 84,
    86, 86, 86, 86, 86, 84, 86, 82, 82, 82, 82, 73, 74, 72, 68, 68, 68, 68, 68, 68, 105, 60, 68, 68, 68,
    68, 35, 35, 35, 35, 69, 72, 69, 69, 69, 69, 69, 84, 69, 72, 72, 72, 72, 66, 72, 66,
];
/// A sign that no table holds: as wide as a wide one.
const OTHER: u8 = 140;

fn sign(sign: char, bold: bool) -> u32 {
    let code = usize::try_from(u32::from(sign)).unwrap_or(usize::MAX);
    let (ascii, latin) = if bold { (&BOLD, &BOLD_LATIN) } else { (&PLAIN, &PLAIN_LATIN) };
    let found = match sign {
        '–' => Some(&50),
        _ if code < 0xa0 => code.checked_sub(0x20).and_then(|place| ascii.get(place)),
        _ => code.checked_sub(0xa0).and_then(|place| latin.get(place)),
    };
    u32::from(*found.unwrap_or(&OTHER))
}

/// The width in hundredths of the font size.
pub(crate) fn width(text: &str, bold: bool) -> u32 {
    text.chars().fold(0, |sum, one| sum.saturating_add(sign(one, bold)))
}

/// The lines of a text, none wider than so many hundredths of the font size. Breaks at spaces, and inside a word
/// only when the word alone is wider than a line.
pub(crate) fn wrap(text: &str, bold: bool, most: u32) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    let mut line = String::new();
    let fits = |line: &str, more: &str| width(line, bold).saturating_add(width(more, bold)) <= most;
    for word in text.split(' ').filter(|word| !word.is_empty()) {
        if !line.is_empty() {
            if fits(&line, " ") && fits(&format!("{line} "), word) {
                line.push(' ');
                line.push_str(word);
                continue;
            }
            lines.push(core::mem::take(&mut line));
        }
        for one in word.chars() {
            if !line.is_empty() && !fits(&line, one.encode_utf8(&mut [0; 4])) {
                lines.push(core::mem::take(&mut line));
            }
            line.push(one);
        }
    }
    if !line.is_empty() {
        lines.push(line);
    }
    lines
}
