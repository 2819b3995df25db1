//! Reads Parquet files, and of them only the columns that somebody looks at.

use std::fs::File;
use std::sync::Arc;

use koko_core::error::Error;
use parquet::errors::ParquetError;
use parquet::file::reader::{FileReader, SerializedFileReader};
use parquet::record::reader::RowIter;
use parquet::record::{Field, Row};
use parquet::schema::types::Type;
use serde_json::{Map, Value};

use super::fields::Fields;
use super::{Echo, Found};
use crate::errors::Stop;

/// The records of one file.
pub struct Parquet {
    file: String,
    rows: RowIter<'static>,
    echo: Echo,
    number: u64,
    bytes_a_row: u64,
}

impl Parquet {
    /// Reads the table of contents, and refuses a file without the columns that are needed.
    pub fn open(file: String, opened: File, fields: &Fields, echo: Echo) -> Result<Self, Stop> {
        let size = opened.metadata().map_or(0, |facts| facts.len());
        let reader = SerializedFileReader::new(opened).map_err(|broken| stop(&file, &broken))?;
        let contents = reader.metadata().file_metadata();
        let rows = u64::try_from(contents.num_rows()).unwrap_or(0);
        let schema = contents.schema();
        fields.check_columns(&file, || schema.get_fields().iter().map(|column| column.name()))?;

        let read =
            schema.get_fields().iter().filter(|column| echo == Echo::Whole || fields.reads(column.name()));
        let read: Vec<Arc<Type>> = read.cloned().collect();
        let projection = Type::group_type_builder(schema.name())
            .with_fields(read)
            .build()
            .map_err(|broken| stop(&file, &broken))?;
        let rows_read = RowIter::from_file_into(Box::new(reader));
        let rows_read = rows_read.project(Some(projection)).map_err(|broken| stop(&file, &broken))?;
        Ok(Parquet { file, rows: rows_read, echo, number: 0, bytes_a_row: size / rows.max(1) })
    }
}

impl Iterator for Parquet {
    type Item = Result<Found, Stop>;

    fn next(&mut self) -> Option<Self::Item> {
        let row = match self.rows.next()? {
            Ok(row) => row,
            // Its columns no longer stand at the same row, so there is no going on.
            Err(broken) => return Some(Err(stop(&self.file, &broken))),
        };
        self.number += 1;
        let echo = match self.echo {
            Echo::Whole => serde_json::value::to_raw_value(&row.to_json_value()).ok(),
            Echo::No => None,
        };
        Some(Ok(Found { number: self.number, bytes: self.bytes_a_row, record: record(&row), echo }))
    }
}

fn record(row: &Row) -> Result<Map<String, Value>, Error> {
    let mut record = Map::new();
    for (name, field) in row.get_column_iter() {
        let value = match field {
            // Older writers mark strings as bytes.
            Field::Bytes(bytes) => match std::str::from_utf8(bytes.data()) {
                Ok(text) => text.into(),
                Err(_) => return Err(Error::BadInput { what: format!("`{name}` is not UTF-8") }),
            },
            other => other.to_json_value(),
        };
        record.insert(name.clone(), value);
    }
    Ok(record)
}

fn stop(file: &str, broken: &ParquetError) -> Stop {
    Stop::BadTable { file: file.to_owned(), format: "Parquet", what: broken.to_string() }
}

#[cfg(test)]
mod tests {
    use super::super::fields::Wanted;
    use super::*;
    use parquet::data_type::{ByteArray, ByteArrayType, Int64Type};
    use parquet::file::properties::WriterProperties;
    use parquet::file::writer::SerializedFileWriter;
    use parquet::schema::parser::parse_message_type;

    /// A file with one row for each text; `None` is null.
    fn written(texts: &[Option<&[u8]>], text_type: &str) -> File {
        let message = format!("message rows {{ required int64 id; optional binary text{text_type}; }}");
        let schema = Arc::new(parse_message_type(&message).unwrap());
        let mut file = tempfile::tempfile().unwrap();
        let properties = Arc::new(WriterProperties::builder().build());
        let mut writer = SerializedFileWriter::new(&mut file, schema, properties).unwrap();
        let mut group = writer.next_row_group().unwrap();
        let ids: Vec<_> = (1..).take(texts.len()).collect();
        let mut column = group.next_column().unwrap().unwrap();
        column.typed::<Int64Type>().write_batch(&ids, None, None).unwrap();
        column.close().unwrap();
        let there: Vec<_> = texts.iter().flatten().map(|text| ByteArray::from(text.to_vec())).collect();
        let levels: Vec<_> = texts.iter().map(|text| i16::from(text.is_some())).collect();
        let mut column = group.next_column().unwrap().unwrap();
        column.typed::<ByteArrayType>().write_batch(&there, Some(&levels), None).unwrap();
        column.close().unwrap();
        group.close().unwrap();
        writer.close().unwrap();
        file
    }

    fn open(file: File, fields: &Fields, echo: Echo) -> Result<Parquet, Stop> {
        Parquet::open("t.parquet".to_owned(), file, fields, echo)
    }

    #[test]
    fn rows_come_in_order_with_nulls_and_numbers() {
        let file = written(&[Some(b"a"), None, Some(b"c")], " (STRING)");
        let rows = open(file, &Fields::usual(Wanted::Content), Echo::Whole).unwrap();
        let echoes: Vec<_> = rows.map(|found| found.unwrap().echo.unwrap().get().to_owned()).collect();
        assert_eq!(echoes, [r#"{"id":1,"text":"a"}"#, r#"{"id":2,"text":null}"#, r#"{"id":3,"text":"c"}"#]);
    }

    #[test]
    fn bytes_are_strings_where_they_are_utf_8() {
        let file = written(&[Some(b"a"), Some(b"\xff"), Some(b"c")], "");
        let rows = open(file, &Fields::usual(Wanted::Text), Echo::No).unwrap();
        let fine: Vec<_> = rows.map(|found| found.unwrap().record.is_ok()).collect();
        assert_eq!(fine, [true, false, true]);
    }

    #[test]
    fn a_missing_column_is_answered_with_those_there_are() {
        let mut fields = Fields::usual(Wanted::Content);
        fields.text.name = "comment".to_owned();
        let said = open(written(&[], " (STRING)"), &fields, Echo::No).err().unwrap().to_string();
        for part in ["`comment`", "`id`, `text`", "--text-column"] {
            assert!(said.contains(part), "{said}");
        }
    }

    #[test]
    fn something_else_is_refused() {
        let said = open(tempfile::tempfile().unwrap(), &Fields::usual(Wanted::Text), Echo::No).err().unwrap();
        assert!(said.to_string().contains("as Parquet"), "{said}");
    }
}
