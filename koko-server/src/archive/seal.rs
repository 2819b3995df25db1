//! A segment becomes objects: one for each tenant and hour in it. The same segment gives the same objects under the same keys, so
//! whoever ships it again changes nothing.

use std::collections::BTreeMap;
use std::io;

use axum::body::Bytes;
use chrono::DateTime;

use super::log::{Closed, Entries, Entry};
use super::record::{Erasure, HOUR_MS, Record};
use super::table::{self, Sheet};

/// What all keys of records begin with.
pub const RECORDS: &str = "v1";
/// What all keys of erasures begin with. Beside the records, so that whoever reads those in one go does not meet others.
pub const ERASURES: &str = "erasures/v1";

/// An object to be stored.
#[derive(Debug, Clone, PartialEq)]
pub struct Object {
    /// Where.
    pub key: String,
    /// What.
    pub bytes: Bytes,
    /// Whose.
    pub tenant: String,
    /// How many records are in it; none in one of erasures.
    pub records: usize,
}

/// What a segment becomes.
#[derive(Debug, Clone, PartialEq)]
pub struct Sealed {
    /// In the order of their keys.
    pub objects: Vec<Object>,
    /// Whether the segment is as it was written to its end.
    pub is_whole: bool,
}

/// Why there are no objects.
#[derive(Debug, thiserror::Error)]
pub enum CannotSeal {
    /// The segment cannot be read.
    #[error(transparent)]
    Unreadable(#[from] io::Error),
    /// The table cannot be written.
    #[error(transparent)]
    Table(#[from] parquet::errors::ParquetError),
}

/// Makes the objects of a segment.
pub fn seal(segment: &Closed) -> Result<Sealed, CannotSeal> {
    let mut sheets: BTreeMap<(String, i64), Sheet> = BTreeMap::new();
    let mut erasures: BTreeMap<String, Vec<Erasure>> = BTreeMap::new();
    let mut entries = Entries::of(&segment.path)?;
    for entry in entries.by_ref() {
        match entry? {
            Entry::Record(record) => sheet_of(&mut sheets, &record, &segment.name())?.add(*record)?,
            Entry::Erasure(erasure) => erasures.entry(erasure.tenant.clone()).or_default().push(erasure),
        }
    }
    let name = format!("{}-{:08x}.parquet", segment.name(), entries.checksum());
    let mut objects = Vec::with_capacity(sheets.len() + erasures.len());
    for (tenant, erasures) in erasures {
        let key = format!("{ERASURES}/tenant={tenant}/{name}");
        let bytes = table::write_erasures(&erasures)?.into();
        objects.push(Object { key, bytes, tenant, records: 0 });
    }
    for ((tenant, hour), sheet) in sheets {
        let key = format!("{}/{name}", partition(&tenant, hour));
        let records = sheet.rows();
        objects.push(Object { key, bytes: sheet.end()?.into(), tenant, records });
    }
    Ok(Sealed { objects, is_whole: entries.good() == segment.bytes })
}

fn sheet_of<'a>(
    sheets: &'a mut BTreeMap<(String, i64), Sheet>,
    record: &Record,
    segment: &str,
) -> Result<&'a mut Sheet, CannotSeal> {
    use std::collections::btree_map::Entry::{Occupied, Vacant};
    match sheets.entry((record.tenant.clone(), record.hour())) {
        Occupied(sheet) => Ok(sheet.into_mut()),
        Vacant(place) => Ok(place.insert(Sheet::new(&facts(&record.tenant, segment))?)),
    }
}

