//! What is newer than the table of values: the records of the logs, and which records have a change under way.
//!
//! `current` holds what the log has that is being written, `sealed` what a checkpoint is moving to the table. A record in
//! neither is in the table, or nowhere. A change is seen by nobody before it is on the disk.

use std::collections::HashMap;
use std::hash::{BuildHasher, RandomState};
use std::sync::atomic::{AtomicU64, Ordering};

use parking_lot::{Mutex, MutexGuard};

use super::super::records::{Position, Record, Records, Walk};
use super::super::{Key, Space, Stored};
use crate::clock::Timestamp;

const SHARDS: usize = 256;

/// Where a record is to be looked for.
pub(super) enum Found {
    /// This is what it holds; nothing if it was deleted or has expired.
    Here(Option<Stored>),
    /// In the table, as long as the shard was cleared so many times.
    Elsewhere { cleared: u64 },
}

impl Found {
    pub(super) fn into_stored(self) -> Option<Stored> {
        match self {
            Found::Here(stored) => stored,
            Found::Elsewhere { .. } => None,
        }
    }
}

pub(super) struct Overlay {
    hasher: RandomState,
    shards: Box<[Mutex<Shard>]>,
    cleared: AtomicU64,
}

#[derive(Default)]
struct Shard {
    /// Records with a change in the queue, and its number.
    waiting: HashMap<Key, u64>,
    current: Records,
    sealed: Records,
    /// How often `sealed` went to the table.
    cleared: u64,
}

/// One shard and the hash of a key in it, locked.
pub(super) struct Locked<'o> {
    shard: MutexGuard<'o, Shard>,
    place: (usize, u32),
}

impl Default for Overlay {
    fn default() -> Self {
        let shards = (0..SHARDS).map(|_| Mutex::default()).collect();
        Overlay { hasher: RandomState::new(), shards, cleared: AtomicU64::new(0) }
    }
}

impl Overlay {
    pub(super) fn lock(&self, key: &[u8]) -> Locked<'_> {
        let hash = self.hasher.hash_one(key);
        let place = ((hash >> 56) as usize % SHARDS, hash as u32);
        Locked { shard: self.shards[place.0].lock(), place }
    }

    pub(super) fn get(&self, key: &[u8], now: Timestamp) -> Found {
        self.lock(key).get(key, now)
    }

    /// Puts a record that is on the disk.
    pub(super) fn put(&self, key: &[u8], record: Record<'_>) {
        let mut locked = self.lock(key);
        let hash = locked.place.1;
        locked.shard.current.put(hash, key, record);
    }

    /// A change is on the disk, or will never be.
    pub(super) fn settle(&self, place: (usize, u32), key: &[u8], saved: Option<Record<'_>>) {
        let mut shard = self.shards[place.0].lock();
        shard.waiting.remove(key);
        if let Some(record) = saved {
            shard.current.put(place.1, key, record);
        }
    }

    /// Whether nothing is newer than the table.
    pub(super) fn is_empty(&self) -> bool {
        self.shards.iter().all(|shard| {
            let shard = shard.lock();
            shard.current.is_empty() && shard.sealed.is_empty()
        })
    }

    /// Sets aside what is there for the checkpoint. Only when the one before is complete.
    pub(super) fn seal(&self) {
        for shard in &self.shards {
            let shard = &mut *shard.lock();
            debug_assert!(shard.sealed.is_empty(), "the checkpoint before is complete");
            shard.sealed = std::mem::take(&mut shard.current);
        }
    }

    /// The keys of what was set aside, in their order.
    pub(super) fn sealed_keys(&self) -> Vec<Key> {
        let mut keys = Vec::new();
        for shard in &self.shards {
            shard.lock().sealed.walk(None, |_, key, _| {
                keys.push(key.to_vec());
                Walk::On
            });
        }
        keys.sort_unstable();
        keys
    }

    /// Shows what was set aside under a key.
    pub(super) fn sealed<T>(&self, key: &[u8], show: impl FnOnce(Record<'_>) -> T) -> Option<T> {
        let locked = self.lock(key);
        locked.shard.sealed.get(locked.place.1, key).map(show)
    }

    /// What was set aside is in the table.
    pub(super) fn clear(&self) {
        for shard in &self.shards {
            let shard = &mut *shard.lock();
            shard.sealed = Records::default();
            shard.cleared += 1;
        }
        self.cleared.fetch_add(1, Ordering::SeqCst);
    }

    /// How many checkpoints are complete.
    pub(super) fn cleared(&self) -> u64 {
        self.cleared.load(Ordering::SeqCst)
    }

    /// The records behind a position, and where to go on; nothing after the last.
    pub(super) fn page(
        &self,
        space: Space,
        from: Option<&Position>,
        limit: usize,
        now: Timestamp,
    ) -> (Vec<(Key, Stored)>, Option<Position>) {
        let mut found = Vec::new();
        let first = from.map_or(0, |position| position.shard);
        for (number, shard) in self.shards.iter().enumerate().skip(first) {
            let after = from.filter(|position| position.shard == number);
            let after = after.map(|position| (position.hash, position.key.as_slice()));
            let wanted = limit - found.len();
            let mut here = shard.lock().page(space, after, wanted, now);
            let is_full = here.len() >= wanted;
            here.truncate(wanted);
            let last =
                here.last().map(|(hash, key, _)| Position { shard: number, hash: *hash, key: key.clone() });
            found.extend(here.into_iter().map(|(_, key, stored)| (key, stored)));
            if is_full {
                return (found, last);
            }
        }
        (found, None)
    }
}

impl Shard {
    /// At least the first `wanted` records behind a place, if there are so many, in the order of hashes and keys.
    fn page(
        &self,
        space: Space,
        after: Option<(u32, &[u8])>,
        wanted: usize,
        now: Timestamp,
    ) -> Vec<(u32, Key, Stored)> {
        let mut found = Vec::new();
        let mut taken = 0;
        self.current.walk(after, |hash, key, record| {
            let seen = if space.has(key) { record.at(now) } else { None };
            if let Some(stored) = seen {
                taken += 1;
                found.push((hash, key.to_vec(), stored));
            }
            if taken < wanted { Walk::On } else { Walk::Stop }
        });
        taken = 0;
        self.sealed.walk(after, |hash, key, record| {
            let is_newest = space.has(key) && self.current.get(hash, key).is_none();
            if let Some(stored) = if is_newest { record.at(now) } else { None } {
                taken += 1;
                found.push((hash, key.to_vec(), stored));
            }
            if taken < wanted { Walk::On } else { Walk::Stop }
        });
        found.sort_unstable_by(|one, other| (one.0, &one.1).cmp(&(other.0, &other.1)));
        found
    }
}

impl Locked<'_> {
    pub(super) fn place(&self) -> (usize, u32) {
        self.place
    }

    /// The number of the change that waits for this record.
    pub(super) fn waiting(&self, key: &[u8]) -> Option<u64> {
        self.shard.waiting.get(key).copied()
    }

    pub(super) fn wait(&mut self, key: &[u8], sequence: u64) {
        self.shard.waiting.insert(key.to_vec(), sequence);
    }

    pub(super) fn get(&self, key: &[u8], now: Timestamp) -> Found {
        let hash = self.place.1;
        match self.shard.current.get(hash, key).or_else(|| self.shard.sealed.get(hash, key)) {
            Some(record) => Found::Here(record.at(now)),
            None => Found::Elsewhere { cleared: self.shard.cleared },
        }
    }
}
