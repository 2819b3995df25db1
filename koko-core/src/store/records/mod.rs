//! A compact map from keys to records: about 320 bytes for a key of 17 and a value of 256.
//!
//! Records lie in pools of slots of one size (`pools`), an index (`index`) finds them by their hash and walks through
//! them in its order. Does not lock and knows no clock: whoever owns it does.

mod index;
mod pools;

use index::{Entry, Index};
use pools::{Place, Pools};

use super::{Key, Stored, Version};
use crate::clock::Timestamp;
use crate::lines::{LINE_BYTES, fetch_ahead};

/// Version, time of expiry, lengths.
const HEADER_BYTES: usize = 8 + 8 + 4;
/// Lines of the cache that few records exceed.
const USUAL_LINES: usize = 3;
/// As a time of expiry: stays.
const NEVER: i64 = i64::MAX;
const VALUE_BITS: u32 = 17;
const DELETED: u32 = 1 << 31;

/// A record, or the mark that it was deleted, as it lies in the map.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Record<'r> {
    pub(super) version: u64,
    pub(super) expires_at: Option<Timestamp>,
    /// Nothing: deleted.
    pub(super) value: Option<&'r [u8]>,
}

impl Record<'_> {
    /// What a caller may see of it at `now`.
    pub(super) fn at(&self, now: Timestamp) -> Option<Stored> {
        let bytes = self.value?;
        let is_there = self.expires_at.is_none_or(|expires_at| now < expires_at);
        is_there.then(|| Stored { bytes: bytes.to_vec(), version: Version(self.version) })
    }
}

/// The map.
#[derive(Default)]
pub(super) struct Records {
    index: Index,
    pools: Pools,
    /// Where [`Records::drop_expired`] goes on.
    hand: usize,
}

impl Records {
    pub(super) fn len(&self) -> usize {
        self.index.len()
    }

    pub(super) fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// What it takes of memory.
    pub(super) fn bytes(&self) -> usize {
        self.index.bytes() + self.pools.bytes()
    }

    pub(super) fn get(&self, hash: u32, key: &[u8]) -> Option<Record<'_>> {
        Some(self.read(self.index.at(self.find(hash, key)?)?.place).1)
    }

    /// Begins to fetch what says where a record lies.
    pub(super) fn fetch_entry_ahead(&self, hash: u32) {
        self.index.fetch_ahead(hash);
    }

    /// Begins to fetch a record, or another of the same hash.
    pub(super) fn fetch_record_ahead(&self, hash: u32) {
        if let Some(entry) = self.index.from(hash).next().filter(|entry| entry.hash == hash) {
            let slot = self.pools.slot(entry.place);
            slot.iter().step_by(LINE_BYTES).take(USUAL_LINES).for_each(fetch_ahead);
        }
    }

    /// Puts a record in the place of the one under its key.
    pub(super) fn put(&mut self, hash: u32, key: &[u8], record: Record<'_>) {
        let value = record.value.unwrap_or_default();
        let bytes = HEADER_BYTES + key.len() + value.len();
        let place = match self.find(hash, key) {
            Some(position) => {
                let old = self.index.at(position).map(|entry| entry.place);
                let place = self.pools.resize(old, bytes);
                self.index.replace(position, place);
                place
            }
            None => {
                let place = self.pools.resize(None, bytes);
                self.index.insert(Entry { hash, place });
                place
            }
        };
        let slot = self.pools.slot_mut(place);
        let mut lengths = (key.len() as u32) << VALUE_BITS | value.len() as u32;
        if record.value.is_none() {
            lengths |= DELETED;
        }
        let expires_at = record.expires_at.map_or(NEVER, Timestamp::unix_seconds);
        slot[..8].copy_from_slice(&record.version.to_le_bytes());
        slot[8..16].copy_from_slice(&expires_at.to_le_bytes());
        slot[16..20].copy_from_slice(&lengths.to_le_bytes());
        slot[HEADER_BYTES..][..key.len()].copy_from_slice(key);
        slot[HEADER_BYTES + key.len()..][..value.len()].copy_from_slice(value);
    }

    pub(super) fn remove(&mut self, hash: u32, key: &[u8]) {
        if let Some(position) = self.find(hash, key) {
            self.remove_at(position);
        }
    }

    /// Looks at the next `count` places and drops what has expired. Called at each save, it keeps the map from filling with
    /// the dead.
    pub(super) fn drop_expired(&mut self, now: Timestamp, count: usize) {
        for _ in 0..count {
            self.hand = if self.hand + 1 < self.index.positions() { self.hand + 1 } else { 0 };
            let Some(entry) = self.index.at(self.hand) else { continue };
            if self.read(entry.place).1.expires_at.is_some_and(|expires_at| expires_at <= now) {
                self.remove_at(self.hand);
            }
        }
    }

    /// Calls `take` with the records behind `after` (a hash and a key), in the order of hashes and keys, until it says that
    /// it has enough.
    pub(super) fn walk(
        &self,
        after: Option<(u32, &[u8])>,
        mut take: impl FnMut(u32, &[u8], Record<'_>) -> Walk,
    ) {
        let start = after.map_or(0, |(hash, _)| hash);
        let mut entries = self.index.from(start).peekable();
        while let Some(first) = entries.next() {
            // The index knows no keys, so records with the same hash lie in any order.
            let mut same = vec![self.read(first.place)];
            while let Some(next) = entries.next_if(|next| next.hash == first.hash) {
                same.push(self.read(next.place));
            }
            same.sort_unstable_by_key(|(key, _)| *key);
            for (key, record) in same {
                let is_behind = after.is_none_or(|after| after < (first.hash, key));
                if is_behind && take(first.hash, key, record) == Walk::Stop {
                    return;
                }
            }
        }
    }

    fn find(&self, hash: u32, key: &[u8]) -> Option<usize> {
        self.index.find(hash, |place| self.read(place).0 == key)
    }

    fn remove_at(&mut self, position: usize) {
        if let Some(entry) = self.index.remove(position) {
            self.pools.give_back(entry.place);
        }
    }

    fn read(&self, place: Place) -> (&[u8], Record<'_>) {
        let slot = self.pools.slot(place);
        let number = |from: usize| u64::from_le_bytes(slot[from..from + 8].try_into().expect("8 bytes"));
        let lengths = u32::from_le_bytes(slot[16..20].try_into().expect("4 bytes"));
        let key_bytes = (lengths & !DELETED) >> VALUE_BITS;
        let value_bytes = lengths & ((1 << VALUE_BITS) - 1);
        let (key, rest) = slot[HEADER_BYTES..].split_at(key_bytes as usize);
        let expires_at = number(8).cast_signed();
        let record = Record {
            version: number(0),
            expires_at: (expires_at != NEVER).then(|| Timestamp::from_unix_seconds(expires_at)),
            value: (lengths & DELETED == 0).then(|| &rest[..value_bytes as usize]),
        };
        (key, record)
    }
}

