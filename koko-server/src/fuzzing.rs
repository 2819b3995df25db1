//! What strangers write, read as far as that takes no model: the ways into the program that `fuzz/` and a property test try.
//!
//! Each takes any bytes whatever. What it makes of them is checked where that can be said of all bytes; what it refuses is
//! told as it would be told to whoever sent it.

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use koko_core::actor::{ActorLedger, Event, LedgerOptions};
use koko_core::bundle::Bundle;
use koko_core::clock::{Clock, HandClock, Timestamp};
use koko_core::content::ActorId;
use koko_core::error::Result;
use koko_core::lane::FastLane;
use koko_core::parity::Parity;
use koko_core::policy::Policy;
use koko_core::scores::TaughtLabel;
use koko_core::store::{Change, Cursor, Keeps, Key, Outcome, Page, Space, StateStore, Stored, Version};
use koko_core::text::NORMALIZER_ID;

use crate::serve::compat::{openai, perspective, track};
use crate::serve::own;
use crate::serve::statement::mappings::Mappings;

/// A way into the program.
pub type Way = fn(&[u8]);

/// All of them, by the names of the folders of their corpora.
pub const WAYS: [(&str, Way); 14] = [
    ("perspective", perspective::read_any),
    ("perspective-batch", perspective::read_any_batch),
    ("openai", openai::read_any),
    ("track", track::read_any),
    ("lines", own::lines::read_any),
    ("events", own::events::read_any),
    ("queries", own::decisions::read_any),
    ("policy", policy),
    ("taught-label", taught_label),
    ("parity", parity),
    ("statements", statements),
    ("manifest", manifest),
    ("fast-lane", fast_lane),
    ("records", records),
];

/// The way with this name.
pub fn way(name: &str) -> Option<Way> {
    WAYS.iter().find(|(known, _)| *known == name).map(|(_, way)| *way)
}

fn as_text(bytes: &[u8], read: impl FnOnce(&str)) {
    if let Ok(text) = std::str::from_utf8(bytes) {
        read(text);
    }
}

/// Somebody wrote it; or may have, and it is told what is wrong with it.
fn told<T>(read: Result<T>) -> Option<T> {
    read.inspect_err(|error| assert!(!error.to_string().is_empty())).ok()
}

fn policy(bytes: &[u8]) {
    as_text(bytes, |text| {
        if let Some(policy) = told(Policy::parse("fuzz.toml", text)) {
            assert!(policy.id().contains("@blake3:"), "{}", policy.id());
        }
    });
}

fn taught_label(bytes: &[u8]) {
    as_text(bytes, |text| {
        if let Some(label) = told(TaughtLabel::parse("fuzz.toml", text)) {
            assert!(label.label().is_taught());
        }
    });
}

fn parity(bytes: &[u8]) {
    as_text(bytes, |text| drop(told(Parity::parse("fuzz.toml", text))));
}

fn statements(bytes: &[u8]) {
    as_text(bytes, |text| drop(Mappings::read("fuzz.toml", text)));
}

/// The manifest of a bundle whose other files are a few bytes each.
fn manifest(bytes: &[u8]) {
    static COUNT: AtomicU64 = AtomicU64::new(0);
    let name = format!("koko-fuzz-{}-{}", std::process::id(), COUNT.fetch_add(1, Ordering::Relaxed));
    let folder: PathBuf = std::env::temp_dir().join(name);
    let files = [("manifest.toml", bytes), ("model.onnx", b"graph"), ("tokenizer.json", b"{}")];
    std::fs::create_dir(&folder).expect("a folder for temporary files");
    for (name, bytes) in files {
        std::fs::write(folder.join(name), bytes).expect("room for a few bytes");
    }
    drop(told(Bundle::open(&folder, NORMALIZER_ID)));
    std::fs::remove_dir_all(&folder).expect("it was made above");
}

fn fast_lane(bytes: &[u8]) {
    if let Ok(lane) = FastLane::read(bytes, 3, 2) {
        assert_eq!(lane.say(&[0, 1, 2]).row.values.len(), 2);
    }
}

/// Records of an author as a store may give them back, if somebody else has written there.
fn records(bytes: &[u8]) {
    let clock: Arc<dyn Clock> = Arc::new(HandClock::at(Timestamp::from_unix_seconds(1_800_000_000)));
    let store = Arc::new(Holding(bytes.to_vec()));
    let ledger = ActorLedger::new(store, LedgerOptions { clock, ..LedgerOptions::default() });
    let author = ActorId::new("rook_9").expect("a name");
    if let Some(Some(standing)) = told(ledger.standing(&author)) {
        assert!((0.0..=1.0).contains(&standing.probability), "{}", standing.probability);
    }
    drop(told(ledger.export(&author)));
    for event in [
        r#"{"event": "posted", "id": "p1", "author": "rook_9", "at": 1799999000, "scores": {"insult": 0.9}}"#,
        r#"{"event": "flagged", "id": "f1", "author": "rook_9", "at": 1799999100, "reporter": "wren", "post": "p0"}"#,
        r#"{"event": "moderated", "id": "m1", "author": "rook_9", "at": 1799999200, "post": "p0", "outcome": "removed", "moderator": "ines", "family": "harassment"}"#,
    ] {
        let event: Event = serde_json::from_str(event).expect("an event");
        drop(told(ledger.record(&event)));
    }
}

