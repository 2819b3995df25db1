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
    /// The two's complement sum of the bits.
    fn add_bits(self, other: Self) -> Self;
    /// The low byte of each number.
    fn store_low_bytes(self, bytes: &mut [u8; LANES]);

    /// All of them added: halves upon halves, not from left to right.
    fn sum(self) -> f32;
    fn greatest(self) -> f32;
}

/// Added to a number below 2²², it leaves the nearest integer (ties to even) in the low bits.
const ROUNDER: f32 = 12_582_912.0;

/// Writes `numbers / scale + zero` as bytes, rounded and cut to 0..=255.
#[inline(always)]
pub(super) fn quantize<L: Lanes>(numbers: L, inverse_scale: f32, zero: f32, bytes: &mut [u8; LANES]) {
    let places = numbers.mul_add(L::splat(inverse_scale), L::splat(zero));
    let inside = places.max(L::splat(0.0)).min(L::splat(255.0));
    inside.add(L::splat(ROUNDER)).store_low_bytes(bytes);
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

/// Where the polynomial of [`gelu`] ends.
const GELU_EDGE: f32 = 4.3;
/// `Φ(x) ≈ ½ + x · P(x²)` for |x| up to [`GELU_EDGE`], fitted to the least largest error of `x · Φ(x)`; lowest power first.
const GELU: [f32; 9] = [
    0.398_802_07,
    -0.066_155_575,
    0.009_695_137,
    -0.001_071_382_9,
    8.711_71e-5,
    -5.006_115_3e-6,
    1.902_210_2e-7,
    -4.248_909_2e-9,
    4.197_336e-11,
];

/// `x · Φ(x)`, the Gaussian error linear unit, to within 4·10⁻⁵: a thousandth of the step to which it is rounded next.
#[inline(always)]
pub(super) fn gelu<L: Lanes>(x: L) -> L {
    let near = x.max(L::splat(-GELU_EDGE)).min(L::splat(GELU_EDGE));
    let square = near.mul(near);
    let mut sum = L::splat(GELU[8]);
    for power in (0..8).rev() {
        sum = sum.mul_add(square, L::splat(GELU[power]));
    }
    let share = near.mul_add(sum, L::splat(0.5));
    x.mul(share.max(L::splat(0.0)).min(L::splat(1.0)))
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
    fn add_bits(self, other: Self) -> Self {
        self.map(other, |a, b| f32::from_bits(a.to_bits().wrapping_add(b.to_bits())))
    }

    #[inline(always)]
    fn store_low_bytes(self, bytes: &mut [u8; LANES]) {
        *bytes = self.0.map(|number| number.to_bits() as u8);
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
            assert!((found - wanted).abs() < 4e-5 + 1e-7 * wanted.abs(), "{x}: {found} is not {wanted}");
        });
    }

    #[test]
    fn bytes_are_rounded_to_even_and_cut() {
        let mut numbers = [0.0; LANES];
        numbers[..6].copy_from_slice(&[-99.0, 0.5, 1.5, 2.51, 254.6, 1e9]);
        let mut bytes = [0; LANES];
        quantize(Plain(numbers), 1.0, 0.0, &mut bytes);
        assert_eq!(bytes[..6], [0, 0, 2, 3, 255, 255]);
        quantize(Plain::splat(1.0), 2.0, 100.0, &mut bytes);
        assert_eq!(bytes, [102; LANES]);
    }
}
