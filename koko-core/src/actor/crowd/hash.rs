//! Mixing of numbers that are keyed hashes already.
//!
//! Nothing here is a secret: the key went in where the hash was made.

/// The first 64 bits of a hash, which has as many at least.
pub(in crate::actor) fn first_64(hash: &[u8]) -> u64 {
    u64::from_le_bytes(hash[..8].try_into().expect("a hash has 16 or 32 bytes"))
}

/// One number out of two; every bit of the result depends on every bit of both.
pub(super) fn mix(one: u64, other: u64) -> u64 {
    let product =
        u128::from(one ^ 0x9e37_79b9_7f4a_7c15) * u128::from(other.rotate_left(32) ^ 0xd1b5_4a32_d192_ed03);
    let folded = (product as u64) ^ ((product >> 64) as u64);
    (folded ^ (folded >> 29)).wrapping_mul(0xbf58_476d_1ce4_e5b9)
}

/// The same for a pair, whichever of the two comes first.
pub(super) fn mix_pair(one: u64, other: u64) -> u64 {
    mix(one.min(other), one.max(other))
}

/// A place among `places`, evenly spread, from the upper half of a mixed number.
pub(super) fn place(mixed: u64, places: usize) -> usize {
    (((mixed >> 32) * places as u64) >> 32) as usize
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn neighbours_end_up_far_apart_and_pairs_have_no_order() {
        let mut counts = [0_usize; 16];
        (0..16_000).for_each(|number| counts[place(mix(number, 7), 16)] += 1);
        assert!(counts.iter().all(|count| (800..1_200).contains(count)), "{counts:?}");
        assert_eq!(mix_pair(3, 9), mix_pair(9, 3));
        assert_ne!(mix(3, 9), mix(9, 3));
    }
}
