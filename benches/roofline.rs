//! What this processor can do at most: operations a second in bytes and floats, and bytes a second from caches and memory.
//!
//! Prints one line of JSON with peaks for one thread and for all. `make bench-peers` sets Koko's speed against them.

// Peaks are reached with the instructions themselves, which only intrinsics name; nothing else in this file is unsafe.
#![allow(unsafe_code)]

use std::hint::black_box;
use std::io::Write;
use std::sync::Barrier;
use std::time::Instant;

use serde_json::json;

/// How often each peak is measured; the best counts, because noise only takes away.
const REPEATS: usize = 200;
/// Steps in a repeat: a millisecond or two, so that some repeats are never interrupted.
const TURNS: u64 = 300_000;
/// Enough independent sums to hide how long an instruction takes.
const SUMS: usize = 12;
/// How often each reading speed is measured, and how much is read at least.
const READINGS: usize = 40;
const READ_BYTES: usize = 1 << 26;

/// Something that can be done at full speed, if the processor has the instruction.
struct Peak {
    instruction: &'static str,
    /// `int8`, `bf16` or `fp32`.
    kind: &'static str,
    /// A multiplication and an addition count as two.
    operations_per_turn: u64,
    turn: fn(u64),
}

fn main() -> std::io::Result<()> {
    let threads = std::thread::available_parallelism()?.get();
    let peaks = peaks().into_iter().map(|peak| {
        let rate = |threads| {
            let operations = (TURNS * peak.operations_per_turn) as f64;
            fastest(REPEATS, threads, operations, || (peak.turn)(TURNS))
        };
        json!({ "instruction": peak.instruction, "kind": peak.kind, "one": rate(1), "all": rate(threads) })
    });
    let peaks: Vec<_> = peaks.collect();
    let reads: Vec<_> = levels(threads)
        .into_iter()
        .map(|(level, bytes)| {
            json!({ "level": level, "bytes": bytes, "one": read_rate(1, bytes), "all": read_rate(threads, bytes) })
        })
        .collect();
    writeln!(std::io::stdout(), "{}", json!({ "threads": threads, "peaks": peaks, "reads": reads }))
}

/// A line of a cache, and as the widest vector wants it.
#[derive(Clone, Copy)]
#[repr(align(64))]
struct Line([u64; 8]);

/// How much is done in a second when so many threads do `amount` each, starting together.
fn fastest(repeats: usize, threads: usize, amount: f64, work: impl Fn() + Sync) -> f64 {
    let once = || {
        let barrier = Barrier::new(threads);
        let timed = || {
            barrier.wait();
            let start = Instant::now();
            work();
            start.elapsed().as_secs_f64()
        };
        std::thread::scope(|scope| {
            let threads: Vec<_> = (0..threads).map(|_| scope.spawn(timed)).collect();
            threads.into_iter().map(|thread| amount / thread.join().expect("work never fails")).sum::<f64>()
        })
    };
    (0..repeats).map(|_| once()).fold(0.0, f64::max)
}

/// Caches and memory, each with a size that one thread reads over and over.
fn levels(threads: usize) -> Vec<(&'static str, usize)> {
    let second = cache_size(2).unwrap_or(1 << 20);
    let third = cache_size(3).unwrap_or(32 << 20);
    // A part of the cache only: the rest is for whoever else is on the machine.
    vec![
        ("L2", second / 2),
        ("L3", (third / 2 / threads).max(2 * second)),
        ("memory", (4 * third).min(1 << 30)),
    ]
}

/// The size of a cache, as Linux tells it.
fn cache_size(level: usize) -> Option<usize> {
    let size =
        std::fs::read_to_string(format!("/sys/devices/system/cpu/cpu0/cache/index{level}/size")).ok()?;
    size.trim().strip_suffix('K')?.parse().ok().map(|kibibytes: usize| kibibytes << 10)
}

fn read_rate(threads: usize, bytes: usize) -> f64 {
    let times = (READ_BYTES / bytes).max(1);
    let amount = (bytes * times) as f64;
    // Each thread has a buffer of its own, filled before the clock starts.
    let buffers: Vec<Vec<Line>> = (0..threads).map(|_| vec![Line([1; 8]); bytes / 64]).collect();
    let next = std::sync::atomic::AtomicUsize::new(0);
    fastest(READINGS, threads, amount, || {
        let mine = next.fetch_add(1, std::sync::atomic::Ordering::Relaxed) % threads;
        for _ in 0..times {
            black_box(read(black_box(&buffers[mine])));
        }
    })
}

