//! How numbers are spread: as many as lie below each of some bounds, as monitoring systems keep them.

/// Numbers that were seen, by size.
#[derive(Debug, Clone, PartialEq)]
pub struct Spread {
    /// The bounds, rising.
    pub bounds: &'static [f64],
    /// How many lie above the bound before and at or below this one; in the last place how many lie above all.
    pub counts: Vec<u64>,
    /// All of them together.
    pub sum: f64,
}

impl Spread {
    /// Nothing was seen yet.
    pub(super) fn new(bounds: &'static [f64]) -> Spread {
        Spread { bounds, counts: vec![0; bounds.len() + 1], sum: 0.0 }
    }

    /// One more, or several alike.
    pub(super) fn add(&mut self, value: f64, times: u64) {
        self.counts[self.bounds.partition_point(|bound| *bound < value)] += times;
        self.sum += value * times as f64;
    }

    /// How many were seen.
    pub fn count(&self) -> u64 {
        self.counts.iter().sum()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_at_a_bound_lies_below_it_and_those_above_all_are_counted_too() {
        let mut spread = Spread::new(&[1.0, 10.0]);
        for value in [0.5, 1.0, 1.5, 10.0, 11.0] {
            spread.add(value, 1);
        }
        spread.add(2.0, 3);
        assert_eq!(spread.counts, [2, 5, 1]);
        assert_eq!((spread.count(), spread.sum), (8, 30.0));
    }
}
