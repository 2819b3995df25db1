//! What every backend must pass. A new store calls [`run`] from its tests, and, if it keeps something, [`kill::run`] with
//! a child process; the suite decides.
//!
//! [`server`] starts a real Valkey or Redis for those who need one.

pub mod kill;
pub mod server;

use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use super::{Change, Key, MAX_KEY_BYTES, MAX_VALUE_BYTES, Outcome, Space, StateStore, Stored, Version};
use crate::clock::{Clock, HandClock, Timestamp};

/// An empty store, the clock that it looks at, and how to let time pass for it.
pub struct Fixture {
    store: Arc<dyn StateStore>,
    clock: Arc<HandClock>,
    pass: Box<dyn Fn(Duration)>,
}

impl Fixture {
    /// For a store whose only clock is this one.
    pub fn new(store: Arc<dyn StateStore>, clock: Arc<HandClock>) -> Fixture {
        Fixture { store, clock, pass: Box::new(|_| {}) }
    }

    /// What else has to be wound, for a store with a clock of its own.
    pub fn passing(self, pass: impl Fn(Duration) + 'static) -> Fixture {
        Fixture { pass: Box::new(pass), ..self }
    }

    fn let_pass(&self, duration: Duration) {
        self.clock.advance(duration);
        (self.pass)(duration);
    }
}

/// Makes an empty store.
pub type Make<'m> = &'m dyn Fn() -> Fixture;

/// Where the clock of a fixture may start.
pub fn start() -> Timestamp {
    Timestamp::from_unix_seconds(1_800_000_000)
}

/// Runs the whole suite; panics at the first broken promise.
pub fn run(make: Make<'_>) {
    a_record_comes_back_as_it_was_saved(make);
    only_the_expected_version_is_replaced(make);
    a_key_made_again_gets_a_new_version(make);
    the_changes_of_a_batch_are_made_in_order_and_one_by_one(make);
    what_has_expired_is_gone(make);
    a_time_of_expiry_can_be_moved_and_taken_away(make);
    odd_keys_and_values_are_kept(make);
    what_is_too_large_is_refused(make);
    a_scan_sees_everything_of_its_kind(make);
    a_scan_sees_what_stays_while_others_write(make);
    no_update_is_lost_between_threads(make);
    versions_only_grow(make);
}

fn change(key: &[u8], expect: Option<Version>, value: Option<&[u8]>) -> Change {
    Change { key: key.to_vec(), expect, value: value.map(<[u8]>::to_vec), expires_at: None }
}

fn save(store: &dyn StateStore, change: Change) -> Outcome {
    store.save_if(&[change]).expect("a store that is there saves").remove(0)
}

fn saved(outcome: Outcome) -> Version {
    match outcome {
        Outcome::Saved(version) => version,
        Outcome::Conflict(found) => panic!("should have been saved, but found {found:?}"),
    }
}

fn load(store: &dyn StateStore, key: &[u8]) -> Option<(Vec<u8>, Version)> {
    let stored = store.load(&[key.to_vec()]).expect("a store that is there loads").remove(0)?;
    Some((stored.bytes, stored.version))
}

fn a_record_comes_back_as_it_was_saved(make: Make<'_>) {
    let Fixture { store, .. } = make();
    assert_eq!(load(&*store, b"a"), None);
    let version = saved(save(&*store, change(b"a", None, Some(b"one"))));
    assert_eq!(load(&*store, b"a"), Some((b"one".to_vec(), version)));
    let both = store.load(&[b"b".to_vec(), b"a".to_vec()]).expect("loads");
    assert!(both[0].is_none() && both[1].is_some(), "answers must be in the order of the keys");
    assert_eq!(store.load(&[]).expect("loads nothing"), []);
    assert_eq!(store.save_if(&[]).expect("saves nothing"), []);
}

