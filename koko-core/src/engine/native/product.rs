//! Products of bytes with a [`Matrix`], and what is done with each result while it is still in a register.

use super::lanes::{LANES, Lanes, gelu, to_bytes};
use super::matrix::{GROUP, LINE, Matrix, Quantizer};
use crate::lines::Lines;

/// Rows of bytes that go into a product.
///
/// There is room behind them up to a multiple of [`ROW_STEP`], because tiles are read whole.
#[derive(Debug, Default)]
pub(super) struct ByteRows {
    bytes: Lines<u8>,
    rows: usize,
    width: usize,
}

/// Rows are read in steps of so many.
pub(super) const ROW_STEP: usize = 32;

impl ByteRows {
    /// Makes room. What was there before is lost.
    pub(super) fn resize(&mut self, rows: usize, width: usize) {
        (self.rows, self.width) = (rows, width);
        let needed = rows.next_multiple_of(ROW_STEP) * width;
        if self.bytes.len() < needed {
            self.bytes.resize(needed);
        }
    }

    pub(super) fn rows(&self) -> usize {
        self.rows
    }

    /// All bytes, with the room behind them.
    pub(super) fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    pub(super) fn row_mut(&mut self, row: usize) -> &mut [u8] {
        self.rows_mut(row, 1)
    }

    /// Rows from `row` on.
    pub(super) fn rows_mut(&mut self, row: usize, count: usize) -> &mut [u8] {
        &mut self.bytes[row * self.width..][..count * self.width]
    }
}

/// What becomes of sixteen results.
pub(super) trait Finish<L: Lanes> {
    /// `value` holds the results of a row for the outputs from 16 × `panel` on.
    fn finish(&mut self, row: usize, panel: usize, value: L);
}

/// Keeps the results as they are.
pub(super) struct Keep<'o> {
    pub(super) into: &'o mut [f32],
    pub(super) width: usize,
}

/// Adds the results to what is there.
pub(super) struct AddTo<'o> {
    pub(super) sums: &'o mut [f32],
    pub(super) width: usize,
}

/// Applies GELU and rounds to bytes.
pub(super) struct GeluBytes<'o> {
    pub(super) into: &'o mut ByteRows,
    pub(super) rounding: Rounding<'o>,
}

/// A [`Quantizer`] at work.
#[derive(Clone, Copy)]
pub(super) struct Rounding<'q> {
    inverse_scale: f32,
    zero: f32,
    down: Option<&'q [f32]>,
}

impl<'q> Rounding<'q> {
    pub(super) fn of(quantizer: &'q Quantizer) -> Rounding<'q> {
        let Quantizer { scale, zero, down } = quantizer;
        Rounding { inverse_scale: 1.0 / scale, zero: f32::from(*zero), down: down.as_deref() }
    }

    /// Rounds sixteen numbers, the channels from `channel` on.
    #[inline(always)]
    pub(super) fn round<L: Lanes>(&self, numbers: L, channel: usize, bytes: &mut [u8; LANES]) {
        let numbers = match self.down {
            Some(down) => numbers.mul(L::load(sixteen(down, channel))),
            None => numbers,
        };
        to_bytes(numbers, self.inverse_scale, self.zero, bytes);
    }
}

impl<L: Lanes> Finish<L> for Keep<'_> {
    #[inline(always)]
    fn finish(&mut self, row: usize, panel: usize, value: L) {
        value.store(sixteen_mut(self.into, row * self.width + panel * LANES));
    }
}

impl<L: Lanes> Finish<L> for AddTo<'_> {
    #[inline(always)]
    fn finish(&mut self, row: usize, panel: usize, value: L) {
        let sum = sixteen_mut(self.sums, row * self.width + panel * LANES);
        value.add(L::load(sum)).store(sum);
    }
}

impl<L: Lanes> Finish<L> for GeluBytes<'_> {
    #[inline(always)]
    fn finish(&mut self, row: usize, panel: usize, value: L) {
        let bytes = sixteen_mut(&mut self.into.bytes, row * self.into.width + panel * LANES);
        self.rounding.round(gelu(value), panel * LANES, bytes);
    }
}

/// Sixteen of many, from a place on.
#[inline(always)]
pub(super) fn sixteen<T>(of: &[T], from: usize) -> &[T; LANES] {
    (&of[from..from + LANES]).try_into().expect("the slice has sixteen")
}

/// [`sixteen`], to be written.
#[inline(always)]
pub(super) fn sixteen_mut<T>(of: &mut [T], from: usize) -> &mut [T; LANES] {
    (&mut of[from..from + LANES]).try_into().expect("the slice has sixteen")
}

/// From sums of bytes to numbers: scaled, with the bias.
#[inline(always)]
pub(super) fn scaled<L: Lanes>(sums: L::Integers, matrix: &Matrix, panel: usize) -> L {
    let column = matrix.column(panel);
    L::of_integers(sums, &column.correction).mul_add(L::load(&column.scale), L::load(&column.bias))
}

/// The product on any processor: what the others are held to.
pub(super) fn plain<L, F>(input: &ByteRows, matrix: &Matrix, finish: &mut F)
where
    L: Lanes<Integers = [i32; LANES]>,
    F: Finish<L>,
{
    for panel in 0..matrix.outputs() / LANES {
        for row in 0..input.rows() {
            let bytes = &input.bytes()[row * matrix.inputs()..][..matrix.inputs()];
            let mut sums = [0_i32; LANES];
            for (group, line) in bytes.chunks_exact(GROUP).zip(matrix.panel(panel).chunks_exact(LINE)) {
                for (sum, weights) in sums.iter_mut().zip(line.chunks_exact(GROUP)) {
                    for (byte, weight) in group.iter().zip(weights) {
                        *sum += i32::from(*byte) * i32::from(*weight);
                    }
                }
            }
            finish.finish(row, panel, scaled(sums, matrix, panel));
        }
    }
}