/// What is written to the end of an object.
pub fn facts(tenant: &str, from: &str) -> [(&'static str, String); 2] {
    [("koko.tenant", tenant.to_owned()), ("koko.segment", from.to_owned())]
}

/// The folder of a tenant's hour.
pub fn partition(tenant: &str, hour: i64) -> String {
    let moment = DateTime::from_timestamp_millis(hour.saturating_mul(HOUR_MS)).unwrap_or_default();
    format!("{RECORDS}/tenant={tenant}/{}", moment.format("date=%Y-%m-%d/hour=%H"))
}

/// The tenant and the hour of an object, from its key.
pub fn read_key(key: &str) -> Option<(String, i64)> {
    let mut words = key.strip_prefix(RECORDS)?.trim_start_matches('/').split('/');
    let mut value = |name: &str| words.next()?.strip_prefix(name)?.strip_prefix('=');
    let (tenant, date, hour) = (value("tenant")?, value("date")?, value("hour")?);
    let moment = DateTime::parse_from_rfc3339(&format!("{date}T{hour}:00:00Z")).ok()?;
    Some((tenant.to_owned(), moment.timestamp_millis().div_euclid(HOUR_MS)))
}

#[cfg(test)]
mod tests {
    use super::super::log::Open;
    use super::super::record::tests::full;
    use super::*;

    fn segment(entries: &[Entry]) -> (tempfile::TempDir, Closed) {
        let folder = tempfile::tempdir().unwrap();
        let mut open = Open::begin(folder.path(), "0190-000001").unwrap();
        entries.iter().for_each(|entry| open.append(&entry.frame()).unwrap());
        let closed = open.close().unwrap();
        (folder, closed)
    }

    fn record(tenant: &str, id: &str, at: i64) -> Entry {
        Entry::Record(Box::new(full(tenant, id, at)))
    }

    #[test]
    fn there_is_one_object_for_each_tenant_and_hour_and_the_same_each_time() {
        let hour = 490_000 * HOUR_MS;
        // The clock was set back in between.
        let entries = [
            record("b", "1", hour),
            record("a", "2", hour + 5),
            record("a", "3", hour - 1),
            record("a", "4", hour),
        ];
        let erasure = Erasure { tenant: "a".to_owned(), author: "a9".to_owned(), before: hour };
        let (_folder, closed) = segment(&[&entries[..], &[Entry::Erasure(erasure.clone())]].concat());
        let sealed = seal(&closed).unwrap();
        assert!(sealed.is_whole);
        let keys: Vec<&str> = sealed.objects.iter().map(|object| object.key.as_str()).collect();
        let name = keys[0].rsplit('/').next().unwrap();
        assert_eq!(
            keys,
            [
                format!("erasures/v1/tenant=a/{name}"),
                format!("v1/tenant=a/date=2025-11-24/hour=15/{name}"),
                format!("v1/tenant=a/date=2025-11-24/hour=16/{name}"),
                format!("v1/tenant=b/date=2025-11-24/hour=16/{name}"),
            ]
        );
        assert_eq!(table::read_erasures(sealed.objects[0].bytes.clone(), "a").unwrap(), [erasure]);
        let ids = |object: &Object| -> Vec<String> {
            table::read(object.bytes.clone(), &object.tenant)
                .unwrap()
                .map(|record| record.unwrap().id)
                .collect()
        };
        assert_eq!(ids(&sealed.objects[2]), ["2", "4"]);
        assert_eq!(seal(&closed).unwrap(), sealed);
        assert_eq!(read_key(keys[1]), Some(("a".to_owned(), 489_999)));
        assert_eq!(read_key(keys[0]), None);
        // What says something else has another name.
        let (_other, changed) = segment(&entries);
        assert!(seal(&changed).unwrap().objects.iter().all(|object| !object.key.ends_with(name)));
    }

    #[test]
    fn what_is_damaged_is_noticed_and_what_stands_before_it_is_there() {
        let (_folder, closed) = segment(&[record("a", "1", 0), record("a", "2", 0)]);
        let mut bytes = std::fs::read(&closed.path).unwrap();
        let last = bytes.len() - 3;
        bytes[last] ^= 1;
        std::fs::write(&closed.path, bytes).unwrap();
        let sealed = seal(&closed).unwrap();
        assert_eq!((sealed.is_whole, sealed.objects.len(), sealed.objects[0].records), (false, 1, 1));
    }
}
