//! `wiki_users`: accounts that were later blocked or not, told apart after their first few edits, by the scores of texts alone.

use std::collections::HashMap;
use std::error::Error;

use koko_core::actor::{Affine, LabelScores, Reviewed, fit_calibration};

use super::words::Words;
use super::{Evaluation, START, largest, numbers_of, posted, trial};
use crate::actors::data::Set;
use crate::actors::page::Table;
use crate::actors::statistics::{Judged, auc_gain, recall_at};
use crate::actors::trial::scored;

/// After so many edits.
const AFTER: [usize; 4] = [1, 3, 5, 10];
const FOLDS: usize = 5;
/// As strong as so many edits, and of how many an ordinary author makes harmful.
const PRIOR: (f64, f64) = (5.0, 0.05);

pub(super) fn evaluate(evaluation: &mut Evaluation) -> Result<String, Box<dyn Error>> {
    let set = evaluation.open("wiki_users")?;
    let scores = evaluation.scores(&set)?;
    let authors = set.by_author();
    let is_bad: Vec<bool> = authors.iter().map(|(name, _)| set.about(name, "bad_actor") == "1").collect();
    let taught = learned(evaluation, &set, &authors, &is_bad)?;
    let by_scores = totals(&set, &authors, |seq| scores.get(&seq).cloned());
    let by_taught =
        totals(&set, &authors, |seq| taught.get(&seq).map(|learned| scored("spam", learned.taught)));
    let mut table = Table::new(&[
        "edits",
        "authors",
        "naive Bayes on words: AUC",
        "taught label: AUC",
        "taught − words",
        "standing: AUC",
        "standing by the taught label: AUC",
        "mean of scores: AUC",
        "fitted to label scores: AUC",
        "standing − mean",
        "recall at 1 %, taught",
        "recall at 1 %, standing",
        "ECE of the standing, held out",
    ]);
    for (place, after) in AFTER.into_iter().enumerate() {
        let known: Vec<usize> =
            (0..authors.len()).filter(|author| by_scores[*author][place].is_some()).collect();
        let judge = |score: &dyn Fn(usize) -> f64| -> Vec<Judged> {
            let one = |(number, author): (usize, &usize)| Judged {
                author: number,
                score: score(*author),
                is_bad: is_bad[*author],
            };
            known.iter().enumerate().map(one).collect()
        };
        let edits = |author: usize| authors[author].1.iter().take(after).map(|row| set.rows[*row].seq);
        let mean_over = |author: usize, of: &dyn Fn(&Learned) -> f64| {
            edits(author).filter_map(|seq| taught.get(&seq)).map(of).sum::<f64>() / after as f64
        };
        let words = judge(&|author| mean_over(author, &|learned| learned.words));
        let meant = judge(&|author| mean_over(author, &|learned| log_odds(learned.taught)));
        let standing = judge(&|author| by_scores[author][place].unwrap_or(0.0));
        let standing_by_taught = judge(&|author| by_taught[author][place].unwrap_or(0.0));
        let mean = judge(&|author| {
            let sum: f64 = edits(author).map(|seq| largest(scores.get(&seq))).sum();
            (sum + PRIOR.0 * PRIOR.1) / (after as f64 + PRIOR.0)
        });
        let features: Vec<Vec<f64>> = known
            .iter()
            .map(|author| features_of(&edits(*author).map(|seq| scores.get(&seq)).collect::<Vec<_>>()))
            .collect();
        let truth: Vec<bool> = standing.iter().map(|one| one.is_bad).collect();
        let predicted = held_out(&features, &truth, 0.1);
        let fitted: Vec<Judged> =
            standing.iter().zip(predicted).map(|(one, score)| Judged { score, ..*one }).collect();
        let reviewed: Vec<Reviewed> = standing
            .iter()
            .map(|one| Reviewed { total: one.score, upheld: one.is_bad, weight: 1.0 })
            .collect();
        let error =
            fit_calibration(&reviewed, Affine::IDENTITY).map_or(f64::NAN, |fit| fit.after.calibration_error);
        table.row([
            after.to_string(),
            format!("{} ({} blocked)", known.len(), truth.iter().filter(|bad| **bad).count()),
            evaluation.auc(&words).to_string(),
            evaluation.auc(&meant).to_string(),
            auc_gain(&meant, &words, evaluation.resamples).to_string(),
            evaluation.auc(&standing).to_string(),
            evaluation.auc(&standing_by_taught).to_string(),
            evaluation.auc(&mean).to_string(),
            evaluation.auc(&fitted).to_string(),
            auc_gain(&standing, &mean, evaluation.resamples).to_string(),
            recall_at(&meant, 0.01).to_string(),
            recall_at(&standing, 0.01).to_string(),
            format!("{error:.3}"),
        ]);
    }
    Ok(format!(
        "Blocked for vandalism or not, after so many edits. What vandalism is, the labels do not say: so a label was taught, as \
         `koko teach` does, from the edits of four fifths of the authors, and the others are told apart by the mean of its log-odds. \
         `naive Bayes on words` is the baseline (elsewhere: 0.62 / 0.62 / 0.64 / 0.65 – 0.69), learned from the same edits. \
         A taught label counts against nobody; `standing by the taught label` is what becomes of it if a host sends its \
         probability as that of `spam`. `fitted` is a logistic regression on the label scores (means and maxima of their \
         log-odds), over authors in five parts: what the scores hold, whatever the standing makes of them. \
         Goal: 0.66 / 0.70 / 0.74 / 0.76 and recall of at least 10 % at k = 5. 0.1 % cannot be measured with 233 authors.\n\n{}",
        table.markdown()
    ))
}

