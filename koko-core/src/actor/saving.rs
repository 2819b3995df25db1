//! Brings changes into records: load, apply, save if nobody was faster, else again on what is there now.
//!
//! Deltas commute, so a conflict only means to apply the same to newer bytes. The tail of a record tells what is in it, so
//! that a lost answer of the store costs a look and counts nothing twice.

use std::hash::{BuildHasher, Hasher, RandomState};
use std::ops::{Deref, DerefMut};
use std::time::Duration;

use super::decay::{DAY, seconds_of};
use super::delta::Delta;
use super::history::History;
use super::identity::AuthorKey;
use super::ledger::{ActorLedger, author_key, only};
use super::record::{Fence, Record};
use super::rules::Rules;
use super::signals::Context;
use super::standing::{Assessment, Standing};
use crate::clock::Timestamp;
use crate::content::ActorId;
use crate::error::{Error, Result};
use crate::labels::Family;
use crate::store::{Change, Key, Outcome, Stored, Version};

/// Tries before a record that others keep changing is given up for now.
pub(super) const TRIES: usize = 8;
/// The first pause between two tries is at most so long; each next one is twice as long.
const FIRST_PAUSE: Duration = Duration::from_micros(200);
/// How much room [`Entries`] keep for the next call: so many records, and so many updates in each. Together less than a megabyte.
const KEPT_ENTRIES: usize = 256;
const KEPT_PENDING: usize = 2;
const DAYS: u64 = 24 * 3_600;
/// How long records are kept after their last event: those without any blame, those with some, and those of which
/// moderators or appeals said something.
const KEPT_SMALL: Duration = Duration::from_secs(30 * DAYS);
const KEPT_FULL: Duration = Duration::from_secs(90 * DAYS);
const KEPT_VERDICTS: Duration = Duration::from_secs(365 * DAYS);

/// What is to become of one record.
pub(super) enum Update {
    Event { delta: Delta, received: u32 },
    Decision { tag: u64, deltas: Vec<Delta>, received: u32 },
    Merge { history: Box<History>, fence: Fence },
}

/// An update, and how the author stands after it.
pub(super) struct Pending {
    update: Option<Update>,
    at: u32,
    context: Context,
    /// It may have been saved, but the answer was lost.
    is_in_doubt: bool,
    pub(super) counted: bool,
    refused: Option<Error>,
    after: Option<Assessment>,
}

/// One record on its way from and to the store.
pub(super) struct Entry {
    key: AuthorKey,
    version: Option<Version>,
    /// When something was last counted, as it was loaded.
    latest_before: u32,
    working: Record,
    pending: Vec<Pending>,
    needs_saving: bool,
}

/// Records on their way, and room for more: calls hand it on to each other, so that each need not make it anew.
#[derive(Default)]
pub(super) struct Entries {
    /// Those in use come first; the others are empty.
    all: Vec<Entry>,
    used: usize,
}

impl Entries {
    /// Adds an empty entry and tells its place.
    pub(super) fn add(&mut self, key: AuthorKey) -> usize {
        match self.all.get_mut(self.used) {
            Some(entry) => entry.key = key,
            None => self.all.push(Entry::new(key)),
        }
        self.used += 1;
        self.used - 1
    }

    /// Forgets what was in use, and gives back what few calls need.
    pub(super) fn clear(&mut self) {
        if self.all.len() > KEPT_ENTRIES {
            self.all.truncate(KEPT_ENTRIES);
            self.all.shrink_to_fit();
        }
        for entry in self.all.iter_mut().take(self.used) {
            let mut pending = std::mem::take(&mut entry.pending);
            pending.clear();
            pending.shrink_to(KEPT_PENDING);
            *entry = Entry { pending, ..Entry::new(entry.key) };
        }
        self.used = 0;
    }
}

impl Deref for Entries {
    type Target = [Entry];

    fn deref(&self) -> &[Entry] {
        &self.all[..self.used]
    }
}

impl DerefMut for Entries {
    fn deref_mut(&mut self) -> &mut [Entry] {
        &mut self.all[..self.used]
    }
}

impl Update {
    pub(super) fn event(delta: Delta, received: Timestamp) -> Update {
        Update::Event { delta, received: seconds_of(received) }
    }

    pub(super) fn decision(tag: u64, deltas: Vec<Delta>, received: Timestamp) -> Update {
        Update::Decision { tag, deltas, received: seconds_of(received) }
    }

