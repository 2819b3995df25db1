//! Keeps bytes under keys. Knows nothing about authors.
//!
//! [`StateStore`] lists what every backend promises; [`suite`] holds it to that.

mod memory;
pub mod suite;

pub use memory::MemoryStore;

use crate::clock::Timestamp;
use crate::error::Result;

/// The name of a record: at most 64 bytes, any bytes.
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
    /// Where the next page begins; nothing after the last.
    pub next: Option<Cursor>,
}

/// A place in a scan. Opaque.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cursor(pub Vec<u8>);

/// What an acknowledged save survives.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Keeps {
    /// Nothing: gone with the process. For tests, demonstrations and caches.
    Nothing,
    /// `kill -9` of this process.
    OwnKill,
    /// Also the end of the store's own process and of the machine.
    PowerLoss,
}

/// Where the records of authors are kept. Blocking; may be called from many threads.
pub trait StateStore: Send + Sync {
    /// The records under `keys`, in their order. Sees every save that was acknowledged before the call, and never a
    /// record later than 60 s after its `expires_at`.
    fn load(&self, keys: &[Key]) -> Result<Vec<Option<Stored>>>;

    /// Saves each change whose record has the expected version. Each change is atomic on its own, all of them together
    /// are not. Once `Saved` is returned, the change survives what [`StateStore::keeps`] says.
    fn save_if(&self, changes: &[Change]) -> Result<Vec<Outcome>>;

    /// Walks through all records, at most `limit` at a time. May repeat a record; gives each one that is there
    /// throughout at least once.
    fn scan(&self, space: Space, from: Option<Cursor>, limit: usize) -> Result<Page>;

    /// What an acknowledged save survives.
    fn keeps(&self) -> Keeps;
}