#[inline(always)]
fn read_plain(lines: &[Line]) -> u64 {
    let mut sums = [0; 32];
    for block in lines.chunks_exact(4) {
        let numbers = block.iter().flat_map(|line| line.0);
        sums.iter_mut().zip(numbers).for_each(|(sum, number): (&mut u64, u64)| *sum ^= number);
    }
    sums.iter().fold(0, |all, sum| all ^ sum)
}

#[cfg(not(target_arch = "x86_64"))]
fn peaks() -> Vec<Peak> {
    Vec::new()
}

#[cfg(not(target_arch = "x86_64"))]
fn read(lines: &[Line]) -> u64 {
    read_plain(lines)
}

#[cfg(target_arch = "x86_64")]
use x86::{peaks, read};

#[cfg(target_arch = "x86_64")]
mod x86 {
    use std::arch::asm;
    use std::arch::x86_64::*;
    use std::hint::black_box;

    use super::{Line, Peak, SUMS, read_plain};

    /// The peaks of the instructions that this processor has.
    pub(super) fn peaks() -> Vec<Peak> {
        let mut peaks = Vec::new();
        let mut add = |has: bool, instruction, kind, operations: u64, turn: fn(u64)| {
            if has {
                peaks.push(Peak {
                    instruction,
                    kind,
                    operations_per_turn: 2 * operations * SUMS as u64,
                    turn,
                });
            }
        };
        let vnni = is_x86_feature_detected!("avx512vnni");
        let short = is_x86_feature_detected!("avx512vl");
        let tiles = koko_core::engine::Instructions::detect() == Some(koko_core::engine::Instructions::Amx);
        // A turn of tiles has 4 products, the others one for each sum.
        let share = |products: u64| products * 4 / SUMS as u64;
        add(tiles, "tdpbusd (AMX), tiles of 16 × 64", "int8", share(16 * 16 * 64), |turns| unsafe {
            byte_tiles(turns)
        });
        add(
            tiles && has_brain_tiles(),
            "tdpbf16ps (AMX), tiles of 16 × 32",
            "bf16",
            share(16 * 16 * 32),
            |turns| unsafe { brain_tiles(turns) },
        );
        add(vnni, "vpdpbusd, 512 bits", "int8", 64, |turns| unsafe { bytes_512(turns) });
        add(vnni && short, "vpdpbusd, 256 bits", "int8", 32, |turns| unsafe { bytes_256(turns) });
        add(
            is_x86_feature_detected!("avxvnni"),
            "vpdpbusd (AVX-VNNI), 256 bits",
            "int8",
            32,
            |turns| unsafe { bytes_vex(turns) },
        );
        add(
            is_x86_feature_detected!("avx2"),
            "vpmaddubsw, vpmaddwd, vpaddd, 256 bits",
            "int8",
            32,
            |turns| unsafe { bytes_avx2(turns) },
        );
        add(is_x86_feature_detected!("avx512bf16"), "vdpbf16ps, 512 bits", "bf16", 32, |turns| unsafe {
            brain_floats(turns)
        });
        add(is_x86_feature_detected!("avx512f"), "vfmadd, 512 bits", "fp32", 16, |turns| unsafe {
            floats_512(turns)
        });
        add(is_x86_feature_detected!("fma"), "vfmadd, 256 bits", "fp32", 8, |turns| unsafe {
            floats_256(turns)
        });
        peaks
    }

    /// CPUID leaf 7, bit 22 of EDX: tiles of bf16.
    fn has_brain_tiles() -> bool {
        __cpuid_count(7, 0).edx >> 22 & 1 == 1
    }

    /// The shape of eight whole tiles, as `ldtilecfg` reads it.
    #[repr(C, align(64))]
    struct Tiles([u8; 64]);

    static TILES: Tiles = {
        let mut shape = [0; 64];
        shape[0] = 1;
        let mut tile = 0;
        while tile < 8 {
            shape[16 + 2 * tile] = 64;
            shape[48 + tile] = 16;
            tile += 1;
        }
        Tiles(shape)
    };

