//! Calls that can be called off from another thread.

use std::fmt;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, Weak};

use super::job::Job;
use super::locks::lock;
use crate::error::Error;

/// Calls off every call that was given a clone of it, for good.
///
/// ```
/// use koko_core::moderator::{CallOptions, CancelToken};
///
/// let cancel = CancelToken::new();
/// let options = CallOptions { cancel: Some(cancel.clone()), ..CallOptions::default() };
/// cancel.cancel();
/// assert!(options.cancel.unwrap().is_cancelled());
/// ```
#[derive(Clone, Default)]
pub struct CancelToken(Arc<Inner>);

#[derive(Default)]
struct Inner {
    cancelled: AtomicBool,
    /// Jobs whose callers are to be woken.
    jobs: Mutex<Vec<Weak<Job>>>,
}

impl CancelToken {
    /// Not cancelled yet.
    pub fn new() -> CancelToken {
        CancelToken::default()
    }

    /// Wakes everybody who waits for a call with this token: each gets [`Error::Cancelled`] at once, and rows that have
    /// not begun are never run. Does nothing the second time.
    pub fn cancel(&self) {
        self.0.cancelled.store(true, Ordering::SeqCst);
        // Taken out first: finishing a job runs what its caller wants to happen then, whatever that is.
        let jobs = std::mem::take(&mut *lock(&self.0.jobs));
        jobs.iter().filter_map(Weak::upgrade).for_each(|job| job.finish(Err(Error::Cancelled)));
    }

    /// Whether somebody did.
    pub fn is_cancelled(&self) -> bool {
        self.0.cancelled.load(Ordering::SeqCst)
    }

    /// Has `job` finished when the token is cancelled, even if that is now.
    pub(super) fn watch(&self, job: &Arc<Job>) {
        let mut jobs = lock(&self.0.jobs);
        // A token may live as long as the process; its jobs do not.
        jobs.retain(|job| job.strong_count() > 0);
        jobs.push(Arc::downgrade(job));
        drop(jobs);
        // Whoever cancelled before the job was on the list did not see it there.
        if self.is_cancelled() {
            job.finish(Err(Error::Cancelled));
        }
    }
}

impl fmt::Debug for CancelToken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("CancelToken").field(&self.is_cancelled()).finish()
    }
}
