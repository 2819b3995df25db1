//! From the scores of harmful and harmless texts to the lowest threshold with a promise about the harmless ones.
//!
//! What may be promised, and why, is in `guarantee`.

use super::{Interval, clopper_pearson, exceeding_allowed, needed, promised};

/// Digits after the point of a threshold.
const STEPS_IN_ONE: f64 = 1e6;

/// Scores of both kinds, from high to low.
#[derive(Debug, Clone)]
pub struct Sides {
    harmful: Vec<f32>,
    harmless: Vec<f32>,
    confidence: f64,
}

/// What can be promised for one rate.
#[derive(Debug, Clone, Copy, serde::Serialize)]
pub struct Answer {
    /// The rate that was asked for.
    pub fpr: f64,
    /// How many harmless texts it takes to promise it.
    pub needed: usize,
    /// The threshold; nothing if there are too few texts, or if harmless texts have the highest score there is.
    pub promised: Option<Promise>,
    /// Where there are too few: the best that can be promised with those there are.
    pub instead: Option<Promise>,
}

/// A threshold, and what it does.
#[derive(Debug, Clone, Copy, PartialEq, serde::Serialize)]
pub struct Promise {
    /// A text is flagged from this score on.
    pub threshold: f32,
    /// The share of harmless texts that are flagged at the most.
    pub fpr_at_most: f64,
    /// Harmless texts in the file that are flagged.
    pub harmless_flagged: usize,
    /// Harmful texts in the file that are found.
    pub harmful_found: usize,
    /// The share of harmful texts that are found; nothing if the file has none.
    pub recall: Option<f64>,
    /// Where that share lies among all texts.
    pub recall_interval: Option<Interval>,
}

impl Sides {
    /// In any order; `confidence` is how sure each promise is, such as 0.95.
    pub fn new(mut harmful: Vec<f32>, mut harmless: Vec<f32>, confidence: f64) -> Sides {
        for scores in [&mut harmful, &mut harmless] {
            scores.sort_by(|one, other| other.total_cmp(one));
        }
        Sides { harmful, harmless, confidence }
    }

    /// The lowest threshold of which this rate can be promised, and what it finds.
    pub fn answer(&self, rate: f64) -> Answer {
        let (risk, count) = (1.0 - self.confidence, self.harmless.len());
        let allowed = exceeding_allowed(count, rate, risk);
        Answer {
            fpr: rate,
            needed: needed(rate, risk),
            promised: allowed.and_then(|allowed| self.promise(allowed, rate)),
            instead: match allowed {
                None if count > 0 => self.promise(0, promised(count, risk)),
                _ => None,
            },
        }
    }

    fn promise(&self, allowed: usize, fpr_at_most: f64) -> Option<Promise> {
        let threshold = lowest_threshold(&self.harmless, allowed)?;
        let reached = |scores: &[f32]| scores.partition_point(|score| *score >= threshold);
        let (found, all) = (reached(&self.harmful), self.harmful.len());
        // Only harmless texts chose the threshold, so what it finds among the others is an honest sample.
        let interval = (all > 0).then(|| clopper_pearson(found, all, self.confidence));
        Some(Promise {
            threshold,
            fpr_at_most,
            harmless_flagged: reached(&self.harmless),
            harmful_found: found,
            recall: (all > 0).then(|| found as f64 / all as f64),
            recall_interval: interval,
        })
    }
}

/// The lowest threshold that leaves at most `allowed` of these scores at or above it; `harmless` from high to low.
///
/// Nothing if so many of them are 1 that no threshold can.
fn lowest_threshold(harmless: &[f32], allowed: usize) -> Option<f32> {
    let Some(highest_left) = harmless.get(allowed) else { return Some(0.0) };
    let step = (f64::from(*highest_left) * STEPS_IN_ONE).floor();
    // A decimal may be nearest to the very score that it has to stay above: then the next one.
    let candidates = (1..=3).map(|more| ((step + f64::from(more)) / STEPS_IN_ONE).min(1.0) as f32);
    candidates.into_iter().find(|threshold| threshold > highest_left)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_threshold_is_strictly_above_and_never_beyond_1() {
        for score in [0.0_f32, 0.1, 0.299, 0.831_234_5, 0.999_999, 0.999_999_9, f32::MIN_POSITIVE] {
            let threshold = lowest_threshold(&[score], 0).unwrap();
            assert!(
                threshold > score && threshold <= 1.0 && threshold - score < 3e-6,
                "{score}: {threshold}"
            );
            let read: f32 = threshold.to_string().parse().unwrap();
            assert_eq!(read, threshold, "a policy file keeps it");
        }
        assert_eq!(lowest_threshold(&[1.0, 0.5], 0), None);
        assert!(lowest_threshold(&[1.0, 0.5], 1).is_some());
    }
}
