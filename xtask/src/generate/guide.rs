//! docs/catalogue-guide.md, followed word by word on a copy of the catalogue.
//!
//! What is to be done with a block stands in the sentence before it, as people read it. A block without such a
//! sentence is a mistake in the guide, so nothing that is shown there goes untried.

use super::tests::{Catalogue, files};
use super::{Output, generate};
use crate::{Cli, command};
use clap::Parser;
use std::fs;
use std::path::{Path, PathBuf};

/// A block of the guide: the line it begins on, the paragraph before it, and what stands in it.
struct Block {
    line: usize,
    lead: String,
    text: String,
}

fn guide() -> String {
    fs::read_to_string(command::root().join("docs/catalogue-guide.md")).unwrap()
}

fn blocks(guide: &str) -> Vec<Block> {
    let mut blocks = Vec::new();
    let mut lead: Vec<&str> = Vec::new();
    let mut paragraph_is_over = false;
    let mut lines = guide.lines().enumerate();
    while let Some((nth, line)) = lines.next() {
        if line.starts_with("```") {
            let text: Vec<&str> =
                lines.by_ref().map(|(_, line)| line).take_while(|line| !line.starts_with("```")).collect();
            blocks.push(Block { line: nth + 1, lead: lead.join(" "), text: text.join("\n") });
            lead.clear();
        } else if line.is_empty() {
            paragraph_is_over = true;
        } else {
            if paragraph_is_over {
                lead.clear();
            }
            paragraph_is_over = false;
            lead.push(line);
        }
    }
    blocks
}

/// The last thing between backticks in a sentence.
fn named(sentence: &str) -> &str {
    sentence.rsplit('`').nth(1).unwrap_or_default()
}

/// A reader with the guide in one hand and a copy of the catalogue in the other.
struct Reader {
    catalogue: Catalogue,
    before: Output,
    /// The block that was found last, and its file.
    found: Option<(PathBuf, String)>,
}

impl Reader {
    fn follow(&mut self, block: &Block) -> Result<(), String> {
        let Block { lead, text, .. } = block;
        if lead.ends_with("står dette:") {
            let file = self.catalogue.0.join(named(lead));
            once(&read(&file)?, text)?;
            self.found = Some((file, text.clone()));
            Ok(())
        } else if lead.ends_with("Bytt det ut med dette:") {
            self.change(text, |_| text.clone())
        } else if lead.ends_with("Lim inn dette under det, med en tom linje mellom:") {
            self.change(text, |found| format!("{found}\n\n{text}"))
        } else if lead.ends_with("Lim inn dette på linjen under:") {
            self.change(text, |found| format!("{found}\n{text}"))
        } else if lead.ends_with("Søk i hele mappen etter dette:") {
            let all: Vec<String> = files(&self.catalogue.0)
                .iter()
                .map(|file| read(&self.catalogue.0.join(file)))
                .collect::<Result<_, _>>()?;
            once(&all.join("\n"), text)
        } else if lead.ends_with("Svaret er:") {
            let answer = match generate(&self.catalogue.0) {
                Ok(_) => "accepted".to_owned(),
                Err(refusals) => refusals.to_string(),
            };
            if answer == *text { Ok(()) } else { Err(format!("the answer is\n{answer}")) }
        } else if lead.ends_with("står det nå:") {
            let output = generate(&self.catalogue.0).map_err(|refusals| refusals.to_string())?;
            let file = Path::new(named(lead));
            let holds = |output: &Output| output.get(file).is_some_and(|page| page.contains(text));
            match (holds(&self.before), holds(&output)) {
                (false, true) => Ok(()),
                (true, _) => Err("that stood there before, too".to_owned()),
                (_, false) => Err("that does not stand there".to_owned()),
            }
        } else if lead.ends_with("Kjør:") {
            text.lines().try_for_each(|line| {
                let words = line.strip_prefix("cargo ").ok_or(format!("`{line}` is not ours"))?;
                Cli::try_parse_from(words.split(' ')).map(|_| ()).map_err(|error| error.to_string())
            })
        } else {
            Err("no sentence says what to do with it".to_owned())
        }
    }

    /// Puts something in the place of what was found last, and goes on from there.
    fn change(&mut self, next: &str, by: impl Fn(&str) -> String) -> Result<(), String> {
        let (file, found) = self.found.take().ok_or("nothing was found to change")?;
        fs::write(&file, read(&file)?.replacen(&found, &by(&found), 1)).map_err(|error| error.to_string())?;
        self.found = Some((file, next.to_owned()));
        Ok(())
    }
}

fn read(file: &Path) -> Result<String, String> {
    fs::read_to_string(file).map_err(|error| format!("{}: {error}", file.display()))
}

/// Whole lines that stand in the text exactly once.
fn once(text: &str, lines: &str) -> Result<(), String> {
    match format!("\n{text}\n").matches(&format!("\n{lines}\n")).count() {
        1 => Ok(()),
        times => Err(format!("that stands there {times} times")),
    }
}

#[test]
fn the_guide_is_followed_word_by_word() {
    let folder = command::root().join("ia-core/catalogue");
    let before = generate(&folder).unwrap_or_else(|refusals| panic!("{refusals}"));
    let catalogue = Catalogue::copy(&folder, "guide");
    let mut reader = Reader { catalogue, before, found: None };
    let blocks = blocks(&guide());
    assert!(blocks.iter().any(|block| block.text.ends_with(" refused")), "no mistake is shown");
    for block in &blocks {
        if let Err(error) = reader.follow(block) {
            panic!("docs/catalogue-guide.md:{}: {error}\n{}", block.line, block.text);
        }
    }
}

#[test]
fn files_and_tests_that_the_guide_names_are_there() {
    let root = command::root();
    let mut rust = String::new();
    for folder in ["tests/rust", "xtask/src/generate"].map(|folder| root.join(folder)) {
        for file in files(&folder) {
            rust += &read(&folder.join(file)).unwrap();
        }
    }
    let guide = guide();
    let prose: String = guide.split("```").step_by(2).collect();
    let is_name = |word: &str| word.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_');
    for word in prose.split('`').skip(1).step_by(2) {
        if word.contains('/') && !word.contains(['*', ' ', '…']) {
            let places = ["", "ia-core/catalogue", "docs"].map(|folder| root.join(folder).join(word));
            assert!(places.iter().any(|place| place.exists()), "there is no {word}");
        }
        if is_name(word) && word.matches('_').count() > 2 {
            assert!(rust.contains(&format!("fn {word}(")), "there is no test {word}");
        }
    }
}
