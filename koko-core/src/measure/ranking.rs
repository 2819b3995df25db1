//! How well scores put what is meant before what is not: AUC and average precision.
//!
//! Knows only the order of the scores, not whether they are probabilities.

/// A score, and what is true.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Labelled {
    /// Higher means more likely; never NaN.
    pub score: f64,
    /// Whether it is true.
    pub positive: bool,
}

/// The probability that a positive has a higher score than a negative, ties counting half.
///
/// Nothing unless there is at least one of each.
///
/// ```
/// use koko_core::measure::{Labelled, auc};
/// let examples = [(0.1, false), (0.4, false), (0.35, true), (0.8, true)];
/// let examples = examples.map(|(score, positive)| Labelled { score, positive });
/// assert_eq!(auc(&examples), Some(0.75));
/// ```
pub fn auc(examples: &[Labelled]) -> Option<f64> {
    let (mut pairs_won, mut negatives_below) = (0.0, 0.0);
    for Tie { positives, negatives } in ties(examples) {
        pairs_won += positives * (negatives_below + negatives / 2.0);
        negatives_below += negatives;
    }
    let positives = examples.len() as f64 - negatives_below;
    (positives > 0.0 && negatives_below > 0.0).then(|| pairs_won / (positives * negatives_below))
}

/// The mean precision over all positives, each taken where the threshold reaches it. Texts with one score are reached
/// together, so that the order of the file plays no part.
///
/// Nothing without a positive.
pub fn average_precision(examples: &[Labelled]) -> Option<f64> {
    let (mut sum, mut reached, mut reached_positives) = (0.0, 0.0, 0.0);
    for Tie { positives, negatives } in ties(examples).into_iter().rev() {
        reached += positives + negatives;
        reached_positives += positives;
        sum += positives * reached_positives / reached;
    }
    (reached_positives > 0.0).then(|| sum / reached_positives)
}

/// Examples that have the same score.
struct Tie {
    positives: f64,
    negatives: f64,
}

/// From the lowest score to the highest.
fn ties(examples: &[Labelled]) -> Vec<Tie> {
    let mut sorted = examples.to_vec();
    sorted.sort_by(|one, other| one.score.total_cmp(&other.score));
    let groups = sorted.chunk_by(|one, other| one.score == other.score);
    let tie = |group: &[Labelled]| {
        let positives = group.iter().filter(|example| example.positive).count();
        Tie { positives: positives as f64, negatives: (group.len() - positives) as f64 }
    };
    groups.map(tie).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn examples(scores: &[f64], positive: &[u8]) -> Vec<Labelled> {
        let pairs = scores.iter().zip(positive);
        pairs.map(|(&score, &truth)| Labelled { score, positive: truth == 1 }).collect()
    }

    #[test]
    fn known_values() {
        // The first is the example of scikit-learn's documentation, the others are counted by hand.
        for (scores, positive, expected_auc, expected_precision) in [
            (&[0.1, 0.4, 0.35, 0.8][..], &[0, 0, 1, 1][..], 0.75, 0.833_333_333),
            (&[0.9, 0.8, 0.7, 0.6], &[1, 1, 0, 0], 1.0, 1.0),
            (&[0.9, 0.8, 0.7, 0.6], &[0, 0, 1, 1], 0.0, 0.416_666_667),
            (&[0.5, 0.5, 0.5, 0.5], &[1, 0, 0, 0], 0.5, 0.25),
            (&[0.2, 0.5, 0.5, 0.9], &[0, 1, 0, 1], 0.875, 0.833_333_333),
        ] {
            let examples = examples(scores, positive);
            assert!((auc(&examples).unwrap() - expected_auc).abs() < 1e-9, "{scores:?}");
            assert!((average_precision(&examples).unwrap() - expected_precision).abs() < 1e-9, "{scores:?}");
        }
    }

    #[test]
    fn without_both_kinds_there_is_nothing_to_rank() {
        assert_eq!(auc(&[]), None);
        assert_eq!(auc(&examples(&[0.1, 0.2], &[1, 1])), None);
        assert_eq!(auc(&examples(&[0.1, 0.2], &[0, 0])), None);
        assert_eq!(average_precision(&examples(&[0.1, 0.2], &[0, 0])), None);
        assert_eq!(average_precision(&examples(&[0.1, 0.2], &[1, 1])), Some(1.0));
    }
}
