//! [`Lanes`] in one 512-bit register.
//!
//! Every method is inlined into a function that was compiled for AVX-512 and is only called where the processor has it:
//! a [`Wide`] is never made anywhere else.
#![allow(unsafe_code)]

use std::arch::x86_64::*;

use super::lanes::{LANES, Lanes};

/// Sixteen numbers in one register.
#[derive(Clone, Copy)]
pub(super) struct Wide(__m512);

// SAFETY of every block below: the pointers come from references to arrays of sixteen, and unaligned loads and stores are
// used; the instructions exist because of what the file says at its head.
impl Lanes for Wide {
    type Integers = __m512i;

    #[inline(always)]
    fn splat(number: f32) -> Self {
        Wide(unsafe { _mm512_set1_ps(number) })
    }

    #[inline(always)]
    fn load(numbers: &[f32; LANES]) -> Self {
        Wide(unsafe { _mm512_loadu_ps(numbers.as_ptr()) })
    }

    #[inline(always)]
    fn store(self, numbers: &mut [f32; LANES]) {
        unsafe { _mm512_storeu_ps(numbers.as_mut_ptr(), self.0) }
    }

    #[inline(always)]
    fn of_bytes(bytes: &[i8; LANES]) -> Self {
        Wide(unsafe { _mm512_cvtepi32_ps(_mm512_cvtepi8_epi32(_mm_loadu_si128(bytes.as_ptr().cast()))) })
    }

    #[inline(always)]
    fn integers(integers: &[i32; LANES]) -> __m512i {
        unsafe { _mm512_loadu_si512(integers.as_ptr().cast()) }
    }

    #[inline(always)]
    fn of_integers(integers: __m512i, plus: &[i32; LANES]) -> Self {
        Wide(unsafe {
            _mm512_cvtepi32_ps(_mm512_add_epi32(integers, _mm512_loadu_si512(plus.as_ptr().cast())))
        })
    }

    #[inline(always)]
    fn add(self, other: Self) -> Self {
        Wide(unsafe { _mm512_add_ps(self.0, other.0) })
    }

    #[inline(always)]
    fn sub(self, other: Self) -> Self {
        Wide(unsafe { _mm512_sub_ps(self.0, other.0) })
    }

    #[inline(always)]
    fn mul(self, other: Self) -> Self {
        Wide(unsafe { _mm512_mul_ps(self.0, other.0) })
    }

    #[inline(always)]
    fn mul_add(self, by: Self, plus: Self) -> Self {
        Wide(unsafe { _mm512_fmadd_ps(self.0, by.0, plus.0) })
    }

    #[inline(always)]
    fn min(self, other: Self) -> Self {
        Wide(unsafe { _mm512_min_ps(self.0, other.0) })
    }

    #[inline(always)]
    fn max(self, other: Self) -> Self {
        Wide(unsafe { _mm512_max_ps(self.0, other.0) })
    }

    #[inline(always)]
    fn low_bits_to_exponent(self) -> Self {
        Wide(unsafe { _mm512_castsi512_ps(_mm512_slli_epi32::<23>(_mm512_castps_si512(self.0))) })
    }

    #[inline(always)]
    fn pick(self, from: &[f32; LANES]) -> Self {
        Wide(unsafe { _mm512_permutexvar_ps(_mm512_castps_si512(self.0), _mm512_loadu_ps(from.as_ptr())) })
    }

    #[inline(always)]
    fn add_bits(self, other: Self) -> Self {
        Wide(unsafe {
            _mm512_castsi512_ps(_mm512_add_epi32(_mm512_castps_si512(self.0), _mm512_castps_si512(other.0)))
        })
    }

    #[inline(always)]
    fn store_low_bytes(self, bytes: &mut [u8; LANES]) {
        unsafe {
            _mm_storeu_si128(bytes.as_mut_ptr().cast(), _mm512_cvtepi32_epi8(_mm512_castps_si512(self.0)));
        }
    }

    /// Rows of 4 × 4 numbers are exchanged with columns, pairs by pairs; then the sixteen such squares are.
    #[inline(always)]
    fn turned(square: [Self; LANES]) -> [Self; LANES] {
        // Plain loops: a closure would be no code for this processor.
        let (mut pairs, mut fours, mut turned) = (square, square, square);
        unsafe {
            for row in (0..LANES).step_by(2) {
                let [one, next] = [square[row].0, square[row + 1].0];
                pairs[row].0 = _mm512_unpacklo_ps(one, next);
                pairs[row + 1].0 = _mm512_unpackhi_ps(one, next);
            }
            for row in (0..LANES).step_by(4) {
                for half in 0..2 {
                    let one = _mm512_castps_pd(pairs[row + half].0);
                    let next = _mm512_castps_pd(pairs[row + half + 2].0);
                    fours[row + 2 * half].0 = _mm512_castpd_ps(_mm512_unpacklo_pd(one, next));
                    fours[row + 2 * half + 1].0 = _mm512_castpd_ps(_mm512_unpackhi_pd(one, next));
                }
            }
            for column in 0..4 {
                let [a, b, c, d] =
                    [fours[column].0, fours[4 + column].0, fours[8 + column].0, fours[12 + column].0];
                let even = [_mm512_shuffle_f32x4::<0x88>(a, b), _mm512_shuffle_f32x4::<0x88>(c, d)];
                let odd = [_mm512_shuffle_f32x4::<0xdd>(a, b), _mm512_shuffle_f32x4::<0xdd>(c, d)];
                turned[column].0 = _mm512_shuffle_f32x4::<0x88>(even[0], even[1]);
                turned[4 + column].0 = _mm512_shuffle_f32x4::<0x88>(odd[0], odd[1]);
                turned[8 + column].0 = _mm512_shuffle_f32x4::<0xdd>(even[0], even[1]);
                turned[12 + column].0 = _mm512_shuffle_f32x4::<0xdd>(odd[0], odd[1]);
            }
        }
        turned
    }

    #[inline(always)]
    fn sum(self) -> f32 {
        unsafe { _mm512_reduce_add_ps(self.0) }
    }

    #[inline(always)]
    fn greatest(self) -> f32 {
        unsafe { _mm512_reduce_max_ps(self.0) }
    }
}