    /// Tells whether it changed the record; not if it is in it already.
    fn apply_to(&self, record: &mut Record) -> Result<bool> {
        let Record { history, tail } = record;
        match self {
            Update::Event { delta, .. } if tail.has(delta.tag) => Ok(false),
            Update::Decision { tag, .. } if tail.has(*tag) => Ok(false),
            Update::Event { delta, received } => {
                history.drop_what_is_over(*received);
                history.apply(delta);
                tail.remember(delta.tag, *received);
                Ok(true)
            }
            Update::Decision { tag, deltas, received } => {
                history.drop_what_is_over(*received);
                deltas.iter().for_each(|delta| history.apply(delta));
                tail.remember_decision(*tag, *received);
                Ok(true)
            }
            Update::Merge { history: other, fence } => {
                tail.pass(*fence)?;
                history.merge(other);
                Ok(true)
            }
        }
    }
}

impl Pending {
    pub(super) fn new(update: Option<Update>, at: u32, context: Context) -> Pending {
        Pending { update, at, context, is_in_doubt: false, counted: false, refused: None, after: None }
    }

    pub(super) fn at(&self) -> u32 {
        self.at
    }

    /// How the author stands after it.
    pub(super) fn standing(&self, author: &ActorId, at: Timestamp, rules: &Rules) -> Standing {
        let assessment = self.after.as_ref().expect("a pending update was applied");
        Standing::from_assessment(author, assessment, at, rules)
    }

    /// Tells whether the record must be saved.
    fn apply_to(&mut self, record: &mut Record, rules: &Rules) -> bool {
        let mut has_changed = false;
        if let Some(update) = &self.update {
            match update.apply_to(record) {
                Ok(changed) => {
                    has_changed = changed;
                    // Found in the record after an answer was lost: it is our own.
                    self.counted = changed || self.is_in_doubt;
                    self.refused = None;
                }
                Err(_) if self.is_in_doubt => self.counted = true,
                Err(error) => self.refused = Some(error),
            }
        }
        let reading = record.history.read(self.at);
        let assessment = Assessment::of(&reading, &record.history, &self.context, rules);
        if has_changed {
            let bands = match self.context.raid > 0.0 {
                // A raid passes, and leaves no trace.
                true => {
                    let context = Context { raid: 0.0, ..self.context };
                    Assessment::of(&reading, &record.history, &context, rules).bands
                }
                false => assessment.bands,
            };
            Family::ALL
                .into_iter()
                .for_each(|family| record.history.set_band(family, bands[family as usize]));
        }
        self.after = Some(assessment);
        has_changed
    }
}

impl Entry {
    pub(super) fn new(key: AuthorKey) -> Entry {
        let (latest_before, working) = (0, Record::EMPTY);
        Entry { key, version: None, latest_before, working, pending: Vec::new(), needs_saving: false }
    }

    pub(super) fn key(&self) -> AuthorKey {
        self.key
    }

    pub(super) fn record(&self) -> &Record {
        &self.working
    }

    pub(super) fn history(&self) -> &History {
        &self.working.history
    }

    pub(super) fn has_counted(&self, tag: u64) -> bool {
        self.working.tail.has(tag)
    }

    /// Adds an update to be applied with [`Entry::apply`].
    pub(super) fn add(&mut self, pending: Pending) {
        self.pending.push(pending);
    }

    /// Adds an update and applies it; tells its number.
    pub(super) fn push(&mut self, pending: Pending, rules: &Rules) -> usize {
        if self.pending.is_empty() {
            // Most authors do one thing at a time.
            self.pending.reserve_exact(1);
        }
        let number = self.pending.len();
        self.pending.push(pending);
        self.needs_saving |= self.pending[number].apply_to(&mut self.working, rules);
        number
    }

    pub(super) fn pending(&self, number: usize) -> &Pending {
        &self.pending[number]
    }

    /// Applies everything to what was loaded: after [`Entry::add`], not after [`Entry::push`], which has applied it.
    pub(super) fn apply(&mut self, rules: &Rules) {
        self.needs_saving = false;
        for pending in &mut self.pending {
            self.needs_saving |= pending.apply_to(&mut self.working, rules);
        }
    }

    /// Whether this is the first that is seen of the author today, and was saved.
    pub(super) fn is_new_today(&self) -> bool {
        let is_today = self.latest_before / DAY == self.working.history.latest / DAY;
        self.pending.iter().any(|pending| pending.counted) && !is_today
    }

    /// The totals after the last update.
    pub(super) fn totals(&self) -> &[i32; Family::ALL.len()] {
        let last = self.pending.iter().rev().find_map(|pending| pending.after.as_ref());
        &last.expect("only records with updates are asked").totals
    }

    pub(super) fn latest(&self) -> u32 {
        self.working.history.latest
    }

