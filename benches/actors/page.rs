//! The page of results: every program writes its own section and leaves the others as they are. Never edited by hand.

use std::fmt::Write;
use std::io;
use std::path::Path;

/// A table in Markdown.
#[derive(Debug, Clone, Default)]
pub struct Table {
    rows: Vec<Vec<String>>,
}

impl Table {
    /// An empty table with these columns.
    pub fn new<T: AsRef<str>>(columns: &[T]) -> Table {
        Table { rows: vec![columns.iter().map(|column| column.as_ref().to_owned()).collect()] }
    }

    /// Adds a row.
    pub fn row<T: Into<String>>(&mut self, cells: impl IntoIterator<Item = T>) {
        self.rows.push(cells.into_iter().map(Into::into).collect());
    }

    /// As text, with an empty line behind.
    pub fn markdown(&self) -> String {
        let mut text = String::new();
        for (place, row) in self.rows.iter().enumerate() {
            writeln!(text, "| {} |", row.join(" | ")).expect("a string takes everything");
            if place == 0 {
                writeln!(text, "|{}", " --- |".repeat(row.len())).expect("a string takes everything");
            }
        }
        text.push('\n');
        text
    }
}

/// Puts a section on the page, in the place of the one that has the same title.
pub fn write_section(page: &Path, title: &str, body: &str) -> io::Result<()> {
    let before = match std::fs::read_to_string(page) {
        Ok(text) => text,
        Err(error) if error.kind() == io::ErrorKind::NotFound => String::new(),
        Err(error) => return Err(error),
    };
    if let Some(folder) = page.parent() {
        std::fs::create_dir_all(folder)?;
    }
    std::fs::write(page, with_section(&before, title, body))
}

const HEAD: &str = "# How authors are judged\n\nMade by `koko-actors-evaluate`, `koko-actors-attacks` and \
                    `koko-actors-load`; not edited by hand.\n";

fn with_section(before: &str, title: &str, body: &str) -> String {
    let mut sections: Vec<(String, String)> = Vec::new();
    for part in before.split("\n## ").skip(1) {
        let (name, text) = part.split_once('\n').unwrap_or((part, ""));
        sections.push((name.to_owned(), text.trim().to_owned()));
    }
    let body = body.trim().to_owned();
    match sections.iter_mut().find(|(name, _)| name == title) {
        Some(section) => section.1 = body,
        None => sections.push((title.to_owned(), body)),
    }
    let mut page = HEAD.to_owned();
    for (name, text) in sections {
        write!(page, "\n## {name}\n\n{text}\n").expect("a string takes everything");
    }
    page
}

/// When, by which versions and by which command a section was made.
pub fn made_by() -> String {
    let arguments: Vec<String> = std::env::args().collect();
    let program = Path::new(&arguments[0]).file_name().unwrap_or_default().to_string_lossy().into_owned();
    let command = [&[program], &arguments[1..]].concat().join(" ");
    let today = date(std::time::SystemTime::now());
    let version = env!("CARGO_PKG_VERSION");
    format!("- **Made**: {today}, koko {version}{}, `{command}`.\n{}\n", commit(), machine())
}

fn commit() -> String {
    let output = std::process::Command::new("git").args(["rev-parse", "--short", "HEAD"]).output();
    match output {
        Ok(output) if output.status.success() => {
            format!(", commit {}", String::from_utf8_lossy(&output.stdout).trim())
        }
        _ => String::new(),
    }
}

fn machine() -> String {
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let processor = std::fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let model = processor.lines().find_map(|line| line.strip_prefix("model name")).unwrap_or_default();
    let model = model.trim_start_matches([':', '\t', ' ']);
    format!("- **Machine**: {}, {cores} cores.", if model.is_empty() { "unknown" } else { model })
}

/// Year, month and day of a moment, in UTC.
fn date(at: std::time::SystemTime) -> String {
    let seconds = at.duration_since(std::time::UNIX_EPOCH).map_or(0, |since| since.as_secs());
    // Years are counted from March of the year 0, so that the day that comes and goes is the last of a year.
    let days = i64::try_from(seconds / 86_400).unwrap_or(0) + 719_468;
    let (era, day) = (days / 146_097, days % 146_097);
    let year = (day - day / 1_460 + day / 36_524 - day / 146_096) / 365;
    let day = day - (365 * year + year / 4 - year / 100);
    let month = (5 * day + 2) / 153;
    let day = day - (153 * month + 2) / 5 + 1;
    let (month, next_year) = if month < 10 { (month + 3, 0) } else { (month - 9, 1) };
    format!("{}-{month:02}-{day:02}", year + era * 400 + next_year)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_section_replaces_its_old_self_and_leaves_the_others() {
        let one = with_section("", "Load", "a\n");
        let two = with_section(&one, "Attacks", "b");
        let again = with_section(&two, "Load", "c\n\n### Part\n\nd");
        assert_eq!(again, format!("{HEAD}\n## Load\n\nc\n\n### Part\n\nd\n\n## Attacks\n\nb\n"));
        assert_eq!(with_section(&again, "Attacks", "b"), again);
    }

    #[test]
    fn a_table_is_written_with_a_line_under_its_head() {
        let mut table = Table::new(&["a", "b"]);
        table.row(["1", "2"]);
        assert_eq!(table.markdown(), "| a | b |\n| --- | --- |\n| 1 | 2 |\n\n");
    }

    #[test]
    fn days_are_counted_as_in_the_calendar() {
        let at = |days: u64| date(std::time::UNIX_EPOCH + std::time::Duration::from_secs(days * 86_400));
        assert_eq!((at(0).as_str(), at(59).as_str()), ("1970-01-01", "1970-03-01"));
        assert_eq!((at(20_783).as_str(), at(11_016).as_str()), ("2026-11-26", "2000-02-29"));
    }
}
