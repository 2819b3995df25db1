//! What happens between the matrix products: word vectors, normalising, means.

use super::lanes::{LANES, Lanes, sixteen, sixteen_mut};
use super::product::ByteRows;
use super::quantizer::Quantizer;

/// Work over [`Lanes`], which a [`Processor`](super::processor::Processor) runs in the form that it is best at.
///
/// `run` and all that it calls must be `#[inline(always)]`: only so do they become code for the processor.
pub(super) trait Step {
    fn run<L: Lanes>(self);
}

/// Numbers that are learned for bringing a row to mean 0 and variance 1: `gain · x + shift`.
#[derive(Debug)]
pub(super) struct Norm {
    pub(super) gain: Vec<f32>,
    pub(super) shift: Vec<f32>,
    pub(super) epsilon: f32,
}

/// Word vectors as bytes with a scale for each, and the vectors of places.
#[derive(Debug)]
pub(super) struct Words {
    pub(super) vectors: Vec<i8>,
    pub(super) scales: Vec<f32>,
    pub(super) positions: Vec<f32>,
    pub(super) width: usize,
}

/// The word vectors of ids that follow each other in a row, each with the vector of its place.
pub(super) struct Embed<'s> {
    pub(super) words: &'s Words,
    /// All of them in the vocabulary, no more than there are places: the engine has checked it.
    pub(super) ids: &'s [i64],
    /// The place of the first one in its row.
    pub(super) first: usize,
    /// `ids × width`
    pub(super) into: &'s mut [f32],
}

impl Step for Embed<'_> {
    #[inline(always)]
    fn run<L: Lanes>(self) {
        let Embed { words, ids, first, into } = self;
        for (place, (id, into)) in (first..).zip(ids.iter().zip(into.chunks_exact_mut(words.width))) {
            let id = *id as usize;
            let scale = L::splat(words.scales[id]);
            for column in (0..words.width).step_by(LANES) {
                let vector = L::of_bytes(sixteen(&words.vectors, id * words.width + column));
                let position = L::load(sixteen(&words.positions, place * words.width + column));
                vector.mul_add(scale, position).store(sixteen_mut(into, column));
            }
        }
    }
}

/// Normalises every row in its place, and rounds it to bytes for the product that follows, if one does.
pub(super) struct Normalize<'s> {
    pub(super) norm: &'s Norm,
    /// Row after row, each as wide as the norm.
    pub(super) rows: &'s mut [f32],
    pub(super) bytes: Option<(&'s mut ByteRows, &'s Quantizer)>,
}

impl Step for Normalize<'_> {
    #[inline(always)]
    fn run<L: Lanes>(self) {
        let Normalize { norm, rows, mut bytes } = self;
        let width = norm.gain.len();
        for (number, row) in rows.chunks_exact_mut(width).enumerate() {
            let mean = total::<L>(row, |x| x) / width as f32;
            let centre = L::splat(mean);
            let variance = total::<L>(row, |x| {
                let off = x.sub(centre);
                off.mul(off)
            }) / width as f32;
            let shrink = L::splat(1.0 / (variance + norm.epsilon).sqrt());
            for column in (0..width).step_by(LANES) {
                let numbers = sixteen_mut(row, column);
                let unit = L::load(numbers).sub(centre).mul(shrink);
                let gain = L::load(sixteen(&norm.gain, column));
                let normal = unit.mul_add(gain, L::load(sixteen(&norm.shift, column)));
                normal.store(numbers);
                if let Some((bytes, quantizer)) = &mut bytes {
                    quantizer.round(normal, column, sixteen_mut(bytes.row_mut(number), column));
                }
            }
        }
    }
}

/// The sum over a row of something of each number. In two halves, which need not wait for each other.
#[inline(always)]
fn total<L: Lanes>(row: &[f32], of: impl Fn(L) -> L) -> f32 {
    let mut sums = [L::splat(0.0); 2];
    for (place, numbers) in row.as_chunks::<LANES>().0.iter().enumerate() {
        let sum = &mut sums[place % 2];
        *sum = sum.add(of(L::load(numbers)));
    }
    sums[0].add(sums[1]).sum()
}

/// The mean of the rows of one text.
pub(super) struct Mean<'s> {
    /// All of them, in one piece or in several.
    pub(super) rows: &'s [&'s [f32]],
    /// As wide as a row.
    pub(super) into: &'s mut [f32],
}

impl Step for Mean<'_> {
    #[inline(always)]
    fn run<L: Lanes>(self) {
        let width = self.into.len();
        let count = self.rows.iter().map(|piece| piece.len()).sum::<usize>() / width;
        let share = L::splat(1.0 / count as f32);
        for column in (0..width).step_by(LANES) {
            let mut sum = L::splat(0.0);
            for row in self.rows.iter().flat_map(|piece| piece.chunks_exact(width)) {
                sum = sum.add(L::load(sixteen(row, column)));
            }
            sum.mul(share).store(sixteen_mut(self.into, column));
        }
    }
}

/// A small product of floats: one sum for each row of weights.
pub(super) struct Head<'s> {
    /// `outputs × width`
    pub(super) weights: &'s [f32],
    pub(super) bias: &'s [f32],
    pub(super) of: &'s [f32],
    pub(super) into: &'s mut Vec<f32>,
}

impl Step for Head<'_> {
    #[inline(always)]
    fn run<L: Lanes>(self) {
        for (weights, bias) in self.weights.chunks_exact(self.of.len()).zip(self.bias) {
            let mut sum = L::splat(0.0);
            for column in (0..self.of.len()).step_by(LANES) {
                sum = L::load(sixteen(weights, column)).mul_add(L::load(sixteen(self.of, column)), sum);
            }
            self.into.push(sum.sum() + bias);
        }
    }
}
