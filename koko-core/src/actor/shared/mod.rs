//! What authors share, and what is remembered between events: the same for every policy, and kept in the store beside the
//! records, so that a restart forgets nothing and replicas know the same.
//!
//! ```text
//! what was acknowledged → note → journal of this process ─┬→ followed by the other replicas
//!                                                         └→ with the last snapshot: the start of the next process
//! ```
//!
//! A note is written down within a second of its event. A snapshot holds all tables and says how far it has read each
//! journal; it is made when the journals have grown as long as it would be, and makes them short again. Whatever is lost
//! here costs accuracy: nobody's record depends on it, and it is no part of what a store has acknowledged.

mod following;
mod head;
mod journal;
mod keeper;
mod note;
mod recent;
mod restoring;
mod snapshot;
#[cfg(test)]
mod tests;

use std::sync::Arc;

use quick_cache::sync::Cache;

use super::crowd::{Crowd, CrowdSizes};
use super::identity::{AuthorKey, Identity};
use super::record::Record;
use super::resolve::Resolved;
use super::tenant::Tenant;
use crate::clock::{Clock, Timestamp};
use crate::error::Result;
use crate::labels::Family;
use crate::store::{StateStore, Version};

pub(super) use keeper::Keeper;

use journal::Journal;
pub(super) use note::{Happened, TOLD_OF_FLAG, TOLD_OF_POST};
use recent::Recent;

/// Records that are remembered between events, so that a busy author costs one round trip instead of two.
const REMEMBERED_RECORDS: usize = 8_192;
/// Events of which is remembered what became of them, so that one that is sent again gets the same receipt.
const REMEMBERED_EVENTS: usize = 16_384;
/// Authors whose records can be found by the 64 bits that the shared tables know.
const REMEMBERED_AUTHORS: usize = 131_072;

/// What a ledger found of what authors share when it was opened, see [`ActorLedger::open`](super::ActorLedger::open).
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Restored {
    /// Nothing was kept there.
    #[default]
    Nothing,
    /// All that was kept: that of a snapshot, and of so many events after it.
    Everything {
        /// Events that were not in the snapshot yet.
        events: u64,
    },
    /// Some of it could not be used. Standings are right, what they are compared with begins anew.
    Partly {
        /// What was missing, and why.
        what: String,
    },
}

/// Everything that ledgers of one tenant have in common, whatever their policy.
pub(super) struct Shared {
    pub(super) crowd: Crowd,
    pub(super) tenant: Tenant,
    pub(super) records: Cache<AuthorKey, (Record, Version)>,
    /// What events came to, by their tags.
    pub(super) resolved: Recent<Resolved>,
    pub(super) authors: Recent<AuthorKey>,
    /// Nothing where all of this ends with the process.
    journal: Option<Journal>,
}

impl Shared {
    /// Empty tables that end with the process.
    pub(super) fn new(sizes: CrowdSizes) -> Shared {
        Shared {
            crowd: Crowd::new(sizes),
            tenant: Tenant::default(),
            records: Cache::new(REMEMBERED_RECORDS),
            resolved: Recent::new(REMEMBERED_EVENTS),
            authors: Recent::new(REMEMBERED_AUTHORS),
            journal: None,
        }
    }

    /// What was kept in the store; from now on, what is told is kept there.
    pub(super) fn open(
        store: Arc<dyn StateStore>,
        clock: Arc<dyn Clock>,
        identity: &Identity,
        sizes: CrowdSizes,
    ) -> Result<(Shared, Restored)> {
        restoring::open(Journal::new(store, clock, identity.clone()), sizes)
    }

    /// Whether what is told is kept.
    pub(super) fn is_kept(&self) -> bool {
        self.journal.is_some()
    }

    /// An event was acknowledged.
    pub(super) fn counted(&self, happened: &Happened<'_>) {
        self.count(happened);
        self.note(|out| happened.put(out));
    }

    /// An author was seen for the first time today, who stands so.
    pub(super) fn stands(&self, totals_mn: &[i32; Family::ALL.len()], at: u32) {
        self.tenant.stands(totals_mn, at);
        self.note(|out| note::put_stands(out, totals_mn, at));
    }

    /// An author is to be forgotten.
    pub(super) fn forget(&self, key: AuthorKey) {
        self.forget_here(key);
        self.note(|out| note::put_forgotten(out, key));
    }

    /// Writes down what was told, reads what other replicas were told, and makes a snapshot when it is time. Tells whether
    /// there was anything to do; nothing is lost if it fails.
    pub(super) fn keep(&self) -> Result<bool> {
        let Some(journal) = &self.journal else { return Ok(false) };
        let mut state = journal.state()?;
        let written = journal.write_down(&mut state)?;
        let followed = self.follow(journal, &mut state)?;
        let made = journal.wants_snapshot(&state) && self.make_snapshot(journal, &mut state)?;
        Ok(written || followed || made)
    }

    /// Whether something was told that is not written down yet.
    fn has_notes(&self) -> bool {
        self.journal.as_ref().is_some_and(Journal::has_notes)
    }

    fn count(&self, happened: &Happened<'_>) {
        let received = Timestamp::from_unix_seconds(i64::from(happened.received));
        self.crowd.saw_event(happened.tag, received);
        self.authors.insert(happened.author.tag(), happened.author);
        if happened.is_post() {
            self.tenant.posted(happened.resolved.delta.blame.harm());
        }
    }

    fn forget_here(&self, key: AuthorKey) {
        self.crowd.forget(key.tag());
        self.authors.remove(key.tag());
    }

    fn note(&self, put: impl FnOnce(&mut Vec<u8>)) {
        if let Some(journal) = &self.journal {
            journal.note(put);
        }
    }
}
