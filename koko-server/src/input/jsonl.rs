//! Reads JSON lines: one object a line, empty lines skipped.

use std::io::{self, BufRead};

use koko_core::error::Error;
use serde_json::value::RawValue;
use serde_json::{Map, Value};

use super::{Echo, Found};
use crate::errors::Stop;

/// A line above this is refused without being kept: the longest text, escaped as badly as JSON allows, fits twice.
const MAX_LINE_BYTES: usize = 16 << 20;

const BYTE_ORDER_MARK: &[u8] = b"\xef\xbb\xbf";

/// The records of one input.
pub struct JsonLines<R> {
    file: String,
    input: R,
    echo: Echo,
    line: Vec<u8>,
    number: u64,
}

impl<R: BufRead> JsonLines<R> {
    /// Reads from `input`, which messages call `file`.
    pub fn new(file: String, input: R, echo: Echo) -> Self {
        JsonLines { file, input, echo, line: Vec::new(), number: 0 }
    }

    /// Fills `self.line`, at most up to the limit. Returns how many bytes the line has in the input; 0 at its end.
    fn fill(&mut self) -> io::Result<u64> {
        self.line.clear();
        let mut bytes = 0;
        loop {
            let ready = match self.input.fill_buf() {
                Err(interrupted) if interrupted.kind() == io::ErrorKind::Interrupted => continue,
                ready => ready?,
            };
            if ready.is_empty() {
                return Ok(bytes);
            }
            let end = ready.iter().position(|&byte| byte == b'\n');
            let taken = end.map_or(ready.len(), |newline| newline + 1);
            // One byte above the limit stays, so that the caller can see that there was more.
            let room = (MAX_LINE_BYTES + 1).saturating_sub(self.line.len());
            self.line.extend_from_slice(&ready[..taken.min(room)]);
            self.input.consume(taken);
            bytes += taken as u64;
            if end.is_some() {
                return Ok(bytes);
            }
        }
    }
}

impl<R: BufRead> Iterator for JsonLines<R> {
    type Item = Result<Found, Stop>;

    fn next(&mut self) -> Option<Self::Item> {
        let mut bytes = 0;
        loop {
            match self.fill() {
                Ok(0) => return None,
                Ok(read) => bytes += read,
                Err(source) => return Some(Err(Stop::Unreadable { file: self.file.clone(), source })),
            }
            self.number += 1;
            let mut line = self.line.as_slice();
            if self.number == 1 {
                line = line.strip_prefix(BYTE_ORDER_MARK).unwrap_or(line);
            }
            let line = line.trim_ascii();
            if line.is_empty() {
                continue;
            }
            let record = record(line);
            let echo = match (self.echo, &record) {
                (Echo::Whole, Ok(_)) => std::str::from_utf8(line)
                    .ok()
                    .and_then(|line| RawValue::from_string(line.to_owned()).ok()),
                _ => None,
            };
            return Some(Ok(Found { number: self.number, bytes, record, echo }));
        }
    }
}

fn record(line: &[u8]) -> Result<Map<String, Value>, Error> {
    let refuse = |what: String| Err(Error::BadInput { what });
    if line.len() > MAX_LINE_BYTES {
        return refuse(format!("the line has more than {} MiB: split it", MAX_LINE_BYTES >> 20));
    }
    let line = match std::str::from_utf8(line) {
        Ok(line) => line,
        Err(broken) => {
            return refuse(format!(
                "not UTF-8 from byte {} of the line on: save it as UTF-8",
                broken.valid_up_to() + 1
            ));
        }
    };
    match serde_json::from_str(line) {
        Ok(Value::Object(record)) => Ok(record),
        Ok(other) => refuse(format!(
            "expected an object like {{\"text\": \"…\"}}, found {}",
            super::fields::kind_of(&other)
        )),
        Err(broken) => {
            // A line is read alone, so the parser's own "line 1" would only confuse.
            let said = broken.to_string();
            let what = said.rsplit_once(" at line ").map_or(said.as_str(), |(what, _)| what);
            refuse(format!("not JSON, at column {}: {what}", broken.column()))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(input: &[u8]) -> Vec<Found> {
        JsonLines::new("test".to_owned(), input, Echo::Whole).map(|found| found.unwrap()).collect()
    }

    fn refusal(input: &[u8]) -> String {
        read(input)[0].record.as_ref().unwrap_err().to_string()
    }

    #[test]
    fn lines_keep_their_numbers_where_empty_ones_are_skipped() {
        let found = read(b"\xef\xbb\xbf{\"text\": \"a\"}\r\n\n  \n{\"text\": \"b\"}");
        let numbers: Vec<_> = found.iter().map(|found| found.number).collect();
        assert_eq!(numbers, [1, 4]);
        assert!(found.iter().all(|found| found.record.is_ok()));
        assert_eq!(found.iter().map(|found| found.bytes).sum::<u64>(), 35);
    }

    #[test]
    fn a_bad_line_says_what_is_wrong_with_it() {
        for (line, expected) in [
            (&b"{\"text\": \"a\xff\"}"[..], "not UTF-8 from byte 12"),
            (b"{\"text\": \"a\"", "not JSON, at column 12: EOF"),
            (b"hello", "not JSON, at column 1"),
            (b"[1]", "found an array"),
            (b"\"text\"", "found a string"),
        ] {
            let said = refusal(line);
            assert!(said.contains(expected), "{said}");
            assert!(!said.contains("line 1"), "{said}");
        }
    }

    #[test]
    fn a_bad_line_loses_none_of_the_others() {
        let found = read(b"{\"text\": \"a\"}\n{{{\n{\"text\": \"b\"}\n");
        let fine: Vec<_> = found.iter().map(|found| found.record.is_ok()).collect();
        assert_eq!(fine, [true, false, true]);
    }

    #[test]
    fn a_line_without_end_is_refused_without_being_kept() {
        let mut input = vec![b'a'; MAX_LINE_BYTES + 100];
        input.extend_from_slice(b"\n{\"text\": \"b\"}\n");
        let mut lines = JsonLines::new("test".to_owned(), input.as_slice(), Echo::No);
        let refused = lines.next().unwrap().unwrap().record.unwrap_err().to_string();
        assert!(refused.contains("16 MiB"), "{refused}");
        assert!(lines.line.len() <= MAX_LINE_BYTES + 1);
        assert!(lines.next().unwrap().unwrap().record.is_ok());
    }

    #[test]
    fn an_echo_is_what_was_written_to_the_last_digit() {
        let line = r#"{"text": "a", "n": 12345678901234567890123, "x": 0.1000}"#;
        assert_eq!(read(line.as_bytes())[0].echo.as_ref().unwrap().get(), line);
    }
}
