use std::sync::Arc;
use std::sync::atomic::{AtomicU8, Ordering};
use std::time::Duration;

use super::head::{FORMAT, Head, head_key, part_key};
use super::*;
use crate::actor::{ActorLedger, Event, LedgerOptions, Recorded};
use crate::clock::{Clock, HandClock};
use crate::content::ActorId;
use crate::error::Error;
use crate::store::{Change, Cursor, FileStore, Keeps, Key, MemoryStore, Outcome, Page, Space, Stored};

const START: i64 = 1_750_000_000;

fn clock() -> Arc<HandClock> {
    Arc::new(HandClock::at(Timestamp::from_unix_seconds(START)))
}

fn sizes() -> CrowdSizes {
    CrowdSizes {
        first_sights: 1 << 10,
        doorkeeper: 1 << 10,
        habits: 1 << 14,
        clusters: 1 << 10,
        near_texts: 1 << 10,
        authors_a_day: 1 << 10,
        posting_authors: 1 << 10,
        events: 1 << 14,
        flags: 1 << 10,
        ..CrowdSizes::default()
    }
}

fn memory(clock: &Arc<HandClock>) -> Arc<dyn StateStore> {
    Arc::new(MemoryStore::new(Arc::clone(clock) as Arc<dyn Clock>))
}

fn options(clock: &Arc<HandClock>) -> LedgerOptions {
    let clock = Arc::clone(clock) as Arc<dyn Clock>;
    LedgerOptions { clock, crowd: sizes(), ..LedgerOptions::default() }
}

fn open(store: &Arc<dyn StateStore>, clock: &Arc<HandClock>) -> ActorLedger {
    ActorLedger::open(Arc::clone(store), options(clock)).unwrap()
}

/// A day of a place where most are harmless, some swear, a few post the same, and some are reported.
fn events(from: usize, to: usize) -> Vec<Event> {
    let event = |number: usize| {
        let at = START - 4_000 + number as i64 / 8;
        let mixed = number.wrapping_mul(2_654_435_761) % 1_000;
        let author = number * 7 % 211;
        let json = match number % 16 {
            13 => format!(
                r#"{{"event": "flagged", "id": "f{number}", "author": "a{author}", "reporter": "r{}", "at": {at}, "post": "p{}"}}"#,
                mixed % 17,
                number.saturating_sub(3)
            ),
            3..=5 => {
                // Five who copy each other.
                let text = format!(
                    "everybody must know what the mayor did on street number {}",
                    (b'a' + (number / 64 % 20) as u8) as char
                );
                format!(
                    r#"{{"event": "posted", "id": "p{number}", "author": "c{}", "at": {at}, "text": "{text}", "object": "o{}", "scores": {{"spam": 0.6}}, "community": "town"}}"#,
                    number % 5,
                    number / 64
                )
            }
            _ => {
                let insult = if author < 30 { 0.2 + mixed as f32 / 1_300.0 } else { 0.05 };
                format!(
                    r#"{{"event": "posted", "id": "p{number}", "author": "a{author}", "at": {at}, "scores": {{"insult": {insult}}}, "community": "g{}", "thread": "t{}", "target": "a{}"}}"#,
                    mixed % 5,
                    mixed % 40,
                    mixed % 23
                )
            }
        };
        serde_json::from_str(&json).unwrap_or_else(|error| panic!("{json}: {error}"))
    };
    (from..to).map(event).collect()
}

fn record(ledger: &ActorLedger, events: &[Event]) -> Vec<String> {
    let shown = |recorded: Result<Recorded>| serde_json::to_string(&recorded.unwrap()).unwrap();
    events.chunks(50).flat_map(|events| ledger.record_many(events)).map(shown).collect()
}

/// How everybody stands, and what moderators see of those who act together.
fn picture(ledger: &ActorLedger, clock: &HandClock) -> Vec<String> {
    let names = (0..211).map(|number| format!("a{number}")).chain((0..5).map(|number| format!("c{number}")));
    let standings = names.map(|name| {
        let standing = ledger.standing(&ActorId::new(name).unwrap()).unwrap();
        serde_json::to_string(&standing).unwrap()
    });
    let crowd = ledger.crowd();
    let together =
        format!("{:?} {:?} {:?}", crowd.recurring_pairs(), crowd.brigades(), crowd.raids(clock.now()));
    standings.chain([together]).collect()
}

