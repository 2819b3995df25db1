//! The table in which records are archived: its columns, writing it as Parquet and reading it again.
//!
//! Each column is one line below, and the schema is made of them. Nothing here knows where objects lie.

use std::collections::BTreeMap;
use std::io::Write;
use std::sync::Arc;

use parquet::basic::{Compression, Encoding, ZstdLevel};
use parquet::data_type::{BoolType, ByteArray, ByteArrayType, FloatType, Int64Type};
use parquet::errors::{ParquetError, Result};
use parquet::file::metadata::KeyValue;
use parquet::file::properties::{EnabledStatistics, WriterProperties, WriterPropertiesPtr};
use parquet::file::reader::{ChunkReader, FileReader, SerializedFileReader};
use parquet::file::writer::{SerializedColumnWriter, SerializedFileWriter, SerializedRowGroupWriter};
use parquet::record::reader::RowIter;
use parquet::record::{Field, Row};
use parquet::schema::parser::parse_message_type;
use parquet::schema::types::{ColumnPath, TypePtr};
use serde_json::{Map, Value};

use super::record::{Erasure, Record, SCHEMA};

/// Rows that are held back until they are written together.
const GROUP: usize = 16_384;
const ZSTD: i32 = 3;

/// What a column holds, and where it is in a record.
enum Column {
    Text(&'static str, fn(&Record) -> &str),
    Word(&'static str, fn(&Record) -> Option<&str>),
    Words(&'static str, fn(&Record) -> &[String]),
    Moment(&'static str, fn(&Record) -> i64),
    MomentIfAny(&'static str, fn(&Record) -> Option<i64>),
    Number(&'static str, fn(&Record) -> Option<i64>),
    Share(&'static str, fn(&Record) -> Option<f32>),
    Truth(&'static str, fn(&Record) -> Option<bool>),
    Shares(&'static str, fn(&Record) -> &BTreeMap<String, f32>),
}

use Column::{Moment, MomentIfAny, Number, Share, Shares, Text, Truth, Word, Words};

const COLUMNS: [Column; 31] = [
    Text("id", |record| &record.id),
    Text("kind", |record| record.kind.as_str()),
    Moment("taken_at", |record| record.taken_at),
    MomentIfAny("happened_at", |record| record.happened_at),
    Word("content", |record| record.content.as_deref()),
    Word("author", |record| record.author.as_deref()),
    Word("target", |record| record.target.as_deref()),
    Word("community", |record| record.community.as_deref()),
    Word("surface", |record| record.surface.as_deref()),
    Word("parent", |record| record.parent.as_deref()),
    Word("text", |record| record.text.as_deref()),
    Word("text_hash", |record| record.text_hash.as_deref()),
    Shares("scores", |record| &record.scores),
    Words("labels", |record| &record.labels),
    Word("action", |record| record.action.as_deref()),
    Words("rules", |record| &record.rules),
    Word("band", |record| record.band.as_deref()),
    Share("standing", |record| record.standing),
    Word("lane", |record| record.lane.as_deref()),
    Truth("truncated", |record| record.truncated),
    Word("model", |record| record.model.as_deref()),
    Word("policy", |record| record.policy.as_deref()),
    Word("normalizer", |record| record.normalizer.as_deref()),
    Word("version", |record| record.version.as_deref()),
    Word("reporter", |record| record.reporter.as_deref()),
    Word("decision", |record| record.decision.as_deref()),
    Number("revision", |record| record.revision),
    Word("moderator", |record| record.moderator.as_deref()),
    Word("outcome", |record| record.outcome.as_deref()),
    Word("family", |record| record.family.as_deref()),
    Word("severity", |record| record.severity.as_deref()),
];

/// Columns whose values hardly repeat: a dictionary of them would be as large as they are.
const ALL_DIFFERENT: [&str; 3] = ["id", "text", "text_hash"];

impl Column {
    fn schema(&self) -> String {
        match self {
            Text(name, _) => format!("required binary {name} (STRING);"),
            Word(name, _) => format!("optional binary {name} (STRING);"),
            Moment(name, _) => format!("required int64 {name} (TIMESTAMP(MILLIS,true));"),
            MomentIfAny(name, _) => format!("optional int64 {name} (TIMESTAMP(MILLIS,true));"),
            Number(name, _) => format!("optional int64 {name};"),
            Share(name, _) => format!("optional float {name};"),
            Truth(name, _) => format!("optional boolean {name};"),
            Words(name, _) => format!(
                "optional group {name} (LIST) {{ repeated group list {{ required binary element (STRING); }} }}"
            ),
            Shares(name, _) => format!(
                "optional group {name} (MAP) {{ repeated group key_value {{ required binary key (STRING); required float value; }} }}"
            ),
        }
    }

    fn write<W: Write + Send>(
        &self,
        group: &mut SerializedRowGroupWriter<'_, W>,
        rows: &[Record],
    ) -> Result<()> {
        let mut column = next(group)?;
        match self {
            Text(_, of) => {
                let values: Vec<ByteArray> = rows.iter().map(|row| of(row).into()).collect();
                column.typed::<ByteArrayType>().write_batch(&values, None, None)?;
            }
            Moment(_, of) => {
                let values: Vec<i64> = rows.iter().map(of).collect();
                column.typed::<Int64Type>().write_batch(&values, None, None)?;
            }
            Word(_, of) => {
                let (values, there) = present(rows, |row| of(row).map(ByteArray::from));
                column.typed::<ByteArrayType>().write_batch(&values, Some(&there), None)?;
            }
            MomentIfAny(_, of) | Number(_, of) => {
                let (values, there) = present(rows, of);
                column.typed::<Int64Type>().write_batch(&values, Some(&there), None)?;
            }
            Share(_, of) => {
                let (values, there) = present(rows, of);
                column.typed::<FloatType>().write_batch(&values, Some(&there), None)?;
            }
            Truth(_, of) => {
                let (values, there) = present(rows, of);
                column.typed::<BoolType>().write_batch(&values, Some(&there), None)?;
            }
            Words(_, of) => {
                let levels = Levels::of(rows.iter().map(|row| of(row).len()));
                let words = rows.iter().flat_map(of);
                let values: Vec<ByteArray> = words.map(|word| word.as_str().into()).collect();
                levels.write::<ByteArrayType>(&mut column, &values)?;
            }
            Shares(_, of) => {
                let levels = Levels::of(rows.iter().map(|row| of(row).len()));
                let names = rows.iter().flat_map(|row| of(row).keys());
                let names: Vec<ByteArray> = names.map(|name| name.as_str().into()).collect();
                levels.write::<ByteArrayType>(&mut column, &names)?;
                column.close()?;
                column = next(group)?;
                let shares: Vec<f32> = rows.iter().flat_map(|row| of(row).values().copied()).collect();
                levels.write::<FloatType>(&mut column, &shares)?;
            }
        }
        column.close()
    }
}

/// How rows are made of values that repeat: the levels of Dremel.
struct Levels {
    there: Vec<i16>,
    goes_on: Vec<i16>,
}

impl Levels {
    fn of(lengths: impl Iterator<Item = usize>) -> Levels {
        let mut levels = Levels { there: Vec::new(), goes_on: Vec::new() };
        for length in lengths {
            // 0: no list; 2: a value of one. Lists that are empty are not told from those that are not there.
            levels.there.extend(std::iter::repeat_n(if length == 0 { 0 } else { 2 }, length.max(1)));
            levels.goes_on.extend((0..length.max(1)).map(|place| i16::from(place > 0)));
        }
        levels
    }

    fn write<T: parquet::data_type::DataType>(
        &self,
        column: &mut SerializedColumnWriter<'_>,
        values: &[T::T],
    ) -> Result<()> {
        column.typed::<T>().write_batch(values, Some(&self.there), Some(&self.goes_on)).map(drop)
    }
}

/// The values that are there, and for each row whether one is.
fn present<'a, T>(rows: &'a [Record], of: impl Fn(&'a Record) -> Option<T>) -> (Vec<T>, Vec<i16>) {
    let mut values = Vec::with_capacity(rows.len());
    let there = rows.iter().map(|row| {
        let value = of(row);
        let there = i16::from(value.is_some());
        values.extend(value);
        there
    });
    let there = there.collect();
    (values, there)
}

fn next<'a, W: Write + Send>(
    group: &'a mut SerializedRowGroupWriter<'_, W>,
) -> Result<SerializedColumnWriter<'a>> {
    group.next_column()?.ok_or_else(|| ParquetError::General("the schema has fewer columns".to_owned()))
}

fn schema() -> Result<TypePtr> {
    let columns: Vec<String> = COLUMNS.iter().map(Column::schema).collect();
    parse_message_type(&format!("message koko {{ {} }}", columns.join(" "))).map(Arc::new)
}

fn properties(facts: &[(&str, String)]) -> Result<WriterPropertiesPtr> {
    let mut properties = WriterProperties::builder()
        .set_created_by(concat!("koko ", env!("CARGO_PKG_VERSION")).to_owned())
        .set_compression(Compression::ZSTD(ZstdLevel::try_new(ZSTD)?))
        .set_statistics_enabled(EnabledStatistics::Chunk)
        .set_offset_index_disabled(true)
        .set_column_encoding(ColumnPath::from("taken_at"), Encoding::DELTA_BINARY_PACKED)
        .set_column_dictionary_enabled(ColumnPath::from("taken_at"), false)
        .set_column_dictionary_enabled(shares(), false)
        .set_column_encoding(shares(), Encoding::BYTE_STREAM_SPLIT);
    for name in ALL_DIFFERENT {
        properties = properties.set_column_dictionary_enabled(ColumnPath::from(name), false);
    }
    let schema = [("koko.schema", SCHEMA.to_owned())];
    let facts =
        schema.iter().chain(facts).map(|(name, value)| KeyValue::new((*name).to_owned(), value.clone()));
    Ok(Arc::new(properties.set_key_value_metadata(Some(facts.collect())).build()))
}

fn shares() -> ColumnPath {
    ColumnPath::new(["scores", "key_value", "value"].map(str::to_owned).to_vec())
}

/// An object that is being written. The same records give the same bytes.
pub struct Sheet {
    writer: SerializedFileWriter<Vec<u8>>,
    rows: Vec<Record>,
    written: usize,
}

impl Sheet {
    /// An empty one, with facts about it that are written to its end.
    pub fn new(facts: &[(&str, String)]) -> Result<Sheet> {
        let writer = SerializedFileWriter::new(Vec::new(), schema()?, properties(facts)?)?;
        Ok(Sheet { writer, rows: Vec::new(), written: 0 })
    }

    /// Adds a record.
    pub fn add(&mut self, record: Record) -> Result<()> {
        self.rows.push(record);
        if self.rows.len() == GROUP { self.write() } else { Ok(()) }
    }

    /// Rows that were added.
    pub fn rows(&self) -> usize {
        self.written + self.rows.len()
    }

    /// About how large it is.
    pub fn bytes(&self) -> usize {
        self.writer.bytes_written()
    }

    /// The whole object.
    pub fn end(mut self) -> Result<Vec<u8>> {
        if !self.rows.is_empty() {
            self.write()?;
        }
        self.writer.into_inner()
    }

    fn write(&mut self) -> Result<()> {
        let mut group = self.writer.next_row_group()?;
        for column in &COLUMNS {
            column.write(&mut group, &self.rows)?;
        }
        group.close()?;
        self.written += self.rows.len();
        self.rows.clear();
        Ok(())
    }
}

/// Reads an object of a tenant, record by record.
pub fn read<R: ChunkReader + 'static>(
    object: R,
    tenant: &str,
) -> Result<impl Iterator<Item = Result<Record>> + use<R>> {
    let reader = SerializedFileReader::new(object)?;
    check(&reader)?;
    let tenant = tenant.to_owned();
    Ok(RowIter::from_file_into(Box::new(reader)).map(move |row| {
        let record: Record = serde_json::from_value(value_of(row?))
            .map_err(|error| ParquetError::General(format!("this is no record: {error}")))?;
        Ok(Record { tenant: tenant.clone(), ..record })
    }))
}

fn check(reader: &impl FileReader) -> Result<()> {
    let facts = reader.metadata().file_metadata().key_value_metadata();
    let facts = facts.into_iter().flatten();
    let schema = facts.filter(|fact| fact.key == "koko.schema").find_map(|fact| fact.value.as_deref());
    match schema {
        Some(SCHEMA) => Ok(()),
        Some(other) => Err(ParquetError::General(format!(
            "this is version {other} of the table, and this Koko reads {SCHEMA}: take a newer one"
        ))),
        None => Err(ParquetError::General("this is no object of Koko's".to_owned())),
    }
}

fn value_of(row: Row) -> Value {
    let fields = row.into_columns().into_iter().filter_map(|(name, field)| Some((name, json(field)?)));
    Value::Object(fields.collect())
}

fn json(field: Field) -> Option<Value> {
    Some(match field {
        Field::Str(word) => Value::from(word),
        Field::Bool(truth) => Value::from(truth),
        Field::Long(number) | Field::TimestampMillis(number) => Value::from(number),
        Field::Float(share) => Value::from(share),
        Field::ListInternal(list) => list.elements().iter().cloned().filter_map(json).collect(),
        Field::MapInternal(map) => {
            let pairs = map.entries().iter().cloned();
            let pairs = pairs.filter_map(|(name, value)| match name {
                Field::Str(name) => Some((name, json(value)?)),
                _ => None,
            });
            Value::Object(pairs.collect::<Map<String, Value>>())
        }
        _ => return None,
    })
}

/// Writes erasures of one tenant.
pub fn write_erasures(erasures: &[Erasure]) -> Result<Vec<u8>> {
    let schema =
        "message koko { required binary author (STRING); required int64 before (TIMESTAMP(MILLIS,true)); }";
    let schema = Arc::new(parse_message_type(schema)?);
    let mut writer = SerializedFileWriter::new(Vec::new(), schema, properties(&[])?)?;
    let mut group = writer.next_row_group()?;
    let mut column = next(&mut group)?;
    let authors: Vec<ByteArray> = erasures.iter().map(|erasure| erasure.author.as_str().into()).collect();
    column.typed::<ByteArrayType>().write_batch(&authors, None, None)?;
    column.close()?;
    let mut column = next(&mut group)?;
    let moments: Vec<i64> = erasures.iter().map(|erasure| erasure.before).collect();
    column.typed::<Int64Type>().write_batch(&moments, None, None)?;
    column.close()?;
    group.close()?;
    writer.into_inner()
}

/// Reads them.
pub fn read_erasures<R: ChunkReader + 'static>(object: R, tenant: &str) -> Result<Vec<Erasure>> {
    let reader = SerializedFileReader::new(object)?;
    check(&reader)?;
    let rows = RowIter::from_file_into(Box::new(reader)).map(|row| {
        let mut value = value_of(row?);
        value["tenant"] = Value::from(tenant);
        serde_json::from_value(value)
            .map_err(|error| ParquetError::General(format!("this is no erasure: {error}")))
    });
    rows.collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::record::tests::full;
    use super::*;
    use axum::body::Bytes;

    fn written(records: &[Record]) -> Vec<u8> {
        let mut sheet = Sheet::new(&[("koko.tenant", "t".to_owned())]).unwrap();
        records.iter().for_each(|record| sheet.add(record.clone()).unwrap());
        assert_eq!(sheet.rows(), records.len());
        sheet.end().unwrap()
    }

    fn read_back(object: Vec<u8>) -> Vec<Record> {
        read(Bytes::from(object), "t").unwrap().collect::<Result<_>>().unwrap()
    }

    #[test]
    fn every_column_is_read_as_it_was_written_and_what_is_absent_stays_absent() {
        let empty = Record { tenant: "t".to_owned(), id: "2".to_owned(), ..Record::default() };
        let records = [full("t", "1", 1_700_000_000_000), empty, full("t", "3", -1)];
        assert_eq!(read_back(written(&records)), records);
    }

    #[test]
    fn more_rows_than_are_written_together_stay_in_order_and_the_bytes_are_the_same_each_time() {
        let record = |n: usize| Record { tenant: "t".to_owned(), id: n.to_string(), ..Record::default() };
        let records: Vec<Record> = (0..GROUP + 3).map(record).collect();
        let object = written(&records);
        assert_eq!(object, written(&records));
        assert_eq!(read_back(object), records);
    }

    #[test]
    fn other_tables_and_later_ones_are_refused() {
        assert!(read(Bytes::from_static(b"PAR1"), "t").is_err());
        let erasure = Erasure { tenant: "t".to_owned(), author: "a".to_owned(), before: 5 };
        let object = Bytes::from(write_erasures(std::slice::from_ref(&erasure)).unwrap());
        assert_eq!(read_erasures(object, "t").unwrap(), [erasure]);
    }

    proptest! {
        #[test]
        fn lists_of_any_length_keep_their_rows(lengths in prop::collection::vec((0_usize..4, 0_usize..4), 1..40)) {
            let words = |count: usize, row: usize| (0..count).map(|n| format!("{row} {n}")).collect::<Vec<_>>();
            let records: Vec<Record> = lengths.iter().enumerate().map(|(row, (labels, scores))| Record {
                tenant: "t".to_owned(),
                labels: words(*labels, row),
                scores: words(*scores, row).into_iter().map(|name| (name, row as f32)).collect(),
                ..Record::default()
            }).collect();
            prop_assert_eq!(read_back(written(&records)), records);
        }
    }
}
