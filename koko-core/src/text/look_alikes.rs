//! Turns letters that only look Latin into the letters that they are meant to be read as.
//!
//! A word of another script stays: only mixed words, and disguised words in a Latin text, are folded.

use std::ops::Range;

use unicode_script::{Script, UnicodeScript};
use unicode_security::skeleton;

use super::glyphs::{Glyph, chunks, is_common_east_asian, is_common_latin, is_literal, runs};

/// Folds look-alikes in place.
pub(super) fn fold(glyphs: &mut [Glyph]) {
    // Accents, curly quotes, emoji and the scripts of East Asia are no disguise, alone or with each other.
    if !glyphs.iter().any(|glyph| !is_no_disguise(glyph.ch) && is_foreign_letter(glyph)) {
        return;
    }
    let dressed = |chunk: &Range<usize>| glyphs[chunk.clone()].iter().any(is_foreign_letter);
    let chunks: Vec<Range<usize>> = chunks(glyphs).filter(dressed).collect();
    for chunk in chunks {
        let chunk = &mut glyphs[chunk];
        if is_literal(chunk) || is_phonetic(chunk) {
            continue;
        }
        for glyph in chunk {
            glyph.ch = latin_variant(glyph.ch).unwrap_or(glyph.ch);
        }
    }
    // A word of ASCII is neither foreign nor disguised.
    let words: Vec<(Range<usize>, Letters)> =
        runs(glyphs, |ch| ch.is_alphanumeric() || matches!(ch, '$' | '@' | '!' | '\u{20AC}'))
            .filter(|word| glyphs[word.clone()].iter().any(is_foreign_letter))
            .map(|word| (word.clone(), Letters::of(&glyphs[word])))
            .collect();
    let quotes_foreign =
        !is_mostly_latin(glyphs) || words.iter().any(|(_, letters)| letters.are_plainly_foreign());
    for (word, letters) in words {
        let disguised = match letters {
            Letters { unreadable, .. } if unreadable > 0 => false,
            // A lone Greek letter is a symbol (π, Δt, μm), not a disguise.
            Letters { foreign: 1, latin: 0..3, greek: 1, .. } => false,
            Letters { foreign, latin, .. } if latin > 0 => foreign > 0,
            letters => letters.foreign > 1 && !quotes_foreign,
        };
        if disguised {
            for glyph in &mut glyphs[word] {
                glyph.ch = look_alike(glyph.ch).unwrap_or(glyph.ch);
            }
        }
    }
}

/// A glance: common characters that neither look like a letter of another script nor are one in unusual dress.
fn is_no_disguise(ch: char) -> bool {
    ch.is_ascii() || is_common_latin(ch) || is_common_east_asian(ch)
}

fn is_foreign_letter(glyph: &Glyph) -> bool {
    !glyph.ch.is_ascii() && glyph.ch.is_alphabetic()
}

fn is_latin(ch: char) -> bool {
    ch.is_ascii_alphabetic() || ch.script() == Script::Latin
}

/// The letters of a word by what they look like.
#[derive(Default)]
struct Letters {
    latin: usize,
    /// Of another script, but readable as Latin.
    foreign: usize,
    /// Of the foreign ones, those of the Greek alphabet.
    greek: usize,
    /// Of the foreign ones, those that nobody could tell from the Latin letter.
    twins: usize,
    unreadable: usize,
}

impl Letters {
    fn of(word: &[Glyph]) -> Letters {
        let mut letters = Letters::default();
        for glyph in word.iter().filter(|glyph| glyph.ch.is_alphabetic()) {
            if is_latin(glyph.ch) {
                letters.latin += 1;
                continue;
            }
            let twin = table_of_confusables(glyph.ch);
            let Some(latin) = what_evaders_mean(glyph.ch).or(twin) else {
                letters.unreadable += 1;
                continue;
            };
            letters.foreign += 1;
            letters.greek += usize::from(glyph.ch.script() == Script::Greek);
            letters.twins += usize::from(twin.is_some_and(|twin| {
                twin.eq_ignore_ascii_case(&latin) || twin == 'l' && latin.eq_ignore_ascii_case(&'i')
            }));
        }
        letters
    }

    /// A word without Latin letters, some of which are nobody's twins: the text quotes another language.
    fn are_plainly_foreign(&self) -> bool {
        self.latin == 0 && self.foreign + self.unreadable > 1 && self.twins < self.foreign + self.unreadable
    }
}

/// Marks of stress and length: somebody explains how a word is spoken.
fn is_phonetic(chunk: &[Glyph]) -> bool {
    chunk.iter().any(|glyph| matches!(glyph.ch, '\u{2C8}' | '\u{2CC}' | '\u{2D0}' | '\u{361}'))
}

