//! Moves what the logs hold to the table of values, while others go on saving.

use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::sync::mpsc::Receiver;

use super::super::Key;
use super::Shared;
use super::log::Log;
use crate::error::Result;

/// A start that finds so many logs makes a checkpoint at once.
pub(super) const MOST_LOGS: usize = 8;
/// Records that are written as one commit.
const PART: usize = 32_768;
/// Rows that each checkpoint looks at to drop what has expired.
const SWEPT: usize = 65_536;

/// What was set aside is to go to the table.
pub(super) struct Job {
    /// All logs up to this one are in it.
    pub(super) through: u64,
    /// The last of them, to be closed.
    pub(super) log: Option<Log>,
}

/// The thread: does one job after the other until the committer ends.
pub(super) fn run(shared: &Arc<Shared>, jobs: &Receiver<Job>) {
    let mut hand = Key::new();
    for job in jobs {
        drop(job.log);
        let failed = checkpoint(shared, job.through, &mut hand).err();
        if failed.is_some() {
            // After an error `redb` refuses to go on. If this fails too, the next try says so.
            let _ = shared.values.open_again(&shared.disk);
        }
        shared.queue.finished(failed);
    }
}

fn checkpoint(shared: &Shared, through: u64, hand: &mut Key) -> Result<()> {
    let refused = |error| shared.disk.refused(&shared.disk.values(), "written", error);
    let keys = shared.overlay.sealed_keys();
    for part in keys.chunks(PART) {
        let written = shared.values.write(part.iter(), |key, write| {
            shared.overlay.sealed(key, write);
        });
        written.map_err(refused)?;
    }
    let last_version = shared.last_version.load(Ordering::SeqCst);
    *hand =
        shared.values.complete(through, last_version, hand, SWEPT, shared.clock.now()).map_err(refused)?;
    // Only now: until here a reader finds it in memory, from here on in the table.
    shared.overlay.clear();
    shared.sealed.store(0, Ordering::SeqCst);
    for number in shared.disk.logs()? {
        if number <= through {
            shared.disk.remove_log(number)?;
        }
    }
    Ok(())
}