/// Whether a walk goes on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Walk {
    On,
    Stop,
}

/// Behind this record a scan of sharded records goes on.
pub(super) struct Position {
    pub(super) shard: usize,
    pub(super) hash: u32,
    pub(super) key: Key,
}

impl Position {
    pub(super) fn write(&self) -> Vec<u8> {
        let mut bytes = vec![self.shard as u8];
        bytes.extend_from_slice(&self.hash.to_le_bytes());
        bytes.extend_from_slice(&self.key);
        bytes
    }

    pub(super) fn read(bytes: &[u8]) -> Option<Position> {
        let (head, key) = bytes.split_first_chunk::<5>()?;
        let hash = u32::from_le_bytes([head[1], head[2], head[3], head[4]]);
        Some(Position { shard: usize::from(head[0]), hash, key: key.to_vec() })
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use proptest::prelude::*;

    use super::*;

    /// Few hashes, so that they collide.
    fn hash(key: &[u8]) -> u32 {
        key.iter().fold(0, |sum: u32, byte| sum.wrapping_add(u32::from(*byte))) % 5 * 800_000_000
    }

    fn keys(records: &Records) -> Vec<Vec<u8>> {
        let mut keys = Vec::new();
        records.walk(None, |_, key, _| {
            keys.push(key.to_vec());
            Walk::On
        });
        keys
    }

    proptest! {
        #[test]
        fn it_holds_what_a_plain_map_holds(
            changes in prop::collection::vec((prop::collection::vec(0_u8..4, 0..4), prop::option::of(0_usize..3_000)), 0..300)
        ) {
            let mut records = Records::default();
            let mut plain: BTreeMap<Vec<u8>, (u64, Vec<u8>)> = BTreeMap::new();
            for (version, (key, size)) in (1_u64..).zip(changes) {
                match size {
                    Some(size) => {
                        let value = vec![version as u8; size];
                        records.put(hash(&key), &key, Record { version, expires_at: None, value: Some(&value) });
                        plain.insert(key, (version, value));
                    }
                    None => {
                        records.remove(hash(&key), &key);
                        plain.remove(&key);
                    }
                }
            }
            prop_assert_eq!(records.len(), plain.len());
            for (key, (version, value)) in &plain {
                let found = records.get(hash(key), key).map(|record| (record.version, record.value));
                prop_assert_eq!(found, Some((*version, Some(value.as_slice()))));
            }
            let mut expected: Vec<_> = plain.keys().map(|key| (hash(key), key.clone())).collect();
            expected.sort();
            prop_assert_eq!(keys(&records), expected.into_iter().map(|(_, key)| key).collect::<Vec<_>>());
        }
    }

    #[test]
    fn what_was_deleted_keeps_its_version() {
        let mut records = Records::default();
        records.put(7, b"a", Record { version: 3, expires_at: None, value: None });
        let found = records.get(7, b"a").map(|record| (record.version, record.value));
        assert_eq!(found, Some((3, None)));
    }

    #[test]
    fn the_dead_are_dropped_a_few_at_a_time() {
        let mut records = Records::default();
        let at = Timestamp::from_unix_seconds;
        for number in 0..100_u32 {
            let expires_at = Some(at(i64::from(number % 2) * 100 + 10));
            let value = Some(b"x".as_slice());
            records.put(number << 24, &number.to_le_bytes(), Record { version: 1, expires_at, value });
        }
        for _ in 0..200 {
            records.drop_expired(at(50), 2);
        }
        assert_eq!(records.len(), 50);
    }

    #[test]
    fn a_record_of_an_author_takes_at_most_350_bytes() {
        let mut records = Records::default();
        for number in 0..100_000_u32 {
            let mut key = number.to_le_bytes().to_vec();
            key.resize(17, 0);
            let value = Some([1; 256].as_slice());
            let hash = number.wrapping_mul(0x9e37_79b9);
            records.put(hash, &key, Record { version: 1, expires_at: None, value });
        }
        let each = records.bytes() / records.len();
        assert!((300..=350).contains(&each), "{each} bytes");
    }
}
