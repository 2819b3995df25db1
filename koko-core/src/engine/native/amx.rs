//! The product on processors with AMX: one instruction multiplies a tile of 16 rows × 64 bytes with a tile of weights,
//! 16,384 pairs of bytes.
//!
//! Two tiles of rows by two tiles of weights are summed at a time, so that every tile that is loaded is used twice. The
//! eight tile registers hold four tiles of sums, two of rows and two of weights. Rust has no stable functions for them yet,
//! so the innermost loop is assembly; everything else is shared with a twin in plain Rust, which the tests run on any
//! processor.
#![allow(unsafe_code)]

use std::arch::asm;
use std::arch::x86_64::*;

use super::lanes::{LANES, Lanes};
use super::matrix::{LINE, PAIR, Panels};
use super::product::{ByteRows, Finish, ROW_STEP, scaled};
use super::wide::Wide;

/// Rows of a tile.
const TILE_ROWS: usize = 16;
/// Bytes of a tile's row.
const TILE_WIDTH: usize = 64;

/// 32 rows by 32 outputs of sums.
#[repr(align(64))]
struct Sums([[i32; PAIR]; ROW_STEP]);

/// 32 rows of bytes and the weights of 32 outputs, of equal depth.
struct Square<'s> {
    /// The number of its first row.
    first: usize,
    /// The number of its first panel.
    panel: usize,
    /// From the first row on; rows are `inputs` bytes apart.
    rows: &'s [u8],
    panels: [&'s [i8]; 2],
    inputs: usize,
}

impl<'s> Square<'s> {
    /// Refuses what would be read beyond its end.
    #[inline(always)]
    fn of(input: &'s ByteRows, first: usize, matrix: Panels<'s>, panel: usize) -> Self {
        let inputs = matrix.inputs();
        let rows = &input.bytes()[first * inputs..];
        let panels = [matrix.panel(panel), matrix.panel(panel + 1)];
        assert!(inputs.is_multiple_of(TILE_WIDTH) && inputs > 0, "the graph was checked");
        assert!(rows.len() >= ROW_STEP * inputs, "there is room behind the rows");
        assert!(panels.iter().all(|panel| panel.len() == inputs * LANES), "panels are whole");
        Square { first, panel, rows, panels, inputs }
    }

    /// In how many steps of 64 inputs it is multiplied.
    #[inline(always)]
    fn steps(&self) -> usize {
        self.inputs / TILE_WIDTH
    }
}

