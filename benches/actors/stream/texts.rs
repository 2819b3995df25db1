//! Made-up texts of mild words. How bad one is said to be comes with it as a score: no text here is bad.

use std::sync::LazyLock;

use crate::actors::draws::{Draws, mix};

static WORDS: LazyLock<Vec<&'static str>> = LazyLock::new(|| crate::WORDS.split_whitespace().collect());

/// Texts that many people post on their own: greetings, slogans, lines of songs.
const MEMES: u64 = 300;

/// So many words, common ones more often.
pub(super) fn words(count: u64, draws: &mut Draws) -> String {
    let mut text = String::with_capacity(6 * count as usize);
    for number in 0..count {
        if number > 0 {
            text.push(' ');
        }
        let drawn = draws.unit();
        text.push_str(WORDS[(drawn * drawn * WORDS.len() as f64) as usize]);
    }
    text
}

/// What somebody writes: 3 to 30 words.
pub(super) fn ordinary(draws: &mut Draws) -> String {
    let count = draws.log_normal(10.0, 0.6).clamp(3.0, 30.0) as u64;
    words(count, draws)
}

/// What many write.
pub(super) fn meme(draws: &mut Draws) -> String {
    let meme = draws.rank(MEMES);
    words(9, &mut Draws::new(mix(7, meme)))
}

/// What was written for all who take part in a campaign; each has a word of their own in it.
pub(super) fn of_campaign(campaign: u64, draws: &mut Draws) -> String {
    let text = words(24, &mut Draws::new(mix(11, campaign)));
    let own = words(1, draws);
    format!("{text} {own}")
}

/// An advertisement with a link.
pub(super) fn advertisement(domain: &str, draws: &mut Draws) -> String {
    format!("{} https://{domain}/{}", words(8, draws), draws.below(1_000_000))
}
