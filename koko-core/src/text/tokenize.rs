//! Cuts a normalized text into the word pieces that a model knows, through the crate `tokenizers`.

use std::path::Path;

use super::normalize::Normalized;
use super::span::NormalizedSpan;
use crate::error::{Error, Result};

/// The tokenizer of a bundle.
pub struct Tokenizer {
    inner: tokenizers::Tokenizer,
    /// `[CLS]`, before every window.
    pub(crate) first: i64,
    /// `[SEP]`, behind every window.
    pub(crate) last: i64,
}

/// A text in word pieces, without the markers that a window adds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Encoding {
    /// One id a piece.
    pub ids: Vec<i64>,
    /// Where each piece stands in the normalized text.
    pub spans: Vec<NormalizedSpan>,
    /// Which word each piece belongs to: pieces of one word have the same number, and numbers only grow.
    pub words: Vec<u32>,
}

impl Tokenizer {
    /// Reads `tokenizer.json` in the format of the crate `tokenizers`.
    pub fn from_bytes(json: &[u8], path: &Path) -> Result<Tokenizer> {
        let unfit = |what: String| Error::BundleDoesNotFit { path: path.to_owned(), what };
        let mut inner = tokenizers::Tokenizer::from_bytes(json).map_err(|error| unfit(error.to_string()))?;
        // A file made for training may cut and pad on its own, in silence.
        inner.with_truncation(None).map_err(|error| unfit(error.to_string()))?;
        inner.with_padding(None);
        inner.set_encode_special_tokens(true);
        let id = |token: &str| {
            inner
                .token_to_id(token)
                .map(i64::from)
                .ok_or_else(|| unfit(format!("its vocabulary has no {token}")))
        };
        let (first, last) = (id("[CLS]")?, id("[SEP]")?);
        Ok(Tokenizer { inner, first, last })
    }

    /// Cuts a text into pieces. Text that imitates a marker (`[SEP]`) is cut like any other.
    pub fn encode(&self, normalized: &Normalized<'_>) -> Result<Encoding> {
        let encoded = self
            .inner
            .encode(normalized.text(), false)
            .map_err(|error| Error::InferenceFailed { what: format!("tokenizer: {error}") })?;
        let spans = encoded.get_offsets().iter().map(|&(start, end)| NormalizedSpan { start, end });
        let words = encoded.get_word_ids().iter().scan(0, |last, word| {
            *last = word.unwrap_or(*last);
            Some(*last)
        });
        Ok(Encoding {
            ids: encoded.get_ids().iter().copied().map(i64::from).collect(),
            spans: spans.collect(),
            words: words.collect(),
        })
    }

    /// A row as a model reads it: the ids of a window between its markers.
    pub fn row(&self, ids: &[i64]) -> Vec<i64> {
        [&[self.first], ids, &[self.last]].concat()
    }

    /// The pieces as people write them, for looking at.
    pub fn pieces(&self, encoding: &Encoding) -> Vec<String> {
        let name =
            |id: &i64| u32::try_from(*id).ok().and_then(|id| self.inner.id_to_token(id)).unwrap_or_default();
        encoding.ids.iter().map(name).collect()
    }

    /// How many ids there are.
    pub fn vocabulary_size(&self) -> usize {
        self.inner.get_vocab_size(true)
    }
}

impl std::fmt::Debug for Tokenizer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Tokenizer").field("vocabulary_size", &self.vocabulary_size()).finish_non_exhaustive()
    }
}
