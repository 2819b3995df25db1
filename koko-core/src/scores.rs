//! From logits to calibrated probabilities, and from the windows of a long text to the text.

use std::sync::Arc;

use crate::bundle::Calibration;
use crate::labels::Label;

/// A probability per label, in the order of the bundle.
#[derive(Debug, Clone, PartialEq)]
pub struct Scores {
    labels: Arc<[Label]>,
    values: Vec<f32>,
}

/// How a bundle's logits become scores.
#[derive(Debug, Clone)]
pub struct Scorer {
    labels: Arc<[Label]>,
    calibrations: Vec<Calibration>,
}

impl Scores {
    /// The probability of `label`; nothing if the bundle does not know it.
    pub fn get(&self, label: Label) -> Option<f32> {
        self.iter().find(|(other, _)| *other == label).map(|(_, probability)| probability)
    }

    /// Every label with its probability, in the order of the bundle.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = (Label, f32)> + '_ {
        self.labels.iter().copied().zip(self.values.iter().copied())
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
        Scorer { labels: labels.into(), calibrations }
    }

    /// The labels, in the order of the logits.
    pub fn labels(&self) -> &[Label] {
        &self.labels
    }

    /// The scores of a text from the logits of its windows: of each label, the highest.
    ///
    /// A text holds a threat if one of its windows does. A text without windows holds nothing: all zeros.
    pub fn score<'l>(&self, windows: impl Iterator<Item = &'l [f32]>) -> Scores {
        let mut values = vec![0.0_f32; self.labels.len()];
        for logits in windows {
            for ((value, logit), calibration) in values.iter_mut().zip(logits).zip(&self.calibrations) {
                *value = value.max(probability(*logit, *calibration));
            }
        }
        Scores { labels: Arc::clone(&self.labels), values }
    }
}

/// A calibrated probability.
pub fn probability(logit: f32, calibration: Calibration) -> f32 {
    sigmoid(calibration.scale * logit + calibration.shift)
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
        let scores = scorer.score([[-1.0_f32, 3.0].as_slice(), [0.5, -3.0].as_slice()].into_iter());
        assert_eq!(scores.get(labels[0]), Some(sigmoid(2.0)));
        assert_eq!(scores.get(labels[1]), Some(sigmoid(7.0)));
        assert!(scorer.score(std::iter::empty()).iter().all(|(_, value)| value == 0.0));
    }
}
