//! The known name that a name with a slip of the hand was to be.

/// No name of ours is longer.
const LONGEST: usize = 64;

/// So many are looked at: more than the norms of the catalogue.
const MOST: usize = 1_000;

/// How alike two names must be, from 0 to 1, for one to be named.
const ALIKE: f64 = 0.8;

/// The known name that is most like the one given; the first of those that are as like. None when none is like it.
pub(crate) fn nearest<'k>(given: &str, known: impl Iterator<Item = &'k str>) -> Option<&'k str> {
    if given.len() > LONGEST {
        return None;
    }
    let given = given.trim().to_ascii_lowercase();
    let alike = known
        .take(MOST)
        .map(|name| (strsim::jaro_winkler(&given, name), name))
        .filter(|(alike, _)| *alike >= ALIKE);
    // The last of equals would come last.
    alike.reduce(|best, next| if next.0 > best.0 { next } else { best }).map(|(_, name)| name)
}

#[cfg(test)]
mod tests {
    use super::nearest;

    #[test]
    fn a_slip_of_the_hand_finds_its_name_and_another_word_does_not() {
        let known =
            || ["line-manager-safety-rep-guideline", "sammen-om-forbedring", "hse", "role"].into_iter();
        for (given, name) in [
            ("line-manager-safety-rep-guidelines", Some("line-manager-safety-rep-guideline")),
            ("line_manager_safety_rep_guideline", Some("line-manager-safety-rep-guideline")),
            (" Sammen-om-Forbedring", Some("sammen-om-forbedring")),
            ("hsee", Some("hse")),
            ("roles", Some("role")),
            ("moon", None),
            ("", None),
        ] {
            assert_eq!(nearest(given, known()), name, "{given}");
        }
        assert_eq!(nearest(&"role".repeat(17), known()), None);
        assert_eq!(nearest("ab", ["abx", "aby"].into_iter()), Some("abx"));
        assert_eq!(nearest("role", core::iter::empty()), None);
    }
}
