//! The logarithm of the Γ function, fast enough to be asked a few dozen times for every event.

/// Half of `ln 2π`.
const HALF_LN_TAU: f64 = 0.918_938_533_204_672_7;
/// From here on five terms of Stirling's series are good for twelve digits.
const LARGE: f64 = 8.0;

/// `lnΓ(x)` for `x > 0`, but for the logarithm of the second number, which is to be taken from the first: Stirling's series,
/// after stepping up to where it is exact. So those who add several up need only one logarithm for all their steps.
fn ln_gamma_and_steps(x: f64) -> (f64, f64) {
    let (mut large, mut steps) = (x, 1.0);
    while large < LARGE {
        steps *= large;
        large += 1.0;
    }
    let (inverse, square) = (1.0 / large, 1.0 / (large * large));
    let series = inverse
        * (1.0 / 12.0
            - square
                * (1.0 / 360.0 - square * (1.0 / 1_260.0 - square * (1.0 / 1_680.0 - square / 1_188.0))));
    ((large - 0.5) * large.ln() - large + HALF_LN_TAU + series, steps)
}

/// How much better "ten times the ordinary rate of harm" explains `harmful` of `posts` than "the ordinary rate", in nats.
///
/// Ordinary people are Beta(1, b0) with mean `rate`, the others Beta(1, b0/10). Zero without posts; never below −ln 10.
pub(super) fn ln_bayes_factor(harmful: f64, posts: f64, rate: f64) -> f64 {
    let ordinary = (1.0 - rate) / rate;
    let bad = ordinary / 10.0;
    if harmful <= 0.0 {
        // Without harm the Γ functions fall away.
        return (bad * (ordinary + posts) / (ordinary * (bad + posts))).ln();
    }
    let clean = posts - harmful;
    let (of_bad, bad_steps) = ln_gamma_and_steps(bad + clean);
    let (of_ordinary, ordinary_steps) = ln_gamma_and_steps(ordinary + clean);
    let (of_all_bad, all_bad_steps) = ln_gamma_and_steps(1.0 + bad + posts);
    let (of_all_ordinary, all_ordinary_steps) = ln_gamma_and_steps(1.0 + ordinary + posts);
    let steps = (ordinary_steps * all_bad_steps) / (bad_steps * all_ordinary_steps);
    (bad / ordinary * steps).ln() + of_bad - of_ordinary - of_all_bad + of_all_ordinary
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_agrees_with_libm() {
        let mut x = 0.01;
        while x < 1e7 {
            let (whole, steps) = ln_gamma_and_steps(x);
            let (ours, theirs) = (whole - steps.ln(), libm::lgamma(x));
            assert!((ours - theirs).abs() <= 1e-11 * theirs.abs().max(1.0), "{x}: {ours} and {theirs}");
            x *= 1.07;
        }
    }

    #[test]
    fn the_factor_has_the_values_that_were_worked_out_by_hand() {
        let rates = [1.0 / 61.0, 0.05, 0.20];
        for (harmful, posts, expected) in [
            (0.0, 1.0, [-0.14, -0.37, -1.03]),
            (1.0, 1.0, [2.16, 1.93, 1.27]),
            (0.0, 20.0, [-1.18, -1.73, -2.14]),
            (1.0, 20.0, [-0.03, -1.13, -1.97]),
            (2.0, 20.0, [1.15, -0.51, -1.79]),
            (5.0, 20.0, [4.87, 1.51, -1.19]),
            (0.0, 200.0, [-2.07, -2.22, -2.28]),
            (10.0, 200.0, [0.32, -1.39, -2.10]),
            (40.0, 200.0, [8.18, 1.40, -1.49]),
        ] {
            for (rate, expected) in rates.into_iter().zip(expected) {
                let factor = ln_bayes_factor(harmful, posts, rate);
                assert!(
                    (factor - expected).abs() < 0.006,
                    "{harmful}/{posts} at {rate}: {factor}, not {expected}"
                );
            }
        }
        assert_eq!(ln_bayes_factor(0.0, 0.0, 0.02), 0.0);
    }

    #[test]
    fn the_short_way_without_harm_is_the_same_as_the_long_one() {
        for posts in [0.3, 1.0, 20.0, 4_000.0] {
            let (short, long) = (ln_bayes_factor(0.0, posts, 0.02), ln_bayes_factor(1e-12, posts, 0.02));
            assert!((short - long).abs() < 1e-9, "{posts}: {short} and {long}");
        }
    }
}
