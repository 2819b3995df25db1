//! From examples to a taught label: a line through the model's embedding, and how good it is.
//!
//! Knows embeddings, not texts. What it says about quality comes from lines that had not seen the example in question.

use super::logistic::{Line, Point};
use super::taught::{Quality, TaughtLabel};
use crate::error::{Error, Result};
use crate::labels::Label;
use crate::measure::{Labelled, Outcome, Platt, auc, average_precision, sigmoid};

/// Examples that it takes on each side, so that every part of a cross-validation has one.
pub const MIN_EXAMPLES: usize = 5;
/// Examples on each side from which on the figures can be relied upon.
const ENOUGH_EXAMPLES: usize = 20;
/// Parts of a cross-validation: each is judged by a line through the other four.
const FOLDS: usize = 5;
/// How strongly weights are held back, from much to little; cross-validation chooses.
const PENALTIES: [f64; 6] = [0.3, 0.1, 0.03, 0.01, 0.003, 0.001];
/// The share of pairs in the right order below which a label is hardly worth having.
const POOR_AUC: f32 = 0.75;
/// The least slope of a calibration. Where the examples cannot be told apart it would be 0 or less, which means that nothing
/// is known; every score is then close to one half.
const LEAST_SCALE: f64 = 0.05;

/// Everything that a label is taught from.
#[derive(Debug, Clone)]
pub struct Lesson {
    /// What it is called.
    pub label: Label,
    /// Id of the model whose embeddings these are.
    pub model: String,
    /// Id of the normalizer that the texts went through.
    pub normalizer: String,
    /// Different texts, in an order that does not depend on the one in which they were given.
    pub examples: Vec<Example>,
    /// What was noticed while they were read.
    pub warnings: Vec<String>,
}

/// One text, as the model sees it.
#[derive(Debug, Clone)]
pub struct Example {
    /// Whether the label is true of it.
    pub side: Side,
    /// The embedding of each of its windows; at least one, all of one size.
    pub windows: Vec<Vec<f32>>,
}

/// Whether a label is true of an example.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// It is.
    Positive,
    /// It is not.
    Negative,
}

/// An example in the coordinates in which the line is fitted.
struct Prepared {
    /// The mean of its windows, with what is true of it. Its weight is set anew for every fit.
    point: Point,
    windows: Vec<Vec<f64>>,
    fold: usize,
}

/// What brings every dimension of the embedding to the same size, and every row to a length of about 1.
struct Scaling {
    means: Vec<f64>,
    sizes: Vec<f64>,
}

/// A strength of penalty with the log-odds of each example, from a line that had not seen it, and their calibration.
struct Candidate {
    penalty: f64,
    held_out: Vec<f64>,
    platt: Platt,
}

impl Lesson {
    /// Learns the label: tries each strength of penalty in a cross-validation, keeps the best, and fits a line through all.
    ///
    /// Takes milliseconds for a few dozen examples, and a second for thousands. Both sides weigh the same whatever their
    /// numbers, so that 0.5 means as likely on one side as on the other.
    pub fn learn(self) -> Result<TaughtLabel> {
        let count = |side| self.examples.iter().filter(|example| example.side == side).count();
        let (positives, negatives) = (count(Side::Positive), count(Side::Negative));
        if positives.min(negatives) < MIN_EXAMPLES {
            let label = self.label.as_str().to_owned();
            return Err(Error::TooFewExamples { label, positives, negatives, needed: MIN_EXAMPLES });
        }
        let scaling = Scaling::of(&self.examples);
        let examples = prepared(&self.examples, &scaling);
        let best = best_candidate(&examples);
        let line = fits(&examples, |_| true, best.penalty).pop().expect("one fit a penalty");
        let line = scaling.undone(&line);
        let Platt { scale, shift } = best.platt;
        let probabilities: Vec<f32> =
            best.held_out.iter().map(|log_odds| best.platt_at(*log_odds) as f32).collect();
        let quality = quality(&self.examples, &probabilities, self.warnings);
        TaughtLabel::new(
            self.label,
            self.model,
            self.normalizer,
            line.weights.iter().map(|weight| (scale * weight) as f32).collect(),
            (scale * line.bias + shift) as f32,
            quality,
        )
    }
}

