//! What a few hundred texts allow to be promised about all others: exact binomial statements, no approximation.
//!
//! Knows counts only. It promises nothing about texts of another kind than those that were counted.

/// Halvings of [0, 1] that find a rate to the last digit.
const HALVINGS: usize = 60;

/// Between which two shares the truth lies.
#[derive(Debug, Clone, Copy, PartialEq, serde::Serialize)]
pub struct Interval {
    /// The lower end.
    pub low: f64,
    /// The upper end.
    pub high: f64,
}

/// The probability of at most `successes` in `trials`, each with probability `rate`.
///
/// ```
/// # use koko_core::measure::binomial_cdf;
/// assert!((binomial_cdf(1, 2, 0.5) - 0.75).abs() < 1e-12);
/// ```
pub fn binomial_cdf(successes: usize, trials: usize, rate: f64) -> f64 {
    if successes >= trials || rate <= 0.0 {
        return 1.0;
    }
    if rate >= 1.0 {
        return 0.0;
    }
    // Summed away from the middle, where terms only become smaller and those that no longer count can be left out.
    let odds = rate / (1.0 - rate);
    let (count, all) = (successes as f64, trials as f64);
    if count <= all * rate {
        return descending(successes, trials, rate, |k| k / ((all - k + 1.0) * odds), -1.0).min(1.0);
    }
    let above = descending(successes + 1, trials, rate, |k| (all - k) * odds / (k + 1.0), 1.0);
    (1.0 - above).max(0.0)
}

/// The sum of the probabilities of `first`, and of those beside it in steps of `step`, until nothing is added any more.
fn descending(first: usize, trials: usize, rate: f64, ratio: impl Fn(f64) -> f64, step: f64) -> f64 {
    let mut k = first as f64;
    let (mut term, mut sum) = (probability(first, trials, rate), 0.0);
    while term > sum * 1e-18 {
        sum += term;
        term *= ratio(k);
        k += step;
    }
    sum
}

/// The probability of exactly `successes`.
fn probability(successes: usize, trials: usize, rate: f64) -> f64 {
    let (k, n) = (successes as f64, trials as f64);
    let ways = libm::lgamma(n + 1.0) - libm::lgamma(k + 1.0) - libm::lgamma(n - k + 1.0);
    (ways + k * rate.ln() + (n - k) * (-rate).ln_1p()).exp()
}

/// The rate that is exceeded with a probability of at most `risk`, after `successes` in `trials`: the upper end of
/// Clopper and Pearson (1934), one-sided.
pub fn upper_bound(successes: usize, trials: usize, risk: f64) -> f64 {
    if successes >= trials {
        return 1.0;
    }
    let (mut low, mut high) = (0.0, 1.0);
    for _ in 0..HALVINGS {
        let middle = (low + high) / 2.0;
        // The higher the rate, the less likely so few successes.
        if binomial_cdf(successes, trials, middle) > risk { low = middle } else { high = middle }
    }
    high
}

/// Where the true share lies after `successes` in `trials`: Clopper and Pearson's interval, both ends together wrong at
/// most as often as `confidence` leaves room for.
///
/// ```
/// # use koko_core::measure::clopper_pearson;
/// let share = clopper_pearson(8, 10, 0.95);
/// assert!((share.low - 0.4439).abs() < 1e-4 && (share.high - 0.9748).abs() < 1e-4);
/// ```
pub fn clopper_pearson(successes: usize, trials: usize, confidence: f64) -> Interval {
    let risk = (1.0 - confidence) / 2.0;
    let failures = trials - successes.min(trials);
    Interval { low: 1.0 - upper_bound(failures, trials, risk), high: upper_bound(successes, trials, risk) }
}

/// How many of `negatives` harmless texts may lie at or above a threshold that is set by them, so that among all
/// harmless texts the share there is at most `rate`, except with probability `risk`. Nothing if even none is too many.
///
/// # Why is this valid although the threshold is chosen by the same texts?
///
/// Let k texts be allowed, and let the threshold be anything above the score s of the (k+1)-th highest harmless text.
/// Then its false-positive rate is at most P(S > s). Let q be the lowest score with P(S > q) ≤ `rate`. If P(S > s) is
/// above `rate`, then s < q, so at most k of the n texts lie at or above q; but each lies there with probability at
/// least `rate`, so this happens with a probability of at most BinomialCDF(k; n, `rate`), whatever the distribution of
/// the scores, ties included. The largest k for which that is at most `risk` gives the lowest such threshold. It is the
/// same k for which Clopper and Pearson's upper bound of k in n is at most `rate`; what makes it hold for a chosen
/// threshold, and not only for a fixed one, is that k is chosen before the texts are looked at.
///
/// This is the order statistic of Wilks' tolerance limits (S. S. Wilks, "Determination of sample sizes for setting
/// tolerance limits", 1941), used for classifiers by Tong, Feng and Li ("Neyman–Pearson classification algorithms and
/// NP receiver operating characteristics", 2018).
pub fn exceeding_allowed(negatives: usize, rate: f64, risk: f64) -> Option<usize> {
    // The more are allowed, the likelier it is that so few are met: halving finds the first that is too many.
    let (mut fewest, mut most) = (0, negatives);
    while fewest < most {
        let middle = fewest + (most - fewest) / 2;
        if binomial_cdf(middle, negatives, rate) <= risk { fewest = middle + 1 } else { most = middle }
    }
    fewest.checked_sub(1)
}

