//! Draws from the shapes that crowds have: heavy tails, waiting times, hashes of numbers.

use koko_core::measure::Chance;

/// A number that looks random and belongs to these two for good.
pub fn mix(one: u64, other: u64) -> u64 {
    let mut mixed = one.wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ other.wrapping_add(0xd1b5_4a32_d192_ed03);
    mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    mixed ^ (mixed >> 31)
}

/// [`mix`] as a number from 0 to 1, 1 excluded.
pub fn share_of(one: u64, other: u64) -> f64 {
    (mix(one, other) >> 11) as f64 / (1_u64 << 53) as f64
}

/// Seeded draws.
#[derive(Debug, Clone)]
pub struct Draws(Chance);

impl Draws {
    /// The same seed gives the same draws.
    pub fn new(seed: u64) -> Draws {
        Draws(Chance(seed))
    }

    /// From 0 to 1, 1 excluded.
    pub fn unit(&mut self) -> f64 {
        self.0.unit()
    }

    /// From 0 to `limit`, which is excluded.
    pub fn below(&mut self, limit: u64) -> u64 {
        ((self.unit() * limit as f64) as u64).min(limit.saturating_sub(1))
    }

    /// Whether something happens that has this chance.
    pub fn has(&mut self, chance: f64) -> bool {
        self.unit() < chance
    }

    /// How long until something that happens once in `mean`, and forgets.
    pub fn waiting(&mut self, mean: f64) -> f64 {
        -mean * (1.0 - self.unit()).ln()
    }

    /// Around `median`, and `spread` times as often as not up to `e^spread` away.
    pub fn log_normal(&mut self, median: f64, spread: f64) -> f64 {
        median * (spread * self.0.normal()).exp()
    }

    /// A rank below `count` by the law of Zipf and Mandelbrot: the first thousandth are about equal, and behind them the
    /// tenfold rank comes a tenth as often.
    pub fn rank(&mut self, count: u64) -> u64 {
        let skipped = (count as f64 / 1_000.0).max(1.0);
        let widest = (count as f64 + skipped) / skipped;
        let rank = skipped * widest.powf(self.unit()) - skipped;
        (rank as u64).min(count.saturating_sub(1))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn few_ranks_make_up_much_and_all_of_them_occur() {
        let mut draws = Draws::new(1);
        let ranks: Vec<u64> = (0..100_000).map(|_| draws.rank(10_000)).collect();
        let among_first = ranks.iter().filter(|rank| **rank < 100).count();
        assert!((30_000..40_000).contains(&among_first), "{among_first}");
        assert!(ranks.iter().any(|rank| *rank > 9_900) && ranks.iter().all(|rank| *rank < 10_000));
    }

    #[test]
    fn the_same_seed_gives_the_same_draws() {
        let drawn = |seed| {
            let mut draws = Draws::new(seed);
            (draws.below(100), draws.has(0.5), draws.waiting(3.0), draws.log_normal(2.0, 1.0))
        };
        assert_eq!(drawn(5), drawn(5));
        assert_ne!(drawn(5), drawn(6));
        assert_eq!(Draws::new(1).below(0), 0);
    }
}
