//! Spells emoji out by their names, so that a model reads "pig face" where people mean a pig.
//!
//! A vocabulary of word pieces knows hardly any emoji: without this they would all be the same unknown thing, and so
//! would the word that one is glued to. Names are those of Unicode (CLDR), through the crate `emojis`.

use unicode_segmentation::UnicodeSegmentation;

use super::glyphs::Glyph;

/// How many of the same emoji in a row are spelled out; more say nothing new.
const MOST_IN_A_ROW: usize = 2;

/// Replaces each emoji by its name between spaces. The whole name stands for the emoji.
pub(super) fn spell(glyphs: &[Glyph]) -> Vec<Glyph> {
    let text: String = glyphs.iter().map(|glyph| glyph.ch).collect();
    let mut spelled: Vec<Glyph> = Vec::with_capacity(2 * glyphs.len());
    let mut at = 0;
    let mut last = None;
    let mut in_a_row = 0;
    for cluster in text.graphemes(true) {
        let here = &glyphs[at..at + cluster.chars().count()];
        at += here.len();
        let Some(name) = name_of(cluster) else {
            // Space between two emoji does not make them less alike.
            last = last.filter(|_| cluster.trim().is_empty());
            spelled.extend_from_slice(here);
            continue;
        };
        in_a_row = if last == Some(name) { in_a_row + 1 } else { 1 };
        last = Some(name);
        let (start, end) = (here[0].start, here[here.len() - 1].end);
        if in_a_row > MOST_IN_A_ROW {
            continue;
        }
        if spelled.last().is_some_and(|before| !before.ch.is_whitespace()) {
            spelled.push(Glyph { ch: ' ', start, end });
        }
        // "woman: dark skin tone" is a label of parts; a reader takes it as words.
        let words = name.chars().filter(|ch| !matches!(ch, ':' | ',' | '“' | '”' | '(' | ')'));
        spelled.extend(words.map(|ch| Glyph { ch, start, end }));
        if glyphs.get(at).is_some_and(|after| !after.ch.is_whitespace()) {
            spelled.push(Glyph { ch: ' ', start, end });
        }
    }
    spelled
}

/// The name of an emoji; nothing for what is written as text: letters, digits, ©, ™ and arrows.
fn name_of(cluster: &str) -> Option<&'static str> {
    let first = cluster.chars().next()?;
    let as_text =
        first.is_ascii() || matches!(first, '©' | '®' | '™' | '‼' | '⁉' | 'ℹ' | '↔'..='↪' | '▪'..='◾');
    if as_text {
        return None;
    }
    emojis::get(cluster).map(emojis::Emoji::name)
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
