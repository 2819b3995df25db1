//! From logits to calibrated probabilities, and from the windows of a long text to the text.

mod lesson;
mod logistic;
mod taught;
mod thresholds;

use std::sync::Arc;

pub use lesson::{Example, Lesson, MIN_EXAMPLES, Side};
pub use taught::{Quality, TaughtLabel};
pub use thresholds::{LabelFigures, Rated, Wish, figures, is_harmful};

use crate::batching::{RowLogits, Want};
use crate::bundle::Calibration;
use crate::labels::Label;

/// A probability per label, in the order of the bundle; then the taught labels, in the order in which they were given.
#[derive(Debug, Clone, PartialEq)]
pub struct Scores {
    labels: Arc<[Label]>,
    values: Vec<f32>,
}

/// What a model that has logits for the attributes of Google's Perspective API says about them, before any map to its
/// scale. Empty for other models.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct AttributeScores {
    names: Arc<[String]>,
    values: Vec<f32>,
}

/// How a bundle's logits, and its embeddings where labels were taught, become scores.
#[derive(Debug, Clone)]
pub struct Scorer {
    labels: Arc<[Label]>,
    calibrations: Vec<Calibration>,
    attributes: Arc<[String]>,
    taught: Vec<TaughtLabel>,
}

impl Scores {
    /// The probability of `label`; nothing if the bundle does not know it.
    pub fn get(&self, label: Label) -> Option<f32> {
        self.iter().find(|(other, _)| *other == label).map(|(_, probability)| probability)
    }

    /// Every label with its probability, in the order of the bundle; then the taught ones.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = (Label, f32)> + '_ {
        self.labels.iter().copied().zip(self.values.iter().copied())
    }
}

impl AttributeScores {
    /// The score of one attribute; nothing if the model has no logit for it.
    pub fn get(&self, name: &str) -> Option<f32> {
        self.names.iter().position(|other| other == name).map(|place| self.values[place])
    }
}

impl serde::Serialize for Scores {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.iter())
    }
}

impl Scorer {
    /// One calibration per label.
    pub fn new(labels: Vec<Label>, calibrations: Vec<Calibration>) -> Scorer {
        assert_eq!(
            labels.len(),
            calibrations.len(),
            "the bundle was checked to have one calibration per label"
        );
        Scorer { labels: labels.into(), calibrations, attributes: Arc::default(), taught: Vec::new() }
    }

    /// Also reads the logits of these attributes, which stand behind those of the labels.
    pub fn with_attributes(self, names: Vec<String>) -> Scorer {
        Scorer { attributes: names.into(), ..self }
    }

    /// Also scores these labels.
    pub fn with_taught(self, taught: Vec<TaughtLabel>) -> Scorer {
        let labels = self.labels.iter().copied().chain(taught.iter().map(TaughtLabel::label)).collect();
        Scorer { labels, taught, ..self }
    }

    /// The labels, in the order of the logits; then the taught ones.
    pub fn labels(&self) -> &[Label] {
        &self.labels
    }

    /// The attributes of Perspective's that have a logit of their own.
    pub fn attributes(&self) -> &[String] {
        &self.attributes
    }

    /// What it reads of an engine's answer: taught labels are read from the embedding.
    pub fn wants(&self) -> Want {
        if self.taught.is_empty() { Want::Logits } else { Want::Embeddings }
    }

    /// The labels that were taught.
    pub fn taught(&self) -> &[TaughtLabel] {
        &self.taught
    }

    /// The scores of a text from what the model says about its windows: of each label, the highest.
    ///
    /// A text holds a threat if one of its windows does. A text without windows holds nothing: all zeros.
    pub fn score(&self, windows: &[RowLogits]) -> Scores {
        let mut values = vec![0.0_f32; self.labels.len()];
        for window in windows {
            for (value, log_odds) in values.iter_mut().zip(self.log_odds(window)) {
                *value = value.max(sigmoid(log_odds));
            }
        }
        Scores { labels: Arc::clone(&self.labels), values }
    }

