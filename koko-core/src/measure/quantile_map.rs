//! A rising line through knots that carries one scale over to another, so that as many texts lie above a score on either.

/// Quantiles that become knots: closer together at the top, where thresholds are.
const QUANTILES: [f64; 26] = [
    0.0, 0.05, 0.1, 0.15, 0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5, 0.55, 0.6, 0.65, 0.7, 0.75, 0.8, 0.85, 0.9,
    0.925, 0.95, 0.97, 0.98, 0.985, 0.99, 1.0,
];
/// Knots that are closer together would make a cliff of a line.
const CLOSEST: f64 = 1e-4;

/// A rising line, straight between its knots and flat beyond them.
#[derive(Debug, Clone, PartialEq)]
pub struct QuantileMap {
    knots: Vec<(f64, f64)>,
}

/// Why a row of knots is no rising line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum BadKnots {
    /// The two rows do not go together.
    #[error("both rows need the same number of knots, at least two")]
    Count,
    /// Not a probability.
    #[error("knots must lie between 0 and 1")]
    Range,
    /// Not rising.
    #[error("the first row must rise from knot to knot, and the second must not fall")]
    Order,
}

impl QuantileMap {
    /// The line through these knots: `from` rises, `to` does not fall, all within 0 and 1.
    pub fn new(from: &[f64], to: &[f64]) -> Result<QuantileMap, BadKnots> {
        if from.len() != to.len() || from.len() < 2 {
            return Err(BadKnots::Count);
        }
        // NaN is in no range.
        if !from.iter().chain(to).all(|knot| (0.0..=1.0).contains(knot)) {
            return Err(BadKnots::Range);
        }
        let rises = from.windows(2).all(|two| two[0] < two[1]) && to.windows(2).all(|two| two[0] <= two[1]);
        if !rises {
            return Err(BadKnots::Order);
        }
        Ok(QuantileMap { knots: from.iter().copied().zip(to.iter().copied()).collect() })
    }

    /// The line that carries the quantiles of `from` to those of `to`, and 0 to 0 and 1 to 1.
    ///
    /// Which numbers belong together plays no part, only how many lie below each.
    pub fn fit(from: &[f64], to: &[f64]) -> QuantileMap {
        let (from, to) = (sorted(from), sorted(to));
        let mut knots = vec![(0.0, 0.0)];
        for share in QUANTILES.into_iter().filter(|_| !from.is_empty() && !to.is_empty()) {
            let (x, y) = (rounded(quantile(&from, share)), rounded(quantile(&to, share)));
            let (last_x, last_y) = knots[knots.len() - 1];
            if x > last_x + CLOSEST && x < 1.0 - CLOSEST && y >= last_y {
                knots.push((x, y));
            }
        }
        knots.push((1.0, 1.0));
        QuantileMap { knots }
    }

    /// Where the line carries `x`.
    ///
    /// ```
    /// # use koko_core::measure::QuantileMap;
    /// let map = QuantileMap::new(&[0.0, 0.5, 1.0], &[0.0, 0.8, 1.0])?;
    /// assert_eq!(map.apply(0.25), 0.4);
    /// # Ok::<(), koko_core::measure::BadKnots>(())
    /// ```
    pub fn apply(&self, x: f64) -> f64 {
        let above = self.knots.partition_point(|knot| knot.0 < x);
        let Some(&(right, high)) = self.knots.get(above) else { return self.knots[self.knots.len() - 1].1 };
        let Some(&(left, low)) = above.checked_sub(1).and_then(|below| self.knots.get(below)) else {
            return high;
        };
        low + (high - low) * (x - left) / (right - left)
    }

    /// The knots, from the lowest to the highest.
    pub fn knots(&self) -> &[(f64, f64)] {
        &self.knots
    }
}

fn sorted(numbers: &[f64]) -> Vec<f64> {
    let mut sorted = numbers.to_vec();
    sorted.sort_by(f64::total_cmp);
    sorted
}

/// Straight between the two nearest numbers.
fn quantile(sorted: &[f64], share: f64) -> f64 {
    let place = share * (sorted.len() - 1) as f64;
    let below = sorted[place.floor() as usize];
    let above = sorted[place.ceil() as usize];
    below + (above - below) * place.fract()
}

/// Six digits, as files keep them.
fn rounded(number: f64) -> f64 {
    (number.clamp(0.0, 1.0) * 1e6).round() / 1e6
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn between_knots_the_line_is_straight_and_beyond_them_flat() {
        let map = QuantileMap::new(&[0.2, 0.4, 0.8], &[0.1, 0.5, 0.6]).unwrap();
        for (x, y) in [(0.0, 0.1), (0.2, 0.1), (0.3, 0.3), (0.4, 0.5), (0.6, 0.55), (0.8, 0.6), (1.0, 0.6)] {
            assert!((map.apply(x) - y).abs() < 1e-12, "{x}");
        }
    }

    #[test]
    fn what_does_not_rise_is_refused() {
        for (from, to, expected) in [
            (&[0.0, 1.0][..], &[0.0][..], BadKnots::Count),
            (&[0.0], &[0.0], BadKnots::Count),
            (&[0.0, 1.1], &[0.0, 1.0], BadKnots::Range),
            (&[0.0, 1.0], &[f64::NAN, 1.0], BadKnots::Range),
            (&[0.0, 0.0], &[0.0, 1.0], BadKnots::Order),
            (&[0.0, 1.0], &[0.5, 0.4], BadKnots::Order),
        ] {
            assert_eq!(QuantileMap::new(from, to), Err(expected), "{from:?} {to:?}");
        }
    }

    #[test]
    fn a_fitted_line_flags_as_many_on_one_side_as_on_the_other() {
        let ours: Vec<f64> = (0..1_000).map(|n| (f64::from(n) / 1_000.0).powi(3)).collect();
        let theirs: Vec<f64> = (0..1_000).map(|n| f64::from(n) / 1_000.0).collect();
        let map = QuantileMap::fit(&ours, &theirs);
        for level in [0.5, 0.7, 0.9] {
            let flagged = ours.iter().filter(|score| map.apply(**score) >= level).count();
            assert!(flagged.abs_diff((1_000.0 * (1.0 - level)) as usize) <= 10, "{level}: {flagged}");
        }
    }

    proptest! {
        #[test]
        fn a_fitted_line_can_be_written_and_read_and_never_falls(
            ours in prop::collection::vec(0.0..=1.0_f64, 0..50),
            theirs in prop::collection::vec(0.0..=1.0_f64, 0..50),
        ) {
            let map = QuantileMap::fit(&ours, &theirs);
            let (from, to): (Vec<_>, Vec<_>) = map.knots().iter().copied().unzip();
            prop_assert_eq!(QuantileMap::new(&from, &to), Ok(map.clone()));
            let line: Vec<f64> = (0..=100).map(|x| map.apply(f64::from(x) / 100.0)).collect();
            prop_assert!(line.windows(2).all(|two| two[0] <= two[1] + 1e-12));
        }
    }
}
