//! The archive of decisions: what was decided, reported and decided anew, as Parquet in a folder or a bucket.
//!
//! ```text
//! door → log → seal → ship → store ← query, verify, compact, retain
//! ```
//!
//! A record is in the log before its decision is told, and stays there until the store has it. The log is a folder of this
//! process alone; the store may be shared by many. Nothing here decides what is worth a record: [`crate::serve`] does.

pub mod commands;
pub mod compact;
pub mod counts;
pub mod door;
pub mod log;
pub mod query;
pub mod record;
pub mod retain;
pub mod seal;
pub mod settings;
pub mod shared;
pub mod ship;
pub mod store;
pub mod table;
pub mod verify;
pub mod view;

use std::collections::BTreeMap;
use std::fs::{File, OpenOptions, TryLockError};
use std::io;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::Duration;

use parking_lot::Mutex;
use tokio::task::JoinHandle;

pub use counts::Counts;
pub use door::{NoRoom, RETRY_AFTER};
pub use record::{Erasure, Kind, Record};
pub use shared::Unshipped;

use crate::errors::Stop;
use crate::serve;
use crate::serve::log::line::{Event, Level};
use door::Door;
use settings::{Settings, TenantChosen};
use shared::Shared;
use store::Store;

/// How long a service that ends waits for its archive. What is not shipped by then waits on the disk.
const DRAIN: Duration = Duration::from_secs(10);
/// How often is looked whether everything is shipped.
const LOOK: Duration = Duration::from_millis(20);

/// An archive that takes records.
pub struct Archive {
    door: Door,
    shared: Arc<Shared>,
    tasks: Mutex<Vec<JoinHandle<()>>>,
    /// Nobody else writes to the same log.
    _lock: File,
}

/// How long objects are kept, by tenant.
pub type KeepDays = Box<dyn Fn() -> BTreeMap<String, u32> + Send + Sync>;

impl Archive {
    /// Opens the log with what an earlier process left in it, and the store.
    pub fn open(settings: Settings) -> Result<Archive, Stop> {
        let lock = lock(&settings.log)?;
        let store = Store::open(&settings)?;
        let unreadable = |source| Stop::Unreadable { file: settings.log.display().to_string(), source };
        let waiting = log::recover(&settings.log).map_err(unreadable)?;
        let shared = Arc::new(Shared::new(settings, store, waiting));
        let door = Door::open(Arc::clone(&shared)).map_err(Stop::Output)?;
        Ok(Archive { door, shared, tasks: Mutex::default(), _lock: lock })
    }

    /// Begins to ship, and to remove what is too old.
    pub fn start(self: &Arc<Self>, keep: KeepDays) {
        let flushing = Arc::clone(self);
        let tasks = [
            tokio::spawn(ship::ship_all(Arc::clone(&self.shared))),
            tokio::spawn(async move { flushing.flush_when_told().await }),
            tokio::spawn(retain::retain_all(Arc::clone(&self.shared), keep)),
        ];
        self.tasks.lock().extend(tasks);
    }

    /// What is counted.
    pub fn counts(&self) -> &Counts {
        &self.shared.counts
    }

    /// What is not in the archive yet.
    pub fn unshipped(&self) -> Unshipped {
        self.shared.unshipped()
    }

    /// What is free on the disk of the log.
    pub fn free_bytes(&self) -> u64 {
        self.shared.free.load(Ordering::Relaxed)
    }

    /// Whether there is room for what is about to be decided: ask before anything is.
    pub fn check_room(&self, tenant: &str, policy: &TenantChosen, records: usize) -> Result<(), NoRoom> {
        self.door.check_room(tenant, policy, records)
    }

    /// Adds records of a tenant. Once it returns, they survive the death of the process or are counted as lost.
    pub async fn add(&self, tenant: &str, policy: &TenantChosen, records: Vec<Record>) -> Result<(), NoRoom> {
        self.door.add(tenant, policy, records).await
    }

    /// Forgets an author of a tenant: at once in the log; in the store by a tombstone, which readers honour until
    /// `koko archive compact` has written everything anew.
    pub async fn forget(&self, tenant: &str, author: &str, now: i64) -> io::Result<()> {
        // Nothing is shipped in between.
        let _hands = self.shared.hands.lock().await;
        let erasure = self.door.forget(tenant, author, now).await?;
        ship::scrub(&self.shared, vec![erasure]).await
    }

    /// Takes no more, ships what it has if that is soon done, and ends.
    pub async fn end(&self) {
        self.door.end().await;
        let shipped = async {
            while !self.shared.waiting.lock().is_empty() {
                tokio::time::sleep(LOOK).await;
            }
        };
        if tokio::time::timeout(DRAIN, shipped).await.is_err() {
            let Unshipped { bytes, segments, .. } = self.unshipped();
            let log = self.shared.settings.log.display();
            say(&format!("{segments} segments ({bytes} bytes) are not archived yet and stay in {log}"));
        }
        self.tasks.lock().drain(..).for_each(|task| task.abort());
    }

    /// Closes the segment that is being written whenever `koko archive flush` asks, and says when all is shipped.
    async fn flush_when_told(&self) {
        loop {
            tokio::time::sleep(ship::LOOK).await;
            let asked = ship::flushes(&self.shared.settings.log);
            if asked.is_empty() {
                continue;
            }
            self.door.close_segment().await.ok();
            let before: Vec<_> =
                self.shared.waiting.lock().iter().map(|closed| closed.path.clone()).collect();
            while self.shared.waiting.lock().iter().any(|closed| before.contains(&closed.path)) {
                tokio::time::sleep(LOOK).await;
            }
            for ask in asked {
                std::fs::remove_file(ask).ok();
            }
        }
    }
}

