//! Splits what is longer than a model can read into windows that overlap.
//!
//! Knows lengths only.

use std::ops::Range;

/// Which parts of a row of tokens are read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Windows {
    /// The parts, from left to right. Empty for no tokens.
    pub ranges: Vec<Range<usize>>,
    /// How many parts it would take to read everything.
    pub needed: usize,
}

impl Windows {
    /// Whether something was left out.
    pub fn is_truncated(&self) -> bool {
        self.ranges.len() < self.needed
    }
}

/// Parts of at most `size` tokens, each sharing `overlap` tokens with the one before it.
///
/// Above `limit` parts, the first, the last and evenly spread ones between them are read: whoever hides something
/// at the end of a long text does not get away with it, and a long text cannot hold up everybody else.
pub fn windows(tokens: usize, size: usize, overlap: usize, limit: usize) -> Windows {
    let step = size.saturating_sub(overlap).max(1);
    let needed = if tokens <= size { usize::from(tokens > 0) } else { (tokens - size).div_ceil(step) + 1 };
    let nth = |index: usize| {
        // The last window is moved to the left rather than cut short, so that it has as much context as the others.
        let start = (index * step).min(tokens.saturating_sub(size));
        start..(start + size).min(tokens)
    };
    let read = needed.min(limit.max(1));
    let ranges =
        (0..read).map(|index| if read < needed { nth(spread(index, read, needed)) } else { nth(index) });
    Windows { ranges: ranges.collect(), needed }
}

/// The `index`-th of `count` places spread evenly over `0..of`, the first and the last among them.
fn spread(index: usize, count: usize, of: usize) -> usize {
    if count < 2 { 0 } else { index * (of - 1) / (count - 1) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_short_text_is_one_window_and_nothing_is_none() {
        assert_eq!(windows(5, 10, 3, 8).ranges, vec![0..5]);
        assert!(windows(0, 10, 3, 8).ranges.is_empty());
    }

    #[test]
    fn neighbours_overlap_and_the_last_one_is_full() {
        assert_eq!(windows(20, 10, 4, 8).ranges, vec![0..10, 6..16, 10..20]);
    }

    #[test]
    fn too_long_reads_both_ends_and_says_so() {
        let long = windows(10_000, 100, 20, 4);
        assert_eq!(long.ranges.first(), Some(&(0..100)));
        assert_eq!(long.ranges.last(), Some(&(9_900..10_000)));
        assert_eq!(long.ranges.len(), 4);
        assert!(long.is_truncated());
    }

    proptest! {
        #[test]
        fn without_a_limit_every_token_is_read(tokens in 0_usize..5_000, size in 1_usize..200, overlap in 0_usize..220) {
            let windows = windows(tokens, size, overlap, usize::MAX);
            let mut covered = vec![false; tokens];
            for range in &windows.ranges {
                prop_assert!(range.len() <= size);
                covered[range.clone()].fill(true);
            }
            prop_assert!(covered.into_iter().all(|read| read));
            prop_assert!(!windows.is_truncated());
        }
    }
}
