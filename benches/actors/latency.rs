//! How long calls took: counts in bins that grow by an eighth of their size, so that memory stays small and percentiles are
//! right within that.

use std::time::Duration;

const PER_DOUBLING: u32 = 8;
const BINS: usize = 40 * PER_DOUBLING as usize;

/// Counts of durations.
#[derive(Debug, Clone)]
pub struct Latencies {
    counts: Vec<u64>,
    total: u64,
}

impl Default for Latencies {
    fn default() -> Self {
        Latencies { counts: vec![0; BINS], total: 0 }
    }
}

impl Latencies {
    /// Counts one call.
    pub fn add(&mut self, took: Duration) {
        let nanos = took.as_nanos().max(1) as f64;
        let bin = (nanos.log2() * f64::from(PER_DOUBLING)) as usize;
        self.counts[bin.min(BINS - 1)] += 1;
        self.total += 1;
    }

    /// Counts those of another thread.
    pub fn join(&mut self, other: &Latencies) {
        self.counts.iter_mut().zip(&other.counts).for_each(|(ours, theirs)| *ours += theirs);
        self.total += other.total;
    }

    /// How long all but `1 − share` of the calls took at most.
    pub fn at(&self, share: f64) -> Duration {
        let wanted = share * self.total as f64;
        let mut seen = 0;
        for (bin, count) in self.counts.iter().enumerate() {
            seen += count;
            if seen as f64 >= wanted {
                return Duration::from_nanos(((bin as f64 + 1.0) / f64::from(PER_DOUBLING)).exp2() as u64);
            }
        }
        Duration::MAX
    }

    /// p50, p99 and p99.9 in microseconds.
    pub fn percentiles(&self) -> String {
        let micros = |share| self.at(share).as_secs_f64() * 1e6;
        format!("{:.1} / {:.1} / {:.1} µs", micros(0.5), micros(0.99), micros(0.999))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn percentiles_are_right_within_an_eighth() {
        let mut latencies = Latencies::default();
        (1..=1_000).for_each(|micros| latencies.add(Duration::from_micros(micros)));
        for (share, micros) in [(0.5, 500.0), (0.99, 990.0)] {
            let found = latencies.at(share).as_secs_f64() * 1e6;
            assert!((found / micros - 1.0).abs() < 0.125, "{found}");
        }
        let mut both = Latencies::default();
        both.join(&latencies);
        assert_eq!(both.at(0.5), latencies.at(0.5));
    }
}
