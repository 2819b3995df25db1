//! A bounded table of rows under 64-bit keys. It grows as it fills, up to its limit, and forgets.
//!
//! A full bucket gives up the row that was used least recently. Time comes with the calls.

use super::hash::{mix, place};
use super::stored::Stored;
use crate::lines::{Lines, fetch_ahead};

/// Rows in a bucket: the keys of one fill a cache line.
const WAYS: usize = 8;
/// Buckets before anything was stored.
const FIRST_BUCKETS: usize = 4;

/// Rows of one kind. Keys, times and rows lie apart, so that a look-up touches one line of keys.
pub(in crate::actor) struct Table<V> {
    /// Zero is an empty place.
    keys: Lines<u64>,
    /// Second of the last use.
    used: Lines<u32>,
    rows: Vec<V>,
    most_buckets: usize,
    kept_for: u32,
    newest: u32,
    occupied: usize,
    evictions: u64,
}

impl<V: Clone + Default> Table<V> {
    /// At most about `most_rows` rows, each forgotten `kept_for` seconds after its last use.
    pub(in crate::actor) fn new(most_rows: usize, kept_for: u32) -> Table<V> {
        let most_buckets = most_rows.div_ceil(WAYS).max(FIRST_BUCKETS);
        let places = FIRST_BUCKETS * WAYS;
        Table {
            keys: Lines::of_length(places),
            used: Lines::of_length(places),
            rows: vec![V::default(); places],
            most_buckets,
            kept_for,
            newest: 0,
            occupied: 0,
            evictions: 0,
        }
    }

    /// The row under `key`, if it is there at `at`. Looking is using.
    pub(in crate::actor) fn get(&mut self, key: u64, at: u32) -> Option<&mut V> {
        self.newest = self.newest.max(at);
        let slot = self.live(nonzero(key), at)?;
        self.used[slot] = self.used[slot].max(at);
        Some(&mut self.rows[slot])
    }

    /// The row under `key`, without using it.
    pub(in crate::actor) fn peek(&self, key: u64, at: u32) -> Option<&V> {
        self.live(nonzero(key), at).map(|slot| &self.rows[slot])
    }

    /// The row under `key`, made if there is none.
    pub(in crate::actor) fn row(&mut self, key: u64, at: u32) -> &mut V {
        let key = nonzero(key);
        self.newest = self.newest.max(at);
        let slot = self.live(key, at).unwrap_or_else(|| self.insert(key));
        self.used[slot] = self.used[slot].max(at);
        &mut self.rows[slot]
    }

    /// Begins to fetch what says where the row under `key` is.
    pub(in crate::actor) fn fetch_ahead(&self, key: u64) {
        let bucket = self.bucket(nonzero(key));
        fetch_ahead(&self.keys[bucket]);
        fetch_ahead(&self.used[bucket]);
    }

    /// Begins to fetch the row under `key`, or the one that would make room for it. Reads what [`Table::fetch_ahead`] fetches.
    pub(in crate::actor) fn fetch_row_ahead(&self, key: u64) {
        let key = nonzero(key);
        let slot = self.find(key).or_else(|| self.free(key)).unwrap_or_else(|| self.longest_unused(key));
        fetch_ahead(&self.rows[slot]);
    }

    /// Drops the row under `key`.
    pub(in crate::actor) fn remove(&mut self, key: u64) {
        if let Some(slot) = self.find(nonzero(key)) {
            self.clear(slot);
        }
    }

    /// Shows every row to `keep`, and drops those that it does not want. Costs a walk through the table.
    pub(in crate::actor) fn retain(&mut self, mut keep: impl FnMut(u64, &mut V) -> bool) {
        for slot in 0..self.keys.len() {
            if self.keys[slot] != 0 && !keep(self.keys[slot], &mut self.rows[slot]) {
                self.clear(slot);
            }
        }
    }

    /// Every row that is not forgotten yet, with its key.
    pub(in crate::actor) fn iter(&self) -> impl Iterator<Item = (u64, &V)> {
        let live = |slot: &usize| self.keys[*slot] != 0 && !self.is_forgotten(*slot, self.newest);
        (0..self.keys.len()).filter(live).map(|slot| (self.keys[slot], &self.rows[slot]))
    }

