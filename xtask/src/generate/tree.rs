//! A TOML file as JSON values that remember their lines.

use super::refusal::{At, Refusal, Refusals};
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// A file, read.
pub struct Tree {
    file: PathBuf,
    pub value: Value,
    /// The line of every value, by its JSON Pointer.
    lines: BTreeMap<String, usize>,
}

impl Tree {
    pub fn read(folder: &Path, file: &Path) -> Result<Self, Refusals> {
        let shown = file.strip_prefix(folder).unwrap_or(file).to_path_buf();
        let refuse = |line, what: String, fix: &str| {
            Refusals(vec![Refusal { file: shown.clone(), line, what, fix: fix.to_owned() }])
        };
        let text = std::fs::read_to_string(file)
            .map_err(|error| refuse(0, format!("cannot be read: {error}"), "put the file there"))?;
        let starts: Vec<usize> =
            std::iter::once(0).chain(text.match_indices('\n').map(|(at, _)| at + 1)).collect();
        let line = |offset: usize| starts.partition_point(|start| *start <= offset);
        let table = DeTable::parse(&text).map_err(|error| {
            let at = error.span().map_or(0, |span| line(span.start));
            refuse(at, format!("is not TOML: {}", error.message()), "mend the TOML")
        })?;
        let mut tree = Self { file: shown.clone(), value: Value::Null, lines: BTreeMap::new() };
        tree.value = tree.table(table.get_ref(), "", &line);
        Ok(tree)
    }

    fn table(&mut self, table: &DeTable<'_>, at: &str, line: &dyn Fn(usize) -> usize) -> Value {
        let mut map = Map::new();
        for (key, value) in table {
            let place = format!("{at}/{}", key.get_ref().replace('~', "~0").replace('/', "~1"));
            self.lines.insert(place.clone(), line(key.span().start));
            let value = self.value(value, &place, line);
            map.insert(key.get_ref().to_string(), value);
        }
        Value::Object(map)
    }

    fn value(&mut self, value: &Spanned<DeValue<'_>>, at: &str, line: &dyn Fn(usize) -> usize) -> Value {
        match value.get_ref() {
            DeValue::String(text) => Value::String(text.to_string()),
            DeValue::Integer(number) => {
                i64::from_str_radix(number.as_str(), number.radix()).map_or(Value::Null, Value::from)
            }
            DeValue::Float(number) => Value::String(number.as_str().to_owned()),
            DeValue::Boolean(value) => Value::Bool(*value),
            DeValue::Datetime(day) => Value::String(day.to_string()),
            DeValue::Array(list) => {
                let mut items = Vec::new();
                for (nth, item) in list.iter().enumerate() {
                    let place = format!("{at}/{nth}");
                    self.lines.insert(place.clone(), line(item.span().start));
                    items.push(self.value(item, &place, line));
                }
                Value::Array(items)
            }
            DeValue::Table(table) => self.table(table, at, line),
        }
    }

    /// The place of a value: its own line, or that of what holds it.
    pub fn at(&self, pointer: &str) -> At {
        let mut place = pointer;
        loop {
            if let Some(&line) = self.lines.get(place) {
                return At { file: self.file.clone(), line };
            }
            match place.rfind('/') {
                Some(cut) => place = &place[..cut],
                None => {
                    return At { file: self.file.clone(), line: 1 };
                }
            }
        }
    }

    /// A part of the file as `T`, or the refusal with the line that is wrong.
    pub fn typed<T: DeserializeOwned>(&self, value: &Value, pointer: &str) -> Result<T, Refusal> {
        serde_path_to_error::deserialize(value).map_err(|error| {
            let inner = pointer_of(error.path());
            let At { file, line } = self.at(&format!("{pointer}{inner}"));
            let what = error.inner().to_string();
            let fix = if what.contains("unknown field") {
                "use one of the keys named, or take the line out"
            } else if what.contains("unknown variant") || what.starts_with("expected one of ") {
                "use one of the codes named"
            } else if what.contains("missing field") {
                "add the key"
            } else {
                "write the value as named"
            };
            Refusal { file, line, what, fix: fix.to_owned() }
        })
    }
}

fn pointer_of(path: &serde_path_to_error::Path) -> String {
    use serde_path_to_error::Segment;
    path.iter()
        .map(|segment| match segment {
            Segment::Seq { index } => format!("/{index}"),
            Segment::Map { key } => format!("/{key}"),
            Segment::Enum { variant } => format!("/{variant}"),
            Segment::Unknown => String::new(),
        })
        .collect()
}
