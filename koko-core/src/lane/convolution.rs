//! The second layer of the fast lane: every place together with its neighbours, in whole numbers.
//!
//! A window of 16-bit numbers times a column of bytes for each channel is summed up in 32 bits, cut off at zero, and pooled over
//! the places. The reader of the file makes sure that it fits, so that all of this is exact, and the same on every machine.

/// Channels that are summed up together.
const GROUP: usize = 16;

/// Products of windows with bytes. Each window begins `step` numbers behind the one before.
pub(super) struct Convolution {
    /// Numbers in a window.
    window: usize,
    step: usize,
    channels: usize,
    groups: Vec<Group>,
}

/// Some channels. Those that are missing in the last group say nothing.
struct Group {
    /// `window / 2 × GROUP × 2`: for two numbers of a window, what they weigh in each channel.
    weights: Vec<[[i16; 2]; GROUP]>,
    bias: [i32; GROUP],
}

/// The largest of what places come to, and the sum, channel by channel.
#[derive(Debug, PartialEq)]
pub(super) struct Pooled {
    pub(super) highest: Vec<i32>,
    pub(super) total: Vec<i64>,
}

impl Pooled {
    /// The largest and the mean of so many places, in units of `scale`.
    #[inline(always)]
    pub(super) fn features(&self, scale: &[f32], places: usize) -> impl Iterator<Item = f32> {
        let places = places as f32;
        let maxima = self.highest.iter().zip(scale).map(|(unit, scale)| *unit as f32 * scale);
        let means = self.total.iter().zip(scale).map(move |(unit, scale)| *unit as f32 * scale / places);
        maxima.chain(means)
    }
}

/// The same for one group.
#[derive(Debug, PartialEq)]
struct PooledGroup {
    highest: [i32; GROUP],
    total: [i64; GROUP],
}

impl Convolution {
    /// `weights` are `window × bias.len()`, and numbers are multiplied in pairs: a window and a step are even.
    pub(super) fn new(weights: &[i8], bias: &[i32], step: usize) -> Convolution {
        let channels = bias.len();
        let window = weights.len() / channels;
        assert!(window.is_multiple_of(2) && step.is_multiple_of(2), "numbers are multiplied in pairs");
        let weight = |input: usize, channel: usize| match channel < channels {
            true => i16::from(weights[input * channels + channel]),
            false => 0,
        };
        let group = |first: usize| Group {
            weights: (0..window)
                .step_by(2)
                .map(|input| {
                    std::array::from_fn(|place| {
                        [weight(input, first + place), weight(input + 1, first + place)]
                    })
                })
                .collect(),
            bias: std::array::from_fn(|place| bias.get(first + place).copied().unwrap_or_default()),
        };
        Convolution { window, step, channels, groups: (0..channels).step_by(GROUP).map(group).collect() }
    }

    /// What all windows of these numbers come to, with instructions that every machine has. There must be a window at least.
    pub(super) fn pooled_plainly(&self, numbers: &[i16]) -> Pooled {
        self.pooled_by(|group| {
            let mut pooled = PooledGroup::default();
            for window in 0..self.windows(numbers) {
                pooled.add(&self.sums(group, &numbers[window * self.step..]));
            }
            pooled
        })
    }

    #[inline(always)]
    fn pooled_by(&self, pool: impl Fn(&Group) -> PooledGroup) -> Pooled {
        let room = self.groups.len() * GROUP;
        let mut pooled = Pooled { highest: Vec::with_capacity(room), total: Vec::with_capacity(room) };
        for group in &self.groups {
            let PooledGroup { highest, total } = pool(group);
            pooled.highest.extend(highest);
            pooled.total.extend(total);
        }
        pooled.highest.truncate(self.channels);
        pooled.total.truncate(self.channels);
        pooled
    }

    fn windows(&self, numbers: &[i16]) -> usize {
        (numbers.len() - self.window) / self.step + 1
    }

    /// What the first window comes to.
    fn sums(&self, group: &Group, numbers: &[i16]) -> [i32; GROUP] {
        let mut sums = group.bias;
        for (pair, weights) in numbers[..self.window].chunks_exact(2).zip(&group.weights) {
            let (first, second) = (i32::from(pair[0]), i32::from(pair[1]));
            for (sum, [one, other]) in sums.iter_mut().zip(weights) {
                *sum += first * i32::from(*one) + second * i32::from(*other);
            }
        }
        sums
    }
}

impl Default for PooledGroup {
    fn default() -> PooledGroup {
        PooledGroup { highest: [0; GROUP], total: [0; GROUP] }
    }
}

impl PooledGroup {
    #[inline(always)]
    fn add(&mut self, sums: &[i32; GROUP]) {
        for (sum, (highest, total)) in sums.iter().zip(self.highest.iter_mut().zip(&mut self.total)) {
            let sum = (*sum).max(0);
            *highest = sum.max(*highest);
            *total += i64::from(sum);
        }
    }
}

#[cfg(target_arch = "x86_64")]
pub(super) mod x86 {
    //! With AVX2: two numbers times two weights in one step, for eight channels at a time.
    #![allow(unsafe_code)]

    use std::arch::x86_64::*;

