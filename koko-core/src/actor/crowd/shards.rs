//! One lock for each part of a table, chosen by the key, so that threads rarely wait for each other.

use parking_lot::{Mutex, MutexGuard};

use super::hash::mix;

/// Parts of a table.
const SHARDS: usize = 16;

/// What one part holds of a table with `size` rows.
pub(in crate::actor) const fn share(size: usize) -> usize {
    size.div_ceil(SHARDS)
}

/// A table in parts.
pub(in crate::actor) struct Shards<T> {
    parts: Vec<Mutex<T>>,
}

impl<T> Shards<T> {
    pub(in crate::actor) fn new(make: impl Fn() -> T) -> Shards<T> {
        Shards { parts: (0..SHARDS).map(|_| Mutex::new(make())).collect() }
    }

    /// The part where `key` lives. Nobody holds two parts at once.
    pub(in crate::actor) fn lock(&self, key: u64) -> MutexGuard<'_, T> {
        self.parts[(mix(key, 4) & (SHARDS as u64 - 1)) as usize].lock()
    }

    /// Each part in turn.
    pub(in crate::actor) fn each(&self) -> impl Iterator<Item = MutexGuard<'_, T>> {
        self.parts.iter().map(|part| part.lock())
    }
}
