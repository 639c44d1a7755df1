//! The fuzz targets: the files of tests/fuzz, so that none is forgotten.

use crate::command;
use crate::outcome::{Done, Stop};

pub const FOLDER: &str = "tests/fuzz";

/// Every target: a file of the folder each.
pub fn targets() -> Result<Vec<String>, String> {
    let entries =
        std::fs::read_dir(command::root().join(FOLDER)).map_err(|error| format!("{FOLDER}: {error}"))?;
    let names = entries.flatten().filter_map(|entry| entry.file_name().into_string().ok());
    let mut targets: Vec<String> =
        names.filter_map(|name| Some(name.strip_suffix(".rs")?.to_owned())).collect();
    targets.sort();
    Ok(targets)
}

/// The targets that Cargo.toml builds.
fn built(manifest: &str) -> Vec<String> {
    let mut names: Vec<String> = manifest
        .split("[[bin]]")
        .skip(1)
        .filter_map(|bin| Some(bin.split("name = \"").nth(1)?.split('"').next()?.to_owned()))
        .collect();
    names.sort();
    names
}

/// Every target is built by Cargo.toml and compiles. No nightly is needed for that.
pub fn check() -> Done {
    let targets = targets()?;
    let manifest = format!("{FOLDER}/Cargo.toml");
    let text = std::fs::read_to_string(command::root().join(&manifest))
        .map_err(|error| format!("{manifest}: {error}"))?;
    if built(&text) != targets {
        return Err(Stop::Failed(format!(
            "{manifest} builds {:?}, and the folder has {targets:?}",
            built(&text)
        )));
    }
    let mut check = command::cargo("clippy");
    check.args(["--manifest-path", &manifest, "--target-dir", "target", "--", "-D", "warnings"]);
    command::run(check)?;
    Ok(format!("{} targets compile", targets.len()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_target_is_a_file_and_a_program() {
        let manifest =
            "[package]\nname = \"x\"\n[[bin]]\nname = \"b\"\npath = \"b.rs\"\n[[bin]]\nname = \"a\"\n";
        assert_eq!(built(manifest), ["a", "b"]);
        let targets = targets().expect("the folder");
        for target in
            ["arrow", "citation", "columns", "day_string", "door", "kpi", "many", "packs", "record", "viewer"]
        {
            assert!(targets.iter().any(|one| one == target), "{target} is missing");
        }
    }
}
