//! What time it is, and how to make that a test's decision.

use std::sync::atomic::{AtomicI64, Ordering};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

/// A point in time: whole seconds since 1970 in UTC.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
#[serde(transparent)]
pub struct Timestamp(i64);

impl Timestamp {
    /// From seconds since 1970 in UTC.
    pub const fn from_unix_seconds(seconds: i64) -> Self {
        Timestamp(seconds)
    }

    /// Seconds since 1970 in UTC.
    pub const fn unix_seconds(self) -> i64 {
        self.0
    }

    /// Seconds from `earlier` to here; negative if `earlier` is later.
    pub const fn seconds_since(self, earlier: Timestamp) -> i64 {
        self.0.saturating_sub(earlier.0)
    }

    /// This much later.
    pub fn plus(self, duration: Duration) -> Self {
        Timestamp(self.0.saturating_add_unsigned(duration.as_secs()))
    }
}

/// Where the time comes from.
pub trait Clock: Send + Sync {
    /// The present moment. May be called from any thread, and never blocks.
    fn now(&self) -> Timestamp;
}

/// The clock of the machine.
#[derive(Debug, Default, Clone, Copy)]
pub struct SystemClock;

impl Clock for SystemClock {
    fn now(&self) -> Timestamp {
        let seconds = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |elapsed| elapsed.as_secs());
        Timestamp(i64::try_from(seconds).unwrap_or(i64::MAX))
    }
}

/// A clock that stands still until it is wound by hand, for tests and examples.
#[derive(Debug)]
pub struct HandClock(AtomicI64);

impl HandClock {
    /// Stands at `start`.
    pub const fn at(start: Timestamp) -> Self {
        HandClock(AtomicI64::new(start.0))
    }

    /// Lets `duration` pass.
    pub fn advance(&self, duration: Duration) {
        let seconds = i64::try_from(duration.as_secs()).unwrap_or(i64::MAX);
        self.0.fetch_add(seconds, Ordering::SeqCst);
    }
}

impl Clock for HandClock {
    fn now(&self) -> Timestamp {
        Timestamp(self.0.load(Ordering::SeqCst))
    }
}
