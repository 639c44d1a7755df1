//! Writes what is generated, or says what is stale.

use crate::generate::generate;
use crate::{command, node};
use std::path::Path;

pub fn run(check: bool, refuse: Option<&Path>) -> Result<(), String> {
    let root = command::root();
    if let Some(folder) = refuse {
        return generate(folder).map(|_| println!("accepted")).map_err(|refusals| refusals.to_string());
    }
    let output = generate(&root.join("ia-core/catalogue")).map_err(|refusals| refusals.to_string())?;
    let mut stale = Vec::new();
    for (path, text) in &output {
        put(&root.join(path), text, check, &mut stale)?;
    }
    // What follows is made by the library itself, built with the tables just written.
    if stale.is_empty() || !check {
        let schema = command::output(command::ia(&["schema"]))?;
        put(&root.join("docs/schema/record.schema.json"), &schema, check, &mut stale)?;
        let compact = command::output(command::ia(&["schema", "--compact"]))?;
        put(&root.join("ia-core/src/api/record.schema.json"), &compact, check, &mut stale)?;
        let types = command::output(command::ia(&["schema", "--types"]))?;
        put(&root.join("docs/schema/api.schema.json"), &types, check, &mut stale)?;
        let glossary = command::output(command::ia(&["glossary"]))?;
        put(&root.join("docs/glossary.md"), &glossary, check, &mut stale)?;
        node::types(&types, check)?;
    }
    match (check, stale.is_empty()) {
        (_, true) => println!("generated files are fresh"),
        (false, false) => println!("wrote {}", stale.join(", ")),
        (true, false) => {
            return Err(format!("stale: {}\n    fix: cargo xtask generate", stale.join(", ")));
        }
    }
    Ok(())
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
