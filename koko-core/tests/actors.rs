//! Authors through the one door: what the ledger promises whatever the store does, and whoever is first.

// A test may panic.
#![allow(clippy::unwrap_used)]

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use std::time::Duration;

use koko_core::actor::{
    ActorLedger, Band, CrowdSizes, Event, Fence, LedgerOptions, Parameters, Signal, Standing,
};
use koko_core::clock::{Clock, HandClock, Timestamp};
use koko_core::content::ActorId;
use koko_core::error::{Error, ErrorKind, Result};
use koko_core::store::{Change, Cursor, Keeps, Key, MemoryStore, Outcome, Page, Space, StateStore, Stored};
use proptest::prelude::*;

const START: i64 = 1_750_000_000;
const DAY: i64 = 86_400;

fn clock() -> Arc<HandClock> {
    Arc::new(HandClock::at(Timestamp::from_unix_seconds(START)))
}

fn small() -> CrowdSizes {
    CrowdSizes {
        doorkeeper: 1 << 12,
        habits: 1 << 12,
        events: 1 << 14,
        near_texts: 1 << 10,
        ..CrowdSizes::default()
    }
}

fn ledger_on(store: Arc<dyn StateStore>, clock: &Arc<HandClock>) -> ActorLedger {
    ledger_with(store, clock, Parameters::default())
}

fn ledger_with(store: Arc<dyn StateStore>, clock: &Arc<HandClock>, parameters: Parameters) -> ActorLedger {
    let clock = Arc::clone(clock) as Arc<dyn Clock>;
    ActorLedger::new(store, LedgerOptions { parameters, clock, crowd: small(), ..LedgerOptions::default() })
}

fn ledger() -> (ActorLedger, Arc<HandClock>) {
    let clock = clock();
    let store = Arc::new(MemoryStore::new(Arc::clone(&clock) as Arc<dyn Clock>));
    (ledger_on(store, &clock), clock)
}

fn event(json: &str) -> Event {
    serde_json::from_str(json).unwrap_or_else(|error| panic!("{json}: {error}"))
}

fn posted(author: &str, id: &str, at: i64, insult: f32) -> Event {
    event(&format!(
        r#"{{"event": "posted", "id": "{id}", "author": "{author}", "at": {at}, "scores": {{"insult": {insult}}}}}"#
    ))
}

fn author(name: &str) -> ActorId {
    ActorId::new(name).unwrap()
}

fn standing(ledger: &ActorLedger, name: &str) -> Standing {
    ledger.standing(&author(name)).unwrap().unwrap()
}

/// Whether two ledgers have counted the same. What is ordinary where somebody writes is what each of them has seen.
fn same_sums(one: &ActorLedger, other: &ActorLedger, name: &str) -> Result<(), TestCaseError> {
    let sums = |ledger: &ActorLedger| ledger.export(&author(name)).unwrap().unwrap().sums;
    for ((name, one), (_, other)) in sums(one).into_iter().zip(sums(other)) {
        let is_near = (one - other).abs() <= 1e-4 * other.abs().max(0.1);
        prop_assert!(is_near || name == "ordinary_30d", "{}: {} and {}", name, one, other);
    }
    Ok(())
}

fn adds_up(standing: &Standing) -> bool {
    let sum: i32 = standing.findings.iter().map(|finding| finding.contribution_mn).sum();
    standing.base_mn + sum == standing.total_mn
}

#[test]
fn events_out_of_order_from_the_future_and_from_1970_are_told_apart() {
    let (ledger, _) = ledger();
    for (id, at) in [("b", START - 100), ("a", START - 5_000), ("c", START + 200)] {
        let recorded = ledger.record(&posted("rook", id, at, 0.9)).unwrap();
        assert!(recorded.counted && adds_up(&recorded.standing));
        assert_eq!(recorded.standing.as_of.unix_seconds(), at);
    }
    let future = ledger.record(&posted("rook", "d", START + 10 * DAY, 0.9)).unwrap();
    assert_eq!(future.standing.as_of.unix_seconds(), START, "what lies ahead is now");
    for at in [0, 1, -5, START - 181 * DAY, i64::MIN] {
        let refused = ledger.record(&posted("rook", "e", at, 0.9)).unwrap_err();
        assert_eq!(refused.kind(), ErrorKind::BadInput);
        assert!(refused.to_string().contains("180 days"), "{refused}");
    }
    let refused = ledger.replay(&posted("rook", "e", -5, 0.9)).unwrap_err().to_string();
    assert!(refused.contains("seconds since 1970"), "{refused}");
}