/// How many harmless texts are needed to promise `rate` except with probability `risk`.
///
/// ```
/// # use koko_core::measure::needed;
/// assert_eq!(needed(0.01, 0.05), 299);
/// ```
pub fn needed(rate: f64, risk: f64) -> usize {
    (risk.ln() / (-rate).ln_1p()).ceil() as usize
}

/// The lowest rate that can be promised with this many harmless texts, except with probability `risk`.
pub fn promised(negatives: usize, risk: f64) -> f64 {
    upper_bound(0, negatives, risk)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_binomial_distribution_has_its_known_values() {
        // Summed in exact fractions; the last is half of one plus the probability of the middle.
        for (successes, trials, rate, expected) in [
            (0, 299, 0.01, 0.049_536_253),
            (2, 10, 0.3, 0.382_782_786),
            (7, 10, 0.3, 0.998_409_614),
            (10, 10, 0.3, 1.0),
            (100_000, 200_000, 0.5, 0.500_892_061),
        ] {
            let found = binomial_cdf(successes, trials, rate);
            assert!((found - expected).abs() < 1e-8, "{successes} in {trials} at {rate}: {found}");
        }
    }

    #[test]
    fn the_binomial_distribution_is_the_sum_of_its_terms() {
        for trials in [1, 7, 60] {
            for rate in [0.003, 0.2, 0.5, 0.97] {
                let mut sum = 0.0;
                for successes in 0..trials {
                    sum += probability(successes, trials, rate);
                    assert!((binomial_cdf(successes, trials, rate) - sum).abs() < 1e-10);
                }
            }
        }
    }

    #[test]
    fn clopper_and_pearson_agree_with_the_books() {
        for (successes, trials, low, high) in [
            (0, 10, 0.0, 0.308_5),
            (10, 10, 0.691_5, 1.0),
            (8, 10, 0.443_9, 0.974_8),
            (5, 100, 0.016_4, 0.112_8),
        ] {
            let found = clopper_pearson(successes, trials, 0.95);
            assert!((found.low - low).abs() < 1e-4 && (found.high - high).abs() < 1e-4, "{found:?}");
        }
        let nothing = clopper_pearson(0, 0, 0.95);
        assert_eq!((nothing.low, nothing.high), (0.0, 1.0));
    }

    #[test]
    fn promises_need_as_many_texts_as_wilks_says() {
        for (rate, needed_texts) in [(0.05, 59), (0.01, 299), (0.001, 2_995)] {
            assert_eq!(needed(rate, 0.05), needed_texts);
            assert_eq!(exceeding_allowed(needed_texts, rate, 0.05), Some(0));
            assert_eq!(exceeding_allowed(needed_texts - 1, rate, 0.05), None);
            assert!(promised(needed_texts, 0.05) <= rate && promised(needed_texts - 1, 0.05) > rate);
        }
        // The tables of non-parametric tolerance limits: 473 for the second highest, 628 for the third.
        assert_eq!(exceeding_allowed(472, 0.01, 0.05), Some(0));
        assert_eq!(exceeding_allowed(473, 0.01, 0.05), Some(1));
        assert_eq!(exceeding_allowed(628, 0.01, 0.05), Some(2));
        assert_eq!(exceeding_allowed(0, 0.5, 0.5), None);
    }

    #[test]
    fn what_is_allowed_is_what_the_upper_bound_says() {
        for negatives in [59, 100, 400, 1_000] {
            let allowed = exceeding_allowed(negatives, 0.05, 0.05).unwrap();
            assert!(upper_bound(allowed, negatives, 0.05) <= 0.05);
            assert!(upper_bound(allowed + 1, negatives, 0.05) > 0.05);
        }
    }
}