impl Scaling {
    /// Looks at all examples, but not at which side they are on.
    fn of(examples: &[Example]) -> Scaling {
        let rows: Vec<Vec<f64>> = examples.iter().map(|example| mean(&example.windows)).collect();
        let (count, dimensions) = (rows.len() as f64, rows[0].len());
        let over_rows = |of: &dyn Fn(&[f64], usize) -> f64| -> Vec<f64> {
            (0..dimensions).map(|at| rows.iter().map(|row| of(row, at)).sum::<f64>() / count).collect()
        };
        let means = over_rows(&|row, at| row[at]);
        let variances = over_rows(&|row, at| (row[at] - means[at]).powi(2));
        let root = (dimensions as f64).sqrt();
        // A dimension that never changes says nothing, and must not be divided by nothing.
        let sizes = variances
            .iter()
            .map(|variance| if *variance > 1e-18 { variance.sqrt() * root } else { f64::MAX });
        Scaling { sizes: sizes.collect(), means }
    }

    fn apply(&self, row: impl IntoIterator<Item = f64>) -> Vec<f64> {
        let parts = row.into_iter().zip(self.means.iter().zip(&self.sizes));
        parts.map(|(number, (mean, size))| (number - mean) / size).collect()
    }

    /// The same line for rows as they were.
    fn undone(&self, line: &Line) -> Line {
        let weights: Vec<f64> =
            line.weights.iter().zip(&self.sizes).map(|(weight, size)| weight / size).collect();
        let at_means: f64 = weights.iter().zip(&self.means).map(|(weight, mean)| weight * mean).sum();
        Line { bias: line.bias - at_means, weights }
    }
}

impl Candidate {
    fn new(examples: &[Prepared], penalty: f64, held_out: Vec<f64>) -> Candidate {
        let outcomes = examples.iter().zip(&held_out).map(|(example, log_odds)| Outcome {
            probability: sigmoid(*log_odds),
            truth: f64::from(u8::from(example.point.positive)),
        });
        let platt = Platt::fit(&outcomes.collect::<Vec<_>>()).expect("there are examples of both sides");
        let [positives, negatives] = [true, false].map(|positive| count_of(examples, positive));
        // Platt's line has the share of positives in it; without it, 0.5 is where both sides are equally likely.
        let platt =
            Platt { scale: platt.scale.max(LEAST_SCALE), shift: platt.shift - (positives / negatives).ln() };
        Candidate { penalty, held_out, platt }
    }

    fn platt_at(&self, log_odds: f64) -> f64 {
        sigmoid(self.platt.scale * log_odds + self.platt.shift)
    }

    /// The mean of `-ln p`, both sides weighing the same.
    fn loss(&self, examples: &[Prepared]) -> f64 {
        let losses = examples.iter().zip(&self.held_out).map(|(example, log_odds)| {
            let p = self.platt_at(*log_odds);
            let right = if example.point.positive { p } else { 1.0 - p };
            -right.max(1e-12).ln() / (2.0 * count_of(examples, example.point.positive))
        });
        losses.sum()
    }
}

/// Deals the examples of each side out to the folds, in their order.
fn prepared(examples: &[Example], scaling: &Scaling) -> Vec<Prepared> {
    let mut seen = [0_usize; 2];
    let prepare = |example: &Example| {
        let positive = example.side == Side::Positive;
        let place = &mut seen[usize::from(positive)];
        let fold = *place % FOLDS;
        *place += 1;
        let widened = |window: &Vec<f32>| scaling.apply(window.iter().map(|number| f64::from(*number)));
        let windows: Vec<Vec<f64>> = example.windows.iter().map(widened).collect();
        Prepared {
            point: Point { row: scaling.apply(mean(&example.windows)), positive, weight: 0.0 },
            windows,
            fold,
        }
    };
    examples.iter().map(prepare).collect()
}

