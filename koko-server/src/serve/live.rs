//! What happens, told at once to whoever looks on. Nobody waits for them: who reads too slowly misses something, and is told.

use std::sync::Arc;

use prometheus_client::metrics::counter::Counter;
use serde_json::Value;
use tokio::sync::broadcast;

/// Happenings that a slow reader may lag behind.
const BEHIND: usize = 1_024;

/// Something that happened to a tenant's contents or authors.
#[derive(Debug, Clone)]
pub struct Happening {
    /// Whose.
    pub tenant: Arc<str>,
    /// `decision.made`, `decision.changed`, `standing.changed`, `flag.received`.
    pub kind: &'static str,
    /// Its id: that of the decision, or of the event.
    pub id: String,
    /// More about it.
    pub data: Arc<Value>,
}

/// Who looks on.
pub struct Live {
    send: parking_lot::Mutex<Option<broadcast::Sender<Happening>>>,
    missed: Counter,
}

impl Default for Live {
    fn default() -> Live {
        let send = parking_lot::Mutex::new(Some(broadcast::Sender::new(BEHIND)));
        Live { send, missed: Counter::default() }
    }
}

impl Live {
    /// Tells whoever looks on.
    pub fn tell(&self, happening: Happening) {
        if let Some(send) = &*self.send.lock() {
            // Nobody may be there.
            send.send(happening).ok();
        }
    }

    /// Whether anybody looks on.
    pub fn is_watched(&self) -> bool {
        self.send.lock().as_ref().is_some_and(|send| send.receiver_count() > 0)
    }

    /// Looks on from now on; nothing once the service is about to stop.
    pub fn watch(&self) -> Option<broadcast::Receiver<Happening>> {
        self.send.lock().as_ref().map(broadcast::Sender::subscribe)
    }

    /// Counts what readers were too slow for.
    pub fn missed(&self) -> &Counter {
        &self.missed
    }

    /// Sends everybody away who looks on.
    pub fn end(&self) {
        self.send.lock().take();
    }
}
