//! From scores and truths to figures and thresholds about each label: plain arithmetic on numbers.
//!
//! Knows nothing of files or of words.

use crate::labels::Label;
use crate::measure::{Answer, Labelled, Outcome, Platt, Sides, auc, average_precision, calibration_error};

/// A label is true of a text from here on, where raters disagreed.
const TRUE_FROM: f64 = 0.5;
/// Of each kind, how many texts it takes until scaling to them says anything.
const FEWEST_TO_SCALE: usize = 20;
/// Parts into which texts are put, so that each is scaled by what was learned from the others.
const FOLDS: usize = 5;

/// A text's score, and what is true of it: from 0 to 1.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Rated {
    /// What the model says.
    pub score: f32,
    /// What somebody found who read it.
    pub truth: f64,
}

/// What is to be promised.
#[derive(Debug, Clone)]
pub struct Wish {
    /// Shares of harmless texts that may be flagged.
    pub rates: Vec<f64>,
    /// How sure each promise is.
    pub confidence: f64,
}

/// How well one label does on somebody's texts.
#[derive(Debug, Clone, serde::Serialize)]
pub struct LabelFigures {
    /// The label.
    pub label: Label,
    /// Texts that it is true of.
    pub harmful: usize,
    /// Texts that it is not true of.
    pub harmless: usize,
    /// How well it ranks.
    pub auc: Option<f64>,
    /// The same, with more weight where it is sure.
    pub average_precision: Option<f64>,
    /// How far its probabilities are off.
    pub calibration_error: Option<f64>,
    /// How far they would be off if they were scaled to these texts; measured on texts that were not used for it.
    pub calibration_error_scaled: Option<f64>,
    /// The scaling: of the log-odds of a score.
    pub scaling: Option<Platt>,
    /// What can be promised, for each rate that was asked for.
    pub thresholds: Vec<Answer>,
}

/// Works out everything about one label.
pub fn figures(label: Label, rated: &[Rated], wish: &Wish) -> LabelFigures {
    let (harmful, harmless): (Vec<&Rated>, Vec<&Rated>) = rated.iter().partition(|one| is_harmful(one));
    let scores = |kind: &[&Rated]| kind.iter().map(|one| one.score).collect();
    let sides = Sides::new(scores(&harmful), scores(&harmless), wish.confidence);
    let labelled: Vec<Labelled> =
        rated.iter().map(|one| Labelled { score: f64::from(one.score), positive: is_harmful(one) }).collect();
    let outcomes: Vec<Outcome> =
        rated.iter().map(|one| Outcome { probability: f64::from(one.score), truth: one.truth }).collect();
    let enough = harmful.len().min(harmless.len()) >= FEWEST_TO_SCALE;
    LabelFigures {
        label,
        harmful: harmful.len(),
        harmless: harmless.len(),
        auc: auc(&labelled),
        average_precision: average_precision(&labelled),
        calibration_error: calibration_error(&outcomes),
        calibration_error_scaled: scaled(&outcomes)
            .filter(|_| enough)
            .and_then(|scaled| calibration_error(&scaled)),
        scaling: Platt::fit(&outcomes).filter(|_| enough),
        thresholds: wish.rates.iter().map(|rate| sides.answer(*rate)).collect(),
    }
}

/// Whether a label counts as true of a text.
pub fn is_harmful(rated: &Rated) -> bool {
    rated.truth >= TRUE_FROM
}

/// Each text scaled by what the other parts say.
fn scaled(outcomes: &[Outcome]) -> Option<Vec<Outcome>> {
    let mut scaled = outcomes.to_vec();
    for fold in 0..FOLDS {
        let others: Vec<Outcome> =
            outcomes.iter().enumerate().filter(|(row, _)| row % FOLDS != fold).map(|(_, one)| *one).collect();
        let line = Platt::fit(&others)?;
        scaled
            .iter_mut()
            .skip(fold)
            .step_by(FOLDS)
            .for_each(|one| one.probability = line.apply(one.probability));
    }
    Some(scaled)
}

#[cfg(test)]
mod tests {
    use crate::measure::{Chance, exceeding_allowed};

    use super::*;

    fn insult() -> Label {
        Label::parse("insult").unwrap()
    }

    fn wish(rates: &[f64]) -> Wish {
        Wish { rates: rates.to_vec(), confidence: 0.95 }
    }

    fn rated(harmless: impl Iterator<Item = f32>, harmful: impl Iterator<Item = f32>) -> Vec<Rated> {
        let of = |truth| move |score| Rated { score, truth };
        harmless.map(of(0.0)).chain(harmful.map(of(1.0))).collect()
    }

