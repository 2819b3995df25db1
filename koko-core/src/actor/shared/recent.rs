//! The last so many of something, under 64 bits of a keyed hash.
//!
//! Two are written to by every event, where a cache for keys of any kind would hash once more and walk through its lists.

use super::super::crowd::shards::{Shards, share};
use super::super::crowd::table::Table;

/// What was put in or looked at longest ago makes room for what is new.
pub(in crate::actor) struct Recent<V> {
    parts: Shards<Part<V>>,
}

struct Part<V> {
    table: Table<Option<V>>,
    /// Goes on with every use: the clock by which the table tells what was used longest ago.
    uses: u32,
}

impl<V: Clone> Recent<V> {
    /// Remembers about `most`.
    pub(super) fn new(most: usize) -> Recent<V> {
        let part = || Part { table: Table::new(share(most), u32::MAX), uses: 0 };
        Recent { parts: Shards::new(part) }
    }

    pub(in crate::actor) fn get(&self, key: u64) -> Option<V> {
        let mut part = self.parts.lock(key);
        let now = part.next();
        part.table.get(key, now).and_then(|row| row.clone())
    }

    pub(in crate::actor) fn insert(&self, key: u64, value: V) {
        let mut part = self.parts.lock(key);
        let now = part.next();
        *part.table.row(key, now) = Some(value);
    }

    pub(super) fn remove(&self, key: u64) {
        self.parts.lock(key).table.remove(key);
    }

    /// Begins to fetch what says where the one under `key` is.
    pub(in crate::actor) fn fetch_ahead(&self, key: u64) {
        self.parts.lock(key).table.fetch_ahead(key);
    }

    /// Begins to fetch the one under `key`, or its place.
    pub(in crate::actor) fn fetch_row_ahead(&self, key: u64) {
        self.parts.lock(key).table.fetch_row_ahead(key);
    }

    /// Shows each of them.
    pub(super) fn each(&self, mut show: impl FnMut(&V)) {
        for part in self.parts.each() {
            part.table.iter().filter_map(|(_, row)| row.as_ref()).for_each(&mut show);
        }
    }
}

impl<V: Clone> Part<V> {
    fn next(&mut self) -> u32 {
        if self.uses == u32::MAX {
            // Once in four thousand million uses it begins anew.
            self.table.retain(|_, _| false);
            self.uses = 0;
        }
        self.uses += 1;
        self.uses
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_used_last_stays_and_there_is_never_much_more_than_was_asked_for() {
        let recent = Recent::new(1_000);
        for key in 0..100_000_u64 {
            recent.insert(key, key);
            assert_eq!(recent.get(7_000_000), None);
            if key > 0 {
                assert_eq!(recent.get(key - 1), Some(key - 1), "the one before");
            }
            recent.insert(50, 50);
        }
        assert_eq!(recent.get(50), Some(50), "the one that is always used");
        let mut count = 0;
        recent.each(|_| count += 1);
        assert!((900..=1_200).contains(&count), "{count}");
        let lately = (99_800..100_000).filter(|key| recent.get(*key) == Some(*key)).count();
        assert!(lately >= 195, "{lately} of the last 200");
        recent.remove(50);
        assert_eq!(recent.get(50), None);
    }

    #[test]
    fn it_goes_on_when_its_uses_can_no_longer_be_counted() {
        let recent = Recent::new(100);
        recent.parts.each().for_each(|mut part| part.uses = u32::MAX - 30);
        for key in 1..1_000_u64 {
            recent.insert(key, key);
        }
        assert!(recent.parts.each().all(|part| part.uses < 1_000));
        let lately = (980..1_000).filter(|key| recent.get(*key) == Some(*key)).count();
        assert!(lately >= 18, "{lately} of the last 20");
    }
}
