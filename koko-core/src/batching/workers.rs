//! Runs batches on all engines at once.

use std::sync::atomic::{AtomicUsize, Ordering};

use parking_lot::{Mutex, MutexGuard};

use super::plan::{Batching, plan};
use crate::engine::{Engine, Logits};
use crate::error::Result;

/// The engines of a moderator, shared by everybody who calls it.
pub struct Workers {
    engines: Vec<Mutex<Box<dyn Engine>>>,
    next: AtomicUsize,
}

/// What an engine said about one row.
#[derive(Debug, Clone, Default)]
pub struct RowLogits {
    /// One logit per label, then one per attribute.
    pub values: Vec<f32>,
    /// The mean of the row's token states.
    pub embedding: Vec<f32>,
}

impl Workers {
    /// At least one engine.
    pub fn new(engines: Vec<Box<dyn Engine>>) -> Workers {
        assert!(!engines.is_empty(), "workers need an engine");
        Workers { engines: engines.into_iter().map(Mutex::new).collect(), next: AtomicUsize::new(0) }
    }

    /// How many batches run at the same time.
    pub fn count(&self) -> usize {
        self.engines.len()
    }

    /// Runs every row; the answers are in the order of the rows. A row is a window with its markers, never empty.
    pub fn run(&self, rows: &[Vec<i64>], batching: Batching) -> Result<Vec<RowLogits>> {
        let lengths: Vec<usize> = rows.iter().map(Vec::len).collect();
        let batches = plan(&lengths, batching);
        let mut answers = vec![RowLogits::default(); rows.len()];
        let next = AtomicUsize::new(0);
        let finished = Mutex::new(&mut answers);
        let work = || -> Result<()> {
            while let Some(batch) = batches.get(next.fetch_add(1, Ordering::Relaxed)) {
                let together: Vec<&[i64]> = batch.iter().map(|&row| rows[row].as_slice()).collect();
                // An engine is taken for one batch at a time, so that a short text need not wait for a long job.
                let logits = self.free_engine().run(&together)?;
                let mut answers = finished.lock();
                hand_out(&logits, batch, |row, logits| answers[row] = logits);
            }
            Ok(())
        };
        // One batch, which is what a single text comes to, is run right here.
        let others = self.engines.len().min(batches.len()).saturating_sub(1);
        std::thread::scope(|scope| {
            let others: Vec<_> = (0..others).map(|_| scope.spawn(work)).collect();
            let mine = work();
            let others = others
                .into_iter()
                .map(|other| other.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)));
            others.fold(mine, Result::and)
        })?;
        Ok(answers)
    }

    /// An engine that nobody uses, else the next in turn as soon as it is free.
    fn free_engine(&self) -> MutexGuard<'_, Box<dyn Engine>> {
        let free = self.engines.iter().find_map(Mutex::try_lock);
        free.unwrap_or_else(|| {
            let turn = self.next.fetch_add(1, Ordering::Relaxed) % self.engines.len();
            self.engines[turn].lock()
        })
    }
}

fn hand_out(logits: &Logits, batch: &[usize], mut give: impl FnMut(usize, RowLogits)) {
    let labels = logits.values.len() / batch.len();
    let size = logits.embeddings.len() / batch.len();
    for (place, &row) in batch.iter().enumerate() {
        give(
            row,
            RowLogits {
                values: logits.values[place * labels..(place + 1) * labels].to_vec(),
                embedding: logits.embeddings[place * size..(place + 1) * size].to_vec(),
            },
        );
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::ScriptedEngine;

    /// Engines that answer with the sum of a row's ids.
    fn workers(count: usize) -> Workers {
        let engine = || ScriptedEngine::new(1, |ids| vec![ids.iter().sum::<i64>() as f32]);
        Workers::new((0..count).map(|_| Box::new(engine()) as Box<dyn Engine>).collect())
    }

    #[test]
    fn answers_come_in_the_order_of_the_rows_whatever_the_batches() {
        let rows: Vec<Vec<i64>> = (1..50).map(|n| vec![n; usize::try_from(n % 7).unwrap() + 1]).collect();
        let expected: Vec<f32> = rows.iter().map(|row| row.iter().sum::<i64>() as f32).collect();
        for count in [1, 3] {
            for max_rows in [1, 4, 64] {
                let answers = workers(count).run(&rows, Batching { max_rows, max_tokens: 10_000 }).unwrap();
                let values: Vec<f32> = answers.iter().map(|answer| answer.values[0]).collect();
                assert_eq!(values, expected, "{count} engines, {max_rows} rows");
            }
        }
    }

    #[test]
    fn no_rows_are_no_work() {
        assert!(workers(2).run(&[], Batching::default()).unwrap().is_empty());
    }
}
