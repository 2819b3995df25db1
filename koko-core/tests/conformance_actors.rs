//! The golden cases of `conformance/actors.jsonl` through the Rust face: events in, standings out.
//!
//! Each line is a case: `events` are replayed as they happened, and `standings` are those of `authors` at `now`.
//! `KOKO_BLESS=1 cargo test -p koko-core --test conformance_actors` writes them; read the difference before you keep it.

#![allow(clippy::unwrap_used, reason = "in a test, a panic is the report")]

use std::path::{Path, PathBuf};
use std::sync::Arc;

use koko_core::actor::{ActorLedger, Event, LedgerOptions, Standing};
use koko_core::clock::{Clock, HandClock, Timestamp};
use koko_core::content::ActorId;
use koko_core::store::MemoryStore;
use serde::{Deserialize, Serialize};

/// How far a contribution may be from the one in the file, in thousandths of a nat: rounding differs between machines.
const TOLERANCE_MN: i32 = 2;

#[derive(Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
struct Case {
    name: String,
    why: String,
    now: i64,
    events: Vec<Event>,
    authors: Vec<String>,
    standings: Vec<Expected>,
}

#[derive(Debug, PartialEq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
struct Expected {
    author: String,
    family: String,
    band: String,
    base_mn: i32,
    total_mn: i32,
    findings: Vec<(String, i32)>,
}

fn path() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../conformance/actors.jsonl")
}

fn cases() -> Vec<Case> {
    let text = std::fs::read_to_string(path()).unwrap();
    let case = |(number, line): (usize, &str)| {
        serde_json::from_str(line)
            .unwrap_or_else(|error| panic!("actors.jsonl, line {}: {error}", number + 1))
    };
    text.lines().enumerate().map(case).collect()
}

fn run(case: &Case) -> Vec<Standing> {
    let clock: Arc<dyn Clock> = Arc::new(HandClock::at(Timestamp::from_unix_seconds(case.now)));
    let store = Arc::new(MemoryStore::new(Arc::clone(&clock)));
    let ledger = ActorLedger::new(store, LedgerOptions { clock, ..LedgerOptions::default() });
    for (number, answer) in ledger.replay_many(&case.events).into_iter().enumerate() {
        answer.unwrap_or_else(|error| panic!("{}, event {}: {error}", case.name, number + 1));
    }
    let standing = |author: &String| ledger.standing(&ActorId::new(author.as_str()).unwrap()).unwrap();
    case.authors
        .iter()
        .map(|author| standing(author).unwrap_or_else(|| panic!("{}: {author} is gone", case.name)))
        .collect()
}

fn seen(standing: &Standing) -> Expected {
    let findings = standing.findings.iter();
    Expected {
        author: standing.author.as_str().to_owned(),
        family: standing.family.as_str().to_owned(),
        band: standing.band.as_str().to_owned(),
        base_mn: standing.base_mn,
        total_mn: standing.total_mn,
        findings: findings.map(|found| (found.signal.as_str().to_owned(), found.contribution_mn)).collect(),
    }
}

fn near(found: &Expected, wanted: &Expected) -> bool {
    let close = |found: i32, wanted: i32| (found - wanted).abs() <= TOLERANCE_MN;
    let sorted = |expected: &Expected| {
        let mut findings = expected.findings.clone();
        findings.sort();
        findings
    };
    (&found.author, &found.family, &found.band) == (&wanted.author, &wanted.family, &wanted.band)
        && found.base_mn == wanted.base_mn
        && close(found.total_mn, wanted.total_mn)
        && found.findings.len() == wanted.findings.len()
        && sorted(found)
            .iter()
            .zip(&sorted(wanted))
            .all(|(one, other)| one.0 == other.0 && close(one.1, other.1))
}

#[test]
fn standings_are_those_of_the_file() {
    let mut cases = cases();
    if std::env::var_os("KOKO_BLESS").is_some_and(|bless| bless == "1") {
        for case in &mut cases {
            case.standings = run(case).iter().map(seen).collect();
        }
        let lines: Vec<String> =
            cases.iter().map(|case| serde_json::to_string(case).unwrap() + "\n").collect();
        std::fs::write(path(), lines.concat()).unwrap();
    }
    let mut failures = Vec::new();
    for case in &cases {
        let found: Vec<Expected> = run(case).iter().map(seen).collect();
        if found.len() != case.standings.len()
            || !found.iter().zip(&case.standings).all(|(one, other)| near(one, other))
        {
            failures.push(format!("{}: {found:?} instead of {:?}", case.name, case.standings));
        }
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

#[test]
fn the_same_events_one_by_one_or_all_at_once_give_the_same_standings() {
    for case in cases() {
        let clock: Arc<dyn Clock> = Arc::new(HandClock::at(Timestamp::from_unix_seconds(case.now)));
        let store = Arc::new(MemoryStore::new(Arc::clone(&clock)));
        let ledger = ActorLedger::new(store, LedgerOptions { clock, ..LedgerOptions::default() });
        case.events.iter().for_each(|event| drop(ledger.replay(event).unwrap()));
        for (author, wanted) in case.authors.iter().zip(&case.standings) {
            let found = seen(&ledger.standing(&ActorId::new(author.as_str()).unwrap()).unwrap().unwrap());
            assert!(near(&found, wanted), "{}: {found:?} instead of {wanted:?}", case.name);
        }
    }
}
