//! What every backend must pass. A new store calls [`run`] from its tests; the suite decides.

use std::sync::Arc;
use std::time::Duration;

use super::{Change, Key, MAX_KEY_BYTES, MAX_VALUE_BYTES, Outcome, StateStore, Version};
use crate::clock::{Clock, HandClock};

/// Makes an empty store and the clock that it looks at.
pub type Make<'m> = &'m dyn Fn() -> (Box<dyn StateStore>, Arc<HandClock>);

/// Runs the whole suite; panics at the first broken promise.
pub fn run(make: Make<'_>) {
    a_record_comes_back_as_it_was_saved(make);
    only_the_expected_version_is_replaced(make);
    a_key_made_again_gets_a_new_version(make);
    what_has_expired_is_gone(make);
    odd_keys_and_large_values_are_kept(make);
    a_scan_sees_everything(make);
    no_update_is_lost_between_threads(make);
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
    let (store, _) = make();
    assert_eq!(load(&*store, b"a"), None);
    let version = saved(save(&*store, change(b"a", None, Some(b"one"))));
    assert_eq!(load(&*store, b"a"), Some((b"one".to_vec(), version)));
    let both = store.load(&[b"b".to_vec(), b"a".to_vec()]).expect("loads");
    assert!(both[0].is_none() && both[1].is_some(), "answers must be in the order of the keys");
}

fn only_the_expected_version_is_replaced(make: Make<'_>) {
    let (store, _) = make();
    let first = saved(save(&*store, change(b"a", None, Some(b"one"))));
    let second = saved(save(&*store, change(b"a", Some(first), Some(b"two"))));
    assert!(second > first);
    for expect in [None, Some(first)] {
        let outcome = save(&*store, change(b"a", expect, Some(b"three")));
        let Outcome::Conflict(Some(found)) = outcome else { panic!("{outcome:?}") };
        assert_eq!((found.bytes.as_slice(), found.version), (b"two".as_slice(), second));
    }
    assert!(matches!(save(&*store, change(b"b", Some(first), Some(b"x"))), Outcome::Conflict(None)));
}

fn a_key_made_again_gets_a_new_version(make: Make<'_>) {
    let (store, _) = make();
    let first = saved(save(&*store, change(b"a", None, Some(b"one"))));
    saved(save(&*store, change(b"a", Some(first), None)));
    assert_eq!(load(&*store, b"a"), None);
    assert!(saved(save(&*store, change(b"a", None, Some(b"two")))) > first);
}

fn what_has_expired_is_gone(make: Make<'_>) {
    let (store, clock) = make();
    let expires_at = Some(clock.now().plus(Duration::from_secs(100)));
    saved(save(&*store, Change { expires_at, ..change(b"a", None, Some(b"one")) }));
    assert!(load(&*store, b"a").is_some());
    clock.advance(Duration::from_secs(161));
    assert_eq!(load(&*store, b"a"), None);
    saved(save(&*store, change(b"a", None, Some(b"two"))));
}

fn odd_keys_and_large_values_are_kept(make: Make<'_>) {
    let (store, _) = make();
    let large = vec![7; MAX_VALUE_BYTES];
    for key in [b"".as_slice(), b"\0", b"\xff\0{}:*", &[0xfe; MAX_KEY_BYTES]] {
        saved(save(&*store, change(key, None, Some(&large))));
        assert_eq!(load(&*store, key).map(|(bytes, _)| bytes), Some(large.clone()));
    }
    assert!(store.save_if(&[change(&[1; MAX_KEY_BYTES + 1], None, Some(b"x"))]).is_err());
}

fn a_scan_sees_everything(make: Make<'_>) {
    let (store, _) = make();
    for number in 0..25_u8 {
        saved(save(&*store, change(&[b'a', number], None, Some(&[number]))));
    }
    let mut seen: Vec<Key> = Vec::new();
    let mut from = None;
    loop {
        let page = store.scan(super::Space::Author, from, 10).expect("scans");
        seen.extend(page.records.into_iter().map(|(key, _)| key));
        match page.next {
            Some(next) => from = Some(next),
            None => break,
        }
    }
    seen.sort();
    seen.dedup();
    assert_eq!(seen, (0..25_u8).map(|number| vec![b'a', number]).collect::<Vec<_>>());
}

fn no_update_is_lost_between_threads(make: Make<'_>) {
    let (store, _) = make();
    let store = &*store;
    std::thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(move || {
                for _ in 0..50 {
                    add_one(store);
                }
            });
        }
    });
    assert_eq!(load(store, b"count").map(|(bytes, _)| bytes), Some(200_u32.to_le_bytes().to_vec()));
}

fn add_one(store: &dyn StateStore) {
    loop {
        let present = load(store, b"count");
        let count = present
            .as_ref()
            .map_or(0, |(bytes, _)| u32::from_le_bytes(bytes[..4].try_into().expect("4 bytes")));
        let expect = present.map(|(_, version)| version);
        if let Outcome::Saved(_) = save(store, change(b"count", expect, Some(&(count + 1).to_le_bytes()))) {
            return;
        }
    }
}
