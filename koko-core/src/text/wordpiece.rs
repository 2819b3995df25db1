//! Cuts words into the longest pieces of a vocabulary, as BERT does, with one walk through a trie a piece.
//!
//! Knows one shape of tokenizer and refuses every other: [`WordPiece::of`] says whether a file has it. Its answers are
//! those of the crate `tokenizers`, byte for byte (`wordpiece_tests`), only sooner.

use std::ops::Range;

use tokenizers::models::ModelWrapper;
use tokenizers::normalizers::NormalizerWrapper;
use tokenizers::pre_tokenizers::PreTokenizerWrapper;
use tokenizers::processors::PostProcessorWrapper;

use super::bert::{Bert, Folded, is_punctuation};
use super::span::NormalizedSpan;
use super::tokenize::Encoding;
use super::trie::{Root, Trie};

/// Before a piece that goes on with a word.
const CONTINUATION: &str = "##";

/// A vocabulary of word pieces, and how a text becomes words.
pub(super) struct WordPiece {
    bert: Bert,
    /// What a byte is to somebody who looks for words.
    kinds: [Kind; 256],
    /// The byte that a byte is looked up as.
    fold: [u8; 256],
    trie: Trie,
    unknown: i64,
    /// A longer word, in characters, is unknown as a whole.
    longest_word: usize,
    /// The pieces by their ids.
    names: Vec<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Space,
    Punctuation,
    Letter,
    /// Not to be understood without its neighbours: everything beyond ASCII, and what is to be left out.
    Hard,
}

impl WordPiece {
    /// Takes over from the crate `tokenizers` what it read from a file; nothing if the file asks for anything that is
    /// not done here.
    pub(super) fn of(reference: &tokenizers::Tokenizer) -> Option<WordPiece> {
        let NormalizerWrapper::BertNormalizer(options) = reference.get_normalizer()? else { return None };
        let PreTokenizerWrapper::BertPreTokenizer(_) = reference.get_pre_tokenizer()? else { return None };
        let ModelWrapper::WordPiece(model) = reference.get_model() else { return None };
        let only_adds_markers = match reference.get_post_processor() {
            None | Some(PostProcessorWrapper::Bert(_)) => true,
            Some(PostProcessorWrapper::Template(template)) => {
                "[CLS] $A [SEP]".try_into().is_ok_and(|usual| template.single == usual)
            }
            Some(_) => false,
        };
        // Special tokens in a text are cut like any other text (`set_encode_special_tokens`), others would not be.
        let added = reference.get_added_vocabulary().get_added_tokens_decoder();
        let only_special = added.values().all(|token| token.special && !token.content.is_empty());
        if !only_adds_markers || !only_special || model.continuing_subword_prefix != CONTINUATION {
            return None;
        }
        let bert = Bert {
            clean_text: options.clean_text,
            handle_chinese_chars: options.handle_chinese_chars,
            strip_accents: options.strip_accents.unwrap_or(options.lowercase),
            lowercase: options.lowercase,
        };
        let size = u32::try_from(reference.get_vocab_size(true)).ok()?;
        let names: Vec<String> = (0..size).map(|id| reference.id_to_token(id)).collect::<Option<_>>()?;
        // The vocabulary of the model alone: what was only added beside it is never cut.
        let vocabulary = tokenizers::Model::get_vocab(model);
        let unknown = vocabulary.get(&model.unk_token).copied().map(i64::from)?;
        let entries = vocabulary.iter().map(|(piece, id)| match piece.strip_prefix(CONTINUATION) {
            Some(rest) => (Root::Continuation, rest.as_bytes(), *id),
            None => (Root::Start, piece.as_bytes(), *id),
        });
        Some(WordPiece {
            bert,
            kinds: std::array::from_fn(|byte| kind(bert, byte as u8)),
            fold: std::array::from_fn(|byte| {
                if bert.lowercase { (byte as u8).to_ascii_lowercase() } else { byte as u8 }
            }),
            trie: Trie::new(entries),
            unknown,
            longest_word: model.max_input_chars_per_word,
            names,
        })
    }