/// The strength of penalty whose held-out probabilities are best; of equal ones the strongest.
fn best_candidate(examples: &[Prepared]) -> Candidate {
    let mut held_out = vec![vec![0.0; examples.len()]; PENALTIES.len()];
    for fold in 0..FOLDS {
        let lines = fits(examples, |example| example.fold != fold, 0.0);
        for (line, held_out) in lines.iter().zip(&mut held_out) {
            for (example, held_out) in
                examples.iter().zip(held_out).filter(|(example, _)| example.fold == fold)
            {
                // As a text is scored: its highest window counts.
                let windows = example.windows.iter().map(|window| line.at(window));
                *held_out = windows.fold(f64::NEG_INFINITY, f64::max);
            }
        }
    }
    let candidates = PENALTIES.into_iter().zip(held_out);
    let candidates = candidates.map(|(penalty, held_out)| Candidate::new(examples, penalty, held_out));
    let best = candidates.min_by(|one, other| one.loss(examples).total_cmp(&other.loss(examples)));
    best.expect("there is more than one penalty")
}

/// A line for each penalty down to `least`, each starting from the one before it.
fn fits(examples: &[Prepared], wanted: impl Fn(&Prepared) -> bool, least: f64) -> Vec<Line> {
    let mut points: Vec<Point> =
        examples.iter().filter(|example| wanted(example)).map(|example| example.point.clone()).collect();
    let positives = points.iter().filter(|point| point.positive).count();
    let negatives = points.len() - positives;
    for point in &mut points {
        point.weight = 0.5 / (if point.positive { positives } else { negatives }) as f64;
    }
    let points: Vec<&Point> = points.iter().collect();
    let mut lines: Vec<Line> = Vec::new();
    for penalty in PENALTIES.into_iter().filter(|penalty| *penalty >= least) {
        let start = lines.last().cloned().unwrap_or_else(|| Line::flat(points[0].row.len()));
        lines.push(start.fit(&points, penalty));
    }
    lines
}

fn quality(examples: &[Example], probabilities: &[f32], mut warnings: Vec<String>) -> Quality {
    let of = |side| {
        let mine = examples.iter().zip(probabilities).filter(move |(example, _)| example.side == side);
        mine.map(|(_, probability)| *probability).collect::<Vec<f32>>()
    };
    let (positives, mut negatives) = (of(Side::Positive), of(Side::Negative));
    negatives.sort_by(|one, other| other.total_cmp(one));
    let found = |scores: &[f32]| scores.iter().filter(|score| **score >= 0.5).count() as f32;
    let (rightly, wrongly) = (found(&positives), found(&negatives));
    let labelled: Vec<Labelled> = examples
        .iter()
        .zip(probabilities)
        .map(|(example, probability)| Labelled {
            score: f64::from(*probability),
            positive: example.side == Side::Positive,
        })
        .collect();
    let quality = Quality {
        positives: positives.len(),
        negatives: negatives.len(),
        auc: auc(&labelled).unwrap_or(0.5) as f32,
        average_precision: average_precision(&labelled).unwrap_or(0.0) as f32,
        precision: if rightly > 0.0 { rightly / (rightly + wrongly) } else { 0.0 },
        recall: rightly / positives.len() as f32,
        fpr_05: above(&negatives, 20),
        fpr_01: above(&negatives, 100),
        fpr_001: above(&negatives, 1_000),
        warnings: Vec::new(),
    };
    for (count, kind) in [(quality.positives, "positive"), (quality.negatives, "negative")] {
        if count < ENOUGH_EXAMPLES {
            warnings.push(format!(
                "there are only {count} {kind} examples, so the figures are rough: {ENOUGH_EXAMPLES} or more make them \
                 reliable"
            ));
        }
    }
    if quality.auc < POOR_AUC {
        warnings.push(format!(
            "the two kinds of examples are hardly told apart (AUC {:.2}, where 0.5 is chance): look for examples on the \
             wrong side, give more of them, or make the label narrower",
            quality.auc
        ));
    }
    if quality.fpr_01.is_none() {
        warnings.push(
            "with fewer than 100 negative examples, the threshold for 1 % of false alarms cannot be measured: add \
             ordinary texts to the negatives"
                .to_owned(),
        );
    }
    Quality { warnings, ..quality }
}

