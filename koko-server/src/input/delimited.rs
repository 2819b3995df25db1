//! Reads CSV and TSV: a header, then one record a row; cells may be quoted and then span lines.

use std::io::{self, BufRead, Read};

use csv::{ByteRecord, ReaderBuilder};
use koko_core::error::Error;
use serde_json::{Map, Value};

use super::fields::Fields;
use super::{Echo, Found};
use crate::errors::Stop;

/// The records of one table.
pub struct Delimited<R> {
    file: String,
    reader: csv::Reader<Quotes<R>>,
    columns: Vec<Wanted>,
    echo: Echo,
    cells: ByteRecord,
    line_end: LineEnd,
}

struct Wanted {
    name: String,
    read: bool,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum LineEnd {
    Lf,
    CrLf,
}

impl<R: BufRead> Delimited<R> {
    /// Reads the header, and refuses a table without the columns that are needed.
    pub fn open(file: String, input: R, separator: u8, fields: &Fields, echo: Echo) -> Result<Self, Stop> {
        let mut reader =
            ReaderBuilder::new().delimiter(separator).flexible(true).from_reader(Quotes::of(input));
        let header = match reader.byte_headers() {
            Ok(header) => header,
            Err(broken) => return Err(stop(file, broken)),
        };
        let last_line = header.position().map_or(1, csv::Position::line) + breaks_in(header);
        let mut columns = Vec::with_capacity(header.len());
        for name in header {
            let Ok(name) = std::str::from_utf8(name) else {
                let what = "the header is not UTF-8: save it as UTF-8".to_owned();
                return Err(Stop::BadTable { file, format: "a table", what });
            };
            columns.push(Wanted { name: name.to_owned(), read: echo == Echo::Whole || fields.reads(name) });
        }
        fields.check_columns(&file, || columns.iter().map(|column| column.name.as_str()))?;
        // Of CR LF the reader has taken only the first half when it returns, and counts lines by the second.
        let line_end = if reader.position().line() > last_line { LineEnd::Lf } else { LineEnd::CrLf };
        Ok(Delimited { file, reader, columns, echo, cells: ByteRecord::new(), line_end })
    }

    /// The line in which the present record begins.
    ///
    /// Counted from where the last one ended, empty lines between are missed; counted back from where this one ended,
    /// the end of a last line without line break is. Neither is ever too large.
    fn line(&self) -> u64 {
        let (before, after) =
            (self.cells.position().map_or(1, csv::Position::line), self.reader.position().line());
        let back = after.saturating_sub(breaks_in(&self.cells));
        match self.line_end {
            LineEnd::Lf => before.max(back.saturating_sub(1)),
            LineEnd::CrLf => (before + 1).max(back),
        }
    }

    fn record(&self) -> Result<Map<String, Value>, Error> {
        let refuse = |what| Err(Error::BadInput { what });
        if breaks_in(&self.cells) > 0 && self.reader.get_ref().end_inside() {
            return refuse(
                "a quote in this row is never closed, so it runs to the end of the file".to_owned(),
            );
        }
        let (found, expected) = (self.cells.len(), self.columns.len());
        if found != expected {
            return refuse(format!(
                "cells in this row: {found}, in the header: {expected}; is a quote or a separator missing?"
            ));
        }
        let mut record = Map::new();
        for (column, cell) in self.columns.iter().zip(&self.cells).filter(|(column, _)| column.read) {
            match std::str::from_utf8(cell) {
                Ok(cell) => record.insert(column.name.clone(), cell.into()),
                Err(_) => return refuse(format!("`{}` is not UTF-8: save the file as UTF-8", column.name)),
            };
        }
        Ok(record)
    }
}

impl<R: BufRead> Iterator for Delimited<R> {
    type Item = Result<Found, Stop>;

    fn next(&mut self) -> Option<Self::Item> {
        let before = self.reader.position().byte();
        match self.reader.read_byte_record(&mut self.cells) {
            Ok(true) => {}
            Ok(false) => return None,
            Err(broken) => return Some(Err(stop(self.file.clone(), broken))),
        }
        let bytes = self.reader.position().byte() - before;
        let number = self.line();
        let record = self.record();
        let echo = match (self.echo, &record) {
            (Echo::Whole, Ok(record)) => serde_json::value::to_raw_value(record).ok(),
            _ => None,
        };
        Some(Ok(Found { number, bytes, record, echo }))
    }
}

/// Counts quotes on the way, because the reader takes the end of the input for a closing one.
struct Quotes<R> {
    input: R,
    is_even: bool,
    is_at_end: bool,
}

impl<R> Quotes<R> {
    fn of(input: R) -> Self {
        Quotes { input, is_even: true, is_at_end: false }
    }

