//! What the store knows of snapshots and journals: one small value, changed by compare-and-save. And how everything is called.

use crate::actor::crowd::stored::Stored;
use crate::actor::identity::Identity;
use crate::error::{Error, Result};
use crate::store::{Key, Space};

pub(super) const FORMAT: u8 = 1;

/// A process that writes a journal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Writer {
    pub(super) id: u64,
    /// The oldest entry that is still there.
    pub(super) kept_from: u64,
    /// The newest entry that is in the snapshot.
    pub(super) covered: u64,
    /// When a snapshot last found something new in it.
    pub(super) active_at: u32,
}

/// The parts of one snapshot.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Parts {
    pub(super) writer: u64,
    pub(super) number: u64,
    pub(super) count: u32,
    pub(super) since: u32,
}

/// The snapshot that counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Snapshot {
    pub(super) parts: Parts,
    pub(super) bytes: u64,
    pub(super) digest: [u8; 32],
}

#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Head {
    pub(super) snapshot: Option<Snapshot>,
    pub(super) writers: Vec<Writer>,
    /// Snapshots that are not finished, or were replaced: whoever makes the next one sweeps them away.
    pub(super) litter: Vec<Parts>,
}

impl Stored for Writer {
    fn put(&self, out: &mut Vec<u8>) {
        [self.id, self.kept_from, self.covered].put(out);
        self.active_at.put(out);
    }

    fn take(input: &mut &[u8]) -> Option<Writer> {
        let [id, kept_from, covered] = Stored::take(input)?;
        Some(Writer { id, kept_from, covered, active_at: u32::take(input)? })
    }
}

impl Stored for Parts {
    fn put(&self, out: &mut Vec<u8>) {
        [self.writer, self.number].put(out);
        [self.count, self.since].put(out);
    }

    fn take(input: &mut &[u8]) -> Option<Parts> {
        let [writer, number] = Stored::take(input)?;
        let [count, since] = Stored::take(input)?;
        Some(Parts { writer, number, count, since })
    }
}

impl Stored for Snapshot {
    fn put(&self, out: &mut Vec<u8>) {
        self.parts.put(out);
        self.bytes.put(out);
        self.digest.put(out);
    }

    fn take(input: &mut &[u8]) -> Option<Snapshot> {
        Some(Snapshot { parts: Parts::take(input)?, bytes: u64::take(input)?, digest: Stored::take(input)? })
    }
}

impl Head {
    pub(super) fn writer(&self, id: u64) -> Option<&Writer> {
        self.writers.iter().find(|writer| writer.id == id)
    }

    /// The number of the snapshot; 0 if there is none.
    pub(super) fn number(&self) -> u64 {
        self.snapshot.map_or(0, |snapshot| snapshot.parts.number)
    }

    pub(super) fn to_bytes(&self) -> Vec<u8> {
        let mut bytes = vec![FORMAT];
        self.snapshot.into_iter().collect::<Vec<_>>().put(&mut bytes);
        self.writers.put(&mut bytes);
        self.litter.put(&mut bytes);
        bytes
    }

    /// Refuses what a newer Koko has written: this one would destroy it.
    pub(super) fn from_bytes(bytes: &[u8]) -> Result<Head> {
        let (&format, mut rest) = bytes.split_first().ok_or_else(damaged)?;
        check_format(format)?;
        let input = &mut rest;
        let snapshot = Vec::take(input).ok_or_else(damaged)?.pop();
        let (writers, litter) = Vec::take(input).zip(Vec::take(input)).ok_or_else(damaged)?;
        input.is_empty().then_some(Head { snapshot, writers, litter }).ok_or_else(damaged)
    }
}

pub(super) fn check_format(format: u8) -> Result<()> {
    if format > FORMAT {
        let what = format!(
            "what authors share was written by a newer Koko, in format {format}: this one reads up to {FORMAT}; start that one, or another store"
        );
        return Err(Error::StoreFailed { what });
    }
    Ok(())
}

fn damaged() -> Error {
    Error::StoreFailed { what: "the list of what authors share is damaged in the store".to_owned() }
}

pub(super) fn head_key(identity: &Identity) -> Key {
    Space::Crowd.key(&identity.key("shared", &[]))
}

pub(super) fn entry_key(identity: &Identity, writer: u64, entry: u64) -> Key {
    Space::Crowd.key(&identity.key("shared journal", &[&writer.to_le_bytes(), &entry.to_le_bytes()]))
}

pub(super) fn part_key(identity: &Identity, parts: &Parts, place: u32) -> Key {
    let names = [&parts.writer.to_le_bytes()[..], &parts.number.to_le_bytes(), &place.to_le_bytes()];
    Space::Crowd.key(&identity.key("shared snapshot", &names))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_comes_back_from_its_bytes_and_refuses_others() {
        let parts = Parts { writer: 1, number: 2, count: 3, since: 4 };
        let head = Head {
            snapshot: Some(Snapshot { parts, bytes: 5, digest: [6; 32] }),
            writers: vec![Writer { id: 7, kept_from: 8, covered: 9, active_at: 10 }],
            litter: vec![parts, parts],
        };
        let bytes = head.to_bytes();
        assert_eq!(Head::from_bytes(&bytes).unwrap(), head);
        assert_eq!(Head::from_bytes(&Head::default().to_bytes()).unwrap(), Head::default());
        for length in 0..bytes.len() {
            assert!(Head::from_bytes(&bytes[..length]).is_err(), "{length}");
        }
        let mut newer = bytes;
        newer[0] = FORMAT + 1;
        assert!(Head::from_bytes(&newer).unwrap_err().to_string().contains("newer Koko"));
    }
}
