//! Acknowledged is acknowledged: a process that uses a store, or the server behind it, is killed at random moments.

// A test may panic.
#![allow(clippy::unwrap_used)]

use std::cell::RefCell;
use std::process::{Child, Command};
use std::sync::Arc;

use koko_core::clock::SystemClock;
use koko_core::store::suite::kill;
use koko_core::store::suite::server::{Append, Server};
use koko_core::store::{self, FileOptions, FileStore, StateStore};

/// Tells the child which store to use.
const ADDRESS: &str = "KOKO_KILL_ADDRESS";
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
