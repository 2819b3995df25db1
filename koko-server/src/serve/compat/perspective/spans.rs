//! Sentences, counted as Perspective counts: in UTF-16 code units, without the white space between them.

use unicode_segmentation::UnicodeSegmentation;

/// A part of a comment.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Span<'t> {
    pub(super) text: &'t str,
    /// Where it begins and ends.
    pub(super) utf16: [usize; 2],
}

/// The whole comment.
pub(super) fn whole(text: &str) -> Span<'_> {
    Span { text, utf16: [0, units(text)] }
}

/// Its sentences.
pub(super) fn sentences(text: &str) -> Vec<Span<'_>> {
    let mut spans = Vec::new();
    let mut before = 0;
    for sentence in text.split_sentence_bounds() {
        let trimmed = sentence.trim();
        if !trimmed.is_empty() {
            let lead = units(&sentence[..sentence.len() - sentence.trim_start().len()]);
            let begin = before + lead;
            spans.push(Span { text: trimmed, utf16: [begin, begin + units(trimmed)] });
        }
        before += units(sentence);
    }
    spans
}

fn units(text: &str) -> usize {
    text.chars().map(char::len_utf16).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_are_counted_in_utf16_without_the_space_between_them() {
        let spans = sentences("Hi \u{1F600}. You fool.");
        assert_eq!(spans.iter().map(|span| span.utf16).collect::<Vec<_>>(), [[0, 6], [7, 16]]);
        assert_eq!(spans[1].text, "You fool.");
        assert_eq!(whole("Hi \u{1F600}").utf16, [0, 5]);
        assert_eq!(sentences("  one  \n two ").len(), 2);
        assert_eq!(sentences("  \n "), []);
    }
}
