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

use super::lanes::LANES;
use super::matrix::{LINE, Matrix, PAIR};
use super::product::{ByteRows, Finish, ROW_STEP, scaled};
use super::wide::Wide;

/// Rows of a tile.
const TILE_ROWS: usize = 16;
/// Bytes of a tile's row.
const TILE_WIDTH: usize = 64;

/// 32 rows by 32 outputs of sums.
#[repr(align(64))]
pub(super) struct Sums([[i32; PAIR]; ROW_STEP]);

/// 32 rows of bytes and the weights of 32 outputs, of equal depth.
pub(super) struct Square<'s> {
    /// From the first row on; rows are `inputs` bytes apart.
    rows: &'s [u8],
    panels: [&'s [i8]; 2],
    inputs: usize,
}

impl Square<'_> {
    /// The steps of 64 inputs that it takes. Refuses what would be read beyond its end.
    fn steps(&self) -> usize {
        let inputs = self.inputs;
        assert!(inputs.is_multiple_of(TILE_WIDTH) && inputs > 0, "the graph was checked");
        assert!(self.rows.len() >= ROW_STEP * inputs, "there is room behind the rows");
        assert!(self.panels.iter().all(|panel| panel.len() == inputs * LANES), "panels are whole");
        inputs / TILE_WIDTH
    }
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
pub(super) unsafe fn product<F: Finish<Wide>>(input: &ByteRows, matrix: &Matrix, finish: &mut F) {
    // SAFETY: `SHAPE` is 64 bytes in the layout of palette 1. Tiles are state of the thread, so they are shaped here and
    // given back below.
    unsafe { asm!("ldtilecfg [{shape}]", shape = in(reg) &raw const SHAPE, options(nostack, readonly)) };
    // SAFETY: the caller's promise, and the tiles have their shape.
    unsafe { by_squares(input, matrix, finish, multiply) };
    // SAFETY: the tiles are not read any more.
    unsafe { asm!("tilerelease", options(nostack, nomem)) };
}

/// Goes through rows and outputs in squares of 32.
///
/// # Safety
/// The processor must have the named features.
#[target_feature(enable = "avx512f,avx512bw,avx512dq,avx512vl,avx512vnni")]
#[inline]
unsafe fn by_squares<F: Finish<Wide>>(
    input: &ByteRows,
    matrix: &Matrix,
    finish: &mut F,
    multiply: impl Fn(&Square<'_>, &mut Sums),
) {
    let mut sums = Sums([[0; PAIR]; ROW_STEP]);
    for pair in 0..matrix.outputs() / PAIR {
        let panels = [matrix.panel(2 * pair), matrix.panel(2 * pair + 1)];
        for first in (0..input.rows()).step_by(ROW_STEP) {
            let rows = &input.bytes()[first * matrix.inputs()..];
            multiply(&Square { rows, panels, inputs: matrix.inputs() }, &mut sums);
            for (row, sums) in sums.0.iter().enumerate().take(input.rows() - first) {
                for (place, sums) in sums.as_chunks::<LANES>().0.iter().enumerate() {
                    let panel = 2 * pair + place;
                    // SAFETY: sixteen integers are 64 bytes.
                    let sums = unsafe { _mm512_loadu_si512(sums.as_ptr().cast()) };
                    finish.finish(first + row, panel, scaled(sums, matrix, panel));
                }
            }
        }
    }
}

/// The sums of one square, on the tile unit.
#[inline(always)]
fn multiply(square: &Square<'_>, sums: &mut Sums) {
    let steps = square.steps();
    // SAFETY: it is only called between `ldtilecfg` and `tilerelease`. Step n reads 64 bytes at 64 n of each of 32 rows and
    // 16 lines at 1,024 n of each panel: `steps` has checked that they are there. The stores fill `sums` exactly: 16 rows
    // of 64 bytes, 128 bytes apart, at four corners.
    unsafe {
        asm!(
            "tilezero tmm0",
            "tilezero tmm1",
            "tilezero tmm2",
            "tilezero tmm3",
            "2:",
            "tileloadd tmm4, [{upper} + {apart}*1]",
            "tileloadd tmm6, [{left} + {line}*1]",
            "tileloadd tmm7, [{right} + {line}*1]",
            "tdpbusd tmm0, tmm4, tmm6",
            "tileloadd tmm5, [{lower} + {apart}*1]",
            "tdpbusd tmm1, tmm4, tmm7",
            "tdpbusd tmm2, tmm5, tmm6",
            "tdpbusd tmm3, tmm5, tmm7",
            "add {upper}, 64",
            "add {lower}, 64",
            "add {left}, 1024",
            "add {right}, 1024",
            "dec {steps}",
            "jnz 2b",
            "tilestored [{sums} + {sums_apart}*1], tmm0",
            "tilestored [{sums} + {sums_apart}*1 + 64], tmm1",
            "tilestored [{sums} + {sums_apart}*1 + 2048], tmm2",
            "tilestored [{sums} + {sums_apart}*1 + 2112], tmm3",
            upper = inout(reg) square.rows.as_ptr() => _,
            lower = inout(reg) square.rows.as_ptr().add(TILE_ROWS * square.inputs) => _,
            left = inout(reg) square.panels[0].as_ptr() => _,
            right = inout(reg) square.panels[1].as_ptr() => _,
            steps = inout(reg) steps => _,
            apart = in(reg) square.inputs,
            line = in(reg) LINE,
            sums = in(reg) sums.0.as_mut_ptr(),
            sums_apart = in(reg) PAIR * size_of::<i32>(),
            options(nostack),
        );
    }
}

/// [`multiply`] in plain Rust, tile by tile, as the manual of the processor describes it.
#[cfg(test)]
fn multiply_plainly(square: &Square<'_>, sums: &mut Sums) {
    use super::matrix::GROUP;
    sums.0 = [[0; PAIR]; ROW_STEP];
    for step in 0..square.steps() {
        for (half, corner) in [(0, 0), (0, 1), (1, 0), (1, 1)] {
            let rows = &square.rows[half * TILE_ROWS * square.inputs + step * TILE_WIDTH..];
            let weights = &square.panels[corner][step * TILE_ROWS * LINE..];
            for row in 0..TILE_ROWS {
                for group in 0..TILE_WIDTH / GROUP {
                    for output in 0..LANES {
                        for byte in 0..GROUP {
                            let left = i32::from(rows[row * square.inputs + group * GROUP + byte]);
                            let right = i32::from(weights[group * LINE + output * GROUP + byte]);
                            sums.0[half * TILE_ROWS + row][corner * LANES + output] += left * right;
                        }
                    }
                }
            }
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