    fn rebase(&mut self, found: Option<Stored>, rules: &Rules) -> Result<()> {
        self.start_from(found)?;
        self.apply(rules);
        Ok(())
    }

    fn start_from(&mut self, found: Option<Stored>) -> Result<()> {
        let (record, version) = match found {
            Some(stored) => (Record::from_bytes(&stored.bytes)?, Some(stored.version)),
            None => (Record::EMPTY, None),
        };
        self.start_with(record, version);
        Ok(())
    }

    fn start_with(&mut self, record: Record, version: Option<Version>) {
        (self.latest_before, self.version) = (record.history.latest, version);
        self.working = record;
    }

    fn change(&self, now: Timestamp) -> Change {
        let latest = Timestamp::from_unix_seconds(i64::from(self.latest()));
        Change {
            key: author_key(self.key),
            expect: self.version,
            value: Some(self.working.to_bytes()),
            expires_at: Some(kept_until(&self.working.history, latest.max(now))),
        }
    }
}

impl ActorLedger {
    /// Loads records: those that are remembered from memory, the others in one call.
    pub(super) fn load(&self, entries: &mut [Entry]) -> Result<()> {
        let mut missing = Vec::new();
        for (place, entry) in entries.iter_mut().enumerate() {
            match self.remembered_record(entry.key) {
                Some((record, version)) => entry.start_with(record, Some(version)),
                None => missing.push(place),
            }
        }
        if missing.is_empty() {
            return Ok(());
        }
        let keys: Vec<Key> = missing.iter().map(|place| author_key(entries[*place].key)).collect();
        for (place, found) in missing.into_iter().zip(self.store.load(&keys)?) {
            entries[place].start_from(found)?;
        }
        Ok(())
    }

    /// The record of one author as the store has it now.
    pub(super) fn load_one(&self, key: AuthorKey) -> Result<Option<Record>> {
        let found = only(self.store.load(&[author_key(key)])?);
        found.map(|stored| Record::from_bytes(&stored.bytes)).transpose()
    }

    /// What was saved last, as far as it is remembered. Records of a store in memory are not: it is as near as a memory of it.
    pub(super) fn remembered_record(&self, key: AuthorKey) -> Option<(Record, Version)> {
        if self.store.ends_with_us() { None } else { self.shared.records.get(&key) }
    }

    fn remember(&self, entry: &Entry, version: Version) {
        if !self.store.ends_with_us() {
            self.shared.records.insert(entry.key, (entry.working.clone(), version));
        }
    }

    pub(super) fn remember_no_longer(&self, key: AuthorKey) {
        self.shared.records.remove(&key);
    }

    /// Saves what was changed, and tells for each record whether that was acknowledged.
    pub(super) fn save(&self, entries: &mut [Entry], now: Timestamp) -> Vec<Result<()>> {
        let mut results: Vec<Option<Result<()>>> =
            entries.iter().map(|entry| (!entry.needs_saving).then(|| entry.refusal())).collect();
        let mut lost = None;
        for attempt in 0..TRIES {
            let open: Vec<usize> = (0..entries.len()).filter(|place| results[*place].is_none()).collect();
            if open.is_empty() {
                break;
            }
            if attempt > 0 {
                pause(attempt);
            }
            let changes: Vec<Change> =
                open.iter().map(|place| entries[*place].change(self.clock.now().max(now))).collect();
            match self.store.save_if(&changes) {
                Ok(outcomes) => {
                    lost = None;
                    for (place, outcome) in open.into_iter().zip(outcomes) {
                        results[place] = self.saved(&mut entries[place], outcome);
                    }
                }
                Err(error @ Error::StoreOutcomeUnknown { .. }) => {
                    lost = Some(error);
                    self.look_again(entries, &open, &mut results);
                }
                Err(error) => {
                    for place in open {
                        self.remember_no_longer(entries[place].key);
                        results[place] = Some(Err(error.again()));
                    }
                }
            }
        }
        let unsettled = |(result, entry): (Option<Result<()>>, &Entry)| {
            result.unwrap_or_else(|| {
                self.remember_no_longer(entry.key);
                Err(lost.as_ref().map_or_else(too_busy, Error::again))
            })
        };
        results.into_iter().zip(entries.iter()).map(unsettled).collect()
    }

    /// What one record came to; nothing if it must be tried again.
    fn saved(&self, entry: &mut Entry, outcome: Outcome) -> Option<Result<()>> {
        match outcome {
            Outcome::Saved(version) => {
                self.remember(entry, version);
                Some(entry.refusal())
            }
            Outcome::Conflict(found) => {
                self.remember_no_longer(entry.key);
                match entry.rebase(found, &self.rules) {
                    Ok(()) => (!entry.needs_saving).then(|| entry.refusal()),
                    Err(error) => Some(Err(error)),
                }
            }
        }
    }

