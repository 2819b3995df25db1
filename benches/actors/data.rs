//! Reads recorded event streams: a folder for each, JSON lines and tables, both perhaps compressed with Zstandard.
//!
//! What people wrote is scored and compared, never shown: no program here prints a text.

use std::collections::HashMap;
use std::error::Error;
use std::fs::File;
use std::io::{BufRead, BufReader, Read};
use std::path::{Path, PathBuf};

/// One event of a stream; a stream has only the fields that it can fill.
#[derive(Debug, Clone, Default, serde::Deserialize)]
#[serde(default)]
pub struct Row {
    /// Position in the file.
    pub seq: usize,
    /// Names it.
    pub id: Option<String>,
    /// When.
    pub ts: Option<i64>,
    /// Who.
    pub author: String,
    /// Where.
    pub community: Option<String>,
    /// Who is addressed, or rated.
    pub target: Option<String>,
    /// What it answers.
    pub parent: Option<String>,
    /// The discussion.
    pub thread: Option<String>,
    /// What was done.
    pub kind: String,
    /// What was shared.
    pub object: Option<String>,
    /// What was written.
    pub text: Option<String>,
    /// Whether people found it harmful.
    pub harmful: Option<u8>,
    /// Whether people found it to be spam.
    pub spam: Option<u8>,
    /// A rating.
    pub value: Option<f64>,
    /// Whether the rating is one of those that the labels were made of.
    pub from_seed: Option<u8>,
}

/// What a table says about each author.
pub type Authors = HashMap<String, HashMap<String, String>>;

/// A stream with its authors.
pub struct Set {
    /// Its name.
    pub name: String,
    /// In the order of the file.
    pub rows: Vec<Row>,
    /// By id.
    pub authors: Authors,
    folder: PathBuf,
}

impl Set {
    /// Reads the stream of this name from a folder of streams.
    pub fn open(data: &Path, name: &str) -> Result<Set, Box<dyn Error>> {
        let folder = data.join(name);
        let mut rows = Vec::new();
        for line in BufReader::new(open(&folder, "events.jsonl")?).lines() {
            // The error of a reader quotes what it read.
            let number = rows.len();
            let row = serde_json::from_str(&line?).map_err(|_| {
                format!("{}: line {} of the events is no event", folder.display(), number + 1)
            })?;
            rows.push(row);
        }
        let mut authors = Authors::new();
        for record in csv::Reader::from_reader(open(&folder, "authors.csv")?).deserialize() {
            let record: HashMap<String, String> = record?;
            authors.insert(record.get("author").cloned().unwrap_or_default(), record);
        }
        Ok(Set { name: name.to_owned(), rows, authors, folder })
    }

    /// Another table of the folder.
    pub fn table(&self, file: &str) -> Result<Vec<HashMap<String, String>>, Box<dyn Error>> {
        let rows =
            csv::Reader::from_reader(open(&self.folder, file)?).into_deserialize().collect::<Result<_, _>>();
        Ok(rows?)
    }

    /// What the table of authors says about one of them; empty if nothing.
    pub fn about(&self, author: &str, field: &str) -> &str {
        self.authors.get(author).and_then(|about| about.get(field)).map_or("", String::as_str)
    }

    /// The positions of each author's events, in their order.
    pub fn by_author(&self) -> Vec<(&str, Vec<usize>)> {
        let mut place_of: HashMap<&str, usize> = HashMap::new();
        let mut authors: Vec<(&str, Vec<usize>)> = Vec::new();
        for (place, row) in self.rows.iter().enumerate() {
            let number = *place_of.entry(&row.author).or_insert_with(|| {
                authors.push((&row.author, Vec::new()));
                authors.len() - 1
            });
            authors[number].1.push(place);
        }
        authors
    }
}

fn open(folder: &Path, file: &str) -> Result<Box<dyn Read>, Box<dyn Error>> {
    let plain = folder.join(file);
    if plain.exists() {
        return Ok(Box::new(File::open(plain)?));
    }
    let compressed = folder.join(format!("{file}.zst"));
    let opened = File::open(&compressed)
        .map_err(|error| format!("{} or {}: {error}", plain.display(), compressed.display()))?;
    Ok(Box::new(zstd::stream::read::Decoder::new(opened)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stream_is_read_plain_or_compressed_and_its_mistakes_are_not_quoted() {
        let folder = std::env::temp_dir().join(format!("koko-actors-data-{}", std::process::id()));
        let set = folder.join("small");
        std::fs::create_dir_all(&set).unwrap();
        let events = "{\"seq\":0,\"ts\":5,\"author\":\"a\",\"kind\":\"post\",\"lang\":\"en\"}\n\
                      {\"seq\":1,\"ts\":null,\"author\":\"b\"}\n";
        std::fs::write(set.join("events.jsonl.zst"), zstd::encode_all(events.as_bytes(), 1).unwrap())
            .unwrap();
        std::fs::write(set.join("authors.csv"), "author,bad_actor\na,1\nb,0\n").unwrap();
        let read = Set::open(&folder, "small").unwrap();
        assert_eq!((read.rows.len(), read.rows[0].ts, read.rows[1].ts), (2, Some(5), None));
        assert_eq!((read.about("a", "bad_actor"), read.about("c", "bad_actor")), ("1", ""));
        assert_eq!(read.by_author(), [("a", vec![0]), ("b", vec![1])]);

        std::fs::write(set.join("events.jsonl"), "{\"text\": \"secret").unwrap();
        let refused = Set::open(&folder, "small").err().unwrap().to_string();
        assert!(refused.contains("line 1") && !refused.contains("secret"), "{refused}");
        std::fs::remove_dir_all(&folder).unwrap();
    }
}