/// A store in which every record has the same bytes.
struct Holding(Vec<u8>);

impl Holding {
    fn stored(&self) -> Stored {
        Stored { bytes: self.0.clone(), version: Version(7) }
    }
}

impl StateStore for Holding {
    fn load(&self, keys: &[Key]) -> Result<Vec<Option<Stored>>> {
        Ok(keys.iter().map(|_| Some(self.stored())).collect())
    }

    fn save_if(&self, changes: &[Change]) -> Result<Vec<Outcome>> {
        Ok(changes.iter().map(|_| Outcome::Saved(Version(8))).collect())
    }

    fn scan(&self, space: Space, _: Option<Cursor>, _: usize) -> Result<Page> {
        Ok(Page { records: vec![(space.key(&[1; 16]), self.stored())], next: None })
    }

    fn keeps(&self) -> Keeps {
        Keeps::Nothing
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use proptest::sample::{Index, select};
    use proptest::test_runner::{Config, TestRunner};
    use std::path::Path;

    /// What somebody may do to a file.
    #[derive(Debug, Clone)]
    enum Spoiling {
        Cut(Index),
        Flip(Index, u8),
        Insert(Index, Vec<u8>),
        Repeat(Index, Index),
    }

    fn spoilings() -> impl Strategy<Value = Vec<Spoiling>> {
        // What parsers trip over more often than over random bytes.
        let words: [&[u8]; 12] = [
            b"null",
            b"-1",
            b"1e999",
            b"\"",
            b"\\ud800",
            b"\0",
            b"\xff",
            b"{",
            b"[[[[[[[[",
            b"\r\n",
            "\u{1F600}".as_bytes(),
            b"99999999999999999999",
        ];
        let words = words.map(<[u8]>::to_vec).to_vec();
        let one = prop_oneof![
            any::<Index>().prop_map(Spoiling::Cut),
            (any::<Index>(), any::<u8>()).prop_map(|(at, with)| Spoiling::Flip(at, with)),
            (any::<Index>(), select(words)).prop_map(|(at, what)| Spoiling::Insert(at, what)),
            (any::<Index>(), any::<Index>()).prop_map(|(from, to)| Spoiling::Repeat(from, to)),
        ];
        proptest::collection::vec(one, 0..6)
    }

    fn spoiled(mut bytes: Vec<u8>, spoilings: Vec<Spoiling>) -> Vec<u8> {
        for spoiling in spoilings {
            let places = bytes.len() + 1;
            match spoiling {
                Spoiling::Cut(at) => bytes.truncate(at.index(places)),
                Spoiling::Flip(at, with) => {
                    if let Some(byte) = bytes.get_mut(at.index(places)) {
                        *byte ^= with;
                    }
                }
                Spoiling::Insert(at, what) => drop(bytes.splice(at.index(places)..at.index(places), what)),
                Spoiling::Repeat(from, to) => {
                    let (from, to) = (from.index(places), to.index(places));
                    bytes.extend_from_within(from.min(to)..from.max(to));
                }
            }
        }
        bytes
    }

    /// What was written for a way, and what was found by fuzzing it.
    fn kept(name: &str) -> Vec<Vec<u8>> {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../fuzz");
        let folders = [folder.join("corpus").join(name), folder.join("found").join(name)];
        let files = folders.iter().filter_map(|folder| std::fs::read_dir(folder).ok()).flatten();
        let files: Vec<Vec<u8>> = files.map(|file| std::fs::read(file.unwrap().path()).unwrap()).collect();
        assert!(!files.is_empty(), "{name}: write something into {}", folders[0].display());
        files
    }

    #[test]
    fn whatever_comes_is_read_or_refused() {
        for (name, way) in WAYS {
            let kept = kept(name);
            kept.iter().for_each(|bytes| way(bytes));
            let mut runner =
                TestRunner::new(Config { cases: 96, failure_persistence: None, ..Config::default() });
            let spoiled = (select(kept), spoilings()).prop_map(|(bytes, how)| spoiled(bytes, how));
            let any_bytes = proptest::collection::vec(any::<u8>(), 0..64);
            runner
                .run(&prop_oneof![9 => spoiled, 1 => any_bytes], |bytes| {
                    way(&bytes);
                    Ok(())
                })
                .unwrap();
        }
    }

    #[test]
    fn what_is_written_for_a_way_gets_through() {
        let reads = |name: &str, bytes: &[u8]| match std::str::from_utf8(bytes) {
            Ok(text) if name == "policy" => Policy::parse(name, text).is_ok(),
            Ok(text) if name == "parity" => Parity::parse(name, text).is_ok(),
            Ok(text) if name == "taught-label" => TaughtLabel::parse(name, text).is_ok(),
            Ok(text) if name == "statements" => Mappings::read(name, text).is_ok(),
            _ => true,
        };
        for name in ["policy", "parity", "taught-label", "statements"] {
            assert!(kept(name).iter().any(|bytes| reads(name, bytes)), "{name}: nothing is accepted");
        }
        let lanes = kept("fast-lane");
        assert!(lanes.iter().any(|bytes| FastLane::read(bytes, 3, 2).is_ok()));
    }
}