    /// Rows that were given up while they were still wanted.
    pub(in crate::actor) fn evictions(&self) -> u64 {
        self.evictions
    }

    /// Memory in use.
    pub(in crate::actor) fn bytes(&self) -> usize {
        self.keys.len() * (size_of::<u64>() + size_of::<u32>() + size_of::<V>())
    }

    fn find(&self, key: u64) -> Option<usize> {
        let bucket = self.bucket(key);
        let keys = &self.keys[bucket..bucket + WAYS];
        keys.iter().position(|found| *found == key).map(|way| bucket + way)
    }

    fn live(&self, key: u64, at: u32) -> Option<usize> {
        self.find(key).filter(|slot| !self.is_forgotten(*slot, at))
    }

    /// First place of the bucket.
    fn bucket(&self, key: u64) -> usize {
        place(mix(key, 0), self.keys.len() / WAYS) * WAYS
    }

    fn is_forgotten(&self, slot: usize, at: u32) -> bool {
        at.saturating_sub(self.used[slot]) > self.kept_for
    }

    /// A place for a key that has no row: its own forgotten one, a free one, a forgotten one, or after growing the one used
    /// least recently.
    fn insert(&mut self, key: u64) -> usize {
        let slot = loop {
            if let Some(slot) = self.find(key).or_else(|| self.free(key)) {
                break slot;
            }
            // A quarter full: an ordinary bucket may overflow. Below that the keys are strange, and room would not help.
            let is_filling = self.occupied * 4 >= self.keys.len();
            if self.keys.len() / WAYS < self.most_buckets && is_filling {
                self.grow();
                continue;
            }
            self.evictions += 1;
            break self.longest_unused(key);
        };
        self.clear(slot);
        self.keys[slot] = key;
        self.occupied += 1;
        slot
    }

    fn free(&self, key: u64) -> Option<usize> {
        let bucket = self.bucket(key);
        (bucket..bucket + WAYS).find(|slot| self.keys[*slot] == 0 || self.is_forgotten(*slot, self.newest))
    }

    fn longest_unused(&self, key: u64) -> usize {
        let bucket = self.bucket(key);
        (bucket..bucket + WAYS).min_by_key(|slot| self.used[*slot]).unwrap_or(bucket)
    }

    fn clear(&mut self, slot: usize) {
        self.occupied -= usize::from(self.keys[slot] != 0);
        self.keys[slot] = 0;
        self.used[slot] = 0;
        self.rows[slot] = V::default();
    }

    fn grow(&mut self) {
        let buckets = (self.keys.len() / WAYS * 2).min(self.most_buckets);
        let places = buckets * WAYS;
        let keys = std::mem::replace(&mut self.keys, Lines::of_length(places));
        let used = std::mem::replace(&mut self.used, Lines::of_length(places));
        let rows = std::mem::replace(&mut self.rows, vec![V::default(); places]);
        self.occupied = 0;
        for ((key, used), row) in keys.iter().zip(used.iter()).zip(rows) {
            if *key != 0 {
                self.put_back(*key, *used, row);
            }
        }
    }

    /// Stores a row that was stored before, unless it is forgotten or its bucket is full of newer ones.
    fn put_back(&mut self, key: u64, used: u32, row: V) {
        if self.newest.saturating_sub(used) > self.kept_for {
            return;
        }
        let Some(slot) = self.free(key) else {
            self.evictions += 1;
            return;
        };
        self.clear(slot);
        (self.keys[slot], self.used[slot], self.rows[slot]) = (key, used, row);
        self.occupied += 1;
    }
}

impl<V: Clone + Default + Stored> Table<V> {
    pub(in crate::actor) fn save(&self, out: &mut Vec<u8>) {
        self.newest.put(out);
        self.evictions.put(out);
        ((self.keys.len() / WAYS) as u64).put(out);
        (self.iter().count() as u64).put(out);
        for (slot, key) in self.keys.iter().enumerate() {
            if *key != 0 && !self.is_forgotten(slot, self.newest) {
                key.put(out);
                self.used[slot].put(out);
                self.rows[slot].put(out);
            }
        }
    }

