//! What BERT does to a text before it cuts words: cleans, folds accents and case, and finds spaces and punctuation.
//!
//! Knows no vocabulary. Does exactly what the `BertNormalizer` and the `BertPreTokenizer` of the crate `tokenizers`
//! do, down to the old Unicode tables: a model was trained with those, so newer ones would be wrong here.

use unicode_categories::UnicodeCategories;
use unicode_normalization_alignments::UnicodeNormalization;

use super::span::NormalizedSpan;

/// The options of `BertNormalizer`.
#[derive(Debug, Clone, Copy)]
pub(super) struct Bert {
    pub(super) clean_text: bool,
    pub(super) handle_chinese_chars: bool,
    pub(super) strip_accents: bool,
    pub(super) lowercase: bool,
}

/// A stretch of a text as BERT reads it, with the way back. Made to be used again for the next stretch.
#[derive(Default)]
pub(super) struct Folded {
    pub(super) text: String,
    /// For each byte of `text` the place it came from.
    pub(super) places: Vec<NormalizedSpan>,
    chars: Vec<(char, NormalizedSpan)>,
}

impl Bert {
    /// Folds a stretch that begins at byte `offset` of its text.
    ///
    /// A stretch may be cut out of a text before and behind any ASCII character: nothing that is done here looks
    /// across one.
    pub(super) fn fold(self, stretch: &str, offset: usize, folded: &mut Folded) {
        folded.chars.clear();
        for (at, ch) in stretch.char_indices() {
            let place = NormalizedSpan { start: offset + at, end: offset + at + ch.len_utf8() };
            let Some(ch) = (if self.clean_text { clean(ch) } else { Some(ch) }) else { continue };
            if self.handle_chinese_chars && is_chinese(ch) {
                folded.chars.extend([(' ', place), (ch, place), (' ', place)]);
            } else {
                folded.chars.push((ch, place));
            }
        }
        folded.text.clear();
        folded.places.clear();
        if !self.strip_accents {
            for index in 0..folded.chars.len() {
                let (ch, place) = folded.chars[index];
                self.push(ch, place, folded);
            }
            return;
        }
        // Marks may change their order. Places do not: each character takes the next one, except for those that a
        // character was taken apart into.
        let chars = std::mem::take(&mut folded.chars);
        let mut next = 0;
        for (ch, added) in chars.iter().map(|(ch, _)| *ch).nfd() {
            next += usize::from(added == 0);
            if !ch.is_mark_nonspacing() {
                let place = next
                    .checked_sub(1)
                    .and_then(|at| chars.get(at))
                    .map_or_else(|| NormalizedSpan { start: offset, end: offset }, |(_, place)| *place);
                self.push(ch, place, folded);
            }
        }
        folded.chars = chars;
    }

    fn push(self, ch: char, place: NormalizedSpan, folded: &mut Folded) {
        let mut add = |ch: char| {
            folded.text.push(ch);
            folded.places.resize(folded.text.len(), place);
        };
        if self.lowercase {
            ch.to_lowercase().for_each(&mut add);
        } else {
            add(ch);
        }
    }
}

/// Nothing for what nobody sees; a space for every white space.
fn clean(ch: char) -> Option<char> {
    let is_space = matches!(ch, '\t' | '\n' | '\r');
    if matches!(ch, '\0' | '\u{FFFD}') || (!is_space && ch.is_other()) {
        return None;
    }
    Some(if ch.is_whitespace() { ' ' } else { ch })
}

/// What stands alone between words.
pub(super) fn is_punctuation(ch: char) -> bool {
    ch.is_ascii_punctuation() || (!ch.is_ascii() && ch.is_punctuation())
}

/// The ideographs that are words by themselves.
fn is_chinese(ch: char) -> bool {
    matches!(ch,
        '\u{4E00}'..='\u{9FFF}' | '\u{3400}'..='\u{4DBF}' | '\u{20000}'..='\u{2A6DF}'
        | '\u{2A700}'..='\u{2B73F}' | '\u{2B740}'..='\u{2B81F}' | '\u{2B920}'..='\u{2CEAF}'
        | '\u{F900}'..='\u{FAFF}' | '\u{2F800}'..='\u{2FA1F}')
}