    /// Cuts `text` and adds the pieces to an empty `encoding`.
    pub(super) fn encode(&self, text: &str, encoding: &mut Encoding) {
        let bytes = text.as_bytes();
        let mut folded = Folded::default();
        let mut words = 0;
        let mut at = 0;
        while let Some(byte) = bytes.get(at) {
            let kind = self.kind(*byte);
            if kind == Kind::Space {
                at += 1;
                continue;
            }
            let start = at;
            at += 1;
            let mut is_hard = kind == Kind::Hard;
            if kind != Kind::Punctuation {
                while let Some(kind @ (Kind::Letter | Kind::Hard)) =
                    bytes.get(at).map(|byte| self.kind(*byte))
                {
                    is_hard |= kind == Kind::Hard;
                    at += 1;
                }
            }
            if is_hard {
                self.bert.fold(&text[start..at], start, &mut folded);
                self.cut_folded(&folded, &mut words, encoding);
            } else {
                let place = |piece: Range<usize>| NormalizedSpan {
                    start: start + piece.start,
                    end: start + piece.end,
                };
                self.cut(&bytes[start..at], at - start, words, place, encoding);
                words += 1;
            }
        }
    }

    /// The pieces as people write them.
    pub(super) fn name(&self, id: i64) -> Option<&str> {
        self.names.get(usize::try_from(id).ok()?).map(String::as_str)
    }

    /// How many ids there are.
    pub(super) fn size(&self) -> usize {
        self.names.len()
    }

    fn kind(&self, byte: u8) -> Kind {
        self.kinds[usize::from(byte)]
    }

    /// Cuts a folded stretch, in which spaces and punctuation may have turned up.
    fn cut_folded(&self, folded: &Folded, words: &mut u32, encoding: &mut Encoding) {
        let mut cut = |word: Range<usize>| {
            if word.is_empty() {
                return;
            }
            let chars = folded.text[word.clone()].chars().count();
            let places = &folded.places[word.clone()];
            let place = |piece: Range<usize>| NormalizedSpan {
                start: places[piece.start].start,
                end: places[piece.end - 1].end,
            };
            self.cut(&folded.text.as_bytes()[word], chars, *words, place, encoding);
            *words += 1;
        };
        let mut start = 0;
        for (at, ch) in folded.text.char_indices() {
            let after = at + ch.len_utf8();
            if ch.is_whitespace() {
                cut(start..at);
                start = after;
            } else if is_punctuation(ch) {
                cut(start..at);
                cut(at..after);
                start = after;
            }
        }
        cut(start..folded.text.len());
    }

    /// Cuts one word of so many characters; `place` leads from its bytes to the text.
    #[inline]
    fn cut(
        &self,
        word: &[u8],
        chars: usize,
        number: u32,
        place: impl Fn(Range<usize>) -> NormalizedSpan,
        encoding: &mut Encoding,
    ) {
        let before = encoding.ids.len();
        let mut at = 0;
        let mut root = Root::Start;
        while at < word.len() && chars <= self.longest_word {
            let Some((length, id)) = self.trie.longest(root, &word[at..], &self.fold) else { break };
            encoding.ids.push(i64::from(id));
            encoding.spans.push(place(at..at + length));
            encoding.words.push(number);
            at += length;
            root = Root::Continuation;
        }
        if at < word.len() {
            // What cannot be spelled to its end is not spelled at all.
            encoding.ids.truncate(before);
            encoding.spans.truncate(before);
            encoding.words.truncate(before);
            encoding.ids.push(self.unknown);
            encoding.spans.push(place(0..word.len()));
            encoding.words.push(number);
        }
    }
}

fn kind(bert: Bert, byte: u8) -> Kind {
    if !byte.is_ascii() {
        return Kind::Hard;
    }
    let mut folded = Folded::default();
    bert.fold(char::from(byte).encode_utf8(&mut [0]), 0, &mut folded);
    match folded.text.chars().next() {
        None => Kind::Hard,
        Some(ch) if ch.is_whitespace() => Kind::Space,
        Some(ch) if is_punctuation(ch) => Kind::Punctuation,
        Some(_) => Kind::Letter,
    }
}
