//! The language of the catalogue's texts: spelling, bokmål and nynorsk apart, nothing copied.

use crate::{command, python};

const PACKAGES: [&str; 3] = ["hunspell", "hunspell-no", "hunspell-en-gb"];

/// Runs tests/language/check.py with hunspell, which is installed where that can be done.
///
/// Where it cannot, that is said and the rest goes on: the texts do not depend on the machine.
pub fn check() -> Result<(), String> {
    if !is_there() && !install() {
        println!("not run: hunspell is missing: apt-get install {}", PACKAGES.join(" "));
        return Ok(());
    }
    let mut check = command::program(python::python()?);
    check.arg("tests/language/check.py");
    command::run(check)
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

fn install() -> bool {
    println!("apt-get install {}", PACKAGES.join(" "));
    let mut update = command::program("apt-get");
    update.args(["update", "--quiet"]);
    let mut install = command::program("apt-get");
    install.args(["install", "--yes", "--quiet", "--no-install-recommends"]).args(PACKAGES);
    command::works(update) && command::works(install) && is_there()
}
