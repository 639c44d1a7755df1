//! Many mutants in one source file.
//!
//! The body of a function becomes a `match` on the mutant that the environment chooses: one arm for each mutant, with
//! the body as that mutant changes it, and a last arm with the body as it is.

use super::Mutant;
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::ops::Range;

/// The name of the function that each body asks. It is appended to lib.rs.
const ASK: &str = "crate::chosen_mutant";

/// Appended to the library: which mutant the environment chooses, and a file with the functions that were reached.
pub const HOOK: &str = r#"
#[doc(hidden)]
#[allow(missing_docs, dead_code)]
pub fn chosen_mutant(function: usize) -> usize {
    use std::io::Write as _;
    use std::sync::{Mutex, OnceLock};
    static CHOSEN: OnceLock<usize> = OnceLock::new();
    static REACHED: OnceLock<Option<Mutex<(std::fs::File, std::collections::BTreeSet<usize>)>>> = OnceLock::new();
    let reached = REACHED.get_or_init(|| {
        let path = std::env::var_os("IA_MUTANT_REACH")?;
        let file = std::fs::OpenOptions::new().create(true).append(true).open(path).ok()?;
        Some(Mutex::new((file, std::collections::BTreeSet::new())))
    });
    if let Some(Ok(mut reached)) = reached.as_ref().map(Mutex::lock)
        && reached.1.insert(function)
    {
        let _ = writeln!(reached.0, "{function}");
    }
    *CHOSEN.get_or_init(|| std::env::var("IA_MUTANT").ok().and_then(|id| id.parse().ok()).unwrap_or(0))
}
"#;

/// Mutants with their places in bytes, by the place of the function around them.
type InFunctions<'a> = BTreeMap<(usize, usize), Vec<(&'a Mutant, Range<usize>)>>;

/// A changed file, and where each mutant is in it.
#[derive(Debug, Default)]
pub struct Combined {
    pub text: String,
    /// The lines of each mutant's arm, from 1.
    pub arms: Vec<(usize, Range<usize>)>,
    /// The lines of each function, from 1, and the mutants in it. The first of them is the function's name.
    pub functions: Vec<(Range<usize>, Vec<usize>)>,
}

/// Where a place with line and column is, in bytes.
fn offset(starts: &[usize], text: &str, (line, column): (usize, usize)) -> Option<usize> {
    let start = *starts.get(line.checked_sub(1)?)?;
    let rest = text.get(start..)?;
    let within: usize = rest.chars().take(column.checked_sub(1)?).map(char::len_utf8).sum();
    Some(start + within)
}

fn range(starts: &[usize], text: &str, span: [(usize, usize); 2]) -> Option<Range<usize>> {
    Some(offset(starts, text, span[0])?..offset(starts, text, span[1])?)
}

/// Between the braces of a function's body. Comments and texts before it are passed over.
fn body(text: &str, function: &Range<usize>) -> Option<Range<usize>> {
    let head = text.get(function.clone())?;
    let mut depth = 0_usize;
    let mut at = 0;
    while let Some(sign) = head.get(at..)?.chars().next() {
        let rest = head.get(at..)?;
        let length = match sign {
            '/' if rest.starts_with("//") => rest.find('\n')?,
            '"' => {
                let quoted = rest.get(1..)?;
                let ends = |place: &usize| !quoted.get(..*place).is_some_and(|before| before.ends_with('\\'));
                quoted.match_indices('"').map(|(place, _)| place).find(ends)? + 2
            }
            '{' if depth == 0 => return Some(function.start + at + 1..function.end - 1),
            _ => sign.len_utf8(),
        };
        match sign {
            '(' | '[' => depth += 1,
            ')' | ']' => depth = depth.checked_sub(1)?,
            _ => {}
        }
        at += length;
    }
    None
}

/// The file with this mutant and no other.
pub fn alone(text: &str, mutant: &Mutant) -> Option<String> {
    let starts = starts(text);
    let span = range(&starts, text, mutant.span)?;
    Some([text.get(..span.start)?, &mutant.replacement, text.get(span.end..)?].concat())
}

fn starts(text: &str) -> Vec<usize> {
    std::iter::once(0).chain(text.match_indices('\n').map(|(at, _)| at + 1)).collect()
}

