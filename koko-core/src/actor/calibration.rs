//! Fits probabilities to a tenant's own reviewers: one straight line a family, drawn towards the general one.
//!
//! Affine, so that the reasons of a standing still add up. Labels come from reviewed authors: review a small random sample,
//! too, and weigh each author by the inverse of the chance that they were reviewed, or the fit learns the queue.

use super::parameters::Affine;

/// At so many labelled authors their own line and the general one have equal weight.
const EQUAL_AT: f64 = 200.0;
/// The slope stays within these, whatever the labels say.
const SLOPES: (f64, f64) = (0.5, 2.0);
/// Newton's steps; it settles in fewer than ten.
const STEPS: usize = 30;
/// Parts of which each is predicted from the others.
const FOLDS: usize = 5;
const BINS: usize = 10;
/// The largest calibration error that is accepted.
const MOST_ERROR: f64 = 0.03;

/// An author whom reviewers have looked at.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Reviewed {
    /// The total of the family before any calibration, in nats.
    pub total: f64,
    /// Whether a decision of the family was upheld.
    pub upheld: bool,
    /// The inverse of the chance that this author was reviewed; 1 if everybody is.
    pub weight: f64,
}

/// How good probabilities are, measured on authors that were held back.
#[derive(Debug, Clone, Copy, PartialEq, serde::Serialize)]
pub struct Fit {
    /// How far the probabilities of ten equal bins are from what was upheld.
    pub calibration_error: f64,
    /// Mean squared distance from what was upheld.
    pub brier: f64,
}

/// A calibration, and whether to take it.
#[derive(Debug, Clone, Copy, PartialEq, serde::Serialize)]
pub struct Calibrated {
    /// The line, fitted to all authors.
    pub affine: Affine,
    /// How many authors there were.
    pub authors: usize,
    /// With the general line.
    pub before: Fit,
    /// With lines fitted to the other parts.
    pub after: Fit,
    /// Whether it is good enough: a calibration error of at most 0.03, and better than before.
    pub accepted: bool,
}

/// Fits one family. Nothing without at least ten authors, of whom some were upheld and some were not.
pub fn fit_calibration(reviewed: &[Reviewed], general: Affine) -> Option<Calibrated> {
    let known: Vec<Reviewed> = reviewed
        .iter()
        .copied()
        .filter(|one| one.total.is_finite() && one.weight.is_finite() && one.weight > 0.0)
        .collect();
    let upheld = known.iter().filter(|one| one.upheld).count();
    if known.len() < BINS || upheld == 0 || upheld == known.len() {
        return None;
    }
    let affine = line(&known, general);
    let held_back = (0..FOLDS).flat_map(|fold| {
        let part = |inside: bool| {
            let in_fold = move |(place, _): &(usize, &Reviewed)| (place % FOLDS == fold) == inside;
            known.iter().enumerate().filter(in_fold).map(|(_, one)| *one).collect::<Vec<_>>()
        };
        let of_others = line(&part(false), general);
        part(true).into_iter().map(move |one| (predicted(of_others, one.total), one))
    });
    let after = measured(held_back.collect());
    let before = measured(known.iter().map(|one| (predicted(general, one.total), *one)).collect());
    let accepted = after.calibration_error <= MOST_ERROR && after.brier < before.brier;
    Some(Calibrated { affine, authors: known.len(), before, after, accepted })
}

/// The likeliest line, with a pull towards the general one that is as strong as [`EQUAL_AT`] such authors.
fn line(reviewed: &[Reviewed], general: Affine) -> Affine {
    let mass: f64 = reviewed.iter().map(|one| one.weight).sum();
    let scale = reviewed.len() as f64 / mass.max(f64::MIN_POSITIVE);
    let (a0, b0) = (f64::from(general.a), f64::from(general.b));
    let information = |one: &Reviewed, a: f64, b: f64| {
        let p = sigmoid(a * one.total + b);
        one.weight * scale * (p * (1.0 - p)).max(1e-9)
    };
    let count = reviewed.len().max(1) as f64;
    let (mut pull_a, mut pull_b) = (0.0, 0.0);
    for one in reviewed {
        let information = information(one, a0, b0);
        pull_a += EQUAL_AT * information * one.total * one.total / count;
        pull_b += EQUAL_AT * information / count;
    }
    let (mut a, mut b) = (a0, b0);
    for _ in 0..STEPS {
        let (mut ga, mut gb) = (pull_a * (a - a0), pull_b * (b - b0));
        let (mut haa, mut hab, mut hbb) = (pull_a + 1e-9, 0.0, pull_b + 1e-9);
        for one in reviewed {
            let error = (sigmoid(a * one.total + b) - f64::from(u8::from(one.upheld))) * one.weight * scale;
            let information = information(one, a, b);
            ga += error * one.total;
            gb += error;
            haa += information * one.total * one.total;
            hab += information * one.total;
            hbb += information;
        }
        let determinant = haa * hbb - hab * hab;
        let (step_a, step_b) = ((hbb * ga - hab * gb) / determinant, (haa * gb - hab * ga) / determinant);
        // A bounded step cannot overshoot into where everything is certain.
        a = (a - step_a.clamp(-0.5, 0.5)).clamp(SLOPES.0, SLOPES.1);
        b = (b - step_b.clamp(-1.0, 1.0)).clamp(-10.0, 10.0);
        if step_a.abs() < 1e-9 && step_b.abs() < 1e-9 {
            break;
        }
    }
    Affine { a: a as f32, b: b as f32 }
}

