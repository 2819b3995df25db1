//! Sixteen numbers at a time: the arithmetic between the matrix products.
//!
//! It is written once, over the trait [`Lanes`], and runs in two ways: [`Plain`] on any processor, one number after the
//! other, and [`Wide`](super::wide::Wide) in the 512-bit registers of AVX-512. Both do the same operations in the same
//! order, so that they give the same bits; a test holds them to that.

/// How many numbers.
pub(super) const LANES: usize = 16;

/// Sixteen numbers and what is done with them. No method may fuse or reorder what the others would not.
pub(super) trait Lanes: Copy {
    /// Sixteen integers, in which the products of bytes are summed.
    type Integers: Copy;

    fn splat(number: f32) -> Self;
    fn load(numbers: &[f32; LANES]) -> Self;
    fn store(self, numbers: &mut [f32; LANES]);
    fn of_bytes(bytes: &[i8; LANES]) -> Self;
    fn integers(integers: &[i32; LANES]) -> Self::Integers;
    fn of_integers(integers: Self::Integers, plus: &[i32; LANES]) -> Self;

    fn add(self, other: Self) -> Self;
    fn sub(self, other: Self) -> Self;
    fn mul(self, other: Self) -> Self;
    /// `self * by + plus`, rounded once.
    fn mul_add(self, by: Self, plus: Self) -> Self;
    fn min(self, other: Self) -> Self;
    fn max(self, other: Self) -> Self;
    /// The low bits of each number, moved to where a float keeps its exponent.
    fn low_bits_to_exponent(self) -> Self;
    /// Of sixteen numbers, the one that the low four bits of each number say.
    fn pick(self, from: &[f32; LANES]) -> Self;
    /// The two's complement sum of the bits.
    fn add_bits(self, other: Self) -> Self;
    /// The low byte of each number.
    fn store_low_bytes(self, bytes: &mut [u8; LANES]);

    /// Rows for columns.
    fn turned(square: [Self; LANES]) -> [Self; LANES];

