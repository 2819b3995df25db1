//! Where rows come from: JSON lines, CSV, TSV and Parquet, from files or stdin.
//!
//! Knows nothing of models. A reader finds records, [`fields`] makes contents of them, [`chunks`] hands them on.

use std::fmt;
use std::fs::File;
use std::io::{self, BufReader};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use koko_core::clock::Timestamp;
use koko_core::content::Content;
use koko_core::error::Error;
use serde_json::value::RawValue;
use serde_json::{Map, Value};

use crate::errors::Stop;

pub mod chunks;
pub mod delimited;
pub mod fields;
pub mod jsonl;
pub mod parquet;

use fields::Fields;

/// How a file is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum Format {
    /// One JSON object a line.
    Jsonl,
    /// A table with a header, cells separated by commas.
    Csv,
    /// A table with a header, cells separated by tabs.
    Tsv,
    /// A Parquet file.
    Parquet,
}

impl Format {
    /// By the extension; JSON lines unless it says otherwise.
    fn of(path: &Path) -> Format {
        let extension = path.extension().map(|extension| extension.to_ascii_lowercase());
        match extension.as_ref().and_then(|extension| extension.to_str()) {
            Some("csv") => Format::Csv,
            Some("tsv" | "tab") => Format::Tsv,
            Some("parquet" | "pq") => Format::Parquet,
            _ => Format::Jsonl,
        }
    }
}

/// One record as it stood in its file.
#[derive(Debug)]
pub struct Found {
    /// Line or row, counted from 1.
    pub number: u64,
    /// How much of the file it took up, for the progress bar.
    pub bytes: u64,
    /// Its fields, or why they cannot be read.
    pub record: Result<Map<String, Value>, Error>,
    /// The whole record as JSON, if it is to be echoed.
    pub echo: Option<Box<RawValue>>,
}

/// What is known about one record besides its content.
#[derive(Debug)]
pub struct Row {
    /// Where it stood.
    pub place: Place,
    /// How much of the file it took up, for the progress bar.
    pub bytes: u64,
    /// The caller's id as it was written, string or number.
    pub id: Option<Value>,
    /// When it was written, if the record says so.
    pub at: Option<Timestamp>,
    /// The whole record as JSON, if it is to be echoed.
    pub echo: Option<Box<RawValue>>,
}

/// A record that was read: what can be moderated, or why it cannot.
pub type Read = (Row, Result<Content, Error>);

/// Where a record stood.
#[derive(Debug, Clone)]
pub struct Place {
    file: Arc<str>,
    unit: &'static str,
    number: u64,
}

impl Place {
    /// A line of a file.
    #[cfg(test)]
    pub fn line(file: &str, number: u64) -> Self {
        Place { file: file.into(), unit: "line", number }
    }

    /// Line or row, counted from 1.
    pub fn number(&self) -> u64 {
        self.number
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}, {} {}", self.file, self.unit, self.number)
    }
}

/// Whether the records themselves are kept, to be shown beside the answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Echo {
    /// Keep them.
    Whole,
    /// Forget them.
    No,
}

/// One file, or stdin.
#[derive(Debug, Clone)]
pub struct Source {
    origin: Origin,
    format: Format,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Origin {
    Stdin,
    File(PathBuf),
}

type Records = Box<dyn Iterator<Item = Result<Found, Stop>>>;

impl Source {
    /// The sources that a command line names: `-` and no file at all mean stdin.
    ///
    /// Refuses what could not be read anyway, so that a typo in the last name is found before the first row is scored.
    pub fn list(files: &[PathBuf], format: Option<Format>) -> Result<Vec<Source>, Stop> {
        let stdin = [PathBuf::from("-")];
        let files = if files.is_empty() { &stdin } else { files };
        if files.iter().filter(|file| file.as_os_str() == "-").count() > 1 {
            return Err(Stop::StdinTwice);
        }
        files.iter().map(|file| Source::named(file, format)).collect()
    }

    fn named(path: &Path, format: Option<Format>) -> Result<Source, Stop> {
        if path.as_os_str() == "-" {
            return match format.unwrap_or(Format::Jsonl) {
                Format::Parquet => Err(Stop::ParquetFromStdin),
                format => Ok(Source { origin: Origin::Stdin, format }),
            };
        }
        let file = path.display().to_string();
        let packed =
            path.extension().is_some_and(|end| ["gz", "zst", "bz2", "xz", "zip"].iter().any(|e| end == *e));
        if packed && format.is_none() {
            return Err(Stop::Compressed { file });
        }
        let facts = path.metadata().map_err(|source| Stop::Unreadable { file: file.clone(), source })?;
        if facts.is_dir() {
            return Err(Stop::Folder { file });
        }
        let format = format.unwrap_or_else(|| Format::of(path));
        Ok(Source { origin: Origin::File(path.to_owned()), format })
    }

