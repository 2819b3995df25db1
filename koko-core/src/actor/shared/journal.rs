//! Collects notes, and writes them into the store: entries of one writer, one after the other.

use std::collections::{HashMap, VecDeque};
use std::hash::{BuildHasher, Hasher, RandomState};
use std::sync::Arc;
use std::time::Duration;

use parking_lot::{Mutex, MutexGuard};

use super::head::{self, FORMAT, Head, Writer};
use crate::actor::decay::seconds_of;
use crate::actor::identity::Identity;
use crate::actor::saving::{TRIES, too_busy};
use crate::clock::{Clock, Timestamp};
use crate::error::{Error, Result};
use crate::store::{Change, Key, Outcome, StateStore, Version};

/// An entry is at most so long, and so is a part of a snapshot.
pub(super) const ENTRY_BYTES: usize = 60 << 10;
/// Values in one call of the store.
pub(super) const AT_ONCE: usize = 16;
/// How long a process that was forked waits for a lock that its parent may have held.
const PATIENCE: Duration = Duration::from_secs(2);
/// What may wait while the store does not take it. Beyond that it is given up, and the next snapshot will hold it.
const MOST_WAITING: usize = 1_024;
/// Nothing here is kept for longer after it was written.
const KEPT_FOR: Duration = Duration::from_secs(90 * 86_400);
/// Journals are made short when they are so long, or as long as the snapshot was, or when something in them is so old.
const SHORT_JOURNAL: u64 = 1 << 20;
const LONG_JOURNAL: u64 = 256 << 20;
const OLD_JOURNAL: u32 = 86_400;

pub(super) struct Journal {
    pub(super) store: Arc<dyn StateStore>,
    pub(super) clock: Arc<dyn Clock>,
    pub(super) identity: Identity,
    waiting: Mutex<Waiting>,
    state: Mutex<State>,
    /// The process that made it.
    process: u32,
}

/// Notes that are not written down yet.
#[derive(Default)]
struct Waiting {
    open: Vec<u8>,
    full: VecDeque<Vec<u8>>,
    gave_up: bool,
}

/// How far the journals are known, and what the store was last seen to know.
pub(super) struct State {
    process: u32,
    /// Who we are.
    pub(super) writer: u64,
    /// The entry that comes next.
    pub(super) next: u64,
    pub(super) head: Head,
    pub(super) head_version: Option<Version>,
    /// The newest entry of others that our tables were told.
    pub(super) known: HashMap<u64, u64>,
    /// Bytes in journals that are not in the snapshot, and since when there are any.
    pub(super) uncovered: u64,
    pub(super) uncovered_since: Option<u32>,
    pub(super) must_make: bool,
}

impl State {
    fn new() -> State {
        State {
            process: std::process::id(),
            writer: new_writer(),
            next: 1,
            head: Head::default(),
            head_version: None,
            known: HashMap::new(),
            uncovered: 0,
            uncovered_since: None,
            must_make: false,
        }
    }

    pub(super) fn uncovered(&mut self, bytes: usize, now: Timestamp) {
        self.uncovered += bytes as u64;
        self.uncovered_since.get_or_insert(seconds_of(now));
    }
}

/// A name that no other process has.
fn new_writer() -> u64 {
    RandomState::new().build_hasher().finish()
}

impl Waiting {
    fn seal(&mut self) {
        if !self.open.is_empty() {
            let mut entry = std::mem::take(&mut self.open);
            entry[0] = FORMAT;
            self.full.push_back(entry);
        }
    }
}

impl Journal {
    pub(super) fn new(store: Arc<dyn StateStore>, clock: Arc<dyn Clock>, identity: Identity) -> Journal {
        let (waiting, state) = (Mutex::default(), Mutex::new(State::new()));
        Journal { store, clock, identity, waiting, state, process: std::process::id() }
    }

    /// Whether this is another process than the one that opened it.
    pub(super) fn was_forked(&self) -> bool {
        self.process != std::process::id()
    }

