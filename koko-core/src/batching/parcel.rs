//! Rows that run together: those of one job, and of several.

use std::sync::Arc;
use std::time::Instant;

use super::job::Job;
use super::plan::Shape;
use super::runs::Runs;
use crate::engine::Logits;
use crate::error::Error;

/// Some rows of one job that were planned to run together.
pub(super) struct Parcel {
    pub(super) job: Arc<Job>,
    pub(super) rows: Vec<usize>,
    pub(super) shape: Shape,
}

impl Parcel {
    pub(super) fn is_of(&self, job: &Arc<Job>) -> bool {
        Arc::ptr_eq(&self.job, job)
    }

    /// Whether it is all of its job.
    pub(super) fn is_whole(&self) -> bool {
        self.rows.len() == self.job.rows.count()
    }
}

/// Parcels, of one job or of several, that run together.
pub(super) struct Batch(pub(super) Vec<Parcel>);

impl Batch {
    /// The rows in one line, as an engine takes them.
    pub(super) fn rows(&self) -> Vec<&[i64]> {
        self.0.iter().flat_map(|parcel| parcel.rows.iter().map(|&row| parcel.job.rows.row(row))).collect()
    }

    pub(super) fn count(&self) -> usize {
        self.0.iter().map(|parcel| parcel.rows.len()).sum()
    }

    pub(super) fn tokens(&self) -> usize {
        self.0.iter().map(|parcel| parcel.shape.tokens).sum()
    }

    /// Whether rows of more than one job are in it.
    pub(super) fn is_shared(&self) -> bool {
        self.0.len() > 1
    }

    /// Those of its calls that want to know what engines did for them, and when they were handed in.
    pub(super) fn noting(&self) -> Vec<(Runs, Instant)> {
        let jobs = self.0.iter().map(|parcel| &parcel.job);
        jobs.filter_map(|job| Some((job.order.runs.clone()?, job.handed_in))).collect()
    }

    /// A batch for each job.
    pub(super) fn apart(self) -> impl Iterator<Item = Batch> {
        self.0.into_iter().map(|parcel| Batch(vec![parcel]))
    }

    /// Gives every job what was said about its rows.
    pub(super) fn answer(&self, logits: &Logits) {
        let count = self.count();
        let mut from = 0;
        for parcel in &self.0 {
            parcel.job.answer(&parcel.rows, logits, from, count);
            from += parcel.rows.len();
        }
    }

    /// Ends the one job of a batch that is not shared.
    pub(super) fn fail(self, error: Error) {
        if let Some(parcel) = self.0.into_iter().next() {
            parcel.job.finish(Err(error));
        }
    }
}