#[test]
fn a_bad_event_does_not_touch_the_others() {
    let (ledger, _) = ledger();
    let events = [posted("a", "1", START, 0.9), posted("a", "2", 0, 0.9), posted("b", "3", START, 0.1)];
    let answers = ledger.record_many(&events);
    assert_eq!(answers.iter().map(Result::is_ok).collect::<Vec<_>>(), [true, false, true]);
    assert!((standing(&ledger, "a").evidence - 1.0).abs() < 1e-3);
}

#[test]
fn many_events_of_one_author_in_one_call_are_as_good_as_one_by_one() {
    let events: Vec<Event> = (0..30)
        .map(|n| {
            posted(
                ["a", "b", "c"][n % 3],
                &format!("{n}"),
                START - 900 + 30 * n as i64,
                0.3 + 0.02 * n as f32,
            )
        })
        .collect();
    let (together, _) = ledger();
    let (single, _) = ledger();
    let at_once: Vec<Standing> =
        together.record_many(&events).into_iter().map(|answer| answer.unwrap().standing).collect();
    let one_by_one: Vec<Standing> =
        events.iter().map(|event| single.record(event).unwrap().standing).collect();
    assert_eq!(at_once, one_by_one);
}

#[test]
fn the_same_event_counts_once_and_gets_the_same_receipt() {
    let (ledger, clock) = ledger();
    let first = ledger.record(&posted("a", "1", START, 0.9)).unwrap();
    let again = ledger.record(&posted("a", "1", START, 0.9)).unwrap();
    assert!(first.counted && !again.counted && !again.possible_duplicate);
    assert_eq!((first.receipt, first.standing.total_mn), (again.receipt, again.standing.total_mn));
    // The record remembers for ten minutes; the filter for a day.
    for n in 0..3 {
        clock.advance(Duration::from_secs(900));
        ledger.record(&posted("a", &format!("later {n}"), START, 0.0)).unwrap();
    }
    let late = ledger.record(&posted("a", "1", START, 0.9)).unwrap();
    assert!(!late.counted && late.possible_duplicate);
    let other = ledger.record(&posted("b", "1", START, 0.9)).unwrap();
    assert!(other.counted, "another author may use the same id");
}

#[test]
fn a_moderators_fine_takes_back_what_a_post_left() {
    let (ledger, _) = ledger();
    let mut receipts = Vec::new();
    for n in 0..5 {
        let recorded = ledger.record(&posted("mara", &format!("{n}"), START - 600 + n, 0.95)).unwrap();
        receipts.push(recorded.receipt.unwrap());
    }
    assert_eq!(standing(&ledger, "mara").band, Band::High);
    for (n, receipt) in receipts.iter().enumerate() {
        let fine = format!(
            r#"{{"event": "moderated", "id": "d{n}", "author": "mara", "moderator": "m", "at": {START}, "outcome": "fine", "family": "harassment", "receipt": "{receipt}"}}"#
        );
        assert!(ledger.record(&event(&fine)).unwrap().counted);
        assert!(!ledger.record(&event(&fine)).unwrap().counted, "the same version again changes nothing");
    }
    let mara = standing(&ledger, "mara");
    assert_eq!(mara.band, Band::Calm);
    assert!(mara.findings.iter().all(|finding| finding.contribution_mn < 0), "{:?}", mara.findings);
    let forged = receipts[0].to_string().replacen('0', "1", 1);
    let forged = format!(
        r#"{{"event": "moderated", "id": "x", "author": "mara", "moderator": "m", "at": {START}, "outcome": "fine", "family": "harassment", "receipt": "{forged}"}}"#
    );
    assert!(ledger.record(&event(&forged)).unwrap_err().to_string().contains("receipt"));
}

