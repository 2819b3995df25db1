//! What happens, told at once to whoever looks on. Nobody waits for them: who reads too slowly misses something, and is told.

pub mod across;

use std::sync::Arc;
use std::time::Instant;

use parking_lot::Mutex;
use prometheus_client::metrics::counter::Counter;
use serde_json::Value;
use tokio::sync::{Notify, broadcast, mpsc};

/// Happenings that a slow reader may lag behind.
const BEHIND: usize = 1_024;
/// What can happen.
pub const KINDS: [&str; 4] = ["decision.made", "decision.changed", "standing.changed", "flag.received"];
/// In place of what could not be told.
pub const MISSED: &str = "missed";

/// Something that happened to a tenant's contents or authors.
#[derive(Debug, Clone)]
pub struct Happening {
    /// Whose.
    pub tenant: Arc<str>,
    /// One of [`KINDS`], or [`MISSED`].
    pub kind: &'static str,
    /// Its id: that of the decision, or of the event.
    pub id: String,
    /// More about it.
    pub data: Arc<Value>,
}

/// Who looks on.
pub struct Live {
    send: Mutex<Option<broadcast::Sender<Happening>>>,
    missed: Counter,
    came: Notify,
    others: Mutex<Others>,
}

/// Those who look on at other services.
#[derive(Default)]
struct Others {
    send: Option<mpsc::Sender<Happening>>,
    /// When it was last heard that there are any.
    seen: Option<Instant>,
}

impl Default for Live {
    fn default() -> Live {
        let send = Mutex::new(Some(broadcast::Sender::new(BEHIND)));
        Live { send, missed: Counter::default(), came: Notify::new(), others: Mutex::default() }
    }
}

impl Live {
    /// Tells whoever looks on.
    pub fn tell(&self, happening: Happening) {
        let elsewhere = self.others.lock().elsewhere();
        if let Some(send) = elsewhere {
            // Where others cannot be told as fast as it happens, they miss it.
            if send.try_send(happening.clone()).is_err() {
                self.missed.inc();
            }
        }
        self.tell_here(happening);
    }

    /// Tells whoever looks on at this service.
    fn tell_here(&self, happening: Happening) {
        if let Some(send) = &*self.send.lock() {
            // Nobody may be there.
            send.send(happening).ok();
        }
    }

    /// Whether anybody looks on.
    pub fn is_watched(&self) -> bool {
        self.is_watched_here() || self.others.lock().elsewhere().is_some()
    }

    /// Whether anybody looks on at this service.
    fn is_watched_here(&self) -> bool {
        self.send.lock().as_ref().is_some_and(|send| send.receiver_count() > 0)
    }

    /// Looks on from now on; nothing once the service is about to stop.
    pub fn watch(&self) -> Option<broadcast::Receiver<Happening>> {
        let watching = self.send.lock().as_ref().map(broadcast::Sender::subscribe);
        self.came.notify_one();
        watching
    }

    /// Counts what readers were too slow for.
    pub fn missed(&self) -> &Counter {
        &self.missed
    }

    /// Sends everybody away who looks on.
    pub fn end(&self) {
        self.send.lock().take();
        self.came.notify_one();
    }

    fn is_over(&self) -> bool {
        self.send.lock().is_none()
    }

    /// Returns once somebody has begun to look on here.
    async fn came(&self) {
        self.came.notified().await;
    }

    /// From now on, what happens is also for other services; nothing if somebody has it already.
    fn has_others(&self) -> Option<mpsc::Receiver<Happening>> {
        let mut others = self.others.lock();
        if others.send.is_some() {
            return None;
        }
        let (send, receive) = mpsc::channel(BEHIND);
        others.send = Some(send);
        Some(receive)
    }

    /// Somebody looks on at another service.
    fn is_watched_elsewhere(&self, now: Instant) {
        self.others.lock().seen = Some(now);
    }
}

impl Others {
    /// Where to send what happens, if anybody is there.
    fn elsewhere(&self) -> Option<mpsc::Sender<Happening>> {
        let is_there = self.seen.is_some_and(|at| at.elapsed() < across::BELIEVED_FOR);
        self.send.clone().filter(|_| is_there)
    }
}
