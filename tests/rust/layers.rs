//! The modules of ia-core import only what stands before them.

use ia_tests::{files_below, root};

/// From the ground up. A module may import those before it and itself.
const ORDER: &[&str] = &[
    "count",
    "limits",
    "code",
    "calendar",
    "order",
    "write",
    "nearest",
    "text",
    "error",
    "json",
    "tables",
    "role",
    "law",
    "record",
    "requirement",
    "catalogue",
    "assess",
    "follow_up",
    "views",
    "api",
    "render",
    "vocabulary",
];

/// The door serves reports, and reports show what the door answers: two faces of one floor.
const SAME_FLOOR: &[(&str, &str)] = &[("api", "render"), ("api", "vocabulary")];

fn module_of(path: &std::path::Path) -> String {
    let inside = path.strip_prefix(root().join("ia-core/src")).expect("below the sources");
    let first = inside.components().next().expect("a name").as_os_str().to_string_lossy();
    first.trim_end_matches(".rs").to_owned()
}

/// The modules that the code names, `crate::x` in any position, tests left out.
fn imports(code: &str) -> Vec<String> {
    let code = code.split("#[cfg(test)]\nmod tests").next().unwrap_or_default();
    let mut found = Vec::new();
    for (at, _) in code.match_indices("crate::") {
        let before = code[..at].lines().next_back().unwrap_or_default().trim_start();
        if before.starts_with("//") {
            continue;
        }
        let rest = &code[at + "crate::".len()..];
        let name: String =
            rest.chars().take_while(|sign| sign.is_ascii_lowercase() || *sign == '_').collect();
        // A re-export of the root begins with a capital.
        if !name.is_empty() && !rest[name.len()..].starts_with(|sign: char| sign.is_ascii_uppercase()) {
            found.push(name);
        }
    }
    found
}

#[test]
fn imports_go_only_downwards() {
    let floor = |name: &str| ORDER.iter().position(|module| *module == name);
    let mut wrong = Vec::new();
    for path in files_below("ia-core/src", "rs") {
        let module = module_of(&path);
        if module == "lib" || module == "bin" {
            continue;
        }
        let own = floor(&module).unwrap_or_else(|| panic!("{module} has no floor"));
        for import in imports(&std::fs::read_to_string(&path).expect("a file")) {
            let Some(other) = floor(&import) else {
                panic!("{import}, used in {}, has no floor", path.display())
            };
            let same = SAME_FLOOR
                .iter()
                .any(|(a, b)| [*a, *b].contains(&module.as_str()) && [*a, *b].contains(&import.as_str()));
            if other > own && !same {
                wrong.push(format!("{module} imports {import} ({})", path.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_bindings_use_the_door_alone() {
    for path in files_below("ia-py/src", "rs").into_iter().chain(files_below("ia-wasm/src", "rs")) {
        let code = std::fs::read_to_string(&path).expect("a file");
        let shown = path.display();
        for (at, _) in code.match_indices("ia_core::") {
            let line = code[..at].lines().count();
            let rest = &code[at + "ia_core::".len()..];
            let comment =
                code.lines().nth(line.saturating_sub(1)).unwrap_or_default().trim_start().starts_with("//");
            assert!(
                comment || rest.starts_with("api"),
                "{shown}: {}",
                rest.lines().next().unwrap_or_default()
            );
        }
        // Tables come in types that have to be told apart; the door knows text alone.
        assert!(!path.ends_with("lib.rs") || !code.contains("match "), "{shown} decides something");
    }
}

#[test]
fn the_core_has_no_hidden_inputs() {
    let forbidden = [
        "std::fs",
        "std::env",
        "std::net",
        "SystemTime",
        "Instant::now",
        "Local::now",
        "Utc::now",
        "thread_rng",
        "HashMap",
    ];
    for path in files_below("ia-core/src", "rs") {
        if module_of(&path) == "bin" {
            continue;
        }
        let code = std::fs::read_to_string(&path).expect("a file");
        for word in forbidden {
            assert!(!code.contains(word), "{} uses {word}", path.display());
        }
    }
}

#[test]
fn files_say_one_thing() {
    for folder in ["ia-core/src", "ia-py/src", "ia-wasm/src", "xtask/src", "tests/rust"] {
        for path in files_below(folder, "rs") {
            let code = std::fs::read_to_string(&path).expect("a file");
            let lines = code.lines().count();
            assert!(lines <= 800 || code.starts_with("// Generated"), "{} has {lines} lines", path.display());
        }
    }
}
