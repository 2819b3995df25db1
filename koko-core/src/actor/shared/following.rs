//! Reads what other replicas were told, so that all know the same within seconds.

use super::Shared;
use super::head;
use super::journal::{AT_ONCE, Journal, State, notes_of};
use crate::error::Result;
use crate::store::Stored;

impl Shared {
    /// Catches up with the journals of the others; tells whether there was anything new.
    pub(super) fn follow(&self, journal: &Journal, state: &mut State) -> Result<bool> {
        journal.look(state)?;
        let before = state.uncovered;
        for place in 0..state.head.writers.len() {
            let writer = state.head.writers[place];
            if writer.id != state.writer {
                let from = state.known.get(&writer.id).map_or(0, |known| known + 1).max(writer.kept_from);
                self.read_journal(journal, state, writer.id, from)?;
            }
        }
        Ok(state.uncovered > before)
    }

    /// Tells the tables what stands in a journal from this entry on; how many notes that were, and whether any was damaged.
    pub(super) fn read_journal(
        &self,
        journal: &Journal,
        state: &mut State,
        writer: u64,
        mut from: u64,
    ) -> Result<(u64, bool)> {
        let (mut notes, mut is_damaged) = (0, false);
        state.known.insert(writer, from - 1);
        loop {
            let keys: Vec<_> = (from..from + AT_ONCE as u64)
                .map(|entry| head::entry_key(&journal.identity, writer, entry))
                .collect();
            let found: Vec<Stored> =
                journal.store.load(&keys)?.into_iter().map_while(|found| found).collect();
            for stored in &found {
                match notes_of(&stored.bytes) {
                    Ok(read) => {
                        notes += read.len() as u64;
                        is_damaged |= read.iter().any(|note| self.replay(note).is_none());
                    }
                    Err(_) => is_damaged = true,
                }
                state.uncovered(stored.bytes.len(), journal.clock.now());
            }
            from += found.len() as u64;
            state.known.insert(writer, from - 1);
            if found.len() < AT_ONCE {
                return Ok((notes, is_damaged));
            }
        }
    }
}