/// Makes the folder of a log, and takes it for this process.
fn lock(folder: &Path) -> Result<File, Stop> {
    let unwritable = |source| Stop::Unwritable { file: folder.display().to_string(), source };
    let mut options = std::fs::DirBuilder::new();
    options.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut options, 0o700);
    options.create(folder).map_err(unwritable)?;
    let file = OpenOptions::new().create(true).truncate(false).write(true).open(folder.join("lock"));
    let file = file.map_err(unwritable)?;
    match file.try_lock() {
        Ok(()) => Ok(file),
        Err(TryLockError::WouldBlock) => Err(Stop::BadConfiguration {
            what: format!(
                "another service writes to the archive's log in {}: give each a folder of its own (`--archive-log`)",
                folder.display()
            ),
        }),
        Err(TryLockError::Error(source)) => Err(unwritable(source)),
    }
}

fn say(line: &str) {
    serve::log::say(Level::Warn, Event::Trouble, line);
}

#[cfg(test)]
mod tests {
    use super::record::tests::full;
    use super::settings::{Chosen, WhenFull};
    use super::view::{Span, View};
    use super::*;

    fn open(folder: &Path, chosen: Chosen) -> Arc<Archive> {
        Arc::new(Archive::open(chosen.settings(Some(folder)).unwrap().unwrap()).unwrap())
    }

    fn to(place: &str) -> Chosen {
        Chosen { to: Some(place.to_owned()), log_mb: Some(1), retry_seconds: Some(0.01), ..Chosen::default() }
    }

    async fn ids(archive: &Archive) -> Vec<String> {
        let mut view = View::default();
        let mut ids = Vec::new();
        for object in view::objects(&archive.shared.store, &Span::default()).await.unwrap() {
            let bytes = archive.shared.store.get(&object.path).await.unwrap();
            let records = view::records(&object, bytes).unwrap();
            ids.extend(records.filter_map(|record| view.of(record.unwrap())).map(|record| record.id));
        }
        ids.sort();
        ids
    }

    #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
    async fn whoever_ends_in_peace_leaves_nothing_behind_and_whoever_does_not_leaves_it_to_the_next() {
        let folder = tempfile::tempdir().unwrap();
        let place = folder.path().join("archive").display().to_string();
        let policy = TenantChosen::default();
        let archive = open(folder.path(), to(&place));
        assert!(Archive::open(archive.shared.settings.clone()).is_err(), "two write to one log");
        // The hours are those of records: whatever the clock says, and in whatever order.
        for (id, at) in [("1", 5), ("2", 400_000_000_000), ("3", 6)] {
            archive.add("t", &policy, vec![full("t", id, at)]).await.unwrap();
        }
        assert!(archive.unshipped().bytes > 0);
        archive.door.end().await;
        drop(archive);
        let archive = open(folder.path(), to(&place));
        archive.start(Box::new(BTreeMap::new));
        archive.add("t", &policy, vec![full("t", "4", 7)]).await.unwrap();
        archive.add("t", &TenantChosen { off: true, ..policy }, vec![full("t", "5", 7)]).await.unwrap();
        archive.end().await;
        assert_eq!(archive.unshipped(), Unshipped::default());
        assert_eq!(ids(&archive).await, ["1", "2", "3", "4"]);
        assert_eq!(log::list(&archive.shared.settings.log).unwrap(), []);
    }

    #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
    async fn while_the_store_is_away_the_log_takes_so_much_and_no_more() {
        let folder = tempfile::tempdir().unwrap();
        let away = Chosen { endpoint: Some("http://127.0.0.1:1".to_owned()), ..to("s3://bucket") };
        let archive = open(folder.path(), away);
        archive.start(Box::new(BTreeMap::new));
        let refuse = TenantChosen { when_full: WhenFull::Refuse, ..TenantChosen::default() };
        let large = || {
            let mut record = full("t", "1", 5);
            record.text = Some("x".repeat(100_000));
            vec![record]
        };
        let mut added = 0;
        while archive.check_room("t", &refuse, 1).is_ok() {
            added += usize::from(archive.add("t", &refuse, large()).await.is_ok());
            assert!(added < 1_000, "it takes anything");
        }
        assert!(added >= 10);
        // What waits is offered to the store, or there would be no room again before the segment is old.
        assert_eq!(archive.shared.waiting.lock().len(), 1);
        assert_eq!(archive.add("t", &refuse, large()).await, Err(NoRoom));
        // Who would rather have an answer gets one, and it is counted.
        let shed = TenantChosen::default();
        assert_eq!(archive.check_room("t", &shed, 1), Ok(()));
        let before = archive.unshipped().bytes;
        assert_eq!(archive.add("t", &shed, large()).await, Ok(()));
        assert_eq!(archive.unshipped().bytes, before);
    }

    #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
    async fn whoever_is_forgotten_is_out_of_the_log_though_the_store_is_away_and_the_clock_was_set_back() {
        let folder = tempfile::tempdir().unwrap();
        let away = Chosen { endpoint: Some("http://127.0.0.1:1".to_owned()), ..to("s3://bucket") };
        let archive = open(folder.path(), away);
        archive.start(Box::new(BTreeMap::new));
        archive.add("t", &TenantChosen::default(), vec![full("t", "1", 1_000_000)]).await.unwrap();
        archive.forget("t", "a1", 5).await.unwrap();
        let waiting = archive.shared.waiting.lock().clone();
        let entries = waiting.iter().flat_map(|closed| log::Entries::of(&closed.path).unwrap());
        let entries: Vec<log::Entry> = entries.map(Result::unwrap).collect();
        let before = 1_000_001;
        let erasure = Erasure { tenant: "t".to_owned(), author: "a1".to_owned(), before };
        assert_eq!(entries, [log::Entry::Erasure(erasure)]);
    }
}
