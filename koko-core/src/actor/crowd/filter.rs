//! Remembers for at least a day, and at most two, that something was seen. May be wrong in one direction: now and then it takes
//! something new for known.
//!
//! A Bloom filter whose bits for one key share a cache line, in two generations: that of the newest day and the one before.

use super::hash::{mix, place};
use super::stored::{Stored, put_all};
use crate::lines::{Lines, fetch_ahead};

/// Words in a block: a line of the cache.
const WORDS: usize = 8;
const DAY: u32 = 86_400;

/// A set of keys that forgets by the day.
pub(super) struct Filter {
    blocks: usize,
    probes: u32,
    keys_a_generation: usize,
    /// The newest first.
    generations: [Generation; 2],
    early_rotations: u64,
}

#[derive(Default)]
struct Generation {
    day: u32,
    keys: usize,
    /// Empty until something is stored.
    words: Lines<u64>,
}

/// How many bits a key takes, and with that how often a filter is wrong.
#[derive(Debug, Clone, Copy)]
pub(super) enum Care {
    /// About 1 in 60 at full load.
    Ordinary,
    /// Below 1 in 1,000 at full load.
    High,
}

impl Care {
    const fn bits_a_key(self) -> usize {
        match self {
            Care::Ordinary => 10,
            Care::High => 20,
        }
    }

    const fn probes(self) -> u32 {
        match self {
            Care::Ordinary => 6,
            Care::High => 10,
        }
    }
}

impl Filter {
    /// Room for this many keys a day. If more come, the older day is forgotten early.
    pub(super) fn new(keys_a_generation: usize, care: Care) -> Filter {
        let keys_a_generation = keys_a_generation.max(64);
        Filter {
            blocks: (keys_a_generation * care.bits_a_key()).div_ceil(64 * WORDS),
            probes: care.probes(),
            keys_a_generation,
            generations: Default::default(),
            early_rotations: 0,
        }
    }

    /// Whether the key was seen before; from now on it was.
    pub(super) fn saw(&mut self, key: u64, at: u32) -> bool {
        let day = at / DAY;
        if day > self.generations[0].day {
            self.rotate(day);
        }
        let (block, mask) = self.probes_of(key);
        let known = self.generations.each_ref().map(|generation| generation.has(block, &mask));
        let is_yesterday = day == self.generations[1].day && day < self.generations[0].day;
        let own = usize::from(is_yesterday);
        if day + 1 >= self.generations[0].day && !known[own] {
            if own == 0 && self.generations[0].keys >= self.keys_a_generation {
                self.early_rotations += 1;
                self.rotate(day.max(self.generations[0].day));
            }
            self.generations[own].add(block, &mask, self.blocks);
        }
        known[0] || known[1]
    }

    /// Whether the key was seen before. It is not seen by this.
    pub(super) fn knows(&self, key: u64, at: u32) -> bool {
        let (block, mask) = self.probes_of(key);
        let is_kept = |generation: &&Generation| generation.day + 1 >= at / DAY;
        self.generations.iter().filter(is_kept).any(|generation| generation.has(block, &mask))
    }

    /// Begins to fetch the block of a key.
    pub(super) fn fetch_ahead(&self, key: u64) {
        let block = self.block_of(key);
        for generation in &self.generations {
            generation.words.get(block * WORDS).into_iter().for_each(fetch_ahead);
        }
    }

    /// Whether the key was seen on the day before the newest one.
    pub(super) fn saw_on_an_earlier_day(&self, key: u64) -> bool {
        let (block, mask) = self.probes_of(key);
        self.generations[1].day < self.generations[0].day && self.generations[1].has(block, &mask)
    }

    /// How often the older day was forgotten early because there was no room.
    pub(super) fn early_rotations(&self) -> u64 {
        self.early_rotations
    }

    pub(super) fn bytes(&self) -> usize {
        self.generations.iter().map(|generation| generation.words.len() * size_of::<u64>()).sum()
    }

    fn rotate(&mut self, day: u32) {
        let [newest, older] = &mut self.generations;
        std::mem::swap(newest, older);
        *newest = Generation { day, ..Generation::default() };
        // Two days or more have passed: what was the newest day is no yesterday.
        if older.day + 1 < day {
            *older = Generation { day: day.saturating_sub(1), ..Generation::default() };
        }
    }

    /// The block of a key, and its bits there.
    fn probes_of(&self, key: u64) -> (usize, [u64; WORDS]) {
        let mut bits = mix(key, 2);
        let mut mask = [0; WORDS];
        for probe in 0..self.probes {
            if probe == 7 {
                bits = mix(key, 3);
            }
            mask[(bits & 7) as usize] |= 1 << (bits >> 3 & 63);
            bits >>= 9;
        }
        (self.block_of(key), mask)
    }

