//! The folder and its files: `lock`, `values.redb`, `log-….redb`. Everything that is said about a file that cannot be used
//! is said here.

use std::fs::{File, OpenOptions, TryLockError};
use std::io::ErrorKind;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::time::Duration;

use redb::backends::FileBackend;
use redb::{Builder, Database, ReadableDatabase, TableDefinition, WriteTransaction};

use crate::error::{Error, Result};

/// Numbers that a file keeps about itself.
pub(super) const META: TableDefinition<'_, &str, u64> = TableDefinition::new("meta");
/// The format that this Koko writes.
pub(super) const FORMAT: Format = Format(1);
const FORMAT_NAME: &str = "format";

/// Memory for pages of a log.
const LOG_CACHE_BYTES: usize = 32 << 20;
/// After a write that failed, the disk is tried again after this time.
const RETRY: Duration = Duration::from_secs(1);

pub(super) struct Disk {
    folder: PathBuf,
    cache_bytes: usize,
    /// Held as long as the store is open.
    lock: File,
    #[cfg(test)]
    pub(super) faults: Option<std::sync::Arc<super::tests::Faults>>,
}

impl Disk {
    /// Makes the folder if need be, and locks it against other processes.
    pub(super) fn new(folder: &Path, cache_bytes: usize) -> Result<Disk> {
        let refused = |error: std::io::Error| unusable(folder, "opened for writing", &error);
        std::fs::create_dir_all(folder).map_err(refused)?;
        let lock = folder.join("lock");
        let lock = OpenOptions::new().create(true).truncate(false).write(true).open(lock).map_err(refused)?;
        match lock.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => {
                let what = format!(
                    "{} is already open, in another process or twice in this one: end the other one, or keep the records in Valkey or Redis, which many processes can share",
                    folder.display()
                );
                return Err(Error::StoreFailed { what });
            }
            Err(TryLockError::Error(error)) => return Err(refused(error)),
        }
        if let Some(parent) = folder.canonicalize().ok().as_deref().and_then(Path::parent) {
            // Or else the folder itself may be gone after a loss of power.
            sync(parent)?;
        }
        Ok(Disk {
            folder: folder.to_owned(),
            cache_bytes,
            lock,
            #[cfg(test)]
            faults: None,
        })
    }

    pub(super) fn folder(&self) -> &Path {
        &self.folder
    }

    pub(super) fn values(&self) -> PathBuf {
        self.folder.join("values.redb")
    }

    pub(super) fn log(&self, number: u64) -> PathBuf {
        self.folder.join(format!("log-{number:012}.redb"))
    }

    /// Whether the folder has no table of values yet.
    pub(super) fn is_new(&self) -> Result<bool> {
        let values = self.values();
        if values.exists() {
            return Ok(false);
        }
        if self.logs()?.is_empty() {
            return Ok(true);
        }
        let what =
            format!("{} is missing beside its logs: put a copy of the folder in place", values.display());
        Err(Error::StoreFailed { what })
    }

    /// The numbers of the logs there are, from the oldest to the newest.
    pub(super) fn logs(&self) -> Result<Vec<u64>> {
        let refused = |error: std::io::Error| unusable(&self.folder, "read", &error);
        let mut numbers = Vec::new();
        for entry in std::fs::read_dir(&self.folder).map_err(refused)? {
            let name = entry.map_err(refused)?.file_name();
            let number = name.to_str().and_then(|name| name.strip_prefix("log-")?.strip_suffix(".redb"));
            numbers.extend(number.and_then(|number| number.parse::<u64>().ok()));
        }
        numbers.sort_unstable();
        Ok(numbers)
    }

    pub(super) fn remove_log(&self, number: u64) -> Result<()> {
        let path = self.log(number);
        std::fs::remove_file(&path).map_err(|error| unusable(&path, "removed", &error))?;
        sync(&self.folder)
    }

    /// Makes a file whole before it gets its name, so that what has a name is whole.
    pub(super) fn create(
        &self,
        path: &Path,
        fill: impl FnOnce(&Database) -> Result<(), redb::Error>,
    ) -> Result<Database> {
        let unnamed = path.with_extension("new");
        let refused = |error: std::io::Error| unusable(path, "made", &error);
        match std::fs::remove_file(&unnamed) {
            Err(error) if error.kind() != ErrorKind::NotFound => return Err(refused(error)),
            _ => {}
        }
        self.guard(path, || {
            let made = self.database(&unnamed).and_then(|database| fill(&database).map(|()| database));
            made.map_err(|error| self.refused(path, "made", error))
        })
        .and_then(|database| {
            std::fs::rename(&unnamed, path).map_err(refused)?;
            sync(&self.folder)?;
            Ok(database)
        })
        .inspect_err(|_| {
            let _ = std::fs::remove_file(&unnamed);
        })
    }

    /// Opens a file that is there.
    pub(super) fn open(&self, path: &Path) -> Result<Database> {
        let found = std::fs::metadata(path).map_err(|error| unusable(path, "opened", &error))?;
        if found.len() == 0 {
            return Err(self.refused(path, "opened", redb::Error::Corrupted("it is empty".to_owned())));
        }
        self.guard(path, || self.database(path).map_err(|error| self.refused(path, "opened", error)))
    }

    fn database(&self, path: &Path) -> Result<Database, redb::Error> {
        let file = OpenOptions::new().read(true).write(true).create(true).truncate(false).open(path)?;
        let mut builder = Builder::new();
        // A log is read once, at a start.
        let is_table = path.file_stem() == self.values().file_stem();
        builder.set_cache_size(if is_table { self.cache_bytes } else { LOG_CACHE_BYTES });
        let backend = FileBackend::new(file)?;
        #[cfg(test)]
        if let Some(faults) = &self.faults {
            return Ok(builder.create_with_backend(super::tests::Faulty::new(backend, faults))?);
        }
        Ok(builder.create_with_backend(backend)?)
    }

    /// Runs what reads a file. A file that others have changed can lead `redb` into a panic; it becomes an error.
    pub(super) fn guard<T>(&self, path: &Path, read: impl FnOnce() -> Result<T>) -> Result<T> {
        catch_unwind(AssertUnwindSafe(read)).unwrap_or_else(|_| {
            let damaged = redb::Error::Corrupted("it contradicts itself".to_owned());
            Err(self.refused(path, "read", damaged))
        })
    }

    /// What to tell of an error of `redb`: the file could not be so and so.
    pub(super) fn refused(&self, path: &Path, done: &str, error: redb::Error) -> Error {
        let path_shown = path.display();
        let what = match error {
            redb::Error::Io(error) => return self.refused_by_system(path, done, &error),
            redb::Error::Corrupted(said) => format!(
                "{path_shown} is damaged or cut short ({said}): put a copy of the folder in its place, nothing was changed"
            ),
            redb::Error::UpgradeRequired(_) => {
                format!(
                    "{path_shown} has an old format that this Koko cannot read: open it with the Koko that wrote it"
                )
            }
            redb::Error::PreviousIo | redb::Error::DatabaseClosed => {
                return Error::StoreUnavailable {
                    store: self.folder.display().to_string(),
                    what: format!("{path_shown} could not be {done} after an error of the disk"),
                    retry_after: RETRY,
                };
            }
            other => format!("{path_shown} could not be {done}: {other}"),
        };
        Error::StoreFailed { what }
    }

    fn refused_by_system(&self, path: &Path, done: &str, error: &std::io::Error) -> Error {
        match error.kind() {
            ErrorKind::StorageFull | ErrorKind::QuotaExceeded | ErrorKind::FileTooLarge => {
                Error::StoreUnavailable {
                    store: self.folder.display().to_string(),
                    what: format!("{} could not be {done}: {error}", path.display()),
                    retry_after: RETRY,
                }
            }
            ErrorKind::InvalidData => {
                let what = format!("{} is not a file of Koko's, or it is damaged ({error})", path.display());
                Error::StoreFailed { what }
            }
            ErrorKind::UnexpectedEof => {
                self.refused(path, done, redb::Error::Corrupted("it ends too early".to_owned()))
            }
            _ => unusable(path, done, error),
        }
    }
}

