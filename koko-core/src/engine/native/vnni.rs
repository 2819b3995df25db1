//! The product on processors with AVX-512 VNNI: one instruction multiplies 64 pairs of bytes.
//!
//! Twelve rows by two panels are summed at a time, in 24 of the 32 registers: for 24 multiplications only 14 loads are
//! needed, so that the multiplier never waits.
#![allow(unsafe_code)]

use std::arch::x86_64::*;

use super::lanes::LANES;
use super::matrix::{GROUP, LINE, Matrix, PAIR};
use super::product::{ByteRows, Finish, scaled};
use super::wide::Wide;

/// Rows that are summed at a time, at the most.
const ROWS: usize = 12;

/// `finish` gets every row times every output of `matrix`.
///
/// # Safety
/// The processor must have the named features.
#[target_feature(enable = "avx512f,avx512bw,avx512dq,avx512vl,avx512vnni")]
pub(super) unsafe fn product<F: Finish<Wide>>(input: &ByteRows, matrix: &Matrix, finish: &mut F) {
    assert!(input.bytes().len() >= input.rows() * matrix.inputs(), "rows are as wide as the matrix");
    for pair in 0..matrix.outputs() / PAIR {
        let mut row = 0;
        while row < input.rows() {
            // Equal shares: two blocks of seven rather than one of twelve and one of two.
            let left = input.rows() - row;
            let count = left.div_ceil(left.div_ceil(ROWS));
            let block = Block { input: &input.bytes()[row * matrix.inputs()..], row, matrix, pair };
            // SAFETY: the caller's promise; `count` rows are there.
            unsafe {
                match count {
                    12 => block.run::<12, F>(finish),
                    11 => block.run::<11, F>(finish),
                    10 => block.run::<10, F>(finish),
                    9 => block.run::<9, F>(finish),
                    8 => block.run::<8, F>(finish),
                    7 => block.run::<7, F>(finish),
                    6 => block.run::<6, F>(finish),
                    5 => block.run::<5, F>(finish),
                    4 => block.run::<4, F>(finish),
                    3 => block.run::<3, F>(finish),
                    2 => block.run::<2, F>(finish),
                    _ => block.run::<1, F>(finish),
                }
            }
            row += count.min(ROWS);
        }
    }
}

/// Some rows and a pair of panels.
struct Block<'b> {
    /// From the first of the rows on.
    input: &'b [u8],
    row: usize,
    matrix: &'b Matrix,
    pair: usize,
}

impl Block<'_> {
    /// # Safety
    /// `input` must hold `COUNT` rows, and the processor must have the named features.
    #[target_feature(enable = "avx512f,avx512bw,avx512dq,avx512vl,avx512vnni")]
    #[inline]
    unsafe fn run<const COUNT: usize, F: Finish<Wide>>(&self, finish: &mut F) {
        let (inputs, first) = (self.matrix.inputs(), 2 * self.pair);
        assert!(self.input.len() >= COUNT * inputs, "the rows are there");
        let panels = [self.matrix.panel(first), self.matrix.panel(first + 1)];
        let mut sums = [[_mm512_setzero_si512(); 2]; COUNT];
        for line in 0..inputs / GROUP {
            // SAFETY: a panel has `inputs / 4` lines of 64 bytes; a row has `inputs` bytes, checked above.
            unsafe {
                let weights = panels.map(|panel| _mm512_loadu_si512(panel.as_ptr().add(line * LINE).cast()));
                for (row, sums) in sums.iter_mut().enumerate() {
                    let bytes = self.input.as_ptr().add(row * inputs + line * GROUP);
                    let bytes = _mm512_set1_epi32(bytes.cast::<i32>().read_unaligned());
                    sums[0] = _mm512_dpbusd_epi32(sums[0], bytes, weights[0]);
                    sums[1] = _mm512_dpbusd_epi32(sums[1], bytes, weights[1]);
                }
            }
        }
        for (row, sums) in sums.into_iter().enumerate() {
            for (place, sums) in sums.into_iter().enumerate() {
                finish.finish(self.row + row, first + place, scaled(sums, self.matrix, first + place));
            }
        }
    }
}

const _: () = assert!(LINE == size_of::<__m512i>() && PAIR == 2 * LANES);
