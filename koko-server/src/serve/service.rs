//! What all requests share: the moderator, who may ask, and how much is done at once.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use koko_core::error::{Error, Result};
use koko_core::moderator::{CallOptions, Moderator, Scored, Urgency};
use tokio::sync::Semaphore;

use super::keys::Keys;

/// When to come back if there is no room for a request.
const COME_BACK: Duration = Duration::from_secs(1);

/// How much is done at once, and for how long.
#[derive(Debug, Clone, Copy)]
pub struct Limits {
    /// Requests that are under way; more are refused.
    pub requests: usize,
    /// How long a request may wait for its answer.
    pub deadline: Duration,
}

/// What all requests share.
pub struct Service {
    moderator: Arc<Moderator>,
    keys: Option<Keys>,
    limits: Limits,
    room: Arc<Semaphore>,
    is_stopping: AtomicBool,
}

impl Service {
    /// Serves with this moderator; without keys, everybody.
    pub fn new(moderator: Moderator, keys: Option<Keys>, limits: Limits) -> Service {
        let room = Arc::new(Semaphore::new(limits.requests));
        Service { moderator: Arc::new(moderator), keys, limits, room, is_stopping: AtomicBool::new(false) }
    }

    /// Who reads, records and decides.
    pub fn moderator(&self) -> &Moderator {
        &self.moderator
    }

    /// Who may ask; nothing where everybody may.
    pub fn keys(&self) -> Option<&Keys> {
        self.keys.as_ref()
    }

    /// How much is done at once.
    pub fn limits(&self) -> Limits {
        self.limits
    }

    /// From now on it is not ready for more.
    pub fn stop(&self) {
        self.is_stopping.store(true, Ordering::Relaxed);
    }

    /// Whether more requests are welcome.
    pub fn is_ready(&self) -> bool {
        !self.is_stopping.load(Ordering::Relaxed)
    }

    /// What is said about calls for a request: somebody waits, but not for ever.
    pub fn options(&self) -> CallOptions {
        CallOptions {
            urgency: Some(Urgency::Interactive),
            deadline: Some(self.limits.deadline),
            ..CallOptions::default()
        }
    }

    /// Scores one text without a thread of its own: it shares batches with those of other requests.
    pub async fn score(&self, text: &str) -> Result<Scored> {
        let _room = self.room()?;
        let (send, answer) = tokio::sync::oneshot::channel();
        self.moderator.with(self.options()).submit(text, move |scored| {
            // Whoever asked may be gone by now.
            send.send(scored).ok();
        });
        answer.await.unwrap_or(Err(Error::Cancelled))
    }

    /// Does what takes a while on a thread that may wait.
    pub async fn work<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Moderator) -> Result<T> + Send + 'static,
    ) -> Result<T> {
        let room = self.room()?;
        let moderator = Arc::clone(&self.moderator);
        let done = tokio::task::spawn_blocking(move || {
            let answer = work(&moderator);
            drop(room);
            answer
        });
        // A panic was told on stderr; whoever asked is told that it was ours.
        done.await.unwrap_or_else(|_| {
            Err(Error::InferenceFailed { what: "the request ended in a panic".to_owned() })
        })
    }

    fn room(&self) -> Result<tokio::sync::OwnedSemaphorePermit> {
        Arc::clone(&self.room).try_acquire_owned().map_err(|_| Error::Overloaded { retry_after: COME_BACK })
    }
}
