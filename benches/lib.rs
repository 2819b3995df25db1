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

/// `count` comments, each time the same: lengths are log-normal with a median of about 20 words.
pub fn comments(count: usize) -> Vec<String> {
    let mut random = Random(0x9e37_79b9_7f4a_7c15);
    (0..count)
        .map(|_| {
            // The sum of twelve uniform numbers less six is close to a standard normal one.
            let normal = (0..12).map(|_| random.unit()).sum::<f64>() - 6.0;
            let words = (3.0 + 0.7 * normal).exp().round().clamp(1.0, 200.0) as usize;
            let mut word = || WORDS[(random.unit() * WORDS.len() as f64) as usize];
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
