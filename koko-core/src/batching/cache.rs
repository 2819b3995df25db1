//! Remembers what the model said about a row, so that what many people post is read once.
//!
//! Knows rows by a digest under a key that nobody has but this process: what was written is not kept, and nobody can
//! prepare two texts that are taken for one.

use std::collections::HashMap;
use std::hash::{BuildHasher, RandomState};
use std::sync::atomic::{AtomicU64, Ordering};

use quick_cache::sync::Cache;

use super::workers::RowLogits;
use crate::error::Result;

/// What stands for a row: 128 bits, so that two rows of a lifetime do not meet by chance.
type Digest = [u8; 16];

/// The answers to the rows that came last and most often, shared by threads.
pub struct RowCache {
    /// Nothing if it is switched off.
    answers: Option<Cache<Digest, RowLogits>>,
    key: [u8; 32],
    keeps: Keeps,
    hits: AtomicU64,
    misses: AtomicU64,
}

/// What is remembered of an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Keeps {
    /// The logits: about 200 bytes a row.
    Logits,
    /// The logits and the embedding, which taught labels are read from: about 1.7 kB a row.
    Embeddings,
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

impl Keeps {
    /// How many answers are remembered where nobody chose: less than 20 MB of them.
    pub fn usual_capacity(self) -> usize {
        match self {
            Keeps::Logits => 65_536,
            Keeps::Embeddings => 8_192,
        }
    }
}

impl RowCache {
    /// Room for so many answers; 0 switches it off.
    pub fn new(capacity: usize, keeps: Keeps) -> RowCache {
        RowCache {
            answers: (capacity > 0).then(|| Cache::new(capacity)),
            key: key_of_this_process(),
            keeps,
            hits: AtomicU64::new(0),
            misses: AtomicU64::new(0),
        }
    }

    /// The answers to rows, in their order: `run` is asked for those that are not remembered, and once for rows that are
    /// equal. Without [`Keeps::Embeddings`], no answer has an embedding.
    pub fn answer(
        &self,
        rows: &[Vec<i64>],
        run: impl FnOnce(&[Vec<i64>]) -> Result<Vec<RowLogits>>,
    ) -> Result<Vec<RowLogits>> {
        let Some(answers) = &self.answers else { return run(rows) };
        let digests: Vec<Digest> = rows.iter().map(|row| self.digest(row)).collect();
        let mut known: HashMap<Digest, RowLogits> = HashMap::with_capacity(rows.len());
        let (mut new, mut new_digests) = (Vec::new(), Vec::new());
        for (row, digest) in rows.iter().zip(&digests) {
            if known.contains_key(digest) {
                continue;
            }
            // What is new holds its place empty until the model has read it.
            known.insert(
                *digest,
                answers.get(digest).unwrap_or_else(|| {
                    new.push(row.clone());
                    new_digests.push(*digest);
                    RowLogits::default()
                }),
            );
        }
        if !new.is_empty() {
            for (digest, mut answer) in new_digests.into_iter().zip(run(&new)?) {
                if self.keeps == Keeps::Logits {
                    answer.embedding = Vec::new();
                }
                answers.insert(digest, answer.clone());
                known.insert(digest, answer);
            }
        }
        self.misses.fetch_add(new.len() as u64, Ordering::Relaxed);
        self.hits.fetch_add((rows.len() - new.len()) as u64, Ordering::Relaxed);
        Ok(digests.iter().map(|digest| known[digest].clone()).collect())
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
    use std::cell::Cell;

    use super::*;
    use crate::error::Error;

    fn row(id: i64) -> Vec<i64> {
        vec![101, id, 102]
    }

    /// Answers rows with their middle id, and counts them.
    fn model(read: &Cell<usize>) -> impl Fn(&[Vec<i64>]) -> Result<Vec<RowLogits>> + '_ {
        |rows| {
            read.set(read.get() + rows.len());
            Ok(rows
                .iter()
                .map(|row| RowLogits { values: vec![row[1] as f32], embedding: vec![1.0] })
                .collect())
        }
    }

    fn ask(cache: &RowCache, ids: &[i64], read: &Cell<usize>) -> Vec<RowLogits> {
        let rows: Vec<Vec<i64>> = ids.iter().copied().map(row).collect();
        cache.answer(&rows, model(read)).unwrap()
    }

    #[test]
    fn what_was_read_before_is_not_read_again_and_twins_are_read_once() {
        let (cache, read) = (RowCache::new(100, Keeps::Logits), Cell::new(0));
        for (ids, new) in [(&[1, 2, 1, 1][..], 2), (&[2, 3], 1), (&[3, 1, 2], 0), (&[], 0)] {
            read.set(0);
            let values: Vec<i64> =
                ask(&cache, ids, &read).iter().map(|answer| answer.values[0] as i64).collect();
            assert_eq!((values.as_slice(), read.get()), (ids, new), "{ids:?}");
        }
        let stats = cache.stats();
        assert_eq!((stats.hits, stats.misses, stats.entries), (6, 3, 3));
    }

    #[test]
    fn an_embedding_is_kept_only_where_somebody_needs_it() {
        for (keeps, numbers) in [(Keeps::Logits, 0), (Keeps::Embeddings, 1)] {
            let (cache, read) = (RowCache::new(100, keeps), Cell::new(0));
            for _ in 0..2 {
                assert_eq!(ask(&cache, &[7], &read)[0].embedding.len(), numbers);
            }
        }
    }

    #[test]
    fn it_stays_within_its_room_and_can_be_switched_off() {
        let (cache, read) = (RowCache::new(50, Keeps::Logits), Cell::new(0));
        ask(&cache, &(0..1_000).collect::<Vec<_>>(), &read);
        assert!(cache.stats().entries <= cache.stats().capacity);
        let off = RowCache::new(0, Keeps::Logits);
        assert_eq!(ask(&off, &[1, 1], &read)[1].embedding, [1.0], "the model's own answer");
        assert_eq!(off.stats(), CacheStats::default());
    }

    #[test]
    fn a_failure_is_not_remembered() {
        let (cache, read) = (RowCache::new(100, Keeps::Logits), Cell::new(0));
        let failed = cache.answer(&[row(1)], |_| Err(Error::InferenceFailed { what: "broken".to_owned() }));
        assert!(failed.is_err());
        ask(&cache, &[1], &read);
        assert_eq!(read.get(), 1);
    }

    #[test]
    fn threads_share_it() {
        let cache = RowCache::new(1_000, Keeps::Logits);
        std::thread::scope(|scope| {
            for _ in 0..4 {
                scope.spawn(|| {
                    let read = Cell::new(0);
                    for id in 0..200 {
                        assert_eq!(ask(&cache, &[id], &read)[0].values, [id as f32]);
                    }
                });
            }
        });
        let stats = cache.stats();
        assert_eq!(stats.hits + stats.misses, 800);
        assert!(stats.entries <= 200);
    }
}