/// What was learned from the edits of others about one edit.
struct Learned {
    /// The probability of the taught label.
    taught: f32,
    /// The log-odds by words.
    words: f64,
}

/// By edit: each author is judged by what was learned from four fifths of the others.
fn learned(
    evaluation: &mut Evaluation,
    set: &Set,
    authors: &[(&str, Vec<usize>)],
    is_bad: &[bool],
) -> Result<HashMap<usize, Learned>, Box<dyn Error>> {
    let embeddings = evaluation.scoring.embeddings(set)?;
    let texts = |author: usize| -> Vec<&str> {
        authors[author].1.iter().filter_map(|row| set.rows[*row].text.as_deref()).collect()
    };
    let mut learned = HashMap::new();
    for fold in 0..FOLDS {
        let others = |author: &usize| author % FOLDS != fold;
        let of = |wanted: bool| -> Vec<&str> {
            let authors = (0..authors.len()).filter(others).filter(|author| is_bad[*author] == wanted);
            authors.flat_map(texts).collect()
        };
        let label = evaluation.scoring.teach("vandalism", &of(true), &of(false))?;
        let words =
            Words::learn((0..authors.len()).filter(others).map(|author| (texts(author), is_bad[author])));
        for row in (fold..authors.len()).step_by(FOLDS).flat_map(|author| &authors[author].1) {
            let row = &set.rows[*row];
            let (Some(text), Some(embedding)) = (&row.text, embeddings.get(&row.seq)) else { continue };
            let of_edit = Learned { taught: label.probability(embedding), words: words.log_odds(text) };
            learned.insert(row.seq, of_edit);
        }
    }
    Ok(learned)
}

/// By author: the total of the standing after each number of edits in `AFTER`, online.
fn totals(
    set: &Set,
    authors: &[(&str, Vec<usize>)],
    scores: impl Fn(usize) -> Option<LabelScores>,
) -> Vec<[Option<f64>; AFTER.len()]> {
    let trial = trial(START);
    let place_of = numbers_of(authors);
    let mut seen = vec![0; authors.len()];
    let mut totals = vec![[None; AFTER.len()]; authors.len()];
    for row in &set.rows {
        let at = START + 60 * row.seq as i64;
        let total = trial.post(posted(row, at, scores(row.seq).as_ref())).standing.total_mn;
        let author = place_of[row.author.as_str()];
        seen[author] += 1;
        if let Some(place) = AFTER.iter().position(|after| *after == seen[author]) {
            totals[author][place] = Some(f64::from(total) / 1_000.0);
        }
    }
    totals
}

fn log_odds(probability: f32) -> f64 {
    let bounded = f64::from(probability).clamp(1e-4, 1.0 - 1e-4);
    (bounded / (1.0 - bounded)).ln()
}