/// The file with all these mutants. Those that have no place in it are left out.
pub fn combine(text: &str, mutants: &[&Mutant]) -> Combined {
    let starts = starts(text);
    // By the outermost function: one inside another is part of its body.
    let mut functions = InFunctions::new();
    let ranges: Vec<Range<usize>> = mutants
        .iter()
        .filter_map(|mutant| range(&starts, text, mutant.function?))
        .filter(|function| text.is_char_boundary(function.end))
        .collect();
    for mutant in mutants {
        let Some(function) = mutant.function.and_then(|span| range(&starts, text, span)) else { continue };
        let outer = ranges
            .iter()
            .filter(|other| other.start <= function.start && function.end <= other.end)
            .max_by_key(|other| other.len());
        if let (Some(outer), Some(span)) = (outer, range(&starts, text, mutant.span)) {
            functions.entry((outer.start, outer.end)).or_default().push((mutant, span));
        }
    }
    let mut combined = Combined::default();
    let mut done = 0;
    for ((start, end), mutants) in functions {
        let Some(body) = body(text, &(start..end)) else { continue };
        let inside = |span: &Range<usize>| body.start <= span.start && span.end <= body.end;
        let mutants: Vec<_> = mutants.into_iter().filter(|(_, span)| inside(span)).collect();
        let ids: Vec<usize> = mutants.iter().map(|(mutant, _)| mutant.id).collect();
        // A function is named by its first mutant.
        let Some(name) = ids.first() else { continue };
        combined.text.push_str(&text[done..body.start]);
        let first = line(&combined.text);
        let _ = write!(combined.text, " match {ASK}({name}) {{");
        for (mutant, span) in mutants {
            let from = line(&combined.text) + 1;
            let (before, after) = (&text[body.start..span.start], &text[span.end..body.end]);
            let _ = write!(combined.text, "\n{} => {{{before}{}{after}}}", mutant.id, mutant.replacement);
            combined.arms.push((mutant.id, from..line(&combined.text) + 1));
        }
        let _ = write!(combined.text, "\n_ => {{{}}} }}", &text[body.clone()]);
        combined.functions.push((first..line(&combined.text) + 1, ids));
        done = body.end;
    }
    combined.text.push_str(&text[done..]);
    combined
}

/// The line that is written now, from 1.
fn line(text: &str) -> usize {
    text.matches('\n').count() + 1
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "fn æ(a: [u8; 2]) -> bool {\n    a[0] == 1\n}\n\nconst N: u8 = 1;\n";

    #[test]
    fn what_stands_before_a_body_is_passed_over() {
        for head in [
            "fn a() -> u8 ",
            "/// Of { and (.\nfn a() -> u8 ",
            "/// It's.\n#[expect(x, reason = \"a ) \\\" {\")]\npub fn a<'a>(b: &'a [u8; 2]) -> u8\nwhere\n    u8: Copy, // {\n",
        ] {
            let text = format!("{head}{{ 7 }}");
            assert_eq!(body(&text, &(0..text.len())).and_then(|body| text.get(body)), Some(" 7 "), "{head}");
        }
        assert_eq!(body("fn a();", &(0..7)), None);
    }

    fn mutant(id: usize, span: [(usize, usize); 2], replacement: &str) -> Mutant {
        Mutant {
            id,
            name: id.to_string(),
            file: "a.rs".into(),
            function: Some([(1, 1), (3, 2)]),
            span,
            replacement: replacement.into(),
        }
    }

    #[test]
    fn a_body_becomes_one_arm_for_each_mutant_and_one_as_it_was() {
        let (value, sign) = (mutant(7, [(2, 5), (2, 14)], "true"), mutant(8, [(2, 10), (2, 12)], "!="));
        let combined = combine(TEXT, &[&value, &sign]);
        let arms = "7 => {\n    true\n}\n8 => {\n    a[0] != 1\n}\n_ => {\n    a[0] == 1\n} }}\n";
        assert_eq!(
            combined.text,
            format!(
                "fn æ(a: [u8; 2]) -> bool {{ match crate::chosen_mutant(7) {{\n{arms}\nconst N: u8 = 1;\n"
            )
        );
        assert_eq!(combined.arms, [(7, 2..5), (8, 5..8)]);
        assert_eq!(combined.functions, [(1..11, vec![7, 8])]);
        assert_eq!(
            alone(TEXT, &sign).as_deref(),
            Some("fn æ(a: [u8; 2]) -> bool {\n    a[0] != 1\n}\n\nconst N: u8 = 1;\n")
        );
    }

    #[test]
    fn what_is_in_no_function_is_left_out() {
        let outside = Mutant { function: None, ..mutant(1, [(5, 15), (5, 16)], "2") };
        assert_eq!(combine(TEXT, &[&outside]).text, TEXT);
        assert_eq!(alone(TEXT, &outside).as_deref().map(|text| text.ends_with("= 2;\n")), Some(true));
    }
}
