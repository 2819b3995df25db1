//! The locks of this module: those of `std`, in a short form.
//!
//! Not those of `parking_lot`: it keeps the threads that wait in a table of the whole process. A fork copies the table with
//! threads that do not exist in the child; new threads take their places in memory, and wake-ups are lost. Our threads
//! wait most of the time. Those of `std` wait at the address of the lock, which the child does not use again.

use std::sync::{Condvar, Mutex, MutexGuard, PoisonError, TryLockError};
use std::time::Duration;

/// Locks. What a panic left behind is used as it is: nothing here is half done when code of others runs.
pub(super) fn lock<T: ?Sized>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Whether somebody holds the lock at this moment.
pub(super) fn is_locked<T: ?Sized>(mutex: &Mutex<T>) -> bool {
    matches!(mutex.try_lock(), Err(TryLockError::WouldBlock))
}

/// Unlocks, blocks until it is woken, and locks again.
pub(super) fn wait<'m, T>(woken: &Condvar, guard: MutexGuard<'m, T>) -> MutexGuard<'m, T> {
    woken.wait(guard).unwrap_or_else(PoisonError::into_inner)
}

/// The same, but for no longer than this.
pub(super) fn wait_for<'m, T>(
    woken: &Condvar,
    guard: MutexGuard<'m, T>,
    longest: Duration,
) -> MutexGuard<'m, T> {
    woken.wait_timeout(guard, longest).unwrap_or_else(PoisonError::into_inner).0
}