    /// The scores of Perspective's attributes, from the same windows in the same way.
    pub fn score_attributes(&self, windows: &[RowLogits]) -> AttributeScores {
        let mut values = vec![0.0_f32; self.attributes.len()];
        for window in windows {
            for (value, logit) in values.iter_mut().zip(window.values.iter().skip(self.calibrations.len())) {
                *value = value.max(sigmoid(*logit));
            }
        }
        AttributeScores { names: Arc::clone(&self.attributes), values }
    }

    /// The window in which a label is highest; nothing without windows, or if the label is not among ours.
    pub fn best_window(&self, label: Label, windows: &[RowLogits]) -> Option<usize> {
        let column = self.labels.iter().position(|other| *other == label)?;
        let heights: Vec<f32> =
            windows.iter().filter_map(|window| self.log_odds(window).nth(column)).collect();
        (0..heights.len()).rev().max_by(|a, b| heights[*a].total_cmp(&heights[*b]))
    }

    /// The calibrated log-odds of each label in one window.
    fn log_odds<'s>(&'s self, window: &'s RowLogits) -> impl Iterator<Item = f32> + 's {
        let calibrated = window.values.iter().zip(&self.calibrations);
        calibrated
            .map(|(logit, calibration)| calibrated_log_odds(*logit, *calibration))
            .chain(self.taught.iter().map(|taught| taught.log_odds(&window.embedding)))
    }
}

/// A calibrated probability.
pub fn probability(logit: f32, calibration: Calibration) -> f32 {
    sigmoid(calibrated_log_odds(logit, calibration))
}

fn calibrated_log_odds(logit: f32, calibration: Calibration) -> f32 {
    calibration.scale * logit + calibration.shift
}

/// `1 / (1 + e^-x)`, without overflow at either end.
fn sigmoid(x: f32) -> f32 {
    if x >= 0.0 {
        1.0 / (1.0 + (-x).exp())
    } else {
        let e = x.exp();
        e / (1.0 + e)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sigmoid_stays_inside_0_and_1() {
        for (x, y) in [(0.0, 0.5), (f32::MIN, 0.0), (f32::MAX, 1.0), (2.0, 0.880_797), (-2.0, 0.119_203)] {
            assert!((sigmoid(x) - y).abs() < 1e-6, "{x}");
        }
    }

    #[test]
    fn of_several_windows_the_highest_counts_and_none_is_zero() {
        let labels: Vec<Label> = Label::all().take(2).collect();
        let scorer = Scorer::new(labels.clone(), vec![Calibration { scale: 2.0, shift: 1.0 }; 2]);
        let window = |values: [f32; 2]| RowLogits { values: values.to_vec(), embedding: Vec::new() };
        let windows = [window([-1.0, 3.0]), window([0.5, -3.0])];
        let scores = scorer.score(&windows);
        assert_eq!(scores.get(labels[0]), Some(sigmoid(2.0)));
        assert_eq!(scores.get(labels[1]), Some(sigmoid(7.0)));
        assert_eq!(scorer.best_window(labels[0], &windows), Some(1));
        assert_eq!(scorer.best_window(labels[1], &windows), Some(0));
        assert!(scorer.score(&[]).iter().all(|(_, value)| value == 0.0));
    }

    #[test]
    fn attributes_are_read_behind_the_labels_and_stay_out_of_their_scores() {
        let label = Label::all().next().unwrap();
        let scorer = Scorer::new(vec![label], vec![Calibration { scale: 1.0, shift: 0.0 }])
            .with_attributes(vec!["THREAT".to_owned(), "FLIRTATION".to_owned()]);
        let window = |values: [f32; 3]| RowLogits { values: values.to_vec(), embedding: Vec::new() };
        let windows = [window([1.0, -2.0, 0.5]), window([0.0, -1.0, -3.0])];
        let found = scorer.score_attributes(&windows);
        assert_eq!(found.get("THREAT"), Some(sigmoid(-1.0)));
        assert_eq!(found.get("FLIRTATION"), Some(sigmoid(0.5)));
        assert_eq!(found.get("INSULT"), None);
        assert_eq!(scorer.score(&windows).iter().collect::<Vec<_>>(), [(label, sigmoid(1.0))]);
        assert_eq!(scorer.score_attributes(&[]).get("THREAT"), Some(0.0));
    }
}
