//! All tables as one row of bytes in the store, so that journals may be short.

use super::Shared;
use super::head::{self, FORMAT, Parts, Snapshot};
use super::journal::{AT_ONCE, ENTRY_BYTES, Journal, State};
use super::note::{put_resolved, take_resolved};
use crate::actor::crowd::stored::Stored;
use crate::actor::crowd::{Crowd, CrowdSizes};
use crate::actor::decay::seconds_of;
use crate::actor::identity::AuthorKey;
use crate::actor::signals::Context;
use crate::error::{Error, Result};
use crate::store::{Change, Key, Outcome};

/// A snapshot that another replica began is given up after so many seconds.
const GIVEN_UP: u32 = 3_600;
/// A writer of whom nothing was read for so long has ended, or has nothing to say: it enters the list again if it has.
const IDLE: u32 = 3_600;

impl Shared {
    /// Makes a snapshot; tells whether it came to that. Nobody waits for it longer than for one table.
    pub(super) fn make_snapshot(&self, journal: &Journal, state: &mut State) -> Result<bool> {
        // What is noted is in the tables, whole. What comes while they are copied may be in one table and not in another: it
        // is behind this place, and whoever reads it there skips what the filter of events knows.
        let own = state.next - 1 + journal.seal();
        let body = self.to_bytes();
        journal.write_down(state)?;

        let read = |state: &State, writer: u64| match writer {
            writer if writer == state.writer => Some(own),
            writer => state.known.get(&writer).copied(),
        };
        if state
            .head
            .writers
            .iter()
            .any(|writer| read(state, writer.id).is_none_or(|through| through + 1 < writer.kept_from))
        {
            // Somebody new of whom we have not read, or we were left behind: after the next look.
            return Ok(false);
        }
        let now = seconds_of(journal.clock.now());
        let number = state.head.number() + 1;
        let count = body.len().div_ceil(ENTRY_BYTES) as u32;
        let parts = Parts { writer: state.writer, number, count, since: now };
        // Litter until it counts: if we end here, the next one sweeps it away.
        journal.change_head(state, |head| {
            head.litter.retain(|litter| (litter.writer, litter.number) != (parts.writer, parts.number));
            head.litter.push(parts);
        })?;
        journal.put_parts(&parts, &body)?;
        let snapshot = Snapshot { parts, bytes: body.len() as u64, digest: *blake3::hash(&body).as_bytes() };
        drop(body);
        let positions: Vec<(u64, u64)> = state
            .head
            .writers
            .iter()
            .filter_map(|writer| Some((writer.id, read(state, writer.id)?)))
            .collect();
        let old_entries: Vec<(u64, u64, u64)> =
            state.head.writers.iter().map(|writer| (writer.id, writer.kept_from, writer.covered)).collect();
        journal.change_head(state, |head| {
            if head.number() >= number {
                return;
            }
            head.litter.retain(|litter| *litter != parts);
            head.litter.extend(head.snapshot.map(|old| Parts { since: 0, ..old.parts }));
            head.snapshot = Some(snapshot);
            for writer in &mut head.writers {
                let position = positions.iter().find(|(id, _)| *id == writer.id);
                let through = position.map_or(writer.kept_from - 1, |(_, through)| *through);
                if through > writer.covered {
                    writer.active_at = now;
                }
                writer.covered = through;
            }
        })?;
        if state.head.snapshot != Some(snapshot) {
            return Ok(false);
        }
        state.must_make = false;
        (state.uncovered, state.uncovered_since) = (0, None);
        self.sweep(journal, state, &old_entries, now)?;
        Ok(true)
    }

    /// Deletes entries that the last snapshot had and all have read since, snapshots that do not count, and writers that
    /// have ended.
    fn sweep(
        &self,
        journal: &Journal,
        state: &mut State,
        old_entries: &[(u64, u64, u64)],
        now: u32,
    ) -> Result<()> {
        for (writer, from, through) in old_entries {
            journal
                .delete((*from..=*through).map(|entry| head::entry_key(&journal.identity, *writer, entry)))?;
        }
        let own = state.writer;
        let is_over = |parts: &Parts| parts.writer == own || now.saturating_sub(parts.since) > GIVEN_UP;
        let litter: Vec<Parts> = state.head.litter.iter().copied().filter(is_over).collect();
        for parts in &litter {
            journal.delete((0..parts.count).map(|place| head::part_key(&journal.identity, parts, place)))?;
        }
        let ended: Vec<head::Writer> = state
            .head
            .writers
            .iter()
            .copied()
            .filter(|writer| writer.id != own && now.saturating_sub(writer.active_at) > IDLE)
            .collect();
        for writer in &ended {
            journal.delete(
                (writer.kept_from..=writer.covered)
                    .map(|entry| head::entry_key(&journal.identity, writer.id, entry)),
            )?;
        }
        journal.change_head(state, |head| {
            head.litter.retain(|parts| !litter.contains(parts));
            head.writers.retain(|writer| !ended.contains(writer));
            for (id, from, through) in old_entries {
                if let Some(writer) = head.writers.iter_mut().find(|writer| writer.id == *id) {
                    writer.kept_from = writer.kept_from.max((*from).max(through + 1));
                }
            }
        })?;
        for writer in ended {
            // One who began to write just now may have seen themselves in the list.
            let next = head::entry_key(&journal.identity, writer.id, writer.covered + 1);
            if journal.store.load(&[next])?[0].is_some() {
                journal.change_head(state, |head| {
                    if head.writer(writer.id).is_none() {
                        head.writers.push(head::Writer { kept_from: writer.covered + 1, ..writer });
                    }
                })?;
            }
        }
        Ok(())
    }

