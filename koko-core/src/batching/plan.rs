//! Groups rows into batches that fit a token budget.
//!
//! Knows lengths only: what was written never comes here.

use crate::engine::Layout;

/// How large a batch may become.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Batching {
    /// Rows in a batch.
    pub max_rows: usize,
    /// Tokens in a batch, filling included.
    pub max_tokens: usize,
}

/// Work for fewer tokens than this is not split: what the parts would save together, each would lose at its start.
const WORTH_A_BATCH: usize = 128;
/// Filling is at most this part of the tokens in a batch that is worth one. What is then small may run together with rows of
/// others that are as long.
const MOST_FILLING: usize = 8;

impl Batching {
    /// Large ones: a GPU is idle while it waits for the next, and has no cache to spill.
    pub const OF_A_GPU: Batching = Batching { max_rows: 1_024, max_tokens: 16_384 };
}

impl Default for Batching {
    /// Small batches of nearly equal length: on a CPU larger ones only spill the cache.
    fn default() -> Self {
        Batching { max_rows: 16, max_tokens: 512 }
    }
}

/// Rows of a batch, as far as their cost depends on it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Shape {
    pub(super) rows: usize,
    pub(super) tokens: usize,
    pub(super) longest: usize,
}

impl Shape {
    /// One row.
    pub(super) fn of(length: usize) -> Shape {
        Shape { rows: 1, tokens: length, longest: length }
    }

    /// Both together.
    pub(super) fn with(self, other: Shape) -> Shape {
        Shape {
            rows: self.rows + other.rows,
            tokens: self.tokens + other.tokens,
            longest: self.longest.max(other.longest),
        }
    }

    /// What an engine has to compute for it, in tokens.
    pub(super) fn cost(self, layout: Layout) -> usize {
        match layout {
            // Padding counts: one long row makes every short one in its batch as dear as itself.
            Layout::Filled => self.longest * self.rows,
            Layout::Packed => self.tokens,
        }
    }

    pub(super) fn fits(self, batching: Batching, layout: Layout) -> bool {
        self.rows <= batching.max_rows && self.cost(layout) <= batching.max_tokens
    }

    /// Whether it stays as full as it should be with one more row that makes it `grown`.
    fn may_become(self, grown: Shape, layout: Layout) -> bool {
        self.tokens < WORTH_A_BATCH || (grown.cost(layout) - grown.tokens) * MOST_FILLING <= grown.tokens
    }
}

/// Splits rows of these lengths into batches; gives the indices of the rows of each.
///
/// Every row is in exactly one batch, and a row that is longer than the budget has a batch of its own. Where filling
/// costs, rows of similar length come together. The longest come first, and there are about as many batches for each of
/// the workers, so that none of them ends late while the others wait.
pub fn plan(lengths: &[usize], batching: Batching, layout: Layout, workers: usize) -> Vec<Vec<usize>> {
    let batching = Batching { max_tokens: share(lengths, batching.max_tokens, workers), ..batching };
    let mut rows: Vec<usize> = (0..lengths.len()).collect();
    rows.sort_by_key(|&row| std::cmp::Reverse(lengths[row]));
    let mut batches: Vec<Vec<usize>> = Vec::new();
    let mut shape = Shape::default();
    for row in rows {
        let grown = shape.with(Shape::of(lengths[row]));
        match batches.last_mut() {
            Some(batch) if grown.fits(batching, layout) && shape.may_become(grown, layout) => {
                batch.push(row);
                shape = grown;
            }
            _ => {
                batches.push(vec![row]);
                shape = Shape::of(lengths[row]);
            }
        }
    }
    batches
}

