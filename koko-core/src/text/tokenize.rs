//! Cuts a normalized text into the word pieces that a model knows.
//!
//! Knows two ways to the same answer: our own for the usual file ([`super::wordpiece`]), and the crate `tokenizers`
//! for every other.

use std::path::Path;

use super::normalize::Normalized;
use super::span::NormalizedSpan;
use super::wordpiece::WordPiece;
use crate::error::{Error, Result};

/// The tokenizer of a bundle.
pub struct Tokenizer {
    cutter: Cutter,
    /// `[CLS]`, before every window.
    pub(crate) first: i64,
    /// `[SEP]`, behind every window.
    pub(crate) last: i64,
}

/// How a tokenizer cuts. The answer is the same, the time is not.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cutting {
    /// Our own: for word pieces as BERT cuts them.
    WordPiece,
    /// The crate `tokenizers`: for every other `tokenizer.json`, and to compare with. Some forty times as slow.
    Reference,
}

enum Cutter {
    WordPiece(Box<WordPiece>),
    Reference(Box<tokenizers::Tokenizer>),
}

/// A text in word pieces, without the markers that a window adds.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Encoding {
    /// One id a piece.
    pub ids: Vec<i64>,
    /// Where each piece stands in the normalized text.
    pub spans: Vec<NormalizedSpan>,
    /// Which word each piece belongs to: pieces of one word have the same number, and numbers only grow.
    pub words: Vec<u32>,
}

impl Encoding {
    fn clear(&mut self) {
        let Encoding { ids, spans, words } = self;
        ids.clear();
        spans.clear();
        words.clear();
    }
}

impl Tokenizer {
    /// Reads `tokenizer.json` in the format of the crate `tokenizers`.
    ///
    /// A file of the usual shape is cut by Koko itself: the normalizer, the pre-tokenizer and the word pieces of BERT
    /// with `##`, ids without gaps, and no added tokens but special ones. Any other is left to the crate.
    /// [`Tokenizer::cutting`] says which it became.
    pub fn from_bytes(json: &[u8], path: &Path) -> Result<Tokenizer> {
        let tokenizer = Tokenizer::reference_from_bytes(json, path)?;
        let own = match &tokenizer.cutter {
            Cutter::Reference(reference) => WordPiece::of(reference),
            Cutter::WordPiece(_) => None,
        };
        Ok(match own {
            Some(own) => Tokenizer { cutter: Cutter::WordPiece(Box::new(own)), ..tokenizer },
            None => tokenizer,
        })
    }

    /// Reads `tokenizer.json` and leaves the cutting to the crate `tokenizers` whatever its shape, to compare with.
    pub fn reference_from_bytes(json: &[u8], path: &Path) -> Result<Tokenizer> {
        let unfit = |what: String| Error::BundleDoesNotFit { path: path.to_owned(), what };
        let mut reference =
            tokenizers::Tokenizer::from_bytes(json).map_err(|error| unfit(error.to_string()))?;
        // A file made for training may cut and pad on its own, in silence.
        reference.with_truncation(None).map_err(|error| unfit(error.to_string()))?;
        reference.with_padding(None);
        reference.set_encode_special_tokens(true);
        let id = |token: &str| {
            reference
                .token_to_id(token)
                .map(i64::from)
                .ok_or_else(|| unfit(format!("its vocabulary has no {token}")))
        };
        let (first, last) = (id("[CLS]")?, id("[SEP]")?);
        Ok(Tokenizer { cutter: Cutter::Reference(Box::new(reference)), first, last })
    }

    /// Cuts a text into pieces. Text that imitates a marker (`[SEP]`) is cut like any other.
    pub fn encode(&self, normalized: &Normalized<'_>) -> Result<Encoding> {
        // English comments have some five bytes a piece; a little room too much is cheaper than growing.
        let pieces = normalized.text().len() / 4 + 4;
        let mut encoding = Encoding {
            ids: Vec::with_capacity(pieces),
            spans: Vec::with_capacity(pieces),
            words: Vec::with_capacity(pieces),
        };
        self.encode_into(normalized, &mut encoding)?;
        Ok(encoding)
    }

