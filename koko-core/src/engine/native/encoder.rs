//! The whole encoder: from rows of ids to logits and mean embeddings.
//!
//! [`Encoder::run`] reads from top to bottom as the model is drawn in textbooks: word vectors; in each layer attention and
//! a feed-forward part, both followed by adding what went in and normalising; a mean; one linear layer.

use super::attention::{Attend, Room};
use super::lines::Lines;
use super::matrix::{Matrix, Quantizer};
use super::processor::Processor;
use super::product::{AddTo, ByteRows, GeluBytes, Keep, Rounding};
use super::step::{Embed, Head, Mean, Norm, Normalize, Words};
use crate::engine::Logits;

/// The weights of a model, laid out for this engine. Shared by all engines of a bundle.
#[derive(Debug)]
pub(super) struct Encoder {
    pub(super) words: Words,
    pub(super) embedding_norm: Norm,
    pub(super) layers: Vec<Layer>,
    /// `outputs × width`
    pub(super) head: Vec<f32>,
    pub(super) head_bias: Vec<f32>,
}

#[derive(Debug)]
pub(super) struct Layer {
    /// What the projections read.
    pub(super) hidden: Quantizer,
    /// Query, key and value side by side.
    pub(super) projections: Matrix,
    /// What `attended` reads.
    pub(super) mixed: Quantizer,
    pub(super) attended: Matrix,
    pub(super) attended_norm: Norm,
    /// What `widen` reads.
    pub(super) normal: Quantizer,
    pub(super) widen: Matrix,
    /// What `narrow` reads.
    pub(super) inner: Quantizer,
    pub(super) narrow: Matrix,
    pub(super) narrow_norm: Norm,
}

/// Everything between the ids and the logits. Kept by an engine, so that a batch does not allocate.
#[derive(Debug, Default)]
pub(super) struct Scratch {
    ids: Vec<usize>,
    /// `tokens × width`
    hidden: Lines<f32>,
    /// `hidden` in bytes, for the product that follows.
    bytes: ByteRows,
    /// `tokens × 3 width`
    projected: Lines<f32>,
    mixed: ByteRows,
    inner: ByteRows,
    room: Room,
}

impl Encoder {
    pub(super) fn width(&self) -> usize {
        self.words.width
    }

    /// Runs texts packed one behind the other, and adds their logits and embeddings to `logits`.
    ///
    /// No row is empty or longer than there are places, and every id is in the vocabulary: the engine has checked it.
    pub(super) fn run<P: Processor>(
        &self,
        processor: &P,
        rows: &[&[i64]],
        scratch: &mut Scratch,
        logits: &mut Logits,
    ) {
        let Scratch { ids, hidden, bytes, projected, mixed, inner, room } = scratch;
        let width = self.width();
        let tokens: usize = rows.iter().map(|row| row.len()).sum();
        hidden.resize(tokens * width);
        bytes.resize(tokens, width);
        projected.resize(tokens * 3 * width);
        mixed.resize(tokens, width);

        let mut first = 0;
        for row in rows {
            ids.clear();
            ids.extend(row.iter().map(|id| *id as usize));
            let into = &mut hidden[first * width..(first + row.len()) * width];
            processor.step(Embed { words: &self.words, ids, into });
            first += row.len();
        }
        let first_input = self.layers.first().map(|layer| (&mut *bytes, Rounding::of(&layer.hidden)));
        processor.step(Normalize { norm: &self.embedding_norm, rows: hidden, bytes: first_input });

        for (number, layer) in self.layers.iter().enumerate() {
            let finish = &mut Keep { into: projected, width: 3 * width };
            processor.product(bytes, &layer.projections, finish);
            let mut first = 0;
            for row in rows {
                let of_text = &projected[first * 3 * width..(first + row.len()) * 3 * width];
                let into = mixed.rows_mut(first, row.len());
                let rounding = Rounding::of(&layer.mixed);
                processor.step(Attend { projected: of_text, width, rounding, room, into });
                first += row.len();
            }
            processor.product(mixed, &layer.attended, &mut AddTo { sums: hidden, width });
            let input = Some((&mut *bytes, Rounding::of(&layer.normal)));
            processor.step(Normalize { norm: &layer.attended_norm, rows: hidden, bytes: input });

            inner.resize(tokens, layer.widen.outputs());
            processor.product(
                bytes,
                &layer.widen,
                &mut GeluBytes { into: inner, rounding: Rounding::of(&layer.inner) },
            );
            processor.product(inner, &layer.narrow, &mut AddTo { sums: hidden, width });
            let input = self.layers.get(number + 1).map(|next| (&mut *bytes, Rounding::of(&next.hidden)));
            processor.step(Normalize { norm: &layer.narrow_norm, rows: hidden, bytes: input });
        }

        let mut first = 0;
        for row in rows {
            let start = logits.embeddings.len();
            logits.embeddings.resize(start + width, 0.0);
            let of_text = &hidden[first * width..(first + row.len()) * width];
            processor.step(Mean { rows: of_text, into: &mut logits.embeddings[start..] });
            let of = &logits.embeddings[start..];
            let into = &mut logits.values;
            processor.step(Head { weights: &self.head, bias: &self.head_bias, of, into });
            first += row.len();
        }
    }
}