    /// Everything but the records, each part with its length.
    pub(super) fn to_bytes(&self) -> Vec<u8> {
        let mut bytes = Vec::with_capacity(self.crowd.bytes());
        bytes.push(FORMAT);
        let mut part = |put: &dyn Fn(&mut Vec<u8>)| {
            let begin = bytes.len();
            0_u64.put(&mut bytes);
            put(&mut bytes);
            let length = (bytes.len() - begin - 8) as u64;
            bytes[begin..begin + 8].copy_from_slice(&length.to_le_bytes());
        };
        part(&|out| self.crowd.put(out));
        part(&|out| self.tenant.save(out));
        part(&|out| self.authors.each(|key| key.put(out)));
        part(&|out| self.resolved.each(|resolved| put_resolved(resolved, out)));
        bytes
    }

    /// Takes over what other tables have saved. Refuses what is damaged, and tables of other sizes.
    pub(super) fn from_bytes(bytes: &[u8], sizes: CrowdSizes) -> Result<Shared> {
        let damaged = || Error::StoreFailed { what: "the snapshot is damaged".to_owned() };
        let (&format, mut rest) = bytes.split_first().ok_or_else(damaged)?;
        head::check_format(format)?;
        let mut part = || {
            let length = usize::try_from(u64::take(&mut rest)?).ok()?;
            let (part, behind) = rest.split_at_checked(length)?;
            rest = behind;
            Some(part)
        };
        let crowd = Crowd::from_bytes(part().ok_or_else(damaged)?)?;
        if crowd.sizes() != sizes {
            let what = "the snapshot has tables of other sizes than are asked for".to_owned();
            return Err(Error::StoreFailed { what });
        }
        let shared = Shared { crowd, ..Shared::new(sizes) };
        let mut load = || {
            shared.tenant.load(&mut part()?)?;
            let mut authors = part()?;
            while !authors.is_empty() {
                let key = AuthorKey::take(&mut authors)?;
                shared.authors.insert(key.tag(), key);
            }
            let (mut events, context): (_, Context) = (part()?, shared.tenant.context());
            while !events.is_empty() {
                let resolved = take_resolved(&mut events, context)?;
                shared.resolved.insert(resolved.delta.tag, resolved);
            }
            Some(())
        };
        load().ok_or_else(damaged)?;
        Ok(shared)
    }
}

impl Journal {
    fn put_parts(&self, parts: &Parts, body: &[u8]) -> Result<()> {
        let each = body.chunks(ENTRY_BYTES).zip(0..).collect::<Vec<_>>();
        for some in each.chunks(AT_ONCE) {
            let changes: Vec<Change> = some
                .iter()
                .map(|(part, place)| {
                    self.change(head::part_key(&self.identity, parts, *place), None, part.to_vec())
                })
                .collect();
            for (outcome, change) in self.store.save_if(&changes)?.into_iter().zip(&changes) {
                // What an earlier try left.
                if let Outcome::Conflict(found) = outcome {
                    let again = Change { expect: found.map(|found| found.version), ..change.clone() };
                    if !matches!(self.store.save_if(&[again])?[..], [Outcome::Saved(_)]) {
                        return Err(Error::StoreFailed { what: "others write our snapshot".to_owned() });
                    }
                }
            }
        }
        Ok(())
    }

    pub(super) fn parts(&self, parts: &Parts) -> Result<Vec<u8>> {
        let mut body = Vec::new();
        let keys: Vec<Key> =
            (0..parts.count).map(|place| head::part_key(&self.identity, parts, place)).collect();
        for keys in keys.chunks(AT_ONCE) {
            for stored in self.store.load(keys)? {
                let missing = || Error::StoreFailed { what: "a part of the snapshot is missing".to_owned() };
                body.extend(stored.ok_or_else(missing)?.bytes);
            }
        }
        Ok(body)
    }

    fn delete(&self, keys: impl Iterator<Item = Key>) -> Result<()> {
        let keys: Vec<Key> = keys.collect();
        for keys in keys.chunks(AT_ONCE) {
            let found = self.store.load(keys)?;
            let changes: Vec<Change> = keys
                .iter()
                .zip(found)
                .filter_map(|(key, found)| {
                    let expect = Some(found?.version);
                    Some(Change { key: key.clone(), expect, value: None, expires_at: None })
                })
                .collect();
            if !changes.is_empty() {
                self.store.save_if(&changes)?;
            }
        }
        Ok(())
    }
}
