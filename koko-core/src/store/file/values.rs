//! The table of values: each record as it was at the last checkpoint, in the order of keys.

use std::ops::Bound;
use std::sync::atomic::{AtomicU64, Ordering};

use parking_lot::RwLock;
use redb::{Database, ReadOnlyTable, ReadableDatabase, ReadableTable, TableDefinition, WriteTransaction};

use super::super::records::Record;
use super::super::{Key, Space, Stored};
use super::disk::{Disk, FORMAT, META};
use crate::clock::Timestamp;
use crate::error::{Error, Result};

const VALUES: TableDefinition<'_, &[u8], &[u8]> = TableDefinition::new("values");
/// In [`META`]: all logs up to this number are in the table.
const THROUGH: &str = "through";
/// In [`META`]: no version above this one was given before the last checkpoint.
const LAST_VERSION: &str = "last_version";

/// Version and time of expiry, before the bytes.
const HEADER_BYTES: usize = 16;
const NEVER: i64 = i64::MAX;

pub(super) struct Values {
    /// Nothing while the disk refuses to open it again after an error.
    database: RwLock<Option<Database>>,
    through: AtomicU64,
    last_version: u64,
}

/// A key, and what is under it unless it has expired.
pub(super) type Row = (Key, Option<Stored>);

/// The table as it was at one moment.
pub(super) struct Moment<'d> {
    table: ReadOnlyTable<&'static [u8], &'static [u8]>,
    disk: &'d Disk,
}

impl Values {
    pub(super) fn open(disk: &Disk) -> Result<Values> {
        let path = disk.values();
        let database = if disk.is_new()? {
            disk.create(&path, |database| {
                let transaction = database.begin_write()?;
                transaction.open_table(VALUES)?;
                FORMAT.write(&transaction)?;
                transaction.commit()?;
                Ok(())
            })?
        } else {
            disk.open(&path)?
        };
        disk.guard(&path, || {
            FORMAT.check(&database, &path)?;
            let read = |name: &str| -> Result<u64, redb::Error> {
                let table = database.begin_read()?.open_table(META)?;
                Ok(table.get(name)?.map_or(0, |number| number.value()))
            };
            let read = |name| read(name).map_err(|error| disk.refused(&path, "read", error));
            Ok((read(THROUGH)?, read(LAST_VERSION)?))
        })
        .map(|(through, last_version)| Values {
            database: RwLock::new(Some(database)),
            through: AtomicU64::new(through),
            last_version,
        })
    }

    /// All logs up to this number are in the table.
    pub(super) fn through(&self) -> u64 {
        self.through.load(Ordering::SeqCst)
    }

    /// The largest version that was given when it was opened, as far as the table knows.
    pub(super) fn last_version(&self) -> u64 {
        self.last_version
    }

