//! Keeps bytes under keys. Knows nothing about authors.
//!
//! [`StateStore`] lists what every backend promises; [`suite`] holds it to that. [`open`] takes the address that a
//! person writes and gives the backend for it:
//!
//! | backend | address | an acknowledged save survives |
//! | --- | --- | --- |
//! | [`MemoryStore`] | `memory:` | nothing |
//! | [`FileStore`] | a folder, or `file:` and a folder | the end of the power |
//! | [`RedisStore`] | `redis://host`, `valkey://host`, with TLS `rediss://` or `valkeys://`, `unix:///path` | what the server is configured to keep |

mod file;
mod memory;
mod records;
mod redis;
pub mod suite;

use std::sync::Arc;

pub use file::{FileOptions, FileStore};
pub use memory::MemoryStore;
pub use redis::{RedisOptions, RedisStore, RedisTls};

use crate::clock::{Clock, Timestamp};
use crate::error::{Error, Result};

/// The name of a record: at most 64 bytes, any bytes. The first one is its [`Space`].
pub type Key = Vec<u8>;

/// The longest key, in bytes.
pub const MAX_KEY_BYTES: usize = 64;
/// The largest value, in bytes.
pub const MAX_VALUE_BYTES: usize = 64 << 10;

/// What kind of record a key names, so that one kind can be walked through without the others.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[repr(u8)]
pub enum Space {
    /// The history of an author.
    Author = b'a',
    /// What was decided about something, and in which version.
    Decision = b'd',
    /// What an event added, kept so that it can be taken back.
    Receipt = b'r',
    /// What authors share: rows of the cross-author tables.
    Crowd = b'c',
}

impl Space {
    /// Every kind of record.
    pub const ALL: [Space; 4] = [Space::Author, Space::Decision, Space::Receipt, Space::Crowd];

    /// The key of the record that is named by a keyed hash.
    ///
    /// ```
    /// use koko_core::store::Space;
    ///
    /// assert_eq!(Space::Author.key(&[7; 16])[..2], [b'a', 7]);
    /// ```
    pub fn key(self, hash: &[u8; 16]) -> Key {
        let mut key = Vec::with_capacity(1 + hash.len());
        key.push(self as u8);
        key.extend_from_slice(hash);
        key
    }

    /// Whether a record under this key is of this kind.
    pub fn has(self, key: &[u8]) -> bool {
        key.first() == Some(&(self as u8))
    }
}

/// Which state of a record; later states have larger numbers, also across deletion.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Version(pub u64);

/// A record as it was last saved.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stored {
    /// Its contents.
    pub bytes: Vec<u8>,
    /// Its version, to be given back when it is saved.
    pub version: Version,
}

/// A wish to save.
#[derive(Debug, Clone)]
pub struct Change {
    /// Which record.
    pub key: Key,
    /// The version that it must have; nothing means that it must not exist.
    pub expect: Option<Version>,
    /// The new contents; nothing means that it is deleted.
    pub value: Option<Vec<u8>>,
    /// From when on it may be gone.
    pub expires_at: Option<Timestamp>,
}

impl Change {
    /// Refuses what no backend takes.
    fn check(&self) -> Result<()> {
        if self.key.len() > MAX_KEY_BYTES {
            let what = format!("a key of {} bytes is too long: {MAX_KEY_BYTES} at most", self.key.len());
            return Err(Error::StoreFailed { what });
        }
        match &self.value {
            Some(value) if value.len() > MAX_VALUE_BYTES => {
                let what =
                    format!("a value of {} bytes is too large: {MAX_VALUE_BYTES} at most", value.len());
                Err(Error::StoreFailed { what })
            }
            _ => Ok(()),
        }
    }
}

/// What became of a [`Change`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// Done; the new version.
    Saved(Version),
    /// Not done: this is what the record holds now.
    Conflict(Option<Stored>),
}

/// One part of a [`StateStore::scan`].
#[derive(Debug, Clone)]
pub struct Page {
    /// Records, in any order.
    pub records: Vec<(Key, Stored)>,
    /// Where the next page begins; nothing after the last. A page may be empty and still have a next one.
    pub next: Option<Cursor>,
}

/// A place in a scan. Opaque, and of use only to the store that gave it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cursor(pub Vec<u8>);

/// What an acknowledged save survives.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Keeps {
    /// Nothing: gone with the process. For tests, demonstrations and caches.
    Nothing,
    /// `kill -9` of this process.
    OwnKill,
    /// Also the end of the store's own process and of the machine.
    PowerLoss,
}

impl Keeps {
    /// In words, for a report: "an acknowledged event survives …".
    pub fn as_str(self) -> &'static str {
        match self {
            Keeps::Nothing => "nothing: it is gone with the process that keeps it",
            Keeps::OwnKill => "kill -9 of this process, but not the end of the store's machine",
            Keeps::PowerLoss => "kill -9 and the loss of power",
        }
    }
}