    /// All of them added: halves upon halves, not from left to right.
    fn sum(self) -> f32;
    fn greatest(self) -> f32;
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

/// How many of those that are left go together next, at most `most`: two groups of seven rather than one of twelve and one of two.
#[inline(always)]
pub(super) fn equal_share(left: usize, most: usize) -> usize {
    left.div_ceil(left.div_ceil(most))
}

/// Added to a number below 2²², it leaves the nearest integer (ties to even) in the low bits.
const ROUNDER: f32 = 12_582_912.0;

/// Writes `numbers · steps + zero` as bytes, rounded and cut to 0..=255.
///
/// Rounded by the addition itself, once: with the zero point added before, a number would lose what lies below its last
/// digit near 255, and now and then go to the other byte.
#[inline(always)]
pub(super) fn to_bytes<L: Lanes>(numbers: L, steps: L, zero: f32, bytes: &mut [u8; LANES]) {
    let places = numbers.mul_add(steps, L::splat(ROUNDER + zero));
    places.max(L::splat(ROUNDER)).min(L::splat(ROUNDER + 255.0)).store_low_bytes(bytes);
}

/// `e^x` for `x` up to 0, to within 2 units in the last place; below -87 it is about 10⁻³⁸.
#[inline(always)]
pub(super) fn exp<L: Lanes>(x: L) -> L {
    let x = x.max(L::splat(-87.0));
    // e^x = 2^n · e^rest, with n whole and the rest within half of ln 2.
    let shifted = x.mul_add(L::splat(std::f32::consts::LOG2_E), L::splat(ROUNDER));
    let n = shifted.sub(L::splat(ROUNDER));
    // ln 2 in two parts, so that the rest stays exact.
    let rest = n.mul_add(L::splat(-0.693_359_4), x);
    let rest = n.mul_add(L::splat(2.121_944_4e-4), rest);
    // The Taylor series is good to 10⁻⁷ on so short a range.
    let mut sum = L::splat(1.0 / 720.0);
    for coefficient in [1.0 / 120.0, 1.0 / 24.0, 1.0 / 6.0, 0.5, 1.0, 1.0] {
        sum = sum.mul_add(rest, L::splat(coefficient));
    }
    sum.add_bits(shifted.low_bits_to_exponent())
}

/// How wide a piece of [`GELU`] is; around `n` of them lies the piece `n`.
const GELU_PIECE: f32 = 0.36;
/// `u · Φ(-u)` in sixteen pieces, of which the last ends where it is as good as nothing: `Σ GELU[k][n] · tᵏ` at `t` from the
/// middle of piece `n`, which meets it at the Chebyshev nodes of the piece (of its upper half, for the first).
#[rustfmt::skip]
const GELU: [[f32; LANES]; 6] = [
    [
        1.6206521e-10, 1.2939247e-1, 1.69749e-1, 1.5127678e-1, 1.0790453e-1, 6.467458e-2, 3.323448e-2, 1.4786707e-2,
        5.7265214e-3, 1.9363809e-3, 5.7279103e-4, 1.484007e-4, 3.3702403e-5, 6.712914e-6, 1.1731536e-6, 1.7993393e-7,
    ],
    [
        4.9999994e-1, 2.2481576e-1, 1.4109593e-2, -1.0039469e-1, -1.2876865e-1, -1.0617997e-1, -6.8220474e-2, -3.614091e-2,
        -1.6174996e-2, -6.193296e-3, -2.0437383e-3, -5.8395066e-4, -1.4492181e-4, -3.1308016e-5, -5.8971386e-6, -9.69657e-7,
    ],
    [
        -3.9893806e-1, -3.4967765e-1, -2.2805728e-1, -9.280585e-2, 5.2025043e-3, 4.8948232e-2, 5.1589336e-2, 3.626194e-2,
        1.9849177e-2, 8.905515e-3, 3.3531573e-3, 1.0734067e-3, 2.9447558e-4, 6.959826e-5, 1.4223706e-5, 2.5203458e-6,
    ],
    [
        -9.9861485e-5, 8.6829364e-2, 1.2861608e-1, 1.1356357e-1, 6.540281e-2, 1.800156e-2, -9.274397e-3, -1.6456291e-2,
        -1.3000362e-2, -7.3542837e-3, -3.2896232e-3, -1.2098649e-3, -3.731995e-4, -9.7685486e-5, -2.1861333e-5, -4.204707e-6,
    ],
    [
        6.756346e-2, 4.815312e-2, 8.296604e-3, -2.5697598e-2, -3.6369078e-2, -2.684557e-2, -1.1183642e-2, -1.8035687e-4,
        3.8191227e-3, 3.5431343e-3, 2.076714e-3, 9.237532e-4, 3.3093867e-4, 9.817764e-5, 2.449758e-5, 5.19199e-6,
    ],
    [
        -5.3271675e-3, -1.8474557e-2, -2.3070456e-2, -1.3052514e-2, 8.013427e-4, 8.382354e-3, 8.018141e-3, 4.0435223e-3,
        6.9127476e-4, -7.0837204e-4, -7.935616e-4, -4.7415984e-4, -2.0617066e-4, -7.080881e-5, -1.990299e-5, -4.6671307e-6,
    ],
];

/// `x · Φ(x)`, the Gaussian error linear unit, to within 10⁻⁷ and half a unit in the last place.
///
/// Rounded to bytes next, it must be that close: a number between two bytes goes to the other one as often as this errs,
/// and every layer after it makes more of that.
#[inline(always)]
pub(super) fn gelu<L: Lanes>(x: L) -> L {
    // x · Φ(x) = max(x, 0) - u · Φ(-u) for u = |x|.
    let nothing = L::splat(0.0);
    let size = x.max(nothing.sub(x)).min(L::splat(15.49 * GELU_PIECE));
    let shifted = size.mul_add(L::splat(1.0 / GELU_PIECE), L::splat(ROUNDER));
    let middle = shifted.sub(L::splat(ROUNDER));
    let off = middle.mul_add(L::splat(-GELU_PIECE), size);
    let mut sum = shifted.pick(&GELU[5]);
    for power in (0..5).rev() {
        sum = sum.mul_add(off, shifted.pick(&GELU[power]));
    }
    x.max(nothing).sub(sum)
}

/// Sixteen numbers one after the other.
#[derive(Debug, Clone, Copy)]
pub(super) struct Plain([f32; LANES]);

impl Plain {
    #[inline(always)]
    fn map(self, other: Self, of: impl Fn(f32, f32) -> f32) -> Self {
        let mut mapped = self;
        mapped.0.iter_mut().zip(other.0).for_each(|(number, other)| *number = of(*number, other));
        mapped
    }

    #[inline(always)]
    fn fold(self, of: impl Fn(f32, f32) -> f32) -> f32 {
        let mut numbers = self.0;
        for half in [8, 4, 2, 1] {
            for place in 0..half {
                numbers[place] = of(numbers[place], numbers[place + half]);
            }
        }
        numbers[0]
    }
}

impl Lanes for Plain {
    type Integers = [i32; LANES];

    #[inline(always)]
    fn splat(number: f32) -> Self {
        Plain([number; LANES])
    }

