//! A text on its way to the model: normalized, in word pieces, in windows.

use std::iter::once;
use std::ops::Range;

use crate::batching::Rows;
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
    /// Whether anything was folded that might have been a disguise.
    pub(super) is_unfolded: bool,
}

impl<'t> Reading<'t> {
    pub(super) fn of(text: &'t str, tokenizer: &Tokenizer, windowing: Windowing) -> Result<Reading<'t>> {
        Reading::encode(normalize(text), tokenizer, windowing)
    }

    /// As somebody reads it who knows no disguises.
    pub(super) fn as_written(
        text: &'t str,
        tokenizer: &Tokenizer,
        windowing: Windowing,
    ) -> Result<Reading<'t>> {
        Reading::encode(Normalized::unchanged(text), tokenizer, windowing)
    }

    fn encode(
        normalized: Normalized<'t>,
        tokenizer: &Tokenizer,
        windowing: Windowing,
    ) -> Result<Reading<'t>> {
        let is_unfolded = normalized.is_changed();
        let normalized = normalized.masked();
        let encoding = tokenizer.encode(&normalized)?;
        let Windowing { max_tokens, overlap_tokens } = windowing;
        let windows = windows(encoding.ids.len(), max_tokens - MARKERS, overlap_tokens, MAX_WINDOWS);
        Ok(Reading { normalized, encoding, windows, is_unfolded })
    }

    pub(super) fn is_truncated(&self) -> bool {
        self.windows.is_truncated()
    }

    /// Adds one row per window, with its markers.
    pub(super) fn add_rows(&self, tokenizer: &Tokenizer, rows: &mut Rows) {
        for window in &self.windows.ranges {
            rows.push(row(tokenizer, self.encoding.ids[window.clone()].iter().copied()));
        }
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
    pub(super) fn row_without<'r>(
        &'r self,
        tokenizer: &Tokenizer,
        window: Range<usize>,
        without: &'r [Range<usize>],
    ) -> impl Iterator<Item = i64> + use<'r, 't> {
        let kept = window.filter(|token| !without.iter().any(|word| word.contains(token)));
        row(tokenizer, kept.map(|token| self.encoding.ids[token]))
    }
}

fn row<Ids: Iterator<Item = i64>>(tokenizer: &Tokenizer, ids: Ids) -> impl Iterator<Item = i64> + use<Ids> {
    once(tokenizer.first).chain(ids).chain(once(tokenizer.last))
}
