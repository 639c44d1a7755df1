//! Fuzzing by cargo-fuzz: each target for the same time, from small seeds and from large ones.

use crate::fuzz::{FOLDER, targets};
use crate::outcome::{Done, Stop};
use crate::{command, tool};
use serde_json::{Value, json};
use std::path::Path;

/// The longest input. LibFuzzer's own limit would be the longest seed.
const MAX_LEN: usize = 1 << 20;
/// How large a large seed becomes, in bytes: beyond 64 kB, and short enough to be run often.
const LARGE: usize = 160_000;
/// Targets whose input is no JSON: the dictionary would be noise.
const NOT_JSON: [&str; 6] = ["arrow", "citation", "columns", "day_string", "kpi", "many"];

/// Fuzzes every target, or one.
pub fn run(seconds: u32, only: Option<&str>) -> Done {
    let targets = targets()?;
    if let Some(only) = only.filter(|only| !targets.iter().any(|target| target == only)) {
        return Err(Stop::Failed(format!("no target {only}: {}", targets.join(", "))));
    }
    // cargo-fuzz has no `--locked` of its own.
    let mut locked = command::cargo("metadata");
    locked.args(["--format-version", "1", "--manifest-path", &format!("{FOLDER}/Cargo.toml")]);
    command::output(locked)?;
    for target in targets.iter().filter(|target| only.is_none_or(|only| only == *target)) {
        fuzz(target, seconds)?;
    }
    Ok(String::new())
}

fn fuzz(target: &str, seconds: u32) -> Result<(), String> {
    // Records are at hand already.
    let seeds = if target == "record" { "tests/data".to_owned() } else { format!("{FOLDER}/seeds/{target}") };
    let (found, large) = (format!("{FOLDER}/corpus/{target}"), format!("target/fuzz-large/{target}"));
    for folder in [&found, &large] {
        std::fs::create_dir_all(command::root().join(folder))
            .map_err(|error| format!("{folder}: {error}"))?;
    }
    grow_all(&command::root().join(&seeds), &command::root().join(&large))
        .map_err(|error| format!("{seeds}: {error}"))?;
    let mut fuzz = tool::FUZZ.ready()?;
    fuzz.env_remove("CARGO").env("RUSTUP_TOOLCHAIN", "nightly");
    fuzz.args(["run", "--fuzz-dir", FOLDER, target, &found, &seeds, &large, "--"]);
    // To libFuzzer, no time is no end.
    fuzz.arg(format!("-max_total_time={}", seconds.max(1)));
    fuzz.args([&format!("-max_len={MAX_LEN}"), "-timeout=20", "-rss_limit_mb=4096", "-print_final_stats=1"]);
    if !NOT_JSON.contains(&target) {
        fuzz.arg(format!("-dict={FOLDER}/json.dict"));
    }
    command::run(fuzz).map_err(|error| format!("{error}\n    needs: rustup toolchain install nightly"))
}

/// A large seed from each small one.
fn grow_all(small: &Path, large: &Path) -> std::io::Result<()> {
    for entry in std::fs::read_dir(small)? {
        let path = entry?.path();
        if let Some(name) = path.file_name().filter(|_| path.is_file()) {
            std::fs::write(large.join(name), grown(&std::fs::read(&path)?))?;
        }
    }
    Ok(())
}

/// JSON with its lists of objects made long, with up to two bytes before it; all else is repeated.
fn grown(seed: &[u8]) -> Vec<u8> {
    for at in 0..=2.min(seed.len()) {
        let (before, text) = seed.split_at(at);
        if let Ok(mut value) = serde_json::from_slice::<Value>(text)
            && value.is_object()
        {
            let times = LARGE / text.len().max(1) + 1;
            lengthen(&mut value, times);
            return [before, value.to_string().as_bytes()].concat();
        }
    }
    seed.iter().copied().cycle().take(LARGE * usize::from(!seed.is_empty())).collect()
}

/// Repeats the entries of the outermost lists of objects, each with ids of its own.
fn lengthen(value: &mut Value, times: usize) {
    match value {
        Value::Object(members) => members.values_mut().for_each(|member| lengthen(member, times)),
        Value::Array(items) if items.iter().any(Value::is_object) => {
            *items = (0..times).flat_map(|nth| items.iter().map(move |item| renamed(item, nth))).collect();
        }
        _ => {}
    }
}

fn renamed(item: &Value, nth: usize) -> Value {
    let mut item = item.clone();
    for name in ["id", "person"] {
        if let (Some(member), true) = (item.get_mut(name), nth > 0) {
            *member = json!(format!("{}-{nth}", member.as_str().unwrap_or("x")));
        }
    }
    item
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn large_seeds_pass_the_old_limit_and_keep_their_shape() {
        let seed = br#"{"record":{"absences":[{"id":"case-1","person":"p-1","from":"2026-01-05"}]},"as_of":"2026-11-22"}"#;
        for before in [&b""[..], b"\x05", b"\x00\x07"] {
            let large = grown(&[before, seed].concat());
            assert!(large.len() > 65_536 && large.len() < MAX_LEN, "{}", large.len());
            let value: Value = serde_json::from_slice(&large[before.len()..]).expect("JSON");
            let absences = value["record"]["absences"].as_array().expect("a list");
            assert_eq!(absences[0]["id"], "case-1");
            assert_eq!((&absences[7]["id"], &absences[7]["person"]), (&json!("case-1-7"), &json!("p-1-7")));
        }
        assert_eq!(grown(b"10S 15A ").len(), LARGE);
        assert!(grown(b"").is_empty());
    }
}