    #[inline(always)]
    fn load(numbers: &[f32; LANES]) -> Self {
        Plain(*numbers)
    }

    #[inline(always)]
    fn store(self, numbers: &mut [f32; LANES]) {
        *numbers = self.0;
    }

    #[inline(always)]
    fn of_bytes(bytes: &[i8; LANES]) -> Self {
        Plain(bytes.map(f32::from))
    }

    #[inline(always)]
    fn integers(integers: &[i32; LANES]) -> [i32; LANES] {
        *integers
    }

    #[inline(always)]
    fn of_integers(integers: [i32; LANES], plus: &[i32; LANES]) -> Self {
        Plain(std::array::from_fn(|place| integers[place].wrapping_add(plus[place]) as f32))
    }

    #[inline(always)]
    fn add(self, other: Self) -> Self {
        self.map(other, |a, b| a + b)
    }

    #[inline(always)]
    fn sub(self, other: Self) -> Self {
        self.map(other, |a, b| a - b)
    }

    #[inline(always)]
    fn mul(self, other: Self) -> Self {
        self.map(other, |a, b| a * b)
    }

    #[inline(always)]
    fn mul_add(self, by: Self, plus: Self) -> Self {
        Plain(std::array::from_fn(|place| self.0[place].mul_add(by.0[place], plus.0[place])))
    }

    #[inline(always)]
    fn min(self, other: Self) -> Self {
        self.map(other, |a, b| if a < b { a } else { b })
    }

    #[inline(always)]
    fn max(self, other: Self) -> Self {
        self.map(other, |a, b| if a > b { a } else { b })
    }

    #[inline(always)]
    fn low_bits_to_exponent(self) -> Self {
        Plain(self.0.map(|number| f32::from_bits(number.to_bits() << 23)))
    }

    #[inline(always)]
    fn pick(self, from: &[f32; LANES]) -> Self {
        Plain(self.0.map(|number| from[number.to_bits() as usize % LANES]))
    }

    #[inline(always)]
    fn add_bits(self, other: Self) -> Self {
        self.map(other, |a, b| f32::from_bits(a.to_bits().wrapping_add(b.to_bits())))
    }

    #[inline(always)]
    fn store_low_bytes(self, bytes: &mut [u8; LANES]) {
        *bytes = self.0.map(|number| number.to_bits() as u8);
    }

    #[inline(always)]
    fn turned(square: [Self; LANES]) -> [Self; LANES] {
        std::array::from_fn(|row| Plain(std::array::from_fn(|column| square[column].0[row])))
    }

    #[inline(always)]
    fn sum(self) -> f32 {
        self.fold(|a, b| a + b)
    }

    #[inline(always)]
    fn greatest(self) -> f32 {
        self.fold(|a, b| if a > b { a } else { b })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn each(numbers: impl Iterator<Item = f32>, check: impl Fn(f32)) {
        numbers.for_each(check);
    }

    fn one(of: impl Fn(Plain) -> Plain, x: f32) -> f32 {
        of(Plain::splat(x)).0[0]
    }

    #[test]
    fn exp_is_close_to_the_real_one() {
        each((0..8_700).map(|n| n as f32 * -0.01), |x| {
            let (found, wanted) = (f64::from(one(exp, x)), f64::from(x).exp());
            assert!((found / wanted - 1.0).abs() < 3e-7, "{x}: {found} is not {wanted}");
        });
        assert!(one(exp, -1e30) < 1e-37);
    }

    #[test]
    fn gelu_is_close_to_the_real_one() {
        each((-2_000..2_000).map(|n| n as f32 * 0.01), |x| {
            let share = 0.5 * (1.0 + libm::erf(f64::from(x) / std::f64::consts::SQRT_2));
            let (found, wanted) = (f64::from(one(gelu, x)), f64::from(x) * share);
            assert!((found - wanted).abs() < 1e-7 + 6e-8 * wanted.abs(), "{x}: {found} is not {wanted}");
        });
    }

    #[test]
    fn bytes_are_rounded_to_even_and_cut() {
        let mut numbers = [0.0; LANES];
        numbers[..6].copy_from_slice(&[-99.0, 0.5, 1.5, 2.51, 254.6, 1e9]);
        let mut bytes = [0; LANES];
        to_bytes(Plain(numbers), Plain::splat(1.0), 0.0, &mut bytes);
        assert_eq!(bytes[..6], [0, 0, 2, 3, 255, 255]);
        to_bytes(Plain::splat(1.0), Plain::splat(2.0), 100.0, &mut bytes);
        assert_eq!(bytes, [102; LANES]);
    }
}
