//! Finds the batch size that suits a machine, by trying some.

use std::fmt;
use std::ops::Range;
use std::time::{Duration, Instant};

use super::order::{CallOptions, Order, Urgency, Want};
use super::plan::Batching;
use super::rows::Rows;
use super::workers::Workers;
use crate::error::Result;
use crate::measure::Chance;

/// The smallest budget that is tried; each other one is twice the one before.
const SMALLEST: usize = 128;
/// Budgets up to this one are tried in any case; larger ones only while they bring something, as on a GPU.
const USUAL: usize = 1_024;
const LARGEST: usize = 16_384;
/// Rows that a batch may have for each token of its budget, so that many short ones still fill it.
const TOKENS_A_ROW: usize = 16;
/// The share of the best speed that is good enough. A smaller batch has other merits: what waits for its end waits less.
const GOOD_ENOUGH: f64 = 0.98;

/// What was found about batch sizes on this machine.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tuning {
    /// Every size that was tried, the smallest first.
    pub trials: Vec<Trial>,
    /// The smallest that is about as fast as the fastest.
    pub best: Batching,
}

/// How fast one batch size is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Trial {
    /// The size.
    pub batching: Batching,
    /// Tokens a second, all engines together.
    pub tokens_per_second: u64,
}

/// Tries batch sizes for about the given time, and each at least once, on made-up rows as long as comments are.
pub fn tune(workers: &Workers, ids: Range<i64>, max_tokens: usize, within: Duration) -> Result<Tuning> {
    let begun = Instant::now();
    let order = Order::now(&CallOptions::default(), Urgency::Bulk, Want::Logits);
    let mut tuner = Tuner { trials: Vec::new() };
    loop {
        // The fastest of several tries counts: whatever else a machine does can only make one slower.
        for batching in sizes() {
            if !tuner.is_worth_trying(batching) {
                break;
            }
            let rows = made_up(batching.max_tokens * 2 * workers.count(), ids.clone(), max_tokens);
            let (tokens, start) = (rows.tokens(), Instant::now());
            workers.run(rows, batching, &order)?;
            let microseconds = start.elapsed().as_micros().max(1);
            let speed = tokens as u128 * 1_000_000 / microseconds;
            tuner.note(batching, u64::try_from(speed).unwrap_or(u64::MAX));
            if begun.elapsed() >= within && batching.max_tokens >= USUAL {
                return Ok(tuner.end());
            }
        }
        if begun.elapsed() >= within {
            return Ok(tuner.end());
        }
    }
}

fn sizes() -> impl Iterator<Item = Batching> {
    let budgets = std::iter::successors(Some(SMALLEST), |budget| Some(budget * 2));
    let sizes = budgets.map(|max_tokens| Batching { max_rows: max_tokens / TOKENS_A_ROW, max_tokens });
    sizes.take_while(|batching| batching.max_tokens <= LARGEST)
}

struct Tuner {
    trials: Vec<Trial>,
}

impl Tuner {
    /// Beyond the usual sizes, only what is twice the best so far.
    fn is_worth_trying(&self, batching: Batching) -> bool {
        let best = self.fastest().map_or(LARGEST, |trial| trial.batching.max_tokens);
        batching.max_tokens <= USUAL || best * 2 >= batching.max_tokens
    }

    fn note(&mut self, batching: Batching, tokens_per_second: u64) {
        match self.trials.iter_mut().find(|trial| trial.batching == batching) {
            Some(trial) => trial.tokens_per_second = trial.tokens_per_second.max(tokens_per_second),
            None => self.trials.push(Trial { batching, tokens_per_second }),
        }
    }

    fn fastest(&self) -> Option<&Trial> {
        self.trials.iter().max_by_key(|trial| trial.tokens_per_second)
    }

    fn end(self) -> Tuning {
        let enough = self.fastest().map_or(0.0, |trial| trial.tokens_per_second as f64 * GOOD_ENOUGH);
        let best = self.trials.iter().find(|trial| trial.tokens_per_second as f64 >= enough);
        Tuning { best: best.map_or_else(Batching::default, |trial| trial.batching), trials: self.trials }
    }
}

/// Rows of so many tokens together: lengths as those of comments, ids by chance, each time the same.
fn made_up(tokens: usize, ids: Range<i64>, max_tokens: usize) -> Rows {
    let mut chance = Chance(0x9e37_79b9_7f4a_7c15);
    let mut rows = Rows::default();
    while rows.tokens() < tokens {
        let length =
            (28.0 * (0.7 * chance.normal()).exp()).round().clamp(3.0, max_tokens.max(3) as f64) as usize;
        let span = (ids.end - ids.start).max(1) as f64;
        rows.push((0..length).map(|_| ids.start + (chance.unit() * span) as i64));
    }
    rows
}

impl fmt::Display for Tuning {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("tokens/s by tokens in a batch:")?;
        for (place, Trial { batching, tokens_per_second }) in self.trials.iter().enumerate() {
            let comma = if place == 0 { "" } else { "," };
            write!(f, "{comma} {}: {tokens_per_second}", batching.max_tokens)?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tuned(speeds: &[(usize, u64)]) -> Tuning {
        let mut tuner = Tuner { trials: Vec::new() };
        for &(max_tokens, speed) in speeds {
            tuner.note(Batching { max_rows: 1, max_tokens }, speed);
        }
        tuner.end()
    }

    #[test]
    fn the_smallest_of_those_that_are_about_as_fast_is_taken() {
        let tuning = tuned(&[(128, 70), (256, 99), (512, 100), (1_024, 60), (128, 80), (512, 40)]);
        assert_eq!(tuning.best.max_tokens, 256);
        assert_eq!(tuning.to_string(), "tokens/s by tokens in a batch: 128: 80, 256: 99, 512: 100, 1024: 60");
    }

    #[test]
    fn beyond_the_usual_only_what_might_be_better_is_tried() {
        let mut tuner = Tuner { trials: Vec::new() };
        let size = |max_tokens| Batching { max_rows: 1, max_tokens };
        tuner.note(size(512), 100);
        tuner.note(size(1_024), 90);
        assert!(tuner.is_worth_trying(size(1_024)) && !tuner.is_worth_trying(size(2_048)));
        tuner.note(size(1_024), 120);
        assert!(tuner.is_worth_trying(size(2_048)) && !tuner.is_worth_trying(size(4_096)));
    }

    #[test]
    fn made_up_rows_are_as_long_as_comments() {
        let rows = made_up(20_000, 5..50, 128);
        let mut lengths: Vec<usize> = rows.iter().map(<[i64]>::len).collect();
        lengths.sort_unstable();
        assert!((20..40).contains(&lengths[lengths.len() / 2]) && lengths[lengths.len() - 1] <= 128);
        assert!(rows.iter().flatten().all(|id| (5..50).contains(id)));
    }
}
