//! Reads digits and signs inside words as the letters that they stand for: `1d10t`, `sh!ne`, `$illy`.
//!
//! A digit at the end of a word (`mp3`), before a unit (`10am`) or in a code (`x86_64`) is a digit.

use std::collections::HashSet;
use std::ops::Range;
use std::sync::LazyLock;

use super::glyphs::{Glyph, chunks, is_literal, is_vowel, runs};

/// Ordinary words that look like leet. Lower case, one a line; `*` at the front stands for any beginning.
static KEEP: LazyLock<(HashSet<&str>, Vec<&str>)> = LazyLock::new(|| {
    let lines = include_str!("ordinary_words.txt").lines();
    let (endings, words): (Vec<_>, Vec<_>) = lines.partition(|line| line.starts_with('*'));
    (words.into_iter().collect(), endings.into_iter().map(|ending| &ending[1..]).collect())
});

/// Replaces leet by letters in place.
pub(super) fn fold(glyphs: &mut [Glyph]) {
    if !may_be_leet(glyphs) {
        return;
    }
    // Where there is code, `$hit` may be a variable.
    let has_code = glyphs.iter().any(|glyph| matches!(glyph.ch, '{' | '}' | '=' | ';' | '[' | ']'));
    let may_be_leet = |chunk: &Range<usize>| may_be_leet(&glyphs[chunk.clone()]);
    let chunks: Vec<Range<usize>> = chunks(glyphs).filter(may_be_leet).collect();
    for chunk in chunks {
        if is_literal(&glyphs[chunk.clone()]) {
            continue;
        }
        let first = chunk.start;
        let words = runs(&glyphs[chunk], |ch| ch.is_ascii_alphanumeric() || is_sign(ch));
        let words: Vec<Range<usize>> = words.collect();
        for word in words {
            let word = first + word.start..first + word.end;
            let word = trim(glyphs, word);
            if word.len() < 3 || touches_code(glyphs, &word) || !is_leet(&glyphs[word.clone()], has_code) {
                continue;
            }
            let letters = read(&glyphs[word.clone()]);
            for (glyph, letter) in glyphs[word].iter_mut().zip(letters) {
                glyph.ch = letter;
            }
        }
    }
}

/// Whether a letter touches anything that could stand for one.
fn may_be_leet(glyphs: &[Glyph]) -> bool {
    glyphs.windows(2).any(|pair| {
        let [one, other] = [pair[0].ch, pair[1].ch];
        stands_for_letter(one) && other.is_ascii_alphabetic()
            || one.is_ascii_alphabetic() && stands_for_letter(other)
    })
}

fn is_sign(ch: char) -> bool {
    matches!(ch, '@' | '$' | '!' | '\u{20AC}')
}

fn stands_for_letter(ch: char) -> bool {
    is_sign(ch) || matches!(ch, '0' | '1' | '3' | '4' | '5' | '7' | '9')
}

/// Takes exclamation marks off the ends, where they are punctuation.
fn trim(glyphs: &[Glyph], word: Range<usize>) -> Range<usize> {
    let end = glyphs[word.clone()]
        .iter()
        .rposition(|glyph| glyph.ch != '!')
        .map_or(word.start, |at| word.start + at + 1);
    let start =
        glyphs[word.start..end].iter().position(|glyph| glyph.ch != '!').map_or(end, |at| word.start + at);
    start..end
}

/// `f0o(`, `path/t0`, `a_b1c`: what touches such a sign is written for a machine.
fn touches_code(glyphs: &[Glyph], word: &Range<usize>) -> bool {
    let before = word.start.checked_sub(1).map(|at| glyphs[at].ch);
    let after = glyphs.get(word.end).map(|glyph| glyph.ch);
    let after_that = glyphs.get(word.end + 1).map(|glyph| glyph.ch);
    let code = |ch: char| matches!(ch, '_' | '/' | '\\' | '#' | '&' | '~' | '|');
    before.is_some_and(|ch| code(ch) || ch == '.' || !ch.is_ascii() && ch.is_alphanumeric())
        || after.is_some_and(|ch| code(ch) || ch == '(' || !ch.is_ascii() && ch.is_alphanumeric())
        || (after == Some('.') && after_that.is_some_and(char::is_alphanumeric))
        || (after == Some('-') && after_that.is_some_and(|ch| ch.is_ascii_digit()))
}

