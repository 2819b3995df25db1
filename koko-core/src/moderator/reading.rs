//! A text on its way to the model: normalized, in word pieces, in windows.

use std::ops::Range;

use crate::error::Result;
use crate::text::{Encoding, Normalized, Tokenizer, Windows, normalize, windows};

/// Windows of one text that are read at the most: about 6,000 words. What is beyond is sampled, and the answer says so.
const MAX_WINDOWS: usize = 64;
/// `[CLS]` and `[SEP]`.
const MARKERS: usize = 2;

/// The shape of windows.
#[derive(Debug, Clone, Copy)]
pub(super) struct Windowing {
    pub(super) max_tokens: usize,
    pub(super) overlap_tokens: usize,
}

/// Everything that is known about a text before the model has seen it.
pub(super) struct Reading<'t> {
    pub(super) normalized: Normalized<'t>,
    pub(super) encoding: Encoding,
    pub(super) windows: Windows,
}

impl<'t> Reading<'t> {
    pub(super) fn of(text: &'t str, tokenizer: &Tokenizer, windowing: Windowing) -> Result<Reading<'t>> {
        let normalized = normalize(text).masked();
        let encoding = tokenizer.encode(&normalized)?;
        let Windowing { max_tokens, overlap_tokens } = windowing;
        let windows = windows(encoding.ids.len(), max_tokens - MARKERS, overlap_tokens, MAX_WINDOWS);
        Ok(Reading { normalized, encoding, windows })
    }

    pub(super) fn is_truncated(&self) -> bool {
        self.windows.is_truncated()
    }

    /// One row per window, with its markers.
    pub(super) fn rows(&self, tokenizer: &Tokenizer) -> Vec<Vec<i64>> {
        self.windows.ranges.iter().map(|window| tokenizer.row(&self.encoding.ids[window.clone()])).collect()
    }

    /// The words of a window: the tokens of each.
    pub(super) fn words(&self, window: Range<usize>) -> Vec<Range<usize>> {
        let mut words: Vec<Range<usize>> = Vec::new();
        for token in window {
            match words.last_mut() {
                Some(word) if self.encoding.words[word.start] == self.encoding.words[token] => {
                    word.end = token + 1
                }
                _ => words.push(token..token + 1),
            }
        }
        words
    }

    /// The row of a window without some of its tokens.
    pub(super) fn row_without(
        &self,
        tokenizer: &Tokenizer,
        window: Range<usize>,
        without: &[Range<usize>],
    ) -> Vec<i64> {
        let kept = window.filter(|token| !without.iter().any(|word| word.contains(token)));
        let ids: Vec<i64> = kept.map(|token| self.encoding.ids[token]).collect();
        tokenizer.row(&ids)
    }
}
