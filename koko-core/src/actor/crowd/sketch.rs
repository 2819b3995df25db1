//! How many times in this clock hour, or on this day? A Count-Min sketch: it may count too many, never too few.
//!
//! Too many is the careful side for every use: a limit is reached earlier, the next blow at the same person weighs less, and
//! so does the next nice post.

use super::hash::{mix, place};
use super::stored::Stored;
use crate::lines::fetch_ahead;

const LINES: usize = 4;
const HOUR: u32 = 3_600;
const DAY: u32 = 24 * HOUR;

/// Counts up to 255 by key, for the newest hour or day and the one before.
pub(super) struct Counts {
    width: usize,
    /// Seconds.
    period: u32,
    newest: u32,
    /// By the parity of the period. Empty until something is counted.
    periods: [Vec<u8>; 2],
}

impl Counts {
    pub(super) fn hourly(width: usize) -> Counts {
        Counts { width: width.max(64), period: HOUR, newest: 0, periods: Default::default() }
    }

    pub(super) fn daily(width: usize) -> Counts {
        Counts { period: DAY, ..Counts::hourly(width) }
    }

    /// Adds to the count of `key` in the period of `at`, and gives what it was before. What lies long past is not counted.
    pub(super) fn add(&mut self, key: u64, amount: u8, at: u32) -> u8 {
        let period = at / self.period;
        if period > self.newest {
            let was_the_last = period == self.newest + 1;
            self.periods[(period & 1) as usize].fill(0);
            if !was_the_last {
                self.periods[((period + 1) & 1) as usize].fill(0);
            }
            self.newest = period;
        }
        if period + 1 < self.newest {
            return 0;
        }
        let counts = &mut self.periods[(period & 1) as usize];
        if counts.is_empty() {
            *counts = vec![0; self.width * LINES];
        }
        let places = places(key, self.width);
        let before = places.iter().map(|place| counts[*place]).min().unwrap_or(0);
        // Only those that would be too small: the others already count somebody else.
        let after = before.saturating_add(amount);
        places.iter().for_each(|place| counts[*place] = counts[*place].max(after));
        before
    }

    /// Begins to fetch the counts of a key.
    pub(super) fn fetch_ahead(&self, key: u64, at: u32) {
        let counts = &self.periods[((at / self.period) & 1) as usize];
        places(key, self.width).iter().filter_map(|place| counts.get(*place)).for_each(fetch_ahead);
    }

    pub(super) fn bytes(&self) -> usize {
        self.periods.iter().map(Vec::len).sum()
    }

    pub(super) fn save(&self, out: &mut Vec<u8>) {
        self.newest.put(out);
        self.periods.iter().for_each(|counts| counts.put(out));
    }

    /// Takes over what another sketch of the same size has saved.
    pub(super) fn load(&mut self, input: &mut &[u8]) -> Option<()> {
        self.newest = u32::take(input)?;
        for counts in &mut self.periods {
            *counts = Vec::take(input)?;
            (counts.is_empty() || counts.len() == self.width * LINES).then_some(())?;
        }
        Some(())
    }
}

/// Where the counts of a key lie.
fn places(key: u64, width: usize) -> [usize; LINES] {
    std::array::from_fn(|line| line * width + place(mix(key, 11 + line as u64), width))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn each_hour_counts_by_itself_and_old_ones_are_gone() {
        let mut counts = Counts::hourly(1_000);
        let start = 480_000 * HOUR;
        assert_eq!([0, 1, 2].map(|_| counts.add(7, 1, start)), [0, 1, 2]);
        assert_eq!(counts.add(7, 1, start + HOUR), 0, "the next hour");
        assert_eq!(counts.add(7, 1, start), 3, "the hour before is still known");
        assert_eq!(counts.add(7, 1, start + 9 * HOUR), 0);
        assert_eq!(counts.add(7, 1, start + 8 * HOUR), 0, "nothing is left of what lay in its place");
        assert_eq!(counts.add(7, 1, start), 0, "long past: not counted");
    }

    #[test]
    fn a_day_counts_its_hours_together() {
        let mut counts = Counts::daily(1_000);
        let midnight = 20_000 * DAY;
        assert_eq!([0, 9, 23].map(|hour| counts.add(7, 1, midnight + hour * HOUR)), [0, 1, 2]);
        assert_eq!(counts.add(7, 1, midnight + DAY), 0, "the next day");
        assert_eq!(counts.add(7, 1, midnight + DAY - 1), 3, "the day before is still known");
    }

    proptest! {
        #[test]
        fn it_never_counts_too_few_and_never_grows(keys in proptest::collection::vec(any::<u64>(), 1..3_000)) {
            let mut counts = Counts::hourly(64);
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
