//! Hides who is addressed and where a link leads: the model must not learn names, nor hosts that change daily.

use super::glyphs::{Glyph, chunks, is_email, is_link};

/// Replaces mentions, e-mail addresses and links by a fixed word that stands for the whole of them.
pub(super) fn mask(glyphs: &[Glyph]) -> Vec<Glyph> {
    let mut masked = Vec::with_capacity(glyphs.len());
    let mut done = 0;
    for chunk in chunks(glyphs) {
        let text: String = glyphs[chunk.clone()].iter().map(|glyph| glyph.ch).collect();
        let Some((place, word)) = secret(&text) else { continue };
        let secret = chunk.start + place.start..chunk.start + place.end;
        masked.extend_from_slice(&glyphs[done..secret.start]);
        let (start, end) = (glyphs[secret.start].start, glyphs[secret.end - 1].end);
        masked.extend(word.chars().map(|ch| Glyph { ch, start, end }));
        done = secret.end;
    }
    masked.extend_from_slice(&glyphs[done..]);
    masked
}

/// The place (in characters) of what is to be hidden in a stretch without white space, and the word for it.
fn secret(chunk: &str) -> Option<(std::ops::Range<usize>, &'static str)> {
    let chars: Vec<char> = chunk.chars().collect();
    let opening =
        chars.iter().take_while(|ch| matches!(ch, '(' | '"' | '\'' | '[' | '.' | ',' | '\u{201C}')).count();
    let closing = chars
        .iter()
        .rev()
        .take_while(|ch| {
            matches!(ch, ')' | '"' | '\'' | ']' | '.' | ',' | '!' | '?' | ':' | ';' | '\u{201D}')
        })
        .count();
    let end = chars.len().saturating_sub(closing).max(opening);
    let core: String = chars[opening..end].iter().collect();
    if let Some(scheme) = core.find("://") {
        // "look:https://…" hides the link only.
        let before = core[..scheme].chars().rev().take_while(char::is_ascii_alphabetic).count();
        let start = opening + core[..scheme].chars().count() - before;
        return Some((start..end, "<url>"));
    }
    if is_link(&core) {
        return Some((opening..end, "<url>"));
    }
    if is_email(&core) {
        return Some((opening..end, "<email>"));
    }
    let rest = core.strip_prefix('@')?;
    let name = rest.chars().take_while(|ch| ch.is_alphanumeric() || *ch == '_').count();
    (name > 0).then(|| (opening..opening + 1 + name, "@user"))
}
