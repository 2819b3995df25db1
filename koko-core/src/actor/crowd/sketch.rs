//! How many times in this clock hour? A Count-Min sketch: it may count too many, never too few.
//!
//! Too many is the careful side for both uses: a limit is reached earlier, and the next blow at the same person weighs less.

use super::hash::{mix, place};
use super::stored::Stored;

const LINES: usize = 4;
const HOUR: u32 = 3_600;

/// Counts up to 255 by key, for the newest hour and the one before.
pub(super) struct HourlyCounts {
    width: usize,
    newest_hour: u32,
    /// By the parity of the hour. Empty until something is counted.
    hours: [Vec<u8>; 2],
}

impl HourlyCounts {
    pub(super) fn new(width: usize) -> HourlyCounts {
        HourlyCounts { width: width.max(64), newest_hour: 0, hours: Default::default() }
    }

    /// Adds to the count of `key` in the hour of `at`, and gives what it was before. Hours long past are not counted.
    pub(super) fn add(&mut self, key: u64, amount: u8, at: u32) -> u8 {
        let hour = at / HOUR;
        if hour > self.newest_hour {
            let was_last_hour = hour == self.newest_hour + 1;
            self.hours[(hour & 1) as usize].fill(0);
            if !was_last_hour {
                self.hours[((hour + 1) & 1) as usize].fill(0);
            }
            self.newest_hour = hour;
        }
        if hour + 1 < self.newest_hour {
            return 0;
        }
        let counts = &mut self.hours[(hour & 1) as usize];
        if counts.is_empty() {
            *counts = vec![0; self.width * LINES];
        }
        let places: [usize; LINES] =
            std::array::from_fn(|line| line * self.width + place(mix(key, 11 + line as u64), self.width));
        let before = places.iter().map(|place| counts[*place]).min().unwrap_or(0);
        // Only those that would be too small: the others already count somebody else.
        let after = before.saturating_add(amount);
        places.iter().for_each(|place| counts[*place] = counts[*place].max(after));
        before
    }

    pub(super) fn bytes(&self) -> usize {
        self.hours.iter().map(Vec::len).sum()
    }

    pub(super) fn save(&self, out: &mut Vec<u8>) {
        self.newest_hour.put(out);
        self.hours.iter().for_each(|counts| counts.put(out));
    }

    /// Takes over what another sketch of the same size has saved.
    pub(super) fn load(&mut self, input: &mut &[u8]) -> Option<()> {
        self.newest_hour = u32::take(input)?;
        for counts in &mut self.hours {
            *counts = Vec::take(input)?;
            (counts.is_empty() || counts.len() == self.width * LINES).then_some(())?;
        }
        Some(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn each_hour_counts_by_itself_and_old_ones_are_gone() {
        let mut counts = HourlyCounts::new(1_000);
        let start = 480_000 * HOUR;
        assert_eq!([0, 1, 2].map(|_| counts.add(7, 1, start)), [0, 1, 2]);
        assert_eq!(counts.add(7, 1, start + HOUR), 0, "the next hour");
        assert_eq!(counts.add(7, 1, start), 3, "the hour before is still known");
        assert_eq!(counts.add(7, 1, start + 9 * HOUR), 0);
        assert_eq!(counts.add(7, 1, start + 8 * HOUR), 0, "nothing is left of what lay in its place");
        assert_eq!(counts.add(7, 1, start), 0, "long past: not counted");
    }

    proptest! {
        #[test]
        fn it_never_counts_too_few_and_never_grows(keys in proptest::collection::vec(any::<u64>(), 1..3_000)) {
            let mut counts = HourlyCounts::new(64);
            let mut exact = std::collections::HashMap::<u64, u8>::new();
            for key in keys {
                let count = exact.entry(key).or_default();
                prop_assert!(counts.add(key, 1, 10) >= *count);
                *count = count.saturating_add(1);
                prop_assert!(counts.bytes() <= 2 * 64 * LINES);
            }
        }
    }
}
