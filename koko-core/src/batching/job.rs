//! Rows that were handed in together, and whoever waits for all of their answers.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Condvar, Mutex};
use std::time::Instant;

use super::load::Counts;
use super::locks::{lock, wait, wait_for};
use super::order::{Order, Want};
use super::plan::Batching;
use super::rows::Rows;
use crate::engine::Logits;
use crate::error::{Error, Result, guarded};

/// What an engine said about one row.
#[derive(Debug, Clone, Default)]
pub struct RowLogits {
    /// One logit per label, then one per attribute.
    pub values: Vec<f32>,
    /// The mean of the row's token states; empty where nobody asked for it.
    pub embedding: Vec<f32>,
}

impl RowLogits {
    /// What `logits` of `of` rows say about one of them.
    pub(super) fn of(logits: &Logits, row: usize, of: usize, want: Want) -> RowLogits {
        let part = |numbers: &[f32]| {
            let width = numbers.len() / of;
            numbers[row * width..(row + 1) * width].to_vec()
        };
        let embedding = match want {
            Want::Logits => Vec::new(),
            Want::Embeddings => part(&logits.embeddings),
        };
        RowLogits { values: part(&logits.values), embedding }
    }
}

/// What happens with the answers of a job for which nobody waits.
pub(super) type Then = Box<dyn FnOnce(Result<Vec<RowLogits>>) + Send>;

/// Rows of one call. They may run in several batches, and share them with rows of others.
pub(super) struct Job {
    pub(super) rows: Rows,
    pub(super) order: Order,
    pub(super) batching: Batching,
    pub(super) handed_in: Instant,
    counts: Arc<Counts>,
    /// Set when there is an answer or a refusal; what is left of it in a queue is of no use then.
    over: AtomicBool,
    progress: Mutex<Progress>,
    finished: Condvar,
}

struct Progress {
    answers: Vec<RowLogits>,
    unanswered: usize,
    outcome: Option<Result<Vec<RowLogits>>>,
    then: Option<Then>,
}

impl Job {
    pub(super) fn new(
        rows: Rows,
        batching: Batching,
        order: Order,
        then: Option<Then>,
        counts: Arc<Counts>,
    ) -> Arc<Job> {
        let unanswered = rows.count();
        let answers = vec![RowLogits::default(); unanswered];
        let progress = Mutex::new(Progress { answers, unanswered, outcome: None, then });
        let over = AtomicBool::new(false);
        let (handed_in, finished) = (Instant::now(), Condvar::new());
        Arc::new(Job { rows, order, batching, handed_in, counts, over, progress, finished })
    }

    /// Whether nobody waits for it any more.
    pub(super) fn is_over(&self) -> bool {
        self.over.load(Ordering::SeqCst)
    }

    /// Takes the answers to some of its rows, which stand in `logits` from row `from` of `of` on.
    pub(super) fn answer(&self, rows: &[usize], logits: &Logits, from: usize, of: usize) {
        let mut progress = lock(&self.progress);
        if self.is_over() {
            return;
        }
        for (place, &row) in rows.iter().enumerate() {
            progress.answers[row] = RowLogits::of(logits, from + place, of, self.order.want);
        }
        progress.unanswered -= rows.len();
        if progress.unanswered == 0 {
            let answers = std::mem::take(&mut progress.answers);
            drop(progress);
            self.finish(Ok(answers));
        }
    }

    /// Ends the job, unless it has ended, and tells whoever waits for it.
    pub(super) fn finish(&self, outcome: Result<Vec<RowLogits>>) {
        let mut progress = lock(&self.progress);
        if self.over.swap(true, Ordering::SeqCst) {
            return;
        }
        if let Err(error) = &outcome {
            self.counts.lost(error, self.rows.count());
        }
        match progress.then.take() {
            Some(then) => {
                drop(progress);
                // Not our code: when it panics, this thread still has work to do for others.
                guarded(|| {
                    then(outcome);
                    Ok(())
                })
                .ok();
            }
            None => {
                progress.outcome = Some(outcome);
                self.finished.notify_all();
            }
        }
    }

    /// Blocks until the job has ended or its deadline has passed.
    fn wait(&self) -> Result<Vec<RowLogits>> {
        let mut progress = lock(&self.progress);
        loop {
            if let Some(outcome) = progress.outcome.take() {
                return outcome;
            }
            progress = match self.order.deadline {
                None => wait(&self.finished, progress),
                Some(deadline) => {
                    let left = deadline.at.saturating_duration_since(Instant::now());
                    if left.is_zero() {
                        drop(progress);
                        self.finish(Err(deadline.passed()));
                        lock(&self.progress)
                    } else {
                        wait_for(&self.finished, progress, left)
                    }
                }
            };
        }
    }
}

/// Answers that are on their way. Dropped, it calls them off.
pub struct Ticket {
    pub(super) job: Arc<Job>,
}

impl Ticket {
    /// Blocks until every row is answered; the answers are in the order of the rows.
    pub fn wait(self) -> Result<Vec<RowLogits>> {
        self.job.wait()
    }
}

impl Drop for Ticket {
    fn drop(&mut self) {
        if !self.job.is_over() {
            self.job.finish(Err(Error::Cancelled));
        }
    }
}
