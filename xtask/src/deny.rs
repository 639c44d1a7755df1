//! What we depend on: licences, bans and sources, by deny.toml.

use crate::command;
use crate::outcome::{Done, Stop};
use crate::tool;

/// Advisories are left out: they need a database that this check would have to fetch from elsewhere.
const CHECKS: [&str; 3] = ["licenses", "bans", "sources"];

pub fn check() -> Done {
    tool::DENY.ready().map_err(Stop::CouldNotRun)?;
    for manifest in ["Cargo.toml", "tests/fuzz/Cargo.toml"] {
        let mut deny = tool::DENY.ready()?;
        deny.args([
            "--locked",
            "--all-features",
            "--workspace",
            "--config",
            "deny.toml",
            "--manifest-path",
            manifest,
        ]);
        deny.args(["check", "--hide-inclusion-graph"]).args(CHECKS);
        command::run(deny)?;
    }
    Ok(CHECKS.join(", "))
}