    /// As messages call it.
    pub fn name(&self) -> String {
        match &self.origin {
            Origin::Stdin => "stdin".to_owned(),
            Origin::File(path) => path.display().to_string(),
        }
    }

    /// Whether somebody may be typing it.
    pub fn is_stdin(&self) -> bool {
        self.origin == Origin::Stdin
    }

    /// Its size in bytes, where that is known before it has been read.
    pub fn size(&self) -> Option<u64> {
        let Origin::File(path) = &self.origin else { return None };
        path.metadata().ok().filter(std::fs::Metadata::is_file).map(|facts| facts.len())
    }

    /// Opens a regular file as if to read it, so that a missing column is found before the first row is scored.
    ///
    /// Pipes are left alone: what is read from them is gone.
    pub fn check(&self, fields: &Fields) -> Result<(), Stop> {
        match self.size() {
            Some(_) => self.records(fields, Echo::No).map(drop),
            None => Ok(()),
        }
    }

    /// Its records, made into contents.
    pub fn rows(self, fields: &Fields, echo: Echo) -> Result<impl Iterator<Item = Result<Read, Stop>>, Stop> {
        let file: Arc<str> = self.name().into();
        let (unit, values) = match self.format {
            Format::Jsonl => ("line", fields::Values::Json),
            Format::Csv | Format::Tsv => ("line", fields::Values::Table),
            Format::Parquet => ("row", fields::Values::Table),
        };
        let rows = self.records(fields, echo)?;
        Ok(rows.map(move |found| {
            Ok(read(found?, fields, values, |number| Place { file: file.clone(), unit, number }))
        }))
    }

    fn records(&self, fields: &Fields, echo: Echo) -> Result<Records, Stop> {
        let name = self.name();
        let path = match &self.origin {
            Origin::Stdin => return self.read(io::stdin().lock(), fields, echo),
            Origin::File(path) => path,
        };
        let file = File::open(path).map_err(|source| Stop::Unreadable { file: name.clone(), source })?;
        match self.format {
            Format::Parquet => Ok(Box::new(parquet::Parquet::open(name, file, fields, echo)?)),
            _ => self.read(BufReader::with_capacity(1 << 17, file), fields, echo),
        }
    }

    fn read(&self, input: impl io::BufRead + 'static, fields: &Fields, echo: Echo) -> Result<Records, Stop> {
        let name = self.name();
        let separator = match self.format {
            Format::Jsonl => return Ok(Box::new(jsonl::JsonLines::new(name, input, echo))),
            Format::Parquet => return Err(Stop::ParquetFromStdin),
            Format::Csv => b',',
            Format::Tsv => b'\t',
        };
        Ok(Box::new(delimited::Delimited::open(name, input, separator, fields, echo)?))
    }
}

/// Makes a content of a record.
pub fn read(found: Found, fields: &Fields, values: fields::Values, place: impl Fn(u64) -> Place) -> Read {
    let Found { number, bytes, record, echo } = found;
    let (id, content) = match record {
        Ok(record) => fields.content(record, values),
        Err(refused) => (None, Err(refused)),
    };
    let at = content.as_ref().ok().and_then(|content| content.at);
    (Row { place: place(number), bytes, id, at, echo }, content)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_extension_tells_the_format_and_json_lines_are_the_default() {
        for (file, format) in [
            ("a.csv", Format::Csv),
            ("a.CSV", Format::Csv),
            ("a.tsv", Format::Tsv),
            ("a.parquet", Format::Parquet),
            ("a.jsonl", Format::Jsonl),
            ("comments", Format::Jsonl),
        ] {
            assert_eq!(Format::of(Path::new(file)), format, "{file}");
        }
    }

    #[test]
    fn no_file_means_stdin_and_stdin_is_read_once() {
        let sources = Source::list(&[], None).unwrap();
        assert_eq!(sources[0].name(), "stdin");
        let twice = [PathBuf::from("-"), PathBuf::from("-")];
        assert!(matches!(Source::list(&twice, None), Err(Stop::StdinTwice)));
    }

    #[test]
    fn what_cannot_be_read_is_refused_before_anything_runs() {
        let folder = tempfile::tempdir().unwrap();
        let list = |name: &Path, format| Source::list(&[name.to_owned()], format).unwrap_err();
        assert!(matches!(list(folder.path(), None), Stop::Folder { .. }));
        assert!(matches!(list(&folder.path().join("no"), None), Stop::Unreadable { .. }));
        assert!(matches!(list(Path::new("a.jsonl.gz"), None), Stop::Compressed { .. }));
        assert!(matches!(list(Path::new("-"), Some(Format::Parquet)), Stop::ParquetFromStdin));
    }
}
