//! The language of the catalogue's texts: spelling, bokmål and nynorsk apart, nothing copied.

use crate::outcome::{Done, Stop};
use crate::{apt, command, python};

const PACKAGES: [&str; 3] = ["hunspell", "hunspell-no", "hunspell-en-gb"];

/// Runs tests/language/check.py with hunspell, which is installed where that can be done.
pub fn check() -> Done {
    if !is_there() {
        let missing = |why: String| Stop::CouldNotRun(format!("hunspell or a dictionary is missing: {why}"));
        apt::install(&PACKAGES).map_err(missing)?;
        if !is_there() {
            return Err(missing(format!("it does not run with {} installed", PACKAGES.join(", "))));
        }
    }
    let mut check = command::program(python::python()?);
    check.arg("tests/language/check.py");
    let (status, text) = command::watched(&mut check)?;
    let last = command::last_line(&text).to_owned();
    if status.success() { Ok(last) } else { Err(Stop::of_code(status.code(), last)) }
}

fn is_there() -> bool {
    let mut hunspell = command::program("hunspell");
    hunspell.arg("--version");
    command::works(hunspell)
        && ["nb_NO", "nn_NO", "en_GB"].iter().all(|language| {
            let mut dictionary = command::program("hunspell");
            dictionary.args(["-d", language, "-l", "/dev/null"]);
            command::works(dictionary)
        })
}