/// Something that sums up squares step by step.
trait Tiles {
    /// Forgets all sums.
    fn clear(&mut self);
    /// Adds the products of 64 inputs.
    fn step(&mut self, square: &Square<'_>, step: usize);
    /// Writes the sums down.
    fn store(&self, sums: &mut Sums);
}

/// The shape of all eight tiles, in the layout that `ldtilecfg` reads.
#[repr(C, align(64))]
struct Shape {
    palette: u8,
    start_row: u8,
    reserved: [u8; 14],
    row_bytes: [u16; 16],
    rows: [u8; 16],
}

static SHAPE: Shape = Shape {
    palette: 1,
    start_row: 0,
    reserved: [0; 14],
    row_bytes: [64, 64, 64, 64, 64, 64, 64, 64, 0, 0, 0, 0, 0, 0, 0, 0],
    rows: [16, 16, 16, 16, 16, 16, 16, 16, 0, 0, 0, 0, 0, 0, 0, 0],
};
const _: () = assert!(size_of::<Shape>() == 64);

/// `finish` gets every row times every output of `matrix`.
///
/// # Safety
/// The processor must have the named features and AMX, and the system must have [allowed](permitted) it.
#[target_feature(enable = "avx512f,avx512bw,avx512dq,avx512vl,avx512vnni")]
pub(super) unsafe fn product<F: Finish<Wide>>(input: &ByteRows, matrix: Panels<'_>, finish: F) {
    // SAFETY: `SHAPE` is 64 bytes in the layout of palette 1. Tiles are state of the thread, so they are shaped here and
    // given back below.
    unsafe { asm!("ldtilecfg [{shape}]", shape = in(reg) &raw const SHAPE, options(nostack, readonly)) };
    by_squares::<Wide, F>(input, matrix, finish, &mut TileUnit(()));
    // SAFETY: the tiles are not read any more.
    unsafe { asm!("tilerelease", options(nostack, nomem)) };
}

/// Goes through rows and outputs in squares of 32.
///
/// While the tile unit works on one square, the sums of the one before it are finished, a few rows at each step: the two use
/// different parts of the processor.
#[inline(always)]
fn by_squares<L: Lanes, F: Finish<L>>(
    input: &ByteRows,
    matrix: Panels<'_>,
    mut finish: F,
    tiles: &mut impl Tiles,
) {
    let mut sums = (Sums([[0; PAIR]; ROW_STEP]), Sums([[0; PAIR]; ROW_STEP]));
    let (mut done, mut next) = (&mut sums.0, &mut sums.1);
    let mut before: Option<Square<'_>> = None;
    for panel in (0..matrix.count()).step_by(2) {
        for first in (0..input.rows()).step_by(ROW_STEP) {
            let square = Square::of(input, first, matrix, panel);
            tiles.clear();
            let mut finished = 0;
            for step in 0..square.steps() {
                tiles.step(&square, step);
                if let Some(before) = &before {
                    let until = ROW_STEP * (step + 1) / square.steps();
                    finish_rows(before, finished..until, done, input, matrix, &mut finish);
                    finished = until;
                }
            }
            tiles.store(next);
            std::mem::swap(&mut done, &mut next);
            before = Some(square);
        }
    }
    if let Some(before) = &before {
        finish_rows(before, 0..ROW_STEP, done, input, matrix, &mut finish);
    }
}

/// Hands on what is in some rows of a square.
#[inline(always)]
fn finish_rows<L: Lanes, F: Finish<L>>(
    square: &Square<'_>,
    rows: std::ops::Range<usize>,
    sums: &Sums,
    input: &ByteRows,
    matrix: Panels<'_>,
    finish: &mut F,
) {
    for row in rows.start..rows.end.min(input.rows() - square.first) {
        for (place, sums) in sums.0[row].as_chunks::<LANES>().0.iter().enumerate() {
            let panel = square.panel + place;
            finish.finish(square.first + row, panel, scaled(L::integers(sums), matrix, panel));
        }
    }
}

/// The tile unit of this thread, between `ldtilecfg` and `tilerelease`.
struct TileUnit(());

impl Tiles for TileUnit {
    #[inline(always)]
    fn clear(&mut self) {
        // SAFETY: the tiles are shaped while there is a `TileUnit`. The compiler never uses them.
        unsafe {
            asm!("tilezero tmm0", "tilezero tmm1", "tilezero tmm2", "tilezero tmm3", options(nostack, nomem));
        }
    }

    #[inline(always)]
    fn step(&mut self, square: &Square<'_>, step: usize) {
        assert!(step < square.steps(), "a step of this square");
        // SAFETY: as above. Step n reads 64 bytes at 64 n of each of 32 rows and 16 lines at 1,024 n of each panel: whoever
        // made the square has checked that they are there.
        unsafe {
            let upper = square.rows.as_ptr().add(TILE_WIDTH * step);
            let [left, right] = square.panels.map(|panel| panel.as_ptr().add(TILE_ROWS * LINE * step));
            asm!(
                "tileloadd tmm4, [{upper} + {apart}*1]",
                "tileloadd tmm6, [{left} + {line}*1]",
                "tileloadd tmm7, [{right} + {line}*1]",
                "tdpbusd tmm0, tmm4, tmm6",
                "tileloadd tmm5, [{lower} + {apart}*1]",
                "tdpbusd tmm1, tmm4, tmm7",
                "tdpbusd tmm2, tmm5, tmm6",
                "tdpbusd tmm3, tmm5, tmm7",
                upper = in(reg) upper,
                lower = in(reg) upper.add(TILE_ROWS * square.inputs),
                left = in(reg) left,
                right = in(reg) right,
                apart = in(reg) square.inputs,
                line = in(reg) LINE,
                options(nostack, readonly),
            );
        }
    }

