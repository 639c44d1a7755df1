//! Wrong arguments: which one and what was expected, never what was given.

use clap::error::{ContextKind, ContextValue, ErrorKind};
use std::error::Error as _;
use std::io::Write as _;
use std::process::ExitCode;

/// Help and version go to standard output, all else to standard error with exit code 2.
pub(crate) fn report(error: &clap::Error) -> ExitCode {
    // These hold names of arguments and commands alone.
    if matches!(
        error.kind(),
        ErrorKind::DisplayHelp
            | ErrorKind::DisplayVersion
            | ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand
            | ErrorKind::MissingRequiredArgument
            | ErrorKind::MissingSubcommand
    ) {
        let _ = error.print();
        return if error.use_stderr() { ExitCode::from(2) } else { ExitCode::SUCCESS };
    }
    let _ = writeln!(std::io::stderr().lock(), "ia: {}\nFor more, try ia --help", message(error));
    ExitCode::from(2)
}

fn message(error: &clap::Error) -> String {
    let name = match (error.kind(), error.get(ContextKind::InvalidArg)) {
        // An unknown argument is named by the text that was given.
        (ErrorKind::UnknownArgument | ErrorKind::InvalidSubcommand, _) => None,
        (_, Some(ContextValue::String(name))) => Some(name.as_str()),
        _ => None,
    };
    let expected = match error.kind() {
        ErrorKind::UnknownArgument => {
            "expected no further argument, and only options that the command has".to_owned()
        }
        ErrorKind::InvalidSubcommand => "expected a command".to_owned(),
        ErrorKind::InvalidUtf8 => "expected UTF-8".to_owned(),
        ErrorKind::ArgumentConflict => {
            "expected this only once, and with no option that excludes it".to_owned()
        }
        ErrorKind::InvalidValue => match error.get(ContextKind::ValidValue) {
            Some(ContextValue::Strings(values)) => format!("expected one of {}", values.join(", ")),
            _ => "expected a value".to_owned(),
        },
        // The messages of the readers in this command say what was expected.
        ErrorKind::ValueValidation => {
            error.source().map_or_else(|| "expected another value".to_owned(), ToString::to_string)
        }
        _ => "expected another number of values".to_owned(),
    };
    name.map_or_else(|| expected.clone(), |name| format!("{name}: {expected}"))
}
