//! Memory in slots of a few sizes, taken a chunk at a time and used again.

use std::num::NonZeroU32;

/// Sizes up to here are 16 bytes apart.
const FINE_LIMIT: usize = 512;
const FINE_STEP: usize = 16;
const FINE_SIZES: usize = FINE_LIMIT / FINE_STEP;
/// Above, each power of two is divided into four.
const SIZES: usize = FINE_SIZES + 7 * 4 + 1;
/// Slots of a chunk, as far as a chunk is not larger than [`CHUNK_BYTES`] then.
const MOST_SLOTS: usize = 64;
const CHUNK_BYTES: usize = 32 << 10;
const SLOT_BITS: u32 = 26;

/// Which pool, and which slot in it. Never zero, so that an optional entry of the index needs no further byte.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Place(NonZeroU32);

impl Place {
    fn new(pool: usize, slot: u32) -> Place {
        assert!(slot < 1 << SLOT_BITS, "a shard has room for 67 million records of one size");
        Place(NonZeroU32::new((pool as u32 + 1) << SLOT_BITS | slot).expect("the pool was counted from 1"))
    }

    fn pool(self) -> usize {
        (self.0.get() >> SLOT_BITS) as usize - 1
    }

    fn slot(self) -> usize {
        (self.0.get() & ((1 << SLOT_BITS) - 1)) as usize
    }
}

pub(super) struct Pools {
    pools: [Pool; SIZES],
}

impl Default for Pools {
    fn default() -> Self {
        Pools { pools: std::array::from_fn(|_| Pool::default()) }
    }
}

#[derive(Default)]
struct Pool {
    chunks: Vec<Box<[u8]>>,
    free: Vec<u32>,
    used: u32,
}

impl Pools {
    pub(super) fn bytes(&self) -> usize {
        let of = |pool: &Pool| {
            let chunks: usize = pool.chunks.iter().map(|chunk| chunk.len() + size_of::<Box<[u8]>>()).sum();
            chunks + pool.free.capacity() * size_of::<u32>()
        };
        self.pools.iter().map(of).sum()
    }

    /// A slot for so many bytes: the old one if it fits as well as any. What is in it is anybody's guess.
    pub(super) fn resize(&mut self, old: Option<Place>, bytes: usize) -> Place {
        let number = number(bytes);
        if let Some(old) = old {
            if old.pool() == number {
                return old;
            }
            self.give_back(old);
        }
        let pool = &mut self.pools[number];
        let slot = pool.free.pop().unwrap_or_else(|| {
            let per_chunk = slots_of(number);
            if pool.used as usize == pool.chunks.len() * per_chunk {
                pool.chunks.push(vec![0; per_chunk * size(number)].into_boxed_slice());
            }
            pool.used += 1;
            pool.used - 1
        });
        Place::new(number, slot)
    }

    pub(super) fn give_back(&mut self, place: Place) {
        self.pools[place.pool()].free.push(place.slot() as u32);
    }

    pub(super) fn slot(&self, place: Place) -> &[u8] {
        let (chunk, first) = within(place);
        &self.pools[place.pool()].chunks[chunk][first..first + size(place.pool())]
    }

    pub(super) fn slot_mut(&mut self, place: Place) -> &mut [u8] {
        let (chunk, first) = within(place);
        &mut self.pools[place.pool()].chunks[chunk][first..first + size(place.pool())]
    }
}

/// Which chunk, and where in it.
fn within(place: Place) -> (usize, usize) {
    let slots = slots_of(place.pool());
    (place.slot() / slots, place.slot() % slots * size(place.pool()))
}

fn slots_of(number: usize) -> usize {
    (CHUNK_BYTES / size(number)).clamp(1, MOST_SLOTS)
}

/// The size of the slots of a pool.
fn size(number: usize) -> usize {
    if number < FINE_SIZES {
        return (number + 1) * FINE_STEP;
    }
    let (octave, quarter) = ((number - FINE_SIZES) / 4, (number - FINE_SIZES) % 4);
    (FINE_LIMIT << octave) / 4 * (5 + quarter)
}

/// The pool with the smallest slots that hold so many bytes.
fn number(bytes: usize) -> usize {
    if bytes <= FINE_LIMIT {
        return bytes.div_ceil(FINE_STEP).max(1) - 1;
    }
    let octave = ((bytes - 1) / FINE_LIMIT).ilog2() as usize;
    let quarter = (FINE_LIMIT << octave) / 4;
    FINE_SIZES + octave * 4 + bytes.div_ceil(quarter) - 5
}

#[cfg(test)]
mod tests {
    use super::super::super::{MAX_KEY_BYTES, MAX_VALUE_BYTES};
    use super::*;

    #[test]
    fn a_slot_is_the_smallest_that_fits() {
        for bytes in 1..=MAX_KEY_BYTES + MAX_VALUE_BYTES + 20 {
            let number = number(bytes);
            assert!(number < SIZES && size(number) >= bytes, "{bytes}");
            assert!(number == 0 || size(number - 1) < bytes, "{bytes}");
        }
    }

    #[test]
    fn a_slot_that_was_given_back_is_used_again() {
        let mut pools = Pools::default();
        let first = pools.resize(None, 100);
        pools.give_back(first);
        assert_eq!(pools.resize(None, 100), first);
        assert_eq!(pools.resize(Some(first), 97), first);
        assert_ne!(pools.resize(Some(first), 200), first);
        assert_eq!(size_of::<Option<Place>>(), 4);
    }
}