fn only_the_expected_version_is_replaced(make: Make<'_>) {
    let Fixture { store, .. } = make();
    let first = saved(save(&*store, change(b"a", None, Some(b"one"))));
    let second = saved(save(&*store, change(b"a", Some(first), Some(b"two"))));
    assert!(second > first);
    for (expect, value) in [(None, Some(b"x".as_slice())), (Some(first), Some(b"x")), (Some(first), None)] {
        let outcome = save(&*store, change(b"a", expect, value));
        let Outcome::Conflict(Some(found)) = outcome else { panic!("{outcome:?}") };
        assert_eq!((found.bytes.as_slice(), found.version), (b"two".as_slice(), second));
    }
    assert_eq!(load(&*store, b"a"), Some((b"two".to_vec(), second)));
    assert!(matches!(save(&*store, change(b"b", Some(first), Some(b"x"))), Outcome::Conflict(None)));
    assert!(matches!(save(&*store, change(b"b", Some(first), None)), Outcome::Conflict(None)));
}

fn a_key_made_again_gets_a_new_version(make: Make<'_>) {
    let Fixture { store, .. } = make();
    let mut last = saved(save(&*store, change(b"a", None, Some(b"x"))));
    for _ in 0..50 {
        let deleted = saved(save(&*store, change(b"a", Some(last), None)));
        assert!(deleted >= last);
        assert_eq!(load(&*store, b"a"), None);
        let again = saved(save(&*store, change(b"a", None, Some(b"x"))));
        assert!(again > last, "{again:?} after {last:?}");
        assert!(matches!(save(&*store, change(b"a", Some(last), None)), Outcome::Conflict(Some(_))));
        last = again;
    }
}

fn the_changes_of_a_batch_are_made_in_order_and_one_by_one(make: Make<'_>) {
    let Fixture { store, .. } = make();
    let stale = Some(Version(1));
    let outcomes = store.save_if(&[
        change(b"a", None, Some(b"one")),
        change(b"a", None, Some(b"two")),
        change(b"b", stale, Some(b"x")),
        change(b"c", None, Some(b"three")),
    ]);
    let outcomes = outcomes.expect("saves");
    let [Outcome::Saved(first), Outcome::Conflict(Some(found)), Outcome::Conflict(None), Outcome::Saved(_)] =
        outcomes.as_slice()
    else {
        panic!("{outcomes:?}");
    };
    assert_eq!((found.bytes.as_slice(), found.version), (b"one".as_slice(), *first));
    assert!(load(&*store, b"b").is_none() && load(&*store, b"c").is_some());
}

fn what_has_expired_is_gone(make: Make<'_>) {
    let fixture = make();
    let store = &*fixture.store;
    let expires_at = Some(fixture.clock.now().plus(Duration::from_secs(100)));
    let key = Space::Author.key(&[1; 16]);
    let first = saved(save(store, Change { expires_at, ..change(&key, None, Some(b"one")) }));
    assert!(load(store, &key).is_some());
    assert_eq!(scan(store, Space::Author, 10).len(), 1);
    fixture.let_pass(Duration::from_secs(161));
    assert_eq!(load(store, &key), None);
    assert_eq!(scan(store, Space::Author, 10).len(), 0);
    assert!(matches!(save(store, change(&key, Some(first), Some(b"two"))), Outcome::Conflict(None)));
    assert!(saved(save(store, change(&key, None, Some(b"two")))) > first);
}

fn a_time_of_expiry_can_be_moved_and_taken_away(make: Make<'_>) {
    let fixture = make();
    let store = &*fixture.store;
    let in_seconds = |seconds| Some(fixture.clock.now().plus(Duration::from_secs(seconds)));
    let (soon, late) = (in_seconds(100), in_seconds(1_000));
    for (key, then) in [(b"a", late), (b"b", None)] {
        let first = saved(save(store, Change { expires_at: soon, ..change(key, None, Some(b"x")) }));
        saved(save(store, Change { expires_at: then, ..change(key, Some(first), Some(b"x")) }));
    }
    fixture.let_pass(Duration::from_secs(500));
    assert!(load(store, b"a").is_some() && load(store, b"b").is_some());
    fixture.let_pass(Duration::from_secs(600));
    assert!(load(store, b"a").is_none() && load(store, b"b").is_some());
}