    /// Whether the input is at its end, and that end probably inside of quotes.
    fn end_inside(&self) -> bool {
        self.is_at_end && !self.is_even
    }
}

impl<R: Read> Read for Quotes<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.input.read(buffer)?;
        self.is_at_end = read == 0 && !buffer.is_empty();
        let quotes = buffer[..read].iter().filter(|&&byte| byte == b'"').count();
        self.is_even ^= quotes % 2 == 1;
        Ok(read)
    }
}

fn breaks_in(cells: &ByteRecord) -> u64 {
    cells.as_slice().iter().filter(|&&byte| byte == b'\n').count() as u64
}

fn stop(file: String, broken: csv::Error) -> Stop {
    let what = broken.to_string();
    match broken.into_kind() {
        csv::ErrorKind::Io(source) => Stop::Unreadable { file, source },
        _ => Stop::BadTable { file, format: "a table", what },
    }
}

#[cfg(test)]
mod tests {
    use super::super::fields::Wanted as Fielded;
    use super::*;

    fn open(table: &'static [u8], separator: u8, echo: Echo) -> Result<Delimited<&'static [u8]>, Stop> {
        Delimited::open("t.csv".to_owned(), table, separator, &Fields::usual(Fielded::Content), echo)
    }

    fn read(table: &'static [u8], separator: u8) -> Vec<Found> {
        open(table, separator, Echo::Whole).unwrap().map(|found| found.unwrap()).collect()
    }

    fn text(found: &Found) -> &str {
        found.record.as_ref().unwrap()["text"].as_str().unwrap()
    }

    #[test]
    fn cells_may_hold_separators_quotes_and_line_breaks() {
        let found = read(b"\xef\xbb\xbfid,text\r\n1,\"a, \"\"b\"\"\nc\"\r\n\r\n2,d\r\n", b',');
        assert_eq!(found.iter().map(text).collect::<Vec<_>>(), ["a, \"b\"\nc", "d"]);
        assert_eq!(found[1].echo.as_ref().unwrap().get(), r#"{"id":"2","text":"d"}"#);
    }

    #[test]
    fn rows_know_the_line_in_which_they_begin() {
        for table in [
            &b"id,text\n1,a\n2,\"b\nc\"\n\n\n3,d\n4,e"[..],
            b"id,text\r\n1,a\r\n2,\"b\r\nc\"\r\n\r\n\r\n3,d\r\n4,e",
            b"\xef\xbb\xbfid,text\n1,a\n2,\"b\nc\"\n\n\n3,d\n4,e\n",
        ] {
            let numbers: Vec<_> = read(table, b',').iter().map(|found| found.number).collect();
            assert_eq!(numbers, [2, 3, 7, 8]);
        }
    }

    #[test]
    fn tabs_separate_too() {
        assert_eq!(text(&read(b"text\tid\na, b\t1\n", b'\t')[0]), "a, b");
    }

    #[test]
    fn a_missing_column_is_answered_with_those_there_are() {
        let said = open(b"comment,when\nhi,now\n", b',', Echo::No).err().unwrap().to_string();
        for part in ["`text`", "`comment`, `when`", "--text-column"] {
            assert!(said.contains(part), "{said}");
        }
    }

    #[test]
    fn a_bad_row_loses_none_of_the_others() {
        let found = read(b"id,text\n1,a\n2,b\xff\n3\n4,c,d\n5,e\n", b',');
        let fine: Vec<_> = found.iter().map(|found| found.record.is_ok()).collect();
        assert_eq!(fine, [true, false, false, false, true]);
        let said = |row: usize| found[row].record.as_ref().unwrap_err().to_string();
        assert!(said(1).contains("`text` is not UTF-8"), "{}", said(1));
        assert!(said(2).contains("row: 1, in the header: 2"), "{}", said(2));
    }

    #[test]
    fn a_quote_that_is_never_closed_is_told_and_not_taken_for_a_text() {
        let found = read(b"id,text\n1,a\n2,\"b\n3,c\n4,d\n", b',');
        assert_eq!(found.iter().map(|found| found.record.is_ok()).collect::<Vec<_>>(), [true, false]);
        assert_eq!(found[1].number, 3);
        let said = found[1].record.as_ref().unwrap_err().to_string();
        assert!(said.contains("never closed"), "{said}");
        // A closed one at the very end is fine, and so is a quote that merely stands in a text.
        assert!(read(b"id,text\n1,5\" nails\n2,\"b\nc\"\n", b',').iter().all(|found| found.record.is_ok()));
        assert!(read(b"id,text\n2,\"b\nc\"", b',').iter().all(|found| found.record.is_ok()));
    }

    #[test]
    fn columns_that_nobody_reads_may_hold_anything() {
        let mut rows = open(b"text,blob\na,\xff\n", b',', Echo::No).unwrap();
        assert!(rows.next().unwrap().unwrap().record.is_ok());
    }

    #[test]
    fn an_empty_file_has_no_columns() {
        let said = open(b"", b',', Echo::No).err().unwrap().to_string();
        assert!(said.contains("no columns at all"), "{said}");
    }
}