    /// A function that multiplies two tiles by two, over and over: four independent sums, as a product of matrices does it.
    macro_rules! tile_kernel {
        ($name:ident, $instruction:literal) => {
            /// # Safety
            /// The processor must have the instruction, and the system must have allowed tiles.
            unsafe fn $name(turns: u64) {
                // SAFETY: tiles are state of the thread that the compiler never uses; they are given back at the end.
                unsafe {
                    asm!(
                        "ldtilecfg [{shape}]",
                        "2:",
                        concat!($instruction, " tmm0, tmm4, tmm6"),
                        concat!($instruction, " tmm1, tmm4, tmm7"),
                        concat!($instruction, " tmm2, tmm5, tmm6"),
                        concat!($instruction, " tmm3, tmm5, tmm7"),
                        "dec {turns}",
                        "jnz 2b",
                        "tilerelease",
                        shape = in(reg) &raw const TILES,
                        turns = inout(reg) turns => _,
                        options(nostack, readonly),
                    );
                }
            }
        };
    }

    tile_kernel!(byte_tiles, "tdpbusd");
    tile_kernel!(brain_tiles, "tdpbf16ps");

    /// A function that does one step with each of `SUMS` independent sums, over and over.
    macro_rules! kernel {
        ($name:ident, $features:literal, $vector:ty, $zero:expr, |$sum:ident, $operand:ident| $step:expr) => {
            /// # Safety
            /// The processor must have the features.
            #[target_feature(enable = $features)]
            unsafe fn $name(turns: u64) {
                // Nobody may know that the sums are equal, or one would be computed for all.
                let mut sums: [$vector; SUMS] = black_box([$zero; SUMS]);
                let $operand: $vector = black_box($zero);
                for _ in 0..turns {
                    for place in &mut sums {
                        let $sum = *place;
                        *place = $step;
                    }
                }
                black_box(sums);
            }
        };
    }

    kernel!(bytes_512, "avx512f,avx512vnni", __m512i, _mm512_setzero_si512(), |sum, operand| {
        _mm512_dpbusd_epi32(sum, operand, operand)
    });
    kernel!(bytes_256, "avx512f,avx512vl,avx512vnni", __m256i, _mm256_setzero_si256(), |sum, operand| {
        _mm256_dpbusd_epi32(sum, operand, operand)
    });
    kernel!(bytes_vex, "avx2,avxvnni", __m256i, _mm256_setzero_si256(), |sum, operand| {
        _mm256_dpbusd_avx_epi32(sum, operand, operand)
    });
    kernel!(floats_512, "avx512f", __m512, _mm512_setzero_ps(), |sum, operand| {
        _mm512_fmadd_ps(operand, operand, sum)
    });
    kernel!(floats_256, "avx2,fma", __m256, _mm256_setzero_ps(), |sum, operand| {
        _mm256_fmadd_ps(operand, operand, sum)
    });
    kernel!(brain_floats, "avx512f,avx512bf16", __m512, _mm512_setzero_ps(), |sum, operand| {
        // SAFETY: both are 512 bits, and any bits are numbers.
        let halves = unsafe { std::mem::transmute::<__m512, __m512bh>(operand) };
        _mm512_dpbf16_ps(sum, halves, halves)
    });
    kernel!(bytes_avx2, "avx2", __m256i, _mm256_setzero_si256(), |sum, operand| {
        // One operand depends on the sum, or the products would be taken out of the loop.
        let pairs = _mm256_maddubs_epi16(_mm256_xor_si256(sum, operand), operand);
        _mm256_add_epi32(sum, _mm256_madd_epi16(pairs, operand))
    });

    pub(super) fn read(lines: &[Line]) -> u64 {
        if is_x86_feature_detected!("avx512f") {
            // SAFETY: the processor has the feature.
            unsafe { read_512(lines) }
        } else if is_x86_feature_detected!("avx2") {
            // SAFETY: the processor has the feature.
            unsafe { read_256(lines) }
        } else {
            read_plain(lines)
        }
    }

    /// # Safety
    /// The processor must have AVX-512.
    #[target_feature(enable = "avx512f")]
    unsafe fn read_512(lines: &[Line]) -> u64 {
        // Eight sums, so that none waits for another.
        let mut sums = [_mm512_setzero_si512(); 8];
        for block in lines.chunks_exact(8) {
            for (sum, line) in sums.iter_mut().zip(block) {
                // SAFETY: a line is as large as the vector, and aligned.
                *sum = _mm512_xor_si512(*sum, unsafe { _mm512_load_si512(line.0.as_ptr().cast()) });
            }
        }
        sums.into_iter().fold(0, |all, sum| all ^ _mm512_reduce_add_epi64(sum) as u64)
    }

    /// # Safety
    /// The processor must have AVX2.
    #[target_feature(enable = "avx2")]
    unsafe fn read_256(lines: &[Line]) -> u64 {
        // The compiler makes vectors of it.
        read_plain(lines)
    }
}
