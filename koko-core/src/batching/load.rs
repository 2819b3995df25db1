//! How much there is to do, and how fast it gets done.

use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use super::spread::Spread;
use crate::error::{Error, ErrorKind};

/// What the engines have to do and have done: cheap enough to be asked for at any time.
///
/// Counts begin with the moderator, and anew in a process that was forked.
#[derive(Debug, Clone, PartialEq)]
pub struct Load {
    /// What waits in the lane of those who have just written something.
    pub interactive: Waiting,
    /// What waits in the lane of jobs.
    pub bulk: Waiting,
    /// Batches that have been run.
    pub batches_run: u64,
    /// Tokens that have been run.
    pub tokens_run: u64,
    /// Seconds that rows waited until an engine began with them. Those that were run at once are not among them.
    pub waited: Spread,
    /// Seconds that an engine took for a batch.
    pub took: Spread,
    /// Rows in a batch.
    pub rows: Spread,
    /// Engines that can run at the same time.
    pub engines: usize,
    /// Seconds that engines have worked, all together.
    pub busy: f64,
    /// Tokens a second, all engines together, over about the last ten seconds.
    pub tokens_per_second: f64,
    /// Rows that were refused because too many waited.
    pub rows_refused: u64,
    /// Rows that were called off.
    pub rows_cancelled: u64,
    /// Rows whose deadline passed, or would have.
    pub rows_expired: u64,
}

/// Rows that no engine has begun.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Waiting {
    /// A row is a window of a text.
    pub rows: usize,
    /// The sum of their lengths.
    pub tokens: usize,
}

/// What is counted without a lock.
#[derive(Default)]
pub(super) struct Counts {
    pub(super) refused: AtomicU64,
    pub(super) cancelled: AtomicU64,
    pub(super) expired: AtomicU64,
}

impl Counts {
    /// Counts rows that will have no answer.
    pub(super) fn lost(&self, error: &Error, rows: usize) {
        let count = match error.kind() {
            ErrorKind::Overloaded => &self.refused,
            ErrorKind::Cancelled => &self.cancelled,
            ErrorKind::DeadlineExceeded => &self.expired,
            _ => return,
        };
        count.fetch_add(rows as u64, Ordering::Relaxed);
    }
}

/// From half a millisecond to half a minute.
const SECONDS: [f64; 14] =
    [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 10.0, 30.0];
const ROWS: [f64; 9] = [1.0, 2.0, 4.0, 8.0, 16.0, 32.0, 64.0, 128.0, 256.0];

/// Over how long "lately" reaches.
const LATELY: Duration = Duration::from_secs(10);
/// How much of what was known about an engine's speed is still believed after one more batch.
const MEMORY: f64 = 0.9;

/// Measures engines by their batches.
#[derive(Debug)]
pub(super) struct Meter {
    batches: u64,
    all_tokens: u64,
    busy: f64,
    waited: Spread,
    took: Spread,
    rows: Spread,
    /// Recent tokens and the seconds that an engine took for them, older batches weighing less.
    tokens: f64,
    seconds: f64,
    /// Recent tokens, those of some time ago weighing less.
    lately: f64,
    lately_at: Instant,
}

impl Meter {
    pub(super) fn new(now: Instant) -> Meter {
        Meter {
            batches: 0,
            all_tokens: 0,
            busy: 0.0,
            waited: Spread::new(&SECONDS),
            took: Spread::new(&SECONDS),
            rows: Spread::new(&ROWS),
            tokens: 0.0,
            seconds: 0.0,
            lately: 0.0,
            lately_at: now,
        }
    }

    /// So many rows begin to run that waited this long.
    pub(super) fn begin(&mut self, rows: usize, waited: Duration) {
        self.waited.add(waited.as_secs_f64(), rows as u64);
    }

    /// One batch was run in this time.
    pub(super) fn record(&mut self, (rows, tokens): (usize, usize), took: Duration, now: Instant) {
        self.rows.add(rows as f64, 1);
        self.took.add(took.as_secs_f64(), 1);
        self.busy += took.as_secs_f64();
        self.all_tokens += tokens as u64;
        let tokens = tokens as f64;
        self.batches += 1;
        self.tokens = self.tokens * MEMORY + tokens;
        self.seconds = self.seconds * MEMORY + took.as_secs_f64();
        self.lately = self.faded(now) + tokens;
        self.lately_at = now;
    }

    /// Another engine's worth of work on a batch: that of a thread that helped with it.
    pub(super) fn record_help(&mut self, took: Duration) {
        self.busy += took.as_secs_f64();
        self.seconds += took.as_secs_f64();
    }

    /// What has been done until now, by so many engines; what waits is not known here.
    pub(super) fn load(&self, engines: usize, now: Instant) -> Load {
        Load {
            interactive: Waiting::default(),
            bulk: Waiting::default(),
            batches_run: self.batches,
            tokens_run: self.all_tokens,
            waited: self.waited.clone(),
            took: self.took.clone(),
            rows: self.rows.clone(),
            engines,
            busy: self.busy,
            tokens_per_second: self.tokens_per_second(now),
            rows_refused: 0,
            rows_cancelled: 0,
            rows_expired: 0,
        }
    }

    /// What one engine does while it works; unknown before the first batch.
    pub(super) fn engine_tokens_per_second(&self) -> Option<f64> {
        (self.seconds > 0.0).then(|| self.tokens / self.seconds)
    }

    /// What all engines did, pauses included.
    fn tokens_per_second(&self, now: Instant) -> f64 {
        self.faded(now) / LATELY.as_secs_f64()
    }

    fn faded(&self, now: Instant) -> f64 {
        let ago = now.saturating_duration_since(self.lately_at);
        self.lately * (-ago.as_secs_f64() / LATELY.as_secs_f64()).exp()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SECOND: Duration = Duration::from_secs(1);

    #[test]
    fn speed_is_that_of_a_working_engine_and_pauses_count_only_in_the_rate() {
        let start = Instant::now();
        let mut meter = Meter::new(start);
        assert_eq!(meter.engine_tokens_per_second(), None);
        for second in 0..200 {
            meter.begin(3, SECOND / 100);
            meter.record((3, 500), SECOND / 10, start + second * SECOND);
        }
        let now = start + 199 * SECOND;
        assert!((meter.engine_tokens_per_second().unwrap() - 5_000.0).abs() < 1.0);
        assert!((meter.tokens_per_second(now) - 500.0).abs() < 50.0, "{}", meter.tokens_per_second(now));
        assert!(meter.tokens_per_second(now + 100 * SECOND) < 1.0, "long ago is not lately");
        let load = meter.load(2, now);
        assert_eq!((load.batches_run, load.tokens_run, load.engines), (200, 100_000, 2));
        assert_eq!((load.waited.count(), load.took.count(), load.rows.sum), (600, 200, 600.0));
        assert!((load.busy - 20.0).abs() < 1e-6);
    }

    #[test]
    fn rows_are_counted_by_why_they_were_lost() {
        let counts = Counts::default();
        counts.lost(&Error::Cancelled, 3);
        counts.lost(&ErrorKind::Overloaded.example(), 2);
        counts.lost(&ErrorKind::Bug.example(), 7);
        let all = [&counts.refused, &counts.cancelled, &counts.expired];
        assert_eq!(all.map(|count| count.load(Ordering::Relaxed)), [2, 3, 0]);
    }
}
