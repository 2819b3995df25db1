//! Acknowledged is acknowledged: a process that uses a store, or the server behind it, is killed at random moments.

// A test may panic.
#![allow(clippy::unwrap_used)]

use std::cell::RefCell;
use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};
use std::sync::Arc;

use koko_core::actor::{ActorLedger, CrowdSizes, Event, LedgerOptions, Restored};
use koko_core::clock::{Clock, SystemClock};
use koko_core::content::ActorId;
use koko_core::store::suite::kill;
use koko_core::store::suite::server::{Append, Server};
use koko_core::store::{self, FileOptions, FileStore, StateStore};

/// Tells the child which store to use.
const ADDRESS: &str = "KOKO_KILL_ADDRESS";
/// Tells it which round it is.
const ROUND: &str = "KOKO_KILL_ROUND";
const ROUNDS: u64 = 8;
/// A round ends after at most so many ids.
const MOST: u64 = 400;

fn open(address: &str) -> Arc<dyn StateStore> {
    match address.strip_prefix("file:") {
        // So few that the end also comes in the middle of a checkpoint.
        Some(folder) => {
            let options = FileOptions { checkpoint_bytes: 30_000, ..FileOptions::default() };
            Arc::new(FileStore::open_with(folder, Arc::new(SystemClock), options).unwrap())
        }
        None => store::open(address, Arc::new(SystemClock)).unwrap(),
    }
}

#[test]
#[ignore = "the other tests start it as a process of its own, to be killed"]
fn child() {
    let address = std::env::var(ADDRESS).expect("the parent names a store");
    // Its end is told by the parent, or by a server that is gone.
    let _ = kill::write_until_killed(&*open(&address), 4);
}

fn start_child(address: &str) -> Command {
    let mut command = Command::new(std::env::current_exe().unwrap());
    command.args(["child", "--exact", "--ignored", "--nocapture", "--test-threads=1"]).env(ADDRESS, address);
    command
}

fn kill_child(child: &mut Child) {
    child.kill().unwrap();
}

#[test]
fn a_folder_survives_the_end_of_its_process() {
    let folder = tempfile::tempdir().unwrap();
    let address = format!("file:{}", folder.path().display());
    let acknowledged =
        kill::run(&mut || start_child(&address), ROUNDS, MOST, &mut kill_child, &mut || open(&address));
    assert!(acknowledged >= ROUNDS);
}

#[test]
fn a_server_survives_the_end_of_its_client() {
    let server = Server::start(Append::EverySecond, &[]);
    let address = server.address();
    let acknowledged =
        kill::run(&mut || start_child(&address), ROUNDS, MOST, &mut kill_child, &mut || open(&address));
    assert!(acknowledged >= ROUNDS);
}

#[test]
fn a_server_that_writes_before_it_answers_survives_its_own_end() {
    let server = RefCell::new(Server::start(Append::Always, &[]));
    let address = server.borrow().address();
    let mut end = |child: &mut Child| {
        server.borrow_mut().kill();
        kill_child(child);
    };
    let mut reopen = || {
        server.borrow_mut().start_again();
        open(&address)
    };
    let acknowledged = kill::run(&mut || start_child(&address), ROUNDS, MOST, &mut end, &mut reopen);
    assert!(acknowledged >= ROUNDS);
}

fn ledger_in(folder: &str) -> ActorLedger {
    let crowd = CrowdSizes {
        habits: 1 << 12,
        doorkeeper: 1 << 10,
        events: 1 << 14,
        near_texts: 1 << 8,
        authors_a_day: 1 << 10,
        posting_authors: 1 << 10,
        ..CrowdSizes::default()
    };
    let options = LedgerOptions { crowd, ..LedgerOptions::default() };
    ActorLedger::open(open(&format!("file:{folder}")), options).unwrap()
}

/// Posts of a round, as many as are wanted.
fn posts(round: u64, batch: u64) -> Vec<Event> {
    let at = SystemClock.now().unix_seconds();
    let post = |number: u64| {
        let name = format!("{round}-{batch}-{number}");
        let json = format!(
            r#"{{"event": "posted", "id": "{name}", "author": "a{}", "at": {at}, "text": "nobody has read {name} before", "community": "c{}", "scores": {{"insult": 0.4}}}}"#,
            number * 13 % 150,
            number % 7
        );
        serde_json::from_str(&json).unwrap()
    };
    (0..150).map(post).collect()
}

#[test]
#[ignore = "the next test starts it as a process of its own, to be killed"]
fn child_with_a_ledger() {
    let folder = std::env::var(ADDRESS).expect("the parent names a folder");
    let round = std::env::var(ROUND).unwrap().parse().unwrap();
    let ledger = ledger_in(&folder);
    for batch in 0.. {
        assert!(
            ledger.record_many(&posts(round, batch)).into_iter().all(|recorded| recorded.unwrap().counted)
        );
        ledger.keep().unwrap();
        eprintln!("batch {batch}");
    }
}

#[test]
fn what_authors_share_survives_the_end_of_its_process() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path().display().to_string();
    let mut acknowledged = 0;
    for round in 0..4 {
        let mut command = Command::new(std::env::current_exe().unwrap());
        command.args(["child_with_a_ledger", "--exact", "--ignored", "--nocapture", "--test-threads=1"]);
        command
            .env(ADDRESS, &folder)
            .env(ROUND, round.to_string())
            .stderr(Stdio::piped())
            .stdout(Stdio::null());
        let mut child = command.spawn().unwrap();
        let said = BufReader::new(child.stderr.take().unwrap()).lines();
        let batches = said.map_while(Result::ok).filter(|line| line.starts_with("batch "));
        // Some ends are in the middle of a snapshot, which is made every fifty batches or so.
        let last = batches.take(30 + 25 * round as usize).last().unwrap();
        let last = last.strip_prefix("batch ").unwrap().parse().unwrap();
        kill_child(&mut child);
        child.wait().unwrap();
        acknowledged += (last + 1) * 150;

        let ledger = ledger_in(&folder);
        let Restored::Everything { .. } = ledger.restored() else {
            panic!("{round}: {:?}", ledger.restored())
        };
        let again = ledger.record_many(&posts(round, last));
        assert!(again.into_iter().all(|recorded| !recorded.unwrap().counted), "it counts once");
        let author = ActorId::new("a0").unwrap();
        let standing = ledger.standing(&author).unwrap().unwrap();
        assert!(standing.percentile.is_some(), "a hundred and fifty authors are enough to compare with");
    }
    assert!(acknowledged > 0);
}
