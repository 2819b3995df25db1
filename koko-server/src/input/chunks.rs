//! Hands rows on in chunks: full ones while input is plentiful, what is there when it trickles.
//!
//! A thread of its own reads, so that a slow pipe never keeps an answer back and a fast file never waits for the model.

use std::sync::mpsc::{Receiver, RecvTimeoutError, SyncSender, sync_channel};
use std::thread::JoinHandle;
use std::time::Duration;

use super::fields::Fields;
use super::{Echo, Read, Source};
use crate::errors::Stop;

/// Rows that are answered together.
const MAX_CHUNK_ROWS: usize = 1_024;

/// Texts of a chunk, in bytes; the one that goes above it is still taken.
const MAX_CHUNK_BYTES: usize = 4 << 20;

/// Rows that the reader may be ahead. Few, because each may hold a long text.
const READ_AHEAD_ROWS: usize = 64;

/// How long the input has to be quiet before we stop hoping for a full chunk.
const QUIET: Duration = Duration::from_millis(20);

/// The rows of all sources, in order.
pub struct Chunks {
    rows: Receiver<Result<Read, Stop>>,
    reader: Option<JoinHandle<()>>,
    stopped: Option<Stop>,
}

impl Chunks {
    /// Starts to read.
    pub fn read(sources: Vec<Source>, fields: Fields, echo: Echo) -> Self {
        let (sender, rows) = sync_channel(READ_AHEAD_ROWS);
        let reader = std::thread::spawn(move || {
            for source in sources {
                if send_all(source, &fields, echo, &sender).is_none() {
                    return;
                }
            }
        });
        Chunks { rows, reader: Some(reader), stopped: None }
    }

    /// Ends the iteration; a reader that died is told apart from one that is done.
    fn end(&mut self) -> Option<Result<Vec<Read>, Stop>> {
        match self.reader.take()?.join() {
            Ok(()) => None,
            Err(_) => Some(Err(Stop::ReaderDied)),
        }
    }
}

/// Sends the rows of one source. `None` when there is no use in going on.
fn send_all(
    source: Source,
    fields: &Fields,
    echo: Echo,
    sender: &SyncSender<Result<Read, Stop>>,
) -> Option<()> {
    let rows = match source.rows(fields, echo) {
        Ok(rows) => rows,
        Err(stop) => {
            sender.send(Err(stop)).ok();
            return None;
        }
    };
    for row in rows {
        let last = row.is_err();
        sender.send(row).ok()?;
        if last {
            return None;
        }
    }
    Some(())
}

impl Iterator for Chunks {
    type Item = Result<Vec<Read>, Stop>;

    fn next(&mut self) -> Option<Self::Item> {
        if let Some(stop) = self.stopped.take() {
            self.reader = None;
            return Some(Err(stop));
        }
        self.reader.as_ref()?;
        let Ok(first) = self.rows.recv() else { return self.end() };
        let mut chunk = Vec::new();
        let mut bytes = 0;
        let mut next = Ok(first);
        loop {
            match next {
                Ok(Ok(read)) => {
                    bytes += weight(&read);
                    chunk.push(read);
                }
                Ok(Err(stop)) => {
                    self.stopped = Some(stop);
                    break;
                }
                Err(RecvTimeoutError::Timeout | RecvTimeoutError::Disconnected) => break,
            }
            if chunk.len() >= MAX_CHUNK_ROWS || bytes >= MAX_CHUNK_BYTES {
                break;
            }
            next = self.rows.recv_timeout(QUIET);
        }
        match chunk.is_empty() {
            true => self.next(),
            false => Some(Ok(chunk)),
        }
    }
}

fn weight((row, content): &Read) -> usize {
    let text = content.as_ref().map_or(0, |content| content.text.as_str().len());
    text + row.echo.as_ref().map_or(0, |echo| echo.get().len())
}

#[cfg(test)]
mod tests {
    use super::super::fields::Wanted;
    use super::*;
    use std::path::PathBuf;

    fn chunks(files: &[(&str, String)]) -> (tempfile::TempDir, Vec<Result<Vec<Read>, Stop>>) {
        let folder = tempfile::tempdir().unwrap();
        let paths: Vec<PathBuf> = files.iter().map(|(name, _)| folder.path().join(name)).collect();
        for (path, (_, content)) in paths.iter().zip(files) {
            std::fs::write(path, content).unwrap();
        }
        let sources = Source::list(&paths, None).unwrap();
        let chunks = Chunks::read(sources, Fields::usual(Wanted::Text), Echo::No).collect();
        (folder, chunks)
    }

    #[test]
    fn every_row_of_every_file_comes_once_and_in_order() {
        let lines =
            |from: u32, to: u32| (from..to).map(|n| format!("{{\"text\": \"{n}\"}}\n")).collect::<String>();
        let (_folder, chunks) = chunks(&[("a.jsonl", lines(0, 3_000)), ("b.jsonl", lines(3_000, 3_010))]);
        let texts: Vec<_> = chunks
            .into_iter()
            .flat_map(|chunk| chunk.unwrap())
            .map(|(_, content)| content.unwrap().text.as_str().to_owned())
            .collect();
        assert_eq!(texts, (0..3_010).map(|n| n.to_string()).collect::<Vec<_>>());
    }

    #[test]
    fn long_texts_make_short_chunks() {
        let line = format!("{{\"text\": \"{}\"}}\n", "a".repeat(1 << 20));
        let (_folder, chunks) = chunks(&[("a.jsonl", line.repeat(10))]);
        assert!(chunks.iter().all(|chunk| chunk.as_ref().unwrap().len() <= 4));
    }

    #[test]
    fn what_was_read_before_a_stop_still_comes() {
        let (_folder, chunks) = chunks(&[
            ("a.jsonl", "{\"text\": \"a\"}\n".to_owned()),
            ("b.csv", "comment\nhi\n".to_owned()),
            ("c.jsonl", "{\"text\": \"c\"}\n".to_owned()),
        ]);
        assert_eq!(chunks.len(), 2);
        assert_eq!(chunks[0].as_ref().unwrap().len(), 1);
        assert!(matches!(chunks[1], Err(Stop::MissingColumn { .. })));
    }

    #[test]
    fn no_rows_are_no_chunks() {
        assert!(chunks(&[("a.jsonl", String::new())]).1.is_empty());
    }
}
