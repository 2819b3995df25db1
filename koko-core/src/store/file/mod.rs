//! Keeps records in a folder of this machine: an acknowledged save survives the loss of power.
//!
//! A save is checked against memory (`overlay`), queued, and written to a log together with what others saved meanwhile
//! (`commit`): one sync of the disk acknowledges all of them. Now and then a checkpoint moves the newest bytes of each
//! record from the log to the table of values, in the order of keys (`checkpoint`).
//!
//! The log and the values are files of their own, each a `redb` database (`log`, `values`, `disk`). After a kill, `redb`
//! reads a whole file again unless each commit pays for not having to. The log is small and pays nothing; the values are
//! written seldom and pay. So a start takes seconds, however many authors there are.

mod checkpoint;
mod commit;
mod disk;
mod log;
mod overlay;
mod values;

#[cfg(test)]
mod tests;

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::thread::JoinHandle;
use std::time::Duration;

use commit::{Committer, Queue, Ticket};
use disk::Disk;
use log::Log;
use overlay::{Found, Overlay};
use values::Values;

use super::records::Position;
use super::{Change, Cursor, Keeps, Key, Outcome, Page, Space, StateStore, Stored, Version, foreign_cursor};
use crate::clock::Clock;
use crate::error::{Error, Result};

/// How a [`FileStore`] trades speed, memory and wear.
#[derive(Debug, Clone)]
pub struct FileOptions {
    /// The disk is synced at most once in this time, unless many wait: a save after a pause is written at once, one among
    /// others may wait for so long. 2 ms.
    pub gather: Duration,
    /// So many waiting changes are written without waiting for more. 256.
    pub batch: usize,
    /// A checkpoint is made after this time. 10 minutes.
    pub checkpoint_every: Duration,
    /// Or when the log has so many bytes, which is also about what a start has to read, and what the log takes of memory.
    /// 512 MiB.
    pub checkpoint_bytes: u64,
    /// Memory for pages of the table of values. 256 MiB.
    pub cache_bytes: usize,
}

impl Default for FileOptions {
    fn default() -> Self {
        FileOptions {
            gather: Duration::from_millis(2),
            batch: 256,
            checkpoint_every: Duration::from_secs(600),
            checkpoint_bytes: 512 << 20,
            cache_bytes: 256 << 20,
        }
    }
}

/// Records in a folder, for one process at a time.
///
/// ```
/// use std::sync::Arc;
/// use koko_core::clock::SystemClock;
/// use koko_core::store::{Change, FileStore, Space, StateStore};
///
/// # let folder = tempfile::tempdir()?;
/// # let folder = folder.path();
/// let key = Space::Author.key(&[1; 16]);
/// let store = FileStore::open(folder, Arc::new(SystemClock))?;
/// store.save_if(&[Change { key: key.clone(), expect: None, value: Some(b"kept".to_vec()), expires_at: None }])?;
/// drop(store);
///
/// let store = FileStore::open(folder, Arc::new(SystemClock))?;
/// assert_eq!(store.load(&[key])?[0].as_ref().map(|stored| stored.bytes.as_slice()), Some(b"kept".as_slice()));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # What if the disk is full?
/// Saves fail with [`Error::StoreUnavailable`], nothing that was acknowledged is lost, loads go on, and so do saves once
/// there is room.
///
/// # What about a fork?
/// A forked process must open the store again, once its parent has closed it: two processes would spoil the files. The
/// inherited one refuses every call.
pub struct FileStore {
    /// Nothing only while it is dropped.
    shared: Option<Arc<Shared>>,
    threads: Vec<JoinHandle<()>>,
}

/// What the callers and the two threads share.
struct Shared {
    clock: Arc<dyn Clock>,
    options: FileOptions,
    disk: Disk,
    overlay: Overlay,
    values: Values,
    queue: Queue,
    /// The largest version that was given, over all records, so that no record ever gets one twice.
    last_version: AtomicU64,
    /// The newest log of which a checkpoint is under way or has failed; 0 if there is none.
    sealed: AtomicU64,
    /// The process that opened it.
    process: u32,
}

impl FileStore {
    /// Opens the store in a folder, which is made if it is not there; `clock` decides what has expired.
    ///
    /// Reads what is in the log: at most [`FileOptions::checkpoint_bytes`]. Fails with [`Error::StoreFailed`] if another
    /// process has the folder open, if it cannot be written, or if its files are damaged or of another version of Koko.
    pub fn open(folder: impl AsRef<Path>, clock: Arc<dyn Clock>) -> Result<FileStore> {
        FileStore::open_with(folder, clock, FileOptions::default())
    }

    /// Like [`FileStore::open`], with options.
    pub fn open_with(
        folder: impl AsRef<Path>,
        clock: Arc<dyn Clock>,
        options: FileOptions,
    ) -> Result<FileStore> {
        FileStore::on(Disk::new(folder.as_ref(), options.cache_bytes)?, clock, options)
    }