#[test]
fn reports_that_a_moderator_found_wrong_are_as_if_they_had_not_been() {
    let flagged = |id: &str, post: &str, at: i64| {
        event(&format!(
            r#"{{"event": "flagged", "id": "{id}", "author": "mara", "reporter": "by {id}", "post": "{post}", "at": {at}, "family": "spam"}}"#
        ))
    };
    let decided = |version: u64, outcome: &str| {
        event(&format!(
            r#"{{"event": "moderated", "id": "d", "version": {version}, "author": "mara", "moderator": "m", "at": {START}, "outcome": "{outcome}", "family": "spam", "post": "p1"}}"#
        ))
    };
    let flags = |standing: &Standing| {
        let of = |finding: &&koko_core::actor::Finding| finding.signal == Signal::FlagsReceived;
        standing.findings.iter().find(of).map_or(0, |finding| finding.contribution_mn)
    };
    let (ledger, _) = ledger();
    for n in 0..4 {
        ledger.record(&posted("mara", &format!("p{n}"), START - 4 * DAY + n, 0.0)).unwrap();
    }
    ledger.record(&flagged("other", "p2", START - 3 * DAY)).unwrap();
    let before = standing(&ledger, "mara");
    for n in 0..3 {
        ledger.record(&flagged(&format!("f{n}"), "p1", START - 2 * DAY + 3_600 * n)).unwrap();
    }
    let reported = standing(&ledger, "mara");
    assert!(flags(&reported) > flags(&before) + 200, "{:?}", reported.findings);

    ledger.record(&decided(1, "fine")).unwrap();
    let acquitted = standing(&ledger, "mara");
    assert_eq!(flags(&acquitted), flags(&before), "the report of another post stays");
    assert_eq!(acquitted.total_mn, before.total_mn);
    ledger.record(&decided(2, "removed")).unwrap();
    let condemned = standing(&ledger, "mara");
    assert_eq!(flags(&condemned), flags(&reported), "a later version of the decision finds them right");
    let appealed = r#"{"event": "appealed", "id": "d", "version": 3, "author": "mara", "at": 1750000000, "outcome": "overturned"}"#;
    ledger.record(&event(appealed)).unwrap();
    let overturned = standing(&ledger, "mara");
    assert_eq!(flags(&overturned), flags(&before));
    assert!(overturned.total_mn < before.total_mn, "an overturned decision counts for the author");
}

#[test]
fn kept_receipts_are_found_by_the_id_of_the_post() {
    let clock = clock();
    let store = Arc::new(MemoryStore::new(Arc::clone(&clock) as Arc<dyn Clock>));
    let parameters = Parameters { keep_receipts: true, ..Parameters::default() };
    let ledger = ledger_with(store, &clock, parameters);
    ledger.record(&posted("mara", "p", START - 60, 0.95)).unwrap();
    let before = standing(&ledger, "mara");
    let fine = r#"{"event": "moderated", "id": "d", "author": "mara", "moderator": "m", "at": 1750000000, "outcome": "fine", "family": "harassment", "post": "p"}"#;
    ledger.record(&event(fine)).unwrap();
    let after = standing(&ledger, "mara");
    assert!(
        before.total_mn > after.total_mn && after.findings.iter().all(|finding| finding.contribution_mn < 0)
    );
    assert_eq!(ledger.export(&author("mara")).unwrap().unwrap().receipts, 1);
}

fn decided(outcome: &str, version: u64) -> Event {
    event(&format!(
        r#"{{"event": "moderated", "id": "d", "version": {version}, "author": "vex", "moderator": "m", "at": {START}, "outcome": "{outcome}", "family": "harassment"}}"#
    ))
}

fn appealed(outcome: &str, version: u64) -> Event {
    event(&format!(
        r#"{{"event": "appealed", "id": "d", "version": {version}, "author": "vex", "at": {START}, "outcome": "{outcome}"}}"#
    ))
}

#[test]
fn overturned_reinstated_and_overturned_is_overturned_once() {
    let way = |events: &[Event]| {
        let (ledger, _) = ledger();
        (0..6)
            .for_each(|n| drop(ledger.record(&posted("vex", &format!("{n}"), START - 60 + n, 0.6)).unwrap()));
        events.iter().for_each(|event| drop(ledger.record(event).unwrap()));
        standing(&ledger, "vex")
    };
    let long = way(&[
        decided("removed", 1),
        appealed("pending", 2),
        appealed("overturned", 3),
        decided("banned", 2),
        appealed("confirmed", 4),
        appealed("overturned", 5),
        appealed("confirmed", 4),
        appealed("overturned", 5),
    ]);
    let short = way(&[decided("removed", 1), appealed("overturned", 5)]);
    assert!((long.total_mn - short.total_mn).abs() <= 1, "{} and {}", long.total_mn, short.total_mn);
    let untouched = way(&[]);
    assert!(long.total_mn < untouched.total_mn, "an overturned decision counts for the author");
    assert!(way(&[decided("removed", 1)]).total_mn > untouched.total_mn);
    assert!(way(&[decided("banned", 1)]).total_mn > way(&[decided("warned", 1)]).total_mn);
}