/// The lowest score with at most one in `one_in` of the negatives at or above it; nothing if there are fewer than that.
fn above(highest_first: &[f32], one_in: usize) -> Option<f32> {
    let allowed = highest_first.len() / one_in;
    (allowed > 0).then(|| highest_first[allowed].next_up())
}

fn mean(windows: &[Vec<f32>]) -> Vec<f64> {
    let mut mean = vec![0.0; windows[0].len()];
    for window in windows {
        mean.iter_mut()
            .zip(window)
            .for_each(|(sum, number)| *sum += f64::from(*number) / windows.len() as f64);
    }
    mean
}

fn count_of(examples: &[Prepared], positive: bool) -> f64 {
    examples.iter().filter(|example| example.point.positive == positive).count() as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    const DIMENSIONS: usize = 40;

    /// Numbers that look random and are always the same ones: xorshift, by Marsaglia.
    struct Numbers(u64);

    impl Numbers {
        /// Roughly normal, around 0.
        fn next(&mut self) -> f32 {
            let mut sum = 0.0;
            for _ in 0..12 {
                self.0 ^= self.0 << 13;
                self.0 ^= self.0 >> 7;
                self.0 ^= self.0 << 17;
                sum += (self.0 >> 40) as f32 / (1_u64 << 24) as f32;
            }
            sum - 6.0
        }
    }

    /// Examples whose first dimension differs by `apart` between the sides, beside a large offset.
    fn examples(positives: usize, negatives: usize, apart: f32) -> Vec<Example> {
        let mut numbers = Numbers(88_172_645_463_325_252);
        let sides = [vec![Side::Positive; positives], vec![Side::Negative; negatives]].concat();
        let example = |side| {
            let mut row: Vec<f32> = (0..DIMENSIONS).map(|_| numbers.next() + 3.0).collect();
            row[0] += if side == Side::Positive { apart } else { 0.0 };
            Example { side, windows: vec![row] }
        };
        sides.into_iter().map(example).collect()
    }

    fn learn(examples: Vec<Example>) -> Result<TaughtLabel> {
        let (label, model) = (Label::taught("topic").unwrap(), "koko-test-1@blake3:00".to_owned());
        let normalizer = "koko-normalizer-0@blake3:00".to_owned();
        Lesson { label, model, normalizer, examples, warnings: Vec::new() }.learn()
    }

    #[test]
    fn what_is_far_apart_is_told_apart() {
        let taught = learn(examples(40, 120, 6.0)).unwrap();
        let Quality { auc, precision, recall, fpr_01, .. } = taught.quality().clone();
        assert!(auc > 0.98 && precision > 0.85 && recall > 0.9, "{:?}", taught.quality());
        assert!(fpr_01.is_some() && taught.quality().fpr_001.is_none());
        assert_eq!(taught.quality().warnings, [""; 0]);
        assert!(taught.threshold() >= 0.5);
    }

    #[test]
    fn noise_has_an_auc_of_about_one_half_and_a_warning() {
        let taught = learn(examples(60, 60, 0.0)).unwrap();
        assert!((taught.quality().auc - 0.5).abs() < 0.15, "{:?}", taught.quality());
        assert!(taught.quality().warnings[0].contains("hardly told apart"), "{:?}", taught.quality());
    }

    #[test]
    fn probabilities_are_right_as_often_as_they_say() {
        // New examples from the same source, as many of each side.
        let taught = learn(examples(150, 300, 2.0)).unwrap();
        let fresh = examples(2_000, 2_000, 2.0).split_off(450);
        for (low, high) in [(0.1, 0.4), (0.4, 0.6), (0.6, 0.9)] {
            let scored = fresh.iter().map(|example| (taught.probability(&example.windows[0]), example.side));
            let inside: Vec<_> = scored.filter(|(p, _)| (low..high).contains(p)).collect();
            let said = inside.iter().map(|(p, _)| p).sum::<f32>() / inside.len() as f32;
            let positives = fresh.iter().filter(|example| example.side == Side::Positive).count() as f32;
            let prior = positives / (fresh.len() as f32 - positives);
            let odds = |side| inside.iter().filter(|(_, other)| *other == side).count() as f32;
            let true_odds = odds(Side::Positive) / prior / odds(Side::Negative);
            let is = true_odds / (1.0 + true_odds);
            assert!((said - is).abs() < 0.1, "of {} at {said} in truth {is}", inside.len());
        }
    }

    #[test]
    fn the_side_with_more_examples_does_not_win_by_that() {
        for (positives, negatives) in [(20, 200), (200, 20)] {
            let taught = learn(examples(positives, negatives, 3.0)).unwrap();
            let fresh = examples(300, 300, 3.0);
            let found = |side| {
                let mine = fresh.iter().filter(|example| example.side == side);
                let found = mine.filter(|example| taught.probability(&example.windows[0]) >= 0.5);
                found.count() as f32 / 300.0
            };
            assert!(found(Side::Positive) > 0.75, "{} of {positives}", found(Side::Positive));
            assert!(found(Side::Negative) < 0.25, "{} of {negatives}", found(Side::Negative));
        }
    }

    #[test]
    fn the_same_examples_give_the_same_file() {
        let learned = || learn(examples(12, 30, 2.0)).unwrap();
        assert_eq!(learned(), learned());
        assert_ne!(learned().id(), learn(examples(12, 31, 2.0)).unwrap().id());
    }

    #[test]
    fn too_few_are_refused_with_how_many_there_are_and_how_many_it_takes() {
        for (positives, negatives) in [(0, 100), (4, 100), (100, 4)] {
            let refused = learn(examples(positives, negatives, 2.0)).unwrap_err().to_string();
            let said = format!("`topic` has {positives} positive and {negatives} negative texts");
            assert!(refused.contains(&said) && refused.contains("at least 5 of each"), "{refused}");
        }
        let few = learn(examples(MIN_EXAMPLES, MIN_EXAMPLES, 9.0)).unwrap();
        let warned = |kind| few.quality().warnings.iter().any(|warning| warning.contains(kind));
        assert!(warned("only 5 positive") && warned("only 5 negative"), "{:?}", few.quality());
    }

    #[test]
    fn a_dimension_that_never_changes_does_no_harm() {
        let mut same = examples(20, 20, 6.0);
        same.iter_mut().for_each(|example| example.windows[0][1] = 7.0);
        let taught = learn(same.clone()).unwrap();
        assert!(taught.quality().auc > 0.95 && taught.probability(&same[0].windows[0]).is_finite());
        same.iter_mut().for_each(|example| example.windows[0].fill(1.0));
        assert_eq!(learn(same).unwrap().quality().auc, 0.5, "texts that are all the same are chance");
    }

    #[test]
    fn the_highest_window_is_what_counts() {
        let mut long = examples(30, 30, 6.0);
        let quiet = long[59].windows[0].clone();
        long.iter_mut().for_each(|example| example.windows.push(quiet.clone()));
        assert!(learn(long).unwrap().quality().auc > 0.95);
    }

    #[test]
    fn a_threshold_leaves_no_more_above_it_than_it_says() {
        let scores: Vec<f32> = (0..200).rev().map(|n| n as f32 / 200.0).collect();
        for (one_in, allowed) in [(20, 10), (100, 2)] {
            let threshold = above(&scores, one_in).unwrap();
            assert_eq!(scores.iter().filter(|score| **score >= threshold).count(), allowed);
        }
        assert_eq!(above(&scores, 1_000), None);
        assert!(above(&[0.5; 100], 100).unwrap() > 0.5, "ties stay below");
    }
}
