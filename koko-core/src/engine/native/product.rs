//! Products of bytes with a [`Matrix`](super::matrix::Matrix), and what is done with each result before it is stored.

use super::attention::PROJECTED;
use super::lanes::{LANES, Lanes, gelu, sixteen_mut};
use super::matrix::{GROUP, LINE, Panels};
use super::quantizer::Quantizer;
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

/// Keeps the results as they are, head by head: what is [projected](PROJECTED) for all rows, then the same for the next head.
pub(super) struct KeepHeads<'o> {
    /// `heads × rows × PROJECTED`
    pub(super) into: &'o mut [f32],
    pub(super) rows: usize,
}

/// Adds the results to what is there.
pub(super) struct AddTo<'o> {
    pub(super) sums: &'o mut [f32],
    pub(super) width: usize,
}

/// Applies GELU and rounds to bytes.
pub(super) struct GeluBytes<'o> {
    pub(super) into: &'o mut ByteRows,
    pub(super) quantizer: &'o Quantizer,
}

impl<L: Lanes> Finish<L> for KeepHeads<'_> {
    #[inline(always)]
    fn finish(&mut self, row: usize, panel: usize, value: L) {
        let (head, place) = (panel * LANES / PROJECTED, panel * LANES % PROJECTED);
        value.store(sixteen_mut(self.into, (head * self.rows + row) * PROJECTED + place));
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
        self.quantizer.round(gelu(value), panel * LANES, bytes);
    }
}

/// From sums of bytes to numbers: scaled, with the bias.
#[inline(always)]
pub(super) fn scaled<L: Lanes>(sums: L::Integers, matrix: Panels<'_>, panel: usize) -> L {
    let column = matrix.column(panel);
    L::of_integers(sums, &column.correction).mul_add(L::load(&column.scale), L::load(&column.bias))
}

/// The product on any processor: what the others are held to.
pub(super) fn plain<L, F>(input: &ByteRows, matrix: Panels<'_>, mut finish: F)
where
    L: Lanes<Integers = [i32; LANES]>,
    F: Finish<L>,
{
    for panel in 0..matrix.count() {
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
