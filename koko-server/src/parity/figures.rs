//! How far two scores of the same texts agree, before and after a map: plain arithmetic on pairs.
//!
//! Knows nothing of files or of words.

use koko_core::measure::{QuantileMap, Table, pearson, spearman};
use koko_core::parity::Source;
use serde::Serialize;

/// Where thresholds usually are.
const LEVELS: [f64; 4] = [0.5, 0.7, 0.8, 0.9];
/// Pairs that it takes until a map means anything.
pub(super) const FEWEST_TO_FIT: usize = 100;
/// Parts into which pairs are put, so that each is carried over by what was learned from the others.
const FOLDS: usize = 5;
/// Disagreements that are kept.
const MOST_DISAGREEMENTS: usize = 20;

/// What both said about a text.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Pair {
    pub(super) ours: f64,
    pub(super) theirs: f64,
    pub(super) place: String,
    /// The beginning of the text, if texts are shown.
    pub(super) text: Option<String>,
}

/// Everything about one attribute.
#[derive(Debug, Serialize)]
pub(super) struct AttributeFigures {
    pub(super) attribute: String,
    /// The label that was held against it; null where the model has a logit for the attribute itself.
    #[serde(rename = "label", serialize_with = "label_of")]
    pub(super) source: Source,
    pub(super) texts: usize,
    /// The same before and after every map, because maps keep the order.
    pub(super) spearman: Option<f64>,
    pub(super) views: Vec<View>,
    /// By the last view, the largest first.
    pub(super) disagreements: Vec<Disagreement>,
    #[serde(skip)]
    pub(super) map: Option<QuantileMap>,
}

/// Scores carried over in one way.
#[derive(Debug, Serialize)]
pub(super) struct View {
    pub(super) by: Way,
    pub(super) pearson: Option<f64>,
    pub(super) mean_distance: f64,
    pub(super) levels: Vec<Level>,
}

/// How scores were carried over.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Way {
    /// Not at all.
    AsTheyAre,
    /// By the map that the model comes with, or that was given.
    Mapped,
    /// By a map fitted to these pairs; each pair by a map that was fitted to others.
    Fitted,
}

/// Agreement at one threshold, ours in front.
#[derive(Debug, Serialize)]
pub(super) struct Level {
    pub(super) at: f64,
    #[serde(flatten)]
    pub(super) table: Table,
    pub(super) agreement: Option<f64>,
    pub(super) kappa: Option<f64>,
    pub(super) precision: Option<f64>,
    pub(super) recall: Option<f64>,
}

/// A text on which both differ.
#[derive(Debug, Serialize)]
pub(super) struct Disagreement {
    pub(super) place: String,
    pub(super) ours: f64,
    pub(super) perspective: f64,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) text: Option<String>,
}

/// Works out everything about one attribute.
pub(super) fn figures(
    attribute: &str,
    source: Source,
    pairs: &[Pair],
    map: Option<&QuantileMap>,
    also_fitted: bool,
) -> AttributeFigures {
    let plain: Vec<(f64, f64)> = pairs.iter().map(|pair| (pair.ours, pair.theirs)).collect();
    let mut ways = vec![(Way::AsTheyAre, plain.clone())];
    if let Some(map) = map {
        ways.push((Way::Mapped, plain.iter().map(|(ours, theirs)| (map.apply(*ours), *theirs)).collect()));
    }
    if also_fitted && pairs.len() >= FEWEST_TO_FIT {
        ways.push((Way::Fitted, fitted_by_others(&plain)));
    }
    let last = ways.last().map_or(&plain, |(_, carried)| carried);
    AttributeFigures {
        attribute: attribute.to_owned(),
        source,
        texts: pairs.len(),
        spearman: spearman(&plain),
        disagreements: disagreements(pairs, last),
        views: ways.iter().map(|(by, carried)| view(*by, carried)).collect(),
        map: if also_fitted { fit(pairs) } else { map.cloned() },
    }
}

fn label_of<S: serde::Serializer>(source: &Source, serializer: S) -> Result<S::Ok, S::Error> {
    source.label().serialize(serializer)
}

