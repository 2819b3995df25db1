//! What engines did for one call, for whoever wants to know where its time went.

use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use super::locks::lock;

/// More are not noted one by one.
const MOST: usize = 64;

/// Notes the batches in which rows of a call were run; give a clone of it with [`CallOptions`](super::CallOptions).
///
/// Costs nothing to calls without it. What was answered from memory or by the fast lane was run by no engine.
///
/// ```
/// use koko_core::moderator::{CallOptions, Runs};
///
/// let runs = Runs::default();
/// let options = CallOptions { runs: Some(runs.clone()), ..CallOptions::default() };
/// // moderator.with(options).score(…)
/// assert!(runs.all().is_empty(), "nothing was run yet");
/// # drop(options);
/// ```
#[derive(Debug, Clone, Default)]
pub struct Runs(Arc<Mutex<Vec<Run>>>);

/// A batch in which rows of a call were.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Run {
    /// When its rows were handed in.
    pub handed_in: Instant,
    /// When an engine began with it.
    pub began: Instant,
    /// How long the engine took for the whole batch.
    pub took: Duration,
    /// Rows in the batch, those of other calls included.
    pub rows: usize,
    /// Their tokens.
    pub tokens: usize,
}

impl Runs {
    /// What has been noted, in the order in which it ended: the first 64 at most.
    pub fn all(&self) -> Vec<Run> {
        lock(&self.0).clone()
    }

    pub(super) fn note(&self, run: Run) {
        let mut runs = lock(&self.0);
        if runs.len() < MOST {
            runs.push(run);
        }
    }
}
