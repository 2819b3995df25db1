//! Whether a score of 0.8 is right four times in five, and what would have to change so that it is.

/// Bins of equally many texts by which the error is measured.
const BINS: usize = 10;
/// Newton's steps; it settles in fewer than ten.
const STEPS: usize = 50;
/// The least probability that is told from 0, so that log-odds stay finite.
const LEAST: f64 = 1e-6;

/// A probability that was given, and what came of it: from 0 to 1, where raters may have disagreed.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Outcome {
    /// What was said.
    pub probability: f64,
    /// What is true.
    pub truth: f64,
}

/// The expected calibration error: how far the probabilities of a bin are from what came of it, averaged over ten bins of
/// equally many texts. Nothing without texts.
///
/// Of few texts it is never 0, however good the probabilities: chance alone moves each bin.
pub fn calibration_error(outcomes: &[Outcome]) -> Option<f64> {
    let mut sorted = outcomes.to_vec();
    sorted.sort_by(|one, other| one.probability.total_cmp(&other.probability));
    // A bin may end among texts of one score. Each stands for all of them, so that the order of the file plays no part.
    for tie in sorted.chunk_by_mut(|one, other| one.probability == other.probability) {
        let truth = tie.iter().map(|one| one.truth).sum::<f64>() / tie.len() as f64;
        tie.iter_mut().for_each(|one| one.truth = truth);
    }
    let count = sorted.len();
    let bins = (0..BINS).map(|bin| &sorted[bin * count / BINS..(bin + 1) * count / BINS]);
    let distances = bins.map(|bin| bin.iter().map(|one| one.probability - one.truth).sum::<f64>().abs());
    (count > 0).then(|| distances.sum::<f64>() / count as f64)
}

/// Platt's scaling: a straight line through the log-odds, which brings probabilities to where the truth is and keeps
/// their order.
#[derive(Debug, Clone, Copy, PartialEq, serde::Serialize)]
pub struct Platt {
    /// Above 0 unless the scores run against the truth.
    pub scale: f64,
    /// In units of log-odds.
    pub shift: f64,
}

impl Platt {
    /// The line that makes what came of the scores likeliest. Needs both kinds of outcome: nothing otherwise.
    pub fn fit(outcomes: &[Outcome]) -> Option<Platt> {
        let harmful: f64 = outcomes.iter().map(|one| one.truth).sum();
        let harmless = outcomes.len() as f64 - harmful;
        if harmful <= 0.0 || harmless <= 0.0 {
            return None;
        }
        // Platt's targets: certainty is never learned from a finite number of texts, so that the line stays finite.
        let (high, low) = ((harmful + 1.0) / (harmful + 2.0), 1.0 / (harmless + 2.0));
        let points: Vec<(f64, f64)> =
            outcomes.iter().map(|one| (log_odds(one.probability), low + (high - low) * one.truth)).collect();
        let mut line = Platt { scale: 0.0, shift: ((harmful + 1.0) / (harmless + 1.0)).ln() };
        let mut loss = line.loss(&points);
        for _ in 0..STEPS {
            let step = line.newton(&points);
            // Halved until it helps: far from the goal a whole step may overshoot.
            let tries = (0..20).map(|halved| 0.5_f64.powi(halved));
            let better = tries
                .map(|part| Platt {
                    scale: line.scale + part * step.scale,
                    shift: line.shift + part * step.shift,
                })
                .find(|tried| tried.loss(&points) < loss - 1e-12);
            let Some(better) = better else { break };
            (loss, line) = (better.loss(&points), better);
        }
        Some(line)
    }

    /// The probability after scaling.
    pub fn apply(&self, probability: f64) -> f64 {
        sigmoid(self.scale * log_odds(probability) + self.shift)
    }

    fn loss(&self, points: &[(f64, f64)]) -> f64 {
        let one = |(x, target): &(f64, f64)| {
            let z = self.scale * x + self.shift;
            z.max(0.0) - z * target + (-z.abs()).exp().ln_1p()
        };
        points.iter().map(one).sum()
    }

    /// The step to where the loss would be lowest if it were a parabola.
    fn newton(&self, points: &[(f64, f64)]) -> Platt {
        // A little is added to the diagonal, so that scores that are all the same can be divided by.
        let (mut xx, mut x1, mut ones) = (1e-9, 0.0, 1e-9);
        let (mut slope_x, mut slope_1) = (0.0, 0.0);
        for (x, target) in points {
            let p = sigmoid(self.scale * x + self.shift);
            let weight = p * (1.0 - p);
            xx += weight * x * x;
            x1 += weight * x;
            ones += weight;
            slope_x += (target - p) * x;
            slope_1 += target - p;
        }
        let determinant = xx * ones - x1 * x1;
        Platt {
            scale: (ones * slope_x - x1 * slope_1) / determinant,
            shift: (xx * slope_1 - x1 * slope_x) / determinant,
        }
    }
}

fn log_odds(probability: f64) -> f64 {
    let p = probability.clamp(LEAST, 1.0 - LEAST);
    (p / (1.0 - p)).ln()
}

/// `1 / (1 + e^-x)`.
pub(crate) fn sigmoid(x: f64) -> f64 {
    1.0 / (1.0 + (-x).exp())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A hundred texts at each score, of which the line makes so many harmful.
    fn outcomes(line: Platt) -> Vec<Outcome> {
        let scores = (1..20).map(|twentieth| f64::from(twentieth) / 20.0);
        let at = |score: f64| {
            let harmful = (line.apply(score) * 1_000.0).round() as usize;
            (0..1_000).map(move |n| Outcome { probability: score, truth: f64::from(n < harmful) })
        };
        scores.flat_map(at).collect()
    }

    #[test]
    fn right_probabilities_have_no_error_and_shifted_ones_do() {
        let right = outcomes(Platt { scale: 1.0, shift: 0.0 });
        assert!(calibration_error(&right).unwrap() < 0.001);
        let always = [Outcome { probability: 0.9, truth: 0.0 }; 20];
        assert!((calibration_error(&always).unwrap() - 0.9).abs() < 1e-12);
        assert_eq!(calibration_error(&[]), None);
    }

    #[test]
    fn fewer_texts_than_bins_each_have_their_own() {
        let few = [Outcome { probability: 0.2, truth: 0.0 }, Outcome { probability: 0.6, truth: 1.0 }];
        assert!((calibration_error(&few).unwrap() - 0.3).abs() < 1e-12);
    }

    #[test]
    fn the_line_is_found_again() {
        for line in [Platt { scale: 0.8, shift: -1.5 }, Platt { scale: 2.0, shift: 0.7 }] {
            let found = Platt::fit(&outcomes(line)).unwrap();
            assert!(
                (found.scale - line.scale).abs() < 0.02 && (found.shift - line.shift).abs() < 0.02,
                "{found:?}"
            );
        }
    }

    #[test]
    fn neither_separable_nor_constant_scores_run_away() {
        let outcome = |probability, truth| Outcome { probability, truth };
        let separable = [outcome(0.1, 0.0), outcome(0.2, 0.0), outcome(0.8, 1.0), outcome(0.9, 1.0)];
        let constant = [outcome(0.5, 0.0), outcome(0.5, 1.0), outcome(0.5, 1.0)];
        for examples in [&separable[..], &constant] {
            let line = Platt::fit(examples).unwrap();
            assert!(line.scale.is_finite() && line.shift.is_finite() && line.scale.abs() < 100.0, "{line:?}");
        }
        assert_eq!(Platt::fit(&[outcome(0.5, 1.0)]), None);
    }
}
