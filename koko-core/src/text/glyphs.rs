//! A text as a row of characters that remember where they came from.
//!
//! Each pass of the normalizer edits this row; none of them needs to think about offsets.

use std::ops::Range;

/// One character of the normalized text, and the bytes of the original that it stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Glyph {
    pub(super) ch: char,
    pub(super) start: usize,
    pub(super) end: usize,
}

impl Glyph {
    /// The same place with another character.
    pub(super) fn with(self, ch: char) -> Glyph {
        Glyph { ch, ..self }
    }
}

/// A row for `text` in which every character stands for itself.
pub(super) fn glyphs_of(text: &str) -> Vec<Glyph> {
    text.char_indices().map(|(start, ch)| Glyph { ch, start, end: start + ch.len_utf8() }).collect()
}

/// The maximal runs of glyphs for which `inside` holds, from left to right.
pub(super) fn runs(glyphs: &[Glyph], inside: impl Fn(char) -> bool) -> impl Iterator<Item = Range<usize>> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let start = at + glyphs[at..].iter().position(|glyph| inside(glyph.ch))?;
        let length = glyphs[start..].iter().take_while(|glyph| inside(glyph.ch)).count();
        at = start + length;
        Some(start..at)
    })
}

/// Stretches between white space.
pub(super) fn chunks(glyphs: &[Glyph]) -> impl Iterator<Item = Range<usize>> {
    runs(glyphs, |ch| !ch.is_whitespace())
}

/// Whether people read this stretch as an address, a path or code, so that its spelling must stay.
pub(super) fn is_literal(chunk: &[Glyph]) -> bool {
    let text: String = chunk.iter().map(|glyph| glyph.ch).collect();
    is_link(&text)
        || is_email(&text)
        || text.starts_with(['@', '#', '/', '\\', '`', '<'])
        || text.contains(['{', '}', '[', ']', '=', '\\', '`', '<', '>', '^', '%'])
        || text.contains("::")
        || text.contains("->")
        || text.contains("()")
}

/// Whether a stretch without white space is a link: a scheme, `www.`, or a host with a common ending.
pub(super) fn is_link(text: &str) -> bool {
    const ENDINGS: [&str; 26] = [
        "com", "net", "org", "info", "biz", "io", "co", "ly", "me", "gg", "tv", "xyz", "top", "club", "shop",
        "site", "online", "app", "dev", "link", "click", "ru", "de", "uk", "us", "eu",
    ];
    // Neither a scheme nor a host: most words.
    if !text.contains(['.', ':']) {
        return false;
    }
    let lower = text.to_ascii_lowercase();
    let lower = lower.trim_start_matches(['(', '"', '\'', '<', '[']);
    if lower.contains("://") || lower.starts_with("www.") {
        return true;
    }
    let host = lower.split(['/', '?', '#']).next().unwrap_or_default();
    let has_path = host.len() < lower.len();
    let host = host.trim_end_matches(['.', ',', '!', ')', '"', '\'', ':', ';']);
    let Some((name, ending)) = host.rsplit_once('.') else { return false };
    // "end.me" is more often a forgotten space than a host: short words count only with a path or a long name.
    let convincing = has_path || name.contains('.') || ending.len() > 2 || name.len() > 4;
    convincing
        && ENDINGS.contains(&ending)
        && !name.is_empty()
        && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'.')
}

/// Whether a stretch without white space is an e-mail address.
pub(super) fn is_email(text: &str) -> bool {
    let text = text.trim_matches(|ch: char| !ch.is_alphanumeric());
    let Some((user, host)) = text.split_once('@') else { return false };
    !user.is_empty()
        && host.split_once('.').is_some_and(|(name, ending)| !name.is_empty() && ending.len() >= 2)
}

/// Letters of European languages, without the long s.
pub(super) fn is_common_latin(ch: char) -> bool {
    matches!(ch, '\u{C0}'..='\u{17E}')
}

/// Kana, common ideographs and Hangul syllables: letters of their own, which look like no others.
pub(super) fn is_common_east_asian(ch: char) -> bool {
    matches!(ch,
        '\u{3041}'..='\u{3096}' | '\u{30A1}'..='\u{30FA}' | '\u{3400}'..='\u{4DBF}'
        | '\u{4E00}'..='\u{9FFF}' | '\u{AC00}'..='\u{D7A3}')
}

/// The five vowels of English, in either case.
pub(super) fn is_vowel(ch: char) -> bool {
    "aeiou".contains(ch.to_ascii_lowercase())
}

/// The small letter; of the few that become several, the first.
pub(super) fn lower(ch: char) -> char {
    ch.to_lowercase().next().unwrap_or(ch)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_and_addresses_are_told_from_words() {
        for link in
            ["https://a.example/x", "www.b", "shop-now.xyz", "bit.ly/abc", "example.com.", "(koko.org)"]
        {
            assert!(is_link(link), "{link}");
        }
        for word in ["hello.world", "end.me", "e.g.", "3.5", "U.S.A.", "okay...", "no.", "a.b.c"] {
            assert!(!is_link(word), "{word}");
        }
        assert!(is_email("mara@example.org,"));
        assert!(!is_email("b@stard"));
    }
}
