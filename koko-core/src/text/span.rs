//! Places in a text.
//!
//! Two types, because a place in the normalized text is not a place in the original.

use std::ops::Range;

/// A place in the normalized text: bytes of UTF-8, end exclusive.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct NormalizedSpan {
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
}

/// A place in the text as the caller gave it: bytes of UTF-8, end exclusive, always on character boundaries.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct OriginalSpan {
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
}

impl OriginalSpan {
    /// For slicing: `&text[span.bytes()]`.
    pub fn bytes(self) -> Range<usize> {
        self.start..self.end
    }
}

/// One place, counted in the three ways that callers count.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
pub struct Positions {
    /// Bytes of UTF-8 (Rust, Go): first, and one past the last.
    pub bytes: [usize; 2],
    /// Unicode scalar values (Python).
    pub chars: [usize; 2],
    /// UTF-16 code units (JavaScript, Java, C#).
    pub utf16: [usize; 2],
}

impl Positions {
    /// Counts `span` in `original`. Reads the text up to the end of the span.
    pub fn of(original: &str, span: OriginalSpan) -> Positions {
        let before = Extent::of(&original[..span.start]);
        let inside = Extent::of(&original[span.bytes()]);
        Positions {
            bytes: [span.start, span.end],
            chars: [before.chars, before.chars + inside.chars],
            utf16: [before.utf16, before.utf16 + inside.utf16],
        }
    }
}

struct Extent {
    chars: usize,
    utf16: usize,
}

impl Extent {
    fn of(text: &str) -> Extent {
        text.chars().fold(Extent { chars: 0, utf16: 0 }, |extent, ch| Extent {
            chars: extent.chars + 1,
            utf16: extent.utf16 + ch.len_utf16(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_three_ways_of_counting_agree_with_the_text() {
        let text = "é😀 fool";
        let start = text.find("fool").unwrap();
        let positions = Positions::of(text, OriginalSpan { start, end: text.len() });
        assert_eq!(positions.bytes, [7, 11]);
        assert_eq!(positions.chars, [3, 7]);
        assert_eq!(positions.utf16, [4, 8]);
    }
}
