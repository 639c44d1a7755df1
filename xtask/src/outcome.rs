//! How a task or a stage ends, and the last lines of `cargo xtask test`.

use std::fmt::Write as _;

/// The exit code of a task that could not run.
pub const COULD_NOT_RUN: u8 = 3;

/// Why a task did not go well.
#[derive(Debug, PartialEq, Eq)]
pub enum Stop {
    /// A check ran and failed. The text may be empty when all is said.
    Failed(String),
    /// A program or a folder is missing, so nothing was checked.
    CouldNotRun(String),
}

/// What a task gives back: a note for the last lines, or why it stopped.
pub type Done = Result<String, Stop>;

impl From<String> for Stop {
    fn from(reason: String) -> Self {
        Self::Failed(reason)
    }
}

impl Stop {
    pub fn reason(&self) -> &str {
        let (Self::Failed(reason) | Self::CouldNotRun(reason)) = self;
        reason
    }

    /// From the exit code of another process of ours.
    pub fn of_code(code: Option<i32>, reason: String) -> Self {
        if code == Some(i32::from(COULD_NOT_RUN)) { Self::CouldNotRun(reason) } else { Self::Failed(reason) }
    }

    /// The same for a task where nothing checked is a failure.
    pub fn failed(self) -> Self {
        Self::Failed(self.reason().to_owned())
    }
}

/// Whether this is a run of CI: the variable `CI` is set and not empty.
pub fn under_ci() -> bool {
    crate::command::variable("CI").is_some()
}

/// A stage that is over.
pub struct Ran {
    pub name: &'static str,
    pub seconds: f64,
    pub done: Done,
    /// Whether this stage may be skipped under CI.
    pub may_be_skipped: bool,
}

/// The last lines of a run, and whether it is green. Under CI a skipped stage counts as failed, unless it may be skipped.
///
/// The last line is `N passed, N failed`, or `N passed, N failed, N skipped`. CI reads it.
pub fn closing(stages: &[Ran], ci: bool) -> (String, bool) {
    let (mut passed, mut failed, mut skipped) = (0, 0, 0);
    let mut lines = String::new();
    for Ran { name, seconds, done, may_be_skipped } in stages {
        let (sign, note) = match done {
            Ok(note) => {
                passed += 1;
                ("✓", note.clone())
            }
            Err(Stop::Failed(reason)) => {
                failed += 1;
                ("✗", reason.lines().next().unwrap_or_default().to_owned())
            }
            Err(Stop::CouldNotRun(reason)) if ci && !may_be_skipped => {
                failed += 1;
                ("✗", format!("skipped, which fails under CI: {reason}"))
            }
            Err(Stop::CouldNotRun(reason)) => {
                skipped += 1;
                ("–", format!("skipped: {reason}"))
            }
        };
        let line = format!("{sign} {name:<10} {seconds:>7.1} s  {}", note.replace('\n', " "));
        let _ = writeln!(lines, "{}", line.trim_end());
    }
    let _ = write!(lines, "{passed} passed, {failed} failed");
    if skipped > 0 {
        let _ = write!(lines, ", {skipped} skipped");
    }
    (lines, failed == 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ran(name: &'static str, done: Done) -> Ran {
        Ran { name, seconds: 1.0, done, may_be_skipped: false }
    }

    fn missing() -> Done {
        Err(Stop::CouldNotRun("hunspell is missing".to_owned()))
    }

    fn last(text: &str) -> &str {
        text.lines().last().unwrap_or_default()
    }

    #[test]
    fn the_last_line_names_skipped_stages_only_when_there_are_some() {
        let well =
            [ran("format", Ok(String::new())), ran("cases", Ok("544 passed, 459 not built yet".into()))];
        let (text, green) = closing(&well, false);
        assert_eq!((last(&text), green), ("2 passed, 0 failed", true));
        assert!(text.contains("✓ cases          1.0 s  544 passed, 459 not built yet\n"), "{text}");

        let one_missing = [ran("format", Ok(String::new())), ran("language", missing())];
        let (text, green) = closing(&one_missing, false);
        assert_eq!((last(&text), green), ("1 passed, 0 failed, 1 skipped", true));
        assert!(text.contains("– language       1.0 s  skipped: hunspell is missing\n"), "{text}");
    }

    #[test]
    fn a_failure_is_never_green() {
        for ci in [false, true] {
            let stages = [
                ran("rust", Err(Stop::Failed("a test\n    fix: mend it".into()))),
                ran("wasm", Ok(String::new())),
            ];
            let (text, green) = closing(&stages, ci);
            assert_eq!((last(&text), green), ("1 passed, 1 failed", false));
            assert!(text.contains("✗ rust           1.0 s  a test\n"), "{text}");
        }
    }

    #[test]
    fn a_skipped_stage_fails_under_ci_unless_it_may_be_skipped() {
        let (text, green) = closing(&[ran("language", missing())], true);
        assert_eq!((last(&text), green), ("0 passed, 1 failed", false));
        assert!(text.contains("language") && text.contains("hunspell is missing"), "{text}");

        let may = Ran { may_be_skipped: true, ..ran("cases", missing()) };
        let (text, green) = closing(&[may], true);
        assert_eq!((last(&text), green), ("0 passed, 0 failed, 1 skipped", true));
    }

    #[test]
    fn the_exit_code_of_a_task_tells_whether_it_ran() {
        let of = |code| Stop::of_code(code, "why".to_owned());
        assert_eq!(of(Some(3)), Stop::CouldNotRun("why".to_owned()));
        assert_eq!(of(Some(1)), Stop::Failed("why".to_owned()));
        assert_eq!(of(Some(101)), Stop::Failed("why".to_owned()));
        assert_eq!(of(None), Stop::Failed("why".to_owned()));
        assert_eq!(of(Some(3)).failed(), Stop::Failed("why".to_owned()));
    }
}
