//! Texts for benchmarks: made up, seeded, as long as comments are, and written the way comments are.
//!
//! Knows no model: whoever needs texts of so many tokens cuts them.

pub mod actors;
pub mod timing;

use koko_core::measure::Chance;

/// Words of ordinary comments, the most common first.
const WORDS: &str = include_str!("words.txt");
/// One word in so many is no word, or a word in disguise.
const ONE_IN: f64 = 120.0;
/// The law of Zipf and Mandelbrot: a word is as common as its rank, with this added, is small.
const RANKS_SKIPPED: f64 = 3.0;
const SPECIAL: [&str; 8] =
    ["https://example.com/x", "@marta", "2019", "10%", "soooo", "1d10t", "l\u{43e}ser", ":)"];

/// `count` comments, each time the same: lengths are log-normal with a median of about 20 words, and words are drawn as
/// they occur in a language. Some comments have sentences, others neither capitals nor full stops; some words are misspelled.
pub fn comments(count: usize) -> Vec<String> {
    let words: Vec<&str> = WORDS.split_whitespace().collect();
    let mut random = Random(Chance(0x9e37_79b9_7f4a_7c15));
    (0..count)
        .map(|_| {
            let length = (3.0 + 0.7 * random.0.normal()).exp().round().clamp(1.0, 200.0) as usize;
            let careless = random.one_in(4.0);
            let drawn: Vec<String> = (0..length).map(|_| word(&words, &mut random)).collect();
            if careless { drawn.join(" ").to_lowercase() } else { sentences(&drawn, &mut random) }
        })
        .collect()
}

/// `count` comments like [`comments`] in which nothing has to be folded: no evasions, links or stretched words.
pub fn plain_comments(count: usize) -> Vec<String> {
    let is_plain = |text: &String| {
        let normalized = koko_core::text::normalize(text).masked();
        normalized.text() == text
    };
    comments(2 * count).into_iter().filter(is_plain).take(count).collect()
}

/// The tokenizer of the default bundle.
pub fn tokenizer_json() -> Vec<u8> {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../models/koko-en-1/tokenizer.json");
    std::fs::read(path).expect("the default bundle has a tokenizer")
}

/// One word, now and then misspelled or shouted.
fn word(words: &[&str], random: &mut Random) -> String {
    if random.one_in(ONE_IN) {
        return random.one_of(&SPECIAL).to_owned();
    }
    // A number that falls evenly on the scale of logarithms lies in [n, n + 1) as often as 1/n is large.
    let widest = (words.len() as f64 + RANKS_SKIPPED) / RANKS_SKIPPED;
    let place = (RANKS_SKIPPED * widest.powf(random.0.unit()) - RANKS_SKIPPED) as usize;
    let word = words[place.min(words.len() - 1)];
    if word.len() > 3 && random.one_in(40.0) {
        return misspelled(word, random);
    }
    if random.one_in(100.0) { word.to_uppercase() } else { word.to_owned() }
}

/// Two neighbours in the wrong order, a letter twice, or a letter lost.
fn misspelled(word: &str, random: &mut Random) -> String {
    let mut letters: Vec<char> = word.chars().collect();
    let place = 1 + random.below(letters.len() - 2);
    match random.below(3) {
        0 => letters.swap(place, place + 1),
        1 => letters.insert(place, letters[place]),
        _ => drop(letters.remove(place)),
    }
    letters.into_iter().collect()
}

/// The words as sentences of 4 to 17 words, with commas in the longer ones.
fn sentences(words: &[String], random: &mut Random) -> String {
    let mut text = String::new();
    let mut rest = words;
    while !rest.is_empty() {
        let (sentence, later) = rest.split_at(rest.len().min(4 + random.below(14)));
        rest = later;
        for (place, word) in sentence.iter().enumerate() {
            let first = word.chars().next().unwrap_or_default();
            let capital = if place == 0 { first.to_ascii_uppercase() } else { first };
            let comma = if place > 2 && place + 1 < sentence.len() && random.one_in(9.0) { "," } else { "" };
            text.push_str(if text.is_empty() { "" } else { " " });
            text.push(capital);
            text.push_str(&word[first.len_utf8()..]);
            text.push_str(comma);
        }
        text.push_str(random.one_of(&[".", ".", ".", "!", "?", "...", "!!"]));
    }
    text
}

/// Draws for texts.
struct Random(Chance);

impl Random {
    fn below(&mut self, limit: usize) -> usize {
        (self.0.unit() * limit as f64) as usize
    }

    fn one_in(&mut self, times: f64) -> bool {
        self.0.unit() * times < 1.0
    }

    fn one_of<'a>(&mut self, choices: &[&'a str]) -> &'a str {
        choices[self.below(choices.len())]
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

    #[test]
    fn common_words_are_common_and_rare_ones_occur() {
        let made = comments(2_000).join(" ").to_lowercase();
        let count = |wanted: &str| made.split(' ').filter(|word| *word == wanted).count();
        assert!(count("the") > 10 * count("garden"));
        assert!(made.contains("telescope"));
    }
}
