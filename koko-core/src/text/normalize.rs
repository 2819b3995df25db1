//! Folds what evaders use, and keeps the way back.
//!
//! Ordinary names, numbers, emoji and code stay as they are; so does case, which the tokenizer folds.

use std::borrow::Cow;

use super::glyphs::{Glyph, glyphs_of};
use super::span::{NormalizedSpan, OriginalSpan};
use super::{characters, emoji, leet, look_alikes, mask, repeats, spaced};

/// Which normalizer this is: the digest of what it does to a fixed set of probes (checked by a test).
///
/// A bundle names the normalizer it was trained with, and is refused by an engine with another one.
pub const NORMALIZER_ID: &str =
    "koko-normalizer-2@blake3:09e102235463b24edc14216786b8c80973a0431fb3366d0f1c78cf6153c988f5";

/// A text with evasions folded, and for each of its characters the place it came from.
#[derive(Debug, Clone)]
pub struct Normalized<'t> {
    original: &'t str,
    text: Cow<'t, str>,
    /// Nothing where the normalized text is the original.
    pieces: Option<Vec<Piece>>,
}

/// One character: where it begins in the normalized text, and which bytes of the original it stands for.
#[derive(Debug, Clone, Copy)]
struct Piece {
    at: u32,
    start: u32,
    end: u32,
}

/// Folds compatibility forms, invisible characters, stacked marks, look-alikes, gaps between letters, leet and
/// stretched letters. Costs a glance for plain texts.
///
/// ```
/// use koko_core::text::normalize;
/// let normalized = normalize("y o u  1d10t");
/// assert_eq!(normalized.text(), "you  idiot");
/// let start = normalized.text().find("idiot").unwrap();
/// let place = normalized.original_span(koko_core::text::NormalizedSpan { start, end: start + 5 });
/// assert_eq!(&"y o u  1d10t"[place.bytes()], "1d10t");
/// ```
pub fn normalize(original: &str) -> Normalized<'_> {
    if is_plain(original) {
        return Normalized::unchanged(original);
    }
    Normalized::from_glyphs(original, &fold(glyphs_of(original)))
}

fn fold(mut glyphs: Vec<Glyph>) -> Vec<Glyph> {
    characters::fold(&mut glyphs);
    // Joined first: a letter alone does not tell whether its word is in disguise.
    spaced::join(&mut glyphs);
    look_alikes::fold(&mut glyphs);
    leet::fold(&mut glyphs);
    repeats::squeeze(&mut glyphs);
    glyphs
}

impl<'t> Normalized<'t> {
    /// A text with nothing folded: what a reader sees who knows no disguises.
    pub fn unchanged(original: &'t str) -> Normalized<'t> {
        Normalized { original, text: Cow::Borrowed(original), pieces: None }
    }

    /// Whether the text that is read is another than the original.
    pub fn is_changed(&self) -> bool {
        self.pieces.is_some()
    }

    /// The text that is read.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The text as the caller gave it.
    pub fn original(&self) -> &'t str {
        self.original
    }

