//! Texts for benchmarks: made up, seeded, as long as comments are.

/// Words of ordinary comments, some of them spelled to evade.
const WORDS: [&str; 48] = [
    "the",
    "a",
    "you",
    "I",
    "we",
    "they",
    "was",
    "is",
    "are",
    "to",
    "of",
    "and",
    "in",
    "it",
    "that",
    "this",
    "for",
    "not",
    "really",
    "people",
    "garden",
    "match",
    "server",
    "team",
    "tomatoes",
    "yesterday",
    "tomorrow",
    "because",
    "think",
    "nobody",
    "everybody",
    "love",
    "hate",
    "stupid",
    "idiot",
    "1d10t",
    "great",
    "terrible",
    "soooo",
    "please",
    "thanks",
    "again",
    "never",
    "always",
    "weather",
    "question",
    "https://example.com/x",
    "l\u{43e}ser",
];

/// Those of the words in which nothing has to be folded, and some with signs that make no difference.
const PLAIN: [&str; 11] = [
    "garden.", "match,", "server:", "really?", "team!", "(again)", "it's", "don't", "2026", "Tomatoes",
    "\"no\"",
];

/// `count` comments, each time the same: lengths are log-normal with a median of about 20 words.
pub fn comments(count: usize) -> Vec<String> {
    written_with(&WORDS, count)
}

/// `count` comments of the same lengths that nobody spelled to evade.
pub fn plain_comments(count: usize) -> Vec<String> {
    let is_evasion =
        |word: &&str| !word.is_ascii() || ["1d10t", "soooo", "a"].contains(word) || word.contains('/');
    let plain: Vec<&str> = WORDS.into_iter().filter(|word| !is_evasion(word)).chain(PLAIN).collect();
    written_with(&plain, count)
}

/// The tokenizer of the default bundle.
pub fn tokenizer_json() -> Vec<u8> {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../models/koko-en-1/tokenizer.json");
    std::fs::read(path).expect("the default bundle has a tokenizer")
}

fn written_with(vocabulary: &[&str], count: usize) -> Vec<String> {
    let mut random = Random(0x9e37_79b9_7f4a_7c15);
    (0..count)
        .map(|_| {
            // The sum of twelve uniform numbers less six is close to a standard normal one.
            let normal = (0..12).map(|_| random.unit()).sum::<f64>() - 6.0;
            let words = (3.0 + 0.7 * normal).exp().round().clamp(1.0, 200.0) as usize;
            let mut word = || vocabulary[(random.unit() * vocabulary.len() as f64) as usize];
            (0..words).map(|_| word()).collect::<Vec<_>>().join(" ")
        })
        .collect()
}

/// SplitMix64: enough for made-up texts, and the same everywhere.
struct Random(u64);

impl Random {
    /// A number from 0 to 1, 1 excluded.
    fn unit(&mut self) -> f64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((mixed ^ (mixed >> 31)) >> 11) as f64 / (1_u64 << 53) as f64
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_are_the_same_each_time_and_about_twenty_words_long() {
        let made = comments(1_000);
        assert_eq!(made, comments(1_000));
        let mut lengths: Vec<usize> = made.iter().map(|comment| comment.split(' ').count()).collect();
        lengths.sort_unstable();
        assert!((17..=23).contains(&lengths[500]), "the median is {}", lengths[500]);
    }
}
