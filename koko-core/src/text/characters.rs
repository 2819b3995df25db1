//! Folds single characters: compatibility forms, invisible characters, stacked marks.
//!
//! Knows nothing about words.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::{canonical_combining_class, compose, is_combining_mark};
use unicode_properties::UnicodeEmoji;
use unicode_script::{Script, UnicodeScript};

use super::glyphs::{Glyph, is_common_east_asian, is_common_latin};

/// Drops noise and folds compatibility forms, glyph by glyph.
pub(super) fn fold(glyphs: &mut Vec<Glyph>) {
    let Some(first) = glyphs.iter().position(|glyph| !is_ordinary(glyph.ch)) else { return };
    let mut folded: Vec<Glyph> = Vec::with_capacity(glyphs.len());
    folded.extend_from_slice(&glyphs[..first]);
    for (index, &glyph) in glyphs.iter().enumerate().skip(first) {
        if is_ordinary(glyph.ch) {
            folded.push(glyph);
            continue;
        }
        match fate(glyphs, index) {
            Fate::Keep => folded.push(glyph),
            Fate::Drop => {}
            Fate::Space => folded.push(glyph.with(' ')),
            Fate::Mark => add_mark(&mut folded, glyph),
            Fate::Fold(chars) => folded.extend(chars.into_iter().map(|ch| glyph.with(ch))),
        }
    }
    *glyphs = folded;
}

/// Most characters of most texts, told at a glance: nothing is to be done about them.
fn is_ordinary(ch: char) -> bool {
    if ch.is_ascii() {
        return !ch.is_ascii_control() || ch.is_ascii_whitespace();
    }
    // The second are dashes and curly quotes.
    is_common_latin(ch) || matches!(ch, '\u{2010}'..='\u{2027}') || is_common_east_asian(ch)
}

enum Fate {
    Keep,
    Drop,
    Space,
    Mark,
    Fold(Vec<char>),
}

fn fate(glyphs: &[Glyph], index: usize) -> Fate {
    let ch = glyphs[index].ch;
    if ch.is_ascii() {
        return if is_ordinary(ch) { Fate::Keep } else { Fate::Drop };
    }
    let before = index.checked_sub(1).map(|at| glyphs[at].ch);
    let after = glyphs.get(index + 1).map(|glyph| glyph.ch);
    match ch {
        // Joiners hold emoji families together and shape Arabic and Indic words; elsewhere they only hide letters.
        '\u{200C}' | '\u{200D}' if joins(before) && joins(after) => Fate::Keep,
        // A variation selector behind an emoji or a keycap digit chooses its look.
        '\u{FE0E}' | '\u{FE0F}' if before.is_some_and(shows_as_emoji) => Fate::Keep,
        // Tags spell the flags of regions behind a black flag.
        '\u{E0020}'..='\u{E007F}' if in_flag(glyphs, index) => Fate::Keep,
        '\u{20E3}' if before == Some('\u{FE0F}') => Fate::Keep,
        '\u{115F}' | '\u{1160}' | '\u{2800}' | '\u{3164}' | '\u{FFA0}' => Fate::Space,
        '\u{0085}' | '\u{2028}' | '\u{2029}' => Fate::Space,
        _ if ch.is_whitespace() => Fate::Space,
        _ if is_invisible(ch) => Fate::Drop,
        _ if is_combining_mark(ch) && is_generic_mark(ch) => Fate::Mark,
        // Two regional indicators are a flag, one alone is a letter in disguise.
        '\u{1F1E6}'..='\u{1F1FF}' if !is_indicator(before) && !is_indicator(after) => {
            Fate::Fold(vec![nth_letter('a', ch, '\u{1F1E6}')])
        }
        // Letters in filled circles and squares. A single one is an emoji (blood group, parking), two are a word.
        '\u{1F150}'..='\u{1F169}' => Fate::Fold(vec![nth_letter('A', ch, '\u{1F150}')]),
        '\u{1F170}'..='\u{1F189}' if [before, after].into_iter().flatten().any(is_squared) => {
            Fate::Fold(vec![nth_letter('A', ch, '\u{1F170}')])
        }
        _ => compatibility(ch).map_or(Fate::Keep, Fate::Fold),
    }
}

