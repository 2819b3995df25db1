//! Remembers what the model said about a row, so that what many people post is read once.
//!
//! Knows rows by a digest under a key that nobody has but this process: what was written is not kept, and nobody can
//! prepare two texts that are taken for one.

use std::hash::{BuildHasher, RandomState};
use std::sync::atomic::{AtomicU64, Ordering};

use quick_cache::sync::Cache;

use super::job::RowLogits;
use super::order::Want;
use super::rows::Rows;

/// What stands for a row: 128 bits, so that two rows of a lifetime do not meet by chance.
type Digest = [u8; 16];

/// The digests of the rows of a text.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub struct Digests(Vec<Digest>);

impl Digests {
    /// Whether there are none: no rows, or no cache.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

/// The answers to the rows that came last and most often, shared by threads.
pub struct RowCache {
    /// Nothing if it is switched off.
    answers: Option<Cache<Digest, RowLogits>>,
    key: [u8; 32],
    hits: AtomicU64,
    misses: AtomicU64,
}

/// How often the cache knew the answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, serde::Serialize)]
pub struct CacheStats {
    /// Answers that are remembered now.
    pub entries: usize,
    /// Answers that are remembered at the most; 0 if the cache is switched off.
    pub capacity: usize,
    /// Rows that were answered without the model, those that stood twice in one call among them.
    pub hits: u64,
    /// Rows that the model had to read.
    pub misses: u64,
}

impl RowCache {
    /// How many answers are remembered where nobody chose: less than 20 MB of them. Logits are about 200 bytes a row, with the
    /// embedding it is about 1.7 kB.
    pub fn usual_capacity(of: Want) -> usize {
        match of {
            Want::Logits => 65_536,
            Want::Embeddings => 8_192,
        }
    }

    /// Room for so many answers; 0 switches it off.
    pub fn new(capacity: usize) -> RowCache {
        RowCache {
            answers: (capacity > 0).then(|| Cache::new(capacity)),
            key: key_of_this_process(),
            hits: AtomicU64::new(0),
            misses: AtomicU64::new(0),
        }
    }

    /// What it knows the rows of a text by. Nothing if it is switched off.
    pub fn digests(&self, rows: &Rows) -> Digests {
        if self.answers.is_none() {
            return Digests::default();
        }
        Digests(rows.iter().map(|row| self.digest(row)).collect())
    }

    /// The answers to all rows of a text, if every one of them is remembered.
    pub fn known(&self, digests: &Digests) -> Option<Vec<RowLogits>> {
        let answers = self.answers.as_ref()?;
        let known: Option<Vec<RowLogits>> = digests.0.iter().map(|digest| answers.get(digest)).collect();
        if known.is_some() {
            self.count_twin(digests);
        }
        known
    }

    /// Counts a text that needs no reading because another of the same call has the same rows.
    pub fn count_twin(&self, digests: &Digests) {
        self.hits.fetch_add(digests.0.len() as u64, Ordering::Relaxed);
    }

    /// Keeps what the model said about the rows of a text.
    pub fn remember(&self, digests: &Digests, said: &[RowLogits]) {
        let Some(answers) = &self.answers else { return };
        for (digest, answer) in digests.0.iter().zip(said) {
            answers.insert(*digest, answer.clone());
        }
        self.misses.fetch_add(said.len() as u64, Ordering::Relaxed);
    }

    /// How often it knew the answer, since it was made.
    pub fn stats(&self) -> CacheStats {
        let answers = self.answers.as_ref();
        CacheStats {
            entries: answers.map_or(0, Cache::len),
            capacity: answers.map_or(0, |answers| usize::try_from(answers.capacity()).unwrap_or(usize::MAX)),
            hits: self.hits.load(Ordering::Relaxed),
            misses: self.misses.load(Ordering::Relaxed),
        }
    }

    fn digest(&self, row: &[i64]) -> Digest {
        let mut bytes = Vec::with_capacity(8 * row.len());
        row.iter().for_each(|id| bytes.extend_from_slice(&id.to_le_bytes()));
        let whole = blake3::keyed_hash(&self.key, &bytes);
        std::array::from_fn(|place| whole.as_bytes()[place])
    }
}

/// The standard library seeds its hashers from the system; what they make of four numbers is the key.
fn key_of_this_process() -> [u8; 32] {
    let drawn: Vec<u8> =
        (0_u8..4).flat_map(|number| RandomState::new().hash_one(number).to_le_bytes()).collect();
    blake3::derive_key("koko rows that were read before", &drawn)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(ids: &[i64]) -> Rows {
        ids.iter().map(|id| [101, *id, 102]).collect()
    }

    fn answers(ids: &[i64]) -> Vec<RowLogits> {
        ids.iter().map(|id| RowLogits { values: vec![*id as f32], embedding: Vec::new() }).collect()
    }

    fn remember(cache: &RowCache, ids: &[i64]) {
        cache.remember(&cache.digests(&text(ids)), &answers(ids));
    }

    #[test]
    fn a_text_is_known_when_all_its_rows_are() {
        let cache = RowCache::new(100);
        remember(&cache, &[1, 2]);
        remember(&cache, &[3]);
        for (ids, is_known) in [(&[1][..], true), (&[3, 1, 2], true), (&[1, 4], false), (&[], true)] {
            let known = cache.known(&cache.digests(&text(ids)));
            let values = known.map(|known| known.iter().map(|row| row.values[0] as i64).collect::<Vec<_>>());
            assert_eq!(values, is_known.then(|| ids.to_vec()), "{ids:?}");
        }
        let stats = cache.stats();
        assert_eq!((stats.hits, stats.misses, stats.entries), (4, 3, 3));
    }

    #[test]
    fn it_stays_within_its_room_and_can_be_switched_off() {
        let cache = RowCache::new(50);
        remember(&cache, &(0..1_000).collect::<Vec<_>>());
        assert!(cache.stats().entries <= cache.stats().capacity);
        let off = RowCache::new(0);
        remember(&off, &[1]);
        assert!(off.known(&off.digests(&text(&[1]))).is_none());
        assert_eq!(off.stats(), CacheStats::default());
    }

    #[test]
    fn threads_share_it() {
        let cache = RowCache::new(1_000);
        std::thread::scope(|scope| {
            for _ in 0..4 {
                scope.spawn(|| {
                    for id in 0..200 {
                        let digests = cache.digests(&text(&[id]));
                        match cache.known(&digests) {
                            Some(known) => assert_eq!(known[0].values, [id as f32]),
                            None => cache.remember(&digests, &answers(&[id])),
                        }
                    }
                });
            }
        });
        let stats = cache.stats();
        assert_eq!(stats.hits + stats.misses, 800);
        assert!(stats.entries <= 200);
    }
}