/// Where the records of authors are kept. Blocking; may be called from many threads at once.
///
/// Keys of up to [`MAX_KEY_BYTES`] and values of up to [`MAX_VALUE_BYTES`] are taken, any bytes, the empty ones
/// included. What is longer is refused with [`Error::StoreFailed`].
///
/// Errors say what a caller may believe. [`Error::StoreUnavailable`]: nothing was saved, try again later.
/// [`Error::StoreOutcomeUnknown`]: each change was saved or not, load and look. [`Error::StoreFailed`]: nothing was
/// saved, and trying again will not help.
///
/// ```
/// use koko_core::store::{Change, MemoryStore, Outcome, Space, StateStore};
///
/// let store = MemoryStore::default();
/// let key = Space::Author.key(&[1; 16]);
/// let first = Change { key: key.clone(), expect: None, value: Some(b"one".to_vec()), expires_at: None };
/// let Outcome::Saved(version) = store.save_if(&[first.clone()])?[0] else { panic!("the key was free") };
///
/// // Somebody who does not know that the record exists overwrites nothing, and is told what there is.
/// let Outcome::Conflict(Some(found)) = &store.save_if(&[first])?[0] else { panic!("the key was taken") };
/// assert_eq!((found.bytes.as_slice(), found.version), (b"one".as_slice(), version));
/// # Ok::<(), koko_core::error::Error>(())
/// ```
pub trait StateStore: Send + Sync {
    /// The records under `keys`, in their order.
    ///
    /// Per key linearizable: sees that version, or a later one, of every save that was acknowledged before the call, by
    /// whichever process; so it never reads from a replica that may lag. Never gives a record later than 60 s after its
    /// `expires_at`.
    fn load(&self, keys: &[Key]) -> Result<Vec<Option<Stored>>>;

    /// Saves each change whose record has the expected version, in the order of `changes`, and tells what became of each.
    ///
    /// Each change is atomic on its own, all of them together are not. [`Outcome::Conflict`] brings what the record holds
    /// now. Versions of a key only grow, and a key that is made again after it was deleted or has expired gets a version
    /// that it never had before.
    ///
    /// Once [`Outcome::Saved`] is returned, the change survives what [`StateStore::keeps`] says.
    fn save_if(&self, changes: &[Change]) -> Result<Vec<Outcome>>;

    /// Walks through all records of one kind, at most `limit` at a time, from the beginning or from where the page before
    /// ended.
    ///
    /// In any order, and may repeat a record. Every record that is there throughout the walk is given at least once, with
    /// the contents of some moment of the walk; one that comes or goes meanwhile may be given or not.
    fn scan(&self, space: Space, from: Option<Cursor>, limit: usize) -> Result<Page>;

    /// What an acknowledged save survives. Tells the worst that may be so, and is printed at the start.
    fn keeps(&self) -> Keeps;

    /// Whether nobody will ever find here what this process has saved. Then nothing is saved that only the next process would
    /// want.
    fn ends_with_us(&self) -> bool {
        false
    }
}

/// Opens the store at an address: `memory:`, a folder or `file:FOLDER`, `redis://…`, `valkey://…` or `unix:///…`.
///
/// A folder that is not there is made. An address of a server may say `?prefix=NAME`, `replicas=1`, and with TLS (`rediss://`,
/// `valkeys://`) `ca=FILE`, `cert=FILE&key=FILE`, see [`RedisOptions`].
/// Fails with [`Error::BadInput`] if it is none of these, and else as the backend does.
///
/// ```
/// use std::sync::Arc;
/// use koko_core::clock::SystemClock;
/// use koko_core::store::{self, Keeps};
///
/// let store = store::open("memory:", Arc::new(SystemClock))?;
/// assert_eq!(store.keeps(), Keeps::Nothing);
/// # Ok::<(), koko_core::error::Error>(())
/// ```
pub fn open(address: &str, clock: Arc<dyn Clock>) -> Result<Arc<dyn StateStore>> {
    let (scheme, rest) = address.split_once(':').unwrap_or(("", address));
    match scheme {
        "memory" if rest.is_empty() => Ok(Arc::new(MemoryStore::new(clock))),
        "file" => {
            let folder = rest.strip_prefix("//").unwrap_or(rest);
            if folder.is_empty() {
                return Err(bad_address(address));
            }
            Ok(Arc::new(FileStore::open(folder, clock)?))
        }
        _ if RedisStore::is_address(address) => Ok(Arc::new(RedisStore::open(address, clock)?)),
        _ if address.is_empty() || address.contains("://") || scheme == "memory" => Err(bad_address(address)),
        _ => Ok(Arc::new(FileStore::open(address, clock)?)),
    }
}

/// A cursor that this store did not give.
fn foreign_cursor() -> Error {
    Error::StoreFailed { what: "the cursor of the scan is not one of this store: begin again".to_owned() }
}

fn bad_address(address: &str) -> Error {
    // What stands before an @ may be a password.
    let shown = address.rsplit('@').next().unwrap_or_default();
    let what = format!(
        "`{shown}` is not the address of a store: write `memory:`, a folder, `redis://host:6379` or `valkey://host:6379`"
    );
    Error::BadInput { what }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clock::SystemClock;
    use crate::error::ErrorKind;

    #[test]
    fn an_address_names_its_backend() {
        let folder = tempfile::tempdir().expect("a folder");
        let here = folder.path().join("state").display().to_string();
        for (address, keeps) in [
            ("memory:".to_owned(), Keeps::Nothing),
            (here.clone(), Keeps::PowerLoss),
            (format!("file:{here}"), Keeps::PowerLoss),
            (format!("file://{here}"), Keeps::PowerLoss),
        ] {
            assert_eq!(open(&address, Arc::new(SystemClock)).expect(&address).keeps(), keeps, "{address}");
        }
    }

    #[test]
    fn an_address_of_nothing_is_refused_without_its_password() {
        for address in ["", "file:", "memory:5", "mysql://me:secret@host/x"] {
            let Err(refused) = open(address, Arc::new(SystemClock)) else { panic!("{address} was opened") };
            assert_eq!(refused.kind(), ErrorKind::BadInput, "{address}");
            assert!(!refused.to_string().contains("secret"), "{refused}");
        }
    }
}
