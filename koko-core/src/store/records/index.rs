//! Finds places by hash: 8 bytes an entry, at most 80 % full, in the order of hashes.
//!
//! Ordered linear probing: an entry lies at its home or behind it, and no entry lies before one with a smaller hash.
//! That makes a look-up stop early, and a walk in the order of hashes independent of how often the table grew meanwhile.

use super::pools::Place;
use crate::lines::fetch_ahead;

/// Places behind the last home, for those that were pushed out of it.
const SPARE: usize = 16;
const SMALLEST: usize = 16;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Entry {
    pub(super) hash: u32,
    pub(super) place: Place,
}

#[derive(Default)]
pub(super) struct Index {
    entries: Vec<Option<Entry>>,
    homes: usize,
    len: usize,
}

impl Index {
    pub(super) fn len(&self) -> usize {
        self.len
    }

    pub(super) fn positions(&self) -> usize {
        self.entries.len()
    }

    pub(super) fn bytes(&self) -> usize {
        self.entries.capacity() * size_of::<Option<Entry>>()
    }

    pub(super) fn at(&self, position: usize) -> Option<Entry> {
        self.entries.get(position).copied().flatten()
    }

    /// Where the entry with this hash is of whose place `is_it` says so.
    pub(super) fn find(&self, hash: u32, is_it: impl Fn(Place) -> bool) -> Option<usize> {
        let mut position = self.home(hash);
        while let Some(entry) = self.at(position) {
            if entry.hash > hash {
                return None;
            }
            if entry.hash == hash && is_it(entry.place) {
                return Some(position);
            }
            position += 1;
        }
        None
    }

    /// Begins to fetch the home of a hash.
    pub(super) fn fetch_ahead(&self, hash: u32) {
        self.entries.get(self.home(hash)).into_iter().for_each(fetch_ahead);
    }

    pub(super) fn replace(&mut self, position: usize, place: Place) {
        if let Some(entry) = &mut self.entries[position] {
            entry.place = place;
        }
    }

    pub(super) fn insert(&mut self, entry: Entry) {
        if (self.len + 1) * 5 > self.homes * 4 {
            self.grow();
        }
        while !self.insert_if_it_fits(entry) {
            self.grow();
        }
        self.len += 1;
    }

    /// Takes an entry out and closes the gap.
    pub(super) fn remove(&mut self, position: usize) -> Option<Entry> {
        let removed = self.entries.get_mut(position)?.take()?;
        self.len -= 1;
        let mut gap = position;
        while let Some(next) = self.at(gap + 1) {
            if self.home(next.hash) == gap + 1 {
                break;
            }
            self.entries.swap(gap, gap + 1);
            gap += 1;
        }
        Some(removed)
    }

    /// The entries from this hash on, in the order of hashes.
    pub(super) fn from(&self, hash: u32) -> impl Iterator<Item = Entry> + '_ {
        let start = self.home(hash).min(self.entries.len());
        self.entries[start..].iter().flatten().copied().skip_while(move |entry| entry.hash < hash)
    }

    /// Grows with the hash, so that the order of homes is that of hashes, whatever the size.
    fn home(&self, hash: u32) -> usize {
        ((u64::from(hash) * self.homes as u64) >> 32) as usize
    }

    fn insert_if_it_fits(&mut self, entry: Entry) -> bool {
        let mut position = self.home(entry.hash);
        while self.at(position).is_some_and(|other| other.hash <= entry.hash) {
            position += 1;
        }
        let Some(free) = (position..self.entries.len()).find(|free| self.entries[*free].is_none()) else {
            return false;
        };
        self.entries.copy_within(position..free, position + 1);
        self.entries[position] = Some(entry);
        true
    }

    fn grow(&mut self) {
        self.homes = (self.homes + self.homes / 2).max(SMALLEST);
        let old = std::mem::take(&mut self.entries);
        // Those in use may all have one home.
        self.entries = vec![None; self.homes + SPARE.max(self.len / 16)];
        let mut next = 0;
        for entry in old.into_iter().flatten() {
            let position = self.home(entry.hash).max(next);
            if position >= self.entries.len() {
                self.entries.push(None);
            }
            self.entries[position] = Some(entry);
            next = position + 1;
        }
    }
}
