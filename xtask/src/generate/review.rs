//! Which entries are due to be held against their sources again.

use super::load;
use super::refusal::Refusals;
use ia_core::Date;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::time::{SystemTime, UNIX_EPOCH};

/// An entry with the day on which it was last checked. Sorted by that day.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Entry {
    checked: Date,
    file: PathBuf,
    id: String,
}

/// Prints the entries that were last checked longer ago than the time, seen from the day or from today.
pub fn run(folder: &Path, older_than: &str, as_of: Option<&str>) -> Result<(), String> {
    let as_of = match as_of {
        Some(day) => day.parse().map_err(|error| format!("--as-of {day}: {error}"))?,
        None => today()?,
    };
    let before = before(as_of, older_than)?;
    let entries = entries(folder).map_err(|refusals| refusals.to_string())?;
    let old: Vec<&Entry> = entries.iter().filter(|entry| entry.checked < before).collect();
    print!("{}", shown(&old));
    println!("{} of {} entries were last checked before {before}", old.len(), entries.len());
    Ok(())
}

/// Every entry: norms, provisions, knowledge and processes.
fn entries(folder: &Path) -> Result<Vec<Entry>, Refusals> {
    let catalogue = load::load(folder)?;
    let norms = catalogue.norms.iter().map(|one| (one.is.checked, &one.at, &one.is.entry.id));
    let provisions = catalogue.provisions.iter().map(|one| (one.is.checked, &one.at, &one.is.id));
    let knowledge = catalogue.knowledge.iter().map(|one| (one.is.checked, &one.at, &one.is.id));
    let processes = catalogue.processes.iter().map(|one| (one.is.checked, &one.at, &one.is.id));
    let mut entries: Vec<Entry> = norms
        .chain(provisions)
        .chain(knowledge)
        .chain(processes)
        // A file without the day is refused; were one read, it would come first.
        .map(|(checked, at, id)| Entry {
            checked: checked.unwrap_or(Date::MIN),
            file: at.file.clone(),
            id: id.clone(),
        })
        .collect();
    entries.sort();
    Ok(entries)
}

fn shown(entries: &[&Entry]) -> String {
    let files: Vec<String> = entries.iter().map(|entry| entry.file.display().to_string()).collect();
    let width = files.iter().map(String::len).max().unwrap_or(0);
    let mut text = String::new();
    for (entry, file) in entries.iter().zip(&files) {
        // Writing to a String cannot fail.
        let _ = writeln!(text, "{}  {file:<width$}  {}", entry.checked, entry.id);
    }
    text
}

/// The day that lies a time such as `12m`, `90d` or `2y` before another.
fn before(day: Date, time: &str) -> Result<Date, String> {
    let wrong = || format!("--older-than {time}: write a whole number and d, m or y, such as 12m");
    let (at, unit) = time.char_indices().next_back().ok_or_else(wrong)?;
    let number: u16 = time[..at].parse().map_err(|_| wrong())?;
    let found = match unit {
        'd' => day.plus_days(-i64::from(number)),
        'm' => day.plus_months(-i32::from(number)),
        'y' => day.plus_months(-12 * i32::from(number)),
        _ => return Err(wrong()),
    };
    found.ok_or_else(|| format!("--older-than {time}: that is before {}", Date::MIN))
}

/// Today in UTC.
fn today() -> Result<Date, String> {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).map_err(|error| error.to_string())?;
    let days = i64::try_from(since.as_secs() / 86_400).map_err(|error| error.to_string())?;
    let found = Date::new(1970, 1, 1).ok().and_then(|first| first.plus_days(days));
    found.ok_or_else(|| "the clock shows no day of the calendar".to_owned())
}

#[cfg(test)]
mod tests {
    use super::super::tests::Catalogue;
    use super::*;
    use std::fs;

    fn day(day: &str) -> Date {
        day.parse().unwrap()
    }

    /// The ids that are to be reviewed.
    fn old(entries: &[Entry], as_of: &str, time: &str) -> Vec<String> {
        let before = before(day(as_of), time).unwrap();
        entries.iter().filter(|entry| entry.checked < before).map(|entry| entry.id.clone()).collect()
    }

    #[test]
    fn an_entry_is_old_from_the_day_after_the_time() {
        let catalogue = Catalogue::good("review");
        let file = catalogue.0.join("norms/one.toml");
        let text = fs::read_to_string(&file).unwrap();
        let id = "id = \"talk-together\"\n";
        fs::write(&file, text.replace(id, &format!("{id}checked = 2025-11-21\n"))).unwrap();
        let entries = entries(&catalogue.0).unwrap();
        assert_eq!(entries.len(), 6, "two norms, a provision, two of knowledge, a process");
        assert_eq!(old(&entries, "2026-11-21", "12m"), [""; 0]);
        for time in ["12m", "1y", "365d"] {
            assert_eq!(old(&entries, "2026-11-22", time), ["talk-together"], "{time}");
        }
        assert_eq!(old(&entries, "2026-11-22", "0d"), ["talk-together"]);
        // What has no day of its own has that of its file. The oldest comes first, then by file and id.
        assert_eq!(
            old(&entries, "2026-11-23", "0d"),
            ["talk-together", "expert-help", "word", "aml-4-6-3-a", "follow-up-plan", "talks"]
        );
        assert_eq!(
            shown(&entries.iter().take(2).collect::<Vec<_>>()),
            "2025-11-21  norms/one.toml      talk-together\n2026-11-22  knowledge/one.toml  expert-help\n"
        );
    }

    #[test]
    fn a_time_is_a_number_with_its_unit() {
        for (time, before_it) in [("12m", "2025-02-28"), ("2y", "2024-02-28"), ("28d", "2026-01-31")] {
            assert_eq!(before(day("2026-02-28"), time), Ok(day(before_it)), "{time}");
        }
        for wrong in ["", "12", "m", "12w", "-1m", "1.5y", "12 m", "9999y", "12å"] {
            assert!(before(day("2026-02-28"), wrong).is_err(), "{wrong}");
        }
    }
}
