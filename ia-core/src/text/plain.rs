//! Which signs a text from outside may hold.

use super::{cut, is_letter};

/// Signs that are not seen, or that change how others are read: controls, marks of direction, blanks of no width,
/// line and paragraph separators, tags and signs of private use (general categories Cc, Cf, Zl, Zp and Co of
/// Unicode 17, and what is no character).
const UNSEEN: [(char, char); 35] = [
    ('\u{0}', '\u{1f}'),
    ('\u{7f}', '\u{9f}'),
    ('\u{ad}', '\u{ad}'),
    ('\u{34f}', '\u{34f}'),
    ('\u{600}', '\u{605}'),
    ('\u{61c}', '\u{61c}'),
    ('\u{6dd}', '\u{6dd}'),
    ('\u{70f}', '\u{70f}'),
    ('\u{890}', '\u{891}'),
    ('\u{8e2}', '\u{8e2}'),
    ('\u{115f}', '\u{1160}'),
    ('\u{17b4}', '\u{17b5}'),
    ('\u{180b}', '\u{180f}'),
    ('\u{200b}', '\u{200f}'),
    ('\u{2028}', '\u{202e}'),
    ('\u{2060}', '\u{206f}'),
    ('\u{2800}', '\u{2800}'),
    ('\u{3164}', '\u{3164}'),
    ('\u{e000}', '\u{f8ff}'),
    ('\u{fdd0}', '\u{fdef}'),
    ('\u{fe00}', '\u{fe0e}'),
    ('\u{feff}', '\u{feff}'),
    ('\u{ffa0}', '\u{ffa0}'),
    ('\u{fff0}', '\u{fffb}'),
    ('\u{fffe}', '\u{ffff}'),
    ('\u{16fe4}', '\u{16fe4}'),
    ('\u{110bd}', '\u{110bd}'),
    ('\u{110cd}', '\u{110cd}'),
    ('\u{13430}', '\u{1343f}'),
    ('\u{1bca0}', '\u{1bca3}'),
    ('\u{1d159}', '\u{1d159}'),
    ('\u{1d173}', '\u{1d17a}'),
    ('\u{e0000}', '\u{e0fff}'),
    ('\u{f0000}', '\u{ffffd}'),
    ('\u{100000}', '\u{10ffff}'),
];

/// Whether every sign of the text is seen as itself.
pub(crate) fn is_plain(text: &str) -> bool {
    !text.chars().any(|sign| UNSEEN.iter().any(|(first, last)| (*first..=*last).contains(&sign)))
}

/// Whether it is an address of a page: https, a host of letters, digits, hyphens and dots, with a port at most,
/// and a path without blanks, backslashes or quotation marks. No user.
pub(crate) fn is_plain_url(url: &str) -> bool {
    let Some(rest) = url.strip_prefix("https://") else { return false };
    let end = rest.bytes().position(|byte| b"/?#".contains(&byte)).unwrap_or(rest.len());
    let (authority, path) = rest.split_at_checked(end).unwrap_or_default();
    let (host, port) = cut(authority, ":").unwrap_or((authority, "443"));
    let is_label = |label: &str| {
        label.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
            && label.bytes().next().is_some_and(|byte| byte != b'-')
            && label.bytes().next_back() != Some(b'-')
    };
    let is_port =
        port.bytes().all(|byte| byte.is_ascii_digit()) && port.parse::<u16>().is_ok_and(|port| port > 0);
    let in_path = |sign: char| {
        is_letter(sign) || sign.is_ascii_digit() || "-._~!$&'()*+,;=:@/?#%".chars().any(|one| one == sign)
    };
    url.len() <= 2_000 && host.split('.').all(is_label) && is_port && path.chars().all(in_path)
}

#[cfg(test)]
mod tests {
    use super::{is_plain, is_plain_url};

    #[test]
    fn signs_that_are_not_seen_are_not_plain() {
        for text in [
            "a\rb",
            "a\nb",
            "a\tb",
            "\u{202e}",
            "a\u{200b}",
            "a\u{fe00}",
            "a\u{fe0e}",
            "\u{2028}",
            "\u{feff}",
            "\u{7f}",
            "\u{85}",
            "\u{e0041}",
            "\u{2066}x",
        ] {
            assert!(!is_plain(text), "{text:?}");
        }
        for text in ["", "Ærlig 50 % – «godt» …", "Guovdageaidnu čáhci", "日本", "👩\u{fe0f}"] {
            assert!(is_plain(text), "{text:?}");
        }
    }

    #[test]
    fn an_address_has_a_plain_host() {
        for url in [
            "https://example.no",
            "https://www.example.no/a/b?c=d#e",
            "https://example.no:8443/",
            "https://example.no/@user/%C3%A6",
            "https://example.no/retningslinje_(2025).pdf",
            "https://example.no/søk?q=o'neil",
            "https://intranett/ia",
            "https://localhost:8080/x",
        ] {
            assert!(is_plain_url(url), "{url}");
        }
        for url in [
            "http://example.no",
            "https://",
            "https:///example.no",
            "https://user@example.no",
            "https://user:pass@example.no/",
            "https://example.no\\@evil.no",
            "https://example.no/a b",
            "https://example.no /",
            "https://exa mple.no",
            "https://example.no/\"onclick",
            "https://example.no/)[x](https://evil.no",
            "https://example.no:0/",
            "https://example.no:99999/",
            "https://example.no/<script>",
            "https://ex\u{430}mple.no",
            "https://example.no/\u{202e}",
            "https://-a.no/",
            "https://a..no/",
            "https://example.no:/",
            "https://example.no:123456/",
            "https://[::1]/",
            "javascript:alert(1)",
            "https://example.no/|",
        ] {
            assert!(!is_plain_url(url), "{url}");
        }
    }
}
