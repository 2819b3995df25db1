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
use std::io::{self, Write};
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
    door: Mutex<Option<Arc<Door>>>,
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
        let door = Mutex::new(Some(Arc::new(door)));
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
        self.door().map_or(Ok(()), |door| door.check_room(tenant, policy, records))
    }

    /// Adds records of a tenant. Once it returns, they survive the death of the process or are counted as lost.
    pub async fn add(&self, tenant: &str, policy: &TenantChosen, records: Vec<Record>) -> Result<(), NoRoom> {
        match self.door() {
            Some(door) => door.add(tenant, policy, records).await,
            None => Ok(()),
        }
    }

    /// Forgets an author of a tenant: at once in the log; in the store by a tombstone, which readers honour until
    /// `koko archive compact` has written everything anew.
    pub async fn forget(&self, tenant: &str, author: &str, now: i64) -> io::Result<()> {
        let Some(door) = self.door() else { return Err(io::Error::other("the service is ending")) };
        // Nothing is shipped in between.
        let _hands = self.shared.hands.lock().await;
        let erasure = door.forget(tenant, author, now).await?;
        ship::scrub(&self.shared, vec![erasure]).await
    }

    /// Takes no more, ships what it has if that is soon done, and ends.
    pub async fn end(&self) {
        let door = self.door.lock().take().and_then(Arc::into_inner);
        if let Some(door) = door {
            tokio::task::spawn_blocking(|| door.end()).await.ok();
        }
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

    fn door(&self) -> Option<Arc<Door>> {
        self.door.lock().clone()
    }

    /// Closes the segment that is being written whenever `koko archive flush` asks, and says when all is shipped.
    async fn flush_when_told(&self) {
        let asked = self.shared.settings.log.join(ship::FLUSH);
        loop {
            tokio::time::sleep(ship::LOOK).await;
            if !asked.exists() {
                continue;
            }
            if let Some(door) = self.door() {
                door.close_segment().await.ok();
            }
            let before: Vec<_> =
                self.shared.waiting.lock().iter().map(|closed| closed.path.clone()).collect();
            while self.shared.waiting.lock().iter().any(|closed| before.contains(&closed.path)) {
                tokio::time::sleep(LOOK).await;
            }
            std::fs::remove_file(&asked).ok();
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
    writeln!(io::stderr(), "{line}").ok();
}