    /// What a model reads: the same with mentions, e-mail addresses and links replaced by `@user`, `<email>` and
    /// `<url>`, and with emoji spelled out by their names.
    pub fn masked(self) -> Normalized<'t> {
        let (secrets, has_emoji) = (mask::secrets(&self.text), emoji::may_have_emoji(&self.text));
        if secrets.is_empty() && !has_emoji {
            return self;
        }
        let mut glyphs = self.glyphs();
        if !secrets.is_empty() {
            glyphs = mask::hide(&glyphs, &secrets);
        }
        if has_emoji {
            glyphs = emoji::spell(&glyphs);
        }
        Normalized::from_glyphs(self.original, &glyphs)
    }

    /// The smallest place in the original that holds everything that `span` stands for.
    ///
    /// `span` must lie on character boundaries of [`Normalized::text`]; what reaches beyond the end is cut.
    pub fn original_span(&self, span: NormalizedSpan) -> OriginalSpan {
        let Some(pieces) = &self.pieces else {
            let end = span.end.min(self.original.len());
            return OriginalSpan { start: span.start.min(end), end };
        };
        let first = pieces.partition_point(|piece| (piece.at as usize) < span.start);
        let after = pieces.partition_point(|piece| (piece.at as usize) < span.end);
        match pieces.get(first..after) {
            Some([first, .., last]) => OriginalSpan { start: first.start as usize, end: last.end as usize },
            Some([only]) => OriginalSpan { start: only.start as usize, end: only.end as usize },
            _ => OriginalSpan { start: self.original.len(), end: self.original.len() },
        }
    }

    /// The way back in one table: for each character of the text, the bytes `[start, end)` it stands for.
    pub fn origins(&self) -> Vec<OriginalSpan> {
        self.glyphs().into_iter().map(|glyph| OriginalSpan { start: glyph.start, end: glyph.end }).collect()
    }

    fn from_glyphs(original: &'t str, glyphs: &[Glyph]) -> Normalized<'t> {
        let mut text = String::with_capacity(original.len());
        text.extend(glyphs.iter().map(|glyph| glyph.ch));
        if text == original {
            return Normalized::unchanged(original);
        }
        let mut at = 0;
        let pieces = glyphs.iter().map(|glyph| {
            let piece = Piece { at: small(at), start: small(glyph.start), end: small(glyph.end) };
            at += glyph.ch.len_utf8();
            piece
        });
        let pieces = Some(pieces.collect());
        Normalized { original, text: Cow::Owned(text), pieces }
    }

    fn glyphs(&self) -> Vec<Glyph> {
        let Some(pieces) = &self.pieces else { return glyphs_of(self.original) };
        let chars = self.text.chars().zip(pieces);
        chars.map(|(ch, piece)| Glyph { ch, start: piece.start as usize, end: piece.end as usize }).collect()
    }
}

fn small(position: usize) -> u32 {
    u32::try_from(position).expect("a text is far below 4 GiB (content::MAX_TEXT_BYTES)")
}

/// Whether no pass can find anything to do. A glance at bytes; when in doubt, no.
fn is_plain(text: &str) -> bool {
    let (mut before_last, mut last, mut last_sign) = (0, 0, Sign::Other);
    // Length of the word that ends here, and whether the one before it was a single letter.
    let mut word = 0_usize;
    let mut single_before = false;
    for byte in text.bytes() {
        let sign = SIGNS[usize::from(byte)];
        // The small letter of a letter, and of nothing else.
        let byte = byte | 0x20;
        match sign {
            Sign::Letter => {
                if last_sign == Sign::StandIn || byte == last && byte == before_last {
                    return false;
                }
            }
            Sign::StandIn => {
                if byte == b'$' && last == b'$' {
                    return false;
                }
            }
            Sign::Other => {}
            Sign::Hard => return false,
        }
        if sign != Sign::Other {
            word += 1;
        } else if word > 0 {
            if word == 1 && single_before {
                return false;
            }
            single_before = word == 1;
            word = 0;
        }
        (before_last, last, last_sign) = (last, byte, sign);
    }
    !(word == 1 && single_before)
}

/// What a byte is to somebody who looks for evasions.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Sign {
    Letter,
    /// Digits and signs that may stand for letters.
    StandIn,
    Other,
    /// Beyond ASCII, or invisible.
    Hard,
}

static SIGNS: [Sign; 256] = {
    let mut signs = [Sign::Hard; 256];
    let mut byte = 0_u8;
    while byte.is_ascii() {
        signs[byte as usize] = match byte {
            b'a'..=b'z' | b'A'..=b'Z' => Sign::Letter,
            b'0'..=b'9' | b'@' | b'$' | b'!' => Sign::StandIn,
            _ if byte.is_ascii_control() && !byte.is_ascii_whitespace() => Sign::Hard,
            _ => Sign::Other,
        };
        byte += 1;
    }
    signs
};
