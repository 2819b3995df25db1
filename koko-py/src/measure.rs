//! The core's figures about scores, for `koko.evaluate`, `koko.tune` and `koko.parity`.

use koko_core::measure::{self, Interval, Labelled, Outcome, Sides, Table};
use pyo3::prelude::*;

use crate::convert::to_python;

fn labelled(scores: &[f64], truths: &[bool]) -> Vec<Labelled> {
    scores
        .iter()
        .zip(truths)
        .map(|(score, positive)| Labelled { score: *score, positive: *positive })
        .collect()
}

fn pairs(first: Vec<f64>, second: Vec<f64>) -> Vec<(f64, f64)> {
    first.into_iter().zip(second).collect()
}

/// The probability that a positive scores higher than a negative; None without both.
#[pyfunction]
pub(crate) fn auc(scores: Vec<f64>, truths: Vec<bool>) -> Option<f64> {
    measure::auc(&labelled(&scores, &truths))
}

/// The same, with more weight at the top; None without both.
#[pyfunction]
pub(crate) fn average_precision(scores: Vec<f64>, truths: Vec<bool>) -> Option<f64> {
    measure::average_precision(&labelled(&scores, &truths))
}

/// How far probabilities are off on average; None without any.
#[pyfunction]
pub(crate) fn calibration_error(probabilities: Vec<f64>, truths: Vec<f64>) -> Option<f64> {
    let outcome = |(probability, truth)| Outcome { probability, truth };
    measure::calibration_error(&pairs(probabilities, truths).into_iter().map(outcome).collect::<Vec<_>>())
}

/// Between which shares the truth lies, by Clopper and Pearson.
#[pyfunction]
pub(crate) fn clopper_pearson(successes: usize, trials: usize, confidence: f64) -> (f64, f64) {
    let Interval { low, high } = measure::clopper_pearson(successes, trials, confidence);
    (low, high)
}

/// The lowest threshold of which `rate` can be promised, and what it finds: see `koko calibrate`.
#[pyfunction]
pub(crate) fn promise<'py>(
    py: Python<'py>,
    harmful: Vec<f32>,
    harmless: Vec<f32>,
    rate: f64,
    confidence: f64,
) -> PyResult<Bound<'py, PyAny>> {
    to_python(py, &Sides::new(harmful, harmless, confidence).answer(rate))
}

/// Agreement in order; None where one side is constant.
#[pyfunction]
pub(crate) fn spearman(first: Vec<f64>, second: Vec<f64>) -> Option<f64> {
    measure::spearman(&pairs(first, second))
}

/// Agreement along a line; None where one side is constant.
#[pyfunction]
pub(crate) fn pearson(first: Vec<f64>, second: Vec<f64>) -> Option<f64> {
    measure::pearson(&pairs(first, second))
}

/// Share of equal answers and Cohen's kappa, of two that say yes or no.
#[pyfunction]
pub(crate) fn agreement(first: Vec<bool>, second: Vec<bool>) -> (Option<f64>, Option<f64>) {
    let table = Table::of(first.into_iter().zip(second));
    (table.agreement(), table.kappa())
}