    fn on(disk: Disk, clock: Arc<dyn Clock>, options: FileOptions) -> Result<FileStore> {
        let values = Values::open(&disk)?;
        let overlay = Overlay::default();
        let mut last_version = values.last_version();
        let mut replayed = 0;
        let mut newest = values.through();
        let numbers = disk.logs()?;
        for &number in &numbers {
            newest = newest.max(number);
            if number <= values.through() {
                // The checkpoint was complete, only the file was still there.
                disk.remove_log(number)?;
                continue;
            }
            Log::open(&disk, number)?.replay(&disk, 0, |key, record| {
                last_version = last_version.max(record.version);
                replayed += (key.len() + record.value.map_or(0, <[u8]>::len)) as u64;
                overlay.put(key, record);
            })?;
        }
        // A log of its own for each start: those of the past are read and never written again.
        let log = Log::create(&disk, newest + 1)?;
        let shared = Arc::new(Shared {
            clock,
            disk,
            overlay,
            values,
            queue: Queue::new(numbers.len() >= checkpoint::MOST_LOGS),
            last_version: AtomicU64::new(last_version),
            sealed: AtomicU64::new(0),
            process: std::process::id(),
            options,
        });
        let (jobs, todo) = std::sync::mpsc::channel();
        let keeper = {
            let shared = Arc::clone(&shared);
            spawn("koko-checkpoint", move || checkpoint::run(&shared, &todo))?
        };
        let committer = Committer::new(Arc::clone(&shared), log, replayed, jobs);
        let committer = spawn("koko-commit", move || committer.run())?;
        Ok(FileStore { shared: Some(shared), threads: vec![committer, keeper] })
    }

    /// Moves what is in the log to the table of values now, and returns when that is done. Happens by itself, too; before
    /// the folder is copied, it makes the copy small.
    pub fn checkpoint(&self) -> Result<()> {
        let shared = self.shared()?;
        shared.queue.checkpoint()
    }

    fn shared(&self) -> Result<&Shared> {
        let shared = self.shared.as_deref().expect("nobody calls while it is dropped");
        if shared.process != std::process::id() {
            let what = format!(
                "{} was opened before this process was forked: open it in one process only, or keep the records in Valkey or Redis",
                shared.disk.folder().display()
            );
            return Err(Error::StoreFailed { what });
        }
        Ok(shared)
    }
}

impl Drop for FileStore {
    fn drop(&mut self) {
        let Some(shared) = self.shared.take() else { return };
        if shared.process != std::process::id() {
            // The threads and the files belong to the parent. Letting go of the files here would write to them.
            std::mem::forget(shared);
            self.threads.drain(..).for_each(std::mem::forget);
            return;
        }
        shared.queue.close();
        for thread in self.threads.drain(..) {
            // One that panicked has said so; what was acknowledged is on the disk.
            let _ = thread.join();
        }
    }
}

fn spawn(name: &str, work: impl FnOnce() + Send + 'static) -> Result<JoinHandle<()>> {
    std::thread::Builder::new().name(name.to_owned()).spawn(work).map_err(|error| Error::StoreFailed {
        what: format!("no thread could be started for the store: {error}"),
    })
}

impl StateStore for FileStore {
    fn load(&self, keys: &[Key]) -> Result<Vec<Option<Stored>>> {
        let shared = self.shared()?;
        let now = shared.clock.now();
        let found: Vec<Found> = keys.iter().map(|key| shared.overlay.get(key, now)).collect();
        if found.iter().all(|found| !matches!(found, Found::Elsewhere { .. })) {
            return Ok(found.into_iter().map(Found::into_stored).collect());
        }
        // Begun after memory was asked: what a checkpoint has taken from there meanwhile is seen here.
        let values = shared.values.read(&shared.disk)?;
        let each = keys.iter().zip(found).map(|(key, found)| match found {
            Found::Here(stored) => Ok(stored),
            Found::Elsewhere { .. } => values.get(key, |record| record.at(now)).map(Option::flatten),
        });
        each.collect()
    }

    fn save_if(&self, changes: &[Change]) -> Result<Vec<Outcome>> {
        changes.iter().try_for_each(Change::check)?;
        let shared = self.shared()?;
        let ticket = Arc::new(Ticket::default());
        let mut last = None;
        let mut save = |change: &Change| loop {
            match shared.queue_if(change, &ticket)? {
                Tried::Queued(version, sequence) => {
                    last = Some(sequence);
                    return Ok(Outcome::Saved(version));
                }
                Tried::Conflict(found) => return Ok(Outcome::Conflict(found)),
                Tried::Busy(sequence) => shared.queue.wait_for(sequence),
            }
        };
        let outcomes: Result<Vec<Outcome>> = changes.iter().map(&mut save).collect();
        let Some(last) = last else { return outcomes };
        shared.queue.wait_for(last);
        match (ticket.failure(), outcomes) {
            (None, Ok(outcomes)) => Ok(outcomes),
            (Some(failure), Ok(_)) => Err(failure),
            // What stood before in the batch was or was not saved.
            (_, Err(error)) => Err(Error::StoreOutcomeUnknown { what: error.to_string() }),
        }
    }