    pub(super) fn read<'d>(&self, disk: &'d Disk) -> Result<Moment<'d>> {
        let begin = || -> Result<_, redb::Error> {
            let database = self.database.read();
            Ok(database.as_ref().ok_or(redb::Error::DatabaseClosed)?.begin_read()?.open_table(VALUES)?)
        };
        let table = begin().map_err(|error| disk.refused(&disk.values(), "read", error))?;
        Ok(Moment { table, disk })
    }

    fn begin_write(&self) -> Result<WriteTransaction, redb::Error> {
        Ok(self.database.read().as_ref().ok_or(redb::Error::DatabaseClosed)?.begin_write()?)
    }

    /// Opens the table again after an error of the disk: what it holds then is the state of the last commit.
    pub(super) fn open_again(&self, disk: &Disk) -> Result<()> {
        let mut database = self.database.write();
        // Closed first, for the lock.
        *database = None;
        *database = Some(disk.open(&disk.values())?);
        Ok(())
    }

    /// At most `limit` rows of one kind behind a key, each as it is at `now`, and the last key if there are more.
    pub(super) fn page(
        &self,
        disk: &Disk,
        space: Space,
        after: Option<&[u8]>,
        limit: usize,
        now: Timestamp,
    ) -> Result<(Vec<Row>, Option<Key>)> {
        let moment = self.read(disk)?;
        let (first, end) = ([space as u8], [space as u8 + 1]);
        let start = after.map_or(Bound::Included(first.as_slice()), Bound::Excluded);
        disk.guard(&disk.values(), || {
            let read = || -> Result<Option<Vec<_>>, redb::Error> {
                let range = moment.table.range::<&[u8]>((start, Bound::Excluded(end.as_slice())))?;
                let mut rows = Vec::new();
                for row in range.take(limit) {
                    let (key, bytes) = row?;
                    let Some(record) = decode(bytes.value()) else { return Ok(None) };
                    rows.push((key.value().to_vec(), record.at(now)));
                }
                Ok(Some(rows))
            };
            let rows = read().map_err(|error| disk.refused(&disk.values(), "read", error))?;
            let rows = rows.ok_or_else(|| damaged(disk))?;
            let last = if rows.len() == limit { rows.last().map(|(key, _)| key.clone()) } else { None };
            Ok((rows, last))
        })
    }

    /// Writes a part of a checkpoint.
    pub(super) fn write<'k>(
        &self,
        keys: impl Iterator<Item = &'k Key>,
        mut with: impl FnMut(&[u8], &mut dyn FnMut(Record<'_>)),
    ) -> Result<(), redb::Error> {
        let mut transaction = self.begin_write()?;
        transaction.set_quick_repair(true);
        {
            let mut table = transaction.open_table(VALUES)?;
            let mut failed = None;
            let mut bytes = Vec::new();
            for key in keys {
                with(key, &mut |record| {
                    let Some(value) = record.value else {
                        failed = failed.take().or(table.remove(key.as_slice()).err());
                        return;
                    };
                    bytes.clear();
                    bytes.extend_from_slice(&record.version.to_le_bytes());
                    let expires_at = record.expires_at.map_or(NEVER, Timestamp::unix_seconds);
                    bytes.extend_from_slice(&expires_at.to_le_bytes());
                    bytes.extend_from_slice(value);
                    failed = failed.take().or(table.insert(key.as_slice(), bytes.as_slice()).err());
                });
                if let Some(error) = failed {
                    return Err(error.into());
                }
            }
        }
        Ok(transaction.commit()?)
    }

    /// Ends a checkpoint: all logs up to this one are in the table. Also looks at `count` rows behind `hand` and drops those
    /// that have expired; returns where to go on.
    pub(super) fn complete(
        &self,
        through: u64,
        last_version: u64,
        hand: &[u8],
        count: usize,
        now: Timestamp,
    ) -> Result<Key, redb::Error> {
        let mut transaction = self.begin_write()?;
        transaction.set_quick_repair(true);
        let mut next = Key::new();
        {
            let mut table = transaction.open_table(VALUES)?;
            let mut expired = Vec::new();
            let behind = (Bound::Excluded(hand), Bound::Unbounded);
            for (number, row) in table.range::<&[u8]>(behind)?.take(count).enumerate() {
                let (key, bytes) = row?;
                let expires_at = decode(bytes.value()).and_then(|record| record.expires_at);
                if expires_at.is_some_and(|expires_at| expires_at <= now) {
                    expired.push(key.value().to_vec());
                }
                if number + 1 == count {
                    next = key.value().to_vec();
                }
            }
            for key in expired {
                table.remove(key.as_slice())?;
            }
            let mut meta = transaction.open_table(META)?;
            meta.insert(THROUGH, through)?;
            meta.insert(LAST_VERSION, last_version)?;
        }
        transaction.commit()?;
        self.through.store(through, Ordering::SeqCst);
        Ok(next)
    }
}

impl Moment<'_> {
    /// Shows the row under a key.
    pub(super) fn get<T>(&self, key: &[u8], show: impl FnOnce(Record<'_>) -> T) -> Result<Option<T>> {
        let path = self.disk.values();
        self.disk.guard(&path, || {
            let row = self.table.get(key);
            let row = row.map_err(|error| self.disk.refused(&path, "read", error.into()))?;
            let Some(row) = row else { return Ok(None) };
            decode(row.value()).map(|record| Some(show(record))).ok_or_else(|| damaged(self.disk))
        })
    }
}

fn decode(bytes: &[u8]) -> Option<Record<'_>> {
    let (head, value) = bytes.split_first_chunk::<HEADER_BYTES>()?;
    let number = |from: usize| u64::from_le_bytes(head[from..from + 8].try_into().expect("8 bytes"));
    let expires_at = number(8).cast_signed();
    Some(Record {
        version: number(0),
        expires_at: (expires_at != NEVER).then(|| Timestamp::from_unix_seconds(expires_at)),
        value: Some(value),
    })
}

fn damaged(disk: &Disk) -> Error {
    let what = format!("{} is damaged: put a copy of the folder in its place", disk.values().display());
    Error::StoreFailed { what }
}