fn odd_keys_and_values_are_kept(make: Make<'_>) {
    let Fixture { store, .. } = make();
    let large: Vec<u8> = (0..MAX_VALUE_BYTES).map(|number| (number * 7 % 256) as u8).collect();
    let keys = [b"".as_slice(), b"\0", b"\0\0", b"\xff\0{}:*", b"a\r\n", &[0xfe; MAX_KEY_BYTES]];
    for key in keys {
        let mut version = saved(save(&*store, change(key, None, Some(&large))));
        for value in [b"".as_slice(), b"\0", b"\x80\0\0\0\0\0\0\0", &[0; 8], &large] {
            version = saved(save(&*store, change(key, Some(version), Some(value))));
            assert_eq!(load(&*store, key), Some((value.to_vec(), version)), "{key:?}");
        }
    }
    for key in keys {
        assert_eq!(load(&*store, key).map(|(bytes, _)| bytes), Some(large.clone()), "{key:?}");
    }
}

fn what_is_too_large_is_refused(make: Make<'_>) {
    let Fixture { store, .. } = make();
    let long_key = change(&[1; MAX_KEY_BYTES + 1], None, Some(b"x"));
    let large_value = change(b"a", None, Some(&vec![0; MAX_VALUE_BYTES + 1]));
    for refused in [long_key, large_value] {
        let outcomes = store.save_if(&[change(b"fine", None, Some(b"x")), refused]);
        let error = outcomes.expect_err("it is too large");
        assert!(error.to_string().contains("at most"), "{error}");
        assert!(load(&*store, b"fine").is_none(), "an error of this kind saves nothing");
    }
}

fn numbered(space: Space, number: u16) -> Key {
    let mut hash = [0; 16];
    hash[..2].copy_from_slice(&number.to_be_bytes());
    space.key(&hash)
}

/// Everything of one kind, page by page.
fn scan(store: &dyn StateStore, space: Space, limit: usize) -> BTreeMap<Key, Stored> {
    let mut seen = BTreeMap::new();
    let mut from = None;
    loop {
        let page = store.scan(space, from, limit).expect("scans");
        assert!(page.records.len() <= limit, "{} records for a limit of {limit}", page.records.len());
        seen.extend(page.records);
        match page.next {
            Some(next) => from = Some(next),
            None => return seen,
        }
    }
}

fn a_scan_sees_everything_of_its_kind(make: Make<'_>) {
    let Fixture { store, .. } = make();
    let mut versions = BTreeMap::new();
    for number in 0..500 {
        for space in [Space::Author, Space::Crowd] {
            let key = numbered(space, number);
            let version = saved(save(&*store, change(&key, None, Some(&number.to_le_bytes()))));
            versions.insert(key, version);
        }
    }
    let deleted = numbered(Space::Author, 77);
    saved(save(&*store, change(&deleted, versions.get(&deleted).copied(), None)));
    for limit in [1, 7, 1_000] {
        let seen = scan(&*store, Space::Author, limit);
        let expected: Vec<Key> =
            (0..500).filter(|number| *number != 77).map(|number| numbered(Space::Author, number)).collect();
        assert_eq!(seen.keys().cloned().collect::<Vec<_>>(), expected, "with a limit of {limit}");
        assert!(seen.iter().all(|(key, stored)| stored.bytes == [key[2], key[1]]));
        assert!(seen.iter().all(|(key, stored)| Some(&stored.version) == versions.get(key)));
    }
    assert_eq!(scan(&*store, Space::Crowd, 100).len(), 500);
    assert_eq!(scan(&*store, Space::Receipt, 100).len(), 0);
}