    /// After an answer was lost: the tails of the records tell what was saved.
    fn look_again(&self, entries: &mut [Entry], open: &[usize], results: &mut [Option<Result<()>>]) {
        let keys: Vec<Key> = open.iter().map(|place| author_key(entries[*place].key)).collect();
        for place in open {
            self.remember_no_longer(entries[*place].key);
            entries[*place].pending.iter_mut().for_each(|pending| pending.is_in_doubt = true);
        }
        // If the store does not answer this either, the next try meets a conflict and looks then.
        let Ok(found) = self.store.load(&keys) else { return };
        for (place, found) in open.iter().zip(found) {
            let entry = &mut entries[*place];
            results[*place] = match entry.rebase(found, &self.rules) {
                Ok(()) => (!entry.needs_saving).then(|| entry.refusal()),
                Err(error) => Some(Err(error)),
            };
        }
    }

    /// Changes one value of another kind than a record, if `change` has something new for it.
    pub(super) fn change(
        &self,
        key: &Key,
        until: Timestamp,
        change: impl Fn(Option<&[u8]>) -> Result<Option<Vec<u8>>>,
    ) -> Result<()> {
        let mut present = only(self.store.load(std::slice::from_ref(key))?);
        for attempt in 0..TRIES {
            if attempt > 0 {
                pause(attempt);
            }
            let Some(value) = change(present.as_ref().map(|stored| stored.bytes.as_slice()))? else {
                return Ok(());
            };
            let expect = present.map(|stored| stored.version);
            let change = Change { key: key.clone(), expect, value: Some(value), expires_at: Some(until) };
            match only(self.store.save_if(&[change])?) {
                Outcome::Saved(_) => return Ok(()),
                Outcome::Conflict(found) => present = found,
            }
        }
        Err(too_busy())
    }
}

impl Entry {
    /// What was refused although nothing had to be saved.
    fn refusal(&self) -> Result<()> {
        match self.pending.iter().find_map(|pending| pending.refused.as_ref()) {
            Some(error) => Err(error.again()),
            None => Ok(()),
        }
    }
}

/// When a history is forgotten if nothing happens after `last`.
pub(super) fn kept_until(history: &History, last: Timestamp) -> Timestamp {
    last.plus(match () {
        () if history.has_verdicts() => KEPT_VERDICTS,
        () if history.is_small() => KEPT_SMALL,
        () => KEPT_FULL,
    })
}

/// Others kept changing the same record.
pub(super) fn too_busy() -> Error {
    Error::Overloaded { retry_after: Duration::from_millis(50) }
}

/// Waits a moment of random length, so that those who collided do not collide again.
fn pause(attempt: usize) {
    let longest = FIRST_PAUSE.as_nanos() as u64 * (1 << attempt.min(10));
    let random = RandomState::new().build_hasher().finish();
    std::thread::sleep(Duration::from_nanos(random % longest));
}

#[cfg(test)]
mod tests {
    use super::super::delta::Blame;
    use super::super::parameters::Parameters;
    use super::*;

    #[test]
    fn a_call_finds_nothing_of_the_call_before_and_not_much_room() {
        let rules = Rules::new(Parameters::default(), "koko-default");
        let mut entries = Entries::default();
        for call in 0..3_u8 {
            for number in 0..1_000_u16 {
                let [low, high] = number.to_le_bytes();
                let mut key = [call; 16];
                key[..2].copy_from_slice(&[low, high]);
                let place = entries.add(AuthorKey(key));
                let entry = &mut entries[place];
                assert_eq!((place, entry.key()), (usize::from(number), AuthorKey(key)));
                assert!(entry.pending.is_empty() && entry.record() == &Record::EMPTY && !entry.needs_saving);
                for tag in 1..=5 {
                    let delta = Delta { at: 1_700_000_000, tag, activity: None, blame: Blame::default() };
                    let update = Update::event(delta, Timestamp::from_unix_seconds(1_700_000_000));
                    entry.push(Pending::new(Some(update), delta.at, Context::default()), &rules);
                }
                assert!(entry.has_counted(1) && entry.needs_saving);
            }
            assert_eq!(entries.len(), 1_000);
            entries.clear();
            assert!(entries.is_empty() && entries.all.capacity() <= KEPT_ENTRIES);
            assert!(entries.all.iter().all(|entry| entry.pending.capacity() <= KEPT_PENDING));
            assert!(entries.all.iter().all(|entry| entry.record() == &Record::EMPTY));
        }
    }
}
