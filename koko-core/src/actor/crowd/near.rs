//! Finds texts that are nearly the same: SimHashes that differ in at most three bits.
//!
//! Three different bits leave one of the four bands of 16 bits untouched, so candidates share a band. Each band remembers the
//! newest texts only.

use parking_lot::Mutex;

use super::hash::{mix, place};
use super::print::TextPrint;
use super::stored::{Stored, stored_fields};
use crate::lines::fetch_ahead;

const BANDS: usize = 4;
/// Texts that one value of a band remembers.
const WAYS: usize = 16;
/// How many bits may differ.
const MOST_BITS: u32 = 3;
/// The shorter text has at least this share of the characters of the longer.
const LEAST_LENGTH_RATIO: f32 = 0.8;
const KEPT_FOR: u32 = 48 * 3_600;

/// An index of the newest texts.
pub(super) struct NearTexts {
    inner: Mutex<Index>,
}

struct Index {
    most_texts: usize,
    /// The newest texts, a circle. Grows up to its limit.
    texts: Vec<Text>,
    next: usize,
    lines: usize,
    bands: Vec<Line>,
}

/// The texts of some values of a band, newest first.
#[derive(Debug, Clone, Copy, Default)]
#[repr(align(64))]
struct Line {
    /// Their places plus one; zero is empty.
    places: [u32; WAYS],
    /// Half of the bits of each, which tell most of those that are not near without a look at the text.
    halves: [u32; WAYS],
}

#[derive(Debug, Clone, Copy, Default, PartialEq)]
struct Text {
    simhash: u64,
    exact: u64,
    characters: u32,
    at: u32,
}
stored_fields!(Text { simhash, exact, characters, at });

impl NearTexts {
    pub(super) fn new(most_texts: usize) -> NearTexts {
        let most_texts = most_texts.max(256);
        let lines = (most_texts / WAYS * 2).clamp(64, 1 << 16);
        let index = Index { most_texts, texts: Vec::new(), next: 0, lines, bands: Vec::new() };
        NearTexts { inner: Mutex::new(index) }
    }

    /// Begins to fetch the texts that may be nearly the same.
    pub(super) fn fetch_ahead(&self, simhash: u64) {
        self.inner.lock().fetch_ahead(simhash);
    }

    /// The exact hash of the newest text that is nearly the same. If there is none, this one is remembered.
    pub(super) fn find_or_add(&self, print: &TextPrint, simhash: u64, at: u32) -> Option<u64> {
        let mut index = self.inner.lock();
        let text = Text { simhash, exact: print.exact, characters: print.characters, at };
        let found = index.find(&text);
        match found {
            // Remembered again as what it was first, so that a chain of small changes does not wander off.
            Some(slot) => index.refresh(slot, at),
            None => index.add(text),
        }
        found.map(|slot| index.texts[slot].exact)
    }

    pub(super) fn bytes(&self) -> usize {
        let index = self.inner.lock();
        index.texts.capacity() * size_of::<Text>() + index.bands.len() * size_of::<Line>()
    }

    pub(super) fn save(&self, out: &mut Vec<u8>) {
        let index = self.inner.lock();
        // Oldest first, so that adding them again leaves the newest in front.
        let (newer, older) = index.texts.split_at(index.next.min(index.texts.len()));
        older.iter().chain(newer).copied().collect::<Vec<Text>>().put(out);
    }

    /// Takes over what another index has saved.
    pub(super) fn load(&self, input: &mut &[u8]) -> Option<()> {
        let mut index = self.inner.lock();
        for text in Vec::<Text>::take(input)? {
            index.add(text);
        }
        Some(())
    }
}

impl Index {
    fn fetch_ahead(&self, simhash: u64) {
        let lines = (0..BANDS).filter_map(|band| self.bands.get(self.line(band, simhash)));
        lines.for_each(fetch_ahead);
    }

    fn find(&self, text: &Text) -> Option<usize> {
        if self.bands.is_empty() {
            return None;
        }
        let mut candidates = (0..BANDS).flat_map(|band| {
            let line = &self.bands[self.line(band, text.simhash)];
            line.near_by_half(half(band, text.simhash))
        });
        candidates.find(|slot| {
            let other = &self.texts[*slot];
            (other.simhash ^ text.simhash).count_ones() <= MOST_BITS
                && are_alike_in_length(other.characters, text.characters)
                && text.at.abs_diff(other.at) <= KEPT_FOR
        })
    }

    fn add(&mut self, text: Text) {
        if self.bands.is_empty() {
            self.bands = vec![Line::default(); BANDS * self.lines];
        }
        let slot = self.next;
        if slot < self.texts.len() {
            self.unlink(slot);
            self.texts[slot] = text;
        } else {
            self.texts.push(text);
        }
        self.next = (slot + 1) % self.most_texts;
        self.link(slot);
        // What will be forgotten for the next one.
        if let Some(next) = self.texts.get(self.next) {
            self.fetch_ahead(next.simhash);
        }
    }

