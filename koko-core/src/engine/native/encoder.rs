//! The whole encoder: from rows of ids to logits and mean embeddings.
//!
//! [`Encoder::run`] reads from top to bottom as the model is drawn in textbooks: word vectors; in each layer attention and
//! a feed-forward part, both followed by adding what went in and normalising; a mean; one linear layer. Where tokens meet, in
//! the attention, whoever has them says how: [`Encoder::run`] for whole texts, [`team`](super::team) for parts of one.

use std::convert::Infallible;
use std::ops::Range;

use super::attention::{Attend, HEAD, PROJECTED, Room};
use super::matrix::Matrix;
use super::processor::Processor;
use super::product::{AddTo, ByteRows, GeluBytes, KeepHeads};
use super::quantizer::Quantizer;
use super::step::{Embed, Head, Mean, Norm, Normalize, Words};
use crate::engine::Logits;
use crate::lines::Lines;

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
    /// Query, key and value of the first head, then of the next.
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

/// Everything between the ids and the logits. Kept by a thread, so that a batch does not allocate.
#[derive(Debug, Default)]
pub(super) struct Scratch {
    /// `tokens × width`
    pub(super) hidden: Lines<f32>,
    /// `hidden` in bytes, for the product that follows.
    bytes: ByteRows,
    /// What is [`PROJECTED`] for a head at a time, or for all of them one after the other: `heads × tokens × PROJECTED`.
    projected: Lines<f32>,
    mixed: ByteRows,
    inner: ByteRows,
    room: Room,
    /// For whoever leaves `projected` to others: what it can be exchanged for.
    pub(super) spare: [Lines<f32>; 2],
}

/// The middle of a layer, where tokens meet.
pub(super) struct Meeting<'s> {
    /// The number of the layer.
    pub(super) layer: usize,
    pub(super) heads: Range<usize>,
    /// What [`Attend`] reads, for these heads.
    pub(super) projected: &'s mut Lines<f32>,
    pub(super) quantizer: &'s Quantizer,
    pub(super) room: &'s mut Room,
    /// What [`Attend`] writes, for each token.
    pub(super) mixed: &'s mut ByteRows,
}

impl Encoder {
    pub(super) fn width(&self) -> usize {
        self.words.width
    }

    pub(super) fn heads(&self) -> usize {
        self.width() / HEAD
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
        let width = self.width();
        let places = places(rows);
        scratch.hidden.resize(places.last().map_or(0, |last| last.end) * width);
        for (row, place) in rows.iter().zip(&places) {
            self.embed(processor, row, 0, &mut scratch.hidden[place.start * width..place.end * width]);
        }
        // Head by head, so that what is projected stays in the cache until it is read.
        let Ok(()) = self.layers(processor, scratch, 1, |meeting| {
            let Meeting { heads, projected, quantizer, room, mixed, .. } = meeting;
            let channel = heads.start * HEAD;
            for place in &places {
                let asking = &projected[place.start * PROJECTED..place.end * PROJECTED];
                let into = mixed.rows_mut(place.start, place.len());
                processor.step(Attend { asking, text: &[asking], quantizer, room, into, width, channel });
            }
            Ok::<(), Infallible>(())
        });
        for place in &places {
            let of_text = &scratch.hidden[place.start * width..place.end * width];
            self.answer(processor, &[of_text], logits);
        }
    }

    /// Word vectors of ids that follow each other in a row, the first one in this place.
    pub(super) fn embed<P: Processor>(&self, processor: &P, ids: &[i64], first: usize, into: &mut [f32]) {
        processor.step(Embed { words: &self.words, ids, first, into });
    }

    /// Takes the tokens whose word vectors are in `scratch.hidden` through all layers; what becomes of them is left there.
    /// `meet` has to fill [`Meeting::mixed`], for so many heads at a time.
    pub(super) fn layers<P: Processor, E>(
        &self,
        processor: &P,
        scratch: &mut Scratch,
        heads_at_a_time: usize,
        mut meet: impl FnMut(Meeting<'_>) -> Result<(), E>,
    ) -> Result<(), E> {
        let Scratch { hidden, bytes, projected, mixed, inner, room, .. } = scratch;
        let width = self.width();
        let tokens = hidden.len() / width;
        bytes.resize(tokens, width);
        mixed.resize(tokens, width);

        let first_input = self.layers.first().map(|layer| (&mut *bytes, &layer.hidden));
        processor.step(Normalize { norm: &self.embedding_norm, rows: hidden, bytes: first_input });

        for (number, layer) in self.layers.iter().enumerate() {
            for first in (0..self.heads()).step_by(heads_at_a_time) {
                let heads = first..self.heads().min(first + heads_at_a_time);
                projected.resize(heads.len() * tokens * PROJECTED);
                let of_heads = layer.projections.outputs(heads.start * PROJECTED..heads.end * PROJECTED);
                processor.product(bytes, of_heads, KeepHeads { into: projected, rows: tokens });
                let quantizer = &layer.mixed;
                meet(Meeting { layer: number, heads, projected, quantizer, room, mixed })?;
            }
            processor.product(mixed, layer.attended.all(), AddTo { sums: hidden, width });
            let input = Some((&mut *bytes, &layer.normal));
            processor.step(Normalize { norm: &layer.attended_norm, rows: hidden, bytes: input });

            inner.resize(tokens, layer.inner.channels());
            processor.product(bytes, layer.widen.all(), GeluBytes { into: inner, quantizer: &layer.inner });
            processor.product(inner, layer.narrow.all(), AddTo { sums: hidden, width });
            let input = self.layers.get(number + 1).map(|next| (&mut *bytes, &next.hidden));
            processor.step(Normalize { norm: &layer.narrow_norm, rows: hidden, bytes: input });
        }
        Ok(())
    }

    /// Adds what is said about a text whose tokens are through, in one piece or in several.
    pub(super) fn answer<P: Processor>(&self, processor: &P, rows: &[&[f32]], logits: &mut Logits) {
        let start = logits.embeddings.len();
        logits.embeddings.resize(start + self.width(), 0.0);
        processor.step(Mean { rows, into: &mut logits.embeddings[start..] });
        let of = &logits.embeddings[start..];
        let into = &mut logits.values;
        processor.step(Head { weights: &self.head, bias: &self.head_bias, of, into });
    }
}

/// Where each row lies among all tokens.
fn places(rows: &[&[i64]]) -> Vec<Range<usize>> {
    let mut end = 0;
    let place = |row: &&[i64]| {
        end += row.len();
        end - row.len()..end
    };
    rows.iter().map(place).collect()
}
