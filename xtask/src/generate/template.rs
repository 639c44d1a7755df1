//! Templates: words with `{name}` and `{name, plural, one {..} other {..}}`, `#` being the count.

use std::collections::BTreeSet;

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Piece {
    Text(String),
    Arg(String),
    Plural(String, Vec<Piece>, Vec<Piece>),
}

/// The pieces of a template, or what is wrong with it.
pub fn parse(text: &str) -> Result<Vec<Piece>, String> {
    let mut rest = text;
    let pieces = pieces(&mut rest, None)?;
    if rest.is_empty() { Ok(pieces) } else { Err("a } without its {".to_owned()) }
}

fn pieces(rest: &mut &str, count: Option<&str>) -> Result<Vec<Piece>, String> {
    let mut found = Vec::new();
    let mut words = String::new();
    let flush = |words: &mut String, found: &mut Vec<Piece>| {
        if !words.is_empty() {
            found.push(Piece::Text(std::mem::take(words)));
        }
    };
    while let Some(sign) = rest.chars().next() {
        match sign {
            '}' => break,
            '{' => {
                flush(&mut words, &mut found);
                *rest = &rest[1..];
                found.push(argument(rest)?);
            }
            '#' if count.is_some() => {
                flush(&mut words, &mut found);
                found.push(Piece::Arg(count.unwrap_or_default().to_owned()));
                *rest = &rest[1..];
            }
            _ => {
                words.push(sign);
                *rest = &rest[sign.len_utf8()..];
            }
        }
    }
    flush(&mut words, &mut found);
    Ok(found)
}

/// What stands between { and }, and the } itself.
fn argument(rest: &mut &str) -> Result<Piece, String> {
    let end = rest.find(['}', ',']).ok_or("a { without its }")?;
    let name = rest[..end].trim().to_owned();
    if name.is_empty() || !name.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_') {
        return Err(format!("`{{{name}}}` is not a name of small letters"));
    }
    let closed = rest[end..].starts_with('}');
    *rest = &rest[end + 1..];
    if closed {
        return Ok(Piece::Arg(name));
    }
    let shape = "expected {name, plural, one {..} other {..}}";
    take(rest, "plural,").ok_or(shape)?;
    take(rest, "one").and_then(|()| take(rest, "{")).ok_or(shape)?;
    let one = pieces(rest, Some(&name))?;
    take(rest, "}").and_then(|()| take(rest, "other")).and_then(|()| take(rest, "{")).ok_or(shape)?;
    let other = pieces(rest, Some(&name))?;
    take(rest, "}").and_then(|()| take(rest, "}").or_else(|| take(rest, " }"))).ok_or(shape)?;
    Ok(Piece::Plural(name, one, other))
}

fn take(rest: &mut &str, wanted: &str) -> Option<()> {
    *rest = match wanted {
        // The last } ends the argument: what follows it are words.
        "}" => rest.strip_prefix(wanted)?,
        _ => rest.trim_start().strip_prefix(wanted)?,
    };
    Some(())
}

/// The names that a template uses.
pub fn names(pieces: &[Piece]) -> BTreeSet<&str> {
    let mut found = BTreeSet::new();
    for piece in pieces {
        match piece {
            Piece::Text(_) => {}
            Piece::Arg(name) => {
                found.insert(name.as_str());
            }
            Piece::Plural(name, one, other) => {
                found.insert(name.as_str());
                found.extend(names(one));
                found.extend(names(other));
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_names_and_plurals() {
        let text = "Minst {least, plural, one {# møte} other {# møter}} før {date}.";
        let pieces = parse(text).unwrap();
        assert_eq!(names(&pieces).into_iter().collect::<Vec<_>>(), ["date", "least"]);
        assert_eq!(pieces.len(), 5);
        let Piece::Plural(_, one, other) = &pieces[1] else { panic!("no plural") };
        assert_eq!(one, &[Piece::Arg("least".into()), Piece::Text(" møte".into())]);
        assert_eq!(other, &[Piece::Arg("least".into()), Piece::Text(" møter".into())]);
        for wrong in ["{", "}", "{a", "{A}", "{a, plural, one {x}}", "{a, select, b {c}}", "{}"] {
            assert!(parse(wrong).is_err(), "{wrong}");
        }
    }
}
