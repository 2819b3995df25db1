//! Groups rows into batches that fit a token budget.
//!
//! Knows lengths only: what was written never comes here.

/// How large a batch may become.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Batching {
    /// Rows in a batch.
    pub max_rows: usize,
    /// Tokens in a batch, filling included.
    pub max_tokens: usize,
}

impl Default for Batching {
    /// Small batches of nearly equal length: on a CPU larger ones only spill the cache.
    fn default() -> Self {
        Batching { max_rows: 16, max_tokens: 512 }
    }
}

/// Splits rows of these lengths into batches; gives the indices of the rows of each.
///
/// Rows of similar length come together, so that little is wasted on filling. Every row is in exactly one batch, and a
/// row that is longer than the budget has a batch of its own. The longest come first, so that no thread ends late.
pub fn plan(lengths: &[usize], batching: Batching) -> Vec<Vec<usize>> {
    let mut rows: Vec<usize> = (0..lengths.len()).collect();
    rows.sort_by_key(|&row| std::cmp::Reverse(lengths[row]));
    let mut batches: Vec<Vec<usize>> = Vec::new();
    for row in rows {
        match batches.last_mut() {
            // Padding counts: the first row of a batch is its longest, and makes every other as dear as itself.
            Some(batch)
                if batch.len() < batching.max_rows
                    && lengths[batch[0]] * (batch.len() + 1) <= batching.max_tokens =>
            {
                batch.push(row);
            }
            _ => batches.push(vec![row]),
        }
    }
    batches
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn every_row_is_in_one_batch_and_the_budget_holds(
            lengths in proptest::collection::vec(1_usize..200, 0..200),
            max_rows in 1_usize..70,
            max_tokens in 1_usize..2_000,
        ) {
            let batches = plan(&lengths, Batching { max_rows, max_tokens });
            let mut rows: Vec<usize> = batches.concat();
            rows.sort_unstable();
            prop_assert_eq!(rows, (0..lengths.len()).collect::<Vec<_>>());
            for batch in batches {
                let longest = batch.iter().map(|&row| lengths[row]).max().unwrap();
                prop_assert!(batch.len() == 1 || longest * batch.len() <= max_tokens);
                prop_assert!(batch.len() <= max_rows);
            }
        }
    }
}