    /// Takes over what another table of the same limits has saved.
    pub(in crate::actor) fn load(&mut self, input: &mut &[u8]) -> Option<()> {
        self.newest = u32::take(input)?;
        self.evictions = u64::take(input)?;
        let buckets = usize::try_from(u64::take(input)?).ok()?;
        while self.keys.len() / WAYS < buckets.min(self.most_buckets) {
            self.grow();
        }
        for _ in 0..u64::take(input)? {
            let key = nonzero(u64::take(input)?);
            let used = u32::take(input)?;
            self.put_back(key, used, V::take(input)?);
        }
        Some(())
    }
}

/// No row has the key that marks an empty place.
fn nonzero(key: u64) -> u64 {
    key.max(1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const KEPT_FOR: u32 = 100;

    #[test]
    fn a_row_is_forgotten_when_it_was_not_used_for_its_time() {
        let mut table = Table::<u64>::new(1_000, KEPT_FOR);
        *table.row(7, 1_000) = 5;
        assert_eq!(table.get(7, 1_100).copied(), Some(5), "looking at it is using it");
        assert_eq!(table.get(7, 1_200).copied(), Some(5));
        assert_eq!(table.get(7, 1_301), None);
        assert_eq!(*table.row(7, 1_301), 0, "what is forgotten does not come back");
    }

    #[test]
    fn a_full_bucket_gives_up_what_was_used_least_recently() {
        let mut table = Table::<u64>::new(1, KEPT_FOR);
        let places = table.keys.len() as u64;
        for key in 1..=10 * places {
            *table.row(key, 10) = key;
            *table.row(1, 11) = 1;
        }
        assert_eq!(table.get(1, 12).copied(), Some(1), "the one that is always used stays");
        assert!(table.evictions() >= 9 * places);
    }

    #[test]
    fn it_holds_what_it_promises_before_it_gives_anything_up() {
        let mut table = Table::<u64>::new(40_000, KEPT_FOR);
        assert!(table.bytes() < 1_000, "an empty table is small");
        for key in 0..10_000 {
            *table.row(mix(key, 3), 10) = key;
        }
        let found = (0..10_000).filter(|key| table.peek(mix(*key, 3), 10) == Some(key)).count();
        assert!(found > 9_980, "{found} of 10,000 at a quarter of its limit");
    }

    proptest! {
        #[test]
        fn it_never_exceeds_its_bound_whatever_the_keys(
            keys in proptest::collection::vec(prop_oneof![any::<u64>(), 0_u64..64, (0_u64..64).prop_map(|key| key << 58)], 1..2_000),
            times in proptest::collection::vec(any::<u32>(), 1..50),
        ) {
            let mut table = Table::<u64>::new(256, KEPT_FOR);
            for (key, at) in keys.iter().zip(times.iter().cycle()) {
                *table.row(*key, *at) = *key;
                prop_assert_eq!(table.peek(*key, *at), Some(key), "what was just stored is there");
                prop_assert!(table.bytes() <= 256 * (8 + 4 + 8));
                let occupied = table.keys.iter().filter(|key| **key != 0).count();
                prop_assert_eq!(occupied, table.occupied);
            }
        }

        #[test]
        fn it_comes_back_from_its_bytes(keys in proptest::collection::vec(any::<u64>(), 0..500)) {
            let mut table = Table::<u64>::new(256, KEPT_FOR);
            keys.iter().for_each(|key| *table.row(*key, 10) = *key);
            let mut bytes = Vec::new();
            table.save(&mut bytes);
            let mut back = Table::<u64>::new(256, KEPT_FOR);
            prop_assert!(back.load(&mut &bytes[..]).is_some());
            let sorted = |table: &Table<u64>| {
                let mut rows: Vec<(u64, u64)> = table.iter().map(|(key, row)| (key, *row)).collect();
                rows.sort_unstable();
                rows
            };
            prop_assert_eq!(sorted(&back), sorted(&table));
        }
    }
}