#[test]
fn an_appeal_against_nothing_is_refused() {
    let (ledger, _) = ledger();
    let refused = ledger.record(&appealed("overturned", 2)).unwrap_err();
    assert!(refused.to_string().contains("send `moderated` first"), "{refused}");
}

#[test]
fn a_moderator_whose_decisions_are_overturned_weighs_less() {
    let (ledger, _) = ledger();
    let decide = |id: &str, name: &str| {
        event(&format!(
            r#"{{"event": "moderated", "id": "{id}", "author": "{name}", "moderator": "rogue", "at": {START}, "outcome": "removed", "family": "hate"}}"#
        ))
    };
    let before = ledger.record(&decide("first", "a")).unwrap().standing.total_mn;
    for n in 0..20 {
        ledger.record(&decide(&format!("{n}"), &format!("victim {n}"))).unwrap();
        let overturned = format!(
            r#"{{"event": "appealed", "id": "{n}", "version": 2, "at": {START}, "outcome": "overturned"}}"#
        );
        ledger.record(&event(&overturned)).unwrap();
    }
    let after = ledger.record(&decide("last", "b")).unwrap().standing.total_mn;
    assert!(after < before - 400, "{after} and {before}");
}

#[test]
fn reports_weigh_as_much_as_their_reporter_was_right() {
    let (ledger, _) = ledger();
    let flag = |id: &str, reporter: &str, of: &str, post: &str| {
        event(&format!(
            r#"{{"event": "flagged", "id": "{id}", "author": "{of}", "reporter": "{reporter}", "post": "{post}", "at": {START}}}"#
        ))
    };
    let verdict = |id: &str, of: &str, post: &str, outcome: &str| {
        event(&format!(
            r#"{{"event": "moderated", "id": "{id}", "author": "{of}", "moderator": "m", "at": {START}, "outcome": "{outcome}", "family": "hate", "post": "{post}"}}"#
        ))
    };
    for n in 0..10 {
        let (post, of) = (format!("p{n}"), format!("of {n}"));
        ledger.record(&posted(&of, &post, START, 0.5)).unwrap();
        let (reporter, outcome) = if n % 2 == 0 { ("liar", "fine") } else { ("honest", "removed") };
        ledger.record(&flag(&format!("f{n}"), reporter, &of, &post)).unwrap();
        ledger.record(&verdict(&format!("d{n}"), &of, &post, outcome)).unwrap();
    }
    let reliability = |name: &str| ledger.reporter_reliability(&author(name)).unwrap();
    assert!(reliability("liar") < 0.2 && reliability("honest") > 0.8 && reliability("nobody") == 0.5);
    let received = |reporter: &str, of: &str| {
        ledger.record(&posted(of, of, START, 0.5)).unwrap();
        let standing = ledger.record(&flag(of, reporter, of, of)).unwrap().standing;
        standing
            .findings
            .iter()
            .find(|finding| finding.signal == Signal::FlagsReceived)
            .map_or(0, |finding| finding.contribution_mn)
    };
    assert!(received("honest", "x") > 2 * received("liar", "y"));
}

#[test]
fn who_is_forgotten_is_gone_and_who_is_exported_sees_everything() {
    let clock = clock();
    let store = Arc::new(MemoryStore::new(Arc::clone(&clock) as Arc<dyn Clock>));
    let parameters = Parameters { keep_receipts: true, ..Parameters::default() };
    let ledger = ledger_with(Arc::clone(&store) as Arc<dyn StateStore>, &clock, parameters);
    (0..4).for_each(|n| drop(ledger.record(&posted("mara", &format!("{n}"), START - n, 0.8)).unwrap()));
    let export = ledger.export(&author("mara")).unwrap().unwrap();
    assert_eq!((export.receipts, export.standing.total_mn), (4, standing(&ledger, "mara").total_mn));
    assert_eq!(export.kept_until.unix_seconds() - export.last_event.unix_seconds(), 90 * DAY);
    let shown = serde_json::to_value(&export).unwrap();
    assert!(shown["sums"]["harm_30d_harassment"].as_f64().unwrap() > 2.5, "{shown}");
    assert!(!shown.to_string().contains("\"0\""), "no id of an event is in it");

    assert!(ledger.forget(&author("mara")).unwrap());
    assert!(!ledger.forget(&author("mara")).unwrap());
    assert!(
        ledger.standing(&author("mara")).unwrap().is_none()
            && ledger.export(&author("mara")).unwrap().is_none()
    );
    for space in Space::ALL {
        assert!(store.scan(space, None, 10).unwrap().records.is_empty(), "{space:?}");
    }
    let fresh = ledger.record(&posted("mara", "new", START, 0.0)).unwrap();
    assert!((fresh.standing.evidence - 1.0).abs() < 1e-3);
}

