//! How well scores tell two kinds of authors apart, and how sure that is: all intervals come from drawing authors again.

use koko_core::measure::Chance;

/// A score of one thing that an author did, and whether it was what was looked for.
#[derive(Debug, Clone, Copy)]
pub struct Judged {
    /// Which author; those of one author are drawn together.
    pub author: usize,
    /// Larger is worse.
    pub score: f64,
    /// What is true.
    pub is_bad: bool,
}

/// A figure with the interval in which 95 of 100 draws fall.
#[derive(Debug, Clone, Copy)]
pub struct Figure {
    /// Of all.
    pub value: f64,
    /// 2.5th percentile of the draws.
    pub low: f64,
    /// 97.5th percentile.
    pub high: f64,
}

impl std::fmt::Display for Figure {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:.3} ({:.3} – {:.3})", self.value, self.low, self.high)
    }
}

/// The chance that a bad one scores higher than a good one; equal scores count half. Weights by author.
fn weighted_auc(sorted: &[Judged], weights: &[u32]) -> f64 {
    let (mut good_below, mut good, mut bad, mut pairs) = (0.0, 0.0, 0.0, 0.0);
    for group in sorted.chunk_by(|one, other| one.score == other.score) {
        let weight = |wanted: bool| -> f64 {
            let same = group.iter().filter(|one| one.is_bad == wanted);
            same.map(|one| f64::from(weights[one.author])).sum()
        };
        let (bad_here, good_here) = (weight(true), weight(false));
        pairs += bad_here * (good_below + good_here / 2.0);
        good_below += good_here;
        (good, bad) = (good + good_here, bad + bad_here);
    }
    pairs / (good * bad)
}

fn sorted(judged: &[Judged]) -> Vec<Judged> {
    let mut sorted = judged.to_vec();
    sorted.sort_by(|one, other| one.score.total_cmp(&other.score));
    sorted
}

/// How often each of `authors` is drawn in one of `resamples` draws.
fn draw(authors: usize, chance: &mut Chance) -> Vec<u32> {
    let mut weights = vec![0; authors];
    for _ in 0..authors {
        weights[((chance.unit() * authors as f64) as usize).min(authors - 1)] += 1;
    }
    weights
}

fn authors_of(judged: &[Judged]) -> usize {
    judged.iter().map(|one| one.author + 1).max().unwrap_or(0)
}

/// The area under the curve.
pub fn auc(judged: &[Judged], resamples: usize) -> Figure {
    let sorted = sorted(judged);
    let authors = authors_of(judged);
    let value = weighted_auc(&sorted, &vec![1; authors]);
    let mut chance = Chance(17);
    let draws = (0..resamples).map(|_| weighted_auc(&sorted, &draw(authors, &mut chance)));
    figure(value, draws.collect())
}

/// How much larger the area of the first is than that of the second; both list the same things in the same order.
pub fn auc_gain(ours: &[Judged], theirs: &[Judged], resamples: usize) -> Figure {
    let authors = authors_of(ours);
    let (ours, theirs) = (sorted(ours), sorted(theirs));
    let gain = |weights: &[u32]| weighted_auc(&ours, weights) - weighted_auc(&theirs, weights);
    let mut chance = Chance(17);
    let draws = (0..resamples).map(|_| gain(&draw(authors, &mut chance)));
    figure(gain(&vec![1; authors]), draws.collect())
}

fn figure(value: f64, mut draws: Vec<f64>) -> Figure {
    draws.retain(|draw| draw.is_finite());
    draws.sort_by(f64::total_cmp);
    let at = |share: f64| match draws.len() {
        0 => value,
        count => draws[((share * count as f64) as usize).min(count - 1)],
    };
    Figure { value, low: at(0.025), high: at(0.975) }
}

