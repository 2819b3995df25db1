//! From a text to what a model can read, and the way back.
//!
//! [`normalize`] folds what evaders use, [`Tokenizer`] cuts into word pieces, [`windows`] splits what is too long;
//! [`own_words`] leaves out what is quoted.
//! Every place in the result leads to exact places in the text as the caller gave it.

mod bert;
mod characters;
mod emoji;
mod glyphs;
mod leet;
mod look_alikes;
mod mask;
mod normalize;
mod quotes;
mod repeats;
mod spaced;
mod span;
mod tokenize;
mod trie;
mod windows;
mod wordpiece;
#[cfg(test)]
mod wordpiece_tests;

pub use normalize::{NORMALIZER_ID, Normalized, normalize};
pub use quotes::own_words;
pub use span::{NormalizedSpan, OriginalSpan, Positions};
pub use tokenize::{Cutting, Encoding, Tokenizer};
pub use windows::{Windows, windows};