    fn scan(&self, space: Space, from: Option<Cursor>, limit: usize) -> Result<Page> {
        let shared = self.shared()?;
        let (now, limit) = (shared.clock.now(), limit.max(1));
        let from = from.map_or(Ok(Place::InMemory(None)), |cursor| Place::read(&cursor))?;
        // First what is in memory, then the table; a checkpoint moves records only this way. What is in both is given twice.
        let after = match from {
            Place::InMemory(position) => {
                let (records, next) = shared.overlay.page(space, position.as_ref(), limit, now);
                let next = next.map_or(Place::InTable(None), |position| Place::InMemory(Some(position)));
                return Ok(Page { records, next: Some(next.write()) });
            }
            Place::InTable(after) => after,
        };
        loop {
            let cleared = shared.overlay.cleared();
            let (rows, last) = shared.values.page(&shared.disk, space, after.as_deref(), limit, now)?;
            let records = rows.into_iter().filter_map(|(key, row)| {
                let stored = match shared.overlay.get(&key, now) {
                    Found::Here(stored) => stored,
                    Found::Elsewhere { .. } => row,
                };
                Some((key, stored?))
            });
            let records = records.collect();
            if cleared == shared.overlay.cleared() {
                return Ok(Page { records, next: last.map(|key| Place::InTable(Some(key)).write()) });
            }
            // A checkpoint ended meanwhile: a row may be older than what memory had a moment ago.
        }
    }

    fn keeps(&self) -> Keeps {
        Keeps::PowerLoss
    }
}

/// What became of a try to put a change into the queue.
enum Tried {
    /// Its version, and its number in the queue.
    Queued(Version, u64),
    Conflict(Option<Stored>),
    /// Another change of the same record waits under this number; what the record holds then, nobody knows yet.
    Busy(u64),
}

impl Shared {
    fn queue_if(&self, change: &Change, ticket: &Arc<Ticket>) -> Result<Tried> {
        let now = self.clock.now();
        // What the table holds, and the state of memory before it was read.
        let mut in_table: Option<(u64, Option<Stored>)> = None;
        loop {
            let mut shard = self.overlay.lock(&change.key);
            if let Some(sequence) = shard.waiting(&change.key) {
                return Ok(Tried::Busy(sequence));
            }
            let present = match (shard.get(&change.key, now), in_table.take()) {
                (Found::Here(stored), _) => stored,
                (Found::Elsewhere { cleared }, Some((read_at, stored))) if cleared == read_at => stored,
                (Found::Elsewhere { cleared }, _) => {
                    drop(shard);
                    let stored = self.values.read(&self.disk)?.get(&change.key, |record| record.at(now))?;
                    in_table = Some((cleared, stored.flatten()));
                    continue;
                }
            };
            if present.as_ref().map(|stored| stored.version) != change.expect {
                return Ok(Tried::Conflict(present));
            }
            let version = self.last_version.fetch_add(1, Ordering::Relaxed) + 1;
            let sequence = self.queue.push(change, version, shard.place(), ticket)?;
            shard.wait(&change.key, sequence);
            return Ok(Tried::Queued(Version(version), sequence));
        }
    }
}

/// Where a scan goes on.
enum Place {
    InMemory(Option<Position>),
    /// Behind this key.
    InTable(Option<Key>),
}

impl Place {
    fn write(&self) -> Cursor {
        let (kind, rest) = match self {
            Place::InMemory(None) => (b'm', Vec::new()),
            Place::InMemory(Some(position)) => (b'M', position.write()),
            Place::InTable(None) => (b't', Vec::new()),
            Place::InTable(Some(key)) => (b'T', key.clone()),
        };
        Cursor([vec![kind], rest].concat())
    }

    fn read(cursor: &Cursor) -> Result<Place> {
        match cursor.0.split_first() {
            Some((b'm', [])) => Ok(Place::InMemory(None)),
            Some((b'M', rest)) => Position::read(rest)
                .map(|position| Place::InMemory(Some(position)))
                .ok_or_else(foreign_cursor),
            Some((b't', [])) => Ok(Place::InTable(None)),
            Some((b'T', key)) => Ok(Place::InTable(Some(key.to_vec()))),
            _ => Err(foreign_cursor()),
        }
    }
}
