//! The product on processors with AVX-512 VNNI: one instruction multiplies 64 pairs of bytes.
//!
//! Twelve rows by two panels are summed at a time, in 24 of the 32 registers: for 24 multiplications only 14 loads are
//! needed, so that the multiplier never waits.
//!
//! It does not wait for what becomes of the sums either: those of one block are finished while the next one is multiplied,
//! sixteen after every few lines. Most of that (GELU, rounding) is done by other parts of the processor, but it looks ahead only
//! some three hundred instructions: finished in one go, nothing would be multiplied meanwhile.
#![allow(unsafe_code)]

use std::arch::x86_64::*;

use super::lanes::{LANES, Lanes, equal_share};
use super::matrix::{GROUP, LINE, PAIR, Panels};
use super::product::{ByteRows, Finish, scaled};
use super::wide::Wide;

/// Rows that are summed at a time, at the most.
const ROWS: usize = 12;

/// `finish` gets every row times every output of `matrix`.
///
/// # Safety
/// The processor must have the named features.
#[target_feature(enable = "avx512f,avx512bw,avx512dq,avx512vl,avx512vnni")]
pub(super) unsafe fn product<F: Finish<Wide>>(input: &ByteRows, matrix: Panels<'_>, mut finish: F) {
    assert!(input.bytes().len() >= input.rows() * matrix.inputs(), "rows are as wide as the matrix");
    let mut before = Sums { sums: [[0; LANES]; 2 * ROWS], row: 0, count: 0, pair: 0 };
    for pair in 0..matrix.count() / 2 {
        let mut row = 0;
        while row < input.rows() {
            let count = equal_share(input.rows() - row, ROWS);
            let block = Block { input: &input.bytes()[row * matrix.inputs()..], row, matrix, pair };
            // SAFETY: the caller's promise; `count` rows are there.
            unsafe {
                match count {
                    12 => block.run::<12, F>(&mut before, &mut finish),
                    11 => block.run::<11, F>(&mut before, &mut finish),
                    10 => block.run::<10, F>(&mut before, &mut finish),
                    9 => block.run::<9, F>(&mut before, &mut finish),
                    8 => block.run::<8, F>(&mut before, &mut finish),
                    7 => block.run::<7, F>(&mut before, &mut finish),
                    6 => block.run::<6, F>(&mut before, &mut finish),
                    5 => block.run::<5, F>(&mut before, &mut finish),
                    4 => block.run::<4, F>(&mut before, &mut finish),
                    3 => block.run::<3, F>(&mut before, &mut finish),
                    2 => block.run::<2, F>(&mut before, &mut finish),
                    _ => block.run::<1, F>(&mut before, &mut finish),
                }
            }
            row += count;
        }
    }
    for number in 0..before.count {
        before.finish(number, matrix, &mut finish);
    }
}

/// The sums of a block, until they are finished.
#[repr(align(64))]
struct Sums {
    /// Two for each row.
    sums: [[i32; LANES]; 2 * ROWS],
    /// How many there are.
    count: usize,
    /// The first row.
    row: usize,
    pair: usize,
}

impl Sums {
    /// Hands on sixteen of them.
    #[inline(always)]
    fn finish<F: Finish<Wide>>(&self, number: usize, matrix: Panels<'_>, finish: &mut F) {
        let panel = 2 * self.pair + number % 2;
        let sums = Wide::integers(&self.sums[number]);
        finish.finish(self.row + number / 2, panel, scaled(sums, matrix, panel));
    }
}

/// Some rows and a pair of panels.
struct Block<'b> {
    /// From the first of the rows on.
    input: &'b [u8],
    row: usize,
    matrix: Panels<'b>,
    pair: usize,
}

impl Block<'_> {
    /// Multiplies, finishes the sums of the block before meanwhile, and leaves its own in their place.
    ///
    /// # Safety
    /// `input` must hold `COUNT` rows, and the processor must have the named features.
    #[target_feature(enable = "avx512f,avx512bw,avx512dq,avx512vl,avx512vnni")]
    #[inline]
    unsafe fn run<const COUNT: usize, F: Finish<Wide>>(&self, before: &mut Sums, finish: &mut F) {
        let inputs = self.matrix.inputs();
        assert!(self.input.len() >= COUNT * inputs, "the rows are there");
        let panels = [self.matrix.panel(2 * self.pair), self.matrix.panel(2 * self.pair + 1)];
        let mut sums = [[_mm512_setzero_si512(); 2]; COUNT];
        // Two lines at a step, which halves what is reckoned for addresses.
        let steps = inputs / GROUP / 2;
        let apart = steps / before.count.max(1);
        let mut step = 0;
        for number in 0..=before.count {
            let until = if number == before.count { steps } else { step + apart };
            while step < until {
                // SAFETY: a panel has `inputs / 4` lines of 64 bytes; a row has `inputs` bytes, checked above.
                unsafe {
                    let weights = panels.map(|panel| {
                        let line = panel.as_ptr().add(2 * step * LINE);
                        [_mm512_loadu_si512(line.cast()), _mm512_loadu_si512(line.add(LINE).cast())]
                    });
                    for (row, sums) in sums.iter_mut().enumerate() {
                        let bytes = self.input.as_ptr().add(row * inputs + 2 * step * GROUP);
                        let one = _mm512_set1_epi32(bytes.cast::<i32>().read_unaligned());
                        sums[0] = _mm512_dpbusd_epi32(sums[0], one, weights[0][0]);
                        sums[1] = _mm512_dpbusd_epi32(sums[1], one, weights[1][0]);
                        let two = _mm512_set1_epi32(bytes.add(GROUP).cast::<i32>().read_unaligned());
                        sums[0] = _mm512_dpbusd_epi32(sums[0], two, weights[0][1]);
                        sums[1] = _mm512_dpbusd_epi32(sums[1], two, weights[1][1]);
                    }
                }
                step += 1;
            }
            if number < before.count {
                before.finish(number, self.matrix, finish);
            }
        }
        for (kept, sums) in before.sums.iter_mut().zip(sums.as_flattened()) {
            // SAFETY: sixteen integers.
            unsafe { _mm512_storeu_si512(kept.as_mut_ptr().cast(), *sums) };
        }
        (before.row, before.count, before.pair) = (self.row, 2 * COUNT, self.pair);
    }
}

const _: () = assert!(LINE == size_of::<__m512i>() && PAIR == 2 * LANES);
