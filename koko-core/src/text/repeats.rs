//! Shortens stretched letters: `stuuupid`, `nooooo`, `killlll`.
//!
//! English doubles some letters and not others, so three or more become one or two as the place suggests.

use super::glyphs::{Glyph, chunks, is_literal, is_vowel, lower, runs};

/// Squeezes three and more of the same letter; the letter that stays stands for all of them.
pub(super) fn squeeze(glyphs: &mut Vec<Glyph>) {
    // Most texts have nothing to squeeze, and most words of the others.
    if !is_stretched(glyphs) {
        return;
    }
    let mut squeezed = Vec::with_capacity(glyphs.len());
    let mut done = 0;
    for chunk in chunks(glyphs).filter(|chunk| is_stretched(&glyphs[chunk.clone()])) {
        if is_literal(&glyphs[chunk.clone()]) || text_starts_with_www(&glyphs[chunk.clone()]) {
            continue;
        }
        for word in runs(&glyphs[chunk.clone()], char::is_alphabetic) {
            let word = chunk.start + word.start..chunk.start + word.end;
            squeezed.extend_from_slice(&glyphs[done..word.start]);
            done = word.end;
            squeeze_word(&glyphs[word], &mut squeezed);
        }
    }
    squeezed.extend_from_slice(&glyphs[done..]);
    *glyphs = squeezed;
}

/// Whether the same letter stands there three times in a row, in whatever case.
fn is_stretched(glyphs: &[Glyph]) -> bool {
    glyphs.windows(3).any(|run| {
        let [first, second, third] = [run[0].ch, run[1].ch, run[2].ch];
        is_same_letter(first, second) && is_same_letter(second, third) && first.is_alphabetic()
    })
}

fn is_same_letter(one: char, other: char) -> bool {
    one.eq_ignore_ascii_case(&other) || (!one.is_ascii() || !other.is_ascii()) && lower(one) == lower(other)
}

fn squeeze_word(word: &[Glyph], squeezed: &mut Vec<Glyph>) {
    let letters: Vec<char> = word.iter().map(|glyph| lower(glyph.ch)).collect();
    let only = |allowed: &str| word.iter().all(|glyph| allowed.contains(glyph.ch));
    let one_letter = letters.iter().all(|letter| *letter == letters[0]);
    let acronym =
        word.len() <= 5 && word.iter().all(|glyph| glyph.ch.is_uppercase()) && !has_run(&letters, 4);
    // Roman numbers and date formats repeat letters on purpose, and so do acronyms such as IEEE.
    if one_letter || acronym || only("IVXLCDM") || only("dmyhs") || !has_run(&letters, 3) {
        squeezed.extend_from_slice(word);
        return;
    }
    let mut at = 0;
    let mut vowel_seen = false;
    while at < word.len() {
        let run = letters[at..].iter().take_while(|letter| **letter == letters[at]).count();
        let kept = if run >= 3 && is_stretchable(letters[at]) {
            natural_length(&letters, at, run, vowel_seen)
        } else {
            run
        };
        squeezed.extend_from_slice(&word[at..at + kept]);
        if let Some(last) = squeezed.last_mut() {
            last.end = word[at + run - 1].end;
        }
        vowel_seen |= is_vowel(letters[at]);
        at += run;
    }
}

fn has_run(letters: &[char], length: usize) -> bool {
    letters.windows(length).any(|run| run.iter().all(|letter| *letter == run[0]))
}

/// How often the letter stands there in ordinary spelling: once or twice.
fn natural_length(letters: &[char], at: usize, run: usize, vowel_seen: bool) -> usize {
    let before = at.checked_sub(1).map(|at| letters[at]);
    let after = letters.get(at + run).copied();
    let after_vowel = before.is_some_and(is_vowel);
    let twice = match letters[at] {
        'e' => !after_vowel && (after.is_some() || !vowel_seen),
        'o' => !after_vowel && after.is_some(),
        'l' | 's' | 'f' | 'z' => after_vowel,
        'b' | 'c' | 'd' | 'g' | 'm' | 'n' | 'p' | 'r' | 't' => after_vowel && after.is_some_and(is_vowel),
        _ => false,
    };
    if twice { 2 } else { 1 }
}

/// Alphabets in which nobody writes a letter three times on purpose. "哈哈哈" and "555" mean what they say.
fn is_stretchable(ch: char) -> bool {
    use unicode_script::{Script, UnicodeScript};
    matches!(ch.script(), Script::Latin | Script::Greek | Script::Cyrillic)
}

fn text_starts_with_www(chunk: &[Glyph]) -> bool {
    chunk.iter().take(3).all(|glyph| glyph.ch == 'w')
}
