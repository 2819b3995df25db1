//! A hash of which nearly the same texts have nearly the same.
//!
//! SimHash over what stands side by side: three words, or four characters where no spaces are written.

use super::hash::mix;

/// Shorter texts have too few features for a SimHash to mean anything.
const LEAST_TOKENS: usize = 8;
/// Features whose bits are counted in bytes before the counts are added up.
const MOST_IN_BYTES: usize = 255;

/// The SimHash of a text in small letters; nothing for a short one.
pub(super) fn simhash(text: &str, seed: u64) -> Option<u64> {
    let mut tokens = Vec::with_capacity(64);
    let width = if is_written_without_spaces(text) {
        tokens.extend(
            text.chars().filter(|ch| ch.is_alphanumeric()).map(|ch| mix(seed, u64::from(u32::from(ch)))),
        );
        4
    } else {
        let words = text.split(is_between_words).filter(|word| !word.is_empty());
        tokens.extend(words.map(|word| hash_of(word, seed)));
        3
    };
    if tokens.len() < LEAST_TOKENS {
        return None;
    }
    let mut votes = Votes::default();
    for neighbours in tokens.windows(width) {
        votes.add(neighbours.iter().fold(seed, |hash, token| mix(hash, *token)));
    }
    Some(votes.majority())
}

fn hash_of(word: &str, seed: u64) -> u64 {
    let (eights, rest) = word.as_bytes().as_chunks::<8>();
    let whole = eights.iter().fold(seed, |hash, eight| mix(hash, u64::from_le_bytes(*eight)));
    let last = rest.iter().rev().fold(0, |last, byte| last << 8 | u64::from(*byte));
    mix(whole, last)
}

fn is_between_words(ch: char) -> bool {
    match ch {
        _ if ch.is_ascii() => !ch.is_ascii_alphanumeric(),
        // Nearly all letters of nearly all texts, which need no look into the tables.
        '\u{C0}'..='\u{24F}' | '\u{3B1}'..='\u{3C9}' | '\u{400}'..='\u{481}' => false,
        _ => !ch.is_alphanumeric(),
    }
}

/// Whether most letters belong to scripts that leave no spaces between words.
fn is_written_without_spaces(text: &str) -> bool {
    if text.is_ascii() {
        return false;
    }
    let (mut without, mut letters) = (0_usize, 0_usize);
    for ch in text.chars().filter(|ch| !ch.is_ascii() || ch.is_ascii_alphabetic()) {
        letters += 1;
        without += usize::from(matches!(ch,
            '\u{0E00}'..='\u{0EFF}' | '\u{1000}'..='\u{109F}' | '\u{1780}'..='\u{17FF}'
            | '\u{3040}'..='\u{30FF}' | '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}'
            | '\u{20000}'..='\u{3FFFF}'));
    }
    without * 2 > letters
}

/// For each of 64 bits, how many features have it.
#[derive(Default)]
struct Votes {
    features: u32,
    in_bytes: usize,
    /// Eight bits of the hash each: one byte a bit.
    bytes: [u64; 8],
    sums: Sums,
}

struct Sums([u32; 64]);

impl Default for Sums {
    fn default() -> Self {
        Sums([0; 64])
    }
}

impl Votes {
    fn add(&mut self, feature: u64) {
        if self.in_bytes == MOST_IN_BYTES {
            self.add_up();
        }
        for (counts, byte) in self.bytes.iter_mut().zip(feature.to_le_bytes()) {
            *counts += SPREAD[usize::from(byte)];
        }
        self.in_bytes += 1;
        self.features += 1;
    }

    fn add_up(&mut self) {
        for (place, sum) in self.sums.0.iter_mut().enumerate() {
            *sum += (self.bytes[place / 8] >> (8 * (place % 8)) & 0xff) as u32;
        }
        (self.bytes, self.in_bytes) = ([0; 8], 0);
    }

    fn majority(mut self) -> u64 {
        self.add_up();
        let has_majority = |place: &usize| 2 * self.sums.0[*place] > self.features;
        (0..64).filter(has_majority).fold(0, |hash, place| hash | 1 << place)
    }
}

/// Each bit of a byte as a byte of its own.
static SPREAD: [u64; 256] = {
    let mut spread = [0; 256];
    let mut byte = 0;
    while byte < 256 {
        let mut bit = 0;
        while bit < 8 {
            spread[byte] |= ((byte as u64 >> bit) & 1) << (8 * bit);
            bit += 1;
        }
        byte += 1;
    }
    spread
};

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn each_bit_goes_with_the_majority(features in proptest::collection::vec(any::<u64>(), 1..700)) {
            let mut votes = Votes::default();
            features.iter().for_each(|feature| votes.add(*feature));
            let expected = (0..64).fold(0_u64, |hash, bit| {
                let votes = features.iter().filter(|feature| *feature >> bit & 1 == 1).count();
                hash | u64::from(2 * votes > features.len()) << bit
            });
            prop_assert_eq!(votes.majority(), expected);
        }
    }

    fn distance(one: &str, other: &str) -> u32 {
        (simhash(one, 1).unwrap() ^ simhash(other, 1).unwrap()).count_ones()
    }

    fn long_text(changed: Option<usize>) -> String {
        let word =
            |place: usize| if Some(place) == changed { "other".to_owned() } else { format!("word{place}") };
        (0..300).map(word).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn texts_that_are_nearly_the_same_are_near_and_others_are_far() {
        assert_eq!(
            distance(
                "one two three four five six seven eight",
                "one, two - three: four five six seven eight!"
            ),
            0
        );
        for changed in [0, 17, 150, 299] {
            assert!(distance(&long_text(None), &long_text(Some(changed))) <= 3, "one word of 300");
        }
        let other: String = (0..300).map(|place| format!("term{place} ")).collect();
        assert!(distance(&long_text(None), &other) > 15);
        assert!(
            distance("a b c d e f g h i j k l m n o p", "p o n m l k j i h g f e d c b a") > 5,
            "order counts"
        );
    }

    #[test]
    fn short_texts_have_none_and_scripts_without_spaces_are_read_by_character() {
        assert_eq!(simhash("one two three four five six seven", 1), None);
        assert_eq!(simhash("", 1), None);
        assert!(simhash("今天天气很好我们去公园", 1).is_some());
        assert_eq!(simhash("今天天气", 1), None);
    }
}
