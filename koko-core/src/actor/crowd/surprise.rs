//! How improbable a burst is, given what is usual in its place.

/// Half-life of the sums that say what is usual, in seconds.
pub(super) const USUAL_HALF_LIFE: f32 = 7.0 * 86_400.0;
/// From where on a burst is one.
pub(super) const STARTS_ABOVE: f32 = 6.0;
/// Below which it is over.
pub(super) const ENDS_BELOW: f32 = 3.0;

/// −log10 of the chance of `count` or more events in `window` seconds where the decayed sum of those before is `usual`.
///
/// The rate is not known but estimated, which makes the count negative binomial: a Poisson whose rate is Gamma.
pub(super) fn surprise(count: u32, usual: f32, window: f32) -> f32 {
    let shape = f64::from(usual.max(0.0)) + 0.5;
    let mean = shape * std::f64::consts::LN_2 * f64::from(window / USUAL_HALF_LIFE);
    let count = f64::from(count);
    if count <= mean {
        return 0.0;
    }
    let miss = (mean / (shape + mean)).ln();
    let hit = (shape / (shape + mean)).ln();
    let first = libm::lgamma(count + shape) - libm::lgamma(shape) - libm::lgamma(count + 1.0)
        + shape * hit
        + count * miss;
    // The tail relative to its first term, which alone may be too small for a number.
    let (mut term, mut tail, mut k) = (1.0, 1.0, count);
    while term > 1e-6 * tail && k < count + 10_000.0 {
        term *= (k + shape) / (k + 1.0) * miss.exp();
        tail += term;
        k += 1.0;
    }
    (-(first + tail.ln()) / std::f64::consts::LN_10).max(0.0) as f32
}

/// About how many different keys set these bits, each its own of 64.
pub(super) fn distinct(map: u64) -> f32 {
    let free = map.count_zeros().max(1) as f32;
    -64.0 * (free / 64.0).ln()
}

/// The bit that a key sets.
pub(super) fn bit_of(key: u64) -> u64 {
    1 << (super::hash::mix(key, 5) & 63)
}

/// What is left of a sum after `seconds`.
pub(super) fn decay(seconds: u32, half_life: f32) -> f32 {
    if seconds == 0 { 1.0 } else { (-(seconds as f32) / half_life).exp2() }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The same by adding up every term from zero.
    fn slowly(count: u32, usual: f64, window: f64) -> f64 {
        let shape = usual + 0.5;
        let mean = shape * std::f64::consts::LN_2 * window / f64::from(USUAL_HALF_LIFE);
        let chance = |k: f64| {
            (libm::lgamma(k + shape) - libm::lgamma(shape) - libm::lgamma(k + 1.0)
                + shape * (shape / (shape + mean)).ln()
                + k * (mean / (shape + mean)).ln())
            .exp()
        };
        -(f64::from(count)..f64::from(count + 2_000)).step().map(chance).sum::<f64>().log10()
    }

    trait Steps {
        fn step(self) -> impl Iterator<Item = f64>;
    }

    impl Steps for std::ops::Range<f64> {
        fn step(self) -> impl Iterator<Item = f64> {
            std::iter::successors(Some(self.start), |k| Some(k + 1.0)).take_while(move |k| *k < self.end)
        }
    }

    #[test]
    fn it_is_the_tail_of_the_negative_binomial() {
        for (count, usual, window) in
            [(3, 0.0, 600.0), (5, 10.0, 600.0), (20, 1_000.0, 3_600.0), (90, 10_000.0, 600.0)]
        {
            let (fast, slow) =
                (surprise(count, usual, window), slowly(count, f64::from(usual), f64::from(window)));
            assert!((f64::from(fast) - slow).abs() < 0.01, "{count} {usual} {window}: {fast}, not {slow}");
        }
    }

    #[test]
    fn it_grows_with_the_burst_and_shrinks_with_what_is_usual() {
        let by_count: Vec<f32> = (0..50).map(|count| surprise(count, 100.0, 600.0)).collect();
        assert!(by_count.is_sorted(), "{by_count:?}");
        assert!(surprise(10, 0.0, 600.0) > surprise(10, 1_000.0, 600.0));
        assert_eq!(surprise(0, 0.0, 600.0), 0.0);
        assert!(surprise(u32::MAX, f32::MAX, 600.0).is_finite());
    }

    #[test]
    fn a_map_of_64_bits_counts_some_tens_of_authors() {
        for authors in [1_u64, 5, 20, 60] {
            let map = (0..authors).fold(0, |map, author| map | bit_of(author * 7_919));
            let about = distinct(map);
            assert!((about - authors as f32).abs() <= 1.0 + 0.25 * authors as f32, "{authors}: {about}");
        }
        assert!(distinct(u64::MAX).is_finite());
    }
}