    #[inline(always)]
    fn store(&self, sums: &mut Sums) {
        // SAFETY: as above. The stores fill `sums` exactly: 16 rows of 64 bytes, 128 bytes apart, at four corners.
        unsafe {
            asm!(
                "tilestored [{sums} + {apart}*1], tmm0",
                "tilestored [{sums} + {apart}*1 + 64], tmm1",
                "tilestored [{sums} + {apart}*1 + 2048], tmm2",
                "tilestored [{sums} + {apart}*1 + 2112], tmm3",
                sums = in(reg) sums.0.as_mut_ptr(),
                apart = in(reg) PAIR * size_of::<i32>(),
                options(nostack),
            );
        }
    }
}

/// Whether this processor has AMX for bytes and the system lets this process use it; asks the system.
pub(super) fn permitted() -> bool {
    // CPUID leaf 7: bits 24 and 25 of EDX are the tiles and their products of bytes.
    let features = __cpuid_count(7, 0).edx;
    let has = |bit: u32| features >> bit & 1 == 1;
    has(24) && has(25) && system_saves_tiles() && allowed_by_linux()
}

/// Whether the system saves tiles when it switches threads: bits 17 and 18 of XCR0.
fn system_saves_tiles() -> bool {
    // CPUID leaf 1, bit 27 of ECX: XGETBV may be used.
    if __cpuid(1).ecx >> 27 & 1 == 0 {
        return false;
    }
    let (low, _high): (u32, u32);
    // SAFETY: XGETBV exists, as was just asked; it reads a register.
    unsafe { asm!("xgetbv", in("ecx") 0, out("eax") low, out("edx") _high, options(nostack, nomem)) };
    low >> 17 & 3 == 3
}

/// Linux gives a process the memory for tiles only when it asks: `arch_prctl(ARCH_REQ_XCOMP_PERM, XFEATURE_XTILEDATA)`.
#[cfg(target_os = "linux")]
fn allowed_by_linux() -> bool {
    const ARCH_PRCTL: i64 = 158;
    const ARCH_REQ_XCOMP_PERM: i64 = 0x1023;
    const XFEATURE_XTILEDATA: i64 = 18;
    let answer: i64;
    // SAFETY: this call touches no memory of ours; the kernel changes rcx and r11.
    unsafe {
        asm!(
            "syscall",
            inlateout("rax") ARCH_PRCTL => answer,
            in("rdi") ARCH_REQ_XCOMP_PERM,
            in("rsi") XFEATURE_XTILEDATA,
            lateout("rcx") _,
            lateout("r11") _,
            options(nostack),
        );
    }
    answer == 0
}

#[cfg(not(target_os = "linux"))]
fn allowed_by_linux() -> bool {
    false
}

#[cfg(test)]
mod tests {
    use super::super::lanes::Plain;
    use super::super::matrix::{GROUP, Matrix, Stored};
    use super::super::product::{KeepHeads, plain};
    use super::super::quantizer::Quantizer;
    use super::*;

    #[test]
    fn squares_of_tiles_make_the_same_product_as_row_by_row() {
        let (inputs, outputs) = (128, 96);
        let weights: Vec<i8> = (0..inputs * outputs).map(|place| (place * 31 % 127) as i8 - 63).collect();
        let scales: Vec<f32> = (0..outputs).map(|output| 0.01 + output as f32 * 0.001).collect();
        let bias: Vec<f32> = (0..outputs).map(|output| output as f32).collect();
        let stored = Stored { weights: &weights, scales: &scales, bias: &bias };
        let matrix = Matrix::new(&[stored], inputs, &Quantizer::new(0.5, 7, &[1.0; 128]));
        for rows in [1, 16, 31, 32, 33, 70] {
            let mut input = ByteRows::default();
            input.resize(rows, inputs);
            for row in 0..rows {
                let bytes = input.row_mut(row).iter_mut().enumerate();
                bytes.for_each(|(place, byte)| *byte = ((row * 37 + place * 11) % 256) as u8);
            }
            let (mut wanted, mut found) = (vec![0.0; rows * outputs], vec![0.0; rows * outputs]);
            plain::<Plain, _>(&input, matrix.all(), KeepHeads { into: &mut wanted, rows });
            let keep = KeepHeads { into: &mut found, rows };
            by_squares::<Plain, _>(&input, matrix.all(), keep, &mut PlainTiles(Sums([[0; PAIR]; ROW_STEP])));
            assert_eq!(found, wanted, "{rows} rows");
        }
    }

    /// [`TileUnit`] in plain Rust, as the manual of the processor describes it.
    struct PlainTiles(Sums);

    impl Tiles for PlainTiles {
        fn clear(&mut self) {
            self.0.0 = [[0; PAIR]; ROW_STEP];
        }

        fn step(&mut self, square: &Square<'_>, step: usize) {
            for (half, corner) in [(0, 0), (0, 1), (1, 0), (1, 1)] {
                let rows = &square.rows[half * TILE_ROWS * square.inputs + step * TILE_WIDTH..];
                let weights = &square.panels[corner][step * TILE_ROWS * LINE..];
                for row in 0..TILE_ROWS {
                    for group in 0..TILE_WIDTH / GROUP {
                        for output in 0..LANES {
                            for byte in 0..GROUP {
                                let left = i32::from(rows[row * square.inputs + group * GROUP + byte]);
                                let right = i32::from(weights[group * LINE + output * GROUP + byte]);
                                self.0.0[half * TILE_ROWS + row][corner * LANES + output] += left * right;
                            }
                        }
                    }
                }
            }
        }

        fn store(&self, sums: &mut Sums) {
            sums.0 = self.0.0;
        }
    }
}