    pub(super) fn state(&self) -> Result<MutexGuard<'_, State>> {
        let mut state = match self.was_forked() {
            false => self.state.lock(),
            // Whoever held it in the parent holds it for ever.
            true => self.state.try_lock_for(PATIENCE).ok_or_else(too_busy)?,
        };
        if state.process != std::process::id() {
            // A fork: the journal, and what waited, belong to the parent.
            let head = std::mem::take(&mut state.head);
            let known = std::mem::take(&mut state.known);
            let parent = (state.writer, state.next - 1);
            *state = State { head, head_version: state.head_version, known, ..State::new() };
            state.known.insert(parent.0, parent.1);
            *self.waiting.lock() = Waiting::default();
        }
        Ok(state)
    }

    /// Whether notes wait.
    pub(super) fn has_notes(&self) -> bool {
        let waiting = self.waiting.lock();
        !waiting.open.is_empty() || !waiting.full.is_empty()
    }

    /// Adds a note, which must be short.
    pub(super) fn note(&self, put: impl FnOnce(&mut Vec<u8>)) {
        let mut waiting = self.waiting.lock();
        if waiting.open.is_empty() {
            waiting.open.push(FORMAT);
        }
        let length = waiting.open.len();
        waiting.open.extend([0; 2]);
        put(&mut waiting.open);
        let written = (waiting.open.len() - length - 2) as u16;
        waiting.open[length..length + 2].copy_from_slice(&written.to_le_bytes());
        if waiting.open.len() > ENTRY_BYTES - 2_048 {
            waiting.seal();
            if waiting.full.len() > MOST_WAITING {
                waiting.full.clear();
                waiting.gave_up = true;
            }
        }
    }

    /// Makes an entry of what was noted last; tells how many wait.
    pub(super) fn seal(&self) -> u64 {
        let mut waiting = self.waiting.lock();
        waiting.seal();
        waiting.full.len() as u64
    }

    /// Everything that waits, in whole entries.
    fn take_waiting(&self) -> VecDeque<Vec<u8>> {
        let mut waiting = self.waiting.lock();
        waiting.seal();
        std::mem::take(&mut waiting.full)
    }

    fn put_back(&self, mut entries: VecDeque<Vec<u8>>) {
        let mut waiting = self.waiting.lock();
        entries.append(&mut waiting.full);
        waiting.full = entries;
    }

    /// Writes what waits into the store; tells whether there was anything.
    pub(super) fn write_down(&self, state: &mut State) -> Result<bool> {
        if std::mem::take(&mut self.waiting.lock().gave_up) {
            state.must_make = true;
        }
        let first = state.next;
        let mut entries = self.take_waiting();
        while !entries.is_empty() {
            let part: Vec<&Vec<u8>> = entries.iter().take(AT_ONCE).collect();
            let changes: Vec<Change> = part
                .iter()
                .zip(state.next..)
                .map(|(entry, number)| {
                    self.change(head::entry_key(&self.identity, state.writer, number), None, entry.to_vec())
                })
                .collect();
            match self.store.save_if(&changes) {
                Ok(outcomes) => {
                    for outcome in outcomes {
                        let entry = entries.pop_front().expect("one outcome for each");
                        match outcome {
                            // An answer was lost the last time.
                            Outcome::Conflict(Some(found)) if found.bytes == entry => {}
                            Outcome::Saved(_) => {}
                            Outcome::Conflict(_) => {
                                // Somebody has our name. The entry goes where nobody writes.
                                entries.push_front(entry);
                                self.put_back(entries);
                                state.known.insert(state.writer, state.next - 1);
                                (state.writer, state.next) = (new_writer(), 1);
                                return Err(too_busy());
                            }
                        }
                        state.uncovered(entry.len(), self.clock.now());
                        state.next += 1;
                    }
                }
                Err(error) => {
                    self.put_back(entries);
                    return Err(error);
                }
            }
        }
        if state.next == first {
            return Ok(false);
        }
        self.be_listed(state, first)?;
        Ok(true)
    }

    /// Sees to it that others know of our journal, of which they cannot have read what begins with `first`.
    fn be_listed(&self, state: &mut State, first: u64) -> Result<()> {
        self.look(state)?;
        let (id, active_at) = (state.writer, seconds_of(self.clock.now()));
        if state.head.writer(id).is_some() {
            return Ok(());
        }
        self.change_head(state, |head| {
            if head.writer(id).is_none() {
                head.writers.push(Writer { id, kept_from: first, covered: first - 1, active_at });
            }
        })
    }

    /// Reads what the store knows.
    pub(super) fn look(&self, state: &mut State) -> Result<()> {
        let found = self.store.load(&[head::head_key(&self.identity)])?.pop().flatten();
        let (head, version) = match found {
            Some(stored) => (Head::from_bytes(&stored.bytes)?, Some(stored.version)),
            None => (Head::default(), None),
        };
        if head.number() != state.head.number() {
            // Somebody has made a snapshot: journals are short again.
            (state.uncovered, state.uncovered_since) = (0, None);
        }
        (state.head, state.head_version) = (head, version);
        Ok(())
    }

    pub(super) fn change_head(&self, state: &mut State, change: impl Fn(&mut Head)) -> Result<()> {
        let key = head::head_key(&self.identity);
        for _ in 0..TRIES {
            let mut head = state.head.clone();
            change(&mut head);
            if head == state.head {
                return Ok(());
            }
            let wish = self.change(key.clone(), state.head_version, head.to_bytes());
            match self.store.save_if(&[wish])?.pop() {
                Some(Outcome::Saved(version)) => {
                    (state.head, state.head_version) = (head, Some(version));
                    return Ok(());
                }
                _ => self.look(state)?,
            }
        }
        Err(too_busy())
    }

    pub(super) fn change(&self, key: Key, expect: Option<Version>, value: Vec<u8>) -> Change {
        Change { key, expect, value: Some(value), expires_at: Some(self.clock.now().plus(KEPT_FOR)) }
    }

    /// Whether the journals are long enough. Replicas take turns: the first in the list begins, and the next ones wait for
    /// twice, three times as much.
    pub(super) fn wants_snapshot(&self, state: &State) -> bool {
        if state.must_make {
            return true;
        }
        let before = state.head.writers.iter().filter(|writer| writer.id < state.writer).count() as u64 + 1;
        let usual = state.head.snapshot.map_or(0, |snapshot| snapshot.bytes);
        let is_old = state.uncovered_since.is_some_and(|since| {
            u64::from(seconds_of(self.clock.now()).saturating_sub(since)) > before * u64::from(OLD_JOURNAL)
        });
        is_old || state.uncovered > before * usual.clamp(SHORT_JOURNAL, LONG_JOURNAL)
    }
}

/// The notes of an entry; nothing if it is damaged.
pub(super) fn notes_of(entry: &[u8]) -> Result<Vec<&[u8]>> {
    let damaged =
        || Error::StoreFailed { what: "an entry of the journal of what authors share is damaged".to_owned() };
    let (&format, mut rest) = entry.split_first().ok_or_else(damaged)?;
    head::check_format(format)?;
    let mut notes = Vec::new();
    while let Some((length, behind)) = rest.split_first_chunk::<2>() {
        let (note, behind) =
            behind.split_at_checked(usize::from(u16::from_le_bytes(*length))).ok_or_else(damaged)?;
        notes.push(note);
        rest = behind;
    }
    if rest.is_empty() { Ok(notes) } else { Err(damaged()) }
}