/// The share of bad ones above the score that at most `rate` of the good ones exceed.
#[derive(Debug, Clone, Copy)]
pub struct Recall {
    /// Bad ones that are found.
    pub recall: f64,
    /// Good ones that are taken for bad.
    pub false_ones: usize,
    /// Good ones.
    pub good: usize,
    /// Bad ones.
    pub bad: usize,
}

impl std::fmt::Display for Recall {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:.1} % ({} of {} false)", 100.0 * self.recall, self.false_ones, self.good)
    }
}

/// Recall at a rate of false positives.
pub fn recall_at(judged: &[Judged], rate: f64) -> Recall {
    let mut good: Vec<f64> = judged.iter().filter(|one| !one.is_bad).map(|one| one.score).collect();
    good.sort_by(|one, other| other.total_cmp(one));
    let allowed = (rate * good.len() as f64).floor() as usize;
    // Only scores above that of the first who is one too many.
    let limit = good.get(allowed).copied().unwrap_or(f64::NEG_INFINITY);
    let bad = judged.iter().filter(|one| one.is_bad);
    let found = bad.clone().filter(|one| one.score > limit).count();
    let bad = bad.count();
    Recall {
        recall: found as f64 / bad.max(1) as f64,
        false_ones: good.iter().filter(|score| **score > limit).count(),
        good: good.len(),
        bad,
    }
}

/// The value below which `share` of the sorted numbers lie.
pub fn quantile(numbers: &mut [f64], share: f64) -> f64 {
    numbers.sort_by(f64::total_cmp);
    let place = (share * numbers.len() as f64) as usize;
    numbers.get(place.min(numbers.len().saturating_sub(1))).copied().unwrap_or(f64::NAN)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn judged(scores: &[(f64, bool)]) -> Vec<Judged> {
        let number = |(author, (score, is_bad)): (usize, &(f64, bool))| Judged {
            author,
            score: *score,
            is_bad: *is_bad,
        };
        scores.iter().enumerate().map(number).collect()
    }

    #[test]
    fn the_area_counts_pairs_in_the_right_order_and_ties_half() {
        let auc = |scores: &[(f64, bool)]| auc(&judged(scores), 0).value;
        assert_eq!(auc(&[(1.0, false), (2.0, true)]), 1.0);
        assert_eq!(auc(&[(1.0, true), (1.0, false)]), 0.5);
        assert_eq!(auc(&[(1.0, true), (2.0, false), (3.0, true), (0.0, false)]), 0.75);
    }

    #[test]
    fn intervals_hold_the_value_and_shrink_with_more_authors() {
        let mut chance = Chance(3);
        let mut width = |count: usize| {
            let scores: Vec<(f64, bool)> = (0..count)
                .map(|place| (chance.normal() + f64::from(u8::from(place % 2 == 0)), place % 2 == 0))
                .collect();
            let found = auc(&judged(&scores), 300);
            assert!(found.low < found.value && found.value < found.high, "{found}");
            found.high - found.low
        };
        assert!(width(100) > 2.0 * width(2_000));
    }

    #[test]
    fn a_gain_over_oneself_is_nothing() {
        let scores = judged(&[(1.0, true), (2.0, false), (3.0, true), (0.0, false)]);
        let gain = auc_gain(&scores, &scores, 100);
        assert_eq!((gain.value, gain.low, gain.high), (0.0, 0.0, 0.0));
    }

    #[test]
    fn recall_allows_no_more_false_ones_than_the_rate() {
        let mut scores: Vec<(f64, bool)> = (0..100).map(|place| (f64::from(place), false)).collect();
        scores.extend([(98.5, true), (97.5, true), (500.0, true)]);
        let found = recall_at(&judged(&scores), 0.01);
        assert_eq!((found.false_ones, found.good, found.bad), (1, 100, 3));
        assert!((found.recall - 2.0 / 3.0).abs() < 1e-9);
        // A tie at the limit is not above it.
        scores.extend([(99.0, false); 50]);
        assert_eq!(recall_at(&judged(&scores), 0.01).false_ones, 0);
    }
}