    fn refresh(&mut self, slot: usize, at: u32) {
        self.texts[slot].at = self.texts[slot].at.max(at);
        self.unlink(slot);
        self.link(slot);
    }

    fn link(&mut self, slot: usize) {
        let simhash = self.texts[slot].simhash;
        for band in 0..BANDS {
            let line = self.line(band, simhash);
            let Line { places, halves } = &mut self.bands[line];
            places.copy_within(..WAYS - 1, 1);
            halves.copy_within(..WAYS - 1, 1);
            (places[0], halves[0]) = (slot as u32 + 1, half(band, simhash));
        }
    }

    fn unlink(&mut self, slot: usize) {
        for band in 0..BANDS {
            let line = self.line(band, self.texts[slot].simhash);
            let Line { places, halves } = &mut self.bands[line];
            if let Some(place) = places.iter().position(|place| *place == slot as u32 + 1) {
                places.copy_within(place + 1.., place);
                halves.copy_within(place + 1.., place);
                places[WAYS - 1] = 0;
            }
        }
    }

    fn line(&self, band: usize, simhash: u64) -> usize {
        let bits = simhash >> (16 * band) & 0xffff;
        band * self.lines + place(mix(bits, 30), self.lines)
    }
}

impl Line {
    /// The places of those texts that may be near, as far as half of their bits tell.
    fn near_by_half(&self, half: u32) -> impl Iterator<Item = usize> + use<> {
        let mut near = 0_u32;
        for (way, (place, other)) in self.places.iter().zip(&self.halves).enumerate() {
            let is_near = *place > 0 && (other ^ half).count_ones() <= MOST_BITS;
            near |= u32::from(is_near) << way;
        }
        let places = self.places;
        std::iter::from_fn(move || {
            let way = near.trailing_zeros();
            near &= near.wrapping_sub(1);
            places.get(way as usize).map(|place| *place as usize - 1)
        })
    }
}

/// 32 bits of other bands: those that share a line are alike in its own.
fn half(band: usize, simhash: u64) -> u32 {
    simhash.rotate_right(16 * (band as u32 + 1)) as u32
}

fn are_alike_in_length(one: u32, other: u32) -> bool {
    one.min(other) as f32 >= LEAST_LENGTH_RATIO * one.max(other) as f32
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const NOW: u32 = 1_700_000_000;

    fn print(exact: u64, simhash: u64, characters: u32) -> TextPrint {
        TextPrint { exact, simhash: Some(simhash), characters, has_link: false }
    }

    fn find_or_add(near: &NearTexts, print: TextPrint, at: u32) -> Option<u64> {
        near.find_or_add(&print, print.simhash.unwrap(), at)
    }

    proptest! {
        #[test]
        fn three_bits_are_near_wherever_they_lie_and_four_are_not(
            simhash in any::<u64>(),
            bits in proptest::collection::hash_set(0_u32..64, 0..=4),
        ) {
            let near = NearTexts::new(1_000);
            prop_assert_eq!(find_or_add(&near, print(7, simhash, 100), NOW), None);
            let changed = bits.iter().fold(simhash, |hash, bit| hash ^ (1 << bit));
            let expected = (bits.len() <= 3).then_some(7);
            prop_assert_eq!(find_or_add(&near, print(8, changed, 100), NOW), expected);
        }

        #[test]
        fn it_stays_within_its_bound_also_where_all_texts_share_a_band(hashes in proptest::collection::vec(prop_oneof![any::<u64>(), (0_u64..1 << 40).prop_map(|hash| hash << 16)], 1..2_000)) {
            let near = NearTexts::new(256);
            for (count, simhash) in hashes.iter().enumerate() {
                find_or_add(&near, print(count as u64, *simhash, 100), NOW);
                prop_assert!(near.bytes() <= 512 * size_of::<Text>() + BANDS * 64 * size_of::<Line>());
                prop_assert!(find_or_add(&near, print(u64::MAX, *simhash, 100), NOW).is_some(), "the newest is found");
            }
        }
    }

    #[test]
    fn much_longer_texts_and_those_of_last_week_are_not_near() {
        for (characters, later, found) in
            [(100, 0, true), (125, 0, true), (126, 0, false), (79, 0, false), (100, KEPT_FOR + 1, false)]
        {
            let near = NearTexts::new(256);
            find_or_add(&near, print(7, 99, 100), NOW);
            let again = find_or_add(&near, print(8, 99, characters), NOW + later);
            assert_eq!(again.is_some(), found, "{characters} characters {later} s later");
        }
    }

    #[test]
    fn small_changes_do_not_wander_off() {
        let near = NearTexts::new(256);
        assert_eq!(find_or_add(&near, print(1, 0b0, 100), NOW), None);
        assert_eq!(find_or_add(&near, print(2, 0b111, 100), NOW), Some(1));
        assert_eq!(find_or_add(&near, print(3, 0b111_000, 100), NOW), Some(1));
        assert_eq!(
            find_or_add(&near, print(4, 0b111_111, 100), NOW),
            None,
            "near to both, but not to the first"
        );
    }
}