/// Tokens in a batch, so that every worker has equally many batches and none is much smaller than the others.
fn share(lengths: &[usize], max_tokens: usize, workers: usize) -> usize {
    let total: usize = lengths.iter().sum();
    let workers = workers.max(1);
    let rounds = total.div_ceil(max_tokens.saturating_mul(workers)).max(1);
    total.div_ceil(rounds * workers).max(WORTH_A_BATCH).min(max_tokens)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn layouts() -> impl Strategy<Value = Layout> {
        prop_oneof![Just(Layout::Filled), Just(Layout::Packed)]
    }

    fn shape(lengths: &[usize], batch: &[usize]) -> Shape {
        batch.iter().fold(Shape::default(), |shape, &row| shape.with(Shape::of(lengths[row])))
    }

    proptest! {
        #[test]
        fn every_row_is_in_one_batch_and_the_budget_holds(
            lengths in proptest::collection::vec(1_usize..200, 0..200),
            max_rows in 1_usize..70,
            max_tokens in 1_usize..2_000,
            layout in layouts(),
            workers in 1_usize..9,
        ) {
            let batching = Batching { max_rows, max_tokens };
            let batches = plan(&lengths, batching, layout, workers);
            let mut rows: Vec<usize> = batches.concat();
            rows.sort_unstable();
            prop_assert_eq!(rows, (0..lengths.len()).collect::<Vec<_>>());
            for batch in batches {
                prop_assert!(batch.len() == 1 || shape(&lengths, &batch).fits(batching, layout));
            }
        }

        #[test]
        fn the_longest_come_first(
            lengths in proptest::collection::vec(1_usize..200, 0..200),
            layout in layouts(),
            workers in 1_usize..9,
        ) {
            let order = plan(&lengths, Batching::default(), layout, workers).concat();
            prop_assert!(order.iter().map(|&row| std::cmp::Reverse(lengths[row])).is_sorted());
        }

        #[test]
        fn what_is_worth_a_batch_is_hardly_filled_up(
            lengths in proptest::collection::vec(1_usize..200, 0..200),
            workers in 1_usize..9,
        ) {
            for mut batch in plan(&lengths, Batching::OF_A_GPU, Layout::Filled, workers) {
                let Shape { tokens, longest, rows } = shape(&lengths, &batch);
                batch.pop();
                let is_small = shape(&lengths, &batch).tokens < WORTH_A_BATCH;
                prop_assert!(is_small || longest * rows <= tokens + tokens / MOST_FILLING + 1);
            }
        }

        /// Whoever is free takes the next batch. None works longer than an equal part and one more batch.
        #[test]
        fn no_worker_ends_late(
            lengths in proptest::collection::vec(1_usize..200, 1..200),
            layout in layouts(),
            workers in 1_usize..9,
        ) {
            let batches = plan(&lengths, Batching::default(), layout, workers);
            let costs: Vec<usize> =
                batches.iter().map(|batch| shape(&lengths, batch).cost(layout)).collect();
            let mut busy = vec![0_usize; workers];
            for cost in &costs {
                *busy.iter_mut().min().unwrap() += cost;
            }
            let equal_part = costs.iter().sum::<usize>().div_ceil(workers);
            let longest = lengths.iter().max().unwrap();
            let one_batch = equal_part.max(WORTH_A_BATCH).max(*longest);
            prop_assert!(*busy.iter().max().unwrap() <= equal_part + one_batch);
        }

        #[test]
        fn rows_without_filling_waste_nothing(
            lengths in proptest::collection::vec(1_usize..200, 0..200),
            workers in 1_usize..9,
        ) {
            let batching = Batching { max_rows: usize::MAX, max_tokens: 512 };
            let batches = plan(&lengths, batching, Layout::Packed, workers);
            let budget = share(&lengths, 512, workers);
            for (batch, next) in batches.iter().zip(batches.iter().skip(1)) {
                let first_of_next = Shape::of(lengths[next[0]]);
                prop_assert!(shape(&lengths, batch).with(first_of_next).tokens > budget);
            }
        }
    }

    #[test]
    fn work_for_one_is_not_split_and_work_for_two_is() {
        let batches = |rows: usize, workers| {
            plan(&vec![10; rows], Batching { max_rows: 99, max_tokens: 512 }, Layout::Filled, workers).len()
        };
        assert_eq!(batches(12, 2), 1);
        assert_eq!(batches(40, 1), 1);
        assert_eq!(batches(40, 2), 2);
        assert_eq!(batches(60, 2), 2, "and not one of 51 rows and one of 9");
    }
}