#[test]
fn no_name_enters_the_store() {
    let clock = clock();
    let store = Arc::new(MemoryStore::new(Arc::clone(&clock) as Arc<dyn Clock>));
    let ledger = ledger_on(Arc::clone(&store) as Arc<dyn StateStore>, &clock);
    ledger.record(&posted("marabu", "storkpost", START, 0.9)).unwrap();
    let scanned = ledger.scan(None, 10).unwrap();
    let [(key, found)] = scanned.standings.as_slice() else { panic!("{scanned:?}") };
    assert_eq!((*key, &found.author), (ledger.key_of(&author("marabu")), &key.as_name()));
    for (key, stored) in store.scan(Space::Author, None, 10).unwrap().records {
        for name in ["marabu", "storkpost"] {
            let is_in = |bytes: &[u8]| bytes.windows(name.len()).any(|window| window == name.as_bytes());
            assert!(!is_in(&key) && !is_in(&stored.bytes));
        }
    }
}

#[test]
fn a_history_from_elsewhere_is_let_in_once() {
    let ((here, _), (there, _), (both, _)) = (ledger(), ledger(), ledger());
    for n in 0..12 {
        let event = posted("rook", &format!("{n}"), START - 100 * n, 0.7);
        let side = if n % 3 == 0 { &here } else { &there };
        side.record(&event).unwrap();
        both.record(&event).unwrap();
    }
    let record = there.export(&author("rook")).unwrap().unwrap().record;
    let fence = Fence { origin: 7, through: 1 };
    let merged = here.merge(&author("rook"), &record, fence).unwrap();
    assert_eq!(merged.band, standing(&both, "rook").band);
    same_sums(&here, &both, "rook").unwrap();
    let refused = here.merge(&author("rook"), &record, fence).unwrap_err().to_string();
    assert!(refused.contains("merged before"), "{refused}");
}

#[test]
fn the_same_partners_again_and_again_are_a_campaign_and_whoever_they_copy_is_not_part_of_it() {
    let (ledger, _) = ledger();
    let texts = [
        "The harbour vote was stolen by the council and everybody knows it, share this today",
        "They will close the school unless every one of us writes to the mayor tonight",
        "Nobody talks about the poisoned wells in the north, ask yourself why that is",
        "The new bridge was paid for with the money of the orphans, here is the list",
    ];
    for (day, text) in texts.into_iter().enumerate() {
        for (place, name) in ["mara", "one", "two", "three"].into_iter().enumerate() {
            let at = START - 5 * DAY + day as i64 * DAY + 15 * place as i64;
            let line = format!(
                r#"{{"event": "posted", "id": "{day} {name}", "author": "{name}", "at": {at}, "text": "{text}"}}"#
            );
            ledger.replay(&event(&line)).unwrap();
        }
    }
    assert!(standing(&ledger, "three").has("campaign") && standing(&ledger, "two").has("campaign"));
    assert!(!standing(&ledger, "mara").has("campaign"), "who came first gets nothing");
    assert!(standing(&ledger, "three").band <= Band::Watch, "co-ordinated is not inauthentic");
}

/// A store that misbehaves as told: it is away, or loses answers.
struct Unreliable {
    inner: Arc<dyn StateStore>,
    is_away: AtomicUsize,
    chance: AtomicU64,
}

impl Unreliable {
    fn draws(&self, of: u64) -> bool {
        let state = self.chance.load(Ordering::SeqCst);
        if state == 0 {
            return false;
        }
        let next = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407) | 1;
        self.chance.store(next, Ordering::SeqCst);
        (next >> 33).is_multiple_of(of)
    }

    fn check(&self) -> Result<()> {
        match self.is_away.load(Ordering::SeqCst) {
            0 => Ok(()),
            _ => Err(Error::StoreUnavailable {
                store: "the store of this test".to_owned(),
                what: "unplugged".to_owned(),
                retry_after: Duration::from_millis(10),
            }),
        }
    }
}

impl StateStore for Unreliable {
    fn load(&self, keys: &[Key]) -> Result<Vec<Option<Stored>>> {
        self.check()?;
        self.inner.load(keys)
    }

