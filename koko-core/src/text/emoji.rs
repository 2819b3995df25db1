//! Spells emoji out by their names, so that a model reads "pig face" where people mean a pig.
//!
//! A vocabulary of word pieces knows hardly any emoji: without this they would all be the same unknown thing, and so
//! would the word that one is glued to. Names are those of Unicode (CLDR), through the crate `emojis`.

use std::ops::Range;
use std::sync::LazyLock;

use unicode_segmentation::UnicodeSegmentation;

use super::glyphs::Glyph;

/// How many of the same emoji in a row are spelled out; more say nothing new.
const MOST_IN_A_ROW: usize = 2;

/// With what characters emoji begin, in order.
static FIRST_CHARACTERS: LazyLock<Vec<char>> = LazyLock::new(|| {
    let all = emojis::iter().flat_map(|emoji| emoji.skin_tones().into_iter().flatten().chain([emoji]));
    let mut first: Vec<char> = all.filter_map(|emoji| emoji.as_str().chars().next()).collect();
    first.sort_unstable();
    first.dedup();
    first
});

/// A glance: whether there is a character with which an emoji could begin.
pub(super) fn may_have_emoji(text: &str) -> bool {
    !text.is_ascii() && text.chars().any(|ch| !is_text(ch) && FIRST_CHARACTERS.binary_search(&ch).is_ok())
}

/// Replaces each emoji by its name between spaces. The whole name stands for the emoji.
pub(super) fn spell(glyphs: &[Glyph]) -> Vec<Glyph> {
    let mut speller =
        Speller { glyphs, spelled: Vec::with_capacity(2 * glyphs.len()), last: None, in_a_row: 0 };
    let mut text = String::new();
    let mut at = 0;
    while at < glyphs.len() {
        // To find the ends of clusters is dear. ASCII is in none but its own, or in that of the marks behind it.
        let marked = glyphs[at + 1..].iter().take_while(|glyph| !glyph.ch.is_ascii()).count();
        if glyphs[at].ch.is_ascii() && marked == 0 {
            speller.keep(at..at + 1);
            at += 1;
            continue;
        }
        text.clear();
        text.extend(glyphs[at..at + 1 + marked].iter().map(|glyph| glyph.ch));
        for cluster in text.graphemes(true) {
            let here = at..at + cluster.chars().count();
            at = here.end;
            match name_of(cluster) {
                Some(name) => speller.spell(name, here),
                None => speller.keep(here),
            }
        }
    }
    speller.spelled
}

struct Speller<'g> {
    glyphs: &'g [Glyph],
    spelled: Vec<Glyph>,
    last: Option<&'static str>,
    in_a_row: usize,
}

impl Speller<'_> {
    fn keep(&mut self, here: Range<usize>) {
        let here = &self.glyphs[here];
        // Space between two emoji does not make them less alike.
        self.last = self.last.filter(|_| here.iter().all(|glyph| glyph.ch.is_whitespace()));
        self.spelled.extend_from_slice(here);
    }

    fn spell(&mut self, name: &'static str, here: Range<usize>) {
        self.in_a_row = if self.last == Some(name) { self.in_a_row + 1 } else { 1 };
        self.last = Some(name);
        let (start, end) = (self.glyphs[here.start].start, self.glyphs[here.end - 1].end);
        if self.in_a_row > MOST_IN_A_ROW {
            return;
        }
        if self.spelled.last().is_some_and(|before| !before.ch.is_whitespace()) {
            self.spelled.push(Glyph { ch: ' ', start, end });
        }
        // "woman: dark skin tone" is a label of parts; a reader takes it as words.
        let words = name.chars().filter(|ch| !matches!(ch, ':' | ',' | '“' | '”' | '(' | ')'));
        self.spelled.extend(words.map(|ch| Glyph { ch, start, end }));
        if self.glyphs.get(here.end).is_some_and(|after| !after.ch.is_whitespace()) {
            self.spelled.push(Glyph { ch: ' ', start, end });
        }
    }
}

/// The name of an emoji; nothing for what is written as text: letters, digits, ©, ™ and arrows.
fn name_of(cluster: &str) -> Option<&'static str> {
    if is_text(cluster.chars().next()?) {
        return None;
    }
    emojis::get(cluster).map(emojis::Emoji::name)
}

/// Signs of ordinary writing, some of which could also be shown as emoji.
fn is_text(ch: char) -> bool {
    ch.is_ascii() || matches!(ch, '©' | '®' | '™' | '‼' | '⁉' | 'ℹ' | '↔'..='↪' | '▪'..='◾')
}

#[cfg(test)]
mod tests {
    use super::super::glyphs::glyphs_of;
    use super::*;

    fn check(text: &str, expected: &str) {
        let spelled: String = spell(&glyphs_of(text)).iter().map(|glyph| glyph.ch).collect();
        assert_eq!(spelled, expected, "{text}");
    }

    #[test]
    fn names_stand_apart_from_words() {
        check("you🐷!", "you pig face !");
        check("good morning ☀️", "good morning sun");
        check("a 🔪b", "a kitchen knife b");
    }

    #[test]
    fn one_emoji_of_several_characters_has_one_name() {
        check("👩🏿‍🦱", "woman dark skin tone curly hair");
        check("🇳🇬", "flag Nigeria");
        check("🏳️‍🌈", "rainbow flag");
    }

    #[test]
    fn many_of_a_kind_are_said_twice() {
        check(
            "😂😂😂😂 😂 ok 😂",
            "face with tears of joy face with tears of joy   ok face with tears of joy",
        );
    }

    #[test]
    fn signs_of_ordinary_writing_stay() {
        for text in ["© 2026", "5 ™", "a → b", "#1 *", "日本語"] {
            check(text, text);
        }
    }
}
