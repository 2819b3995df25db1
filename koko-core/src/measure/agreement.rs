//! How far two judges of the same texts agree: over the whole scale, and at a threshold.

/// How far two rows of numbers lie on one straight line, from -1 to 1.
///
/// Nothing for fewer than two pairs, and where either side is always the same.
pub fn pearson(pairs: &[(f64, f64)]) -> Option<f64> {
    let count = pairs.len() as f64;
    let sums = pairs.iter().fold((0.0, 0.0), |(x, y), pair| (x + pair.0, y + pair.1));
    let (mean_x, mean_y) = (sums.0 / count, sums.1 / count);
    let (mut xx, mut yy, mut xy) = (0.0, 0.0, 0.0);
    for (x, y) in pairs {
        let (x, y) = (x - mean_x, y - mean_y);
        xx += x * x;
        yy += y * y;
        xy += x * y;
    }
    (xx > 0.0 && yy > 0.0).then(|| xy / (xx.sqrt() * yy.sqrt()))
}

/// How far both put the texts into the same order, from -1 to 1: Pearson's correlation of the ranks, where equal numbers
/// share a rank.
pub fn spearman(pairs: &[(f64, f64)]) -> Option<f64> {
    let first = ranks(pairs.iter().map(|pair| pair.0));
    let second = ranks(pairs.iter().map(|pair| pair.1));
    pearson(&first.into_iter().zip(second).collect::<Vec<_>>())
}

/// From 1; equal numbers have the mean of the ranks that they take up together.
fn ranks(numbers: impl Iterator<Item = f64>) -> Vec<f64> {
    let mut sorted: Vec<(usize, f64)> = numbers.enumerate().collect();
    sorted.sort_by(|one, other| one.1.total_cmp(&other.1));
    let mut ranks = vec![0.0; sorted.len()];
    let mut before = 0;
    for group in sorted.chunk_by(|one, other| one.1 == other.1) {
        let shared = before as f64 + (group.len() as f64 + 1.0) / 2.0;
        group.iter().for_each(|(place, _)| ranks[*place] = shared);
        before += group.len();
    }
    ranks
}

/// How often two judges said yes and no to the same texts.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, serde::Serialize)]
pub struct Table {
    /// Both said yes.
    pub both: usize,
    /// Only the first did.
    pub only_first: usize,
    /// Only the second did.
    pub only_second: usize,
    /// Neither did.
    pub neither: usize,
}

impl Table {
    /// Counts answers, those of the first judge in front.
    pub fn of(answers: impl Iterator<Item = (bool, bool)>) -> Table {
        let mut table = Table::default();
        for answer in answers {
            let cell = match answer {
                (true, true) => &mut table.both,
                (true, false) => &mut table.only_first,
                (false, true) => &mut table.only_second,
                (false, false) => &mut table.neither,
            };
            *cell += 1;
        }
        table
    }

    /// The share of texts on which both say the same.
    pub fn agreement(&self) -> Option<f64> {
        share(self.both + self.neither, self.all())
    }

    /// Cohen's kappa: how much of the agreement that chance leaves room for is there, 1 at the most. Nothing where
    /// chance alone would always agree.
    pub fn kappa(&self) -> Option<f64> {
        let all = self.all() as f64;
        let (first, second) =
            ((self.both + self.only_first) as f64 / all, (self.both + self.only_second) as f64 / all);
        let by_chance = first * second + (1.0 - first) * (1.0 - second);
        (by_chance < 1.0).then_some((self.agreement()? - by_chance) / (1.0 - by_chance))
    }

    /// Of those that the first says yes to, the share that the second does too.
    pub fn precision(&self) -> Option<f64> {
        share(self.both, self.both + self.only_first)
    }

    /// Of those that the second says yes to, the share that the first does too.
    pub fn recall(&self) -> Option<f64> {
        share(self.both, self.both + self.only_second)
    }

    fn all(&self) -> usize {
        self.both + self.only_first + self.only_second + self.neither
    }
}

fn share(part: usize, whole: usize) -> Option<f64> {
    (whole > 0).then(|| part as f64 / whole as f64)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn correlations_have_their_known_values() {
        let pairs = [(1.0, 2.0), (2.0, 1.0), (3.0, 4.0), (4.0, 3.0), (5.0, 5.0)];
        assert!((pearson(&pairs).unwrap() - 0.8).abs() < 1e-12);
        assert!((spearman(&pairs).unwrap() - 0.8).abs() < 1e-12);
        let curved = [(1.0, 1.0), (2.0, 10.0), (3.0, 100.0)];
        assert!(spearman(&curved).unwrap() > 1.0 - 1e-12 && pearson(&curved).unwrap() < 0.95);
        let tied = [(1.0, 1.0), (1.0, 2.0), (2.0, 3.0)];
        assert!((spearman(&tied).unwrap() - 3.0_f64.sqrt() / 2.0).abs() < 1e-12);
    }

    #[test]
    fn what_never_changes_goes_with_nothing() {
        assert_eq!(pearson(&[]), None);
        assert_eq!(pearson(&[(0.5, 0.5)]), None);
        assert_eq!(spearman(&[(0.5, 0.1), (0.5, 0.9)]), None);
    }

    #[test]
    fn kappa_has_its_known_value() {
        // The example of Cohen's kappa in Wikipedia: 50 proposals, 20 and 15 agreed on.
        let table = Table { both: 20, only_first: 5, only_second: 10, neither: 15 };
        assert!((table.kappa().unwrap() - 0.4).abs() < 1e-12);
        assert!((table.agreement().unwrap() - 0.7).abs() < 1e-12);
        assert_eq!((table.precision(), table.recall()), (Some(0.8), Some(2.0 / 3.0)));
    }

    #[test]
    fn where_nothing_is_flagged_there_is_agreement_but_no_kappa() {
        let table = Table::of([(false, false); 3].into_iter());
        assert_eq!((table.agreement(), table.kappa(), table.precision()), (Some(1.0), None, None));
        assert_eq!(Table::default().agreement(), None);
    }
}