impl Drop for Disk {
    fn drop(&mut self) {
        // Explicitly: a process that was forked may hold the file as well.
        let _ = self.lock.unlock();
    }
}

/// Makes what was made, named and removed in a folder outlast the loss of power.
fn sync(folder: &Path) -> Result<()> {
    // Not every system lets a folder be opened; there it is not needed.
    let Ok(file) = File::open(folder) else { return Ok(()) };
    file.sync_all().map_err(|error| unusable(folder, "written", &error))
}

fn unusable(path: &Path, done: &str, error: &std::io::Error) -> Error {
    let advice = match error.kind() {
        ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem => {
            ": give this user the right to write there, or name another folder"
        }
        ErrorKind::NotADirectory | ErrorKind::AlreadyExists => ": name a folder, not a file",
        _ => "",
    };
    Error::StoreFailed { what: format!("{} could not be {done}: {error}{advice}", path.display()) }
}

/// The number of what a file looks like inside.
pub(super) struct Format(u64);

impl Format {
    pub(super) fn write(&self, transaction: &WriteTransaction) -> Result<(), redb::Error> {
        transaction.open_table(META)?.insert(FORMAT_NAME, self.0)?;
        Ok(())
    }

    pub(super) fn check(&self, database: &Database, path: &Path) -> Result<()> {
        let read = || -> Result<Option<u64>, redb::Error> {
            let table = database.begin_read()?.open_table(META)?;
            Ok(table.get(FORMAT_NAME)?.map(|number| number.value()))
        };
        let path = path.display();
        let what = match read() {
            Ok(Some(number)) if number == self.0 => return Ok(()),
            Ok(Some(number)) if number > self.0 => format!(
                "{path} has format {number}, this Koko knows up to {}: use the Koko that wrote it, or a newer one",
                self.0
            ),
            Ok(Some(number)) => {
                format!(
                    "{path} has format {number}, which this Koko no longer reads: open it with an older Koko first"
                )
            }
            Ok(None) | Err(redb::Error::TableDoesNotExist(_)) => format!("{path} was not written by Koko"),
            Err(error) => format!("{path} could not be read: {error}"),
        };
        Err(Error::StoreFailed { what })
    }
}