fn is_leet(word: &[Glyph], has_code: bool) -> bool {
    let chars: Vec<char> = word.iter().map(|glyph| glyph.ch).collect();
    let lower: String = chars.iter().collect::<String>().to_ascii_lowercase();
    let letters = chars.iter().filter(|ch| ch.is_ascii_alphabetic()).count();
    let stand_ins = chars.len() - letters;
    let readable = chars.iter().all(|&ch| ch.is_ascii_alphabetic() || stands_for_letter(ch));
    if stand_ins == 0 || letters == 0 || !readable || is_ordinary(&lower) {
        return false;
    }
    let dollar_first =
        !has_code && chars[0] == '$' && chars[1..].iter().all(char::is_ascii_lowercase) && letters >= 2;
    let dollars_last = lower.ends_with("$$") && letters >= 1 && stand_ins == 2 && chars.len() <= 5;
    let inside = chars.iter().position(char::is_ascii_alphabetic).is_some_and(|first| {
        let last = chars.iter().rposition(char::is_ascii_alphabetic).unwrap_or(first);
        chars[first..last].iter().any(|ch| !ch.is_ascii_alphabetic())
    });
    // "1a2b", "a3f5c1" and "aB3x" are numbers of things; capitals and digits in turn are plates and post codes.
    let hexadecimal = chars.len() >= 6 && chars.iter().all(char::is_ascii_hexdigit) && stand_ins >= 2;
    let mixed_case =
        chars.windows(2).any(|pair| pair[0].is_ascii_lowercase() && pair[1].is_ascii_uppercase());
    let shouted_code =
        letters < 3 && chars.iter().filter(|ch| ch.is_ascii_alphabetic()).all(char::is_ascii_uppercase);
    let exclaims = chars.contains(&'!') && (chars.len() > 8 || !bangs_stand_for_i(&chars));
    let nines = chars.contains(&'9') && letters < 3;
    (dollar_first || dollars_last || inside && stand_ins <= letters + 1)
        && !hexadecimal
        && !mixed_case
        && !shouted_code
        && !exclaims
        && !nines
        && !starts_with_number(&chars)
}

fn is_ordinary(word: &str) -> bool {
    let (words, endings) = &*KEEP;
    words.contains(word)
        || endings.iter().any(|ending| word.ends_with(ending))
        || word.chars().all(|ch| ch == 'x' || ch.is_ascii_digit())
}

/// `100km`, `24h0m`: a number with a unit.
fn starts_with_number(chars: &[char]) -> bool {
    let digits = chars.iter().take_while(|ch| ch.is_ascii_digit()).count();
    digits >= 2
}

/// In `sh!ne` both neighbours are consonants; in `no!don` the mark ends a sentence.
fn bangs_stand_for_i(chars: &[char]) -> bool {
    chars.iter().enumerate().filter(|(_, ch)| **ch == '!').all(|(at, _)| {
        let consonant = |ch: Option<&char>| ch.is_some_and(|ch| ch.is_ascii_alphabetic() && !is_vowel(*ch));
        at > 0 && consonant(chars.get(at - 1)) && consonant(chars.get(at + 1))
    })
}

/// The word in letters; capitals only if every letter of it is one.
fn read(word: &[Glyph]) -> Vec<char> {
    let shouted =
        word.iter().filter(|glyph| glyph.ch.is_ascii_alphabetic()).all(|glyph| glyph.ch.is_ascii_uppercase());
    let plain: Vec<char> = word.iter().map(|glyph| simple(glyph.ch)).collect();
    let letters =
        word.iter().enumerate().map(|(at, glyph)| if glyph.ch == '1' { one(&plain, at) } else { plain[at] });
    letters
        .zip(word)
        .map(
            |(letter, glyph)| {
                if shouted && !glyph.ch.is_ascii_alphabetic() { letter.to_ascii_uppercase() } else { letter }
            },
        )
        .collect()
}

fn simple(ch: char) -> char {
    match ch {
        '0' => 'o',
        '1' | '!' => 'i',
        '3' | '\u{20AC}' => 'e',
        '4' | '@' => 'a',
        '5' | '$' => 's',
        '7' => 't',
        '9' => 'g',
        other => other,
    }
}

/// A one is an L where English would put an L (`c1own`, `1oser`, `fai1`), otherwise an I (`k1nd`, `id1ot`).
fn one(plain: &[char], at: usize) -> char {
    let before = at.checked_sub(1).map(|at| plain[at]);
    let vowel_next = plain.get(at + 1).is_some_and(|ch| is_vowel(*ch));
    let begins_cluster = before.is_none_or(|ch| is_vowel(ch) || "bcfgkps".contains(ch.to_ascii_lowercase()));
    let is_l = if vowel_next { begins_cluster } else { before.is_some_and(is_vowel) };
    if is_l { 'l' } else { 'i' }
}