fn is_mostly_latin(glyphs: &[Glyph]) -> bool {
    let letters = glyphs.iter().filter(|glyph| glyph.ch.is_alphabetic());
    let (latin, all) = letters
        .fold((0_usize, 0_usize), |(latin, all), glyph| (latin + usize::from(is_latin(glyph.ch)), all + 1));
    latin * 2 > all
}

/// Latin letters in unusual dress: small capitals, and letters that no common language spells with.
fn latin_variant(ch: char) -> Option<char> {
    Some(match ch {
        'ᴀ' | 'ɑ' | 'ɐ' => 'a',
        'ʙ' => 'b',
        'ᴄ' => 'c',
        'ᴅ' => 'd',
        'ᴇ' => 'e',
        'ꜰ' | 'ƒ' => 'f',
        'ɡ' | 'ɢ' => 'g',
        'ʜ' | 'ɥ' => 'h',
        'ɪ' => 'i',
        'ᴊ' => 'j',
        'ᴋ' => 'k',
        'ʟ' => 'l',
        'ᴍ' | 'ɯ' => 'm',
        'ɴ' => 'n',
        'ᴏ' => 'o',
        'ᴘ' => 'p',
        'ǫ' => 'q',
        'ʀ' | 'ɹ' => 'r',
        'ꜱ' => 's',
        'ᴛ' | 'ʇ' => 't',
        'ᴜ' => 'u',
        'ᴠ' | 'ʌ' => 'v',
        'ᴡ' | 'ʍ' => 'w',
        'ʏ' => 'y',
        'ᴢ' => 'z',
        _ => return None,
    })
}

/// The Latin letter that a letter of another script is mistaken for.
///
/// What evaders mean comes first; then the Unicode table of confusable characters, as far as it leads to one
/// Latin letter. The table alone will not do: it sends the Cyrillic І to a small L.
fn look_alike(ch: char) -> Option<char> {
    if ch.is_ascii() || ch.script() == Script::Latin {
        return None;
    }
    what_evaders_mean(ch).or_else(|| table_of_confusables(ch))
}

fn what_evaders_mean(ch: char) -> Option<char> {
    Some(match ch {
        'а' | 'α' | 'ά' => 'a',
        'А' | 'Α' => 'A',
        'в' | 'β' | 'Ь' | 'ь' | 'ъ' => 'b',
        'В' | 'Β' => 'B',
        'с' | 'ϲ' | 'ς' => 'c',
        'С' | 'Ϲ' => 'C',
        'ԁ' | 'δ' => 'd',
        'е' | 'ё' | 'є' | 'ε' | 'έ' => 'e',
        'Е' | 'Ё' | 'Є' | 'Ε' => 'E',
        'ғ' => 'f',
        'ɢ' | 'ԍ' => 'g',
        'һ' | 'н' | 'ħ' => 'h',
        'Н' | 'Η' => 'H',
        'і' | 'ї' | 'ι' | 'ί' | 'ӏ' => 'i',
        'І' | 'Ї' | 'Ι' | 'Ӏ' => 'I',
        'ј' => 'j',
        'Ј' => 'J',
        'к' | 'κ' => 'k',
        'К' | 'Κ' => 'K',
        'м' => 'm',
        'М' | 'Μ' => 'M',
        'п' | 'η' | 'ή' | 'и' => 'n',
        'Ν' | 'И' => 'N',
        'о' | 'ο' | 'ό' | 'σ' | 'ө' => 'o',
        'О' | 'Ο' | 'Ө' => 'O',
        'р' | 'ρ' => 'p',
        'Р' | 'Ρ' => 'P',
        'ԛ' => 'q',
        'г' | 'я' => 'r',
        'Я' => 'R',
        'ѕ' => 's',
        'Ѕ' => 'S',
        'т' | 'τ' => 't',
        'Т' | 'Τ' => 'T',
        'υ' | 'ύ' | 'μ' | 'ц' => 'u',
        'ν' | 'ѵ' => 'v',
        'ԝ' | 'ω' | 'ш' => 'w',
        'Ԝ' | 'Ш' => 'W',
        'х' | 'χ' | 'ж' => 'x',
        'Х' | 'Χ' => 'X',
        'у' | 'γ' | 'ү' => 'y',
        'У' | 'Υ' | 'Ү' => 'Y',
        'Ζ' => 'Z',
        _ => return None,
    })
}

/// The one ASCII letter that the Unicode table of confusable characters gives.
fn table_of_confusables(ch: char) -> Option<char> {
    // In these scripts letters happen to be listed, but nobody uses them as a disguise.
    if matches!(ch.script(), Script::Han | Script::Hangul | Script::Hiragana | Script::Katakana) {
        return None;
    }
    let mut letters = [0; 4];
    let mut prototype = skeleton(ch.encode_utf8(&mut letters));
    match (prototype.next(), prototype.next()) {
        (Some(letter), None) if letter.is_ascii_alphabetic() => Some(letter),
        _ => None,
    }
}