    use super::{Convolution, GROUP, Group, Pooled, PooledGroup};

    /// Windows that share what was loaded of the weights. Twice as many sums are as many registers as there are to spare.
    const SIDE_BY_SIDE: usize = 4;

    #[cfg(test)]
    pub(super) fn pooled_if_there(conv: &Convolution, numbers: &[i16]) -> Option<Pooled> {
        // SAFETY: the features were found.
        is_x86_feature_detected!("avx2").then(|| unsafe { pooled(conv, numbers) })
    }

    /// As [`Convolution::pooled_plainly`].
    #[target_feature(enable = "avx2")]
    pub(in crate::lane) fn pooled(conv: &Convolution, numbers: &[i16]) -> Pooled {
        let windows = conv.windows(numbers);
        conv.pooled_by(|group| {
            let mut pooled = PooledGroup::default();
            let mut window = 0;
            while window < windows {
                let rest = &numbers[window * conv.step..];
                window += match windows - window {
                    SIDE_BY_SIDE.. => sums::<SIDE_BY_SIDE>(conv, group, rest, &mut pooled),
                    2.. => sums::<2>(conv, group, rest, &mut pooled),
                    _ => sums::<1>(conv, group, rest, &mut pooled),
                };
            }
            pooled
        })
    }

    /// Adds the first `COUNT` windows, and says how many they were.
    #[target_feature(enable = "avx2")]
    fn sums<const COUNT: usize>(
        conv: &Convolution,
        group: &Group,
        numbers: &[i16],
        pooled: &mut PooledGroup,
    ) -> usize {
        let windows: [&[i16]; COUNT] =
            std::array::from_fn(|place| &numbers[place * conv.step..place * conv.step + conv.window]);
        let mut sums = [halves(&group.bias); COUNT];
        for (pair, weights) in group.weights.iter().enumerate() {
            let weights = halves(weights);
            for (window, sums) in windows.iter().zip(&mut sums) {
                // SAFETY: a window has two numbers for each pair of weights.
                let pair = unsafe { window.as_ptr().add(2 * pair).cast::<i32>().read_unaligned() };
                let pair = _mm256_set1_epi32(pair);
                for (sum, weights) in sums.iter_mut().zip(weights) {
                    *sum = _mm256_add_epi32(*sum, _mm256_madd_epi16(pair, weights));
                }
            }
        }
        for [low, high] in sums {
            let mut sums = [0; GROUP];
            // SAFETY: sixteen numbers of 32 bits.
            unsafe {
                _mm256_storeu_si256(sums.as_mut_ptr().cast(), low);
                _mm256_storeu_si256(sums.as_mut_ptr().add(8).cast(), high);
            }
            pooled.add(&sums);
        }
        COUNT
    }

    /// Sixteen channels, eight in each half.
    #[target_feature(enable = "avx2")]
    fn halves<Four: Copy>(channels: &[Four; GROUP]) -> [__m256i; 2] {
        const { assert!(size_of::<Four>() == 4, "eight of them are 32 bytes") };
        let start = channels.as_ptr().cast::<__m256i>();
        // SAFETY: sixteen times four bytes.
        unsafe { [_mm256_loadu_si256(start), _mm256_loadu_si256(start.add(1))] }
    }
}

#[cfg(test)]
mod tests {
    use proptest::collection::vec;
    use proptest::prelude::*;

    use super::*;

    const STEP: usize = 8;
    const WINDOW: usize = 12;

    /// Weights, biases and the numbers of some windows.
    fn layers() -> impl Strategy<Value = (Vec<i8>, Vec<i32>, Vec<i16>)> {
        (1_usize..40, 1_usize..12).prop_flat_map(|(channels, windows)| {
            let weights = vec(any::<i8>(), WINDOW * channels);
            let bias = vec(-9_000_000..9_000_000, channels);
            (weights, bias, vec(0..=i16::MAX, STEP * (windows - 1) + WINDOW))
        })
    }

    proptest! {
        #[test]
        fn windows_are_pooled_as_by_hand((weights, bias, numbers) in layers()) {
            let sum = |channel: usize, window: &[i16]| {
                let products = window.iter().enumerate().map(|(input, number)| {
                    i64::from(*number) * i64::from(weights[input * bias.len() + channel])
                });
                (i64::from(bias[channel]) + products.sum::<i64>()).max(0)
            };
            let pooled = Convolution::new(&weights, &bias, STEP).pooled_plainly(&numbers);
            for channel in 0..bias.len() {
                let sums = || numbers.windows(WINDOW).step_by(STEP).map(|window| sum(channel, window));
                prop_assert_eq!(Some(i64::from(pooled.highest[channel])), sums().max());
                prop_assert_eq!(pooled.total[channel], sums().sum::<i64>());
            }
        }

        #[test]
        fn every_machine_comes_to_the_same((weights, bias, numbers) in layers()) {
            let conv = Convolution::new(&weights, &bias, STEP);
            #[cfg(target_arch = "x86_64")]
            if let Some(wide) = x86::pooled_if_there(&conv, &numbers) {
                prop_assert_eq!(wide, conv.pooled_plainly(&numbers));
            }
        }
    }
}
