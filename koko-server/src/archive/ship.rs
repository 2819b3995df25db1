//! Ships segments: makes their objects, stores them, and removes a segment once all of its objects are there.
//!
//! Whatever fails is tried again for ever; nothing is removed before. Dying between any two steps repeats them, which changes nothing.

use std::collections::BTreeMap;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::Duration;

use futures_util::StreamExt;
use futures_util::stream;

use super::counts::{Became, Stage};
use super::log::{Closed, Entries, Entry};
use super::record::Erasure;
use super::seal::{CannotSeal, Object, Sealed, seal};
use super::shared::{Shared, Told};
use super::store::Failed;

/// Objects that are stored at the same time.
const AT_ONCE: usize = 4;
/// The longest wait after a failure.
const LONGEST: Duration = Duration::from_secs(60);
/// How often is looked whether somebody wants everything shipped at once.
pub const LOOK: Duration = Duration::from_millis(500);

/// What files are called by which `koko archive flush` asks for it; each asks with one of its own.
const FLUSH: &str = "flush-";

/// Why a segment is not shipped.
#[derive(Debug, thiserror::Error)]
pub enum NotShipped {
    /// It cannot be read now.
    #[error("{0}")]
    Unreadable(io::Error),
    /// The store does not take it.
    #[error("{0}")]
    Store(#[from] Failed),
}

/// The files by which somebody asks for everything to be shipped at once.
pub fn flushes(log: &Path) -> Vec<PathBuf> {
    let files = std::fs::read_dir(log).into_iter().flatten().flatten();
    files
        .filter(|file| file.file_name().to_string_lossy().starts_with(FLUSH))
        .map(|file| file.path())
        .collect()
}

/// Asks for it: done once the file is gone.
pub fn ask_to_flush(log: &Path) -> io::Result<PathBuf> {
    let ask = log.join(format!("{FLUSH}{}", uuid::Uuid::now_v7().simple()));
    std::fs::write(&ask, b"").map(|()| ask)
}

/// Ships what waits, and what comes.
pub async fn ship_all(shared: Arc<Shared>) {
    let scrubbed = scrub_waiting(&shared).await;
    let mut told = Told::default();
    told.note("go through the archive's log", &scrubbed);
    let mut failures = 0;
    loop {
        let first = shared.waiting.lock().first().cloned();
        let Some(segment) = first else {
            tokio::time::timeout(LOOK, shared.wake.notified()).await.ok();
            continue;
        };
        let shipped = ship(&shared, &segment).await;
        told.note("archive what was decided", &shipped);
        match shipped {
            Ok(()) => failures = 0,
            Err(_) => {
                tokio::time::sleep(wait(shared.settings.retry, failures)).await;
                failures += 1;
            }
        }
    }
}

/// Doubles up to a minute; somewhere in the upper half, so that many do not come at once.
fn wait(first: Duration, failures: u32) -> Duration {
    let longest = first.saturating_mul(2_u32.saturating_pow(failures)).min(LONGEST.max(first));
    let mut lot = [0];
    getrandom::fill(&mut lot).ok();
    longest.mul_f64(0.5 + f64::from(lot[0]) / 512.0)
}

/// Ships one segment.
pub async fn ship(shared: &Shared, segment: &Closed) -> Result<(), NotShipped> {
    let sealed = match sealed(shared, segment).await {
        Ok(sealed) => sealed,
        Err(CannotSeal::Unreadable(error)) if error.kind() != io::ErrorKind::InvalidData => {
            return Err(NotShipped::Unreadable(error));
        }
        Err(error) => {
            put_aside(shared, segment, &error.to_string());
            return Ok(());
        }
    };
    let putting = sealed.objects.iter().cloned().map(|object| put(shared, object));
    let ended: Vec<Result<(), Failed>> = stream::iter(putting).buffer_unordered(AT_ONCE).collect().await;
    ended.into_iter().collect::<Result<(), Failed>>()?;
    if !sealed.is_whole {
        put_aside(
            shared,
            segment,
            "something in it is not as it was written; what stands before is archived",
        );
        return Ok(());
    }
    segment.remove().map_err(NotShipped::Unreadable)?;
    let mut records: BTreeMap<&str, usize> = BTreeMap::new();
    for object in &sealed.objects {
        *records.entry(&object.tenant).or_default() += object.records;
        shared.counts.bytes(Stage::Shipped, object.bytes.len());
    }
    records.into_iter().for_each(|(tenant, records)| shared.counts.records(tenant, Became::Shipped, records));
    forget_segment(shared, segment);
    Ok(())
}

async fn sealed(shared: &Shared, segment: &Closed) -> Result<Sealed, CannotSeal> {
    let _hands = shared.hands.lock().await;
    // It may have been written anew since.
    let found = shared.waiting.lock().iter().find(|waiting| waiting.path == segment.path).cloned();
    let segment = found.unwrap_or_else(|| segment.clone());
    let sealing = tokio::task::spawn_blocking(move || seal(&segment)).await;
    sealing.unwrap_or_else(|_| {
        Err(io::Error::new(io::ErrorKind::InvalidData, "sealing it ended in a panic").into())
    })
}

async fn put(shared: &Shared, object: Object) -> Result<(), Failed> {
    let ended = shared.store.put(&object.key, object.bytes).await;
    shared.counts.put(match &ended {
        Ok(put) => *put,
        Err(failed) => failed.put,
    });
    ended.map(drop)
}

fn put_aside(shared: &Shared, segment: &Closed, why: &str) {
    shared.counts.broken();
    match segment.put_aside() {
        Ok(aside) => super::say(&format!("{}: {why}", aside.display())),
        Err(error) => {
            super::say(&format!("{}: {why}; it cannot be put aside: {error}", segment.path.display()))
        }
    }
    forget_segment(shared, segment);
}

fn forget_segment(shared: &Shared, segment: &Closed) {
    shared.waiting.lock().retain(|waiting| waiting.path != segment.path);
}

/// Takes out of the log what has to be forgotten. Whoever asks has its hands on it.
pub async fn scrub(shared: &Arc<Shared>, erasures: Vec<Erasure>) -> io::Result<()> {
    let segments = shared.waiting.lock().clone();
    let scrubbing = Arc::clone(shared);
    on_a_thread(move || {
        segments.into_iter().try_for_each(|segment| scrub_one(&scrubbing, segment, &erasures))
    })
    .await
}

fn scrub_one(shared: &Shared, mut segment: Closed, erasures: &[Erasure]) -> io::Result<()> {
    match segment.scrub(erasures) {
        Ok(false) => Ok(()),
        Ok(true) => {
            let mut waiting = shared.waiting.lock();
            if let Some(place) = waiting.iter_mut().find(|waiting| waiting.path == segment.path) {
                *place = segment;
            }
            Ok(())
        }
        // It was shipped meanwhile.
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        Err(error) => Err(error),
    }
}

/// What an earlier process did not come to: it may have died before everything was forgotten that had to be.
async fn scrub_waiting(shared: &Arc<Shared>) -> io::Result<()> {
    let _hands = shared.hands.lock().await;
    let segments = shared.waiting.lock().clone();
    let reading = Arc::clone(shared);
    let read = move || {
        let mut erasures = Vec::new();
        for segment in &segments {
            for entry in Entries::of(&segment.path)? {
                match entry? {
                    Entry::Record(record) => {
                        reading.latest.fetch_max(record.taken_at, Ordering::Relaxed);
                    }
                    Entry::Erasure(erasure) => erasures.push(erasure),
                }
            }
        }
        Ok(erasures)
    };
    let erasures = on_a_thread(read).await?;
    if erasures.is_empty() { Ok(()) } else { scrub(shared, erasures).await }
}

async fn on_a_thread<T: Send + 'static>(
    work: impl FnOnce() -> io::Result<T> + Send + 'static,
) -> io::Result<T> {
    let panicked = |_| Err(io::Error::other("it ended in a panic"));
    tokio::task::spawn_blocking(work).await.unwrap_or_else(panicked)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn waits_double_up_to_a_minute_and_are_not_all_alike() {
        let second = Duration::from_secs(1);
        for (failures, longest) in [(0, 1), (1, 2), (3, 8), (6, 60), (60, 60)] {
            let longest = Duration::from_secs(longest);
            let waits: Vec<Duration> = (0..64).map(|_| wait(second, failures)).collect();
            assert!(waits.iter().all(|wait| *wait >= longest / 2 && *wait <= longest), "{waits:?}");
            assert!(waits.iter().any(|wait| *wait != waits[0]));
        }
    }
}
