//! One log: the changes of each commit as one row, in the order of commits.

use redb::{Database, ReadableDatabase, ReadableTable, TableDefinition};

use super::super::records::Record;
use super::disk::{Disk, FORMAT};
use crate::clock::Timestamp;
use crate::error::{Error, Result};

const COMMITS: TableDefinition<'_, u64, &[u8]> = TableDefinition::new("commits");

/// Lengths of the parts of a change that do not vary: key length, version, time of expiry, value length.
const HEADER_BYTES: usize = 1 + 8 + 8 + 4;
const NEVER: i64 = i64::MAX;
const DELETED: u32 = u32::MAX;

/// A log that can be written.
pub(super) struct Log {
    pub(super) number: u64,
    database: Database,
    /// How many commits it has.
    pub(super) commits: u64,
}

impl Log {
    pub(super) fn create(disk: &Disk, number: u64) -> Result<Log> {
        let path = disk.log(number);
        let database = disk.create(&path, |database| {
            let transaction = database.begin_write()?;
            transaction.open_table(COMMITS)?;
            FORMAT.write(&transaction)?;
            transaction.commit()?;
            Ok(())
        })?;
        Ok(Log { number, database, commits: 0 })
    }

    pub(super) fn open(disk: &Disk, number: u64) -> Result<Log> {
        let path = disk.log(number);
        let database = disk.open(&path)?;
        let commits = disk.guard(&path, || {
            FORMAT.check(&database, &path)?;
            let read = || -> Result<u64, redb::Error> {
                let table = database.begin_read()?.open_table(COMMITS)?;
                Ok(table.last()?.map_or(0, |(number, _)| number.value()))
            };
            read().map_err(|error| disk.refused(&path, "read", error))
        })?;
        Ok(Log { number, database, commits })
    }

    /// Writes changes as one commit; once this returns, they survive the loss of power.
    pub(super) fn append(&mut self, changes: &[u8]) -> Result<(), redb::Error> {
        let transaction = self.database.begin_write()?;
        transaction.open_table(COMMITS)?.insert(self.commits + 1, changes)?;
        transaction.commit()?;
        self.commits += 1;
        Ok(())
    }

    /// Shows every change after so many commits, in their order.
    pub(super) fn replay(
        &self,
        disk: &Disk,
        after: u64,
        mut show: impl FnMut(&[u8], Record<'_>),
    ) -> Result<()> {
        let path = disk.log(self.number);
        disk.guard(&path, || {
            let mut damaged = false;
            let mut replay = || -> Result<(), redb::Error> {
                let table = self.database.begin_read()?.open_table(COMMITS)?;
                for row in table.range(after + 1..)? {
                    let row = row?.1;
                    damaged |= !each_change(row.value(), &mut show);
                }
                Ok(())
            };
            replay().map_err(|error| disk.refused(&path, "read", error))?;
            if damaged {
                let what = format!("{} is damaged: put a copy of the folder in its place", path.display());
                return Err(Error::StoreFailed { what });
            }
            Ok(())
        })
    }
}

/// Appends a change.
pub(super) fn write_change(bytes: &mut Vec<u8>, key: &[u8], record: Record<'_>) {
    let value = record.value.unwrap_or_default();
    bytes.reserve(HEADER_BYTES + key.len() + value.len());
    bytes.push(key.len() as u8);
    bytes.extend_from_slice(&record.version.to_le_bytes());
    bytes.extend_from_slice(&record.expires_at.map_or(NEVER, Timestamp::unix_seconds).to_le_bytes());
    bytes.extend_from_slice(&record.value.map_or(DELETED, |value| value.len() as u32).to_le_bytes());
    bytes.extend_from_slice(key);
    bytes.extend_from_slice(value);
}

/// Shows each of the changes; false if these bytes are something else.
#[must_use]
pub(super) fn each_change(mut bytes: &[u8], show: &mut dyn FnMut(&[u8], Record<'_>)) -> bool {
    while !bytes.is_empty() {
        let Some((head, rest)) = bytes.split_first_chunk::<HEADER_BYTES>() else { return false };
        let number = |from: usize| u64::from_le_bytes(head[from..from + 8].try_into().expect("8 bytes"));
        let value_bytes = u32::from_le_bytes(head[17..21].try_into().expect("4 bytes"));
        let length = if value_bytes == DELETED { 0 } else { value_bytes as usize };
        let Some((key, rest)) = rest.split_at_checked(usize::from(head[0])) else { return false };
        let Some((value, rest)) = rest.split_at_checked(length) else { return false };
        let expires_at = number(9).cast_signed();
        let record = Record {
            version: number(1),
            expires_at: (expires_at != NEVER).then(|| Timestamp::from_unix_seconds(expires_at)),
            value: (value_bytes != DELETED).then_some(value),
        };
        show(key, record);
        bytes = rest;
    }
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn changes_come_back_in_their_order_and_damage_is_seen() {
        let at = Some(Timestamp::from_unix_seconds(-5));
        let changes = [
            (b"a".as_slice(), Record { version: 7, expires_at: None, value: Some(b"one".as_slice()) }),
            (b"", Record { version: 8, expires_at: at, value: Some(b"") }),
            (b"a", Record { version: 9, expires_at: None, value: None }),
        ];
        let mut bytes = Vec::new();
        changes.iter().for_each(|(key, record)| write_change(&mut bytes, key, *record));
        let mut seen = 0;
        assert!(each_change(&bytes, &mut |key, record| {
            assert_eq!((key, record), changes[seen]);
            seen += 1;
        }));
        assert_eq!(seen, 3);
        for cut in 1..bytes.len() {
            let mut whole = 0;
            if each_change(&bytes[..cut], &mut |_, _| whole += 1) {
                assert!(whole < 3, "cut between two changes");
            }
        }
    }
}