    fn block_of(&self, key: u64) -> usize {
        place(mix(key, 1), self.blocks)
    }

    pub(super) fn save(&self, out: &mut Vec<u8>) {
        self.early_rotations.put(out);
        for generation in &self.generations {
            generation.day.put(out);
            (generation.keys as u64).put(out);
            put_all(&generation.words, out);
        }
    }

    /// Takes over what another filter of the same size has saved.
    pub(super) fn load(&mut self, input: &mut &[u8]) -> Option<()> {
        self.early_rotations = u64::take(input)?;
        for generation in &mut self.generations {
            generation.day = u32::take(input)?;
            generation.keys = usize::try_from(u64::take(input)?).ok()?;
            generation.words = Lines::from(Vec::take(input)?.as_slice());
            let fits = generation.words.is_empty() || generation.words.len() == self.blocks * WORDS;
            fits.then_some(())?;
        }
        Some(())
    }
}

impl Generation {
    fn has(&self, block: usize, mask: &[u64; WORDS]) -> bool {
        let words = self.words.get(block * WORDS..(block + 1) * WORDS);
        // All of them, without a branch at each: seldom is the first missing.
        let missing =
            |words: &[u64]| words.iter().zip(mask).fold(0, |missing, (word, mask)| missing | mask & !word);
        words.is_some_and(|words| missing(words) == 0)
    }

    fn add(&mut self, block: usize, mask: &[u64; WORDS], blocks: usize) {
        if self.words.is_empty() {
            self.words = Lines::of_length(blocks * WORDS);
        }
        let words = &mut self.words[block * WORDS..(block + 1) * WORDS];
        words.iter_mut().zip(mask).for_each(|(word, mask)| *word |= mask);
        self.keys += 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const HOUR: u32 = 3_600;

    #[test]
    fn it_remembers_for_a_day_and_forgets_after_two() {
        for start in [0, HOUR, 23 * HOUR, DAY - 1] {
            let start = 19_000 * DAY + start;
            for (later, known) in [(0, true), (24 * HOUR, true), (48 * HOUR, false), (400 * DAY, false)] {
                let mut filter = Filter::new(1_000, Care::High);
                assert!(!filter.saw(7, start));
                assert_eq!(filter.saw(7, start + later), known, "{start} + {later}");
            }
        }
    }

    #[test]
    fn what_arrives_late_is_put_where_it_belongs() {
        let mut filter = Filter::new(1_000, Care::High);
        let today = 19_000 * DAY;
        filter.saw(1, today);
        assert!(!filter.saw(2, today - HOUR), "yesterday's");
        assert!(filter.saw(2, today) && filter.saw_on_an_earlier_day(2));
        assert!(!filter.saw(3, today - 5 * DAY), "too old to be stored");
        assert!(!filter.saw(3, today));
        assert!(!filter.saw_on_an_earlier_day(1));
    }

    #[test]
    fn it_is_wrong_as_rarely_as_it_promises_and_stays_within_its_room() {
        for (care, most_in_1000) in [(Care::Ordinary, 17), (Care::High, 1)] {
            let mut filter = Filter::new(20_000, care);
            let wrong = |filter: &Filter, from: u64| {
                let (mut wrong, today) = (0, &filter.generations[0]);
                for key in from..from + 100_000 {
                    let (block, mask) = filter.probes_of(mix(key, 99));
                    wrong += usize::from(today.has(block, &mask));
                }
                wrong
            };
            (0..20_000).for_each(|key| {
                filter.saw(mix(key, 99), 19_000 * DAY);
            });
            let wrong = wrong(&filter, 1_000_000);
            assert!(wrong <= most_in_1000 * 100, "{care:?}: {wrong} of 100,000");
            let full = filter.bytes();
            (20_000..200_000).for_each(|key| {
                filter.saw(mix(key, 99), 19_000 * DAY);
            });
            assert!(filter.bytes() <= 2 * full && filter.early_rotations() > 0);
            assert!(filter.saw(mix(199_999, 99), 19_000 * DAY), "the newest are known");
        }
    }

    #[test]
    fn it_comes_back_from_its_bytes() {
        let mut filter = Filter::new(1_000, Care::Ordinary);
        (0..300).for_each(|key| {
            filter.saw(key, 19_000 * DAY);
        });
        let mut bytes = Vec::new();
        filter.save(&mut bytes);
        let mut back = Filter::new(1_000, Care::Ordinary);
        assert!(back.load(&mut &bytes[..]).is_some());
        assert!((0..300).all(|key| back.saw(key, 19_000 * DAY)));
        assert!(Filter::new(5_000, Care::Ordinary).load(&mut &bytes[..]).is_none(), "another size");
    }
}