fn a_scan_sees_what_stays_while_others_write(make: Make<'_>) {
    let Fixture { store, .. } = make();
    let store = &*store;
    let stay: Vec<Key> = (0..300).map(|number| numbered(Space::Author, number)).collect();
    for key in &stay {
        saved(save(store, change(key, None, Some(b"x"))));
    }
    let done = AtomicBool::new(false);
    std::thread::scope(|scope| {
        scope.spawn(|| {
            // Records grow and shrink, and others come and go.
            for round in (0_usize..).take_while(|_| !done.load(Ordering::Relaxed)) {
                let key = &stay[round * 7 % stay.len()];
                let version = load(store, key).map(|(_, version)| version);
                saved(save(store, change(key, version, Some(&vec![b'x'; 1 + round * 97 % 900]))));
                let passing = numbered(Space::Author, 1_000 + (round % 1_000) as u16);
                let version = saved(save(store, change(&passing, None, Some(b"y"))));
                saved(save(store, change(&passing, Some(version), None)));
            }
        });
        for limit in [1, 10, 64, 100, 1_000] {
            let seen = scan(store, Space::Author, limit);
            let missing = stay.iter().filter(|key| !seen.contains_key(*key)).count();
            // Or else the writer would never learn that it is over.
            done.fetch_or(missing > 0, Ordering::Relaxed);
            assert_eq!(missing, 0, "with a limit of {limit}");
        }
        done.store(true, Ordering::Relaxed);
    });
}

fn no_update_is_lost_between_threads(make: Make<'_>) {
    let Fixture { store, .. } = make();
    let store = &*store;
    std::thread::scope(|scope| {
        for _ in 0..8 {
            scope.spawn(move || {
                for round in 0..50_u8 {
                    add_one(store, &[b'n', round % 3]);
                }
            });
        }
    });
    let count = |key: &[u8]| load(store, key).map(|(bytes, _)| bytes);
    assert_eq!(count(b"n\0"), Some(136_u32.to_le_bytes().to_vec()));
    assert_eq!(count(b"n\x01"), Some(136_u32.to_le_bytes().to_vec()));
    assert_eq!(count(b"n\x02"), Some(128_u32.to_le_bytes().to_vec()));
}

fn add_one(store: &dyn StateStore, key: &[u8]) {
    let mut present = store.load(&[key.to_vec()]).expect("loads").remove(0);
    loop {
        let count = present
            .as_ref()
            .map_or(0, |stored| u32::from_le_bytes(stored.bytes[..4].try_into().expect("4 bytes")));
        let expect = present.map(|stored| stored.version);
        match save(store, change(key, expect, Some(&(count + 1).to_le_bytes()))) {
            Outcome::Saved(_) => return,
            Outcome::Conflict(found) => present = found,
        }
    }
}

/// Many threads make, change and delete the same few keys; nobody ever gets a version twice, or an older one.
fn versions_only_grow(make: Make<'_>) {
    let Fixture { store, .. } = make();
    let store = &*store;
    let given: Vec<(u8, Version)> = std::thread::scope(|scope| {
        let work = |thread: u8| {
            let mut given = Vec::new();
            for round in 0..60_u8 {
                let key = [b'v', (thread ^ round) % 3];
                let before = load(store, &key).map(|(_, version)| version);
                let value = (!round.is_multiple_of(4)).then_some(b"x".as_slice());
                if let Outcome::Saved(version) = save(store, change(&key, before, value)) {
                    assert!(before.is_none_or(|before| version > before || value.is_none()));
                    let after = load(store, &key).map(|(_, version)| version);
                    assert!(after.is_none_or(|after| after >= version), "{after:?} after {version:?}");
                    given.extend(value.map(|_| (key[1], version)));
                }
            }
            given
        };
        let threads: Vec<_> = (0..6).map(|thread| scope.spawn(move || work(thread))).collect();
        threads.into_iter().flat_map(|thread| thread.join().expect("a thread ends")).collect()
    });
    let mut once = given.clone();
    once.sort_unstable();
    once.dedup();
    assert_eq!(once.len(), given.len(), "a version was given twice");
}