    fn save_if(&self, changes: &[Change]) -> Result<Vec<Outcome>> {
        self.check()?;
        let lost = || Error::StoreOutcomeUnknown { what: "the line went dead".to_owned() };
        if self.draws(5) {
            return Err(lost());
        }
        let outcomes = self.inner.save_if(changes)?;
        if self.draws(4) { Err(lost()) } else { Ok(outcomes) }
    }

    fn scan(&self, space: Space, from: Option<Cursor>, limit: usize) -> Result<Page> {
        self.inner.scan(space, from, limit)
    }

    fn keeps(&self) -> Keeps {
        Keeps::Nothing
    }
}

fn unreliable(clock: &Arc<HandClock>) -> Arc<Unreliable> {
    let inner = Arc::new(MemoryStore::new(Arc::clone(clock) as Arc<dyn Clock>));
    Arc::new(Unreliable { inner, is_away: AtomicUsize::new(0), chance: AtomicU64::new(0) })
}

#[test]
fn while_the_store_is_away_nothing_is_acknowledged_and_what_is_known_is_marked() {
    let clock = clock();
    let store = unreliable(&clock);
    let ledger = ledger_on(Arc::clone(&store) as Arc<dyn StateStore>, &clock);
    (0..6).for_each(|n| drop(ledger.record(&posted("vex", &format!("{n}"), START - n, 0.9)).unwrap()));
    let before = standing(&ledger, "vex");
    store.is_away.store(1, Ordering::SeqCst);
    let refused = ledger.record(&posted("vex", "lost", START, 0.9)).unwrap_err();
    assert!(refused.kind() == ErrorKind::StoreUnavailable && refused.retry_after().is_some());
    let known = standing(&ledger, "vex");
    assert!(known.degraded && !before.degraded);
    store.is_away.store(0, Ordering::SeqCst);
    let again = ledger.record(&posted("vex", "lost", START, 0.9)).unwrap();
    assert!(again.counted && again.receipt.is_some() && again.standing.evidence > before.evidence + 0.9);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    #[test]
    fn repeats_lost_answers_and_replicas_change_nothing(
        order in proptest::collection::vec((0_usize..12, 0_usize..3), 12..60),
        seed in 1_u64..u64::MAX,
    ) {
        let clock = clock();
        let store = unreliable(&clock);
        store.chance.store(seed, Ordering::SeqCst);
        let replicas: Vec<ActorLedger> =
            (0..3).map(|_| ledger_on(Arc::clone(&store) as Arc<dyn StateStore>, &clock)).collect();
        let event = |n: usize| posted("rook", &format!("{n}"), START - 37 * n as i64, 0.2 + 0.06 * n as f32);
        // Whoever is not acknowledged sends again.
        let send = |replica: usize, n: usize| {
            let sent = (0..50).any(|_| replicas[replica].record(&event(n)).is_ok());
            assert!(sent, "fifty lost answers in a row");
        };
        order.iter().for_each(|(n, replica)| send(*replica, *n));
        (0..12).for_each(|n| send(n % 3, n));
        store.chance.store(0, Ordering::SeqCst);
        let (once, _) = ledger();
        (0..12).for_each(|n| drop(once.record(&event(n)).unwrap()));
        let (found, wanted) = (standing(&replicas[0], "rook"), standing(&once, "rook"));
        prop_assert!((found.evidence - wanted.evidence).abs() < 1e-3, "{} and {}", found.evidence, wanted.evidence);
        prop_assert_eq!(found.band, wanted.band);
        same_sums(&replicas[0], &once, "rook")?;
        prop_assert_eq!(standing(&replicas[1], "rook").total_mn, found.total_mn);
    }
}

#[test]
fn many_threads_lose_nothing() {
    let (ledger, _) = ledger();
    std::thread::scope(|scope| {
        for thread in 0..4 {
            let ledger = &ledger;
            scope.spawn(move || {
                for n in 0..25 {
                    let event = posted("busy", &format!("{thread} {n}"), START - n, 0.0);
                    while ledger.record(&event).is_err() {}
                }
            });
        }
    });
    let busy = standing(&ledger, "busy");
    let export = ledger.export(&author("busy")).unwrap().unwrap();
    // Not those of a month: of many posts on one day they count the later ones less.
    let events = export.sums.iter().find(|(name, _)| name == "events_1d").unwrap().1;
    assert!((events - 100.0).abs() < 0.05, "{events}, {busy:?}");
}
