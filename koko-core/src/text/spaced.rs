//! Joins words that were spelled with gaps: `i d i o t`, `f.o.o.l`, `s_p_a_m`.

use std::ops::Range;

use super::glyphs::{Glyph, is_link, lower};

/// Signs that may stand for a letter where words are spelled with gaps.
fn is_element(ch: char) -> bool {
    ch.is_alphabetic() || matches!(ch, '0' | '1' | '3' | '4' | '5' | '7' | '@' | '$' | '!')
}

/// Removes the gaps of spelled-out words.
pub(super) fn join(glyphs: &mut Vec<Glyph>) {
    let mut joined = Vec::new();
    let mut done = 0;
    let mut index = 0;
    let mut chunk = Chunk { place: 0..0, is_link: false };
    while index < glyphs.len() {
        let before_gap = glyphs.get(index + 1).is_some_and(|next| is_gap(next.ch));
        let starts_word = || index == 0 || !is_part_of_word(glyphs[index - 1].ch);
        if !before_gap || !stands_alone(glyphs, index) || !starts_word() || chunk.at(glyphs, index).is_link {
            index += 1;
            continue;
        }
        let row = row_of_letters(glyphs, index);
        let last = row.letters[row.letters.len() - 1];
        if is_hidden_word(glyphs, &row) {
            joined.extend_from_slice(&glyphs[done..index]);
            joined.extend(row.letters.iter().map(|&letter| glyphs[letter]));
            index = last + 1;
            done = index;
        } else {
            // Looking again from the second letter would make long rows cost the square of their length. The last
            // one may begin a row with another gap, as in "a f.o.o.l".
            index = if last == index { last + 1 } else { last };
        }
    }
    if done > 0 {
        joined.extend_from_slice(&glyphs[done..]);
        *glyphs = joined;
    }
}

/// The stretch without white space that was looked at last.
struct Chunk {
    place: Range<usize>,
    is_link: bool,
}

impl Chunk {
    /// The stretch around `index`, which is no white space and never goes back: each stretch is read once.
    fn at(&mut self, glyphs: &[Glyph], index: usize) -> &Chunk {
        if index >= self.place.end {
            let inside = |glyph: &&Glyph| !glyph.ch.is_whitespace();
            let start = index - glyphs[self.place.end..index].iter().rev().take_while(inside).count();
            let end = index + glyphs[index..].iter().take_while(inside).count();
            *self = Chunk { place: start..end, is_link: is_link(&text_of(&glyphs[start..end])) };
        }
        self
    }
}

/// Letters that stand alone, with the same gap between all of them.
struct Row {
    letters: Vec<usize>,
    mark: Option<char>,
}

/// Reads letter, gap, letter, gap, … from `start` on.
fn row_of_letters(glyphs: &[Glyph], start: usize) -> Row {
    let mut row = Row { letters: vec![start], mark: None };
    let Some(first_gap) = gap_after(glyphs, start) else { return row };
    row.mark = glyphs[first_gap.clone()].iter().map(|glyph| glyph.ch).find(|ch| !ch.is_whitespace());
    let mut last = start;
    while let Some(gap) = gap_after(glyphs, last) {
        let same = glyphs[gap.clone()]
            .iter()
            .map(|glyph| glyph.ch)
            .eq(glyphs[first_gap.clone()].iter().map(|glyph| glyph.ch));
        if !same || !stands_alone(glyphs, gap.end) {
            break;
        }
        last = gap.end;
        row.letters.push(last);
    }
    row
}

/// One letter with nothing of a word on either side.
fn stands_alone(glyphs: &[Glyph], at: usize) -> bool {
    let Some(glyph) = glyphs.get(at) else { return false };
    is_element(glyph.ch) && !glyphs.get(at + 1).is_some_and(|next| is_part_of_word(next.ch))
}

/// Letters, digits, and the apostrophes inside `it's`.
fn is_part_of_word(ch: char) -> bool {
    ch.is_alphanumeric() || matches!(ch, '\'' | '\u{2019}')
}

/// What a gap is made of.
fn is_gap(ch: char) -> bool {
    matches!(ch, ' ' | '\u{A0}') || is_mark(ch)
}

fn is_mark(ch: char) -> bool {
    matches!(ch, '.' | '-' | '_' | '*' | '~' | '\u{B7}' | '\u{2022}')
}

/// The gap behind a letter: spaces, or one mark with spaces on both sides or on neither.
fn gap_after(glyphs: &[Glyph], letter: usize) -> Option<Range<usize>> {
    let start = letter + 1;
    let length = glyphs[start..].iter().take(4).take_while(|glyph| is_gap(glyph.ch)).count();
    let fits = match &glyphs[start..start + length] {
        [] => false,
        [Glyph { ch: ' ', .. }, mark, Glyph { ch: ' ', .. }] if is_mark(mark.ch) => true,
        [mark] if is_mark(mark.ch) => true,
        spaces => spaces.len() <= 3 && spaces.iter().all(|glyph| glyph.ch == ' '),
    };
    fits.then_some(start..start + length)
}

/// Whether single letters are a word in hiding rather than a list, an alphabet or an abbreviation.
fn is_hidden_word(glyphs: &[Glyph], row: &Row) -> bool {
    if row.letters.len() < 3 {
        return false;
    }
    let word: Vec<char> = row.letters.iter().map(|&letter| glyphs[letter].ch).collect();
    let letters: Vec<char> = word.iter().filter(|ch| ch.is_alphabetic()).map(|ch| lower(*ch)).collect();
    let least = if row.mark == Some('.') { 4 } else { 3 };
    let has_vowel = word.iter().any(|ch| "aeiouy0134@!".contains(lower(*ch)) || !ch.is_ascii());
    let varied = letters.windows(2).any(|pair| pair[0] != pair[1]);
    let alphabet = letters.windows(2).all(|pair| u32::from(pair[1]) == u32::from(pair[0]) + 1);
    let enough_letters = letters.len() >= 2 && letters.len() * 3 >= word.len();
    // "3 a m" and "1 N a x" count and measure; "1 d 1 0 t" does not.
    let counts = !word[0].is_alphabetic() && word.len() - letters.len() < 2;
    let next = row.letters.last().map_or(&[][..], |last| &glyphs[last + 1..]);
    word.len() >= least
        && enough_letters
        && has_vowel
        && varied
        && !alphabet
        && !counts
        && !are_initials(&word, row.mark, next)
}

/// `J.R.R.`, `U.S.S.R`, `J A M Smith`: capitals with full stops, or up to three of them before a name.
fn are_initials(word: &[char], mark: Option<char>, next: &[Glyph]) -> bool {
    if !word.iter().all(|ch| ch.is_uppercase()) {
        return false;
    }
    let before_name = matches!(next, [gap, first, second, ..]
        if gap.ch.is_whitespace() && first.ch.is_uppercase() && second.ch.is_lowercase());
    mark == Some('.') || (word.len() <= 3 && before_name)
}

fn text_of(glyphs: &[Glyph]) -> String {
    glyphs.iter().map(|glyph| glyph.ch).collect()
}