fn predicted(affine: Affine, total: f64) -> f64 {
    sigmoid(f64::from(affine.a) * total + f64::from(affine.b))
}

fn measured(mut predictions: Vec<(f64, Reviewed)>) -> Fit {
    predictions.sort_by(|one, other| one.0.total_cmp(&other.0));
    let mass: f64 = predictions.iter().map(|(_, one)| one.weight).sum();
    let (mut error, mut brier, mut before) = (0.0, 0.0, 0.0);
    let mut bins = [0.0; BINS];
    for (probability, one) in &predictions {
        let distance = probability - f64::from(u8::from(one.upheld));
        brier += one.weight * distance * distance;
        // Bins of equal mass: where the middle of this author's weight lies.
        let bin = (before + one.weight / 2.0) / mass * BINS as f64;
        bins[(bin as usize).min(BINS - 1)] += one.weight * distance;
        before += one.weight;
    }
    bins.iter().for_each(|bin: &f64| error += bin.abs());
    Fit { calibration_error: error / mass, brier: brier / mass }
}

fn sigmoid(x: f64) -> f64 {
    1.0 / (1.0 + (-x).exp())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::measure::Chance;

    /// Authors whose true line is this one.
    fn authors(count: usize, truth: Affine) -> Vec<Reviewed> {
        let mut chance = Chance(7);
        let one = |_| {
            let total = -2.5 + 2.0 * chance.normal();
            Reviewed { total, upheld: chance.unit() < predicted(truth, total), weight: 1.0 }
        };
        (0..count).map(one).collect()
    }

    #[test]
    fn many_authors_bring_their_own_line_and_few_keep_the_general_one() {
        let truth = Affine { a: 1.4, b: 0.8 };
        let many = fit_calibration(&authors(20_000, truth), Affine::IDENTITY).unwrap();
        assert!((many.affine.a - 1.4).abs() < 0.1 && (many.affine.b - 0.8).abs() < 0.15, "{many:?}");
        assert!(many.accepted && many.after.brier < many.before.brier, "{many:?}");
        let few = fit_calibration(&authors(30, truth), Affine::IDENTITY).unwrap().affine;
        assert!((few.a - 1.0).abs() < 0.15 && few.b < 0.4, "{few:?}");
        let middle = fit_calibration(&authors(200, truth), Affine::IDENTITY).unwrap().affine;
        assert!(middle.b > 0.1 && middle.b < 0.8, "{middle:?}");
    }

    #[test]
    fn what_was_right_already_is_not_replaced_by_noise() {
        let found = fit_calibration(&authors(300, Affine::IDENTITY), Affine::IDENTITY).unwrap();
        assert!((found.affine.a - 1.0).abs() < 0.25 && found.affine.b.abs() < 0.4, "{found:?}");
    }

    #[test]
    fn a_sample_that_is_weighed_tells_of_everybody() {
        let truth = Affine { a: 1.0, b: 0.0 };
        // Reviewers looked at everybody who stands badly and at one in ten of the others.
        let all = authors(40_000, truth);
        let queue: Vec<Reviewed> = all
            .iter()
            .enumerate()
            .filter(|(number, one)| one.total > -1.0 || number % 10 == 0)
            .map(|(_, one)| Reviewed { weight: if one.total > -1.0 { 1.0 } else { 10.0 }, ..*one })
            .collect();
        let found = fit_calibration(&queue, Affine { a: 1.0, b: 1.0 }).unwrap().affine;
        assert!((found.a - 1.0).abs() < 0.1 && found.b.abs() < 0.15, "{found:?}");
    }

    #[test]
    fn the_slope_stays_in_its_bounds_and_one_kind_alone_teaches_nothing() {
        let reversed =
            fit_calibration(&authors(5_000, Affine { a: -3.0, b: 0.0 }), Affine::IDENTITY).unwrap();
        assert_eq!(reversed.affine.a, 0.5);
        let alike: Vec<Reviewed> =
            authors(50, Affine::IDENTITY).into_iter().map(|one| Reviewed { upheld: false, ..one }).collect();
        assert_eq!(fit_calibration(&alike, Affine::IDENTITY), None);
        assert_eq!(fit_calibration(&[], Affine::IDENTITY), None);
    }
}
