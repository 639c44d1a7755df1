use std::fmt;
use std::path::PathBuf;

/// A place in a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct At {
    pub file: PathBuf,
    pub line: usize,
}

/// One thing that is wrong in the catalogue: where, what, and how to mend it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Refusal {
    pub file: PathBuf,
    pub line: usize,
    pub what: String,
    pub fix: String,
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}: {}\n    fix: {}", self.file.display(), self.line, self.what, self.fix)
    }
}

/// Everything that is wrong, in the order of the files.
#[derive(Debug, Default)]
pub struct Refusals(pub Vec<Refusal>);

impl Refusals {
    pub fn push(&mut self, at: &At, what: impl Into<String>, fix: impl Into<String>) {
        self.0.push(Refusal { file: at.file.clone(), line: at.line, what: what.into(), fix: fix.into() });
    }

    pub fn into_result<T>(mut self, value: T) -> Result<T, Self> {
        if self.0.is_empty() {
            Ok(value)
        } else {
            self.0.sort();
            self.0.dedup();
            Err(self)
        }
    }
}

impl fmt::Display for Refusals {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for refusal in &self.0 {
            writeln!(f, "{refusal}")?;
        }
        write!(f, "{} refused", self.0.len())
    }
}
