//! Who did something last: the newest few, each author once.

use super::stored::Stored;

/// The `N` authors with the latest times. Which ones they are does not depend on the order of arrival.
#[derive(Clone, Copy)]
pub(super) struct Ring<const N: usize> {
    authors: [u64; N],
    times: [u32; N],
    length: u8,
}

impl<const N: usize> Default for Ring<N> {
    fn default() -> Self {
        Ring { authors: [0; N], times: [0; N], length: 0 }
    }
}

/// An author and when they did it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Entry {
    pub(super) author: u64,
    pub(super) at: u32,
}

impl<const N: usize> Ring<N> {
    /// Remembers the entry; gives back what there was no room for.
    pub(super) fn add(&mut self, entry: Entry) -> Option<Entry> {
        let length = usize::from(self.length);
        if let Some(slot) = self.authors[..length].iter().position(|author| *author == entry.author) {
            self.times[slot] = self.times[slot].max(entry.at);
            return None;
        }
        if length < N {
            (self.authors[length], self.times[length]) = (entry.author, entry.at);
            self.length += 1;
            return None;
        }
        let oldest = (0..N).min_by_key(|slot| self.times[*slot]).unwrap_or(0);
        if self.times[oldest] > entry.at {
            return Some(entry);
        }
        let lost = Entry { author: self.authors[oldest], at: self.times[oldest] };
        (self.authors[oldest], self.times[oldest]) = (entry.author, entry.at);
        Some(lost)
    }

    pub(super) fn is_empty(&self) -> bool {
        self.length == 0
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = Entry> {
        let filled = 0..usize::from(self.length);
        filled.map(|slot| Entry { author: self.authors[slot], at: self.times[slot] })
    }

    /// Drops an author.
    pub(super) fn forget(&mut self, author: u64) {
        let kept: Vec<Entry> = self.iter().filter(|entry| entry.author != author).collect();
        *self = Ring::default();
        kept.into_iter().for_each(|entry| {
            self.add(entry);
        });
    }
}

impl<const N: usize> Stored for Ring<N> {
    fn put(&self, out: &mut Vec<u8>) {
        self.length.put(out);
        self.iter().for_each(|entry| {
            entry.author.put(out);
            entry.at.put(out);
        });
    }

    fn take(input: &mut &[u8]) -> Option<Self> {
        let mut ring = Ring::default();
        let length = u8::take(input)?;
        (usize::from(length) <= N).then_some(())?;
        for _ in 0..length {
            ring.add(Entry { author: u64::take(input)?, at: u32::take(input)? });
        }
        Some(ring)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn the_newest_stay_in_whatever_order_they_come(times in proptest::collection::hash_set(any::<u32>(), 1..40), seed in any::<u64>()) {
            let entries: Vec<Entry> = times.iter().map(|at| Entry { author: u64::from(*at), at: *at }).collect();
            let kept = |entries: &[Entry]| {
                let mut ring = Ring::<8>::default();
                entries.iter().for_each(|entry| { ring.add(*entry); });
                let mut times: Vec<u32> = ring.iter().map(|entry| entry.at).collect();
                times.sort_unstable();
                times
            };
            let mut shuffled = entries.clone();
            shuffled.sort_by_key(|entry| entry.author.wrapping_mul(seed | 1));
            prop_assert_eq!(kept(&entries), kept(&shuffled));
        }
    }

    #[test]
    fn one_author_takes_one_place() {
        let mut ring = Ring::<8>::default();
        (0..100).for_each(|at| {
            ring.add(Entry { author: 7, at });
        });
        ring.add(Entry { author: 8, at: 5 });
        assert_eq!(ring.iter().map(|entry| (entry.author, entry.at)).collect::<Vec<_>>(), [(7, 99), (8, 5)]);
        ring.forget(7);
        assert_eq!(ring.iter().count(), 1);
    }
}