/// A map that is fitted to all of these pairs; nothing if they are too few.
pub(super) fn fit(pairs: &[Pair]) -> Option<QuantileMap> {
    let (ours, theirs): (Vec<f64>, Vec<f64>) = pairs.iter().map(|pair| (pair.ours, pair.theirs)).unzip();
    (pairs.len() >= FEWEST_TO_FIT).then(|| QuantileMap::fit(&ours, &theirs))
}

fn fitted_by_others(pairs: &[(f64, f64)]) -> Vec<(f64, f64)> {
    let mut carried = pairs.to_vec();
    for fold in 0..FOLDS {
        let others = pairs.iter().enumerate().filter(|(row, _)| row % FOLDS != fold).map(|(_, pair)| *pair);
        let (ours, theirs): (Vec<f64>, Vec<f64>) = others.unzip();
        let map = QuantileMap::fit(&ours, &theirs);
        carried.iter_mut().skip(fold).step_by(FOLDS).for_each(|pair| pair.0 = map.apply(pair.0));
    }
    carried
}

fn view(by: Way, pairs: &[(f64, f64)]) -> View {
    let distance = pairs.iter().map(|(ours, theirs)| (ours - theirs).abs()).sum::<f64>();
    View {
        by,
        pearson: pearson(pairs),
        mean_distance: distance / pairs.len().max(1) as f64,
        levels: LEVELS.into_iter().map(|at| level(at, pairs)).collect(),
    }
}

fn level(at: f64, pairs: &[(f64, f64)]) -> Level {
    let table = Table::of(pairs.iter().map(|(ours, theirs)| (*ours >= at, *theirs >= at)));
    Level {
        at,
        table,
        agreement: table.agreement(),
        kappa: table.kappa(),
        precision: table.precision(),
        recall: table.recall(),
    }
}

fn disagreements(pairs: &[Pair], carried: &[(f64, f64)]) -> Vec<Disagreement> {
    let mut all: Vec<_> = pairs.iter().zip(carried).collect();
    let distance = |carried: &(f64, f64)| (carried.0 - carried.1).abs();
    all.sort_by(|one, other| distance(other.1).total_cmp(&distance(one.1)));
    let told = |(pair, (ours, theirs)): &(&Pair, &(f64, f64))| Disagreement {
        place: pair.place.clone(),
        ours: *ours,
        perspective: *theirs,
        text: pair.text.clone(),
    };
    all.iter().take(MOST_DISAGREEMENTS).map(told).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Perspective's scores are the square roots of ours, with one text on which both differ.
    fn pairs(count: usize) -> Vec<Pair> {
        let pair = |row: usize| {
            let ours = row as f64 / count as f64;
            let theirs = if row == 0 { 0.99 } else { ours.sqrt() };
            Pair { ours, theirs, place: format!("a.csv, line {row}"), text: None }
        };
        (0..count).map(pair).collect()
    }

    fn all(count: usize, map: Option<&QuantileMap>, also_fitted: bool) -> AttributeFigures {
        figures("INSULT", Source::Own, &pairs(count), map, also_fitted)
    }

    #[test]
    fn a_map_that_fits_brings_both_together() {
        let figures = all(500, None, true);
        let [before, after] = &figures.views[..] else { panic!("as they are, and fitted") };
        assert_eq!((before.by, after.by), (Way::AsTheyAre, Way::Fitted));
        assert!(before.mean_distance > 0.15 && after.mean_distance < 0.02, "{figures:?}");
        assert!(after.levels[2].agreement.unwrap() > 0.97 && before.levels[2].agreement.unwrap() < 0.9);
        assert!(figures.spearman.unwrap() > 0.98);
        assert_eq!(figures.disagreements[0].place, "a.csv, line 0");
        assert_eq!(figures.disagreements.len(), MOST_DISAGREEMENTS);
    }

    #[test]
    fn a_map_that_was_given_is_used() {
        let map = QuantileMap::new(&[0.0, 0.25, 1.0], &[0.0, 0.5, 1.0]).unwrap();
        let figures = all(50, Some(&map), true);
        let ways: Vec<Way> = figures.views.iter().map(|view| view.by).collect();
        assert_eq!(ways, [Way::AsTheyAre, Way::Mapped], "fifty pairs are too few to fit");
        assert!(figures.views[1].mean_distance < figures.views[0].mean_distance);
    }
}