fn snapshot_now(ledger: &ActorLedger) {
    let journal = ledger.shared.journal.as_ref().unwrap();
    journal.state().unwrap().must_make = true;
    assert!(ledger.keep().unwrap());
    assert!(!journal.state().unwrap().must_make, "it was made");
}

fn head(store: &Arc<dyn StateStore>) -> Stored {
    let identity = Identity::new(LedgerOptions::default().secret);
    store.load(&[head_key(&identity)]).unwrap().remove(0).unwrap()
}

fn spoil(store: &Arc<dyn StateStore>, key: Key, change: impl FnOnce(&mut Vec<u8>)) {
    let mut stored = store.load(std::slice::from_ref(&key)).unwrap().remove(0).unwrap();
    change(&mut stored.bytes);
    let change = Change { key, expect: Some(stored.version), value: Some(stored.bytes), expires_at: None };
    assert!(matches!(store.save_if(&[change]).unwrap()[..], [Outcome::Saved(_)]));
}

fn keys_of(store: &Arc<dyn StateStore>) -> Vec<Key> {
    let page = store.scan(Space::Crowd, None, 100_000).unwrap();
    page.records.into_iter().map(|(key, _)| key).collect()
}

#[test]
fn after_a_restart_everything_goes_on_as_if_there_had_been_none() {
    // Enough posts for the shares of families to be known.
    let (before, after) = (events(0, 12_000), events(12_000, 12_600));
    // Whenever a snapshot is due, and at this one's time: the rest is in the journal only.
    for snapshot_at in [None, Some(7_000)] {
        let clock = clock();
        let (store, never_stopped) = (memory(&clock), open(&memory(&clock), &clock));
        record(&never_stopped, &before);
        assert!(picture(&never_stopped, &clock).iter().any(|line| line.contains(r#""percentile":0"#)));
        assert!(never_stopped.crowd().recurring_pairs().len() > 3);

        let first = open(&store, &clock);
        assert_eq!(*first.restored(), Restored::Nothing);
        let (one, rest) = before.split_at(snapshot_at.unwrap_or(0));
        record(&first, one);
        if snapshot_at.is_some() {
            snapshot_now(&first);
        }
        record(&first, rest);
        assert_eq!(first.keep().unwrap(), !rest.is_empty());
        let was = picture(&first, &clock);
        drop(first);

        let second = open(&store, &clock);
        let Restored::Everything { events } = second.restored() else { panic!("{:?}", second.restored()) };
        assert!(snapshot_at != Some(7_000) || *events > 4_900, "{events} were in the journal only");
        assert_eq!(picture(&second, &clock), was);
        assert_eq!(was, picture(&never_stopped, &clock));
        assert_eq!(record(&second, &after), record(&never_stopped, &after));
        // What was seen before the restart is known, and gets the receipt that it got then.
        let again = second.record(&before[11_999]).unwrap();
        assert!(!again.counted && again.receipt == never_stopped.record(&before[11_999]).unwrap().receipt);
    }
}

#[test]
fn kill_9_costs_no_more_than_what_was_not_written_down() {
    let clock = clock();
    let folder = tempfile::tempdir().unwrap();
    let open_folder = || -> Arc<dyn StateStore> {
        Arc::new(FileStore::open(folder.path(), Arc::clone(&clock) as Arc<dyn Clock>).unwrap())
    };
    let store = open_folder();
    let ledger = open(&store, &clock);
    record(&ledger, &events(0, 3_000));
    ledger.keep().unwrap();
    let written = ledger.shared.tenant_bytes();
    record(&ledger, &events(3_000, 3_100));
    let standings = picture(&ledger, &clock);
    drop((ledger, store));

    let store = open_folder();
    let ledger = open(&store, &clock);
    assert_eq!(ledger.shared.tenant_bytes(), written);
    // Whoever was not sure sends it again: the records have it.
    let counted: Vec<bool> = ledger
        .record_many(&events(3_000, 3_100))
        .into_iter()
        .map(|recorded| recorded.unwrap().counted)
        .collect();
    assert!(counted.iter().all(|counted| !counted));
    assert_eq!(ledger.shared.tenant_bytes(), written, "nor does it count twice for what is shared");
    let evidence = |lines: &[String]| -> Vec<f64> {
        let standings = lines.iter().filter_map(|line| serde_json::from_str::<serde_json::Value>(line).ok());
        standings.filter_map(|standing| standing["evidence"].as_f64()).collect()
    };
    assert_eq!(evidence(&picture(&ledger, &clock)), evidence(&standings));
}

#[test]
fn replicas_on_one_store_know_the_same_and_count_it_once() {
    let clock = clock();
    let store = memory(&clock);
    let (one, other) = (open(&store, &clock), open(&store, &clock));
    let all = events(0, 2_400);
    for (place, some) in all.chunks(60).enumerate() {
        record([&one, &other][place % 2], some);
        one.keep().unwrap();
        other.keep().unwrap();
        match place {
            10 | 30 => snapshot_now(&one),
            11 | 20 => snapshot_now(&other),
            _ => {}
        }
    }
    one.keep().unwrap();
    let alone = open(&memory(&clock), &clock);
    record(&alone, &all);
    let third = open(&store, &clock);
    assert!(matches!(third.restored(), Restored::Everything { .. }));
    let posts_and_harm = |ledger: &ActorLedger| ledger.shared.tenant_bytes()[..7 * 8].to_vec();
    let percentile = |ledger: &ActorLedger| {
        ledger.shared.tenant.percentile(Family::Harassment, -4_000, START as u32).unwrap()
    };
    for ledger in [&one, &other, &third] {
        assert_eq!(posts_and_harm(ledger), posts_and_harm(&alone));
        assert!((percentile(ledger) - percentile(&alone)).abs() < 0.01);
        let pairs = |ledger: &ActorLedger| -> Vec<[u64; 2]> {
            let mut pairs: Vec<_> =
                ledger.crowd().recurring_pairs().iter().map(|pair| pair.authors).collect();
            pairs.sort_unstable();
            pairs
        };
        assert_eq!(pairs(ledger), pairs(&alone));
    }
}

#[test]
fn whoever_is_forgotten_is_forgotten_everywhere_and_after_a_restart() {
    let clock = clock();
    let store = memory(&clock);
    let (one, other) = (open(&store, &clock), open(&store, &clock));
    record(&one, &events(0, 1_000));
    one.keep().unwrap();
    other.keep().unwrap();
    assert!(one.forget(&ActorId::new("c1").unwrap()).unwrap());
    one.keep().unwrap();
    other.keep().unwrap();
    let key = one.key_of(&ActorId::new("c1").unwrap()).tag();
    for ledger in [&one, &other, &open(&store, &clock)] {
        let pairs = ledger.crowd().recurring_pairs();
        assert!(!pairs.is_empty() && pairs.iter().all(|pair| !pair.authors.contains(&key)));
    }
}

#[test]
fn what_is_damaged_is_told_and_replaced() {
    let identity = Identity::new(LedgerOptions::default().secret);
    for case in ["cut short", "missing", "an older format", "a journal"] {
        let clock = clock();
        let store = memory(&clock);
        let first = open(&store, &clock);
        record(&first, &events(0, 800));
        snapshot_now(&first);
        record(&first, &events(800, 900));
        first.keep().unwrap();
        let (writer, next) = {
            let state = first.shared.journal.as_ref().unwrap().state().unwrap();
            (state.writer, state.next)
        };
        let parts = Head::from_bytes(&head(&store).bytes).unwrap().snapshot.unwrap().parts;
        drop(first);
        match case {
            "cut short" => {
                spoil(&store, part_key(&identity, &parts, parts.count - 1), |bytes| {
                    bytes.truncate(bytes.len() - 1)
                });
            }
            "missing" => {
                let key = part_key(&identity, &parts, 0);
                let stored = store.load(std::slice::from_ref(&key)).unwrap().remove(0).unwrap();
                let change = Change { key, expect: Some(stored.version), value: None, expires_at: None };
                store.save_if(&[change]).unwrap();
            }
            "an older format" => {
                // The version of the tables stands behind the format, a length and eight letters.
                let place = 1 + 8 + 8;
                let mut body = Vec::new();
                for part in 0..parts.count {
                    let key = part_key(&identity, &parts, part);
                    body.extend(store.load(&[key]).unwrap().remove(0).unwrap().bytes);
                }
                body[place] = 1;
                spoil(&store, part_key(&identity, &parts, 0), |bytes| bytes[place] = 1);
                spoil(&store, head_key(&identity), |bytes| {
                    let mut head = Head::from_bytes(bytes).unwrap();
                    head.snapshot.as_mut().unwrap().digest = *blake3::hash(&body).as_bytes();
                    *bytes = head.to_bytes();
                });
            }
            _ => spoil(&store, super::head::entry_key(&identity, writer, next - 1), |bytes| {
                bytes.truncate(bytes.len() - 1)
            }),
        }
        let second = open(&store, &clock);
        assert!(matches!(second.restored(), Restored::Partly { .. }), "{case}: {:?}", second.restored());
        let evidence = second.standing(&ActorId::new("a0").unwrap()).unwrap().unwrap().evidence;
        assert!(evidence > 0.0, "records do not depend on it");
        record(&second, &events(900, 920));
        second.keep().unwrap();
        let third = open(&store, &clock);
        assert!(matches!(third.restored(), Restored::Everything { .. }), "{case}: {:?}", third.restored());
        assert_eq!(third.shared.tenant_bytes(), second.shared.tenant_bytes());
    }
}

#[test]
fn what_a_newer_koko_wrote_is_left_alone() {
    let clock = clock();
    let store = memory(&clock);
    let ledger = open(&store, &clock);
    record(&ledger, &events(0, 10));
    ledger.keep().unwrap();
    let identity = Identity::new(LedgerOptions::default().secret);
    spoil(&store, head_key(&identity), |bytes| bytes[0] = FORMAT + 1);
    let refused = ActorLedger::open(Arc::clone(&store), options(&clock)).err().unwrap();
    assert!(refused.to_string().contains("newer Koko"), "{refused}");
    record(&ledger, &events(10, 20));
    assert!(ledger.keep().is_err());
    assert_eq!(head(&store).bytes[0], FORMAT + 1);
}

#[test]
fn tables_of_another_size_begin_anew_and_say_so() {
    let clock = clock();
    let store = memory(&clock);
    let ledger = open(&store, &clock);
    record(&ledger, &events(0, 100));
    snapshot_now(&ledger);
    let crowd = CrowdSizes { domains: 1 << 12, ..sizes() };
    let other = ActorLedger::open(Arc::clone(&store), LedgerOptions { crowd, ..options(&clock) }).unwrap();
    let Restored::Partly { what } = other.restored() else { panic!("{:?}", other.restored()) };
    assert!(what.contains("other sizes"), "{what}");
}

#[test]
fn old_snapshots_and_journals_are_swept_away() {
    let clock = clock();
    let store = memory(&clock);
    let ledger = open(&store, &clock);
    let mut most = 0;
    for round in 0..12 {
        record(&ledger, &events(round * 200, (round + 1) * 200));
        ledger.keep().unwrap();
        snapshot_now(&ledger);
        if round == 3 {
            most = keys_of(&store).len();
        }
    }
    let head = Head::from_bytes(&head(&store).bytes).unwrap();
    assert!(head.litter.is_empty() && head.writers.len() == 1, "{head:?}");
    assert!(keys_of(&store).len() <= most + 2, "{} of {most}", keys_of(&store).len());
    // Those who have ended leave the list.
    for _ in 0..5 {
        let short = open(&store, &clock);
        record(&short, &events(5_000, 5_010));
        short.keep().unwrap();
        ledger.keep().unwrap();
        clock.advance(Duration::from_secs(4_000));
    }
    snapshot_now(&ledger);
    clock.advance(Duration::from_secs(4_000));
    snapshot_now(&ledger);
    let writers = Head::from_bytes(&self::head(&store).bytes).unwrap().writers;
    assert_eq!(writers.len(), 1, "{writers:?}");
    // One who was only silent enters it again.
    let third = open(&store, &clock);
    let silent = open(&store, &clock);
    record(&silent, &events(6_000, 6_010));
    silent.keep().unwrap();
    third.keep().unwrap();
    clock.advance(Duration::from_secs(4_000));
    ledger.keep().unwrap();
    snapshot_now(&ledger);
    clock.advance(Duration::from_secs(4_000));
    snapshot_now(&ledger);
    record(&silent, &events(6_010, 6_020));
    silent.keep().unwrap();
    third.keep().unwrap();
    assert_eq!(third.shared.tenant_bytes(), silent.shared.tenant_bytes());
}

/// A store that fails when it is told to.
struct Failing {
    inner: Arc<dyn StateStore>,
    mode: AtomicU8,
}

impl StateStore for Failing {
    fn load(&self, keys: &[Key]) -> Result<Vec<Option<Stored>>> {
        self.inner.load(keys)
    }

    fn save_if(&self, changes: &[Change]) -> Result<Vec<Outcome>> {
        let what = "as the test wants".to_owned();
        match self.mode.load(Ordering::SeqCst) {
            0 => self.inner.save_if(changes),
            1 => {
                let (store, retry_after) = ("test".to_owned(), Duration::from_millis(1));
                Err(Error::StoreUnavailable { store, what, retry_after })
            }
            _ => {
                self.inner.save_if(changes)?;
                Err(Error::StoreOutcomeUnknown { what })
            }
        }
    }

    fn scan(&self, space: Space, from: Option<Cursor>, limit: usize) -> Result<Page> {
        self.inner.scan(space, from, limit)
    }

    fn keeps(&self) -> Keeps {
        self.inner.keeps()
    }
}

#[test]
fn a_store_that_is_away_delays_what_is_written_down_and_nothing_counts_twice() {
    let clock = clock();
    let failing = Arc::new(Failing { inner: memory(&clock), mode: AtomicU8::new(0) });
    let store = Arc::clone(&failing) as Arc<dyn StateStore>;
    let ledger = open(&store, &clock);
    for (place, some) in events(0, 900).chunks(100).enumerate() {
        record(&ledger, some);
        failing.mode.store(place as u8 % 3, Ordering::SeqCst);
        if place > 5 {
            ledger.shared.journal.as_ref().unwrap().state().unwrap().must_make = true;
        }
        assert_eq!(ledger.keep().is_ok(), place % 3 == 0);
        failing.mode.store(0, Ordering::SeqCst);
    }
    ledger.keep().unwrap();
    let next = open(&store, &clock);
    assert!(matches!(next.restored(), Restored::Everything { .. }));
    assert_eq!(next.shared.tenant_bytes(), ledger.shared.tenant_bytes());
    assert_eq!(picture(&next, &clock), picture(&ledger, &clock));
}

#[test]
fn a_ledger_that_is_attended_writes_down_what_waits_when_it_is_dropped() {
    let clock = clock();
    let store = memory(&clock);
    let ledger = open(&store, &clock).attended().unwrap();
    let beside = ledger.beside(ledger.rules().parameters().clone(), "another");
    record(&ledger, &events(0, 100));
    let tenant = ledger.shared.tenant_bytes();
    drop(ledger);
    record(&beside, &events(100, 200));
    assert_eq!(beside.trouble(), None);
    let both = beside.shared.tenant_bytes();
    assert_ne!(both, tenant);
    drop(beside);
    assert_eq!(open(&store, &clock).shared.tenant_bytes(), both);
}

#[test]
fn what_gets_too_much_to_wait_is_in_the_next_snapshot() {
    let clock = clock();
    let store = memory(&clock);
    let ledger = open(&store, &clock);
    record(&ledger, &events(0, 300));
    // Longer notes than there are, so that it takes fewer.
    for _ in 0..40_000 {
        ledger.shared.note(|out| {
            note::put_stands(out, &[0; 6], 1);
            out.resize(out.len() + 2_000, 0);
        });
    }
    assert!(ledger.shared.has_notes() && ledger.keep().unwrap());
    let next = open(&store, &clock);
    assert_eq!(next.shared.tenant_bytes(), ledger.shared.tenant_bytes());
}

impl Shared {
    fn tenant_bytes(&self) -> Vec<u8> {
        let mut bytes = Vec::new();
        self.tenant.save(&mut bytes);
        bytes
    }
}