/// What a compatibility form stands for, where folding it helps reading and harms no number or sign.
fn compatibility(ch: char) -> Option<Vec<char>> {
    let folds = matches!(ch,
        // Full-width letters and digits; the punctuation is how Chinese and Japanese are written.
        '\u{FF10}'..='\u{FF19}' | '\u{FF21}'..='\u{FF3A}' | '\u{FF41}'..='\u{FF5A}'
        | '\u{1D400}'..='\u{1D7FF}'                          // mathematical alphabets and digits
        | '\u{2460}'..='\u{24FF}'                            // circled and parenthesized
        | '\u{1F110}'..='\u{1F149}'                          // the same, and squared, capitals
        | '\u{2100}'..='\u{2138}'                            // letter-like
        | '\u{FB00}'..='\u{FB06}'                            // ligatures
        | '\u{02B0}'..='\u{02B8}' | '\u{02E0}'..='\u{02E4}'  // raised letters
        | '\u{1D2C}'..='\u{1D6A}' | '\u{1D78}' | '\u{1D9B}'..='\u{1DBF}'
        | '\u{2071}' | '\u{207F}' | '\u{2090}'..='\u{209C}' | '\u{2C7C}' | '\u{2C7D}'
        | '\u{017F}');
    if !folds {
        return None;
    }
    let folded: Vec<char> = std::iter::once(ch)
        .nfkc()
        // "(a)" for a parenthesized letter would put a wall between the letters of a word.
        .filter(|&part| {
            !(matches!(ch, '\u{2474}'..='\u{24B5}' | '\u{1F110}'..='\u{1F129}') && "()".contains(part))
        })
        .collect();
    // Signs such as the degree of ℃ or the care-of of ℅ stay what they are.
    let readable = folded.iter().all(|part| part.is_ascii_graphic() || part.is_alphabetic());
    (readable
        && folded.len() <= 3
        && folded != [ch]
        && !matches!(ch, '\u{2120}'..='\u{2122}' | '\u{2116}'..='\u{2117}'))
    .then_some(folded)
}

/// Puts a combining mark on the letter before it if the two make one letter; otherwise it is noise.
fn add_mark(folded: &mut [Glyph], mark: Glyph) {
    let Some(base) = folded.last_mut() else { return };
    if let Some(composed) = compose(base.ch, mark.ch) {
        base.ch = composed;
    }
    // Kept or not, the mark was drawn on this letter: a span over the letter covers it.
    if base.end == mark.start {
        base.end = mark.end;
    }
}

/// Marks that can sit on any letter. Those of one script (Arabic, Hebrew, Devanagari, Thai) carry sound and stay.
fn is_generic_mark(ch: char) -> bool {
    canonical_combining_class(ch) != 0
        && ch.script() == Script::Inherited
        && !matches!(ch, '\u{064B}'..='\u{0670}')
        || matches!(ch, '\u{0483}'..='\u{0489}' | '\u{20D0}'..='\u{20FF}')
}

fn is_invisible(ch: char) -> bool {
    matches!(ch,
        '\u{0080}'..='\u{009F}' | '\u{00AD}' | '\u{034F}' | '\u{061C}' | '\u{17B4}' | '\u{17B5}'
        | '\u{180B}'..='\u{180F}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}'
        | '\u{2060}'..='\u{206F}' | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}' | '\u{FFF0}'..='\u{FFFB}'
        | '\u{1BCA0}'..='\u{1BCA3}' | '\u{1D173}'..='\u{1D17A}' | '\u{E0000}'..='\u{E0FFF}')
}

fn joins(ch: Option<char>) -> bool {
    ch.is_some_and(|ch| {
        shows_as_emoji(ch)
            || matches!(ch, '\u{FE0F}' | '\u{1F3FB}'..='\u{1F3FF}')
            || matches!(
                ch.script(),
                Script::Arabic
                    | Script::Syriac
                    | Script::Devanagari
                    | Script::Bengali
                    | Script::Gurmukhi
                    | Script::Gujarati
                    | Script::Oriya
                    | Script::Tamil
                    | Script::Telugu
                    | Script::Kannada
                    | Script::Malayalam
                    | Script::Sinhala
                    | Script::Khmer
                    | Script::Myanmar
                    | Script::Mongolian
            )
    })
}

fn shows_as_emoji(ch: char) -> bool {
    ch.is_emoji_char() && !ch.is_ascii_alphabetic()
}

fn is_indicator(ch: Option<char>) -> bool {
    ch.is_some_and(|ch| ('\u{1F1E6}'..='\u{1F1FF}').contains(&ch))
}

fn is_squared(ch: char) -> bool {
    matches!(ch, '\u{1F150}'..='\u{1F189}')
}

fn in_flag(glyphs: &[Glyph], index: usize) -> bool {
    let tag = |ch: char| ('\u{E0020}'..='\u{E007F}').contains(&ch);
    // A flag has at most six tags; a longer row is not one, and must not be walked again from each of its tags.
    glyphs[..index]
        .iter()
        .rev()
        .take(7)
        .find(|glyph| !tag(glyph.ch))
        .is_some_and(|glyph| glyph.ch == '\u{1F3F4}')
}

/// The letter at the place in the alphabet that `ch` has in a block beginning with `first`.
fn nth_letter(alphabet: char, ch: char, first: char) -> char {
    char::from_u32(u32::from(alphabet) + u32::from(ch) - u32::from(first)).unwrap_or(ch)
}
