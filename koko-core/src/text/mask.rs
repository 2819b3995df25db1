//! Hides who is addressed and where a link leads: the model must not learn names, nor hosts that change daily.

use std::ops::Range;

use super::glyphs::{Glyph, is_email, is_link};

/// Something to be hidden: its bytes in the text, and the word that takes its place.
pub(super) struct Secret {
    place: Range<usize>,
    word: &'static str,
}

/// The mentions, e-mail addresses and links of a text, from left to right.
pub(super) fn secrets(text: &str) -> Vec<Secret> {
    let mut secrets = Vec::new();
    let mut at = 0;
    // None of them does without one of these signs, and most words do.
    while let Some(sign) = text.as_bytes()[at..].iter().position(|byte| matches!(byte, b'@' | b'.' | b':')) {
        let sign = at + sign;
        let start = text[at..sign]
            .rfind(char::is_whitespace)
            .map_or(at, |space| at + space + text[at + space..].chars().next().map_or(0, char::len_utf8));
        let end = text[sign..].find(char::is_whitespace).map_or(text.len(), |space| sign + space);
        if let Some((place, word)) = secret(&text[start..end]) {
            secrets.push(Secret { place: start + place.start..start + place.end, word });
        }
        at = end;
    }
    secrets
}

/// Puts the words in the places of the secrets; each word stands for the whole of its secret.
pub(super) fn hide(glyphs: &[Glyph], secrets: &[Secret]) -> Vec<Glyph> {
    let mut hidden = Vec::with_capacity(glyphs.len());
    let mut secrets = secrets.iter();
    let mut next = secrets.next();
    let mut at = 0;
    for glyph in glyphs {
        match next {
            Some(Secret { place, word }) if place.contains(&at) => {
                if at == place.start {
                    hidden.extend(word.chars().map(|ch| glyph.with(ch)));
                }
                hidden.iter_mut().rev().take(word.len()).for_each(|letter| letter.end = glyph.end);
            }
            _ => hidden.push(*glyph),
        }
        at += glyph.ch.len_utf8();
        next = next.filter(|secret| at < secret.place.end).or_else(|| secrets.next());
    }
    hidden
}

/// The place (in bytes) of what is to be hidden in a stretch without white space, and the word for it.
fn secret(chunk: &str) -> Option<(Range<usize>, &'static str)> {
    let opening = chunk.len() - chunk.trim_start_matches(['(', '"', '\'', '[', '.', ',', '\u{201C}']).len();
    let closing = [')', '"', '\'', ']', '.', ',', '!', '?', ':', ';', '\u{201D}'];
    let end = chunk.trim_end_matches(closing).len().max(opening);
    let core = &chunk[opening..end];
    if let Some(scheme) = core.find("://") {
        // "look:https://…" hides the link only.
        let before = core[..scheme].bytes().rev().take_while(u8::is_ascii_alphabetic).count();
        return Some((opening + scheme - before..end, "<url>"));
    }
    if is_link(core) {
        return Some((opening..end, "<url>"));
    }
    if is_email(core) {
        return Some((opening..end, "<email>"));
    }
    let rest = core.strip_prefix('@')?;
    let name = rest.find(|ch: char| !ch.is_alphanumeric() && ch != '_').unwrap_or(rest.len());
    (name > 0).then(|| (opening..opening + 1 + name, "@user"))
}
