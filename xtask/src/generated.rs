//! Writes what is generated, or says what is stale.

use crate::generate::generate;
use crate::outcome::{Done, Stop};
use crate::{command, node};
use std::path::Path;

pub fn run(check: bool, refuse: Option<&Path>) -> Done {
    let root = command::root();
    if let Some(folder) = refuse {
        println!("{}", generate(folder).map(|_| "accepted").map_err(|refusals| refusals.to_string())?);
        return Ok(String::new());
    }
    let output = generate(&root.join("ia-core/catalogue")).map_err(|refusals| refusals.to_string())?;
    let mut stale = Vec::new();
    for (path, text) in &output {
        put(&root.join(path), text, check, &mut stale)?;
    }
    let mut types = None;
    // What follows is made by the library itself, built with the tables just written.
    if stale.is_empty() || !check {
        let schema = command::output(command::ia(&["schema"]))?;
        put(&root.join("docs/schema/record.schema.json"), &schema, check, &mut stale)?;
        let compact = command::output(command::ia(&["schema", "--compact"]))?;
        put(&root.join("ia-core/src/api/record.schema.json"), &compact, check, &mut stale)?;
        let schema = command::output(command::ia(&["schema", "--types"]))?;
        put(&root.join("docs/schema/api.schema.json"), &schema, check, &mut stale)?;
        let glossary = command::output(command::ia(&["glossary"]))?;
        put(&root.join("docs/glossary.md"), &glossary, check, &mut stale)?;
        types = Some(schema);
    }
    if check && !stale.is_empty() {
        return Err(Stop::Failed(format!("stale: {}\n    fix: cargo xtask generate", stale.join(", "))));
    }
    // Last, because it needs Node: all else is said where Node is missing.
    if let Some(types) = types {
        node::types(&types, check)?;
    }
    let said = if stale.is_empty() {
        "generated files are fresh".to_owned()
    } else {
        format!("wrote {}", stale.join(", "))
    };
    println!("{said}");
    Ok(said)
}

fn put(file: &Path, text: &str, check: bool, stale: &mut Vec<String>) -> Result<(), String> {
    if std::fs::read_to_string(file).is_ok_and(|current| current == text) {
        return Ok(());
    }
    let root = command::root();
    stale.push(file.strip_prefix(&root).unwrap_or(file).display().to_string());
    if check {
        return Ok(());
    }
    std::fs::create_dir_all(file.parent().unwrap_or(&root))
        .and_then(|()| std::fs::write(file, text))
        .map_err(|error| format!("{}: {error}", file.display()))
}
