//! Proves what a store keeps: a child acknowledges, is killed, and every acknowledged id is there exactly once.
//!
//! The child calls [`write_until_killed`], the parent [`run`]; they speak through the standard output of the child.

use std::collections::BTreeMap;
use std::hash::{BuildHasher, RandomState};
use std::io::{BufRead, BufReader, Write};
use std::process::{Command, Stdio};

use super::super::{Change, Key, Outcome, Space, StateStore, Stored};
use crate::error::Error;

/// Where the child finds the number that its ids begin with.
const FIRST: &str = "KOKO_KILL_FIRST";
/// What the child says of an id once it is acknowledged.
const ACKNOWLEDGED: &str = "acknowledged ";
/// Records that the ids are spread over.
const RECORDS: u64 = 64;
/// A record with this many ids takes no more, so that it stays below the limit of a store.
const MOST_IDS: usize = 8_000;

/// In the child: adds ids to records from so many threads, and says of each when it is acknowledged. Ends only by force, or
/// with an error.
pub fn write_until_killed(store: &dyn StateStore, threads: u64) -> Result<(), Error> {
    let first: u64 = std::env::var(FIRST).ok().and_then(|first| first.parse().ok()).unwrap_or_default();
    std::thread::scope(|scope| {
        let work = |thread: u64| -> Result<(), Error> {
            for id in (first + thread..).step_by(threads as usize) {
                if add(store, id)? {
                    // One call of write: a line is never torn by another thread or by the end.
                    let line = format!("{ACKNOWLEDGED}{id}\n");
                    if std::io::stdout().lock().write_all(line.as_bytes()).is_err() {
                        return Ok(());
                    }
                }
            }
            Ok(())
        };
        let threads: Vec<_> = (0..threads).map(|thread| scope.spawn(move || work(thread))).collect();
        threads.into_iter().try_for_each(|thread| {
            thread
                .join()
                .unwrap_or_else(|_| Err(Error::InferenceFailed { what: "a thread panicked".to_owned() }))
        })
    })
}

/// In the parent: starts the child again and again, kills it after it has acknowledged some random number of ids up to
/// `most`, and checks the store that `reopen` gives. Returns how many ids were acknowledged.
///
/// # Panics
/// When an acknowledged id is not there, or any id is there twice.
pub fn run(
    child: &mut dyn FnMut() -> Command,
    rounds: u64,
    most: u64,
    kill: &mut dyn FnMut(&mut std::process::Child),
    reopen: &mut dyn FnMut() -> std::sync::Arc<dyn StateStore>,
) -> u64 {
    let mut acknowledged: Vec<u64> = Vec::new();
    for round in 1..=rounds {
        let mut command = child();
        command.env(FIRST, (round << 40).to_string()).stdout(Stdio::piped()).stdin(Stdio::null());
        let mut process = command.spawn().expect("the child starts");
        let mut lines = BufReader::new(process.stdout.take().expect("the output is a pipe")).lines();
        let wanted = 1 + RandomState::new().hash_one(round) % most;
        let mut count = 0;
        while count < wanted {
            let line = lines.next().unwrap_or_else(|| panic!("the child ended after {count} ids"));
            let id = id_in(&line.expect("the child writes text"));
            count += u64::from(id.is_some());
            acknowledged.extend(id);
        }
        kill(&mut process);
        // What it had said before it fell is acknowledged as well. No line is cut: each was written whole.
        acknowledged.extend(lines.map_while(Result::ok).filter_map(|line| id_in(&line)));
        process.wait().expect("the child has ended");
        check(&*reopen(), &acknowledged);
    }
    acknowledged.len() as u64
}

/// Panics unless every one of these ids is in the store once, and no id is there twice.
fn check(store: &dyn StateStore, acknowledged: &[u64]) {
    let keys: Vec<Key> = (0..RECORDS * 256).map(key_of).collect();
    let mut found: BTreeMap<u64, u32> = BTreeMap::new();
    for stored in store.load(&keys).expect("loads").into_iter().flatten() {
        ids_of(&stored).for_each(|id| *found.entry(id).or_default() += 1);
    }
    assert!(found.values().all(|count| *count == 1), "an id is there twice");
    let lost: Vec<&u64> = acknowledged.iter().filter(|id| !found.contains_key(id)).collect();
    assert!(
        lost.is_empty(),
        "{} of {} acknowledged ids are lost, {:?}",
        lost.len(),
        acknowledged.len(),
        lost[0]
    );
}

/// Adds an id to its record, as a ledger does: once, whatever happens on the way. False if the record is full.
fn add(store: &dyn StateStore, id: u64) -> Result<bool, Error> {
    let key = key_of(id % RECORDS + (id >> 40) % 256 * RECORDS);
    let load = || Ok::<_, Error>(store.load(std::slice::from_ref(&key))?.pop().flatten());
    let mut present = load()?;
    loop {
        let mut ids: Vec<u64> = present.iter().flat_map(ids_of).collect();
        if ids.contains(&id) {
            return Ok(true);
        }
        if ids.len() >= MOST_IDS {
            return Ok(false);
        }
        ids.push(id);
        let value = ids.iter().flat_map(|id| id.to_le_bytes()).collect();
        let expect = present.map(|stored| stored.version);
        let change = Change { key: key.clone(), expect, value: Some(value), expires_at: None };
        match store.save_if(&[change]).map(|mut outcomes| outcomes.remove(0)) {
            Ok(Outcome::Saved(_)) => return Ok(true),
            Ok(Outcome::Conflict(found)) => present = found,
            Err(Error::StoreOutcomeUnknown { .. }) => present = load()?,
            Err(error) => return Err(error),
        }
    }
}

fn key_of(number: u64) -> Key {
    let mut hash = [0; 16];
    hash[..8].copy_from_slice(&number.to_be_bytes());
    Space::Author.key(&hash)
}

fn ids_of(stored: &Stored) -> impl Iterator<Item = u64> + '_ {
    stored.bytes.chunks_exact(8).map(|id| u64::from_le_bytes(id.try_into().expect("8 bytes")))
}

fn id_in(line: &str) -> Option<u64> {
    line.strip_prefix(ACKNOWLEDGED)?.parse().ok()
}
