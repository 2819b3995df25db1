//! What the thread that writes the log and the task that ships it have in common.

use std::fmt::Display;
use std::sync::atomic::{AtomicBool, AtomicI64, AtomicU64};
use std::time::{Duration, SystemTime};

use parking_lot::Mutex;
use tokio::sync::Notify;

use super::counts::Counts;
use super::log::Closed;
use super::settings::Settings;
use super::store::Store;

/// What both have in common.
pub struct Shared {
    /// What was chosen.
    pub settings: Settings,
    /// Where objects lie.
    pub store: Store,
    /// What is counted.
    pub counts: Counts,
    /// Segments that wait to be shipped, the oldest first.
    pub waiting: Mutex<Vec<Closed>>,
    /// The segment that is being written: its size, and when it was begun.
    pub open: Mutex<Option<(u64, SystemTime)>>,
    /// Held while a segment is read or written anew.
    pub hands: tokio::sync::Mutex<()>,
    /// Whether the log takes no more.
    pub is_full: AtomicBool,
    /// What was free on the disk when it was looked at last.
    pub free: AtomicU64,
    /// The latest time in any record.
    pub latest: AtomicI64,
    /// Something waits to be shipped.
    pub wake: Notify,
}

/// What is not in the archive yet.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Unshipped {
    /// How much of the log.
    pub bytes: u64,
    /// How many segments are complete.
    pub segments: usize,
    /// How old the oldest is.
    pub oldest: Duration,
}

impl Shared {
    /// With what an earlier process left.
    pub fn new(settings: Settings, store: Store, waiting: Vec<Closed>) -> Shared {
        Shared {
            settings,
            store,
            counts: Counts::default(),
            waiting: Mutex::new(waiting),
            open: Mutex::default(),
            hands: tokio::sync::Mutex::default(),
            is_full: AtomicBool::default(),
            free: AtomicU64::default(),
            latest: AtomicI64::default(),
            wake: Notify::default(),
        }
    }

    /// What is not in the archive yet.
    pub fn unshipped(&self) -> Unshipped {
        let waiting = self.waiting.lock();
        let open = *self.open.lock();
        let began = waiting.iter().map(|closed| closed.since).chain(open.map(|(_, since)| since)).min();
        Unshipped {
            bytes: waiting.iter().map(|closed| closed.bytes).sum::<u64>()
                + open.map_or(0, |(bytes, _)| bytes),
            segments: waiting.len(),
            // Nothing is older than nothing where the clock was set back.
            oldest: began.and_then(|began| began.elapsed().ok()).unwrap_or_default(),
        }
    }
}

/// Something that is tried again and again: told when it begins to fail, and when it works again.
#[derive(Default)]
pub struct Told {
    fails: Option<&'static str>,
}

impl Told {
    /// How a try ended.
    pub fn note<T, E: Display>(&mut self, what: &'static str, ended: &Result<T, E>) {
        match ended {
            Err(error) if self.fails != Some(what) => {
                super::say(&format!("cannot {what}: {error}"));
                self.fails = Some(what);
            }
            Ok(_) if self.fails == Some(what) => {
                super::say(&format!("can {what} again"));
                self.fails = None;
            }
            _ => {}
        }
    }
}
