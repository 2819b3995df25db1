//! Keeps records in memory: the reference that every other backend is compared with.

use std::collections::BTreeMap;
use std::ops::Bound;
use std::sync::Arc;

use parking_lot::Mutex;

use super::{
    Change, Cursor, Keeps, Key, MAX_KEY_BYTES, MAX_VALUE_BYTES, Outcome, Page, Space, StateStore, Stored,
    Version,
};
use crate::clock::{Clock, SystemClock, Timestamp};
use crate::error::{Error, Result};

/// Records in a sorted map, gone with the process.
pub struct MemoryStore {
    clock: Arc<dyn Clock>,
    records: Mutex<Records>,
}

#[derive(Default)]
struct Records {
    by_key: BTreeMap<Key, Record>,
    /// One number for all records, so that a deleted key made again gets a version never used before.
    last_version: u64,
}

struct Record {
    stored: Stored,
    expires_at: Option<Timestamp>,
}

impl MemoryStore {
    /// Empty; `clock` decides what has expired.
    pub fn new(clock: Arc<dyn Clock>) -> MemoryStore {
        MemoryStore { clock, records: Mutex::default() }
    }
}

impl Default for MemoryStore {
    fn default() -> Self {
        MemoryStore::new(Arc::new(SystemClock))
    }
}

impl StateStore for MemoryStore {
    fn load(&self, keys: &[Key]) -> Result<Vec<Option<Stored>>> {
        let now = self.clock.now();
        let records = self.records.lock();
        Ok(keys
            .iter()
            .map(|key| records.by_key.get(key).and_then(|record| record.at(now)).cloned())
            .collect())
    }

    fn save_if(&self, changes: &[Change]) -> Result<Vec<Outcome>> {
        if let Some(change) = changes.iter().find(|change| is_too_large(change)) {
            let what = format!("a key of {} bytes or its value is too large", change.key.len());
            return Err(Error::StoreFailed { what });
        }
        let now = self.clock.now();
        let mut records = self.records.lock();
        Ok(changes.iter().map(|change| records.save(change, now)).collect())
    }

    fn scan(&self, space: Space, from: Option<Cursor>, limit: usize) -> Result<Page> {
        let now = self.clock.now();
        let records = self.records.lock();
        let start = from.map_or(Bound::Unbounded, |Cursor(last)| Bound::Excluded(last));
        let mut page = Page { records: Vec::new(), next: None };
        for (key, record) in records.by_key.range((start, Bound::Unbounded)).filter(|(key, _)| space.has(key))
        {
            if page.records.len() == limit.max(1) {
                page.next = page.records.last().map(|(key, _): &(Key, Stored)| Cursor(key.clone()));
                break;
            }
            page.records.extend(record.at(now).map(|stored| (key.clone(), stored.clone())));
        }
        Ok(page)
    }

    fn keeps(&self) -> Keeps {
        Keeps::Nothing
    }
}

impl Records {
    fn save(&mut self, change: &Change, now: Timestamp) -> Outcome {
        let present = self.by_key.get(&change.key).and_then(|record| record.at(now));
        if present.map(|stored| stored.version) != change.expect {
            return Outcome::Conflict(present.cloned());
        }
        self.last_version += 1;
        let version = Version(self.last_version);
        match &change.value {
            Some(bytes) => {
                let stored = Stored { bytes: bytes.clone(), version };
                self.by_key.insert(change.key.clone(), Record { stored, expires_at: change.expires_at });
            }
            None => {
                self.by_key.remove(&change.key);
            }
        }
        Outcome::Saved(version)
    }
}

impl Record {
    fn at(&self, now: Timestamp) -> Option<&Stored> {
        self.expires_at.is_none_or(|expires_at| now < expires_at).then_some(&self.stored)
    }
}

fn is_too_large(change: &Change) -> bool {
    change.key.len() > MAX_KEY_BYTES
        || change.value.as_ref().is_some_and(|value| value.len() > MAX_VALUE_BYTES)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clock::HandClock;

    #[test]
    fn it_keeps_the_promises_of_a_store() {
        super::super::suite::run(&|| {
            let clock = Arc::new(HandClock::at(Timestamp::from_unix_seconds(1_000_000)));
            (Box::new(MemoryStore::new(Arc::clone(&clock) as Arc<dyn Clock>)) as Box<dyn StateStore>, clock)
        });
    }
}