/// Means and maxima of the log-odds of every label.
fn features_of(scores: &[Option<&LabelScores>]) -> Vec<f64> {
    let known: Vec<&LabelScores> =
        scores.iter().copied().flatten().filter(|scores| !scores.is_empty()).collect();
    let labels = koko_core::labels::Label::all();
    let mut features = Vec::new();
    for label in labels {
        let of_label = known.iter().filter_map(|scores| scores.iter().find(|(other, _)| *other == label));
        let values: Vec<f64> = of_label.map(|(_, score)| log_odds(score)).collect();
        let count = values.len().max(1) as f64;
        features.push(values.iter().sum::<f64>() / count);
        features.push(values.iter().copied().fold(-9.3, f64::max));
    }
    features
}

/// The log-odds of each author by a regression on the others.
fn held_out(features: &[Vec<f64>], truth: &[bool], pull: f64) -> Vec<f64> {
    let mut predicted = vec![0.0; truth.len()];
    for fold in 0..FOLDS {
        let others: Vec<usize> = (0..truth.len()).filter(|place| place % FOLDS != fold).collect();
        let samples: Vec<(&[f64], bool)> =
            others.iter().map(|place| (features[*place].as_slice(), truth[*place])).collect();
        let model = Logistic::fit(&samples, pull);
        for place in (fold..truth.len()).step_by(FOLDS) {
            predicted[place] = model.log_odds(&features[place]);
        }
    }
    predicted
}

/// A logistic regression with a pull towards nothing.
struct Logistic {
    means: Vec<f64>,
    deviations: Vec<f64>,
    weights: Vec<f64>,
    shift: f64,
}

impl Logistic {
    fn fit(samples: &[(&[f64], bool)], pull: f64) -> Logistic {
        let (count, width) =
            (samples.len().max(1) as f64, samples.first().map_or(0, |sample| sample.0.len()));
        let mean = |of: &dyn Fn(&[f64]) -> f64| samples.iter().map(|(row, _)| of(row)).sum::<f64>() / count;
        let means: Vec<f64> = (0..width).map(|column| mean(&|row| row[column])).collect();
        let deviations = (0..width)
            .map(|column| mean(&|row| (row[column] - means[column]).powi(2)).sqrt().max(1e-6))
            .collect();
        let mut model = Logistic { means, deviations, weights: vec![0.0; width], shift: 0.0 };
        let rows: Vec<Vec<f64>> = samples.iter().map(|(row, _)| model.standard(row)).collect();
        // The loss is convex and its columns are standard, so plain steps downhill are enough.
        for _ in 0..400 {
            let mut slope = vec![0.0; width];
            let mut shift = 0.0;
            for (row, (_, truth)) in rows.iter().zip(samples) {
                let z: f64 = model.shift + row.iter().zip(&model.weights).map(|(x, w)| x * w).sum::<f64>();
                let error = 1.0 / (1.0 + (-z).exp()) - f64::from(u8::from(*truth));
                slope.iter_mut().zip(row).for_each(|(slope, x)| *slope += error * x / count);
                shift += error / count;
            }
            for (weight, slope) in model.weights.iter_mut().zip(slope) {
                *weight -= 0.2 * (slope + pull * *weight);
            }
            model.shift -= 0.2 * shift;
        }
        model
    }

    fn standard(&self, row: &[f64]) -> Vec<f64> {
        row.iter()
            .zip(&self.means)
            .zip(&self.deviations)
            .map(|((x, mean), deviation)| (x - mean) / deviation)
            .collect()
    }

    fn log_odds(&self, row: &[f64]) -> f64 {
        self.shift + self.standard(row).iter().zip(&self.weights).map(|(x, w)| x * w).sum::<f64>()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_regression_finds_the_column_that_tells_and_is_judged_on_what_it_did_not_see() {
        let rows: Vec<Vec<f64>> =
            (0..200).map(|place| vec![f64::from(place % 7), f64::from(place % 2)]).collect();
        let truth: Vec<bool> = (0..200).map(|place| place % 2 == 1).collect();
        let predicted = held_out(&rows, &truth, 0.1);
        assert!(predicted.iter().zip(truth).all(|(score, bad)| (*score > 0.0) == bad), "{predicted:?}");
    }
}
