//! Keeps records in memory: the reference that every other backend is compared with.

use std::hash::{BuildHasher, RandomState};
use std::sync::Arc;

use parking_lot::Mutex;

use super::records::{Position, Record, Records, Walk};
use super::{Change, Cursor, Keeps, Key, Outcome, Page, Space, StateStore, Stored, Version, foreign_cursor};
use crate::clock::{Clock, SystemClock, Timestamp};
use crate::error::Result;

/// So many threads seldom meet.
const SHARDS: usize = 256;
/// How many places are looked at for expired records, after as many saves: one after the other they are fetched from memory
/// together.
const SWEPT: u64 = 8;
/// From how many keys on looking ahead is worth it.
const MANY: usize = 3;

/// Records in memory, gone with the process. Takes about 320 bytes for a record of 256.
///
/// ```
/// use std::sync::Arc;
/// use koko_core::clock::SystemClock;
/// use koko_core::store::{Keeps, MemoryStore, StateStore};
///
/// assert_eq!(MemoryStore::new(Arc::new(SystemClock)).keeps(), Keeps::Nothing);
/// ```
pub struct MemoryStore {
    clock: Arc<dyn Clock>,
    hasher: RandomState,
    shards: Box<[Mutex<Shard>]>,
}

#[derive(Default)]
struct Shard {
    records: Records,
    /// One number for all records of the shard, so that a deleted key made again gets a version that it never had.
    last_version: u64,
}

impl MemoryStore {
    /// Empty; `clock` decides what has expired.
    pub fn new(clock: Arc<dyn Clock>) -> MemoryStore {
        let shards = (0..SHARDS).map(|_| Mutex::default()).collect();
        MemoryStore { clock, hasher: RandomState::new(), shards }
    }

    /// How many records there are, those included that have expired and were not yet cleared away.
    pub fn len(&self) -> usize {
        self.shards.iter().map(|shard| shard.lock().records.len()).sum()
    }

    /// Whether there is no record.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// How much memory the records take, with everything around them.
    pub fn bytes(&self) -> usize {
        self.shards.iter().map(|shard| shard.lock().records.bytes()).sum()
    }

    fn place(&self, key: &[u8]) -> (usize, u32) {
        split(self.hasher.hash_one(key))
    }
}

/// Which shard, and the hash in it.
fn split(hash: u64) -> (usize, u32) {
    ((hash >> 56) as usize % SHARDS, hash as u32)
}

impl Default for MemoryStore {
    fn default() -> Self {
        MemoryStore::new(Arc::new(SystemClock))
    }
}

impl StateStore for MemoryStore {
    fn load(&self, keys: &[Key]) -> Result<Vec<Option<Stored>>> {
        let now = self.clock.now();
        let places: Vec<(usize, u32)> = keys.iter().map(|key| self.place(key)).collect();
        if keys.len() >= MANY {
            // One step of all look-ups after the other, so that they wait for memory together.
            for (shard, hash) in &places {
                self.shards[*shard].lock().records.fetch_entry_ahead(*hash);
            }
            for (shard, hash) in &places {
                self.shards[*shard].lock().records.fetch_record_ahead(*hash);
            }
        }
        let load = |(key, (shard, hash)): (&Key, (usize, u32))| {
            self.shards[shard].lock().records.get(hash, key).and_then(|record| record.at(now))
        };
        Ok(keys.iter().zip(places).map(load).collect())
    }

    fn save_if(&self, changes: &[Change]) -> Result<Vec<Outcome>> {
        changes.iter().try_for_each(Change::check)?;
        let now = self.clock.now();
        let save = |change: &Change| {
            let (shard, hash) = self.place(&change.key);
            self.shards[shard].lock().save(hash, change, now)
        };
        Ok(changes.iter().map(save).collect())
    }

    fn scan(&self, space: Space, from: Option<Cursor>, limit: usize) -> Result<Page> {
        let now = self.clock.now();
        let start = from.map(|cursor| Position::read(&cursor.0).ok_or_else(foreign_cursor)).transpose()?;
        let first = start.as_ref().map_or(0, |position| position.shard);
        let mut page = Page { records: Vec::new(), next: None };
        for (number, shard) in self.shards.iter().enumerate().skip(first) {
            let after = start.as_ref().filter(|position| position.shard == number);
            let after = after.map(|position| (position.hash, position.key.as_slice()));
            shard.lock().records.walk(after, |hash, key, record| {
                let seen = if space.has(key) { record.at(now) } else { None };
                if let Some(stored) = seen {
                    page.records.push((key.to_vec(), stored));
                }
                if page.records.len() < limit.max(1) {
                    return Walk::On;
                }
                page.next = Some(Cursor(Position { shard: number, hash, key: key.to_vec() }.write()));
                Walk::Stop
            });
            if page.next.is_some() {
                break;
            }
        }
        Ok(page)
    }

    fn keeps(&self) -> Keeps {
        Keeps::Nothing
    }

    fn ends_with_us(&self) -> bool {
        true
    }
}

impl Shard {
    fn save(&mut self, hash: u32, change: &Change, now: Timestamp) -> Outcome {
        if self.last_version.is_multiple_of(SWEPT) {
            self.records.drop_expired(now, SWEPT as usize);
        }
        let present = self.records.get(hash, &change.key);
        let is_there = |record: &Record<'_>| record.expires_at.is_none_or(|expires_at| now < expires_at);
        let version = present.filter(is_there).map(|record| Version(record.version));
        if version != change.expect {
            return Outcome::Conflict(present.and_then(|record| record.at(now)));
        }
        self.last_version += 1;
        match &change.value {
            Some(value) => {
                let version = self.last_version;
                let record = Record { version, expires_at: change.expires_at, value: Some(value) };
                self.records.put(hash, &change.key, record);
            }
            None => self.records.remove(hash, &change.key),
        }
        Outcome::Saved(Version(self.last_version))
    }
}

#[cfg(test)]
mod tests {
    use super::super::suite::{self, Fixture};
    use super::*;
    use crate::clock::HandClock;

    #[test]
    fn it_keeps_the_promises_of_a_store() {
        suite::run(&|| {
            let clock = Arc::new(HandClock::at(suite::start()));
            let store = MemoryStore::new(Arc::clone(&clock) as Arc<dyn Clock>);
            Fixture::new(Arc::new(store), clock)
        });
    }

    #[test]
    fn a_foreign_cursor_is_refused() {
        let refused = MemoryStore::default().scan(Space::Author, Some(Cursor(vec![1])), 1).unwrap_err();
        assert!(refused.to_string().contains("begin again"), "{refused}");
    }

    #[test]
    fn a_record_of_an_author_takes_at_most_350_bytes() {
        let store = MemoryStore::default();
        let changes = (0..200_000_u128).map(|number| Change {
            key: Space::Author.key(&number.to_le_bytes()),
            expect: None,
            value: Some(vec![1; 256]),
            expires_at: None,
        });
        store.save_if(&changes.collect::<Vec<_>>()).expect("saves");
        let each = store.bytes() / store.len();
        assert!((300..=350).contains(&each), "{each} bytes");
    }
}