    /// The same into an encoding that is used again and again: what was in it is forgotten, its memory is kept.
    pub fn encode_into(&self, normalized: &Normalized<'_>, encoding: &mut Encoding) -> Result<()> {
        encoding.clear();
        match &self.cutter {
            Cutter::WordPiece(own) => own.encode(normalized.text(), encoding),
            Cutter::Reference(reference) => {
                let encoded = reference
                    .encode(normalized.text(), false)
                    .map_err(|error| Error::InferenceFailed { what: format!("tokenizer: {error}") })?;
                let spans = encoded.get_offsets().iter().map(|&(start, end)| NormalizedSpan { start, end });
                let words = encoded.get_word_ids().iter().scan(0, |last, word| {
                    *last = word.unwrap_or(*last);
                    Some(*last)
                });
                encoding.ids.extend(encoded.get_ids().iter().copied().map(i64::from));
                encoding.spans.extend(spans);
                encoding.words.extend(words);
            }
        }
        Ok(())
    }

    /// A row as a model reads it: the ids of a window between its markers.
    pub fn row(&self, ids: &[i64]) -> Vec<i64> {
        [&[self.first], ids, &[self.last]].concat()
    }

    /// The pieces as people write them, for looking at.
    pub fn pieces(&self, encoding: &Encoding) -> Vec<String> {
        let name = |id: &i64| match &self.cutter {
            Cutter::WordPiece(own) => own.name(*id).map(str::to_owned),
            Cutter::Reference(reference) => u32::try_from(*id).ok().and_then(|id| reference.id_to_token(id)),
        };
        encoding.ids.iter().map(|id| name(id).unwrap_or_default()).collect()
    }

    /// How many ids there are.
    pub fn vocabulary_size(&self) -> usize {
        match &self.cutter {
            Cutter::WordPiece(own) => own.size(),
            Cutter::Reference(reference) => reference.get_vocab_size(true),
        }
    }

    /// Which of the two ways this tokenizer takes.
    pub fn cutting(&self) -> Cutting {
        match &self.cutter {
            Cutter::WordPiece(_) => Cutting::WordPiece,
            Cutter::Reference(_) => Cutting::Reference,
        }
    }
}

impl std::fmt::Debug for Tokenizer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Tokenizer")
            .field("cutting", &self.cutting())
            .field("vocabulary_size", &self.vocabulary_size())
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::normalize;

    fn open(bundle: &str) -> Tokenizer {
        let path =
            Path::new(env!("CARGO_MANIFEST_DIR")).join("../models").join(bundle).join("tokenizer.json");
        Tokenizer::from_bytes(&std::fs::read(&path).unwrap(), &path).unwrap()
    }

    #[test]
    fn our_bundles_are_cut_by_ourselves() {
        for bundle in ["koko-en-1", "fast/koko-en-tiny-1"] {
            assert_eq!(open(bundle).cutting(), Cutting::WordPiece, "{bundle}");
        }
    }

    #[test]
    fn an_encoding_that_is_used_again_forgets_what_was_in_it() {
        let tokenizer = open("koko-en-1");
        let mut encoding = tokenizer.encode(&normalize("something long about tomatoes")).unwrap();
        let text = normalize("a short one");
        tokenizer.encode_into(&text, &mut encoding).unwrap();
        assert_eq!(encoding, tokenizer.encode(&text).unwrap());
        assert_eq!(tokenizer.pieces(&encoding), ["a", "short", "one"]);
    }

    #[test]
    fn both_ways_know_the_same_vocabulary() {
        let json = std::fs::read(concat!(env!("CARGO_MANIFEST_DIR"), "/../models/koko-en-1/tokenizer.json"))
            .unwrap();
        let reference = Tokenizer::reference_from_bytes(&json, Path::new("tokenizer.json")).unwrap();
        assert_eq!(reference.cutting(), Cutting::Reference);
        let own = open("koko-en-1");
        assert_eq!(own.vocabulary_size(), reference.vocabulary_size());
        let every = Encoding { ids: (-1..=own.vocabulary_size() as i64).collect(), ..Encoding::default() };
        assert_eq!(own.pieces(&every), reference.pieces(&every));
    }
}