    /// Of many draws, the share in which more harmless texts would be flagged than was promised.
    fn broken(texts: usize, rate: f64, score: fn(f64) -> f32, true_rate: fn(f32) -> f64) -> f64 {
        const DRAWS: usize = 2_000;
        let mut chance = Chance(7);
        let breaks = |_: &usize| {
            let drawn = rated((0..texts).map(|_| score(chance.unit())), std::iter::empty());
            let promised = figures(insult(), &drawn, &wish(&[rate])).thresholds[0].promised.unwrap();
            true_rate(promised.threshold) > rate
        };
        (0..DRAWS).filter(breaks).count() as f64 / DRAWS as f64
    }

    #[test]
    fn a_promise_is_broken_no_more_often_than_it_may_be() {
        // Five per cent may break; of 2,000 draws one and a half per cent more would be four standard deviations.
        const MOST: f64 = 0.05 + 0.02;
        let even = |chance: f64| chance as f32;
        let above = |threshold: f32| 1.0 - f64::from(threshold);
        for (texts, rate) in [(299, 0.01), (473, 0.01), (400, 0.05), (1_000, 0.05)] {
            assert!(broken(texts, rate, even, above) <= MOST, "{texts} texts, {rate}");
        }
        // Scores in steps of a twentieth, so that nearly all are shared.
        let stepped = |chance: f64| ((chance * 20.0).floor() / 20.0) as f32;
        let above = |threshold: f32| 1.0 - ((f64::from(threshold) * 20.0).ceil() / 20.0).min(1.0);
        assert!(broken(300, 0.1, stepped, above) <= MOST);
        // Most scores tiny, as those of a model are.
        let skewed = |chance: f64| chance.powi(8) as f32;
        let above = |threshold: f32| 1.0 - f64::from(threshold).powf(1.0 / 8.0);
        assert!(broken(473, 0.01, skewed, above) <= MOST);
    }

    #[test]
    fn with_enough_texts_the_threshold_stands_just_above_the_last_that_may_not_be_flagged() {
        let drawn = rated((0..300).map(|n| n as f32 / 1_000.0), [0.9, 0.95, 0.2, 0.31].into_iter());
        let figures = figures(insult(), &drawn, &wish(&[0.01, 0.05]));
        let strict = figures.thresholds[0].promised.unwrap();
        assert!((strict.threshold - 0.299).abs() < 1e-5 && strict.threshold > 0.299, "{strict:?}");
        assert_eq!((strict.harmless_flagged, strict.harmful_found, strict.recall), (0, 3, Some(0.75)));
        // Binomial tables: of 300, eight may lie above if one in twenty is to be promised.
        let lax = figures.thresholds[1].promised.unwrap();
        assert_eq!(lax.harmless_flagged, exceeding_allowed(300, 0.05, 0.05).unwrap());
        assert!(lax.threshold < strict.threshold);
    }

    #[test]
    fn with_too_few_texts_it_says_how_many_are_needed_and_what_can_be_promised() {
        let drawn = rated((0..120).map(|n| n as f32 / 1_000.0), [0.9].into_iter());
        let answer = figures(insult(), &drawn, &wish(&[0.01])).thresholds[0];
        assert_eq!((answer.needed, answer.promised), (299, None));
        let instead = answer.instead.unwrap();
        assert!((instead.fpr_at_most - 0.0247).abs() < 1e-4, "{instead:?}");
        assert_eq!(instead.harmful_found, 1);
    }

    #[test]
    fn without_texts_of_a_kind_nothing_is_made_up() {
        let nothing = figures(insult(), &[], &wish(&[0.01]));
        assert_eq!((nothing.auc, nothing.calibration_error, nothing.scaling), (None, None, None));
        assert!(nothing.thresholds[0].promised.is_none() && nothing.thresholds[0].instead.is_none());
        let harmless = figures(insult(), &rated((0..300).map(|_| 0.1), std::iter::empty()), &wish(&[0.01]));
        let promised = harmless.thresholds[0].promised.unwrap();
        assert_eq!((promised.recall, promised.recall_interval), (None, None));
    }

    #[test]
    fn scores_that_are_off_are_scaled_to_the_texts() {
        let mut chance = Chance(3);
        let drawn: Vec<Rated> = (0..2_000)
            .map(|_| {
                let truth = chance.unit();
                let harmful = f64::from(u8::from(chance.unit() < truth));
                Rated { score: truth.powi(3) as f32, truth: harmful }
            })
            .collect();
        let figures = figures(insult(), &drawn, &wish(&[0.01]));
        let (before, after) = (figures.calibration_error.unwrap(), figures.calibration_error_scaled.unwrap());
        assert!(before > 0.2 && after < 0.06, "{before} {after}");
    }
}
